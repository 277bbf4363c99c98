from datetime import date
from types import MappingProxyType

import pytest

from netkeep.model.body import Body, LogEntry, Reminder, Span, WikiLink
from netkeep.model.dates import Birthday, Duration, Never, PartialDate
from netkeep.model.jobs import Job, Organisation
from netkeep.model.people import Acquaintance, Contact, Email, Engagement, Phone, Role
from tests.text.reading import contact, facts, found, front, job, organisation, read

EXAMPLE = """\
---
name: Grace Sample
aliases: [G. Example]
pronouns: she/her
emails:
  - grace@acme.example            # the first is the preferred one
  - address: grace@home.example
    label: home
phones: ["+44 20 7946 0018", {number: "02079460958", label: work}]
links:
  linkedin: https://www.linkedin.com/in/grace-sample
location: Leeds, UK
timezone: Europe/London
birthday: 1979-05-14              # or --05-14 where the year is unknown
tags: [mentor, data]
roles:                            # their employment, newest first
  - org: Acme Corp
    title: VP Engineering
    team: Platform
    from: 2021-05
  - {org: Initech, title: Engineering Manager, from: 2016, to: 2021-04}
worked_with:                      # what they were to the owner, job by job
  - {job: acme-2023, as: manager}
introduced_by: alan-sample
knows: [alan-sample, {id: ada-example, how: siblings}]
cadence: 3 months
paused_until: 2024-07-01
private: false
check_ignore: [NK304]
x: {shoe: "42", list: [a, {b: c}]}
---

Met at the platform kick-off. Trail runner; asks good questions.

- [ ] 2024-06-01 send her the migration write-up

## Log

- 2024-05-20 coffee with [[alan-sample]], [[ada-example|Ada]]: Reorg, and who to ask about data.
- 2024-05-02 received recommendation: On LinkedIn; mentions the migration.
- 2024-04-20 asked recommendation: By e-mail, before the contract ends.
"""


def at(text: str) -> Span:
    start = EXAMPLE.index(text)
    return Span(start, start + len(text))


def test_the_example_of_the_format() -> None:
    ada = WikiLink("ada-example", "Ada", at("[[ada-example|Ada]]"))
    alan = WikiLink("alan-sample", None, at("[[alan-sample]]"))
    start = EXAMPLE.index("\nMet at")
    heading = EXAMPLE.index("## Log")
    prose = EXAMPLE[start:heading]
    assert read(EXAMPLE).problems == ()
    assert contact(EXAMPLE) == Contact(
        id="grace-sample",
        name="Grace Sample",
        aliases=("G. Example",),
        pronouns="she/her",
        emails=(Email("grace@acme.example"), Email("grace@home.example", "home")),
        phones=(Phone("+44 20 7946 0018"), Phone("02079460958", "work")),
        links=MappingProxyType({"linkedin": "https://www.linkedin.com/in/grace-sample"}),
        location="Leeds, UK",
        timezone="Europe/London",
        birthday=Birthday(5, 14, 1979),
        tags=("mentor", "data"),
        roles=(
            Role("Acme Corp", "VP Engineering", "Platform", PartialDate(2021, 5)),
            Role("Initech", "Engineering Manager", None, PartialDate(2016), PartialDate(2021, 4)),
        ),
        worked_with=(Engagement("acme-2023", "manager"),),
        introduced_by="alan-sample",
        knows=(Acquaintance("alan-sample"), Acquaintance("ada-example", "siblings")),
        cadence=Duration(3, "month"),
        paused_until=date(2024, 7, 1),
        check_ignore=("NK304",),
        x=MappingProxyType({"shoe": "42", "list": ("a", {"b": "c"})}),
        body=Body(
            text=EXAMPLE[start:],
            prose=prose,
            links=(alan, ada),
            reminders=(
                Reminder(
                    date(2024, 6, 1),
                    "send her the migration write-up",
                    done=False,
                    span=at("- [ ] 2024-06-01 send her the migration write-up"),
                ),
            ),
            log=(
                LogEntry(
                    date(2024, 5, 20),
                    "coffee",
                    (alan, ada),
                    "Reorg, and who to ask about data.",
                    at(
                        "- 2024-05-20 coffee with [[alan-sample]], [[ada-example|Ada]]: "
                        "Reorg, and who to ask about data."
                    ),
                ),
                LogEntry(
                    date(2024, 5, 2),
                    "received recommendation",
                    (),
                    "On LinkedIn; mentions the migration.",
                    at("- 2024-05-02 received recommendation: On LinkedIn; mentions the migration."),
                ),
                LogEntry(
                    date(2024, 4, 20),
                    "asked recommendation",
                    (),
                    "By e-mail, before the contract ends.",
                    at("- 2024-04-20 asked recommendation: By e-mail, before the contract ends."),
                ),
            ),
            log_at=at("## Log"),
        ),
    )


