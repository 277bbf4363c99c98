"""Health: what the check finds, what it advises, and how complete the vault is."""

from collections.abc import Callable, Mapping
from functools import partial
from itertools import groupby
from types import MappingProxyType
from typing import NamedTuple

from netkeep.model.people import Contact
from netkeep.site.findings import Finding
from netkeep.site.page import Page
from netkeep.site.paths import HEALTH, job_page, url
from netkeep.site.site import Site, job_name
from netkeep.site.ties import level_marks, level_word

_SHOWN = 12
_FIELDS: Mapping[str, tuple[str, Callable[[Contact], object]]] = MappingProxyType(
    {
        "roles": ("where they work", lambda contact: contact.roles),
        "emails": ("an e-mail address", lambda contact: contact.emails),
        "phones": ("a phone number", lambda contact: contact.phones),
        "links": ("a profile or website", lambda contact: contact.links),
        "location": ("a place", lambda contact: contact.location),
        "birthday": ("a birthday", lambda contact: contact.birthday),
        "tags": ("a tag", lambda contact: contact.tags),
        "log": ("something that happened", lambda contact: contact.body.log),
        "body": ("a line about them", lambda contact: contact.body.prose.strip()),
    }
)


class Rule(NamedTuple):
    """The findings of one rule: for each place its path and line, the URL of its page if any, and what is wrong."""

    code: str
    name: str
    help: str
    places: tuple[tuple[str, str | None, str], ...]
    number: int


class Share(NamedTuple):
    """How many people have a field, and which share of all that is."""

    name: str
    number: int
    percent: int


def health_page(site: Site) -> Page:
    """Return findings by rule, and figures."""
    return site.page(HEALTH, "Health", "health", partial(_values, site))


def _values(site: Site) -> Mapping[str, object]:
    findings = site.view.findings()
    return {
        "errors": _rules(site, tuple(finding for finding in findings if not finding.advice)),
        "advice": _rules(site, tuple(finding for finding in findings if finding.advice)),
        "fields": _fields(site),
        "levels": tuple((level_marks(level), level_word(level), count) for level, count in site.stats.levels),
        "orgs": tuple((name, site.org_url(name), count) for name, count in site.stats.orgs[:_SHOWN]),
        "jobs": tuple(
            (
                job_name(job),
                url(job_page(job.id)),
                tuple((group.name, len(group.people)) for group in groups if group.people),
            )
            for job, groups in site.stats.jobs
        ),
    }


def _rules(site: Site, findings: tuple[Finding, ...]) -> tuple[Rule, ...]:
    rules = []
    for (code, name), group in groupby(findings, key=lambda finding: (finding.code, finding.name)):
        of_rule = tuple(group)
        places = tuple(
            (f"{finding.path}:{finding.line}", _url(site, finding), finding.message) for finding in of_rule[:_SHOWN]
        )
        rules.append(Rule(code, name, of_rule[0].help, places, len(of_rule)))
    return tuple(rules)


def _url(site: Site, finding: Finding) -> str | None:
    page = site.bodies.pages.get(finding.id)
    return url(page) if page else None


def _fields(site: Site) -> tuple[Share, ...]:
    """Return, for each field that is not hidden, how many people have it."""
    people = site.vault.contacts.values()
    has = {name: sum(map(bool, map(value, people))) for name, (_, value) in _FIELDS.items()}
    shown = [(words, has[name]) for name, (words, _) in _FIELDS.items() if name not in site.vault.settings.hide]
    return tuple(Share(words, count, round(100 * count / len(people))) for words, count in shown) if people else ()
