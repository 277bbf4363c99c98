"""Triage of new contacts, one after another: their order, what each answer changes, and undoing it."""
