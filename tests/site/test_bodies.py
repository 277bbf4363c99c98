from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netkeep import resources
from netkeep.site.bodies import Bodies, picture, plain
from netkeep.site.files import site_files
from netkeep.site.pages import make_pages
from netkeep.store.load import load
from tests.site.vaults import TODAY
from tests.vaults import make_vault

_PNG = b"\x89PNG\r\n\x1a\n rest"


@pytest.fixture(name="bodies")
def _bodies() -> Bodies:
    return Bodies({"ada": "people/ada.md", "acme": "orgs/acme.md"}, {"ada": "Ada <Example>", "acme": "Acme"})


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("", ""),
        ("Plain & simple", "<p>Plain &amp; simple</p>"),
        ("*so* `[[ada]]`", "<p><em>so</em> <code>[[ada]]</code></p>"),
        ("[[ada]]", '<p><a href="../people/ada.html" rel="noopener noreferrer">Ada &lt;Example&gt;</a></p>'),
        ("[[acme|them]]", '<p><a href="../orgs/acme.html" rel="noopener noreferrer">them</a></p>'),
        ("[[acme#Log|*them*]]", '<p><a href="../orgs/acme.html" rel="noopener noreferrer">*them*</a></p>'),
        ("[[nobody]] [[x y|them]]", "<p>nobody them</p>"),
        ("[x](../people/ada.md)", '<p><a href="../people/ada.html" rel="noopener noreferrer">x</a></p>'),
        ("[x](mailto:a@b.example)", '<p><a href="mailto:a@b.example" rel="noopener noreferrer">x</a></p>'),
        ("[x](https://b.example/)", '<p><a href="https://b.example/" rel="noopener noreferrer">x</a></p>'),
        ("[x](javascript:1)", "<p>x</p>"),
        ("[x](file:///etc)", "<p>x</p>"),
        ("[x](//b.example/ada.md)", "<p>x</p>"),
        ("![x](https://b.example/x.png)", '<p><img alt="x"></p>'),
        ("![x](../assets/a.png)", '<p><img src="../pictures/a.png" alt="x"></p>'),
        ("# One\n\n## Two\n\n##### Five", "<h3>One</h3>\n<h4>Two</h4>\n<h6>Five</h6>"),
        ('<b onclick="x" style="y" class="z">b</b>', "<p><b>b</b></p>"),
        ("<script>x</script>", ""),
        ("- [ ] one\n- [x] two", "<ul>\n<li>☐ one</li>\n<li>☑ two</li>\n</ul>"),
        ("1 < 2 <!-- hush -->", "<p>1 &lt; 2 </p>"),
        ('One "line"\nand more\n\n\nTwo\n', '<p>One "line"\nand more</p>\n<p>Two</p>'),
        ("One\n- two", "<p>One</p>\n<ul>\n<li>two</li>\n</ul>"),
        ("One  \ntwo\n\n    three", "<p>One<br>\ntwo</p>\n<pre><code>three\n</code></pre>"),
        ("One\n\n2. two", '<p>One</p>\n<ol start="2">\n<li>two</li>\n</ol>'),
    ],
)
def test_markdown_becomes_safe_html(bodies: Bodies, text: str, html: str) -> None:
    assert bodies.html(text, "people/bob.md") == html


@given(st.text("ab1 \n\"'.):-+", min_size=1).map(str.strip).filter(bool))
def test_a_text_without_marks_is_what_markdown_makes_of_it(text: str) -> None:
    bodies = Bodies({}, {})
    # With a mark behind it, the text goes through Markdown whatever it is.
    assert bodies.html(f"{text}\n\n*x*", "ada.md") == f"{bodies.html(text, 'ada.md')}\n<p><em>x</em></p>"


def test_reminders_are_not_shown_twice(bodies: Bodies) -> None:
    text = "One.\n\n- [ ] 2024-06-01 do it\n- [x] 2024-06-02 done\n- [ ] some day\n"
    assert bodies.prose(text, "people/bob.md") == "<p>One.</p>\n<ul>\n<li>☐ some day</li>\n</ul>"


