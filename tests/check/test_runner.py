"""What is reported: the whole vault is read, and what was asked for, and not accepted, is said in order."""

from datetime import date
from pathlib import Path

import pytest

from netkeep.check.diagnostic import Diagnostic, Severity
from netkeep.check.formats import as_records, as_text, summary
from netkeep.check.runner import check
from netkeep.errors import ConfigError
from netkeep.store.load import load
from tests.check.cases import TODAY, findings, log, person
from tests.vaults import make_vault

_UNORDERED = ("- 2024-04-20 call", "- 2024-05-20 coffee", "- 2024-03-11 lunch", "- 2024-02-11 lunch")


def _codes(root: Path, *paths: str) -> list[tuple[str, str]]:
    return [(one.path, one.code) for one in findings(root, *paths)]


def _front(lines: str) -> str:
    return log(*_UNORDERED).replace("---\n\n", f"{lines}\n---\n\n", 1)


def test_check_ignore_accepts_a_rule_in_one_file(tmp_path: Path) -> None:
    make_vault(tmp_path, {"people/ada.md": _front("check_ignore: [NK304]"), "people/alan.md": log(*_UNORDERED)})
    assert _codes(tmp_path) == [("people/alan.md", "NK304")]


def test_check_ignore_of_another_rule_accepts_nothing(tmp_path: Path) -> None:
    make_vault(tmp_path, {"people/ada.md": _front("check_ignore: [NK303]")})
    assert _codes(tmp_path) == [("people/ada.md", "NK217"), ("people/ada.md", "NK304")]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(
    "lines",
    [
        ("- 2024-05-20 coffee <!-- netkeep: ignore NK304 -->",),
        ("- 2024-05-20 coffee: Words. <!-- netkeep: ignore NK304 -->",),
        ("<!-- netkeep: ignore NK304 -->", "- 2024-05-20 coffee"),
        ("  <!-- netkeep: ignore NK302, NK304 -->  ", "- 2024-05-20 cofee"),
        ("<!-- netkeep: ignore NK302 NK304 -->", "- 2024-05-20 cofee"),
        ("<!-- netkeep: ignore NK302 --> <!-- netkeep: ignore NK304 -->", "- 2024-05-20 cofee"),
    ],
)
def test_comment_accepts_a_line(lines: tuple[str, ...], newline: str, tmp_path: Path) -> None:
    text = log(_UNORDERED[0], *lines, *_UNORDERED[2:])
    front, body = text.split("---\n\n")
    make_vault(tmp_path, {"people/ada.md": f"{front}---\n\n{body.replace(chr(10), newline)}"})
    assert findings(tmp_path) == []


@pytest.mark.parametrize(
    ("lines", "also"),
    [
        (("- 2024-05-20 coffee <!-- netkeep: ignore NK303 -->",), ["NK217"]),
        (("<!-- netkeep: ignore NK304 -->", "", "- 2024-05-20 coffee"), ["NK217"]),
        (("- 2024-05-20 coffee", "  <!-- netkeep: ignore NK304 -->"), ["NK217"]),
        (("<!-- netkeep: ignore -->", "- 2024-05-20 coffee"), ["NK216"]),
        (("<!--netkeep: ignore NK304-->", "- 2024-05-20 coffee"), []),
    ],
)
def test_comment_for_another_rule_or_line_accepts_nothing(
    lines: tuple[str, ...], also: list[str], tmp_path: Path
) -> None:
    make_vault(tmp_path, {"people/ada.md": log(_UNORDERED[0], *lines, *_UNORDERED[2:])})
    assert sorted(one.code for one in findings(tmp_path)) == [*also, "NK304"]


def test_comment_behind_an_entry_does_not_speak_for_the_next(tmp_path: Path) -> None:
    first = f"{_UNORDERED[0]} <!-- netkeep: ignore NK304 -->"
    make_vault(tmp_path, {"people/ada.md": log(first, *_UNORDERED[1:])})
    assert [(one.line, one.code) for one in findings(tmp_path)] == [(6, "NK217"), (7, "NK304")]


def test_what_is_accepted_until_a_day_is_unused_from_then_on(tmp_path: Path) -> None:
    entry = "- 2024-06-03 call <!-- netkeep: ignore NK303 -->"
    make_vault(tmp_path, {"people/ada.md": log(entry, "- 2024-05-01 call")})
    vault = load(tmp_path)
    assert check(vault, date(2024, 6, 2)) == ()
    assert [(one.line, one.column, one.code) for one in check(vault, date(2024, 6, 3))] == [(6, 40, "NK217")]


