"""One module for each format: bytes -> candidates, and the problems of reading them."""
