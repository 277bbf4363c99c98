import re
from pathlib import Path

import pytest

from netkeep.site.private import SOMEONE, private_ids, scrub, without_private
from netkeep.store.load import load
from tests.site.vaults import PRIVATE, TODAY, made
from tests.vaults import make_vault


def test_nothing_of_a_private_person_is_on_any_page(tmp_path: Path) -> None:
    pages = made(tmp_path, PRIVATE)
    found = {path: re.findall(r".{0,40}canary\w*", text, re.IGNORECASE) for path, text in pages.items()}
    assert {path: hits for path, hits in found.items() if hits} == {}


def test_who_remains_and_what_stands_in_place_of_the_name(tmp_path: Path) -> None:
    pages = made(tmp_path, PRIVATE)
    assert sorted(pages) == [
        "health.md",
        "index.md",
        "jobs.md",
        "jobs/acme-2023.md",
        "map.md",
        "orgs.md",
        "orgs/acme-corp.md",
        "people.md",
        "people/ada-example.md",
        "people/bob-example.md",
        "tags.md",
        "timeline.md",
    ]
    ada = pages["people/ada-example.md"]
    assert f"Met through {SOMEONE} and {SOMEONE}, {SOMEONE}, and {SOMEONE}." in ada
    assert f"<code>{SOMEONE}</code>" in ada
    assert f"ask {SOMEONE} for her book" in ada
    assert f"Plans of {SOMEONE}." in ada
    assert 'with <a href="../people/bob-example.html" dir="auto">Bob Example</a></span>' in ada
    assert "Introduced by" not in ada


def test_an_entry_in_a_private_file_does_not_count_on_the_site(tmp_path: Path) -> None:
    pages = made(tmp_path, {**PRIVATE, "people/ada-example.md": "---\nname: Ada Example\ncadence: weekly\n---\n"})
    assert "you have not been in touch yet; you wanted every week" in pages["people/ada-example.md"].casefold()


@pytest.mark.parametrize(
    "wish",
    ["private: true", "private: yes", "private: maybe", "private: [x]", "Private: true", "private: true # no, false"],
)
def test_a_wish_for_privacy_is_taken_at_its_word_however_it_is_written(tmp_path: Path, wish: str) -> None:
    vault = load(make_vault(tmp_path, {"people/ada.md": f"---\nname: Ada\n{wish}\n---\n"}))
    assert private_ids(vault) == {"ada"}


@pytest.mark.parametrize("wish", ["private: false", "private: no", "private: off"])
def test_who_is_said_not_to_be_private_is_not(tmp_path: Path, wish: str) -> None:
    vault = load(make_vault(tmp_path, {"people/ada.md": f"---\nname: Ada\n{wish}\n---\n"}))
    assert private_ids(vault) == frozenset()


def test_of_two_files_with_one_id_a_private_one_hides_both(tmp_path: Path) -> None:
    files = {"people/a/ada.md": "---\nname: Ada\n---\n", "people/b/ada.md": "---\nname: Ada\nprivate: true\n---\n"}
    assert dict(without_private(load(make_vault(tmp_path, files))).contacts) == {}


def test_the_view_does_not_carry_the_text_of_the_files(tmp_path: Path) -> None:
    public = without_private(load(make_vault(tmp_path, PRIVATE)))
    assert "CANARY" not in repr(public.documents)
    assert all(document.source is None and document.tree is None for document in public.documents)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("with [[bo]] and [[ bo | Robert ]]", f"with {SOMEONE} and {SOMEONE}"),
        ("![[bo#top]] [[people/bo.md]]", f"{SOMEONE} {SOMEONE}"),
        ("[Robert](bo.md) ![x](a/bo.md)", f"{SOMEONE} {SOMEONE}"),
        ("[Robert](%62o.md#log)", SOMEONE),
        ("[[bob]] [[ada|bo]] [bo](ada.md)", "[[bob]] [[ada|bo]] [bo](ada.md)"),
        ("[bo] (bo) [[bo", "[bo] (bo) [[bo"),
    ],
)
def test_links_to_private_people_become_words(text: str, expected: str) -> None:
    assert scrub(text, frozenset({"bo"})) == expected


def test_scrubbing_takes_time_linear_in_the_text() -> None:
    for text in ("[](" + " " * 200_000, "[" * 200_000, "[x](" + "a" * 200_000, "![[" + "|" * 200_000):
        assert scrub(text, frozenset({"bo"})) == text


def test_today_changes_nothing_about_privacy(tmp_path: Path) -> None:
    for day in (TODAY, TODAY.replace(year=2034)):
        assert "canary" not in "".join(made(tmp_path / str(day), PRIVATE, day).values()).casefold()


def test_an_id_that_a_private_person_had_before_is_on_no_page(tmp_path: Path) -> None:
    files = {
        "imports/renames.txt": "canary-one -> canary-two\ncanary-two -> canary-three\nbo-old -> bo\n",
        "people/canary-three.md": "---\nname: Grace\nprivate: true\n---\n",
        "people/bo.md": "---\nname: Bo\n---\n",
        "people/ada.md": "---\nname: Ada\nknows: [canary-one]\n---\n[[Canary-One]], [[canary-two|C.]], [[bo-old]].\n",
    }
    pages = made(tmp_path, files)
    assert [path for path, text in pages.items() if "canary" in text.lower() or "renames" in text] == []
    assert f"{SOMEONE}, {SOMEONE}, bo-old." in pages["people/ada.md"]
    assert "renamed to [[bo]]" in pages["health.md"]
