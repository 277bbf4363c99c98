"""Where each page is. Paths are plain ASCII whatever a file is called, so they need no escaping anywhere."""

import hashlib

from netkeep.model.ids import is_id, slug

HOME, PEOPLE, ORGS, JOBS, TAGS = "index.md", "people.md", "orgs.md", "jobs.md", "tags.md"
MAP, TIMELINE, HEALTH, EVERYONE = "map.md", "timeline.md", "health.md", "everyone.md"
PEOPLE_DATA = "data/people.js"
_MAX_SLUG = 60


def page_name(name: str) -> str:
    """Return the stem of a page: an id as it is, anything else made safe, and unique by a hash."""
    if is_id(name):
        return name
    mark = hashlib.sha256(name.encode()).hexdigest()[:8]
    return f"{slug(name, _MAX_SLUG) or 'page'}-{mark}"


def person_page(person: str) -> str:
    """Return the path of a person's page."""
    return f"people/{page_name(person)}.md"


def org_page(org: str) -> str:
    """Return the path of an organisation's page."""
    return f"orgs/{page_name(org)}.md"


def job_page(job: str) -> str:
    """Return the path of a job's page."""
    return f"jobs/{page_name(job)}.md"


def tag_page(tag: str) -> str:
    """Return the path of a tag's page."""
    return f"tags/{page_name(tag)}.md"


def url(page: str) -> str:
    """Return the address of a page, from the top of the site."""
    return page.removesuffix(".md") + ".html"


def to_top(page: str) -> str:
    """Return what leads from a page to the top of the site: nothing, or ``../``."""
    return "../" * page.count("/")


def picture_url(path: str) -> str:
    """Return where a picture of the vault's ``assets/`` is on the site."""
    name = path.removeprefix("assets/")
    kind = name.rpartition(".")[2].lower()
    return f"pictures/{page_name(name.rpartition('.')[0])}.{kind}"
