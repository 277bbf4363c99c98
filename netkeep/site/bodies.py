"""Markdown as the owner wrote it -> HTML that can do no harm: links resolved, everything else sanitised."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape, unescape
from urllib.parse import unquote, urlsplit

import nh3
from markupsafe import Markup

from netkeep.site import markdown
from netkeep.site.paths import picture_url, to_top, url
from netkeep.store.assets import FOLDER, PICTURES
from netkeep.text.links import target_id
from netkeep.text.markdown import emptied
from netkeep.text.reminders import without_reminders

_WORDS = {"a", "b", "br", "code", "del", "em", "i", "img", "ins", "kbd", "q", "s", "small", "strong", "sub", "sup"}
_BLOCKS = {"blockquote", "dd", "dl", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p", "pre", "ul"}
_TABLE = {"table", "tbody", "td", "th", "thead", "tr"}
_BOXES = {"div", "section", "span"}
_TAGS = _WORDS | _BLOCKS | _TABLE | _BOXES
_DROPPED_WHOLE = {"script", "style", "title", "textarea", "noscript", "iframe", "template", "svg", "math"}
_ALIGNED = {"td": {"style"}, "th": {"style"}}
_BOXED = {"div": {"class"}, "p": {"class"}, "span": {"class"}, "section": {"class"}, "li": {"id"}}
_ATTRIBUTES = {"a": {"href", "id"}, "img": {"src", "alt"}, "ol": {"start"}, **_ALIGNED, **_BOXED}
_CLASSES = {markdown.TITLE, markdown.TAG, "footnotes", *(f"{markdown.BOX} {kind}" for kind in markdown.CALLOUTS)}
_ALIGNMENT = re.compile(r"text-align:(?:left|center|right)")
_NOTE = re.compile(r"fn(?:ref)?-[0-9a-f]{6}-\d{1,6}(?::\d{1,6})?")
_LONGEST = 100_000  # characters: nobody's notes are longer, and what is, is shown as it is written
_SCHEMES = {"http", "https", "mailto", "tel"}
# What Markdown might make something of, anywhere and where a line begins; a text without any of it is paragraphs.
_SIGN = re.compile(r"[*_`\[\]<>&!#\\|~=@\x00-\x09\x0b-\x1f]|://|%%|www\.| \n", re.IGNORECASE)
_BEGINNING = re.compile(r"(?:^|\n)(?:[-+]|\d+[.)]|[^\S\n])")
_BETWEEN, _NEXT = re.compile(r"\n{2,}"), "</p>\n<p>"
_OPEN_BOX, _TICKED_BOX = re.compile(r"(<li>(?:\s*<p>)?)\[ \] "), re.compile(r"(<li>(?:\s*<p>)?)\[[xX]\] ")
_HEADING = re.compile(r"<(/?)h([1-6])>")
_BELOW_THE_PAGES_OWN = 2
_LOWEST_HEADING = 6
_NOWHERE = re.compile(r'<a rel="noopener noreferrer">(.*?)</a>', re.DOTALL)
_PICTURE = re.compile(r"!\[|<ima?g", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")
_TAG_IN_A_LINE = re.compile(r"</?(?:a|b|code|del|em|i|ins|kbd|q|s|small|strong|sub|sup)(?: [^<>]*)?>")


@dataclass
class Bodies:
    """Renders texts of one site. ``pages`` has the page of each id, ``names`` its name."""

    pages: Mapping[str, str]
    names: Mapping[str, str]
    pictures: set[str] = field(default_factory=set)
    _top: str = ""
    _made: dict[tuple[str, str], Markup] = field(default_factory=dict)

    def html(self, text: str, page: str) -> Markup:
        """Return a text as safe HTML for a page; ``pictures`` gathers the files that it shows."""
        if not text.strip():
            return Markup()
        if not _SIGN.search(text) and not _BEGINNING.search(text):
            return _paragraphs(text)
        # An entry is shown on the pages of everyone who was there.
        key = text, to_top(page)
        if key not in self._made:
            self._top = key[1]
            self._made[key] = self._marked(emptied(text))
        return self._made[key]

    def _marked(self, text: str) -> Markup:
        html = markdown.html(text, self.names.get) if len(text) <= _LONGEST else None
        if html is None:
            return _paragraphs(text)
        return self.safe(html)

    def safe(self, html: str) -> Markup:
        """Return HTML without what could do harm, or lead elsewhere."""
        return Markup(self._tidy(self._clean(html)).strip("\n"))  # noqa: S704 - nh3 made it safe

    def prose(self, text: str, page: str) -> Markup:
        """Return a body's prose; its reminders are shown in a place of their own."""
        return self.html(without_reminders(text), page)

    def _clean(self, html: str) -> str:
        return nh3.clean(
            html,
            tags=_TAGS,
            clean_content_tags=_DROPPED_WHOLE,
            attributes=_ATTRIBUTES,
            attribute_filter=self._attribute,
            url_schemes=_SCHEMES,
            link_rel="noopener noreferrer",
        )

    @staticmethod
    def _tidy(html: str) -> str:
        html = _NOWHERE.sub(r"\1", html)
        html = _TICKED_BOX.sub(r"\1☑ ", _OPEN_BOX.sub(r"\1☐ ", html))
        return _HEADING.sub(lambda match: f"<{match[1]}h{_lower(int(match[2]))}>", html)

    def _attribute(self, tag: str, name: str, value: str) -> str | None:
        match name:
            case "href":
                return self._href(value)
            case "class":
                return value if value in _CLASSES else None
            case "id":
                return value if _NOTE.fullmatch(value) else None
            case "style":
                return value if _ALIGNMENT.fullmatch(value) else None
        return self._picture(value) if (tag, name) == ("img", "src") else value

    def _href(self, value: str) -> str | None:
        """Return a web link as it is, any other as the page of its id; None for what leads nowhere."""
        try:
            parts = urlsplit(value)
        except ValueError:
            return None
        if _NOTE.fullmatch(value.removeprefix("#")):
            return value
        if parts.scheme:
            return value if parts.scheme.lower() in _SCHEMES else None
        page = None if parts.netloc else self.pages.get(target_id(parts.path))
        return self._top + url(page) if page else None

    def _picture(self, value: str) -> str | None:
        path = picture(value)
        if path is None:
            return None
        self.pictures.add(path)
        return self._top + picture_url(path)


