"""Tables of people: bytes -> rows with a header -> candidates; every CSV format is read here."""
