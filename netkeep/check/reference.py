"""The rule reference: every rule's page as Markdown, made from the rules themselves."""

from collections.abc import Iterator

from netkeep.check.page import Example, read_page
from netkeep.check.registry import RULES
from netkeep.check.rule import Rule

GROUPS = {
    "1": "Files and YAML",
    "2": "Fields",
    "3": "Body and log",
    "4": "Across files",
    "5": "Names of files",
    "6": "Advice",
}
_MENDED = "`netkeep check --fix` fixes it where only one thing can be meant."
_ASKED_FOR = "`netkeep check --fix --unsafe-fixes` fixes it; look at `--diff` first."
_NOT_MENDED = "Only you can fix it."
_HEAD = """\
# Rules

What `netkeep check` looks for. This page is made from the rules by `netkeep rule --format markdown`;
`netkeep rule NK304` shows one of them.

`--select` and `--ignore` take codes (`NK304`), names (`log-order`) and groups (`NK3`); so do `select` and `ignore`
below `[check]` in `netkeep.toml`, where `select` switches on rules that are off by default. `--select` sets the choice
of `netkeep.toml` aside. What you accept in one file goes into its `check_ignore`, what you accept on one line into
`<!-- netkeep: ignore NK304 -->`.
The rules of group 6, and `NK407`, are advice: `netkeep check` exits with 0 despite them, unless `--strict` is
given. `[check.severity]` in `netkeep.toml` makes the findings of a rule, or of a group, an `"error"`, a `"warning"` or
`"advice"`; the latter two make a check fail with `--strict` only.

`[*]` marks what `netkeep check --fix` fixes where only one thing can be meant.
"""


def reference() -> str:
    """Return the whole reference."""
    return "\n".join((_HEAD, *_index(), *(markdown(rule, level=3) for rule in RULES)))


def markdown(rule: Rule, level: int = 1) -> str:
    """Return one rule's page, with a heading of this level."""
    page = read_page(rule)
    parts = [f"{'#' * level} {rule.code} {rule.name}", page.summary, *page.why]
    parts += [*_example("Bad", page.bad), *_example("Good", page.good)]
    parts.append(f"To fix: {page.mend} {mended(rule)}{opt_in(rule)}")
    return "\n\n".join(parts) + "\n"


def mended(rule: Rule) -> str:
    """Return the sentence that says whether a program can mend it."""
    if rule.fixes == "unsafe":
        return _ASKED_FOR
    return _MENDED if rule.fixes else _NOT_MENDED


def opt_in(rule: Rule) -> str:
    """Return the sentence for a rule that only runs on request; empty for any other."""
    return " Off by default: select it." if rule.opt_in else ""


def mark(rule: Rule) -> str:
    """Return the sign for a rule that ``check --fix`` mends, if only one thing can be meant."""
    return "[*]" if rule.fixes == "safe" else ""


def _index() -> Iterator[str]:
    for digit, title in GROUPS.items():
        rules = [rule for rule in RULES if rule.code[2] == digit]
        if rules:
            yield f"## {title}\n\n| code | name | | |\n| --- | --- | --- | --- |"
            yield from map(_row, rules)
            yield ""


def _row(rule: Rule) -> str:
    about = read_page(rule).summary.replace("|", "\\|")
    return f"| [{rule.code}](#{rule.code.lower()}-{rule.name}) | {rule.name} | {mark(rule)} | {about} |"


def _example(word: str, example: Example) -> Iterator[str]:
    about = f" ({example.about})" if example.about else ""
    if example.words:
        yield f"{word}{about}: {example.words}"
    else:
        yield f"{word}{about}:"
        yield "\n".join(f"    {line}".rstrip() for line in example.lines)
