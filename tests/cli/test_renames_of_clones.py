"""An id is changed in one clone while another still links to the old one: told and mended where both come together."""

import os
from pathlib import Path

import pytest

from netkeep.store.index.fast_path import answer, answer_staged
from netkeep.store.index.listing import Listing
from netkeep.store.init_vault import start_vault
from netkeep.store.renames import NO_RENAMES
from tests.cli.conftest import TODAY, Netkeep, Result, files
from tests.vaults import make_vault
from tests.versions.clones import commit, git

ADA = "---\nname: Ada Example\nemails: [ada@home.example]\nphones: ['+44 20 7946 0018']\nlocation: Bern\n---\n"
BO = "---\nname: Bo Sample\n---\nSee [[cy-x]].\n\n## Log\n\n"
LUNCH = "- 2024-05-20 lunch with [[ada-x]]: The move.\n"
CY = "---\nname: Cy\nknows: [bo-x]\n---\n"
HEAD = NO_RENAMES.decode()
PATH = "imports/renames.txt"
NOWHERE = "NK402 [*] this link leads nowhere\n    "
GOOD = "3 files checked: no findings.\n"


class Clone:
    """A clone of a vault, and netkeep in it."""

    def __init__(self, netkeep: Netkeep, root: Path) -> None:
        self.root = root
        self._netkeep = netkeep

    def __call__(self, *words: str) -> Result:
        return self._netkeep("--vault", str(self.root), *words)

    def check(self, *words: str) -> str:
        """Return what a check prints, with paths as from within the vault."""
        return self("check", *words).out.replace(f"{os.path.relpath(self.root)}/", "")

    def commit(self, **texts: str) -> None:
        """Write people's files, and commit all that there is."""
        commit(self.root, {f"people/{name.replace('_', '-')}.md": text for name, text in texts.items()})

    def pull(self) -> int:
        """Merge what the other clone has committed."""
        return git(self.root, "pull", "--quiet", "--no-rebase", "--no-edit", "other", "HEAD").code

    def read(self, path: str) -> str:
        return (self.root / path).read_bytes().decode()


@pytest.fixture
def clones(tmp_path: Path, netkeep: Netkeep, monkeypatch: pytest.MonkeyPatch) -> tuple[Clone, Clone]:
    """Make two clones of a vault of three people, each of which knows the other."""
    monkeypatch.chdir(tmp_path)
    start_vault(tmp_path / "one")
    commit(tmp_path / "one", {"people/ada-x.md": ADA, "people/bo-x.md": BO, "people/cy-x.md": CY})
    git(tmp_path, "clone", "--quiet", "one", "two")
    start_vault(tmp_path / "two")
    for name, other in (("one", "two"), ("two", "one")):
        git(tmp_path / name, "remote", "add", "other", str(tmp_path / other))
    return Clone(netkeep, tmp_path / "one"), Clone(netkeep, tmp_path / "two")


def test_a_link_from_another_clone_is_told_and_mended_on_both(clones: tuple[Clone, Clone]) -> None:
    one, two = clones
    assert one("rename", "ada-x", "ada-king").code == 0
    one.commit()
    two.commit(bo_x=BO + LUNCH)
    told = f"people/bo-x.md:8:25: {NOWHERE}renamed to [[ada-king]]\n3 files checked: 1 finding in 1 file.\n"
    for clone in (two, one):
        assert clone.pull() == 0
        assert [clone.check(), clone.check(), clone.check("--staged")] == [told] * 3
        before = files(clone.root)
        assert clone.check("--fix") == "1 finding fixed in 1 file, 0 left.\n"
        mended = {**before, "people/bo-x.md": (BO + LUNCH.replace("ada-x", "ada-king")).encode()}
        assert files(clone.root) == mended
        assert clone.check() == GOOD
        git(clone.root, "checkout", "--quiet", "--", ".")
    assert one.read(PATH) == f"{HEAD}ada-x -> ada-king\n"


