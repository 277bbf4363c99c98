"""The file is not UTF-8.

Text in another encoding shows up as wrong letters sooner or later, and a name with a wrong letter
is a name lost. The first byte that is no UTF-8 is where the finding points.

Bad: a file saved as Latin-1, or as UTF-16 by an old editor.

Good: the same text saved as UTF-8.

To mend: save the file as UTF-8 in your editor (Notepad: *Save as*, encoding UTF-8; VS Code: *Save with Encoding*), or
convert it: ``iconv -f WINDOWS-1252 -t UTF-8 FILE >NEW``, or ``-f UTF-16`` for what the finding says is UTF-16.
"""

from netkeep.check.rule import ProblemRule, Rule
from netkeep.text.problem import Problem


def _message(problem: Problem) -> str:
    encoding = problem.facts.get("encoding")
    return f"this is {encoding} and not UTF-8 text" if encoding else "this is not UTF-8 text"


def _mend(problem: Problem) -> str:
    encoding = problem.facts.get("encoding")
    if encoding is None:
        return "save the file as UTF-8 in your editor, or convert it: iconv -f WINDOWS-1252 -t UTF-8"
    return (
        f"convert it: iconv -f {encoding} -t UTF-8 FILE >NEW && mv NEW FILE; or save it in Notepad as 'UTF-8', or in"
        " VS Code by 'Save with Encoding'"
    )


RULE = Rule("NK101", "not-utf8", __name__, ProblemRule("not-utf8", _message, _mend))
