"""Scoring the people one writes to, meets and builds with: which addresses are people, and how much each counts."""

import math
import re
from collections.abc import Iterable
from datetime import date

from netkeep.model.sighting import Sighting

_ROBOT = re.compile(
    r"(?:.*[._+-])?(?:no-?_?\.?reply|do-?_?\.?not-?_?\.?reply|no-?response|unattended|mailer-daemon|postmaster"
    r"|(?:auto)?notif(?:y|ier|ications?)|autoreply|automated|automailer|bounces?|newsletters?|digest|unsubscribe"
    r"|mailman|majordomo|listserv|listmaster|robot|daemon|root|cron|alerts?|invitations?|receipts?|calendar-server)"
    r"(?:[._+-].*|\d*)|.*-(?:bounces?|request|owner|subscribe|unsubscribe|admin)|owner-.*|reply\+.*|.*\[bot\].*"
    r"|(?:.*[._+-])?(?:(?:dependa|renovate|jenkins|build|deploy|chat|auto|ci)?-?_?bot)(?:[._+-].*)?"
)
_SHARED = re.compile(
    r"(?:info|sales|support|help|helpdesk|service|customer-?service|office|contact|hello|hi|team|billing|invoices?"
    r"|accounts?|accounting|orders?|shop|press|media|marketing|jobs|careers|recruiting|hr|admin|administrator"
    r"|webmaster|hostmaster|abuse|security|privacy|legal|feedback|booking|bookings|reservations?|events?|all|everyone"
    r"|staff|news|mail|kontakt|buero|rechnung|dev|devs|developers|users|discuss|announce)"
)
_LIST_HOSTS = re.compile(
    r"(?:.*\.)?(?:lists?|groups|listserv|mailman|bounces?)\..*|(?:.*\.)?(?:googlegroups\.com|groups\.io|yahoogroups\.com)"
    r"|(?:resource\.|group\.)?calendar\.google\.com|.*\.calendar\.google\.com|unknownorganizer\..*|reply\.github\.com"
    r"|(?:.*\.)?(?:invalid|localhost|local|localdomain)"
)
_GITHUB = re.compile(r"(?:\d{1,20}\+)?([a-z0-9](?:[a-z0-9-]{0,38}))@users\.noreply\.github\.com")
_HALF_LIFE = 730.5
_HALF_ROOT = math.sqrt(10)
_TO_THEM, _FROM_THEM, _SEEN = 3.0, 1.0, 0.25
_A_TIME = {"calendar": 2.0, "git": 0.5}
_OLD = 0.25


def is_robot(address: str) -> bool:
    """Return whether an e-mail key looks like no person's: a robot's, a list's, a room's."""
    local, _, host = address.rpartition("@")
    return bool(_ROBOT.fullmatch(local) or _LIST_HOSTS.fullmatch(host))


def github_login(address: str) -> str | None:
    """Return the login in an address that GitHub makes up: ``ID+login@users.noreply.github.com``."""
    match = _GITHUB.fullmatch(address)
    return match[1] if match and not match[1].endswith("bot") else None


def is_shared(address: str) -> bool:
    """Return whether an e-mail key is an office's rather than a person's: ``info@``, ``sales@``."""
    return bool(_SHARED.fullmatch(address.rpartition("@")[0]))


def score(sighting: Sighting, today: date) -> float:
    """Return how much an address counts, above 0 and below 1.

    ``w = 3·to_them + from_them + ¼·(times - to_them - from_them)`` for mail, 2 a meeting, ½ a commit;
    ``b = √w/(√w+√10) · (¼ + ¾·2^(-years/2))``, the years since the last time. Mail with an address that the owner wrote
    to is ½ + b/2, all other mail b/2: whoever the owner wrote to ranks above everyone who only wrote. Others are b.
    """
    part = base(weight(sighting), sighting.last, today)
    if sighting.source in _A_TIME:
        return part
    return (0.5 if sighting.to_them else 0.0) + part / 2


def weight(sighting: Sighting) -> float:
    """Return how much contact there was, no matter when."""
    if sighting.source in _A_TIME:
        return _A_TIME[sighting.source] * sighting.times
    seen = max(0, sighting.times - sighting.to_them - sighting.from_them)
    return _TO_THEM * sighting.to_them + _FROM_THEM * sighting.from_them + _SEEN * seen


def base(amount: float, last: date | None, today: date) -> float:
    """Return an amount as a figure between 0 and 1 that decays towards a quarter of itself, halving every two years."""
    root = math.sqrt(amount)
    return root / (root + _HALF_ROOT) * (_OLD + (1 - _OLD) * recency(last, today))


def recency(last: date | None, today: date) -> float:
    """Return 1 for today, ½ for two years ago, ¼ for four; 0 if no day is known."""
    if last is None:
        return 0.0
    return float(2 ** (-max(0, (today - last).days) / _HALF_LIFE))


def ranked(sightings: Iterable[Sighting], today: date) -> tuple[Sighting, ...]:
    """Return the addresses of one source, those that count most first; ties by address."""
    return tuple(sorted(sightings, key=lambda sighting: (-score(sighting, today), sighting.address)))
