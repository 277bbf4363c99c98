"""The vault and a remote brought together: fetched, merged, checked and pushed, and stopped wherever that is not safe.

This is all of netkeep that reaches another machine, and it does so through git alone.
"""

import tarfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from datetime import date
from io import BytesIO
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import NamedTuple

from netkeep.check.diagnostic import Severity
from netkeep.check.reader import reader
from netkeep.check.runner import report
from netkeep.errors import ConflictError, Exit, NetkeepError, RefusedError
from netkeep.exchange.matching.keys import contact_keys
from netkeep.exchange.merging.tombstones import read_forgotten
from netkeep.store.git import git, git_as_user, git_bytes, half_done
from netkeep.store.index.refresh import open_index
from netkeep.store.load import load
from netkeep.store.settings import read_settings
from netkeep.store.write import private_folder, write_tree
from netkeep.versions.files import Wish
from netkeep.versions.repository import Versions, unmerged
from netkeep.words import count, join_words

_CONFIRMED = "netkeep.pushTo"
_TRIES = 3  # somebody else may push between our fetch and our push


class OfflineError(NetkeepError):
    """The remote cannot be reached; nothing has changed."""

    exit_code = Exit.SYSTEM


class LeftToDecideError(NetkeepError):
    """A merge has left something to decide, or brought findings: nothing was pushed."""

    exit_code = Exit.FINDINGS


class Wanted(NamedTuple):
    """What to bring together: a remote (or the usual one), a message to commit what is not committed, the day.

    ``confirm`` is asked once for each address before the first push to it.
    """

    remote: str | None
    message: str | None
    today: date
    confirm: Callable[[str], bool]


class _Place(NamedTuple):
    remote: str
    branch: str

    @property
    def upstream(self) -> str:
        """Return the remote's branch as it was fetched."""
        return f"refs/remotes/{self.remote}/{self.branch}"


def sync(root: Path, wanted: Wanted) -> Iterator[str]:
    """Bring a vault and a remote together; yield each step in words, when it is done.

    Raises :class:`RefusedError` before anything is done, :class:`OfflineError` where the remote cannot be reached, and
    :class:`LeftToDecideError` where the owner has to decide something first.
    """
    _refuse_half_done(root)
    place = _place(root, wanted.remote)
    if words := _committed(root, wanted.message):
        yield words
    for _ in range(_TRIES):
        _fetched(root, place)
        yield from _merged(root, place, wanted.today)
        _refuse_forgotten(root)
        behind = git(root, "rev-parse", "--verify", "--quiet", place.upstream)
        ahead = git(root, "rev-list", "--count", f"{place.upstream}..HEAD" if behind else "HEAD")
        if ahead == "0":
            yield f"{place.remote} is up to date."
            return
        _confirm(root, place, wanted.confirm)
        if git_as_user(root, "push", "--quiet", place.remote, f"HEAD:refs/heads/{place.branch}") is None:
            yield f"{count(int(ahead or 0), 'commit')} pushed to {place.remote}."
            return
    raise ConflictError(f"{place.remote} kept changing; nothing was pushed. Try again.")


def _refuse_half_done(root: Path) -> None:
    if git(root, "rev-parse", "--git-dir") is None:
        raise RefusedError("the vault is not in a git repository; 'netkeep init' makes one")
    if what := half_done(root):
        raise RefusedError(
            f"a {what} is half done: 'netkeep git resolve' decides what is left, and 'git {what} --continue' ends "
            f"it; 'git {what} --abort' goes back"
        )


def _place(root: Path, remote: str | None) -> _Place:
    branch = git(root, "symbolic-ref", "--short", "--quiet", "HEAD")
    if not branch:
        raise RefusedError("no branch is checked out; 'git switch main' checks one out")
    remotes = (git(root, "remote") or "").split()
    if not remotes:
        raise RefusedError(
            "there is no remote; 'git remote add origin ADDRESS' names one, such as a repository on a stick"
        )
    listed = f"the remotes are: {', '.join(remotes)}"
    if remote and remote not in remotes:
        raise RefusedError(f"there is no remote {remote!r}; {listed}")
    usual = git(root, "config", "--get", f"branch.{branch}.remote") or ("origin" if "origin" in remotes else None)
    chosen = remote or (usual if usual in remotes else remotes[0] if len(remotes) == 1 else None)
    if chosen is None:
        raise RefusedError(f"it is not clear which remote is meant; {listed}")
    merge = git(root, "config", "--get", f"branch.{branch}.merge") if chosen == usual else None
    return _Place(chosen, merge.removeprefix("refs/heads/") if merge else branch)


def _committed(root: Path, message: str | None) -> str:
    """Commit what is not committed, if that is wanted; return it in words."""
    changed = [line for line in (git(root, "status", "--porcelain", "--", ".") or "").splitlines() if line]
    if not changed:
        return ""
    if message is None:
        raise RefusedError(f"{count(len(changed), 'file')} not committed: 'netkeep sync --commit' commits them first")
    git(root, "add", "--all", "--", ".")
    if (said := git_as_user(root, "commit", "--quiet", "--message", message)) is not None:
        raise LeftToDecideError(f"nothing was sent; git did not commit:\n{said}")
    return f"{count(len(changed), 'file')} committed."