def _paragraphs(text: str) -> Markup:
    html = escape(text.strip("\n"), quote=False)
    return Markup(f"<p>{_BETWEEN.sub(_NEXT, html)}</p>")  # noqa: S704 - it is escaped


def plain(html: str) -> str:
    """Return the words of safe HTML alone, for searching."""
    return " ".join(unescape(_TAG.sub(" ", _TAG_IN_A_LINE.sub("", html))).split())


def may_show_picture(text: str) -> bool:
    """Return whether a text may show pictures; browsers read ``image`` as ``img``."""
    return bool(_PICTURE.search(text))


def picture(value: str) -> str | None:
    """Return the path, below the vault, of a picture in ``assets/``; None for any other address."""
    try:
        parts = urlsplit(value)
    except ValueError:
        return None
    steps = [step for step in unquote(parts.path).split("/") if step not in {"", "."}]
    while steps and steps[0] == "..":
        steps.pop(0)
    fit = not parts.scheme and not parts.netloc and len(steps) > 1 and steps[0] == FOLDER
    safe = fit and ".." not in steps and not any("\\" in step or "\0" in step or step[0] == "." for step in steps)
    return "/".join(steps) if safe and steps[-1].rpartition(".")[2].lower() in PICTURES else None


def _lower(level: int) -> int:
    return min(level + _BELOW_THE_PAGES_OWN, _LOWEST_HEADING)
