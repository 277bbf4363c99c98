"""Recommendations_Received.csv and Recommendations_Given.csv: without profiles, so people are found by name."""

from collections.abc import Iterable

from netkeep.exchange.candidate import Entry
from netkeep.exchange.importers.linkedin.columns import Recommendation
from netkeep.exchange.importers.linkedin.dates import day_of
from netkeep.exchange.importers.linkedin.endorsements import Act
from netkeep.exchange.importers.linkedin.names import tidy
from netkeep.exchange.importers.linkedin.notes import Notes
from netkeep.exchange.importers.linkedin.people import People
from netkeep.exchange.importers.linkedin.words import first_sentence, value

_TEXTS = {
    "": "On LinkedIn.",
    "VISIBLE": "On LinkedIn.",
    "ACCEPTED": "On LinkedIn.",
    "HIDDEN": "On LinkedIn, hidden.",
}


def read_recommendations(  # noqa: PLR0913 (a table, its kind, and where its data goes)
    rows: Iterable[tuple[int, Recommendation]], file: str, act: Act, people: People, notes: Notes, *, with_text: bool
) -> None:
    """Add recommendations; those only asked for, or withdrawn, are counted."""
    for line, row in rows:
        status = row.status.strip().upper()
        if status not in _TEXTS:
            notes.counts["recommendations not published"] += 1
            continue
        name, day = tidy(row.first, row.last), notes.past(day_of(row.date))
        if not name.name or not day:
            message = "a recommendation needs a name, and a day in the past; it is left out"
            notes.row(file, line, message, who=name.name)
            continue
        person = people.named(name, value(row.company), value(row.title), f"{file}:{line}")
        if person is None:
            notes.row(
                file,
                line,
                "several connections have this name, and the company does not show which is meant; it is left out",
                "write it into the log of whom it concerns",
                who=name.name,
            )
            continue
        notes.counts["recommendations"] += 1
        text = (with_text and first_sentence(row.text)) or _TEXTS[status]
        person.add_entry(Entry(f"{act} recommendation {day}", day, f"{act} recommendation", text), f"{file}:{line}")
