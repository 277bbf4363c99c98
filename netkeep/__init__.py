"""netkeep: a contact vault in plain text, under git, in the owner's hands."""

__version__ = "0.1.0"
ADDRESS = ""
"""Where a release has its documents, ending in ``/``; empty as long as they are published nowhere."""
FORMAT = 2
"""The version of the format that this netkeep writes: see docs/format.md, which says what each brought."""
