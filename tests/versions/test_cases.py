"""Merges of front matter: what each version says, and the text that they make."""

import pytest

from tests.versions.merging import conflict, front, merged, text_of

Case = tuple[str, str, str, str, str]

SINGLE_VALUES: list[Case] = [
    ("two keys", "", "location: London\n", "pronouns: she/her\n", "location: London\npronouns: she/her\n"),
    ("the same key alike", "", "location: London\n", "location: London\n", "location: London\n"),
    (
        "the same key alike, in other quotes",
        "",
        "location: London\npronouns: she/her\n",
        "location: 'London'\n",
        "location: London\npronouns: she/her\n",
    ),
    (
        "one changes a value, the other the line above",
        "location: London\ncadence: 3 months\n",
        "location: Berlin\ncadence: 3 months\n",
        "location: London\ncadence: 6 months\n",
        "location: Berlin\ncadence: 6 months\n",
    ),
    (
        "both change a value",
        "location: London\ncadence: 3 months\n",
        "location: Berlin\ncadence: 3 months\n",
        "location: Oslo\ncadence: 1 year\n",
        conflict("location", "location: London\n", "location: Berlin\n", "location: Oslo\n") + "cadence: 1 year\n",
    ),
    (
        "a key is put in at two places with two values",
        "location: London\ncadence: 3 months\n",
        "birthday: 1979-05-14\nlocation: London\ncadence: 3 months\n",
        "location: London\ncadence: 3 months\nbirthday: --05-14\n",
        conflict("birthday", "", "birthday: 1979-05-14\n", "birthday: --05-14\n")
        + "location: London\ncadence: 3 months\n",
    ),
    (
        "a key is put in at two places with one value",
        "location: London\n",
        "birthday: 1979-05-14\nlocation: London\n",
        "location: London\ntimezone: UTC\nbirthday: 1979-05-14\n",
        "birthday: 1979-05-14\nlocation: London\ntimezone: UTC\n",
    ),
    (
        "removed here, untouched there",
        "location: London\ncadence: 3 months\n",
        "cadence: 3 months\n",
        "location: London\ncadence: 1 year\n",
        "cadence: 1 year\n",
    ),
    (
        "removed here, changed there",
        "location: London\ncadence: 3 months\n",
        "cadence: 3 months\n",
        "location: Oslo\ncadence: 3 months\n",
        conflict("location", "location: London\n", "", "location: Oslo\n") + "cadence: 3 months\n",
    ),
    (
        "changed here, removed there",
        "location: London\ncadence: 3 months\n",
        "location: Oslo\ncadence: 3 months\n",
        "cadence: 3 months\n",
        conflict("location", "location: London\n", "location: Oslo\n", "") + "cadence: 3 months\n",
    ),
    (
        "removed here, quoted there",
        "location: London\ncadence: 3 months\n",
        "cadence: 3 months\n",
        'location: "London"\ncadence: 1 year\n',
        "cadence: 1 year\n",
    ),
    (
        "quoted here, changed there",
        "location: London\n",
        'location: "London"\n',
        "location: Oslo\n",
        "location: Oslo\n",
    ),
    (
        "a comment behind a value that the other changes",
        "location: London\n",
        "location: London  # since May\n",
        "location: Oslo\n",
        "location: Oslo  # since May\n",
    ),
    (
        "a comment above a value that the other changes",
        "location: London\n",
        "# ask her\nlocation: London\n",
        "location: Oslo\n",
        "# ask her\nlocation: Oslo\n",
    ),
    (
        "a comment goes with its key, the next one's stays",
        "# a\nlocation: London\n# b\ncadence: 1 year\n",
        "# b\ncadence: 1 year\n",
        "# a\nlocation: London\n# b\ncadence: 6 months\n",
        "# b\ncadence: 6 months\n",
    ),
    (
        "a new key comes with its comment",
        "cadence: 1 year\n",
        "cadence: 6 months\n",
        "# she moved\nlocation: Oslo  # since May\ncadence: 1 year\n",
        "# she moved\nlocation: Oslo  # since May\ncadence: 6 months\n",
    ),
    (
        "new in both, a comment behind it there",
        "",
        "location: 'Oslo'\n",
        "location: Oslo  # since May\n",
        "location: 'Oslo'  # since May\n",
    ),
    (
        "new in both, with two comments",
        "",
        "location: Oslo  # since May\n",
        "location: Oslo  # since June\n",
        conflict("location", "", "location: Oslo  # since May\n", "location: Oslo  # since June\n"),
    ),
    (
        "a block scalar of one side",
        "archived: old\ncadence: 1 year\n",
        "archived: |\n  moved away\n  for good\ncadence: 1 year\n",
        "archived: old\ncadence: 6 months\n",
        "archived: |\n  moved away\n  for good\ncadence: 6 months\n",
    ),
    (
        "block scalars of both",
        "x:\n  note: |\n    one\n    two\n",
        "x:\n  note: |\n    one\n    three\n",
        "x:\n  note: |\n    four\n    two\n",
        "x:\n"
        + conflict(
            "x.note",
            "  note: |\n    one\n    two\n",
            "  note: |\n    one\n    three\n",
            "  note: |\n    four\n    two\n",
        ),
    ),
    (
        "unicode",
        "location: Łódź\n",
        "location: Łódź\naliases: [Грейс]\n",
        "location: 東京\n",
        "location: 東京\naliases: [Грейс]\n",
    ),
]

