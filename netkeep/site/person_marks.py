"""The marks of people's pages: of their own file, of what other files say of them, and of those around them."""

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING

from netkeep.site.named import leads

if TYPE_CHECKING:
    from netkeep.model.people import Contact
    from netkeep.site.site import Site


def person_marks(site: "Site") -> Mapping[str, str]:
    """Give the mark of each person's page, by id."""
    contacts = site.vault.contacts

    def again(former: Mapping[str, str], reached: AbstractSet[str]) -> Mapping[str, str]:
        found = {**former, **{person: _mark(site, contacts[person]) for person in reached & contacts.keys()}}
        for person in reached - contacts.keys():
            found.pop(person, None)
        return found

    return site.reach.since(
        "people", lambda: {person: _mark(site, contact) for person, contact in contacts.items()}, again
    )


def _mark(site: "Site", contact: "Contact") -> str:
    return site.marks.mark(
        site.vault.path(contact),
        *site.marks.file(contact.id),
        *_elsewhere(site, contact.id),
        *_around(site, contact.id),
        *_of_work(site, contact),
        str((due := site.view.catch_ups.get(contact.id)) and (due.on, due.why)),
    )


def _elsewhere(site: "Site", person: str) -> Iterator[str]:
    """Give what other files tell of someone's history, and what is said of those who stand there."""
    people, several = site.vault.contacts, site.marks.several
    for one in site.vault.history(person):
        if one.source != person:
            linked = sorted({*leads(one.text)})
            yield f"{one.source in people}\1{one.date}\1{one.kind}\1{one.text}"
            yield several([one.source, *one.others, "", *linked])


def _around(site: "Site", person: str) -> Iterator[str]:
    """Give who is around someone, and who of them knows whom."""
    view = site.view
    yield from [f"{one.how}\1{site.marks.said(one.contact.id)}" for one in view.acquainted.get(person, ())]
    yield site.marks.several([one.id for one in view.introduced.get(person, ())])
    met = [other for one in site.vault.history(person) for other in one.others if other in site.cards]
    near = view.connected[person].union(met) - {person}
    yield "\1".join(sorted([f"{one} {other}" for one in near for other in view.connected[one] & near if one < other]))


def _of_work(site: "Site", contact: "Contact") -> Iterator[str]:
    yield from (site.org_url(role.org) or "" for role in contact.roles)
    yield from (f"{site.marks.job(one.job)}\1{one.relation}\1{one.certain}" for one in site.shared.get(contact.id, ()))
