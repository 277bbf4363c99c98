"""Edits of a vault as its owner makes them on one of many machines: each in the text, and beside it in the ledger.

The text is edited by plain lines, so that it works on what a merge without netkeep has left, too.
"""

import io
import re
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from random import Random
from typing import NamedTuple

from netkeep.cli.main import run
from tests.versions.ledger import Things

TODAY = "2026-11-30"
_FIELDS = {
    "location": ["London", "Berlin", "Oslo"],
    "birthday": ["--05-14", "--06-01", "1979-05-14"],
    "pronouns": ["she/her", "they/them"],
}
_SYLLABLES = [first + second for first in "bcdfghjklmnprstvwxz" for second in "aeiou"]
_REPEATED = ("2025-12-24 call: Said hello.", "2025-12-31 email: New year wishes.")
_PARTS = 3
_Text = Callable[[str], str]


class Desk(NamedTuple):
    """Where one machine edits: its clone, its ledger, the files that the others know of already, and chance.

    ``mark`` is a text that no other edit of any machine has.
    """

    root: Path
    files: Things
    shared: frozenset[str]
    rng: Random
    mark: str

    def write(self, file: str, edit: _Text) -> None:
        """Edit the text of a file."""
        path = self.root / self.files[file]["path"]
        if path.is_file():
            path.write_text(edit(path.read_text()))

    def netkeep(self, *words: str) -> bool:
        """Run a command; return whether all went well."""
        with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
            return run(["--vault", str(self.root), "--today", TODAY, *words]) == 0

    def pick(self, *, of: str = "") -> str:
        """Return one of the files whose key begins so."""
        return self.rng.choice([key for key in self.files if key.startswith(of)])


def words(rng: Random, number: int) -> str:
    """Return words that hardly anything else has."""
    return " ".join("".join(rng.choices(_SYLLABLES, k=3)) for _ in range(number))


def new_file(path: str, email: str = "", **parts: Things) -> Things:
    """Return a file of the ledger."""
    empty: Things = {name: {} for name in ("fields", "tags", "roles", "log", "times", "todos", "notes")}
    return {"path": path, "email": email, "fixed": [], **empty, **parts}


def first_file(key: str, rng: Random) -> tuple[Things, str]:
    """Return a file of the vault that all begin with, for the ledger and in text."""
    job = key.startswith("job")
    notes = {f"c{part}": f"Line {part} of {key}: {words(rng, 6)}." for part in range(_PARTS)}
    log = {f"{key}-{number}": f"2025-0{9 - number}-1{number} call: {words(rng, 9)}." for number in range(3)}
    file = new_file(f"{'jobs' if job else 'people'}/{key}.md", tags={"old": 1}, log=log, notes=notes)
    file["roles"] = {} if job else {f"Start {key}": {"title": "Engineer"}}
    prose = []
    for part in range(_PARTS):
        above, below = (f"{where} {part} of {key}: {words(rng, 7)}." for where in ("Above", "Below"))
        file["fixed"] += [above, below]
        prose += [notes[f"c{part}"], above, below]
    head = f"org: {key.title()}" if job else f"name: {key.title()}\nemails:\n  - {key}@base.example"
    roles = "" if job else f"roles:\n  - org: Start {key}\n    title: Engineer\n"
    entries = "".join(f"- {entry}\n" for entry in log.values())
    text = f"---\n{head}\ntags: [old]\n{roles}---\n\n" + "\n\n".join(prose) + f"\n\n## Log\n\n{entries}"
    return file, text


def edit(desk: Desk) -> str:
    """Make one edit drawn at random; return its name."""
    name = desk.rng.choices(list(_EDITS), [weight for weight, _ in _EDITS.values()])[0]
    _EDITS[name][1](desk)
    return name


def _put_entry(text: str, entry: str) -> str:
    """Return a text with one more entry, in the order of the log."""
    if "\n## Log\n" not in text:
        return f"{text.rstrip()}\n\n## Log\n\n- {entry}\n"
    head, log = text.split("\n## Log\n", 1)
    lines = log.splitlines(keepends=True)
    at = next((i for i, line in enumerate(lines) if line.startswith("- ") and line[2:12] <= entry[:10]), len(lines))
    return f"{head}\n## Log\n{''.join(lines[:at])}- {entry}\n{''.join(lines[at:])}"


def _without(line: str) -> _Text:
    return lambda text: text.replace(f"{line}\n", "", 1)


def _changed(line: str, new: str) -> _Text:
    return lambda text: text.replace(f"{line}\n", f"{new}\n", 1)


def _in_front(change: _Text) -> _Text:
    """Return an edit of the front matter, without its first and last line."""

    def edit_front(text: str) -> str:
        parts = re.split(r"(?m)^---\n", text, maxsplit=2)
        return "---\n".join([parts[0], change(parts[1]), parts[2]]) if len(parts) > 2 else text

    return edit_front


