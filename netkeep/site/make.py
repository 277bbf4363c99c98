"""A vault's pages and files, and the writing of them into a folder: what did not change is neither made nor written."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from netkeep.site.files import pictures
from netkeep.site.frame import Frame, frame_of
from netkeep.site.guard import refuse_unreadable
from netkeep.site.output import Output, Stamp
from netkeep.site.page import Page
from netkeep.site.pages import make_pages
from netkeep.site.paths import url
from netkeep.store.parallel import collector_off, in_parallel
from netkeep.store.vault import Vault


class Made(NamedTuple):
    """All pages, and the files that go with them: path on the site -> content."""

    pages: tuple[Page, ...]
    files: Mapping[str, bytes]


def make(vault: Vault, today: date) -> Made:
    """Make the site of a vault for a day.

    Raises :class:`netkeep.errors.VaultError` where a file of the vault cannot be read.
    """
    refuse_unreadable(vault)
    with collector_off():
        made = make_pages(vault, today, search=True)
        data = {path: text.encode() for path, text in made.data.items()}
        return Made(made.pages, data | pictures(vault.root, made.pictures))


def write(output: Output, made: Made, frames: Mapping[str, Frame]) -> None:
    """Write pages and files into a folder; the pages by as many processes as it pays to have."""
    for path, data in made.files.items():
        output.put(path, data)

    def one(number: int) -> tuple[str, Stamp, bool]:
        page = made.pages[number]
        frame = frames[frame_of(page.path)]
        key = page.key and f"{frame.digest}{page.key}{page.title}"
        path = url(page.path)
        if not output.keeps(path, key):
            output.put(path, frame.fill(page), key)
        return path, output.files[path], path in output.written

    for path, stamp, written in in_parallel(one, range(len(made.pages))):
        output.files[path] = stamp
        if written:
            output.written.add(path)
