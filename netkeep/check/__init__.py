"""The linter: diagnostics as values, one rule a module, an explicit registry."""
