"""What the site shows of Markdown: the specification's own examples, what GitHub and Obsidian add, and no comment."""

import json
import os
from pathlib import Path

import pytest

from netkeep.cli.main import run
from netkeep.site.bodies import Bodies
from tests.vaults import make_vault

_CORPUS = Path(os.environ.get("NETKEEP_CORPUS", "none")) / "commonmark" / "examples.json"
_EMPTY = "an empty quotation stands on one line"
_LINK = "double brackets are a link of the vault"
_ADDRESS = "a bare address is a link, as on GitHub"
_OTHERWISE = {
    64: "a word behind # is a tag, as in Obsidian",
    **dict.fromkeys((220, 241, 242), _EMPTY),
    **dict.fromkeys((550, 561, 592), _LINK),
    **dict.fromkeys((610, 613, 614), _ADDRESS),
}
_HIDING = (
    "<!-- canary -->",
    "<!--\n\ncanary\n\n-->",
    "%%canary%%",
    "%%\n\n- canary\n\n%%",
    "so <!-- canary\n\n- canary",
)
_HIDING_ALL = ("<!-- canary", "so %% canary\n\n# canary\n\n```\ncanary\n```\n")
_LINKS = (
    *("[[canary]]", "[[canary|Canary]]", "[[canary#Log]]", "![[canary]]", "[[people/canary]]", "[[canary.md]]"),
    *(
        "[Canary](canary.md)",
        "[Canary](../people/canary.md#x)",
        "[Canary](<canary.md> 'Canary')",
        "[Canary](%63anary.md)",
    ),
    *(
        "[Canary](&#99;anary.md)",
        "[Canary][1]\n\n[1]: canary.md 'Canary'\n",
        "[Canary][]\n\n[canary]: <../people/canary.md>\n",
    ),
    *('<a href="canary.md">Canary</a>', "<A class=x HREF='people/canary.md'>Canary</A>", "`[[canary|Canary]]`"),
    *("| a | b |\n|---|---|\n| [[canary\\|Canary]] | c |\n", "> - [[canary|Canary]]", "[Cana [ry]](canary.md)"),
)


@pytest.mark.skipif(not _CORPUS.is_file(), reason="NETKEEP_CORPUS names no folder of public test data")
def test_the_examples_of_commonmark() -> None:
    bodies = Bodies({}, {})
    other = {
        one["example"]
        for one in json.loads(_CORPUS.read_text(encoding="utf-8"))
        if bodies.html(one["markdown"], "people/ada.md") != bodies.safe(one["html"])
    }
    assert other == _OTHERWISE.keys()


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Things:\n- one\n- two", "<p>Things:</p>\n<ul>\n<li>one</li>\n<li>two</li>\n</ul>"),
        (
            "- one\n  - two\n\n    ```\n    x\n    ```",
            "<ul>\n<li>one\n<ul>\n<li>\n<p>two</p>\n<pre><code>x\n</code></pre>\n</li>\n</ul>\n</li>\n</ul>",
        ),
        ("~~no~~ #tag/sub a#b #1", '<p><s>no</s> <span class="md-tag">#tag/sub</span> a#b #1</p>'),
        (
            "> [!warning] Mind *this*\n> body",
            '<div class="admonition warning">\n<p class="admonition-title">Mind <em>this</em></p>\n<p>body</p>\n</div>',
        ),
        (
            "> [!TODO]-\n> body",
            '<div class="admonition info">\n<p class="admonition-title">Todo</p>\n<p>body</p>\n</div>',
        ),
        ("> [!odd]", '<div class="admonition note">\n<p class="admonition-title">Odd</p>\n</div>'),
        ("> quoted", "<blockquote>\n<p>quoted</p>\n</blockquote>"),
        ("www.a.example", '<p><a href="http://www.a.example" rel="noopener noreferrer">www.a.example</a></p>'),
        (
            "a[^1]\n\n[^1]: b",
            (
                '<p>a<sup><a href="#fn-53aaba-1" id="fnref-53aaba-1" '
                'rel="noopener noreferrer">[1]</a></sup></p>\n<hr>\n'
                '<section class="footnotes">\n<ol>\n<li id="fn-53aaba-1"><p>b <a href="#fnref-53aaba-1" '
                'rel="noopener noreferrer">↩︎</a></p>\n</li>\n</ol>\n</section>'
            ),
        ),
        (
            "| a |\n|:-:|\n| [[ada\\|A]] |",
            (
                '<table>\n<thead>\n<tr>\n<th style="text-align:center">a</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n'
                '<td style="text-align:center"><a href="../people/ada.html" rel="noopener noreferrer">A</a></td>\n'
                "</tr>\n</tbody>\n</table>"
            ),
        ),
        (
            "![[assets/a.png]] ![[ada]]",
            (
                '<p><img src="../pictures/a.png" alt=""> <a href="../people/ada.html" '
                'rel="noopener noreferrer">Ada</a></p>'
            ),
        ),
        (
            '<p class="md-nav">x</p><span style="color:red" class="md-tag">y</span>',
            '<p>x</p><span class="md-tag">y</span>',
        ),
    ],
)
def test_what_github_and_obsidian_add(text: str, html: str) -> None:
    assert Bodies({"ada": "people/ada.md"}, {"ada": "Ada"}).html(text, "people/bo.md") == html


@pytest.mark.parametrize("deep", [">" * 300 + " deep", "[" * 200_000])
def test_what_nobody_writes_is_shown_as_it_is(deep: str) -> None:
    assert Bodies({}, {}).html(deep, "people/bo.md") == f"<p>{deep.replace('>', '&gt;')}</p>"


def test_no_comment_reaches_the_site_a_card_or_a_calendar(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    entry = f"- 2024-05-20 call: a {_HIDING[0]} b"
    files = {
        f"people/p{number}.md": f"---\nname: Person {number}\n---\n{text}\n\n## Log\n\n{entry}\n"
        for number, text in enumerate((*_HIDING, *_HIDING_ALL))
    }
    _shows_no_canary(make_vault(tmp_path / "vault", files), tmp_path, capsys)


def test_no_link_to_a_private_person_reaches_the_site(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = {
        f"people/p{number}.md": f"---\nname: Person {number}\n---\nSee {text}\n" for number, text in enumerate(_LINKS)
    }
    private = {"people/canary.md": "---\nname: Canary Smith\nprivate: true\n---\n"}
    _shows_no_canary(make_vault(tmp_path / "vault", {**files, **private}), tmp_path, capsys, cards=False)


def _shows_no_canary(vault: Path, folder: Path, capsys: pytest.CaptureFixture[str], *, cards: bool = True) -> None:
    start = ("--vault", str(vault), "--today", "2024-06-01")
    assert run([*start, "export", "site", "--to", str(folder / "site")]) == 0
    capsys.readouterr()
    if cards:
        assert run([*start, "export", "vcard", "--to", str(folder / "site" / "all.vcf")]) == 0
        assert run([*start, "export", "ics", "--to", str(folder / "site" / "all.ics")]) == 0
    for path in (folder / "site").rglob("*"):
        assert not path.is_file() or b"canary" not in path.read_bytes().lower(), path
