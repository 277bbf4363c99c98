from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netkeep.model.dates import Duration
from netkeep.model.names import fold
from netkeep.network.search import search, spans_of
from netkeep.network.select import Condition, Wanted, parse_condition, select
from netkeep.store.load import load
from netkeep.store.vault import Vault
from tests.vaults import make_vault

TODAY = date(2024, 6, 1)


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    return load(
        make_vault(
            tmp_path,
            {
                "people/ada.md": "---\nname: Ada\ntags: [Mentor, data]\nroles: [{org: Acme Corp, title: VP}]\n"
                "phones: ['+44 20 7946 0018']\nx: {shoe: {size: '42'}}\n---\nRuns far.\n## Log\n- 2024-05-01 call\n",
                "people/bo.md": "---\nname: Bo\nroles: [{org: ACME, to: 2020}]\nprivate: true\n"
                "links: {blog: https://x.example}\n---\n"
                "## Log\n- 2023-05-31 lunch: About [[ada]]\n",
                "people/cy.md": "---\nname: Çy\narchived: moved\ntags: [mentor]\n---\n",
                "people/di.md": "---\nname: Di\nworked_with: [{job: acme-2023, as: peer}]\ncadence: none\n---\n",
                "jobs/acme-2023.md": "---\norg: Acme\nfrom: 2023\n---\n",
            },
        )
    )


@pytest.mark.parametrize(
    ("text", "condition", "people"),
    [
        ("tag=mentor", Condition("tags", "=", "mentor"), ["ada"]),
        ("tag != MENTOR", Condition("tags", "!=", "MENTOR"), ["bo", "di"]),
        ("name~D", Condition("name", "~", "D"), ["ada", "di"]),
        ("org=acme, inc", Condition("org", "=", "acme, inc"), ["ada"]),
        ("former=Acme", Condition("former", "=", "Acme"), ["bo"]),
        ("phone=0044 20 79460018", Condition("phones", "=", "0044 20 79460018"), ["ada"]),
        ("has:private", Condition("private", "has"), ["bo"]),
        ("no:tag", Condition("tags", "no"), ["bo", "di"]),
        ("tags=mentor", Condition("tags", "=", "mentor"), ["ada"]),
        ("roles.org=acme", Condition("roles.org", "=", "acme"), ["ada", "bo"]),
        ("has:roles.to", Condition("roles.to", "has"), ["bo"]),
        ("roles~vp", Condition("roles", "~", "vp"), ["ada"]),
        ("as=peer", Condition("worked_with.as", "=", "peer"), ["di"]),
        ("job=acme-2023", Condition("worked_with.job", "=", "acme-2023"), ["di"]),
        ("links.blog~x", Condition("links.blog", "~", "x"), ["bo"]),
        ("no:links", Condition("links", "no"), ["ada", "di"]),
        ("cadence=none", Condition("cadence", "=", "none"), ["di"]),
        ("x.shoe=42", Condition("x.shoe", "=", "42"), ["ada"]),
        ("has:x", Condition("x", "has"), ["ada"]),
        ("title=a=b", Condition("title", "=", "a=b"), []),
    ],
)
def test_a_condition(vault: Vault, text: str, condition: Condition, people: list[str]) -> None:
    assert parse_condition(text) == condition
    assert [contact.id for contact in select(vault, Wanted(conditions=(condition,)), TODAY)] == people


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", r"^a condition is written field=value, "),
        ("mentor", r"^a condition is written field=value, "),
        ("=x", r"^a condition is written field=value, "),
        ("tagz=x", r"^there is no field 'tagz' \(did you mean 'tags'\?\); the fields are: id, path, name, "),
        ("roles.orgs=x", r"^there is no field 'roles.orgs' \(did you mean 'roles.org'\?\); the fields are: "),
        ("zzz=x", r"^there is no field 'zzz'; the fields are: id, path, name, "),
    ],
)
def test_no_condition(text: str, complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        parse_condition(text)


@pytest.mark.parametrize(
    ("wanted", "people"),
    [
        (Wanted(), ["ada", "bo", "di"]),
        (Wanted(archived=True), ["ada", "bo", "cy", "di"]),
        (Wanted(tags=("mentor", "DATA")), ["ada"]),
        (Wanted(tags=("mentor", "other")), []),
        (Wanted(relation="peer"), ["di"]),
        (Wanted(not_seen_for=Duration(1, "month")), ["ada", "bo", "di"]),  # a month ago to the day
        (Wanted(not_seen_for=Duration(32, "day")), ["bo", "di"]),
        (Wanted(not_seen_for=Duration(2, "year")), ["di"]),
    ],
)
def test_who_is_chosen(vault: Vault, wanted: Wanted, people: list[str]) -> None:
    assert [contact.id for contact in select(vault, wanted, TODAY)] == people


def test_who_is_of_an_organisation_or_a_job(vault: Vault) -> None:
    of_org = select(vault, Wanted(org=vault.orgs.of("acme")), TODAY)
    of_job = select(vault, Wanted(job=vault.jobs["acme-2023"]), TODAY)
    assert [contact.id for contact in of_org] == ["ada"]
    assert [contact.id for contact in of_job] == ["ada", "di"]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (["ada"], [("ada", ["name"]), ("bo", ["log 2023-05-31"])]),
        (["ACME"], [("ada", ["role"]), ("bo", ["role"])]),
        (["acme", "far"], [("ada", ["role", "text"])]),
        (["cy"], [("cy", ["name"])]),
        (["nobody"], []),
        ([], []),
        ([" "], []),
    ],
)
def test_everyone_in_whom_all_words_stand(vault: Vault, words: list[str], found: list[tuple[str, list[str]]]) -> None:
    hits = search(vault, words, TODAY)
    assert [(hit.contact.id, [match.line.field for match in hit.matches]) for hit in hits] == found


def test_places_of_words() -> None:
    assert spans_of("Zoë Straße", ["zoe", "ss", "oe s"]) == ((0, 5), (8, 9))
    assert spans_of("aaaa", ["aa"]) == ((0, 4),)
    assert spans_of("", ["a"]) == ()


@given(st.text(max_size=30), st.lists(st.text(min_size=1, max_size=3).map(fold).filter(bool), max_size=3))
def test_places_are_in_the_text_and_in_order(text: str, words: list[str]) -> None:
    spans = spans_of(text, words)
    flat = [offset for span in spans for offset in span]
    assert flat == sorted(flat)
    assert all(0 <= start < end <= len(text) for start, end in spans)
