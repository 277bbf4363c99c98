"""A small run of the benchmark for mail: what is found is what was put in."""

from pathlib import Path

from benchmarks.mail import exact, hits, ours, plain, table, write_box


def test_everyone_who_was_put_in_is_found_and_nobody_else(tmp_path: Path) -> None:
    truth = write_box(2000, tmp_path / "box")
    found = ours(tmp_path / "box")
    right, people, nobody = exact(found, truth)
    assert (right, nobody) == (people, 0)
    assert people > 200
    assert hits([one.address for one in found], truth) >= 0.6
    assert truth.nobody & plain(tmp_path / "box").keys()


def test_the_same_number_gives_the_same_bytes(tmp_path: Path) -> None:
    write_box(50, tmp_path / "one")
    write_box(50, tmp_path / "two")
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_the_table(tmp_path: Path) -> None:
    lines = table(100, tmp_path)
    assert [line.split(" | ")[0] for line in lines[2:]] == ["| reader", "| ---", "| netkeep", "| mailbox + email"]
