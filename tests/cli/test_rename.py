from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netkeep.exchange.joining.rename import rename, save_rename
from netkeep.store.load import load
from netkeep.store.renames import NO_RENAMES
from tests.cli.conftest import Netkeep, files
from tests.cli.people import ALAN, GRACE, VAULT
from tests.vaults import make_vault

SAID = '{"id": "alan-sample", "keys": ["uid:1"], "said": {"name": ["Alan Sample"]}}\n'
IMPORTS = {"imports/phone.jsonl": '{"format": 1}\n' + SAID}


def test_every_link_follows(tmp_path: Path, netkeep: Netkeep) -> None:
    make_vault(tmp_path, {**VAULT, **IMPORTS})
    assert netkeep("rename", "alan", "al-sample") == (
        0,
        "people/alan-sample.md: is people/al-sample.md now\nLinks to it changed in people/grace-sample.md.\n",
        "",
    )
    wanted = {"netkeep.toml": "format = 2\n", **VAULT}
    wanted["people/al-sample.md"] = wanted.pop("people/alan-sample.md")
    wanted["people/grace-sample.md"] = GRACE.replace("alan-sample", "al-sample")
    wanted["imports/phone.jsonl"] = '{"format": 1}\n' + SAID.replace("alan-sample", "al-sample")
    wanted["imports/renames.txt"] = f"{NO_RENAMES.decode()}alan-sample -> al-sample\n"
    assert files(tmp_path) == {path: text.encode() for path, text in wanted.items()}


@pytest.mark.parametrize(
    ("who", "new", "said"),
    [
        ("alan", "Alan S", "an id is lower-case letters, digits and single hyphens, such as 'alan-s'"),
        ("alan", "con", "an id is lower-case letters, digits and single hyphens"),
        ("alan", "../x", "an id is lower-case letters, digits and single hyphens, such as 'x'"),
        ("alan", "alan-sample", "people/alan-sample.md has this name already"),
        ("alan", "ada-example", "people/alan-sample.md was not renamed: another file has this name already"),
        ("alan", "acme-2023", "people/alan-sample.md was not renamed: another file has this name already"),
        ("nobody", "x", "nobody is called 'nobody'; 'netkeep find' searches everything"),
    ],
)
def test_what_cannot_be_a_name_is_refused(tmp_path: Path, netkeep: Netkeep, who: str, new: str, said: str) -> None:
    make_vault(tmp_path, VAULT)
    before = files(tmp_path)
    assert netkeep("rename", who, new) == (2, "", f"netkeep: {said}\n")
    assert files(tmp_path) == before


def test_a_file_that_cannot_be_read_may_name_them(tmp_path: Path, netkeep: Netkeep) -> None:
    make_vault(tmp_path, {**VAULT, "people/bo.md": "---\nname: [\n---\n[[alan-sample]]\n"})
    said = "people/alan-sample.md was not renamed: people/bo.md may name it, and cannot be read"
    left = "netkeep: left out, because unreadable: people/bo.md; see 'netkeep check'\n"
    assert netkeep("rename", "alan-sample", "al") == (2, "", f"{left}netkeep: {said}\n")


def test_a_job_has_an_id_too(tmp_path: Path, netkeep: Netkeep) -> None:
    make_vault(tmp_path, VAULT)
    assert netkeep("rename", "acme-2023", "acme").code == 0
    assert files(tmp_path)["people/grace-sample.md"].decode() == GRACE.replace("job: acme-2023", "job: acme")


_BODY = st.lists(
    st.sampled_from(
        ("[[alan-sample]]", "`[[alan-sample]]`", "[[ alan-sample | Al ]]", "alan-sample", "- [ ] 2024-01-01 [[bo]]")
    ),
    max_size=6,
)


@settings(deadline=None, max_examples=40)
@given(body=_BODY, end=st.sampled_from(("\n", "\r\n")), new=st.sampled_from(("a", "alan", "alan-sample-2", "b-9")))
def test_there_and_back_is_byte_for_byte(
    tmp_path_factory: pytest.TempPathFactory, body: list[str], end: str, new: str
) -> None:
    lines = ["---", "name: Bo", "knows: ['[[alan-sample]]'] # alan-sample", "---", *body, ""]
    text = end.join(lines)
    root = make_vault(
        tmp_path_factory.mktemp("vault"), {"people/alan-sample.md": ALAN, "people/bo.md": text, **IMPORTS}
    )
    before = files(root)
    for old, wanted in (("alan-sample", new), (new, "alan-sample")):
        vault = load(root)
        save_rename(vault, rename(vault, vault.by_id[old][0], wanted))
    assert files(root) == {**before, "imports/renames.txt": NO_RENAMES + f"{new} -> alan-sample\n".encode()}