def test_of_two_people_who_became_one_the_absorbed_id_is_recorded(clones: tuple[Clone, Clone]) -> None:
    one, two = clones
    assert one("merge", "bo-x", "cy-x").code == 0
    one.commit()
    two.commit(ada_x=ADA.replace("location: Bern\n", "location: Bern\nknows: [cy-x]  # from choir\n"))
    assert two.pull() == 0
    assert two.check() == (
        "people/ada-x.md:6:9: NK401 [*] knows: no person has this id\n    renamed to 'bo-x'\n"
        "2 files checked: 1 finding in 1 file.\n"
    )
    assert two.check("--fix") == "1 finding fixed in 1 file, 0 left.\n"
    assert "knows: [bo-x]  # from choir\n" in two.read("people/ada-x.md")


def test_chains_and_a_name_that_came_back(clones: tuple[Clone, Clone]) -> None:
    one, two = clones
    for old, new in (("ada-x", "ada-y"), ("ada-y", "ada-z"), ("cy-x", "cy-y"), ("cy-y", "cy-x")):
        assert one("rename", old, new).code == 0
    one.commit()
    two.commit(bo_x=BO + LUNCH)
    assert two.pull() == 0
    assert two.read(PATH) == f"{HEAD}ada-x -> ada-z\nada-y -> ada-z\ncy-y -> cy-x\n"
    make_vault(two.root, {"people/bo-x.md": BO + LUNCH + "- 2024-05-19 call with [[cy-y]], [[ADA-Y]]\n"})
    assert two.check("--fix") == "3 findings fixed in 1 file, 0 left.\n"
    assert two.read("people/bo-x.md").endswith(
        f"{LUNCH.replace('ada-x', 'ada-z')}- 2024-05-19 call with [[cy-x]], [[ada-z|ADA-Y]]\n"
    )


def test_who_takes_an_old_id_is_meant_by_it(clones: tuple[Clone, Clone]) -> None:
    one, _ = clones
    one("rename", "ada-x", "ada-king")
    one.commit(ada_x="---\nname: Ada Xavier\n---\n", bo_x=BO + LUNCH)
    assert one.check() == "4 files checked: no findings.\n"
    one("rename", "cy-x", "cy-y")
    assert one.read(PATH) == f"{HEAD}cy-x -> cy-y\n"


@pytest.mark.parametrize("driver", [True, False])
def test_two_clones_that_rename_at_once(clones: tuple[Clone, Clone], *, driver: bool) -> None:
    one, two = clones
    one("rename", "ada-x", "ada-king")
    one.commit()
    two("rename", "cy-x", "cy-king")
    two.commit()
    if not driver:
        git(two.root, "config", "--remove-section", "merge.netkeep")
    assert two.pull() == (0 if driver else 1)
    make_vault(two.root, {"people/bo-x.md": BO + LUNCH + "- 2024-05-19 call with [[cy-x]]\n"})
    if driver:
        assert two.read(PATH) == f"{HEAD}ada-x -> ada-king\ncy-x -> cy-king\n"
    else:
        marks = [line for line in two.check("--ignore", "NK402").splitlines() if "NK" in line]
        assert marks == [f"{PATH}:{line}:1: NK410 this line is not a rename" for line in (2, 4, 6)]
    assert two.check("--fix", "--select", "NK402") == "3 findings fixed in 1 file, 0 left.\n"
    assert two.read("people/bo-x.md").endswith("[[ada-king]]: The move.\n- 2024-05-19 call with [[cy-king]]\n")


def test_one_id_renamed_twice_is_told_and_not_decided(clones: tuple[Clone, Clone]) -> None:
    one, two = clones
    one("rename", "ada-x", "ada-king")
    one.commit()
    two("rename", "ada-x", "ada-prince")
    two.commit()
    assert two.pull() == 1
    git(two.root, "add", "--all")
    git(two.root, "commit", "--quiet", "--no-verify", "--no-edit")
    assert two.read(PATH) == f"{HEAD}ada-x -> ada-king\nada-x -> ada-prince\n"
    make_vault(two.root, {"people/bo-x.md": BO + LUNCH})
    told = (
        "people/bo-x.md:8:25: NK402 this link leads nowhere\n"
        "    renamed to [[ada-king]] and [[ada-prince]], on different clones: write the one that is meant\n"
    )
    assert two.check("--select", "NK402") == f"{told}4 files checked: 1 finding in 1 file.\n"
    assert two.check("--fix", "--select", "NK402") == f"{told}Nothing fixed, 1 left.\n"
    assert two("merge", "ada-king", "ada-prince").code == 0
    assert two.read(PATH) == f"{HEAD}ada-prince -> ada-king\nada-x -> ada-king\n"
    assert two.check("--fix", "--select", "NK402") == "1 finding fixed in 1 file, 0 left.\n"


