from datetime import date
from pathlib import Path

import pytest
import yaml

from netkeep.agenda.item import Due
from netkeep.model.dates import PartialDate
from netkeep.resources import mkdocs_settings
from netkeep.site.cards import hue, initials
from netkeep.site.home_page import home_page
from netkeep.site.page import Content, Page
from netkeep.site.pages import make_pages
from netkeep.site.paths import page_name, picture_url, to_top, url
from netkeep.site.render import compact
from netkeep.site.site import Site
from netkeep.site.view import view
from netkeep.store.load import load
from netkeep.words import full_date, partial_date, period
from tests.site.vaults import TODAY, made
from tests.vaults import make_vault

_VAULT = {
    "netkeep.toml": 'format = 1\n[site]\ntitle = "Ours"\n',
    "people/ada.md": """---
name: Ada Example
aliases: [A. Sample]
roles:
  - {org: Acme Corp., title: Engineer, team: Data, from: 2021-05}
  - {org: Initech, title: Clerk, from: 2016, to: 2021-04}
worked_with: [{job: acme-2023, as: manager}]
introduced_by: bob
knows: [{id: bob, how: neighbours}]
birthday: --06-09
cadence: weekly
tags: [data]
---

Asks **good** questions about [[bob]].

- [ ] 2024-06-05 lend her the book
- [x] 2024-01-01 find the book

## Log

- 2024-05-20 coffee with [[bob]]: Long.
- 2023-01-02 received recommendation
""",
    "people/bob.md": "---\nname: Bob Björk\narchived: gone\nroles: [{org: ACME, to: 2020}]\n---\n",
    "jobs/acme-2023.md": "---\norg: Acme\ntitle: Platform engineer\nkind: contract\nfrom: 2023-04\nto: 2024-03\n---\n",
}


@pytest.fixture(name="pages")
def _pages(tmp_path: Path) -> dict[str, Page]:
    return {page.path: page for page in make_pages(load(make_vault(tmp_path, _VAULT)), TODAY).pages}


def test_pages_are_the_same_for_the_same_vault_and_day(tmp_path: Path) -> None:
    vault = load(make_vault(tmp_path, _VAULT))
    one, two = make_pages(vault, TODAY), make_pages(vault, TODAY)
    assert [page.markdown() for page in one.pages] == [page.markdown() for page in two.pages]


def test_the_navigation_leads_to_each_page_at_the_top(pages: dict[str, Page]) -> None:
    text = mkdocs_settings().read_text("utf-8")
    nav = yaml.safe_load(text.partition("\nnav:")[2].partition("\n\n")[0])
    assert sorted(path for entry in nav for path in entry.values()) == sorted(path for path in pages if "/" not in path)


def test_there_is_a_page_for_everything(pages: dict[str, Page]) -> None:
    assert [(path, page.title) for path, page in pages.items()] == [
        ("health.md", "Health"),
        ("index.md", "Today"),
        ("jobs.md", "Jobs"),
        ("jobs/acme-2023.md", "Platform engineer, Acme"),
        ("map.md", "Map"),
        ("orgs.md", "Organisations"),
        ("orgs/acme.md", "ACME"),
        ("orgs/initech.md", "Initech"),
        ("people.md", "People"),
        ("people/ada.md", "Ada Example"),
        ("people/bob.md", "Bob Björk"),
        ("tags.md", "Tags"),
        ("tags/data.md", "data"),
        ("timeline.md", "Timeline"),
    ]