def test_a_job_of_the_owners() -> None:
    assert job(
        "---\norg: Acme Corp\ntitle: Platform engineer\nkind: contract\nfrom: 2023-04-03\nto: 2024-06\n"
        "review: 11\nsweep: 6 months\ntags: [a]\n---\n"
    ) == Job(
        "acme-2023",
        "Acme Corp",
        "Platform engineer",
        "contract",
        PartialDate(2023, 4, 3),
        PartialDate(2024, 6),
        (11, None),
        Duration(6, "month"),
        ("a",),
    )


def test_an_organisation() -> None:
    assert organisation(
        "---\nname: Acme Corp\naliases: [ACME]\ndomains: [Acme.Example]\nlinks: {web: https://acme.example}\n---\nText\n"
    ) == Organisation(
        "acme-corp",
        "Acme Corp",
        ("ACME",),
        ("acme.example",),
        MappingProxyType({"web": "https://acme.example"}),
        body=Body("Text\n", "Text\n"),
    )


@pytest.mark.parametrize(
    "written",
    ["NO", "1.10", "02079460958", "+442079460958", "2021-05", "12:30", "0x1F", "~", "null", "1e3", "0o17", "on"],
)
def test_what_is_written_is_what_is_read(written: str) -> None:
    document = front(f"name: {written}\ntags: [{written}]\nlocation: '{written}'\n")
    expected = Contact("grace-sample", written, location=written, tags=(written,))
    assert document.item == expected


@pytest.mark.parametrize(
    ("written", "other"),
    [
        ("NO", "true or false"),
        ("y", None),  # PyYAML reads it as text
        ("Yes", "true or false"),
        ("off", "true or false"),
        ("~", "nothing at all"),
        ("null", "nothing at all"),
        ("+442079460958", "another number"),
        ("02079460958", "another number"),
        ("012", "another number"),
        ("1.10", "another number"),
        ("1.5", "another number"),
        ("1e3", "another number"),
        ("12:30", "another number"),
        ("1_000", "another number"),
        ("0x1F", "another number"),
        ("0o17", "another number"),
        (".inf", "another number"),
        ("99999999999999999999", "another number"),
        ("2024-05-01 10:00:00", "a time"),
        ("2016", None),
        ("2021-05", None),
        ("2024-05-01", None),
        ("Norway", None),
        ("'NO'", None),
        ('"1.10"', None),
    ],
)
def test_what_other_readers_would_change(written: str, other: str | None) -> None:
    document = front(f"name: {written}\n")
    wanted = [("ambiguous-value", 2, 7)] if other else []
    assert (found(document), facts(document)) == (wanted, [{"field": "name", "other": other}] if other else [])


@pytest.mark.parametrize(
    ("value", "private"),
    [("true", True), ("yes", True), ("On", True), ("false", False), ("no", False), ("OFF", False), ("", True)],
)
def test_a_flag(value: str, *, private: bool) -> None:
    document = front(f"name: A\nprivate: {value}\n")
    assert isinstance(document.item, Contact)
    assert (document.item.private, document.problems) == (private, ())


@pytest.mark.parametrize(
    "yaml",
    [
        "birthday:\n",
        "emails: []\n",
        "emails:\n",
        "emails:\n  -\n",
        "links: {}\n",
        "links: {a: }\n",
        "roles:\n  - \n",
        "x:\n",
        "x: {}\n",
        "knows: []\n",
    ],
)
def test_what_is_left_empty_says_nothing(yaml: str) -> None:
    document = front(f"name: A\n{yaml}")
    assert (document.item, document.problems) == (Contact("grace-sample", "A"), ())


