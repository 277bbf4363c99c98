"""People one has probably missed: what each source says for it, joined, and ranked by one score."""

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
from netkeep.network.suggest.unknown import Mention, known, unknown
from netkeep.store.vault import Vault

_LEAST = 0.1


def suggest(
    vault: Vault,
    sightings: Iterable[Sighting],
    mentions: Iterable[Mention],
    today: date,
    never: Collection[str] = (),
) -> tuple[Suggestion, ...]:
    """Return who was probably missed, the likeliest first; those dismissed, and mere traces, left out.

    ``never`` holds keys of suggestions, addresses or names, all folded.
    """
    found = [*unknown(vault, sightings, mentions, today), *missed_colleagues(vault)]
    kept = [one for one in found if one.score >= _LEAST and not _dismissed(one, frozenset(never))]
    return tuple(sorted(kept, key=lambda one: (-one.score, fold(one.name), one.key)))


def _dismissed(one: Suggestion, never: frozenset[str]) -> bool:
    return not never.isdisjoint(map(fold, (one.key, one.name, *one.addresses)))


def coverage(vault: Vault, sightings: Iterable[Sighting]) -> tuple[Completeness, ...]:
    """Estimate for each organisation that mail, a calendar or a history has seen how many people are in no source.

    The vault is a source as well: who has a role there now or had one. Those seen most are first.
    """
    people, domains = known(vault), Domains(vault)
    lists: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    names: dict[str, str] = {}
    for one in sightings:
        org = domains.org(one.address)
        if org and one.address not in people.own_addresses and not is_robot(one.address) and not is_shared(one.address):
            names[org.id] = org.name
            same = next((person for name in one.names[:1] if (person := people.names.get(fold(name)))), None)
            lists[org.id][one.source].add(people.person(one.address) or same or one.address)
    for contact in vault.contacts.values():
        for role in contact.roles:
            org = vault.orgs.of(role.org)
            if org and org.id in lists:
                lists[org.id]["vault"].add(contact.id)
    found = (completeness(names[org], sources, len(sources.get("vault", ()))) for org, sources in lists.items())
    return tuple(sorted(found, key=lambda one: (-one.seen, one.org)))
