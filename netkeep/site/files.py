"""The site as files, for whatever generator is to make HTML of them."""

from datetime import date
from pathlib import Path

from netkeep import resources
from netkeep.site.pages import make_pages
from netkeep.site.paths import picture_url
from netkeep.site.preflight import refuse_unreadable
from netkeep.store.assets import read_picture
from netkeep.store.vault import Vault


def site_files(vault: Vault, today: date) -> dict[str, bytes]:
    """Return every page as Markdown, the pictures they show, style and script: path -> content.

    Raises :class:`netkeep.errors.VaultError` where a file of the vault cannot be read.
    The links between pages end in ``.html``: generators that make folders of pages are to be told not to.
    """
    refuse_unreadable(vault)
    made = make_pages(vault, today)
    pages = {page.path: page.markdown().encode() for page in made.pages}
    static = {path: full.read_bytes() for path, full in static_files().items()}
    data = {path: text.encode() for path, text in made.data.items()}
    return static | data | pictures(vault.root, made.pictures) | pages


def pictures(root: Path, paths: tuple[str, ...]) -> dict[str, bytes]:
    """Read the pictures that pages show: place on the site -> content; what is no picture is left out."""
    found = {picture_url(path): read_picture(root, path) for path in paths}
    return {path: data for path, data in found.items() if data is not None}


def static_files() -> dict[str, Path]:
    """Return the style, the scripts and their licences: place on the site -> file."""
    home = resources.site_templates() / "static"
    files = (file for file in home.rglob("*") if file.is_file())
    return {file.relative_to(home).as_posix(): file for file in sorted(files)}
