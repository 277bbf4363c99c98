"""``netkeep check`` in a vault that other notes stand in: what is left out, what is no contact, what is accepted."""

import json
import os
import subprocess
from pathlib import Path

import pytest

from netkeep.cli.main import run
from netkeep.cli.quick import quick_check
from netkeep.store.walk import markdown_files
from tests.check.cases import person
from tests.vaults import make_vault

_CHECK = ["--today", "2024-06-01", "check"]
_NOWHERE = "add the contact with 'netkeep add', or write the name without brackets"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NETKEEP_TODAY", "2024-06-01")
    return tmp_path


def _said(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 0) -> str:
    assert run([*_CHECK, *arguments]) == code
    captured = capsys.readouterr()
    assert captured.err == ""
    return captured.out


def _staged(root: Path, capsys: pytest.CaptureFixture[str], code: int = 0) -> str:
    for command in (["init", "-q"], ["add", "-A"]):
        subprocess.run(["git", *command], cwd=root, check=True)
    return _said(capsys, "--staged", code=code)


def _long_ago(root: Path) -> None:
    """Let every file be older than the index: what is saved in the same tick is read once more."""
    for path in root.rglob("*"):
        os.utime(path, (1_700_000_000, 1_700_000_000))


EXCLUDE = '[check]\nexclude = ["people/old", "*.txt", "ada2.md"]\n'


