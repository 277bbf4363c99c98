"""Merges of roles, links, nested keys and whole files of other kinds: the text that three versions make."""

import pytest

from tests.versions.merging import conflict, front, merged, text_of

Case = tuple[str, str, str, str, str]

ROLES: list[Case] = [
    (
        "one begins a role on top and ends the old one, the other tells since when it was",
        "roles:\n- {org: Acme, title: Eng}\n",
        "roles:\n- {org: Acme, title: Eng, from: 2021-05}\n",
        "roles:\n- {org: Beta, from: 2026-11}\n- {org: Acme, title: Eng, to: 2026-10}\n",
        "roles:\n- {org: Beta, from: 2026-11}\n- {org: Acme, title: Eng, from: 2021-05, to: 2026-10}\n",
    ),
    (
        "the same in lines",
        "roles:\n  - org: Acme\n    title: Eng\n",
        "roles:\n  - org: Acme\n    title: Eng\n    from: 2021-05\n",
        "roles:\n  - org: Beta\n    from: 2026-11\n  - org: Acme\n    title: Eng\n    to: 2026-10\n",
        "roles:\n  - org: Beta\n    from: 2026-11\n  - org: Acme\n    title: Eng\n    from: 2021-05\n    to: 2026-10\n",
    ),
    (
        "two titles",
        "roles:\n- {org: Acme, title: Eng}\n",
        "roles:\n- {org: Acme, title: CTO}\n",
        "roles:\n- {org: Acme, title: VP}\n- {org: Beta}\n",
        "roles:\n"
        + conflict("roles", "- {org: Acme, title: Eng}\n", "- {org: Acme, title: CTO}\n", "- {org: Acme, title: VP}\n")
        + "- {org: Beta}\n",
    ),
    (
        "another title here, its end there",
        "roles:\n- {org: Acme, title: Eng}\n",
        "roles:\n- {org: Acme, title: Staff Eng}\n",
        "roles:\n- {org: Acme, title: Eng, to: 2026-10}\n",
        "roles:\n- {org: Acme, title: Staff Eng, to: 2026-10}\n",
    ),
    (
        "back at a former employer",
        "roles:\n- {org: Acme, title: Eng, from: 2019, to: 2021}\n",
        "roles:\n- {org: Acme, title: CTO, from: 2026}\n- {org: Acme, title: Eng, from: 2019, to: 2021}\n",
        "roles:\n- {org: Acme, title: Eng, from: 2019-04, to: 2021}\n",
        "roles:\n- {org: Acme, title: CTO, from: 2026}\n- {org: Acme, title: Eng, from: 2019-04, to: 2021}\n",
    ),
    (
        "one new role, a part from each",
        "",
        "roles:\n- {org: Beta, title: CTO}\n",
        "roles:\n- {org: Beta, title: CTO, from: 2026-11}\n",
        "roles:\n- {org: Beta, title: CTO, from: 2026-11}\n",
    ),
    (
        "taken out here, ended there",
        "roles:\n- {org: Acme}\n- {org: Beta}\n",
        "roles:\n- {org: Beta}\n",
        "roles:\n- {org: Acme, to: 2026}\n- {org: Beta}\n",
        "roles:\n" + conflict("roles", "- {org: Acme}\n", "", "- {org: Acme, to: 2026}\n") + "- {org: Beta}\n",
    ),
    (
        "one and the same end",
        "roles:\n- {org: Acme}\ncadence: 1 year\n",
        "roles:\n- {org: Acme, to: 2026-10}\ncadence: 1 year\n",
        "roles:\n- {org: Acme, to: 2026-10}\ncadence: 6 months\n",
        "roles:\n- {org: Acme, to: 2026-10}\ncadence: 6 months\n",
    ),
    (
        "two ends of a role in lines",
        "roles:\n- org: Acme\n  from: 2020\n",
        "roles:\n- org: Acme\n  from: 2020\n  to: 2025\n",
        "roles:\n- org: Acme\n  from: 2020\n  to: 2026\n",
        "roles:\n- org: Acme\n  from: 2020\n" + conflict("roles.to", "", "  to: 2025\n", "  to: 2026\n"),
    ),
    (
        "one new role, written in two ways",
        "",
        'roles:\n- org: "Beta"  # new\n  title: CTO\n',
        "roles:\n- {org: Beta, title: CTO, from: 2026-11}\n",
        'roles:\n- org: "Beta"  # new\n  title: CTO\n  from: 2026-11\n',
    ),
    (
        "a comment above a role that the other ends",
        "roles:\n- {org: Acme}\n",
        "roles:\n# by referral\n- {org: Acme}\n",
        "roles:\n- {org: Beta}\n- {org: Acme, to: 2026}\n",
        "roles:\n- {org: Beta}\n# by referral\n- {org: Acme, to: 2026}\n",
    ),
]