@pytest.mark.parametrize(
    "words",
    [
        '<h1 dir="auto">Ada Example</h1>',
        '<span dir="auto">Engineer, Acme Corp.</span>',
        "Also known as <bdi>A. Sample</bdi>",
        '<a class="nk-tag" href="../tags/data.html" dir="auto">data</a>',
        '<p class="nk-next__when">Any day now</p>',
        '<p class="nk-soft">Last: coffee, 2 weeks ago; you wanted every week</p>',
        '<p>lend her the book</p></div><span class="nk-soft">5 June 2024, in 2 days</span>',
        "<div><dt>birthday</dt><dd>9 June</dd></div>",
        'Asks <strong>good</strong> questions about <a href="../people/bob.html" rel="noopener',
        '<span class="nk-kind">coffee</span> <span class="nk-with">with <a href="../people/bob.html" dir="auto">Bob',
        '<time datetime="2024-05-20">20 May 2024</time>',
        '<li>Your manager<span class="nk-soft"><a href="../jobs/acme-2023.html" dir="auto">Platform engineer, Acme</a>',
        "Acme</a>, April 2023 – March 2024</span>",
        'Introduced by <a class="nk-name" href="../people/bob.html" dir="auto">Bob Björk</a>',
        '<a href="../orgs/acme.html" dir="auto">Acme Corp.</a> <span class="nk-soft">since May 2021</span>',
        '<span class="nk-soft" dir="auto">neighbours</span>',
        "Written in <code>people/ada.md</code>",
    ],
)
def test_what_a_persons_page_says(pages: dict[str, Page], words: str) -> None:
    assert words in pages["people/ada.md"].html


def test_what_someone_elses_file_says_is_on_their_page_too(pages: dict[str, Page]) -> None:
    html = pages["people/bob.md"].html
    assert '<span class="nk-badge">archived</span>' in html
    assert 'with <a href="../people/ada.html" dir="auto">Ada Example</a></span>' in html
    assert 'Introduced you to <a class="nk-name" href="../people/ada.html" dir="auto">Ada Example</a>' in html
    assert "neighbours" in html


def test_what_a_page_is_found_by(pages: dict[str, Page]) -> None:
    assert {path: page.search for path, page in pages.items() if page.search is not None} == {
        "jobs/acme-2023.md": "contract",
        "orgs/acme.md": "Acme · Acme Corp. · Ada Example · Bob Björk",
        "orgs/initech.md": "Ada Example",
        "people/ada.md": (
            "Engineer, Acme Corp., Data · Clerk, Initech · A. Sample · data · "
            "Asks good questions about Bob Björk. · Long."
        ),
        "people/bob.md": "ACME · bob bjork",
        "tags/data.md": "Ada Example",
    }


def test_home_says_what_the_day_brings(pages: dict[str, Page]) -> None:
    html = pages["index.md"].html
    assert "<h1>Monday 3 June</h1>" in html
    assert '<a href="people.html"><b>2</b> people</a><a href="orgs.html"><b>2</b> organisations</a>' in html
    assert '<a href="jobs.html"><b>1</b> job</a><a href="tags.html"><b>1</b> tag</a>' in html
    assert '<p>You promised: </p><div dir="auto"><p>lend her the book</p></div>' in html
    assert "Has a birthday on Sunday 9 June, in 6 days" in html
    assert '<span class="nk-soft">In 2 days, Wednesday 5 June</span>' in html
    assert html.index("This week") < html.index("Birthdays") < html.index("Lately")


def test_home_of_a_quiet_day_and_an_empty_vault(tmp_path: Path) -> None:
    pages = made(tmp_path, {})
    assert "Nobody is here yet" in pages["index.md"]
    assert "<code data-nk-copy>netkeep import linkedin</code>" in pages["index.md"]
    quiet = made(tmp_path / "quiet", {"people/ada.md": "---\nname: Ada\narchived: gone\n---\n"})
    assert "Nothing is waiting today." in quiet["index.md"]
    assert "Nobody here yet." in pages["people.md"]
    assert "No organisations yet." in pages["orgs.md"]
    assert "No jobs yet." in pages["jobs.md"]
    assert "No tags yet." in pages["tags.md"]


def test_a_long_agenda_is_folded(tmp_path: Path) -> None:
    log = "---\nname: P\ncadence: weekly\n---\n\n## Log\n\n- 2024-01-01 call\n"
    pages = made(tmp_path, {f"people/p{number}.md": log for number in range(230)})
    assert pages["index.md"].count("nk-stretch") == 7 + 6  # of this week, and to reconnect with
    assert "<summary>24 more, whenever you like</summary>" in pages["index.md"]
    assert '<p class="nk-soft">And 193 more:</p>' in pages["index.md"]


