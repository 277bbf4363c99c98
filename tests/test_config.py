import tomllib
from dataclasses import fields
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netkeep.config import Settings, TableSettings, parse
from netkeep.config.places import line_of
from netkeep.config.rows import IMPORT_ROWS, ROWS
from netkeep.errors import ConfigError
from netkeep.model.dates import Duration, Never
from netkeep.model.kinds import Kinds

EVERYTHING = """\
format = 1

[owner]
name = "Sam Owner"
emails = ["sam@home.example"]
region = "GB"

[cadence]
default = "6 months"
tags = { mentor = "3 months", client = "none" }

[memory]
fades_after = "3 years"

[log]
kinds = { podcast = true, post = false }

[check]
ignore = ["NK304"]
select = ["NK901"]
exclude = ["people/old"]
notes = ["meetings", "Daily *"]
allow-keys = ["rating"]
per-file-ignores = { "people/imported/*" = ["NK4"] }
severity = { NK407 = "error" }

[site]
title = "People"
hide = ["phones", "birthday"]

[git]
commit = true

[import.csv]
columns = { name = "Full name", org = "Werk" }
dates = "day first"

[import.choir]
columns = { emails = "Post" }
"""
DURATION = "a duration is a whole number and a unit, such as '6 months', or weekly to yearly"
FORMAT = "format is a whole number, such as 2"


def test_every_setting() -> None:
    assert parse(EVERYTHING.encode()) == Settings(
        owner_name="Sam Owner",
        owner_emails=("sam@home.example",),
        region="GB",
        cadence=Duration(6, "month"),
        tag_cadences=MappingProxyType({"mentor": Duration(3, "month"), "client": Never.NEVER}),
        fades_after=Duration(3, "year"),
        kinds=Kinds(MappingProxyType({"podcast": True, "post": False})),
        ignore=("NK304",),
        select=("NK901",),
        exclude=("people/old",),
        notes=("meetings", "Daily *"),
        allow_keys=frozenset({"rating"}),
        per_file_ignores=(("people/imported/*", ("NK4",)),),
        severities=MappingProxyType({"NK407": "error"}),
        site_title="People",
        hide=frozenset({"phones", "birthday"}),
        commit=True,
        imports={
            "csv": TableSettings({"name": "Full name", "org": "Werk"}, day_first=True),
            "choir": TableSettings({"emails": "Post"}),
        },
    )


@pytest.mark.parametrize(
    "text", ["", "format = 1", "# nothing\n", "\ufeffformat = 1", "[owner]\n[site]\n", "format = 1\r\n"]
)
def test_the_defaults(text: str) -> None:
    assert parse(text.encode()) == Settings(
        owner_name=None,
        owner_emails=(),
        cadence=Duration(1, "year"),
        tag_cadences={},
        fades_after=Duration(2, "year"),
        kinds=Kinds({}),
        ignore=(),
        select=(),
        site_title="My network",
        hide=frozenset(),
        commit=False,
    )


