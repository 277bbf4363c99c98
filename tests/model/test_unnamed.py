import pytest

from netkeep.model.people import Contact, Email, Phone
from netkeep.model.unnamed import is_unnamed


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Ada@Home.example", True),
        ("ada@work.example", False),
        ("'ada@home.example'", True),
        ("ada@home.example (Ada@Home.example)", True),
        ("<mailto:ada@home.example>", True),
        ("Ada <ada@home.example>", False),
        ("@", False),
        ("0044 20 7946-0018", True),
        ("+442079460018", True),
        ("tel:+44-20-7946-0018", True),
        ("020 7946 0018", False),
        ("Ada Calder", False),
        ("R2", False),
        ("", False),
    ],
)
def test_a_name_that_is_only_an_address_or_a_number(name: str, expected: bool) -> None:  # noqa: FBT001
    contact = Contact("a", name, emails=(Email("ada@home.example"),), phones=(Phone("+44 20 7946 0018"),))
    assert is_unnamed(contact) is expected
