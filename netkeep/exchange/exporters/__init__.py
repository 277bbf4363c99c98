"""One module a format: contacts -> bytes, and what they cannot carry."""
