"""What people are to the owner, in words."""

_IN_WORDS = {
    "manager": "your manager",
    "report": "your report",
    "peer": "your peer",
    "other-team": "in another team",
    "leadership": "in the leadership",
    "vendor": "a vendor",
    "customer": "a customer",
    "recruiter": "a recruiter",
    "other": "someone you know",
}


def to_you(relation: str | None) -> str:
    """Give ``your manager``, ``in another team``; someone of whom only the dates speak was there at the same time."""
    return _IN_WORDS[relation] if relation else "with you"


def on_its_own(relation: str | None) -> str:
    """Give :func:`to_you` where no organisation follows."""
    return to_you(relation) if relation else "there when you were"
