from pathlib import Path

from tests.cli.conftest import Netkeep
from tests.vaults import make_vault

CANARY = "Cormorant"


def test_private_people_are_not_in_the_pages(tmp_path: Path, netkeep: Netkeep) -> None:
    make_vault(
        tmp_path,
        {
            "people/ada.md": (
                "---\nname: Ada\nknows: [canary]\n---\n\nMet [[canary]].\n\n## Log\n\n"
                "- 2024-01-01 call with [[canary]]\n"
            ),
            "people/canary.md": f"---\nname: {CANARY}\nprivate: true\n---\n\n{CANARY} writes.\n",
        },
    )
    to = tmp_path / "pages"
    assert netkeep("list").out.startswith("ada  ")  # the index has been made, and must not be asked
    assert netkeep("export", "site", "--to", str(to)).code == 0
    written = {path.relative_to(to).as_posix(): path.read_text() for path in to.rglob("*") if path.is_file()}
    assert "people/ada.md" in written
    assert [path for path, text in written.items() if CANARY in text or "canary" in path or "canary" in text] == []
