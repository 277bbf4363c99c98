"""Committing what a command changed: its own files, whole, and nothing that the owner has staged or left uncommitted.

The commit is made in an index of its own, and put on the branch only if that is where it was. A command of which one
file had changes of the owner's is not committed at all: half a merge or half a rename would be worse than none.
"""

import os
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from netkeep.errors import ConflictError, RefusedError
from netkeep.store.git import INDEX, blob_id, git, git_as_user, git_bytes, git_said, half_done, prefix
from netkeep.store.running import Change
from netkeep.store.undo import title
from netkeep.store.write import PRIVATE_FOLDER, net, private_folder
from netkeep.store.write.lock import lock
from netkeep.text.source import digest
from netkeep.words import join_words

_NAMED = 3
_FEW = 100  # paths that a command line can hold
_FILES = ("100644", "100755")
_ABSENT = ("", "")
_LOCK = "commit"  # not the vault's: a hook may well run a command that writes
_WAIT, _WAITS = 0.05, 20  # seconds, and how often
_TRIES = 3  # something else may commit between our look and our commit

_Entries = Mapping[str, tuple[str, str]]
"""Files as git knows them: the mode and the blob of each path."""


class _Branch(NamedTuple):
    """Where the vault lies in its repository, and the commit that its branch is at; empty before the first one."""

    root: Path
    prefix: str
    head: str


def commit_changes(root: Path, command: str, changes: Iterable[Change], *, anonymous: bool) -> str:
    """Commit what a command changed; return in words why that went wrong, nothing where it did not.

    The message is the command with the ids; ``anonymous`` leaves these out.
    """
    own = [change for change in net(changes) if not change.path.startswith(f"{PRIVATE_FOLDER}/")]
    if not own:
        return ""
    try:
        _refuse_unfit(root)
        own = _not_ignored(root, own)
        if not own:
            return ""
        with lock(root, _LOCK):
            lines = _committed(root, own, command if anonymous else title(command, own))
            followed = _is_index_free(root) and _is_told(root, lines)
    except (RefusedError, ConflictError) as error:
        return f"not committed: {error}"
    git_as_user(root, "hook", "run", "--ignore-missing", "post-commit")
    if followed:
        return ""
    names = join_words((change.path for change in own), _NAMED)
    return f"committed, but git's index could not be updated: 'git reset -- FILE' fixes that for {names}"


def _refuse_unfit(root: Path) -> None:
    if git(root, "rev-parse", "--is-inside-work-tree") != "true":
        raise RefusedError("the vault is not in a git repository; 'netkeep init' makes one")
    if os.environ.get(INDEX):
        raise RefusedError("git itself runs this command, and commits")
    if what := half_done(root):
        raise RefusedError(f"a {what} is half done, and its commit will include this")
    if not git(root, "symbolic-ref", "--quiet", "HEAD"):
        raise RefusedError("no branch is checked out; 'git switch main' checks one out")


def _is_index_free(root: Path) -> bool:
    """Return whether nothing else writes git's index; wait a little, for editors often look."""
    path = root / (git(root, "rev-parse", "--git-path", "index.lock") or "")
    for _ in range(_WAITS):
        if not path.is_file():
            return True
        time.sleep(_WAIT)
    return False


def _is_told(root: Path, lines: bytes) -> bool:
    """Write the committed files into the repository's own index; return whether it could be written."""
    return git_bytes(root, "update-index", "-z", "--index-info", stdin=lines) is not None


def _committed(root: Path, own: Sequence[Change], message: str) -> bytes:
    """Commit changes on top of the branch, wherever it is by then; return what the index has to be told of them."""
    if not _is_index_free(root):
        raise ConflictError("git is busy in this repository; commit it later")
    complaint: str | None = ""
    for _ in range(_TRIES):
        branch = _Branch(root, prefix(root), git(root, "rev-parse", "--verify", "--quiet", "HEAD") or "")
        old = _committed_entries(branch, own)
        _refuse_uncommitted(root, own, old)
        lines = _index_lines(branch, own, old)
        with TemporaryDirectory(dir=private_folder(root), prefix="commit-") as folder:
            commit = _commit(branch, lines, str(Path(folder) / "index"), message)
        _, complaint = git_said(root, "update-ref", "-m", f"commit: {message}", "HEAD", commit, branch.head)
        if complaint is None:
            return lines
    raise ConflictError(f"git says:\n{complaint}")


