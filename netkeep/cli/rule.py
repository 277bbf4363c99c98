"""``netkeep rule``: what a rule means, why, and how to mend what it finds."""

import re
from collections.abc import Iterator

import click

from netkeep.check.diagnostic import severity_of
from netkeep.check.page import Example, read_page
from netkeep.check.reference import GROUPS, mark, markdown, mended, opt_in, reference
from netkeep.check.registry import RULES
from netkeep.check.rule import Rule
from netkeep.check.selection import resolve
from netkeep.cli.context import Context, pass_context
from netkeep.cli.layout import reading_width, wrap
from netkeep.cli.output import heading, print_json, print_table, say
from netkeep.cli.printable import clean
from netkeep.errors import Exit


@click.command("rule", short_help="Explain what the rules of a check find, and how to fix it.")
@click.argument("rules", nargs=-1, metavar="[RULE]...")
@click.option("--format", "style", type=click.Choice(["text", "json", "markdown"]), default="text", show_default=True)
@pass_context
def command(context: Context, rules: tuple[str, ...], style: str) -> int:
    """Explain rules: what they find, why, a bad and a good example, and how to fix it.

    RULE is a code, a name, or a group such as NK3; without one, all rules are listed.

    \b
    Examples:
      netkeep rule NK304
      netkeep rule log-order --format json
    """
    del context
    codes = resolve(rules, "netkeep rule")
    chosen = [rule for rule in RULES if rule.code in codes or not rules]
    if style == "json":
        print_json("rule", {"rules": [_record(rule) for rule in chosen]})
    elif style == "markdown":
        click.echo("\n".join(map(markdown, chosen)) if rules else reference(), nl=False)
    elif rules:
        say("\n\n".join("\n".join(_page(rule)) for rule in chosen))
    else:
        _list(chosen)
    return Exit.OK


def _list(rules: list[Rule]) -> None:
    for digit, title in GROUPS.items():
        click.echo(("" if digit == "1" else "\n") + heading(title))
        group = [rule for rule in rules if rule.code[2] == digit]
        print_table(
            [[rule.code, rule.name, mark(rule), _plain(read_page(rule).summary)] for rule in group], indent="  "
        )
    say("\n[*]: 'netkeep check --fix' fixes it where only one thing can be meant. More: netkeep rule NK304")


def _page(rule: Rule) -> Iterator[str]:
    page, room = read_page(rule), reading_width()
    yield heading(f"{rule.code} {rule.name}")
    for text in (page.summary, *page.why):
        yield from wrap(_plain(text), room)
        yield ""
    for word, example in (("Bad", page.bad), ("Good", page.good)):
        yield from _example(word, example, room)
        yield ""
    yield heading("To fix")
    yield from _indented(f"{page.mend} {mended(rule)}{opt_in(rule)}", room)


def _example(word: str, example: Example, room: int) -> Iterator[str]:
    yield heading(f"{word} ({_plain(example.about)})" if example.about else word)
    if example.words:
        yield from _indented(example.words, room)
    for line in example.lines:
        yield f"    {clean(line)}".rstrip()


def _indented(text: str, room: int) -> Iterator[str]:
    return (f"    {line}" for line in wrap(_plain(text), room - 4))


def _plain(text: str) -> str:
    """Return a text without Markdown's marks of code and emphasis."""
    return re.sub(r"`|\*(?=\w)|(?<=\w)\*", "", text)


def _record(rule: Rule) -> dict[str, object]:
    page = read_page(rule)
    return {
        "code": rule.code,
        "name": rule.name,
        "severity": severity_of(rule.code).value,
        "fixable": bool(mark(rule)),
        "opt_in": rule.opt_in,
        "summary": page.summary,
        "why": list(page.why),
        "bad": _of_example(page.bad),
        "good": _of_example(page.good),
        "mend": page.mend,
    }


def _of_example(example: Example) -> dict[str, object]:
    return {"about": example.about, "words": example.words, "lines": list(example.lines)}
