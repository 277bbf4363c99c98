from collections.abc import Iterator

import pytest

from tests.lsp.editor import Editor, Json, editor
from tests.vaults import make_vault

ADA, GRACE, JOB = "people/ada-example.md", "people/grace-sample.md", "jobs/acme-2023.md"
ADA_TEXT = (
    "---\nname: Ada *Example*\npronouns: she/her\nprivate: true\nroles:\n  - {org: Acme Corp, title: CTO, from: 2020}\n"
    "worked_with:\n  - {job: acme-2023, as: manager}\ncadence: 3 months\ncheck_ignore: [NK304]\n---\n\n"
    "😀 [[grace-sample]] and [[nobody]]\n\n## Log\n\n- 2026-10-01 coffee with [[grace-sample]]: Engines.\n"
    "- 2026-05-01 asked recommendation\n"
)
FILES = {
    ADA: ADA_TEXT,
    GRACE: "---\nname: Grace Sample\nknows: [ada-example]\n---\n",
    JOB: "---\norg: Acme Corp\ntitle: Engineer\nfrom: 2023\n---\n\n## Log\n\n- 2026-01-01 sweep with [[ada-example]]\n",
}


@pytest.fixture(scope="module")
def ed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editor]:
    with editor(make_vault(tmp_path_factory.mktemp("vault"), FILES)) as client:
        client.open(ADA, ADA_TEXT)
        client.show(GRACE, FILES[GRACE])
        client.wait_for_vault()
        yield client


def hover(ed: Editor, path: str, line: int, column: int) -> Json:
    shown = ed.ask("textDocument/hover", ed.at(path, line, column))
    return shown and shown["contents"]["value"]


def places(ed: Editor, found: Json) -> list[tuple[str, int, int, int]]:
    return [
        (
            place["uri"].removeprefix(f"{ed.uri('')}/"),
            *place["range"]["start"].values(),
            place["range"]["end"]["character"],
        )
        for place in found
    ]


def test_a_link_shows_who_it_is(ed: Editor) -> None:
    assert hover(ed, GRACE, 2, 10) == (
        "**Ada \\*Example\\*** · she/her · private\n\nCTO, Acme Corp\n\nyour manager at Acme Corp\n\n"
        "Last contact: coffee, 7 weeks ago: Engines.\n\n"
        "Next: on Friday 1 January 2027 (last: coffee, 7 weeks ago; you wanted every 3 months)\n\n"
        "You asked for a recommendation 6 months ago"
    )
    assert hover(ed, ADA, 7, 12) == "**Acme Corp**\n\nEngineer\n\nsince 2023"
    assert hover(ed, ADA, 12, 25) is None


def test_a_key_and_a_code_are_explained(ed: Editor) -> None:
    assert hover(ed, ADA, 7, 22) == "What they were to you in it."
    assert hover(ed, ADA, 1, 0) == "Their name, as they would sign."
    page = hover(ed, ADA, 9, 16)
    assert page is not None
    assert page.startswith("**NK304 log-order**\n\nThe log is out of order.\n\nA log is kept newest first,")
    assert "Bad:\n\n````markdown\n- 2024-04-20 call" in page


def test_an_id_leads_to_its_file_and_to_all_that_name_it(ed: Editor) -> None:
    assert places(ed, ed.ask("textDocument/definition", ed.at(GRACE, 2, 10))) == [(ADA, 0, 0, 0)]
    assert places(ed, ed.ask("textDocument/definition", ed.at(ADA, 12, 25))) == []
    asked = ed.at(ADA, 1, 0, context={"includeDeclaration": True})
    assert places(ed, ed.ask("textDocument/references", asked)) == [
        (ADA, 0, 0, 0),
        (JOB, 8, 24, 39),
        (GRACE, 2, 8, 19),
    ]
    asked = ed.at(ADA, 12, 5, context={"includeDeclaration": False})
    assert places(ed, ed.ask("textDocument/references", asked)) == [(ADA, 12, 2, 18), (ADA, 16, 25, 41)]


def test_symbols_of_a_file_and_of_the_vault(ed: Editor) -> None:
    (top,) = ed.ask("textDocument/documentSymbol", {"textDocument": {"uri": ed.uri(ADA)}})
    assert (top["name"], [child["name"] for child in top["children"]]) == (
        "Ada *Example*",
        ["CTO, Acme Corp", "2026-10-01 coffee", "2026-05-01 asked recommendation"],
    )
    found = ed.ask("workspace/symbol", {"query": "acme"})
    assert [(each["name"], each.get("containerName")) for each in found] == [
        ("Acme Corp", "Engineer"),
        ("Ada *Example*", "CTO, Acme Corp"),
    ]


def test_a_broken_file_still_has_its_links(ed: Editor) -> None:
    ed.show("people/broken.md", "---\nname: [\n---\n[[ada-example]]")
    assert places(ed, ed.ask("textDocument/definition", ed.at("people/broken.md", 3, 4))) == [(ADA, 0, 0, 0)]
    ed.shut("people/broken.md")