NESTED: list[Case] = [
    (
        "links: brackets here, lines there",
        "",
        "links: {site: https://a.example}\n",
        'links:\n  github: "https://github.com/a"\n',
        'links: {site: https://a.example, github: "https://github.com/a"}\n',
    ),
    (
        "links: brackets here, lines with a comment there",
        "",
        "links: {site: https://a.example}  # hers\n",
        "links:  # hers\n  github: https://github.com/a  # old\n",
        "links:  # hers\n  site: https://a.example\n  github: https://github.com/a  # old\n",
    ),
    (
        "a comma of a line, put between brackets",
        "aliases: [Gracie]\n",
        "aliases: [Gracie, Ace]\n",
        "aliases:\n- Gracie\n- Sample, Grace\n",
        'aliases: [Gracie, Ace, "Sample, Grace"]\n',
    ),
    (
        "both laid it out in another way",
        "tags:\n- a\n- b\n",
        "tags:\n  - a\n  - b\n",
        "tags: [\n  a,\n  b,\n]\n",
        "tags:\n  - a\n  - b\n",
    ),
    (
        "links: one each",
        "links:\n  site: https://a.example\n",
        "links:\n  site: https://a.example\n  github: https://github.com/a\n",
        "links: {site: https://a.example/b}\n",
        "links:\n  site: https://a.example/b\n  github: https://github.com/a\n",
    ),
    (
        "links: two for one service",
        "",
        "links:\n  site: https://a.example\n",
        "links:\n  github: https://github.com/a\n  site: https://b.example\n",
        "links:\n  github: https://github.com/a\n"
        + conflict("links.site", "", "  site: https://a.example\n", "  site: https://b.example\n"),
    ),
    (
        "x: deeply",
        "x:\n  uid: a1\n  card:\n    rev: 1\n    kind: own\n",
        "x:\n  uid: a1\n  card:\n    rev: 2\n    kind: own\n",
        "x:\n  uid: a1\n  card:\n    rev: 1\n    kind: own\n    note: hi\n  seen: 3\n",
        "x:\n  uid: a1\n  card:\n    rev: 2\n    kind: own\n    note: hi\n  seen: 3\n",
    ),
    (
        "x: deeply, in brackets",
        "x: {uid: a1, card: {rev: 1, kind: own}}\n",
        "x: {uid: a1, card: {rev: 2, kind: own}}\n",
        "x: {uid: a1, card: {rev: 1, kind: own, note: hi}, seen: 3}\n",
        "x: {uid: a1, card: {rev: 2, kind: own, note: hi}, seen: 3}\n",
    ),
    (
        "x: one key deep inside",
        "x:\n  card:\n    rev: 1\n",
        "x:\n  card:\n    rev: 2\n",
        "x:\n  card:\n    rev: 3\n",
        "x:\n  card:\n" + conflict("x.card.rev", "    rev: 1\n", "    rev: 2\n", "    rev: 3\n"),
    ),
    (
        "x: gone here, more there",
        "x:\n  uid: a1\n",
        "",
        "x:\n  uid: a1\n  seen: 3\n",
        "x:\n  seen: 3\n",
    ),
    (
        "a key of another program",
        "cssclasses: [wide]\n",
        "cssclasses: [wide, tall]\n",
        "cssclasses: [wide]\nrating: 5\n",
        "cssclasses: [wide, tall]\nrating: 5\n",
    ),
]


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "wanted"), [pytest.param(*case[1:], id=case[0]) for case in (*ROLES, *NESTED)]
)
def test_front_matter(base: str, ours: str, theirs: str, wanted: str) -> None:
    assert text_of(merged(*map(front, (base, ours, theirs)))) == front(wanted)


