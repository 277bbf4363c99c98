"""``netkeep`` itself: the commands by section, each loaded when it is used, and the global options."""

from collections.abc import Mapping
from datetime import date
from importlib import import_module
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

import click

from netkeep import __version__
from netkeep.cli.context import Context
from netkeep.cli.parameters import Day
from netkeep.model.date_phrases import Toward

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

SECTIONS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "Start": ("demo", "init", "doctor", "completion"),
        "Every day": (
            "week",
            "due",
            "add",
            "log",
            "show",
            "history",
            "edit",
            "list",
            "find",
            "set",
            "remind",
            "done",
            "undo",
        ),
        "The network": ("who", "hunt", "path", "suggest", "stats"),
        "The life of a job": ("job", "sweep", "leave", "exposure", "asks"),
        "In and out": ("import", "export", "merge", "rename", "forget"),
        "Keeping it sound": ("check", "git", "sync", "rule", "settings", "lsp", "site"),
    },
)


class Sections(click.Group):
    """A group that imports a command's module only when the command is wanted."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order of the sections."""
        del ctx
        return [name for names in SECTIONS.values() for name in names]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import ``netkeep.cli.<name>`` and return its ``command``."""
        if cmd_name not in self.list_commands(ctx):
            return None
        command = import_module(f"netkeep.cli.{_module(cmd_name)}").command
        return command if isinstance(command, click.Command) else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command, or fail and name the one that looks most like it."""
        if args[0] not in self.list_commands(ctx) and (near := _near(args[0], self.list_commands(ctx))):
            ctx.fail(f"No such command {args[0]!r}; did you mean {near!r}?")
        return super().resolve_command(ctx, args)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> "list[CompletionItem]":
        """Return the commands, or the options; without their help, for which each would have to be imported."""
        from click.shell_completion import CompletionItem

        names = [CompletionItem(name) for name in self.list_commands(ctx) if name.startswith(incomplete)]
        return [*names, *click.Command.shell_complete(self, ctx, incomplete)]

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands under the headings of their sections."""
        for section, names in SECTIONS.items():
            rows = [(name, self._short_help(ctx, name)) for name in names]
            with formatter.section(section):
                formatter.write_dl(rows)

    def _short_help(self, ctx: click.Context, name: str) -> str:
        command = self.get_command(ctx, name)
        return command.get_short_help_str(90) if command else ""


def _near(name: str, names: list[str]) -> str | None:
    from difflib import get_close_matches

    return next(iter(get_close_matches(name, names, n=1)), None)


def _module(name: str) -> str:
    return {"list": "list_people", "set": "set_fields", "import": "import_"}.get(name, name)


@click.group(
    cls=Sections,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Exit codes: 0 fine, 1 findings, 2 usage or configuration, 3 a bug, 4 something else changed the vault "
    "meanwhile, 5 the system refused (disk full, no permission).",
)
@click.option("--vault", type=click.Path(path_type=Path), help="The vault; else NETKEEP_VAULT, upward, ./vault.")
@click.option("--today", type=Day(Toward.PAST), envvar="NETKEEP_TODAY", help="Take this day for today.")
@click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", help="Colour in the output.")
@click.option("-v", "--verbose", is_flag=True, help="Say more, also when something breaks.")
@click.version_option(__version__, prog_name="netkeep")
@click.pass_context
def cli(ctx: click.Context, vault: Path | None, today: date | None, color: str, verbose: bool) -> None:  # noqa: FBT001
    """Keep the people you have worked with: a contact vault in plain text, in your hands.

    Start with 'netkeep demo', which shows it all on a vault of invented people.
    """
    day = today or date.today()  # noqa: DTZ011 (the day where the owner is)
    ctx.obj = ctx.with_resource(Context(vault, day, day_chosen=today is not None, verbose=verbose))
    ctx.color = ctx.obj.colour(color)
