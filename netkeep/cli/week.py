"""``netkeep week``: seven people at most, and why each of them this week."""

import re
from collections.abc import Iterator

import click

from netkeep.agenda.item import Due
from netkeep.agenda.week import Pick, Week, lead, left_over, week
from netkeep.cli.context import Context, pass_context
from netkeep.cli.layout import LONGEST_LABEL, columns, hang, indent_of, on_terminal, shorten, wrap
from netkeep.cli.output import heading, print_json, quiet
from netkeep.cli.printable import clean, width
from netkeep.errors import Exit
from netkeep.words import count, on_day

_ASKED = re.compile(r'"asked (\w+)"')
_ONE_LINE = 10**6  # for other programs: a reason, a line


@click.command("week", short_help="Show whom to contact this week, and why.")
@click.option("--why", is_flag=True, help="Say why it is each one's turn this week.")
@click.option("--draft", is_flag=True, help="Show what to write to each.")
@click.option(
    "--format", "style", type=click.Choice(["text", "json"]), default="text", help="For people, or for programs."
)
@click.option("--exit-code", is_flag=True, help="Exit with 1 while somebody is still to be contacted.")
@pass_context
def command(context: Context, *, why: bool, draft: bool, style: str, exit_code: bool) -> int:
    """Show at most seven people to contact this week, and why.

    What you promised, asked for and owe comes first; then wishes that are due, news and birthdays, people whose
    closeness fades, and one or two weak ties. Those whom you have contacted since Monday have a mark. Every clone
    shows the same people.

    \b
    Examples:
      netkeep week
      netkeep week --why
      netkeep week --draft
    """
    found = week(context.vault, context.today)
    if style == "json":
        _json(found)
    else:
        for line in _lines(context, found, why=why, draft=draft):
            click.echo(line)
    return Exit.FINDINGS if exit_code and any(not pick.done for pick in found.picks) else Exit.OK


def _lines(context: Context, found: Week, *, why: bool, draft: bool) -> Iterator[str]:
    done = sum(pick.done for pick in found.picks)
    people = f"{count(len(found.picks), 'person', 'people')}{f', {done} done' if done else ''}"
    yield f"{heading('This week')}, from {on_day(found.monday, context.today)}: {people if found.picks else 'nobody'}"
    if not found.picks:
        yield "Nobody is waiting. Import the people you know: netkeep import linkedin, vcard, google …"
    room = columns() if on_terminal() else _ONE_LINE
    longest = LONGEST_LABEL if on_terminal() else _ONE_LINE
    indent = indent_of((f"  {pick.due.name}" for pick in found.picks), least=4, most=longest)
    for pick in found.picks:
        yield from _of_pick(pick, indent, room, why=why)
        if draft and not pick.done:
            yield from _letter(context, pick)
    for words, command in left_over(found):
        yield f"and {words}: {command}"


def _of_pick(pick: Pick, indent: int, room: int, *, why: bool) -> Iterator[str]:
    label = f"{'✓' if pick.done else ' '} {pick.due.name}"
    words = _words(pick.due)
    first, *further = wrap(words, max(1, room - indent))
    if further and not why:  # two lines of a reason at most, so that seven people fit one screen
        words = f"{first} {shorten(' '.join(further), room - indent)}"
    yield from hang(label, words, indent=indent, room=room)
    if not pick.done:
        # A command must not be broken in two: where there is little room, it moves to the left.
        yield quiet(" " * max(2, min(indent, room - width(pick.due.todo))) + pick.due.todo)
    if why:
        yield from map(quiet, hang("", f"why: {pick.turn}", indent=indent, room=room))


def _words(due: Due) -> str:
    return lead(due) + (f"{due.text} ({due.why})" if due.kind == "reminder" else due.why)


_LETTERS = {
    "follow-up": "follow-up",
    "give-back": "thanks",
    "congratulate": "congratulations",
    "birthday": "birthday",
    "hello": "hello",
    "catch-up": "hello",
    "target": "hello",
}
"""The letter to somebody, by the kind of what is due; what was promised, and a date, have none."""


def _letter(context: Context, pick: Pick) -> Iterator[str]:
    from netkeep.drafting.letters import letter

    contact = context.vault.contacts.get(pick.due.who)
    asked = _ASKED.search(pick.due.todo) if pick.due.kind in {"ask", "target"} else None
    kind = asked[1] if asked else _LETTERS.get(pick.due.kind)
    if contact and kind:
        text = str(letter(context.vault, kind, contact, context.today))
        yield from ("", *(f"    {clean(line)}".rstrip() for line in text.splitlines()), "")


def _json(found: Week) -> None:
    picks = [
        {
            "who": pick.due.who,
            "name": pick.due.name,
            "group": pick.group,
            "kind": pick.due.kind,
            "why": pick.due.why,
            "text": pick.due.text,
            "turn": pick.turn,
            "todo": pick.due.todo,
            "done": pick.done,
        }
        for pick in found.picks
    ]
    print_json("week", {"monday": found.monday.isoformat(), "people": picks, "more": dict(found.more)})
