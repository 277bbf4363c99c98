"""One organisation, spelled in two ways.

They differ in case, accents, punctuation or legal suffix alone, and netkeep takes them for one all the same. So this is
advice, for who wants one spelling in the files: what a source said stays as it was said, and no import is refused for
it. What an organisation is really called besides (a former name, a brand) is an alias in its file below ``orgs/``.

Bad: ``org: Acme Corp`` in one file, ``org: ACME Corporation`` in another

Good: ``org: Acme Corp`` in both, or ``aliases: [ACME Corporation]`` in ``orgs/acme-corp.md``

To mend: write it in one way, or list the other spelling below ``aliases`` in the organisation's file.
"""

from collections.abc import Iterator

from netkeep.check.collect import ORG_NAME
from netkeep.check.duplicates import at
from netkeep.check.facts import Facts
from netkeep.check.fix import Fix
from netkeep.check.rule import Located, Rule
from netkeep.store.index.rows import ORG


def _check(facts: Facts) -> Iterator[Located]:
    names = _Names(facts)
    counted = list(facts.count(ORG))
    usual: dict[str, tuple[str, str]] = {}  # by organisation, the key and note of its most frequent spelling
    for count in sorted(counted, key=lambda count: (-count.times, count.note)):
        usual.setdefault(names.of(count.key), (count.key, count.note))
    for count in counted:
        right = names.right(count.key)
        if count.note in right or (not right and usual[count.key] == (count.key, count.note)):
            continue
        mend = names.mend(count.key) or _like(facts, *usual[count.key])
        fix = Fix(value=names.listed(count.key) or usual[count.key][1], safe=False)
        for place in facts.places(ORG, count.key, count.note):
            field = "org" if place.path.startswith("jobs/") else "roles"
            yield Located(place, f"{field}: spelled differently elsewhere", mend, fix)


def _like(facts: Facts, key: str, note: str) -> str:
    first = next(facts.places(ORG, key, note))
    return f"write it as in {at(first)}, or list both spellings in a file for it below orgs/"


class _Names:
    """The organisations with a file: the file by the key of each name, and the names by file."""

    def __init__(self, facts: Facts) -> None:
        self._file: dict[str, str] = {}
        self._listed: dict[str, str] = {}
        self._names: dict[str, set[str]] = {}
        for fact in facts.of_kind(ORG_NAME):
            self._file.setdefault(fact.key, fact.place.path)
            self._listed.setdefault(fact.key, fact.note)
            self._names.setdefault(fact.place.path, set()).add(fact.note)

    def of(self, key: str) -> str:
        """Return what identifies an organisation: its file, or the key of its name."""
        return self._file.get(key, key)

    def right(self, key: str) -> set[str]:
        """Return the spellings in the organisation's file; none if it has no file."""
        return self._names.get(self.of(key), set())

    def listed(self, key: str) -> str | None:
        """Return the name or alias in the organisation's file that only differs in spelling."""
        return self._listed.get(key)

    def mend(self, key: str) -> str | None:
        """Return what to do if the organisation has a file, else None."""
        path = self._file.get(key)
        return f"write it as in {path}, or list this spelling under 'aliases' there" if path else None


RULE = Rule("NK407", "organisation-spelling", __name__, across=_check, opt_in=True, fixes="unsafe")
