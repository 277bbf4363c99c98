"""Reading, vault and what the source said before -> the plan of an import. Nothing is written here."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from netkeep.errors import RefusedError
from netkeep.exchange.candidate import Fate, Field, Problem
from netkeep.exchange.importer import ADDITIVE_FORMATS, HISTORY_FORMATS
from netkeep.exchange.matching.keys import of_source
from netkeep.exchange.merging.base import NAME, Base, Record
from netkeep.exchange.merging.combine import weight
from netkeep.exchange.merging.facts import said_by
from netkeep.exchange.merging.identity import Decider, Decisions
from netkeep.exchange.merging.key_owners import Ids, Owners
from netkeep.exchange.merging.links import linked
from netkeep.exchange.merging.names import Names
from netkeep.exchange.merging.order import Clock, advanced, order
from netkeep.exchange.merging.own_files import file_texts, match_files
from netkeep.exchange.merging.own_jobs import job_files, vault_org_key
from netkeep.exchange.merging.plan_types import Person, Plan, Request
from netkeep.exchange.merging.render import Draft, changed_document, draft, new_text
from netkeep.exchange.merging.roles import Following
from netkeep.exchange.merging.sanitize import sanitize
from netkeep.exchange.merging.shared_events import assign_hosts, by_address
from netkeep.exchange.merging.three_way import Merged, Policy, merge
from netkeep.exchange.merging.tombstones import Forgotten
from netkeep.exchange.merging.units import Unit, shared_key, units
from netkeep.model.people import Contact
from netkeep.model.schema import PERSON
from netkeep.model.triage import TO_TRIAGE
from netkeep.store.save import Change
from netkeep.store.vault import Vault

_TWO = "if it is theirs, write it into their file; if the two are one person, join the files"
_UNKNOWN = {
    "worked_with": "bring the file of the job into jobs/, and import again",
    "introduced_by": "bring them in, and import again",
    "knows": "bring them in, and import again",
}
_FIRST = "first catch-up"


@dataclass(slots=True)
class _File:
    """A person's file on its way; ``ours`` is None for somebody new."""

    ours: Contact | None
    wanted: Contact
    where: str
    record: Record
    notes: tuple[str, ...] = ()
    drafts: list[Draft] = field(default_factory=list)
    body: str = ""
    reminder: str = ""
    text: str = ""
    replaces: str | None = None
    refused: tuple[Field, ...] = ()
    unknown: tuple[Field, ...] = ()
    kept: tuple[Field, ...] = ()
    taken_back: Mapping[Field, int] = field(default_factory=dict)
    waits: bool = False


def plan(vault: Vault, base: Base, forgotten: Forgotten, request: Request) -> Plan:
    """Plan an import into a vault, from a source that said ``base`` before.

    People who were forgotten, or whose file the owner deleted, stay away. Nobody is created or changed by a name alone.
    """
    return _Planner(vault, base, forgotten, request).run()


