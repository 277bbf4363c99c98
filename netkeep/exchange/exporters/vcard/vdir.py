"""A folder of cards, one a file, as vdirsyncer and others keep it (https://vdirsyncer.pimutils.org/en/stable/vdir.html).

What is in it is another's as much as ours: a card that says the same is not touched, one that was changed there is not
written over, one that was removed there does not come back, and only files that we made are ever removed.
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


class Given(NamedTuple):
    """Whose card is to be in the folder, and by which ids it may be there: of two cards joined both stay.

    The first that is there is kept up to date; ``uids[0]`` is that of a new one.
    """

    person: str
    uids: tuple[str, ...]


class Judge(Protocol):
    """What is known of the cards in the folder, and what is to be in it; ``there`` are all cards of a person."""

    def card(self, person: str) -> bytes:
        """Return the whole card of a person who has none there."""
        ...

    def updated(self, person: str, there: Sequence[bytes]) -> bytes:
        """Return the first card of a person as it is to be: the same bytes where it differs in nothing."""
        ...

    def same(self, person: str, there: Sequence[bytes]) -> bool:
        """Return whether the cards of a person say what the vault says."""
        ...

    def known(self, person: str, there: Sequence[bytes]) -> bool:
        """Return whether the cards of a person say what the other side said last, so that nothing would be lost."""
        ...

    def known_card(self, uid: str, data: bytes) -> bool:
        """Return whether a card of somebody no longer in the vault says what the other side said last."""
        ...

    def uids(self, data: bytes) -> tuple[str, ...]:
        """Return the ids that we should give to the cards of a file; none for a card that tells of nobody known."""
        ...

    def is_shared(self, uid: str) -> bool:
        """Return whether several people are known to have had an id."""
        ...

    def given(self, person: str) -> bool:
        """Return whether the other side once had a card of a person."""
        ...


@dataclass(slots=True)
class Outcome:
    """What became of the cards, as ids of people.

    ``gone`` are the files that were removed, with the ids of their cards, ``left`` those that were not because somebody
    has changed them; ``in_a_file_of_several`` those whose card stands in a file with others. ``cards_of`` are the cards
    that the folder has of a person now, where what is remembered of them is to follow.
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
            self._there, self._several = _cards_in(folder, judge)
            self._mine = _manifest(folder / MANIFEST)
        except OSError as error:
            raise VaultError(f"{folder}: {reason(error)}; nothing was written") from None
        self._before = self._mine is not None
        self._kept: dict[str, _Mine] = {}

    def write(self, cards: list[Given]) -> Outcome:
        for card in cards:
            self._one(card)
        self._remove({uid for card in cards for uid in card.uids})
        self._note()
        return self._outcome

    def _one(self, card: Given) -> None:
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
        known = self._judge.known(card.person, there)
        if wanted == data and (known or self._judge.same(card.person, there)):
            self._outcome.same.append(card.person)
            if not known:
                self._outcome.cards_of[card.person] = tuple(there)
            self._keep(name)
        elif known or (mine and mine.digest == _hash(data)):
            if wanted != data:
                replace_file(self._root, self._folder / name, wanted, digest(data))
            self._kept[name] = _Mine(uids[0], _hash(wanted), bool(mine and mine.made))
            (self._outcome.written if wanted != data else self._outcome.same).append(card.person)
            self._outcome.cards_of[card.person] = (wanted, *there[1:])
        else:
            self._outcome.changed_there.append(card.person)
            self._keep(name)

    def _files_of(self, person: str, listed: Sequence[Sequence[tuple[str, bytes]]]) -> list[tuple[str, bytes]]:
        """Return the files of a person; of those with one id the one that was taken over, or all that were together."""
        known = self._judge.known
        chosen = [[one for one in files if len(files) > 1 and known(person, [one[1]])][:1] or files for files in listed]
        everything = [one for files in chosen for one in files]
        if len(everything) == len(listed) or known(person, [data for _, data in everything]):
            return everything
        return [files[0] for files in chosen]

    def _keep(self, name: str) -> None:
        if mine := (self._mine or {}).get(name):
            self._kept[name] = mine

    def _new(self, card: Given) -> None:
        if not self._several.isdisjoint(card.uids):
            self._outcome.in_a_file_of_several.append(card.person)
            return
        if self._before and self._judge.given(card.person):
            self._outcome.removed_there.append(card.person)
            return
        name, wanted = self._free_name(card.uids[0]), self._judge.card(card.person)
        create_file(self._root, self._folder / name, wanted)
        self._kept[name] = _Mine(card.uids[0], _hash(wanted), made=True)
        self._outcome.written.append(card.person)
        self._outcome.cards_of[card.person] = (wanted,)

    def _free_name(self, uid: str) -> str:
        """Return a name that is safe on every system whatever the id holds, and not taken, whatever its case."""
        plain = uid.removeprefix("urn:uuid:")
        name = f"{plain}.vcf" if _SAFE.fullmatch(plain) else f"{_hash(uid.encode())[:32]}.vcf"
        if name.casefold() in self._names:
            name = f"{_hash(uid.encode())}.vcf"
        self._names.add(name.casefold())
        return name

    def _remove(self, wanted: set[str]) -> None:
        """Remove the files of people gone that we made and nobody has changed; name those that somebody has."""
        by_name = {name: (uid, data) for uid, cards in self._there.items() for name, data in cards}
        for name, mine in (self._mine or {}).items():
            uid, data = by_name.get(name, ("", b""))
            if name in self._kept or not data or uid in wanted or uid != mine.uid:
                continue
            if mine.made and (_hash(data) == mine.digest or self._judge.known_card(uid, data)):
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


def _cards_in(folder: Path, judge: Judge) -> tuple[Mapping[str, Sequence[tuple[str, bytes]]], set[str]]:
    """Return the files of one card each by the card's id, and the ids of all cards that stand in a file with others.

    A card without an id, or with one that another card has too, goes by the id of whoever it tells of. Files of one id
    are in the order of their names.
    """
    found: dict[str, list[tuple[str, bytes]]] = {}
    several: set[str] = set()
    paths = filter(_is_card_file, sorted(folder.glob("*.vcf"))[:_MOST_FILES])
    files = [(path.name, path.read_bytes()) for path in paths]
    ids = {name: [words(one.first("UID")) for one in read_cards(data) if isinstance(one, Card)] for name, data in files}
    times = Counter(uid for listed in ids.values() for uid in listed)
    for name, data in files:
        apart = all(uid and times[uid] == 1 and not judge.is_shared(uid) for uid in ids[name])
        own = () if apart else judge.uids(data)
        if len(ids[name]) > 1:
            several |= {*ids[name], *own}
        elif uid := next(iter(own), next(iter(ids[name]), "")):
            found.setdefault(uid, []).append((name, data))
    return found, several - {""}


def _is_card_file(path: Path) -> bool:
    regular = path.is_file() and not path.is_symlink() and not path.name.startswith(".")
    return regular and path.stat().st_size <= _MOST_BYTES


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