def _log(desk: Desk) -> None:
    file, rng = desk.pick(), desk.rng
    entry = f"2026-{rng.randint(1, 11):02}-{rng.randint(1, 28):02} {rng.choice(['call', 'note'])}: {desk.mark}"
    entry = f"{entry} {words(rng, 7)}."
    desk.files[file]["log"][desk.mark] = entry
    desk.write(file, lambda text: _put_entry(text, entry))


def _repeat(desk: Desk) -> None:
    """Write what others may write too, or twice; or take one such line out."""
    file, line = desk.pick(of="base"), desk.rng.choice(_REPEATED)
    times = desk.files[file]["times"]
    if times.get(line) and desk.rng.random() < 0.4:
        times[line] -= 1
        desk.write(file, _without(f"- {line}"))
    else:
        times[line] = times.get(line, 0) + 1
        desk.write(file, lambda text: _put_entry(text, line))
    if not times[line]:
        del times[line]


def _change_entry(desk: Desk) -> None:
    file = desk.pick()
    log = desk.files[file]["log"]
    if not log:
        return
    key = desk.rng.choice(list(log))
    old = log[key]
    if desk.rng.random() < 0.4:
        del log[key]
        desk.write(file, _without(f"- {old}"))
        return
    log[key] = f"{old.partition(' Later ')[0]} Later {desk.mark}."
    desk.write(file, _changed(f"- {old}", f"- {log[key]}"))


def _todo(desk: Desk) -> None:
    """Add a reminder, tick it, move it or take it out."""
    file, rng = desk.pick(), desk.rng
    todos = desk.files[file]["todos"]
    action = rng.choice(["add", "tick", "move", "remove"]) if todos else "add"
    if action == "add":
        todo = {"due": f"2027-0{rng.randint(1, 9)}-15", "text": f"{desk.mark} {words(rng, 4)}", "done": False}
        todos[desk.mark] = todo
        line = f"- [ ] {todo['due']} {todo['text']}\n"
        desk.write(file, lambda text: _put_reminder(text, line))
        return
    key = rng.choice(list(todos))
    old = todos.pop(key)
    new = old | (
        {"done": not old["done"]} if action == "tick" else {"due": f"2028-0{rng.randint(1, 9)}-0{rng.randint(1, 9)}"}
    )
    before, after = (f"- [{'x' if one['done'] else ' '}] {one['due']} {one['text']}" for one in (old, new))
    if action != "remove":
        todos[key] = new
    desk.write(file, _without(before) if action == "remove" else _changed(before, after))


def _put_reminder(text: str, line: str) -> str:
    found = [*re.finditer(r"(?m)^- \[[x ]\] .*\n", text)]
    if found:
        return text[: found[-1].end()] + line + text[found[-1].end() :]
    head, log, rest = text.partition("## Log\n")
    return f"{head}{line}\n{log}{rest}" if log else f"{text.rstrip()}\n\n{line}"


def _role(desk: Desk) -> None:
    """Begin a role, end it, name its title, or take it out."""
    file, rng = desk.pick(of="base"), desk.rng
    roles = desk.files[file]["roles"]
    action = rng.choice(["add", "to", "to", "title", "remove"]) if roles else "add"
    if action == "add":
        roles[f"Org {desk.mark}"] = {"title": "Head"}
        lines = f"  - org: Org {desk.mark}\n    title: Head\n"
        desk.write(file, _in_front(lambda text: _put_role(text, lines)))
        return
    org = rng.choice(list(roles))
    old = _role_lines(org, roles[org])
    if action == "remove":
        del roles[org]
        desk.write(file, lambda text: text.replace(old, "", 1))
        return
    parts = roles[org] | {action: f"2026-0{rng.randint(1, 9)}" if action == "to" else f"Head of {words(rng, 1)}"}
    roles[org] = {part: parts[part] for part in ("title", "to") if part in parts}
    desk.write(file, lambda text: text.replace(old, _role_lines(org, roles[org]), 1))


def _put_role(text: str, lines: str) -> str:
    return text.replace("roles:\n", f"roles:\n{lines}", 1) if "roles:\n" in text else f"{text}roles:\n{lines}"


def _role_lines(org: str, parts: Things) -> str:
    return f"  - org: {org}\n" + "".join(f"    {part}: {value}\n" for part, value in parts.items())


def _tag(desk: Desk) -> None:
    file, rng = desk.pick(), desk.rng
    tags = desk.files[file]["tags"]
    tag = rng.choice(["mentor", "data", "running", f"t-{desk.mark}".lower(), *tags])
    if tag in tags and len(tags) > 1:
        del tags[tag]
    else:
        tags[tag] = 1

    def put(text: str) -> str:
        match = re.search(r"(?m)^tags: \[(.*)\]$", text)
        if match is None:
            return text
        kept = [one for one in match[1].split(", ") if one in tags]
        kept += [tag] if tag in tags and tag not in kept else []
        return f"{text[: match.start(1)]}{', '.join(kept)}{text[match.end(1) :]}"

    desk.write(file, put)


