"""The formats for other programs: whole outputs, and the shapes that those programs published."""

import json
import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from netkeep import __version__
from netkeep.check.diagnostic import Diagnostic
from netkeep.check.fix import Fix
from netkeep.check.formats.counts import as_rows, counts
from netkeep.check.formats.github import as_commands
from netkeep.check.formats.gitlab import as_issues
from netkeep.check.formats.rdjson import as_rdjson
from netkeep.check.formats.report import Report
from netkeep.check.formats.sarif import as_sarif
from netkeep.check.formats.text import as_concise
from netkeep.check.registry import RULES
from netkeep.text.edit import Splice

_DATE = Diagnostic("people/ada.md", 3, 7, "NK204", 3, 13, "bad-date", "birthday: 100% wrong", "mend\nit")
_LINK = Diagnostic("people/zoë, a:b.md", 2, 3, "NK402", 4, 2, "dangling-link", "this link leads nowhere", "do")
_ADVICE = Diagnostic("people/ada.md", 1, 1, "NK601", 1, 1, "unreachable", "nobody home", "knock")
_MENDED = Diagnostic(
    "people/ada.md", 4, 1, "NK204", 4, 2, "bad-date", "m", "h", Fix((Splice(1, 2, "secret@home.example"),))
)
_ALL = (_DATE, _MENDED, _LINK, _ADVICE)
_TEXTS = {"people/ada.md": "---\nname: Ada\nabc😀é, 1234567\nx\n", "people/zoë, a:b.md": "é\r\nüüü\rx\ny\n"}


def _report(*diagnostics: Diagnostic) -> Report:
    return Report(diagnostics, lambda path: f"v/{path}", _TEXTS.get)


def test_concise_is_one_line_each() -> None:
    assert list(as_concise(_ALL, str)) == [
        "people/ada.md:3:7: NK204 birthday: 100% wrong",
        "people/ada.md:4:1: NK204 [*] m",
        "people/zoë, a:b.md:2:3: NK402 this link leads nowhere",
        "people/ada.md:1:1: NK601 nobody home",
    ]


def test_github_escapes_what_its_runner_reads() -> None:
    date, mended, link, advice = as_commands(_report(*_ALL))
    assert date == (
        "::error file=v/people/ada.md,line=3,col=7,endLine=3,endColumn=13,title=NK204 (bad-date)"
        "::birthday: 100%25 wrong%0Amend%0Ait"
    )
    assert mended == "::error file=v/people/ada.md,line=4,col=1,endLine=4,endColumn=2,title=NK204 (bad-date)::m%0Ah"
    assert link == (
        "::error file=v/people/zoë%2C a%3Ab.md,line=2,col=3,endLine=4,endColumn=2,title=NK402 (dangling-link)"
        "::this link leads nowhere%0Ado"
    )
    assert advice.startswith("::notice file=v/people/ada.md,line=1,col=1,endLine=1,endColumn=1,title=NK601 (unrea")
    assert advice.endswith("::nobody home%0Aknock")


def test_gitlab_names_the_file_the_line_and_the_weight() -> None:
    date, mended, link, advice = as_issues(_report(*_ALL))
    assert link == {
        "description": "this link leads nowhere; do",
        "check_name": "NK402",
        "fingerprint": "09e6c4b2eaacf1a476522d72495d6b045e3f450d029bbc9104d74ed65b9145c5",
        "severity": "major",
        "location": {"path": "v/people/zoë, a:b.md", "lines": {"begin": 2}},
    }
    assert [issue["severity"] for issue in (date, mended, advice)] == ["major", "major", "info"]


def _fingerprints(*places: tuple[int, str]) -> list[object]:
    """Return the fingerprints of findings of one rule in one file, on these lines, with these messages."""
    report = _report(*(replace(_DATE, line=line, end_line=line, message=message) for line, message in places))
    return [issue["fingerprint"] for issue in as_issues(report)]


def test_a_fingerprint_stays_where_lines_move_and_is_unique() -> None:
    same = "the same e-mail address as in people/bob.md"
    places = [(3, f"{same}:4"), (5, f"{same}:6"), (9, "log: the year"), (9, "log: the year")]
    moved = [(line + 2, message.replace(":4", ":14").replace(":6", ":16")) for line, message in places]
    assert _fingerprints(*moved) == _fingerprints(*places)
    assert len(set(_fingerprints(*places))) == 4
    assert _fingerprints(*places[2:3]) == _fingerprints(*places)[2:3]
    assert as_issues(_report(replace(_DATE, path="people/bob.md")))[0]["fingerprint"] not in _fingerprints(*places)


