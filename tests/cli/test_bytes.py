"""A command changes the lines it must, and no other byte."""

import subprocess
from pathlib import Path

from tests.cli.conftest import Netkeep
from tests.vaults import make_vault

# Comments, odd quoting and spacing, CRLF throughout, and no final newline.
ODD = (
    b"---\r\n"
    b"# who\r\n"
    b"name:   'Grace O''Sample'   # as she signs\r\n"
    b"\r\n"
    b'tags: [ mentor,data ,  "x\\u0020y" ]\r\n'
    b"x:\r\n"
    b"      tea:  >-\r\n"
    b"        black,\r\n"
    b"        no milk\r\n"
    b'cadence: "3 months" # wish\r\n'
    b"---\r\n"
    b"Prose with trailing blanks.  \r\n"
    b"\t* a list\r\n"
    b"\r\n"
    b"## Log ##\r\n"
    b"\r\n"
    b"*   2024-05-20 coffee:  Reorg.\r\n"
    b"    More of it.\r\n"
    b"*   2024-04-20 call"
)
PATH = "people/grace-sample.md"


def test_log_and_set_add_their_lines_and_change_no_other_byte(tmp_path: Path, netkeep: Netkeep) -> None:
    make_vault(tmp_path, {PATH: ODD})
    assert netkeep("log", "grace", "-k", "lunch", "-d", "2024-06-01", "-m", "Pie.\nAnd more pie.").code == 0
    logged = ODD.replace(b"*   2024-05-20", b"* 2024-06-01 lunch: Pie.\r\n  And more pie.\r\n*   2024-05-20")
    assert (tmp_path / PATH).read_bytes() == logged
    assert netkeep("set", "grace", "paused_until=2024-08-01").code == 0
    paused = logged.replace(b"# wish\r\n", b"# wish\r\npaused_until: 2024-08-01\r\n")
    assert (tmp_path / PATH).read_bytes() == paused
    assert netkeep("log", "grace", "-k", "note", "-d", "2020-01-01", "-m", "Old.").code == 0
    assert (tmp_path / PATH).read_bytes() == paused + b"\r\n* 2020-01-01 note: Old."
    assert netkeep("set", "grace", "paused_until=2024-09-01").code == 0
    again = paused.replace(b"2024-08-01", b"2024-09-01") + b"\r\n* 2020-01-01 note: Old."
    assert (tmp_path / PATH).read_bytes() == again
    assert netkeep("remind", "grace", "2024-07-01", "call").code == 0
    reminded = again.replace(b"## Log ##", b"- [ ] 2024-07-01 call\r\n\r\n## Log ##")
    assert (tmp_path / PATH).read_bytes() == reminded


def test_git_shows_just_the_lines_added_or_changed(tmp_path: Path, netkeep: Netkeep) -> None:
    make_vault(tmp_path, {PATH: ODD, ".gitignore": ".netkeep/\n"})
    _git(tmp_path, "init", "--quiet")
    _git(tmp_path, "config", "core.autocrlf", "false")
    _git(tmp_path, "add", ".")
    who = ("-c", "user.name=Test", "-c", "user.email=test@test.example")
    _git(tmp_path, *who, "commit", "--quiet", "-m", "before")
    assert netkeep("log", "grace", "-k", "lunch", "-d", "2024-06-01", "-m", "Pie.\nAnd more pie.").code == 0
    assert netkeep("set", "grace", "paused_until=2024-08-01").code == 0
    assert _git(tmp_path, "status", "--porcelain") == b" M people/grace-sample.md\n"
    lines = _git(tmp_path, "diff", "--no-color", "--unified=0").split(b"\n")
    changed = [line for line in lines if line.startswith((b"+", b"-")) and not line.startswith((b"+++", b"---"))]
    assert changed == [b"+paused_until: 2024-08-01\r", b"+* 2024-06-01 lunch: Pie.\r", b"+  And more pie.\r"]
    assert b"\\ No newline at end of file" not in lines


def test_a_byte_order_mark_and_a_flow_mapping_stay(tmp_path: Path, netkeep: Netkeep) -> None:
    make_vault(tmp_path, {"people/bo.md": b"\xef\xbb\xbf---\n{name: Bo}   # all on one line\n---\nText"})
    assert netkeep("set", "bo", "paused_until=2024-08-01").code == 0
    assert netkeep("log", "bo", "-m", "Hm.").code == 0
    assert (tmp_path / "people/bo.md").read_bytes() == (
        b"\xef\xbb\xbf---\n{name: Bo, paused_until: 2024-08-01}   # all on one line\n---\nText\n\n"
        b"## Log\n\n- 2024-06-07 note: Hm."
    )


def test_the_mode_of_a_file_stays(tmp_path: Path, netkeep: Netkeep) -> None:
    make_vault(tmp_path, {PATH: ODD})
    (tmp_path / PATH).chmod(0o640)
    assert netkeep("log", "grace").code == 0
    assert (tmp_path / PATH).stat().st_mode & 0o777 == 0o640


def _git(folder: Path, *arguments: str) -> bytes:
    return subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True).stdout
