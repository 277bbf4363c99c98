"""Names in logs that belong to nobody in the vault, for a rule and for suggestions of missed people."""

from collections.abc import Iterator

from netkeep.check.collect import ORG_NAME
from netkeep.check.collect_people import MENTION, NAME
from netkeep.check.facts import Facts
from netkeep.check.names import block, folded_name, may_be_one
from netkeep.model.names import org_key
from netkeep.store.index.rows import ORG, FactRow


def unknown_names(facts: Facts) -> Iterator[FactRow]:
    """Yield the mentions of names that are neither a contact's nor an organisation's, each with its place."""
    names = {fact.note for fact in facts.of_kind(NAME)}
    blocks: dict[str, list[str]] = {}
    for fact in facts.of_kind(NAME):
        blocks.setdefault(fact.key, []).append(fact.note)
    organisations = {fact.key for kind in (ORG, ORG_NAME) for fact in facts.of_kind(kind)}
    for mention in facts.of_kind(MENTION):
        name = folded_name(mention.key)
        if name in names or any(may_be_one(name, other) for other in blocks.get(block(mention.key), ())):
            continue
        if not _organisation(mention.key, organisations):
            yield mention


def _organisation(name: str, keys: set[str]) -> bool:
    """Return whether a name or its first words are an organisation's, or the first words of one."""
    key = org_key(name)
    words = key.split()
    return any(" ".join(words[:end]) in keys for end in range(1, len(words) + 1)) or any(
        other.startswith(f"{key} ") for other in keys
    )
