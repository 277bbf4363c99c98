"""A page of the site, before any generator has seen it."""

import json
from dataclasses import dataclass
from html import escape


@dataclass(frozen=True, slots=True)
class Page:
    """One page: ``path`` is a Markdown file's, ``title`` plain text, ``html`` safe and in one line.

    ``search`` is what to find it by, in plain text; None keeps it out of the search.
    """

    path: str
    title: str
    html: str
    search: str | None = None

    @property
    def escaped_title(self) -> str:
        """Give the title for a generator that writes titles into HTML as they are."""
        return escape(self.title).replace("{", "&#123;")

    def markdown(self) -> str:
        """Give the page as a Markdown file: a little front matter and one block of HTML."""
        search = "" if self.search is not None else "search:\n  exclude: true\n"
        title = json.dumps(self.escaped_title)
        return f"---\ntitle: {title}\nhide: [navigation, toc]\n{search}---\n\n{self.html}\n"
