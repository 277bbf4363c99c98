"""``netkeep settings``: what each setting means, what it is here, and where it was set."""

import os
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from typing import NamedTuple

import click
from click.core import ParameterSource

from netkeep.cli.context import Context, pass_context
from netkeep.cli.layout import hang, reading_width, shorten
from netkeep.cli.output import heading, print_json, print_table
from netkeep.cli.printable import clean
from netkeep.config import FILE_NAME
from netkeep.config.explain import as_toml, explained, reference
from netkeep.errors import ConfigError
from netkeep.store.settings import read_settings

_MOST = 40
"""The most columns of a value in the list; all of it stands on its own page."""
_INDENT = 11
_OPTION_SOURCES = {ParameterSource.COMMANDLINE: "--today", ParameterSource.ENVIRONMENT: "NETKEEP_TODAY"}


class _Setting(NamedTuple):
    """A setting: its key, what it means, what a value of it is, its default, its value here, and where that was set.

    ``where`` is ``FILE:LINE``, a variable of the environment or an option; empty for a default.
    """

    key: str
    about: str
    form: str
    default: object
    value: object
    where: str


@click.command("settings", short_help="Explain the settings, and show where each was set.")
@click.argument("keys", nargs=-1, metavar="[KEY]...")
@click.option("--format", "style", type=click.Choice(["text", "json", "markdown"]), default="text", show_default=True)
@pass_context
def command(context: Context, keys: tuple[str, ...], style: str) -> None:
    """Show every setting of netkeep.toml with its value here and where it was set; with KEY, explain it.

    KEY is a setting, or a table such as 'check' for all settings in it. With '--format markdown' it is the page about
    all settings, whatever the vault.

    \b
    Examples:
      netkeep settings
      netkeep settings cadence.default
      netkeep settings check --format json
    """
    if style == "markdown":
        click.echo(reference(), nl=False)
        return
    settings = _chosen(list(_all(context)), keys)
    if style == "json":
        print_json("settings", {"settings": [setting._asdict() for setting in settings]})
    elif keys:
        click.echo("\n\n".join("\n".join(_page(setting)) for setting in settings))
    else:
        print_table([[each.key, shorten(as_toml(each.value), _MOST), each.where or "default"] for each in settings])


def _all(context: Context) -> Iterator[_Setting]:
    """Yield the settings: first the two that stand in no file."""
    where = "--vault" if context.named_vault else "NETKEEP_VAULT" if os.environ.get("NETKEEP_VAULT") else ""
    about = "The folder of the vault; by default the one around the folder where you are, or ./vault."
    yield _Setting("vault", about, "a folder", None, str(context.root), where)
    source = click.get_current_context().find_root().get_parameter_source("today")
    where = _OPTION_SOURCES.get(source, "") if source else ""
    about = "The day for which all is computed; by default the one that the system says."
    yield _Setting("today", about, "a day", None, context.today.isoformat(), where)
    for setting in explained(read_settings(context.root)):
        where = f"{FILE_NAME}:{setting.line}" if setting.line else ""
        yield _Setting(setting.key, setting.row.about, setting.row.form.words, setting.default, setting.value, where)


def _chosen(settings: Sequence[_Setting], keys: Sequence[str]) -> list[_Setting]:
    """Return the settings of these keys, or in these tables; all where there are no keys."""
    for key in keys:
        if not any(_is_in(setting, key) for setting in settings):
            near = get_close_matches(key, [setting.key for setting in settings], n=1)
            hint = f"did you mean {near[0]}?" if near else "'netkeep settings' lists them all"
            raise ConfigError(f"netkeep settings: there is no setting {key!r}; {hint}")
    return [setting for setting in settings if not keys or any(_is_in(setting, key) for key in keys)]


def _is_in(setting: _Setting, key: str) -> bool:
    return setting.key == key or setting.key.startswith(f"{key}.")


def _page(setting: _Setting) -> Iterator[str]:
    yield heading(clean(setting.key))
    for label, text in (
        ("means", setting.about),
        ("is", setting.form),
        ("default", as_toml(setting.default) or "not set"),
        ("here", as_toml(setting.value) or "not set"),
        ("set in", setting.where or "nowhere: it is the default"),
    ):
        yield from hang(f"  {label}", clean(text), indent=_INDENT, room=reading_width())
