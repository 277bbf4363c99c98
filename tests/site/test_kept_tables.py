"""What a served vault keeps from one reading to the next is what a vault read for the first time reckons."""

import random
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from netkeep.network.coverage import coverage
from netkeep.network.employment import colleagues
from netkeep.network.encounters import days, since
from netkeep.network.places import posts_at
from netkeep.network.ties import acquainted, neighbours
from netkeep.site.health_page import health_page
from netkeep.site.home_page import home_page
from netkeep.site.map_page import map_page
from netkeep.site.private import bare
from netkeep.site.site import Site
from netkeep.site.timeline_page import timeline_page
from netkeep.site.view import view
from netkeep.store.again import Shelf
from netkeep.store.load import load
from netkeep.store.vault import Vault
from tests.vaults import make_vault

_DAY = date(2026, 11, 22)
_IDS = [f"p{number}" for number in range(9)]
_ORGS = ("Acme", "Acme Ltd", "Initech", "Other Place")
_KINDS = ("coffee", "call", "note", "asked reference", "received reference", "received introduction")


def _log(draw: random.Random) -> str:
    entries = ["## Log", ""]
    for _ in range(draw.randrange(6)):
        others = [f"[[{other}]]" for other in draw.sample(_IDS, draw.choice((0, 0, 1, 2)))]
        company = f" with {', '.join(others)}" if others else ""
        day = _DAY - timedelta(days=draw.choice((-1, 0, 3, 3, 40, 70, 400)))
        entries.append(f"- {day} {draw.choice(_KINDS)}{company}: words.")
    return "\n".join(entries) + "\n"


def _person(draw: random.Random) -> str:
    known = ", ".join(f"{{id: {other}, as: {draw.choice('ab')}}}" for other in draw.sample(_IDS, draw.randrange(3)))
    roles = [f"{{org: {draw.choice(_ORGS)}, from: {draw.randrange(2018, 2027)}}}" for _ in range(draw.randrange(3))]
    lines = [
        f"name: {draw.choice(('Ada', 'Bob', 'Cyd'))}",
        f"knows: [{known}]",
        f"roles: [{', '.join(roles)}]",
        f"tags: [{', '.join(draw.sample(('a', 'b', 'C'), draw.randrange(3)))}]",
        draw.choice(("location: There", f"introduced_by: {draw.choice(_IDS)}")),
        draw.choice(("cadence: weekly", f"worked_with: [{{job: j{draw.randrange(3)}, as: peer}}]")),
        draw.choice(("cadence_from: no", "birthday: 1980-01-01", "private: true", "archived: gone", "birthday: 05-05")),
    ]
    return "\n".join(("---", *lines, "---", "", "Notes.", "", _log(draw)))


def _job(draw: random.Random) -> str:
    spans = ("from: 2020-01-01\nto: 2021-01-01", "from: 2025-01-01", "from: 2019-01-01")
    return f"---\norg: {draw.choice(_ORGS)}\n{draw.choice(spans)}\ntags: [j]\n---\n\n{_log(draw)}"


def _org(draw: random.Random) -> str:
    aliases = draw.choice(("", "aliases: [Initech]\n", "aliases: [Other Place]\n"))
    return f"---\nname: {draw.choice(('Acme', 'Acme Corp'))}\n{aliases}tags: [o]\n---\n\n{_log(draw)}"


_FILES: tuple[tuple[str, Callable[[random.Random], str]], ...] = (
    *((f"people/{person}.md", _person) for person in _IDS),
    *((f"jobs/j{number}.md", _job) for number in range(2)),
    *((f"orgs/o{number}.md", _org) for number in range(2)),
)


def _edit(root: Path, draw: random.Random) -> None:
    path, text = draw.choice(_FILES)
    if draw.randrange(6):
        (root / path).write_text(text(draw))
    else:
        (root / path).unlink(missing_ok=True)
    if not draw.randrange(8):
        hidden = draw.choice(("[]", '["log"]', '["tags", "location"]'))
        (root / "netkeep.toml").write_text(f"format = 1\n\n[site]\nhide = {hidden}\n")


def _told(vault: Vault, today: date) -> dict[str, object]:
    """Give all that the tables of a vault say, and the pages made of them."""
    site = Site(view(bare(vault), today))
    shown, seen = site.view, site.vault
    pages = (home_page(site), map_page(site), timeline_page(site), health_page(site))
    return {
        "tables": (shown.posts, shown.acquainted, shown.introduced, shown.connected, site.shared, site.strengths),
        "tags": list(site.tags.items()),
        "stats": site.stats,
        "days": days(seen, today),
        "lately": since(seen, today, today - timedelta(days=60)),
        "jobs": [(colleagues(seen, job), coverage(seen, job, today)) for job in seen.jobs.values()],
        "pages": [(page.key, page.html) for page in pages],
    }


@pytest.mark.parametrize("seed", range(5))
def test_a_table_that_goes_on_is_a_table_made_anew(tmp_path: Path, seed: int) -> None:
    draw, shelf = random.Random(seed), Shelf()  # noqa: S311 - repeatable, not secret
    root = make_vault(tmp_path, {path: text(draw) for path, text in _FILES})
    for turn in range(12):
        today = _DAY + timedelta(days=60 * (turn // 9))
        assert _told(shelf.load(root), today) == _told(load(root), today)
        _edit(root, draw)


def test_the_tables_say_what_is_said_one_by_one(tmp_path: Path) -> None:
    draw = random.Random(1)  # noqa: S311 - repeatable, not secret
    vault = load(make_vault(tmp_path, {path: text(draw) for path, text in _FILES}))
    known = acquainted(vault)
    assert {one: tuple(map(tuple, known.get(one, ()))) for one in vault.contacts} == {
        one: neighbours(vault, contact) for one, contact in vault.contacts.items()
    }
    posts = Site(view(vault, _DAY)).view.posts
    assert all(
        [(post.contact.id, post.role) for post in posts.get(org.id, ())]
        == [(post.contact.id, post.role) for post in posts_at(vault, org) if not post.contact.private]
        for org in vault.orgs.all()
    )


def test_a_page_has_the_same_mark_until_something_on_it_changes(tmp_path: Path) -> None:
    draw, shelf = random.Random(2), Shelf()  # noqa: S311 - repeatable, not secret
    root = make_vault(tmp_path, {path: text(draw) for path, text in _FILES if path != "people/p0.md"})
    ada = root / "people" / "p0.md"
    ada.write_text("---\nname: Ada\n---\n\nNotes.\n")

    def marks() -> list[str]:
        site = Site(view(bare(shelf.load(root)), _DAY))
        return [map_page(site).key, timeline_page(site).key]

    before = marks()
    ada.write_text("---\nname: Ada\n---\n\nOther notes.\n")
    assert marks() == before
    ada.write_text("---\nname: Ada Lovelace\n---\n\nOther notes.\n")
    after = marks()
    assert after[0] != before[0]
    assert after[1] == before[1]
    ada.write_text("---\nname: Ada Lovelace\n---\n\n## Log\n\n- 2026-11-01 call\n")
    assert marks()[1] != before[1]
