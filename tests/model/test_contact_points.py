import pytest
from hypothesis import given
from hypothesis import strategies as st

from netkeep.model.contact_points import (
    email_key,
    email_problem,
    is_fax,
    phone_key,
    phone_problem,
    url_key,
    url_problem,
)

EMAIL = "an e-mail address is written name@domain.example"
PHONE = "a phone number has 3 to 15 digits, best with its country: +44 20 7946 0000"
URL = "a link begins with https:// or http:// and a host name"


@pytest.mark.parametrize(
    "address",
    [
        "a@b.example",
        "first.last+tag@sub.domain.example",
        "o'brien@acme.example",
        "用户@例子.广告",
        "a@xn--bcher-kva.example",
        "a_b-c@d-e.example",
        "a@b.co",
    ],
)
def test_an_email_address(address: str) -> None:
    assert email_problem(address) is None


@pytest.mark.parametrize(
    "address",
    [
        "",
        "a",
        "a@",
        "@b.example",
        "a@b",
        "a b@c.example",
        "a@b..example",
        "a..b@c.example",
        "a@-b.example",
        "a@b-.example",
        "a@b.example.",
        "a@b.123",
        "a@@b.example",
        "<a@b.example>",
        "a@b.example, c@d.example",
        "mailto:a@b.example",
        "a@" + "b" * 250 + ".example",
    ],
)
def test_no_email_address(address: str) -> None:
    assert email_problem(address) == EMAIL


def test_addresses_that_are_the_same() -> None:
    assert email_key(" Zoe\u0308@Acme.Example ") == email_key("zoë@acme.example") == "zoë@acme.example"


@pytest.mark.parametrize(
    "number",
    ["112", "+44 20 7946 0018", "02079460958", "(020) 7946-0958", "+44 (0)20 7946 0958", "020/7946.0958 x12",
     "+44 20 7946 0018 ext. 4", "+44 20 7946 0018,123", "+442079460018;ext=12", "+1\u00a0202 5550100"],
)  # fmt: skip
def test_a_number(number: str) -> None:
    assert phone_problem(number) is None


@pytest.mark.parametrize(
    "number",
    ["", "12", "+", "call me", "+44 20 7946 0018 or so", "1234567890123456", "tel:+442079460018", "٠١٢٣", "x12"],
)
def test_no_number(number: str) -> None:
    assert phone_problem(number) == PHONE


@pytest.mark.parametrize(
    ("number", "key"),
    [
        ("+44 20 7946 0018", "+442079460018"),
        ("+44 (0)20 7946-0018", "+442079460018"),
        ("0044 20 7946 0018", "+442079460018"),
        ("020 7946 0018", "02079460018"),
        ("(020) 7946 0018", "02079460018"),
        ("(0)20 7946 0018", "02079460018"),
        ("+44 20 7946 0018 ext. 4", "+442079460018;ext=4"),
        ("+44 20 7946 0018 x4", "+442079460018;ext=4"),
        ("+44 20 7946 0018,4", "+442079460018;ext=4"),
        ("", ""),
    ],
)
def test_the_form_of_a_number_to_compare(number: str, key: str) -> None:
    assert phone_key(number) == key


@pytest.mark.parametrize(
    "url",
    [
        "https://a.example",
        "http://a.example/",
        "HTTPS://a.example/x?y=z#f",
        "https://a.example:8080/é",
        "https://[::1]/",
    ],
)
def test_a_link(url: str) -> None:
    assert url_problem(url) is None


@pytest.mark.parametrize(
    "url",
    [
        "",
        "a.example",
        "//a.example",
        "ftp://a.example",
        "javascript:alert(1)",
        "JavaScript://a.example/%0aalert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "https://",
        "https:///x",
        "https://a.example/a b",
        "https://a.example/\n",
        'https://a.example/"x',
        "https://a.example/<x>",
        "https://[::1",
        "https://a.example:port/",
        "https://a.example:99999/",
        "https:a.example",
        "\x01https://a.example",
        "ht\ntps://a.example",
    ],
)
def test_no_link(url: str) -> None:
    assert url_problem(url) == URL


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("https://www.linkedin.com/in/Grace-Sample/", "linkedin.com/in/grace-sample"),
        ("http://uk.linkedin.com/in/grace-sample?trk=x&utm_source=y", "linkedin.com/in/grace-sample"),
        ("https://linkedin.com/in/grace%2Dsample#about", "linkedin.com/in/grace-sample"),
        ("https://m.example.com/", "example.com"),
        ("https://uk.example.com/a", "uk.example.com/a"),
        ("https://a.example/p?id=7&fbclid=x", "a.example/p?id=7"),
        ("https://a.example/J%C3%A1n", "a.example/j%C3%A1n"),
    ],
)
def test_the_form_of_a_link_to_compare(url: str, key: str) -> None:
    assert url_key(url) == key


@given(st.text())
def test_no_text_raises(text: str) -> None:
    assert email_problem(text) in {None, EMAIL}
    assert phone_problem(text) in {None, PHONE}
    assert url_problem(text) in {None, URL}
    assert phone_key(text) is not None
    if url_problem(text) is None:
        assert url_key(text) is not None


@pytest.mark.parametrize(
    "label",
    ["fax", "Home Fax", "WorkFax", "fax (arbeit)", "Telefax", "Télécopie", "Faks domowy", "Факс", "自宅FAX", "传真"],
)
def test_a_label_of_a_fax(label: str) -> None:
    assert is_fax(label)


@pytest.mark.parametrize("label", [None, "", "work", "Halifax", "Fairfax office"])
def test_a_label_of_another_number(label: str | None) -> None:
    assert not is_fax(label)
