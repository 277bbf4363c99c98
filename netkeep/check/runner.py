"""Every rule over the whole vault, then what was asked for: diagnostics sorted by place."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from difflib import get_close_matches

from netkeep.check.diagnostic import Diagnostic
from netkeep.check.registry import CODES, RULES
from netkeep.check.rule import Finding, Rule, Scope
from netkeep.config import FILE_NAME, Settings
from netkeep.errors import ConfigError
from netkeep.store.vault import Vault
from netkeep.text.document import Document

_IGNORE = re.compile(r"<!-- netkeep: ignore (NK\d{3}(?:[, ]+NK\d{3})*) -->")


def check(vault: Vault, today: date, paths: Iterable[str] = ()) -> tuple[Diagnostic, ...]:
    """Check the whole vault; with ``paths`` (relative to it, files or folders) report only what is in them.

    Raises :class:`netkeep.errors.ConfigError` where the settings name a rule that does not exist.
    """
    _known(vault.settings)
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
    accepted = _Accepted(documents)
    return tuple(sorted(one for one in found if one not in accepted))


def _known(settings: Settings) -> None:
    for key, codes in (("ignore", settings.ignore), ("select", settings.select)):
        unknown = next((code for code in codes if code not in CODES), None)
        if unknown is not None:
            near = get_close_matches(unknown.upper(), sorted(CODES), n=1, cutoff=0.8)
            hint = f"; did you mean {near[0]}?" if near else ""
            raise ConfigError(f"{FILE_NAME}: check.{key}: there is no rule {unknown!r}{hint}")


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


class _Accepted:
    """What the owner accepts: ``check_ignore``, or a comment on the finding's line or on the line above."""

    def __init__(self, documents: Mapping[str, Document]) -> None:
        self._documents = documents
        self._comments: dict[str, Mapping[int, frozenset[str]]] = {}

    def __contains__(self, one: Diagnostic) -> bool:
        document = self._documents.get(one.path)
        if document is None or document.item is None or document.source is None:
            return False
        if one.path not in self._comments:
            self._comments[one.path] = _comments(document.source.text)
        return one.code in document.item.check_ignore or one.code in self._comments[one.path].get(one.line, ())


def _comments(text: str) -> Mapping[int, frozenset[str]]:
    """Give the codes that comments accept, by line; a comment alone on its line speaks for the next one too."""
    found: dict[int, frozenset[str]] = {}
    if "<!-- netkeep: ignore" not in text:
        return found
    for number, line in enumerate(re.split(r"\r\n|\n|\r", text), 1):
        codes = frozenset(re.findall(r"NK\d{3}", " ".join(_IGNORE.findall(line))))
        if codes:
            found[number] = found.get(number, frozenset()) | codes
        if codes and not _IGNORE.sub("", line).strip():
            found[number + 1] = codes
    return found