LISTS: list[Case] = [
    ("tags", "tags: [a, b]\n", "tags: [a, b, c]\n", "tags: [d, a]\n", "tags: [d, a, c]\n"),
    ("tags folded", "tags: [a]\n", "tags: [a, Mentor]\n", "tags: [mentor, a]\n", "tags: [a, Mentor]\n"),
    ("tags of two new lists", "", "tags: [a, b]\n", "tags: [b, c]\n", "tags: [a, b, c]\n"),
    ("a tag new in both, a comment there", "", "tags: [a]\n", "tags:\n- a  # why\n", "tags:\n  - a  # why\n"),
    ("tags inline and block", "tags: [a]\n", "tags: [a, b]\n", "tags:\n  - a\n  - c\n", "tags: [a, b, c]\n"),
    ("tags block and inline", "tags:\n- a\n", "tags:\n- a\n- b\n", "tags: [a, c]\n", "tags:\n- a\n- b\n- c\n"),
    ("all tags gone here, one more there", "tags: [a]\n", "", "tags: [a, b]\n", "tags: [b]\n"),
    (
        "all tags gone here, one more there, in lines",
        "tags:\n- a\n",
        "",
        "tags:\n- a\n# new\n- b\n",
        "tags:\n# new\n- b\n",
    ),
    ("each takes another tag away", "tags: [a, b, c]\n", "tags: [b, c]\n", "tags: [a, b]\n", "tags: [b]\n"),
    ("each takes one of two away", "tags: [a, b]\n", "tags: [b]\n", "tags: [a]\n", ""),
    ("each takes one of two lines away", "tags:\n- a\n- b\n", "tags:\n- b\n", "tags:\n- a\n", ""),
    ("emptied here, taken away with its key there", "tags:\n- a\n", "tags:\n", "", ""),
    ("taken away with its key here, emptied there", "location: Rome\n", "", "location:\n", ""),
    (
        "tags in lines, with comments",
        "tags:\n# first\n- a\n- b  # second\n",
        "tags:\n- b  # second\n- c\n",
        "tags:\n# first\n- a\n- b  # second\n- d  # fourth\n",
        "tags:\n- b  # second\n- c\n- d  # fourth\n",
    ),
    (
        "aliases",
        "aliases: [Gracie]\n",
        "aliases: [Gracie, 'G. Sample']\n",
        'aliases: ["Grace S."]\n',
        "aliases: [\"Grace S.\", 'G. Sample']\n",
    ),
    (
        "emails: new in front, new behind",
        "emails: [old@a.example, work@a.example]\n",
        "emails: [new@a.example, old@a.example, work@a.example]\n",
        "emails: [old@a.example, work@a.example, home@a.example]\n",
        "emails: [new@a.example, old@a.example, work@a.example, home@a.example]\n",
    ),
    (
        "emails: the only one replaced by two",
        "emails: [old@a.example]\n",
        "emails: [new@a.example]\n",
        "emails: [work@a.example]\n",
        conflict(
            "emails",
            "emails: [old@a.example]\n",
            "emails: [new@a.example]\n",
            "emails: [work@a.example]\n",
        ),
    ),
    (
        "emails: two are preferred",
        "emails: [old@a.example, work@a.example]\n",
        "emails: [new@a.example, old@a.example, work@a.example]\n",
        "emails: [work@a.example, old@a.example]\n",
        conflict(
            "emails",
            "emails: [old@a.example, work@a.example]\n",
            "emails: [new@a.example, old@a.example, work@a.example]\n",
            "emails: [work@a.example, old@a.example]\n",
        ),
    ),
    (
        "emails: two new ones in front",
        "emails:\n- old@a.example\n",
        "emails:\n- one@a.example\n- old@a.example\n",
        "emails:\n- two@a.example\n- old@a.example\n",
        conflict(
            "emails",
            "emails:\n- old@a.example\n",
            "emails:\n- one@a.example\n- old@a.example\n",
            "emails:\n- two@a.example\n- old@a.example\n",
        ),
    ),
    (
        "emails: one preferred, another one more",
        "emails: [a@a.example, b@a.example]\n",
        "emails: [a@a.example, b@a.example, c@a.example]\n",
        "emails: [b@a.example, a@a.example]\n",
        "emails: [b@a.example, c@a.example, a@a.example]\n",
    ),
    (
        "emails: the first one goes, one more comes",
        "emails: [a@a.example, b@a.example]\n",
        "emails: [b@a.example]\n",
        "emails: [a@a.example, b@a.example, c@a.example]\n",
        "emails: [b@a.example, c@a.example]\n",
    ),
    (
        "emails: the same one in two forms",
        "emails: [a@a.example]\n",
        "emails: [a@a.example, New@A.example]\n",
        "emails: [a@a.example, new@a.example, c@a.example]\n",
        "emails: [a@a.example, New@A.example, c@a.example]\n",
    ),
    (
        "emails: labelled here, one more there",
        "emails: [a@a.example]\n",
        "emails: [{address: a@a.example, label: work}]\n",
        "emails: [a@a.example, b@a.example]\n",
        "emails: [{address: a@a.example, label: work}, b@a.example]\n",
    ),
    (
        "emails: two labels",
        "emails:\n- a@a.example\n- b@a.example\n",
        "emails:\n- {address: a@a.example, label: work}\n- b@a.example\n",
        "emails:\n- {address: a@a.example, label: home}\n- b@a.example\n- c@a.example\n",
        "emails:\n"
        + conflict(
            "emails",
            "- a@a.example\n",
            "- {address: a@a.example, label: work}\n",
            "- {address: a@a.example, label: home}\n",
        )
        + "- b@a.example\n- c@a.example\n",
    ),
    (
        "phones: one number in two forms",
        'phones: ["+44 20 7946 0018"]\n',
        'phones: ["+442079460018"]\n',
        'phones: ["+44 20 7946 0018", "+49 30 901820"]\n',
        'phones: ["+442079460018", "+49 30 901820"]\n',
    ),
    (
        "addresses: a part of one each",
        "addresses:\n- {street: 1 High Street, city: London}\n",
        "addresses:\n- {street: 1 High Street, city: London, postcode: N1}\n",
        "addresses:\n- {street: 1 High Street, city: London}\n- {city: Oslo}\n",
        "addresses:\n- {street: 1 High Street, city: London, postcode: N1}\n- {city: Oslo}\n",
    ),
    (
        "knows",
        "knows: [alan-sample]\n",
        "knows: [alan-sample, bo-sample]\n",
        'knows: ["[[alan-sample]]", {id: cy-sample, how: school}]\n',
        'knows: ["[[alan-sample]]", bo-sample, {id: cy-sample, how: school}]\n',
    ),
    (
        "worked_with: by job",
        "worked_with:\n- {job: acme-2023}\n",
        "worked_with:\n- {job: acme-2023, as: peer}\n",
        "worked_with:\n- {job: acme-2023}\n- {job: beta-2020}\n",
        "worked_with:\n- {job: acme-2023, as: peer}\n- {job: beta-2020}\n",
    ),
    (
        "worked_with: two relations in one job",
        "worked_with:\n- {job: acme-2023}\n",
        "worked_with:\n- {job: acme-2023, as: peer}\n",
        "worked_with:\n- {job: acme-2023, as: manager}\n",
        "worked_with:\n"
        + conflict(
            "worked_with",
            "- {job: acme-2023}\n",
            "- {job: acme-2023, as: peer}\n",
            "- {job: acme-2023, as: manager}\n",
        ),
    ),
    (
        "dates: one each",
        "",
        "dates:\n- {name: wedding, 'on': 2001-05-05}\n",
        "dates:\n- {name: five years, 'on': 2026-01-01}\n",
        "dates:\n- {name: wedding, 'on': 2001-05-05}\n- {name: five years, 'on': 2026-01-01}\n",
    ),
    (
        "roles: one new in both, here on a line, there on several with a comment",
        "",
        "roles:\n  - {org: Wonka, title: Head, from: 2026-11}\n",
        "roles:\n  - org: Wonka  # new\n    title: Head\n    from: 2026-10\n",
        "roles:\n  - org: Wonka  # new\n    title: Head\n"
        + conflict("roles.from", "", "    from: 2026-11\n", "    from: 2026-10\n"),
    ),
    (
        "tags: comments in lines between brackets",
        "tags: [\n  a,  # one\n  b\n]\n",
        "tags: [\n  a,  # one\n  b,\n  c,\n]\n",
        "tags: [\n  a,  # one\n  d,\n  b\n]\n",
        "tags: [\n  a,  # one\n  d,\n  b,\n  c,\n]\n",
    ),
]


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "wanted"),
    [pytest.param(*case[1:], id=case[0]) for case in (*SINGLE_VALUES, *LISTS)],
)
def test_front_matter(base: str, ours: str, theirs: str, wanted: str) -> None:
    assert text_of(merged(*map(front, (base, ours, theirs)))) == front(wanted)
