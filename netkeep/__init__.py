"""netkeep: a contact vault in plain text, under git, in the owner's hands."""

__version__ = "0.1.0"
