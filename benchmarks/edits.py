"""What an owner does to one file of a vault that :mod:`benchmarks.generate` wrote."""

from pathlib import Path

from benchmarks.generate import person_id


def log(vault: Path, people: int, turn: int) -> None:
    """Add an entry to somebody's log."""
    path = vault / "people" / f"{person_id(people // 2)}.md"
    text = path.read_text(encoding="utf-8")
    heading = "" if "## Log" in text else "\n## Log\n\n"
    path.write_text(f"{text}{heading}- 2026-11-{turn + 1:02} call: Once more.\n", encoding="utf-8")


def name(vault: Path, people: int, turn: int) -> None:
    """Give somebody another name."""
    path = vault / "people" / f"{person_id(people // 3)}.md"
    _, _, rest = path.read_text(encoding="utf-8").removeprefix("---\n").partition("\n")
    path.write_text(f"---\nname: Another Name {turn}\n{rest}", encoding="utf-8")
