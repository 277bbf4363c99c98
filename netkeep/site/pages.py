"""Vault -> pages: a pure function; what must not be seen is gone before the first page is made."""

from datetime import date
from typing import NamedTuple

from netkeep.site.home_page import home_page
from netkeep.site.org_pages import org_pages
from netkeep.site.page import Page
from netkeep.site.people_pages import people_pages
from netkeep.site.site import Site
from netkeep.site.tag_pages import tag_pages
from netkeep.site.view import view
from netkeep.site.work_pages import job_pages
from netkeep.store.vault import Vault


class Pages(NamedTuple):
    """All pages, and the pictures of the vault that they show."""

    pages: tuple[Page, ...]
    pictures: tuple[str, ...]


def make_pages(vault: Vault, today: date) -> Pages:
    """Give every page of the site for a day, sorted by path."""
    site = Site(view(vault, today))
    pages = (home_page(site), *people_pages(site), *org_pages(site), *job_pages(site), *tag_pages(site))
    return Pages(tuple(sorted(pages, key=lambda page: page.path)), tuple(sorted(site.bodies.pictures)))
