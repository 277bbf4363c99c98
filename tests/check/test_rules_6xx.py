"""Advice, to those who select it."""

from pathlib import Path

import pytest

from netkeep.check.names import block, folded_name, may_be_one
from tests.check.cases import Case, Files, at, each, fails, findings, passes, person, report
from tests.vaults import make_vault

_NO_WAY = "no e-mail, phone or link: there is no way to reach them"
_ADD = "add one while somebody around still knows it, or write 'archived:' and why"
_AT_WORK = "reached through an employer's address alone"
_PRIVATE = "ask for a private address, a number or a profile while this one works"
_NEVER = "no contact with them is recorded"
_HELLO = "log the last time that you spoke, or say hello; 'cadence: none' if that is what you want"
_NO_ROLE = "no role: a search by employer will not find them"
_ROLES = "add where they work, or did, below 'roles'; the name of the organisation is enough"
_STALE = "nothing here has been confirmed for longer than 'fades_after' in netkeep.toml"
_LOOK_UP = "get in touch or look them up, correct what has changed, and log it"
_UNASKED = "this job ends, and nobody of it has been asked for anything"
_ASK = "ask the boss, then your peers: netkeep log WHO -k 'asked recommendation'"
_A_NAME = "this looks like a name, but no contact has it"
_MAKE = "add the contact with 'netkeep add' and write [[their-id]], or leave it as it is"
_JOIN = "if they are one person, join the two files; if not, write 'check_ignore: [NK608]' into both"
_ACME = "---\norg: Acme Corp\n---\n"
_ORG = "---\nname: Acme Corp\naliases: [Ajax]\ndomains: [acme.example]\n---\n"


def _asking(code: str, files: Files, settings: str = "") -> Files:
    return {"netkeep.toml": f'format = 1\n[check]\nselect = ["{code}"]\n{settings}', **files}


def _logged(front: str, *entries: str, name: str = "Ada Example") -> str:
    return person(front, "\n## Log\n\n" + "".join(f"- {entry}\n" for entry in entries), name)


def _job(dates: str, org: str = "Acme Corp") -> str:
    return f"---\norg: {org}\n{dates}---\n"