class _Planner:
    def __init__(self, vault: Vault, base: Base, forgotten: Forgotten, request: Request) -> None:
        self._vault = vault
        self._base = base
        self._request = request
        self._as_of = request.reading.as_of
        self._clock = Clock.of(request.reading)
        self._order = order(base.clock, self._clock)
        self._followed: set[str] = set()
        self._decider = Decider(vault, base, forgotten, request.resolve, namesakes=request.namesakes)
        self._owners = Owners(vault.contacts.values(), vault.settings.region)
        self._ids = Ids((*vault.by_id, *(record.id for record in base.records)))
        self._files: dict[str, _File] = {}
        self._records = dict(base.by_id)
        self._problems: list[Problem] = list(request.reading.problems)
        self._org = vault_org_key(vault)
        self._names = Names(vault, request.reading.candidates)
        self._own: list[tuple[str, str]] = []

    def run(self) -> Plan:
        decided = self._decide()
        ids = self._new_ids(decided.new)
        self._names.place_people(decided, ids)
        self._bring_files()
        for person, unit in sorted(decided.same.items()):
            self._merge(person, unit)
        for person, unit in sorted(decided.same.items()):
            if self._files[person].refused:  # another merge may have freed what was refused
                self._merge(person, unit)
        self._create(ids, decided.new)
        self._gather()
        jobs = tuple(self._jobs())
        return self._planned(decided, jobs)

    def _decide(self) -> Decisions:
        candidates = []
        for candidate in self._request.reading.candidates:
            fit, problems = sanitize(candidate, self._request.today)
            self._problems += problems
            candidates.append(fit)
        decided = self._decider.decide_all(units(candidates, self._vault.settings.region))
        self._problems += [*decided.refused, *decided.noted]
        return decided

    def _new_ids(self, new: list[Unit]) -> list[str]:
        """Return an id for each; people from another vault come first, and keep their id where it is free."""
        ids: dict[int, str] = {}
        for number, unit in sorted(enumerate(new), key=lambda pair: not pair[1].candidate.chosen):
            had = unit.candidate.uid if unit.candidate.chosen else None
            ids[number] = self._ids.take(had or "", unit.candidate.name)
        return [ids[number] for number in range(len(new))]

    def _bring_files(self) -> None:
        files = match_files(self._vault, self._request.reading.files, self._base.id_by_key, self._ids, self._org)
        self._names.place_files(files.ids)
        self._own, refused = file_texts(files, self._names.link, self._request.today)
        self._names.place_files(files.ids)
        self._problems += refused
        self._records |= {record.id: record for record in files.records}

    def _merge(self, person: str, unit: Unit) -> None:
        ours = self._vault.contacts[person]
        record = self._record(person, unit)
        policy = self._policy(person, record, unit)
        previous = record.said if record and record.said else None
        self._keep(ours, unit, merge(previous, ours, said_by(unit.candidate), policy), record, policy)
        self._followed |= {person} if policy.absence_means_removed else set()

    def _record(self, person: str, unit: Unit) -> Record | None:
        """Return the record of a person; one of a file that has gone, with a key in common, becomes theirs."""
        if person in self._records:
            return self._records[person]
        ids = {self._base.id_by_key[key] for key in unit.keys if key in self._base.id_by_key}
        gone = [earlier for earlier in sorted(ids) if earlier in self._records and earlier not in self._vault.contacts]
        return self._records[gone[0]] if gone else None

    def _policy(self, person: str, record: Record | None, unit: Unit) -> Policy:
        day = self._as_of or self._request.today
        previous = record.as_of if record else None
        older = record is not None and self._is_older(previous)
        ours = self._vault.contacts.get(person)
        their_names = (unit.candidate.name, *unit.candidate.values("aliases", str))
        names = (*their_names, *((ours.name, *ours.aliases) if ours else ()))
        snapshot = self._request.snapshot and self._request.format not in ADDITIVE_FORMATS
        absence_means_removed = snapshot and record is not None and record.snapshot
        return Policy(
            previous if older and previous else day,
            older=older,
            snapshot=snapshot,
            absence_means_removed=absence_means_removed,
            work="follows" if absence_means_removed else self._work(record),
            region=self._vault.settings.region,
            org=self._org,
            free=lambda value: self._owners.free(value, person, names),
            may_be_called=lambda name: ours is None or self._owners.may_be_called(ours, name),
            chosen=unit.candidate.chosen,
            ids=self._names.ids(),
            link=self._names.link,
        )

    def _is_older(self, previous: date | None) -> bool:
        """Return whether a source is of an earlier day than the ``previous`` one that spoke of somebody."""
        return self._order == "older" and (previous is None or self._as_of is None or self._as_of < previous)

    def _work(self, record: Record | None) -> Following:
        """Return how far a source that only adds is followed in somebody's work; archives in turn make a history."""
        if self._request.format not in HISTORY_FORMATS:
            return "adds"
        if record is not None and record.said and self._order in {"same", "unknown"}:
            return "waits"
        return "moves"

    def _keep(self, ours: Contact | None, unit: Unit, result: Merged, previous: Record | None, policy: Policy) -> _File:
        contact, where = result.contact, unit.candidate.where
        if ours:
            self._owners.drop(ours)
        self._owners.add(contact)
        keys = {key for key in unit.keys if self._owners.free_key(key, contact.id)}
        days = [day for day in (self._as_of, previous.as_of if previous else None) if day]
        previous_keys, gatherings = (previous.keys, previous.gatherings) if previous else ((), ())
        lasting = {key for key in previous_keys if not policy.snapshot or of_source(key) or key.startswith(NAME)}
        keys = lasting | keys or {shared_key(unit.candidate)}
        day = previous.as_of if previous and result.waits else max(days, default=None)
        record = Record(contact.id, tuple(sorted(keys)), result.said, gatherings, day, policy.snapshot)
        file = _File(ours, contact, where, record, drafts=[draft(entry) for entry in result.entries])
        file.replaces = previous.id if previous else None
        file.refused, file.unknown = result.refused, result.unknown
        file.kept, file.taken_back, file.waits = result.kept, result.taken_back, result.waits
        self._files[contact.id] = file
        return file

    def _create(self, ids: list[str], new: list[Unit]) -> None:
        reminders = dict(zip(sorted(ids), self._reminders(len(ids)), strict=True))
        for person, unit in sorted(zip(ids, new, strict=True), key=_by_weight_if_shared):
            policy = self._policy(person, None, unit)
            result = merge(None, Contact(person, ""), said_by(unit.candidate), policy)
            file = self._keep(None, unit, result if unit.candidate.chosen else _with_triage_tag(result), None, policy)
            file.body = linked("\n\n".join(unit.candidate.values("note", str)), self._names.link)
            file.reminder = reminders[person]
            self._render(file)

    def _reminders(self, count: int) -> Iterator[str]:
        """Yield the first reminder of each new person, spread evenly over the requested span."""
        spread, today = self._request.spread, self._request.today
        days = (spread.after(today) - today).days if spread else 0
        for number in range(1, count + 1):
            day = today + timedelta(days=max(1, days * number // count))
            yield f"- [ ] {day.isoformat()} {_FIRST}" if spread else ""

    def _render(self, file: _File) -> None:
        """Make the text of a new file; refuse the person where it cannot be read back, before anything links there."""
        try:
            file.text, whole = new_text(file.wanted, file.body, file.reminder, file.drafts)
            file.notes += () if whole else ("note: cannot be written into a file as it is; left out",)
        except RefusedError as error:
            self._problems.append(Problem(file.where, str(error)))
            del self._files[file.wanted.id]

    def _gather(self) -> None:
        """Put events with several people into the files of those who are or will be in the vault."""
        vault, reading = self._vault, self._request.reading
        wanted = {file.wanted.id: file.wanted for file in self._files.values()}
        people = by_address((dict(vault.contacts) | wanted).values()) if reading.gatherings else {}
        hosted = assign_hosts(vault, reading.gatherings, people, self._base.hosts, self._request.today)
        self._problems += hosted.problems
        for host, keys in hosted.keys.items():
            file = self._file(host)
            file.record = replace(file.record, gatherings=(*file.record.gatherings, *keys))
            file.drafts += hosted.drafts.get(host, [])
            if file.ours is None:
                self._render(file)

    def _file(self, person: str) -> _File:
        if person not in self._files:
            ours = self._vault.contacts[person]
            self._files[person] = _File(ours, ours, "", self._records.get(person) or Record(person))
        return self._files[person]

    def _jobs(self) -> Iterator[tuple[str, str]]:
        for job in job_files(self._vault, self._request.reading.jobs, self._base.id_by_key, self._ids, self._org):
            if isinstance(job, Problem):
                self._problems.append(job)
            else:
                path, text, record = job
                self._records[record.id] = record
                yield path, text

    def _planned(self, decided: Decisions, jobs: tuple[tuple[str, str], ...]) -> Plan:
        created, changed, unchanged = list[Person](), list[Person](), list[Person]()
        changes = list[Change]()
        for file in (self._files[person] for person in sorted(self._files)):
            if file.ours is None:
                created.append(self._person(file))
            elif file.wanted == file.ours and not file.drafts:
                unchanged.append(self._person(file))
            elif change := self._change(file, file.ours):
                changes.append(change)
                changed.append(self._person(file))
            else:
                continue
            self._records.pop(file.replaces or "", None)
            self._records[file.wanted.id] = file.record
        everyone = [file for _, file in sorted(self._files.items())]
        self._problems += (
            Problem(file.where, f"{name}: somebody else's already; not added", _TWO, who=file.wanted.name)
            for file in everyone
            for name in file.refused
        )
        self._problems += (
            Problem(file.where, f"{name}: not in this vault; left out", _UNKNOWN[name], who=file.wanted.name)
            for file in everyone
            for name in file.unknown
        )
        files = [(person.path, self._files[person.id].text) for person in created]
        return Plan(
            base=replace(
                self._base, clock=advanced(self._base.clock, self._clock), records=tuple(self._records.values())
            ),
            created=tuple(created),
            changed=tuple(changed),
            unchanged=tuple(person for person in unchanged if person.where),
            unclear=tuple(decided.unclear),
            refused=self._of_fate("refused"),
            kept=self._of_fate("kept"),
            skipped=self._of_fate("skipped"),
            noted=self._of_fate("noted"),
            followed=len(self._followed),
            absent=self._absent(decided) if self._request.snapshot else 0,
            adds=not self._request.snapshot and self._request.format not in ADDITIVE_FORMATS,
            away=tuple(decided.away),
            jobs=tuple(path for path, _ in jobs),
            files=tuple(path for path, _ in self._own),
            entries=sum(len(self._files[person.id].drafts) for person in (*created, *changed)),
            new=(*files, *jobs, *self._own),
            changes=tuple(changes),
        )

    def _absent(self, decided: Decisions) -> int:
        """Return how many people the last snapshot had and this one has not; they lose nothing."""
        previous = {record.id for record in self._base.records if record.snapshot and record.id in self._vault.contacts}
        return len(previous - decided.same.keys())

    def _of_fate(self, fate: Fate) -> tuple[Problem, ...]:
        """Return the problems of a fate, each with the name of the person whose place it names."""
        problems = [problem for problem in self._problems if problem.fate == fate]
        nameless = {problem.where for problem in problems if not problem.who}
        candidates = self._request.reading.candidates
        names = {candidate.where: candidate.name for candidate in candidates if candidate.where in nameless}
        return tuple(
            problem if problem.who else problem._replace(who=names.get(problem.where, "")) for problem in problems
        )

    def _change(self, file: _File, ours: Contact) -> Change | None:
        document = self._vault.document(ours)
        try:
            return document, changed_document(document, ours, file.wanted, file.drafts)
        except RefusedError as error:
            self._problems.append(Problem(file.where or document.path, str(error)))
            return None

    def _person(self, file: _File) -> Person:
        contact = file.wanted
        path = f"{PERSON.folder}/{contact.id}.md" if file.ours is None else self._vault.path(file.ours)
        return Person(contact.id, contact.name, path, file.where, file.notes, file.kept, file.taken_back, file.waits)


def _by_weight_if_shared(pair: tuple[str, Unit]) -> tuple[int, str]:
    """Return a sort key that puts the fullest first among people who share an address, whatever the source's order.

    Where it cannot belong to two of them, the first keeps it.
    """
    return weight(pair[1].candidate) if pair[1].shared else (0, "")


def _with_triage_tag(result: Merged) -> Merged:
    contact = result.contact
    return replace(result, contact=replace(contact, tags=(*contact.tags, *({TO_TRIAGE} - {*contact.tags}))))
