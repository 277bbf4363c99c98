"""No contact with somebody is recorded.

They are in the vault, but no entry says that you ever spoke: neither in their log nor, by ``with``, in anybody else's.
Then no catch-up is ever due, and in two years you will not know who they are. Those of whom there is nothing but an
``imported`` or ``connected`` entry, and no job, are left in peace: nobody means to keep up with all of them.

Bad: ``worked_with: [{job: acme-2023}]``, and no log

Good: the same with an entry, ``- 2024-05-20 coffee: How the reports are made.``

To mend: write down the last time that you spoke, with ``netkeep log``; or say hello. ``cadence: none`` says that it is
meant so.
"""

from collections.abc import Iterator

from netkeep.check.collect_people import PERSON, TOUCH, WATCHED
from netkeep.check.facts import Facts
from netkeep.check.rule import Located, Rule

_MEND = "log the last time that you spoke, or say hello; 'cadence: none' if that is what you want"


def _check(facts: Facts) -> Iterator[Located]:
    touched = facts.latest(TOUCH)
    for person in facts.of_kind(PERSON):
        if person.note == WATCHED and person.key not in touched:
            yield Located(person.place, "no contact with them is recorded", _MEND)


RULE = Rule("NK603", "never-in-touch", __name__, across=_check, opt_in=True)
