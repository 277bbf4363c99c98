"""People who are not in the vault, as seen in mail, calendars, histories and logs."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from netkeep.model.contact_points import email_key
from netkeep.model.names import fold
from netkeep.model.sighting import Sighting
from netkeep.network.contact_scoring import base, github_login, is_robot, is_shared, score
from netkeep.network.suggest.command import add_line, edit_line, one_line
from netkeep.network.suggest.domains import Domains
from netkeep.network.suggest.suggestion import ADDRESS, UNKNOWN, Evidence, Suggestion
from netkeep.store.vault import Vault
from netkeep.words import count, join_words

_BESIDE, _NAMED = 0.5, 0.4
_SHOWN = 3
_FULL_NAME = 2


class Mention(NamedTuple):
    """A name in a log that belongs to no contact, and its place."""

    name: str
    where: str


@dataclass(frozen=True, slots=True)
class KnownPeople:
    """The people of the vault: their ids by address, by GitHub login and by full name, each folded."""

    addresses: Mapping[str, str]
    names: Mapping[str, str]
    own_addresses: frozenset[str]
    own_name: str

    def person(self, address: str) -> str | None:
        """Return the id of the person with an address."""
        return self.addresses.get(address)


def known_people(vault: Vault) -> KnownPeople:
    """Return the people of the vault by address and by name."""
    addresses: dict[str, str] = {}
    names: dict[str, str] = {}
    for contact in vault.contacts.values():
        for email in contact.emails:
            addresses.setdefault(email_key(email.address), contact.id)
        for name in (contact.name, *contact.aliases):
            names.setdefault(fold(name), contact.id)
    own = frozenset(map(email_key, vault.settings.owner_emails))
    return KnownPeople(addresses, names, own, fold(vault.settings.owner_name or ""))


def unknown_people(
    vault: Vault, sightings: Iterable[Sighting], mentions: Iterable[Mention], today: date
) -> Iterator[Suggestion]:
    """Yield everyone who is in no file of the vault, and those whose file lacks one of their addresses."""
    people, domains = known_people(vault), Domains(vault)
    every = tuple(sightings)
    beside = _seen_together(every, people)
    named = _by_name(mentions)
    for group in _groups(every, people):
        yield _suggestion(vault, group, named.pop(_key(group), ()), beside, people, domains, today)
    for name, mentions_of_name in named.items():
        if name not in people.names and name != people.own_name:
            yield Suggestion(
                UNKNOWN,
                name,
                mentions_of_name[0].name,
                (),
                None,
                None,
                None,
                tuple(_of_log(mentions_of_name)),
                add_line(mentions_of_name[0].name, ()),
            )


def _by_name(mentions: Iterable[Mention]) -> dict[str, tuple[Mention, ...]]:
    by_name: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        by_name[fold(mention.name)].append(mention)
    return {name: tuple(places) for name, places in by_name.items()}


def _of_log(mentions: Sequence[Mention]) -> Iterator[Evidence]:
    if mentions:
        places = join_words((mention.where for mention in mentions), _SHOWN)
        yield Evidence("log", f"named in {places}", 1 - (1 - _NAMED) ** len(mentions))


def _groups(sightings: Sequence[Sighting], people: KnownPeople) -> Iterator[list[Sighting]]:
    """Yield the sightings grouped by address, and by full name across addresses."""
    groups: dict[str, list[Sighting]] = defaultdict(list)
    name_of: dict[str, str] = {}
    for sighting in sightings:
        if not _left_out(sighting, people):
            name_of.setdefault(sighting.address, _full_name(sighting))
            if name := _full_name(sighting):
                name_of[sighting.address] = name_of[sighting.address] or name
    for sighting in sightings:
        if sighting.address in name_of:
            groups[name_of[sighting.address] or sighting.address].append(sighting)
    return (group for name, group in groups.items() if not people.own_name or name != people.own_name)


def _full_name(sighting: Sighting) -> str:
    name = fold(one_line(sighting.names[0])) if sighting.names else ""
    return name if len(name.split()) >= _FULL_NAME else ""


def _left_out(sighting: Sighting, people: KnownPeople) -> bool:
    if sighting.address in people.own_addresses or people.person(sighting.address):
        return True
    return (is_robot(sighting.address) or is_shared(sighting.address)) and github_login(sighting.address) is None


def _key(group: Sequence[Sighting]) -> str:
    return next((name for sighting in group if (name := _full_name(sighting))), "")


def _suggestion(  # noqa: PLR0913, PLR0917 (all that is known about one person)
    vault: Vault,
    group: Sequence[Sighting],
    mentions: Sequence[Mention],
    beside: Mapping[str, Mapping[str, int]],
    people: KnownPeople,
    domains: Domains,
    today: date,
) -> Suggestion:
    addresses = tuple(dict.fromkeys(sighting.address for sighting in sorted(group, key=_order)))
    name = next(
        (shown for sighting in group for name in sighting.names if (shown := one_line(name))), ""
    ) or guessed_name(addresses[0])
    org = next((match for address in addresses if (match := domains.org(address))), None)
    days = [day for sighting in group for day in (sighting.first, sighting.last) if day]
    job = domains.job(org, min(days, default=None), max(days, default=None))
    evidence = [_of_sighting(sighting, today) for sighting in group]
    evidence += [*_with(vault, addresses, beside, max(days, default=None), today), *_of_log(mentions)]
    same = people.names.get(fold(name))
    if same:
        evidence.append(Evidence("vault", f"has the name of {same}, who has other addresses", 0.0))
    line = (
        edit_line(same)
        if same
        else add_line(name, addresses, org=org.name if org else None, job=job.id if job else None)
    )
    return Suggestion(
        ADDRESS if same else UNKNOWN,
        addresses[0],
        name,
        addresses,
        same,
        org.id if org else None,
        job.id if job else None,
        tuple(sorted(evidence, key=lambda reason: (-reason.weight, reason.words))),
        line,
    )


def _order(sighting: Sighting) -> tuple[bool, int, str]:
    """Return the key to sort by: addresses that can be written to first, then the busiest."""
    return github_login(sighting.address) is not None, -sighting.times, sighting.address


def guessed_name(address: str) -> str:
    """Return a likely name from ``ada.example@``; the part before the ``@`` if that gives no name."""
    login = github_login(address)
    local = login or address.partition("@")[0].partition("+")[0]
    words = [word for word in local.replace("_", ".").split(".") if word]
    if login is None and len(words) > 1 and all(word.isalpha() for word in words):
        return " ".join(word.capitalize() for word in words)
    return local or address


def _of_sighting(sighting: Sighting, today: date) -> Evidence:
    last = f", last on {sighting.last.isoformat()}" if sighting.last else ""
    times = "once" if sighting.times == 1 else f"{sighting.times} times"
    if sighting.source == "calendar":
        words = f"you met {times}{last}"
    elif sighting.source == "git":
        words = f"{count(sighting.times, 'commit')} beside yours{last}"
    else:
        words = f"you wrote {sighting.to_them}, they wrote {sighting.from_them}, of {sighting.times} in all{last}"
    return Evidence(sighting.source, words, min(score(sighting, today), 0.99))


def _seen_together(sightings: Iterable[Sighting], people: KnownPeople) -> Mapping[str, Mapping[str, int]]:
    """Return how often people of the vault were seen together with others, by the others' addresses."""
    by_address: dict[str, dict[str, int]] = defaultdict(dict)
    for sighting in sightings:
        mine = people.person(sighting.address)
        for other, times in sighting.together.items():
            theirs = people.person(other)
            pair = (other, mine) if mine and not theirs else (sighting.address, theirs) if theirs and not mine else None
            if pair and pair[1]:
                by_address[pair[0]][pair[1]] = max(times, by_address[pair[0]].get(pair[1], 0))
    return by_address


def _with(
    vault: Vault, addresses: Sequence[str], beside: Mapping[str, Mapping[str, int]], last: date | None, today: date
) -> Iterator[Evidence]:
    times: dict[str, int] = {}
    for address in addresses:
        for person, number in beside.get(address, {}).items():
            times[person] = times.get(person, 0) + number
    if times:
        order = sorted(times, key=lambda person: (-times[person], person))
        shown = join_words((one_line(vault.contacts[person].name) for person in order), _SHOWN)
        words = f"with {shown}, whom you have in the vault ({times[order[0]]} times)"
        yield Evidence("together", words, _BESIDE * base(sum(times.values()), last, today))
