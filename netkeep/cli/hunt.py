"""``netkeep hunt``: the organisations that the owner would like to work for, and who can help with each."""

from collections.abc import Iterator, Sequence
from shlex import quote

import click

from netkeep.cli.context import Context, pass_context
from netkeep.cli.forget import can_ask
from netkeep.cli.layout import hang, reading_width
from netkeep.cli.names import ORG
from netkeep.cli.output import heading, print_json, quiet, say
from netkeep.cli.parameters import COMING_DAY, PartialDay
from netkeep.cli.printable import clean
from netkeep.cli.who import evidence
from netkeep.errors import Exit, LookupFailedError
from netkeep.model.dates import PartialDate
from netkeep.model.names import org_key
from netkeep.network.employers import employers, nearest
from netkeep.network.hunt import FAVOUR_OF, HELPS, Help, Helper, Hunted, Target, hunt
from netkeep.store.targets import Goal, write_targets
from netkeep.store.vault import Vault
from netkeep.words import ago, join_words, on_day, one_of, partial_date

_HEADINGS: dict[Help, str] = {
    "refer": "Can refer you",
    "introduce": "Can introduce you",
    "tell": "Can tell you about it",
}
_INDENT = 24


@click.command("hunt", short_help="Find who can refer or introduce you where you want to work.")
@click.argument("orgs", type=ORG, metavar="[ORG]...", nargs=-1)
@click.option(
    "--by", type=PartialDay(COMING_DAY), metavar="MONTH", help="By when: 2026-11, or a day; this month by default."
)
@click.option("--drop", is_flag=True, help="Take the target out of these organisations.")
@click.option("--limit", type=click.IntRange(min=1), default=3, help="At most this many of each group; 3.")
@click.option(
    "--format", "style", type=click.Choice(["text", "json"]), default="text", help="For people, or for programs."
)
@pass_context
def command(
    context: Context, *, orgs: tuple[str, ...], by: PartialDate | None, drop: bool, limit: int, style: str
) -> int:
    """Show who can help where you want to work: refer you, introduce you, or tell you about it.

    With ORG, it becomes a target: 'target' is written into its file, which is made where there is none. Nobody is
    named for two targets, and whoever was asked already is not asked again. Targets are for you alone: no page of the
    site has them, and no export but JSON.

    \b
    Examples:
      netkeep hunt
      netkeep hunt "Acme Corp" Initech --by 2027-03
      netkeep hunt --drop initech
    """
    if (drop or by) and not orgs:
        raise click.UsageError("--drop and --by need ORG")
    if drop and by:
        raise click.UsageError("--drop does not go with --by")
    if by and by.latest() < context.today:
        raise click.BadParameter("this is in the past", param_hint="--by")
    goals: list[Goal] = []
    if orgs:
        context.finish()
        goals = _goals(context.vault, orgs)
        lines = list(_dropped(context, goals) if drop else _written(context, goals, by))
        if lines and style == "text":
            click.echo("\n".join(lines))
        if drop:
            return Exit.OK
    vault = context.read_again() if goals else context.vault
    names = {org_key(goal.name) for goal in goals}
    hunted = [place for place in hunt(vault, context.today) if not names or org_key(place.target.org.name) in names]
    _show(context, vault, hunted, limit, style)
    return Exit.OK if hunted else Exit.FINDINGS


def _show(context: Context, vault: Vault, hunted: Sequence[Hunted], limit: int, style: str) -> None:
    if style == "json":
        print_json("hunt", _record(context, vault, hunted))
    elif not hunted:
        say("netkeep: no targets yet; 'netkeep hunt ORG' makes one", err=True)
    else:
        click.echo("\n".join(_lines(context, vault, hunted, limit)))


def _goals(vault: Vault, texts: Sequence[str]) -> list[Goal]:
    """Return the organisations that are meant: the words together where they name one, else each."""
    whole = _goal(vault, " ".join(texts))
    goals = [whole] if whole.org else [_asked(vault, _goal(vault, text)) for text in texts]
    return list({goal.org.id if goal.org else org_key(goal.name): goal for goal in goals}.values())


def _goal(vault: Vault, text: str) -> Goal:
    name = " ".join(text.split())
    if not name:
        raise click.BadParameter("an organisation needs a name", param_hint="ORG")
    exact = employers(vault, name).exact
    if len(exact) > 1:
        listed = "\n".join(f"  {org.id}  ({org.name})" for org in exact)
        raise LookupFailedError(f"{name!r} fits {len(exact)} organisations; say which by name or id:\n{listed}")
    return Goal(exact[0].name, exact[0]) if exact else Goal(name, None)


def _asked(vault: Vault, goal: Goal) -> Goal:
    """Return what is meant: of an unknown name a terminal asks whether one that is nearly the same is."""
    near = nearest(vault, goal.name) if goal.org is None and can_ask() else []
    if not near:
        return goal
    click.echo(f"No organisation is called {clean(goal.name)}. Which do you mean?")
    for number, name in enumerate((*(org.name for org in near), f"{goal.name}, a new one"), 1):
        click.echo(f"{number:>3}  {clean(name)}")
    number = click.prompt("Which?", type=click.IntRange(1, len(near) + 1))
    return Goal(near[number - 1].name, near[number - 1]) if number <= len(near) else goal