def test_what_is_due_besides_has_a_place_of_its_own(tmp_path: Path) -> None:
    seen = view(load(make_vault(tmp_path, _VAULT)), TODAY)
    due = Due("sweep", "acme-2023", "Acme <Corp>", TODAY, "look around", "netkeep sweep")
    seen.due = (due,)
    html = home_page(Site(seen)).html
    assert '<a class="nk-name" href="jobs/acme-2023.html" dir="auto">Acme &lt;Corp&gt;</a>' in html
    assert "<h3>Sweep</h3>" in html
    assert '<span class="nk-soft">Look around</span>' in html
    assert "Nothing is waiting today." not in html


def test_an_address_is_ready_to_be_written_to(tmp_path: Path) -> None:
    emails = '[{address: "o\'ada+list@mail.example", label: home}]'
    pages = made(tmp_path, {"people/ada.md": f"---\nname: Ada\nemails: {emails}\nphones: ['020 7946 0018']\n---\n"})
    assert 'href="mailto:o%27ada+list@mail.example"' in pages["people/ada.md"]
    assert 'href="tel:02079460018"' in pages["people/ada.md"]


def test_an_organisation_tells_now_from_before(pages: dict[str, Page]) -> None:
    html = pages["orgs/acme.md"].html
    now, before = html.index("There now"), html.index("There before")
    assert now < html.index("Ada Example") < before < html.index("Bob Björk")
    assert "Also written <bdi>Acme, Acme Corp.</bdi>" in html
    assert '<a href="../jobs/acme-2023.html" dir="auto">Platform engineer, Acme</a>' in html


def test_a_job_groups_its_people_by_what_they_were(pages: dict[str, Page]) -> None:
    html = pages["jobs/acme-2023.md"].html
    assert '<h3 class="nk-group">Your managers</h3>' in html
    assert "April 2023 – March 2024" in html
    assert "nk-badge--now" not in html


def test_a_page_as_markdown(pages: dict[str, Page]) -> None:
    page = Page("people/ada.md", 'Ada "the" <b>&{{', lambda: Content(lambda: "<div>x</div>"))
    assert page.markdown() == (
        '---\ntitle: "Ada &quot;the&quot; &lt;b&gt;&amp;&#123;&#123;"\nhide: [navigation, toc]\n'
        "search:\n  exclude: true\n---\n\n<div>x</div>\n"
    )
    assert "exclude" not in pages["people/ada.md"].markdown()


def test_compact_html_means_the_same() -> None:
    html = "<div>\n  <p>a\n\n b</p>\n<pre><code>x\n\n  {{y}}\n</code></pre>\n</div>\n"
    assert compact(html) == ("<div> <p>a b</p> <pre><code>x&#10;&#10;  &#123;&#123;y}}&#10;</code></pre> </div>")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Ada Example", "AE"),
        ("Ada", "A"),
        ("ada van den example", "AE"),
        ("佐藤 花子", "佐花"),
        ("42 !", "·"),
        ("", "·"),
    ],
)
def test_initials(name: str, expected: str) -> None:
    assert initials(name) == expected


def test_a_colour_stays_with_an_id() -> None:
    assert [hue(person) for person in ("ada", "bob", "ada")] == [hue("ada"), hue("bob"), hue("ada")]
    assert {hue(str(number)) for number in range(200)} == set(range(12))


def test_paths() -> None:
    assert page_name("ada-example") == "ada-example"
    assert page_name("Ada Example") == "ada-example-b9f00a22"
    assert (url("people/ada.md"), to_top("people/ada.md"), to_top("index.md")) == ("people/ada.html", "../", "")
    assert picture_url("assets/ada.PNG") == "pictures/ada.png"


def test_dates_in_words() -> None:
    assert full_date(date(2024, 6, 3)) == "3 June 2024"
    assert [partial_date(PartialDate.parse(text)) for text in ("2021", "2021-05", "2021-05-03")] == [
        "2021",
        "May 2021",
        "3 May 2021",
    ]
    may, june = PartialDate.parse("2021-05"), PartialDate.parse("2022-06")
    assert [period(may, june), period(may, may), period(may, None), period(None, june), period(None, None)] == [
        "May 2021 – June 2022",
        "May 2021",
        "since May 2021",
        "until June 2022",
        "",
    ]
