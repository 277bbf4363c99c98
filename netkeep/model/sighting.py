"""Sightings: what mail, calendars and git histories say about people, in the vault or not."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Sighting:
    """What one source says of one e-mail address, over its whole time span.

    ``address`` is in the form of :func:`netkeep.model.contact_points.email_key`; ``names`` are how they were called,
    the most frequent first. ``times`` counts messages, meetings or commits; ``from_them`` and ``to_them`` the messages
    that they wrote to the owner, and the owner to them. ``together`` counts how often each other address was there
    too.
    """

    source: str
    address: str
    names: tuple[str, ...] = ()
    times: int = 0
    from_them: int = 0
    to_them: int = 0
    first: date | None = None
    last: date | None = None
    together: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
