"""The file is not UTF-8.

Text in another encoding shows up as wrong letters sooner or later, and a name with a wrong letter
is a name lost. The first byte that is no UTF-8 is where the finding points.

Bad: a file saved as Latin-1, or as UTF-16 by an old editor.

Good: the same text saved as UTF-8.

To mend: save the file as UTF-8 in your editor, or convert it: ``iconv -f WINDOWS-1252 -t UTF-8``.
"""

from netkeep.check.rule import OfProblem, Rule

RULE = Rule(
    "NK101",
    "not-utf8",
    __name__,
    OfProblem(
        "not-utf8",
        "this is not UTF-8 text",
        "save the file as UTF-8 in your editor, or convert it: iconv -f WINDOWS-1252 -t UTF-8",
    ),
)
