"""What somebody types: whole contacts and parts of them, sound and broken, in several scripts and line ends."""

import random
from collections.abc import Sequence

IDS = ("ada", "grace", "alan-sample", "renée", "nobody", "acme", "初音")
PATHS = (*(f"people/{id_}.md" for id_ in IDS[:5]), "people/team/ada.md", "jobs/acme.md", "orgs/acme.md")
NOTE = "people/index.md"
SETTINGS = (
    "format = 2\n",
    'format = 2\n[check]\nselect = ["NK6"]\n',
    'format = 2\n[check]\nignore = ["NK4"]\n',
    f'format = 2\n[check]\nnotes = ["{NOTE}"]\nexclude = ["people/team/**"]\n',
    'format = 2\n[check.per-file-ignores]\n"people/a*.md" = ["NK2", "NK402"]\n',
)
BROKEN_SETTINGS = ("format = [\n", 'format = 2\n[check]\nignore = ["NK999"]\n', "format = 99\n", "colour = 1\n")
KEYS = (
    *(f"knows: [{id_}]" for id_ in IDS),
    *(
        "aliases: [Countess]",
        "aliases: [Ada, 漢字]",
        "emails: [a@b.example]",
        "emails: [A@B.example, 'mailto:x@y.example']",
    ),
    *("phones: ['+44 20 7946 0000']", "birthday: 14 May 1979", "birthday: 1979-05-14", "cadence: Every 2 weeks"),
    *(
        "cadence: often",
        "cadense: annually",
        "timezone: europe/london",
        "private: true",
        "tags: [a, a]",
        "tags: mentor",
    ),
    *("worked_with: [{job: acme, as: manger}]", "introduced_by: grace", "roles: [{org: Acme Corp, title: CTO}]"),
    *("roles:\n  - {org: ACME corp, from: 2020, to: 2019}", "links: {linkedin: https://linkedin.com/in/ada}"),
    *("check_ignore: [NK401]", "check_ignore: [NK402, NK304, NK404]", "check_ignore: [NK999]", "x: {a: &a 1, b: *a}"),
    *(
        "knows: [",
        "'",
        "\t",
        "name: Twice",
        "# 😀 comment",
        "name: שלום 😀",
        "location: NO",
        "archived: 2026-01-01 left",
    ),
)
LINES = (
    *(f"[[{id_}]]" for id_ in IDS),
    *(
        "😀 漢字 שלום [[nobody|Nobody]] [[ada]]",
        "<!-- netkeep: ignore NK402 -->",
        "[[nobody]] <!-- netkeep: ignore NK402 -->",
    ),
    *("[[nobody]] <!-- netkeep: ignore NK402, NK304: a reason -->", "", "", "## Log", "## log", "# Log", "```", "---"),
    *("- 2026-01-01 call with [[ada]]", "- 2026-05-01 Call", "- 2026-06-31 call", "- 2027-05-01 coffee 😀", "- soon"),
    *("- 2026-01-02 coffee with [[nobody]], [[grace]]: 漢字", "- [ ] 2026-12-01 write", "- [ ] soon", "- [x] done"),
    *("<<<<<<< ours", "=======", ">>>>>>> theirs", "\u200b", "Countess and Ada Example", "\u2028", "\x0c"),
)
WORDS = (
    *(*IDS, "[[", "]]", "NK402", "😀", "漢", "ש", "\r", "\n", "\r\n", " ", ":", "-"),
    *("'", "[", "#", "\ufeff", "é", "2026-"),
)


def newline(draw: random.Random) -> str:
    """Return a line end."""
    return draw.choice(("\n", "\n", "\n", "\r\n", "\r"))


def contact(draw: random.Random) -> str:
    """Return the text of a contact."""
    mark = "\ufeff" if draw.random() < 0.05 else ""
    name = draw.choice(("Ada Example", "Grace Sample", "漢字 😀", "Countess", "שלום"))
    lines = ["---", f"name: {name}", *_some(draw, KEYS, 4), "---", "", *_some(draw, LINES, 6), ""]
    return mark + draw.choice(("\n", "\n", "\r\n")).join(lines)


def _some(draw: random.Random, choices: Sequence[str], most: int) -> list[str]:
    return draw.choices(choices, k=draw.randrange(most))
