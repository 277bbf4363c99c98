"""A model's person as the text of a file, in a layout that a number gives: the same things look the same each time.

So a version that differs in one thing differs from the one before in the lines of that thing alone, as if a person had
edited it.
"""

from dataclasses import dataclass
from zlib import crc32

from tests.versions.model import Entry, Person, Todo, in_place

_PARTS = {"emails": "address", "phones": "number"}


@dataclass(frozen=True, slots=True)
class Layout:
    """How a file is laid out; what is in ``known`` looks the same on each ``side``."""

    seed: int
    side: str = ""
    known: frozenset[str] = frozenset()
    newline: str = "\n"

    def number(self, *about: object) -> int:
        """Return the number that decides about something, always the same."""
        side = "" if not about or about[0] in self.known else self.side
        return crc32(repr((self.seed, side, about)).encode()) // 7

    def one(self, of: int, *about: object) -> bool:
        """Return whether something is so that is so in one of ``of`` cases."""
        return self.number(*about) % of == 0

    @property
    def oldest_first(self) -> bool:
        """Return whether the log begins with what was first."""
        return Layout(self.seed).one(5, "oldest first")


def render(person: Person, layout: Layout) -> bytes:
    """Return the text of a file."""
    fixed = Layout(layout.seed)
    lines = ["---", *_front(person, layout), "---", *_body(person, fixed)]
    text = "\n".join(lines) + ("" if fixed.one(8, "no end") else "\n")
    return text.replace("\n", layout.newline).encode()


def comments(text: str) -> list[str]:
    """Return every comment of a file in order of the alphabet."""
    return sorted(line[line.index("# c:") :] for line in text.splitlines() if "# c:" in line)


def _front(person: Person, layout: Layout) -> list[str]:
    fields: dict[str, list[str]] = {}
    fields |= {name: [f"{name}: {_quoted(layout, name, text)}"] for name, text in person.scalars.items()}
    fields |= {name: _points(name, items, layout) for name, items in person.points.items() if items}
    fields |= {name: _set(name, items, layout) for name, items in person.sets.items() if items}
    fields |= {name: _map(name, items, layout) for name, items in person.maps.items() if items}
    if person.roles:
        fields["roles"] = _roles(person, layout)
    order = sorted(fields, key=lambda name: (name != "name", layout.number(name, "order")))
    return [line for name in order for line in _with_comment(fields[name], (name,), layout)]


def _with_comment(lines: list[str], about: tuple[str, ...], layout: Layout) -> list[str]:
    """Put a comment above or behind what is about something, or none."""
    fixed = Layout(layout.seed)
    indent = " " * (len(lines[0]) - len(lines[0].lstrip(" ")))
    if fixed.one(7, about, "above"):
        return [f"{indent}# c:{'.'.join(about)} above", *lines]
    if fixed.one(7, about, "behind"):
        return [f"{lines[0]}  # c:{'.'.join(about)} behind", *lines[1:]]
    return lines


def _quoted(layout: Layout, about: object, text: str) -> str:
    fixed = Layout(layout.seed)
    if text.startswith("+") or fixed.one(6, about, "double"):
        return f'"{text}"'
    return f"'{text}'" if fixed.one(6, about, "single") else text


def _items(name: str, items: list[tuple[str, list[str]]], layout: Layout) -> list[str]:
    """Return a block list; each item has a key and lines."""
    indent = "" if Layout(layout.seed).one(2, "flat lists") else "  "
    lines = [f"{name}:"]
    for key, (first, *rest) in items:
        block = [f"{indent}- {first}", *(f"{indent}  {line}" for line in rest)]
        lines += _with_comment(block, (name, key), layout)
    return lines


def _record(parts: dict[str, str], about: object, layout: Layout, *, flow: bool) -> list[str]:
    lines = [f"{key}: {_quoted(layout, (about, key), value)}" for key, value in parts.items()]
    return ["{" + ", ".join(lines) + "}"] if flow else lines


def _points(name: str, items: dict[str, str], layout: Layout) -> list[str]:
    def one(address: str, label: str, *, flow: bool) -> list[str]:
        if not label:
            return [_quoted(layout, (name, address), address)]
        return _record({_PARTS[name]: address, "label": label}, (name, address), layout, flow=flow)

    if layout.one(3, name, "inline"):
        return [f"{name}: [{', '.join(one(*item, flow=True)[0] for item in items.items())}]"]
    flow = layout.one(2, name, "flow items")
    return _items(name, [(address, one(address, label, flow=flow)) for address, label in items.items()], layout)


def _set(name: str, items: list[str], layout: Layout) -> list[str]:
    if not layout.one(3, name, "block"):
        return [f"{name}: [{', '.join(items)}]"]
    return _items(name, [(item.casefold(), [item]) for item in items], layout)


def _map(name: str, items: dict[str, str], layout: Layout) -> list[str]:
    if name == "worked_with":
        records = [(key, _record({"job": key, "as": value}, key, layout, flow=True)) for key, value in items.items()]
        return _items(name, records, layout)
    if layout.one(4, name, "flow") and not any("." in key for key in items):
        return [f"{name}: {_record(items, name, layout, flow=True)[0]}"]
    nested: dict[str, dict[str, str]] = {}
    for key, value in items.items():
        outer, _, inner = key.rpartition(".")
        nested.setdefault(outer, {})[inner] = value
    lines = [f"{name}:"]
    for outer, inside in nested.items():
        lines += [f"  {outer}:"] if outer else []
        indent = "    " if outer else "  "
        for key, value in inside.items():
            line = f"{indent}{key}: {_quoted(layout, (name, key), value)}"
            lines += _with_comment([line], (name, f"{outer}.{key}"), layout)
    return lines


def _roles(person: Person, layout: Layout) -> list[str]:
    flow = not layout.one(3, "roles", "block")
    return _items(
        "roles", [(key, _record(parts, key, layout, flow=flow)) for key, parts in person.roles.items()], layout
    )


def _body(person: Person, layout: Layout) -> list[str]:
    before, behind = in_place(person.prose, behind=False), in_place(person.prose, behind=True)
    reminders = "\n".join(_reminder(key, todo, layout) for key, todo in person.reminders.items())
    blocks = [block for block in (*before, reminders, *behind) if block]
    entries = [_entry(key, entry, layout) for key, entry in sorted(person.log.items(), key=lambda item: item[1].day)]
    # What came in last stands above what is of the same day.
    entries = entries if layout.oldest_first else entries[::-1]
    lines = [line for line, times in entries for _ in range(times)]
    if lines or layout.one(3, "empty log"):
        gap = "\n\n" if layout.one(5, "blank lines in the log") else "\n"
        blocks += ["## Log", *([gap.join(lines)] if lines else [])]
    return ["", "\n\n".join(blocks)] if blocks else []


def _reminder(key: str, todo: Todo, layout: Layout) -> str:
    box = "- [x]" if todo.done else "- [ ]"
    if layout.one(5, key, "calendar"):
        return f"{box} {todo.text} 📅 {todo.due}"
    if layout.one(7, key, "dataview"):
        return f"{box} {todo.text} [due:: {todo.due}]"
    return f"{box} {todo.due} {todo.text}"


def _entry(key: str, entry: Entry, layout: Layout) -> tuple[str, int]:
    key = key.rstrip("/")
    text = f": {entry.text}" if entry.text else ""
    more = f"\n  and a second line ({layout.number(key)})" if entry.text and layout.one(9, key, "second line") else ""
    return f"- {entry.day} {entry.kind}{text}{more}", entry.times