def _commit(branch: _Branch, lines: bytes, index: str, message: str) -> str:
    """Make a commit that is on no branch yet; return its name."""
    root = branch.root
    if branch.head:
        _run(root, "read-tree", branch.head, index=index)
    _run(root, "update-index", "-z", "--index-info", index=index, stdin=lines)
    tree = _run(root, "write-tree", index=index)
    said = git_as_user(root, "hook", "run", "--ignore-missing", "pre-commit", index=index)
    if said is not None:
        raise RefusedError("\n".join(["the pre-commit hook refused it", *said.splitlines()]))
    parents = ("-p", branch.head) if branch.head else ()
    signed = ("-S",) if git(root, "config", "--type=bool", "commit.gpgsign") == "true" else ()
    return _run(root, "commit-tree", *signed, *parents, "-m", message, tree)


def _run(root: Path, *arguments: str, index: str | None = None, stdin: bytes = b"") -> str:
    said = git_said(root, *arguments, index=index, stdin=stdin)
    if said.complaint is not None:
        raise ConflictError(f"git says:\n{said.complaint}")
    return said.out


def _not_ignored(root: Path, own: Sequence[Change]) -> list[Change]:
    """Return the changes of files that git is not told to leave alone."""
    paths = os.fsencode("".join(f"{change.path}\0" for change in own))
    ignored = set(os.fsdecode(git_bytes(root, "check-ignore", "-z", "--stdin", stdin=paths) or b"").split("\0"))
    return [change for change in own if change.path not in ignored]


def _committed_entries(branch: _Branch, own: Sequence[Change]) -> _Entries:
    """Return the files of the last commit: of all, or at least of those that changed."""
    if not branch.head:
        return {}
    chosen = [change.path for change in own] if len(own) <= _FEW else []
    listed = git_bytes(branch.root, "ls-tree", "-z", *(() if chosen else ("-r",)), branch.head, "--", *chosen)
    return {path: (mode, blob) for path, (mode, _, blob) in _parsed(listed)}


def _staged_entries(root: Path, own: Sequence[Change]) -> _Entries:
    """Return the files of git's index, in the same way; of one that is not merged, neither version."""
    chosen = [change.path for change in own] if len(own) <= _FEW else []
    listed = git_bytes(root, "--literal-pathspecs", "ls-files", "--stage", "-z", "--", *chosen)
    return {path: (mode, blob if stage == "0" else stage) for path, (mode, blob, stage) in _parsed(listed)}


def _parsed(listed: bytes | None) -> Iterator[tuple[str, list[str]]]:
    for entry in filter(None, os.fsdecode(listed or b"").split("\0")):
        words, _, path = entry.partition("\t")
        yield path, words.split()


def _refuse_uncommitted(root: Path, own: Sequence[Change], old: _Entries) -> None:
    """Refuse to commit what would take along more than the command has changed."""
    staged = _staged_entries(root, own)
    mixed, since = [], []
    for change in own:
        mode, blob = old.get(change.path, _ABSENT)
        if mode and mode not in _FILES:
            raise RefusedError(f"{change.path} is a link; commit it yourself")
        if staged.get(change.path, _ABSENT) != (mode, blob) or not _is_blob(root, change, blob):
            mixed.append(change.path)
        elif _digest(root / change.path) != change.after:
            since.append(change.path)
    if mixed:
        raise RefusedError(f"{join_words(mixed, _NAMED)} had changes of your own already; commit them together")
    if since:
        raise RefusedError(f"{join_words(since, _NAMED)} changed again meanwhile")


def _is_blob(root: Path, change: Change, blob: str) -> bool:
    """Return whether a file was before as it is in the last commit, once git's filters have changed its line ends."""
    if change.before is None or not blob:
        return change.before is None and not blob
    if blob_id(change.before) == blob:
        return True
    named = git_bytes(root, "hash-object", "--stdin", f"--path={change.path}", stdin=change.before) or b""
    return named.decode().strip() == blob


def _digest(path: Path) -> str | None:
    return digest(path.read_bytes()) if path.is_file() else None


def _index_lines(branch: _Branch, own: Sequence[Change], old: _Entries) -> bytes:
    """Return what git is told of the changed files, for ``update-index --index-info``; their bytes are in its store."""
    here = [change for change in own if change.after is not None]
    paths = "".join(f"{_quoted(branch.prefix + change.path)}\n" for change in here)
    said = git_bytes(branch.root, "hash-object", "-w", "--stdin-paths", stdin=os.fsencode(paths)) or b""
    blobs = said.decode().split()
    if len(blobs) != len(here):
        raise ConflictError("git could not take the files")
    lines = [f"0 {'0' * len(branch.head)}\t{branch.prefix}{change.path}\0" for change in own if change.after is None]
    for change, blob in zip(here, blobs, strict=True):
        mode, _ = old.get(change.path) or old.get(change.origin) or (_FILES[0], "")
        lines.append(f"{mode} {blob}\t{branch.prefix}{change.path}\0")
    return os.fsencode("".join(lines))


def _quoted(path: str) -> str:
    """Return a path as git reads it from a list of lines."""
    escaped = path.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'
