import pytest

from netkeep.exchange.candidate import Candidate, Fact, Link
from netkeep.exchange.matching.keys import candidate_keys
from netkeep.exchange.matching.match import Match, New, Pair, People, Same, Unclear
from netkeep.model.people import Contact, Email, Phone, Role
from tests.effort import soon

ADA = Contact(
    "ada-example",
    "Ada Example",
    aliases=("Augusta Example",),
    emails=(Email("ada@acme.example"),),
    phones=(Phone("+44 20 7946 0018"),),
    links={"linkedin": "https://www.linkedin.com/in/ada-example"},
    roles=(Role("Acme Inc."),),
    location="Leeds, UK",
)
BO = Contact("bo-quayle", "Bo Quayle", emails=(Email("bo@acme.example"),), phones=(Phone("+44 20 7946 0019"),))
CY = Contact("cy-sample", "Cy Sample", phones=(Phone("020 7000 0000"),), roles=(Role("Acme"),))
DI = Contact("di-sample", "Di Sample", phones=(Phone("020 7000 0000"),))
EVERYBODY = (ADA, BO, CY, DI)


def find(  # noqa: PLR0913 (what a source may say)
    name: str = "",
    *,
    uid: str | None = None,
    email: str = "",
    phone: str = "",
    link: str = "",
    org: str = "",
    place: str = "",
    known: dict[str, str] | None = None,
) -> Match:
    facts = [Fact("name", name, "x:1")] if name else []
    facts += [Fact("emails", Email(email), "x:1")] if email else []
    facts += [Fact("phones", Phone(phone), "x:1")] if phone else []
    facts += [Fact("links", Link("page", link), "x:1")] if link else []
    facts += [Fact("roles", Role(org), "x:1")] if org else []
    facts += [Fact("location", place, "x:1")] if place else []
    candidate = Candidate(tuple(facts), "x:1", uid)
    return People(EVERYBODY, known, "GB").find(candidate, candidate_keys(candidate, "GB"))


@pytest.mark.parametrize(
    ("match", "evidence"),
    [
        (find("Zed Zulu", link="linkedin.com/in/ADA-example/"), ("the same profile",)),
        (find("Ada Example", email="ADA@acme.example"), ("the same e-mail address", "the same name")),
        (find("Ada Married", email="ada@acme.example"), ("the same e-mail address",)),
        (find("A. Example", phone="020 7946 0018"), ("the same phone number", "a similar name")),
        (find("", phone="020 7946 0018"), ("the same phone number",)),
        (find("Ада Пример", email="ada@acme.example"), ("the same e-mail address",)),
    ],
)
def test_a_key_that_hits_one_person_decides(match: Match, evidence: tuple[str, ...]) -> None:
    assert isinstance(match, Same)
    assert match.id == "ada-example"
    assert match.evidence[: len(evidence)] == evidence


def test_what_the_source_said_before_decides() -> None:
    known = {"uid:7": "ada-example", "url:github.com/x": "bo-quayle", "uid:8": "gone"}
    assert find("Zed", uid="7", email="bo@acme.example", known=known) == Same(
        "ada-example", ("the same id in the source",)
    )
    assert find("Zed", link="https://github.com/X", known=known) == Same("bo-quayle", ("the same profile",))
    assert find("Zed", uid="8", known=known) == New()


def test_keys_of_two_people_decide_nothing() -> None:
    assert find("Ada Example", link="https://linkedin.com/in/ada-example", email="bo@acme.example") == Unclear(
        (
            Pair("ada-example", 98, ("the same profile", "the same name", "the same domain of an e-mail address")),
            Pair("bo-quayle", 96, ("the same e-mail address",)),
        )
    )


def test_a_number_alone_with_another_name_decides_nothing() -> None:
    assert find("Zed Zulu", phone="+442079460019") == Unclear((Pair("bo-quayle", 71, ("the same phone number",)),))


def test_a_mailbox_that_two_share_decides_nothing() -> None:
    found = find("John Example-Smith", email="ada@acme.example")
    assert isinstance(found, Unclear)
    assert [pair.id for pair in found.pairs] == ["ada-example"]


def test_a_number_of_several_is_a_switchboard() -> None:
    assert find("Zed Zulu", phone="020 7000 0000") == New()
    assert find("C. Sample", phone="020 7000 0000") == Unclear(
        (Pair("cy-sample", 56, ("a similar name", "the same main number")),)
    )


def test_a_name_alone_never_decides() -> None:
    assert find("Example, Dr. Ada") == Unclear((Pair("ada-example", 50, ("the same name",)),))
    assert find("augusta example", org="ACME", place="leeds") == Unclear(
        (Pair("ada-example", 85, ("the same name", "the same organisation", "the same place")),)
    )
    assert find("A. Example") == New()
    assert find("A. Example", org="ACME") == Unclear(
        (Pair("ada-example", 61, ("a similar name", "the same organisation")),)
    )
    assert find("Ada Exemple", email="ada@gmail.com") == Unclear(
        (Pair("ada-example", 56, ("a similar name", "the same beginning of an e-mail address")),)
    )


def test_two_profiles_at_one_service_are_two_people() -> None:
    assert find("Ada Example", org="Acme", link="https://linkedin.com/in/ada-example-2") == New()
    assert find("Ada Example", uid="9", known={"uid:7": "ada-example"}) == New()
    found = find("Ada Example", link="https://github.com/ada")
    assert found == Unclear((Pair("ada-example", 50, ("the same name",)),))


def test_nobody_at_all() -> None:
    assert find() == New()
    assert find("…") == New()
    assert People(()).find(Candidate((Fact("name", "Ada Example", "x:1"),), "x:1"), ()) == New()


def test_ten_thousand_among_ten_thousand_take_seconds() -> None:
    people = [
        Contact(
            f"p{number}",
            f"{'abcdefghij'[number % 10]}nna{number % 700} Su{number // 700 % 900}rname",
            emails=(Email(f"p{number}@acme{number % 999}.example"),) if number % 2 else (),
        )
        for number in range(10_000)
    ]
    wanted = [
        Candidate((Fact("name", one.name, "x"), *(Fact("emails", email, "x") for email in one.emails)), "x")
        for one in people
    ]
    with soon(7):
        known = People(people)
        found = [known.find(candidate, candidate_keys(candidate)) for candidate in wanted]
    assert sum(isinstance(one, Same) for one in found) == 5_000
    assert sum(isinstance(one, Unclear) for one in found) == 5_000
