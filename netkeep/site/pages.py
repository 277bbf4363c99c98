"""Vault -> pages: a pure function; what must not be seen is gone before the first page is made."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from netkeep.site.health_page import health_page
from netkeep.site.home_page import home_page
from netkeep.site.map_page import map_page
from netkeep.site.org_pages import org_pages
from netkeep.site.page import Page
from netkeep.site.people_pages import people_pages
from netkeep.site.person_pages import person_pages
from netkeep.site.search.files import search_files
from netkeep.site.site import Site
from netkeep.site.tag_pages import tag_pages
from netkeep.site.timeline_page import timeline_page
from netkeep.site.view import Read, view
from netkeep.site.work_pages import job_pages
from netkeep.store.carried import forget
from netkeep.store.vault import Vault


@dataclass(frozen=True)
class Pages:
    """All pages, sorted by path, and the data that their scripts read, by path."""

    pages: tuple[Page, ...]
    data: Mapping[str, str]
    site: Site = field(compare=False)

    @property
    def pictures(self) -> tuple[str, ...]:
        """Give the pictures of the vault that the pages show."""
        return self.site.pictures()

    def search(self, words: Callable[[str], str]) -> Mapping[str, str]:
        """Give the files of the search; ``words`` gives by what a page is found, by its path."""
        forget(self.site.vault)  # all pages are made
        return search_files(self.site, words)


def make_pages(vault: Vault, today: date, read: Read | None = None) -> Pages:
    """Give every page of the site for a day; ``read`` as for :func:`netkeep.site.view.view`."""
    site = Site(view(vault, today, read))
    people = people_pages(site)
    pages = (
        home_page(site),
        *people.pages,
        *person_pages(site),
        *org_pages(site),
        *job_pages(site),
        *tag_pages(site),
        map_page(site),
        timeline_page(site),
        health_page(site),
    )
    ranked = tuple(sorted(pages, key=lambda page: page.path))
    return Pages(ranked, people.data, site)
