"""A character that nobody can see: zero-width, bidirectional control, or another control character.

Such characters make two names that look alike different, hide text, and turn what one reads around
(see the "Trojan Source" attacks). They come in by copying from web pages and chats.
The joiners that Persian, Indic scripts and emoji need are left alone.

Bad: a name with a zero-width space (U+200B) at its end.

Good: the same name without it.
"""

from netkeep.check.rule import Rule, of_problem

RULE = Rule(
    "NK112",
    "invisible-character",
    __name__,
    of_problem(
        "invisible-character", "an invisible character ({character})", "delete it: it came along from elsewhere"
    ),
)
