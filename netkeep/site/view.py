"""What the site is made of: a vault that simply does not contain what must not be seen, and its agenda."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import NamedTuple

from netkeep.agenda.agenda import DEFAULT_WINDOW, agenda
from netkeep.agenda.catch_ups import next_catch_ups
from netkeep.agenda.item import Due
from netkeep.model.dates import Duration
from netkeep.model.people import Contact
from netkeep.model.work import Job, Organisation
from netkeep.network.places import Post, posts_by_org
from netkeep.network.ties import Acquainted, acquainted
from netkeep.presenters.leaving import Day
from netkeep.site.exposed import Exposed, exposed, plans
from netkeep.site.fields import hidden, shown_contact, shown_job, shown_org
from netkeep.site.findings import Finding, findings
from netkeep.site.private import id_key, without_unpublished
from netkeep.site.quick import QuickVault
from netkeep.site.unnamed import opaque_ids, without_hidden_names
from netkeep.store.carried import documents, made
from netkeep.store.tables import Former, grouped, some, table
from netkeep.store.vault import Vault
from netkeep.text.document import Document, Item

# What each kind of item speaks of; any other speaks of jobs and of what happened.
_SPEAKS_OF = {
    "catch-up": frozenset({"cadence", "log"}),
    "birthday": frozenset({"birthday"}),
    "reminder": frozenset({"reminders"}),
}
_OTHERS_SPEAK_OF = frozenset({"log", "roles", "worked_with"})
AHEAD = Duration(6, "week")


class Read(NamedTuple):
    """What else is known of the files: the digests of their bytes by id, and what gives what the check found."""

    digests: Mapping[str, str]
    findings: Callable[[], tuple[Finding, ...]]


@dataclass(frozen=True)
class View:
    """The vault as it may be seen on a day; ``catch_ups`` gives the next one of each person who has one.

    ``due`` is the agenda of the day, ``ahead`` what comes after it, for :data:`AHEAD`. ``exposed`` and ``plans``
    tell, by job, what it would take with it, and what to do before it ends.
    """

    vault: Vault
    today: date
    due: tuple[Due, ...]
    catch_ups: Mapping[str, Due]
    ahead: tuple[Due, ...] = ()
    exposed: Mapping[str, Exposed] = field(default_factory=dict)
    plans: Mapping[str, tuple[Day, ...]] = field(default_factory=dict)
    read: "Read" = field(default_factory=lambda: Read({}, tuple))

    @cached_property
    def posts(self) -> Mapping[str, tuple[Post, ...]]:
        """Give every role at each organisation, by its id."""
        return posts_by_org(self.vault)

    @cached_property
    def acquainted(self) -> Mapping[str, tuple[Acquainted, ...]]:
        """Give whom each person knows, read in both directions."""
        return acquainted(self.vault)

    @cached_property
    def introduced(self) -> Mapping[str, tuple[Contact, ...]]:
        """Give whom each person introduced to the owner."""
        return grouped(self.vault, "introduced", (), _introduction, lambda contact: contact)

    @cached_property
    def connected(self) -> Mapping[str, frozenset[str]]:
        """Give whom everyone knows by what is said: in either file, or by an introduction to the owner."""
        people = self.vault.contacts

        def anew() -> dict[str, frozenset[str]]:
            return {person: self._connected(person) for person in people}

        def onwards(told: dict[str, frozenset[str]], former: Former) -> dict[str, frozenset[str]]:
            now = {one.id: self._connected(one.id) for one in some(self.vault, former.touched)}
            ends = (told.get(person, frozenset()) | now.get(person, frozenset()) for person in former.touched)
            found = {**told, **{end: self._connected(end) for end in frozenset().union(*ends) & people.keys()}, **now}
            for person in former.touched - people.keys():
                found.pop(person, None)
            return found

        return table(self.vault, "connected", (), anew, onwards)

    def _connected(self, person: str) -> frozenset[str]:
        introducer = self.vault.contacts[person].introduced_by
        return frozenset(
            (
                *(one.contact.id for one in self.acquainted.get(person, ())),
                *(one.id for one in self.introduced.get(person, ())),
                *((introducer,) if introducer in self.vault.contacts else ()),
            )
        )


def _introduction(contact: Contact) -> tuple[tuple[str, Contact], ...]:
    return ((contact.introduced_by, contact),) if contact.introduced_by else ()


def view(vault: Vault, today: date, read: Read | None = None) -> View:
    """Give what may be seen of a vault. The agenda reckons with hidden fields, and does not tell them.

    A vault that is :func:`netkeep.site.private.bare` does not tell what was ``read``.
    """
    hide = hidden(vault.settings.hide)
    cleared = without_unpublished(vault)
    public = without_hidden_names(cleared, hide)
    known = read or Read(digests(vault), lambda: findings(vault, today, hide))
    seen = documents(public, "shown", hide, lambda document: _shown(document, hide))
    settings = replace(public.settings, owner_name=None, owner_emails=())
    told = [due for due in agenda(public, today, AHEAD) if _may_tell(due, public, today, hide)]
    until = DEFAULT_WINDOW.after(today)
    return View(
        made(public, "shown", QuickVault(public.root, settings, seen)),
        today,
        tuple(due for due in told if due.on <= until),
        _catch_ups(public, today, hide),
        tuple(due for due in told if due.on > until),
        exposed(public, today, hide),
        plans(public, today, hide),
        known._replace(digests=_under_their_ids(known.digests, opaque_ids(cleared, hide))),
    )


def _under_their_ids(digests: Mapping[str, str], ids: Mapping[str, str]) -> Mapping[str, str]:
    """Return digests by the ids that the site has for the files."""
    return {ids.get(id_key(name), name): digest for name, digest in digests.items()} if ids else digests


def digests(vault: Vault) -> dict[str, str]:
    """Give the digest of each file's bytes by its id; where several files have one, of all of them."""
    told = tuple(filter(None, documents(vault, "digest", (), _digest)))
    found = dict(told)
    if len(found) < len(told):
        found = dict.fromkeys(found, "")
        for name, digest in told:
            found[name] += digest
    return found


def _digest(document: Document) -> tuple[str, str] | None:
    return (document.stem, document.source.digest) if document.source else None


def _catch_ups(vault: Vault, today: date, hide: frozenset[str]) -> dict[str, Due]:
    if _SPEAKS_OF["catch-up"] & hide:
        return {}
    found = ((due, vault.contacts[person].paused_until) for person, due in next_catch_ups(vault, today).items() if due)
    return {due.who: due for due, paused in found if paused is None or paused <= today}


def _may_tell(due: Due, vault: Vault, today: date, hide: frozenset[str]) -> bool:
    """Tell whether an item may be shown: it must not speak of a hidden field, nor of someone who is paused."""
    if _SPEAKS_OF.get(due.kind, _OTHERS_SPEAK_OF) & hide:
        return False
    contact = vault.contacts.get(due.who)
    paused = contact.paused_until if contact and due.kind == "catch-up" else None
    return paused is None or paused <= today


def _shown(document: Document, hide: frozenset[str]) -> Document:
    item = None if document.item is None else _shown_item(document.item, hide)
    return replace(document, item=item)


def _shown_item(item: Item, hide: frozenset[str]) -> Item:
    show: Callable[..., Item] = _SHOWN[type(item)]
    return show(item, hide)


_SHOWN: Mapping[type, Callable[..., Item]] = {Contact: shown_contact, Job: shown_job, Organisation: shown_org}
