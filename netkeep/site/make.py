"""A vault's pages and files, and the writing of them into a folder: what did not change is neither made nor written."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from itertools import compress, count
from operator import is_not
from pathlib import Path
from typing import NamedTuple

from netkeep.site.fields import hidden
from netkeep.site.files import pictures
from netkeep.site.findings import findings
from netkeep.site.frame import Frame, frame_of
from netkeep.site.guard import refuse_unreadable
from netkeep.site.manifest import Stamp
from netkeep.site.output import Output
from netkeep.site.page import Page
from netkeep.site.pages import make_pages
from netkeep.site.paths import url
from netkeep.site.private import bare
from netkeep.site.render import ready
from netkeep.site.view import Read, digests
from netkeep.store.carried import leave, left, new_documents
from netkeep.store.load import load
from netkeep.store.parallel import in_parallel, meanwhile
from netkeep.store.vault import Vault

_FILES = "files of pages"
_MANY = 100  # pages: among so many is one of most kinds


class Made(NamedTuple):
    """All pages, the files that go with them, and what makes those of the search: path on the site -> content.

    ``vault`` is what they were made of, as :func:`netkeep.site.private.bare` gives it.
    """

    vault: Vault
    pages: tuple[Page, ...]
    files: Mapping[str, bytes]
    search: Callable[[Callable[[str], str]], Mapping[str, str]]


def make(root: Path, today: date, load: Callable[[Path], Vault] = load) -> Made:
    """Make the site of a vault for a day; ``load`` reads it.

    Raises :class:`netkeep.errors.VaultError` where a file of the vault cannot be read.
    """
    vault = load(root)
    refuse_unreadable(vault)
    with meanwhile(partial(findings, vault, today, hidden(vault.settings.hide)), new_documents(vault)) as found:
        read, vault = Read(digests(vault), found), bare(vault)
        made = make_pages(vault, today, read)
    return Made(vault, made.pages, _encoded(made.data) | pictures(root, made.pictures), made.search)


def _encoded(texts: Mapping[str, str]) -> dict[str, bytes]:
    return {path: text.encode() for path, text in texts.items()}


def _files(made: Made, marks: Mapping[str, str]) -> Sequence[tuple[str, str]]:
    """Give the file of each page, and what goes into it; empty where that is not known before the page is made."""

    def of(page: Page) -> tuple[str, str]:
        return url(page.path), page.key and f"{marks[frame_of(page.path)]}{page.key}{page.title}"

    former = left(made.vault, _FILES)
    if former and former[0] == marks and len(former[1]) == len(made.pages):
        files = list(former[2])
        for at in compress(count(), map(is_not, former[1], made.pages)):
            files[at] = of(made.pages[at])
    else:
        files = list(map(of, made.pages))
    leave(made.vault, _FILES, (marks, made.pages, files))
    return files


def write(output: Output, made: Made, frames: Mapping[str, Frame]) -> None:
    """Write pages and files into a folder; the pages by as many processes as it pays to have."""
    for path, data in made.files.items():
        output.put(path, data)

    files = _files(made, {name: frame.digest for name, frame in frames.items()})
    new = output.keep(files)
    if len(new) > _MANY:
        ready()

    def one(at: int) -> tuple[str, Stamp, bool]:
        page, (path, key) = made.pages[at], files[at]
        content = page.make()
        output.put(path, frames[frame_of(page.path)].fill(page, content.draw()), key, content.search or "")
        return path, output.files[path], path in output.written

    for path, stamp, written in in_parallel(one, new):
        output.files[path] = stamp
        if written:
            output.written.add(path)
    for path, text in made.search(lambda page: output.files[url(page)].words).items():
        output.put(path, text.encode())
