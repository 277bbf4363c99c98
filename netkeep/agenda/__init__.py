"""What is due, and why: pure functions of the vault and the day."""
