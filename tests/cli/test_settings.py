"""``netkeep settings``: what each setting means, what it is, and where it was set."""

import json
from pathlib import Path

import pytest

from netkeep.cli.main import run
from netkeep.config.rows import IMPORT_ROWS, ROWS
from tests.cli.conftest import TODAY, Netkeep
from tests.vaults import make_vault

DOCS = Path(__file__).parents[2] / "docs"
SETTINGS = """\
format = 2
[check]
ignore = [
  "NK304",
]
severity = { NK407 = "error", "log-order" = "advice" }

[import."my club"]
dates = "day first"
[import.csv]
"""


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    return make_vault(tmp_path, {"netkeep.toml": SETTINGS})


def test_a_table_of_settings_is_explained(vault: Path, netkeep: Netkeep) -> None:
    assert vault.is_dir()
    assert netkeep("settings", "check.severity", "import.my club").out == (
        "check.severity\n"
        "  means    The severity of what a rule finds: an error fails a check, a warning\n"
        "           or advice only with --strict.\n"
        '  is       a table of rule = "error", "warning" or "advice"\n'
        "  default  {}\n"
        '  here     { NK407 = "error", log-order = "advice" }\n'
        "  set in   netkeep.toml:6\n"
        "\n"
        "import.my club.columns\n"
        "  means    The column of a field, where it is not guessed.\n"
        "  is       a table of field = name of the column\n"
        "  default  {}\n"
        "  here     {}\n"
        "  set in   nowhere: it is the default\n"
        "\n"
        "import.my club.dates\n"
        "  means    How 3/4/1990 is meant in tables of this source.\n"
        '  is       "day first" or "month first"\n'
        "  default  not set\n"
        '  here     "day first"\n'
        "  set in   netkeep.toml:9\n"
    )


def test_all_settings_with_their_values_and_places(vault: Path, netkeep: Netkeep) -> None:
    assert vault.is_dir()
    rows = [line.split("  ") for line in netkeep("settings").out.splitlines()]
    lines = {cells[0]: [cell.strip() for cell in cells[1:] if cell] for cells in rows}
    imports = [f"import.{source}.{name}" for source in ("my club", "csv") for name in ("columns", "dates")]
    assert list(lines) == ["vault", "today", *(row.key for row in ROWS), *imports]
    assert lines["format"] == ["2", "netkeep.toml:1"]
    assert lines["check.ignore"] == ['["NK304"]', "netkeep.toml:3"]
    assert lines["cadence.default"] == ['"1 year"', "default"]
    assert lines["today"] == [f'"{TODAY}"', "--today"]
    assert lines["vault"][-1] == "--vault"
    assert lines["import.my club.dates"] == ['"day first"', "netkeep.toml:9"]


def test_where_vault_and_day_come_from(
    vault: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def places() -> list[tuple[str, str]]:
        assert run(["settings", "vault", "today", "--format", "json"]) == 0
        settings = json.loads(capsys.readouterr().out)["settings"]
        return [(setting["value"], setting["where"]) for setting in settings]

    monkeypatch.chdir(vault)
    monkeypatch.setenv("NETKEEP_TODAY", "2024-06-08")
    assert places() == [(str(vault), ""), ("2024-06-08", "NETKEEP_TODAY")]
    monkeypatch.setenv("NETKEEP_VAULT", str(vault))
    monkeypatch.delenv("NETKEEP_TODAY")
    (name, where), (_, day) = places()
    assert (name, where, day) == (str(vault), "NETKEEP_VAULT", "")


def test_json(vault: Path, netkeep: Netkeep) -> None:
    assert vault.is_dir()
    assert json.loads(netkeep("settings", "check.ignore", "owner.name", "--format", "json").out) == {
        "format": "netkeep.settings",
        "version": 1,
        "settings": [
            {
                "key": "owner.name",
                "about": "Your name, as in letters and in archives of LinkedIn.",
                "form": "text",
                "default": None,
                "value": None,
                "where": "",
            },
            {
                "key": "check.ignore",
                "about": "Rules not to report.",
                "form": "a list of rule codes",
                "default": [],
                "value": ["NK304"],
                "where": "netkeep.toml:3",
            },
        ],
    }


@pytest.mark.parametrize(
    ("key", "hint"),
    [("check.ignor", "did you mean check.ignore?"), ("zzz", "'netkeep settings' lists them all")],
)
def test_a_setting_that_does_not_exist(key: str, hint: str, vault: Path, netkeep: Netkeep) -> None:
    assert vault.is_dir()
    assert netkeep("settings", key) == (2, "", f"netkeep: netkeep settings: there is no setting {key!r}; {hint}\n")


def test_the_page_is_made_from_the_settings(vault: Path, netkeep: Netkeep) -> None:
    assert vault.is_dir()
    page = (DOCS / "settings.md").read_text(encoding="utf-8")
    assert netkeep("settings", "--format", "markdown").out == page
    assert all(f"| `{row.key}` | {row.about} |" in page for row in (*ROWS, *IMPORT_ROWS))


def test_the_example_of_the_format_has_every_setting(vault: Path, netkeep: Netkeep) -> None:
    example = (DOCS / "format.md").read_text(encoding="utf-8").split("```toml\n")[1].split("```")[0]
    (vault / "netkeep.toml").write_text(example)
    settings = json.loads(netkeep("settings", "--format", "json").out)["settings"]
    assert [setting["key"] for setting in settings if not setting["where"]] == []
