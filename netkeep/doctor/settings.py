"""Checks of mkdocs.yml: settings that would publish, or load something from elsewhere."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from netkeep.doctor.result import Result
from netkeep.errors import NetkeepError
from netkeep.site.build import find_settings
from netkeep.site.preflight import refuse_sources

_REMOTE = re.compile(r"\s*(?:[a-z][a-z0-9+.-]*:)?//", re.IGNORECASE)
_FROM_OUTSIDE = frozenset(
    {
        "social",
        "privacy",
        "rss",
        "git-committers",
        "git-authors",
        "mermaid2",
        "open-in-new-tab",
        "glightbox",
        "kroki",
        "blog",
    }
)
_ABOUT = "mkdocs.yml"


def site_settings(root: Path) -> Iterator[Result]:
    """Yield the problems of the settings that a build would use; those built into netkeep need no check."""
    path = find_settings(root)
    if path is None:
        yield Result(_ABOUT, "ok", "there is none; netkeep's own settings are used")
        return
    settings = _read(path)
    if settings is None:
        yield Result(_ABOUT, "fail", "it cannot be read as YAML", "start again with a copy of netkeep's")
        return
    results = list(_wrong(settings, path, root))
    yield from results or [Result(_ABOUT, "ok", "nothing in it publishes, or loads anything from elsewhere")]


def _wrong(settings: Mapping[str, Any], path: Path, root: Path) -> Iterator[Result]:
    plugins = _names(settings.get("plugins"))
    if "netkeep" not in plugins:
        todo = "add netkeep to its plugins; nothing else leaves private people out"
        yield Result(_ABOUT, "fail", "the plugin netkeep is not in it", todo)
    docs = settings.get("docs_dir", "docs")
    if isinstance(docs, str) and _overlaps(path.parent / docs, root):
        todo = "name a folder outside the vault; MkDocs publishes whole files of it"
        yield Result(_ABOUT, "fail", "docs_dir is the vault, or holds it", todo)
    for name in sorted(plugins & _FROM_OUTSIDE):
        yield Result(_ABOUT, "warn", f"the plugin {name} loads from other hosts or reports to them", "take it out")
    for key in ("repo_url", "edit_uri", "site_url"):
        if settings.get(key):
            words = f"{key} is set: pages would say where your repository or your site is"
            yield Result(_ABOUT, "warn", words, "take it out")
    if any(
        _REMOTE.match(str(value)) for key in ("extra_css", "extra_javascript") for value in _listed(settings.get(key))
    ):
        todo = "put the file into docs_dir; netkeep leaves the address out"
        yield Result(_ABOUT, "warn", "a style or a script is loaded from elsewhere", todo)
    if settings.get("hooks") or settings.get("INHERIT"):
        yield Result(
            _ABOUT, "warn", "it runs or inherits something that was not checked", "check for yourself what that does"
        )


def _overlaps(docs: Path, root: Path) -> bool:
    try:
        refuse_sources(docs, root)
    except NetkeepError:
        return True
    return False


def _names(plugins: object) -> set[str]:
    """Return the names of plugins, which are texts or mappings with one key."""
    names = (
        str(next(iter(plugin))) if isinstance(plugin, dict) and plugin else str(plugin) for plugin in _listed(plugins)
    )
    return {name.removeprefix("material/") for name in names}


def _listed(value: object) -> list[Any]:
    if isinstance(value, dict):
        return list(value)
    return value if isinstance(value, list) else []


def _read(path: Path) -> Mapping[str, Any] | None:
    """Read YAML, with tagged values (``!ENV``, ``!!python``) as null, so that nothing is run."""
    import yaml

    class Loader(yaml.SafeLoader):
        pass

    Loader.add_multi_constructor("", lambda _loader, _suffix, _node: None)
    try:
        settings = yaml.load(path.read_bytes(), Loader)  # noqa: S506 (a SafeLoader that knows even less)
    except (OSError, ValueError, RecursionError, yaml.YAMLError):
        return None
    return settings if isinstance(settings, dict) else None
