import json
from collections.abc import Callable
from datetime import date
from inspect import signature
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from netkeep.cli.group import cli
from netkeep.resources import sample_vault
from tests.exchange.vcard.cards import card
from tests.vaults import copy_vault, make_vault

Export = Callable[..., Result]
GRACE = "---\nname: Grace Sample\nphones: ['+44 20 7946 0018']\n---\n"
ALAN = "---\nname: Alan Sample\nx: {uid: ../../evil}\n---\n"
SECRETIVE = "---\nname: Secret Sample\nprivate: true\n---\n"
GRACES = "7c68f694-4f89-51f7-ba4f-5dd6ca7f2370.vcf"
DAY = date(2026, 3, 1)


def _runner() -> CliRunner:
    """Return a runner that keeps what is said to people apart; Click before 8.2 mixes it in unless told."""
    apart: dict[str, Any] = {"mix_stderr": False} if "mix_stderr" in signature(CliRunner).parameters else {}
    return CliRunner(**apart)


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    return make_vault(tmp_path / "vault", {"people/grace-sample.md": GRACE})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "phone"


@pytest.fixture
def export(vault: Path) -> Export:
    def run(*words: str | Path, code: int = 0) -> Result:
        command = ["--vault", vault, "--today", DAY.isoformat(), "export", "vcard", *words]
        result = _runner().invoke(cli, [str(word) for word in command])
        assert result.exit_code == code, result.output
        return result

    return run


