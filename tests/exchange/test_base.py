"""What each source last said: written the same whenever it is the same, and never guessed at when damaged."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netkeep.check.runner import check
from netkeep.errors import RefusedError, VaultError
from netkeep.exchange.candidate import Entry, Extra, FactValue, Field, Link
from netkeep.exchange.merging.base import Base, Record, read_base, sources
from netkeep.exchange.merging.order import Clock
from netkeep.exchange.merging.tombstones import Forgotten, read_forgotten
from netkeep.model.dates import Birthday, PartialDate
from netkeep.model.people import Acquaintance, Email, Engagement, Phone, Role
from netkeep.store.load import load
from tests.vaults import make_vault

GRACE = Record(
    "grace-sample",
    ("url:linkedin/in/grace", "uid:7"),
    {
        "name": ("Grace Éxample",),
        "emails": (Email("g@acme.example", "work"), Email("g@home.example")),
        "phones": (Phone("+44 20 7946 0018"),),
        "links": (Link("linkedin", "https://linkedin.com/in/grace"),),
        "birthday": (Birthday(6, 14),),
        "roles": (Role("Acme", "VP", start=PartialDate(2024, 6)),),
        "log": (Entry("m:1", date(2024, 5, 2), "message"),),
        "x": (Extra("im", ("a", "b")),),
    },
    ("cal:2", "cal:1"),
    date(2024, 6, 1),
)
ALAN = Record("alan-sample", ("email:a@x.example",), {"name": ("Alan",)}, (), date(2023, 1, 1), snapshot=True)
CLOCK = Clock(date(2024, 6, 1), days={"connections": date(2024, 5, 30)}, stamp=date(2024, 6, 1))
OLD = (
    '{"as_of": "2024-06-01", "format": 1}\n'
    '{"id": "alan-sample", "keys": ["email:a@x.example"], "said": {"name": ["Alan"]}}\n'
)
TEXT = (
    '{"as_of": "2024-06-01", "days": {"connections": "2024-05-30"}, "format": 2, "stamp": "2024-06-01"}\n'
    '{"as_of": "2023-01-01", "id": "alan-sample", "keys": ["email:a@x.example"], "said": {"name": ["Alan"]}, '
    '"snapshot": true}\n'
    '{"gatherings": ["cal:1", "cal:2"], "id": "grace-sample", "keys": ["uid:7", "url:linkedin/in/grace"], "said": '
    '{"birthday": ["--06-14"], "emails": [{"address": "g@acme.example", "label": "work"}, '
    '{"address": "g@home.example"}], "links": [{"service": "linkedin", "url": "https://linkedin.com/in/grace"}], '
    '"log": [{"day": "2024-05-02", "key": "m:1", "kind": "message"}], "name": ["Grace Éxample"], '
    '"phones": [{"number": "+44 20 7946 0018"}], "roles": [{"from": "2024-06", "org": "Acme", "title": "VP"}], '
    '"x": [{"key": "im", "value": ["a", "b"]}]}}\n'
)


def test_the_file_as_it_is_written_and_read(tmp_path: Path) -> None:
    base = Base("linkedin", CLOCK, (GRACE, ALAN))
    assert base.text() == TEXT
    make_vault(
        tmp_path, {"imports/linkedin.jsonl": TEXT, "imports/Not a source.jsonl": "", "imports/phone-2.jsonl": ""}
    )
    read = read_base(tmp_path, "linkedin")
    assert read.text() == TEXT
    assert read.by_id["grace-sample"].said["x"] == (Extra("im", ("a", "b")),)
    assert (read.id_by_key["uid:7"], read.hosts["cal:2"]) == ("grace-sample", "grace-sample")
    assert sources(tmp_path) == ("linkedin", "phone-2")


def test_what_an_earlier_version_wrote_tells_of_no_snapshot(tmp_path: Path) -> None:
    read = read_base(make_vault(tmp_path, {"imports/vcard.jsonl": OLD}), "vcard")
    assert read == Base("vcard", Clock(date(2024, 6, 1)), (replace(ALAN, as_of=date(2024, 6, 1), snapshot=False),))
    assert read.text() == OLD


def test_words_of_an_entry_that_were_kept_are_read(tmp_path: Path) -> None:
    entry = '{"day": "2024-05-02", "key": "m:1", "kind": "message", "others": ["bo"], "text": "Hello"}'
    text = f'{{"format": 1}}\n{{"id": "ada", "keys": [], "said": {{"log": [{entry}]}}}}\n'
    base = read_base(make_vault(tmp_path, {"imports/vcard.jsonl": text}), "vcard")
    assert base.records == (
        Record("ada", said={"log": (Entry("m:1", date(2024, 5, 2), "message", "Hello", ("bo",)),)}),
    )


def test_a_source_that_never_spoke(tmp_path: Path) -> None:
    assert read_base(make_vault(tmp_path, {}), "vcard") == Base("vcard")


@pytest.mark.parametrize("name", ["", "../x", "Phone", "a b", "x/y", "a" * 61])
def test_a_name_that_no_source_has(tmp_path: Path, name: str) -> None:
    with pytest.raises(RefusedError, match="lower-case letters"):
        read_base(tmp_path, name)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", 1),
        ("\n", 1),
        ("[]\n", 1),
        ('{"format": 3}\n', 1),
        ('{"format": 1, "days": {}}\n', 1),
        ('{"format": 1, "stamp": "2024-06-01"}\n', 1),
        ('{"format": 2, "days": []}\n', 1),
        ('{"format": 1}\n{"id": "a", "keys": [], "said": {}, "snapshot": true}\n', 2),
        ('{"format": 2}\n{"id": "a", "keys": [], "said": {}, "snapshot": 1}\n', 2),
        ('{"format": 1, "as_of": 7}\n', 1),
        ('{"format": 1, "as_of": "2024-13-01"}\n', 1),
        ('{"format": 1}\nnot JSON\n', 2),
        ('{"format": 1}\n<<<<<<< HEAD\n', 2),
        ('{"format": 1}\n{"id": "a", "keys": []}\n', 2),
        ('{"format": 1}\n{"id": "", "keys": [], "said": {}}\n', 2),
        ('{"format": 1}\n{"id": "a", "keys": [1], "said": {}}\n', 2),
        ('{"format": 1}\n{"id": "a", "keys": [], "said": {}, "more": 1}\n', 2),
        ('{"format": 1}\n{"id": "a", "keys": [], "said": {"nonsense": ["x"]}}\n', 2),
        ('{"format": 1}\n{"id": "a", "keys": [], "said": {"name": []}}\n', 2),
        ('{"format": 1}\n{"id": "a", "keys": [], "said": {"name": [1]}}\n', 2),
        ('{"format": 1}\n{"id": "a", "keys": [], "said": {"emails": ["x"]}}\n', 2),
        ('{"format": 1}\n{"id": "a", "keys": [], "said": {"roles": [{"org": "A", "from": "soon"}]}}\n', 2),
        ('{"format": 1}\n{"id": "a", "keys": [], "said": {"birthday": ["2024-02-31"]}}\n', 2),
        ('{"format": 1}\n{"id": "a", "keys": [], "said": {"x": [{"key": "a"}]}}\n', 2),
        ('{"format": 1}\n' + '{"id": "a", "keys": [], "said": {}}\n' * 2, 3),
        ('{"format": 1}\n' + "[" * 100_000 + "\n", 2),
    ],
)
def test_a_damaged_line_is_named(tmp_path: Path, text: str, line: int) -> None:
    make_vault(tmp_path, {"imports/vcard.jsonl": text})
    with pytest.raises(VaultError) as raised:
        read_base(tmp_path, "vcard")
    assert str(raised.value) == (
        f"imports/vcard.jsonl:{line} is not what netkeep writes there; nothing was written. Bring it back as it was "
        "('git log -p imports/vcard.jsonl' shows its versions), or remove the line: what it says of its person is then "
        "taken as said for the first time."
    )


def test_other_line_ends_are_no_damage(tmp_path: Path) -> None:
    make_vault(tmp_path, {"imports/linkedin.jsonl": TEXT.replace("\n", "\r\n")})
    assert read_base(tmp_path, "linkedin").text() == TEXT


def test_somebody_forgotten_or_named_anew() -> None:
    base = Base("linkedin", CLOCK, (GRACE, ALAN))
    assert [record.id for record in base.without("grace-sample").records] == ["alan-sample"]
    assert base.renamed("nobody", "x") == base
    assert set(base.renamed("alan-sample", "alan").by_id) == {"grace-sample", "alan"}
    joined = base.renamed("alan-sample", "grace-sample").by_id["grace-sample"]
    assert joined.said["name"] == ("Grace Éxample", "Alan")
    assert joined.keys == (
        "url:linkedin/in/grace",
        "uid:7",
        "email:a@x.example",
        "name:grace example|+",
        "name:alan|+",
    )


def test_what_names_somebody_follows_them_and_goes_with_them() -> None:
    ties: dict[Field, tuple[FactValue, ...]] = {
        "worked_with": (Engagement("acme", "peer"),),
        "introduced_by": ("alan-sample",),
        "knows": (Acquaintance("alan-sample", "school"), Acquaintance("alan"), Acquaintance("cy")),
    }
    base = Base("csv", Clock(), (Record("bo", (), ties),))
    assert (base.names("alan-sample"), base.names("acme"), base.names("di")) == (True, True, False)
    named = base.renamed("alan-sample", "alan").renamed("acme", "acme-2023")
    assert named.by_id["bo"].said == {
        "worked_with": (Engagement("acme-2023", "peer"),),
        "introduced_by": ("alan",),
        "knows": (Acquaintance("alan", "school"), Acquaintance("alan"), Acquaintance("cy")),
    }
    assert "alan-sample" not in base.without("alan-sample").text()
    assert base.without("alan-sample").by_id["bo"].said == {
        "worked_with": (Engagement("acme", "peer"),),
        "knows": (Acquaintance("alan"), Acquaintance("cy")),
    }


@settings(deadline=None, max_examples=50)
@given(st.lists(st.tuples(st.text(min_size=1), st.text(), st.text()), unique_by=lambda one: one[0], max_size=4))
def test_any_text_comes_back(tmp_path_factory: pytest.TempPathFactory, people: list[tuple[str, str, str]]) -> None:
    records = tuple(Record(person, (key,), {"name": (name,)}) for person, key, name in people)
    text = Base("x", Clock(), records).text()
    root = make_vault(tmp_path_factory.mktemp("vault"), {"imports/x.jsonl": text})
    assert read_base(root, "x").text() == text


def test_no_command_takes_what_is_in_imports_for_a_contact(tmp_path: Path) -> None:
    files = {
        "imports/linkedin.jsonl": TEXT,
        "imports/note.md": "---\nname: Nobody\n---\n",
        "people/a.md": "---\nname: A\n---\n",
    }
    vault = load(make_vault(tmp_path, files))
    assert (list(vault.contacts), vault.strays) == (["a"], ())
    assert not [one for one in check(vault, date(2024, 6, 7)) if one.path.startswith("imports")]


def test_who_was_forgotten_is_known_by_a_key_and_read_from_none(tmp_path: Path) -> None:
    stones = Forgotten(b"salt").with_keys(["email:a@x.example", "url:linkedin/in/a"])
    assert (stones.knows(["email:a@x.example"]), stones.knows(["email:b@x.example"]), stones.knows([])) == (
        True,
        False,
        False,
    )
    text = stones.text()
    assert "x.example" not in text
    make_vault(tmp_path, {"imports/forgotten.json": text})
    assert read_forgotten(tmp_path) == stones
    assert not read_forgotten(tmp_path / "nowhere").knows(["email:a@x.example"])


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"salt": "zz", "hashes": []}', '{"salt": "00", "hashes": 1}'])
def test_damaged_tombstones_stop_the_import(tmp_path: Path, text: str) -> None:
    with pytest.raises(VaultError, match="nothing was written"):
        read_forgotten(make_vault(tmp_path, {"imports/forgotten.json": text}))
