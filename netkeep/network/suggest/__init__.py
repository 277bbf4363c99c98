"""People the owner has probably missed: the evidence of all sources, joined and ranked by one score."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date

from netkeep.model.names import fold
from netkeep.model.sighting import Sighting
from netkeep.network.completeness import Completeness, completeness
from netkeep.network.contact_scoring import is_robot, is_shared
from netkeep.network.suggest.colleagues import missed_colleagues
from netkeep.network.suggest.domains import Domains
from netkeep.network.suggest.suggestion import Suggestion
from netkeep.network.suggest.unknown import Mention, known_people, unknown_people
from netkeep.store.vault import Vault

_LEAST = 0.1


def suggest(
    vault: Vault,
    sightings: Iterable[Sighting],
    mentions: Iterable[Mention],
    today: date,
    never: Collection[str] = (),
) -> tuple[Suggestion, ...]:
    """Return the people probably missed, the likeliest first, without dismissed ones and mere traces.

    ``never`` holds keys of suggestions, addresses or names, all folded.
    """
    suggestions = [*unknown_people(vault, sightings, mentions, today), *missed_colleagues(vault)]
    kept = [
        suggestion
        for suggestion in suggestions
        if suggestion.score >= _LEAST and not _dismissed(suggestion, frozenset(never))
    ]
    return tuple(sorted(kept, key=lambda suggestion: (-suggestion.score, fold(suggestion.name), suggestion.key)))


def _dismissed(suggestion: Suggestion, never: frozenset[str]) -> bool:
    return not never.isdisjoint(map(fold, (suggestion.key, suggestion.name, *suggestion.addresses)))


def coverage(vault: Vault, sightings: Iterable[Sighting]) -> tuple[Completeness, ...]:
    """Return for each organisation seen in mail, a calendar or a history an estimate of the people in no source.

    The vault is a source as well: everyone who has or had a role there. The organisations seen most come first.
    """
    people, domains = known_people(vault), Domains(vault)
    lists: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    names: dict[str, str] = {}
    for sighting in sightings:
        org = domains.org(sighting.address)
        if (
            org
            and sighting.address not in people.own_addresses
            and not is_robot(sighting.address)
            and not is_shared(sighting.address)
        ):
            names[org.id] = org.name
            same = next((person for name in sighting.names[:1] if (person := people.names.get(fold(name)))), None)
            lists[org.id][sighting.source].add(people.person(sighting.address) or same or sighting.address)
    for contact in vault.contacts.values():
        for role in contact.roles:
            org = vault.orgs.of(role.org)
            if org and org.id in lists:
                lists[org.id]["vault"].add(contact.id)
    estimates = (completeness(names[org], sources, len(sources.get("vault", ()))) for org, sources in lists.items())
    return tuple(sorted(estimates, key=lambda estimate: (-estimate.seen, estimate.org)))
