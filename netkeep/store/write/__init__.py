"""The only way to disk: under the vault's lock, compared by hash, each file whole or not at all.

A file is written below ``.netkeep/``, synced, and moved into the place of the old one. Several files are all compared
and written there before the first is moved, and a journal lists them: see :mod:`netkeep.store.write.journal`.
"""

from netkeep.store.root import PRIVATE_FOLDER
from netkeep.store.write.journal import Finished, finish, refuse_unfinished
from netkeep.store.write.lock import private_folder
from netkeep.store.write.many import Move, Removal, Write, write_all
from netkeep.store.write.memory import UNUSED, kept, net, purged
from netkeep.store.write.one import create_file, create_first, edit_file, remove_file, replace_file
from netkeep.store.write.outside import write_file, write_tree

__all__ = [
    "PRIVATE_FOLDER",
    "UNUSED",
    "Finished",
    "Move",
    "Removal",
    "Write",
    "create_file",
    "create_first",
    "edit_file",
    "finish",
    "kept",
    "net",
    "private_folder",
    "purged",
    "refuse_unfinished",
    "remove_file",
    "replace_file",
    "write_all",
    "write_file",
    "write_tree",
]
