"""A LinkedIn data archive: connections, and what they exchanged with the owner."""

from netkeep.exchange.importers.linkedin.reading import read

__all__ = ["read"]
