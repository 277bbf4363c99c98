"""Tombstones: who was forgotten stays away from the next import, though nothing about them is kept.

``imports/forgotten.json`` holds a salt and, for each strong key of who was forgotten, a hash that only the same key
gives again (BLAKE2b, RFC 7693, keyed). Whoever has the file can try a number or an address that they know already; they
cannot read any from it.
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
    """The hashes of the keys of who was forgotten."""

    salt: bytes
    hashes: frozenset[str] = frozenset()

    def knows(self, keys: Iterable[str]) -> bool:
        """Return whether one of these keys (:mod:`netkeep.exchange.matching.keys`) was that of somebody forgotten."""
        return bool(self.hashes) and any(self._hash(key) in self.hashes for key in keys)

    def with_keys(self, keys: Iterable[str]) -> "Forgotten":
        """Return the tombstones with those of one more person."""
        return replace(self, hashes=self.hashes | {self._hash(key) for key in keys})

    def text(self) -> str:
        """Return the file; one hash a line, so that two branches can be joined."""
        return json.dumps({"hashes": sorted(self.hashes), "salt": self.salt.hex()}, indent=0) + "\n"

    def _hash(self, key: str) -> str:
        return blake2b(key.encode(), digest_size=_HASH_BYTES, key=self.salt).hexdigest()


def read_forgotten(root: Path) -> Forgotten:
    """Read the tombstones of a vault; none, and a new salt, where there is no file.

    Raises :class:`VaultError` where it is damaged: without it those who were forgotten would come back.
    """
    try:
        values = json.loads((root / PATH).read_text(encoding="utf-8"))
        return Forgotten(bytes.fromhex(values["salt"]), frozenset(map(str, values["hashes"])))
    except FileNotFoundError:
        return Forgotten(secrets.token_bytes(_SALT_BYTES))
    except OSError as error:
        raise VaultError(f"{PATH}: {reason(error)}; nothing was written") from None
    except (ValueError, KeyError, TypeError, RecursionError):
        raise VaultError(
            f"{PATH} is not what netkeep writes there; nothing was written. "
            f"Bring it back as it was: 'git log -p {PATH}' shows its versions."
        ) from None
