import re
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest

from netkeep.drafting.draft import FACTS, KINDS, SHIPPED, TONES, Recipient, TemplateError, draft, form_of_address

ADA = Recipient("Ada Example, Head of Data, Beta", "ada@x.example")
VALUES: dict[str, str | bool] = {
    "called": "Ada",
    "org": "Acme",
    "owner": "Sam",
    "relation": "manager",
    "end": "30 June 2024",
}


def test_a_letter(tmp_path: Path) -> None:
    assert str(draft("recommendation", VALUES, ADA, tmp_path)) == (
        "Ada Example, Head of Data, Beta\n"
        "To: ada@x.example\n"
        "Subject: A few sentences about our time at Acme?\n"
        "\n"
        "Dear Ada,\n"
        "\n"
        "My time at Acme is coming to its end on 30 June 2024, and I would be glad of a recommendation from you: three"
        " or four sentences about what we did together, in your own words.\n"
        "\n"
        "You have seen more of my work than anyone, so yours is the one that counts most.\n"
        "\n"
        "If it helps, I will gladly send you a few points to choose from, and I will write one for you as gladly. If it"
        " does not suit you, just say so; nothing is lost by it.\n"
        "\n"
        "Thank you,\n"
        "Sam\n"
    )


_JOBS: tuple[dict[str, str | bool], ...] = (
    {},
    {"org": "Acme"},
    {"org": "Acme", "end": "30 June 2024"},
    {"org": "Acme", "end": "30 June 2024", "ended": True},
)
_BESIDES: dict[str, tuple[str | bool, ...]] = {
    "owner": ("", "Sam Owner"),
    "owner_email": ("", "sam@home.example"),
    "relation": ("", "manager", "leadership", "peer"),
    "last": ("", "coffee in May 2024"),
    "gave": (False, True),
    "favour": ("recommendation", "endorsement", "reference", "introduction", "referral"),
    "asked": ("", "1 May 2024"),
    "place": ("", "Initech"),
    "person": ("", "Cy Doe"),
}


def _all_facts() -> Iterator[dict[str, str | bool]]:
    """Yield everything that can be known or unknown of somebody; of a job, the end is known with the job alone."""
    for job in _JOBS:
        for values in product(*_BESIDES.values()):
            yield {"called": "Ada", **job, **dict(zip(_BESIDES, values, strict=True))}


_USED = {name: re.compile(rf"\b{name}\b") for name in FACTS}
_BROKEN = re.compile(
    r"[{}]|None|  |\n\n\n| [.,?!;:]|\.[.,]|,\n\n?$|[^.?!,:\n]\n\n"
    r"|(?<!working )(?<!looking )(?<!asked you )(?<!begin )\b(?:at|on|for|the|and|of|is|with)[.,?!;:]"
)


@pytest.mark.parametrize("tone", TONES)
@pytest.mark.parametrize("kind", KINDS)
def test_whatever_is_known_the_sentences_are_whole(kind: str, tone: str, tmp_path: Path) -> None:
    name = f"{tone}/{kind}.txt" if tone != "warm" else f"{kind}.txt"
    source = (SHIPPED / name).read_text()
    used = {fact for fact, word in _USED.items() if word.search(source)}
    seen = {tuple((fact, value) for fact, value in facts.items() if fact in used) for facts in _all_facts()}
    for facts in seen:
        letter = draft(kind, dict(facts), ADA, tmp_path, tone)
        assert not _BROKEN.search(letter.body), letter.body
        assert letter.body.startswith(("Dear Ada,\n\n", "Hello Ada,\n\n", "Hi Ada, "))
        assert (letter.subject == "") is (tone == "linkedin")
        assert letter.subject.strip() == letter.subject


@pytest.mark.parametrize("kind", KINDS)
def test_a_message_on_linkedin_is_short_and_no_letter(kind: str, tmp_path: Path) -> None:
    for facts in _JOBS:
        body = draft(kind, {"called": "Ada", **facts}, ADA, tmp_path, "linkedin").body
        assert len(body) <= 300
        assert body.count("\n") == 1
        assert not re.search(r"Dear|best|Regards|Subject|e-?mail", body)


def test_every_kind_is_shipped() -> None:
    assert sorted(path.stem for path in SHIPPED.glob("*.txt")) == sorted(KINDS)
    for tone in ("plain", "linkedin"):
        assert sorted(path.stem for path in (SHIPPED / tone).iterdir()) == sorted(KINDS)


