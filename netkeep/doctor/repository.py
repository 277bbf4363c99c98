"""Checks of git: whether the vault is committed, what checks it, what must not be in it, and where it is pushed."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from netkeep.config import FILE_NAME
from netkeep.doctor.hook import hook
from netkeep.doctor.merging import merging
from netkeep.doctor.result import Result
from netkeep.model.schema import FILE_KINDS
from netkeep.store.git import git
from netkeep.words import count

_FOLDERS = tuple(kind.folder for kind in FILE_KINDS)
# Hosts where one click can make a repository, or pages built from it, public.
_PUBLIC = (
    *("github.com", "gitlab.com", "bitbucket.org", "codeberg.org", "git.sr.ht", "sourceforge.net", "gitee.com"),
    *("notabug.org", "launchpad.net", "dev.azure.com", "huggingface.co"),
)
_SCP = re.compile(r"(?:[^@/\s]+@)?([^:/\s]+):(?!//)")


def repository(root: Path) -> Iterator[Result]:
    """Yield the state of the repository, its hook, and what must be kept out of it."""
    if git(root, "rev-parse", "--is-inside-work-tree") != "true":
        todo = "git init, git add --all, git commit: every change can then be undone"
        yield Result("repository", "warn", "the vault is not in a git repository", todo)
        return
    yield _tracked(root)
    yield hook(root)
    yield merging(root)
    yield _kept_out(root, ".netkeep", "netkeep's own memory")
    yield _kept_out(root, "site", "the built site")


def _tracked(root: Path) -> Result:
    if git(root, "ls-files", "--error-unmatch", FILE_NAME) is None:
        todo = f"git add {FILE_NAME} {' '.join(_FOLDERS)}, git commit"
        return Result("repository", "warn", f"{FILE_NAME} is not in git, so the vault is not kept", todo)
    new = (git(root, "ls-files", "--others", "--", *_FOLDERS) or "").splitlines()
    if new:
        return Result(
            "repository", "warn", f"git does not know {count(len(new), 'file')} of yours", "git add, git commit"
        )
    return Result("repository", "ok", "the vault is in git")


def _kept_out(root: Path, folder: str, contents: str) -> Result:
    if git(root, "ls-files", "--", folder):
        todo = f"git rm -r --cached {folder}, and add /{folder}/ to .gitignore; old commits still hold it"
        return Result(f"{folder}/", "fail", f"{contents} is in git, and goes wherever the repository goes", todo)
    if git(root, "check-ignore", "--quiet", f"{folder}/x") is None:
        todo = f"add /{folder}/ to .gitignore"
        return Result(f"{folder}/", "warn", f"git would commit {contents}", todo)
    return Result(f"{folder}/", "ok", f"git ignores {contents}")


def remotes(root: Path) -> Iterator[Result]:
    """Yield where the repository is pushed. Whether a place is private cannot be known from here."""
    listed = git(root, "config", "--get-regexp", r"^remote\..*\.(push)?url$") or ""
    lines = sorted({tuple(line.split(maxsplit=1)) for line in listed.splitlines() if " " in line})
    if not lines:
        yield Result("remotes", "ok", "there is no remote; keep a copy on another disk, too")
    for key, address in lines:
        yield _remote(key.split(".", 1)[1].rpartition(".")[0], address)


def _remote(name: str, address: str) -> Result:
    scheme, host, secret = _parts(address)
    about = f"remote {name}"
    if scheme in {"http", "git", "ftp"}:
        return Result(about, "fail", f"{scheme}:// sends the vault unencrypted", "use ssh or https")
    if secret:
        return Result(about, "warn", "its address contains a password or a token", "use a credential helper, or ssh")
    if any(host == public or host.endswith(f".{public}") for public in _PUBLIC):
        todo = "check there that the repository is private and has no pages; netkeep cannot see that"
        return Result(about, "warn", f"it goes to {host}, where repositories may be public", todo)
    return Result(about, "ok", f"it goes to {host or 'a folder'}; netkeep cannot see who may read there")


def _parts(address: str) -> tuple[str, str, bool]:
    """Return scheme and host of a remote's address, and whether a password stands in it."""
    if "://" in address:
        try:
            parts = urlsplit(address)
        except ValueError:
            return "", "", False
        secret = bool(parts.password) or (parts.scheme in {"http", "https"} and bool(parts.username))
        return parts.scheme.lower(), (parts.hostname or "").lower(), secret
    match = _SCP.match(address)
    return ("ssh", match[1].lower(), False) if match else ("", "", False)
