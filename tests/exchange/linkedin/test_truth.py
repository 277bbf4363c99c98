"""Archives of people about whom everything is known: what is read, and what becomes of it in a vault, is held to it."""

from collections import Counter
from datetime import date
from pathlib import Path

from benchmarks.linkedin_archive import OWNER, YEARS, Archive, Somebody, everyone
from netkeep.exchange.candidate import Entry, Link
from netkeep.exchange.importer import Options, reader
from netkeep.exchange.merging.apply import apply
from netkeep.exchange.merging.base import read_base
from netkeep.exchange.merging.plan import plan
from netkeep.exchange.merging.plan_types import Plan, Request
from netkeep.exchange.merging.tombstones import read_forgotten
from netkeep.model.contact_points import url_key
from netkeep.model.people import Contact, Role
from netkeep.store.load import load
from tests.vaults import make_vault

TODAY = date(2027, 1, 1)


def test_everyone_is_read_as_they_are(tmp_path: Path) -> None:
    people = everyone(1000)
    archive = Archive(people, 2026, messages=5000)
    reading = reader("linkedin")([archive.write(tmp_path / "a.zip")], Options(TODAY, owner_name=OWNER))
    found = {one.uid: one for one in reading.candidates}
    there = {one.key: one for one in people if one.open(2026)}
    assert found.keys() == there.keys()
    assert {uid: one.name for uid, one in found.items()} == {uid: one.name for uid, one in there.items()}
    assert {uid: [url_key(link.url) for link in one.values("links", Link)] for uid, one in found.items()} == {
        uid: [uid] for uid in there
    }
    roles = {uid: [(role.org, role.title) for role in one.values("roles", Role)] for uid, one in found.items()}
    assert roles == {uid: _now(one, 2026) for uid, one in there.items()}
    months = Counter((one.key, f"{day:%Y-%m}") for one, day, _ in archive.written_with())
    said = {
        (uid, entry.key.removeprefix("messages ")): int(entry.text.split()[0].replace(",", ""))
        for uid, one in found.items()
        for entry in one.values("log", Entry)
        if entry.kind == "message"
    }
    assert said == months
    closed = len(people) - len(there)
    assert [(one.where, one.message) for one in reading.problems] == [
        (
            "Connections.csv",
            f"{closed:,} rows have neither a name nor a profile: closed accounts, not imported",
        )
    ]


def test_three_archives_in_a_vault_tell_the_truth(tmp_path: Path) -> None:
    """Ten seconds, for it takes some hundred people until namesakes change companies."""
    people, root = everyone(700), make_vault(tmp_path / "vault", {})
    for year in YEARS:
        path = Archive(people, year, messages=700).write(tmp_path / f"{year}.zip")
        first = _import(root, path, date(year + 1, 1, 1))
        closed = any(one.closed and one.closed <= year for one in people)
        told = ["Connections.csv"] if closed else []
        assert (first.unclear, [one.where for one in (*first.refused, *first.skipped)]) == ((), told)
        before = _bytes(root)
        again = _import(root, path, date(year + 1, 1, 1))
        assert (again.created, again.changed, again.changes, again.new) == ((), (), (), ())
        assert _bytes(root) == before
    found = {url_key(contact.links["linkedin"]): contact for contact in load(root).contacts.values()}
    truth = {one.key: one for one in people if any(one.open(year) for year in YEARS)}
    assert found.keys() == truth.keys()
    assert [uid for uid, one in truth.items() if _says(found[uid]) != _history(one)] == []


def _import(root: Path, path: Path, today: date) -> Plan:
    reading = reader("linkedin")([path], Options(today, owner_name=OWNER))
    request = Request("linkedin", reading, today)
    planned = plan(load(root), read_base(root, "linkedin"), read_forgotten(root), request)
    apply(root, planned)
    return planned


def _bytes(root: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def _says(contact: Contact) -> tuple[str, list[tuple[str, str | None]]]:
    return contact.name, [(role.org, role.title) for role in reversed(contact.roles)]


def _history(one: Somebody) -> tuple[str, list[tuple[str, str | None]]]:
    """Return what can be known of somebody: their name, and where they were at the end of each archive's year."""
    jobs = [job for year in YEARS if one.open(year) for job in _now(one, year)]
    return one.name, [job for job, before in zip(jobs, [None, *jobs], strict=False) if job != before]


def _now(one: Somebody, year: int) -> list[tuple[str, str | None]]:
    job = one.job(year)
    return [(job.org, job.title or None)] if job.org else []
