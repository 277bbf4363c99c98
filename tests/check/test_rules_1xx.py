"""Files and YAML."""

import os
from pathlib import Path

from tests.check.cases import Case, at, coded, each, fails, log, passes, person, report

_FIRST = (1, 1)
_UTF8 = "save the file as UTF-8 in your editor, or convert it: iconv -f WINDOWS-1252 -t UTF-8"
_UTF16 = (
    "convert it: iconv -f UTF-16 -t UTF-8 FILE >NEW && mv NEW FILE; or save it in Notepad as 'UTF-8', or in VS Code by"
    " 'Save with Encoding'"
)
_EMPTY = "write at least a front matter with a name, bring it back from git, or delete the file"
_NO_FENCE = "the first line only looks like '---': it is made of other dashes"
_KEYBOARD = "write three hyphens as the keyboard has them: ---"
_OPEN = "let the very first line be '---', then the keys, then a line '---'"
_CLOSE = "put a line '---' below the last key"
_KEYS = "write it as 'key: value' lines, such as 'name: Ada Example'"
_TWICE = "keep one of the two, or join their values"
_ANCHOR = "an anchor (&), alias (*) or merge key (<<)"
_WRITE_OUT = "write the value out; if the sign is meant as text, put the value in quotes"
_TAG = "leave the tag out; if the ! is meant as text, put the value in quotes"
_DEEP = "flatten it; below x: two or three levels are plenty"
_CHOOSE = "choose what is right between <<<<<<< and >>>>>>>, then delete the marks"
_ACCEPTED = "<!-- netkeep: ignore NK111 -->"
_DELETE = "delete it: it was copied from elsewhere"
_PERMIT = "mend its permissions, or move it out of the vault"
_SMALLER = "move what is not a contact out of people/; keep notes short and link to the rest"
_BOM = "save it as UTF-8 without BOM: other tools would not see the front matter"
_QUOTES = "put it in quotes"
_SWALLOWED = "a [ or { is opened here, and its end is swallowed by a # that begins a comment"
_NO_HASH = 'put what begins with # in quotes, ["#one", "#two"], or leave the # out'
_COMMENT = "from this # on it is a comment, not a part of the value"
_HASH = "put the value in quotes, or leave the # out; a comment begins with '#' and a space"
_NO_COLON = "not valid YAML: a line without a colon"
_COLON = "write 'key: value', or indent the line below the one that it continues"
_LETTER = "which YAML takes for a letter"
_BLANKS = "write ordinary spaces instead"
_DASH = "write - as the keyboard has it"
_CURLY = "typographic quotes around a value are a part of it"
_PRONOUNS = "did you mean 'pronouns'? Else: your own keys go below x:"
_STRAIGHT = 'leave them out, or write " instead'
_LONG = "more than three hyphens: other programs see no front matter here"
_LIST = "write it as [one, two], or as '- one' lines below the key"
_NO_BIRTHDAY = "birthday: a day is written YYYY-MM-DD, or --MM-DD where the year is unknown"
_ID = "an id is a file's name without .md: lower-case letters, digits and single hyphens"
_FIND = "look the id up with 'netkeep find', or add the contact with 'netkeep add'"
_COLUMN = "put a value that has a colon in it in quotes; start all keys of one level in the same column"


def _fifo(root: Path) -> None:
    (root / "people").mkdir()
    os.mkfifo(root / "people/ada.md")


def _folder(root: Path) -> None:
    (root / "people/ada.md").mkdir(parents=True)


def _dangling(root: Path) -> None:
    (root / "people").mkdir()
    (root / "people/ada.md").symlink_to("gone.md")


def _circle(root: Path) -> None:
    (root / "people").mkdir()
    (root / "people/ada.md").symlink_to("ada.md")


def _inside(root: Path) -> None:
    (root / "notes").mkdir()
    (root / "notes/ada.txt").write_text(person())
    (root / "people").mkdir()
    (root / "people/ada.md").symlink_to("../notes/ada.txt")


def _no_folder(root: Path) -> None:
    (root / "people").write_text("")


def _yaml(name: str, line: str, column: int, wrong: str, mend: str) -> Case:
    """Return a case of one bad line of front matter, the second of the file."""
    return fails(
        "NK106",
        name,
        {"people/ada.md": f"---\n{line}\n---\n"},
        at(f"people/ada.md:2:{column}", (2, column), f"not valid YAML: {wrong}", mend),
    )


