"""What the vault's files say, kept in SQLite below ``.netkeep/``, so that no command reads what did not change."""
