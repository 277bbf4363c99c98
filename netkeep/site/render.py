"""Page templates -> HTML: one line without blank lines, braces or anything else that a generator might interpret."""

import re
from functools import cache
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path
from urllib.parse import quote

from jinja2 import Environment, StrictUndefined

from netkeep import resources
from netkeep.model.contact_points import phone_key, url_problem
from netkeep.site.inlining import InliningLoader

_LIBRARIES = ("jinja2", "markdown-it-py", "markupsafe", "mdit-py-plugins", "mkdocs", "mkdocs-material", "nh3", "pyyaml")
_PRE = re.compile(r"<pre>.*?</pre>", re.DOTALL)


class _Records(Environment):
    """Templates get records: a missing attribute is an error, and not looked up as an item first."""

    getattr = staticmethod(getattr)  # type: ignore[assignment] # Jinja gives an undefined value; ours are never that


@cache
def _environment() -> Environment:
    environment = _Records(
        loader=InliningLoader(resources.site_templates() / "pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        # Templates change only with the program.
        auto_reload=False,
    )
    environment.filters.update(
        capitalise=_capitalise, dialled=phone_key, mailed=_mailed, shown_url=_shown_url, web=_web
    )
    return environment


def _capitalise(text: str) -> str:
    """Return a text with a capital first letter, the rest as it is."""
    return text[:1].upper() + text[1:]


def _mailed(address: str) -> str:
    """Return an e-mail address as ``mailto:`` wants it (RFC 6068)."""
    return quote(address, safe="@+")


def _web(address: str) -> str:
    """Return a web address as it is; an empty one for anything else."""
    return "" if url_problem(address) else address


def _shown_url(address: str) -> str:
    """Return a link's address without scheme and ``www.``."""
    return address.partition("://")[2].removeprefix("www.").rstrip("/")


def render(template: str, **values: object) -> str:
    """Fill a template of ``site_templates/pages``; every value is escaped, markup made by nh3 excepted."""
    return compact(_environment().get_template(f"{template}.html").render(**values))


def ready() -> None:
    """Compile every template now, for the next pages and for processes forked after this."""
    for name in _environment().list_templates():
        _environment().get_template(name)


@cache
def code() -> bytes:
    """Return the digest of all that turns a vault into pages: templates, the whole package, the libraries below it."""
    mark = blake2b(digest_size=32)
    for name in _LIBRARIES:
        mark.update(f"{name} {version(name)}\n".encode())
    homes = (resources.site_templates(), Path(__file__).parent.parent)
    for file in sorted(file for home in homes for file in home.rglob("*") if file.is_file()):
        if file.suffix != ".pyc":
            mark.update(f"{file.name}\n".encode() + blake2b(file.read_bytes()).digest())
    return mark.digest()


def compact(html: str) -> str:
    """Return HTML as one line that means the same.

    Markdown ends a block of HTML at a blank line; other generators expand ``{{`` and snippets at the start of a line;
    Material's search takes ``data-search-…="`` out of a page even where it is text.
    """
    if "<pre>" in html:
        html = _PRE.sub(lambda match: match[0].replace("\n", "&#10;"), html)
    # An expression for blanks around line breaks takes six times as long: it begins anew at every blank.
    if "\n" in html:
        html = " ".join([words for line in html.split("\n") if (words := line.strip())])
    return html.strip().replace("{", "&#123;").replace("data-search-", "data-search&#45;")
