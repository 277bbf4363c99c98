"""Names of files."""

from pathlib import Path

from tests.check.cases import Case, at, coded, each, fails, passes, person, report

_FIRST = (1, 1)
_NO_ID = "the file's name is not an id: lower-case letters a to z, digits and single hyphens"
_DEVICE = "'{}' is a device on Windows, where no file or folder can have this name"
_COPY = "a copy that {} has made because two machines changed one file"
_OVER = "move what is new in it into people/ada.md, then delete it"
_OUTSIDE = "a link to a file outside the vault; it is not followed"
_LINKED = "a link to a folder; it is not followed"
_HERE = "put the folder itself here"
_NOT_READ = "not read: its name does not end in .md"
_TO_ASSETS = "rename it, or move it to assets/"
_NOBODY = "no command reads a contact here"
_MOVE = "move it into people/, jobs/ or orgs/"


def _outside(root: Path) -> None:
    (root.parent / "ada.md").write_text(person())
    (root / "people").mkdir()
    (root / "people/ada.md").symlink_to(root.parent / "ada.md")


def _linked_file(root: Path) -> None:
    (root / "people/alan.md").symlink_to("../jobs/../notes/alan.txt")


def _linked_team(root: Path) -> None:
    (root / "people/team").symlink_to("../elsewhere")


def _linked_people(root: Path) -> None:
    (root / "elsewhere").mkdir()
    (root / "elsewhere/ada.txt").write_text(person())
    (root / "people").symlink_to("elsewhere")