def _fetched(root: Path, place: _Place) -> None:
    if (said := git_as_user(root, "fetch", "--quiet", place.remote)) is not None:
        raise OfflineError(f"{place.remote} cannot be reached; your commits stay on this machine. git says:\n{said}")


def _merged(root: Path, place: _Place, today: date) -> Iterator[str]:
    """Merge what was fetched, or rebase upon it as the repository is set; yield what came in words."""
    new = git(root, "rev-list", "--count", f"HEAD..{place.upstream}")
    if new in {None, "0"}:
        return
    before = _errors(root, today)
    rebase = git(root, "config", "--get", f"branch.{place.branch}.rebase") or git(
        root, "config", "--get", "pull.rebase"
    )
    verb = "merge" if rebase in {None, "false"} else "rebase"
    said = git_as_user(root, verb, "--quiet", *(() if verb == "rebase" else ("--no-edit",)), place.upstream)
    if said and (left := unmerged(root)):
        raise LeftToDecideError("\n".join([*_undecided(left), _way_on(verb)]))
    if said:
        raise LeftToDecideError(f"nothing was pushed; git did not {verb}:\n{said}")
    yield f"{count(int(new or 0), 'commit')} taken from {place.remote}."
    new_errors = _errors(root, today) - before
    # Whatever the remote had before, to send nothing keeps from nobody.
    if found := sorted(new_errors and new_errors - _errors_at(root, place.upstream, today)):
        lines = [f"  {path}: {code} {words}" for path, code, words in found]
        end = "Nothing was pushed: fix them ('netkeep check --fix' may help), commit, and run 'netkeep sync' again."
        raise LeftToDecideError("\n".join(["the merge has findings that were not there before:", *lines, end]))


def _undecided(left: Sequence[Versions]) -> Iterator[str]:
    yield f"{count(len(left), 'file')} left to decide:"
    for versions in left:
        merged = versions.merged(Wish())
        fields = join_words(dict.fromkeys(clash.about for clash in merged.clashes)) if merged else ""
        yield f"  {versions.path}: {fields or versions.absence or 'its lines'}"


def _way_on(verb: str) -> str:
    ending = "git commit" if verb == "merge" else "git rebase --continue"
    return (
        f"'netkeep git resolve' decides them with a key each, then '{ending}' and 'netkeep sync' again; "
        f"'git {verb} --abort' goes back."
    )


def _errors(root: Path, today: date) -> frozenset[tuple[str, str, str]]:
    """Return the findings that a commit would be refused for."""
    settings = read_settings(root)
    with closing(open_index(root, reader(settings))) as index:
        diagnostics = report(index, settings, today)
    errors = (finding for finding in diagnostics if finding.severity is Severity.ERROR)
    return frozenset((finding.path, finding.code, finding.message) for finding in errors)


def _errors_at(root: Path, commit: str, today: date) -> frozenset[tuple[str, str, str]]:
    """Return the same of the vault as it is in a commit."""
    folder = git(root, "rev-parse", "--show-prefix") or ""
    data = git_bytes(root, "archive", "--format=tar", f"{commit}:{folder}") or b""
    with TemporaryDirectory(dir=private_folder(root)) as place, tarfile.open(fileobj=BytesIO(data)) as archive:
        files = {member.name: archive.extractfile(member) for member in archive if _is_safe(member)}
        write_tree(Path(place), {path: file.read() for path, file in files.items() if file})
        return _errors(Path(place), today)


def _is_safe(member: tarfile.TarInfo) -> bool:
    """Return whether this is a file below the folder: a tree that was made to hurt may name others."""
    path = PurePosixPath(member.name)
    return member.isfile() and not path.is_absolute() and ".." not in path.parts


def _refuse_forgotten(root: Path) -> None:
    """Refuse to send somebody on who was forgotten and has come back from another clone."""
    forgotten = read_forgotten(root)
    if not forgotten.anybody:
        return
    region = read_settings(root).region
    back = [contact.id for contact in load(root).contacts.values() if forgotten.knows(contact_keys(contact, region))]
    if back:
        raise LeftToDecideError(
            f"somebody who was forgotten has come back: {', '.join(f'people/{name}.md' for name in back)}. Nothing was "
            f"pushed: 'netkeep forget {back[0]}' forgets them once more; then commit, and 'netkeep sync' again."
        )


def _confirm(root: Path, place: _Place, confirm: Callable[[str], bool]) -> None:
    """Ask once for each address, before the vault is sent there for the first time."""
    address = git(root, "remote", "get-url", "--push", place.remote) or place.remote
    known = (git(root, "config", "--local", "--get-all", _CONFIRMED) or "").splitlines()
    if address in known:
        return
    if not confirm(address):
        raise RefusedError(f"nothing was pushed to {address}; 'netkeep sync --yes' agrees to it once and for all")
    git(root, "config", "--local", "--add", _CONFIRMED, address)
