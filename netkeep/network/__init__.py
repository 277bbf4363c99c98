"""Who is where, and who knows whom: pure functions of the vault."""
