"""A box to tick with a day, in a form that is not read as a reminder.

It would never come up. Read are ``- [ ] YYYY-MM-DD text``, ``- [ ] text 📅 YYYY-MM-DD`` (Obsidian Tasks) and
``- [ ] text [due:: YYYY-MM-DD]`` (Dataview).

Bad:

    - [] 2024-06-30: send her the write-up

Good:

    - [ ] 2024-06-30 send her the write-up

To mend: write the day first, as ``YYYY-MM-DD``, with a blank on either side and nothing else around it.
"""

from netkeep.check.mend.near import reminder
from netkeep.check.rule import ProblemRule, Rule

RULE = Rule(
    "NK308",
    "near-reminder",
    __name__,
    ProblemRule(
        "near-reminder",
        "this box has a day, but is not a reminder",
        "for example: - [ ] 2024-06-01 send her the write-up",
        reminder,
    ),
    fixes="unsafe",
)
