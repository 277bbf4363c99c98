"""``netkeep finish``: finish what a command that was stopped left half done."""

import click

from netkeep.cli.context import Context, pass_context
from netkeep.cli.printable import clean
from netkeep.errors import Exit


@click.command("finish", short_help="Finish what a command that was stopped left half done.")
@pass_context
def command(context: Context) -> int:
    """Finish what a command that was stopped has left half done.

    A command that changes several files, such as merge, writes down first what it is to do. Where it was killed or the
    disk became full, the next command that writes does the rest; this one does that and nothing else. A file
    that was changed since is left as it is, and named; the exit code is 1 then.

    \b
    Example:
      netkeep finish
    """
    from netkeep.store.write.journal import Finished, finish, finished_in_words

    finished = finish(context.root)
    words = clean(finished_in_words(finished))
    click.echo("Nothing is half done." if finished == Finished() else f"{words[0].upper()}{words[1:]}")
    return Exit.FINDINGS if finished.left else Exit.OK
