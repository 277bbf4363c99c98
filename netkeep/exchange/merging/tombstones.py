"""Tombstones: people who were forgotten stay away from the next import, though nothing about them is kept.

``imports/forgotten.json`` holds a salt and a hash of each strong key of theirs (BLAKE2b, RFC 7693, keyed). Whoever has
the file can test a number or an address that they know already; they cannot read any from it.
"""

import json
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, replace
from hashlib import blake2b
from pathlib import Path

from netkeep.errors import VaultError
from netkeep.store.walk import reason

PATH = "imports/forgotten.json"
_SALT_BYTES, _HASH_BYTES = 32, 20


@dataclass(frozen=True, slots=True)
class Forgotten:
    """The hashes of the keys of who was forgotten; ``beside`` are those of another clone, of a salt of its own."""

    salt: bytes
    hashes: frozenset[str] = frozenset()
    beside: "tuple[Forgotten, ...]" = ()

    @property
    def anybody(self) -> bool:
        """Return whether anybody was forgotten."""
        return bool(self.hashes) or bool(self.beside)

    def knows(self, keys: Iterable[str]) -> bool:
        """Return whether one of these keys (:mod:`netkeep.exchange.matching.keys`) was that of somebody forgotten."""
        listed = list(keys) if self.anybody else []
        hashed = bool(self.hashes) and any(self._hash(key) in self.hashes for key in listed)
        return hashed or any(other.knows(listed) for other in self.beside)

    def with_keys(self, keys: Iterable[str]) -> "Forgotten":
        """Return the tombstones with the keys of one more person added."""
        return replace(self, hashes=self.hashes | {self._hash(key) for key in keys})

    def joined(self, other: "Forgotten") -> "Forgotten":
        """Return the tombstones of two clones: who was forgotten in either; a salt that both have stands once."""
        by_salt: dict[bytes, frozenset[str]] = {}
        for one in (self, *self.beside, other, *other.beside):
            by_salt[one.salt] = by_salt.get(one.salt, frozenset()) | one.hashes
        first, *others = (Forgotten(salt, hashes) for salt, hashes in by_salt.items())
        return replace(first, beside=tuple(sorted(others, key=lambda one: one.salt)))

    def text(self) -> str:
        """Return the file, one hash a line; of several salts a list, which a netkeep that knows but one refuses."""
        told = [{"hashes": sorted(one.hashes), "salt": one.salt.hex()} for one in (self, *self.beside)]
        return json.dumps(told if self.beside else told[0], indent=0) + "\n"

    def _hash(self, key: str) -> str:
        return blake2b(key.encode(), digest_size=_HASH_BYTES, key=self.salt).hexdigest()


def read_forgotten(root: Path) -> Forgotten:
    """Read the tombstones of a vault; none, and a new salt, where there is no file.

    Raises :class:`VaultError` where it is damaged: without it those who were forgotten would come back.
    """
    try:
        return parsed_forgotten((root / PATH).read_bytes())
    except FileNotFoundError:
        return Forgotten(secrets.token_bytes(_SALT_BYTES))
    except OSError as error:
        raise VaultError(f"{PATH}: {reason(error)}; nothing was written") from None
    except ValueError:
        raise VaultError(
            f"{PATH} is not what netkeep writes there; nothing was written. "
            f"Bring it back as it was: 'git log -p {PATH}' shows its versions."
        ) from None


def parsed_forgotten(data: bytes) -> Forgotten:
    """Return the tombstones that a file holds. Raises ``ValueError`` where it is damaged."""
    try:
        values = json.loads(data.decode())
        first, *others = (
            Forgotten(bytes.fromhex(one["salt"]), frozenset(map(str, one["hashes"])))
            for one in (values if isinstance(values, list) else [values])
        )
    except (KeyError, TypeError, RecursionError) as error:
        raise ValueError from error
    return replace(first, beside=tuple(others))
