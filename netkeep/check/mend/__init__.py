"""Fixes for values: each function returns a fix if it is known what is meant, else None."""
