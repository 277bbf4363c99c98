"""The parts of a rule's page: what, why, a bad and a good example, and how to mend it.

The docstring of a rule's module is the only place that explains the rule; the command line, the reference and SARIF
show the page that is read from it here.
"""

import re
from typing import NamedTuple

from netkeep.check.rule import Rule

_LEAD = re.compile(r"(Bad|Good|To mend)\b ?([^:]*): ?(.*)", re.DOTALL)


class Example(NamedTuple):
    """An example: the words in front of it, such as ``on 1 June 2024``, and its lines or a sentence."""

    about: str
    words: str
    lines: tuple[str, ...]


class Page(NamedTuple):
    """The page about a rule; texts are Markdown."""

    summary: str
    why: tuple[str, ...]
    bad: Example
    good: Example
    mend: str


def read_page(rule: Rule) -> Page:
    """Return the page of a rule. Raises ``KeyError`` if a part is missing, which a test rules out."""
    summary, *rest = rule.page.split("\n\n")
    why: list[str] = []
    parts: dict[str, Example] = {}
    last = ""
    for paragraph in rest:
        match = _LEAD.match(paragraph)
        if match:
            last = match[1]
            parts[last] = Example(_joined(match[2].strip("()")), _joined(match[3]), ())
        elif paragraph.startswith("    ") and last:
            parts[last] = _longer(parts[last], paragraph)
        else:
            why.append(_joined(paragraph))
    return Page(_joined(summary), tuple(why), parts["Bad"], parts["Good"], parts["To mend"].words)


def _longer(example: Example, paragraph: str) -> Example:
    lines = tuple(line[4:] for line in paragraph.split("\n"))
    return example._replace(lines=(*example.lines, *([""] if example.lines else []), *lines))


def _joined(paragraph: str) -> str:
    """Return a paragraph as one line, its ``code`` marked as in Markdown."""
    return re.sub(r"``(.+?)``", r"`\1`", " ".join(paragraph.split()))
