"""``netkeep job``: the owner's own jobs, from their first day to their last; one module for each command."""

import click

from netkeep.cli.job import end, listing, start


@click.group("job", short_help="Begin, list and end your own jobs.")
def command() -> None:
    """Keep your own jobs and contracts: what is due in each is computed from its dates and its log.

    \b
    Example:
      netkeep job start "Acme Corp" --title "Platform engineer" --kind contract --review 11
    """


for _module in (start, listing, end):
    command.add_command(_module.command)
