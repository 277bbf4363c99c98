"""Every setting of ``netkeep.toml``, a row each: read, explained, documented and put into a schema by it."""

from typing import NamedTuple

from netkeep.config import forms
from netkeep.config.forms import Form

SOURCE = "SOURCE"
"""Stands for the name of a source of tables in the keys of its settings: ``import.csv.dates``."""


class Row(NamedTuple):
    """A setting: its key, its attribute in ``Settings`` or ``TableSettings``, its form, and what it means.

    ``default`` is written as in the file; it is empty where nothing is set unless the owner does.
    """

    key: str
    attribute: str
    form: Form
    default: str
    about: str

    @property
    def name(self) -> str:
        """Return the key within its table."""
        return self.key.rpartition(".")[2]

    @property
    def table(self) -> str:
        """Return the name of the table that it stands in, empty for the top."""
        return self.key.rpartition(".")[0]


ROWS = (
    Row("format", "format", forms.VERSION, "1", "The version in which the vault is written."),
    Row("owner.name", "owner_name", forms.TEXT, "", "Your name, as in letters and in archives of LinkedIn."),
    Row(
        "owner.emails",
        "owner_emails",
        forms.EMAILS,
        "[]",
        "Your addresses, which tell you apart in mail and calendars.",
    ),
    Row("owner.region", "region", forms.REGION, "", "Phone numbers without a country are read as numbers of this one."),
    Row(
        "cadence.default", "cadence", forms.CADENCE, '"1 year"', "How often to be in touch with whoever has no cadence."
    ),
    Row(
        "cadence.tags",
        "tag_cadences",
        forms.CADENCES,
        "{}",
        "How often by tag: the shortest of a contact's tags counts, and the contact's own cadence beats all.",
    ),
    Row(
        "memory.fades_after",
        "fades_after",
        forms.DURATION,
        '"2 years"',
        "Whoever had no contact with you for this long may not remember you.",
    ),
    Row("log.kinds", "kinds", forms.KINDS, "{}", "Further kinds of log entry; with true they count as contact."),
    Row("orgs.none", "no_employers", forms.NO_EMPLOYERS, "[]", "Further words that name no employer."),
    Row("check.select", "select", forms.CODES, "[]", "Rules to report that are off by default."),
    Row("check.ignore", "ignore", forms.CODES, "[]", "Rules not to report."),
    Row("check.exclude", "exclude", forms.GLOBS, "[]", "Files that no command reads."),
    Row("check.notes", "notes", forms.GLOBS, "[]", "Files that are no contacts, but may be linked to."),
    Row(
        "check.allow-keys",
        "allow_keys",
        forms.KEYS,
        "[]",
        "Further keys of other programs at the top of the front matter.",
    ),
    Row("check.per-file-ignores", "per_file_ignores", forms.CODES_BY_GLOB, "{}", "Rules not to report for some files."),
    Row(
        "check.severity",
        "severities",
        forms.SEVERITY_BY_RULE,
        "{}",
        "The severity of what a rule finds: an error fails a check, a warning or advice only with --strict.",
    ),
    Row("site.title", "site_title", forms.TEXT, '"My network"', "The title of the site."),
    Row(
        "site.hide", "hide", forms.FIELDS, "[]", "Fields that the site never shows, beside those that it always hides."
    ),
    Row(
        "site.editor",
        "editor",
        forms.EDITOR,
        "",
        "What opens a file from the site, while it is served on this machine.",
    ),
    Row("git.commit", "commit", forms.TRUTH, "false", "Whether each command commits what it changed."),
)
IMPORT_ROWS = (
    Row(f"import.{SOURCE}.columns", "columns", forms.COLUMNS, "{}", "The column of a field, where it is not guessed."),
    Row(f"import.{SOURCE}.dates", "day_first", forms.DAY_ORDER, "", "How 3/4/1990 is meant in tables of this source."),
)
