"""Drafts: what to write when one asks, thanks or says hello; the owner's own wording wins."""
