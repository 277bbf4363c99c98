"""What an answer writes: a new contact, or this job in the file of an existing one."""

import re
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from netkeep.agenda.stages import is_current
from netkeep.cli.sweeping.answer import INSIDE, Answer, parse
from netkeep.model.ids import unlink
from netkeep.model.jobs import Job
from netkeep.model.names import fold
from netkeep.model.people import Contact
from netkeep.network.sweeping.question import Question
from netkeep.store.captures import Capture, capture, engage
from netkeep.store.vault import Vault, names_of
from netkeep.text.new import NewContact

_SHOWN = 9
_YES = frozenset({"y", "yes"})
_WITH_ID = re.compile(r".* \(([a-z0-9-]+)\)")
Which = Callable[[Sequence[tuple[str, str]]], int | None]
"""Asks which of several people to take: a number from 0, -1 for somebody else, None for nobody at all."""


class Written(NamedTuple):
    """The result of an answer; without ``capture`` nothing was written, and the remark may say why."""

    capture: Capture | None = None
    relation: str | None = None
    remark: str = ""


@dataclass
class Table:
    """The vault during the game, and the job that the game is about."""

    vault: Vault
    job: Job
    today: date
    reload: Callable[[], Vault]

    def refresh(self) -> None:
        """Read the vault again."""
        self.vault = self.reload()
        self.job = self.vault.jobs.get(self.job.id, self.job)

    def names(self) -> Mapping[str, Sequence[str]]:
        """Return the folded names of everybody, by name; namesakes by name and id."""
        people = self.vault.contacts.values()
        often = Counter(fold(contact.name) for contact in people)
        return {
            f"{contact.name} ({contact.id})" if often[fold(contact.name)] > 1 else contact.name: names_of(contact)
            for contact in people
        }

    def write(self, question: Question, line: str, offered: Collection[str], which: Which) -> Written:
        """Write down whom a line names. Raises :class:`netkeep.errors.NetkeepError` where that is refused.

        ``offered`` are names picked from the vault's own, about which nothing needs to be asked.
        """
        answer, base = parse(line), None
        if answer.name.casefold() in _YES:
            if question.person in self.vault.contacts:
                return self._engage(self.vault.contacts[question.person or ""], answer.relation or question.relation)
            if question.proposal is None:
                return Written(remark="Who? A name is enough; Enter skips.")
            base = question.proposal
            answer = answer._replace(name=base.name)
        elif not any(letter.isalnum() for letter in answer.name) or (len(line) == 1 and line.isascii()):
            return Written(remark="Type a name; ? explains the keys.")
        return self._name(question, answer, base or NewContact(answer.name), offered, which)

    def _name(
        self, question: Question, answer: Answer, base: NewContact, offered: Collection[str], which: Which
    ) -> Written:
        relation = answer.relation or question.relation
        same, picked = self._namesakes(answer.name)
        if same:
            sure = picked or (len(same) == 1 and answer.name in offered)
            chosen = 0 if sure else which([(contact.name, self._where(contact)) for contact in same])
            if chosen is None:
                return Written()
            if chosen >= 0:
                return self._engage(same[chosen], relation)
        new = self._new(question, answer._replace(relation=relation), base)
        return Written(capture(self.vault, new, another=bool(same)), relation)

    def _namesakes(self, name: str) -> tuple[Sequence[Contact], bool]:
        """Return who already has this name, and whether an id names them beyond doubt."""
        by_id = _WITH_ID.fullmatch(name)
        for person in (by_id[1] if by_id else "", unlink(name)):
            if person in self.vault.contacts:
                return [self.vault.contacts[person]], True
        wanted = fold(name)
        matches = [contact for contact in self.vault.contacts.values() if wanted in _folded_names(contact)]
        if not matches and " " not in wanted:  # one word is seldom all of somebody's name
            matches = [
                contact
                for contact in self.vault.contacts.values()
                if wanted in " ".join(_folded_names(contact)).split()
            ]
        return matches[:_SHOWN], False

    def _where(self, contact: Contact) -> str:
        role = next((role for role in contact.roles if role.current(self.today)), None)
        return ", ".join(filter(None, (role.title, role.org))) if role else contact.id

    def _engage(self, contact: Contact, relation: str | None) -> Written:
        done = engage(self.vault, contact, self.job.id, relation)
        if done is None:
            return Written(remark=f"{contact.name} is in this job already.")
        return Written(done, relation)

    def _new(self, question: Question, answer: Answer, base: NewContact) -> NewContact:
        """Return the new contact. Who works at the job's organisation gets a role there while the job goes on."""
        new = replace(
            base, job=self.job.id, relation=answer.relation, introduced_by=question.introduced_by or base.introduced_by
        )
        team = answer.second or question.team or ""
        if answer.relation in INSIDE or (answer.relation is None and answer.first):
            if is_current(self.job, self.today):
                return replace(new, org=self.job.org, title=answer.first or None, team=team or None)
            return replace(new, note=", ".join(filter(None, (answer.first, team))))
        if answer.first:
            return replace(new, org=answer.first, title=answer.second or None)
        return new


def _folded_names(contact: Contact) -> list[str]:
    return [fold(name) for name in (contact.name, *contact.aliases)]
