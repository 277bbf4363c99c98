"""Whatever is in a vault, check says it in words: no exception, no endless thought, and not a byte is written."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from netkeep.check.diagnostic import Diagnostic
from netkeep.check.runner import check
from netkeep.config import Settings
from netkeep.model.schema import FILE_KINDS, JOB_FILE, ORG_FILE, PERSON, FileKind
from netkeep.store.load import load
from netkeep.store.vault import Vault
from netkeep.text.document import read_document
from tests.check.cases import TODAY, findings, log, person
from tests.effort import soon
from tests.repeats import cases
from tests.vaults import make_vault

GOOD = """---
name: Grace Sample 🙂
aliases: [G. Example]
emails:
  - grace@acme.example            # the first is the preferred one
  - address: grace@home.example
    label: home
phones: ["+44 20 7946 0018"]
links:
  linkedin: https://www.linkedin.com/in/grace-sample
location: Leeds, UK
timezone: Europe/London
birthday: 1979-05-14
tags: [mentor, data]
roles:
  - org: Acme Corp
    title: VP Engineering
    from: 2021-05
  - {org: Initech, title: Engineering Manager, from: 2016, to: 2021-04}
worked_with:
  - {job: acme-2023, as: manager}
introduced_by: alan-sample
knows: [alan-sample, {id: ada-example, how: school}]
cadence: 3 months
check_ignore: [NK304]
x:
  tea: oolong
---

Met at the platform kick-off. `code [[x]]` <!-- netkeep: ignore NK402 -->

- [ ] 2024-06-01 send her the migration write-up

## Log

- 2024-05-20 coffee with [[alan-sample]], [[ada-example]]: Reorg, and who to ask about data.
  More of it.