def test_the_default_cadence_may_be_none() -> None:
    assert parse(b'[cadence]\ndefault = "none"').cadence is Never.NEVER


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("format = 0", FORMAT),
        ('format = "1"', FORMAT),
        ("format = true", FORMAT),
        ("[ownr]", "unknown setting ownr; did you mean 'owner'?"),
        ("qqq = 1", "unknown setting qqq"),
        ("owner = 1", "[owner] is a table"),
        ("[[site]]", "[site] is a table"),
        ("[owner]\nname = 1", "owner.name is text"),
        ('[owner]\nemails = "a@b.example"', "owner.emails is a list of e-mail addresses"),
        (
            '[owner]\nregion = "gb"',
            (
                'owner.region is a country in two letters (ISO 3166, such as "GB"; '
                "numbers without a country are read as numbers there)"
            ),
        ),
        ("[owner]\nemails = [1]", "owner.emails is a list of e-mail addresses"),
        ('[owner]\nmails = ["a@b.example"]', "unknown setting owner.mails; did you mean 'emails'?"),
        ('[cadence]\ndefault = "often"', f'cadence.default is a duration such as "1 year", or "none" ({DURATION})'),
        ("[cadence]\ndefault = 12", 'cadence.default is a duration such as "1 year", or "none"'),
        ('[cadence]\ntags = "mentor"', "cadence.tags is a table of tag = duration"),
        ("[cadence]\ntags = { mentor = 3 }", "cadence.tags is a table of tag = duration"),
        ('[cadence]\ntags = { mentor = "3" }', f"cadence.tags is a table of tag = duration ({DURATION})"),
        ('[memory]\nfades_after = "none"', f'memory.fades_after is a duration such as "2 years" ({DURATION})'),
        ("[memory]\nfades_after = false", 'memory.fades_after is a duration such as "2 years"'),
        ('[log]\nkinds = ["podcast"]', "log.kinds is a table of kind = true or false"),
        ('[log]\nkinds = { podcast = "yes" }', "log.kinds is a table of kind = true or false"),
        ('[check]\nignore = "NK304"', "check.ignore is a list of rule codes"),
        ("[check]\nselect = [304]", "check.select is a list of rule codes"),
        ("[site]\ntitle = []", "site.title is text"),
        ('[site]\nhide = "phones"', "site.hide is a list of fields"),
        ('[git]\ncommit = "yes"', "git.commit is true or false"),
        ("[git]\ncomit = true", "unknown setting git.comit; did you mean 'commit'?"),
        ('[orgs]\nnone = "Various"', "orgs.none is a list of what stands for no employer"),
        (
            '[orgs]\nnone = ["-"]',
            "orgs.none is a list of what stands for no employer (one of them has no letter and no digit)",
        ),
        ("[orgs]\nnon = []", "unknown setting orgs.non; did you mean 'none'?"),
        ("import = 1", "import is a table of tables"),
        ("[import]\ncsv = 1", "[import.csv] is a table"),
        ("[import.csv]\ncolumns = 1", "import.csv.columns is a table of field = name of the column"),
        ("[import.csv]\ncolumns = { name = 1 }", "import.csv.columns is a table of field = name of the column"),
        ('[import.csv]\ndates = "US"', 'import.csv.dates is "day first" or "month first"'),
        ("[import.csv]\ndates = 1", 'import.csv.dates is "day first" or "month first"'),
        ("[import.csv]\ncolums = {}", "unknown setting import.csv.colums; did you mean 'columns'?"),
        ("[site]\nhidden = []", "unknown setting site.hidden; did you mean 'hide'?"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(text: str, message: str) -> None:
    with pytest.raises(ConfigError) as error:
        parse(text.encode())
    assert str(error.value) == f"netkeep.toml:{len(text.splitlines())}: {message}"


ODD = """\
# [check] "
format = 2

check.ignore = [  # a list, "with [a bracket
  "]", 'NK304 #',
  '''
  ["
  ''', '''
  "'''', "\\\\"]
log . kinds = { "a ]" = true }
  [ site ]  # [git]
title = "\\\\"
hide = []
[import . "a.b"]
  dates = "day first"
"""


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("format", 2),
        ("check ignore", 4),
        ("log", 10),
        ("log kinds", 10),
        ("site", 11),
        ("site title", 12),
        ("site hide", 13),
        ("import a.b", 14),
        ("import a.b dates", 15),
        ("git", None),
        ("format x", None),
    ],
)
def test_the_line_of_a_setting(path: str, line: int | None, end: str) -> None:
    assert line_of(ODD.replace("\n", end), *path.split()) == line


def test_every_setting_has_a_row_that_knows_its_default() -> None:
    for rows, default in ((ROWS, Settings()), (IMPORT_ROWS, TableSettings())):
        attributes = [field.name for field in fields(default)]
        assert sorted(row.attribute for row in rows) == sorted(set(attributes) - {"imports", "text"})
        for row in rows:
            value = row.form.read(tomllib.loads(f"x = {row.default}")["x"]) if row.default else None
            assert value == getattr(default, row.attribute), row.key


@pytest.mark.parametrize(
    "data",
    [
        b"[owner",
        b"a = 1\na = 2",
        b"[owner]\nname = 'x",
        b"\xff\xfe",
        b"a = " + b"[" * 100_000,
        b"a = " + b"9" * 5000,
        b"a = 2024-02-30",
        b"\x00",
    ],
    ids=["bracket", "twice", "quote", "utf-16", "brackets", "digits", "no day", "nul"],
)
def test_no_toml(data: bytes) -> None:
    with pytest.raises(ConfigError, match=r"^netkeep\.toml: not valid TOML: "):
        parse(data)


@given(st.binary(max_size=60) | st.text("[]{}=\"'\n.ownersitlgkd1 ", max_size=40).map(str.encode))
def test_any_bytes_are_settings_or_a_complaint(data: bytes) -> None:
    try:
        assert isinstance(parse(data), Settings)
    except ConfigError as error:
        assert str(error).startswith("netkeep.toml")  # noqa: PT017 (whether it raises is not the question)
