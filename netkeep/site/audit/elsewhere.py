"""What would make a browser ask another host: every way in which HTML, CSS, SVG and scripts load something.

Plain links, which are followed by a click alone, may lead anywhere.
"""

import json
import re
from html import unescape

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
_ATTRIBUTE = re.compile(r"([a-z][a-z0-9:-]*)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+))", re.IGNORECASE)
_BEGINS = re.compile(rf"\s*{_REMOTE}", re.IGNORECASE)
_HOLDS = re.compile(rf"(?:^|[\s,;=(\"'])\s*{_REMOTE}", re.IGNORECASE)
_LOADING = frozenset(
    (
        *("src", "srcset", "data", "poster", "background", "action", "formaction", "ping", "manifest", "href"),
        *("xlink:href", "imagesrcset", "archive", "codebase", "classid", "longdesc", "icon", "profile", "lowsrc"),
    )
)
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
    *("import(", "fetch", "importScripts", "Worker(", "EventSource", "WebSocket", "sendBeacon", "Request(", ".open"),
    *("setAttribute", ".src", ".href", ".action"),
)
_SOURCE_MAP = re.compile(rf"[#@]\s*sourceMappingURL=\s*{_REMOTE}", re.IGNORECASE)
_REFRESH = re.compile(r"url\s*=\s*[\"']?\s*[a-z/\\]", re.IGNORECASE)
_PING = re.compile(rf"\bping\s*=\s*[\"']?\s*{_REMOTE}", re.IGNORECASE)
_NOT_LOADED = frozenset({"canonical", "alternate", "next", "prev", "author", "license", "me"})
_MANIFESTS = (".webmanifest", "manifest.json")


def loads_elsewhere(path: str, text: str) -> bool:
    """Tell whether a file of the site would make a browser ask for anything outside it."""
    kind = path.rpartition(".")[2].lower()
    if kind in {"html", "htm", "svg", "xml", "xhtml"}:
        return _markup(text)
    if kind == "css":
        return _style(text)
    if kind in {"js", "mjs"}:
        return _script(text) or _source_map(text.lower())
    return path.endswith(_MANIFESTS) and _manifest(text)


def _markup(text: str) -> bool:
    if "//" not in text and "\\" not in text and "&" not in text and "refresh" not in text.lower():
        return False
    calls = "<script" in text or any(word in text for word in _CALLS)
    ping = "ping" in text and bool(_PING.search(text))
    return _style(text) or ping or (calls and _script(text)) or any(_tag(match) for match in _TAG.finditer(text))


def _style(text: str) -> bool:
    low = text.lower()
    wanted = "url(" in low or "@import" in low or "image-set" in low
    return _source_map(low) or (wanted and bool(_CSS.search(text)))


def _script(text: str) -> bool:
    # The words themselves are found in a fraction of the time that the pattern takes to find none.
    wanted = "import" in text or "from" in text or any(word in text for word in _CALLS)
    return wanted and bool(_SCRIPT.search(text))


def _source_map(low: str) -> bool:
    return "sourcemappingurl" in low and bool(_SOURCE_MAP.search(low))


def _tag(match: re.Match[str]) -> bool:
    name = match[1].lower()
    given = {one[1].lower(): unescape(one[2] or one[3] or one[4] or "") for one in _ATTRIBUTE.finditer(match[2])}
    if name == "meta":
        return given.get("http-equiv", "").lower() == "refresh" and bool(_REFRESH.search(given.get("content", "")))
    if name == "link":
        return bool(_BEGINS.match(given.get("href", ""))) and given.get("rel", "").lower() not in _NOT_LOADED
    # A picture inside an address loads nothing (SVG Integration, "secure static mode").
    values = (value for key, value in given.items() if key in _LOADING and not value.lower().startswith("data:image/"))
    return any(map(_HOLDS.search, values))


def _manifest(text: str) -> bool:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return True
    return bool(_HOLDS.search(json.dumps(found)))
