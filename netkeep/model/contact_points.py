"""E-mail addresses, numbers and links: what is valid, and the keys to compare them by."""

import re
import unicodedata
from functools import lru_cache
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

from netkeep.model.names import fold

_EMAIL = re.compile(r"[^\s@<>()\[\],;:\"\\]+@(?:[^\W_](?:[\w-]*[^\W_])?\.)+[^\W\d_](?:[\w-]*[^\W_])?")
_PHONE = re.compile(
    r"\+?[\d ().\-/\u00a0]+(?:(?:,| x| ext\.?|;ext=) ?\d{1,11}| ?[,;pw][\d,;pw*# ]{0,60})?", re.ASCII | re.IGNORECASE
)
_PAUSE = re.compile(r"[,;]|(?<=\d)[pw](?=[\d,;pw*#]|$)", re.ASCII | re.IGNORECASE)
"""Where a phone waits before it dials the rest: a conference's number, a menu. ``p`` and ``w`` do as well."""
_EXTENSION = re.compile(r"(?:,| x| ext\.?|;ext=) ?(\d+)$", re.ASCII)
_FAX = re.compile(
    r"(?<![a-z])(?:tele|home|work|other)?(?:fax|faks)(?:nummer)?(?![a-z])|(?<![a-z])telecopie|факс|传真|傳真|ファッ?クス|팩스"
)
_TRACKING = re.compile(r"utm_.*|trk|trackingid|fbclid|gclid|igsh|igshid|originalsubdomain|locale", re.IGNORECASE)
_REGIONAL = re.compile(r"^(?:www|m|mobile|[a-z]{2})\.(?=linkedin\.)|^(?:www|m|mobile)\.")
_MIN_DIGITS, _MAX_DIGITS = 3, 15
_MAX_EMAIL = 254
ROLE_MAILBOXES = frozenset(
    (
        *("info", "mail", "hello", "hi", "hallo", "contact", "kontakt", "office", "me", "post", "admin", "team"),
        *("support", "sales", "jobs", "careers", "hr", "press", "accounts", "billing", "service", "help", "webmaster"),
        *("postmaster", "hostmaster", "abuse", "noreply", "no-reply", "donotreply", "do-not-reply", "newsletter"),
        *("buero", "büro", "sekretariat", "verwaltung", "bewerbung", "presse", "vertrieb", "enquiries", "reception"),
    )
)
"""Mailboxes, the part before the ``@``, of offices, or that do not say whose they are."""


def email_problem(address: str) -> str | None:
    """Return what is wrong with an e-mail address, or None (RFC 5321 lengths; RFC 6531 letters allowed)."""
    if not _EMAIL.fullmatch(address) or ".." in address or len(address) > _MAX_EMAIL:
        return "an e-mail address is written name@domain.example"
    return None


def email_key(address: str) -> str:
    """Return the key of an e-mail address, which equal addresses share."""
    return unicodedata.normalize("NFC", address.strip()).casefold()


def mailbox(address: str) -> str:
    """Return the part of an address before the ``@``, without a ``+tag``, as a key."""
    return email_key(address).partition("@")[0].partition("+")[0]


def phone_problem(number: str) -> str | None:
    """Return what is wrong with a number, or None. 3 to 15 digits (ITU-T E.164), any usual separators.

    Digits dialled after a pause (``,`` ``;`` ``p`` ``w``) may follow, and are no part of the number.
    """
    digits = sum(character.isdigit() for character in _dialled(number)[0])
    if not _PHONE.fullmatch(number) or not _MIN_DIGITS <= digits <= _MAX_DIGITS:
        return "a phone number has 3 to 15 digits, best with its country: +44 20 7946 0000"
    return None


@lru_cache(maxsize=65536)
def phone_key(number: str) -> str:
    """Return the key of a number: digits, with ``+`` where the country is known."""
    main, extension = _dialled(number)
    digits = re.sub(r"\D", "", main.replace("(0)", "") if main.lstrip().startswith(("+", "00")) else main)
    if main.lstrip().startswith("+"):
        digits = "+" + digits
    elif digits.startswith("00"):
        digits = "+" + digits[2:]
    return f"{digits};ext={extension}" if extension else digits


def is_fax(label: str | None) -> bool:
    """Return whether a label says that a number is a fax, in any of the languages of phones."""
    return label is not None and bool(_FAX.search(fold(label)))


def _dialled(number: str) -> tuple[str, str]:
    """Return a number without anything dialled after a pause, and its extension, which may be empty."""
    extension = _EXTENSION.search(number)
    main = number[: extension.start()] if extension else number
    if pause := _PAUSE.search(main):
        return main[: pause.start()], ""
    return main, extension[1] if extension else ""


# Nearly every address matches this, in a tenth of the time that splitting it takes.
_PLAIN_URL = re.compile(r"https?://[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?(?:/[!#$%&'()*+,./:;=?@A-Za-z0-9_~-]*)?")


def url_problem(url: str) -> str | None:
    """Return what is wrong with a link, or None. Only http and https, with a host, without blanks."""
    if _PLAIN_URL.fullmatch(url):
        return None
    try:
        parts = urlsplit(url)
        host = parts.hostname
        _ = parts.port
    except ValueError:
        host = None
    else:
        if parts.scheme.lower() not in {"http", "https"}:
            host = None
    if not host or re.search(r"[\s<>\"\\^`{|}\x00-\x20\x7f]", url):
        return "a link begins with https:// or http:// and a host name"
    return None


def url_key(url: str) -> str:
    """Return the key of a profile link: no scheme, regional host, tracking or trailing slash."""
    parts = urlsplit(url)
    host = _REGIONAL.sub("", (parts.hostname or "").casefold())
    path = quote(unquote(parts.path).casefold().rstrip("/"))
    query = urlencode([pair for pair in parse_qsl(parts.query) if not _TRACKING.fullmatch(pair[0])])
    return host + path + ("?" + query if query else "")


_SERVICES = {
    "linkedin": ("linkedin.com",),
    "github": ("github.com",),
    "gitlab": ("gitlab.com",),
    "codeberg": ("codeberg.org",),
    "bluesky": ("bsky.app",),
    "mastodon": ("mastodon.social", "mastodon.online", "fosstodon.org", "hachyderm.io"),
    "x": ("x.com", "twitter.com"),
    "facebook": ("facebook.com", "fb.com"),
    "instagram": ("instagram.com",),
    "threads": ("threads.net", "threads.com"),
    "youtube": ("youtube.com",),
    "xing": ("xing.com",),
    "orcid": ("orcid.org",),
    "stackoverflow": ("stackoverflow.com",),
    "telegram": ("t.me",),
    "meetup": ("meetup.com",),
}
_SERVICE_OF = {domain: service for service, domains in _SERVICES.items() for domain in domains}


def guess_service(url: str) -> str:
    """Return the service of a link by its host: ``linkedin``, ``github`` …, else ``website``."""
    labels = (urlsplit(url).hostname or "").removesuffix(".").split(".")
    if service := _SERVICE_OF.get(".".join(labels[-2:])):
        return service
    return next((label for label in labels[:-1] if label in _SERVICES and len(label) > 1), "website")
