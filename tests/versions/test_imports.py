"""What sources said of two clones: both learned something, and both may have forgotten somebody."""

import json

from netkeep.exchange.merging.tombstones import Forgotten, parsed_forgotten
from netkeep.versions.files import Merged, Wish, merge_file

PATH = "imports/phone.jsonl"


def lines(*records: dict[str, object], as_of: str = "2026-01-01", form: int = 2) -> bytes:
    """Return a file of records, below its first line."""
    head = {"as_of": as_of, "format": form}
    return "".join(json.dumps(one, sort_keys=True) + "\n" for one in (head, *records)).encode()


def ada(keys: list[str], emails: list[str], **more: object) -> dict[str, object]:
    """Return the record of Ada."""
    values = [{"address": email} for email in emails]
    return {"id": "ada-example", "keys": keys, "said": {"emails": values, "name": ["Ada Example"]}, **more}


def merged(base: bytes, ours: bytes, theirs: bytes, path: str = PATH) -> bytes:
    result = merge_file(path, base, ours, theirs, Wish())
    assert isinstance(result, Merged)
    assert result.clashes == ()
    return result.data


def test_what_additive_sources_said_adds_up() -> None:
    base = lines(ada(["uid:1"], ["a@x.example"]))
    ours = lines(ada(["email:b@x.example", "uid:1"], ["a@x.example", "b@x.example"], gatherings=["g1"]))
    theirs = lines(ada(["phone:1", "uid:1"], ["a@x.example", "c@x.example"], gatherings=["g2"]))
    both = lines(
        ada(
            ["email:b@x.example", "phone:1", "uid:1"],
            ["a@x.example", "b@x.example", "c@x.example"],
            gatherings=["g1", "g2"],
        ),
        form=1,
    )
    assert merged(base, ours, theirs) == both


def test_of_two_snapshots_the_newer_counts() -> None:
    base = lines(ada(["uid:1"], ["a@x.example"], snapshot=True))
    ours = lines(ada(["uid:1"], ["b@x.example"], snapshot=True), as_of="2026-02-01")
    theirs = lines(ada(["uid:1"], ["c@x.example"], snapshot=True), as_of="2026-03-01")
    assert merged(base, ours, theirs) == theirs
    assert merged(base, theirs, ours) == theirs


def test_who_was_taken_away_stays_away_and_who_is_new_stays() -> None:
    bo: dict[str, object] = {"id": "bo-bell", "keys": ["uid:2"], "said": {"name": ["Bo Bell"]}}
    cy: dict[str, object] = {"id": "cy-cole", "keys": ["uid:3"], "said": {"name": ["Cy Cole"]}}
    base = lines(ada(["uid:1"], ["a@x.example"]), form=1)
    ours = lines(bo, form=1)
    theirs = lines(ada(["uid:1"], ["a@x.example", "b@x.example"]), cy, form=1)
    assert merged(base, ours, theirs) == lines(bo, cy, form=1)


def test_both_salts_of_who_was_forgotten_stay() -> None:
    path = "imports/forgotten.json"
    ours = Forgotten(b"one").with_keys(["email:a@x.example"])
    theirs = Forgotten(b"two").with_keys(["email:b@x.example"])
    data = merged(b"", ours.text().encode(), theirs.text().encode(), path)
    both = parsed_forgotten(data)
    assert [both.knows([f"email:{name}@x.example"]) for name in "abc"] == [True, True, False]
    assert merged(b"", data, theirs.text().encode(), path) == data
    assert merged(b"", theirs.text().encode(), theirs.with_keys(["email:c@x.example"]).text().encode(), path) == (
        theirs.with_keys(["email:c@x.example"]).text().encode()
    )


def test_what_is_damaged_is_left_to_git() -> None:
    assert merge_file(PATH, b"", lines(), b"{broken", Wish()) is None
    assert merge_file("imports/forgotten.json", b"", b"{}", b"[]", Wish()) is None


RENAMES = "imports/renames.txt"


def test_what_either_side_renamed_stands_and_so_does_what_it_took_away() -> None:
    base, ours, theirs = b"# mine\na -> b\nm -> n\n", b"# mine\na -> c\nb -> c\nm -> n\n", b"# mine\na -> b\nk -> l\n"
    assert merged(base, ours, theirs, RENAMES) == b"# mine\na -> c\nb -> c\nk -> l\n"
    assert merged(base, theirs, ours, RENAMES) == b"# mine\na -> c\nb -> c\nk -> l\n"


def test_one_id_renamed_twice_is_kept_twice() -> None:
    assert merged(b"", b"# mine\r\na -> c\r\n", b"# mine\r\na -> b\r\n", RENAMES) == b"# mine\r\na -> b\r\na -> c\r\n"
    assert merged(b"", b"a -> b", b"a -> c", RENAMES) == b"a -> b\na -> c\n"


def test_of_what_is_no_rename_only_lines_are_merged() -> None:
    for theirs in (b"a -> b\nbroken\n", b"# theirs\na -> b\n"):
        assert merge_file(RENAMES, b"", b"# mine\nm -> n\n", theirs, Wish()) is None
