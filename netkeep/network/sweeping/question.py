"""One question of a sweep."""

from dataclasses import dataclass
from datetime import date
from hashlib import blake2s

from netkeep.text.new import NewContact


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, and what an answer means.

    ``key`` tells the question from every other one; ``kind`` is what it was made from: ``shipped``, ``seen``,
    ``colleague``, ``strong``, ``team``, ``meeting`` or ``introduction``. ``why`` says what speaks for it, and ``day``
    when that was. ``relation`` is what a person is who is named without one, ``introduced_by`` who is to thank for it.

    Some questions name somebody: ``proposal`` is who would be new, ``person`` the id of somebody in the vault.
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
        """Return what tells the question from others without a name that could be read."""
        return blake2s(self.key.encode(errors="replace"), digest_size=8).hexdigest()

    @property
    def names_somebody(self) -> bool:
        """Return whether a plain yes is an answer."""
        return self.proposal is not None or self.person is not None
