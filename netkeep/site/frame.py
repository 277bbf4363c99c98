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
    """A page without its content: text and slots in turn; ``digest`` identifies a frame."""

    parts: tuple[str, ...]
    digest: str

    def fill(self, page: Page, html: str) -> bytes:
        """Return the whole page."""
        words = {_TITLE: page.escaped_title, _CONTENT: html, _STEM: _stem(page.path)}
        return "".join([words.get(part, part) for part in self.parts]).encode("utf-8", "xmlcharrefreplace")


def cut(html: str) -> Frame:
    """Return a page cut at its slots, with its blanks shortened."""
    html = _BLANKS.sub(lambda match: match[0] if match[1] else "\n", html)
    return Frame(tuple(_SLOT.split(html)), blake2b(html.encode(), digest_size=16).hexdigest())


def frame_of(path: str) -> str:
    """Return the path of a page's frame: pages at the top have their own, the others one for each folder."""
    folder, slash, _ = path.rpartition("/")
    return f"{folder}/{_STEM}.md" if slash else path


def frame_pages(pages: Iterable[Page]) -> tuple[Page, ...]:
    """Return the pages that MkDocs has to render as frames for all others."""
    frames: dict[str, Page] = {}
    for page in pages:
        path = frame_of(page.path)
        if path not in frames:
            # Pages at the top are in the navigation of every page, under their own title.
            frames[path] = Page(path, page.title if path == page.path else _TITLE, _slot)
    return tuple(frames[path] for path in sorted(frames))


def _slot() -> Content:
    return Content(lambda: _CONTENT)


def _stem(path: str) -> str:
    return path.rpartition("/")[2].removesuffix(".md")