def test_rdjson_counts_bytes() -> None:
    assert as_rdjson(_report(_DATE, _LINK, _ADVICE)) == {
        "source": {"name": "netkeep"},
        "diagnostics": [
            {
                "message": "birthday: 100% wrong\nmend\nit",
                "location": {
                    "path": "v/people/ada.md",
                    "range": {"start": {"line": 3, "column": 11}, "end": {"line": 3, "column": 17}},
                },
                "severity": "ERROR",
                "code": {"value": "NK204"},
            },
            {
                "message": "this link leads nowhere\ndo",
                "location": {
                    "path": "v/people/zoë, a:b.md",
                    "range": {"start": {"line": 2, "column": 5}, "end": {"line": 4, "column": 2}},
                },
                "severity": "ERROR",
                "code": {"value": "NK402"},
            },
            {
                "message": "nobody home\nknock",
                "location": {
                    "path": "v/people/ada.md",
                    "range": {"start": {"line": 1, "column": 1}, "end": {"line": 1, "column": 1}},
                },
                "severity": "INFO",
                "code": {"value": "NK601"},
            },
        ],
    }


def test_rdjson_of_a_file_that_cannot_be_read_has_the_columns_there_are() -> None:
    found: Any = as_rdjson(Report((_DATE,), str, lambda _: None))
    assert found["diagnostics"][0]["location"]["range"] == {
        "start": {"line": 3, "column": 7},
        "end": {"line": 3, "column": 13},
    }


def test_sarif_has_the_results_and_every_rule() -> None:
    log: Any = as_sarif(_report(_DATE, _LINK, _ADVICE))
    (run,) = log["runs"]
    driver = run["tool"]["driver"]
    assert (log["version"], run["columnKind"]) == ("2.1.0", "unicodeCodePoints")
    assert (driver["name"], driver["semanticVersion"]) == ("netkeep", __version__)
    assert [rule["id"] for rule in driver["rules"]] == [rule.code for rule in RULES]
    assert run["results"][1] == {
        "ruleId": "NK402",
        "ruleIndex": [rule.code for rule in RULES].index("NK402"),
        "level": "error",
        "message": {"text": "this link leads nowhere\ndo"},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": "v/people/zo%C3%AB%2C%20a%3Ab.md", "uriBaseId": "%SRCROOT%"},
                    "region": {"startLine": 2, "startColumn": 3, "endLine": 4, "endColumn": 2},
                }
            }
        ],
        "properties": {"fixable": None},
    }
    assert [one["level"] for one in run["results"]] == ["error", "error", "note"]


def test_sarif_explains_a_rule() -> None:
    log: Any = as_sarif(_report())
    rule = next(one for one in log["runs"][0]["tool"]["driver"]["rules"] if one["id"] == "NK303")
    assert {key: value for key, value in rule.items() if key != "help"} == {
        "id": "NK303",
        "name": "future-entry",
        "shortDescription": {"text": "A log entry of a day that is yet to come."},
        "fullDescription": {
            "text": "A log entry of a day that is yet to come.\n\n"
            "The log says what happened. It would count as contact before it took place."
        },
        "helpUri": "urn:netkeep:rule:NK303",
        "defaultConfiguration": {"enabled": True, "level": "error"},
    }
    assert rule["help"]["markdown"].startswith("# NK303 future-entry\n\nA log entry of a day")


def test_no_fix_is_in_any_of_them() -> None:
    report = _report(_MENDED)
    shown = json.dumps([as_sarif(report), as_rdjson(report), as_issues(report), list(as_commands(report))])
    assert "secret" not in shown
    assert '"fixable": "safe"' in shown


def test_counts_are_sorted_by_number_then_code() -> None:
    found = counts((*_ALL, *[_LINK] * 10))
    assert as_rows(found) == [
        ["11", "NK402", "   ", "dangling-link"],
        [" 2", "NK204", "[*]", "bad-date"],
        [" 1", "NK601", "   ", "unreachable"],
    ]
    assert as_rows(counts(())) == []


def _object(required: dict[str, Any], **optional: Any) -> dict[str, Any]:  # noqa: ANN401 (a schema is any JSON)
    return {
        "type": "object",
        "properties": required | optional,
        "required": list(required),
        "additionalProperties": False,
    }


