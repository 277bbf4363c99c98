"""Cards for tests, written where they are used."""

from netkeep.exchange.candidate import Candidate, Reading
from netkeep.exchange.importers.vcard import read_bytes


def card(*lines: str, version: str = "3.0", newline: str = "\r\n") -> bytes:
    """Return a card of some lines."""
    return newline.join(["BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", ""]).encode()


def reading(*cards: bytes) -> Reading:
    """Read cards as one file."""
    return read_bytes(b"".join(cards), "a.vcf")


def only(*lines: str, version: str = "3.0") -> Candidate:
    """Read a card of some lines that is right."""
    found = reading(card(*lines, version=version))
    assert found.problems == ()
    (candidate,) = found.candidates
    return candidate


def facts(candidate: Candidate) -> dict[str, list[object]]:
    """Return the facts by field, in the order of the source."""
    found: dict[str, list[object]] = {}
    for fact in candidate.facts:
        found.setdefault(fact.field, []).append(fact.value)
    return found
