"""In and out: other programs' files -> candidates -> the vault, and the vault -> other programs' files."""
