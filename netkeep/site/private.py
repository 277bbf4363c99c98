"""Taking private people out of a vault: no page, no list, no name, no link that leads to them."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import lru_cache
from html import unescape

from netkeep.model.body import Body, LogEntry, Reminder
from netkeep.model.people import Contact
from netkeep.model.schema import PERSON
from netkeep.store.once import once
from netkeep.store.renames import Renames
from netkeep.store.vault import Vault
from netkeep.text.document import Document, Item, asks_for_privacy
from netkeep.text.links import replaced, target_id

SOMEONE = "a private contact"
# What the grammar of links leaves to HTML and to definitions, which the page of a text follows all the same.
_ANCHOR = re.compile(r"<a\b[^<>]*?\bhref\s*=\s*(?:\"([^\"<>]*)\"|'([^'<>]*)'|([^\s\"'<>]+))[^<>]*>", re.IGNORECASE)
_ANCHOR_END = re.compile(r"</a\s*>", re.IGNORECASE)
_DEFINITION = re.compile(
    r"^[ >\t]*\[((?:[^\[\]\\]|\\.)+)\]:[ \t]*(?:\r\n|\n|\r)?[ \t]*<?([^\s<>]*)[^\r\n]*", re.MULTILINE
)
_REFERENCE = re.compile(r"!?\[((?:[^\[\]\\]|\\.)*)\](?:\[((?:[^\[\]\\]|\\.)*)\])?")
_UNESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")


def without_private(vault: Vault) -> Vault:
    """Return the vault as if it had never heard of its private people."""
    return _without(vault, private_ids(vault))


def without_unpublished(vault: Vault) -> Vault:
    """Return the vault as if it had never heard of whom the site must not show, the private people among them."""
    return _without(vault, unpublished_ids(vault))


def _without(vault: Vault, private: frozenset[str]) -> Vault:
    # A vault of its own, not a copy of the given one: an index would go on telling what is in the files.
    shown = (document for document in vault.documents if id_key(_id(document)) not in private)
    return Vault(vault.root, vault.settings, tuple(_cleared(document, private) for document in shown))


def bare(vault: Vault) -> Vault:
    """Return a vault that can be read without what only an editor needs: sources and trees take most of its memory."""
    return Vault(vault.root, vault.settings, tuple(map(bare_document, vault.documents)), vault.strays, vault.renames)


def bare_document(document: Document) -> Document:
    """Return a file without what only an editor needs."""
    item = document.item
    if item is not None:
        item = replace(item, body=replace(item.body, text=""))
    tree = document.tree if _asks_for_privacy(document) and not isinstance(item, Contact) else None
    # Where a file cannot be read, its source tells the line.
    source = None if document.readable else document.source
    return Document(document.path, document.kind, source, item, document.problems, tree=tree)


@once
def private_ids(vault: Vault) -> frozenset[str]:
    """Return the ids that are private, in lower case. Every file of that id is, should there be two.

    The ids that they had before are, too, unless somebody else has one now.
    """
    return _with_earlier(vault, frozenset(filter(None, map(_private_id, vault.documents))))


@once
def unpublished_ids(vault: Vault) -> frozenset[str]:
    """Return the ids of all that the site must not show, in lower case.

    These are private people, those with ``publish: false``, and targets of the owner's at which nobody works whom the
    site shows: the page of such a place would say where the owner looks for a job.
    """
    people = frozenset(filter(None, map(_unpublished_id, vault.documents))) | private_ids(vault)
    return _with_earlier(vault, people | frozenset(map(id_key, _unnamed_targets(vault, people))))


def _unnamed_targets(vault: Vault, unpublished: frozenset[str]) -> list[str]:
    targets = [org for org in vault.orgs.all() if org.record and org.record.target]
    if not targets:
        return []
    shown = (contact for contact in vault.contacts.values() if id_key(contact.id) not in unpublished)
    named = {role.org for contact in shown for role in contact.roles} | {job.org for job in vault.jobs.values()}
    return [org.id for org in targets if named.isdisjoint(org.spellings)]


def _with_earlier(vault: Vault, ids: frozenset[str]) -> frozenset[str]:
    if not vault.renames or not ids:
        return ids
    taken = {id_key(_id(document)) for document in vault.documents}
    return ids | (set(map(id_key, Renames(vault.renames).earlier(ids))) - taken)


def _unpublished_id(document: Document) -> str:
    if document.kind is PERSON and not document.readable:
        return id_key(_id(document))  # nobody knows whether the owner meant to say that they are private
    item = document.item
    return "" if not isinstance(item, Contact) or item.published else id_key(_id(document))


def _private_id(document: Document) -> str:
    return id_key(_id(document)) if _asks_for_privacy(document) else ""


def _id(document: Document) -> str:
    return document.path.rpartition("/")[2].removesuffix(".md")


@lru_cache(maxsize=1 << 16)
def id_key(target: str) -> str:
    """Return the form in which a link finds its file: some editors follow it whatever its case."""
    return target_id(target).casefold()


def _asks_for_privacy(document: Document) -> bool:
    if isinstance(document.item, Contact):
        return document.item.private
    return document.tree is not None and asks_for_privacy(document.tree)


def scrub(text: str, private: frozenset[str]) -> str:
    """Replace every link to a private person by words, in whatever form and wherever in the text it stands."""
    if not private or not ("[" in text or "<" in text):
        return text
    return relinked(text, lambda target: SOMEONE if id_key(target) in private else None)


def relinked(text: str, words: Callable[[str], str | None]) -> str:
    """Return a text with other words in place of the links to those targets for which there are some.

    Targets are taken as a page's browser would take them, entities and escapes undone.
    """

    def meant(target: str) -> str | None:
        return words(_UNESCAPED.sub(r"\1", unescape(target)))

    text = replaced(text, lambda link: meant(link.target))
    if "]:" in text:
        text = _without_definitions(text, meant)
    return _without_anchors(text, meant) if "<" in text else text


def _without_definitions(text: str, words: Callable[[str], str | None]) -> str:
    """Return a text without the definitions of links to somebody, and with words where it uses them."""
    words_of: dict[str, str] = {}
    for match in _DEFINITION.finditer(text):
        if (instead := words(match[2])) is not None:
            words_of.setdefault(_label(match[1]), instead)
    if not words_of:
        return text
    text = _DEFINITION.sub(lambda match: "" if _label(match[1]) in words_of else match[0], text)
    return _REFERENCE.sub(lambda match: words_of.get(_label(match[2] or match[1]), match[0]), text)


def _label(text: str) -> str:
    """Return the form in which labels of links are compared (CommonMark 6.3)."""
    return " ".join(text.split()).casefold()


def _without_anchors(text: str, words: Callable[[str], str | None]) -> str:
    parts: list[str] = []
    at = 0
    for match in _ANCHOR.finditer(text):
        instead = words(next((group for group in match.groups() if group is not None), ""))
        if instead is not None and match.start() >= at:
            end = _ANCHOR_END.search(text, match.end())
            parts += [text[at : match.start()], instead]
            at = end.end() if end else len(text)
    return "".join([*parts, text[at:]])


def _cleared(document: Document, private: frozenset[str]) -> Document:
    item = None if document.item is None else _cleared_item(document.item, private)
    # Source and tree still hold the text as it was written: they do not travel on.
    return Document(document.path, document.kind, None, item)


def _cleared_item(item: Item, private: frozenset[str]) -> Item:
    if not private and not item.body.text:
        return item
    body = _cleared_body(item.body, private)
    if not isinstance(item, Contact) or not any(id_key(name) in private for name in _known_to(item)):
        return replace(item, body=body)
    return replace(
        item,
        introduced_by=None if id_key(item.introduced_by or "") in private else item.introduced_by,
        knows=tuple(acquaintance for acquaintance in item.knows if id_key(acquaintance.id) not in private),
        body=body,
    )


def _known_to(contact: Contact) -> Iterator[str]:
    yield contact.introduced_by or ""
    yield from (acquaintance.id for acquaintance in contact.knows)


def _cleared_body(body: Body, private: frozenset[str]) -> Body:
    return replace(
        body,
        text="",
        prose=scrub(body.prose, private),
        links=tuple(link for link in body.links if id_key(link.id) not in private),
        reminders=tuple(_cleared_reminder(item, private) for item in body.reminders),
        log=tuple(_cleared_entry(entry, private) for entry in body.log),
    )


def _cleared_reminder(reminder: Reminder, private: frozenset[str]) -> Reminder:
    text = scrub(reminder.text, private)
    return reminder if text == reminder.text else replace(reminder, text=text)


def _cleared_entry(entry: LogEntry, private: frozenset[str]) -> LogEntry:
    others = tuple(link for link in entry.others if id_key(link.id) not in private)
    text = scrub(entry.text, private)
    same = len(others) == len(entry.others) and text == entry.text
    return entry if same else replace(entry, others=others, text=text)
