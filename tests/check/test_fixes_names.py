"""Fixes that need the whole vault: how an organisation is spelled, and what a file is called."""

from dataclasses import replace
from pathlib import Path

import pytest

from netkeep.check.renames import renamed_to
from netkeep.store.discovery import Stray
from netkeep.store.load import load
from tests.check.cases import person
from tests.check.mended import ADA, codes, mended, mending, whys
from tests.vaults import make_vault

_ACME = "---\nname: Acme Corp\naliases: [Acme Labs]\n---\n"
_ASKED = {"netkeep.toml": 'format = 1\n[check]\nselect = ["NK407"]\n'}


def test_spelling_as_the_organisations_file_has_it(tmp_path: Path) -> None:
    front = "roles:\n  - org: ACME, Inc.  # {0}\n  - {org: 'acme', to: 2020}\n  - org: \"ACME LABS\"\n"
    job = "---\r\norg: ACME  # mine\r\n---\r\n"
    files = {**_ASKED, "orgs/acme.md": _ACME, ADA: person(front), "jobs/acme-2020.md": job}
    assert mended(tmp_path, files).mended == []
    assert (tmp_path / ADA).read_text() == person(front)
    found = mended(tmp_path, _ASKED, unsafe=True)
    assert codes(found) == ["NK407"] * 4
    after = "roles:\n  - org: Acme Corp  # {0}\n  - {org: 'Acme Corp', to: 2020}\n  - org: \"Acme Labs\"\n"
    assert (tmp_path / ADA).read_text() == person(after)
    assert (tmp_path / "jobs/acme-2020.md").read_bytes() == b"---\r\norg: Acme Corp  # mine\r\n---\r\n"
    assert mending(tmp_path, unsafe=True).left == ()


def test_spelling_that_most_use_only_if_asked_for(tmp_path: Path) -> None:
    files = {f"people/{name}.md": person("roles: [{org: Acme Corp}]\n", name=name) for name in ("bo-x", "cy-x")}
    before = person("roles: [{org: ACME}]\n")
    assert mended(tmp_path, {**_ASKED, **files, ADA: before}).mended == []
    assert codes(mended(tmp_path, _ASKED, unsafe=True)) == ["NK407"]
    assert (tmp_path / ADA).read_text() == person("roles: [{org: Acme Corp}]\n")


def test_spelling_over_several_lines_is_refused(tmp_path: Path) -> None:
    before = person("roles:\n  - org: >-\n      ACME\n")
    found = mended(tmp_path, {**_ASKED, "orgs/acme.md": _ACME, ADA: before}, unsafe=True)
    assert whys(found) == ["it spans several lines, which only a person can fix without changing how they read"]
    assert (tmp_path / ADA).read_text() == before


_OLD = "people/work/Ada X.md"
_LINKS = "introduced_by: Ada X  # {0}\nknows: ['[[Ada X|her]]', \"[[Ada X]]\", {id: Ada X, how: school}, bo-x]\n"
_TEXT = (
    "[[Ada X]] [[Ada X|Ada X]] ![[Ada X]] `[[Ada X]]` Ada X <!-- [[Ada X]] -->\n\n"
    "| [[Ada X]] | [[Ada X\\|her]] |\n\n"
    "## Log\n\n- 2024-05-01 call with [[Ada X#top]], [[bo-x]]: [[Ada X]]\n"
)
_LINKS_AFTER = (
    "introduced_by: ada-x  # {0}\nknows: ['[[ada-x|her]]', \"[[ada-x|Ada X]]\", {id: ada-x, how: school}, bo-x]\n"
)
_TEXT_AFTER = (
    "[[ada-x|Ada X]] [[ada-x|Ada X]] ![[ada-x|Ada X]] `[[Ada X]]` Ada X <!-- [[Ada X]] -->\n\n"
    "| [[ada-x\\|Ada X]] | [[ada-x\\|her]] |\n\n"
    "## Log\n\n- 2024-05-01 call with [[ada-x#top|Ada X]], [[bo-x]]: [[ada-x|Ada X]]\n"
)


