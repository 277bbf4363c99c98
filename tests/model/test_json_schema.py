"""The published schemas are those of the model, and a real validator agrees with netkeep about what is right."""

import json
import re
import tomllib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from jsonschema.protocols import Validator

from netkeep import resources
from netkeep.check.formats.report import Report
from netkeep.check.formats.sarif import as_sarif
from netkeep.cli.main import run
from netkeep.config import parse
from netkeep.config.explain import as_toml
from netkeep.config.json_schema import settings_schema
from netkeep.config.rows import ROWS
from netkeep.errors import ConfigError
from netkeep.model.json_schema import DIALECTS, Json, json_schema
from netkeep.model.schema import ABOUT, FILE_KINDS, FileKind
from netkeep.resources import sample_vault
from netkeep.text.document import read_document
from tests import test_config
from tests.check import test_rules_2xx
from tests.check.cases import Case

DOCS = Path(__file__).parents[2] / "docs" / "schema"
KINDS = {kind.folder: kind for kind in FILE_KINDS}
# What no schema can say: which zones, days to come and rules there are, what precedes what, where an id leads.
_BEYOND = {"NK207", "NK213", "NK215", "NK216", "NK217", "NK218"}


class EditorLoader(yaml.SafeLoader):
    """Types scalars as the editors' YAML language server does: by the core schema of YAML 1.2, without dates."""


EditorLoader.yaml_implicit_resolvers = {}
for tag, pattern, first in (
    ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("null", r"~|null|Null|NULL|", "~nN"),
    ("int", r"[-+]?[0-9]+", "-+0123456789"),
    ("float", r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?", "-+.0123456789"),
):
    EditorLoader.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(f"^(?:{pattern})$"), [*first, ""])
EditorLoader.add_constructor("tag:yaml.org,2002:int", lambda _, node: int(node.value))
_FENCE = re.compile(r"^---[ \t]*\r?$", re.MULTILINE)


@cache
def _validators(folder: str) -> list[Validator]:
    """Return a validator of each dialect."""
    if folder in KINDS:
        return [validator(json_schema(KINDS[folder], dialect)) for dialect in DIALECTS]
    return [validator(settings_schema(dialect)) for dialect in DIALECTS]


def validator(schema: Json) -> Validator:
    kind = jsonschema.validators.validator_for(schema)
    kind.check_schema(schema)
    return kind(schema, format_checker=kind.FORMAT_CHECKER)


def _errors(folder: str, values: Json) -> list[str]:
    """Return the places of errors, which are the same in each dialect."""
    first, second = ([error.json_path for error in each.iter_errors(values)] for each in _validators(folder))
    assert first == second
    return first


def _problems(path: str, text: str) -> list[str]:
    front: Any = yaml.load(_FENCE.split(text)[1], Loader=EditorLoader)  # noqa: S506 (a SafeLoader)
    return _errors(path.partition("/")[0], front)


@pytest.mark.parametrize(("dialect", "folder"), [("2020-12", DOCS), ("draft-07", DOCS / "draft-07")])
@pytest.mark.parametrize("name", [*(kind.name for kind in FILE_KINDS), "settings"])
def test_what_is_published_is_current(
    name: str, dialect: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["export", "schema", name, "--dialect", dialect]) == 0
    printed = capsys.readouterr().out
    assert (folder / f"{name}.json").read_text(encoding="utf-8") == printed
    assert json.loads(printed)["$schema"] == DIALECTS[dialect]


