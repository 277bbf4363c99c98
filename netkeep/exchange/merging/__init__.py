"""Three-way: what a source said the last time, what the vault says, and what the source says now."""
