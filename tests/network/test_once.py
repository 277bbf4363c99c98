"""What is reckoned once of a vault."""

from pathlib import Path

from netkeep.network.once import once
from netkeep.store.load import load
from netkeep.store.vault import Vault
from tests.vaults import make_vault


def test_an_answer_is_kept_with_its_vault_and_its_question(tmp_path: Path) -> None:
    asked: list[tuple[int, str, int]] = []

    @once
    def letters(vault: Vault, word: str, *, more: int = 0) -> int:
        """Count letters."""
        asked.append((len(vault.contacts), word, more))
        return len(word) + more

    one = load(make_vault(tmp_path / "one", {"people/ada.md": "---\nname: Ada\n---\n"}))
    two = load(make_vault(tmp_path / "two", {}))
    assert [letters(one, "ab"), letters(one, "ab"), letters(one, "ab", more=1), letters(two, "ab")] == [2, 2, 3, 2]
    assert asked == [(1, "ab", 0), (1, "ab", 1), (0, "ab", 0)]
    assert (letters.__name__, letters.__doc__) == ("letters", "Count letters.")
