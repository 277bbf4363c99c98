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
_FROM_OUTSIDE = {"vendor": "of", "customer": "of", "recruiter": "for", "other": "from"}


def to_you(relation: str | None) -> str:
    """Give ``your manager``, ``in another team``; someone of whom only the dates speak was there at the same time."""
    return _IN_WORDS[relation] if relation else "with you"


def to_you_at(relation: str | None, org: str) -> str:
    """Give ``your manager at Acme``, ``a vendor of Acme``."""
    return f"{to_you(relation)} {_FROM_OUTSIDE.get(relation or '', 'at')} {org}"


def on_its_own(relation: str | None) -> str:
    """Give :func:`to_you` where no organisation follows."""
    return to_you(relation) if relation else "there when you were"
