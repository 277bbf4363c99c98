"""The codes of the rules that there are, for rules about rules: the registry fills this in, so that none imports it."""

CODE_OF: dict[str, str] = {}
"""The code of each rule by its name."""
ALWAYS: set[str] = set()
"""The codes of the rules that look without being selected, before those that ask what all others have found."""
