"""Somebody whose file cannot be read is still somebody, and a folder that cannot be listed is never passed over."""

import os
import stat
from pathlib import Path

import pytest

from netkeep.store import load
from netkeep.store.bounded import read_bounded
from tests.cli.conftest import Netkeep, files
from tests.vaults import make_vault

_ADA = "---\nname: Ada Example\nemails: [ada@x.example]\n---\n"
_BROKEN = "---\nname: Grace Sample # the first\nemails: [a@x.example\nphones: x\n---\n"
_PATH = "people/grace.md"
_LEFT = f"netkeep: left out, because unreadable: {_PATH}; see 'netkeep check'\n"
_OPENS = f"{_LEFT}netkeep: {_PATH} cannot be read; 'netkeep edit grace' opens it:\n"
_JOB = "---\norg: Acme\nfrom: 2023-01-02\nto: 2024-06-30\n---\n"
_AS_ROOT = not hasattr(os, "geteuid") or os.geteuid() == 0


def _closed_to_all_who_may_not(path: Path, most: int) -> bytes:
    """Read a file as somebody does who is not root."""
    if not path.stat().st_mode & stat.S_IRUSR:
        raise PermissionError(13, "Permission denied")
    return read_bounded(path, most)


@pytest.fixture
def _not_root(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(load, "read_bounded", _closed_to_all_who_may_not)


_COMMANDS = (
    ("show", "Grace Sample"),
    ("show", "grace"),
    ("log", "GRACE", "-k", "call"),
    ("remind", "sample", "friday", "x"),
)
_CONTENTS: dict[str, tuple[str | bytes, str]] = {
    "yaml": (
        _BROKEN,
        ":3:9: NK106 not valid YAML: a [ is opened here and never closed; add the ], and commas between the values",
    ),
    "latin-1": (
        b"---\nname: Grace Sample\nlocation: Malm\xf6\n---\n",
        (
            ":3:15: NK101 this is not UTF-8 text; "
            "save the file as UTF-8 in your editor, or convert it: iconv -f WINDOWS-1252 -t UTF-8"
        ),
    ),
    "merge": (
        "---\n<<<<<<< HEAD\nname: Grace Example\n=======\nname: Grace Sample\n>>>>>>> other\n---\n",
        (
            ":2:1: NK111 the marks of an unfinished merge; "
            "choose what is right between <<<<<<< and >>>>>>>, then delete the marks"
        ),
    ),
}


@pytest.mark.parametrize("command", _COMMANDS)
@pytest.mark.parametrize("case", _CONTENTS)
def test_of_whom_nothing_can_be_read_is_said_where_and_why(
    case: str, command: tuple[str, ...], tmp_path: Path, netkeep: Netkeep
) -> None:
    content, why = _CONTENTS[case]
    make_vault(tmp_path, {"people/ada.md": _ADA, _PATH: content})
    before = files(tmp_path)
    assert netkeep(*command) == (2, "", f"{_OPENS}  {_PATH}{why}\n")
    assert files(tmp_path) == before
    assert netkeep("edit", command[1]) == (0, f"{tmp_path / _PATH}\n", _LEFT)
    assert netkeep("show", "ada").code == 0


def test_a_job_is_there_as_well(tmp_path: Path, netkeep: Netkeep) -> None:
    make_vault(tmp_path, {"jobs/acme-2023.md": "---\norg: [Acme\n---\n"})
    said = netkeep("log", "acme", "-k", "sweep").err
    assert (
        "jobs/acme-2023.md cannot be read; 'netkeep edit acme-2023' opens it:\n  jobs/acme-2023.md:2:6: NK106 " in said
    )


@pytest.mark.usefixtures("_not_root")
def test_of_whom_the_file_is_closed_is_known_by_its_name(tmp_path: Path, netkeep: Netkeep) -> None:
    make_vault(tmp_path, {"people/ada.md": _ADA, _PATH: _BROKEN})
    (tmp_path / _PATH).chmod(0)
    why = (
        f"  {_PATH}:1:1: NK113 cannot be read: you have no permission to read it; "
        "mend its permissions, or move it out of the vault\n"
    )
    assert netkeep("log", "grace", "-k", "call") == (2, "", _OPENS + why)
    assert netkeep("edit", "Grace") == (0, f"{tmp_path / _PATH}\n", _LEFT)
    assert netkeep("add", "Grace").code == 2
    (tmp_path / _PATH).rename(tmp_path / "people/grace-o-neil.md")
    assert netkeep("add", "Grace O'Neil").code == 2


def test_a_whole_name_beats_a_part_and_two_of_one_name_are_told(tmp_path: Path, netkeep: Netkeep) -> None:
    others = {"people/gs.md": "---\nname: Grace Sample\n---\n", "people/gh.md": "---\nname: Grace Hopper\n---\n"}
    make_vault(tmp_path, {**others, _PATH: _BROKEN})
    before = files(tmp_path)
    several = "say which by id:\n  gs  (Grace Sample)\n  grace  (cannot be read)\n"
    assert (
        netkeep("log", "grace sample", "-k", "call").err == f"{_LEFT}netkeep: 'grace sample' fits 2 people; {several}"
    )
    assert netkeep("log", "sample", "-k", "call").err == f"{_LEFT}netkeep: 'sample' fits 2 people; {several}"
    assert netkeep("log", "grace", "-k", "call").err.startswith(_OPENS)
    assert files(tmp_path) == before
    assert netkeep("log", "gs", "-k", "call").code == 0
    assert netkeep("log", "grace hop", "-k", "call").code == 0


@pytest.mark.parametrize("name", ["Grace Sample", "grace SAMPLE", "Grace"])
def test_nobody_gets_a_second_file(name: str, tmp_path: Path, netkeep: Netkeep) -> None:
    make_vault(tmp_path, {"people/ada.md": _ADA, _PATH: _BROKEN})
    before = files(tmp_path)
    said = (
        f"netkeep: not added: {name} may be the one in {_PATH}, which cannot be read; 'netkeep edit grace' opens it; "
        "if this is somebody else of the same name, add --another\n"
    )
    assert netkeep("add", name) == (2, "", _LEFT + said)
    assert files(tmp_path) == before
    assert netkeep("add", name, "--another").code == 0
    assert netkeep("add", "Grace Hopper").code == 0
    assert files(tmp_path)[_PATH] == _BROKEN.encode()


@pytest.mark.usefixtures("_not_root")
def test_a_permission_that_was_taken_or_given_is_noticed(tmp_path: Path, netkeep: Netkeep) -> None:
    make_vault(tmp_path, {"people/ada.md": _ADA})
    path = tmp_path / "people/ada.md"
    os.utime(path, ns=(1_700_000_000_123_456_789,) * 2)
    assert netkeep("check") == (0, "1 file checked: no findings.\n", "")
    path.chmod(0)
    assert "people/ada.md:1:1: NK113 cannot be read: you have no permission to read it\n" in netkeep("check").out
    assert "netkeep: left out, because unreadable: people/ada.md; see 'netkeep check'\n" in netkeep("list").err
    path.chmod(0o600)
    assert netkeep("check") == (0, "1 file checked: no findings.\n", "")
    assert netkeep("list").err == ""


@pytest.mark.skipif(_AS_ROOT, reason="root may read everything; the test above stands in")
def test_a_permission_is_noticed_by_those_whom_it_binds(tmp_path: Path, netkeep: Netkeep) -> None:
    make_vault(tmp_path, {"people/ada.md": _ADA})
    path = tmp_path / "people/ada.md"
    path.chmod(0)
    assert netkeep("check").code == 1
    path.chmod(0o600)
    assert netkeep("check").code == 0


@pytest.fixture
def closed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a vault with a folder that cannot be listed."""
    make_vault(tmp_path, {"people/ada.md": _ADA, "people/closed/zoe.md": "---\nname: Zoe\n---\n", "jobs/acme.md": _JOB})
    scandir = os.scandir

    def refusing(path: str | Path) -> object:
        if Path(path).name == "closed":
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refusing)
    return tmp_path


_CLOSED = "netkeep: left out, because these folders cannot be listed: people/closed; see 'netkeep check'\n"
_BECAUSE = "because these folders cannot be listed:\n  people/closed\nmend their permissions\n"


@pytest.mark.parametrize(
    "command",
    [
        *(("list",), ("show", "ada"), ("find", "ada"), ("due",), ("stats",), ("merge",), ("exposure",), ("asks",)),
        *(
            ("log", "ada", "-k", "call"),
            ("remind", "ada", "friday", "x"),
            ("set", "ada", "paused_until=friday"),
            ("add", "Bo"),
        ),
        *(("rename", "ada", "al"), ("forget", "ada", "--yes"), ("edit", "ada"), ("merge", "ada", "ada"), ("suggest",)),
        *(("who", "Acme"), ("path", "ada"), ("job", "list"), ("sweep",), ("import", "--triage")),
    ],
)
@pytest.mark.usefixtures("closed")
def test_every_command_names_a_folder_that_cannot_be_listed(command: tuple[str, ...], netkeep: Netkeep) -> None:
    assert _CLOSED in netkeep(*command).err


def test_nothing_is_made_without_a_folder_that_cannot_be_listed(closed: Path, netkeep: Netkeep) -> None:
    before = files(closed)
    for form in ("csv", "json", "vcard", "ics"):
        assert netkeep("export", form) == (2, "", f"{_CLOSED}netkeep: nothing was exported, {_BECAUSE}")
    assert netkeep("due", "--format", "ics") == (2, "", f"{_CLOSED}netkeep: nothing was exported, {_BECAUSE}")
    assert netkeep("leave", "acme", "--format", "ics") == (2, "", f"{_CLOSED}netkeep: nothing was exported, {_BECAUSE}")
    pages = str(closed / "pages")
    assert netkeep("export", "site", "--to", pages) == (2, "", f"{_CLOSED}netkeep: no site was built, {_BECAUSE}")
    assert netkeep("site", "build", "--to", pages) == (2, "", f"netkeep: no site was built, {_BECAUSE}")
    table = closed / "table.csv"
    table.write_text("name\nBo\n")
    assert netkeep("import", "csv", str(table)) == (2, "", f"{_CLOSED}netkeep: nothing was imported, {_BECAUSE}")
    table.unlink()
    assert files(closed) == before
    assert "1 folder cannot be listed, so no site is built" in netkeep("doctor").out


def test_check_finds_a_vault_whose_own_folder_cannot_be_listed(
    tmp_path: Path, netkeep: Netkeep, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_vault(tmp_path, {"people/ada.md": _ADA})
    scandir = os.scandir

    def refusing(path: str | Path) -> object:
        if Path(path) == tmp_path:
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refusing)
    assert ":1:1: NK113 cannot be read: the system does not let you list this folder\n" in netkeep("check").out