def test_who_is_forgotten_has_no_id_there_on_either_clone(clones: tuple[Clone, Clone]) -> None:
    one, two = clones
    one("rename", "ada-x", "ada-y")
    one("rename", "cy-x", "cy-y")
    one.commit(bo_x=BO + LUNCH)
    assert two.pull() == 0
    done = one("forget", "ada-y", "--yes")
    assert (done.code, done.out.splitlines()[:3]) == (
        0,
        [
            "remove people/ada-y.md",
            "change imports/renames.txt, which has their earlier ids",
            "Their name or id is still written out in: people/bo-x.md:8.",
        ],
    )
    one.commit()
    two("rename", "bo-x", "bo-y")
    two.commit()
    assert two.pull() == 0
    assert two.read(PATH) == f"{HEAD}bo-x -> bo-y\ncy-x -> cy-y\n"
    make_vault(two.root, {"people/bo-y.md": BO + LUNCH})
    assert two.check().startswith(
        "people/bo-y.md:4:5: NK402 [*] this link leads nowhere\n    renamed to [[cy-y]]\n"
        "people/bo-y.md:8:25: NK402 this link leads nowhere\n    add the contact"
    )


def test_who_is_renamed_after_being_forgotten_elsewhere_is_forgotten_again(clones: tuple[Clone, Clone]) -> None:
    one, two = clones
    one("forget", "ada-x", "--yes")
    one.commit()
    two("rename", "ada-x", "ada-y")
    two.commit()
    assert one.pull() == 1
    git(one.root, "add", "--all")
    git(one.root, "commit", "--quiet", "--no-verify", "--no-edit")
    assert one.read(PATH) == f"{HEAD}ada-x -> ada-y\n"
    assert one("forget", "ada-y", "--yes").code == 0
    assert one.read(PATH) == HEAD


def test_a_change_of_that_file_alone_is_noticed(clones: tuple[Clone, Clone]) -> None:
    one, _ = clones
    one.commit(bo_x=BO + LUNCH.replace("ada-x", "gone"))
    texts = [f"{HEAD}gone -> {name}\n" for name in ("ada-x", "cy-x")]
    nobody = "add the contact with 'netkeep add', or write the name without brackets"
    wanted = [nobody, "renamed to [[ada-x]]", "renamed to [[cy-x]]", nobody]
    for text, help_ in zip([None, *texts, None], wanted, strict=True):
        (one.root / PATH).unlink(missing_ok=True)
        if text:
            make_vault(one.root, {PATH: text})
            os.utime(one.root / PATH, ns=(1_700_000_000_123_456_789, 1_700_000_000_123_456_789))
        for path in one.root.glob("people/*"):
            os.utime(path, ns=(1_700_000_000_123_456_789, 1_700_000_000_123_456_789))
        assert answer(str(one.root), [], TODAY) is None
        for words in ((), ("--staged",)):
            git(one.root, "add", "--all")
            assert help_ in one.check(*words)
        known = [
            answer(str(one.root), [], TODAY),
            answer_staged(str(one.root), [], TODAY, Listing(str(one.root), os.environ)),
        ]
        assert [found and [row[7] for row in found[1]] for found in known] == [[help_], [help_]]
    make_vault(one.root, {PATH: texts[0]})
    git(one.root, "add", "--all")
    make_vault(one.root, {PATH: texts[1]})
    assert ("[[cy-x]]" in one.check(), "[[ada-x]]" in one.check("--staged")) == (True, True)


def test_the_staged_file_is_not_read_through_a_link(clones: tuple[Clone, Clone]) -> None:
    one, _ = clones
    make_vault(one.root, {"people/bo-x.md": BO + LUNCH.replace("ada-x", "gone"), "other.txt": "gone -> ada-x\n"})
    (one.root / "imports").mkdir(exist_ok=True)
    (one.root / PATH).symlink_to("../other.txt")
    git(one.root, "add", "--all")
    assert one.check() == one.check("--staged")
    assert f"{PATH}:1:1: NK410 not read: it is a link, or not an ordinary file" in one.check("--staged")
    assert "renamed" not in one.check()
