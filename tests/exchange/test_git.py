import os
import subprocess
from datetime import date
from pathlib import Path

import pytest

from netkeep.errors import NetkeepError
from netkeep.exchange.candidate import Gathering, Problem, Reading
from netkeep.exchange.importer import Options, reader
from netkeep.exchange.importers.git import read
from netkeep.model.sighting import Sighting

TODAY = date(2024, 6, 7)
OPTIONS = Options(TODAY, owner_name="Sam Owner", owner_emails=("sam@home.example",))
SAM = "Sam Owner <sam@home.example>"
ADA = "Ada Example <ada@acme.example>"


def git(folder: Path, *arguments: str, environment: dict[str, str] | None = None) -> None:
    command = ["git", "-c", "init.defaultBranch=main", "-c", "user.name=x", "-c", "user.email=x@x.example", *arguments]
    subprocess.run(command, cwd=folder, check=True, capture_output=True, env={**os.environ, **(environment or {})})


def commit(folder: Path, author: str, day: str = "2024-03-12", text: str = "Work") -> None:
    name, _, address = author.rstrip(">").partition(" <")
    who = {
        f"GIT_{role}_{what}": value
        for role in ("AUTHOR", "COMMITTER")
        for what, value in (("NAME", name), ("EMAIL", address), ("DATE", f"{day}T12:00:00+0000"))
    }
    git(folder, "commit", "-q", "--allow-empty", "--no-verify", "-m", text, environment=who)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    folder = tmp_path / "engine"
    folder.mkdir()
    git(folder, "init", "-q")
    return folder


def seen(reading: Reading) -> list[tuple[str, tuple[str, ...], int]]:
    return [(one.address, one.names, one.times) for one in reading.sightings]


def test_who_builds_with_the_owner(repository: Path) -> None:
    commit(repository, SAM, "2024-03-01")
    commit(repository, ADA, "2024-03-12")
    commit(repository, ADA, "2024-03-14")
    commit(repository, ADA, "2024-04-01")
    assert read([repository], OPTIONS) == Reading(
        sightings=(
            Sighting(
                "git",
                "ada@acme.example",
                names=("Ada Example",),
                times=3,
                first=date(2024, 3, 12),
                last=date(2024, 4, 1),
            ),
        ),
        gatherings=(
            Gathering(
                "git engine 2024-03 ada@acme.example",
                date(2024, 3, 14),
                "note",
                "2 commits to engine",
                ("ada@acme.example",),
                "engine",
            ),
        ),
        counts={"commits": 4},
    )
    assert reader("git") is read


def test_those_who_wrote_a_commit_together(repository: Path) -> None:
    commit(repository, ADA, text="Work\n\nCo-authored-by: Bo <bo@acme.example>\nco-authored-by: broken <\n")
    commit(repository, SAM, text="Work\n\nCo-Authored-By: Ada Example <Ada@acme.example>\n")
    reading = read([repository], OPTIONS)
    assert seen(reading) == [("ada@acme.example", ("Ada Example",), 2), ("bo@acme.example", ("Bo",), 1)]
    assert reading.sightings[1].together == {"ada@acme.example": 1}


@pytest.mark.parametrize(
    "author",
    [
        "dependabot[bot] <49699333+dependabot[bot]@users.noreply.github.com>",
        "renovate-bot <bot@renovate.example>",
        "GitHub <noreply@github.com>",
        "CI <ci-bot@acme.example>",
        "Nobody <nobody>",
        "Release Bot <release@acme.example>",
    ],
)
def test_robots_are_left_out(repository: Path, author: str) -> None:
    commit(repository, author)
    assert read([repository], OPTIONS) == Reading(counts={"commits": 1, "left out: robots": 1})


def test_an_address_of_github_is_kept_for_its_login(repository: Path) -> None:
    commit(repository, "Ada <12345+ada-x@users.noreply.github.com>")
    commit(repository, "Sam Owner <9+sam@users.noreply.github.com>")
    assert seen(read([repository], OPTIONS)) == [("12345+ada-x@users.noreply.github.com", ("Ada",), 1)]


def test_the_mailmap_joins_addresses(repository: Path) -> None:
    (repository / ".mailmap").write_text("Ada Example <ada@acme.example> <old@acme.example>\n")
    commit(repository, "A. <old@acme.example>")
    assert seen(read([repository], OPTIONS)) == [("ada@acme.example", ("Ada Example",), 1)]


def test_nothing_of_the_repository_is_run(repository: Path) -> None:
    commit(repository, ADA)
    marker = repository.parent / "ran"
    script = repository.parent / "evil.sh"
    script.write_text(f"#!/bin/sh\ntouch '{marker}'\n")
    script.chmod(0o755)
    settings = ("core.fsmonitor", "core.pager", "core.sshCommand", "diff.external", "gpg.program", "alias.log")
    for name in (*settings, "trailer.co-authored-by.command", "trailer.co-authored-by.cmd", "core.editor"):
        git(repository, "config", name, f"!{script}" if name == "alias.log" else str(script))
    git(repository, "config", "log.showSignature", "true")
    git(repository, "config", "core.hooksPath", str(repository.parent))
    for hook in ("post-checkout", "reference-transaction", "post-index-change", "fsmonitor-watchman"):
        (repository.parent / hook).write_text(script.read_text())
        (repository.parent / hook).chmod(0o755)
    assert seen(read([repository], OPTIONS)) == [("ada@acme.example", ("Ada Example",), 1)]
    assert not marker.exists()


def test_names_and_days_of_every_kind(repository: Path) -> None:
    commit(repository, "Ad\x1ba\u202e É <ada@acme.example>", "2024-03-12")
    commit(repository, "Bo <bo@acme.example>", "2030-01-01")
    first, second = read([repository], OPTIONS).sightings
    assert (first.names, second.names, second.last) == (("Ad a É",), ("Bo",), None)


def test_what_stands_beside_a_name_is_no_part_of_it(repository: Path) -> None:
    commit(repository, "Calder, Ada (IT) <ada@acme.example>")
    commit(repository, "Bo_Byron [Acme] <bo@acme.example>", text="Co-authored-by: Cy | Acme <cy@acme.example>")
    commit(repository, "dee@acme.example <dee@acme.example>", text="x\n\nCo-authored-by: Cy | Acme <cy@acme.example>")
    assert sorted((one.address, one.names) for one in read([repository], OPTIONS).sightings) == [
        ("ada@acme.example", ("Ada Calder",)),
        ("bo@acme.example", ("Bo Byron",)),
        ("cy@acme.example", ("Cy",)),
        ("dee@acme.example", ()),
    ]


def test_what_is_no_repository(repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    commit(repository, ADA)
    (tmp_path / "plain").mkdir()
    reading = read([tmp_path / "plain", tmp_path / "gone", repository], OPTIONS)
    assert len(reading.sightings) == 1
    words = ("this is not a repository that git can read", "name a folder with a history that is your own")
    assert reading.problems == (Problem("plain", *words), Problem("gone", *words))
    with pytest.raises(NetkeepError, match="which of these addresses are your own"):
        read([repository], Options(TODAY))
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(NetkeepError, match="git is not installed"):
        read([repository], OPTIONS)
