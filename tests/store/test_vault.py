from datetime import date
from pathlib import Path

from netkeep.store.load import load
from netkeep.store.vault import HistoryEntry, Vault
from tests.vaults import make_vault

TODAY = date(2024, 6, 1)


def person(name: str, log: str = "", front: str = "") -> str:
    return f"---\nname: {name}\n{front}---\n\n## Log\n\n{log}"


def told(happenings: tuple[HistoryEntry, ...]) -> list[tuple[str, str, str, tuple[str, ...], str]]:
    return [(h.date.isoformat(), h.kind, h.text, h.others, h.source) for h in happenings]


def test_an_entry_counts_for_everyone_who_was_there(tmp_path: Path) -> None:
    vault = load(
        make_vault(
            tmp_path,
            {
                "people/ada.md": person(
                    "Ada", "- 2024-05-20 coffee with [[bo]], [[cy]], [[ada]], [[bo]]: Hi\n- 2024-05-01 call\n"
                ),
                "people/bo.md": person("Bo", "- 2024-05-10 note: own\n"),
                "people/cy.md": person("Cy"),
                "jobs/acme.md": "---\norg: Acme\n---\n## Log\n- 2024-05-15 meeting with [[bo]]: kick-off\n"
                "- 2024-04-01 sweep\n",
                "orgs/acme-corp.md": "---\nname: Acme\n---\n## Log\n- 2024-05-05 visit with [[bo]], [[gone]]\n",
            },
        )
    )
    assert told(vault.history("ada")) == [
        ("2024-05-20", "coffee", "Hi", ("bo", "cy"), "ada"),
        ("2024-05-01", "call", "", (), "ada"),
    ]
    assert told(vault.history("bo")) == [
        ("2024-05-20", "coffee", "Hi", ("ada", "cy"), "ada"),
        ("2024-05-15", "meeting", "kick-off", (), "acme"),
        ("2024-05-10", "note", "own", (), "bo"),
        ("2024-05-05", "visit", "", ("gone",), "acme-corp"),
    ]
    assert told(vault.history("cy")) == [("2024-05-20", "coffee", "Hi", ("ada", "bo"), "ada")]
    assert vault.history("acme") == vault.history("nobody") == ()
    assert [h.kind for h in vault.contacts_with("bo", TODAY)] == ["coffee", "meeting", "visit"]
    assert [h.kind for h in vault.contacts_with("bo", date(2024, 5, 15))] == ["meeting", "visit"]


def test_a_jobs_log_is_nobodys_of_the_same_id(tmp_path: Path) -> None:
    vault = load(
        make_vault(
            tmp_path,
            {
                "people/acme.md": person("Ann Acme"),
                "jobs/acme.md": "---\norg: Acme\n---\n## Log\n- 2024-05-15 meeting: kick-off\n",
            },
        )
    )
    assert vault.history("acme") == ()


def test_the_same_day_keeps_the_order_of_the_file(tmp_path: Path) -> None:
    log = "- 2024-05-20 call: second\n- 2024-05-20 call: first\n"
    vault = load(make_vault(tmp_path, {"people/ada.md": person("Ada", log)}))
    assert [h.text for h in vault.history("ada")] == ["second", "first"]


def test_kinds_of_the_settings_count(tmp_path: Path) -> None:
    log = "- 2024-05-20 podcast\n- 2024-05-19 post\n- 2024-05-18 declined reference\n- 2024-05-17 gave reference\n"
    settings = "[log]\nkinds = { podcast = true, post = false }\n"
    vault = load(make_vault(tmp_path, {"netkeep.toml": settings, "people/ada.md": person("Ada", log)}))
    assert [h.kind for h in vault.contacts_with("ada", TODAY)] == ["podcast", "gave reference"]


def test_what_cannot_be_read_is_nowhere_but_in_the_documents(tmp_path: Path) -> None:
    vault = load(
        make_vault(
            tmp_path,
            {
                "people/zoe.md": person("Zoe"),
                "people/ada.md": person("Ada"),
                "people/broken.md": "---\nname: Broken\nx: &a b\n---\n",
                "people/odd.md": "---\nbirthday: no\n---\n",
                "jobs/broken.md": "no front matter",
            },
        )
    )
    assert list(vault.contacts) == ["ada", "odd", "zoe"]
    assert vault.contacts["odd"].name == "odd"
    assert vault.jobs == {}
    assert list(vault.by_id) == ["broken", "ada", "odd", "zoe"]
    assert [document.path for document in vault.by_id["broken"]] == ["jobs/broken.md", "people/broken.md"]


def test_of_two_files_with_one_id_the_first_counts(tmp_path: Path) -> None:
    vault = load(make_vault(tmp_path, {"people/b/ada.md": person("Second"), "people/a/ada.md": person("First")}))
    assert [contact.name for contact in vault.contacts.values()] == ["First"]
    assert vault.document(vault.contacts["ada"]).path == "people/a/ada.md"


def test_a_vault_without_settings_has_the_defaults(tmp_path: Path) -> None:
    make_vault(tmp_path, {"netkeep.toml": "format = 1\n", "people/ada.md": person("Ada")})
    with_file = load(tmp_path)
    (tmp_path / "netkeep.toml").unlink()
    assert load(tmp_path).settings == with_file.settings


def test_an_empty_vault(tmp_path: Path) -> None:
    vault = load(make_vault(tmp_path, {}))
    assert isinstance(vault, Vault)
    assert (vault.contacts, vault.jobs, vault.organisations, vault.orgs.all(), vault.documents) == ({}, {}, {}, (), ())
