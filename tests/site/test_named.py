"""Whom a text may lead to: whatever way leads to a page on the site is seen."""

import pytest

from netkeep.site.bodies import Bodies
from netkeep.site.named import ODD, leads, odd


@pytest.mark.parametrize(
    "text",
    [
        "[[ada]]",
        "[[people/ada.md#log|her]]",
        "[her](ada.md)",
        "[her](../people/ada.md#log)",
        "[her](<ada.md>)",
        "[her](a%64a.md)",
        "[her](a&#100;a.md)",
        "[her][1]\n\n[1]: ada.md",
        '<a href="ada">her</a>',
        '<A HREF="ad&#10;a.md">her</A>',
    ],
)
def test_what_leads_to_a_page_is_named(text: str) -> None:
    assert 'href="people/ada.html"' in Bodies({"ada": "people/ada.md"}, {}).html(text, "index.md")
    assert "ada" in set(leads(text))


def test_an_id_that_cannot_be_told_from_a_link_counts_wherever_there_is_one() -> None:
    pages = {"ada smith": "people/ada smith.md", "bob": "people/bob.md"}
    assert odd(pages) == ("ada smith",)
    assert "href" in Bodies(pages, {}).html("[her](<ada smith.md>)", "index.md")
    assert ODD in set(leads("[her](<ada smith.md>)"))


def test_text_without_links_leads_nowhere() -> None:
    assert set(leads("Ada, ada.md (ada); people/ada")) == set()
    assert ODD not in set(leads("[[ada]]"))
