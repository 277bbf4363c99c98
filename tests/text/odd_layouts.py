"""Contacts of every kind, and files that say the same in every layout that a person might use."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from hypothesis import strategies as st

from netkeep.model.dates import Birthday, Duration, Never, PartialDate
from netkeep.model.people import RELATIONS, Acquaintance, Contact, Email, Engagement, Phone, Role
from netkeep.text.layout import inline, scalar
from netkeep.text.values import contact_values

Draw = Callable[[st.SearchStrategy[Any]], Any]

TEXTS = st.sampled_from(
    [
        "a",
        "b c",
        "NO",
        "2016",
        "x: y",
        "it's",
        'say "hi"',
        "[a]",
        "é 😀",
        "# no",
        "- a",
        "+44",
        "~",
        "a, b",
        "{a}",
        "\\n",
    ]
)
_IDS = st.sampled_from(["ada", "bo", "cy-x", "2016", "no"])
_PARTIAL = st.builds(PartialDate, st.integers(1990, 1994)) | st.builds(
    PartialDate, st.just(2020), st.integers(1, 12), st.none() | st.integers(1, 28)
)
_MAYBE = st.none() | TEXTS
_KEYS = st.sampled_from(["github", "site", "a b", "c: d", "NO", "1"])
_URLS = st.sampled_from(["https://a.example/b", "https://b.example/?c=d#e", "http://c.example/[x]"])


def _tuples(items: st.SearchStrategy[Any], most: int = 3) -> st.SearchStrategy[Any]:
    return st.lists(items, max_size=most).map(tuple)


FREE: st.SearchStrategy[Any] = st.recursive(
    TEXTS | st.just(""),
    lambda inner: _tuples(inner) | st.dictionaries(_KEYS, inner, max_size=3),
    max_leaves=4,
)
FIELDS: dict[str, st.SearchStrategy[Any]] = {
    "name": TEXTS,
    "aliases": _tuples(TEXTS),
    "pronouns": _MAYBE,
    "emails": _tuples(st.builds(Email, st.sampled_from(["a@x.org", "b@x.org", "c'd@x.org"]), _MAYBE)),
    "phones": _tuples(st.builds(Phone, st.sampled_from(["+44 20 7946 0018", "012345", "+1555"]), _MAYBE)),
    "links": st.dictionaries(_KEYS, _URLS, max_size=3),
    "location": _MAYBE,
    "timezone": st.sampled_from([None, "Europe/London", "UTC"]),
    "birthday": st.none() | st.builds(Birthday, st.integers(1, 12), st.integers(1, 28), st.none() | st.just(1990)),
    "tags": _tuples(TEXTS),
    "roles": _tuples(st.builds(Role, TEXTS, _MAYBE, _MAYBE, st.none() | _PARTIAL, st.none() | _PARTIAL)),
    "worked_with": _tuples(st.builds(Engagement, _IDS, st.none() | st.sampled_from(RELATIONS))),
    "introduced_by": st.none() | _IDS,
    "knows": _tuples(st.builds(Acquaintance, _IDS, _MAYBE)),
    "cadence": st.sampled_from([None, Never.NEVER, Duration(3, "month"), Duration(1, "week")]),
    "paused_until": st.none() | st.just(date(2030, 1, 2)),
    "private": st.booleans(),
    "archived": _MAYBE,
    "check_ignore": _tuples(st.sampled_from(["NK001", "NK102"])),
    "x": st.dictionaries(_KEYS, FREE, max_size=3),
}


@st.composite
def contacts(draw: Draw) -> Contact:
    """Make a person; about half of what may be said is."""
    said = {key: draw(of) for key, of in FIELDS.items() if key == "name" or draw(st.booleans())}
    return Contact(id="grace-sample", **said)


@st.composite
def changed(draw: Draw, contact: Contact) -> Contact:
    """Make of a person one of whom a few things are otherwise; of lists, items come, go and change."""
    for key in draw(st.lists(st.sampled_from(sorted(FIELDS)), max_size=5, unique=True)):
        old, new = getattr(contact, key), draw(FIELDS[key])
        if isinstance(old, tuple) and draw(st.booleans()):
            kept = [one for one in old if draw(st.booleans())]
            at = draw(st.integers(0, len(kept)))
            new = (*kept[:at], *new[:1], *(_touched(draw, one, FIELDS[key]) for one in kept[at:]))
        elif isinstance(old, dict) and draw(st.booleans()):
            new = {**old, **new}
        contact = replace(contact, **{key: new})
    return contact


def _touched(draw: Draw, item: Any, of: st.SearchStrategy[Any]) -> Any:  # noqa: ANN401 (items of any field)
    """Return an item with one part of it as another item of its kind has it."""
    others = draw(of)
    parts = getattr(item, "__slots__", ())
    if not others or not parts:
        return item
    part = draw(st.sampled_from(parts))
    return replace(item, **{part: getattr(others[0], part)})


class Writer:
    """Writes values in one layout or another; every comment is another one."""

    def __init__(self, draw: Draw) -> None:
        self._draw = draw
        self._comments = 0
        self._open = False  # a block scalar, of which lines indented further would be a part

    def file(self, contact: Contact) -> str:
        """Return the whole text of a file."""
        values = list(contact_values(contact).items())
        values = self._draw(st.permutations(values))
        if self._draw(st.integers(0, 9)) == 0:
            front = [self._flow(dict(values), "")] if self._one(3) else inline(dict(values)).split("\n")
        else:
            column = " " * self._draw(st.sampled_from([0, 0, 0, 2]))
            front = [line for key, value in values for line in self._entry(key, value, column)]
        text = "\n".join(["---", *self._notes(""), *front, *self._notes(""), "---", "# Head", "", "Text: [x"])
        text += self._draw(st.sampled_from(["", "\n"]))
        mark = self._draw(st.sampled_from(["", "\ufeff"]))
        newline = self._draw(st.sampled_from(["\n", "\r\n"]))
        return f"{mark}{text}".replace("\n", newline)

    def _one(self, of: int) -> bool:
        return bool(self._draw(st.integers(1, of)) == 1)

    def _note(self) -> str:
        self._comments += 1
        return f"# c{self._comments}."

    def _notes(self, column: str) -> list[str]:
        """Return lines with nothing on them, or a comment."""
        deeper = "" if self._open else self._draw(st.sampled_from(["", "", " ", "   "]))
        return [] if not self._one(3) else [f"{column}{deeper}{self._note()}"] if self._one(2) else [""]

    def _behind(self) -> str:
        return f"  {self._note()}" if self._one(3) else ""

    def _entry(self, key: str, value: Any, column: str) -> list[str]:  # noqa: ANN401 (values of any kind)
        name = f"{column}{scalar(key)}:"
        above = self._notes(column)
        self._open = False
        if isinstance(value, (dict, tuple)) and value and not self._one(4):
            further = "" if isinstance(value, tuple) and self._one(2) else " " * self._draw(st.sampled_from([1, 2, 4]))
            return [*above, f"{name}{self._behind()}", *self._block(value, column + further)]
        if isinstance(value, (dict, tuple)):
            return [*above, f"{name} {self._flow(value, column)}{self._behind()}"]
        if isinstance(value, str) and value.strip() and self._one(8):
            self._open = True
            return [*above, f"{name} |-{self._behind()}", f"{column}  {value}"]
        return [*above, f"{name} {self._scalar(value)}{self._behind()}"]

    def _block(self, value: Any, column: str) -> list[str]:  # noqa: ANN401
        if isinstance(value, dict):
            return [line for key, inner in value.items() for line in self._entry(key, inner, column)]
        return [line for inner in value for line in self._item(inner, column)]

    def _item(self, value: Any, column: str) -> list[str]:  # noqa: ANN401
        above = self._notes(column)
        self._open = False
        gap = " " * self._draw(st.sampled_from([1, 1, 3]))
        if isinstance(value, dict) and len(value) == 1 and {*value} & {"address", "number", "id"} and self._one(2):
            return [*above, f"{column}-{gap}{self._scalar(next(iter(value.values())))}{self._behind()}"]
        if isinstance(value, (dict, tuple)) and value and self._one(2):
            inner = column + " " + gap
            first, *rest = self._block(value, inner)
            while not first.strip() or first.lstrip().startswith("#"):
                above, (first, *rest) = [*above, first], rest
            return [*above, f"{column}-{gap}{first[len(inner) :]}", *rest]
        return [*above, f"{column}-{gap}{self._flow(value, column)}{self._behind()}"]

    def _flow(self, value: Any, column: str) -> str:  # noqa: ANN401
        if not isinstance(value, (dict, tuple)):
            return self._scalar(value)
        if isinstance(value, dict):
            parts = [f"{scalar(key)}: {self._flow(inner, column + '  ')}" for key, inner in value.items()]
        else:
            parts = [self._flow(inner, column + "  ") for inner in value]
        opened, closed = "{}" if isinstance(value, dict) else "[]"
        if not parts or not self._one(3):
            blank = self._draw(st.sampled_from(["", " "]))
            return f"{opened}{blank}{', '.join(parts)}{blank}{closed}"
        lines = []
        for number, part in enumerate(parts, 1):
            comma = "," if number < len(parts) or self._one(2) else ""
            lines += [*self._notes(f"{column}  "), f"{column}  {part}{comma}{self._behind()}"]
        return "\n".join([opened, *lines, f"{column}  {closed}"])

    def _scalar(self, value: Any) -> str:  # noqa: ANN401
        text = scalar(value)
        if isinstance(value, str) and self._one(3):
            return "'" + value.replace("'", "''") + "'"
        plain = not isinstance(value, bool) and not any(sign in text for sign in '"\\')
        return f'"{text}"' if plain and self._one(3) else text


@st.composite
def files(draw: Draw) -> str:
    """Make the text of a file in an odd layout."""
    return Writer(draw).file(draw(contacts()))