CASES = (
    fails(
        "NK601",
        "a-name-alone",
        _asking("NK601", {"people/ada.md": person("location: Leeds, UK\n")}),
        at("people/ada.md:2:7", (2, 18), _NO_WAY, _ADD),
    ),
    passes(
        "NK601",
        "reached-or-not-meant-to-be",
        _asking(
            "NK601",
            {
                "people/a.md": person("emails: [a@home.example]\n"),
                "people/b.md": person("phones: ['+44 20 7946 0018']\n"),
                "people/c.md": person("links: {web: https://c.example}\n"),
                "people/d.md": person("archived: left the trade\n"),
                "people/e.md": person("cadence: none\n"),
                "jobs/acme.md": _ACME,
                "orgs/acme-corp.md": _ORG,
            },
        ),
    ),
    fails(
        "NK602",
        "by-domain-sub-domain-and-label",
        _asking(
            "NK602",
            {
                "orgs/acme-corp.md": _ORG,
                "people/a.md": person("emails: [a@acme.example]\n"),
                "people/b.md": person("emails: [b@Mail.ACME.example, {address: b@ajax.example, label: work}]\n"),
                "people/c.md": person(
                    "emails: [{address: c@x.example, label: work}]\nphones: [{number: '123 45', label: work}]\n"
                ),
            },
        ),
        at("people/a.md:3:10", (3, 24), _AT_WORK, _PRIVATE),
        at("people/b.md:3:10", (3, 29), _AT_WORK, _PRIVATE),
        at("people/c.md:3:20", (3, 31), _AT_WORK, _PRIVATE),
    ),
    passes(
        "NK602",
        "something-would-stay",
        _asking(
            "NK602",
            {
                "orgs/acme-corp.md": _ORG,
                "people/a.md": person("emails: [a@acme.example, a@home.example]\n"),
                "people/b.md": person("emails: [b@acme.example]\nphones: ['123 45']\n"),
                "people/c.md": person("emails: [c@acme.example]\nlinks: {web: https://c.example}\n"),
                "people/d.md": person("emails: [{address: d@acme.example, label: home}]\n"),
                "people/e.md": person("emails: [e@notacme.example]\n"),
                "people/f.md": person("emails: [f@acme.example]\narchived: gone\n"),
                "people/g.md": person(),
            },
        ),
    ),
    fails(
        "NK603",
        "no-log-notes-and-colleagues",
        _asking(
            "NK603",
            {
                "jobs/acme.md": _ACME,
                "people/a.md": person(),
                "people/b.md": _logged("", "2024-05-20 note: Seen from afar."),
                "people/c.md": _logged("worked_with: [{job: acme}]\n", "2024-05-20 imported: From a list."),
                "people/d.md": _logged("cadence: yearly\n", "2024-05-20 connected"),
                "people/e.md": _logged("", "2024-05-20 declined introduction"),
            },
        ),
        *(at(f"people/{name}.md:2:7", (2, 18), _NEVER, _HELLO) for name in "abcde"),
    ),
    passes(
        "NK603",
        "in-touch-with-another-captured-or-not-meant",
        _asking(
            "NK603",
            {
                "jobs/acme.md": f"{_ACME}\n## Log\n\n- 2023-05-20 event with [[f]]: The fair.\n",
                "people/a.md": _logged("", "2024-05-20 coffee with [[b]]", "2023-05-20 podcast with [[c]]"),
                "people/b.md": person(),
                "people/c.md": person(),
                "people/d.md": _logged("", "2024-05-20 imported", "2024-05-19 connected"),
                "people/e.md": person("cadence: none\n"),
                "people/f.md": person(),
                "people/g.md": person("archived: gone\n"),
            },
            "[log]\nkinds = { podcast = true }\n",
        ),
    ),
    fails(
        "NK604",
        "none-at-all",
        _asking("NK604", {"people/ada.md": person("emails: [a@home.example]\n")}),
        at("people/ada.md:2:7", (2, 18), _NO_ROLE, _ROLES),
    ),
    passes(
        "NK604",
        "past-or-archived",
        _asking(
            "NK604",
            {"people/a.md": person("roles: [{org: Acme, to: 2020}]\n"), "people/b.md": person("archived: gone\n")},
        ),
    ),
    fails(
        "NK605",
        "two-years-to-the-day",
        _asking("NK605", {"people/a.md": _logged("", "2022-06-01 lunch", "2021-01-01 lunch")}),
        at("people/a.md:2:7", (2, 18), _STALE, _LOOK_UP),
    ),
    fails(
        "NK605",
        "as-the-settings-say",
        _asking("NK605", {"people/a.md": _logged("", "2024-01-01 lunch")}, '[memory]\nfades_after = "3 months"\n'),
        at("people/a.md:2:7", (2, 18), _STALE, _LOOK_UP),
    ),
    passes(
        "NK605",
        "a-day-less-a-note-another-log-or-left-in-peace",
        _asking(
            "NK605",
            {
                "people/a.md": _logged("", "2022-06-02 lunch with [[b]]"),
                "people/b.md": _logged("", "2012-06-02 lunch"),
                "people/c.md": _logged("", "2024-01-01 note: Looked her up.", "2012-06-02 lunch"),
                "people/d.md": _logged("", "2012-01-01 imported"),
                "people/e.md": _logged("cadence: none\n", "2012-01-01 lunch"),
                "people/f.md": _logged("archived: gone\n", "2012-01-01 lunch"),
                "people/g.md": person(),
            },
        ),
    ),
    fails(
        "NK606",
        "first-and-last-day-asked-before-or-elsewhere",
        _asking(
            "NK606",
            {
                "jobs/first.md": _job("from: 2023\nto: 2024-07-01\n"),
                "jobs/last.md": _job("to: 2024-05-02\n", "Ajax"),
                "people/a.md": _logged("worked_with: [{job: first}]\n", "2022-12-31 asked reference"),
                "people/b.md": _logged("", "2024-05-20 asked recommendation", "2024-05-19 gave reference with [[a]]"),
            },
        ),
        at("jobs/first.md:4:5", (4, 15), _UNASKED, _ASK),
        at("jobs/last.md:3:5", (3, 15), _UNASKED, _ASK),
    ),
    passes(
        "NK606",
        "asked-too-early-too-late-or-open",
        _asking(
            "NK606",
            {
                "orgs/acme-corp.md": _ORG,
                "jobs/by-job.md": _job("from: 2023\nto: 2024-06-30\n", "Initech"),
                "jobs/by-role.md": _job("from: 2023\nto: 2024-06\n"),
                "jobs/early.md": _job("to: 2024-07-02\n", "Early"),
                "jobs/late.md": _job("to: 2024-05-01\n", "Late"),
                "jobs/open.md": _job("from: 2020\n", "Open"),
                "jobs/far.md": _job("to: 9999-12-31\n", "Far"),
                "jobs/long-ago.md": _job("to: 0001-01-01\n", "Ago"),
                "people/a.md": _logged(
                    "worked_with: [{job: by-job}]\n", "2023-01-01 asked introduction with [[b]]", name="Ann"
                ),
                "people/b.md": person("roles: [{org: 'Ajax'}]\n", name="Bo"),
            },
        ),
    ),
    fails(
        "NK607",
        "with-met-and-and",
        _asking(
            "NK607",
            {
                "people/ada.md": _logged(
                    "",
                    "2024-05-20 lunch with [[ada]]: Her and Bo Östman. Met Rosalind",
                    "2024-05-19 lunch: With Rosalind O'Quayle-Smith about dams and Wang Wei Ling.",
                )
            },
        ),
        at("people/ada.md:7:42", (7, 51), _A_NAME, _MAKE),
        at("people/ada.md:8:26", (8, 49), _A_NAME, _MAKE),
        at("people/ada.md:8:65", (8, 78), _A_NAME, _MAKE),
    ),
    passes(
        "NK607",
        "known-or-no-name",
        _asking(
            "NK607",
            {
                "orgs/acme-corp.md": _ORG,
                "people/alan.md": person("aliases: [Herr Turing, Al Gebra]\narchived: gone\n", name="Dr. Alan Turing"),
                "people/bo.md": person("roles: [{org: Big Wattle Insurance}]\n", name="Bo"),
                "people/ada.md": _logged(
                    "",
                    "2024-05-20 lunch with [[alan]]: And with Alan Turing, with Turing, and A. Turing and Al Gebra.",
                    "2024-05-19 lunch: With Herr Turing, and Acme Corp, with Acme People, with Big Wattle and BBC.",
                    "2024-05-18 lunch: With Easter Monday and May Day; with [[alan|Bill Gates]] and the Rest of Us.",
                    "2024-05-17 lunch: At Bolton Abbey, to Rosalind Quayle, with ten Big Pies. With One and Two.",
                )
                + "\n## More\n\nOutside the log with Rosalind Quayle.\n",
            },
        ),
    ),
    fails(
        "NK608",
        "name-and-organisation-initial-and-mailbox-alias-and-place",
        _asking(
            "NK608",
            {
                "people/a1.md": person("roles: [{org: Acme Corp}]\n", name="Ruth Quayle"),
                "people/a2.md": person("roles: [{org: Acme Corp}]\n", name="Quayle, Dr. Ruth"),
                "people/b1.md": person("emails: [bo.ek@old.example]\n", name="Bo Ek"),
                "people/b2.md": person("emails: [bo.ek+x@new.example]\n", name="B. Ek"),
                "people/c1.md": person("location: Leeds, UK\naliases: [Kate Ash]\n", name="Kate Birch"),
                "people/c2.md": person("location: leeds, uk\n", name="Katherine Ash"),
                "people/d1.md": person("location: Łódź\n", name="Zoë Achterberg"),
                "people/d2.md": person("location: Lodz\n", name="Zoe Achterberg"),
            },
        ),
        at("people/a1.md:2:7", (2, 18), "the name and an organisation as in people/a2.md:2: one person?", _JOIN),
        at("people/a2.md:2:7", (2, 23), "the name and an organisation as in people/a1.md:2: one person?", _JOIN),
        at(
            "people/b1.md:2:7",
            (2, 12),
            "the name and the beginning of an e-mail address as in people/b2.md:2: one person?",
            _JOIN,
        ),
        at(
            "people/b2.md:2:7",
            (2, 12),
            "the name and the beginning of an e-mail address as in people/b1.md:2: one person?",
            _JOIN,
        ),
        at("people/d1.md:2:7", (2, 21), "the name and the place as in people/d2.md:2: one person?", _JOIN),
        at("people/d2.md:2:7", (2, 21), "the name and the place as in people/d1.md:2: one person?", _JOIN),
    ),
    passes(
        "NK608",
        "by-the-name-alone-or-told-apart",
        _asking(
            "NK608",
            {
                "people/a1.md": person("roles: [{org: Acme Corp}]\n", name="Ruth Quayle"),
                "people/a2.md": person("roles: [{org: Ajax}]\nlocation: Leeds\n", name="Ruth Quayle"),
                "people/b1.md": person("location: Leeds\n", name="John Smith"),
                "people/b2.md": person("location: Leeds\n", name="Joan Smith"),
                "people/c1.md": person("location: Leeds\nknows: [c2]\n", name="Carl Ek"),
                "people/c2.md": person("location: Leeds\n", name="Carl Ek"),
                "people/d1.md": person("location: Leeds\n", "\nHer cousin is [[d2]].\n", name="Di Ash"),
                "people/d2.md": person("location: Leeds\n", name="D. Ash"),
                "people/e1.md": person("location: Leeds\n", name="Ed Oak"),
                "people/e2.md": person("location: Leeds\narchived: gone\n", name="Ed Oak"),
                "people/f1.md": person("emails: [info@f.example]\n", name="Flo Fir"),
                "people/f2.md": person("emails: [info@g.example]\n", name="Flo Fir"),
            },
        ),
    ),
)