def test_the_owners_wording_wins(tmp_path: Path) -> None:
    (tmp_path / "templates/linkedin").mkdir(parents=True)
    (tmp_path / "templates/thanks.txt").write_text("Subject: Ta\n\nTa, {{ called }}!{{ org }}\n")
    facts = {"called": "Bo <b>"}
    nobody = Recipient("Bo")
    assert str(draft("thanks", facts, nobody, tmp_path)) == (
        "Bo\nNo address and no profile known\nSubject: Ta\n\nTa, Bo <b>!\n"
    )
    assert draft("thanks", facts, nobody, tmp_path, "linkedin").body == "Ta, Bo <b>!\n"
    (tmp_path / "templates/linkedin/thanks.txt").write_text("Just words.")
    message = draft("thanks", facts, Recipient("Bo", None, "https://x.example/bo"), tmp_path, "linkedin")
    assert str(message) == "Bo\nProfile: https://x.example/bo\n\nJust words.\n"
    assert draft("thanks", facts, nobody, tmp_path, "plain").subject == "Ta"


KNOWN = "asked, called, end, ended, favour, gave, last, name, org, owner, owner_email, person, place, relation, title"


@pytest.mark.parametrize(
    ("template", "message"),
    [
        ("Hi\n{% if %}", "templates/thanks.txt:2: Expected an expression, got 'end of statement block'"),
        (
            "Hi\n{% if gave %}{{ cold }}{% endif %}",
            f"templates/thanks.txt:2: there is no value 'cold'; there are: {KNOWN}",
        ),
        ("Hi\n\n{{ called.first }}", "templates/thanks.txt:3 cannot be filled in: UndefinedError"),
        ("{{ called.__class__.mro() }}", "templates/thanks.txt:1 cannot be filled in: SecurityError"),
        ("Hi\n{{ 1 / 0 }}", "templates/thanks.txt:2 cannot be filled in: ZeroDivisionError"),
        ("{% include '../netkeep.toml' %}", "templates/thanks.txt:1 cannot be filled in: TemplateNotFound"),
    ],
)
def test_a_wrong_template_says_so(tmp_path: Path, template: str, message: str) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates/thanks.txt").write_text(template)
    with pytest.raises(TemplateError) as error:
        draft("thanks", {"called": "Ada"}, ADA, tmp_path)
    assert str(error.value) == message


def test_a_link_for_the_mail_program(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates/thanks.txt").write_text("Subject: A & B?\n\nOne line,\nanother.\n")
    link = draft("thanks", {}, Recipient("Ada", "ada+b@x.example"), tmp_path).mailto()
    assert link == "mailto:ada+b@x.example?subject=A%20%26%20B%3F&body=One%20line%2C%0D%0Aanother.%0D%0A"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Ada Example", "Ada"),
        ("Dr. Ingeborg Sattler-Ries", "Ingeborg"),
        ("Wulandari", "Wulandari"),
        ("Dr. Wulandari", "Dr. Wulandari"),
        ("佐藤 花子", "佐藤 花子"),
        ("Example, Ada", "Example, Ada"),
        ("J. Example", "J. Example"),
        ("Łukasz Grzybowiak", "Łukasz"),
        ("", ""),
    ],
)
def test_what_to_call_someone(name: str, expected: str) -> None:
    assert form_of_address(name) == expected


@pytest.mark.parametrize(
    ("name", "parts", "expected"),
    [
        ("Dipl.-Ing. Eva Doktorz", {"family": "Doktorz", "given": "Eva", "prefix": "Dipl.-Ing."}, "Eva"),
        ("Doktorz Eva", {"family": "Doktorz", "given": "Eva"}, "Eva"),
        ("Ada Example", {"given": "Ada Example"}, "Ada"),
        ("山田太郎", {"family": "山田", "given": "太郎"}, "山田太郎"),
        ("Dr. Example", {"family": "Example", "prefix": "Dr."}, "Dr. Example"),
    ],
)
def test_what_to_call_someone_whose_parts_are_known(name: str, parts: dict[str, str], expected: str) -> None:
    assert form_of_address(name, {"name_parts": {"of": name, **parts}}) == expected
