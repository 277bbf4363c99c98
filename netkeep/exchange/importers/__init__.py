"""One module a format: bytes -> candidates, and what could not be read of them."""
