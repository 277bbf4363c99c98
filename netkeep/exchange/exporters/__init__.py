"""One module a format: contacts -> bytes, and the names of what the format cannot carry."""
