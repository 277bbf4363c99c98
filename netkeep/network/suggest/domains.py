"""The organisation of an e-mail address, by its domain; and the owner's job there at a time."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from functools import cached_property

from netkeep.model.jobs import Job
from netkeep.store.orgs import Org
from netkeep.store.vault import Vault

_HOMES = frozenset(
    (
        *("gmail.com", "googlemail.com", "outlook.com", "hotmail.com", "live.com", "msn.com", "yahoo.com", "ymail.com"),
        *("icloud.com", "me.com", "mac.com", "aol.com", "gmx.de", "gmx.net", "gmx.com", "gmx.at", "web.de", "mail.ru"),
        *("t-online.de", "freenet.de", "posteo.de", "mailbox.org", "proton.me", "protonmail.com", "pm.me", "hey.com"),
        *("fastmail.com", "fastmail.fm", "zoho.com", "yandex.ru", "qq.com", "163.com", "orange.fr", "free.fr"),
        *("btinternet.com", "comcast.net", "users.noreply.github.com", "yahoo.co.uk", "hotmail.co.uk", "outlook.de"),
    )
)


class Domains:
    """The domains that the vault knows: those of its organisations, else those that people of only one of them use."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def org(self, address: str) -> Org | None:
        """Return the organisation of an address, or None; a subdomain belongs to its domain."""
        domain = address.rpartition("@")[2]
        while "." in domain:
            if org := self._known.get(domain):
                return org
            domain = domain.partition(".")[2]
        return None

    def job(self, org: Org | None, first: date | None, last: date | None) -> Job | None:
        """Return the owner's job at an organisation that overlaps a span of time; of several the newest."""
        jobs = [job for job in self._vault.jobs.values() if org and self._vault.orgs.of(job.org) is org]
        shared = [job for job in jobs if _shares(job, first, last)]
        return max(shared, key=lambda job: job.start.earliest() if job.start else date.min, default=None)

    @cached_property
    def _known(self) -> Mapping[str, Org]:
        used: dict[str, set[str]] = defaultdict(set)
        last_user: dict[str, Org] = {}
        for contact in self._vault.contacts.values():
            orgs = {org.id: org for role in contact.roles[:1] if (org := self._vault.orgs.of(role.org))}
            for email in contact.emails:
                domain = email.address.rpartition("@")[2].casefold()
                used[domain] |= orgs.keys()
                for org in orgs.values():
                    last_user[domain] = org
        by_domain = {
            domain: last_user[domain] for domain, orgs in used.items() if len(orgs) == 1 and domain not in _HOMES
        }
        for org in self._vault.orgs.all():
            for domain in org.record.domains if org.record else ():
                by_domain[domain.casefold()] = org
        return by_domain


def _shares(job: Job, first: date | None, last: date | None) -> bool:
    if first is None or last is None:
        return False
    starts_before_end = job.end is None or first <= job.end.latest()
    return starts_before_end and (job.start is None or job.start.earliest() <= last)
