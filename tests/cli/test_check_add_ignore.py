"""``netkeep check --add-ignore``: what stands is accepted where it stands."""

from pathlib import Path

import pytest

from netkeep.cli.main import run
from tests.cli.conftest import files
from tests.vaults import make_vault

_CHECK = ["--today", "2024-06-01", "check"]

ADA = """\
---
name: Ada Example
location: NO  # as she writes it
---

Met with [[nobody]].  <!-- netkeep: ignore NK217 -->
See [[gone]] and [[lost]].

## Log

- 2024-05-02 cofee
  with cake
- 2024-05-03 call: [[gone]]

## Log

- 2024-05-01 call\x20\x20
"""
ADA_AFTER = """\
---
name: Ada Example
location: NO  # as she writes it
# NK116: told so
check_ignore: [NK116]
---

Met with [[nobody]].  <!-- netkeep: ignore NK217 --> <!-- netkeep: ignore NK402: told so -->
See [[gone]] and [[lost]]. <!-- netkeep: ignore NK402: told so -->

## Log

- 2024-05-02 cofee
  with cake <!-- netkeep: ignore NK301: told so -->
- 2024-05-03 call: [[gone]] <!-- netkeep: ignore NK402: told so -->

<!-- netkeep: ignore NK306: told so -->
## Log

- 2024-05-01 call\x20\x20
"""


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = run([*_CHECK, *arguments])
    return (code, *capsys.readouterr())


def test_each_finding_is_accepted_on_its_line_or_in_front(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make_vault(here, {"people/ada.md": ADA})
    assert _run(capsys, "--add-ignore=told so") == (
        0,
        "7 findings accepted in 1 file.\n1 file checked: no findings.\n",
        "",
    )
    assert (here / "people/ada.md").read_text() == ADA_AFTER
    assert _run(capsys) == (0, "1 file checked: no findings.\n", "")
    assert _run(capsys, "--add-ignore") == (0, "Nothing was accepted.\n1 file checked: no findings.\n", "")
    assert (here / "people/ada.md").read_text() == ADA_AFTER


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("location: NO\n", "location: NO\ncheck_ignore: [NK116]\n"),
        ("location: NO\ncheck_ignore: [NK204]\n", "location: NO\ncheck_ignore: [NK204, NK116, NK217]\n"),
        ("location: NO\ncheck_ignore: []\n", "location: NO\ncheck_ignore: [NK116]\n"),
        ("location: NO\ncheck_ignore:  # none\n", "location: NO\ncheck_ignore: [NK116]  # none\n"),
        (
            "check_ignore:\n  - NK203 # a\nlinks: 1\nlocation: NO\n",
            "check_ignore:\n  - NK203\n  - NK116 # a\nlinks: 1\nlocation: NO\n",
        ),
    ],
)
def test_codes_go_into_the_list_that_is_there(
    before: str, after: str, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    make_vault(here, {"jobs/acme.md": "", "orgs/acme.md": f"---\r\nname: NO\r\n{before}---\r\n"})
    make_vault(here, {"people/ada.md": f"---\nname: Ada\n{before}---\n"})
    _run(capsys, "--add-ignore", "people")
    expected = after.replace(", NK217", "")
    assert (here / "people/ada.md").read_text() == f"---\nname: Ada\n{expected}---\n"


def test_what_cannot_be_read_is_never_accepted(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    torn = "---\nname: [Ada\n---\n"
    make_vault(
        here,
        {
            "people/torn.md": torn,
            "people/list.txt": "",
            "people/clash.md": "---\nname: C\n---\n\n```\n<<<<<<< HEAD\n```\n",
            "orgs/acme.md": "---\nname: NO\n---\n",
            "people/bob.md": "---\nname: Bob\n---\n\n## Log\n\nsoon\n",
        },
    )
    before = files(here)
    assert _run(capsys, "--add-ignore", "--format", "concise") == (
        1,
        (
            "people/clash.md:6:1: NK111 the marks of an unfinished merge\n"
            "people/list.txt:1:1: NK505 not read: its name does not end in .md\n"
            "people/torn.md:2:7: NK106 not valid YAML: a [ is opened here and never closed\n"
        ),
        "2 findings accepted in 2 files.\n",
    )
    after = files(here)
    assert {path for path in after if after[path] != before[path]} == {"orgs/acme.md", "people/bob.md"}
    assert after["orgs/acme.md"] == b"---\nname: NO\ncheck_ignore: [NK116]\n---\n"
    assert after["people/bob.md"] == b"---\nname: Bob\n---\n\n## Log\n\nsoon <!-- netkeep: ignore NK301 -->\n"


def test_only_what_was_chosen_is_accepted(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = "---\nname: NO\n---\n\n[[gone]]\n"
    make_vault(here, {"people/ada.md": text, "people/bob.md": text.replace("NO", "ON")})
    _run(capsys, "--add-ignore", "--select", "NK4", "people/ada.md")
    assert (here / "people/ada.md").read_text() == text.replace("]]", "]] <!-- netkeep: ignore NK402 -->")
    assert (here / "people/bob.md").read_text() == text.replace("NO", "ON")


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["--add-ignore=a --> b"], "Invalid value for '--add-ignore': a reason is one line without '--', '<' and '>'"),
        (
            ["--add-ignore", "--fix"],
            "--stdin-filename, --staged, --add-ignore, and --fix or --diff cannot be combined",
        ),
    ],
)
def test_what_is_refused(arguments: list[str], expected: str, here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make_vault(here, {"people/ada.md": "---\nname: NO\n---\n"})
    code, out, err = _run(capsys, *arguments)
    assert (code, out, err.splitlines()[-1]) == (2, "", f"Error: {expected}")
    assert (here / "people/ada.md").read_text() == "---\nname: NO\n---\n"
