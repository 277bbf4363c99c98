"""A page of the site, before any generator has seen it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from typing import NamedTuple

from netkeep.site.render import inputs, render


class Drawing(NamedTuple):
    """A template, and all that goes into it; rendered when somebody looks."""

    template: str
    values: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Page:
    """One page: ``path`` is a Markdown file's, ``title`` plain text, ``body`` safe HTML in one line, or what draws it.

    ``search`` is what to find it by, in plain text; None keeps it out of the search.
    """

    path: str
    title: str
    body: str | Drawing
    search: str | None = None

    @property
    def html(self) -> str:
        """Give the page's HTML; it is made anew each time, for ten thousand of them are better not kept."""
        return self.body if isinstance(self.body, str) else render(self.body.template, **self.body.values)

    @property
    def key(self) -> str:
        """Give the mark of all that goes into the page's HTML; empty where it has none."""
        return inputs("", {"html": self.body}) if isinstance(self.body, str) else inputs(*self.body)

    @property
    def escaped_title(self) -> str:
        """Give the title for a generator that writes titles into HTML as they are."""
        return escape(self.title).replace("{", "&#123;")

    def markdown(self) -> str:
        """Give the page as a Markdown file: a little front matter and one block of HTML."""
        search = "" if self.search is not None else "search:\n  exclude: true\n"
        title = json.dumps(self.escaped_title)
        return f"---\ntitle: {title}\nhide: [navigation, toc]\n{search}---\n\n{self.html}\n"
