"""A folder of cards, one a file, as vdirsyncer and others keep it (https://vdirsyncer.pimutils.org/en/stable/vdir.html).

What is in it is another's as much as ours: a card that says the same is not touched, one that was changed there is not
written over, one that was removed there does not come back, and only files that we made are ever removed.
"""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from netkeep.errors import VaultError
from netkeep.exchange.vcard.cards import read_cards
from netkeep.exchange.vcard.values import words
from netkeep.store.walk import reason
from netkeep.store.write import create_file, remove_file, replace_file
from netkeep.text.source import digest

MANIFEST = ".netkeep.json"
_SAFE = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.@-]{0,99}", re.ASCII)
_MOST_FILES = 100_000
_MOST_BYTES = 64 * 1024 * 1024


class Given(NamedTuple):
    """A card to be in the folder: whose it is, its id, and its bytes beside the pictures of the card that is there."""

    person: str
    uid: str
    data: Callable[[bytes | None], bytes]


@dataclass(frozen=True, slots=True)
class Judge:
    """What is known of the cards in the folder.

    ``same`` tells whether two cards say the same; ``known`` whether a card says what the other side said last, so that
    nothing is lost in writing over it; ``given`` whether the other side once had the card of an id.
    """

    same: Callable[[bytes, bytes], bool]
    known: Callable[[str, bytes], bool]
    given: Callable[[str], bool]


@dataclass(slots=True)
class Outcome:
    """What became of the cards, as ids of people.

    ``gone`` are the files that were removed, with the ids of their cards, ``left`` those that were not because somebody
    has changed them; ``bytes_of`` is what the folder holds of a person now, where it is what the vault says.
    """

    written: list[str] = field(default_factory=list)
    same: list[str] = field(default_factory=list)
    changed_there: list[str] = field(default_factory=list)
    removed_there: list[str] = field(default_factory=list)
    gone: dict[str, str] = field(default_factory=dict)
    left: list[str] = field(default_factory=list)
    bytes_of: dict[str, bytes] = field(default_factory=dict)


class _Mine(NamedTuple):
    """What we know of a file: its card's id, the hash of what we wrote there last, and whether we made the file."""

    uid: str
    digest: str
    made: bool


def write_folder(root: Path, folder: Path, cards: Iterable[Given], judge: Judge) -> Outcome:
    """Bring a folder to what the vault says, file by file; ``root`` is the vault, whose lock is taken.

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
            self._there = _cards_in(folder)
            self._mine = _manifest(folder / MANIFEST)
        except OSError as error:
            raise VaultError(f"{folder}: {reason(error)}; nothing was written") from None
        self._before = self._mine is not None
        self._kept: dict[str, _Mine] = {}

    def write(self, cards: list[Given]) -> Outcome:
        for card in cards:
            self._one(card)
        self._remove({card.uid for card in cards})
        self._note()
        return self._outcome

    def _one(self, card: Given) -> None:
        if card.uid not in self._there:
            self._new(card)
            return
        name, data = self._there[card.uid]
        mine = (self._mine or {}).get(name)
        wanted = card.data(data)
        if self._judge.same(data, wanted):
            self._outcome.same.append(card.person)
            self._outcome.bytes_of[card.person] = data
            if mine:
                self._kept[name] = mine
        elif (mine and mine.digest == _hash(data)) or self._judge.known(card.uid, data):
            replace_file(self._root, self._folder / name, wanted, digest(data))
            self._wrote(card, name, wanted, made=bool(mine and mine.made))
        else:
            self._outcome.changed_there.append(card.person)
            if mine:
                self._kept[name] = mine

    def _new(self, card: Given) -> None:
        if self._before and self._judge.given(card.uid):
            self._outcome.removed_there.append(card.person)
            return
        name, wanted = self._free_name(card.uid), card.data(None)
        create_file(self._root, self._folder / name, wanted)
        self._wrote(card, name, wanted, made=True)

    def _wrote(self, card: Given, name: str, data: bytes, *, made: bool) -> None:
        self._kept[name] = _Mine(card.uid, _hash(data), made)
        self._outcome.written.append(card.person)
        self._outcome.bytes_of[card.person] = data

    def _free_name(self, uid: str) -> str:
        """Give a name that is safe on every system whatever the id holds, and not taken, whatever its case."""
        plain = uid.removeprefix("urn:uuid:")
        name = f"{plain}.vcf" if _SAFE.fullmatch(plain) else f"{_hash(uid.encode())[:32]}.vcf"
        if name.casefold() in self._names:
            name = f"{_hash(uid.encode())}.vcf"
        self._names.add(name.casefold())
        return name

    def _remove(self, wanted: set[str]) -> None:
        """Remove the files of people gone that we made and nobody has changed; name those that somebody has."""
        by_name = {name: (uid, data) for uid, (name, data) in self._there.items()}
        for name, mine in (self._mine or {}).items():
            uid, data = by_name.get(name, ("", b""))
            if name in self._kept or not data or uid in wanted or uid != mine.uid:
                continue
            if mine.made and (_hash(data) == mine.digest or self._judge.known(uid, data)):
                remove_file(self._root, self._folder / name, digest(data))
                self._outcome.gone[name] = uid
            elif mine.made:
                self._outcome.left.append(name)
                self._kept[name] = mine

    def _note(self) -> None:
        cards = {name: list(mine) for name, mine in sorted(self._kept.items())}
        data = (json.dumps({"format": 1, "cards": cards}, indent=0) + "\n").encode()
        path = self._folder / MANIFEST
        if not path.exists():
            create_file(self._root, path, data)
        elif (before := path.read_bytes()) != data:
            replace_file(self._root, path, data, digest(before))


def _cards_in(folder: Path) -> Mapping[str, tuple[str, bytes]]:
    """Give the files of one card each by the card's id; of two with one id the first by name."""
    found: dict[str, tuple[str, bytes]] = {}
    files = sorted(folder.glob("*.vcf"))[:_MOST_FILES]
    for path in files:
        regular = path.is_file() and not path.is_symlink() and not path.name.startswith(".")
        if regular and path.stat().st_size <= _MOST_BYTES:
            data = path.read_bytes()
            cards = [card for card, _ in zip(read_cards(data), range(2), strict=False)]
            uid = words(cards[0].first("UID")) if len(cards) == 1 else ""
            if uid:
                found.setdefault(uid, (path.name, data))
    return found


def _manifest(path: Path) -> dict[str, _Mine] | None:
    """Read what we wrote the last time; None where we never wrote there. Raises :class:`VaultError`."""
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
