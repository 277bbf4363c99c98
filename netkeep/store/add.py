"""Adding a new person to the vault: a free id, nobody twice, and one file with everything that was entered."""

import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import chain, count

from netkeep.errors import RefusedError
from netkeep.model.contact_points import email_key, phone_key, url_key
from netkeep.model.ids import MAX_ID, is_id, slug
from netkeep.model.names import fold
from netkeep.model.people import Contact
from netkeep.model.schema import PERSON
from netkeep.model.triage import TO_TRIAGE
from netkeep.store.save import save_new
from netkeep.store.unread import unreadable_matches
from netkeep.store.vault import Vault
from netkeep.text.document import Document, invisible, read_document
from netkeep.text.new import NewContact, contact_text, first_entry

MAX_NAME = 200
_NO_NAME_LEFT = "contact"
_ROOM_FOR_NUMBER = 5


def add(vault: Vault, new: NewContact, *, another: bool = False) -> Document:
    """Create a contact's file. Raises :class:`RefusedError`, and writes nothing, if they are in the vault already.

    ``another`` says that this is somebody else of the same name; an address still belongs to one person.
    """
    wanted = _tidy(new)
    _refuse_reach(vault, wanted)
    if not another:
        _refuse_name(vault, wanted.name)
    paths = (f"{PERSON.folder}/{stem}.md" for stem in free_ids(vault, wanted.name))
    path = next(paths)
    text = contact_text(wanted)
    read = read_document(path, text.encode(), PERSON)
    hidden = any(problem.kind == "unclosed-block" for problem in read.problems)
    if hidden or (not read.problems and not _says(read.item, wanted)):
        raise RefusedError(
            "not added: written this way, the note would not be read as a note; look for an unclosed code block "
            "or comment, or a heading 'Log'"
        )
    return save_new(vault.root, path, text, PERSON, paths if another else ())


def free_id(vault: Vault, name: str) -> str:
    """Return an id for a name that no file of the vault has, whatever its folder, case or Unicode form."""
    return next(free_ids(vault, name))


def free_ids(vault: Vault, name: str) -> Iterator[str]:
    """Yield ids for a name that no file of the vault has, one after another."""
    taken = {_file_key(stem) for stem in vault.by_id}
    base = plain_id(name)
    for candidate in chain([base], (f"{base}-{number}" for number in count(2))):
        if candidate not in taken and is_id(candidate):
            yield candidate


def plain_id(name: str) -> str:
    """Return the id for a name that nobody else has; never empty, though not always valid."""
    return slug(name, MAX_ID - _ROOM_FOR_NUMBER) or _NO_NAME_LEFT


def _file_key(stem: str) -> str:
    return unicodedata.normalize("NFC", stem).casefold()


def _tidy(new: NewContact) -> NewContact:
    """Return the contact with tidy blanks and without repeats; refuse invisible characters and impossible names."""
    name = _one_line("name", new.name)
    if not name:
        raise RefusedError("not added: a contact needs a name")
    if len(name) > MAX_NAME:
        raise RefusedError(f"not added: a name has at most {MAX_NAME} characters; this one has {len(name):,}")
    return replace(
        new,
        name=name,
        emails=_once((_one_line("e-mail address", address) for address in new.emails), email_key),
        phones=_once((_one_line("phone number", number) for number in new.phones), phone_key),
        links={_one_line("link", service): _one_line("link", url) for service, url in new.links.items()},
        tags=tuple(
            tag for tag in _once((_one_line("tag", tag) for tag in new.tags), str) if not (new.met and tag == TO_TRIAGE)
        ),
        org=_one_line("org", new.org or "") or None,
        title=_one_line("title", new.title or "") or None,
        team=_one_line("team", new.team or "") or None,
        note=_visible("note", "\n".join(line.rstrip() for line in new.note.splitlines())).strip("\n"),
    )


def _one_line(field: str, text: str) -> str:
    return _visible(field, " ".join(text.split()))


def _visible(field: str, text: str) -> str:
    if hidden := next(invisible(text), None):
        raise RefusedError(
            f"not added: the {field} holds a character that cannot be seen, U+{ord(hidden[0]):04X}; leave it out"
        )
    try:
        text.encode()
    except UnicodeEncodeError:
        raise RefusedError(f"not added: the {field} is not UTF-8 text") from None
    return text


def _once(values: Iterable[str], key: Callable[[str], str]) -> tuple[str, ...]:
    by_key: dict[str, str] = {}
    for value in values:
        if value:
            by_key.setdefault(key(value), value)
    return tuple(by_key.values())


def _refuse_reach(vault: Vault, new: NewContact) -> None:
    wanted = set(_reach(new.emails, new.phones, new.links.values()))
    for contact in vault.contacts.values():
        emails = [email.address for email in contact.emails]
        phones = [phone.number for phone in contact.phones]
        shared = wanted & set(_reach(emails, phones, contact.links.values()))
        if shared:
            noun = min(shared)[0]
            raise RefusedError(
                f"not added: this {noun} is {contact.name}'s already, in {vault.path(contact)}; "
                f"'netkeep show {contact.id}' shows whether they are the same"
            )


def _reach(emails: Iterable[str], phones: Iterable[str], urls: Iterable[str]) -> list[tuple[str, str]]:
    return [
        *(("e-mail address", email_key(address)) for address in emails),
        *(("phone number", phone_key(number)) for number in phones),
        *(("link", url_key(url)) for url in urls),
    ]


def _refuse_name(vault: Vault, name: str) -> None:
    wanted = fold(name)
    for contact in vault.contacts.values():
        if wanted in map(fold, (contact.name, *contact.aliases)):
            raise RefusedError(
                f"not added: {contact.name} is in the vault already, in {vault.path(contact)}; "
                "if this is somebody else of the same name, add --another"
            )

    if unread := unreadable_matches(vault, wanted, whole=True) or unreadable_matches(vault, plain_id(name), whole=True):
        raise RefusedError(
            f"not added: {name} may be the one in {unread[0].path}, which cannot be read; 'netkeep edit "
            f"{unread[0].stem}' opens it; if this is somebody else of the same name, add --another"
        )


def _says(item: object, new: NewContact) -> bool:
    """Return whether a file, once read, says what was entered."""
    if not isinstance(item, Contact):
        return False
    said = (
        item.name,
        tuple(email.address for email in item.emails),
        tuple(phone.number for phone in item.phones),
        dict(item.links),
        item.tags,
        item.introduced_by,
        item.body.prose.strip("\n"),
        [f"{entry.date.isoformat()} {entry.kind}: {entry.text}" for entry in item.body.log],
    )
    entries = [first_entry(new.met)] if new.met else []
    return said == (
        new.name,
        new.emails,
        new.phones,
        dict(new.links),
        new.tags,
        new.introduced_by,
        new.note,
        entries,
    )
