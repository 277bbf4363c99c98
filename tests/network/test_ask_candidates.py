from datetime import date
from pathlib import Path

import pytest

from netkeep.network.ask_candidates import askings
from netkeep.store.load import load
from tests.vaults import make_vault

TODAY = date(2024, 6, 1)


def asked(root: Path, people: dict[str, tuple[str, str]]) -> list[str]:
    files = {
        f"people/{person}.md": f"---\nname: {person}\nworked_with: [{{job: acme{relation}}}]\n---\n\n## Log\n\n{log}\n"
        for person, (relation, log) in people.items()
    }
    vault = load(make_vault(root, {**files, "jobs/acme.md": "---\norg: Acme\nfrom: 2023-06-01\nto: 2024-06-30\n---\n"}))
    return [f"{one.tier} {one.contact.id}: {one.favour}" for one in askings(vault, vault.jobs["acme"], TODAY)]


def test_the_boss_then_peers_then_the_strongest(tmp_path: Path) -> None:
    people = {
        "ada": (", as: leadership", "- 2024-05-01 dinner"),
        "bo": ("", "- 2024-05-01 dinner\n- 2024-04-01 dinner"),
        "cy": (", as: report", "- 2024-05-01 email"),
        "dee": (", as: peer", "- 2024-05-01 lunch"),
        "eve": (", as: manager", ""),
        "fay": (", as: vendor", ""),
        "gus": (", as: peer", "- 2024-05-01 note: no contact"),
    }
    assert asked(tmp_path, people) == [
        "boss eve: recommendation",
        "peer dee: recommendation",
        "peer cy: endorsement",
        "other bo: recommendation",
        "other ada: recommendation",
    ]


def test_who_owes_a_word_comes_before_a_tie_as_strong(tmp_path: Path) -> None:
    people = {
        "ada": (", as: peer", "- 2024-05-01 dinner\n- 2024-04-30 dinner\n- 2024-04-29 lunch"),
        "bo": (", as: peer", "- 2024-04-20 gave recommendation\n- 2024-04-20 dinner"),
    }
    assert asked(tmp_path, people) == ["peer bo: recommendation", "peer ada: recommendation"]


@pytest.mark.parametrize(
    ("log", "still"),
    [
        ("- 2023-06-01 asked recommendation", False),
        ("- 2023-05-31 asked recommendation", True),
        ("- 2024-05-20 declined reference", False),
        ("- 2023-11-20 received endorsement", True),
        ("- 2024-05-20 asked endorsement", False),
        ("- 2024-05-20 asked introduction", True),
        ("- 2024-05-20 asked referral", True),
    ],
)
def test_nobody_is_asked_twice(tmp_path: Path, log: str, *, still: bool) -> None:
    assert bool(asked(tmp_path, {"ada": (", as: peer", log)})) is still
