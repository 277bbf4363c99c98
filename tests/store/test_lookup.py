from pathlib import Path

import pytest

from netkeep.errors import LookupFailedError
from netkeep.store.load import load
from netkeep.store.lookup import matches, names, one_job, one_org, one_person
from netkeep.store.vault import Vault
from tests.vaults import make_vault


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    return load(
        make_vault(
            tmp_path,
            {
                "people/ada-example.md": "---\nname: Ada Example\naliases: [Countess]\n"
                "emails: [ada@home.example]\n---\n",
                "people/ada-sample.md": "---\nname: Ada Sample\nroles: [{org: Acme}]\n---\n",
                "people/zoe.md": "---\nname: Zoë Müller\nemails: [zm@acme.example]\n---\n",
                "people/mueller.md": "---\nname: Max Sample\naliases: [Zoë]\n---\n",
                "people/broken.md": "---\nname: [\n---\n",
                "jobs/acme-2023.md": "---\norg: Acme\ntitle: Engineer\n---\n",
                "jobs/acme-2020.md": "---\norg: Acme Corp\ntitle: Intern\n---\n",
                "orgs/initech.md": "---\nname: Initech\n---\n",
            },
        )
    )


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ada-example", ["ada-example"]),
        ("[[ada-example|Ada]]", ["ada-example"]),
        ("  ada-example ", ["ada-example"]),
        ("Ada Example", ["ada-example"]),
        ("ADA EXAMPLE", ["ada-example"]),
        ("countess", ["ada-example"]),
        ("ada@home.example", ["ada-example"]),
        ("@acme", ["zoe"]),
        ("muller", ["zoe"]),
        ("zoe muller", ["zoe"]),
        ("zoe", ["zoe"]),  # an id beats Max's alias
        ("ZOË", ["mueller", "zoe"]),  # no id: a whole alias, and an id without its accent
        ("sample", ["ada-sample", "mueller"]),
        ("ada", ["ada-example", "ada-sample"]),
        ("ada-s", ["ada-sample"]),
        ("nobody", []),
        ("broken", []),
        ("", []),
        ("  ", []),
    ],
)
def test_whom_a_text_means(vault: Vault, text: str, found: list[str]) -> None:
    assert [contact.id for contact in matches(vault, text)] == found


def test_one_person_or_the_candidates(vault: Vault) -> None:
    assert one_person(vault, "countess").id == "ada-example"
    with pytest.raises(LookupFailedError) as nobody:
        one_person(vault, "nobody")
    with pytest.raises(LookupFailedError) as several:
        one_person(vault, "ada")
    assert str(nobody.value) == "nobody is called 'nobody'; 'netkeep find' searches everything"
    assert str(several.value) == (
        "'ada' fits 2 people; say which by id:\n  ada-example  (Ada Example)\n  ada-sample  (Ada Sample)"
    )


def test_many_candidates_are_not_all_listed(tmp_path: Path) -> None:
    people = {f"people/a{number:02}.md": "---\nname: Ann\n---\n" for number in range(15)}
    with pytest.raises(LookupFailedError) as error:
        one_person(load(make_vault(tmp_path, people)), "ann")
    listed = "".join(f"\n  a{number:02}  (Ann)" for number in range(12))
    assert str(error.value) == f"'ann' fits 15 people; say which by id:{listed}\n  and 3 more"


def test_jobs_and_organisations(vault: Vault) -> None:
    assert one_job(vault, "[[acme-2023]]").id == "acme-2023"
    assert one_job(vault, "intern").id == "acme-2020"
    with pytest.raises(LookupFailedError, match=r"^'acme' fits 2 jobs; say which by id:\n  acme-2020  \(Acme Corp\)\n"):
        one_job(vault, "acme")
    with pytest.raises(LookupFailedError, match=r"^no job is called 'x'; there are:\n  acme-2020"):
        one_job(vault, "x")
    assert [one_org(vault, text).id for text in ("acme, inc", "initech", "INIT")] == ["acme", "initech", "initech"]
    with pytest.raises(LookupFailedError, match=r"^no organisation is called 'x'$"):
        one_org(vault, "x")


def test_names_behind_ids(vault: Vault) -> None:
    name_of = names(vault)
    assert [name_of(id_) for id_ in ("zoe", "initech", "acme-2023", "broken")] == [
        "Zoë Müller",
        "Initech",
        "Acme",
        "broken",
    ]
