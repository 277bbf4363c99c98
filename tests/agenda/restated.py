"""The table of what is due, said once more and as plainly as can be, to hold the agenda against.

Nothing of the agenda or the network is called here: dates, weights and bounds are written out.
"""

import math
from collections.abc import Iterator
from datetime import date, timedelta

from tests.agenda.life import Person, Work

Item = tuple[str, str]
WEIGHTS = {
    "coffee": 3.0,
    "email": 1.0,
    "message": 1.0,
    "asked recommendation": 1.0,
    "asked endorsement": 1.0,
    "received recommendation": 6.0,
    "received endorsement": 2.0,
    "gave recommendation": 6.0,
    "gave endorsement": 2.0,
}
ANSWERS = ("received", "declined")


def months_on(day: date, count: int) -> date:
    """Add calendar months by trying days, from the same day of the month down."""
    index = day.year * 12 + day.month - 1 + count
    for number in range(day.day, 0, -1):
        try:
            return date(index // 12, index % 12 + 1, number)
        except ValueError:
            continue
    raise AssertionError


def days_on(day: date, count: int) -> date:
    return day + timedelta(days=count)


def expected(jobs: list[Work], persons: list[Person], day: date) -> set[Item]:
    """Return what is due on a day: kind and id."""
    here = [one for one in persons if one.joined <= day]
    begun = [job for job in jobs if job.start <= day]
    awake = [one for one in here if one.paused is None or one.paused <= day]
    found = {("sweep", job.id) for job in begun if _runs(job, day) and _sweep(job, day)}
    found |= {("review", job.id) for job in begun if _runs(job, day) and _review(job, day)}
    found |= {("ask", one) for one in _three(_asks(begun, here, day), awake)}
    found |= {("hello", one) for one in _three(_hellos(begun, here, day), awake)}
    found |= {("follow-up", one.id) for one in awake if _follow_up(one, day)}
    found |= {("give-back", one.id) for one in awake if _give_back(one, day)}
    return found | {("congratulate", one.id) for one in awake if _news(one, jobs, day)}


def _three(order: Iterator[str], awake: list[Person]) -> list[str]:
    ids = {one.id for one in awake}
    return [one for one in order if one in ids][:3]


def _runs(job: Work, day: date) -> bool:
    end = job.end_on(day)
    return end is None or day <= end


def _sweep(job: Work, day: date) -> bool:
    done = [on for on, kind in job.log if kind == "sweep"]
    end = job.end_on(day)
    if end and day >= days_on(end, -6):
        return not any(on >= days_on(end, -6) for on in done)
    for week in (1, 2, 3, 4):
        ends = days_on(job.start, 7 * week)
        if day >= ends and not any(on > days_on(ends, -7) or (week == 1 and on == job.start) for on in done):
            return True
    last = max(done, default=job.start)
    if last <= days_on(job.start, 21):
        last = days_on(job.start, 28)
    return day >= months_on(last, job.sweep)


def _review(job: Work, day: date) -> bool:
    if job.review is None:
        return False
    for year in (day.year - 1, day.year):
        month, number = job.review
        leap = year % 4 == 0
        round_on = date(year, month, 28 if (month, number) == (2, 29) and not leap else number or 1)
        if job.start <= round_on <= day < days_on(round_on, 60):
            return not any(kind == "review" and on >= days_on(round_on, -30) for on, kind in job.log)
    return False


def _contacts(one: Person, day: date) -> list[tuple[date, str]]:
    return [(on, kind) for on, kind in one.log if on <= day and kind in WEIGHTS]


def _tie(one: Person, day: date) -> float:
    half = (months_on(day, 24) - day).days / 2
    return sum(WEIGHTS[kind] * math.pow(0.5, (day - on).days / half) for on, kind in _contacts(one, day))


def _asks(jobs: list[Work], here: list[Person], day: date) -> Iterator[str]:
    for job in jobs:
        end = job.end_on(day)
        if end is None:
            continue
        since = max(job.start, days_on(end, -30))
        if not since <= day < months_on(end, 3):
            continue
        still = [one for one in here if one.job == job.id and _to_ask(one, job, since, day)]
        yield from (one.id for one in sorted(still, key=lambda one: _place(one, job, since, day)))


def _to_ask(one: Person, job: Work, since: date, day: date) -> bool:
    known = bool(_contacts(one, day)) or one.relation == "manager"
    return known and not any(_closes(on, kind, job, since) for on, kind in one.log if on <= day)


def _closes(on: date, kind: str, job: Work, since: date) -> bool:
    act, _, favour = kind.partition(" ")
    if act not in {"asked", *ANSWERS}:
        return False
    return on >= (since if favour == "endorsement" else job.start)


def _place(one: Person, job: Work, since: date, day: date) -> tuple[int, bool, float, str]:
    tier = {"manager": 0, "peer": 1, "report": 1}.get(one.relation, 2)
    new = not _to_ask(one, job, since, since)
    when = day if new else since
    return tier, new, -_tie(one, when) - (3.0 if _owes(one, when) else 0.0), one.id


def _owes(one: Person, day: date) -> bool:
    acts = [kind.split()[0] for on, kind in one.log if on <= day]
    return "gave" in acts and "received" not in acts


def _hellos(jobs: list[Work], here: list[Person], day: date) -> Iterator[str]:
    for job in jobs:
        end = job.end_on(day)
        if end and months_on(end, 3) <= day < months_on(months_on(end, 3), 3):
            silent = [one for one in here if one.job == job.id and not any(on > end for on, _ in _contacts(one, day))]
            yield from (one.id for one in sorted(silent, key=lambda one: (-_tie(one, end), one.id)))


def _follow_up(one: Person, day: date) -> bool:
    waiting: dict[str, date] = {}
    for on, kind in sorted(one.log, key=lambda entry: (entry[0], not entry[1].startswith("asked"))):
        act, _, favour = kind.partition(" ")
        if act == "asked":
            waiting[favour] = on
        elif act in ANSWERS:
            waiting.pop(favour, None)
    return any(days_on(on, 21) <= day < months_on(on, 6) for on in waiting.values())


def _give_back(one: Person, day: date) -> bool:
    gave = [on.year for on, kind in one.log if kind.startswith("gave")]
    got = [on for on, kind in one.log if kind.startswith("received")]
    return any(day < months_on(on, 6) and not any(year >= on.year for year in gave) for on in got)


def _news(one: Person, jobs: list[Work], day: date) -> bool:
    """The people of this life change to a place once, on a whole day; or are promoted where they are."""
    if len(one.roles) < 2:
        return False
    org, _, start = one.roles[-1]
    began = date.fromisoformat(start)
    at_a_job = any(job.org == org and (job.end_on(day) or day) >= began for job in jobs if job.start <= day)
    heard = any(on >= began for on, _ in _contacts(one, day))
    known = any(on < began for on, _ in one.log)
    return known and not at_a_job and not heard and began <= day < months_on(began, 2)