def _written(context: Context, goals: Sequence[Goal], by: PartialDate | None) -> Iterator[str]:
    """Write targets, and yield what was written; one that is there stays as it is unless a date is given."""
    new = [goal for goal in goals if by or not (goal.org and goal.org.record and goal.org.record.target)]
    when = by or PartialDate(context.today.year, context.today.month)
    for path, goal in zip(write_targets(context.vault, new, when), new, strict=True):
        yield f"{clean(path)}: {clean(goal.name)} is a target by {partial_date(when)}"
    for goal in new:
        if goal.org is None and (near := nearest(context.vault, goal.name)):
            words = (
                f"no organisation was called {goal.name!r} before; the nearest: {join_words(org.name for org in near)}"
            )
            say(f"netkeep: {clean(words)}; 'netkeep undo' takes it back", err=True)


def _dropped(context: Context, goals: Sequence[Goal]) -> Iterator[str]:
    """Remove targets, and yield a line for each file that has changed."""
    for goal in goals:
        if not (goal.org and goal.org.record and goal.org.record.target):
            raise LookupFailedError(f"{goal.name} is not a target; your targets: netkeep hunt")
    for path, goal in zip(write_targets(context.vault, goals, None), goals, strict=True):
        yield f"{clean(path)}: {clean(goal.name)} is no longer a target"


def _lines(context: Context, vault: Vault, hunted: Sequence[Hunted], limit: int) -> Iterator[str]:
    for number, place in enumerate(place for place in hunted if place.helpers):
        yield from ("",) if number or len(hunted) > 1 else ()
        yield heading(clean(_title(place.target, context)))
        for kind in HELPS:
            yield from _group(context, vault, place, kind, limit)
    if nobody := [place.target for place in hunted if not place.helpers]:
        yield ""
        yield heading("Nobody in the vault can help")
        for target in nobody:
            words = f"{_when(target, context)}; met somebody there? netkeep add NAME --org {quote(target.org.name)}"
            yield from hang(f"  {target.org.name}", words, indent=_INDENT, room=reading_width())


def _title(target: Target, context: Context) -> str:
    return f"{target.org.name}, {_when(target, context)}"


def _when(target: Target, context: Context) -> str:
    return f"by {partial_date(target.by)}{', overdue' if target.by.latest() < context.today else ''}"


def _group(context: Context, vault: Vault, place: Hunted, kind: Help, limit: int) -> Iterator[str]:
    helpers = place.of(kind)
    if helpers:
        yield f"\n{heading(_HEADINGS[kind])}"
    for helper in helpers[:limit]:
        words = "; ".join(_words(context, vault, helper))
        yield from hang(f"  {helper.way.contact.name}", words, indent=_INDENT, room=reading_width())
        yield from (quiet(f"    {todo}") for todo in _commands(helper))
    if len(helpers) > limit:
        yield quiet(f"  and {len(helpers) - limit} more; --limit {len(helpers)} shows them")


def _words(context: Context, vault: Vault, helper: Helper) -> Iterator[str]:
    if helper.elsewhere:
        yield f"named already, for {helper.elsewhere.name}"
        return
    if helper.step == "introduction":
        yield f"{join_words([other.name for other in helper.through], 2)} can introduce you"
    yield from _next(helper, context)
    yield from evidence(vault, helper.way, context.today, named=False)
    if helper.help == "introduce" and helper.way.standing == "before":
        yield f"an introduction to {join_words([other.name for other in helper.through], 2)}"


def _next(helper: Helper, context: Context) -> Iterator[str]:
    """Yield what stands against asking somebody now."""
    contact, ask = helper.way.contact, helper.ask
    if helper.step == "hello":
        yield "say hello first"
    elif helper.step == "paused" and contact.paused_until:
        yield f"paused until {on_day(contact.paused_until, context.today)}"
    elif ask and ask.answered:
        words = f"declined {one_of(ask.favour)}" if ask.answer == "declined" else f"{one_of(ask.favour)} from them"
        yield f"{words} {ago(ask.answered, context.today)}"
    elif ask and ask.asked:
        yield f"asked for {one_of(ask.favour)} {ago(ask.asked, context.today)}, no answer yet"


def _commands(helper: Helper) -> tuple[str, ...]:
    """Return what to type next: for the words to send, and once they are sent."""
    person = helper.way.contact.id
    if helper.step not in {"ask", "hello"}:
        return ()
    favour = FAVOUR_OF.get(helper.help) if helper.step == "ask" else None
    kind = f'"asked {favour}"' if favour else "message"
    return f"netkeep asks --who {person} --draft --kind {favour or 'hello'}", f"netkeep log {person} -k {kind}"


def _record(context: Context, vault: Vault, hunted: Sequence[Hunted]) -> dict[str, object]:
    return {
        "today": context.today.isoformat(),
        "targets": [
            {
                "id": place.target.org.id,
                "name": place.target.org.name,
                "by": str(place.target.by),
                "people": [_helper_record(context, vault, helper) for helper in place.helpers],
            }
            for place in hunted
        ],
    }


def _helper_record(context: Context, vault: Vault, helper: Helper) -> dict[str, object]:
    contact, ask = helper.way.contact, helper.ask
    return {
        "id": contact.id,
        "name": contact.name,
        "help": helper.help,
        "step": helper.step,
        "through": [{"id": other.id, "name": other.name} for other in helper.through],
        "asked": {
            "favour": ask.favour,
            "asked": ask.asked.isoformat() if ask.asked else None,
            "answer": ask.answer,
            "answered": ask.answered.isoformat() if ask.answered else None,
        }
        if ask
        else None,
        "elsewhere": helper.elsewhere.id if helper.elsewhere else None,
        "why": list(evidence(vault, helper.way, context.today, named=False)),
        "todo": list(_commands(helper)),
    }
