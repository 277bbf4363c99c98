"""Merges of bodies: log, reminders and the notes around them, and the text that three versions make."""

import pytest

from tests.versions.merging import body, conflict, front, log, merged, text_of

Case = tuple[str, str, str, str, str]

CALL, COFFEE, LUNCH = "2026-05-20 call", "2026-04-01 coffee: Reorg.", "2025-01-02 lunch: Old friends."

LOG: list[Case] = [
    (
        "one new entry each",
        log(COFFEE),
        log(CALL, COFFEE),
        log("2026-05-01 email", COFFEE),
        log(CALL, "2026-05-01 email", COFFEE),
    ),
    ("both add the same one", log(COFFEE), log(CALL, COFFEE), log(CALL, COFFEE, LUNCH), log(CALL, COFFEE, LUNCH)),
    ("twice, once here, thrice there", log(CALL, CALL), log(CALL), log(CALL, CALL, CALL), log(CALL, CALL)),
    ("twice, thrice here, once there", log(CALL, CALL), log(CALL, CALL, CALL), log(CALL), log(CALL, CALL)),
    ("once, twice in both", log(CALL, LUNCH), log(CALL, CALL, LUNCH), log(CALL, CALL), log(CALL, CALL)),
    ("each takes one away", log(CALL, COFFEE, LUNCH), log(CALL, COFFEE), log(COFFEE, LUNCH), log(COFFEE)),
    ("both take one away", log(CALL, COFFEE, LUNCH), log(CALL, LUNCH), log(LUNCH), log(LUNCH)),
    (
        "taken away here, reworded there",
        log(CALL, COFFEE),
        log(CALL),
        log(CALL, "2026-04-01 coffee: Reorg, and data.", LUNCH),
        log(CALL) + conflict("log", f"- {COFFEE}\n", "", "- 2026-04-01 coffee: Reorg, and data.\n") + f"- {LUNCH}\n",
    ),
    (
        "reworded here, taken away there",
        log(COFFEE, LUNCH),
        log("2026-04-01 coffee: Reorg, and data.", LUNCH),
        log(LUNCH),
        log() + conflict("log", f"- {COFFEE}\n", "- 2026-04-01 coffee: Reorg, and data.\n", "") + f"- {LUNCH}\n",
    ),
    (
        "reworded differently",
        log(COFFEE, LUNCH),
        log("2026-04-01 coffee: Reorg at Acme.", LUNCH),
        log(CALL, "2026-04-01 coffee: Reorg, and data.", LUNCH),
        log(CALL)
        + conflict(
            "log", f"- {COFFEE}\n", "- 2026-04-01 coffee: Reorg at Acme.\n", "- 2026-04-01 coffee: Reorg, and data.\n"
        )
        + f"- {LUNCH}\n",
    ),
    (
        "reworded alike",
        log(COFFEE),
        log("2026-04-01 coffee: Reorg, and data."),
        log(CALL, "2026-04-01 coffee: Reorg, and data."),
        log(CALL, "2026-04-01 coffee: Reorg, and data."),
    ),
    (
        "reworded here, one more there",
        log(COFFEE),
        log("2026-04-01 coffee: Reorg, and data."),
        log(CALL, COFFEE),
        log(CALL, "2026-04-01 coffee: Reorg, and data."),
    ),
    (
        "an entry of two lines",
        log(COFFEE, LUNCH),
        log("2026-04-01 coffee: Reorg.\n  And data.", LUNCH),
        log(COFFEE, "2026-02-02 note: One\n  two."),
        log("2026-04-01 coffee: Reorg.\n  And data.", "2026-02-02 note: One\n  two."),
    ),
    (
        "who was there is told differently",
        log("2026-04-01 coffee: Hi"),
        log("2026-04-01 coffee with [[bo-sample]]: Hi"),
        log("2026-04-01 coffee with [[cy-sample]]: Hi"),
        log()
        + conflict(
            "log",
            "- 2026-04-01 coffee: Hi\n",
            "- 2026-04-01 coffee with [[bo-sample]]: Hi\n",
            "- 2026-04-01 coffee with [[cy-sample]]: Hi\n",
        ),
    ),
    (
        "an oldest-first log",
        log(LUNCH, COFFEE),
        log(LUNCH, COFFEE, CALL),
        log(LUNCH, "2025-06-01 email", COFFEE, "2026-06-01 visit"),
        log(LUNCH, "2025-06-01 email", COFFEE, CALL, "2026-06-01 visit"),
    ),
    (
        "blank lines between entries",
        log(f"{COFFEE}\n", LUNCH),
        log(f"{CALL}\n", f"{COFFEE}\n", LUNCH),
        log("2026-05-01 email\n", f"{COFFEE}\n", f"{LUNCH}\n", "2024-01-01 event"),
        log(f"{CALL}\n", "2026-05-01 email\n", f"{COFFEE}\n", f"{LUNCH}\n", "2024-01-01 event"),
    ),
    ("the first entries, below a heading", log(), log(CALL), log(COFFEE), log(CALL, COFFEE)),
    ("the first entries, with their headings", front(""), log(CALL), log(COFFEE), log(CALL, COFFEE)),
    (
        "a comment of two lines above an entry",
        log(CALL),
        log(COFFEE, CALL),
        log(CALL).replace("- 2026", "<!-- a\nb -->\n- 2026"),
        log(COFFEE) + f"<!-- a\nb -->\n- {CALL}\n",
    ),
    (
        "the log goes there, with its heading",
        body(f"Hi.\n\n## Log\n\n- {CALL}\n"),
        body(f"Hi!\n\n## Log\n\n- {CALL}\n"),
        body("Hi.\n"),
        body("Hi!\n"),
    ),
    (
        "the log goes there, below reminders of which one is put off here",
        body(f"- [ ] 2027-01-01 a\n- [ ] 2027-02-01 b\n\n## Log\n\n- {CALL}\n"),
        body(f"- [ ] 2027-01-01 a\n- [ ] 2027-03-01 b\n\n## Log\n\n- {CALL}\n"),
        body("- [ ] 2027-01-01 a\n- [ ] 2027-02-01 b\n- [ ] 2027-04-01 c\n"),
        body("- [ ] 2027-01-01 a\n- [ ] 2027-03-01 b\n- [ ] 2027-04-01 c\n"),
    ),
    (
        "the log goes there, and has one more here",
        body(f"Hi.\n\n## Log\n\n- {CALL}\n"),
        body(f"Hi.\n\n## Log\n\n- {COFFEE}\n- {CALL}\n"),
        body("Hi!\n"),
        body(f"Hi!\n\n## Log\n\n- {COFFEE}\n"),
    ),
    ("the log goes here, one more there", log(COFFEE), front(""), log(CALL, COFFEE), log(CALL)),
    (
        "one more here, the log goes there",
        body("Hi.\n\n## Log\n\n- 2026-04-01 coffee: Reorg.\n"),
        body("Hi.\n\n## Log\n\n- 2026-05-20 call\n- 2026-04-01 coffee: Reorg.\n"),
        body("Hi, Grace.\n"),
        body("Hi, Grace.\n\n## Log\n\n- 2026-05-20 call\n"),
    ),
    (
        "a heading behind the log",
        log(COFFEE) + "\n## Notes\n\nOne.\n",
        log(CALL, COFFEE) + "\n## Notes\n\nOne.\n",
        log(COFFEE, LUNCH) + "\n## Notes\n\nTwo.\n",
        log(CALL, COFFEE, LUNCH) + "\n## Notes\n\nTwo.\n",
    ),
    (
        "unicode",
        log("2026-04-01 coffee: Übergabe 🚀"),
        log("2026-05-20 call: 東京", "2026-04-01 coffee: Übergabe 🚀"),
        log("2026-05-01 email: Привет", "2026-04-01 coffee: Übergabe 🚀"),
        log("2026-05-20 call: 東京", "2026-05-01 email: Привет", "2026-04-01 coffee: Übergabe 🚀"),
    ),
    (
        "comments above an entry and behind one",
        log(COFFEE, LUNCH),
        log(CALL, COFFEE, LUNCH),
        log(COFFEE, LUNCH)
        .replace("- 2025", "<!-- netkeep: ignore NK304 -->\n- 2025")
        .replace("Reorg.", "Reorg. <!-- a -->"),
        log(CALL, COFFEE, LUNCH)
        .replace("- 2025", "<!-- netkeep: ignore NK304 -->\n- 2025")
        .replace("Reorg.", "Reorg. <!-- a -->"),
    ),
    (
        "a new entry comes with the comment above it",
        log(COFFEE),
        log("2026-05-21 email", COFFEE),
        log(CALL, COFFEE).replace("- 2026-05-20", "<!-- a -->\n- 2026-05-20"),
        log("2026-05-21 email", CALL, COFFEE).replace("- 2026-05-20", "<!-- a -->\n- 2026-05-20"),
    ),
    (
        "an unusual space is no line end",
        log("2026-04-01 coffee: One\u2028two."),
        log(CALL, "2026-04-01 coffee: One\u2028two."),
        log("2026-04-01 coffee: One\u2028two.", LUNCH),
        log(CALL, "2026-04-01 coffee: One\u2028two.", LUNCH),
    ),
]