- 2024-05-02 received recommendation: On LinkedIn; mentions the migration.
"""
MANY = settings(max_examples=cases(300), deadline=None, suppress_health_check=list(HealthCheck))
_kinds = st.sampled_from(FILE_KINDS)
_PIECES = (
    *(
        "--- ",
        "---\n",
        "\n",
        "\r\n",
        "\r",
        "\t",
        "- ",
        ": ",
        "[",
        "]",
        "{",
        "}",
        "&a ",
        "*a",
        "!!x ",
        "<<: ",
        "'",
        '"',
        "?",
    ),
    *(
        "|\n",
        ">",
        "~",
        "%",
        "@",
        "#",
        "## Log\n",
        "[[",
        "]]",
        "with ",
        "<!--",
        "-->",
        "```",
        "2024-06-31",
        "<<<<<<< ",
        "NK304",
    ),
    *("\0", "\x85", "\u2028", "\ufeff", "🙂"),
)
telling = st.sampled_from([*(piece.encode() for piece in _PIECES), b"\xff", b"\xed\xa0\x80"])


def _check(data: bytes, kind: FileKind, path: str = "") -> tuple[Diagnostic, ...]:
    document = read_document(path or f"{kind.folder}/grace-sample.md", data, kind)
    return check(Vault(Path("vault"), Settings(), (document,)), TODAY)


def _plausible(found: tuple[Diagnostic, ...]) -> None:
    for one in found:
        assert (1, 1) <= (one.line, one.column) <= (one.end_line, one.end_column)
        assert one.message
        assert one.help


@MANY
@given(st.binary(max_size=200), _kinds)
@example(b"", PERSON)
@example(b"---\n---\n", JOB_FILE)
@example(b"---\n\x00\n---\n", ORG_FILE)
def test_any_bytes(data: bytes, kind: FileKind) -> None:
    _plausible(_check(data, kind))


@MANY
@given(st.lists(st.one_of(telling, st.binary(max_size=6)), max_size=30), _kinds)
def test_any_pieces_behind_a_fence(pieces: list[bytes], kind: FileKind) -> None:
    _plausible(_check(b"---\nname: " + b"".join(pieces) + b"\n---\n", kind))
    _plausible(_check(b"---\nname: Ada\n---\n\n## Log\n\n- 2024-05-20 " + b"".join(pieces), kind))


@MANY
@given(
    st.lists(
        st.tuples(st.integers(0, len(GOOD)), st.integers(0, 8), st.one_of(telling, st.binary(max_size=4))),
        min_size=1,
        max_size=6,
    ),
    _kinds,
)
def test_any_change_to_a_good_file(changes: list[tuple[int, int, bytes]], kind: FileKind) -> None:
    data = GOOD.encode()
    for at, dropped, put in changes:
        data = data[:at] + put + data[at + dropped :]
    _plausible(_check(data, kind))


@MANY
@given(st.text(max_size=30))
def test_any_text_as_a_value(text: str) -> None:
    """Each text as the value of every key: 300 checks of a vault of some fifty files take ten seconds."""
    quoted = "'" + text.replace("'", "''") + "'"
    values = {"one": quoted, "list": f"[{quoted}, {{{quoted}: 1}}]"}
    _plausible(
        check(
            Vault(
                Path("vault"),
                Settings(),
                tuple(
                    read_document(
                        f"people/{form}-{number}.md", person(f"{key}: {value}\n").encode("utf-8", "replace"), PERSON
                    )
                    for number, key in enumerate(sorted(PERSON.shape.fields))
                    for form, value in values.items()
                ),
            ),
            TODAY,
        )
    )


@MANY
@given(st.text(st.characters(exclude_characters="/\0", exclude_categories=["Cs"]), min_size=1, max_size=20))
def test_any_name_of_a_file(stem: str) -> None:
    _plausible(_check(person().encode(), PERSON, f"people/{stem}.md"))


_BLANKS = " " * 400_000
_LONG = {
    "heading": f"# a{_BLANKS}b",
    "closed heading": f"## Log{_BLANKS}##{_BLANKS}x",
    "reminder": f"- [ ] 2024-06-01 a{_BLANKS}b",
    "kind": "## Log\n\n- 2024-05-20 a" + " a" * 400_000 + "[",
    "open links": "[[" * 300_000,
    "links": "## Log\n\n- 2024-05-20 coffee with " + "[[ada]], " * 50_000,
    "backticks": "[[a]] " + " ".join("`" * count for count in range(1, 1000)),
    "open comments": "## Log\n\n- 2024-05-20 note: " + "<!--" * 200_000,
    "ignore comments": "<!-- netkeep: ignore " * 40_000,
    "comments on one line": "<!-- netkeep: ignore NK304 -->" * 32_000,
    "comments on lines of their own": "<!-- netkeep: ignore NK304 -->\n" * 31_000,
    "names": "## Log\n\n- 2024-05-20 call: " + "with Aa " * 120_000,
    "ignored codes": "<!-- netkeep: ignore " + "NK304 " * 150_000,
    "dangling links": "[[grace-sampel]] " * 10_000,
    "entries": "## Log\n\n" + "- 2024-05-20 cofee <!-- netkeep: ignore NK301 -->\n" * 5_000,
    "invisible": "a\u200b" * 200_000,
    "fences": "```\n" * 200_000,
    "items": "## Log\n" + "- x\n" * 50_000,
}


@pytest.mark.parametrize("name", _LONG)
def test_long_lines_take_no_long_time(name: str) -> None:
    data = person(body=f"\n{_LONG[name]}\n").encode()
    assert len(data) < 1_000_000
    with soon(10):
        _plausible(_check(data, PERSON))


_HOSTILE = {
    "lists": "x: " + "[" * 500_000,
    "mappings": "x: " + "{a: " * 200_000,
    "dashes": "- " * 400_000,
    "questions": "? " * 400_000,
    "aliases": "a: &a [*a, *a]\n" * 20_000,
    "keys": "a: 1\n" * 50_000,
    "tags": "tags: [" + "a, " * 100_000 + "]",
    "quote": "name: '" + "''" * 400_000,
    "key": "k" * 900_000 + ": 1",
    "exclamations": "x: " + "!" * 900_000,
}


@pytest.mark.parametrize("name", _HOSTILE)
def test_hostile_front_matter_takes_no_long_time(name: str) -> None:
    with soon(10):
        _plausible(_check(f"---\n{_HOSTILE[name]}\n---\n".encode(), PERSON))


def test_many_people_with_one_number(tmp_path: Path) -> None:
    make_vault(
        tmp_path, {f"people/p{n}.md": person("phones: ['+44 20 7946 0018']\nknows: [gone]\n") for n in range(600)}
    )
    with soon(10):
        assert len(findings(tmp_path)) == 1200


_NAMES = [
    b"two\nlines.md",
    b"esc\x1b[31mred.md",
    b"bell\x07.md",
    b"tab\t.md",
    b"not-utf8-\xff\xfe.md",
    "bidi-\u202egnp.md".encode(),
    "c1-\x9b31m.md".encode(),
    b" .md",
    b"-rf.md",
    b"$(true).md",
    "🙂.md".encode(),
    b".md.md",
]


@pytest.mark.parametrize("name", [name for name in _NAMES if not name.startswith(b".")], ids=repr)
def test_odd_names_are_one_finding(name: bytes, tmp_path: Path) -> None:
    make_vault(tmp_path, {"people/ada.md": person()})
    (tmp_path / "people" / os.fsdecode(name)).write_text(person(name="Zoe"))
    found = findings(tmp_path)
    assert [(one.path, one.code) for one in found] == [(f"people/{name.decode(errors='backslashreplace')}", "NK501")]


def test_hidden_files_are_not_asked_about(tmp_path: Path) -> None:
    make_vault(tmp_path, {"people/.md": "", "people/.hidden.md": "", "people/.trash/x.md": "", ".obsidian/x.md": ""})
    assert findings(tmp_path) == []


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_what_may_not_be_read_is_said(tmp_path: Path) -> None:
    make_vault(tmp_path, {"people/ada.md": person(), "people/x/zoe.md": person(), "other/y.md": person()})
    (tmp_path / "people/ada.md").chmod(0)
    (tmp_path / "people/x").chmod(0)
    (tmp_path / "other").chmod(0)
    try:
        found = [(one.path, one.code, one.message) for one in findings(tmp_path)]
    finally:
        (tmp_path / "people/x").chmod(0o700)
        (tmp_path / "other").chmod(0o700)
    assert found == [
        ("people/ada.md", "NK113", "cannot be read: you have no permission to read it"),
        ("people/x", "NK113", "cannot be read: the system does not let you list this folder"),
    ]


def test_a_folder_that_cannot_be_listed_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_vault(tmp_path, {"people/ada.md": person(), "people/closed/zoe.md": person(), "closed/x.md": person()})
    scandir = os.scandir

    def closed(path: str | Path) -> object:
        if Path(path).name == "closed":
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", closed)
    assert [(one.path, one.code, one.message) for one in findings(tmp_path)] == [
        ("people/closed", "NK113", "cannot be read: the system does not let you list this folder")
    ]


def _lines() -> list[str]:
    corpus = os.environ.get("NETKEEP_CORPUS")
    path = Path(corpus) / "text/blns.txt" if corpus else None
    return path.read_text("utf-8").split("\n") if path and path.is_file() else []


@pytest.mark.skipif(not _lines(), reason="NETKEEP_CORPUS names no folder with text/blns.txt")
def test_naughty_strings(tmp_path: Path) -> None:
    lines = [line for line in _lines() if line and not line.startswith("#")]
    assert len(lines) > 400
    for number, line in enumerate(lines):
        quoted = "'" + line.replace("'", "''") + "'"
        make_vault(
            tmp_path,
            {
                f"people/file-{number}.md": line,
                f"people/name-{number}.md": f"---\nname: {line}\n---\n",
                f"people/quoted-{number}.md": person(f"tags: [{quoted}]\nx: {{{quoted}: {quoted}}}\n", name=quoted),
                f"people/tag-{number}.md": person(f"tags: [{line}]\naliases:\n  - {line}\n"),
                f"people/log-{number}.md": log(f"- 2024-05-20 note: {line}", f"- 2024-05-20 {line}", f"- {line}", line),
                f"people/prose-{number}.md": person(body=f"\n{line}\n[[{line}]]\n- [ ] {line}\n"),
                f"orgs/org-{number}.md": f"---\nname: {quoted}\ndomains: [{quoted}]\n---\n{line}\n",
                f"jobs/job-{number}.md": f"---\norg: {quoted}\ntitle: {line}\n---\n{line}\n",
            },
        )
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    found = check(load(tmp_path), TODAY)
    _plausible(found)
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before
    raw = {one.path for one in found}
    assert all(f"people/file-{number}.md" in raw for number in range(len(lines)))
