"""Addresses of profiles: one normal form a person, however LinkedIn writes them in different tables."""

import re
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import quote, unquote

from netkeep.model.contact_points import guess_service, url_key, url_problem
from netkeep.text.document import invisible

_MAX_URL = 500
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_USUAL = re.compile(r"(?:https://)?www\.linkedin\.com/in/([A-Za-z0-9_-]{1,200})/?", re.ASCII)  # nine of ten
_HOST = re.compile(r"https?://(?:[a-z0-9-]+\.)*linkedin\.com(?:[/?#:]|$)", re.IGNORECASE)
_PATH = re.compile(r"https?://[^/]*/(in|pub)/([^/?#][^?#]*)", re.IGNORECASE)
_NOT_IN_A_SLUG = re.compile(r"[\s%/?#<>\"\\^`{|}\x00-\x20\x7f-\x9f]")


class Profile(NamedTuple):
    """A link; ``key`` is the form to compare, ``url`` the one to show, with its slug in its own letters."""

    key: str
    url: str
    service: str


@lru_cache(maxsize=65536)
def profile(text: str) -> Profile | None:
    """Return a person's profile from its address; None if it is no link, or a company's."""
    link = any_link(text)
    return link if link and link.service == "linkedin" else None


@lru_cache(maxsize=4096)
def any_link(text: str) -> Profile | None:
    """Return a link of any service; None if it is invalid, or names nobody. LinkedIn may leave out the scheme."""
    text = text.strip()
    if usual := _USUAL.fullmatch(text):
        return Profile(f"linkedin.com/in/{usual[1].lower()}", f"https://www.linkedin.com/in/{usual[1]}", "linkedin")
    url = text if _SCHEME.match(text) else f"https://{text}"
    if not text or len(text) > _MAX_URL or url_problem(url) or next(invisible(url), None):
        return None
    service = guess_service(url)
    if _HOST.match(url):
        match = _PATH.match(url)
        if not match:
            return None
        url = f"https://www.linkedin.com/{match[1].lower()}/{_path(match[1].lower(), match[2])}"
    elif service == "linkedin":  # a host that only looks like LinkedIn's
        service = "website"
    try:
        key = url_key(url)
    except ValueError:
        return None
    return Profile(key, url, service) if "/" in key else None


def _path(kind: str, path: str) -> str:
    """Return the part of a path that identifies the person: below /in/ the slug, without /de; below /pub/ all."""
    if kind == "in":
        return _slug(path.partition("/")[0])
    return "/".join(map(_slug, path.strip("/").split("/")))


def _slug(slug: str) -> str:
    """Return a slug in its own letters; percent-encoded if a link cannot hold these."""
    try:
        plain = unquote(slug, errors="strict")
    except UnicodeDecodeError:
        return slug
    if _NOT_IN_A_SLUG.search(plain) or next(invisible(plain), None):
        return quote(plain, safe="")
    return plain