TODO, ASK = "- [ ] 2026-12-01 send the write-up\n", "- [ ] 2027-01-15 ask about data\n"

REMINDERS: list[Case] = [
    (
        "ticked here, moved there",
        TODO,
        TODO.replace("[ ]", "[x]"),
        TODO.replace("12-01", "12-24"),
        "- [x] 2026-12-24 send the write-up\n",
    ),
    (
        "ticked here, reworded there",
        TODO,
        TODO.replace("[ ]", "[x]"),
        "- [ ] 2026-12-01 send her the write-up\n",
        "- [x] 2026-12-01 send her the write-up\n",
    ),
    (
        "moved to two days",
        TODO + ASK,
        TODO.replace("12-01", "12-02") + ASK,
        TODO.replace("12-01", "12-24") + ASK.replace("[ ]", "[x]"),
        conflict("reminders", TODO, TODO.replace("12-01", "12-02"), TODO.replace("12-01", "12-24"))
        + ASK.replace("[ ]", "[x]"),
    ),
    (
        "moved here, taken away there",
        TODO + ASK,
        TODO.replace("12-01", "12-02") + ASK,
        ASK,
        conflict("reminders", TODO, TODO.replace("12-01", "12-02"), "") + ASK,
    ),
    ("one goes, one comes", TODO, "", TODO + ASK, ASK),
    ("one more each", TODO, TODO + ASK, TODO + "- [ ] 2027-02-01 call\n", TODO + "- [ ] 2027-02-01 call\n" + ASK),
    ("the same one more", TODO, TODO + ASK, TODO.replace("[ ]", "[x]") + ASK, TODO.replace("[ ]", "[x]") + ASK),
    (
        "as Obsidian writes them",
        "- [ ] send it 📅 2026-12-01\n- [ ] ask [due:: 2027-01-15]\n",
        "- [x] send it 📅 2026-12-01\n- [ ] ask [due:: 2027-01-16]\n",
        "- [ ] send it 📅 2026-12-24\n- [x] ask [due:: 2027-01-15]\n",
        "- [x] send it 📅 2026-12-24\n- [x] ask [due:: 2027-01-16]\n",
    ),
    (
        "nested",
        f"- write-up\n  {TODO}",
        f"- write-up\n  {TODO}  {ASK}",
        f"- write-up\n  {TODO.replace('[ ]', '[x]')}",
        f"- write-up\n  {TODO.replace('[ ]', '[x]')}  {ASK}",
    ),
    (
        "notes around them",
        f"One.\n\n{TODO}\nTwo.\n",
        f"One!\n\n{TODO}{ASK}\nTwo.\n",
        f"One.\n\n{TODO.replace('[ ]', '[x]')}\nTwo!\n",
        f"One!\n\n{TODO.replace('[ ]', '[x]')}{ASK}\nTwo!\n",
    ),
    (
        "notes on either side of them, changed where they meet",
        f"One.\n{TODO}Two.\n",
        f"One!\n{TODO}Two.\n",
        f"One.\n{TODO}Two!\n",
        f"One!\n{TODO}Two!\n",
    ),
    (
        "the first ones above a log",
        "One.\n\n## Log\n\n- 2026-05-20 call\n",
        "One.\n\n## Log\n\n- 2026-05-21 call\n- 2026-05-20 call\n",
        f"One.\n\n{TODO}{ASK}\n## Log\n\n- 2026-05-20 call\n",
        f"One.\n\n{TODO}{ASK}\n## Log\n\n- 2026-05-21 call\n- 2026-05-20 call\n",
    ),
]

