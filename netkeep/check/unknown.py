"""Names in logs that are nobody's in the vault: asked by a rule, and by whoever looks for people that were missed."""

from collections.abc import Iterator

from netkeep.check.collect import ORG_NAME
from netkeep.check.collect_people import MENTION, NAME
from netkeep.check.facts import Facts
from netkeep.check.names import block, folded_name, may_be_one
from netkeep.model.names import org_key
from netkeep.store.index.rows import ORG, FactRow


def unknown_names(facts: Facts) -> Iterator[FactRow]:
    """Yield the mentions of names that are neither a contact's nor an organisation's, each with its place."""
    known = {fact.note for fact in facts.of_kind(NAME)}
    blocks: dict[str, list[str]] = {}
    for fact in facts.of_kind(NAME):
        blocks.setdefault(fact.key, []).append(fact.note)
    organisations = {fact.key for kind in (ORG, ORG_NAME) for fact in facts.of_kind(kind)}
    for mention in facts.of_kind(MENTION):
        name = folded_name(mention.key)
        if name in known or any(may_be_one(name, other) for other in blocks.get(block(mention.key), ())):
            continue
        if not _organisation(mention.key, organisations):
            yield mention


def _organisation(name: str, known: set[str]) -> bool:
    """Return whether a name, or its first words, are an organisation's, or an organisation's first words."""
    key = org_key(name)
    words = key.split()
    return any(" ".join(words[:end]) in known for end in range(1, len(words) + 1)) or any(
        other.startswith(f"{key} ") for other in known
    )