@pytest.mark.parametrize("deep", [">" * 3000 + " deep", "\n".join("    " * depth + "- deep" for depth in range(700))])
def test_what_is_too_deep_for_markdown_changes_nothing_after_it(bodies: Bodies, deep: str) -> None:
    assert "deep" in bodies.html(deep, "people/bob.md")
    html = bodies.html("- one\n- two\n\nand *three*", "people/bob.md")
    assert html == "<ul>\n<li>one</li>\n<li>two</li>\n</ul>\n<p>and <em>three</em></p>"


def test_each_site_has_names_of_its_own() -> None:
    one, other = (Bodies({"ada": "people/ada.md"}, {"ada": name}) for name in ("Ada", "Countess"))
    assert [
        site.html("[[ada]]!", "people/bob.md").count(name) for site, name in ((one, "Ada"), (other, "Countess"))
    ] == [
        1,
        1,
    ]
    assert one.html("[[ada]]?", "index.md") == '<p><a href="people/ada.html" rel="noopener noreferrer">Ada</a>?</p>'


def test_what_is_too_deep_for_markdown_is_shown_as_text(bodies: Bodies) -> None:
    html = bodies.html(">" * 3000 + " deep", "people/bob.md")
    assert "deep" in html


def test_plain_words() -> None:
    assert plain('<p>a <b>b</b></p>\n<a href="x">&lt;c&gt; &amp;</a>') == "a b <c> &"


@pytest.mark.parametrize(
    ("address", "path"),
    [
        ("assets/a.png", "assets/a.png"),
        ("../assets/b/a%20b.JPG", "assets/b/a b.JPG"),
        ("../../assets/./a.webp", "assets/a.webp"),
        ("assets/../people/a.png", None),
        ("assets/%2e%2e/%2e%2e/a.png", None),
        ("assets/a.svg", None),
        ("assets/a.md", None),
        ("assets/.hidden.png", None),
        ("assets/a\\b.png", None),
        ("other/a.png", None),
        ("/etc/a.png", None),
        ("https://evil.example/assets/a.png", None),
        ("//evil.example/assets/a.png", None),
        ("data:image/png;base64,x", None),
        ("http://[", None),
    ],
)
def test_which_address_is_a_picture_of_the_vault(address: str, path: str | None) -> None:
    assert picture(address) == path


def test_only_pictures_that_a_public_page_shows_are_published(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "people/ada.md": "---\nname: Ada\n---\n\n"
        "![a](../assets/a.png) ![b](../assets/fake.png) ![c](../assets/out.png)\n",
        "people/bob.md": "---\nname: Bob\nprivate: true\n---\n\n![d](../assets/private.png)\n",
        "assets/a.png": _PNG,
        "assets/unused.png": _PNG,
        "assets/private.png": _PNG,
        "assets/fake.png": "<svg onload='x'/>",
        "elsewhere.png": _PNG,
    }
    vault = make_vault(tmp_path, files)
    (vault / "assets" / "out.png").symlink_to(vault / "elsewhere.png")
    loaded = load(vault)
    assert make_pages(loaded, TODAY).pictures == ("assets/a.png", "assets/fake.png", "assets/out.png")
    assert [path for path in site_files(loaded, TODAY) if path.startswith("pictures/")] == ["pictures/a.png"]


def test_the_exported_site_has_its_style_and_scripts(tmp_path: Path) -> None:
    found = site_files(load(make_vault(tmp_path, {})), TODAY)
    home = resources.site_templates() / "static"
    static = {file.relative_to(home).as_posix() for file in home.rglob("*") if file.is_file()}
    assert {"netkeep.css", "netkeep.js", "robots.txt", "vendor/qrcode.LICENSE.txt", "vendor/qrcode.js"} <= static
    assert sorted(path for path in found if path.endswith((".css", ".js", ".txt"))) == sorted(static)
    assert {"index.md", "jobs.md", "orgs.md", "people.md", "tags.md"} <= found.keys()