def test_what_is_excluded_is_not_read(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make_vault(
        here,
        {
            "netkeep.toml": EXCLUDE,
            "people/ada.md": person(),
            "people/old/Bad Name.md": "nothing\n",
            "people/list.txt": "",
            "ada2.md": person(),
        },
    )
    _long_ago(here)
    assert _said(capsys) == "1 file checked: no findings.\n"
    assert quick_check(["check"]) == 0
    assert capsys.readouterr().out == "1 file checked: no findings.\n"
    assert _staged(here, capsys) == "1 file checked: no findings.\n"
    (here / "netkeep.toml").write_text("")
    assert quick_check(["check"]) is None
    assert _said(capsys, "--format", "concise", code=1) == (
        "ada2.md:1:1: NK504 no command reads a contact here\n"
        "people/list.txt:1:1: NK505 not read: its name does not end in .md\n"
        "people/old/Bad Name.md:1:1: NK103 the file does not begin with front matter\n"
        "people/old/Bad Name.md:1:1: NK501 [*] the file's name is not an id: lower-case letters a to z, digits and"
        " single hyphens\n"
    )


NOTES = '[check]\nnotes = ["meetings", "people/Meeting *"]\n'


def test_links_to_notes_do_not_dangle(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    links = "[[Kick-off]] [[meetings/2026/kick-off#Who]] [[meeting 2026-01-01|here]] [[Elsewhere]]\n"
    make_vault(
        here,
        {
            "netkeep.toml": NOTES,
            "people/ada.md": person(body=links),
            "people/Meeting 2026-01-01.md": "# Meeting\n",
            "meetings/2026/Kick-off.md": "---\nname: x\n---\n",
            "elsewhere/Elsewhere.md": "# No note that the settings know\n",
        },
    )
    found = f"people/ada.md:4:73: NK402 this link leads nowhere\n    {_NOWHERE}\n"
    assert _said(capsys, "--no-show-source", code=1) == f"{found}1 file checked: 1 finding in 1 file.\n"
    (here / "elsewhere/Elsewhere.md").rename(here / "meetings/Elsewhere.md")
    _long_ago(here)
    assert _said(capsys) == "1 file checked: no findings.\n"
    assert quick_check(["check"]) == 0
    capsys.readouterr()
    assert _staged(here, capsys) == "1 file checked: no findings.\n"
    (here / "meetings/Elsewhere.md").unlink()
    assert quick_check(["check"]) is None


IGNORES = """\
[check]
per-file-ignores = { "people/imported/*" = ["NK4", "ambiguous-value"], "*.txt" = ["NK505"] }
"""


def test_rules_are_not_reported_in_files_that_a_glob_means(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make_vault(
        here,
        {
            "netkeep.toml": IGNORES,
            "people/imported/ada.md": person("location: NO\n", "[[gone]]\n\n## Log\n\n- 2024-05-01 cofee\n"),
            "people/bob.md": person("location: NO\n", name="Bob"),
            "people/list.txt": "",
            "people/imported/torn.md": "torn\n",
        },
    )
    expected = (
        "people/bob.md:3:11: NK116 [*] location: other YAML readers take this for true or false\n"
        "people/imported/ada.md:9:14: NK302 there is no kind of log entry of this name\n"
        "people/imported/torn.md:1:1: NK103 the file does not begin with front matter\n"
    )
    assert _said(capsys, "--format", "concise", code=1) == expected
    (here / "netkeep.toml").write_text(IGNORES.replace("]}", "]}").replace('"NK4"', '"NK4", "NK103", "NK302"'))
    # What cannot be read accepts nothing.
    assert _said(capsys, "--format", "concise", "--ignore", "NK116", code=1) == expected.splitlines(keepends=True)[2]


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ('exclude = "people"', "check.exclude is a list of globs"),
        (
            'exclude = ["../x"]',
            (
                "check.exclude is a list of globs (a glob is a path in the vault of at most 200 characters, such as"
                " 'people/old/*.md')"
            ),
        ),
        ('notes = ["[z-a]"]', "check.notes is a list of globs (nothing can match '[z-a]')"),
        ('per-file-ignores = ["NK4"]', "check.per-file-ignores is a table of glob = list of rule codes"),
        (
            'per-file-ignores = { "a.md" = ["NK999"] }',
            "check.per-file-ignores: there is no rule 'NK999'; 'netkeep rule' lists them all",
        ),
        ("allow-keys = 1", "check.allow-keys is a list of keys"),
    ],
)
def test_settings_that_mean_nothing(
    settings: str, expected: str, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    make_vault(here, {"netkeep.toml": f"[check]\n{settings}\n", "people/ada.md": person()})
    assert run(_CHECK) == 2
    assert capsys.readouterr() == ("", f"netkeep: netkeep.toml:2: {expected}\n")


def test_every_markdown_file_is_yielded_whatever_the_settings_say(here: Path) -> None:
    make_vault(
        here,
        {
            "netkeep.toml": '[check]\nexclude = ["people/old"]\nnotes = ["notes"]\n',
            "people/old/a.md": "",
            "people/ada.md": person(),
            "people/list.txt": "",
            "notes/deep/er/b.MD": "",
            "c.md": "",
            ".obsidian/d.md": "",
            ".netkeep/e.md": "",
            "public/.netkeep-site": "",
            "public/f.md": "",
        },
    )
    (here / "g.md").symlink_to("c.md")
    assert list(markdown_files(str(here))) == ["c.md", "notes/deep/er/b.MD", "people/ada.md", "people/old/a.md"]


AMONG_CONTACTS = {
    "people/README.md": "# Our people\n",
    "people/Index.md": "---\ntitle: Home\ntags: [moc]\n---\n",
    "orgs/index.md": "---\nlinks: {}\n---\n",
    "people/template.md": "---\nname: {{title}}\nemails:\n---\n",
    "people/_template.md": "---\nname:\n",
    "people/work/Templates/person.md": "---\nname: <% tp.file.title %>\n---\n",
    "people/Kick-off.md": "---\ncssclasses: [meeting]\ndate: 2024-05-01\n---\n\nAll [[ada]] said.\n",
    "people/ada.md": person(body="[[Kick-off]] [[README]]\n"),
}


def test_notes_among_contacts_are_none_and_block_no_site(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make_vault(here, {**AMONG_CONTACTS, "Index.md": "---\ntitle: Home\n---\n", "Templates/Person.md": person()})
    assert _said(capsys) == "8 files checked: no findings.\n"
    assert _staged(here, capsys) == "8 files checked: no findings.\n"
    assert run(["list", "--format", "json"]) == 0
    assert [one["id"] for one in json.loads(capsys.readouterr().out)["people"]] == ["ada"]
    assert run(["site", "build"]) == 0
    pages = sorted(path.relative_to(here / "site").as_posix() for path in here.glob("site/people/*.html"))
    assert pages == ["people/ada.html"]


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        ("people/bob.md", "---\nemails: [b@acme.example]\n---\n", ["2:1: NK202 'name' is missing or empty"]),
        ("people/bob.md", "---\ntags: [mentor]\n---\n", ["2:1: NK202 'name' is missing or empty"]),
        (
            "people/bob.md",
            "---\nnmae: Bob\n---\n",
            ["2:1: NK201 unknown key 'nmae'", "2:1: NK202 'name' is missing or empty"],
        ),
        (
            "people/bob.md",
            "---\nfirst_name: Bob\n---\n",
            ["2:1: NK201 unknown key 'first_name'", "2:1: NK202 'name' is missing or empty"],
        ),
        (
            "people/bob.md",
            "---\nx: {a: b}\n---\n\n## Log\n\n- 2024-05-01 call\n",
            ["2:1: NK202 'name' is missing or empty"],
        ),
        ("people/bob.md", "Met at the conference.\n", ["1:1: NK103 the file does not begin with front matter"]),
        (
            "people/README.md",
            "---\nname: Bob\nlinks: 1\n---\n",
            ["3:8: NK203 links: this must be a mapping, not a single value"],
        ),
    ],
)
def test_a_contact_that_forgot_its_name_is_told(
    path: str, text: str, expected: list[str], here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    make_vault(here, {path: text})
    found = _said(capsys, "--format", "concise", "--ignore", "NK501", code=1)
    assert found == "".join(f"{path}:{line}\n" for line in expected)


def test_a_refused_commit_prints_thirty_findings_and_a_count(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    links = "".join(f"[[gone-{number:02}]]\n" for number in range(1, 41))
    make_vault(
        here,
        {
            "netkeep.toml": '[check]\nselect = ["NK601"]\n',
            "people/ada.md": person("location: NO\n", links),
            "people/bob.md": person("emails: [b@acme.example]\n", name="Bob"),
        },
    )
    shown = "".join(
        f"people/ada.md:{line}:1: NK402 this link leads nowhere\n    {_NOWHERE}\n" for line in range(5, 5 + 29)
    )
    assert _staged(here, capsys, code=1) == (
        "people/ada.md:3:11: NK116 [*] location: other YAML readers take this for true or false\n"
        "    put it in quotes\n"
        f"{shown}"
        "40  NK402       dangling-link\n"
        " 1  NK116  [*]  ambiguous-value\n"
        " 1  NK601       unreachable\n"
        "The first 30 are shown; 'netkeep check --staged --format concise' shows all of them.\n"
        "2 files checked: 42 findings in 1 file, 1 of them advice.\n"
    )
    assert len(_said(capsys, "--staged", "--format", "concise", code=1).splitlines()) == 42
    assert len(_said(capsys, "--no-show-source", code=1).splitlines()) == 42 * 2 + 1
