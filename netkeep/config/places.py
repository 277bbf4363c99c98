"""Where in a ``netkeep.toml`` a setting stands: the standard library's reader of TOML does not say."""

import re
import tomllib
from collections.abc import Iterator, Mapping

from netkeep.errors import ConfigError

FILE_NAME = "netkeep.toml"
_TOKEN = re.compile(
    r'"""(?:\\.|[^\\])*?"{3,5}'
    r"|'''.*?'{3,5}"
    r'|"(?:\\.|[^"\\\n])*"'
    r"|'[^'\n]*'"
    r"|#[^\n]*"
    r"|[][{}\n]",
    re.DOTALL,
)
"""A string, a comment, a bracket or the end of a line; all else of a TOML file is between these."""


def line_of(text: str, *path: str) -> int | None:
    """Return the line of valid TOML in which a key, or a table, is first set; None where it is not."""
    header = ""
    for line, statement in _statements(text):
        if statement.lstrip().startswith("["):
            header = statement
        if _holds(tomllib.loads(f"{header}\n{statement}" if statement is not header else header), *path):
            return line
    return None


def wrong(text: str, words: str, *path: str) -> ConfigError:
    """Return the error that says what is wrong with a setting, and where it stands."""
    line = line_of(text, *path)
    return ConfigError(f"{FILE_NAME}{f':{line}' if line else ''}: {words}")


def _statements(text: str) -> Iterator[tuple[int, str]]:
    """Yield each statement of valid TOML, with the line on which it begins."""
    text = text.replace("\r\n", "\n")
    start, depth = 0, 0
    line = following = 1
    for token in _TOKEN.finditer(f"{text}\n"):
        depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(token[0], 0)
        following += token[0].count("\n")
        if token[0] == "\n" and not depth:
            if text[start : token.start()].strip():
                yield line, text[start : token.start()]
            start, line = token.end(), following


def _holds(values: Mapping[str, object], *path: str) -> bool:
    value: object = values
    for key in path:
        if not isinstance(value, dict) or key not in value:
            return False
        value = value[key]
    return True
