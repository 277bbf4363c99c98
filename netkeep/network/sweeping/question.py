"""One question of a sweep."""

from dataclasses import dataclass
from datetime import date
from hashlib import blake2s

from netkeep.text.new import NewContact


@dataclass(frozen=True, slots=True)
class Question:
    """A question, and what an answer means.

    ``key`` is unique to the question; ``kind`` is what it was made from: ``shipped``, ``seen``, ``colleague``,
    ``strong``, ``team``, ``meeting`` or ``introduction``. ``why`` is the reason for it, and ``day`` its date.
    ``relation`` applies to a person who is named without one, ``introduced_by`` is whoever introduced them.

    Some questions name somebody: ``proposal`` is a new contact, ``person`` the id of somebody in the vault.
    """

    key: str
    kind: str
    text: str
    why: str = ""
    day: date | None = None
    relation: str | None = None
    team: str | None = None
    introduced_by: str | None = None
    proposal: NewContact | None = None
    person: str | None = None

    @property
    def mark(self) -> str:
        """Return what identifies the question without a readable name."""
        return blake2s(self.key.encode(errors="replace"), digest_size=8).hexdigest()

    @property
    def names_somebody(self) -> bool:
        """Return whether a plain yes is an answer."""
        return self.proposal is not None or self.person is not None
