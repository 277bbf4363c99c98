"""What a vault speaks of: contacts, jobs, organisations, log entries, dates. Frozen, typed, no I/O."""
