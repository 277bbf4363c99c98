"""What the site is made of: a vault that simply does not contain what must not be seen, and its agenda."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property

from netkeep.agenda.agenda import DEFAULT_WINDOW, agenda
from netkeep.agenda.catch_ups import next_catch_up
from netkeep.agenda.item import Due
from netkeep.agenda.week import Week, week
from netkeep.model.dates import Duration
from netkeep.model.jobs import Job, Organisation
from netkeep.model.people import Contact
from netkeep.network.places import Post, posts_by_org
from netkeep.network.ties import Acquainted, acquainted
from netkeep.presenters.exit_plan import Day
from netkeep.site.exposed import Exposed, exposed, plans
from netkeep.site.fields import hidden, shown_contact, shown_job, shown_org
from netkeep.site.findings import Finding, findings
from netkeep.site.private import without_unpublished
from netkeep.site.unnamed import without_hidden_names
from netkeep.store.once import LazyMap
from netkeep.store.vault import Vault, grouped
from netkeep.text.document import Document, Item

# What each kind of item speaks of; any other speaks of jobs and of what happened.
_SPEAKS_OF = {
    "catch-up": frozenset({"cadence", "log"}),
    "birthday": frozenset({"birthday"}),
    "date": frozenset({"dates"}),
    "reminder": frozenset({"reminders"}),
}
_OTHERS_SPEAK_OF = frozenset({"log", "roles", "worked_with"})
AHEAD = Duration(6, "week")


class View:
    """The vault as it may be seen on a day. Each part is computed when a page first asks for it, and then stays.

    The agenda, plans and exposures reckon with hidden fields, and do not tell them.
    """

    def __init__(self, vault: Vault, today: date, findings: Callable[[], tuple[Finding, ...]]) -> None:
        hide = hidden(vault.settings.hide)
        self.today = today
        self.findings = findings
        self._hide = hide
        self._public = without_hidden_names(without_unpublished(vault), hide)
        settings = replace(self._public.settings, owner_name=None, owner_emails=())
        shown = tuple(_shown(document, hide) for document in self._public.documents)
        same_logs = None if "log" in hide else self._public
        self.vault = Vault(self._public.root, settings, shown, same_logs=same_logs)

    @cached_property
    def _told(self) -> tuple[Due, ...]:
        items = agenda(self._public, self.today, AHEAD)
        return tuple(due for due in items if _may_tell(due, self._public, self.today, self._hide))

    @cached_property
    def due(self) -> tuple[Due, ...]:
        """Return the agenda of the day."""
        until = DEFAULT_WINDOW.after(self.today)
        return tuple(due for due in self._told if due.on <= until)

    @cached_property
    def ahead(self) -> tuple[Due, ...]:
        """Return what comes after the agenda of the day, for :data:`AHEAD`."""
        until = DEFAULT_WINDOW.after(self.today)
        return tuple(due for due in self._told if due.on > until)

    @cached_property
    def week(self) -> Week | None:
        """Return whom to contact this week, by what is shown; None where that hides what a week goes by."""
        return None if _SPEAKS_OF["catch-up"] & self._hide else week(self.vault, self.today)

    @cached_property
    def catch_ups(self) -> Mapping[str, Due | None]:
        """Return the next catch-up with each person, None where there is none to tell of."""
        return LazyMap(self._public.contacts, self._catch_up)

    def _catch_up(self, contact: Contact) -> Due | None:
        if _SPEAKS_OF["catch-up"] & self._hide or (contact.paused_until and contact.paused_until > self.today):
            return None
        # Of a log that is shown; how often is said by what may be hidden.
        return next_catch_up(self.vault, contact, self.today)

    @cached_property
    def exposed(self) -> Mapping[str, Exposed]:
        """Return, by job, what it would take with it."""
        return exposed(self._public, self.today, self._hide)

    @cached_property
    def plans(self) -> Mapping[str, tuple[Day, ...]]:
        """Return, by job, what to do before it ends."""
        return plans(self._public, self.today, self._hide)

    @cached_property
    def posts(self) -> Mapping[str, Sequence[Post]]:
        """Return every role at each organisation, by its id."""
        return posts_by_org(self.vault)

    @cached_property
    def acquainted(self) -> Mapping[str, tuple[Acquainted, ...]]:
        """Return whom each person knows, read in both directions."""
        return acquainted(self.vault)

    @cached_property
    def introduced(self) -> Mapping[str, Sequence[Contact]]:
        """Return whom each person introduced to the owner."""
        people = self.vault.contacts.values()
        return grouped((contact.introduced_by, contact) for contact in people if contact.introduced_by)

    @cached_property
    def connected(self) -> Mapping[str, frozenset[str]]:
        """Return whom everyone knows by what is said: in either file, or by an introduction to the owner."""
        return LazyMap(self.vault.contacts, self._connected)

    def _connected(self, contact: Contact) -> frozenset[str]:
        introducer = contact.introduced_by
        return frozenset(
            (
                *(other.contact.id for other in self.acquainted.get(contact.id, ())),
                *(other.id for other in self.introduced.get(contact.id, ())),
                *((introducer,) if introducer in self.vault.contacts else ()),
            )
        )


def view(vault: Vault, today: date, findings_of: Callable[[], tuple[Finding, ...]] | None = None) -> View:
    """Return what may be seen of a vault; ``findings_of`` gives what the check found, where that is known already."""
    return View(vault, today, findings_of or (lambda: findings(vault, today, hidden(vault.settings.hide))))


def _may_tell(due: Due, vault: Vault, today: date, hide: frozenset[str]) -> bool:
    """Return whether an item may be shown: it must not speak of a hidden field, nor of someone who is paused."""
    if _SPEAKS_OF.get(due.kind, _OTHERS_SPEAK_OF) & hide:
        return False
    contact = vault.contacts.get(due.who)
    paused = contact.paused_until if contact and due.kind == "catch-up" else None
    return paused is None or paused <= today


def _shown(document: Document, hide: frozenset[str]) -> Document:
    item = None if document.item is None else _shown_item(document.item, hide)
    of = document  # dataclasses.replace() takes four times as long, and there are thousands
    return Document(of.path, of.kind, of.source, item, of.problems, of.places, of.frame, of.tree)


def _shown_item(item: Item, hide: frozenset[str]) -> Item:
    show: Callable[..., Item] = _SHOWN[type(item)]
    return show(item, hide)


_SHOWN: Mapping[type, Callable[..., Item]] = {Contact: shown_contact, Job: shown_job, Organisation: shown_org}
