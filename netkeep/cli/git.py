"""``netkeep git``: merging by what contacts mean, in git's own merges."""

import click

from netkeep.cli.context import Context, pass_context
from netkeep.cli.output import say
from netkeep.errors import Exit
from netkeep.words import count, join_words


@click.group("git", short_help="Merge contacts by what they mean, in git's own merges.")
def command() -> None:
    """Merge contacts by what they mean: two laptops that each log a call do not conflict.

    'netkeep init' sets this up. Git then calls netkeep for each file of the vault that both sides changed, in every
    merge, rebase, cherry-pick and stash on this machine; a merge button on a hosting service does not.

    \b
    Example:
      netkeep git setup
    """


@command.command("setup")
@click.option("--remove", is_flag=True, help="Remove it again.")
@pass_context
def setup(context: Context, *, remove: bool) -> int:
    """Make git call netkeep where two sides changed one contact, in this repository and all its work trees.

    Writes git's settings of this repository, a script beside them, and '.gitattributes' in the vault: commit that, so
    that every clone knows. A driver of your own for these files stays.

    \b
    Example:
      netkeep git setup --remove
    """
    from netkeep.store.merge_driver import ATTRIBUTES, find_driver, put_driver, remove_driver

    made = remove_driver(context.root) if remove else put_driver(context.root, attributes=True)
    driver = find_driver(context.root)
    if driver is None:
        say("The vault is not in a git repository: 'netkeep init' makes one.", err=True)
        return Exit.USAGE
    if remove:
        say(f"Removed: {join_words(made)}." if made else "There was nothing to remove.")
        return Exit.OK
    if driver.state == "foreign":
        say("Another merge driver is called 'netkeep'; it was left as it is.", err=True)
        return Exit.USAGE
    say(f"The repository has {join_words(made)} now." if made else "Everything is set up already.")
    if ATTRIBUTES in made:
        say(f"Commit it, so that every clone knows: git add {ATTRIBUTES}")
    if driver.others:
        say(f"Left to your own merge driver: {join_words(driver.others)}.")
    return Exit.OK


@command.command("merge", hidden=True, context_settings={"ignore_unknown_options": True})
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def merge(arguments: tuple[str, ...]) -> int:
    """Merge one file: what git calls, with %O %A %B %L %P %S %X %Y.

    \b
    Example:
      git config merge.netkeep.driver 'netkeep git merge %O %A %B %L %P %S %X %Y'
    """
    from netkeep.versions.driver import FEWEST, run

    if len(arguments) < FEWEST:
        raise click.UsageError("git calls this with %O %A %B %L %P %S %X %Y; 'netkeep git setup' sets that up")
    return run(arguments)


@command.command("preview")
@click.argument("theirs")
@click.argument("ours", default="HEAD")
@pass_context
def preview(context: Context, theirs: str, ours: str) -> int:
    """Show what a merge of THEIRS into OURS (default: HEAD) would do, by person; nothing is changed.

    Exits with 1 where something would be left for you to decide.

    \b
    Example:
      netkeep git preview origin/main
    """
    from netkeep.versions.files import Wish
    from netkeep.versions.repository import both_changed

    undecided = 0
    for versions in both_changed(context.root, ours, theirs):
        merged = versions.merged(Wish())
        clashes = merged.clashes if merged else ()
        undecided += not merged or bool(clashes)
        if merged is None:
            words = versions.absence or "only its lines can be merged"
        else:
            fields = dict.fromkeys(clash.about for clash in clashes)
            words = f"differs in {join_words(fields)}" if fields else "merged"
        click.echo(f"{versions.path}: {words}")
    say(f"{count(undecided, 'file')} to decide." if undecided else "Nothing would be left to decide.")
    return Exit.FINDINGS if undecided else Exit.OK


@command.command("resolve")
@pass_context
def resolve(context: Context) -> int:
    """Walk through what a merge has left to decide: one key for each, and the file is written and staged.

    The three versions come from git's index, so the marks in the files do not matter. What you skip stays as it is.

    \b
    Example:
      netkeep git resolve
    """
    from netkeep.cli.resolving import resolve_all

    return resolve_all(context.root)
