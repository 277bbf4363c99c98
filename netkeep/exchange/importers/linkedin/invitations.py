"""Invitations.csv: who was invited to connect. It adds no contacts; it shows which profile is the owner's."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from netkeep.exchange.importers.linkedin.columns import Invitation
from netkeep.exchange.importers.linkedin.dates import day_of
from netkeep.exchange.importers.linkedin.notes import Notes
from netkeep.exchange.importers.linkedin.people import People
from netkeep.exchange.importers.linkedin.profile import Profile, profile
from netkeep.exchange.importers.linkedin.words import line as one_line


@dataclass(slots=True)
class Invited:
    """What invitations show: the owner's profiles and names as written, and message texts by profile key."""

    owner_keys: set[str] = field(default_factory=set)
    owner_names: set[str] = field(default_factory=set)
    words: dict[str, str] = field(default_factory=dict)


def read_invitations(
    rows: Iterable[tuple[int, Invitation]], people: People, notes: Notes, *, with_text: bool
) -> Invited:
    """Count invitations to and from people who are not connections; keep texts of the others only if asked for."""
    invited = Invited()
    for _, row in rows:
        notes.past(day_of(row.date))
        for own, name, other in _sides(row):
            if own:
                invited.owner_keys.add(own.key)
            if name.strip():
                invited.owner_names.add(name)
            if not (other and people.get(other.key)):
                notes.counts["invited, not connected"] += 1
            elif with_text and row.message.strip():
                invited.words.setdefault(other.key, one_line(row.message))
    return invited


def _sides(row: Invitation) -> Iterator[tuple[Profile | None, str, Profile | None]]:
    """Yield the owner's profile and name, and the other's profile."""
    sender, recipient = profile(row.sender_url), profile(row.recipient_url)
    direction = row.direction.strip().upper()
    if direction == "OUTGOING":
        yield sender, row.sender, recipient
    elif direction == "INCOMING":
        yield recipient, row.recipient, sender
