"""``netkeep remind``: something to do about someone, on a day."""

from datetime import date

import click

from netkeep.cli.choosing import one_person
from netkeep.cli.context import Context, pass_context
from netkeep.cli.names import WHO
from netkeep.cli.output import say
from netkeep.cli.parameters import COMING_DAY
from netkeep.cli.printable import clean
from netkeep.store.edits import remind
from netkeep.words import on_day

_MOST_WORDS_A_DAY = 3  # in 4 weeks


@click.command("remind")
@click.argument("who", type=WHO)
@click.argument("words", nargs=-1, required=True, metavar="DATE TEXT...")
@pass_context
def command(context: Context, who: str, words: tuple[str, ...]) -> None:
    """Write down what to do about someone, and when.

    'netkeep due' brings it up in time.

    \b
    Examples:
      netkeep remind grace friday send her the write-up
      netkeep remind grace in 2 weeks ask how the move went
    """
    day, text = _day_and_text(" ".join(words).split())
    if not text:
        raise click.UsageError("remind needs a text: what is to be done on that day?")
    if day < context.today:
        raise click.BadParameter("this day is in the past", param_hint="DATE")
    context.finish()
    person = one_person(context.vault, who)
    path = remind(context.vault, person, day, text)
    say(f"{path}: {on_day(day, context.today)}, {clean(person.name)}: {clean(text)}")


def _day_and_text(words: list[str]) -> tuple[date, str]:
    """Return the day, from as many of the first words as make one, and the rest as text."""
    for number in range(min(_MOST_WORDS_A_DAY, len(words)), 1, -1):
        try:
            return _day(" ".join(words[:number])), " ".join(words[number:])
        except click.BadParameter:
            continue
    return _day(words[0] if words else ""), " ".join(words[1:])


def _day(text: str) -> date:
    return COMING_DAY.convert(text, None, click.get_current_context())
