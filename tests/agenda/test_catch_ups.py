from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netkeep.agenda.catch_ups import Wish, catch_ups, every, next_catch_up, when_next, wish_for
from netkeep.agenda.item import Due
from netkeep.config import Settings
from netkeep.model.body import Body, LogEntry, Span
from netkeep.model.dates import Duration, Never
from netkeep.model.people import Contact
from netkeep.model.schema import PERSON
from netkeep.store.load import load
from netkeep.store.vault import Vault
from netkeep.text.document import Document
from tests.vaults import make_vault

TODAY = date(2024, 6, 1)
WEEKLY, MONTHLY, YEARLY = Duration(1, "week"), Duration(1, "month"), Duration(1, "year")


def due(root: Path, files: dict[str, str], until: date = TODAY) -> list[tuple[str, str, str, float]]:
    vault = load(make_vault(root, files))
    found = catch_ups(vault, TODAY, until)
    return [(item.who, item.on.isoformat(), item.why, round(item.past, 2)) for item in found]


def ada(front: str = "", log: str = "") -> dict[str, str]:
    return {"people/ada.md": f"---\nname: Ada\n{front}---\n\n## Log\n\n{log}"}


@pytest.mark.parametrize(
    ("own", "tags", "wish"),
    [
        (None, (), Wish(YEARLY, "default")),
        (None, ("unknown",), Wish(YEARLY, "default")),
        (None, ("friend", "mentor"), Wish(WEEKLY, "tag")),
        (None, ("mentor", "family"), Wish(MONTHLY, "tag")),
        (None, ("never",), Wish(Never.NEVER, "tag")),
        (None, ("never", "mentor"), Wish(MONTHLY, "tag")),
        (YEARLY, ("friend",), Wish(YEARLY, "contact")),
        (Never.NEVER, ("friend",), Wish(Never.NEVER, "contact")),
    ],
)
def test_whose_wish_applies(own: Duration | Never | None, tags: tuple[str, ...], wish: Wish) -> None:
    cadences: dict[str, Duration | Never] = {
        "friend": WEEKLY,
        "mentor": MONTHLY,
        "family": Duration(90, "day"),
        "never": Never.NEVER,
    }
    settings = Settings(tag_cadences=cadences)
    assert wish_for(Contact("a", "A", tags=tags, cadence=own), settings) == wish


@pytest.mark.parametrize(
    ("front", "log", "wanted"),
    [
        # nobody is due by default before the first counted contact
        ("", "", None),
        ("", "- 2020-01-01 connected\n- 2020-01-01 note: x\n- 2020-01-01 declined reference\n", None),
        ("", "- 2023-06-01 call\n", ("2024-06-01", "last: call, 12 months ago; default: every year", 1.0)),
        ("", "- 2023-06-02 call\n", None),
        # a wish of one's own is due at once
        ("cadence: 3 months\n", "", ("2024-06-01", "you have not been in touch yet; you wanted every 3 months", 1.0)),
        (
            "cadence: weekly\n",
            "- 2024-05-18 note: x\n",
            ("2024-06-01", "you have not been in touch yet; you wanted every week", 1.0),
        ),
        ("cadence: none\n", "- 2001-01-01 call\n", None),
        (
            "cadence: 1 month\n",
            "- 2024-04-30 asked reference\n",
            ("2024-05-30", "last: asked reference, 4 weeks ago; you wanted every month", 1.07),
        ),
        (
            "cadence: 2 weeks\n",
            "- 2024-05-04 call\n",
            ("2024-05-18", "last: call, 4 weeks ago; you wanted every 2 weeks", 2.0),
        ),
        (
            "cadence: 1 month\n",
            "- 2024-01-31 call\n",
            ("2024-02-29", "last: call, 4 months ago; you wanted every month", 4.21),
        ),
        # what is ahead of today has not happened yet
        (
            "cadence: 1 month\n",
            "- 2024-06-02 call\n- 2024-05-01 call\n",
            ("2024-06-01", "last: call, 4 weeks ago; you wanted every month", 1.0),
        ),
        ("", "- 2024-06-02 call\n", None),
        # the newest entry counts, wherever it stands
        ("cadence: 1 month\n", "- 2024-01-01 call\n- 2024-05-20 visit\n", None),
        # at rest
        ("archived: moved away\ncadence: weekly\n", "", None),
        ("paused_until: 2024-06-02\ncadence: weekly\n", "- 2024-01-01 call\n", None),
        (
            "paused_until: 2024-06-01\ncadence: weekly\n",
            "- 2024-01-01 call\n",
            ("2024-06-01", "last: call, 5 months ago; you wanted every week", 21.71),
        ),
        (
            "paused_until: 2024-05-01\ncadence: weekly\n",
            "- 2024-01-01 call\n",
            ("2024-05-01", "last: call, 5 months ago; you wanted every week", 21.71),
        ),
        ("paused_until: 2024-06-02\ncadence: weekly\n", "", None),
        (
            "paused_until: 2024-05-01\ncadence: weekly\n",
            "",
            ("2024-06-01", "you have not been in touch yet; you wanted every week", 1.0),
        ),
    ],
)
def test_when_a_catch_up_is_due(tmp_path: Path, front: str, log: str, wanted: tuple[str, str, float] | None) -> None:
    assert due(tmp_path, ada(front, log)) == ([("ada", *wanted)] if wanted else [])


