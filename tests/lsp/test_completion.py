from collections.abc import Iterator

import pytest

from netkeep.lsp.cursor import Typed, typed_at
from tests.lsp.editor import Editor, Json, editor
from tests.vaults import make_vault

NEW = "people/new-one.md"
FILES = {
    "people/ada-example.md": "---\nname: Ada Example\naliases: [Countess]\nroles:\n  - {org: Acme Corp, title: CTO}\n"
    "tags: [mentor]\n---\n\n## Log\n\n- 2026-10-01 coffee: Engines.\n",
    "people/alan-sample.md": "---\nname: Álan Sample\nroles:\n  - {org: 'Initech: Labs', title: Analyst}\n---\n",
    "people/grace-sample.md": "---\nname: Grace Sample\nprivate: true\n---\n\n## Log\n\n- 2026-11-01 call\n",
    "jobs/acme-2023.md": "---\norg: Acme Corp\ntitle: Engineer\nfrom: 2023\n---\n",
    "orgs/acme.md": "---\nname: Acme Corp\n---\n",
}


@pytest.fixture(scope="module")
def ed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editor]:
    with editor(make_vault(tmp_path_factory.mktemp("vault"), FILES)) as client:
        client.open(NEW, "")
        client.wait_for_vault()
        yield client


def completed(ed: Editor, text: str) -> tuple[list[Json], str]:
    """Return what can be chosen at the ``|`` of a text, and the text once the first of it is chosen."""
    before, _, after = text.partition("|")
    ed.change(NEW, before + after)
    line, column = before.count("\n"), len(before.rpartition("\n")[2])
    items = ed.ask("textDocument/completion", ed.at(NEW, line, column))["items"]
    if not items:
        return [], text
    edit = items[0]["textEdit"]
    assert edit["range"]["end"] == {"line": line, "character": column}
    start = len(before) - (column - edit["range"]["start"]["character"])
    return items, before[:start] + edit["newText"] + after


def labels(items: list[Json]) -> list[str]:
    return [item["label"] for item in items]


@pytest.mark.parametrize(
    ("text", "chosen"),
    [
        ("---\nname: A\nkno|", "---\nname: A\nknows: "),
        ("---\nname: A\ncadence: |\n---\n", "---\nname: A\ncadence: 2 weeks\n---\n"),
        ("---\nname: A\nroles:\n  - org: ac|\n---\n", "---\nname: A\nroles:\n  - org: Acme Corp\n---\n"),
        ("---\nname: A\nroles:\n- {org: ini|}\n---\n", '---\nname: A\nroles:\n- {org: "Initech: Labs"}\n---\n'),
        (
            "---\nname: A\nroles:\n  - {org: A, title: an|}\n---\n",
            "---\nname: A\nroles:\n  - {org: A, title: Analyst}\n---\n",
        ),
        ("---\nname: A\ntags: [x, |]\n---\n", "---\nname: A\ntags: [x, mentor]\n---\n"),
        ("---\nname: A\nknows: [countess|]\n---\n", "---\nname: A\nknows: [ada-example]\n---\n"),
        ("---\nname: A\nknows:\n- gra|\n---\n", "---\nname: A\nknows:\n- grace-sample\n---\n"),
        ("---\nname: A\nworked_with:\n  - job: |\n---\n", "---\nname: A\nworked_with:\n  - job: acme-2023\n---\n"),
        (
            "---\nname: A\nworked_with:\n  - {job: acme-2023, as: |}\n---\n",
            "---\nname: A\nworked_with:\n  - {job: acme-2023, as: manager}\n---\n",
        ),
        ("---\nname: A\npaused_until: |\n---\n", "---\nname: A\npaused_until: 2026-11-22\n---\n"),
        ("---\nname: A\nprivate: |\n---\n", "---\nname: A\nprivate: true\n---\n"),
        ("---\nname: A\n---\n\nSee [[ini|", "---\nname: A\n---\n\nSee [[alan-sample]]"),
        ("---\nname: A\n---\n\nSee [[alan s|]]", "---\nname: A\n---\n\nSee [[alan-sample]]"),
        ("---\nname: A\n---\n\nSee [[exampel|", "---\nname: A\n---\n\nSee [[exampel"),
        ("---\nname: A\n---\n\nSee [[ada exampel|", "---\nname: A\n---\n\nSee [[ada-example]]"),
        ("---\nname: A\n---\n\n## Log\n\n- |", "---\nname: A\n---\n\n## Log\n\n- 2026-11-22 "),
        ("---\nname: A\n---\n\n## Log\n\n- 2026-11-20 |", "---\nname: A\n---\n\n## Log\n\n- 2026-11-20 call"),
        (
            "---\nname: A\n---\n\n## Log\n\n- 2026-11-20 call with [[ada-example]], gr|",
            "---\nname: A\n---\n\n## Log\n\n- 2026-11-20 call with [[ada-example]], [[grace-sample]]",
        ),
    ],
)
def test_the_first_choice_fits_into_the_text(ed: Editor, text: str, chosen: str) -> None:
    assert completed(ed, text)[1].replace("|", "") == chosen


