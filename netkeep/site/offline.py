"""Nothing from outside: settings that would load it are corrected, and every page forbids it to the browser."""

import re
from collections.abc import Iterable, MutableMapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

# The search of older settings needed it; it is no longer part of the site.
_SHIM = "vendor/iframe-worker.js"
WATCHED = ("people", "jobs", "orgs", "assets", "netkeep.toml")
STYLE, SCRIPT = "netkeep.css", "netkeep.js"
# Material has inline scripts of its own, but no handlers in attributes: so these are forbidden.
_POLICY = (
    "default-src 'none'; script-src 'self' 'unsafe-inline'; script-src-attr 'none'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; connect-src 'self'; worker-src 'self'; frame-src 'self'; "
    "base-uri 'none'; form-action 'none'; object-src 'none'"
)
_METAS = (
    f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
    '<meta name="referrer" content="no-referrer"><meta name="robots" content="noindex, nofollow, noarchive">'
)
_HEAD = re.compile(r"<head\b[^>]*>", re.IGNORECASE)
_REMOTE = re.compile(r"\s*(?:[a-z][a-z0-9+.-]*:|//|\\)", re.IGNORECASE)
_PORT = re.compile(r":\d+$")
_OFFLINE = frozenset({"offline", "material/offline"})
_FETCHING = ("analytics", "consent", "version")


def with_policy(html: str) -> str:
    """Return a page with the policy first in its head, where it covers all that follows; without a head, as it is."""
    return _HEAD.sub(lambda match: match[0] + _METAS, html, count=1)


def stay_home(config: MutableMapping[str, Any]) -> None:
    """Correct MkDocs' settings: no fonts, scripts, styles, pictures or counters from elsewhere."""
    theme, extra = config["theme"], config["extra"]
    theme["font"] = False
    for key in ("logo", "favicon"):
        if _remote(theme.get(key) or ""):
            theme[key] = None
    config["repo_url"] = None
    config["extra_css"] = [STYLE, *_local(config["extra_css"], STYLE)]
    config["extra_javascript"] = [*_local(config["extra_javascript"], SCRIPT), SCRIPT]
    extra["generator"] = False
    extra["polyfills"] = _local(extra.get("polyfills") or [], _SHIM)
    config["use_directory_urls"] = False
    plugins = config.get("plugins") or {}
    for name in _OFFLINE & plugins.keys():
        plugins[name].config["enabled"] = False
    for key in _FETCHING:
        extra.pop(key, None)


def only_here(application: "WSGIApplication", host: str) -> "WSGIApplication":
    """Return the application restricted to this machine's names: a page elsewhere could give its name our address.

    (DNS rebinding: the browser would then hand the whole site to that page.)
    """
    ours = {"127.0.0.1", "localhost", "[::1]", host}

    def answer(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        if _PORT.sub("", environ.get("HTTP_HOST", "")) in ours:
            return application(environ, start_response)
        start_response("403 Forbidden", [("Content-Type", "text/plain")])
        return [b"This site answers to the name of this machine alone.\n"]

    return answer


def _local(addresses: Iterable[Any], ours: str) -> list[Any]:
    return [address for address in addresses if not _remote(str(address)) and str(address) != ours]


def _remote(address: str) -> bool:
    return bool(_REMOTE.match(address))