def _cards(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.vcf"))}


def _said(vault: Path, person: str) -> object:
    lines = (vault / "imports" / "phone.jsonl").read_text(encoding="utf-8").splitlines()[1:]
    return next((one["said"] for one in map(json.loads, lines) if one["id"] == person), None)


def test_one_file_a_person_and_nothing_new_the_second_time(vault: Path, folder: Path, export: Export) -> None:
    assert export("--vdir", folder, "--source", "phone").stdout == (f"{folder}: 1 written, 0 as they were, 0 removed\n")
    assert list(_cards(folder)) == [GRACES]
    assert (folder / GRACES).stat().st_mode & 0o777 == 0o600
    assert _said(vault, "grace-sample") == {"name": ["Grace Sample"], "phones": [{"number": "+44 20 7946 0018"}]}
    before = {path: path.stat().st_mtime_ns for path in (*folder.iterdir(), vault / "imports" / "phone.jsonl")}
    assert export("--vdir", folder, "--source", "phone").stdout == (f"{folder}: 0 written, 1 as they were, 0 removed\n")
    assert {path: path.stat().st_mtime_ns for path in before} == before


def test_a_name_is_safe_whatever_the_id(vault: Path, folder: Path, export: Export) -> None:
    make_vault(vault, {"people/alan-sample.md": ALAN})
    export("--vdir", folder)
    names = list(_cards(folder))
    assert len(names) == 2
    assert all(len(name) == 36 and "." not in name[:-4] for name in names if name != GRACES)
    assert not (folder.parent.parent / "evil.vcf").exists()


def test_an_edit_in_the_vault_is_written_and_a_picture_stays(vault: Path, folder: Path, export: Export) -> None:
    export("--vdir", folder, "--source", "phone", "--version", "3.0")
    photo = "A" * 6000
    there = (folder / GRACES).read_text(encoding="utf-8").replace("END:VCARD", f"PHOTO;ENCODING=b:{photo}\r\nEND:VCARD")
    (folder / GRACES).write_bytes(there.encode())
    make_vault(vault, {"people/grace-sample.md": GRACE.replace("0018", "0019")})
    assert "1 written" in export("--vdir", folder, "--source", "phone", "--version", "3.0").stdout
    lines = _cards(folder)[GRACES].replace("\n ", "").splitlines()
    assert "TEL:+44 20 7946 0019" in lines
    assert f"PHOTO;ENCODING=b:{photo}" in lines


def test_what_was_changed_there_waits_to_be_imported(vault: Path, folder: Path, export: Export) -> None:
    export("--vdir", folder, "--source", "phone")
    changed = _cards(folder)[GRACES].replace("0018", "0099")
    (folder / GRACES).write_bytes(changed.encode())
    make_vault(vault, {"people/grace-sample.md": GRACE.replace("Grace Sample", "Grace S. Sample")})
    result = export("--vdir", folder, "--source", "phone")
    assert result.stderr == (
        f"changed there, so not written over: grace-sample; first 'netkeep import vcard {folder} --source phone'\n"
    )
    assert (folder / GRACES).read_bytes() == changed.encode()
    assert _said(vault, "grace-sample") == {"name": ["Grace Sample"], "phones": [{"number": "+44 20 7946 0018"}]}


def test_a_card_that_says_the_same_in_other_words_stays(folder: Path, export: Export) -> None:
    export("--vdir", folder, "--source", "phone")
    other = card(f"UID:urn:uuid:{GRACES[:-4]}", "TEL;TYPE=VOICE:+44 20 7946 0018", "FN:Grace Sample", "REV:2026")
    (folder / GRACES).write_bytes(other)
    assert "0 written, 1 as they were" in export("--vdir", folder, "--source", "phone").stdout
    assert (folder / GRACES).read_bytes() == other


def test_what_was_removed_there_does_not_come_back(vault: Path, folder: Path, export: Export) -> None:
    export("--vdir", folder, "--source", "phone")
    (folder / GRACES).unlink()
    result = export("--vdir", folder, "--source", "phone")
    assert result.stderr == "removed there, so not written again: grace-sample\n"
    assert _cards(folder) == {}
    assert _said(vault, "grace-sample") is not None


def test_only_files_that_we_made_are_removed(vault: Path, folder: Path, export: Export) -> None:
    make_vault(vault, {"people/secret-sample.md": SECRETIVE.replace("true", "false")})
    folder.mkdir()
    (folder / "theirs.vcf").write_bytes(card("UID:1", "FN:Someone Else"))
    (folder / "notes.txt").write_text("mine", encoding="utf-8")
    export("--vdir", folder, "--source", "phone")
    assert len(_cards(folder)) == 3
    make_vault(vault, {"people/secret-sample.md": SECRETIVE})
    assert export("--vdir", folder, "--source", "phone").stdout == (f"{folder}: 0 written, 1 as they were, 1 removed\n")
    assert list(_cards(folder)) == [GRACES, "theirs.vcf"]
    assert _said(vault, "secret-sample") is None
    assert (folder / "notes.txt").exists()


def test_someone_gone_whose_card_was_changed_there_is_named(vault: Path, folder: Path, export: Export) -> None:
    export("--vdir", folder)
    (folder / GRACES).write_bytes(_cards(folder)[GRACES].replace("0018", "0099").encode())
    (vault / "people" / "grace-sample.md").unlink()
    result = export("--vdir", folder)
    assert result.stderr == f"no longer in the vault, but changed there, so not removed: {GRACES}\n"
    assert list(_cards(folder)) == [GRACES]


def test_a_damaged_manifest_is_told_of(folder: Path, export: Export) -> None:
    export("--vdir", folder)
    for text in ("{", "[]", '{"cards": {"a": 1}}', "[" * 100_000):
        (folder / ".netkeep.json").write_text(text, encoding="utf-8")
        with pytest.raises(AssertionError, match=r"nothing was written\. Remove it"):
            export("--vdir", folder)


def test_a_file_or_the_standard_output(vault: Path, tmp_path: Path, export: Export) -> None:
    make_vault(vault, {"people/secret-sample.md": SECRETIVE})
    to = tmp_path / "all.vcf"
    assert export("--to", to).stdout == f"{to}: 1 card\n"
    assert to.stat().st_mode & 0o777 == 0o600
    assert to.read_bytes() == export().stdout_bytes
    assert export("--include-private").stdout.count("BEGIN:VCARD") == 2


def test_options_that_contradict_each_other(tmp_path: Path, export: Export) -> None:
    assert "give one of them" in export("--to", tmp_path / "a", "--vdir", tmp_path, code=2).stderr
    assert "--source needs --vdir" in export("--source", "phone", code=2).stderr


def test_what_the_cards_do_not_hold_is_told(vault: Path, export: Export) -> None:
    make_vault(
        vault,
        {
            "people/grace-sample.md": GRACE.replace("---\n", "---\ncadence: none\n", 1)
            + "\n## Log\n\n- 2024-05-20 call\n"
        },
    )
    assert export().stderr == "not in the cards: 1 × cadence and 1 × log entries\n"
    make_vault(vault, {"people/grace-sample.md": "---\nname: Grace\narchived: moved\n---\n"})
    assert export("--no-archived").stdout == ""


def test_a_card_changed_there_is_written_over_once_it_was_imported(vault: Path, folder: Path, export: Export) -> None:
    make_vault(vault, {"people/grace-sample.md": GRACE + "\nTrail runner, with [[alan-sample]].\n"})
    export("--vdir", folder, "--source", "phone")
    changed = _cards(folder)[GRACES].replace("0018", "0099").replace("VERSION", "X-ANNIVERSARY:2001\nVERSION")
    (folder / GRACES).write_bytes(changed.replace("NOTE:", "NOTE:Really: ").encode())
    command = ["--vault", vault, "--today", DAY.isoformat(), "import", "vcard", folder, "--source", "phone"]
    result = _runner().invoke(cli, [str(word) for word in command])
    assert result.exit_code == 0, result.output
    file = vault / "people" / "grace-sample.md"
    text = file.read_text(encoding="utf-8")
    assert "0099" in text
    file.write_text(text.replace("0099", "0100"), encoding="utf-8")
    assert "1 written" in export("--vdir", folder, "--source", "phone").stdout
    lines = _cards(folder)[GRACES].splitlines()
    assert {"TEL:+44 20 7946 0100", "X-ANNIVERSARY:2001"} <= set(lines)


def test_what_was_just_given_changes_nothing_when_it_is_imported(tmp_path: Path) -> None:
    vault = copy_vault(sample_vault(), tmp_path / "sample")
    for version in ("3.0", "4.0"):
        folder = tmp_path / version
        command = ["--vault", str(vault), "--today", "2026-11-22"]
        words = ["export", "vcard", "--vdir", str(folder), "--source", "phone", "--version", version]
        assert _runner().invoke(cli, [*command, *words]).exit_code == 0
        before = {path: path.read_bytes() for path in vault.rglob("*") if path.suffix in {".md", ".jsonl"}}
        result = _runner().invoke(cli, [*command, "import", "vcard", str(folder), "--source", "phone"])
        assert result.exit_code == 0, result.output
        assert {path: path.read_bytes() for path in vault.rglob("*") if path.suffix in {".md", ".jsonl"}} == before
        assert ": 0 written" in _runner().invoke(cli, [*command, *words]).stdout


PHONE = (
    "UID:1",
    "N:van Samplehoven;Ludwig;;;MBE",
    "FN:Ludwig van Samplehoven",
    "TEL;type=CELL:+44 20 7946 0018",
    "PHOTO;ENCODING=b:AAAA",
    "REV:2020",
)


def _import(vault: Path, folder: Path) -> Result:
    command = ["--vault", vault, "--today", DAY.isoformat(), "import", "vcard", folder, "--source", "phone"]
    result = _runner().invoke(cli, [str(word) for word in command])
    assert result.exit_code == 0, result.output
    return result


def _bytes(*folders: Path) -> dict[Path, bytes]:
    return {
        path: path.read_bytes() for folder in folders for path in folder.rglob("*.*") if ".netkeep" not in str(path)
    }


def test_the_first_export_after_an_import_rewrites_nothing(vault: Path, folder: Path, export: Export) -> None:
    (vault / "people" / "grace-sample.md").unlink()
    folder.mkdir()
    (folder / "l.vcf").write_bytes(card(*PHONE, newline="\n"))
    _import(vault, folder)
    before = _bytes(vault, folder)
    assert "0 written, 1 as they were" in export("--vdir", folder, "--source", "phone", "--version", "4.0").stdout
    _import(vault, folder)
    assert _bytes(vault, folder) == before
    file = vault / "people" / "ludwig-van-samplehoven.md"
    file.write_text(file.read_text(encoding="utf-8").replace("0018", "0019"), encoding="utf-8")
    assert "1 written" in export("--vdir", folder, "--source", "phone", "--version", "4.0").stdout
    assert (folder / "l.vcf").read_bytes() == card(*PHONE, newline="\n").replace(b"type=CELL", b"TYPE=CELL").replace(
        b"0018", b"0019"
    )
    before = _bytes(vault, folder)
    _import(vault, folder)
    assert _bytes(vault, folder) == before


def test_a_folder_of_a_source_that_is_not_named_is_left_as_it_is(vault: Path, folder: Path, export: Export) -> None:
    folder.mkdir()
    (folder / "grace.vcf").write_bytes(card("FN:Grace Sample", "TEL:+44 20 7946 0018", "UID:theirs"))
    command = ["--vault", str(vault), "import", "vcard", str(folder), "--source", "phone"]
    assert _runner().invoke(cli, command).exit_code == 0
    before = _cards(folder)
    result = _runner().invoke(cli, ["--vault", str(vault), "export", "vcard", "--vdir", str(folder)])
    assert str(result.exception) == (
        f"{folder} holds cards that were imported as 'phone': add --source phone, or all would be there twice"
    )
    assert _cards(folder) == before
    assert "0 written, 1 as they were" in export("--vdir", folder, "--source", "phone").stdout


def test_of_two_cards_joined_both_stay(vault: Path, folder: Path, export: Export) -> None:
    (vault / "people" / "grace-sample.md").unlink()
    folder.mkdir()
    (folder / "a.vcf").write_bytes(card(*PHONE))
    other = card("UID:2", "FN:Ludwig Van", "N:Van;Ludwig;;;", "EMAIL:van@home.example")
    (folder / "b.vcf").write_bytes(other)
    _import(vault, folder)
    merge = ["--vault", str(vault), "merge", "ludwig-van-samplehoven", "ludwig-van"]
    assert _runner().invoke(cli, merge).exit_code == 0
    before = _bytes(folder)
    assert "0 written, 1 as they were" in export("--vdir", folder, "--source", "phone").stdout
    assert _bytes(folder) == before
    file = vault / "people" / "ludwig-van-samplehoven.md"
    text = file.read_text(encoding="utf-8").replace("0018", "0019").replace("van@home.example", "van@work.example")
    file.write_text(text, encoding="utf-8")
    assert "1 written" in export("--vdir", folder, "--source", "phone").stdout
    assert (folder / "b.vcf").read_bytes() == other
    assert "EMAIL:van@work.example\n" in _cards(folder)["a.vcf"]
    _import(vault, folder)
    assert file.read_text(encoding="utf-8") == text


def test_a_card_without_an_id_is_the_one_of_whom_it_tells(vault: Path, folder: Path, export: Export) -> None:
    (vault / "people" / "grace-sample.md").unlink()
    folder.mkdir()
    (folder / "a.vcf").write_bytes(card("FN:Ada One", "N:One;Ada;;;", "EMAIL:ada@one.example"))
    (folder / "b.vcf").write_bytes(card("FN:Ben Two", "N:Two;Ben;;;"))
    _import(vault, folder)
    before = _bytes(vault, folder)
    assert export("--vdir", folder, "--source", "phone").stdout == f"{folder}: 0 written, 2 as they were, 0 removed\n"
    assert _bytes(folder) == {path: data for path, data in before.items() if folder in path.parents}
    _edit(vault, "ada-one", "ada@one.example", "ada@two.example")
    _edit(vault, "ben-two", "Ben Two", "Ben Three")
    assert export("--vdir", folder, "--source", "phone").stdout == f"{folder}: 2 written, 0 as they were, 0 removed\n"
    assert _cards(folder) == {
        "a.vcf": card("FN:Ada One", "N:One;Ada;;;", "EMAIL:ada@two.example", newline="\n").decode(),
        "b.vcf": card("FN:Ben Three", "N:Three;Ben;;;", newline="\n").decode(),
    }


def test_two_cards_that_write_one_number_in_two_ways_stay(vault: Path, folder: Path, export: Export) -> None:
    (vault / "people" / "grace-sample.md").unlink()
    folder.mkdir()
    (folder / "a.vcf").write_bytes(card("UID:1", "FN:Ada One", "N:One;Ada;;;", "TEL:+442079460018"))
    other = card("UID:2", "FN:One\\, Ada", "N:One;Ada;;;", "TEL;TYPE=WORK:+44 20 7946 0018")
    (folder / "b.vcf").write_bytes(other)
    _import(vault, folder)
    before = _bytes(folder)
    result = export("--vdir", folder, "--source", "phone")
    assert (result.stdout, result.stderr) == (f"{folder}: 0 written, 1 as they were, 0 removed\n", "")
    assert _bytes(folder) == before
    _edit(vault, "ada-one", "0018", "0019")
    assert export("--vdir", folder, "--source", "phone").stdout == f"{folder}: 1 written, 0 as they were, 0 removed\n"
    assert (folder / "b.vcf").read_bytes() == other
    before = _bytes(vault / "people", folder)
    _import(vault, folder)
    assert _bytes(vault / "people", folder) == before


def test_a_card_in_a_file_with_others_is_not_written_a_second_time(vault: Path, folder: Path, export: Export) -> None:
    (vault / "people" / "grace-sample.md").unlink()
    folder.mkdir()
    (folder / "all.vcf").write_bytes(card("UID:1", "FN:Ada One") + card("UID:2", "FN:Ben Two"))
    _import(vault, folder)
    result = export("--vdir", folder, "--source", "phone")
    assert result.stdout == f"{folder}: 0 written, 0 as they were, 0 removed\n"
    assert result.stderr == (
        "in a file with other cards, so not written: ada-one and ben-two; give each card a file of its own\n"
    )
    assert list(_cards(folder)) == ["all.vcf"]


def _edit(vault: Path, person: str, before: str, after: str) -> None:
    file = vault / "people" / f"{person}.md"
    file.write_text(file.read_text(encoding="utf-8").replace(before, after), encoding="utf-8")