@pytest.mark.parametrize(
    ("address", "identifiers"),
    [
        ("", ["urn:netkeep:schema:settings:1", "urn:netkeep:schema:job:1:draft-07", "urn:netkeep:rule:NK101"]),
        ("https://x.example/", ["schema/settings.json", "schema/draft-07/job.json", "rules.html#nk101-not-utf8"]),
    ],
)
def test_identifiers_come_from_one_address(
    address: str, identifiers: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(resources, "ADDRESS", address)
    sarif: Any = as_sarif(Report((), str, lambda _: None))
    assert [f"{address}{name}" for name in identifiers] == [
        settings_schema()["$id"],
        json_schema(KINDS["jobs"], "draft-07")["$id"],
        sarif["runs"][0]["tool"]["driver"]["rules"][0]["helpUri"],
    ]


def test_a_person_is_what_is_meant_without_a_word(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["export", "schema"]) == 0
    assert json.loads(capsys.readouterr().out)["title"] == "netkeep: person"


def test_every_key_is_explained_and_nothing_else() -> None:
    used = {f"{kind.name}.{key}" for kind in FILE_KINDS for key in kind.shape.fields}
    deeper = {path for path in ABOUT if path.count(".") > 1}
    assert used == ABOUT.keys() - deeper
    assert all(re.fullmatch(r"(?s)[A-Zt].*\.", words) for words in ABOUT.values())


def test_the_sample_vault_is_accepted() -> None:
    paths = [path for folder in KINDS for path in sorted((sample_vault() / folder).rglob("*.md"))]
    assert len(paths) > 50
    for path in paths:
        assert _problems(path.relative_to(sample_vault()).as_posix(), path.read_text(encoding="utf-8")) == [], path


def _files(*, failing: bool) -> list[Any]:
    cases = [case for case in test_rules_2xx.CASES if bool(case.expected) == failing and case.code not in _BEYOND]
    return [pytest.param(case, id=f"{case.code}-{case.name}") for case in cases]


@pytest.mark.parametrize("case", _files(failing=False))
def test_what_passes_is_accepted(case: Case) -> None:
    for path, text in case.files.items():
        assert isinstance(text, str)
        assert _problems(path, text) == []


@pytest.mark.parametrize("case", _files(failing=True))
def test_what_fails_is_refused(case: Case) -> None:
    wrong = {one.path for one in case.expected}
    for path, text in case.files.items():
        assert isinstance(text, str)
        assert bool(_problems(path, text)) == (path in wrong), path


def _examples() -> list[Any]:
    """Return the settings in the documents, and those of the sample vault and the tests."""
    texts = [test_config.EVERYTHING, (sample_vault() / "netkeep.toml").read_text(encoding="utf-8")]
    for page in sorted(DOCS.parent.glob("*.md")):
        blocks = re.findall(r"```toml\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)
        texts += [block for block in blocks if _is_settings(tomllib.loads(block))]
    assert len(texts) > 3
    return texts


def _is_settings(values: Json) -> bool:
    """Return whether a block of TOML is about a vault, and not about the editor."""
    return any(row.key.partition(".")[0] in values for row in ROWS)


@pytest.mark.parametrize("text", _examples())
def test_settings_of_examples_are_accepted(text: str) -> None:
    parse(text.encode())
    assert _errors("settings", tomllib.loads(text)) == []


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("format = 0", "$.format"),
        ("qqq = 1", "$"),
        ("[owner]\nmails = []", "$.owner"),
        ('[owner]\nregion = "gb"', "$.owner.region"),
        ('[cadence]\ndefault = "often"', "$.cadence.default"),
        ("[cadence]\ntags = { mentor = 3 }", "$.cadence.tags.mentor"),
        ('[memory]\nfades_after = "none"', "$.memory.fades_after"),
        ('[check.severity]\nNK304 = "fatal"', "$.check.severity.NK304"),
        ('[check]\nper-file-ignores = { a = "NK4" }', "$.check['per-file-ignores'].a"),
        ('[import.csv]\ndates = "US"', "$.import.csv.dates"),
        ("[import]\ncsv = 1", "$.import.csv"),
    ],
)
def test_settings_that_are_wrong_are_refused(text: str, place: str) -> None:
    with pytest.raises(ConfigError):
        parse(text.encode())
    assert _errors("settings", tomllib.loads(text)) == [place]


