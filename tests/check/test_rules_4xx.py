"""Across files."""

from pathlib import Path

from tests.check.cases import Case, Files, at, coded, each, fails, log, passes, person, report

_FIRST = (1, 1)
_ADD = "add the contact with 'netkeep add', or write the name without brackets"
_NOWHERE = "this link leads nowhere"
_RENAME = "rename one of the files, and the links to it"
_JOIN = "if they are one person, join the two files; else keep it where it belongs"
_ONE_FILE = "join the two files, or remove the name from one"
_OTHERWISE = "spelled differently elsewhere"
_AS_RENAME = "write it as 'old -> new', or remove it"
_UNREAD = "not read: it is a link, or not an ordinary file, or may not be read, or has more than 1,000,000 bytes"
_ALAN = person(name="Alan")
_ACME = "---\norg: Acme\n---\n"


def _asking(files: Files) -> Files:
    return {"netkeep.toml": 'format = 1\n[check]\nselect = ["NK407"]\n', **files}


def _with(front: str, name: str = "Ada Example") -> str:
    return person(front + "\n", name=name)


def _linked(root: Path) -> None:
    (root / "people/alan.md").symlink_to("ada.md")


CASES = (
    fails(
        "NK401",
        "near-far-and-of-another-kind",
        {
            "people/alan-sample.md": _ALAN,
            "jobs/acme-2023.md": _ACME,
            "people/ada.md": person(
                "introduced_by: allan-sample\n"
                "knows: [grace, acme-2023, {id: alan-sample}]\n"
                "worked_with: [{job: acme-2032}, {job: alan-sample}]\n"
            ),
        },
        at("people/ada.md:3:16", (3, 28), "introduced_by: no person has this id", "did you mean 'alan-sample'?"),
        at("people/ada.md:4:9", (4, 14), "knows: no person has this id", "make the person's file, or remove the id"),
        at(
            "people/ada.md:4:16",
            (4, 25),
            "knows: this is a job, not a person",
            "make the person's file, or remove the id",
        ),
        at("people/ada.md:5:21", (5, 30), "worked_with: no job has this id", "did you mean 'acme-2023'?"),
        at(
            "people/ada.md:5:39",
            (5, 50),
            "worked_with: this is a person, not a job",
            "make the job's file, or remove the id",
        ),
    ),
    fails(
        "NK401",
        "behind-one-that-cannot-be-read",
        {"people/ada.md": person("knows: [Bad Id, grace]\n")},
        coded(
            "NK212",
            at(
                "people/ada.md:3:9",
                (3, 15),
                "knows[1].id: an id is a file's name without .md: lower-case letters, digits and single hyphens",
                "look the id up with 'netkeep find', or add the contact with 'netkeep add'",
            ),
        ),
        at("people/ada.md:3:17", (3, 22), "knows: no person has this id", "make the person's file, or remove the id"),
    ),
    passes(
        "NK401",
        "sub-folder-and-link",
        {
            "people/a/alan.md": _ALAN,
            "jobs/acme.md": _ACME,
            "people/ada.md": person('introduced_by: "[[alan]]"\nworked_with: [{job: acme}]\n'),
        },
    ),
    fails(
        "NK402",
        "prose-log-and-job",
        {
            "people/ada-example.md": log("- 2024-05-20 coffee with [[allan]], [[ada-example]]: 🙂 [[Ada Example|her]].")
            + "\n[[xyz]]\n",
            "people/alan.md": _ALAN,
            "jobs/acme.md": _ACME + "\nWith [[alen]].\r\n",
        },
        at("jobs/acme.md:5:6", (5, 14), _NOWHERE, "did you mean [[alan]]?"),
        at("people/ada-example.md:6:26", (6, 35), _NOWHERE, "did you mean [[alan]]?"),
        at("people/ada-example.md:6:56", (6, 75), _NOWHERE, "did you mean [[ada-example]]?"),
        coded(
            "NK301",
            at(
                "people/ada-example.md:8:1",
                (8, 8),
                "this is not a log entry: every line of a log is an entry that begins with '- ' and a date, "
                "or is indented below one",
                "for example: - 2024-05-20 coffee with [[ada-example]]: What you talked about.",
            ),
        ),
        at("people/ada-example.md:8:1", (8, 8), _NOWHERE, _ADD),
    ),
    passes(
        "NK402",
        "heading-code-picture-and-every-kind",
        {
            "people/ada.md": person(
                body="\n[[alan#Log]] [[acme]] [[initech|there]] `[[code]]` ![[picture.png]]\n<!-- [[gone]] -->\n"
            ),
            "people/alan.md": _ALAN,
            "jobs/acme.md": _ACME,
            "orgs/initech.md": "---\nname: Initech\n---\n",
        },
    ),
    fails(
        "NK403",
        "sub-folder-and-kind",
        {"people/ada.md": person(), "people/x/ada.md": person(), "orgs/ada.md": "---\nname: Ada plc\n---\n"},
        at("orgs/ada.md:1:1", _FIRST, "the same id as people/ada.md, people/x/ada.md", _RENAME),
        at("people/ada.md:1:1", _FIRST, "the same id as orgs/ada.md, people/x/ada.md", _RENAME),
        at("people/x/ada.md:1:1", _FIRST, "the same id as orgs/ada.md, people/ada.md", _RENAME),
    ),
    passes("NK403", "same-beginning", {"people/ada.md": person(), "people/x/ada-2.md": person()}),
    fails(
        "NK404",
        "letter-case-and-labels",
        {
            "people/ada.md": _with("emails: [a@x.example, ada@home.example]"),
            "people/alan.md": _with("emails:\n  - {address: ADA@Home.example, label: home}", "A. Example"),
        },
        at("people/ada.md:3:23", (3, 39), "the same e-mail address as in people/alan.md:4", _JOIN),
        at("people/alan.md:4:15", (4, 31), "the same e-mail address as in people/ada.md:3", _JOIN),
    ),
    fails(
        "NK404",
        "four",
        {f"people/p{number}.md": _with("emails: [a@x.example]") for number in range(4)},
        at("people/p0.md:3:10", (3, 21), "the same e-mail address as in people/p1.md:3 and 2 more files", _JOIN),
        *(
            at(
                f"people/p{number}.md:3:10",
                (3, 21),
                "the same e-mail address as in people/p0.md:3 and 2 more files",
                _JOIN,
            )
            for number in range(1, 4)
        ),
    ),
    fails(
        "NK404",
        "two-links-to-one-file",
        {"people/ada.md": _with("emails: [a@x.example]")},
        at("people/ada.md:3:10", (3, 21), "the same e-mail address as in people/alan.md:3", _JOIN),
        at("people/alan.md:3:10", (3, 21), "the same e-mail address as in people/ada.md:3", _JOIN),
        setup=_linked,
    ),
    fails(
        "NK404",
        "those-who-may-be-one-among-others",
        {
            "people/ada.md": _with("emails: [info@x.example]"),
            "people/ade.md": _with("emails: [info@x.example]", "Adelaide Other"),
            "people/alan.md": _with("emails: [info@x.example]\naliases: [Ada M. Example]", "Mrs Smith"),
        },
        at("people/ada.md:3:10", (3, 24), "the same e-mail address as in people/alan.md:3", _JOIN),
        at("people/alan.md:3:10", (3, 24), "the same e-mail address as in people/ada.md:3", _JOIN),
    ),
    passes(
        "NK404",
        "family",
        {
            "people/ada.md": _with("emails: [family@x.example]"),
            "people/bo.md": _with("emails: [family@x.example]", "Bo Example"),
            "people/senior.md": _with("emails: [family@x.example]", "Cy Example Sr."),
            "people/junior.md": _with("emails: [family@x.example]", "Cy Example jun."),
            "people/maria-a.md": _with("emails: [family@x.example]", "Maria Anna Example"),
            "people/maria-b.md": _with("emails: [family@x.example]", "Maria Berta Example"),
        },
    ),
    passes(
        "NK404",
        "an-address-is-no-name",
        {
            "people/ada.md": _with("emails: [ada@home.example]"),
            "people/ada-home-example.md": _with("emails: [ada@home.example]", "ada@home.example"),
        },
    ),
    passes(
        "NK404",
        "twice-on-one",
        {
            "people/ada.md": _with("emails: [a@x.example, A@x.example]"),
            "people/alan.md": _with("emails: [b@x.example]"),
        },
    ),
    fails(
        "NK405",
        "two-spellings",
        {
            "people/ada.md": _with('phones: ["+44 20 7946 0018"]'),
            "people/alan.md": _with("phones: [{number: 00442079460018}]", "Dr. med. Ada Maria Example"),
        },
        at("people/ada.md:3:10", (3, 28), "the same phone number as in people/alan.md:3", _JOIN),
        coded(
            "NK116",
            at(
                "people/alan.md:3:19",
                (3, 33),
                "phones[1].number: other YAML readers take this for another number",
                "put it in quotes",
            ),
        ),
        at("people/alan.md:3:19", (3, 33), "the same phone number as in people/ada.md:3", _JOIN),
    ),
    passes(
        "NK405",
        "switchboard",
        {
            f"people/p{number}.md": _with('phones: ["+44 20 7946 0018"]', f"P{number}x Q{number}y")
            for number in range(9)
        },
    ),
    passes(
        "NK405",
        "extensions",
        {
            "people/ada.md": _with('phones: ["+44 20 7946 0018 x1"]'),
            "people/alan.md": _with('phones: ["+44 20 7946 0018 x2"]'),
        },
    ),
    fails(
        "NK406",
        "tracking-and-slash",
        {
            "people/ada.md": _with("links: {linkedin: https://www.linkedin.com/in/ada/}"),
            "people/alan.md": _with("links:\n  in: http://de.linkedin.com/in/Ada?trk=x"),
            "people/zoe.md": _with("links: {linkedin: https://linkedin.com/in/ada}"),
        },
        at("people/ada.md:3:19", (3, 51), "the same profile link as in people/alan.md:4 and 1 more file", _JOIN),
        at("people/alan.md:4:7", (4, 42), "the same profile link as in people/ada.md:3 and 1 more file", _JOIN),
        at("people/zoe.md:3:19", (3, 46), "the same profile link as in people/ada.md:3 and 1 more file", _JOIN),
    ),
    passes(
        "NK406",
        "front-page",
        {
            "people/ada.md": _with("links: {web: https://acme.example}"),
            "people/alan.md": _with("links: {web: https://acme.example/}"),
        },
    ),
    fails(
        "NK407",
        "most-frequent-wins",
        _asking(
            {
                "people/ada.md": _with("roles:\n  - {org: ACME Inc}\n  - {org: Acme}"),
                "jobs/acme-2023.md": _ACME,
            }
        ),
        at(
            "people/ada.md:4:11",
            (4, 19),
            f"roles: {_OTHERWISE}",
            "write it as in jobs/acme-2023.md:2, or list both spellings in a file for it below orgs/",
        ),
    ),
    fails(
        "NK407",
        "file-of-the-organisation",
        _asking({"orgs/acme-corp.md": "---\nname: Acme Corp\n---\n", "jobs/acme-2023.md": "---\norg: acme\n---\n"}),
        at(
            "jobs/acme-2023.md:2:6",
            (2, 10),
            f"org: {_OTHERWISE}",
            "write it as in orgs/acme-corp.md, or list this spelling under 'aliases' there",
        ),
    ),
    passes(
        "NK407",
        "alias",
        _asking(
            {
                "orgs/acme-corp.md": "---\nname: Acme Corp\naliases: [ACME]\n---\n",
                "people/ada.md": _with("roles: [{org: ACME}, {org: Acme Corp}, {org: Initech}]"),
            }
        ),
    ),
    passes(
        "NK407",
        "nobody-asked",
        {"people/ada.md": _with("roles: [{org: ACME Inc}, {org: Acme}]"), "jobs/acme-2023.md": _ACME},
    ),
    fails(
        "NK408",
        "knows-and-introduced",
        {"people/ada.md": person("introduced_by: ada\nknows: [alan, {id: ada}]\n"), "people/alan.md": _ALAN},
        at(
            "people/ada.md:3:16",
            (3, 19),
            "introduced_by: this is the person's own id",
            "remove it, or name the other person",
        ),
        at("people/ada.md:4:20", (4, 23), "knows: this is the person's own id", "remove it, or name the other person"),
    ),
    fails(
        "NK409",
        "name-and-alias",
        {
            "orgs/acme.md": "---\nname: Acme Corp\n---\n",
            "orgs/initech.md": "---\nname: Initech\naliases: [Initrode, 'ACME, Inc.']\n---\n",
            "people/ada.md": _with("roles: [{org: Acme Corp}]"),
        },
        at("orgs/acme.md:2:7", (2, 16), "the same organisation as in orgs/initech.md:3", _ONE_FILE),
        at("orgs/initech.md:3:21", (3, 33), "the same organisation as in orgs/acme.md:2", _ONE_FILE),
    ),
    fails(
        "NK409",
        "nothing-left-of-its-own",
        {
            "orgs/a.md": "---\nname: Acme\n---\n",
            "orgs/b.md": "---\nname: acme\n---\n",
            "orgs/c.md": "---\nname: ACME\n---\n",
        },
        at("orgs/a.md:2:7", (2, 11), "the same organisation as in orgs/b.md:2 and 1 more file", _ONE_FILE),
        at("orgs/b.md:2:7", (2, 11), "the same organisation as in orgs/a.md:2 and 1 more file", _ONE_FILE),
        at("orgs/c.md:2:7", (2, 11), "the same organisation as in orgs/a.md:2 and 1 more file", _ONE_FILE),
    ),
    passes(
        "NK409",
        "twice-in-one-file",
        {"orgs/acme.md": "---\nname: Acme Corp\naliases: [Acme]\n---\n", "orgs/b.md": "---\nname: Acme Labs\n---\n"},
    ),
    fails(
        "NK401",
        "renamed",
        {
            "imports/renames.txt": "old-sample -> alan-sample\nacme -> acme-2023\nacme -> acme-2024\n",
            "people/alan-sample.md": _ALAN,
            "jobs/acme-2023.md": _ACME,
            "jobs/acme-2024.md": _ACME,
            "people/ada.md": person("introduced_by: old-sample\nknows: [acme]\nworked_with: [{job: acme}]\n"),
        },
        at("people/ada.md:3:16", (3, 26), "introduced_by: no person has this id", "renamed to 'alan-sample'"),
        at("people/ada.md:4:9", (4, 13), "knows: no person has this id", "make the person's file, or remove the id"),
        at(
            "people/ada.md:5:21",
            (5, 25),
            "worked_with: no job has this id",
            "renamed to 'acme-2023' and 'acme-2024', on different clones: write the one that is meant",
        ),
    ),
    fails(
        "NK402",
        "renamed",
        {
            "imports/renames.txt": "a -> b\nb -> c\nm -> n\nm -> o\ntaken -> n\n",
            "people/c.md": _ALAN,
            "people/n.md": _ALAN,
            "people/o.md": _ALAN,
            "people/taken.md": _ALAN,
            "people/ada.md": person(
                "x: {like: '[[a]]', note: '[[somewhere]]'}\n", "[[A]] [[m|Em]] [[taken]] [[b.md#x]]\n"
            ),
        },
        at("people/ada.md:3:12", (3, 17), _NOWHERE, "renamed to [[c]]"),
        at("people/ada.md:5:1", (5, 6), _NOWHERE, "renamed to [[c]]"),
        at(
            "people/ada.md:5:7",
            (5, 15),
            _NOWHERE,
            "renamed to [[n]] and [[o]], on different clones: write the one that is meant",
        ),
        at("people/ada.md:5:26", (5, 36), _NOWHERE, "renamed to [[c]]"),
    ),
    fails(
        "NK410",
        "lines-that-are-none",
        {
            "people/c.md": _ALAN,
            "imports/renames.txt": (
                b"# mine\n\n<<<<<<< ours\na -> c\n=======\r\n"
                b"b->c\n -> c\nc -> c\nc -> C\na -> ../c\n\xff -> c\na -> con"
            ),
            "people/ada.md": log("- 2024-05-20 coffee with [[a]]"),
        },
        *(
            at(f"imports/renames.txt:{line}:1", (line, end), "this line is not a rename", _AS_RENAME)
            for line, end in ((3, 13), (5, 8), (6, 5), (7, 6), (8, 7), (9, 7), (10, 10), (11, 7), (12, 9))
        ),
        coded("NK402", at("people/ada.md:6:26", (6, 31), _NOWHERE, "renamed to [[c]]")),
    ),
    fails(
        "NK410",
        "not-read",
        {"people/ada.md": person(), "imports/renames.txt": b"a -> ada\n" * 120_000},
        at("imports/renames.txt:1:1", (1, 1), _UNREAD, "bring it back as it was: 'git log' shows its versions"),
    ),
    fails(
        "NK410",
        "a-link",
        {"people/ada.md": person(), "imports/phone.jsonl": '{"format": 1}\n'},
        at("imports/renames.txt:1:1", (1, 1), _UNREAD, "bring it back as it was: 'git log' shows its versions"),
        setup=lambda root: (root / "imports/renames.txt").symlink_to("/dev/zero"),
    ),
    fails(
        "NK410",
        "no-more-than-fifty",
        {"people/ada.md": person(), "imports/renames.txt": "x\n" * 51},
        *(
            at(f"imports/renames.txt:{line}:1", (line, 2), "this line is not a rename", _AS_RENAME)
            for line in range(1, 51)
        ),
    ),
    passes(
        "NK410",
        "renames",
        {"people/ada.md": person(), "imports/renames.txt": "# old -> new\n\nAda Example -> ada\r\nb -> nobody\n"},
    ),
    passes(
        "NK408",
        "each-other",
        {"people/ada.md": person("knows: [alan]\n"), "people/alan.md": person("knows: [ada]\n", name="Alan")},
    ),
)


@each(CASES)
def test_across_files(case: Case, tmp_path: Path) -> None:
    assert report(case, tmp_path) == list(case.expected)
