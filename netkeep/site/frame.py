"""What pages share: header, navigation, footer and scripts, rendered once by MkDocs and filled for each page."""

import re
from collections.abc import Iterable
from hashlib import blake2b
from typing import NamedTuple

from netkeep.site.page import Content, Page

# Where a page's own words go. MkDocs and Material carry them through whatever a theme's templates do with a page.
_TITLE, _STEM = "nkframe0title", "nkframe0page"
# Material puts a heading of its own above what has none.
_CONTENT = "<h1>nkframe0content</h1>"
_SLOT = re.compile(f"({_TITLE}|{_CONTENT}|{_STEM})")
# A third of what Material writes is empty lines and indentation, and it is written into every page.
_BLANKS = re.compile(r"<(pre|script|style|textarea)\b.*?</\1>|[ \t\r]*\n\s*", re.DOTALL | re.IGNORECASE)


class Frame(NamedTuple):
    """A page without its words: text and slots by turns; ``digest`` tells one frame from another."""

    parts: tuple[str, ...]
    digest: str

    def fill(self, page: Page, html: str) -> bytes:
        """Return the whole page."""
        words = {_TITLE: page.escaped_title, _CONTENT: html, _STEM: _stem(page.path)}
        return "".join([words.get(part, part) for part in self.parts]).encode("utf-8", "xmlcharrefreplace")


def cut(html: str) -> Frame:
    """Find the slots of a frame, and make what is blank in it short."""
    html = _BLANKS.sub(lambda match: match[0] if match[1] else "\n", html)
    return Frame(tuple(_SLOT.split(html)), blake2b(html.encode(), digest_size=16).hexdigest())


def frame_of(path: str) -> str:
    """Return the path of the page whose frame a page has: each at the top its own, the others one a folder."""
    folder, slash, _ = path.rpartition("/")
    return f"{folder}/{_STEM}.md" if slash else path


def frame_pages(pages: Iterable[Page]) -> tuple[Page, ...]:
    """Return the pages that MkDocs has to render so that all others can be filled in."""
    found: dict[str, Page] = {}
    for page in pages:
        path = frame_of(page.path)
        if path not in found:
            # Those at the top stand in the navigation of every page, under their own title.
            found[path] = Page(path, page.title if path == page.path else _TITLE, _slot)
    return tuple(found[path] for path in sorted(found))


def _slot() -> Content:
    return Content(lambda: _CONTENT)


def _stem(path: str) -> str:
    return path.rpartition("/")[2].removesuffix(".md")
