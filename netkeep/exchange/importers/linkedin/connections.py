"""Connections.csv: one candidate a row, identified by their profile, not by their name."""

from collections.abc import Iterable

from netkeep.exchange.candidate import Entry, Extra, Fate
from netkeep.exchange.importers.linkedin.columns import Connection
from netkeep.exchange.importers.linkedin.dates import day_of
from netkeep.exchange.importers.linkedin.names import Name, key, tidy
from netkeep.exchange.importers.linkedin.notes import Notes
from netkeep.exchange.importers.linkedin.people import People, Person
from netkeep.exchange.importers.linkedin.profile import Profile, any_link
from netkeep.exchange.importers.linkedin.words import value
from netkeep.model.contact_points import email_key, email_problem
from netkeep.model.names import org_key
from netkeep.model.people import Email, Role


def read_connections(rows: Iterable[tuple[int, Connection]], file: str, people: People, notes: Notes) -> None:
    """Add everyone with a name or a profile; the others have closed their accounts."""
    closed = 0
    for line, row in rows:
        name = tidy(row.first, row.last)
        place = _Place(file, line, people, notes, name.name)
        link = _link(row.url, place)
        email = "" if name.name or link else value(row.email)
        if email and not email_problem(email):
            name = name._replace(name=email)
        if name.name or link:
            notes.counts["connections"] += 1
            _read(row, name, link, place)
        else:
            closed += 1
    if closed:
        notes.counts["closed accounts"] += closed
        many, accounts = (
            ("1 row has", "a closed account") if closed == 1 else (f"{closed:,} rows have", "closed accounts")
        )
        notes.file(file, f"{many} neither a name nor a profile: {accounts}, not imported", fate="skipped")


class _Place:
    """The place of a row, and where its data goes."""

    def __init__(self, file: str, line: int, people: People, notes: Notes, who: str) -> None:
        self.people, self._file, self._line, self._notes, self._who = people, file, line, notes, who
        self.where = f"{file}:{line}"
        self.past = notes.past

    def problem(self, message: str, fate: Fate = "refused") -> None:
        """Note a problem of the row."""
        self._notes.row(self._file, self._line, message, who=self._who, fate=fate)


def _link(url: str, place: _Place) -> Profile | None:
    link = any_link(url)
    if url.strip() and not link:
        place.problem("the URL is not a web address; it is left out")
    return link


def _read(row: Connection, name: Name, link: Profile | None, place: _Place) -> None:
    email = _email(row, place)
    org, title = value(row.company), value(row.position)
    nameless = name.name == email  # the bare address is the id of somebody with a name
    uid = (
        link.key
        if link
        else f"{email_key(email)}|"
        if nameless
        else _uid_without_profile(row, name, email, place.people)
    )
    person = place.people.get(uid)
    if person is None:
        person = place.people.add(uid, name, place.where, link, connected=True)
    else:
        person.add_name(name, place.where)
    if email:
        person.add_fact("emails", Email(email), place.where)
    _work(person, org, title, place)
    _connected(person, row.connected, place)


def _work(person: Person, org: str, title: str, place: _Place) -> None:
    if org:
        person.orgs.add(org_key(org))
        person.add_fact("roles", Role(org, title or None), place.where)
    elif title:  # a role needs an organisation; a title alone is kept all the same
        person.add_fact("x", Extra("position", title), place.where)


def _uid_without_profile(row: Connection, name: Name, email: str, people: People) -> str:
    """Return an id that stays the same from one archive to the next: with the time of connecting, not the company.

    If somebody else here has it, with the same mailbox or name, the name or the company is added.
    """
    if email and name.name == email:  # the bare address is the id of somebody with a name
        return f"{email_key(email)}|"
    uid = email_key(email) if email else f"{key(name.name)}|{value(row.connected)}"
    other, org = people.get(uid), org_key(value(row.company))
    if other and email and key(other.name) != key(name.name):
        return f"{uid}|{key(name.name)}"
    return f"{uid}|{org}" if other and org and not email and org not in other.orgs else uid


def _email(row: Connection, place: _Place) -> str:
    email = value(row.email)
    if email and email_problem(email):
        place.problem("the e-mail address is not valid; it is left out")
        return ""
    return email


def _connected(person: Person, text: str, place: _Place) -> None:
    day = place.past(day_of(text))
    if day:
        person.add_entry(Entry("connected", day, "connected"), place.where)
    elif text.strip():
        place.problem("the date of connecting is not a day in the past; it is left out")
