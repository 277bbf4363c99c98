import pytest

from netkeep.model.kinds import Kinds, act_and_favour, kind_in


@pytest.mark.parametrize(
    "kind", ["call", "chat", "coffee", "email", "event", "lunch", "dinner", "meeting", "message", "visit"]
)
def test_meetings_count(kind: str) -> None:
    assert (Kinds().is_valid(kind), Kinds().counts(kind)) == (True, True)


@pytest.mark.parametrize("kind", ["note", "connected", "imported"])
def test_notes_do_not_count(kind: str) -> None:
    assert (Kinds().is_valid(kind), Kinds().counts(kind)) == (True, False)


@pytest.mark.parametrize("favour", ["recommendation", "endorsement", "reference", "introduction", "referral"])
@pytest.mark.parametrize(("act", "counts"), [("asked", True), ("received", True), ("gave", True), ("declined", False)])
def test_favours_count_unless_declined(act: str, favour: str, *, counts: bool) -> None:
    kind = f"{act} {favour}"
    assert (Kinds().is_valid(kind), Kinds().counts(kind), act_and_favour(kind)) == (True, counts, (act, favour))


@pytest.mark.parametrize("kind", ["sweep", "review"])
def test_kinds_of_a_jobs_log(kind: str) -> None:
    assert (Kinds().is_valid(kind), Kinds().is_valid(kind, in_job=True), Kinds().counts(kind)) == (False, True, False)


@pytest.mark.parametrize(
    "kind", ["", "Call", "asked", "recommendation", "asked  recommendation", "asked favour", "coffee with", "calls"]
)
def test_no_kind(kind: str) -> None:
    assert (Kinds().is_valid(kind), Kinds().counts(kind), act_and_favour(kind)) == (False, False, None)


def test_settings_add_kinds_and_have_the_last_word() -> None:
    kinds = Kinds({"podcast": True, "post": False, "email": False})
    assert [(kinds.is_valid(kind), kinds.counts(kind)) for kind in ("podcast", "post", "email", "call")] == [
        (True, True),
        (True, False),
        (True, False),
        (True, True),
    ]


def test_every_name_is_a_known_kind_once() -> None:
    kinds = Kinds({"podcast": True})
    names = kinds.names()
    assert len(names) == len(set(names)) == 10 + 3 + 1 + 20
    assert all(kinds.is_valid(name) for name in names)


@pytest.mark.parametrize(
    ("message", "kind"),
    [
        ("had lunch", "lunch"),
        ("Had LUNCH, then coffee.", "lunch"),
        ("Met at the fair", "meeting"),
        ("e-mailed her the plan", "email"),
        ("wrote to him", "email"),
        ("she called back", "call"),
        ("was on our podcast", "podcast"),
        ("read his post", None),
        ("note to self", None),
        ("recall the callous lunchbox", None),
        ("asked for a recommendation", None),
        ("", None),
    ],
)
def test_the_kind_that_a_message_speaks_of(message: str, kind: str | None) -> None:
    assert kind_in(message, Kinds({"podcast": True, "post": False})) == kind
