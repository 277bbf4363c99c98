"""What a change can reach: of all else, what was reckoned for the site before is taken over."""

from collections.abc import Callable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING, NamedTuple, TypeVar
from weakref import proxy

from netkeep.site.named import ODD, named
from netkeep.store.carried import different, lasts

if TYPE_CHECKING:
    from netkeep.model.people import Contact
    from netkeep.site.site import Site
    from netkeep.store.vault import Vault

_T = TypeVar("_T")
_WHAT, _TOLD = "reach", "told"
_Words = Mapping[str, object]


class _Told(NamedTuple):
    """What a site was made of, besides files and histories.

    ``shown`` is what is said of an id wherever it stands, ``own`` what only the page of that id says; ``orgs`` is
    what each spelling of an organisation means.
    """

    common: str
    shown: tuple[_Words, ...]
    own: tuple[_Words, ...]
    orgs: _Words


class Reach:
    """Which pages of a site may differ from those of the site that was made of the vault before."""

    def __init__(self, site: "Site") -> None:
        self._site: Site = proxy(site)
        self._answers = site.vault.answers.setdefault(_WHAT, {})
        self._before = site.vault.before.answers.get(_WHAT, {}) if site.vault.before else {}
        self.ids = self._reached(self._before.get(_TOLD), self._answers.setdefault(_TOLD, _told(site)))
        """The ids of whose files, or of what their pages say, anything may differ; None where nothing is known."""

    def since(self, what: str, anew: Callable[[], _T], again: Callable[[_T, AbstractSet[str]], _T]) -> _T:
        """Reckon something for this site: ``again``, of what it was in the one before, and of the ids in reach."""
        former = self._before.get(what)
        found = anew() if former is None or self.ids is None else again(former, self.ids)
        if lasts(self._site.vault):
            self._answers[what] = found
        return found

    def _reached(self, then: _Told | None, now: _Told) -> frozenset[str] | None:
        vault = self._site.vault
        if then is None or vault.touched is None or then.common != now.common:
            return None
        seen = {name for one, other in zip(then.shown, now.shown, strict=True) for name in differing(one, other)}
        own = {name for one, other in zip(then.own, now.own, strict=True) for name in differing(one, other)}
        renamed = differing(then.orgs, now.orgs)
        there = (contact.id for contact in vault.people_at(renamed)) if renamed else ()
        parted = set(_with_other_ties(vault))
        beside = (one for name in seen | parted for one in named(vault).beside(name))
        joined = (one for name in parted for one in _tied_to(vault, name))
        return frozenset((*_with_other_news(vault), *own, *there, *beside, *joined))


def differing(then: _Words, now: _Words) -> set[str]:
    """Give the names that do not stand for the same."""
    if then.keys() == now.keys():
        return {name for name in different(then, now) if then[name] != now[name]}
    return {name for name in then.keys() | now.keys() if then.get(name) != now.get(name)}


def _told(site: "Site") -> _Told:
    orgs = {name: org.id for org in site.vault.orgs.all() for name in org.spellings}
    shown = site.cards, site.bodies.names, site.bodies.pages, {ODD: site.marks.odd}
    return _Told(site.marks.common, shown, (site.shared, site.view.catch_ups, site.view.read.digests), orgs)


def _with_other_news(vault: "Vault") -> Iterator[str]:
    """Give all whose file has changed, or to whom something else happened; places in a file are none of a page's."""
    changed = {item.id for item in vault.changed or ()}
    yield from changed
    for name in (vault.touched or frozenset()) - changed:
        then, now = ([one[:-1] for one in at.history(name)] if at else [] for at in (vault.before, vault))
        if then != now:
            yield name


def _with_other_ties(vault: "Vault") -> Iterator[str]:
    """Give the people who do not name those whom they named, or as they named them."""
    then, now = vault.before.contacts if vault.before else {}, vault.contacts
    for name in {item.id for item in vault.changed or ()}:
        if _ties(then.get(name)) != _ties(now.get(name)):
            yield name


def _tied_to(vault: "Vault", name: str) -> Iterator[str]:
    """Give whom someone names, or did."""
    for one in (vault.before, vault):
        yield from (other for other, _ in _ties(one.contacts.get(name) if one else None))


def _ties(contact: "Contact | None") -> tuple[tuple[str, str | None], ...]:
    if contact is None:
        return ()
    introduced = ((contact.introduced_by, "introduced"),) if contact.introduced_by else ()
    return (*introduced, *((one.id, one.how) for one in contact.knows))
