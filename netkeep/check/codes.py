"""The codes of all rules, for rules about rules: the registry fills them in, so that no rule has to import it."""

CODE_OF: dict[str, str] = {}
"""The code of each rule by its name."""
ALWAYS: set[str] = set()
"""The codes of the rules that run without being selected, and before those that need the findings of all others."""