@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["lf", "crlf"])
def test_a_file_gets_an_id_and_everything_that_names_it_follows(newline: str, tmp_path: Path) -> None:
    before = person(_LINKS, _TEXT, name="Cy").replace("\n", newline)
    own = person("location: NO\n", "I am [[Ada X]].\n").replace("\n", newline)
    files = {_OLD: own, "people/cy-x.md": before, "people/bo-x.md": person(name="Bo")}
    found = mended(tmp_path, files)
    assert set(codes(found)) == {"NK116", "NK501"}
    assert not (tmp_path / _OLD).exists()
    moved = (tmp_path / "people/work/ada-x.md").read_bytes()
    assert moved == own.replace("NO", '"NO"').replace("[[Ada X]]", "[[ada-x|Ada X]]").encode()
    after = person(_LINKS_AFTER, _TEXT_AFTER, name="Cy").replace("\n", newline)
    assert (tmp_path / "people/cy-x.md").read_bytes() == after.encode()
    assert [one.code for one in mending(tmp_path).left] == []


def test_case_alone(tmp_path: Path) -> None:
    found = mended(tmp_path, {"people/Ada.md": person(body="[[Ada]]\n")})
    assert codes(found) == ["NK501"]
    assert sorted(path.name for path in (tmp_path / "people").iterdir()) == ["ada.md"]
    assert (tmp_path / "people/ada.md").read_text() == person(body="[[ada|Ada]]\n")


def test_letters_of_other_scripts_only_if_asked_for(tmp_path: Path) -> None:
    files = {"people/Ærø_Å.md": person(), "people/王伟.md": person(name="Wang Wei")}
    assert codes(mended(tmp_path, files)) == ["NK501"]
    assert codes(mended(tmp_path, {}, unsafe=True)) == ["NK501"]
    assert sorted(path.name for path in (tmp_path / "people").iterdir()) == ["aero-a.md", "wang-wei.md"]


@pytest.mark.parametrize(
    ("others", "why"),
    [
        ({"people/ada-x.md": person(name="Other")}, "another file has this name already"),
        ({"jobs/ada-x.md": "---\norg: Acme\n---\n"}, "another file has this name already"),
        (
            {"people/home/Ada X.md": person(name="Other")},
            "another file has the same id, so it is unclear which of the two a link means",
        ),
        ({"people/bo-x.md": "---\nname: [[[Ada X]]\n---\n"}, "people/bo-x.md may name it, and cannot be read"),
        (
            {"people/bo-x.md": person('introduced_by: "Ada\\x20X"\n', "[[Ada X]]\n", name="Bo")},
            "the link to it in people/bo-x.md could not be changed",
        ),
    ],
)
def test_a_name_that_cannot_be_given(others: dict[str, str], why: str, tmp_path: Path) -> None:
    found = mended(tmp_path, {_OLD: person(), **others})
    assert found.mended == []
    assert why in whys(found)
    assert (tmp_path / _OLD).exists()


_MAY = "people/bo-x.md may name it, and cannot be read"


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"---\nname: [\n---\nAdam Xu, Ada and X\n", ""),
        (b"---\nname: [\n---\nADA  X\n", _MAY),
        (b"---\nname: [\n---\nAda\n X\n", _MAY),
        (b"---\nname: [\n---\n[her](Ada%20X.md)\n", _MAY),
        (b'---\nname: [\nknows: ["\\x41da\\u0020X"]\n---\n', _MAY),
        (b"---\nname: B\xf6\n---\n", ""),
        (b"---\nname: B\xf6\n---\n[[Ada X]]\n", _MAY),
        ("---\nname: Bo\n---\n[[Ada X]]\n".encode("utf-16"), _MAY),
        ("---\nname: Bo\n---\n[[Ida X]]\n".encode("utf-16"), ""),
        (b"\0GITCRYPT\0\xff\x01", _MAY),
        (b"---\nname: Bo\n---\n" + b"x" * 1_000_000, ""),
        (b"---\nname: Bo\n---\n" + b"x" * 1_000_000 + b"Ada X", _MAY),
    ],
)
def test_a_file_that_cannot_be_read_stands_in_the_way_only_where_it_may_name_it(
    data: bytes, why: str, tmp_path: Path
) -> None:
    found = mended(tmp_path, {_OLD: person(), "people/bo-x.md": data})
    assert whys(found) == ([why] if why else [])
    assert codes(found) == ([] if why else ["NK501"])
    assert (tmp_path / "people/bo-x.md").read_bytes() == data


