"""People who are not in the vault, from what mail, calendars, histories and logs say of them."""

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
    """A name in a log that is no contact's, and where it stands."""

    name: str
    where: str


@dataclass(frozen=True, slots=True)
class Known:
    """How the vault knows people: by address, by GitHub login and by full name, each folded, with their id."""

    addresses: Mapping[str, str]
    names: Mapping[str, str]
    own_addresses: frozenset[str]
    own_name: str

    def person(self, address: str) -> str | None:
        """Return who has an address."""
        return self.addresses.get(address)


def known(vault: Vault) -> Known:
    """Go through the vault once."""
    addresses: dict[str, str] = {}
    names: dict[str, str] = {}
    for contact in vault.contacts.values():
        for email in contact.emails:
            addresses.setdefault(email_key(email.address), contact.id)
        for name in (contact.name, *contact.aliases):
            names.setdefault(fold(name), contact.id)
    own = frozenset(map(email_key, vault.settings.owner_emails))
    return Known(addresses, names, own, fold(vault.settings.owner_name or ""))


def unknown(
    vault: Vault, sightings: Iterable[Sighting], mentions: Iterable[Mention], today: date
) -> Iterator[Suggestion]:
    """Yield everyone who is in no file of the vault, and those who are without one of their addresses."""
    people, domains = known(vault), Domains(vault)
    every = tuple(sightings)
    beside = _beside(every, people)
    named = _by_name(mentions)
    for group in _groups(every, people):
        yield _suggestion(vault, group, named.pop(_key(group), ()), beside, people, domains, today)
    for name, found in named.items():
        if name not in people.names and name != people.own_name:
            yield Suggestion(
                UNKNOWN, name, found[0].name, (), None, None, None, tuple(_of_log(found)), add_line(found[0].name, ())
            )


def _by_name(mentions: Iterable[Mention]) -> dict[str, tuple[Mention, ...]]:
    found: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        found[fold(mention.name)].append(mention)
    return {name: tuple(places) for name, places in found.items()}


def _of_log(mentions: Sequence[Mention]) -> Iterator[Evidence]:
    if mentions:
        places = join_words((mention.where for mention in mentions), _SHOWN)
        yield Evidence("log", f"named in {places}", 1 - (1 - _NAMED) ** len(mentions))


def _groups(sightings: Sequence[Sighting], people: Known) -> Iterator[list[Sighting]]:
    """Join the sightings of one address, and the addresses of one full name."""
    groups: dict[str, list[Sighting]] = defaultdict(list)
    name_of: dict[str, str] = {}
    for one in sightings:
        if not _left_out(one, people):
            name_of.setdefault(one.address, _full_name(one))
            if name := _full_name(one):
                name_of[one.address] = name_of[one.address] or name
    for one in sightings:
        if one.address in name_of:
            groups[name_of[one.address] or one.address].append(one)
    return (group for name, group in groups.items() if not people.own_name or name != people.own_name)


def _full_name(one: Sighting) -> str:
    name = fold(one_line(one.names[0])) if one.names else ""
    return name if len(name.split()) >= _FULL_NAME else ""


def _left_out(one: Sighting, people: Known) -> bool:
    if one.address in people.own_addresses or people.person(one.address):
        return True
    return (is_robot(one.address) or is_shared(one.address)) and github_login(one.address) is None


def _key(group: Sequence[Sighting]) -> str:
    return next((name for one in group if (name := _full_name(one))), "")


def _suggestion(  # noqa: PLR0913, PLR0917 (what is known of one person)
    vault: Vault,
    group: Sequence[Sighting],
    mentions: Sequence[Mention],
    beside: Mapping[str, Mapping[str, int]],
    people: Known,
    domains: Domains,
    today: date,
) -> Suggestion:
    addresses = tuple(dict.fromkeys(one.address for one in sorted(group, key=_order)))
    name = next((shown for one in group for said in one.names if (shown := one_line(said))), "") or guessed(
        addresses[0]
    )
    org = next((found for address in addresses if (found := domains.org(address))), None)
    days = [day for one in group for day in (one.first, one.last) if day]
    job = domains.job(org, min(days, default=None), max(days, default=None))
    evidence = [_of(one, today) for one in group]
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
        tuple(sorted(evidence, key=lambda one: (-one.weight, one.words))),
        line,
    )


def _order(one: Sighting) -> tuple[bool, int, str]:
    """Put addresses that can be written to first, then the busiest."""
    return github_login(one.address) is not None, -one.times, one.address


def guessed(address: str) -> str:
    """Return what somebody may be called, from ``ada.example@``; the part before the ``@`` where it tells nothing."""
    login = github_login(address)
    local = login or address.partition("@")[0].partition("+")[0]
    words = [word for word in local.replace("_", ".").split(".") if word]
    if login is None and len(words) > 1 and all(word.isalpha() for word in words):
        return " ".join(word.capitalize() for word in words)
    return local or address


def _of(one: Sighting, today: date) -> Evidence:
    last = f", last on {one.last.isoformat()}" if one.last else ""
    times = "once" if one.times == 1 else f"{one.times} times"
    if one.source == "calendar":
        words = f"you met {times}{last}"
    elif one.source == "git":
        words = f"{count(one.times, 'commit')} beside yours{last}"
    else:
        words = f"you wrote {one.to_them}, they wrote {one.from_them}, of {one.times} in all{last}"
    return Evidence(one.source, words, min(score(one, today), 0.99))


def _beside(sightings: Iterable[Sighting], people: Known) -> Mapping[str, Mapping[str, int]]:
    """Return how often people of the vault were there together with others, by the others' addresses."""
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for one in sightings:
        mine = people.person(one.address)
        for other, times in one.together.items():
            theirs = people.person(other)
            pair = (other, mine) if mine and not theirs else (one.address, theirs) if theirs and not mine else None
            if pair and pair[1]:
                found[pair[0]][pair[1]] = max(times, found[pair[0]].get(pair[1], 0))
    return found


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
        words = f"with {shown}, whom you have here ({times[order[0]]} times)"
        yield Evidence("together", words, _BESIDE * base(sum(times.values()), last, today))
