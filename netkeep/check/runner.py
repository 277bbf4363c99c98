"""Every rule over the whole vault, then what was asked for: diagnostics sorted by place."""

import re
from collections.abc import Iterable, Mapping
from datetime import date

from netkeep.check.diagnostic import Diagnostic
from netkeep.check.registry import RULES
from netkeep.check.rule import Finding, Rule, Scope
from netkeep.store.vault import Vault
from netkeep.text.document import Document

_IGNORE = re.compile(r"<!-- netkeep: ignore (NK\d{3}(?:[, ]+NK\d{3})*) -->")


def check(vault: Vault, today: date, paths: Iterable[str] = ()) -> tuple[Diagnostic, ...]:
    """Check the whole vault; with ``paths`` (relative to it, files or folders) report only what is in them."""
    scope = Scope(vault, today)
    documents = {document.path: document for document in vault.documents}
    ignored = frozenset(vault.settings.ignore)
    wanted = tuple(paths)
    found = (
        _diagnostic(rule, finding, documents)
        for rule in RULES
        if rule.code not in ignored
        for finding in rule.check(scope)
        if _concerns(finding.path, wanted)
    )
    return tuple(sorted(one for one in found if not _accepted(one, documents.get(one.path))))


def _concerns(path: str, wanted: tuple[str, ...]) -> bool:
    return not wanted or any(one in {path, "."} or path.startswith(f"{one}/") for one in wanted)


def _diagnostic(rule: Rule, finding: Finding, documents: Mapping[str, Document]) -> Diagnostic:
    document = documents.get(finding.path)
    source = document.source if document else None
    line, column = source.position(finding.span.start) if source else (1, 1)
    end_line, end_column = source.position(finding.span.end) if source else (1, 1)
    return Diagnostic(
        path=finding.path,
        line=line,
        column=column,
        code=rule.code,
        end_line=end_line,
        end_column=end_column,
        name=rule.name,
        message=finding.message,
        help=finding.help,
    )


def _accepted(diagnostic: Diagnostic, document: Document | None) -> bool:
    """Tell whether the owner accepts this finding: ``check_ignore``, or a comment on its line or the line above."""
    if document is None or document.item is None or document.source is None:
        return False
    return diagnostic.code in document.item.check_ignore or diagnostic.code in _ignored_at(
        document.source.text, diagnostic.line
    )


def _ignored_at(text: str, line: int) -> set[str]:
    if "<!-- netkeep: ignore" not in text:
        return set()
    lines = re.split(r"\r\n|\n|\r", text)
    codes = set(re.findall(r"NK\d{3}", " ".join(_IGNORE.findall(lines[line - 1]))))
    above = lines[line - 2].strip() if line > 1 else ""
    if match := _IGNORE.fullmatch(above):
        codes |= set(re.findall(r"NK\d{3}", match[1]))
    return codes
