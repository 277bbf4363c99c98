from hypothesis import given
from hypothesis import strategies as st

from netkeep.model.jobs import Organisation
from netkeep.model.no_employer import names_no_employer
from netkeep.store.orgs import Org, Orgs

ACME = Organisation("acme-corp", "Acme Corp", aliases=("Initech", "Big A"))


def ids(orgs: Orgs) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(org.id, org.name, org.spellings) for org in orgs.all()]


def test_spellings_join_by_case_punctuation_and_suffix() -> None:
    orgs = Orgs([], ["acme", "Acme, Inc.", "Acme, Inc.", "Meta", "Metabolic", "ACME GmbH"])
    assert ids(orgs) == [
        ("acme-inc", "Acme, Inc.", ("Acme, Inc.", "ACME GmbH", "acme")),
        ("meta", "Meta", ("Meta",)),
        ("metabolic", "Metabolic", ("Metabolic",)),
    ]
    assert orgs.of("a.c.m.e.") == orgs.of("Acme Ltd") == orgs.of("acme")
    assert (orgs.of("Met"), orgs.of("Acme Labs"), orgs.of("")) == (None, None, None)


def test_an_organisations_file_joins_its_aliases() -> None:
    orgs = Orgs([ACME], ["ACME", "initech ltd", "big a", "Other"])
    assert orgs.all() == (
        Org("acme-corp", "Acme Corp", ACME, ("ACME", "big a", "initech ltd")),
        Org("other", "Other", None, ("Other",)),
    )
    assert orgs.of("INITECH, Inc.") == orgs.of("Acme") == orgs.all()[0]


def test_a_file_that_nobody_names_is_an_organisation_too() -> None:
    assert ids(Orgs([ACME], [])) == [("acme-corp", "Acme Corp", ())]


def test_two_files_that_claim_one_name() -> None:
    other = Organisation("other", "Other", aliases=("Acme",))
    orgs = Orgs([ACME, other], ["acme", "Other"])
    assert ids(orgs) == [("acme-corp", "Acme Corp", ("acme",)), ("other", "Other", ("Other",))]


def test_two_files_of_one_name() -> None:
    twin = Organisation("acme-2", "ACME Inc")
    orgs = Orgs([ACME, twin], ["acme"])
    found = orgs.of("Acme")
    assert found is not None
    assert (found.id, found.spellings) == ("acme-corp", ("acme",))


def test_ids_are_free_whatever_the_names() -> None:
    orgs = Orgs([ACME], ["Acme-Corp Labs", "😀", "🎉", "東京", "acme corp!labs x", "C"])
    found = [org.id for org in orgs.all()]
    assert len(set(found)) == len(found)
    assert all(id_ for id_ in found)


def test_the_ids_of_a_vault_do_not_hang_on_the_order_of_its_files() -> None:
    names = ["Été", "Ete & Co", "été and co", "Meta", "meta inc"]
    assert ids(Orgs([], names)) == ids(Orgs([], names[::-1]))


@given(st.lists(st.text(max_size=8), max_size=8))
def test_every_name_used_is_found_again(names: list[str]) -> None:
    orgs = Orgs([ACME], names)
    for name in names:
        found = orgs.of(name)
        if names_no_employer(name):
            assert found is None
        else:
            assert found is not None
            assert name in found.spellings
    assert len({org.id for org in orgs.all()}) == len(orgs.all())


def test_what_names_no_employer_is_no_organisation_unless_a_file_says_so() -> None:
    used = ["Freelance", "SELF-EMPLOYED", "-", "Freelance Ltd", "Various"]
    orgs = Orgs([], used, frozenset({"various"}))
    assert ids(orgs) == [("freelance-ltd", "Freelance Ltd", ("Freelance Ltd",))]
    assert [orgs.of(name) for name in ("freelance", "Self Employed", "-", "various")] == [None] * 4
    named = Orgs([Organisation("freelance", "Freelance")], used, frozenset({"various"}))
    assert ids(named) == [("freelance", "Freelance", ("Freelance", "Freelance Ltd"))]
