from pathlib import Path

import pytest

from netkeep.drafting.draft import KINDS, SHIPPED, TemplateError, draft, form_of_address

VALUES = {"called": "Ada", "org": "Acme", "owner": "Sam", "relation": "manager", "end": "30 June 2024"}


def test_a_letter(tmp_path: Path) -> None:
    found = draft("recommendation", VALUES, "ada@x.example", tmp_path)
    assert str(found) == (
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


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("values", [{}, VALUES, {**VALUES, "ended": True, "gave": True, "last": "coffee in May 2024"}])
def test_every_shipped_letter_is_one(kind: str, values: dict[str, object], tmp_path: Path) -> None:
    found = draft(kind, values, None, tmp_path)
    assert found.subject
    assert found.body.startswith("Dear ")
    assert not any(mark in found.body for mark in ("{", "}", "\n\n\n", "None"))


def test_every_kind_is_shipped() -> None:
    assert sorted(path.stem for path in SHIPPED.iterdir()) == sorted(KINDS)


def test_the_owners_wording_wins(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates/thanks.txt").write_text("Subject: Ta\n\nTa, {{ called }}! {{ nothing.at.all }}\n")
    assert str(draft("thanks", {"called": "Bo <b>"}, None, tmp_path)) == "Subject: Ta\n\nTa, Bo <b>!\n"
    (tmp_path / "templates/thanks.txt").write_text("Just words.")
    assert str(draft("thanks", {}, None, tmp_path)) == "Subject: \n\nJust words.\n"


@pytest.mark.parametrize(
    ("template", "message"),
    [
        ("Hi\n{% if %}", "templates/thanks.txt:2: Expected an expression, got 'end of statement block'"),
        ("{{ called.__class__.mro() }}", "templates/thanks.txt cannot be filled in: SecurityError"),
        ("{{ 1 / 0 }}", "templates/thanks.txt cannot be filled in: ZeroDivisionError"),
        ("{% include '../netkeep.toml' %}", "templates/thanks.txt cannot be filled in: TemplateNotFound"),
    ],
)
def test_a_wrong_template_says_so(tmp_path: Path, template: str, message: str) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates/thanks.txt").write_text(template)
    with pytest.raises(TemplateError) as error:
        draft("thanks", {"called": "Ada"}, None, tmp_path)
    assert str(error.value) == message


def test_a_link_for_the_mail_program(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates/thanks.txt").write_text("Subject: A & B?\n\nOne line,\nanother.\n")
    link = draft("thanks", {}, "ada+b@x.example", tmp_path).mailto()
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
