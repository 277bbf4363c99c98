"""The rules, one a module; the module's docstring is the user's page about it."""
