from dataclasses import replace

from netkeep.exchange.matching.duplicates import likely_duplicates
from netkeep.model.body import Body, Span, WikiLink
from netkeep.model.people import Acquaintance, Contact, Email, Phone, Role

ADA = Contact(
    "ada-example", "Ada Example", emails=(Email("ada@acme.example"),), phones=(Phone("020 7946 0018"),), tags=("a",)
)
SAME = Contact("ada-example-2", "A. Example", emails=(Email("ADA@acme.example"),))


def pairs(*people: Contact) -> list[tuple[str, str, int, tuple[str, ...]]]:
    return [(one.keep.id, one.other.id, one.score, one.evidence) for one in likely_duplicates(people, "GB")]


def test_a_shared_address_comes_first() -> None:
    bo = Contact("bo", "Bo Quayle", roles=(Role("Acme Corp"),), location="Leeds, UK")
    bob = Contact("bob", "B. Quayle", roles=(Role("ACME", "Cook"), Role("Initech")))
    assert pairs(bo, SAME, ADA, bob) == [
        ("ada-example", "ada-example-2", 94, ("the same e-mail address", "a similar name")),
        ("bo", "bob", 61, ("a similar name", "the same organisation")),
    ]


def test_a_number_alone_is_not_enough() -> None:
    number = (Phone("+44 20 7946 0018"),)
    assert pairs(ADA, Contact("bo", "Bo Quayle", phones=number)) == []
    assert pairs(ADA, Contact("ada", "Ada Example", phones=number)) == [
        ("ada-example", "ada", 54, ("the same phone number", "the same name"))
    ]


def test_a_name_alone_is_not_enough() -> None:
    assert pairs(ADA, Contact("ada", "Ada Example")) == []


def test_two_profiles_at_one_service_are_two_people() -> None:
    one = Contact("one", "Ada Example", links={"a": "https://github.com/a"}, location="Leeds")
    assert pairs(one, replace(one, id="two", links={"a": "https://github.com/b"})) == []
    assert len(pairs(one, replace(one, id="two", links={}))) == 1


def test_who_names_the_other_is_somebody_else() -> None:
    for two in (
        replace(SAME, knows=(Acquaintance("ada-example"),)),
        replace(SAME, introduced_by="ada-example"),
        replace(SAME, body=Body(links=(WikiLink("ada-example", None, Span(0, 9)),))),
    ):
        assert pairs(ADA, two) == []
        assert pairs(two, ADA) == []


def test_files_that_accept_the_rule_are_two_people() -> None:
    ada, same = (replace(one, check_ignore=("NK608",)) for one in (ADA, SAME))
    assert pairs(ada, same) == []
    assert len(pairs(ada, SAME)) == 1


def test_what_an_office_shares_makes_no_pairs() -> None:
    office = [Contact(f"p{number}", f"P{number} Q{number}x", emails=ADA.emails) for number in range(200)]
    assert pairs(*office) == []


def test_a_middle_name_makes_nobody_somebody_else() -> None:
    maria = Contact("maria", "Maria Zweitz", links={"a": "https://www.linkedin.com/in/maria"})
    anna = Contact("anna", "Maria Anna Zweitz", emails=(Email("ma@titelz.example"),))
    initial = Contact("initial", "Zweitz, Maria A.")
    said = ("the same name but for a middle one",)
    assert pairs(maria, anna) == [("anna", "maria", 48, said)]
    assert pairs(anna, initial) == [("anna", "initial", 48, said)]
    assert pairs(anna, Contact("berta", "Maria Berta Zweitz", emails=anna.emails)) == []
    assert pairs(anna, replace(maria, emails=anna.emails)) == [
        ("maria", "anna", 96, ("the same e-mail address", *said)),
    ]


def test_a_father_and_his_son_are_two() -> None:
    father = Contact("father", "Sam Davis Sr.", location="Leeds", emails=(Email("davis@home.example"),))
    son = replace(father, id="son", name="Sam Davis Jr.")
    assert pairs(father, son) == []
    assert len(pairs(father, replace(son, name="Sam Davis"))) == 1


def test_a_family_shares_an_address() -> None:
    ada = Contact("ada", "Ada Example", emails=(Email("family@home.example"),))
    assert pairs(ada, Contact("bo", "Bo Example", emails=ada.emails)) == []
    assert len(pairs(ada, Contact("ada-other", "Ada Other", emails=ada.emails))) == 1