def test_people_come_by_how_they_fit_and_then_by_the_last_contact(ed: Editor) -> None:
    front = "---\nname: A\n---\n\n"
    assert labels(completed(ed, f"{front}[[|")[0])[:2] == ["Grace Sample", "Ada Example"]
    assert labels(completed(ed, f"{front}[[sample|")[0]) == ["Grace Sample", "Álan Sample"]
    assert labels(completed(ed, f"{front}[[acme|")[0]) == ["Acme Corp", "Acme Corp", "Ada Example"]
    assert completed(ed, f"{front}[[nobody at all|")[0] == []


def test_what_an_editor_filters_by_begins_as_it_was_typed(ed: Editor) -> None:
    for typed, filters in (("grace s", ["grace sample"]), ("alan", ["alan Sample"]), ("vp", [])):
        items, _ = completed(ed, f"---\nname: A\n---\n\n[[{typed}|")
        assert [item["filterText"] for item in items] == filters


def test_a_choice_is_explained_when_it_is_looked_at(ed: Editor) -> None:
    items, _ = completed(ed, "---\nname: A\n---\n\n[[countess|")
    assert items == [
        {
            "label": "Ada Example",
            "labelDetails": {"description": "CTO, Acme Corp"},
            "kind": 18,
            "sortText": "0000",
            "filterText": "countess",
            "textEdit": {
                "range": {"start": {"line": 4, "character": 2}, "end": {"line": 4, "character": 10}},
                "newText": "ada-example]]",
            },
            "data": items[0]["data"],
        }
    ]
    assert ed.ask("completionItem/resolve", items[0])["documentation"] == {
        "kind": "markdown",
        "value": "**Ada Example**\n\nCTO, Acme Corp\n\nat Acme Corp at the same time\n\n"
        "Last contact: coffee, 7 weeks ago: Engines.\n\n"
        "Next: on Friday 1 October 2027 (last: coffee, 7 weeks ago; default: every year)",
    }
    keys, _ = completed(ed, "---\nname: A\ncad|\n---\n")
    (cadence,) = [key for key in keys if key["label"] == "cadence"]
    assert ed.ask("completionItem/resolve", cadence)["documentation"]["value"] == (
        "How often you want to be in touch: 3 months, 2 weeks, quarterly; or none."
    )


def test_an_unsaved_contact_can_be_linked_to(ed: Editor) -> None:
    ed.show("people/edsger-example.md", "---\nname: Edsger Example\n---\n")
    assert labels(completed(ed, "---\nname: A\n---\n\n[[eds|")[0]) == ["Edsger Example"]
    ed.shut("people/edsger-example.md")
    assert completed(ed, "---\nname: A\n---\n\n[[eds|")[0] == []


@pytest.mark.parametrize("text", ["---\nname: A|\n---\n", "---\nname: A\n---\n\nText|", "---\n# a comment|\n---\n"])
def test_where_nothing_is_known_nothing_is_offered(ed: Editor, text: str) -> None:
    assert completed(ed, text)[0] == []


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("---\nroles:\n  - org: A\n    ti|", Typed("key", 26, "ti", ("roles",))),
        ("---\nroles:\n- org: A\n  ti|", Typed("key", 22, "ti", ("roles",))),
        ("---\nroles:\n- |", Typed("key", 13, "", ("roles",))),
        ("---\nroles: [{org: A}, {ti|", Typed("key", 23, "ti", ("roles",))),
        ("---\nemails:\n  - {address: a@b.example, label: |", Typed("value", 46, "", ("emails", "label"))),
        ("---\nknows: [ada,\n  gr|", Typed("value", 19, "gr", ("knows",))),
        ("---\r\nknows:\r\n  - gr|", Typed("key", 17, "gr", ("knows",))),
        ("---\nx: 'a, {b: |", Typed("value", 7, "'a, {b: ", ("x",))),
    ],
)
def test_what_is_typed_is_known_from_the_text_alone(text: str, typed: Typed) -> None:
    assert typed_at(text.replace("|", ""), text.index("|")) == typed
