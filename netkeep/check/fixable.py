"""Which rules have findings that ``netkeep check --fix`` mends; a test holds this against what the rules do."""

FIXABLE = frozenset(
    {
        "NK107",
        "NK112",
        "NK115",
        "NK116",
        "NK118",
        "NK119",
        "NK201",
        "NK203",
        "NK204",
        "NK205",
        "NK206",
        "NK208",
        "NK209",
        "NK210",
        "NK211",
        "NK212",
        "NK213",
        "NK214",
        "NK216",
        "NK218",
        "NK301",
        "NK302",
        "NK304",
        "NK305",
        "NK307",
        "NK308",
        "NK407",
        "NK501",
    }
)
"""Where only one thing can be meant it is safe; elsewhere a rule may offer a fix that ``--unsafe-fixes`` asks for."""
NEVER_SAFE = frozenset({"NK307", "NK308", "NK407"})
"""Of these, the rules all of whose fixes have to be asked for."""
