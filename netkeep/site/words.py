"""Relations in the words that the site uses."""

_RELATIONS = {
    "manager": "your manager",
    "report": "reported to you",
    "peer": "your peer",
    "other-team": "in another team",
    "leadership": "in the leadership",
    "vendor": "a vendor",
    "customer": "a customer",
    "recruiter": "a recruiter",
    "other": "there too",
}
_GROUPS = {
    "manager": "Your managers",
    "peer": "Your peers",
    "report": "Reported to you",
    "other-team": "In other teams",
    "leadership": "The leadership",
    "customer": "Customers",
    "vendor": "Vendors",
    "recruiter": "Recruiters",
    "other": "Others",
    None: "There at the same time",
}


def relation(name: str | None, *, certain: bool = True) -> str:
    """Return what someone was to the owner in a job; without a relation only the dates say that they were there."""
    if not certain:
        return "may have been there at the same time"
    return _RELATIONS.get(name or "", "there at the same time")


def relation_groups() -> tuple[tuple[str | None, str], ...]:
    """Give the relations in the order in which a job's page lists its people, each with its heading."""
    return tuple(_GROUPS.items())
