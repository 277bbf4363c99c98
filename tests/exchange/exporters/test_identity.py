"""A vault that is exported, and imported into an empty one, is the same vault: people, ties, wishes, texts and logs."""

import shutil
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from netkeep.exchange.exporters.json import vault_json
from netkeep.exchange.exporters.table import vault_table
from netkeep.exchange.importer import Options, reader
from netkeep.exchange.merging.apply import apply
from netkeep.exchange.merging.base import read_base
from netkeep.exchange.merging.plan import plan
from netkeep.exchange.merging.plan_types import Plan, Request
from netkeep.exchange.merging.tombstones import read_forgotten
from netkeep.model.body import Body
from netkeep.model.dates import Duration, Never
from netkeep.model.jobs import Job, Organisation
from netkeep.model.people import Acquaintance, Contact, Email, Engagement
from netkeep.store.load import load
from netkeep.store.vault import Vault
from netkeep.text.links import replaced
from netkeep.text.new import file_text
from netkeep.text.values import contact_values
from tests.exchange.exporters.test_round_trip import CONTACT, ENTRY, NOTE, line
from tests.repeats import cases
from tests.vaults import make_vault

TODAY = date(2024, 6, 7)
EXPORTS: dict[str, Callable[[Vault], bytes]] = {"csv": vault_table, "json": lambda vault: vault_json(vault, TODAY)}
IDS = ("alan-sample", "bo", "bo-2")
JOBS = {
    "jobs/acme-2023.md": (
        "---\norg: Acme Corp\ntitle: 'Engineer: all of it'\nkind: contract\nfrom: 2023-04-03\nto: 2024-06-30\n"
        "review: 11-03\nsweep: 6 months\ntags: [big]\ncheck_ignore: [NK304]\nx: {badge: [7, {left: no}]}\n---\n\n"
        "Found by [[bo]].\n\n- [ ] 2024-07-01 the key\n\n## Log\n\n- 2023-04-14 sweep with [[bo]]: Five.\n"
    ),
    "jobs/b.md": "---\norg: Acme Corp\nfrom: 2023-05\nreview: 3\n---\n",
    "orgs/acme-corp.md": (
        "---\nname: Acme Corp\naliases: [Acme]\ndomains: [acme.example]\nlinks: {website: https://acme.example}\n"
        "tags: [big]\nx: {size: '900'}\n---\n\nBig; see [[acme-2023]].\n"
    ),
}
FILES = {*IDS, *(Path(path).stem for path in JOBS)}
JOBS_WITH = st.builds(Engagement, st.sampled_from(["acme-2023", "b"]), st.sampled_from([None, "peer", "manager"]))
CADENCES = st.sampled_from([None, Never.NEVER, Duration(3, "month"), Duration(1, "week")])


@st.composite
def people(draw: st.DrawFn) -> dict[str, str]:
    """Draw the files of three people; two of them have one name, and each may name the others."""
    files: dict[str, str] = {}
    for number, (person, name) in enumerate(zip(IDS, ("Alan Sample", "Bo", "Bo"), strict=True)):
        others = st.sampled_from([other for other in IDS if other != person])
        ties = st.builds(Acquaintance, others, st.none() | line())
        drawn = draw(CONTACT)
        contact = replace(
            drawn,
            id=person,
            name=name,
            emails=(Email(f"p{number}@x.example"),),
            phones=(),
            links={},
            aliases=(),
            roles=tuple(role for role in drawn.roles if not (role.start and role.end)),
            knows=tuple(draw(st.lists(ties, max_size=2, unique_by=lambda tie: tie.id))),
            introduced_by=draw(st.none() | others),
            worked_with=tuple(draw(st.lists(JOBS_WITH, max_size=2, unique=True))),
            cadence=draw(CADENCES),
        )
        log = [entry for entry in draw(st.lists(ENTRY, max_size=2)) if not entry.text.strip().startswith("with")]
        entries = [(entry.date, f"{entry.date} {entry.kind}: {' '.join(entry.text.split())}") for entry in log]
        files[f"people/{person}.md"] = seen(file_text(contact_values(contact), draw(NOTE), entries))
    return files


def seen(text: str) -> str:
    """Return a text without what no import brings in: what the eye cannot see, and links to nobody."""
    brackets_apart = replaced(
        text, lambda link: text[slice(*link.span)].replace("[[", "[ [") if link.id and link.id not in FILES else None
    )
    return brackets_apart.replace("\\u200b", "w").replace("\u200b", "w")


def told(root: Path) -> Mapping[str, object]:
    """Return all that a vault says, without the blanks of its texts."""
    vault = load(root)
    every: list[Contact | Job | Organisation] = [
        *vault.contacts.values(),
        *vault.jobs.values(),
        *vault.organisations.values(),
    ]
    return {one.id: (_front(one), " ".join(one.body.prose.split()), _log(one.body)) for one in every}


def _front(item: Contact | Job | Organisation) -> object:
    return list(contact_values(item).items()) if isinstance(item, Contact) else replace(item, body=Body())


def _log(body: Body) -> list[tuple[date, str, list[str], str]]:
    entries = ((one.date, one.kind, sorted(link.id for link in one.others), one.text) for one in body.log)
    return sorted((day, kind, others, " ".join(text.split())) for day, kind, others, text in entries)


def brought(root: Path, name: str, export: Path) -> Plan:
    """Import an export into a vault."""
    reading = reader(name)([export], Options(TODAY))
    found = plan(load(root), read_base(root, name), read_forgotten(root), Request(name, reading, TODAY))
    apply(root, found)
    return found


def exported(root: Path, name: str) -> Path:
    path = root.parent / f"export.{name}"
    path.write_bytes(EXPORTS[name](load(root)))
    return path


def fresh(tmp_path: Path, name: str, files: Mapping[str, str]) -> tuple[Path, Path]:
    """Return a vault of these files, and one for their export: a table has neither jobs nor organisations."""
    for folder in ("here", "there"):
        shutil.rmtree(tmp_path / folder, ignore_errors=True)
    here = make_vault(tmp_path / "here", {**files, **JOBS})
    return here, make_vault(tmp_path / "there", JOBS if name == "csv" else {})


@pytest.mark.parametrize("name", EXPORTS)
@settings(
    deadline=None,
    max_examples=cases(40),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(files=people())
@example(
    {
        **{f"people/{name}.md": f"---\nname: {name}\nemails: [{name}@x.example]\n---\n" for name in ("bo", "cy")},
        "people/ada.md": "---\nname: Ada\n---\n\n## Log\n\n- 2000-01-01 a: [[]], [[2024-05-01]], ![[a.png]], [[#x]]\n",
    }
)
def test_into_an_empty_vault_and_again(tmp_path: Path, name: str, files: dict[str, str]) -> None:
    here, there = fresh(tmp_path, name, files)
    export = exported(here, name)
    first = brought(there, name, export)
    assert (first.refused, first.unclear, len(first.created)) == ((), (), 3)
    assert told(there) == told(here)
    before = {path: path.read_bytes() for path in there.rglob("*.*") if path.is_file()}
    again = brought(there, name, export)
    assert (again.created, again.changed, again.refused, again.new, again.changes) == ((), (), (), (), ())
    assert {path: path.read_bytes() for path in there.rglob("*.*") if path.is_file()} == before
    assert exported(there, name).read_bytes() == EXPORTS[name](load(here))
