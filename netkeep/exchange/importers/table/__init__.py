"""Tables of people: from bytes to rows with a header, and from rows to candidates; every CSV format goes by it."""
