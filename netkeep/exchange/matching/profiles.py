"""Links that identify a person: which pages of a service are profiles, and the form in which two are the same."""

import re
from collections.abc import Mapping
from functools import lru_cache

from netkeep.model.contact_points import guess_service, url_key, url_problem

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_NAME = r"[^/?@]+"
# How the key of a link (host and path, folded) must begin; the groups identify the person.
_PROFILES: Mapping[str, re.Pattern[str]] = {
    service: re.compile(pattern)
    for service, pattern in {
        "linkedin": rf"linkedin\.com/(?:(in/{_NAME})|(pub/[^?]+))",
        "github": rf"github\.com/({_NAME})$",
        "gitlab": rf"gitlab\.com/({_NAME})$",
        "codeberg": rf"codeberg\.org/({_NAME})$",
        "bluesky": rf"bsky\.app/(profile/{_NAME})",
        "x": rf"(?:x|twitter)\.com/({_NAME})(?:$|\?)",
        "facebook": rf"(?:facebook|fb)\.com/(?:(profile\.php\?id=\d+)|(people/{_NAME}/\d+)|({_NAME})$)",
        "instagram": rf"instagram\.com/({_NAME})(?:$|\?)",
        "threads": rf"threads\.(?:net|com)/(?:@|%40)({_NAME})",
        "youtube": rf"youtube\.com/((?:(?:@|%40)|user/|channel/|c/){_NAME})",
        "xing": rf"xing\.com/(profile/{_NAME})",
        "orcid": r"orcid\.org/((?:\d{4}-){3}\d{3}[\dx])",
        "stackoverflow": r"stackoverflow\.com/(users/\d+)",
        "telegram": rf"t\.me/((?!\+|s$|joinchat$){_NAME})$",
        "meetup": r"meetup\.com/(?:[a-z]{2}-[a-z]{2}/)?(members/\d+)",
    }.items()
}
# On other hosts: the paths of people in the fediverse and on university servers.
_ELSEWHERE = re.compile(rf"([^/?]+)/(?:(?:@|%40)|users/)({_NAME})$|([^/?]+/(?:~|%7e){_NAME})$")
_HOSTS = {"orcid": "orcid.org", "codeberg": "codeberg.org", "bluesky": "bsky.app", "telegram": "t.me"}
_NOBODY = frozenset(
    (
        *("about", "apps", "contact", "explore", "features", "groups", "hashtag", "help", "home", "i", "intent"),
        *("login", "marketplace", "orgs", "pages", "p", "pricing", "privacy", "search", "settings", "share"),
        *("signup", "sponsors", "terms", "topics", "profile.php"),
    )
)


@lru_cache(1 << 16)  # each step of an import asks for the links of everybody
def profile(url: str) -> str | None:
    """Return the form in which two links to one person's profile are the same; None if it is no profile.

    A link may lack its scheme, as LinkedIn writes it in places. A bare host, a company's page and an unknown kind of
    page are no profiles.
    """
    whole = url if _SCHEME.match(url) else f"https://{url}"
    if url_problem(whole):
        return None
    key = url_key(whole)
    service = guess_service(whole)
    if (pattern := _PROFILES.get(service)) is None:
        return _elsewhere(key)
    match = pattern.match(key)
    if not match:
        return _elsewhere(key) if service == "mastodon" else None
    name = next(group for group in match.groups() if group)
    return None if name in _NOBODY else f"{_HOSTS.get(service, f'{service}.com')}/{name}"


def service_of(key: str) -> str:
    """Return the host in a profile's form: different people have different profiles there."""
    return key.partition("/")[0]


def _elsewhere(key: str) -> str | None:
    match = _ELSEWHERE.match(key)
    if not match:
        return None
    return match[3] or f"{match[1]}/@{match[2]}"
