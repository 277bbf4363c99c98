"""What holds of every merge, whatever the files say and however they are laid out."""

from collections import Counter
from dataclasses import fields, replace
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from netkeep.model.people import Contact
from netkeep.model.schema import PERSON
from netkeep.text.document import read_document
from netkeep.versions.files import merge_file
from tests.text.odd_layouts import Draw, Writer, changed, contacts, files
from tests.versions.merging import PERSON_PATH, WISH
from tests.versions.test_synthetic import Case, said
from tests.versions.test_synthetic import draw as draw_case

ANY = st.binary(max_size=40) | files().map(str.encode)
_APART = {"id", "body"}
SEEDS = st.integers(0, 10**9)
SLOW = settings(
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], deadline=None, max_examples=60
)


@given(ANY, ANY)
@SLOW
def test_what_one_side_alone_changed_is_as_it_left_it(base: bytes, side: bytes) -> None:
    merges = [
        merge_file(PERSON_PATH, *versions, WISH)
        for versions in ((base, side, side), (base, base, side), (base, side, base))
    ]
    assert [(merge.data, merge.clashes) for merge in merges if merge] == [(side, ())] * 3


@given(SEEDS)
@SLOW
def test_merging_theirs_again_changes_nothing(seed: int) -> None:
    for case in draw_case(seed):
        once = merge_file(PERSON_PATH, case.base, case.ours, case.theirs, WISH)
        if once is None or once.clashes or _added_up(once.data, case):
            continue
        assert merge_file(PERSON_PATH, case.theirs, once.data, case.theirs, WISH) == once
        again = merge_file(PERSON_PATH, case.base, once.data, case.theirs, WISH)
        assert again is not None
        assert again.data.decode() == once.data.decode()


def _added_up(merge: bytes, case: Case) -> bool:
    """Return whether opposite changes were added up, of how often an entry stands there, or of a reminder's parts.

    What comes of it is in neither side, so that it cannot be told from a change that is to be added once more.
    """
    versions = [said(data) for data in (merge, case.base, case.ours, case.theirs)]
    if any(max(_counted(one, "log").values(), default=1) > 1 for one in versions):
        return True
    todos, _, ours, theirs = (_counted(one, "reminders") for one in versions)
    return bool(todos - ours - theirs)


def _counted(what: dict[str, object], name: str) -> Counter[object]:
    found = what[name]
    assert isinstance(found, Counter)
    return found


@given(SEEDS)
@SLOW
def test_either_side_may_be_ours(seed: int) -> None:
    (one, other) = (merge_file(PERSON_PATH, case.base, case.ours, case.theirs, WISH) for case in draw_case(seed))
    assert one is not None
    assert other is not None
    assert {clash.about.partition(".")[0] for clash in one.clashes} == {
        clash.about.partition(".")[0] for clash in other.clashes
    }


class _Uncommented(Writer):
    """Writes no comments: another one in each version at the same place would clash."""

    def _notes(self, column: str) -> list[str]:  # noqa: ARG002 (where a comment would stand)
        return []

    def _behind(self) -> str:
        return ""


def _file(draw: Draw, contact: Contact) -> bytes:
    return _Uncommented(draw).file(contact).encode()


def _contact(data: bytes) -> Contact | None:
    document = read_document(PERSON_PATH, data, PERSON)
    return document.item if document.readable and isinstance(document.item, Contact) else None


def _plain(contact: Contact) -> Contact:
    """Return a contact whose lists hold nothing twice, neither a key nor a thing."""
    texts: dict[str, Any] = {
        name: tuple(dict.fromkeys(getattr(contact, name))) for name in ("aliases", "tags", "check_ignore")
    }
    emails = tuple({one.address: one for one in contact.emails}.values())
    phones = tuple({one.number: one for one in contact.phones}.values())
    roles = tuple({one.org: one for one in contact.roles}.values())
    knows = tuple({one.id: one for one in contact.knows}.values())
    worked = tuple({one.job: one for one in contact.worked_with}.values())
    return replace(contact, **texts, emails=emails, phones=phones, roles=roles, knows=knows, worked_with=worked)


@st.composite
def rewritten(draw: Draw) -> tuple[bytes, bytes, bytes]:
    """Make a file, one that says something else, and one that says the same, each in a layout of its own."""
    base = _plain(draw(contacts()))
    return _file(draw, base), _file(draw, _plain(draw(changed(base)))), _file(draw, base)


@given(rewritten())
@SLOW
def test_another_layout_of_the_other_side_changes_nothing_that_is_said(versions: tuple[bytes, bytes, bytes]) -> None:
    merge = merge_file(PERSON_PATH, *versions, WISH)
    if merge is None or _contact(versions[0]) != _contact(versions[2]):
        return
    assert merge.clashes == ()
    assert _front(_contact(merge.data)) == _front(_contact(versions[1]))


@st.composite
def disjoint(draw: Draw) -> tuple[bytes, bytes, bytes, dict[str, Any]]:
    """Make three versions of which each side changes other fields, and what the merge says."""
    base = _plain(draw(contacts()))
    ours, theirs = _plain(draw(changed(base))), _plain(draw(changed(base)))
    mine = {one.name: getattr(ours, one.name) for one in fields(base) if draw(st.booleans())}
    yours = {one.name: getattr(theirs, one.name) for one in fields(base) if one.name not in mine}
    texts = [_file(draw, one) for one in (base, replace(base, **mine), replace(base, **yours))]
    return texts[0], texts[1], texts[2], {**mine, **yours}


@given(disjoint())
@SLOW
def test_changes_of_different_fields_never_clash(case: tuple[bytes, bytes, bytes, dict[str, Any]]) -> None:
    *versions, wanted = case
    merge = merge_file(PERSON_PATH, versions[0], versions[1], versions[2], WISH)
    if merge is None:
        return
    assert merge.clashes == ()
    assert _front(_contact(merge.data)) == {name: value for name, value in wanted.items() if name not in _APART}


def _front(contact: Contact | None) -> dict[str, object]:
    assert contact is not None
    return {one.name: getattr(contact, one.name) for one in fields(contact) if one.name not in _APART}
