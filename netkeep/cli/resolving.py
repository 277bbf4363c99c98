"""What a merge has left to decide, file by file: one key for each clash."""

from collections.abc import Iterator
from pathlib import Path
from posixpath import splitext

import click

from netkeep.cli.output import say
from netkeep.cli.triage.keys import Keys
from netkeep.errors import Exit
from netkeep.store.git import git
from netkeep.store.write import Removal, Write, write_all
from netkeep.text.source import digest
from netkeep.versions.clash import Clash
from netkeep.versions.files import TWO_PEOPLE, Wish
from netkeep.versions.repository import Versions, unmerged
from netkeep.words import count

_SIDES = {"o": "ours", "t": "theirs"}
_WAYS_OUT = {"s": "skip this file", "q": "stop"}
_LINES = frozenset({"log", "reminders", "notes"})  # of these, what both sides say can stand side by side


class _Skip(Exception):  # noqa: N818 (nothing is wrong)
    """Raised where the owner leaves a file as it is."""


class _Stop(Exception):  # noqa: N818 (nothing is wrong)
    """Raised where the owner has had enough."""


def resolve_all(root: Path) -> int:
    """Ask about every file that git could not merge, and write and stage what is decided."""
    files = unmerged(root)
    if not files:
        click.echo("There is nothing to resolve in the vault.")
        return Exit.OK
    keys, done = Keys(), 0
    try:
        for versions in files:
            try:
                _resolve(root, versions, keys)
                done += 1
            except _Skip:
                click.echo(f"{versions.path} stays as it is.")
    except (_Stop, KeyboardInterrupt, EOFError):
        click.echo("Stopped.")
    left = len(files) - done
    say(
        f"{count(left, 'file')} left to decide."
        if left
        else "Everything is decided: 'git commit' ends the merge ('git rebase --continue' a rebase)."
    )
    return Exit.FINDINGS if left else Exit.OK


def _resolve(root: Path, versions: Versions, keys: Keys) -> None:
    """Decide one file, write it and stage it."""
    changed = dict(_decided(versions, keys, root))
    writes = [Write(root / path, data, _now(root, path)) for path, data in changed.items() if data is not None]
    removals = [Removal(root / path, _now(root, path)) for path, data in changed.items() if data is None]
    write_all(root, writes, removals=removals)
    git(root, "add", "--", *changed)


def _now(root: Path, path: str) -> str | None:
    """Return the hash of a file as it stands, None where there is none."""
    target = root / path
    return digest(target.read_bytes()) if target.is_file() else None


def _decided(versions: Versions, keys: Keys, root: Path) -> Iterator[tuple[str, bytes | None]]:
    """Yield the files that come of one in three versions: itself, and another where it is two people."""
    beside: list[bytes] = []

    def choose(clash: Clash) -> str:
        if clash.about == TWO_PEOPLE:
            other = _free(root, versions.path)
            key = _asked(versions.path, clash, keys, {"n": f"theirs becomes {other}", "o": "ours", "t": "theirs"})
            if key == "n":
                beside.append(clash.theirs.encode())
            return clash.theirs if key == "t" else clash.ours
        key = _asked(versions.path, clash, keys, _SIDES | ({"b": "both"} if clash.about in _LINES else {}))
        return {"o": clash.ours, "t": clash.theirs, "b": clash.ours + clash.theirs}[key]

    if versions.absence:
        click.echo(f"{versions.path}: {versions.absence}")
        there = versions.theirs if versions.ours is None else versions.ours
        keeps = there is not None and _key(keys, {"k": "keep it", "d": "remove it"}) == "k"
        yield versions.path, there if keeps else None
        return
    merged = versions.merged(Wish(choose=choose))
    if merged is None:
        say(f"{versions.path}: only its lines can be merged; 'netkeep edit' opens it")
        raise _Skip
    yield versions.path, merged.data
    for data in beside:
        yield _free(root, versions.path), data


def _free(root: Path, path: str) -> str:
    """Return the path of a new file beside another: ``people/max-muster-2.md``."""
    stem, suffix = splitext(path)
    number = 2
    while (root / f"{stem}-{number}{suffix}").exists():
        number += 1
    return f"{stem}-{number}{suffix}"


def _asked(path: str, clash: Clash, keys: Keys, choices: dict[str, str]) -> str:
    """Show what both sides say, and return the key that was chosen."""
    click.echo(f"{path}: {clash.about}")
    for side, text in (("ours", clash.ours), ("theirs", clash.theirs)):
        lines = text.splitlines() or ["(nothing)"]
        for index, line in enumerate(lines):
            click.echo(f"  {side if index == 0 else '':<8}{line}")
    return _key(keys, choices)


def _key(keys: Keys, choices: dict[str, str]) -> str:
    say("  " + ", ".join(f"[{key}] {word}" for key, word in {**choices, **_WAYS_OUT}.items()))
    while True:
        key = keys.key()
        if key == "s":
            raise _Skip
        if key == "q":
            raise _Stop
        if key in choices:
            return key
