"""Nothing has confirmed what is known of somebody for long.

The last entry with them, of whatever kind, is older than ``fades_after`` in ``netkeep.toml`` (two years unless set).
By then they may have another job, and may not remember you either. Those of whom there is nothing but an ``imported``
or ``connected`` entry, and no job of yours, are left in peace.

Bad (on 1 June 2024): a log that ends with ``- 2021-03-11 lunch``

Good: a newer entry below it, ``- 2024-05-20 note: Looked her up; still at Acme.``

To mend: get in touch, or look them up, correct what has changed, and log that you did. Where that is not worth it, the
file wants ``archived`` and the reason why, or ``cadence: none``.
"""

from collections.abc import Iterator
from datetime import date

from netkeep.check.collect_people import HEARD, PERSON, WATCHED
from netkeep.check.facts import Facts
from netkeep.check.rule import Located, Rule

_MESSAGE = "nothing here has been confirmed for longer than 'fades_after' in netkeep.toml"
_MEND = "get in touch or look them up, correct what has changed, and log it"


def _check(facts: Facts) -> Iterator[Located]:
    heard = facts.latest(HEARD)
    for person in facts.of_kind(PERSON):
        faded = heard.get(person.key)
        if faded and person.note == WATCHED:
            yield Located(person.place, _MESSAGE, _MEND, since=date.fromisoformat(faded))


RULE = Rule("NK605", "stale", __name__, across=_check, opt_in=True)
