"""Vaults that several tests of the site share, and how to look at what was made of them."""

from datetime import date
from pathlib import Path

from netkeep.site.files import site_files
from netkeep.store.load import load
from tests.vaults import make_vault

TODAY = date(2024, 6, 3)

# A private person, and everywhere another file can speak of one. Every word with CANARY in it is hers.
PRIVATE = {
    "people/canary-private.md": """---
name: Zelda CANARYNAME
aliases: [CANARYALIAS]
emails: [CANARYMAIL@canary.example]
phones: ["+44 20 7946 0099"]
links: {home: https://CANARYLINK.example}
location: CANARYPLACE
birthday: 1980-06-04
tags: [CANARYTAG]
roles:
  - {org: CANARYORG, title: CANARYTITLE, team: CANARYTEAM, from: 2020}
worked_with: [{job: acme-2023, as: peer}]
introduced_by: ada-example
knows: [{id: ada-example, how: CANARYHOW}]
cadence: weekly
private: true
archived: CANARYWHY
x: {secret: CANARYX}
---

CANARYPROSE about [[ada-example]].

- [ ] 2024-06-04 CANARYREMINDER

## Log

- 2024-05-01 coffee with [[ada-example]]: CANARYLOG
""",
    "people/ada-example.md": """---
name: Ada Example
introduced_by: canary-private
knows: [canary-private, {id: bob-example, how: neighbours}]
roles: [{org: Acme Corp, title: Engineer, from: 2021}]
cadence: weekly
---

Met through [[canary-private|CANARYTEXT]] and [[Canary-Private]], [CANARYWORDS](canary-private.md), and
[again](<../people/canary-private.md> "CANARYTOOLTIP"). See `[[canary-private|CANARYCODE]]`.

- [ ] 2024-06-05 ask [[canary-private|CANARYASK]] for her book

## Log

- 2024-05-20 coffee with [[canary-private]], [[bob-example]]: Plans of [[canary-private|CANARYPLAN]].
""",
    "people/bob-example.md": "---\nname: Bob Example\n---\n",
    "jobs/acme-2023.md": """---
org: Acme Corp
title: Platform engineer
from: 2023-04
---

## Log

- 2024-01-01 meeting with [[canary-private]]: A plan with [[canary-private|CANARYJOB]].
""",
    "orgs/acme-corp.md": "---\nname: Acme Corp\n---\n\n[[canary-private|CANARYNOTE]] worked here.\n",
}


def made(root: Path, files: dict[str, str | bytes] | dict[str, str], today: date = TODAY) -> dict[str, str]:
    """Return the pages of a vault as text, by path."""
    found = site_files(load(make_vault(root, files)), today)
    return {path: data.decode() for path, data in found.items() if path.endswith(".md")}