NOTES: list[Case] = [
    (
        "two paragraphs",
        "One.\n\nTwo.\n\nThree.\n",
        "One!\n\nTwo.\n\nThree.\n",
        "One.\n\nTwo.\n\nThree!\n",
        "One!\n\nTwo.\n\nThree!\n",
    ),
    (
        "one line",
        "One.\n\nTwo.\n",
        "One!\n\nTwo.\n",
        "One?\n\nTwo.\n",
        conflict("notes", "One.\n", "One!\n", "One?\n") + "\nTwo.\n",
    ),
    (
        "a paragraph goes, another comes",
        "One.\n\nTwo.\n\nThree.\n",
        "Two.\n\nThree.\n",
        "One.\n\nTwo.\n\nThree.\n\nFour.\n",
        "Two.\n\nThree.\n\nFour.\n",
    ),
    (
        "both go on at the end",
        "One.\n",
        "One.\n\nTwo.\n",
        "One.\n\nThree.\n",
        "One.\n\n" + conflict("notes", "", "Two.\n", "Three.\n"),
    ),
    ("both write the same", "One.\n\nTwo.\n", "One.\n\nTwo!\n", "One!\n\nTwo!\n", "One!\n\nTwo!\n"),
    (
        "a paragraph goes here and changes there",
        "One.\n\nTwo.\n\nThree.\n",
        "One.\n\nThree.\n",
        "One.\n\nTwo!\n\nThree.\n",
        "One.\n\n" + conflict("notes", "Two.\n\n", "", "Two!\n\n") + "Three.\n",
    ),
    (
        "what looks like an entry, in code",
        "```\n- 2026-05-20 call\n```\n\nOne.\n",
        "```\n- 2026-05-20 call\n- 2026-05-20 call\n```\n\nOne.\n",
        "```\n- 2026-05-20 call\n```\n\nTwo.\n",
        "```\n- 2026-05-20 call\n- 2026-05-20 call\n```\n\nTwo.\n",
    ),
]


