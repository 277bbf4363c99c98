"""What an answer writes: somebody new, or that somebody of the vault was of this job as well."""

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
"""Asks which of some people is meant: a number from 0, -1 for somebody else, None for nobody at all."""


class Written(NamedTuple):
    """What came of an answer; without ``capture`` nothing was written, and the remark may say why."""

    capture: Capture | None = None
    relation: str | None = None
    remark: str = ""


@dataclass
class Table:
    """The vault as it is while the game goes on, and the job that it is about."""

    vault: Vault
    job: Job
    today: date
    reload: Callable[[], Vault]

    def refresh(self) -> None:
        """Read the vault again."""
        self.vault = self.reload()
        self.job = self.vault.jobs.get(self.job.id, self.job)

    def names(self) -> Mapping[str, Sequence[str]]:
        """Return everybody by name, namesakes with their id, and all that each is called, folded."""
        people = self.vault.contacts.values()
        often = Counter(fold(one.name) for one in people)
        return {f"{one.name} ({one.id})" if often[fold(one.name)] > 1 else one.name: names_of(one) for one in people}

    def write(self, question: Question, line: str, offered: Collection[str], which: Which) -> Written:
        """Write down whom a line names. Raises :class:`netkeep.errors.NetkeepError` where that is refused.

        ``offered`` are names that were picked out of the vault's, of whom nothing is to be asked.
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
        same, picked = self._same(answer.name)
        if same:
            sure = picked or (len(same) == 1 and answer.name in offered)
            chosen = 0 if sure else which([(one.name, self._where(one)) for one in same])
            if chosen is None:
                return Written()
            if chosen >= 0:
                return self._engage(same[chosen], relation)
        new = self._new(question, answer._replace(relation=relation), base)
        return Written(capture(self.vault, new, another=bool(same)), relation)

    def _same(self, name: str) -> tuple[Sequence[Contact], bool]:
        """Return who is called so already, and whether they were named beyond doubt: by id."""
        by_id = _WITH_ID.fullmatch(name)
        for person in (by_id[1] if by_id else "", unlink(name)):
            if person in self.vault.contacts:
                return [self.vault.contacts[person]], True
        wanted = fold(name)
        found = [one for one in self.vault.contacts.values() if wanted in _called(one)]
        if not found and " " not in wanted:  # one word is seldom all of somebody's name
            found = [one for one in self.vault.contacts.values() if wanted in " ".join(_called(one)).split()]
        return found[:_SHOWN], False

    def _where(self, contact: Contact) -> str:
        role = next((one for one in contact.roles if one.current(self.today)), None)
        return ", ".join(filter(None, (role.title, role.org))) if role else contact.id

    def _engage(self, contact: Contact, relation: str | None) -> Written:
        done = engage(self.vault, contact, self.job.id, relation)
        if done is None:
            return Written(remark=f"{contact.name} is of this job already.")
        return Written(done, relation)

    def _new(self, question: Question, answer: Answer, base: NewContact) -> NewContact:
        """Put together what is known. Who works at the job's place has a role there, as long as the job goes on."""
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


def _called(contact: Contact) -> list[str]:
    return [fold(name) for name in (contact.name, *contact.aliases)]
