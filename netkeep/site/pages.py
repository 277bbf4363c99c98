"""Vault -> pages: a pure function; what must not be seen is gone before the first page is made."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

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
from netkeep.site.view import view
from netkeep.site.work_pages import job_pages
from netkeep.store.vault import Vault


class Pages(NamedTuple):
    """All pages, the pictures of the vault that they show, and the data that their scripts read, by path."""

    pages: tuple[Page, ...]
    pictures: tuple[str, ...]
    data: Mapping[str, str] = MappingProxyType({})


def make_pages(vault: Vault, today: date, *, search: bool = False) -> Pages:
    """Give every page of the site for a day, sorted by path; with the search, if it is to have its own."""
    site = Site(view(vault, today))
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
    found = search_files(site, ranked) if search else {}
    return Pages(ranked, tuple(sorted(site.bodies.pictures)), {**people.data, **found})
