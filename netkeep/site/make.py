"""A vault's pages and files, and the writing of them into a folder."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from pathlib import Path

from netkeep.site.fields import hidden
from netkeep.site.files import pictures
from netkeep.site.findings import findings, has_index
from netkeep.site.frame import Frame, frame_of
from netkeep.site.manifest import Stamp
from netkeep.site.output import Output
from netkeep.site.pages import Pages, make_pages
from netkeep.site.paths import url
from netkeep.site.preflight import refuse_unreadable
from netkeep.site.private import bare, bare_document
from netkeep.site.render import ready
from netkeep.store.load import load
from netkeep.store.parallel import in_parallel, meanwhile
from netkeep.store.reload import VaultReloader
from netkeep.store.vault import Vault


class Made:
    """All of a site: ``vault`` is what it is made of, as :func:`netkeep.site.private.bare` returns it."""

    def __init__(self, vault: Vault, pages: Pages) -> None:
        self.vault = vault
        self.pages = pages.pages
        self._pages = pages

    @property
    def files(self) -> Mapping[str, bytes]:
        """Return the files that go with the pages: place on the site -> content."""
        data = {path: text.encode() for path, text in self._pages.data.items()}
        return data | pictures(self.vault.root, self._pages.pictures)

    def search(self, words: Callable[[str], str]) -> Mapping[str, bytes]:
        """Return the files of the search; ``words`` returns the text of a page to search, by its path."""
        return {path: text.encode() for path, text in self._pages.search(words).items()}


def make(root: Path, today: date) -> Made:
    """Make the site of a vault for a day.

    Raises :class:`netkeep.errors.VaultError` where a file of the vault cannot be read.
    """
    # Findings come from an index where there is one, and then the files need not be read for them.
    vault = VaultReloader(bare_document).load(root) if has_index(root) else load(root)
    refuse_unreadable(vault)
    with meanwhile(partial(findings, vault, today, hidden(vault.settings.hide)), len(vault.documents)) as get_findings:
        vault = bare(vault)
        pages = make_pages(vault, today, get_findings)
        pages.site.prepare()
    return Made(vault, pages)


def write(output: Output, made: Made, frames: Mapping[str, Frame]) -> None:
    """Write pages and files into a folder; the pages in as many processes as are worth starting."""
    for path, data in made.files.items():
        output.put(path, data)
    ready()

    def write_page(at: int) -> tuple[str, str, Stamp]:
        page = made.pages[at]
        content, path = page.make(), url(page.path)
        output.put(path, frames[frame_of(page.path)].fill(page, content.draw()))
        return page.path, content.search or "", output.files[path]

    words: dict[str, str] = {}
    for path, text, stamp in in_parallel(write_page, range(len(made.pages))):
        words[path] = text
        output.files[url(path)] = stamp
    for path, data in made.search(words.__getitem__).items():
        output.put(path, data)