def test_a_file_that_cannot_be_opened_and_a_folder_that_cannot_be_listed_stand_in_the_way(tmp_path: Path) -> None:
    (make_vault(tmp_path, {_OLD: person()}) / "people/bo-x.md").symlink_to("nowhere")
    assert whys(mending(tmp_path)) == ["people/bo-x.md may name it, and cannot be read"]
    vault = load(tmp_path)
    vault = replace(vault, strays=(Stray("people/closed", "closed-folder"),), documents=vault.documents[1:])
    assert vault.documents[0].path == _OLD
    assert renamed_to(vault, vault.documents[0], "ada-x") == (
        "people/closed cannot be listed, and what is in it may name it"
    )


def test_a_link_out_of_the_vault_stands_in_nobodys_way(tmp_path: Path) -> None:
    root = make_vault(tmp_path / "v", {_OLD: person()})
    (tmp_path / "secret.md").write_text("Ada X")
    (root / "people/bo-x.md").symlink_to(tmp_path / "secret.md")
    assert codes(mending(root)) == ["NK501"]


def test_an_id_that_begins_another_one_is_renamed_and_comments_stay(tmp_path: Path) -> None:
    text = person(body="A [[ada]] <!-- [[ada]] and ada-x -->\n")
    vault = load(make_vault(tmp_path, {"people/ada.md": text}))
    found = renamed_to(vault, vault.documents[0], "ada-x")
    assert not isinstance(found, str)
    source = found["people/ada.md"].source
    assert source
    assert source.text == text.replace("[[ada]]", "[[ada-x]]", 1)


def test_a_name_that_is_no_id_but_for_its_letters_stays_to_be_read(tmp_path: Path) -> None:
    front = "introduced_by: 王伟\nknows: ['王伟']\n"
    mended(tmp_path, {"people/王伟.md": person(name="Wang Wei"), ADA: person(front)}, unsafe=True)
    assert (tmp_path / ADA).read_text("utf-8") == person(
        "introduced_by: \"[[wang-wei|王伟]]\"\nknows: ['[[wang-wei|王伟]]']\n"
    )


def test_a_file_that_cannot_be_read_keeps_its_name(tmp_path: Path) -> None:
    assert whys(mended(tmp_path, {_OLD: "---\nname: [\n---\n"})) == ["the file cannot be read"]


def test_two_files_that_would_get_one_name(tmp_path: Path) -> None:
    found = mended(tmp_path, {"people/Ada X.md": person(), "people/Ada_X.md": person(name="Other")})
    assert codes(found) == ["NK501"]
    assert whys(found) == ["another file has this name already"]
    assert sorted(path.name for path in (tmp_path / "people").iterdir()) == ["Ada_X.md", "ada-x.md"]


def test_with_paths_only_what_concerns_them_is_mended(tmp_path: Path) -> None:
    text = person("location: NO\n", "[[Ada X]]\n", name="Bo")
    mended(tmp_path, {})
    for path, content in {_OLD: person("location: NO\nphones: [ask]\n"), "people/bo-x.md": text}.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(content)
    found = mending(tmp_path, _OLD)
    assert codes(found) == ["NK116", "NK501"]
    assert [(one.path, one.code) for one in found.left] == [("people/work/ada-x.md", "NK209")]
    after = {now.path: now.source.text for _, now in found.changes() if now.source}
    assert after["people/bo-x.md"] == text.replace("[[Ada X]]", "[[ada-x|Ada X]]")