def test_a_tags_wish_is_due_at_once_and_a_default_of_none_never(tmp_path: Path) -> None:
    settings = {"netkeep.toml": '[cadence]\ndefault = "none"\ntags = { mentor = "3 months" }\n'}
    assert due(tmp_path, settings | ada("tags: [mentor]\n")) == [
        ("ada", "2024-06-01", "you have not been in touch yet; you wanted every 3 months", 1.0)
    ]
    assert due(tmp_path, settings | ada("", "- 2001-01-01 call\n")) == []


@pytest.mark.parametrize(
    ("front", "cadences", "wish"),
    [
        ("tags: [to-triage]\n", "", Wish(Never.NEVER, "tag")),
        ("tags: [to-triage]\ncadence: weekly\n", "", Wish(WEEKLY, "contact")),
        ("tags: [to-triage, mentor]\n", 'mentor = "1 month"', Wish(MONTHLY, "tag")),
        ("tags: [to-triage]\n", 'to-triage = "1 year"', Wish(YEARLY, "tag")),
    ],
)
def test_who_is_to_be_looked_at_first_is_not_overdue(tmp_path: Path, front: str, cadences: str, wish: Wish) -> None:
    files = {"netkeep.toml": f"[cadence]\ntags = {{ {cadences} }}\n"} | ada(front, "- 2001-01-01 message\n")
    vault = load(make_vault(tmp_path, files))
    assert wish_for(vault.contacts["ada"], vault.settings) == wish
    overdue = isinstance(wish.cadence, Duration)
    assert [item.who for item in catch_ups(vault, TODAY, TODAY)] == (["ada"] if overdue else [])


def test_entries_in_other_files_count(tmp_path: Path) -> None:
    files = ada("cadence: 1 month\n", "- 2024-01-01 call\n") | {
        "people/bo.md": "---\nname: Bo\ncadence: none\n---\n## Log\n- 2024-05-10 lunch with [[ada]]\n",
        "jobs/acme.md": "---\norg: Acme\n---\n## Log\n- 2024-05-31 sweep with [[ada]]\n",
    }
    assert due(tmp_path, files) == []
    assert due(tmp_path, files, date(2024, 6, 10)) == [
        ("ada", "2024-06-10", "last: lunch, 3 weeks ago; you wanted every month", 0.71)
    ]
    files["jobs/acme.md"] = "---\norg: Acme\n---\n## Log\n- 2024-05-31 meeting with [[ada]]\n"
    assert due(tmp_path, files, date(2024, 6, 10)) == []


def test_the_whole_item(tmp_path: Path) -> None:
    vault = load(make_vault(tmp_path, ada("cadence: 1 month\n", "- 2024-05-02 call\n")))
    item = next_catch_up(vault, vault.contacts["ada"], TODAY)
    why = "last: call, 4 weeks ago; you wanted every month"
    assert item == Due("catch-up", "ada", "Ada", date(2024, 6, 2), why, "netkeep log ada -k coffee", 30 / 31)
    assert (when_next(item, TODAY), when_next(None, TODAY)) == ("on Sunday 2 June", None)
    assert when_next(item, date(2024, 6, 2)) == "now"


def test_cadences_in_words() -> None:
    cadences = (WEEKLY, Duration(3, "month"), YEARLY)
    assert [every(cadence) for cadence in cadences] == ["every week", "every 3 months", "every year"]


@given(st.dates(date(2000, 1, 1), TODAY), st.integers(1, 400), st.sampled_from(["day", "week", "month", "year"]))
def test_due_from_the_day_of_the_wish_on(last: date, count: int, unit: str) -> None:
    cadence = Duration(count, unit)
    body = Body(log=(LogEntry(last, "call", (), "", Span(0, 0)),))
    contact = Contact("ada", "Ada", cadence=cadence, body=body)
    vault = Vault(Path(), Settings(), (Document("people/ada.md", PERSON, None, contact),))
    on = cadence.after(last)
    assert [item.on for item in catch_ups(vault, TODAY, max(TODAY, on))] == [on]
    if on > date.min:
        assert list(catch_ups(vault, TODAY, on - timedelta(days=1))) == []
    item = next_catch_up(vault, contact, TODAY)
    assert item is not None
    assert (item.past >= 1) == (on <= TODAY)
