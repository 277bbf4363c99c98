"""How strong a tie is, entry by entry."""

from collections.abc import Iterator
from datetime import date

from netkeep.cli.output import heading, quiet
from netkeep.cli.printable import clean, pad
from netkeep.model.people import Contact
from netkeep.network.strength import LEVELS, Part, Strength, remembers, strength
from netkeep.store.vault import Vault
from netkeep.words import ago

_SHOWN = 12
_KIND = 24
_WEIGHT = 6


def explain_tie(vault: Vault, contact: Contact, today: date) -> Iterator[str]:
    """Yield how strong a tie is, whether they would remember the owner, and what each entry adds."""
    tie = strength(vault, contact.id, today)
    yield heading(clean(contact.name))
    if not tie.parts:
        yield "  no tie yet: nothing in a log counts as contact"
        return
    yield f"  {tie.level} tie: {tie.score:.1f} ({_scale()})"
    yield f"  {_memory(vault, contact, today)}"
    yield ""
    yield quiet(f"  {pad('', 10)}  {pad('', _KIND)}{'weighs':>{_WEIGHT}}{'left':>{_WEIGHT}}")
    yield from _parts(tie)


def _scale() -> str:
    return ", ".join(f"{word} from {least:g}" for least, word in LEVELS)


def _memory(vault: Vault, contact: Contact, today: date) -> str:
    fades_after = vault.settings.fades_after
    if remembers(vault, contact.id, today):
        return f"contact in the last {fades_after} ([memory] fades_after)"
    last = vault.contacts_with(contact.id, today)[0].date
    return f"no contact in {fades_after} ([memory] fades_after); the last was {ago(last, today)}"


def _parts(tie: Strength) -> Iterator[str]:
    for part in tie.parts[:_SHOWN]:
        yield _line(part)
    if rest := tie.parts[_SHOWN:]:
        yield quiet(f"  and {len(rest)} older, which add {sum(part.left for part in rest):.1f}")


def _line(part: Part) -> str:
    kind = pad(clean(part.happening.kind), _KIND)
    return f"  {part.happening.date}  {kind}{part.weight:>{_WEIGHT}.1f}{part.left:>{_WEIGHT}.1f}"
