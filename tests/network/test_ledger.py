from datetime import date
from pathlib import Path

import pytest

from netkeep.network.ledger import Account, Ask, account, accounts
from netkeep.store.load import load
from tests.vaults import make_vault

TODAY = date(2024, 6, 1)


def of_log(root: Path, *entries: str) -> Account:
    log = "\n".join(f"- {entry}" for entry in entries)
    return account(load(make_vault(root, {"people/bo.md": f"---\nname: Bo\n---\n\n## Log\n\n{log}\n"})), "bo", TODAY)


@pytest.mark.parametrize(
    ("entries", "asks"),
    [
        (["2024-05-01 coffee"], ()),
        (["2024-05-01 asked reference"], (Ask("bo", "reference", date(2024, 5, 1)),)),
        (
            ["2024-05-01 received reference", "2024-05-01 asked reference"],
            (Ask("bo", "reference", date(2024, 5, 1), "received", date(2024, 5, 1)),),
        ),
        (
            ["2024-05-20 declined endorsement", "2024-05-01 asked endorsement", "2024-04-01 asked reference"],
            (
                Ask("bo", "reference", date(2024, 4, 1)),
                Ask("bo", "endorsement", date(2024, 5, 1), "declined", date(2024, 5, 20)),
            ),
        ),
        (
            ["2023-05-20 received recommendation"],
            (Ask("bo", "recommendation", None, "received", date(2023, 5, 20)),),
        ),
        (
            ["2024-05-09 asked reference", "2024-05-01 asked reference"],
            (Ask("bo", "reference", date(2024, 5, 9)),),
        ),
        (
            ["2024-05-09 asked reference", "2024-05-02 received reference", "2024-05-01 asked reference"],
            (
                Ask("bo", "reference", date(2024, 5, 1), "received", date(2024, 5, 2)),
                Ask("bo", "reference", date(2024, 5, 9)),
            ),
        ),
        (["2024-06-02 asked reference"], ()),
    ],
)
def test_what_came_of_an_asking(tmp_path: Path, entries: list[str], asks: tuple[Ask, ...]) -> None:
    assert of_log(tmp_path, *entries).asks == asks


@pytest.mark.parametrize(
    ("entries", "owed"),
    [
        (["2023-12-30 received recommendation"], 1),
        (["2023-12-30 received recommendation", "2023-01-02 gave endorsement"], 0),
        (["2023-12-30 received recommendation", "2022-12-31 gave recommendation"], 1),
        (["2024-02-01 gave reference", "2023-12-30 received recommendation"], 0),
        (["2023-12-30 declined recommendation"], 0),
    ],
)
def test_what_is_owed(tmp_path: Path, entries: list[str], owed: int) -> None:
    assert len(of_log(tmp_path, *entries).owed()) == owed


def test_everyone_with_an_account(tmp_path: Path) -> None:
    ada = "---\nname: Ada\n---\n\n## Log\n\n- 2024-05-01 gave introduction with [[bo]]\n"
    vault = load(make_vault(tmp_path, {"people/ada.md": ada, "people/bo.md": "---\nname: Bo\n---\n"}))
    given = (date(2024, 5, 1), "introduction")
    assert accounts(vault, TODAY) == {"ada": Account((), (given,)), "bo": Account((), (given,))}
