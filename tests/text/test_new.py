"""New files, laid out as a person would."""

from datetime import date

from hypothesis import given

from netkeep.model.dates import Birthday, Duration, PartialDate
from netkeep.model.people import Acquaintance, Contact, Email, Engagement, Phone, Role
from netkeep.text.new import new_file
from netkeep.text.values import contact_values
from tests.text.odd_layouts import contacts
from tests.text.reading import read


def test_a_name_alone() -> None:
    assert new_file(Contact("ada", "Ada")) == "---\nname: Ada\n---\n"


def test_everything_that_can_be_known() -> None:
    contact = Contact(
        id="grace-sample",
        name="Grace: Sample",
        aliases=("Gracie", "NO"),
        pronouns="she/her",
        emails=(Email("grace@acme.example"), Email("g@home.example", "home")),
        phones=(Phone("+44 20 7946 0018", "work"),),
        links={"linkedin": "https://linkedin.example/in/grace"},
        location="Leeds, UK",
        timezone="Europe/London",
        birthday=Birthday(11, 28),
        tags=("mentor",),
        roles=(Role("Acme Corp", "VP", "Data", PartialDate(2021, 5)), Role("Old", end=PartialDate(2021))),
        worked_with=(Engagement("acme-2023", "peer"),),
        introduced_by="alan-sample",
        knows=(Acquaintance("bo"), Acquaintance("cy")),
        cadence=Duration(3, "month"),
        paused_until=date(2027, 1, 1),
        private=True,
        archived="moved",
        check_ignore=("NK102",),
        x={"uid": "1", "more": {"a": ("b", "c")}},
    )
    entries = [(date(2024, 1, 2), "2024-01-02 call: A\n\n  more"), (date(2024, 2, 1), "2024-02-01 note: B")]
    text = new_file(contact, "A note.", entries)
    assert text == (
        "---\n"
        'name: "Grace: Sample"\n'
        'aliases: [Gracie, "NO"]\n'
        "pronouns: she/her\n"
        "emails:\n"
        "  - grace@acme.example\n"
        "  - {address: g@home.example, label: home}\n"
        "phones:\n"
        "  - {number: +44 20 7946 0018, label: work}\n"
        "links:\n"
        "  linkedin: https://linkedin.example/in/grace\n"
        'location: "Leeds, UK"\n'
        "timezone: Europe/London\n"
        "birthday: --11-28\n"
        "tags: [mentor]\n"
        "roles:\n"
        "  - org: Acme Corp\n"
        "    title: VP\n"
        "    team: Data\n"
        "    from: 2021-05\n"
        "  - org: Old\n"
        "    to: 2021\n"
        "worked_with:\n"
        "  - {job: acme-2023, as: peer}\n"
        "introduced_by: alan-sample\n"
        "knows: [bo, cy]\n"
        "cadence: 3 months\n"
        "paused_until: 2027-01-01\n"
        "private: true\n"
        "archived: moved\n"
        "check_ignore: [NK102]\n"
        "x:\n"
        '  uid: "1"\n'
        "  more:\n"
        "    a:\n"
        "      - b\n"
        "      - c\n"
        "---\n"
        "\n"
        "A note.\n"
        "\n"
        "## Log\n"
        "\n"
        "- 2024-02-01 note: B\n"
        "- 2024-01-02 call: A\n"
        "  more\n"
    )
    assert read(text).problems == ()


def test_a_list_that_is_too_long_for_one_line() -> None:
    tags = tuple(f"a tag of many letters {number}" for number in range(5))
    assert new_file(Contact("a", "A", tags=tags)) == (
        "---\nname: A\ntags:\n" + "".join(f"  - {tag}\n" for tag in tags) + "---\n"
    )


@given(contacts())
def test_any_contact_is_read_as_it_was_meant(contact: Contact) -> None:
    document = read(new_file(contact))
    assert isinstance(document.item, Contact)
    assert contact_values(document.item) == contact_values(contact)
    assert document.problems == ()
