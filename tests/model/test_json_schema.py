"""The published schemas are those of the model, and a real validator agrees with netkeep about what is right."""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from netkeep.cli.main import run
from netkeep.model.json_schema import json_schema
from netkeep.model.schema import ABOUT, FILE_KINDS, FileKind
from netkeep.resources import sample_vault
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
def _validator(folder: str) -> jsonschema.Draft202012Validator:
    schema = json_schema(KINDS[folder])
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())


def _problems(path: str, text: str) -> list[str]:
    front: Any = yaml.load(_FENCE.split(text)[1], Loader=EditorLoader)  # noqa: S506 (a SafeLoader)
    return [error.json_path for error in _validator(path.partition("/")[0]).iter_errors(front)]


@pytest.mark.parametrize("kind", FILE_KINDS, ids=[kind.name for kind in FILE_KINDS])
def test_what_is_published_is_current(kind: FileKind, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["export", "schema", kind.name]) == 0
    printed = capsys.readouterr().out
    assert (DOCS / f"{kind.name}.json").read_text(encoding="utf-8") == printed
    assert json.loads(printed)["$schema"] == "https://json-schema.org/draft/2020-12/schema"


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