@pytest.mark.parametrize(("base", "ours", "theirs", "wanted"), [pytest.param(*case[1:], id=case[0]) for case in LOG])
def test_log(base: str, ours: str, theirs: str, wanted: str) -> None:
    assert text_of(merged(base, ours, theirs)) == wanted


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "wanted"), [pytest.param(*case[1:], id=case[0]) for case in (*REMINDERS, *NOTES)]
)
def test_reminders_and_notes(base: str, ours: str, theirs: str, wanted: str) -> None:
    assert text_of(merged(body(base), body(ours), body(theirs))) == body(wanted)


COMMON = "---\nname: Grace Sample\nlocation: London\n---\n\nOne.\n\n## Log\n\n- 2026-05-20 call\n"
NEWER = COMMON.replace("- 2026", "- 2026-05-21 coffee\n- 2026")
MOVED = COMMON.replace("London", "Oslo")


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "wanted"),
    [
        pytest.param(COMMON, NEWER, MOVED, NEWER.replace("London", "Oslo"), id="front matter here, body there"),
        pytest.param(
            COMMON.replace("\n", "\r\n"),
            NEWER.replace("\n", "\r\n"),
            MOVED.replace("\n", "\r\n"),
            NEWER.replace("London", "Oslo").replace("\n", "\r\n"),
            id="CRLF in all",
        ),
        pytest.param(
            COMMON,
            NEWER.replace("\n", "\r\n"),
            MOVED,
            NEWER.replace("London", "Oslo").replace("\n", "\r\n"),
            id="CRLF in ours",
        ),
        pytest.param(
            COMMON,
            NEWER,
            MOVED.replace("One.", "Two.").replace("\n", "\r\n"),
            NEWER.replace("London", "Oslo").replace("One.", "Two."),
            id="CRLF in theirs",
        ),
        pytest.param(
            COMMON.rstrip(), NEWER.rstrip(), MOVED.rstrip(), NEWER.replace("London", "Oslo").rstrip(), id="no line end"
        ),
        pytest.param(COMMON, NEWER, MOVED.rstrip(), NEWER.replace("London", "Oslo").rstrip(), id="theirs took it off"),
        pytest.param(COMMON.rstrip(), NEWER, MOVED.rstrip(), NEWER.replace("London", "Oslo"), id="ours put it there"),
        pytest.param(
            COMMON.rstrip(),
            COMMON.replace("One", "Two").rstrip() + "\n- 2026-05-19 email",
            COMMON.rstrip() + "\n- 2026-05-18 chat",
            COMMON.replace("One", "Two") + "- 2026-05-19 email\n- 2026-05-18 chat",
            id="both add a last line to a file without a line end",
        ),
        pytest.param(
            "\ufeff" + COMMON,
            "\ufeff" + NEWER,
            "\ufeff" + MOVED,
            "\ufeff" + NEWER.replace("London", "Oslo"),
            id="a mark",
        ),
        pytest.param(
            COMMON,
            NEWER.replace("London", "Rome"),
            MOVED.replace("One.", "Two."),
            NEWER.replace(
                "location: London\n", conflict("location", "location: London\n", "location: Rome\n", "location: Oslo\n")
            ).replace("One.", "Two."),
            id="a conflict, and all else is merged",
        ),
    ],
)
def test_whole_files(base: str, ours: str, theirs: str, wanted: str) -> None:
    assert text_of(merged(base, ours, theirs)) == wanted
