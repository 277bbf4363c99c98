"""The merge driver: whether git merges contacts by what they mean. It is proved by a merge in a scratch repository."""

from pathlib import Path
from tempfile import TemporaryDirectory

from netkeep.doctor.result import Result
from netkeep.errors import VaultError
from netkeep.store.git import git
from netkeep.store.merge_driver import ATTRIBUTES, find_driver, put_driver
from netkeep.store.write import private_folder, write_file
from netkeep.words import join_words

_ADVICE = "netkeep git setup"
_HEAD = "---\nname: Ada Example\n---\n\n## Log\n\n"
_OURS, _THEIRS, _OLD = "- 2026-01-03 call\n", "- 2026-01-02 call\n", "- 2026-01-01 call\n"
_IDENTITY = ("-c", "user.name=netkeep", "-c", "user.email=netkeep@localhost", "-c", "commit.gpgSign=false")


def merging(root: Path) -> Result:
    """Return whether two log entries, one on each of two branches, would be merged."""
    driver = find_driver(root)
    if driver is None or driver.state == "none":
        return Result("merging", "warn", "two laptops that each log a call would conflict", _ADVICE)
    if driver.state == "foreign":
        return Result("merging", "warn", "another merge driver is called 'netkeep'")
    if driver.state == "outdated":
        return Result("merging", "warn", "the merge driver is not the one of this netkeep", _ADVICE)
    if driver.unnamed:
        words = f"{ATTRIBUTES} does not say that netkeep merges {join_words(driver.unnamed)}"
        return Result("merging", "warn", words, _ADVICE)
    if driver.others:
        return Result("merging", "ok", f"your own driver merges {join_words(driver.others)}; it was not tried")
    return _proved(root)


def _proved(root: Path) -> Result:
    try:
        with TemporaryDirectory(dir=private_folder(root)) as folder:
            merged = _merged(Path(folder))
    except (OSError, VaultError):
        return Result("merging", "warn", "there is a merge driver, but it could not be tried")
    if merged != _HEAD + _OURS + _THEIRS + _OLD:
        return Result("merging", "fail", "the merge driver does not merge two entries of a log", _ADVICE)
    return Result("merging", "ok", "two entries of one log, on two branches, are merged")


def _merged(folder: Path) -> str:
    """Return what becomes of a contact to which two branches of a new repository add an entry each."""
    git(folder, "init", "--quiet")
    put_driver(folder, attributes=True)
    people = folder / "people"
    people.mkdir()
    path = people / "ada-example.md"

    def commit(*entries: str) -> None:
        write_file(path, (_HEAD + "".join(entries)).encode())
        git(folder, *_IDENTITY, "add", "--all")
        git(folder, *_IDENTITY, "commit", "--quiet", "--no-verify", "--message", "tried")

    commit(_OLD)
    git(folder, "branch", "theirs")
    commit(_OURS, _OLD)
    git(folder, "checkout", "--quiet", "theirs")
    commit(_THEIRS, _OLD)
    git(folder, "checkout", "--quiet", "-")
    git(folder, *_IDENTITY, "merge", "--quiet", "--no-verify", "--no-edit", "theirs")
    return path.read_text(encoding="utf-8")
