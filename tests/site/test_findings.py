"""What the site tells of what the check found."""

from datetime import date
from pathlib import Path

from netkeep.check.reader import reader
from netkeep.site.findings import Finding, findings
from netkeep.store.index.refresh import open_index
from netkeep.store.load import load
from tests.vaults import make_vault

_FILES = {
    "people/ada.md": "---\nname: Ada\nemails: [ada@x.example]\ncadance: 2w\n---\n",
    "people/bob.md": "---\nname: Ada\nemails: [ada@x.example]\n---\n",
    "people/cyd.md": "---\nname: Cyd\nprivate: true\nknows: [nobody]\n---\n",
}


def _found(root: Path, *hide: str) -> list[tuple[str, str]]:
    found = findings(load(root), date(2026, 11, 22), frozenset(hide))
    return [(one.code, one.path) for one in found if not one.advice]


def test_an_index_tells_what_the_files_tell(tmp_path: Path) -> None:
    root = make_vault(tmp_path, _FILES)
    without = _found(root)
    assert without == [("NK201", "people/ada.md"), ("NK404", "people/ada.md"), ("NK404", "people/bob.md")]
    open_index(root, reader(load(root).settings)).close()
    assert _found(root) == without
    # It is brought up to date first.
    (root / "people" / "bob.md").write_text("---\nname: Bob\n---\n")
    assert _found(root) == [("NK201", "people/ada.md")]


def test_settings_say_what_is_advice(tmp_path: Path) -> None:
    settings = '[check.severity]\nNK201 = "advice"\nNK404 = "warning"\n'
    root = make_vault(tmp_path, {**_FILES, "netkeep.toml": settings})
    shown = findings(load(root), date(2026, 11, 22), frozenset())
    assert [(finding.code, finding.advice) for finding in shown] == [
        ("NK404", False),
        ("NK404", False),
        ("NK201", True),
    ]


def test_hidden_fields_are_not_spoken_of(tmp_path: Path) -> None:
    assert _found(make_vault(tmp_path, _FILES), "emails", "cadence") == []


def test_a_finding_says_where_and_what_to_do(tmp_path: Path) -> None:
    root = make_vault(tmp_path, _FILES)
    [first, *_] = findings(load(root), date(2026, 11, 22), frozenset())
    assert first == Finding(
        code="NK201",
        name="unknown-key",
        path="people/ada.md",
        id="ada",
        line=4,
        message="unknown key 'cadance'",
        help="did you mean 'cadence'? Else: your own keys go below x:",
        advice=False,
    )
