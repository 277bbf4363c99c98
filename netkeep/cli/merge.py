"""``netkeep merge``: two files of one person become one, two names of an organisation as well."""

import click

from netkeep.check.diff import diff
from netkeep.cli.choosing import one_org, one_person
from netkeep.cli.context import Context, pass_context
from netkeep.cli.duplicates import show_duplicates
from netkeep.cli.names import WHO_OR_ORG
from netkeep.cli.output import print_line, say
from netkeep.cli.printable import clean
from netkeep.errors import RefusedError
from netkeep.exchange.joining.merge import Merge, merge, merge_records, save_merge
from netkeep.exchange.joining.orgs import merge_orgs, save_merged_orgs
from netkeep.store.lookup import is_called
from netkeep.store.orgs import Org
from netkeep.store.vault import Vault
from netkeep.words import join_words


@click.command("merge", short_help="List likely duplicates, or join two of them.")
@click.argument("keep", type=WHO_OR_ORG, required=False)
@click.argument("other", type=WHO_OR_ORG, required=False)
@click.option("--dry-run", is_flag=True, help="Show as a diff what would change, and write nothing.")
@click.option(
    "--format",
    "style",
    type=click.Choice(["text", "json"]),
    default="text",
    help="Of the list: for people, or for programs.",
)
@pass_context
def command(context: Context, keep: str | None, other: str | None, style: str, *, dry_run: bool) -> None:
    """List people who may be in the vault twice; or join OTHER to KEEP, who are one person.

    Without names: the likeliest first, each with the command that joins them. They share a profile, an e-mail
    address or a phone number, or have similar names and something else in common. Two are left out if the file of
    one names the other, or if both files say check_ignore: [NK608].

    With two: KEEP gets what it lacks from OTHER, whose name becomes an alias. Texts and reminders are put one after
    the other, the logs become one, and every link to OTHER leads to KEEP. Where single values differ, such as a
    location, KEEP's stays, and OTHER's is kept under x:. OTHER's file is removed last.

    With two names of an organisation, OTHER becomes an alias in its file, which is made where there is none; two files
    become one.

    \b
    Examples:
      netkeep merge
      netkeep merge grace-sample g-sample --dry-run
      netkeep merge "Acme Corp" "Acme Platform"
    """
    if keep is None:
        show_duplicates(context.vault, style)
        return
    if other is None:
        raise click.UsageError("merge needs two names; without any, it lists likely duplicates")
    if not dry_run:
        context.finish()
    vault = context.loaded()
    orgs = _orgs(vault, keep, other)
    if orgs and not all(org.record for org in orgs):
        _join_names(vault, *orgs, dry_run=dry_run)
        return
    records = [org.record for org in orgs if org.record]
    if records:
        plan = merge_records(vault, *records)
    else:
        plan = merge(vault, one_person(vault, keep), one_person(vault, other))
    if dry_run:
        _show(plan)
        return
    save_merge(vault, plan)
    _tell(plan)


def _orgs(vault: Vault, *texts: str) -> tuple[Org, ...]:
    """Return the organisations that both texts are whole names of; empty where one of them means a person."""
    if any(is_called(vault, text) for text in texts):
        return ()
    ids = {org.id for org in vault.orgs.all()}
    if not all(vault.orgs.of(text) or text in ids for text in texts):
        return ()
    orgs = tuple(_as_spelt(one_org(vault, text), text) for text in texts)
    if len({org.id for org in orgs}) < len(orgs):
        raise RefusedError("these two are one organisation already")
    return orgs


def _as_spelt(org: Org, text: str) -> Org:
    """Return an organisation without a file by the spelling that was typed, where roles have it."""
    return org._replace(name=text) if text in org.spellings and not org.record else org


def _join_names(vault: Vault, keep: Org, other: Org, *, dry_run: bool) -> None:
    change = merge_orgs(vault, keep, other)
    if dry_run:
        for line in diff(*change, clean):
            print_line(line)
        return
    save_merged_orgs(vault, change)
    say(f"{clean(change[1].path)}: {clean(other.name)} is {clean(keep.name)} by another name")


def _show(plan: Merge) -> None:
    for old, new in plan.changes:
        for line in diff(old, new, str):
            print_line(line)
    say(f"{clean(plan.gone.path)} would be removed.", err=True)


def _tell(plan: Merge) -> None:
    path = clean(plan.keep[0].path)
    say(f"{path}: now has what {clean(plan.gone.path)} had, which is removed")
    if plan.aside:
        say(f"{path}: different in both, and kept under x: {clean(', '.join(plan.aside))}")
    if plan.others:
        files = join_words(clean(old.path) for old, _ in plan.others)
        say(f"Links to it lead to {clean(plan.keep[0].stem)} now, in {files}.")