@pytest.mark.parametrize(
    ("yaml", "wanted", "fact"),
    [
        ("location: Leeds\n", [("missing-key", 2, 1)], {"key": "name", "where": ""}),
        ("name:\n", [("missing-key", 2, 1)], {"key": "name", "where": ""}),
        ("name: ''\n", [("wrong-type", 2, 7)], {"field": "name", "wanted": "not empty"}),
        ("name: [A]\n", [("wrong-type", 2, 7)], {"field": "name", "wanted": "a single value, not a list"}),
        ("name: {a: b}\n", [("wrong-type", 2, 7)], {"field": "name", "wanted": "a single value, not a mapping"}),
        ("name: A\ntags: mentor\n", [("wrong-type", 3, 7)], {"field": "tags", "wanted": "a list, not a single value"}),
        ("name: A\ntags: {a: b}\n", [("wrong-type", 3, 7)], {"field": "tags", "wanted": "a list, not a mapping"}),
        ("name: A\nlinks: [a]\n", [("wrong-type", 3, 8)], {"field": "links", "wanted": "a mapping, not a list"}),
        (
            "name: A\nemails: [[a]]\n",
            [("wrong-type", 3, 10)],
            {"field": "emails[1]", "wanted": "text or a mapping, not a list"},
        ),
        (
            "name: A\nroles: [Acme]\n",
            [("wrong-type", 3, 9)],
            {"field": "roles[1]", "wanted": "a mapping, not a single value"},
        ),
        ("name: A\nroles:\n  - title: VP\n", [("missing-key", 4, 5)], {"key": "org", "where": "roles[1]"}),
        ("name: A\nemails:\n  - label: home\n", [("missing-key", 4, 5)], {"key": "address", "where": "emails[1]"}),
        ("name: A\nworked_with: [{as: peer}]\n", [("missing-key", 3, 15)], {"key": "job", "where": "worked_with[1]"}),
        ("name: A\nemails: [a]\n", [("bad-email", 3, 10)], {"field": "emails[1].address"}),
        ("name: A\nphones:\n  - number: call\n", [("bad-phone", 4, 13)], {"field": "phones[1].number"}),
        ("name: A\nlinks: {a: ftp://x}\n", [("bad-url", 3, 12)], {"field": "links.a"}),
        ("name: A\ntimezone: Leeds\n", [("bad-timezone", 3, 11)], {"field": "timezone"}),
        ("name: A\ntimezone: ../../etc/passwd\n", [("bad-timezone", 3, 11)], {"field": "timezone"}),
        ("name: A\nbirthday: 1979-02-30\n", [("bad-date", 3, 11)], {"field": "birthday"}),
        ("name: A\npaused_until: 2024\n", [("bad-date", 3, 15)], {"field": "paused_until"}),
        ("name: A\nroles:\n  - {org: B, from: May}\n", [("bad-partial-date", 4, 20)], {"field": "roles[1].from"}),
        ("name: A\ncadence: 3\n", [("bad-duration", 3, 10)], {"field": "cadence"}),
        ("name: A\nintroduced_by: Alan\n", [("bad-id", 3, 16)], {"field": "introduced_by"}),
        ("name: A\nknows: ['[[Alan|x]]']\n", [("bad-id", 3, 9)], {"field": "knows[1].id"}),
        ("name: A\nprivate: maybe\n", [("wrong-type", 3, 10)], {"field": "private", "wanted": "true or false"}),
        ("name: A\ncheck_ignore: [304]\n", [("bad-code", 3, 16)], {"field": "check_ignore[1]"}),
        (
            "name: A\nworked_with: [{job: b, as: boss}]\n",
            [("unknown-choice", 3, 28)],
            {"field": "worked_with[1].as"},
        ),
        (
            "name: A\nworked_with: [{job: b, as: Peer}]\n",
            [("unknown-choice", 3, 28)],
            {"field": "worked_with[1].as", "near": "peer"},
        ),
        ("name: A\nemail: a@b.example\n", [("unknown-key", 3, 1)], {"key": "email", "where": "", "near": "emails"}),
        ("name: A\nPhone-s: 1\n", [("unknown-key", 3, 1)], {"near": "phones"}),
        (
            "name: A\nroles: [{org: B, until: 2020}]\n",
            [("unknown-key", 3, 18)],
            {"key": "until", "where": "roles[1]"},
        ),
        ("name: A\nname: B\n", [("duplicate-key", 3, 1)], {"key": "name"}),
        ("name: A\nlinks: {a: https://b.example, a: https://c.example}\n", [("duplicate-key", 3, 31)], {"key": "a"}),
        ("name: A\nroles: [{org: B, org: C}]\n", [("duplicate-key", 3, 18)], {"key": "org"}),
        (
            "name: A\nemails: [{address: a@b.example, address: c@d.example}]\n",
            [("duplicate-key", 3, 33)],
            {"key": "address"},
        ),
        ("name: A\nx: {a: {b: 1, b: 2}}\n", [("duplicate-key", 3, 15)], {"key": "b"}),
        ("name: A\nx: {a: [{b: 1, 'b': 2}]}\n", [("duplicate-key", 3, 16)], {"key": "b"}),
        ("name: A\nzz: 1\nzz: 2\n", [("unknown-key", 3, 1), ("duplicate-key", 4, 1)], {"key": "zz"}),
    ],
)
def test_what_cannot_be_read_is_said_with_its_place(
    yaml: str, wanted: list[tuple[str, int, int]], fact: dict[str, str]
) -> None:
    document = front(yaml)
    assert (found(document), document.readable) == (wanted, True)
    assert facts(document)[0] | fact == facts(document)[0]