def test_unused_code_can_be_accepted_itself(tmp_path: Path) -> None:
    make_vault(tmp_path, {"people/ada.md": person("check_ignore: [NK304, NK217]\n")})
    assert findings(tmp_path) == []


def test_code_is_unused_once_the_other_file_is_mended(tmp_path: Path) -> None:
    ada = person("emails: [a@x.example]\ncheck_ignore: [NK404]\n")
    make_vault(
        tmp_path, {"people/ada.md": ada, "people/bob.md": person("emails: [a@x.example]\ncheck_ignore: [NK404]\n")}
    )
    assert findings(tmp_path) == []
    (tmp_path / "people/bob.md").write_text(person("emails: [b@x.example]\n"))
    assert _codes(tmp_path) == [("people/ada.md", "NK217")]


def test_code_is_used_where_the_settings_leave_its_rule_out(tmp_path: Path) -> None:
    files = {"netkeep.toml": '[check]\nignore = ["NK304"]\n', "people/ada.md": _front("check_ignore: [NK304]")}
    make_vault(tmp_path, files)
    assert findings(tmp_path) == []


def test_same_code_twice_on_a_line_is_used_twice(tmp_path: Path) -> None:
    twice = "- 2024-05-20 coffee <!-- netkeep: ignore NK304 --> <!-- netkeep: ignore NK304 -->"
    make_vault(tmp_path, {"people/ada.md": log(_UNORDERED[0], twice, *_UNORDERED[2:])})
    assert findings(tmp_path) == []


def test_unreadable_file_cannot_accept_anything(tmp_path: Path) -> None:
    make_vault(
        tmp_path, {"people/ada.md": "---\nname: 'Ada\ncheck_ignore: [NK106]\n---\n<!-- netkeep: ignore NK106 -->\n"}
    )
    assert _codes(tmp_path) == [("people/ada.md", "NK106")]


def test_settings_accept_a_rule_everywhere(tmp_path: Path) -> None:
    files = {"people/ada.md": log(*_UNORDERED), "people/b.md": log("- 2024-05-20 cofee")}
    make_vault(tmp_path, {"netkeep.toml": '[check]\nignore = ["NK304"]\n', **files})
    assert _codes(tmp_path) == [("people/b.md", "NK302")]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('ignore = ["NK999"]', "netkeep.toml:2: check.ignore: there is no rule 'NK999'; 'netkeep rule' lists them all"),
        (
            'ignore = ["NK304", "nk-302"]',
            "netkeep.toml:2: check.ignore: there is no rule 'nk-302'; did you mean NK302?",
        ),
        ('ignore = [""]', "netkeep.toml:2: check.ignore: there is no rule ''; 'netkeep rule' lists them all"),
        ('select = ["logorder"]', "netkeep.toml:2: check.select: there is no rule 'logorder'; did you mean log-order?"),
        ("ignore = 304", "netkeep.toml:2: check.ignore is a list of rule codes"),
    ],
)
def test_settings_that_name_no_rule_are_refused(line: str, words: str, tmp_path: Path) -> None:
    make_vault(tmp_path, {"netkeep.toml": f"[check]\n{line}\n", "people/ada.md": person()})
    with pytest.raises(ConfigError) as error:
        findings(tmp_path)
    assert str(error.value) == words


def test_findings_are_sorted_by_place_whatever_the_rule(tmp_path: Path) -> None:
    body = "\n[[gone]]\n\n## Log\n\n- 2024-06-02 cofee with [[gone]]\n- never\n"
    make_vault(tmp_path, {"people/b.md": person("zzz: 1\ncadence: NO\n", body), "people/a.md": "", "jobs/c.md": ""})
    found = findings(tmp_path)
    assert found == sorted(found)
    assert [(one.path, one.line, one.column, one.code) for one in found] == [
        ("jobs/c.md", 1, 1, "NK102"),
        ("people/a.md", 1, 1, "NK102"),
        ("people/b.md", 3, 1, "NK201"),
        ("people/b.md", 4, 10, "NK116"),
        ("people/b.md", 4, 10, "NK206"),
        ("people/b.md", 7, 1, "NK402"),
        ("people/b.md", 11, 1, "NK303"),
        ("people/b.md", 11, 14, "NK302"),
        ("people/b.md", 11, 25, "NK402"),
        ("people/b.md", 12, 3, "NK301"),
    ]