CALL_AND_COFFEE = "\n## Log\n\n- 2026-11-02 call\n- 2026-11-01 coffee\n"
FILES: list[tuple[str, str, str, str, str, str]] = [
    (
        "a job",
        "jobs/acme-2023.md",
        "---\norg: Acme\nfrom: 2023-01\n---\n",
        "---\norg: Acme\ntitle: Eng\nfrom: 2023\n---\n\n## Log\n\n- 2026-11-01 sweep\n",
        "---\norg: Acme\nto: 2026-12\nfrom: 2023-01\n---\n\n## Log\n\n- 2026-10-01 call\n",
        "---\norg: Acme\ntitle: Eng\nto: 2026-12\nfrom: 2023\n---\n\n## Log\n\n- 2026-11-01 sweep\n- 2026-10-01 call\n",
    ),
    (
        "an end of a job each",
        "jobs/acme-2023.md",
        "---\norg: Acme\n---\n",
        "---\norg: Acme\nto: 2026-11\n---\n",
        "---\norg: Acme\nto: 2026-12\n---\n",
        "---\norg: Acme\n" + conflict("to", "", "to: 2026-11\n", "to: 2026-12\n") + "---\n",
    ),
    (
        "an organisation",
        "orgs/acme.md",
        "---\nname: Acme\ndomains: [acme.example]\n---\n",
        "---\nname: Acme\naliases: [ACME Ltd]\ndomains: [acme.example]\n---\n",
        "---\nname: Acme\ndomains: [acme.example, acme.test]\n---\n\nMakes everything.\n",
        "---\nname: Acme\naliases: [ACME Ltd]\ndomains: [acme.example, acme.test]\n---\n\nMakes everything.\n",
    ),
    (
        "a target and an alias",
        "orgs/acme.md",
        "---\nname: Acme\n---\n",
        "---\nname: Acme\ntarget: 2026-11\n---\n",
        "---\nname: Acme\naliases: [ACME Ltd]\n---\n",
        "---\nname: Acme\ntarget: 2026-11\naliases: [ACME Ltd]\n---\n",
    ),
    (
        "a target each",
        "orgs/acme.md",
        "---\nname: Acme\ntarget: 2026-11\n---\n",
        "---\nname: Acme\ntarget: 2026-12\n---\n",
        "---\nname: Acme\ntarget: 2027-01-15\n---\n",
        "---\nname: Acme\n"
        + conflict("target", "target: 2026-11\n", "target: 2026-12\n", "target: 2027-01-15\n")
        + "---\n",
    ),
    (
        "a new organisation in both",
        "orgs/acme.md",
        "",
        "---\nname: Acme\naliases: [ACME]\n---\n",
        "---\nname: Acme\ndomains: [acme.example]\n---\n",
        "---\nname: Acme\naliases: [ACME]\ndomains: [acme.example]\n---\n",
    ),
    (
        "one new person in both",
        "people/grace-sample.md",
        "",
        "---\nname: Grace Sample\nemails: [g@a.example]\ntags: [mentor]\n---\n\n## Log\n\n- 2026-11-02 call\n",
        "---\nname: Grace Sample\nemails: [G@a.example]\nlocation: Oslo\n---\n\n## Log\n\n- 2026-11-01 coffee\n",
        "---\nname: Grace Sample\nemails: [g@a.example]\ntags: [mentor]\nlocation: Oslo\n---\n" + CALL_AND_COFFEE,
    ),
    (
        "two new people with one name",
        "people/grace-sample.md",
        "",
        "---\nname: Grace Sample\nemails: [g@a.example]\n---\n",
        "---\nname: Grace Sample\nemails: [g@b.example]\n---\n",
        conflict(
            "two people",
            "",
            "---\nname: Grace Sample\nemails: [g@a.example]\n---\n",
            "---\nname: Grace Sample\nemails: [g@b.example]\n---\n",
        ),
    ),
    (
        "two new people at one desk",
        "people/g-sample.md",
        "",
        "---\nname: Grace Sample\nphones: ['+49 30 901820']\n---\n",
        "---\nname: Gerd Sample\nphones: ['+49 30 901820']\n---\n",
        conflict(
            "two people",
            "",
            "---\nname: Grace Sample\nphones: ['+49 30 901820']\n---\n",
            "---\nname: Gerd Sample\nphones: ['+49 30 901820']\n---\n",
        ),
    ),
]


@pytest.mark.parametrize(
    ("path", "base", "ours", "theirs", "wanted"), [pytest.param(*case[1:], id=case[0]) for case in FILES]
)
def test_whole_files(path: str, base: str, ours: str, theirs: str, wanted: str) -> None:
    assert text_of(merged(base, ours, theirs, path)) == wanted


@pytest.mark.parametrize(
    ("path", "ours"),
    [
        ("people/grace-sample.md", "---\nname: [\n---\n"),
        ("people/grace-sample.md", "---\nname: A\nname: B\n---\n"),
        ("people/grace-sample.md", "No front matter.\n"),
        ("imports/linkedin.jsonl", "---\nname: B\n---\n"),
        ("people/picture.png", "---\nname: B\n---\n"),
    ],
)
def test_what_cannot_be_read_is_merged_by_lines(path: str, ours: str) -> None:
    assert merged("---\nname: A\n---\n", ours, "---\nname: C\n---\n", path) is None
