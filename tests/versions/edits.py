"""Random people, and random edits of them as their owner would make on one machine or another."""

from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from random import Random

from tests.versions.model import Entry, Person, Todo

_SCALARS = {
    "location": ["London", "Berlin", "New York", "Łódź"],
    "birthday": ["1979-05-14", "--05-14", "--06-01"],
    "pronouns": ["she/her", "they/them"],
    "timezone": ["Europe/London", "Europe/Berlin", "UTC"],
    "cadence": ["3 months", "6 months", "1 year", "none"],
    "archived": ["moved away", "no reply for years"],
    "introduced_by": ["alan-sample", "bo-sample"],
}
_POINTS = {
    "emails": ["grace@old.example", "grace@acme.example", "g@home.example", "grace@beta.example", "gs@uni.example"],
    "phones": ["+44 20 7946 0018", "+44 7700 900123", "+49 30 901820"],
}
_LABELS = ["", "work", "home", "mobile"]
_SETS = {
    "tags": ["mentor", "platform", "running", "data", "to-triage", "Friends"],
    "aliases": ["Gracie", "G. Sample", "Grace Hopper-Sample"],
    "knows": ["alan-sample", "bo-sample", "cy-sample", "dee-sample"],
}
_MAPS = {
    "links": {
        "github": ["https://github.com/grace", "https://github.com/gsample"],
        "linkedin": ["https://www.linkedin.com/in/grace", "https://www.linkedin.com/in/grace-sample"],
        "site": ["https://grace.example", "https://sample.example/grace"],
    },
    "worked_with": {"acme-2023": ["manager", "peer"], "beta-2020": ["peer", "report"], "initech": ["vendor", "other"]},
    "x": {
        "uid": ["a1", "b2"],
        "rating": ["4", "5"],
        "name_parts.given": ["Grace", "G."],
        "name_parts.family": ["Sample"],
    },
}
_ORGS = ["Acme", "Beta", "Initech", "Globex", "Umbrella", "Hooli"]
_NEW_ORGS = ["Beta", "Vandelay", "Wonka"]
_TITLES = ["Engineer", "Staff Engineer", "VP Engineering", "CTO"]
_KINDS = ["call", "coffee", "email", "meeting", "lunch", "note"]
_WORDS = ["reorg", "budget", "migration", "platform", "hiring", "data", "talk", "about", "her", "new", "team"]
_WORDS += ["the", "move", "to", "Berlin", "old", "friends", "and", "who", "asks"]
_OPS: list[Callable[[Person, Random], None]] = []


def _edit(function: Callable[[Person, Random], None]) -> Callable[[Person, Random], None]:
    _OPS.append(function)
    return function


def draw_person(rng: Random) -> Person:
    """Return a person of whom about half is known."""
    person = Person(scalars={"name": "Grace Sample"})
    person.scalars |= {name: rng.choice(values) for name, values in _SCALARS.items() if rng.random() < 0.4}
    for name, values in _POINTS.items():
        person.points[name] = {value: rng.choice(_LABELS) for value in rng.sample(values, rng.randint(0, 3))}
    for name, values in _SETS.items():
        person.sets[name] = rng.sample(values, rng.randint(0, 3))
    for name, keys in _MAPS.items():
        person.maps[name] = {key: rng.choice(of) for key, of in keys.items() if rng.random() < 0.4}
    for number, org in enumerate(rng.sample(_ORGS, rng.randint(0, 3))):
        person.roles[f"r{number}"] = {"org": org} | ({"title": rng.choice(_TITLES)} if rng.random() < 0.7 else {})
    for number in range(rng.choice([0, 1, 3, 6])):
        person.log[f"e{number}"] = Entry(_day(rng), rng.choice(_KINDS), _words(rng), rng.choice([1, 1, 1, 1, 2]))
    for number in range(rng.randint(0, 3)):
        person.reminders[f"t{number}"] = Todo(f"2027-0{rng.randint(1, 9)}-15", _words(rng), rng.random() < 0.2)
    for number in range(rng.randint(0, 4)):
        person.prose[f"p{number}"] = _paragraph(rng)
    return person


def edited(person: Person, rng: Random, most: int = 5) -> Person:
    """Return a person after some edits."""
    side = deepcopy(person)
    for _ in range(rng.randint(1, most)):
        rng.choice(_OPS)(side, rng)
    return side


def _day(rng: Random) -> str:
    return f"202{rng.randint(3, 6)}-0{rng.randint(1, 9)}-{rng.randint(10, 28)}"


def _words(rng: Random, least: int = 3) -> str:
    return " ".join(rng.choice(_WORDS) for _ in range(rng.randint(least, 7))).capitalize() + "."


def _paragraph(rng: Random) -> str:
    return "\n".join(_words(rng, 4) for _ in range(rng.randint(1, 4)))


@_edit
def _scalar(person: Person, rng: Random) -> None:
    name = rng.choice(list(_SCALARS))
    if name in person.scalars and rng.random() < 0.3:
        del person.scalars[name]
    else:
        person.scalars[name] = rng.choice(_SCALARS[name])


@_edit
def _point(person: Person, rng: Random) -> None:
    """Add an address in front or behind, or remove one, relabel it or prefer it."""
    name = rng.choice(list(_POINTS))
    items = person.points[name]
    address = rng.choice(_POINTS[name])
    action = rng.choice(["front", "behind", "remove", "label", "prefer"])
    if address not in items and action in {"front", "behind"}:
        added = {address: rng.choice(_LABELS)}
        person.points[name] = added | items if action == "front" else items | added
    elif address in items and action == "remove":
        del items[address]
    elif address in items and action == "label":
        items[address] = rng.choice(_LABELS)
    elif address in items and action == "prefer":
        person.points[name] = {address: items[address]} | items


