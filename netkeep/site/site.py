"""What all pages of one site are made with."""

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property, partial
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from netkeep.agenda.reminders import done_command
from netkeep.model.jobs import Job, Organisation
from netkeep.model.people import Contact
from netkeep.network.employment import InJob, in_jobs
from netkeep.network.ledger import Account, account
from netkeep.network.stats import Stats, stats
from netkeep.network.strength import Strength, strength
from netkeep.site.bodies import Bodies, may_show_picture
from netkeep.site.cards import Card, Entries, card
from netkeep.site.page import Content, Page
from netkeep.site.paths import HOME, job_page, org_page, person_page, tag_page, to_top, url
from netkeep.site.render import render
from netkeep.site.unnamed import is_unnamed
from netkeep.site.view import View
from netkeep.store.once import LazyMap
from netkeep.store.vault import grouped
from netkeep.words import ahead, full_date

if TYPE_CHECKING:
    from netkeep.text.document import Document


class ToRemember(NamedTuple):
    """A reminder on the page of its file; ``command`` is what to type once it is done."""

    day: str
    ahead: str
    text: Markup
    command: str
    late: bool


class Site:
    """The view, and what is reckoned once from it: cards, names, the page of each id."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.vault = view.vault
        self.today = view.today
        self.cards: Mapping[str, Card] = LazyMap(self.vault.contacts, lambda contact: card(contact, self.today))
        self.bodies = Bodies(self._page_of_id(), self._name_of_id())
        self.entries = Entries(view, self.bodies, self.cards)

    def _page_of_id(self) -> dict[str, str]:
        orgs = {org.id: org_page(org.id) for org in self.vault.orgs.all()}
        jobs = {job: job_page(job) for job in self.vault.jobs}
        return orgs | jobs | {person: person_page(person) for person in self.vault.contacts}

    def _name_of_id(self) -> dict[str, str]:
        orgs = {org.id: org.name for org in self.vault.orgs.all()}
        jobs = {job.id: job_name(job) for job in self.vault.jobs.values()}
        return orgs | jobs | {person: contact.name for person, contact in self.vault.contacts.items()}

    @cached_property
    def tags(self) -> Mapping[str, Sequence[Contact]]:
        """Return the people of each tag; tags that only jobs and organisations have are here too, without people."""
        others: tuple[Job | Organisation, ...] = (*self.vault.jobs.values(), *self.vault.organisations.values())
        people = self.vault.contacts.values()
        of_people = grouped((tag, contact) for contact in people for tag in dict.fromkeys(contact.tags))
        by_tag: dict[str, Sequence[Contact]] = {**{tag: () for other in others for tag in other.tags}, **of_people}
        return {tag: by_tag[tag] for tag in sorted(by_tag, key=lambda tag: (tag.casefold(), tag))}

    @cached_property
    def strengths(self) -> Mapping[str, Strength]:
        """Return how strong the tie with each person is."""
        return LazyMap(self.vault.contacts, lambda contact: strength(self.vault, contact.id, self.today))

    @cached_property
    def stats(self) -> Stats:
        """Return the vault in figures."""
        return stats(self.vault, self.today)

    @cached_property
    def shared(self) -> Mapping[str, tuple[InJob, ...]]:
        """Return the jobs that each person and the owner were in together or may have been, the newest first."""
        return LazyMap(self.vault.contacts, partial(in_jobs, self.vault))

    def prepare(self) -> None:
        """Compute what most pages share, so that processes which are forked after this have it."""
        for values in (self.cards, self.strengths, self.shared, self.view.catch_ups, self.view.connected):
            dict(values)
        self.view.due  # noqa: B018 (computed now, and kept)
        self.stats  # noqa: B018 (the same)

    def pictures(self) -> tuple[str, ...]:
        """Return the pictures of the vault that any text shows, whatever page it stands on."""
        for text in chain.from_iterable(map(_with_pictures, self.vault.documents)):
            self.bodies.prose(text, HOME)
        return tuple(sorted(self.bodies.pictures))

    def account(self, person: str) -> Account:
        """Return what went between the owner and someone."""
        return account(self.vault, person, self.today)

    def org_url(self, name: str) -> str | None:
        """Return the address of the organisation that a spelling means."""
        org = self.vault.orgs.of(name)
        return url(org_page(org.id)) if org else None

    @staticmethod
    def tag_links(tags: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
        """Return each tag with the address of its page."""
        return tuple((tag, url(tag_page(tag))) for tag in dict.fromkeys(tags))

    def reminders(self, item: Contact | Job | Organisation, page: str) -> tuple["ToRemember", ...]:
        """Return the open reminders of a file by date."""
        ranked = sorted(item.body.reminders, key=lambda reminder: reminder.due)
        return tuple(
            ToRemember(
                full_date(reminder.due),
                ahead(reminder.due, self.today),
                self.bodies.html(reminder.text, page),
                "" if is_unnamed(item) else done_command(item.id, reminder, of=len(ranked)),
                late=reminder.due < self.today,
            )
            for reminder in ranked
        )

    def page(self, path: str, title: str, template: str, values: Callable[[], Mapping[str, object]]) -> Page:
        """Return the page, kept out of the search, that a template makes of some values when somebody looks."""
        return Page(path, title, lambda: self.content(path, title, template, values(), None))

    @staticmethod
    def content(path: str, title: str, template: str, values: Mapping[str, object], search: str | None) -> Content:
        """Return what a page says; every template is told its title, and the way to the top of the site."""
        return Content(partial(render, template, root=to_top(path), title=title, **values), search)


def _with_pictures(document: "Document") -> tuple[str, ...]:
    """Return the texts of a file that may show a picture."""
    texts = document.item.body.texts() if document.item and document.readable else ()
    return tuple(text for text in texts if may_show_picture(text))


def job_name(job: Job) -> str:
    """Return what to call a job of the owner's: ``Platform engineer, Acme Corp``."""
    return f"{job.title}, {job.org}" if job.title else job.org
