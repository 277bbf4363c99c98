"""What is exported as a table or as JSON, and read again, says the same."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from netkeep.config import Settings
from netkeep.exchange.candidate import Candidate, Entry, Extra, FactValue, Link
from netkeep.exchange.exporters.json import vault_json
from netkeep.exchange.exporters.table import vault_table
from netkeep.exchange.importer import Options, reader
from netkeep.model.body import Body, LogEntry, Span, WikiLink
from netkeep.model.dates import Birthday, Duration, Never, PartialDate
from netkeep.model.people import Acquaintance, Contact, Email, Engagement, Phone, Role
from netkeep.model.schema import PERSON
from netkeep.store.vault import Vault
from netkeep.text.document import Document
from netkeep.text.source import Source

TODAY = date(2024, 6, 7)
EXPORTS: dict[str, Callable[[Vault], bytes]] = {"csv": vault_table, "json": lambda vault: vault_json(vault, TODAY)}
SIGNS = "ab Zé語;,:\\'\"=+-@|[]{}()<>./#\u200b"


def line(most: int = 12) -> st.SearchStrategy[str]:
    return st.text(SIGNS, min_size=1, max_size=most).map(lambda text: " ".join(text.split())).filter(bool)


def unique(values: st.SearchStrategy[str]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(values, max_size=3, unique_by=str.casefold).map(tuple)


def maybe(values: st.SearchStrategy[str]) -> st.SearchStrategy[str | None]:
    return st.none() | values


PARTIAL = st.sampled_from([None, "2016", "2021-05", "2021-05-03"]).map(
    lambda text: PartialDate.parse(text) if text else None
)
ROLE = st.builds(Role, line(), maybe(line()), maybe(line()), PARTIAL, PARTIAL)
EMAIL = st.builds(Email, st.from_regex(r"[a-z]{1,5}@[a-z]{1,5}\.example", fullmatch=True), maybe(line()))
PHONE = st.builds(Phone, st.from_regex(r"\+44 [0-9]{4,9}(;ext=[0-9]{2}|,[0-9]{2})?", fullmatch=True), maybe(line()))
ENGAGEMENT = st.builds(Engagement, st.sampled_from(["acme-2023", "b"]), st.sampled_from([None, "peer", "other-team"]))
ACQUAINTANCE = st.builds(Acquaintance, st.sampled_from(["bo", "alan-sample"]), maybe(line()))
# Seven of these signs on a line mark a conflict: a file with them is not read.
NOTE = st.text(SIGNS + "\n", max_size=40).map(str.strip).filter(lambda note: not any(7 * one in note for one in "<>|"))
ENTRY = st.builds(
    lambda day, kind, others, text: LogEntry(
        day, kind, tuple(WikiLink(other, None, Span(0, 0)) for other in others), text, Span(0, 0)
    ),
    st.dates(date(1990, 1, 1), TODAY),
    st.sampled_from(["coffee", "note", "asked recommendation"]),
    st.lists(st.sampled_from(["alan-sample", "bo"]), unique=True, max_size=2),
    st.lists(line(), max_size=3).map(lambda parts: "\n".join(parts).strip()),
)
FREE = st.recursive(
    NOTE, lambda inner: st.lists(inner, max_size=2) | st.dictionaries(line(), inner, max_size=2), max_leaves=4
)
CONTACT = st.builds(
    Contact,
    id=st.just("grace-sample"),
    name=line(),
    aliases=unique(st.sampled_from(["Gracie", "G; E", "Example, G", "a: b", "back\\slash", "=1"])),
    pronouns=maybe(line()),
    emails=st.lists(EMAIL, max_size=3, unique_by=lambda email: email.address).map(tuple),
    phones=st.lists(PHONE, max_size=3, unique_by=lambda phone: phone.number).map(tuple),
    links=st.dictionaries(line(), st.sampled_from(["https://x.example/a;b?c=1,2", "http://localhost/é"]), max_size=2),
    location=maybe(line()),
    timezone=st.sampled_from([None, "Europe/London"]),
    birthday=st.sampled_from([None, Birthday(5, 14, 1979), Birthday(2, 29)]),
    tags=st.lists(line(), max_size=3, unique=True).map(tuple),
    roles=st.lists(ROLE, max_size=3, unique=True).map(tuple),
    worked_with=st.lists(ENGAGEMENT, max_size=2, unique=True).map(tuple),
    introduced_by=st.sampled_from([None, "bo"]),
    knows=st.lists(ACQUAINTANCE, max_size=2, unique=True).map(tuple),
    cadence=st.sampled_from([None, Never.NEVER, Duration(3, "month"), Duration(1, "week")]),
    paused_until=st.sampled_from([None, date(2030, 1, 31)]),
    private=st.booleans(),
    archived=maybe(line()),
    check_ignore=st.sampled_from([(), ("NK304",), ("NK304", "NK601")]),
    x=st.dictionaries(line(), FREE, max_size=2),
    body=st.builds(lambda prose, log: Body(prose=prose, log=tuple(log)), NOTE, st.lists(ENTRY, max_size=3)),
)


def facts(contact: Contact) -> list[tuple[str, FactValue]]:
    """Return what an import ought to say of a contact, field by field."""
    log = sorted(contact.body.log, key=lambda entry: entry.date, reverse=True)
    texts = [("location", contact.location), ("pronouns", contact.pronouns), ("timezone", contact.timezone)]
    return [
        ("name", contact.name),
        *((field, text) for field, text in texts if text),
        *(("aliases", alias) for alias in contact.aliases),
        *(("emails", email) for email in contact.emails),
        *(("phones", phone) for phone in contact.phones),
        *(("links", Link(service, url)) for service, url in contact.links.items()),
        *([("birthday", contact.birthday)] if contact.birthday else []),
        *(("tags", tag) for tag in contact.tags),
        *(("roles", role) for role in contact.roles),
        *(("worked_with", one) for one in contact.worked_with),
        *([("introduced_by", contact.introduced_by)] if contact.introduced_by else []),
        *(("knows", one) for one in contact.knows),
        *([("cadence", str(contact.cadence))] if contact.cadence else []),
        *([("paused_until", contact.paused_until.isoformat())] if contact.paused_until else []),
        *([("private", "true")] if contact.private else []),
        *([("archived", contact.archived)] if contact.archived else []),
        *(("check_ignore", code) for code in contact.check_ignore),
        *(("log", Entry("", entry.date, entry.kind, entry.text, company(entry))) for entry in log),
        *([("note", contact.body.prose)] if contact.body.prose else []),
        *(("x", Extra(key, value)) for key, value in contact.x.items()),
    ]


def company(entry: LogEntry) -> tuple[str, ...]:
    return tuple(link.id for link in entry.others)


def without_keys(candidate: Candidate) -> list[tuple[str, FactValue]]:
    values = [(fact.field, fact.value) for fact in candidate.facts]
    keys = [value.key for _, value in values if isinstance(value, Entry)]
    assert len(keys) == len(set(keys))
    assert all(key.startswith("grace-sample ") for key in keys)
    return [(field, value._replace(key="") if isinstance(value, Entry) else value) for field, value in values]


def ordered(values: list[tuple[str, FactValue]]) -> list[tuple[str, str]]:
    """Put fields in order, keeping that of their values; of a log, it is the day that counts."""
    return sorted(
        ((field, repr(value)) for field, value in values if field != "log"), key=lambda pair: pair[0]
    ) + sorted((field, repr(value)) for field, value in values if field == "log")


@pytest.mark.parametrize("name", ["csv", "json"])
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(contact=CONTACT)
@example(contact=Contact("grace-sample", "Grace", emails=(Email("a@a.example", "<:@:>"),)))
def test_what_is_exported_comes_back(tmp_path: Path, name: str, contact: Contact) -> None:
    document = Document("people/grace-sample.md", PERSON, Source("people/grace-sample.md", ""), item=contact)
    path = tmp_path / "export"
    path.write_bytes(EXPORTS[name](Vault(tmp_path, Settings(), (document,))))
    reading = reader(name)([path], Options(TODAY))
    assert reading.problems == ()
    (candidate,) = reading.candidates
    assert (candidate.uid, candidate.chosen) == ("grace-sample", True)
    assert ordered(without_keys(candidate)) == ordered(facts(contact))
