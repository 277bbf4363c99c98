"""Bringing an older vault up to the version of the format that is written now."""

from pathlib import Path

import pytest

from netkeep.errors import ConfigError
from netkeep.store.format import update_format
from tests.vaults import make_vault


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("format = 1\n", "format = 2\n"),
        ("# The root.\r\n  format=1 # so\r\n\r\n[owner]\r\n", "# The root.\r\n  format=2 # so\r\n\r\n[owner]\r\n"),
        ("\ufeffformat = 1", "\ufeffformat = 2"),
        ("", "format = 2\n"),
        ("[owner]\nname = 'Sam'\n", "format = 2\n[owner]\nname = 'Sam'\n"),
        ("\ufeff[owner]\r\nname = 'Sam'\r\n", "\ufeffformat = 2\r\n[owner]\r\nname = 'Sam'\r\n"),
        ("# format = 1\nformat = 1\n", "# format = 1\nformat = 2\n"),
    ],
)
def test_the_number_is_set_and_nothing_else(tmp_path: Path, before: str, after: str) -> None:
    root = make_vault(tmp_path, {"netkeep.toml": before})
    assert update_format(root)
    assert (root / "netkeep.toml").read_bytes() == after.encode()
    assert not update_format(root)


@pytest.mark.parametrize("text", ['"format" = 1\n', "[owner]\nname = '''\nformat = 1\n'''\n"])
def test_where_it_cannot_be_set_surely_all_stays(tmp_path: Path, text: str) -> None:
    root = make_vault(tmp_path, {"netkeep.toml": text})
    with pytest.raises(ConfigError, match=r"^netkeep.toml: .*write 'format = 2' in it yourself$|not valid TOML"):
        update_format(root)
    assert (root / "netkeep.toml").read_text() == text


def test_a_folder_without_settings_gets_none(tmp_path: Path) -> None:
    assert not update_format(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_newer_one_stays(tmp_path: Path) -> None:
    root = make_vault(tmp_path, {"netkeep.toml": "format = 3\n"})
    assert not update_format(root)
