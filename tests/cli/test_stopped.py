"""What changes files, killed and on a full disk at each call that writes: nothing torn or half done."""

import os
import signal
import subprocess
from collections.abc import Callable, Iterator, Mapping
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import pytest

from netkeep.cli.main import run
from netkeep.errors import Exit, NetkeepError
from netkeep.exchange.matching.keys import URL
from netkeep.exchange.merging.base import Base, Record
from netkeep.exchange.sightings import keep
from netkeep.exchange.triage.steps import join, undo
from netkeep.model.sighting import Sighting
from tests.cli.conftest import TODAY, files
from tests.cli.stopped import Disk, Fate
from tests.repeats import usually
from tests.vaults import copy_vault, make_vault

VAULT = {
    ".gitignore": "/.netkeep/\n/site/\n",
    "people/grace-sample.md": "---\nname: Grace Sample\nemails: [grace@acme.example]\n---\n\nWith [[bo]].\n",
    "people/g-sample.md": "---\nname: G. Sample\nphones: ['+44 20 7946 0018']\n---\n\n## Log\n\n- 2024-05-01 call\n",
    "people/bo.md": "---\nname: Bo\nknows: [grace-sample, g-sample]\n---\n",
    "people/cy.md": "---\nname: Cy\nintroduced_by: grace-sample\n---\n\nSee [[g-sample]].\n",
    "people/zed.md": "---\nname: Zed\n---\n",
    "imports/phone.jsonl": Base(
        "phone", records=(Record("g-sample", (f"{URL}:g.example",)), Record("grace-sample", (f"{URL}:grace.example",)))
    ).text(),
}
MENDED = {
    "people/Bad Name.md": "---\nname: Bad Name\nbirthday: 14 May 1979\n---\n",
    "people/ann.md": "---\nname: Ann\nknows: [Bad Name]\n---\n\nMet [[Bad Name]].\n",
    "people/zed.md": VAULT["people/zed.md"],
}
TABLE = (
    "Name,Email,Phone\nGrace Sample,grace@acme.example,+44 20 7946 0999\nNew One,new@x.example,\nOther,o@x.example,\n"
)


Command = Callable[[Path], int]
"""What is to be stopped: takes a vault and gives the exit code."""


def _run(root: Path, *arguments: str) -> int:
    return run(["--vault", str(root), "--today", TODAY, *arguments])


def _typed(*arguments: str) -> Callable[[Path], Command]:
    return lambda _: lambda root: _run(root, *arguments)


def _imported(template: Path) -> Command:
    table = template.parent / "table.csv"
    table.write_text(TABLE)
    return lambda root: _run(root, "import", "csv", str(table), "--source", "table")


def _undone(template: Path) -> Command:
    """Join two people, and give the way back, which is the same for each copy of the vault."""
    step = join(template, "grace-sample", "g-sample")

    def command(root: Path) -> int:
        try:
            undo(root, step)
        except NetkeepError as error:
            return error.exit_code
        return 0

    return command


def _taken_back(template: Path) -> Command:
    """Merge two people, and give the command that takes it back."""
    assert _run(template, "merge", "grace-sample", "g-sample") == 0
    return lambda root: _run(root, "undo", "--yes")


class Case(NamedTuple):
    """A vault, and what makes it ready for a command and gives that."""

    vault: Mapping[str, str]
    ready: Callable[[Path], Command]


CASES = {
    "log": Case(VAULT, _typed("log", "grace", "bo", "-m", "Of this and that.")),
    "rename": Case(VAULT, _typed("rename", "grace-sample", "grace-hopper")),
    "merge": Case(VAULT, _typed("merge", "grace-sample", "g-sample")),
    "forget": Case(VAULT, _typed("forget", "grace-sample", "--yes")),
    "import": Case(VAULT, _imported),
    "check": Case(MENDED, _typed("check", "--fix")),
    "triage": Case(VAULT, _undone),
    "undo": Case(VAULT, _taken_back),
}
NEXT = ("log", "zed", "-m", "The next.")
ZED = "people/zed.md"
MEMORY = Path("/dev/shm")  # noqa: S108 (another file system)


