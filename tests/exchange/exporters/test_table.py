from pathlib import Path

import pytest

from netkeep.exchange.cells import guarded, unguarded
from netkeep.exchange.exporters.table import COLUMNS, vault_table
from netkeep.store.load import load
from tests.cli.people import VAULT
from tests.vaults import make_vault

HEADER = (
    "id,name,aliases,pronouns,emails,phones,links,addresses,location,timezone,birthday,dates,tags,org,title,team,from,to,more_roles,"
    "worked_with,introduced_by,knows,cadence,paused_until,private,archived,check_ignore,x,properties,log,note\r\n"
)


def test_everybody_in_one_table(tmp_path: Path) -> None:
    make_vault(tmp_path, VAULT)
    assert vault_table(load(tmp_path)).decode("utf-8") == (
        "\ufeff" + HEADER + "ada-example,Ada Éxample,,,,,,,,,,,mentor,,,,,,,,,,,,,moved to the moon,,,,,\r\n"
        'alan-sample,Alan Sample,,,,,,,,,,,,"ACME, Inc.",Plumber,,,,,,,,,,,,,,,'
        "2023-01-10 lunch with [[grace-sample]]: Pie.,\r\n"
        "grace-sample,Grace Sample,G. Example,she/her,grace@acme.example; home: grace@home.example,'+44 20 7946 0018,"
        'linkedin: https://www.linkedin.com/in/grace-sample,,"Leeds, UK",Europe/London,1979-06-14,,mentor; data,'
        'Acme Corp,VP Engineering,Platform,2021-05,,"[{""org"": ""Initech"", ""title"": ""Engineering Manager"", '
        '""from"": ""2016"", ""to"": ""2021-04""}]",manager: acme-2023,alan-sample,'
        'alan-sample; same choir: ada-example,3 months,,,,,,,"2024-05-20 coffee with [[alan-sample]], [[ada-example]]: '
        "Reorg, and who to ask about\n  data.\n2024-04-20 asked recommendation: By e-mail, before the contract ends."
        '","Met at the platform kick-off. Trail runner; asks\n'
        "**good** questions. Knows [[alan-sample]] and [[ada-example|Ada]].\n\n- likes trails\n"
        '- [ ] 2024-06-20 send her the migration write-up\n- [x] 2024-01-01 done already"\r\n'
    )


def test_the_columns_are_documented() -> None:
    page = (Path(__file__).parents[3] / "docs/exchange.md").read_text(encoding="utf-8")
    assert [column for column in COLUMNS if f"`{column}`" not in page] == []


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+44", "'+44"),
        ("--05-14", "'--05-14"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        (" =1", "' =1"),
        ("＝1", "'＝1"),
        ("'=1", "''=1"),
        ("''=1", "'''=1"),
        ("'Ndrangheta", "'Ndrangheta"),
        ("a=1", "a=1"),
        ("", ""),
    ],
)
def test_what_a_spreadsheet_would_run_has_an_apostrophe_that_is_taken_away_again(text: str, cell: str) -> None:
    assert (guarded(text), unguarded(cell)) == (cell, text)
