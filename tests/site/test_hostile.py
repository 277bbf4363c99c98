"""Every value of every file is somebody else's: from an import, a card, a mail."""

from html.parser import HTMLParser
from pathlib import Path

import pytest
from markdown import markdown

from netkeep.site.page import Page
from netkeep.site.pages import make_pages
from netkeep.store.load import load
from tests.site.vaults import TODAY
from tests.vaults import make_vault

ATTACKS = (
    "<script>window.__pwned=1</script>",
    '"><img src=x onerror="window.__pwned=1">',
    "' onmouseover='window.__pwned=1",
    "javascript:window.__pwned=1",
    "{{1009*1009}}{% raw %}{#",
    '</title></h1><svg onload="window.__pwned=1">',
    '--8<-- "/etc/hostname"',
    'data-search-x="',
)
_MARKDOWN = """
[link](javascript:window.__pwned=1) [odd](JaVaScRiPt&#58;window.__pwned=1) ![p](https://evil.example/p.png)
[data](data:text/html;base64,PHNjcmlwdD4=) <a href="vbscript:x">x</a> <a href="//evil.example">y</a>

<img src="x" onerror="window.__pwned=1"><iframe src="https://evil.example"></iframe><object data="x"></object>
<form action="https://evil.example"><input name="q"><button formaction="javascript:1">b</button></form>
<style>@import "https://evil.example/x.css";</style><link rel="stylesheet" href="https://evil.example/x.css">
<meta http-equiv="refresh" content="0;url=https://evil.example"><base href="https://evil.example/">
<svg><script>window.__pwned=1</script></svg><math><mtext><script>window.__pwned=1</script></mtext></math>
<div style="background:url(https://evil.example/x)" class="md-overlay" id="__search">z</div>

[a](https://x.example/data-search-a=<script>window.__pwned=1</script>) data-search-a="x [b](https://x.example/<img/src=x/onerror=window.__pwned=1>)
"""


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def hostile_vault(attack: str) -> dict[str, str]:
    """Return a vault in which every field says the same hostile thing."""
    value = _quoted(attack)
    body = f"\n{attack}\n{_MARKDOWN}\n- [ ] 2024-06-05 {attack}\n\n## Log\n\n- 2024-05-01 coffee: {attack}\n"
    person = f"""---
name: {value}
aliases: [{value}]
pronouns: {value}
emails: [{{address: "a'b&c@mail.example", label: {value}}}]
phones: [{{number: "+44 20 7946 0018", label: {value}}}]
links: {{{value}: "https://x.example/?a=b&c='d'"}}
location: {value}
timezone: Europe/London
birthday: 1985-06-07
tags: [{value}]
roles: [{{org: {value}, title: {value}, team: {value}, from: 2020}}]
worked_with: [{{job: acme, as: peer}}]
knows: [{{id: bob, how: {value}}}]
introduced_by: bob
cadence: weekly
archived: null
---
{body}"""
    return {
        "netkeep.toml": f"format = 1\n[site]\ntitle = {_quoted(attack)}\n",
        "people/ada.md": person.replace("archived: null\n", ""),
        "people/bob.md": f"---\nname: {value}\n---\n\n[[ada|{attack.replace('[', '').replace(']', '')}]]\n",
        "jobs/acme.md": f"---\norg: {value}\ntitle: {value}\nkind: contract\ntags: [{value}]\n---\n{body}",
        "orgs/acme.md": f"---\nname: {value}\naliases: [{value}]\ntags: [{value}]\nlinks: {{{value}: 'https://x.example'}}\n---\n{body}",
    }