def test_every_problem_of_a_file_is_found_in_its_order() -> None:
    document = read(
        "---\nnmae: A\nbirthday: 14 May\nemails: [x, a@b.example, y]\n---\n"
        "- [ ] 2024-02-30 x\n\n## Log\n\n- today call\n"
    )
    assert found(document) == [
        ("missing-key", 2, 1),
        ("unknown-key", 2, 1),
        ("bad-date", 3, 11),
        ("bad-email", 4, 10),
        ("bad-email", 4, 26),
        ("bad-reminder", 6, 7),
        ("bad-log-entry", 10, 3),
    ]
    assert document.item is not None
    assert isinstance(document.item, Contact)
    assert document.item.emails == (Email("a@b.example"),)


def test_places_go_by_the_values_that_could_be_read() -> None:
    yaml = "name: A\nemails: [x, a@b.example, {address: c@d.example, label: home}]\n"
    document = front(yaml)
    assert document.source
    assert {path: document.source.text[slice(*span)] for path, span in document.places.items()} == {
        ("name",): "A",
        ("emails",): "[x, a@b.example, {address: c@d.example, label: home}]",
        ("emails", 0): "a@b.example",
        ("emails", 0, "address"): "a@b.example",
        ("emails", 1): "{address: c@d.example, label: home}",
        ("emails", 1, "address"): "c@d.example",
        ("emails", 1, "label"): "home",
    }
    assert document.place("emails", 7, "label") == document.places["emails",]
    assert document.place("roles") == Span(4, 4)


@pytest.mark.parametrize(
    "link", ["grace-sample", '"[[grace-sample]]"', "'[[grace-sample|Grace]]'", "' [[grace-sample]] '"]
)
def test_an_id_may_be_written_as_a_link(link: str) -> None:
    document = front(
        f"name: A\nintroduced_by: {link}\nknows: [{link}, {{id: {link}, how: b}}]\nworked_with: [{{job: {link}}}]\n"
    )
    assert document.problems == ()
    assert document.item == Contact(
        "grace-sample",
        "A",
        introduced_by="grace-sample",
        knows=(Acquaintance("grace-sample"), Acquaintance("grace-sample", "b")),
        worked_with=(Engagement("grace-sample"),),
    )


def test_an_unquoted_link_is_a_list_to_yaml_and_is_said() -> None:
    assert found(front("name: A\nintroduced_by: [[alan-sample]]\n")) == [("wrong-type", 3, 16)]


@pytest.mark.parametrize(
    ("text", "cadence"),
    [
        ("none", Never.NEVER),
        ("weekly", Duration(1, "week")),
        ("90 days", Duration(90, "day")),
        ("'1 year'", Duration(1, "year")),
    ],
)
def test_a_cadence(text: str, cadence: Duration | Never) -> None:
    assert front(f"name: A\ncadence: {text}\n").item == Contact("grace-sample", "A", cadence=cadence)


def test_no_fact_of_a_problem_repeats_a_value() -> None:
    value = "s3cret"
    document = front(
        f"name: [{value}]\nemails: [{value}]\nphones: [{value}]\nlinks: {{a: {value}}}\nbirthday: {value}\n"
        f"timezone: {value}\ncadence: {value}\nprivate: {value}\nintroduced_by: {value}!\nroles: [{value}]\n"
        f"worked_with: [{{job: a, as: {value}}}]\ncheck_ignore: [{value}]\npaused_until: {value}\n"
        f"{value}@home.example: 1\n"
    )
    assert len(document.problems) == 14
    assert value not in repr(facts(document))
