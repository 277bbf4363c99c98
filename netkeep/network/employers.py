"""The organisations that a name means: the organisation itself, possible parts of it, and similar names."""

from typing import NamedTuple

from netkeep.model.names import fold, org_key
from netkeep.store.orgs import Org
from netkeep.store.vault import Vault

_NEAREST = 3
_NEAR_ENOUGH = 65
_LEAST_INITIALS = 3


class Employers(NamedTuple):
    """``exact`` match by name, alias, id or domain; ``related`` may be parts of these, or these of them."""

    exact: tuple[Org, ...] = ()
    related: tuple[Org, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.exact or self.related)


def employers(vault: Vault, text: str) -> Employers:
    """Return the organisations that a name, an alias, an id or a domain means.

    Case, accents, punctuation and legal suffixes make no difference; ``Meta`` is never ``Metabolic``. Related are names
    that begin with all words of the other one ("Acme", "Acme Cloud"), and initials ("IBM").
    """
    everyone = vault.orgs.all()
    exact = _exact(vault, everyone, text)
    words = [org_key(text), *(key for org in exact for key in _keys(org))]
    related = tuple(org for org in everyone if org not in exact and _related(words, _keys(org)))
    return Employers(exact, related)


def _exact(vault: Vault, everyone: tuple[Org, ...], text: str) -> tuple[Org, ...]:
    if org := vault.orgs.of(text):
        return (org,)
    wanted = fold(text.strip()).removeprefix("https://").removeprefix("www.").rstrip("/")
    return tuple(org for org in everyone if org.id == wanted or wanted in _domains(org))


def _domains(org: Org) -> tuple[str, ...]:
    return tuple(map(fold, org.record.domains)) if org.record else ()


def _keys(org: Org) -> tuple[str, ...]:
    aliases = org.record.aliases if org.record else ()
    return tuple(dict.fromkeys(map(org_key, (org.name, *aliases, *org.spellings))))


def _related(wanted: list[str], keys: tuple[str, ...]) -> bool:
    return any(_begins(word, key) or _begins(key, word) or _initials(word, key) for word in wanted for key in keys)


def _begins(short: str, long: str) -> bool:
    return bool(short) and long.startswith(f"{short} ")


def _initials(first: str, second: str) -> bool:
    short, long = sorted((first, second), key=len)
    words = long.split()
    return len(short) >= _LEAST_INITIALS and len(words) == len(short) and short == "".join(word[0] for word in words)


def nearest(vault: Vault, text: str) -> tuple[Org, ...]:
    """Return the organisations with similar names, for when nothing fits; the nearest first."""
    from rapidfuzz import fuzz, process

    everyone = vault.orgs.all()
    keys = {number: org_key(org.name) for number, org in enumerate(everyone)}
    wanted = org_key(text)
    matches = process.extract(wanted, keys, scorer=fuzz.WRatio, score_cutoff=_NEAR_ENOUGH, limit=4 * _NEAREST)
    # Matching parts finds them, the whole name ranks them: "Metabolik" is closer to "Metabolic" than to "Meta".
    ranked = sorted(matches, key=lambda match: (-fuzz.ratio(wanted, match[0]), match[2]))
    return tuple(everyone[number] for _, _, number in ranked[:_NEAREST])
