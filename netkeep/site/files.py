"""The site as files, for any generator that makes HTML of them."""

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
    Links between pages end in ``.html``: generators must be set not to make a folder for each page.
    """
    refuse_unreadable(vault)
    made = make_pages(vault, today)
    pages = {page.path: page.markdown().encode() for page in made.pages}
    static = {path: full.read_bytes() for path, full in static_files().items()}
    data = {path: text.encode() for path, text in made.data.items()}
    return static | data | pictures(vault.root, made.pictures) | pages


def pictures(root: Path, paths: tuple[str, ...]) -> dict[str, bytes]:
    """Return the pictures that pages show: place on the site -> content; files that are no pictures are left out."""
    contents = {picture_url(path): read_picture(root, path) for path in paths}
    return {path: data for path, data in contents.items() if data is not None}


def static_files() -> dict[str, Path]:
    """Return the style, the scripts and their licences: place on the site -> file."""
    home = resources.site_templates() / "static"
    files = (file for file in home.rglob("*") if file.is_file())
    return {file.relative_to(home).as_posix(): file for file in sorted(files)}