@each(CASES)
def test_advice(case: Case, tmp_path: Path) -> None:
    assert report(case, tmp_path) == list(case.expected)


@each(tuple(case for case in CASES if case.expected))
def test_nobody_is_advised_who_did_not_ask(case: Case, tmp_path: Path) -> None:
    make_vault(tmp_path, {**case.files, "netkeep.toml": "format = 1\n"})
    assert findings(tmp_path) == []


def test_people_of_one_address_are_another_rule_s_business(tmp_path: Path) -> None:
    twin = person("emails: [ruth@x.example]\nlocation: Leeds\n", name="Ruth Quayle")
    make_vault(tmp_path, _asking("NK608", {"people/a.md": twin, "people/b.md": twin}))
    assert [one.code for one in findings(tmp_path)] == ["NK404", "NK404"]


@pytest.mark.parametrize(
    ("first", "second", "one"),
    [
        ("Ruth Quayle", "ruth QUAYLE", True),
        ("Ruth Quayle", "R. Quayle", True),
        ("Ruth Quayle", "Quayle, Ruth", True),
        ("Ruth Quayle", "Prof. Dr. Ruth Quayle", True),
        ("Ruth Mary Quayle", "Ruth Quayle", True),
        ("Katherine Ash", "Kat Ash", True),
        ("Katharina Ash", "Katherina Ash", True),
        ("佐藤 花子", "佐藤 花子", True),
        ("Wulandari", "wulandari", True),
        ("Zoë Ash", "Zoe Ash", True),
        ("Jo Ash", "Joan Ash", False),
        ("John Ash", "Joan Ash", False),
        ("Ruth Quayle", "Ruth Oak", False),
        ("Ruth", "Ruth Oak", False),
        ("Dr.", "Prof.", False),
    ],
)
def test_names_that_may_be_one(first: str, second: str, *, one: bool) -> None:
    same = block(first) == block(second) and may_be_one(folded_name(first), folded_name(second))
    assert same is one


@pytest.mark.parametrize("name", ["", " ", ",", "—", "Dr.", "🙂", "a,b,c"])
def test_any_name_has_a_block(name: str) -> None:
    assert isinstance(block(name), str)
    assert may_be_one(folded_name(name), folded_name(name))
