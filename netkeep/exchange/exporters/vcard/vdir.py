"""A folder of cards, one a file, as vdirsyncer and others keep it (https://vdirsyncer.pimutils.org/en/stable/vdir.html).

The folder is shared with other programs: a card that says the same is not touched, one that was changed there is not
overwritten, one that was removed there does not come back, and only files that we made are ever removed.
"""

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple, Protocol

from netkeep.errors import VaultError
from netkeep.exchange.vcard.cards import Card, read_cards
from netkeep.exchange.vcard.values import words
from netkeep.store.walk import reason
from netkeep.store.write import create_file, remove_file, replace_file
from netkeep.text.source import digest

MANIFEST = ".netkeep.json"
_SAFE = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.@-]{0,99}", re.ASCII)
_MOST_FILES = 100_000
_MOST_BYTES = 64 * 1024 * 1024


class WantedCard(NamedTuple):
    """A card that the folder should have, and its possible ids there: after a merge both cards stay.

    The first of them in the folder is kept up to date; ``uids[0]`` is the id of a new one.
    """

    person: str
    uids: tuple[str, ...]


class Judge(Protocol):
    """Judges the cards in the folder, and says what they should be; ``there`` are all cards of a person."""

    def card(self, person: str) -> bytes:
        """Return the whole card of a person who has none there."""
        ...

    def updated(self, person: str, there: Sequence[bytes]) -> bytes:
        """Return the first card of a person, updated; the same bytes where nothing differs."""
        ...

    def same(self, person: str, there: Sequence[bytes]) -> bool:
        """Return whether the cards of a person say what the vault says."""
        ...

    def is_unchanged(self, person: str, there: Sequence[bytes]) -> bool:
        """Return whether the cards of a person are as the other side last had them, so that nothing would be lost."""
        ...

    def is_card_unchanged(self, uid: str, data: bytes) -> bool:
        """Return whether a card of somebody no longer in the vault is as the other side last had it."""
        ...

    def uids(self, data: bytes) -> tuple[str, ...]:
        """Return the ids that we would give to the cards of a file; none for cards of unknown people."""
        ...

    def is_shared(self, uid: str) -> bool:
        """Return whether several people have had an id."""
        ...

    def had_card(self, person: str) -> bool:
        """Return whether the other side once had a card of a person."""
        ...


@dataclass(slots=True)
class Outcome:
    """What happened to the cards, as ids of people.

    ``gone`` are the files that were removed, with the ids of their cards, ``left`` those that stay because somebody
    changed them; ``in_a_file_of_several`` people whose card is in a file with others. ``cards_of`` are the cards that
    the folder now has of a person, for those whose stored cards have to follow.
    """

    written: list[str] = field(default_factory=list)
    same: list[str] = field(default_factory=list)
    changed_there: list[str] = field(default_factory=list)
    removed_there: list[str] = field(default_factory=list)
    in_a_file_of_several: list[str] = field(default_factory=list)
    gone: dict[str, str] = field(default_factory=dict)
    left: list[str] = field(default_factory=list)
    cards_of: dict[str, tuple[bytes, ...]] = field(default_factory=dict)


class _Mine(NamedTuple):
    """What we know of a file: its card's id, the hash of what we wrote there last, and whether we made the file."""

    uid: str
    digest: str
    made: bool


def write_folder(root: Path, folder: Path, cards: Iterable[WantedCard], judge: Judge) -> Outcome:
    """Update a folder to what the vault says, file by file; ``root`` is the vault, whose lock is taken.

    Raises :class:`VaultError` where the folder cannot be read or written.
    """
    return _Folder(root, folder, judge).write(list(cards))


