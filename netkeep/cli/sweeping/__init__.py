"""The five-minute game of ``netkeep sweep``."""
