"""Real editors in a terminal, driven by keys; each test is skipped where its editor is missing or too old."""
