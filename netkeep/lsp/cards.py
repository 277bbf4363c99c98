"""What is shown of a person, a job, an organisation, a rule or a key, as Markdown, for its owner."""

from collections.abc import Iterator
from datetime import date

from netkeep.agenda.catch_ups import next_catch_up, when_next
from netkeep.check.page import Example, read_page
from netkeep.check.rule import Rule
from netkeep.model.people import Contact
from netkeep.network.employment import shared_jobs
from netkeep.network.ledger import account
from netkeep.store.lookup import names
from netkeep.store.vault import Vault
from netkeep.text.plain import one_line
from netkeep.words import ago, one_of, period, role_line, to_you

_SIGNS = str.maketrans({sign: f"\\{sign}" for sign in "\\`*_{}[]<>#|~"})


def card(vault: Vault, id_: str, today: date) -> str | None:
    """Return who or what an id is, in a few lines; None where it is nobody's."""
    if id_ in vault.contacts:
        return "\n\n".join(_person(vault, vault.contacts[id_], today))
    if id_ in vault.organisations:
        return f"**{plain(vault.organisations[id_].name)}**"
    if id_ in vault.jobs:
        job = vault.jobs[id_]
        lines = (f"**{plain(job.org)}**", plain(job.title or ""), period(job.start, job.end))
        return "\n\n".join(filter(None, lines))
    return None


def plain(text: str) -> str:
    """Return a text that Markdown shows as it is, on one line."""
    return " ".join(text.translate(_SIGNS).split())


def _person(vault: Vault, contact: Contact, today: date) -> Iterator[str]:
    marks = filter(None, (contact.pronouns, "private" if contact.private else None))
    yield " · ".join((f"**{plain(contact.name)}**", *map(plain, marks)))
    yield from (plain(role_line(role)) for role in contact.roles if role.current(today))
    if contact.archived is not None:
        yield f"Archived: {plain(contact.archived)}"
    for shared in shared_jobs(vault, contact):
        yield plain(to_you(shared.relation, shared.job.org if shared.job else shared.id, certain=shared.certain))
    history = [entry for entry in vault.history(contact.id) if vault.settings.kinds.counts(entry.kind)]
    if history:
        text = plain(one_line(history[0].text, names(vault)))
        yield f"Last contact: {plain(history[0].kind)}, {ago(history[0].date, today)}{f': {text}' if text else ''}"
    if due := next_catch_up(vault, contact, today):
        yield f"Next: {when_next(due, today)} ({plain(due.why)})"
    yield from _favours(vault, contact.id, today)


def _favours(vault: Vault, person: str, today: date) -> Iterator[str]:
    books = account(vault, person, today)
    yield from (f"You asked for {one_of(ask.favour)} {ago(ask.asked, today)}" for ask in books.waiting() if ask.asked)
    yield from (
        f"You owe them: {one_of(ask.favour)} from them {ago(ask.answered, today)}"
        for ask in books.owed()
        if ask.answered
    )


def rule_page(rule: Rule) -> str:
    """Return the page of a rule."""
    page = read_page(rule)
    parts = [f"**{rule.code} {rule.name}**", page.summary, *page.why]
    parts += [part for word, example in (("Bad", page.bad), ("Good", page.good)) for part in _example(word, example)]
    return "\n\n".join([*parts, f"To fix: {page.mend}"])


def _example(word: str, example: Example) -> Iterator[str]:
    about = f" ({example.about})" if example.about else ""
    yield f"{word}{about}: {example.words}".rstrip()
    if example.lines:
        yield "\n".join(("````markdown", *example.lines, "````"))