def _ambiguous(name: str, line: str, until: int, other: str, mend: str = _QUOTES) -> Case:
    """Return a case of one value, in the third line of the file, that other readers change."""
    key = line.partition(":")[0]
    start = len(key) + 3
    message = f"{key}: other YAML readers take this for {other}"
    return fails(
        "NK116",
        name,
        {"people/ada.md": person(f"{line}\n")},
        at(f"people/ada.md:3:{start}", (3, until), message, mend),
    )


CASES = (
    fails(
        "NK101",
        "latin-1",
        {"people/ada.md": b"---\nname: Ad\xe4 Example\n---\n"},
        at("people/ada.md:2:9", (2, 9), "this is not UTF-8 text", _UTF8),
    ),
    fails(
        "NK101",
        "behind-emoji-and-crlf",
        {"jobs/acme.md": "---\r\norg: 🙂🙂 ".encode() + b"\xff\r\n---\r\n"},
        at("jobs/acme.md:2:9", (2, 9), "this is not UTF-8 text", _UTF8),
    ),
    fails(
        "NK101",
        "behind-byte-order-mark",
        {"people/ada.md": b"\xef\xbb\xbf-\xff"},
        at("people/ada.md:1:2", (1, 2), "this is not UTF-8 text", _UTF8),
    ),
    fails(
        "NK101",
        "utf-16",
        {"orgs/acme.md": "---\nname: Acme\n---\n".encode("utf-16")},
        at("orgs/acme.md:1:1", _FIRST, "this is UTF-16 and not UTF-8 text", _UTF16),
    ),
    fails(
        "NK101",
        "utf-16-without-mark",
        {"orgs/acme.md": "---\nname: Acme\n---\n".encode("utf-16-le"), "people/ada.md": person().encode("utf-16-be")},
        at("orgs/acme.md:1:1", _FIRST, "this is UTF-16LE and not UTF-8 text", _UTF16.replace("-16", "-16LE")),
        at("people/ada.md:1:1", _FIRST, "this is UTF-16BE and not UTF-8 text", _UTF16.replace("-16", "-16BE")),
    ),
    passes("NK101", "utf-8", {"people/ada.md": person(name="Adä Éxample 🙂")}),
    fails("NK102", "no-bytes", {"people/ada.md": ""}, at("people/ada.md:1:1", _FIRST, "the file is empty", _EMPTY)),
    fails(
        "NK102",
        "blanks-in-sub-folder",
        {"people/a/b/ada.md": " \r\n\t\n"},
        at("people/a/b/ada.md:1:1", _FIRST, "the file is empty", _EMPTY),
    ),
    passes("NK102", "only-a-name", {"people/ada.md": "---\nname: Ada\n---"}),
    fails(
        "NK103",
        "keys-without-fence",
        {"people/ada.md": "name: Ada\n"},
        at("people/ada.md:1:1", _FIRST, "the file does not begin with front matter", _OPEN),
    ),
    fails(
        "NK103",
        "blank-line-first",
        {"people/ada.md": "\n---\nname: Ada\n---\n"},
        at("people/ada.md:1:1", _FIRST, "the file does not begin with front matter", _OPEN),
    ),
    fails(
        "NK103",
        "line-ends-of-the-first-macs",
        {"people/ada.md": "---\rname: Ada\r---\r"},
        at(
            "people/ada.md:1:1",
            _FIRST,
            "the lines end in CR alone, so the front matter is not found",
            "save it with the line ends LF in your editor, or convert it: tr '\\r' '\\n' <FILE >NEW && mv NEW FILE",
        ),
    ),
    fails(
        "NK103",
        "fence-of-other-dashes",
        {
            "people/ada.md": "\u2011\u2011\u2011\nname: Ada\n\u2011\u2011\u2011\n",
            "people/bob.md": "\u2014-\nname: Bob\n---\n",
        },
        at("people/ada.md:1:1", _FIRST, f"{_NO_FENCE} (U+2011)", _KEYBOARD),
        at("people/bob.md:1:1", _FIRST, f"{_NO_FENCE} (U+2014)", _KEYBOARD),
    ),
    passes("NK103", "blank-behind-fence", {"people/ada.md": "--- \nname: Ada\n---\t\n"}),
    fails(
        "NK104",
        "never-closed",
        {"people/ada.md": "---\nname: Ada\n\nMet at the conference.\n"},
        at("people/ada.md:1:1", (1, 4), "the front matter is never closed", _CLOSE),
    ),
    fails(
        "NK104",
        "closed-with-dots",
        {"orgs/acme.md": "---\r\nname: Acme\r\n...\r\n"},
        at("orgs/acme.md:1:1", (1, 4), "the front matter is never closed", _CLOSE),
    ),
    fails(
        "NK104",
        "closed-with-other-dashes",
        {"people/ada.md": "---\nname: Ada\n\n——\n\nMet.\n"},
        at(
            "people/ada.md:1:1",
            (1, 4),
            "the front matter is never closed: a line that only looks like '---' is made of other dashes (U+2014)",
            _CLOSE,
        ),
    ),
    passes("NK104", "closed-at-the-very-end", {"people/ada.md": "---\r\nname: Ada\r\n---"}),
    fails(
        "NK105",
        "plain-text",
        {"people/ada.md": "---\nAda Example\n---\n"},
        at("people/ada.md:2:1", (2, 1), "the front matter holds no keys", _KEYS),
    ),
    fails(
        "NK105",
        "list",
        {"jobs/acme.md": "---\n- org\n---\n"},
        at("jobs/acme.md:2:1", (2, 1), "the front matter holds no keys", _KEYS),
    ),
    fails(
        "NK105",
        "nothing-but-a-comment",
        {"people/ada.md": "---\n# name: Ada\n---\n"},
        at("people/ada.md:2:1", (2, 1), "the front matter holds no keys", _KEYS),
    ),
    passes("NK105", "flow-mapping", {"people/ada.md": "---\n{name: Ada}\n---\n"}),
    _yaml(
        "open-quote",
        'name: "Ada',
        7,
        "a quote is opened here and never closed",
        "close the quote at the end of the value",
    ),
    _yaml(
        "open-bracket", "tags: [a", 7, "a [ is opened here and never closed", "add the ], and commas between the values"
    ),
    _yaml(
        "open-brace", "x: {a: b", 4, "a { is opened here and never closed", "add the }, and commas between the pairs"
    ),
    _yaml("two-colons", "name: a: b", 8, "a colon in an unexpected place", _COLUMN),
    _yaml("emoji-column", "name: 🙂🙂: b", 9, "a colon in an unexpected place", _COLUMN),
    _yaml(
        "at-sign",
        "name: @ada",
        7,
        "a value cannot begin with this character",
        "put the value in quotes; indent with spaces, not with tabs",
    ),
    _yaml(
        "backslash",
        r'name: "a\q"',
        9,
        "a backslash in double quotes that means nothing",
        "double it, or use single quotes",
    ),
    _yaml("list-in-line", "tags: - a", 7, "a list begins in the line of its key", "begin it in the next line"),
    _yaml(
        "text-behind-quote",
        "name: 'a' b",
        11,
        "this does not fit the lines above",
        "start all keys of one level in the same column",
    ),
    fails(
        "NK106",
        "key-as-list",
        {"people/ada.md": "---\n? [a]\n: b\n---\n"},
        at(
            "people/ada.md:2:3",
            (2, 4),
            "not valid YAML: a key that is not a plain name",
            "write 'key: value' with one word for the key",
        ),
    ),
    _yaml(
        "bracket",
        "tags: ]",
        7,
        "the parser cannot go on here",
        "look for a missing quote, a missing bracket, or a missing space after a colon",
    ),
    fails(
        "NK106",
        "line-without-colon",
        {"people/ada.md": "---\nname: Ada\ntags\n---\n"},
        at(
            "people/ada.md:3:1",
            (3, 1),
            "not valid YAML: a line without a colon",
            "write 'key: value', or indent the line below the one that it continues",
        ),
    ),
    fails(
        "NK106",
        "tab",
        {"people/ada.md": "---\r\nname: Ada\r\n\ttags: [a]\r\n---\r\n"},
        at("people/ada.md:3:1", (3, 1), "not valid YAML: a tab where the line begins", "indent with spaces"),
    ),
    fails(
        "NK106",
        "list-then-key",
        {"people/ada.md": "---\n- a\nname: Ada\n---\n"},
        at(
            "people/ada.md:3:1",
            (3, 1),
            "not valid YAML: this does not fit the list above",
            "begin with '- ', or indent the line below its item",
        ),
    ),
    fails(
        "NK106",
        "second-document",
        {"people/ada.md": "---\nname: Ada\n--- # more\ntags: []\n---\n"},
        at(
            "people/ada.md:3:1",
            (3, 4),
            "not valid YAML: a second '---' block inside the front matter",
            "keep one block of keys",
        ),
    ),
    fails(
        "NK106",
        "control-character-behind-emoji",
        {"people/ada.md": "---\nname: 🙂🙂\x01\n---\n"},
        at("people/ada.md:2:9", (2, 9), "not valid YAML: a character that YAML does not allow", _DELETE),
        coded("NK112", at("people/ada.md:2:9", (2, 10), "an invisible character (U+0001)", _DELETE)),
    ),
    passes("NK106", "quoted-colon", {"people/ada.md": '---\nname: "Ada: Example"\n---\n'}),
    fails(
        "NK107",
        "twice",
        {"people/ada.md": person("tags: [a]\ntags: [b]\n")},
        at("people/ada.md:4:1", (4, 5), "the key 'tags' is here a second time", _TWICE),
    ),
    fails(
        "NK107",
        "three-times-in-a-job",
        {"jobs/acme.md": "---\norg: A\norg: A\norg: B\n---\n"},
        at("jobs/acme.md:3:1", (3, 4), "the key 'org' is here a second time", _TWICE),
        at("jobs/acme.md:4:1", (4, 4), "the key 'org' is here a second time", _TWICE),
    ),
    fails(
        "NK107",
        "in-a-role-a-link-and-below-x",
        {
            "people/ada.md": person(
                "roles:\n  - {org: Acme, org: Initech}\n"
                "links: {Ada Web: 'https://a.example', Ada Web: 'https://b.example'}\n"
                "x: {a: {b: 1, b: 2}}\n"
            )
        },
        at("people/ada.md:4:17", (4, 20), "the key 'org' is here a second time", _TWICE),
        at("people/ada.md:5:39", (5, 46), "this key is here a second time", _TWICE),
        at("people/ada.md:6:15", (6, 16), "the key 'b' is here a second time", _TWICE),
    ),
    passes("NK107", "in-two-mappings", {"people/ada.md": person("roles: [{org: A}, {org: B}]\nx: {a: {a: 1}}\n")}),
    fails(
        "NK108",
        "anchor",
        {"people/ada.md": person("roles:\n  - &acme {org: Acme}\n  - *acme\n")},
        at("people/ada.md:4:5", (4, 12), _ANCHOR, _WRITE_OUT),
    ),
    fails(
        "NK108",
        "alias",
        {"people/ada.md": person("tags: [*a]\n")},
        at("people/ada.md:3:8", (3, 10), _ANCHOR, _WRITE_OUT),
    ),
    fails(
        "NK108",
        "merge",
        {"people/ada.md": person("<<: {tags: []}\n")},
        at("people/ada.md:3:1", (3, 3), _ANCHOR, _WRITE_OUT),
    ),
    passes("NK108", "in-quotes", {"people/ada.md": person('tags: ["&a", "*a", R&D]\nx: {"<<": 1}\n')}),
    fails(
        "NK109",
        "tag",
        {"people/ada.md": person("location: !!str Leeds\n")},
        at("people/ada.md:3:11", (3, 22), "a YAML tag (!)", _TAG),
    ),
    fails(
        "NK109",
        "local-tag",
        {"orgs/acme.md": "---\nname: !acme A\n---\n"},
        at("orgs/acme.md:2:7", (2, 14), "a YAML tag (!)", _TAG),
    ),
    passes("NK109", "in-quotes", {"people/ada.md": person('aliases: ["!Ada", Ada!]\n')}),
    fails(
        "NK110",
        "nine",
        {"people/ada.md": person("x: [[[[[[[[1]]]]]]]]\n")},
        at("people/ada.md:3:11", (3, 12), "nested more than eight levels deep", _DEEP),
    ),
    passes("NK110", "eight", {"people/ada.md": person("x: [[[[[[[1]]]]]]]\n")}),
    fails(
        "NK111",
        "in-front-matter",
        {"people/ada.md": "---\n<<<<<<< HEAD\nname: Ada\n=======\nname: Ada B.\n>>>>>>> laptop\n---\n"},
        at("people/ada.md:2:1", (2, 13), "the marks of an unfinished merge", _CHOOSE),
    ),
    fails(
        "NK111",
        "as-netkeep-marks-them",
        {
            "people/ada.md": log(
                "<<<<<<< HEAD (location)",
                "=======",
                ">>>>>>> 1a2b3c4 (call with ada) (location)",
                "<<<<<<< HEAD (x.secret)",
                "=======",
                ">>>>>>> 1a2b3c4 (call with ada) (x.secret)",
            )
        },
        at(
            "people/ada.md:6:1",
            (6, 24),
            "an unfinished merge: HEAD and 1a2b3c4 changed location and x differently",
            f"'netkeep git resolve' asks which to keep; or {_CHOOSE}",
        ),
    ),
    fails(
        "NK111",
        "in-a-log-with-crlf",
        {"people/ada.md": log("<<<<<<< HEAD", "- 2024-05-20 call", ">>>>>>> x").replace("\n", "\r\n")},
        at("people/ada.md:6:1", (6, 14), "the marks of an unfinished merge", _CHOOSE),
    ),
    fails(
        "NK111",
        "accepted-but-not-in-code",
        {"people/ada.md": person(body="\n<<<<<<< HEAD <!-- netkeep: ignore NK111 -->\n")},
        at("people/ada.md:5:1", (5, 44), "the marks of an unfinished merge", _CHOOSE),
    ),
    fails(
        "NK111",
        "one-of-two-accepted",
        {"people/ada.md": person(body=f"\n```\n<<<<<<< HEAD {_ACCEPTED}\n=======\n>>>>>>> x\n```\n")},
        at("people/ada.md:8:1", (8, 10), "the marks of an unfinished merge", _CHOOSE),
    ),
    passes(
        "NK111",
        "accepted-in-code",
        {"people/ada.md": person(body=f"\n```\n<<<<<<< HEAD {_ACCEPTED}\n=======\n>>>>>>> x {_ACCEPTED}\n```\n")},
    ),
    passes("NK111", "underlined-heading", {"people/ada.md": person(body="\nTitle\n=======\n\n>> quoted <<<<<<<\n")}),
    fails(
        "NK112",
        "run-of-zero-width",
        {"people/ada.md": person(body="\n🙂a\u200b\u200b\u200bb\n")},
        at("people/ada.md:5:3", (5, 6), "an invisible character (U+200B)", _DELETE),
    ),
    fails(
        "NK112",
        "several",
        {"jobs/acme.md": "---\norg: Ac\u00adme\n---\n\n\u202ea\n"},
        at("jobs/acme.md:2:8", (2, 9), "an invisible character (U+00AD)", _DELETE),
        at("jobs/acme.md:5:1", (5, 2), "an invisible character (U+202E)", _DELETE),
    ),
    passes(
        "NK112",
        "joiners-and-flags",
        {"people/ada.md": person(body="\n👩\u200d💻 می\u200cخواهم 🏴\U000e0067\U000e0062\U000e007f\tTab\n")},
    ),
    fails(
        "NK113",
        "folder",
        {},
        at("people/ada.md:1:1", _FIRST, "cannot be read: it is a folder, not a file", _PERMIT),
        setup=_folder,
    ),
    fails(
        "NK113",
        "fifo",
        {},
        at("people/ada.md:1:1", _FIRST, "cannot be read: it is not an ordinary file", _PERMIT),
        setup=_fifo,
    ),
    fails(
        "NK113",
        "dangling-link",
        {},
        at("people/ada.md:1:1", _FIRST, "cannot be read: it is a link that leads nowhere", _PERMIT),
        setup=_dangling,
    ),
    fails(
        "NK113",
        "circle",
        {},
        at("people/ada.md:1:1", _FIRST, "cannot be read: it is a link that leads nowhere", _PERMIT),
        setup=_circle,
    ),
    fails(
        "NK113",
        "no-folder",
        {},
        at("people:1:1", _FIRST, "cannot be read: it is not a folder", "make it a folder of Markdown files"),
        setup=_no_folder,
    ),
    passes("NK113", "link-inside", {}, setup=_inside),
    fails(
        "NK114",
        "one-byte-more",
        {"people/ada.md": person(body="a" * (1_000_001 - len(person())))},
        at("people/ada.md:1:1", _FIRST, "larger than 1,000,000 bytes", _SMALLER),
    ),
    passes("NK114", "just-so", {"people/ada.md": person(body="a" * (1_000_000 - len(person())))}),
    fails(
        "NK115",
        "mark",
        {"people/ada.md": "\ufeff" + person()},
        at("people/ada.md:1:1", _FIRST, "the file begins with a byte order mark", _BOM),
    ),
    fails(
        "NK115",
        "with-other-findings-in-their-columns",
        {"people/ada.md": "\ufeff---\r\nname: Ada\r\ncadence: NO\r\n---\r\n"},
        at("people/ada.md:1:1", _FIRST, "the file begins with a byte order mark", _BOM),
        coded(
            "NK116",
            at("people/ada.md:3:10", (3, 12), "cadence: other YAML readers take this for true or false", _QUOTES),
        ),
        coded(
            "NK206",
            at(
                "people/ada.md:3:10",
                (3, 12),
                "cadence: a duration is a whole number and a unit, such as '6 months', or weekly to yearly",
                "for example: 2 weeks, 90 days, 6 months, 1 year, quarterly, or none",
            ),
        ),
    ),
    fails(
        "NK115",
        "two-marks",
        {"people/ada.md": "\ufeff\ufeff" + person()},
        coded("NK103", at("people/ada.md:1:1", _FIRST, "the file does not begin with front matter", _OPEN)),
        coded("NK112", at("people/ada.md:1:1", (1, 2), "an invisible character (U+FEFF)", _DELETE)),
        at("people/ada.md:1:1", _FIRST, "the file begins with a byte order mark", _BOM),
    ),
    passes("NK115", "none", {"people/ada.md": person()}),
    _ambiguous("norway", "location: NO", 13, "true or false"),
    _ambiguous("octal", "location: 012", 14, "another number"),
    _ambiguous("clock", "location: 12:30", 16, "another number"),
    _ambiguous("decimals", "location: 1.10", 15, "another number"),
    _ambiguous(
        "nothing", "location: ~", 12, "nothing at all", "put it in quotes; or leave it out, if nothing is meant"
    ),
    fails(
        "NK116",
        "plus",
        {"people/ada.md": person("phones: [+442079460958]\n")},
        at("people/ada.md:3:10", (3, 23), "phones[1].number: other YAML readers take this for another number", _QUOTES),
    ),
    passes(
        "NK116",
        "quoted-or-safe",
        {
            "people/ada.md": person(
                'location: "NO"\nbirthday: 1979-05-14\ntags: [2016, "012", north]\nprivate: no\nx: {a: NO}\n'
            )
        },
    ),
    fails(
        "NK106",
        "hash-in-brackets",
        {"people/ada.md": person("location: Leeds\ntags: [one, #a, #b]\n")},
        at("people/ada.md:4:7", (4, 7), f"not valid YAML: {_SWALLOWED}", _NO_HASH),
    ),
    fails(
        "NK117",
        "tag-name-and-value",
        {
            "people/ada.md": "---\r\nname: Ada #1\r\ntags:\r\n  - #mentor\r\n  - b #c # d\r\nlocation: #x\r\n---\r\n",
            "orgs/acme.md": "---\nname: Acme\nlinks: {web: https://a.example/#b} #c\n---\n",
        },
        at("orgs/acme.md:3:36", (3, 38), _COMMENT, _HASH),
        at("people/ada.md:2:11", (2, 13), _COMMENT, _HASH),
        at("people/ada.md:4:5", (4, 12), _COMMENT, _HASH),
        at("people/ada.md:5:7", (5, 13), _COMMENT, _HASH),
        at("people/ada.md:6:11", (6, 13), _COMMENT, _HASH),
    ),
    passes(
        "NK117",
        "comments-and-quotes",
        {
            "people/ada.md": (
                "---\nname: Ada # as she signs\n#birthday: 1979-05-14\n  #pause\ntags: [\"#a\", '#b', c#d]  # e\n"
                "location: Leeds ## fine\nx:\n  a: |\n    b #c\n  d: 'e #f'\n  g: h#i # j #k\n---\n\n- #x\n"
            )
        },
    ),
    fails(
        "NK118",
        "blanks",
        {
            "people/ada.md": person("tags:\n\u00a0\u00a0- x\n"),
            "people/bob.md": "---\nname: Bob\nlocation:\u3000Leeds\n---\n",
            "people/cy.md": "---\nname: Cy\ntags:\n  -\u00a0x\npronouns\u202f: she\n---\n",
        },
        coded("NK106", at("people/ada.md:4:1", (4, 1), _NO_COLON, _COLON)),
        at("people/ada.md:4:1", (4, 3), f"a no-break space (U+00A0), {_LETTER}", _BLANKS),
        coded("NK106", at("people/bob.md:3:1", (3, 1), _NO_COLON, _COLON)),
        at("people/bob.md:3:10", (3, 11), f"an ideographic space (U+3000), {_LETTER}", _BLANKS),
        coded("NK203", at("people/cy.md:4:3", (4, 6), "tags: this must be a list, not a single value", _LIST)),
        at("people/cy.md:4:4", (4, 5), f"a no-break space (U+00A0), {_LETTER}", _BLANKS),
        coded(
            "NK201",
            at(
                "people/cy.md:5:1",
                (5, 10),
                "unknown key",
                "did you mean 'pronouns'? Else: your own keys go below x:",
            ),
        ),
        at("people/cy.md:5:9", (5, 10), f"a narrow no-break space (U+202F), {_LETTER}", _BLANKS),
    ),
    fails(
        "NK118",
        "hyphens",
        {"people/ada.md": person("birthday: 1979\u201105\u201114\ntags:\n  \u2013 x\nintroduced_by: ada\u2010b\n")},
        at("people/ada.md:3:11", (3, 21), "a non-breaking hyphen (U+2011) instead of a hyphen", _DASH),
        coded("NK204", at("people/ada.md:3:11", (3, 21), _NO_BIRTHDAY, "write a day that the calendar has")),
        at("people/ada.md:5:3", (5, 4), "an en dash (U+2013) instead of a hyphen", _DASH),
        coded("NK203", at("people/ada.md:5:3", (5, 6), "tags: this must be a list, not a single value", _LIST)),
        coded("NK212", at("people/ada.md:6:16", (6, 21), f"introduced_by: {_ID}", _FIND)),
        at("people/ada.md:6:19", (6, 20), "a hyphen of typesetting (U+2010) instead of a hyphen", _DASH),
    ),
    fails(
        "NK118",
        "quotes",
        {"people/ada.md": person("aliases: [“Bud”, «Di»]\ntags:\n  - ‘x’ \n", name="„Ada“")},
        at("people/ada.md:2:7", (2, 12), _CURLY, _STRAIGHT),
        at("people/ada.md:3:11", (3, 16), _CURLY, _STRAIGHT),
        at("people/ada.md:3:18", (3, 22), _CURLY, _STRAIGHT),
        at("people/ada.md:5:5", (5, 8), _CURLY, _STRAIGHT),
    ),
    passes(
        "NK118",
        "text-that-means-them",
        {
            "people/ada.md": person(
                "aliases: [Ada “Bud” Example, ’t Example]\nlocation: Salle\u00a0B – Leeds\narchived: 2019–2021 abroad\n"
                'pronouns: "“she”"\nx:\n  a: |\n    “b”\n    – c\n',
                "\n“quoted”\n\u00a0\u00a0- x\n",
                "Anne\u2011Marie Example",
            )
        },
    ),
    fails(
        "NK119",
        "longer-fences",
        {"people/ada.md": "-----\r\nname: Ada\r\n---- \r\n"},
        at("people/ada.md:1:1", (1, 6), _LONG, "write three: ---"),
        at("people/ada.md:3:1", (3, 5), _LONG, "write three: ---"),
    ),
    passes("NK119", "rule-in-the-body", {"people/ada.md": person(body="\n------\n")}),
)


@each(CASES)
def test_files_and_yaml(case: Case, tmp_path: Path) -> None:
    assert report(case, tmp_path) == list(case.expected)
