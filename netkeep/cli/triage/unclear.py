"""People of an import who may be in the vault already, each beside their possible matches."""

from collections.abc import Iterator, Sequence

import click

from netkeep.cli.context import Context
from netkeep.cli.layout import hang, reading_width
from netkeep.cli.output import heading, quiet
from netkeep.cli.printable import clean
from netkeep.cli.triage import screen
from netkeep.cli.triage.keys import Keys
from netkeep.cli.triage.questions import Questions
from netkeep.exchange.candidate import Candidate, Link
from netkeep.exchange.merging.identity import NEW
from netkeep.exchange.merging.plan_types import Unsure
from netkeep.model.people import Email, Role
from netkeep.store.vault import Vault

_SHOWN = 9


def settle(context: Context, unclear: Sequence[Unsure], keys: Keys) -> dict[str, str]:
    """Ask who each is; return an id or ``new`` by the place in the source. After a stop, earlier answers count."""
    chosen: dict[str, str] = {}
    ask = Questions(context.vault, keys)
    try:
        for number, unsure in enumerate(unclear, 1):
            pairs = [pair for pair in unsure.pairs if pair.id in context.vault.contacts][:_SHOWN]
            place = f"unclear: {number:,} of {len(unclear):,}"
            for line in _lines(context.vault, unsure, place, reading_width()):
                click.echo(line)
            key = _key(keys, len(pairs))
            if key == "q":
                break
            if key == "n":
                chosen[unsure.where] = NEW
            elif key != "s":
                contact = context.vault.contacts[pairs[int(key) - 1].id]
                if ask.sure_to_join(_names(unsure.candidate), (contact.name, *contact.aliases)):
                    chosen[unsure.where] = contact.id
    except (KeyboardInterrupt, EOFError):
        click.echo()
    return chosen


def _names(candidate: Candidate) -> tuple[str, ...]:
    return (candidate.name or "somebody without a name", *candidate.values("aliases", str))


def _key(keys: Keys, people: int) -> str:
    allowed = {"n", "s", "q", *map(str, range(1, people + 1))}
    while (key := keys.key()) not in allowed:
        click.echo(quiet("one of the keys above"))
    return key


def _lines(vault: Vault, unsure: Unsure, place: str, room: int) -> Iterator[str]:
    yield ""
    yield screen.rule(place, room)
    yield heading(clean(unsure.candidate.name or "somebody without a name")) + quiet(f"  {clean(unsure.where)}")
    yield from screen.roles(unsure.candidate.values("roles", Role), room)
    reach = [email.address for email in unsure.candidate.values("emails", Email)]
    reach += [link.url for link in unsure.candidate.values("links", Link)]
    for text in reach[:_SHOWN]:
        yield from hang("", text, indent=0, room=room)
    yield ""
    yield f"{unsure.why}{':' if unsure.pairs else ''}"
    pairs = [pair for pair in unsure.pairs if pair.id in vault.contacts][:_SHOWN]
    for number, pair in enumerate(pairs, 1):
        contact = vault.contacts[pair.id]
        evidence = f": {', '.join(pair.evidence)}" if pair.evidence else ""
        yield from hang(f"  {number}", f"{contact.name} ({contact.id}){evidence}", indent=5, room=room)
        for line in screen.roles(contact.roles[:2], room - 5):
            yield quiet(f"     {line}")
    yield ""
    numbers = f"[1]-[{len(pairs)}] the same as" if len(pairs) > 1 else "[1] the same as" if pairs else ""
    yield screen.keys(f"{numbers} [n]ew [s]kip [q]uit".strip(), room)
