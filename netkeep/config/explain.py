"""What each setting means, what it is by default and here, and on which line it stands."""

import json
import re
import tomllib
from collections.abc import Iterator
from typing import NamedTuple

from netkeep.config.places import line_of
from netkeep.config.rows import IMPORT_ROWS, ROWS, SOURCE, Row
from netkeep.config.settings import Settings

_BARE = re.compile(r"[A-Za-z0-9_-]+")


class Explained(NamedTuple):
    """A setting of a vault: its key and row, its value as TOML has it, and its line, None where it is the default."""

    key: str
    row: Row
    value: object
    line: int | None

    @property
    def default(self) -> object:
        """Return what it is where nobody sets it; None where there is nothing then."""
        return tomllib.loads(f"x = {self.row.default}")["x"] if self.row.default else None


def explained(settings: Settings) -> Iterator[Explained]:
    """Yield every setting; one of a table of imports for each source that the file names, or once for all of them."""
    values = tomllib.loads(settings.text)
    sources = list(settings.imports) or [SOURCE]
    for row in ROWS:
        yield _explained(row, settings.text, values, *row.key.split("."))
    for source in sources:
        for row in IMPORT_ROWS:
            yield _explained(row, settings.text, values, "import", source, row.name)


def _explained(row: Row, text: str, values: object, *path: str) -> Explained:
    value = values
    for key in path:
        value = value.get(key) if isinstance(value, dict) else None
    line = line_of(text, *path)
    setting = Explained(".".join(path), row, value, line)
    return setting if line else setting._replace(value=setting.default)


def as_toml(value: object) -> str:
    """Return a value as it is written in the file, on one line; nothing for what is not set."""
    if isinstance(value, dict):
        items = (f"{key if _BARE.fullmatch(key) else as_toml(key)} = {as_toml(item)}" for key, item in value.items())
        return f"{{ {', '.join(items)} }}" if value else "{}"
    if isinstance(value, list):
        return f"[{', '.join(map(as_toml, value))}]"
    return "" if value is None else json.dumps(value, ensure_ascii=False)


def reference() -> str:
    """Return the page about all settings, in Markdown."""
    rows = [f"| `{row.key}` | {row.about} | {_code(row.form.words)} | {_code(row.default)} |" for row in _ALL]
    return "\n".join((_HEAD, *rows, ""))


def _code(text: str) -> str:
    """Return words with what is TOML in them marked as code."""
    return re.sub(r'"[^"]*"|^(?:[\[{].*|true|false|\d+)$', r"`\g<0>`", text)


_ALL = (*ROWS, *IMPORT_ROWS)
_HEAD = f"""\
# Settings

What `netkeep.toml` may say. This page is made from the settings by `netkeep settings --format markdown`;
`netkeep settings` shows what they are in your vault and where each was set, `netkeep settings KEY` explains one. An
[example](format.md#netkeeptoml) has them all. `{SOURCE}` stands for the name of a source of tables, such as `csv`.

| setting | what it means | what it is | default |
| --- | --- | --- | --- |"""
