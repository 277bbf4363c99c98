"""Vault -> pages: a pure function; what must not be shown is removed before the first page is made."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import cached_property

from netkeep.site.findings import Finding
from netkeep.site.health_page import health_page
from netkeep.site.home_page import home_page
from netkeep.site.map_page import map_page
from netkeep.site.org_pages import org_pages
from netkeep.site.page import Page
from netkeep.site.people_pages import people_data, people_pages
from netkeep.site.person_pages import person_pages
from netkeep.site.search.files import search_files
from netkeep.site.site import Site
from netkeep.site.tag_pages import tag_pages
from netkeep.site.timeline_page import timeline_page
from netkeep.site.view import view
from netkeep.site.work_pages import job_pages
from netkeep.store.settings import refuse_newer
from netkeep.store.vault import Vault


class Pages:
    """All pages of the site, sorted by path, and the files that their scripts read."""

    def __init__(self, site: Site) -> None:
        self.site = site

    @cached_property
    def pages(self) -> tuple[Page, ...]:
        """Return every page; each is made only when it is looked at."""
        site = self.site
        pages = (
            home_page(site),
            *people_pages(site),
            *person_pages(site),
            *org_pages(site),
            *job_pages(site),
            *tag_pages(site),
            map_page(site),
            timeline_page(site),
            health_page(site),
        )
        return tuple(sorted(pages, key=lambda page: page.path))

    @cached_property
    def data(self) -> Mapping[str, str]:
        """Return the data that scripts of pages read, by path."""
        return people_data(self.site)

    @cached_property
    def pictures(self) -> tuple[str, ...]:
        """Return the pictures of the vault that the pages show."""
        return self.site.pictures()

    def search(self, words: Callable[[str], str]) -> Mapping[str, str]:
        """Return the files of the search; ``words`` returns the text of a page to search, by its path."""
        return search_files(self.site, words)


def make_pages(vault: Vault, today: date, get_findings: Callable[[], tuple[Finding, ...]] | None = None) -> Pages:
    """Return every page of the site for a day; ``get_findings`` as for :func:`netkeep.site.view.view`."""
    refuse_newer(vault.settings)  # it may say in another way who is private
    return Pages(Site(view(vault, today, get_findings)))