def _field(desk: Desk) -> None:
    file, name = desk.pick(of="base"), desk.rng.choice(list(_FIELDS))
    fields = desk.files[file]["fields"]
    old = fields.pop(name, None)
    if old and desk.rng.random() < 0.3:
        desk.write(file, _without(f"{name}: {old}"))
        return
    fields[name] = desk.rng.choice(_FIELDS[name])
    line = f"{name}: {fields[name]}\n"
    if old:
        desk.write(file, _changed(f"{name}: {old}", line.rstrip()))
    elif desk.rng.random() < 0.5:
        desk.write(file, _in_front(lambda text: text + line))
    else:
        desk.write(file, lambda text: re.sub(r"(?m)^(name: .*\n)", rf"\g<1>{line}", text, count=1))


def _note(desk: Desk) -> None:
    """Reword a line of the notes, or put a paragraph in, reword it or take it out."""
    file, rng = desk.rng.choice([key for key in desk.files if key.startswith(("base", "job"))]), desk.rng
    notes, part = desk.files[file]["notes"], rng.randrange(_PARTS)
    key = f"{rng.choice('cs')}{part}"
    old, new = notes.get(key), f"Note {desk.mark}: {words(rng, 6)}."
    if key[0] == "s" and old and rng.random() < 0.4:
        del notes[key]
        desk.write(file, _without(f"{old}\n"))
        return
    notes[key] = new
    if old:
        desk.write(file, _changed(old, new))
    else:
        below = desk.files[file]["fixed"][2 * part + 1]
        desk.write(file, lambda text: text.replace(f"{below}\n", f"{new}\n\n{below}\n", 1))


def _shared(desk: Desk, *beginnings: str) -> str | None:
    """Return a file that every machine may know."""
    keys = [key for key in desk.files if key in desk.shared and key.startswith(beginnings)]
    return desk.rng.choice(keys) if keys else None


def _rename(desk: Desk) -> None:
    file, new = _shared(desk, "base", "new", "book"), f"renamed-{desk.mark}"
    if file and desk.netkeep("rename", desk.files[file]["path"][7:-3], new):
        desk.files[file]["path"] = f"people/{new}.md"


def _join(desk: Desk) -> None:
    """Join somebody who was added to somebody whom all began with: they are one person."""
    keep, other = _shared(desk, "base"), _shared(desk, "new", "book")
    if not keep or not other:
        return
    names = (desk.files[key]["path"][7:-3] for key in (keep, other))
    if not desk.netkeep("merge", *names):
        return
    into, gone = desk.files[keep], desk.files.pop(other)
    into["tags"] |= gone["tags"]
    into["roles"] |= {org: parts for org, parts in gone["roles"].items() if org not in into["roles"]}
    for name in ("log", "todos"):
        for key, thing in gone[name].items():
            if thing not in into[name].values():
                into[name][f"{key}/{desk.mark}" if key in into[name] else key] = thing


def _delete(desk: Desk) -> None:
    file = _shared(desk, "base", "new", "book")
    if file:
        (desk.root / desk.files.pop(file)["path"]).unlink(missing_ok=True)


def _add(desk: Desk) -> None:
    key, rng = f"new-{desk.mark}", desk.rng
    log = {f"{key}/{day}": f"2026-03-{day} call: {words(rng, 12)}." for day in (17, 12, 11)}
    desk.files[key] = new_file(f"people/{key}.md", tags={"fresh": 1}, log=log)
    head = f"---\nname: {words(rng, 2).title()}\nemails:\n  - {key}@new.example\ntags: [fresh]\n---\n\n## Log\n\n"
    (desk.root / f"people/{key}.md").write_text(head + "".join(f"- {entry}\n" for entry in log.values()))


def _import(desk: Desk) -> None:
    """Import somebody of an address book that every machine has, unless this vault has had them before."""
    number = desk.rng.randint(10, 49)
    key, fresh = f"book-{number}", Random(number)  # noqa: S311 (tests)
    name, org = words(fresh, 2).title(), f"Firm {words(fresh, 2).title()}"
    table = desk.root.parent / "book.csv"
    table.write_text(f"Name,Email,Company,Title\n{name},{key}@book.example,{org},Clerk\n")
    records = desk.root / "imports/csv.jsonl"
    known = records.is_file() and f"{key}@book.example" in records.read_text()
    if desk.netkeep("import", "csv", str(table)) and not known:
        path = f"people/{name.lower().replace(' ', '-')}.md"
        desk.files[key] = new_file(path, tags={"to-triage": 1}, roles={org: {"title": "Clerk"}})


_EDITS: dict[str, tuple[float, Callable[[Desk], None]]] = {
    "log": (30, _log),
    "repeated line": (8, _repeat),
    "entry": (14, _change_entry),
    "reminder": (14, _todo),
    "role": (8, _role),
    "tag": (8, _tag),
    "field": (6, _field),
    "notes": (7, _note),
    "rename": (1, _rename),
    "merge": (1, _join),
    "deletion": (0.5, _delete),
    "new contact": (2, _add),
    "import": (1.5, _import),
}