class _Folder:
    def __init__(self, root: Path, folder: Path, judge: Judge) -> None:
        self._root, self._folder, self._judge = root, folder, judge
        self._outcome = Outcome()
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._names = {path.name.casefold() for path in folder.iterdir()}
            self._there, self._several = _cards_in(folder, judge)
            self._mine = _manifest(folder / MANIFEST)
        except OSError as error:
            raise VaultError(f"{folder}: {reason(error)}; nothing was written") from None
        self._was_written_before = self._mine is not None
        self._kept: dict[str, _Mine] = {}

    def write(self, cards: list[WantedCard]) -> Outcome:
        for card in cards:
            self._write_card(card)
        self._remove({uid for card in cards for uid in card.uids})
        self._write_manifest()
        return self._outcome

    def _write_card(self, card: WantedCard) -> None:
        uids = [uid for uid in card.uids if uid in self._there]
        if not uids:
            self._new(card)
            return
        (name, data), *others = self._files_of(card.person, [self._there[uid] for uid in uids])
        there = [data, *(other for _, other in others)]
        for other, _ in others:
            self._keep(other)
        mine = (self._mine or {}).get(name)
        wanted = self._judge.updated(card.person, there)
        unchanged = self._judge.is_unchanged(card.person, there)
        if wanted == data and (unchanged or self._judge.same(card.person, there)):
            self._outcome.same.append(card.person)
            if not unchanged:
                self._outcome.cards_of[card.person] = tuple(there)
            self._keep(name)
        elif unchanged or (mine and mine.digest == _hash(data)):
            if wanted != data:
                replace_file(self._root, self._folder / name, wanted, digest(data))
            self._kept[name] = _Mine(uids[0], _hash(wanted), bool(mine and mine.made))
            (self._outcome.written if wanted != data else self._outcome.same).append(card.person)
            self._outcome.cards_of[card.person] = (wanted, *there[1:])
        else:
            self._outcome.changed_there.append(card.person)
            self._keep(name)

    def _files_of(self, person: str, listed: Sequence[Sequence[tuple[str, bytes]]]) -> list[tuple[str, bytes]]:
        """Return the files of a person; of several with one id the one that was synced, or all that were synced."""
        unchanged = self._judge.is_unchanged
        chosen = [
            [file for file in files if len(files) > 1 and unchanged(person, [file[1]])][:1] or files for files in listed
        ]
        everything = [file for files in chosen for file in files]
        if len(everything) == len(listed) or unchanged(person, [data for _, data in everything]):
            return everything
        return [files[0] for files in chosen]

    def _keep(self, name: str) -> None:
        if mine := (self._mine or {}).get(name):
            self._kept[name] = mine

    def _new(self, card: WantedCard) -> None:
        if not self._several.isdisjoint(card.uids):
            self._outcome.in_a_file_of_several.append(card.person)
            return
        if self._was_written_before and self._judge.had_card(card.person):
            self._outcome.removed_there.append(card.person)
            return
        name, wanted = self._free_name(card.uids[0]), self._judge.card(card.person)
        create_file(self._root, self._folder / name, wanted)
        self._kept[name] = _Mine(card.uids[0], _hash(wanted), made=True)
        self._outcome.written.append(card.person)
        self._outcome.cards_of[card.person] = (wanted,)

    def _free_name(self, uid: str) -> str:
        """Return a free file name for an id that is safe on every system, whatever its case."""
        plain = uid.removeprefix("urn:uuid:")
        name = f"{plain}.vcf" if _SAFE.fullmatch(plain) else f"{_hash(uid.encode())[:32]}.vcf"
        if name.casefold() in self._names:
            name = f"{_hash(uid.encode())}.vcf"
        self._names.add(name.casefold())
        return name

    def _remove(self, wanted: set[str]) -> None:
        """Remove unchanged files of ours whose people are gone; note those that somebody has changed."""
        by_name = {name: (uid, data) for uid, cards in self._there.items() for name, data in cards}
        for name, mine in (self._mine or {}).items():
            uid, data = by_name.get(name, ("", b""))
            if name in self._kept or not data or uid in wanted or uid != mine.uid:
                continue
            if mine.made and (_hash(data) == mine.digest or self._judge.is_card_unchanged(uid, data)):
                remove_file(self._root, self._folder / name, digest(data))
                self._outcome.gone[name] = uid
            elif mine.made:
                self._outcome.left.append(name)
                self._kept[name] = mine

    def _write_manifest(self) -> None:
        cards = {name: list(mine) for name, mine in sorted(self._kept.items())}
        data = (json.dumps({"format": 1, "cards": cards}, indent=0) + "\n").encode()
        path = self._folder / MANIFEST
        if not path.exists():
            create_file(self._root, path, data)
        elif (previous := path.read_bytes()) != data:
            replace_file(self._root, path, data, digest(previous))


def _cards_in(folder: Path, judge: Judge) -> tuple[Mapping[str, Sequence[tuple[str, bytes]]], set[str]]:
    """Return the files of a single card by the card's id, and the ids of all cards in files with several.

    A card without an id, or with one that another card has too, goes by the id of its person. Files with one id are in
    the order of their names.
    """
    files_by_uid: dict[str, list[tuple[str, bytes]]] = {}
    uids_of_several: set[str] = set()
    paths = filter(_is_card_file, sorted(folder.glob("*.vcf"))[:_MOST_FILES])
    files = [(path.name, path.read_bytes()) for path in paths]
    ids = {
        name: [words(card.first("UID")) for card in read_cards(data) if isinstance(card, Card)] for name, data in files
    }
    times = Counter(uid for listed in ids.values() for uid in listed)
    for name, data in files:
        apart = all(uid and times[uid] == 1 and not judge.is_shared(uid) for uid in ids[name])
        own = () if apart else judge.uids(data)
        if len(ids[name]) > 1:
            uids_of_several |= {*ids[name], *own}
        elif uid := next(iter(own), next(iter(ids[name]), "")):
            files_by_uid.setdefault(uid, []).append((name, data))
    return files_by_uid, uids_of_several - {""}


def _is_card_file(path: Path) -> bool:
    regular = path.is_file() and not path.is_symlink() and not path.name.startswith(".")
    return regular and path.stat().st_size <= _MOST_BYTES


def _manifest(path: Path) -> dict[str, _Mine] | None:
    """Return what we wrote last time; None where we never wrote there. Raises :class:`VaultError`."""
    try:
        cards = json.loads(path.read_bytes())["cards"]
        return {name: _Mine(str(uid), str(hashed), bool(made)) for name, (uid, hashed, made) in cards.items()}
    except FileNotFoundError:
        return None
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise VaultError(
            f"{path} is not what netkeep writes there; nothing was written. Remove it: the cards in the folder then "
            "count as another's, and none of them is removed."
        ) from None


def _hash(data: bytes) -> str:
    return sha256(data).hexdigest()
