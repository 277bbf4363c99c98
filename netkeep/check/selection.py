"""The choice of rules to report: what the settings say, unless the command line says otherwise.

A rule is named by its code (``NK304``), its name (``log-order``) or the beginning of its code (``NK3``: a group).
"""

from collections.abc import Container, Iterable, Iterator, Mapping
from contextlib import contextmanager
from difflib import get_close_matches
from functools import lru_cache

from netkeep.check.diagnostic import BY_WORD, Severity, severity_of
from netkeep.check.registry import CODES, RULES
from netkeep.check.rule import Rule
from netkeep.config import Settings
from netkeep.errors import ConfigError
from netkeep.model.globs import compiled, pattern

_CODES = {name: code for rule in RULES for name, code in ((rule.code, rule.code), (rule.name, rule.code))}
_BY_DEFAULT = frozenset(rule.code for rule in RULES if not rule.opt_in)


def chosen_codes(settings: Settings, select: Iterable[str] = (), ignore: Iterable[str] = ()) -> frozenset[str]:
    """Return the codes to report.

    ``select`` replaces everything that the settings choose; ``ignore`` then removes codes. The settings themselves
    switch opt-in rules on, and others off. Raises :class:`netkeep.errors.ConfigError` if a rule does not exist, even
    in settings that are replaced.
    """
    with _in_settings(settings, "select"):
        opted_in = resolve(settings.select, "check.select")
    with _in_settings(settings, "per-file-ignores"):
        _per_file(settings.per_file_ignores)
    with _in_settings(settings, "ignore"):
        left_out = resolve(settings.ignore, "check.ignore")
    selected = resolve(select, "--select")
    codes = selected or (_BY_DEFAULT | opted_in) - left_out
    return codes - resolve(ignore, "--ignore")


def ignored_in(path: str, settings: Settings) -> frozenset[str]:
    """Return the codes that the settings do not report for a file.

    Raises :class:`netkeep.errors.ConfigError` if they name a rule that does not exist.
    """
    if not settings.per_file_ignores:
        return frozenset()
    with _in_settings(settings, "per-file-ignores"):
        ignores = _per_file(settings.per_file_ignores)
    return frozenset(
        code
        for expression, codes in ignores
        if (glob := compiled(expression)) and glob.fullmatch(path)
        for code in codes
    )


@lru_cache(maxsize=4)
def _per_file(ignores: tuple[tuple[str, tuple[str, ...]], ...]) -> tuple[tuple[str, frozenset[str]], ...]:
    return tuple((pattern((glob,)), resolve(words, "check.per-file-ignores")) for glob, words in ignores)


@contextmanager
def _in_settings(settings: Settings, *keys: str) -> Iterator[None]:
    """Raise errors about a setting below ``[check]`` with the line on which it stands."""
    try:
        yield
    except ConfigError as error:
        raise settings.wrong(str(error), "check", *keys) from None


def severities(settings: Settings) -> Mapping[str, Severity]:
    """Return the severity of every rule: that of the narrowest word of the settings that names it, else its own.

    Raises :class:`netkeep.errors.ConfigError` if the settings name a rule that does not exist.
    """
    chosen: list[tuple[frozenset[str], Severity]] = []
    for word, severity in settings.severities.items():
        with _in_settings(settings, "severity", word):
            chosen.append((resolve((word,), "check.severity"), BY_WORD[severity]))
    result = {code: severity_of(code) for code in CODES}
    for codes, weight in sorted(chosen, key=lambda choice: -len(choice[0])):
        result |= dict.fromkeys(codes, weight)
    return result


def hidden_codes(settings: Settings) -> frozenset[str]:
    """Return the codes that are only reported on request."""
    return CODES - chosen_codes(settings)


def rules_on_request(codes: Container[str]) -> list[Rule]:
    """Return the rules across files that few switch on, and that only run when a check wants them."""
    return [rule for rule in RULES if rule.opt_in and rule.across and rule.code in codes]


def resolve(words: Iterable[str], where: str) -> frozenset[str]:
    """Return the codes that words mean. Raises :class:`netkeep.errors.ConfigError`, with the nearest, for others."""
    return frozenset(code for word in words for code in _meant(word, where))


def _meant(word: str, where: str) -> Iterable[str]:
    if word in _CODES:
        return (_CODES[word],)
    group = [code for code in CODES if word.startswith("NK") and code.startswith(word)]
    if group:
        return group
    near = get_close_matches(word.upper(), sorted(CODES), n=1, cutoff=0.8) or get_close_matches(
        word.lower(), sorted(_CODES), n=1, cutoff=0.6
    )
    hint = f"; did you mean {near[0]}?" if near else "; 'netkeep rule' lists them all"
    raise ConfigError(f"{where}: there is no rule {word!r}{hint}")
