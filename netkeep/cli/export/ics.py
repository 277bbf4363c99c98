"""``netkeep export ics``: what is due, for a calendar."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from netkeep.agenda.agenda import DEFAULT_WINDOW, agenda
from netkeep.cli.context import Context, pass_context
from netkeep.cli.export.output import choice_options, deliver, to_option, vault_to_export
from netkeep.cli.parameters import SPAN
from netkeep.model.dates import Duration
from netkeep.words import count

if TYPE_CHECKING:
    from netkeep.network.select import Condition


@click.command("ics")
@to_option
@choice_options
@click.option("--todos", is_flag=True, help="As to-dos, not as all-day events.")
@click.option("--alarm", type=SPAN, help="Remind this long before: 1d.")
@click.option("--within", type=SPAN, default=DEFAULT_WINDOW, show_default="2 weeks", help="How far to look ahead.")
@pass_context
def command(
    context: Context,
    to: Path | None,
    *,
    include_private: bool,
    conditions: "tuple[Condition, ...]",
    reachable: bool,
    todos: bool,
    alarm: Duration | None,
    within: Duration,
) -> None:
    """Write what is due as iCalendar. A later export updates the same events.

    \b
    Example:
      netkeep export ics --within 4w --alarm 1d --to due.ics
    """
    from netkeep.exchange.exporters.calendar import Style, calendar

    vault = vault_to_export(context, include_private=include_private, conditions=conditions, reachable=reachable)
    chosen = reachable or bool(conditions)
    items = [due for due in agenda(vault, context.today, within) if not chosen or due.who in vault.contacts]
    deliver(calendar(vault, items, context.today, Style(todos, alarm)), to, count(len(items), "item"))
