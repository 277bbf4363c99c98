"""A LinkedIn data archive: connections, and what passed between them and the owner."""

from netkeep.exchange.importers.linkedin.reading import read

__all__ = ["read"]
