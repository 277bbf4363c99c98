"""Ties, and ways to reach somebody, in a few words."""

from datetime import date

from netkeep.network.channels import Ways
from netkeep.network.strength import Strength
from netkeep.words import ago, join_words


def tie_line(tie: Strength, today: date) -> str:
    """Return ``close tie, last: call, 3 weeks ago``, or that there was no contact yet."""
    if not tie.parts:
        return "not in touch yet"
    last = tie.parts[0].happening
    return f"{tie.level} tie, last: {last.kind}, {ago(last.date, today)}"


def reach_line(ways: Ways) -> str:
    """Return what is missing to reach somebody; empty where they have a way of their own."""
    if ways.reach == "employer":
        return f"only by {join_words(ways.employer)} at work"
    return "no address, number or profile" if ways.reach == "none" else ""
