"""What ``netkeep show`` prints of a person, a job and an organisation; one module for each."""
