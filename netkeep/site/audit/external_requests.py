"""What would make a browser ask another host: every way in which HTML, CSS, SVG and scripts load something.

Plain links, which are followed by a click alone, may lead anywhere.
"""

import json
import re
from collections.abc import Iterator
from html import unescape
from itertools import groupby
from operator import itemgetter

_REMOTE = r"(?:[a-z][a-z0-9+.-]*:)?[/\\]{2}[^\s/]"
# The elements that load something, or have others do it.
_LOADERS = (
    "script link img iframe frame source video audio embed object applet track meta base form button input body table "
    "td image use feimage svg html portal fencedframe bgsound"
)
_TAG = re.compile(
    rf"<({'|'.join(_LOADERS.split())})\b((?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>",
    re.IGNORECASE,
)
# Pages have a hundred tags for one that loads something: by their first letters they are told apart in half the time.
_BY_LETTER = "|".join(
    f"{letter}(?:{'|'.join(name[1:] for name in names)})"
    for letter, names in groupby(sorted(_LOADERS.split()), key=itemgetter(0))
)
_TAG_BYTES = re.compile(rb"<(%b)\b((?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>" % _BY_LETTER.encode())
_ATTRIBUTE = re.compile(r"([a-z][a-z0-9:-]*)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+))", re.IGNORECASE)
_BEGINS = re.compile(rf"\s*{_REMOTE}", re.IGNORECASE)
_HOLDS = re.compile(rf"(?:^|[\s,;=(\"'])\s*{_REMOTE}", re.IGNORECASE)
_LOADING = frozenset(
    (
        *("src", "srcset", "data", "poster", "background", "action", "formaction", "ping", "manifest", "href"),
        *("xlink:href", "imagesrcset", "archive", "codebase", "classid", "longdesc", "icon", "profile", "lowsrc"),
    )
)
_LOADING_NAME = re.compile(rf"(?:{'|'.join(sorted(_LOADING))})\s*=", re.IGNORECASE)
_CSS = re.compile(
    rf"url\(\s*[\"']?\s*{_REMOTE}|@import\s+[\"']\s*{_REMOTE}|image-set\(\s*[\"']{_REMOTE}", re.IGNORECASE
)
_QUOTED = rf"[\"'`]\s*{_REMOTE}"
_SCRIPT = re.compile(
    rf"(?:\bimport\b\s*\(?|\bfrom\s*|\bfetch\s*\(|\bimportScripts\s*\(|\b(?:Shared)?Worker\s*\(|\bEventSource\s*\(|"
    rf"\bWebSocket\s*\(|\bsendBeacon\s*\(|\bRequest\s*\(|\.open\s*\([^()]{{0,40}},|\.(?:src|href|action|srcset)\s*=|"
    rf"\.setAttribute\s*\(\s*[\"'](?:src|href|action|data)[\"']\s*,)\s*{_QUOTED}"
)
_CALLS = (
    *(b"import(", b"fetch", b"importScripts", b"Worker(", b"EventSource", b"WebSocket", b"sendBeacon", b"Request("),
    *(b".open", b"setAttribute", b".src", b".href", b".action"),
)
_PAIRS = b"//", b"/\\", b"\\/", b"\\\\"  # no address elsewhere is without one of them
_GAP = rb"[\s\x1c-\x1f\x80-\xff]*"
_CALL_SIGNS = (
    re.compile(rb"\(" + _GAP + rb"[\"'`]"),
    re.compile(rb"from" + _GAP + rb"[\"'`]"),
    re.compile(rb"\.(?:src|href|action)"),
)
_SOURCE_MAP = re.compile(rf"[#@]\s*sourceMappingURL=\s*{_REMOTE}", re.IGNORECASE)
_REFRESH = re.compile(r"url\s*=\s*[\"']?\s*[a-z/\\]", re.IGNORECASE)
_PING = re.compile(rf"\bping\s*=\s*[\"']?\s*{_REMOTE}", re.IGNORECASE)
_NOT_LOADED = frozenset({"canonical", "alternate", "next", "prev", "author", "license", "me"})
_MANIFESTS = (".webmanifest", "manifest.json")


def makes_external_request(path: str, data: bytes) -> bool:
    """Return whether a file of the site, or a part of one, would make a browser ask for anything outside it."""
    kind = path.rpartition(".")[2].lower()
    if kind in {"html", "htm", "svg", "xml", "xhtml"}:
        return _markup(data)
    if kind == "css":
        return _style(data, data.lower())
    if kind in {"js", "mjs"}:
        return _script(data) or _source_map(data, data.lower())
    return path.endswith(_MANIFESTS) and _manifest(data.decode("utf-8"))


def _markup(data: bytes) -> bool:
    low = data.lower()
    if not any(sign in low for sign in (b"//", b"\\", b"&", b"refresh")):
        return False
    ping = b"ping" in data and bool(_PING.search(data.decode("utf-8")))
    calls = _may_call(data) and (b"<script" in data or any(word in data for word in _CALLS))
    return _style(data, low) or ping or (calls and _script(data)) or any(map(_tag, _tags(data, low)))


def _style(data: bytes, low: bytes) -> bool:
    wanted = b"url(" in low or b"@import" in low or b"image-set" in low
    return _source_map(data, low) or (wanted and bool(_CSS.search(data.decode("utf-8"))))


def _may_call(data: bytes) -> bool:
    """Return whether anything is there that a call can begin with: few pages have it, or one of several words."""
    return b"import" in data or b".open" in data or any(sign.search(data) for sign in _CALL_SIGNS)


def _script(data: bytes) -> bool:
    # The words themselves are found in a fraction of the time that the pattern takes to find none.
    wanted = any(pair in data for pair in _PAIRS) and (
        b"import" in data or b"from" in data or any(word in data for word in _CALLS)
    )
    return wanted and bool(_SCRIPT.search(data.decode("utf-8")))


def _source_map(data: bytes, low: bytes) -> bool:
    return b"sourcemappingurl" in low and bool(_SOURCE_MAP.search(data.decode("utf-8").lower()))


def _tags(data: bytes, low: bytes) -> Iterator[re.Match[str]]:
    """Yield the tags that load something, where they have what an address elsewhere cannot be without."""
    for match in _TAG_BYTES.finditer(low):
        if match[1] == b"meta" or any(sign in match[0] for sign in (b"//", b"\\", b"&")):
            tag = _TAG.fullmatch(data[match.start() : match.end()].decode("utf-8"))
            if tag:
                yield tag


def _tag(match: re.Match[str]) -> bool:
    name = match[1].lower()
    if name != "meta" and not _LOADING_NAME.search(match[2]):
        return False
    attributes = {
        attribute[1].lower(): unescape(attribute[2] or attribute[3] or attribute[4] or "")
        for attribute in _ATTRIBUTE.finditer(match[2])
    }
    if name == "meta":
        return attributes.get("http-equiv", "").lower() == "refresh" and bool(
            _REFRESH.search(attributes.get("content", ""))
        )
    if name == "link":
        return bool(_BEGINS.match(attributes.get("href", ""))) and attributes.get("rel", "").lower() not in _NOT_LOADED
    # A picture inside an address loads nothing (SVG Integration, "secure static mode").
    values = (
        value for key, value in attributes.items() if key in _LOADING and not value.lower().startswith("data:image/")
    )
    return any(map(_HOLDS.search, values))


def _manifest(text: str) -> bool:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return True
    return bool(_HOLDS.search(json.dumps(value)))
