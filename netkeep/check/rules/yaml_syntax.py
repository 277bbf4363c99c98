"""The front matter is not valid YAML.

Nothing of such a file is used: what it says can only be guessed.

Bad:

    ---
    name: "Ada Example
    ---

Good:

    ---
    name: "Ada Example"
    ---

To mend: look at the place that is named: close the quote or bracket, put a value that has a colon in it in quotes,
and start all keys of one level in the same column.
"""

from netkeep.check.rule import ProblemRule, Rule
from netkeep.text.problem import Problem

# What the parser says -> what is wrong, and how to mend it, in words for people. The first match counts.
_WORDS = (
    (
        "swallowed by a comment",
        "a [ or { is opened here, and its end is swallowed by a # that begins a comment",
        'put what begins with # in quotes, ["#one", "#two"], or leave the # out',
    ),
    ("scanning a quoted scalar", "a quote is opened here and never closed", "close the quote at the end of the value"),
    ("unknown escape", "a backslash in double quotes that means nothing", "double it, or use single quotes"),
    ("parsing a flow sequence", "a [ is opened here and never closed", "add the ], and commas between the values"),
    ("parsing a flow mapping", "a { is opened here and never closed", "add the }, and commas between the pairs"),
    (
        "scanning a simple key",
        "a line without a colon",
        "write 'key: value', or indent the line below the one that it continues",
    ),
    ("tab character", "a tab where the line begins", "indent with spaces"),
    (
        "cannot start any token",
        "a value cannot begin with this character",
        "put the value in quotes; indent with spaces, not with tabs",
    ),
    (
        "mapping values are not allowed",
        "a colon in an unexpected place",
        "put a value that has a colon in it in quotes; start all keys of one level in the same column",
    ),
    ("block sequence entries", "a list begins in the line of its key", "begin it in the next line"),
    ("block mapping", "this does not fit the lines above", "start all keys of one level in the same column"),
    ("block collection", "this does not fit the list above", "begin with '- ', or indent the line below its item"),
    ("does not allow", "a character that YAML does not allow", "delete it: it was copied from elsewhere"),
    ("second YAML document", "a second '---' block inside the front matter", "keep one block of keys"),
    ("not a plain name", "a key that is not a plain name", "write 'key: value' with one word for the key"),
)
_UNKNOWN = (
    "the parser cannot go on here",
    "look for a missing quote, a missing bracket, or a missing space after a colon",
)


def _words(problem: Problem) -> tuple[str, str]:
    problem_words = problem.facts["what"]
    return next(((wrong, mend) for sign, wrong, mend in _WORDS if sign in problem_words), _UNKNOWN)


def _message(problem: Problem) -> str:
    return f"not valid YAML: {_words(problem)[0]}"


def _mend(problem: Problem) -> str:
    return _words(problem)[1]


RULE = Rule("NK106", "yaml-syntax", __name__, ProblemRule("yaml-syntax", _message, _mend))