_TEXT = {"type": "string", "minLength": 1}
_NUMBER = {"type": "integer", "minimum": 1}
_MESSAGE = _object({"text": _TEXT})
_LEVEL = {"enum": ["none", "note", "warning", "error"]}
# What we print of the two formats, after SARIF 2.1.0 (3.13 to 3.52) and reviewdog's protocol buffers.
_SARIF = _object(
    {
        "$schema": {"type": "string", "format": "uri"},
        "version": {"const": "2.1.0"},
        "runs": {
            "type": "array",
            "items": _object(
                {
                    "tool": _object(
                        {
                            "driver": _object(
                                {
                                    "name": _TEXT,
                                    "semanticVersion": _TEXT,
                                    "rules": {
                                        "type": "array",
                                        "uniqueItems": True,
                                        "items": _object(
                                            {
                                                "id": _TEXT,
                                                "name": _TEXT,
                                                "shortDescription": _MESSAGE,
                                                "fullDescription": _MESSAGE,
                                                "help": _object({"text": _TEXT, "markdown": _TEXT}),
                                                "helpUri": {"type": "string", "pattern": "^(https|urn):"},
                                                "defaultConfiguration": _object(
                                                    {"enabled": {"type": "boolean"}, "level": _LEVEL}
                                                ),
                                            }
                                        ),
                                    },
                                }
                            )
                        }
                    ),
                    "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
                    "results": {
                        "type": "array",
                        "items": _object(
                            {
                                "ruleId": _TEXT,
                                "ruleIndex": {"type": "integer", "minimum": 0},
                                "level": _LEVEL,
                                "message": _MESSAGE,
                                "locations": {
                                    "type": "array",
                                    "items": _object(
                                        {
                                            "physicalLocation": _object(
                                                {
                                                    "artifactLocation": _object({"uri": _TEXT, "uriBaseId": _TEXT}),
                                                    "region": _object(
                                                        {
                                                            "startLine": _NUMBER,
                                                            "startColumn": _NUMBER,
                                                            "endLine": _NUMBER,
                                                            "endColumn": _NUMBER,
                                                        }
                                                    ),
                                                }
                                            )
                                        }
                                    ),
                                },
                                "properties": {"type": "object"},
                            }
                        ),
                    },
                }
            ),
        },
    }
)
_POSITION = _object({"line": _NUMBER, "column": _NUMBER})
_RDJSON = _object(
    {
        "source": _object({"name": _TEXT}),
        "diagnostics": {
            "type": "array",
            "items": _object(
                {
                    "message": _TEXT,
                    "location": _object({"path": _TEXT, "range": _object({"start": _POSITION, "end": _POSITION})}),
                    "severity": {"enum": ["UNKNOWN_SEVERITY", "ERROR", "WARNING", "INFO"]},
                    "code": _object({"value": _TEXT}),
                }
            ),
        },
    }
)


# The documented fields: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
_GITLAB = {
    "type": "array",
    "items": _object(
        {
            "description": _TEXT,
            "check_name": _TEXT,
            "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": _object(
                {"path": {"type": "string", "pattern": "^(?!\\./|/)."}, "lines": _object({"begin": _NUMBER})}
            ),
        }
    ),
}


def test_sarif_rdjson_and_gitlab_have_their_shapes() -> None:
    jsonschema.validate(as_issues(_report(*_ALL)), _GITLAB)
    jsonschema.validate(as_sarif(_report(*_ALL)), _SARIF)
    jsonschema.validate(as_rdjson(_report(*_ALL)), _RDJSON)


@pytest.mark.parametrize("name", ["sarif", "rdjson"])
def test_validates_against_the_published_schema(name: str) -> None:
    """Ask the schemas themselves, where a folder of samples has them: they are others' and are not kept here."""
    path = Path(os.environ.get("NETKEEP_CORPUS") or "nowhere") / "schemas" / f"{name}.json"
    if not path.is_file():
        pytest.skip(f"NETKEEP_CORPUS names no folder with schemas/{name}.json")
    schema = json.loads(path.read_text("utf-8"))
    validator = jsonschema.validators.validator_for(schema)
    values: Any = {"sarif": as_sarif, "rdjson": as_rdjson}[name](_report(*_ALL))
    assert list(validator(schema, format_checker=validator.FORMAT_CHECKER).iter_errors(values)) == []
    broken: Any = {"version": "2.0", "diagnostics": 1}
    assert list(validator(schema).iter_errors(broken))
