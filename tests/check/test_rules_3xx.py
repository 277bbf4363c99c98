"""Body and log."""

from pathlib import Path

from tests.check.cases import Case, at, each, fails, log, passes, person, report

_EXAMPLE = "for example: - 2024-05-20 coffee with [[ada-example]]: What you talked about."
_EVERY = "every line of a log is an entry that begins with '- ' and a date, or is indented below one"
_KIND = "there is no kind of log entry of this name"
_WORDS = "put words of your own after a colon: '- 2024-05-20 note: …'; netkeep.toml can add kinds"
_CORRECT = "correct the date; what you plan is a reminder above the log: - [ ] YYYY-MM-DD text"
_REMINDER = "for example: - [ ] 2024-06-01 send her the write-up"
_NOT_ENTRY = "this is not a log entry: "
_BEGINS = f"{_NOT_ENTRY}an entry begins with its date"
_NO_LOG = "this is not the heading of a log, so nothing below it is read"
_CLOSE = "close it, or write a backslash before it if it is meant as text"

CASES = (
    fails(
        "NK301",
        "each-part",
        {
            "people/ada.md": log(
                "- last tuesday coffee",
                "- 2024-02-30 call",
                "- 2024-02-28",
                "- 2024-02-27 coffee with Alan",
                "- 2024-02-26 call [[ada]]",
                "A sentence.",
            )
        },
        at(
            "people/ada.md:6:3",
            (6, 22),
            f"{_NOT_ENTRY}an entry begins with its date, and a date is written YYYY-MM-DD",
            _EXAMPLE,
        ),
        at(
            "people/ada.md:7:3",
            (7, 18),
            f"{_NOT_ENTRY}an entry begins with its date, and there is no such day in the calendar",
            _EXAMPLE,
        ),
        at(
            "people/ada.md:8:13",
            (8, 13),
            f"{_NOT_ENTRY}after the date comes the kind of entry: call, coffee, meeting, note …",
            _EXAMPLE,
        ),
        at(
            "people/ada.md:9:26",
            (9, 30),
            f"{_NOT_ENTRY}after 'with' come links such as [[ada-example]], with commas between them",
            _EXAMPLE,
        ),
        at(
            "people/ada.md:10:18",
            (10, 26),
            f"{_NOT_ENTRY}after the kind and who was there, a colon comes before the text",
            _EXAMPLE,
        ),
        at("people/ada.md:11:1", (11, 12), f"{_NOT_ENTRY}{_EVERY}", _EXAMPLE),
    ),
    fails(
        "NK301",
        "emoji-and-crlf-in-a-job",
        {"jobs/acme.md": "---\r\norg: Acme\r\n---\r\n## LOG\r\n\r\n- 🙂🙂\r\n"},
        at(
            "jobs/acme.md:6:3",
            (6, 5),
            f"{_NOT_ENTRY}an entry begins with its date, and a date is written YYYY-MM-DD",
            _EXAMPLE,
        ),
    ),
    passes(
        "NK301",
        "all-forms",
        {
            "people/ada.md": log(
                "- 2024-05-20 coffee with [[ada]], [[ada|her]]: Reorg.",
                "  More of it.",
                "  - and a list",
                "* 2024-05-19 asked recommendation",
                "+ 2024-05-18 note:",
                "- [ ] 2024-07-01 write to her",
                "```",
                "not an entry",
                "```",
                "- 2024-05-17 call <!-- a comment -->",
            ),
            "people/no-log.md": person(body="\n- last tuesday coffee\n", name="B"),
        },
    ),
    fails(
        "NK302",
        "near-and-far",
        {
            "people/ada.md": log(
                "- 2024-05-20 cofee: The reorg.",
                "-   2024-05-19   Talked about  it",
                "- 2024-05-18 sweep: Five.",
                "- 2024-05-17 call Bob",
                "- 2024-05-16 no call",
            )
        },
        at("people/ada.md:6:14", (6, 19), _KIND, f"did you mean 'coffee'? Else {_WORDS}"),
        at("people/ada.md:7:18", (7, 34), _KIND, _WORDS),
        at("people/ada.md:8:14", (8, 19), _KIND, _WORDS),
        at("people/ada.md:9:14", (9, 22), _KIND, f"did you mean 'call: …'? Else {_WORDS}"),
        at("people/ada.md:10:14", (10, 21), _KIND, _WORDS),
    ),
    fails(
        "NK302",
        "in-a-job",
        {"jobs/acme.md": "---\norg: Acme\n---\n\n## Log\n\n- 2024-05-20 reviews: All.\n"},
        at("jobs/acme.md:7:14", (7, 21), _KIND, f"did you mean 'review'? Else {_WORDS}"),
    ),
    passes(
        "NK302",
        "of-settings-and-of-jobs",
        {
            "netkeep.toml": "[log]\nkinds = { podcast = true }\n",
            "people/ada.md": log("- 2024-05-20 podcast", "- 2024-05-19 gave  introduction"),
            "jobs/acme.md": "---\norg: Acme\n---\n\n## Log\n\n- 2024-05-20 review\n- 2024-05-19 sweep: Five.\n",
        },
    ),
    fails(
        "NK303",
        "tomorrow",
        {"people/ada.md": log("- 2024-06-02 call: At noon.", "  And more.", "- 2024-06-01 call")},
        at("people/ada.md:6:1", (7, 12), "this day is in the future", _CORRECT),
    ),
    passes("NK303", "today", {"people/ada.md": log("- 2024-06-01 call")}),
    fails(
        "NK304",
        "newest-first",
        {"people/ada.md": log("- 2024-04-20 call", "- 2024-05-20 coffee", "- 2024-03-11 lunch", "- 2024-02-11 lunch")},
        at(
            "people/ada.md:7:1",
            (7, 20),
            "this entry is newer than the one above it",
            "move it: this log is kept newest first",
        ),
    ),
    fails(
        "NK304",
        "oldest-first",
        {
            "jobs/acme.md": "---\norg: Acme\n---\n## Log\n"
            "- 2023-01-01 sweep\n- 2023-02-01 sweep\n- 2023-01-15 sweep\n- 2023-03-01 sweep\n"
        },
        at(
            "jobs/acme.md:7:1",
            (7, 19),
            "this entry is older than the one above it",
            "move it: this log is kept oldest first",
        ),
    ),
    passes(
        "NK304",
        "same-day-and-either-way",
        {
            "people/ada.md": log("- 2024-05-20 call", "- 2024-05-20 coffee", "- 2024-03-11 lunch"),
            "people/alan.md": log("- 2024-03-11 lunch", "- 2024-05-20 call").replace("Ada", "Alan"),
        },
    ),
    fails(
        "NK305",
        "no-such-day",
        {"people/ada.md": person(body="\n🙂\n- [ ] 2024-06-31 send it\n  * [x] 2024-6-1 done\n")},
        at("people/ada.md:6:7", (6, 17), "a reminder's date: there is no such day in the calendar", _REMINDER),
        at("people/ada.md:7:9", (7, 17), "a reminder's date: a date is written YYYY-MM-DD", _REMINDER),
    ),
    passes(
        "NK305",
        "todo-without-date",
        {"people/ada.md": person(body="\n- [ ] 2024-06-30 send it\n- [ ] some day\n- [x] 2 of them\n")},
    ),
    fails(
        "NK306",
        "second-and-third",
        {"people/ada.md": log("- 2024-05-20 call", "## Log", "- 2024-05-02 coffee", "## log ##")},
        at("people/ada.md:7:1", (7, 7), "a second heading '## Log'", "move its entries below the first one"),
        at("people/ada.md:9:1", (9, 10), "a second heading '## Log'", "move its entries below the first one"),
    ),
    passes(
        "NK306",
        "other-levels-and-code",
        {"people/ada.md": log("- 2024-05-20 call", "### Log", "## Logs", "```", "## Log", "```")},
    ),
    *(
        fails(
            "NK307",
            f"heading-{heading!r}",
            {"people/ada.md": person(body=f"{heading}\n\n- 2024-05-20 call: Hi.\n")},
            at("people/ada.md:4:1", end, _NO_LOG, "a log has the heading '## Log', at the beginning of a line"),
        )
        for heading, end in (
            ("# Log", (4, 6)),
            ("### Log", (4, 8)),
            ("##Log", (4, 6)),
            ("## Log:", (4, 8)),
            ("**Log**", (4, 8)),
            ("Log\n---", (5, 4)),
            ("##\u00a0Log", (4, 7)),
        )
    ),
    fails(
        "NK307",
        "no-heading",
        {"people/ada.md": person(body="Met at a fair.\n\n- 2024-05-20 call: Hi.\n- 2024-05-19 coffee\n")},
        at(
            "people/ada.md:6:1",
            (6, 23),
            "what looks like a log (2 lines) is not below a heading '## Log'",
            "write a line '## Log' above it; what is not a log begins with a word",
        ),
    ),
    passes(
        "NK307",
        "days-in-prose",
        {
            "people/ada.md": person(
                body="- met 2024-05-20\n\n# Logs\n\n## Log\n\n- 2024-05-20 call\n\n## Jobs\n\n- 2019-02-01 Acme\n"
            )
        },
    ),
    *(
        fails(
            "NK308",
            f"box-{line!r}",
            {"people/ada.md": person(body=f"{line}\n")},
            at("people/ada.md:4:1", (4, len(line) + 1), "this box has a day, but is not a reminder", _REMINDER),
        )
        for line in (
            "- [ ] 1.6.2024 send it",
            "- [ ] 06/01/2024 send it",
            "- [ ]2024-06-01 send it",
            "-[ ] 2024-06-01 send it",
            "- [] 2024-06-01 send it",
            "1. [ ] 2024-06-01 send it",
            "> - [ ] 2024-06-01 send it",
            "- [ ] 2024-06-01: send it",
            "- [ ] **2024-06-01** send it",
            "- [ ] [[2024-06-01]] send it",
            "- [ ] send it (@2024-06-01)",
            "- [ ] send it due: 2024-06-01",
            "- [ ] send it on 2024-06-01.",
        )
    ),
    passes(
        "NK308",
        "other-boxes",
        {
            "people/ada.md": person(
                body="- [ ] ask\n- [ ] the letter of 2024-06-01, again\n- [x](2024-06-01) a\n- [ ] a 📅 2024-07-01\n"
            )
        },
    ),
    fails(
        "NK309",
        "code-and-comments",
        {
            "people/ada.md": person(body="```\n## Log\n- 2024-05-20 call\n"),
            "people/alan.md": person(body="So <!-- it\n\n## Log\n- 2024-05-20 call\n", name="Alan Sample"),
            "people/bo.md": person(body="Sure: 100%%\n\n## Log\n- 2024-05-20 call\n", name="Bo Specimen"),
        },
        at("people/ada.md:4:1", (4, 2), "this code block is never closed: nothing below it is read", _CLOSE),
        at("people/alan.md:4:4", (4, 8), "this comment is never closed: nothing below it is read", _CLOSE),
        at("people/bo.md:4:10", (4, 12), "this comment is never closed: nothing below it is read", _CLOSE),
    ),
    passes(
        "NK309",
        "closed-or-meant",
        {
            "people/ada.md": person(
                body="~~~\n<!--\n~~~\n`%%` and \\%% and \\<!-- and <!---> and %%x\n\ny%%\n- ```\n  a\n  ```\n"
            )
        },
    ),
    fails(
        "NK310",
        "quotations",
        {"people/ada.md": person(body=">" * 120 + " deep\n")},
        at(
            "people/ada.md:4:1",
            (4, 2),
            "lists and quotations are nested deeper than 100 levels here",
            "remove levels: what is nested deeper is not read",
        ),
    ),
    passes("NK310", "a-few", {"people/ada.md": person(body="> " * 20 + "deep\n")}),
    fails(
        "NK301",
        "causes",
        {
            "people/ada.md": log(
                "- **2024-05-20** call",
                "- [[2024-05-19]] call",
                "- 2024-05-18 14:30 call",
                "- 2024-05-17 call with [[ada]] and [[ada]]: x",
            )
        },
        at("people/ada.md:6:3", (6, 22), f"{_BEGINS}, and ** is in front of it", _EXAMPLE),
        at("people/ada.md:7:3", (7, 22), f"{_BEGINS}, and there is a link in its place", _EXAMPLE),
        at(
            "people/ada.md:8:14",
            (8, 24),
            f"{_NOT_ENTRY}there is a time between the date and the kind; it belongs in the text",
            _EXAMPLE,
        ),
        at(
            "people/ada.md:9:31",
            (9, 46),
            f"{_NOT_ENTRY}between those who were there comes a comma, and no other word or sign",
            _EXAMPLE,
        ),
    ),
)


@each(CASES)
def test_body_and_log(case: Case, tmp_path: Path) -> None:
    assert report(case, tmp_path) == list(case.expected)