def drawn(schema: Json) -> st.SearchStrategy[Any]:
    """Return the values that a schema of ours takes."""
    if "anyOf" in schema:
        return st.one_of([drawn(each) for each in schema["anyOf"]])
    if "enum" in schema:
        return st.sampled_from(schema["enum"])
    if isinstance(schema.get("type"), list):
        return st.one_of([drawn({**schema, "type": kind}) for kind in schema["type"]])
    return _BY_TYPE[schema["type"]](schema)


def _object(schema: Json) -> st.SearchStrategy[Any]:
    if "properties" not in schema:
        return st.dictionaries(_WORDS, drawn(schema["additionalProperties"]), max_size=2)
    needed = schema.get("required", [])
    keys = {
        key: drawn(value)
        for key, value in schema["properties"].items()
        if "type" in value or "anyOf" in value or "enum" in value
    }
    return st.fixed_dictionaries(
        {key: keys[key] for key in needed}, optional={key: keys[key] for key in keys if key not in needed}
    )


_LETTERS = st.characters(min_codepoint=32, max_codepoint=126)
_WORDS = st.from_regex(r"[a-zé][a-z é]{0,6}[a-z]", fullmatch=True)
_BY_TYPE: dict[str, Callable[[Json], st.SearchStrategy[Any]]] = {
    "string": lambda schema: (
        st.from_regex(schema["pattern"].removesuffix("$") + r"\Z", alphabet=_LETTERS).filter(
            lambda text: len(text) <= schema.get("maxLength", 200)
        )
        if "pattern" in schema and schema["pattern"] != "\\S"
        else _WORDS
    ),
    "integer": lambda schema: st.integers(schema.get("minimum", 100), schema.get("maximum", 2016)),
    "boolean": lambda _: st.booleans(),
    "null": lambda _: st.none(),
    "array": lambda schema: st.lists(drawn(schema["items"]), max_size=2),
    "object": _object,
}


@given(drawn(settings_schema()))
def test_the_reader_takes_the_settings_that_the_schema_takes(values: Json) -> None:
    text = "\n".join(f"{key} = {as_toml(value)}" for key, value in values.items())
    assert tomllib.loads(text) == values
    assert _errors("settings", values) == []
    try:
        parse(text.encode())
    except ConfigError as error:
        assert re.search(r"no letter and no digit|nothing can match", str(error))  # noqa: PT017 (beyond a schema)


def _flow(value: object) -> str:
    """Return a value in the flow style of YAML, where nothing stands for null, as in what people write."""
    if isinstance(value, dict):
        return f"{{{', '.join(f'{_flow(key)}: {_flow(item)}' for key, item in value.items())}}}"
    if isinstance(value, list):
        return f"[{', '.join(_flow(item) for item in value if item is not None)}]"
    return "" if value is None else json.dumps(value, ensure_ascii=False)


_BEYOND_READING = {"bad-timezone", "bad-url"}
"""Which zones there are, and which ports and hosts a URL may name, no schema can say."""


@pytest.mark.parametrize("kind", FILE_KINDS, ids=[kind.name for kind in FILE_KINDS])
@settings(max_examples=20, deadline=None)
@given(data=st.data())
def test_the_reader_takes_the_fields_that_the_schema_takes(kind: FileKind, data: st.DataObject) -> None:
    """Draw one field at a time beside those that must be there; a schema knows no zones, days to come and order."""
    schema = json_schema(kind)
    key = data.draw(st.sampled_from([key for key in kind.shape.fields if key != "x"]))
    values = dict.fromkeys(schema.get("required", []), "Ada") | {key: data.draw(drawn(schema["properties"][key]))}
    assume(not _errors(kind.folder, values))  # a day that no calendar has, which the format knows, and no pattern
    text = f"---\n{_flow(values)}\n---\n"
    document = read_document(f"{kind.folder}/ada.md", text.encode(), kind)
    assert {problem.kind for problem in document.problems} <= _BEYOND_READING