@pytest.fixture(autouse=True)
def _unsynced(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let nothing wait for the disk: what a kill leaves does not depend on it."""
    monkeypatch.setattr(os, "fsync", lambda _: None)


class Place:
    """A vault in git that is made anew for each try, and what its files say before and after a command."""

    def __init__(self, folder: Path, case: Case, apart: Path | None = None) -> None:
        self._apart = apart
        self._folder, self._template = folder, make_vault(folder / "template", case.vault)
        self.command = case.ready(self._template)
        keep(self._template, "mail", "x", [Sighting("mail", one, times=1) for one in ("grace@acme.example", "b@x")])
        (self._template / ".netkeep/never").write_text("grace sample\nsomebody\n")
        for command in (["init", "-q", "--template="], ["add", "."], ["commit", "-qm", "x"]):
            subprocess.run(
                ["git", "-c", "user.name=x", "-c", "user.email=x@x", *command], cwd=self._template, check=True
            )
        self.before = self.said(self._template)
        made = self.again()
        assert self.command(made) == 0
        self.after = self.said(made)
        assert self.after != self.before

    def again(self) -> Path:
        """Return the vault as it was, private files and all."""
        root = copy_vault(self._template, self._folder / f"vault{len(list(self._folder.iterdir()))}")
        (root / ".netkeep").mkdir(exist_ok=True)
        for name in ("seen.jsonl", "never", ".gitignore", "undo"):
            if (self._template / ".netkeep" / name).exists():
                (root / ".netkeep" / name).write_bytes((self._template / ".netkeep" / name).read_bytes())
        if self._apart:
            for left in self._apart.iterdir():
                left.unlink()
            (root / ".netkeep/pending").symlink_to(self._apart)
        return root

    @staticmethod
    def said(root: Path) -> dict[str, bytes]:
        """Return the files that count but Zed's; the salt of hashes is another one each time."""
        kept = {f".netkeep/{name}": (root / ".netkeep" / name).read_bytes() for name in ("seen.jsonl", "never")}
        salted = {"imports/forgotten.json": b"salted"}
        found = {**files(root), **kept}
        return {path: salted.get(path, data) for path, data in found.items() if path != ZED}


def killed(place: Place) -> Iterator[Path]:
    """Yield a vault for each call that writes, in which the command was killed there."""
    for number in count(1):
        root, disk = place.again(), Disk(Fate.KILLED, number)
        child = os.fork()
        if not child:
            with disk.stands_in():
                os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
                os._exit(place.command(root))
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        if code == 0:
            assert place.said(root) == place.after
            return
        assert code == -signal.SIGKILL
        yield root


def full(place: Place, fate: Fate) -> Iterator[Path]:
    """Yield a vault for each call that writes, in which the disk was full there."""
    for number in count(1):
        root, disk = place.again(), Disk(fate, number)
        with disk.stands_in():
            code = place.command(root)
        if not disk.met:
            assert (code, place.said(root)) == (0, place.after)
            return
        # Whether a folder was synced and the journal deleted changes nothing of what is written.
        assert code == Exit.SYSTEM or (code == Exit.OK and place.said(root) == place.after)
        yield root


def never_torn(root: Path, place: Place) -> None:
    """Check that each file is whole: as some file was, for one that gets another name, or as one was to be."""
    for path, data in place.said(root).items():
        assert data in {*place.before.values(), *place.after.values()}, path


def nothing_for_git(root: Path, place: Place) -> None:
    """Check that git sees no file but those."""
    names = {*place.before, *place.after, ZED}
    status = ["git", "status", "--porcelain", "-z", "--untracked-files=all", "--no-renames"]
    listed = subprocess.run(status, cwd=root, capture_output=True, check=True, text=True).stdout
    assert {line[3:] for line in listed.split("\0") if line} <= names


@pytest.mark.parametrize("fate", Fate)
@pytest.mark.parametrize("name", usually(CASES, "log", "merge"))
def test_a_command_that_is_stopped_at_any_call(
    tmp_path: Path, name: str, fate: Fate, capsys: pytest.CaptureFixture[str]
) -> None:
    # It takes its seconds: the command is run once for each of its calls, of which there are some dozens.
    place = Place(tmp_path, CASES[name])
    states = []
    for root in killed(place) if fate is Fate.KILLED else full(place, fate):
        never_torn(root, place)
        if fate is Fate.KILLED:
            nothing_for_git(root, place)
        assert _run(root, *NEXT) == 0, capsys.readouterr().err
        said = place.said(root)
        assert said in (place.before, place.after)
        assert (root / ZED).read_text().endswith("- 2024-06-07 note: The next.\n")
        assert [path.name for path in root.glob(".netkeep/pending/*")] == []
        states.append(said == place.after)
    assert {*states} == {False, True}
    assert fate is not Fate.KILLED or states == sorted(states)


@pytest.mark.parametrize("name", usually(["log", "rename", "import", "undo"], "rename"))
def test_a_command_that_was_killed_at_any_call_is_taken_back(tmp_path: Path, name: str) -> None:
    place = Place(tmp_path, CASES[name])
    codes = []
    for root in killed(place):
        # Of an undo that was killed before it began, the command that it was to take back is the last one.
        begun = name != "undo" or b'"netkeep undo"' in (root / ".netkeep/undo").read_bytes()
        codes.append(_run(root, "undo", "--yes"))
        assert place.said(root) == (place.before if begun else place.after)
    assert {*codes} == {Exit.OK, Exit.USAGE}


@pytest.mark.parametrize("name", ["log", "rename", "merge"])
def test_killed_at_any_call_where_the_folder_lies_on_another_file_system(
    tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    if not MEMORY.is_dir() or MEMORY.stat().st_dev == tmp_path.stat().st_dev:
        pytest.skip("there is no other file system")
    with TemporaryDirectory(dir=MEMORY) as apart:
        place = Place(tmp_path, CASES[name], Path(apart))
        beside = 0
        for root in killed(place):
            temporary = [path.name for path in (root / "people").iterdir() if path.name.endswith(".netkeep.tmp")]
            beside += len(temporary)
            assert not temporary or _run(root, "check", "--staged") == Exit.CONFLICT
            assert _run(root, *NEXT) == 0, capsys.readouterr().err
            assert place.said(root) in (place.before, place.after)
            nothing_for_git(root, place)
            assert [path.name for path in Path(apart).iterdir()] == []
        assert beside
