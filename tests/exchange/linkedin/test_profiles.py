import pytest
from hypothesis import given
from hypothesis import strategies as st

from netkeep.exchange.importers.linkedin.profile import Profile, any_link, profile
from netkeep.model.contact_points import url_key, url_problem


@pytest.mark.parametrize(
    ("text", "key", "url"),
    [
        ("https://www.linkedin.com/in/ada-example", "linkedin.com/in/ada-example", "/in/ada-example"),
        ("www.linkedin.com/in/Ada-Example/", "linkedin.com/in/ada-example", "/in/Ada-Example"),
        ("https://de.linkedin.com/in/ada/de?trk=x#top", "linkedin.com/in/ada", "/in/ada"),
        ("http://linkedin.com/in/jos%C3%A9-%e7%8e%8b", "linkedin.com/in/jos%C3%A9-%E7%8E%8B", "/in/josé-王"),
        ("https://www.linkedin.com/in/a%2Fb%20c", "linkedin.com/in/a/b%20c", "/in/a%2Fb%20c"),
        ("https://www.linkedin.com/in/a%E2%80%8Bb", "linkedin.com/in/a%E2%80%8Bb", "/in/a%E2%80%8Bb"),
        ("https://www.linkedin.com/pub/ada/1/2/3", "linkedin.com/pub/ada/1/2/3", "/pub/ada/1/2/3"),
    ],
)
def test_one_person_has_one_address(text: str, key: str, url: str) -> None:
    link = f"https://www.linkedin.com{url}"
    assert profile(text) == Profile(key, link, "linkedin")
    assert url_key(link) == key


@pytest.mark.parametrize(
    "text",
    [
        "",
        "javascript:alert(1)",
        "https://www.linkedin.com/company/acme",
        "www.linkedin.com/in/",
        "http://[",
        "linkedin.com",
    ],
)
def test_what_names_nobody(text: str) -> None:
    assert any_link(text) is None


def test_host_that_only_looks_like_it() -> None:
    assert profile("https://linkedin.evil.example/in/ada") is None
    assert any_link("https://linkedin.evil.example/in/ada") == Profile(
        "linkedin.evil.example/in/ada", "https://linkedin.evil.example/in/ada", "website"
    )


@given(st.text(max_size=40) | st.from_regex(r"https://www\.linkedin\.com/(in|pub)/[^\n]{0,30}", fullmatch=True))
def test_any_text_gives_a_valid_link_of_the_same_key_or_none(text: str) -> None:
    link = any_link(text)
    assert link is None or (url_problem(link.url) is None and url_key(link.url) == link.key)