class _Reader(HTMLParser):
    """Gathers every tag and attribute of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[tuple[str, str]] = set()
        self.addresses: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        for name, value in attrs:
            self.attributes.add((tag, name))
            if name in {"href", "src"}:
                self.addresses.add(value or "")


_OUR_TAGS = frozenset(
    {"a", "article", "b", "bdi", "blockquote", "br", "code", "dd", "details", "div", "dl", "dt", "em", "h1", "h2", "h3"}
    | {"header", "img", "input", "label", "li", "ol", "p", "section", "span", "strong", "summary", "table", "tbody"}
    | {"td", "th", "thead", "time", "tr", "ul"}
    | {"button", "figure", "figcaption", "form", "h4", "i", "option", "pre", "select"}
    | {"circle", "g", "line", "path", "rect", "svg", "text", "title"},
)
_OUR_ATTRIBUTES = frozenset(
    {"aria-hidden", "aria-label", "aria-labelledby", "aria-sort", "autocomplete", "class", "data-find", "data-key"}
    | {"data-label", "data-nk-count", "data-nk-filter", "data-nk-none", "data-nk-sort", "data-nk-table", "data-nk-zone"}
    | {
        "datetime",
        "dir",
        "for",
        "hidden",
        "href",
        "id",
        "placeholder",
        "rel",
        "scope",
        "spellcheck",
        "src",
        "alt",
        "type",
    }
    | {
        "data-nk-copy",
        "data-nk-made",
        "data-nk-map",
        "data-nk-more",
        "data-nk-node",
        "data-nk-qr",
        "loading",
        "name",
        "role",
        "value",
    }
    | {"cx", "cy", "d", "height", "r", "rx", "text-anchor", "viewbox", "width", "x", "x1", "x2", "y", "y1", "y2"}
    | {"aria-describedby", "data-find", "data-of", "data-people", "tabindex"},
)
_OUR_STARTS = (
    "../",
    "people",
    "orgs",
    "jobs",
    "tags",
    "index",
    "map",
    "timeline",
    "health",
    "https://x.example",
    "mailto:",
    "tel:+442079460018",
)


def _pages(tmp_path: Path, attack: str) -> tuple[Page, ...]:
    return make_pages(load(make_vault(tmp_path, hostile_vault(attack))), TODAY).pages


@pytest.mark.parametrize("attack", ATTACKS)
def test_a_page_has_our_tags_attributes_and_addresses_only(tmp_path: Path, attack: str) -> None:
    for page in _pages(tmp_path, attack):
        reader = _Reader()
        reader.feed(page.html)
        assert reader.tags - _OUR_TAGS == set()
        assert {name for _, name in reader.attributes} - _OUR_ATTRIBUTES == set()
        assert [one for one in reader.addresses if one and not one.startswith(_OUR_STARTS)] == []


@pytest.mark.parametrize("attack", ATTACKS)
def test_a_page_is_one_line_that_no_generator_expands(tmp_path: Path, attack: str) -> None:
    for page in _pages(tmp_path, attack):
        assert page.html.startswith(("<div class=", "<article class="))
        assert "\n" not in page.html
        assert "{" not in page.html + page.escaped_title
        assert "data-search-" not in page.html
        assert page.markdown().count("\n---\n") == 1


@pytest.mark.parametrize("attack", ATTACKS)
def test_another_generators_markdown_leaves_a_page_as_it_is(tmp_path: Path, attack: str) -> None:
    for page in _pages(tmp_path, attack):
        body = page.markdown().partition("\n---\n")[2]
        assert markdown(body, extensions=["extra", "admonition", "toc"]) == page.html


@pytest.mark.parametrize("attack", ATTACKS)
def test_a_title_is_text_wherever_it_is_put(tmp_path: Path, attack: str) -> None:
    for page in _pages(tmp_path, attack):
        assert not set("<>\"'{") & set(page.escaped_title)


def test_names_of_files_are_no_way_out(tmp_path: Path) -> None:
    files = {
        "people/a b'\"<x>&{{7*7}}%2e%2e#?.md": "---\nname: Odd\n---\n",
        "people/index.md": "---\nname: Index\n---\n",
        "people/ÀÉ.md": "---\nname: Accents\n---\n",
        "people/con.md": "---\nname: Device\ntags: [../../x, C++, 標籤]\n---\n",
    }
    pages = make_pages(load(make_vault(tmp_path, files)), TODAY).pages
    assert sorted(page.path for page in pages if page.path.startswith(("people/", "tags/"))) == [
        "people/a-b-x-7-7-2e-2e-6eb74923.md",
        "people/ae-b541d36b.md",
        "people/con-1143da2b.md",
        "people/index.md",
        "tags/biao-qian-9b423a3f.md",
        "tags/c-f1deb75f.md",
        "tags/x-9cdf6a50.md",
    ]
