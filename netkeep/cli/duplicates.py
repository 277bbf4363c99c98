"""The list of ``netkeep merge``: people who may be in the vault twice."""

from collections.abc import Sequence

from netkeep.cli.layout import on_terminal
from netkeep.cli.output import print_json, print_table, quiet, say
from netkeep.exchange.matching.duplicates import LikelyDuplicate, likely_duplicates
from netkeep.model.people import Contact
from netkeep.store.vault import Vault


def show_duplicates(vault: Vault, style: str) -> None:
    """Print who may be in the vault twice, the likeliest first; of each pair more is known of the first."""
    _PRINTERS[style](vault, likely_duplicates(vault.contacts.values(), vault.settings.region))


def _text(_: Vault, pairs: Sequence[LikelyDuplicate]) -> None:
    if not pairs:
        say("netkeep: no likely duplicates", err=True)
        return
    rows = [(f"netkeep merge {pair.keep.id} {pair.other.id}", ", ".join(pair.evidence)) for pair in pairs]
    print_table([(command, f"# {evidence}") for command, evidence in rows])
    if on_terminal():
        say(quiet("two people, not one? netkeep set WHO OTHER check_ignore+=NK608"))


def _json(vault: Vault, pairs: Sequence[LikelyDuplicate]) -> None:
    records = [
        {
            "keep": _person(vault, pair.keep),
            "other": _person(vault, pair.other),
            "score": pair.score,
            "evidence": list(pair.evidence),
        }
        for pair in pairs
    ]
    print_json("duplicates", {"pairs": records})


def _person(vault: Vault, contact: Contact) -> dict[str, str]:
    return {"id": contact.id, "name": contact.name, "path": vault.path(contact)}


_PRINTERS = {"text": _text, "json": _json}
