"""SARIF 2.1.0, for code scanning and editors: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html.

It holds neither snippets nor fixes: both would repeat text from somebody's file.
"""

from urllib.parse import quote

from netkeep import __version__
from netkeep.check.diagnostic import Diagnostic, Severity, severity_of
from netkeep.check.formats.report import Report, fixable
from netkeep.check.page import read_page
from netkeep.check.reference import markdown
from netkeep.check.registry import RULES
from netkeep.check.rule import Rule
from netkeep.resources import identifier

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFORMATION: "note"}
_INDEX = {rule.code: index for index, rule in enumerate(RULES)}


def as_sarif(report: Report) -> dict[str, object]:
    """Return the log file with its one run."""
    driver = {"name": "netkeep", "semanticVersion": __version__, "rules": [_rule(rule) for rule in RULES]}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(diagnostic, report) for diagnostic in report.diagnostics],
    }
    return {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(rule: Rule) -> dict[str, object]:
    page = read_page(rule)
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": page.summary},
        "fullDescription": {"text": "\n\n".join((page.summary, *page.why))},
        "helpUri": identifier(f"rules.html#{rule.code.lower()}-{rule.name}", f"rule:{rule.code}"),
        "help": {"text": rule.page, "markdown": markdown(rule)},
        "defaultConfiguration": {"enabled": not rule.opt_in, "level": _LEVELS[severity_of(rule.code)]},
    }


def _result(diagnostic: Diagnostic, report: Report) -> dict[str, object]:
    return {
        "ruleId": diagnostic.code,
        "ruleIndex": _INDEX[diagnostic.code],
        "level": _LEVELS[diagnostic.severity],
        "message": {"text": f"{diagnostic.message}\n{diagnostic.help}"},
        "locations": [{"physicalLocation": _location(diagnostic, report)}],
        "properties": {"fixable": fixable(diagnostic)},
    }


def _location(diagnostic: Diagnostic, report: Report) -> dict[str, object]:
    region = {
        "startLine": diagnostic.line,
        "startColumn": diagnostic.column,
        "endLine": diagnostic.end_line,
        "endColumn": diagnostic.end_column,
    }
    uri = quote(report.path(diagnostic.path), errors="backslashreplace")
    return {"artifactLocation": {"uri": uri, "uriBaseId": "%SRCROOT%"}, "region": region}