CASES = (
    fails(
        "NK501",
        "capitals-blanks-and-devices",
        {
            "people/Ada Example.md": person(),
            "jobs/x/acme--2023.md": "---\norg: A\n---\n",
            "orgs/con.md": "---\nname: Con\n---\n",
            "people/株.md": person(),
        },
        at("jobs/x/acme--2023.md:1:1", _FIRST, _NO_ID, "rename it to acme-2023.md, and the links to it"),
        at("orgs/con.md:1:1", _FIRST, _DEVICE.format("con"), "rename it, and the links to it"),
        at("people/Ada Example.md:1:1", _FIRST, _NO_ID, "rename it to ada-example.md, and the links to it"),
        at("people/株.md:1:1", _FIRST, _NO_ID, "rename it to zhu.md, and the links to it"),
    ),
    fails(
        "NK501",
        "long",
        {f"people/{'a' * 101}.md": person()},
        at(f"people/{'a' * 101}.md:1:1", _FIRST, _NO_ID, f"rename it to {'a' * 100}.md, and the links to it"),
    ),
    fails(
        "NK501",
        "devices-of-windows",
        {
            "people/aux.md": person(),
            "people/LPT1.md": person(name="B"),
            "people/nul.x.md": person(name="C"),
            "people/Com3/d.md": person(name="D"),
        },
        at("people/Com3/d.md:1:1", _FIRST, _DEVICE.format("Com3"), "rename it, and the links to it"),
        at("people/LPT1.md:1:1", _FIRST, _DEVICE.format("LPT1"), "rename it, and the links to it"),
        at("people/aux.md:1:1", _FIRST, _DEVICE.format("aux"), "rename it, and the links to it"),
        at("people/nul.x.md:1:1", _FIRST, _DEVICE.format("nul.x"), "rename it, and the links to it"),
    ),
    passes("NK501", "folders-are-free", {"people/From Work/ada-2.md": person(), f"people/{'a' * 100}.md": person()}),
    fails(
        "NK502",
        "letter-case",
        {"people/Ada.md": person(), "people/ada.md": person()},
        coded("NK501", at("people/Ada.md:1:1", _FIRST, _NO_ID, "rename it to ada.md, and the links to it")),
        at(
            "people/Ada.md:1:1",
            _FIRST,
            "on other systems this is the same file as people/ada.md",
            "rename one of the two",
        ),
        at(
            "people/ada.md:1:1",
            _FIRST,
            "on other systems this is the same file as people/Ada.md",
            "rename one of the two",
        ),
    ),
    fails(
        "NK502",
        "composed-and-decomposed",
        {"people/e\u0301.txt": "", "people/é.txt": ""},
        at(
            "people/e\u0301.txt:1:1",
            _FIRST,
            "on other systems this is the same file as people/é.txt",
            "rename one of the two",
        ),
        coded("NK505", at("people/e\u0301.txt:1:1", _FIRST, _NOT_READ, _TO_ASSETS)),
        at(
            "people/é.txt:1:1",
            _FIRST,
            "on other systems this is the same file as people/e\u0301.txt",
            "rename one of the two",
        ),
        coded("NK505", at("people/é.txt:1:1", _FIRST, _NOT_READ, _TO_ASSETS)),
    ),
    passes("NK502", "other-letters", {"people/ada.md": person(), "people/x/adb.md": person()}),
    fails(
        "NK503",
        "outside",
        {},
        at("people/ada.md:1:1", _FIRST, _OUTSIDE, "put the file itself into the vault"),
        setup=_outside,
    ),
    passes(
        "NK503",
        "inside",
        {"people/ada.md": person(), "notes/alan.txt": person(name="Alan"), "jobs/a.md": "---\norg: A\n---\n"},
        setup=_linked_file,
    ),
    fails(
        "NK504",
        "beside-and-below",
        {"ada.md": person(), "contacts/alan.MD": person(), "notes/README.md": person(), "README.md": person()},
        at("ada.md:1:1", _FIRST, _NOBODY, _MOVE),
        at("contacts/alan.MD:1:1", _FIRST, _NOBODY, _MOVE),
    ),
    passes(
        "NK504",
        "no-front-matter-and-known-folders",
        {
            "notes.md": "# Notes\n",
            "assets/a.md": person(),
            "templates/ask.md": person(),
            ".obsidian/a.md": person(),
            "imports/a.md": person(),
        },
    ),
    fails(
        "NK505",
        "endings",
        {"people/ada.txt": person(), "people/x/alan.MD": "", "jobs/acme.markdown": ""},
        at("jobs/acme.markdown:1:1", _FIRST, _NOT_READ, _TO_ASSETS),
        at("people/ada.txt:1:1", _FIRST, _NOT_READ, _TO_ASSETS),
        at("people/x/alan.MD:1:1", _FIRST, _NOT_READ, _TO_ASSETS),
    ),
    passes(
        "NK505",
        "left-by-editors",
        {"people/ada.md~": "", "people/.ada.md.swp": "", "people/x.tmp": "", "assets/ada.png": b"\x89"},
    ),
    fails(
        "NK506",
        "team",
        {"people/ada.md": person(), "elsewhere/b.txt": ""},
        at("people/team:1:1", _FIRST, _LINKED, _HERE),
        setup=_linked_team,
    ),
    fails("NK506", "people-itself", {}, at("people:1:1", _FIRST, _LINKED, _HERE), setup=_linked_people),
    passes("NK506", "ordinary-folder", {"people/team/ada.md": person()}),
    fails(
        "NK507",
        "each-program",
        {
            "people/ada.md": person(),
            "people/ada 2.md": person(name="B"),
            "people/ada.sync-conflict-20240501-101500-ABCDEFG.md": person(name="C"),
            "people/ada (conflicted copy 2024-05-01).md": person(name="D"),
            "people/ada (Ada's conflicted copy 2024-05-01).md": person(name="E"),
            "people/ada (Case Conflict).md": person(name="F"),
        },
        at("people/ada (Ada's conflicted copy 2024-05-01).md:1:1", _FIRST, _COPY.format("Dropbox"), _OVER),
        at("people/ada (Case Conflict).md:1:1", _FIRST, _COPY.format("Dropbox"), _OVER),
        at("people/ada (conflicted copy 2024-05-01).md:1:1", _FIRST, _COPY.format("Dropbox"), _OVER),
        coded("NK501", at("people/ada 2.md:1:1", _FIRST, _NO_ID, "rename it to ada-2.md, and the links to it")),
        at("people/ada 2.md:1:1", _FIRST, _COPY.format("iCloud"), _OVER),
        at("people/ada.sync-conflict-20240501-101500-ABCDEFG.md:1:1", _FIRST, _COPY.format("Syncthing"), _OVER),
    ),
    passes("NK507", "second-of-a-name", {"people/ada.md": person(), "people/ada-2.md": person(name="B")}),
)


@each(CASES)
def test_names_of_files(case: Case, tmp_path: Path) -> None:
    assert report(case, tmp_path) == list(case.expected)