@_edit
def _tag(person: Person, rng: Random) -> None:
    name = rng.choice(list(_SETS))
    items = person.sets[name]
    item = rng.choice(_SETS[name])
    if item in items:
        items.remove(item)
    else:
        items.insert(rng.randint(0, len(items)), item)


@_edit
def _key(person: Person, rng: Random) -> None:
    name = rng.choice(list(_MAPS))
    key = rng.choice(list(_MAPS[name]))
    if key in person.maps[name] and rng.random() < 0.3:
        del person.maps[name][key]
    else:
        person.maps[name][key] = rng.choice(_MAPS[name][key])


@_edit
def _begin_role(person: Person, rng: Random) -> None:
    """Add a role on top: one that is new to the contact, each organisation having one title."""
    org = rng.choice(_NEW_ORGS)
    role = {"org": org, "title": f"Head of {org}"} | (
        {"from": f"2026-{rng.randint(10, 11)}"} if rng.random() < 0.5 else {}
    )
    if f"new {org}" not in person.roles:
        person.roles = {f"new {org}": role} | person.roles


@_edit
def _change_role(person: Person, rng: Random) -> None:
    """End a role, tell more of it, or take it out; where a new one may come of its organisation, its title stays."""
    if not person.roles:
        return
    key = rng.choice(list(person.roles))
    known = person.roles[key]["org"] in _NEW_ORGS
    action = rng.choice(["to", "to", "from", "team"] if known else ["to", "to", "from", "title", "team", "remove"])
    if action == "remove":
        del person.roles[key]
    elif action == "title":
        person.roles[key]["title"] = rng.choice(_TITLES)
    else:
        person.roles[key][action] = rng.choice(["Core", "Data"]) if action == "team" else f"2026-0{rng.randint(1, 2)}"
    if action != "remove":
        parts = person.roles[key]
        person.roles[key] = {part: parts[part] for part in ("org", "title", "team", "from", "to") if part in parts}


@_edit
def _add_entry(person: Person, rng: Random) -> None:
    if rng.random() < 0.2:
        entry = Entry("2026-11-02", rng.choice(["call", "visit"]), "Said hello.")
    else:
        entry = Entry(f"2026-1{rng.randint(0, 1)}-{rng.randint(10, 28)}", rng.choice(_KINDS), _words(rng))
    key = " ".join(entry.line)
    old = person.log.get(key)
    person.log[key] = replace(old, times=old.times + 1) if old else entry


@_edit
def _change_entry(person: Person, rng: Random) -> None:
    """Take an entry out, repeat it, or reword it: more words, another word, another kind."""
    if not person.log:
        return
    key = rng.choice(list(person.log))
    entry = person.log[key]
    action = rng.choice(["remove", "repeat", "more", "word", "kind"])
    if action == "remove" and entry.times == 1:
        del person.log[key]
    elif action in {"remove", "repeat"}:
        person.log[key] = replace(entry, times=entry.times + (1 if action == "repeat" else -1))
    elif entry.times == 1 and key.startswith("e"):
        if action == "kind":
            person.log[key] = replace(entry, kind=rng.choice(_KINDS))
        else:
            person.log[key] = replace(entry, text=_reworded(entry.text, rng, more=action == "more"))


@_edit
def _add_reminder(person: Person, rng: Random) -> None:
    todo = Todo(
        f"2027-1{rng.randint(0, 2)}-01", rng.choice(["Send her the write-up", "Ask about the talk", _words(rng)])
    )
    person.reminders.setdefault(f"{todo.due} {todo.text}", todo)


@_edit
def _change_reminder(person: Person, rng: Random) -> None:
    """Tick a reminder, move it, reword it or take it out; one that was reworded is not moved as well."""
    if not person.reminders:
        return
    key = rng.choice(list(person.reminders))
    todo = person.reminders[key]
    action = rng.choice(["tick", "tick", "move", "move", "reword", "remove"])
    if action == "tick":
        person.reminders[key] = replace(todo, done=not todo.done)
    elif action == "remove":
        del person.reminders[key]
    elif action == "move" and "(" not in todo.text:
        person.reminders[key] = replace(todo, due=f"2027-1{rng.randint(0, 2)}-15")
    elif action == "reword" and not todo.due.endswith("-15" if todo.due[5] == "1" else "-00"):
        person.reminders[key] = replace(todo, text=f"{todo.text} ({rng.choice(_WORDS)})")


@_edit
def _paragraphs(person: Person, rng: Random) -> None:
    """Add a paragraph, take one out, or change a line of one."""
    action = rng.choice(["add", "remove", "change", "change"])
    if action == "add" or not person.prose:
        text = _paragraph(rng)
        items = list(person.prose.items())
        items.insert(rng.randint(0, len(items)), (text, text))
        person.prose = dict(items)
        return
    key = rng.choice(list(person.prose))
    lines = person.prose.pop(key).split("\n") if action == "remove" else person.prose[key].split("\n")
    if action == "change":
        at = rng.randrange(len(lines))
        lines[at] = _reworded(lines[at], rng, more=rng.random() < 0.5)
        person.prose[key] = "\n".join(lines)


def _reworded(text: str, rng: Random, *, more: bool) -> str:
    if more:
        return f"{text} {_words(rng, 2)}"
    words = text.split(" ")
    words[rng.randrange(len(words))] = rng.choice(["Warsaw", "Tuesday", "nobody"])
    return " ".join(words)
