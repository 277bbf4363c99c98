"""``netkeep init``: where the new vault is."""

from pathlib import Path

import pytest

from netkeep.cli.main import run


@pytest.mark.parametrize(
    ("words", "folder"),
    [
        (("init",), "here"),
        (("--vault", "../named", "init"), "named"),
        (("init", "../given"), "given"),
        (("--vault", "../named", "init", "../given"), "given"),
    ],
)
def test_where_the_new_vault_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], folder: str
) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    assert run([*words]) == 0
    assert [path.parent.name for path in tmp_path.glob("*/netkeep.toml")] == [folder]
