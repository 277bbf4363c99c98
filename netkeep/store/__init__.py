"""The vault on disk: found, listed, read, indexed, and written through one safe path."""