def test_paths_choose_what_is_reported_not_what_is_read(tmp_path: Path) -> None:
    shared = "emails: [a@x.example]\n"
    files = {
        "people/ada.md": person(shared + "knows: [zoe]\n"),
        "people/work/zoe.md": person(shared),
        "people/workshop.md": "",
    }
    make_vault(tmp_path, files)
    ada, zoe, empty = ("people/ada.md", "NK404"), ("people/work/zoe.md", "NK404"), ("people/workshop.md", "NK102")
    assert _codes(tmp_path, "people/ada.md") == [ada]
    assert _codes(tmp_path, "people/work/zoe.md") == [zoe]
    assert _codes(tmp_path, "people/work") == [zoe]
    assert _codes(tmp_path, "people") == [ada, zoe, empty]
    assert _codes(tmp_path, ".") == [ada, zoe, empty]
    assert _codes(tmp_path, "people/work", "people/workshop.md") == [zoe, empty]
    assert _codes(tmp_path, "jobs") == []


def test_deleted_contact_dangles_in_the_others(tmp_path: Path) -> None:
    make_vault(
        tmp_path,
        {
            "people/ada.md": person("knows: [zoe]\n", "\n[[zoe]]\n"),
            "people/zoe.md": person("knows: [ada]\n"),
            "jobs/acme.md": "---\norg: Acme\n---\n[[zoe]]\n",
        },
    )
    assert findings(tmp_path) == []
    (tmp_path / "people/zoe.md").unlink()
    assert _codes(tmp_path) == [("jobs/acme.md", "NK402"), ("people/ada.md", "NK401"), ("people/ada.md", "NK402")]
    assert _codes(tmp_path, "people/ada.md") == [("people/ada.md", "NK401"), ("people/ada.md", "NK402")]


def test_renaming_away_an_unreadable_file_is_what_makes_links_dangle(tmp_path: Path) -> None:
    make_vault(tmp_path, {"people/ada.md": person("knows: [zoe]\n"), "people/zoe.md": ""})
    assert _codes(tmp_path) == [("people/zoe.md", "NK102")]


def test_today_tells_what_is_to_come(tmp_path: Path) -> None:
    make_vault(tmp_path, {"people/ada.md": log("- 2024-06-02 call")})
    vault = load(tmp_path)
    assert [one.code for one in check(vault, TODAY)] == ["NK303"]
    assert check(vault, date(2024, 6, 2)) == ()


def test_nothing_at_all_is_no_finding(tmp_path: Path) -> None:
    make_vault(tmp_path, {})
    assert findings(tmp_path) == []


_ONE = Diagnostic("people/ada.md", 3, 7, "NK203", 3, 13, "wrong-type", "tags: wrong", "mend it")
_TWO = Diagnostic("people/b.md", 1, 1, "NK601", 1, 1, "advice", "think of it", "perhaps")


def test_text_has_the_place_and_below_it_the_mend() -> None:
    assert as_text([_ONE, _TWO], lambda path: f"../{path}") == [
        "../people/ada.md:3:7: NK203 tags: wrong",
        "    mend it",
        "../people/b.md:1:1: NK601 think of it",
        "    perhaps",
    ]


def test_records_have_every_field_and_the_weight() -> None:
    assert as_records([_ONE]) == [
        {
            "path": "people/ada.md",
            "line": 3,
            "column": 7,
            "code": "NK203",
            "end_line": 3,
            "end_column": 13,
            "name": "wrong-type",
            "message": "tags: wrong",
            "help": "mend it",
            "severity": "error",
            "fixable": None,
        }
    ]
    assert _TWO.severity is Severity.INFORMATION


def test_summary_counts() -> None:
    assert summary([], 0) == "0 files checked: no findings."
    assert summary([_ONE], 1) == "1 file checked: 1 finding in 1 file."
    assert summary([_ONE, _ONE, _TWO], 3) == "3 files checked: 3 findings in 2 files, 1 of them advice."


def test_of_thousands_of_invisible_characters_the_first_are_told(tmp_path: Path) -> None:
    make_vault(tmp_path, {"people/ada.md": "---\nname: Ada\n---\n\n" + "a\u200b" * 3000})
    found = [one for one in check(load(tmp_path), date(2024, 6, 1)) if one.code == "NK112"]
    assert len(found) == 1000
    assert found[0].message == "an invisible character (U+200B)"
    assert found[-1].message == "an invisible character (U+200B, and more below)"
