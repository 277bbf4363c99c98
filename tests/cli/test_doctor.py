"""What the doctor says of a vault: each thing that can be wrong, and what is said of one that is well."""

import json
import os
import subprocess
import sys
import unicodedata
from datetime import date
from importlib import import_module
from pathlib import Path

import pytest

from netkeep.doctor import Result
from netkeep.doctor.versions import versions
from netkeep.store.init_vault import start_vault
from tests.cli.conftest import Netkeep
from tests.vaults import make_vault

ADA = "---\nname: Ada Example\n---\n"


def git(folder: Path, *words: str) -> None:
    identity = ("-c", "user.name=A", "-c", "user.email=a@example.org")
    subprocess.run(["git", *identity, *words], cwd=folder, check=True, capture_output=True)


@pytest.fixture(name="vault")
def _vault(tmp_path: Path) -> Path:
    start_vault(tmp_path)
    make_vault(tmp_path, {"netkeep.toml": "format = 2\n", "people/ada-example.md": ADA})
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "--quiet", "--no-verify", "--message", "all")
    tmp_path.chmod(0o700)
    return tmp_path


@pytest.fixture
def proved() -> None:
    """Let the hook and the merge driver be tried, a dozen programs each: for tests that are about them."""


@pytest.fixture(autouse=True)
def _proofs(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if "proved" not in request.fixturenames:
        for about in ("hook", "merging"):
            result = Result(about, "ok", "")
            monkeypatch.setattr(import_module("netkeep.doctor.repository"), about, lambda _, result=result: result)


def said(netkeep: Netkeep, about: str = "") -> list[tuple[str, str, str]]:
    """Return what is not well: about what, the state, and the words."""
    results = json.loads(netkeep("doctor", "--format", "json").out)["results"]
    return [
        (one["about"], one["state"], one["words"])
        for one in results
        if (one["state"] != "ok" and not about) or one["about"] == about
    ]


@pytest.mark.usefixtures("proved")
def test_a_vault_that_is_well(vault: Path, netkeep: Netkeep) -> None:
    assert said(netkeep) == []
    result = netkeep("doctor")
    assert result.code == 0
    assert result.out.startswith(
        """\
✓ ok    repository    the vault is in git
✓ ok    hook          each commit is checked: it refuses a broken file, and
                      accepts a sound one
✓ ok    merging       two entries of one log, on two branches, are merged
✓ ok    .netkeep/     git ignores netkeep's own memory
✓ ok    site/         git ignores the built site
✓ ok    remotes       there is no remote; keep a copy on another disk, too
✓ ok    permissions   it is closed to others on this machine
✓ ok    files         all 1 files can be read
✓ ok    file names    all are different on every system
✓ ok    mkdocs.yml    there is none; netkeep's own settings are used
✓ ok    publishing    no file, branch or workflow here publishes a site
✓ ok    netkeep       """
    )
    assert result.out.endswith("17 ok\n")
    assert vault.is_dir()


def test_what_fails_is_marked_and_has_something_to_do(vault: Path, netkeep: Netkeep) -> None:
    (vault / "CNAME").write_text("people.example\n")
    result = netkeep("doctor")
    assert result.code == 1
    assert (
        "✗ FAIL  publishing    CNAME is for GitHub Pages\n"
        "                      → remove it; a site of people belongs on your own disk or\n"
        "                      behind a password\n"
    ) in result.out
    assert result.out.endswith("1 failure, 16 ok\n")


@pytest.mark.usefixtures("proved")
def test_a_warning_alone_is_no_failure(vault: Path, netkeep: Netkeep) -> None:
    (vault / ".git" / "hooks" / "pre-commit").unlink()
    assert netkeep("doctor").code == 0
    assert said(netkeep) == [("hook", "warn", "no hook checks commits")]


@pytest.mark.usefixtures("proved")
def test_a_hook_is_proved_on_a_broken_file(
    vault: Path, netkeep: Netkeep, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = {path: path.read_bytes() for path in sorted((vault / ".git").rglob("*")) if path.is_file()}
    programs = tmp_path_factory.mktemp("programs")
    monkeypatch.setenv("PATH", f"{programs}:{os.environ['PATH']}")

    def with_program(code: int) -> list[tuple[str, str, str]]:
        (programs / "netkeep").write_text(f"#!/bin/sh\nexit {code}\n")
        (programs / "netkeep").chmod(0o755)
        return said(netkeep, "hook")

    words = "each commit is checked: it refuses a broken file, and accepts a sound one"
    assert said(netkeep, "hook") == [("hook", "ok", words)]
    assert with_program(0) == [("hook", "fail", "it lets a broken file pass")]
    assert with_program(2) == [("hook", "fail", "it refuses every commit, even a sound one")]
    assert {path: path.read_bytes() for path in sorted((vault / ".git").rglob("*")) if path.is_file()} == before
    assert [path.name for path in (vault / ".netkeep").iterdir() if path.name.startswith("tmp")] == []


@pytest.mark.usefixtures("proved")
def test_a_hook_of_another_kind_is_not_run(vault: Path, netkeep: Netkeep) -> None:
    hook = vault / ".git" / "hooks" / "pre-commit"
    ours = hook.read_text()
    hook.write_text(f"{ours}touch ran\n")
    own = "each commit is checked by a hook of your own; it was not tried"
    assert said(netkeep, "hook") == [("hook", "ok", own)]
    hook.write_text("#!/bin/sh\n")
    assert said(netkeep, "hook") == [("hook", "warn", "the hook does not check commits")]
    assert "put 'netkeep --vault ./ check --staged || exit 1' into .git/hooks/pre-commit" in " ".join(
        netkeep("doctor").out.split()
    )
    hook.write_text(ours)
    hook.chmod(0o644)
    assert said(netkeep, "hook") == [("hook", "warn", "the hook is not for this vault, or not for where it is now")]
    assert not (vault / "ran").exists()


def test_a_vault_without_git(tmp_path: Path, netkeep: Netkeep) -> None:
    make_vault(tmp_path, {"people/ada-example.md": ADA})
    tmp_path.chmod(0o700)
    assert said(netkeep) == [("repository", "warn", "the vault is not in a git repository")]


def test_what_git_does_not_know(vault: Path, netkeep: Netkeep) -> None:
    (vault / "people" / "bob.md").write_text("---\nname: Bob\n---\n")
    assert said(netkeep) == [("repository", "warn", "git does not know 1 file of yours")]
    git(vault, "rm", "--quiet", "--cached", "netkeep.toml")
    assert said(netkeep) == [("repository", "warn", "netkeep.toml is not in git, so the vault is not kept")]


def test_what_has_no_place_in_git(vault: Path, netkeep: Netkeep) -> None:
    (vault / ".gitignore").write_text("/.netkeep/\n")
    make_vault(vault, {"netkeep.toml": "format = 2\n", "site/index.html": "x"})
    assert said(netkeep) == [("site/", "warn", "git would commit the built site")]
    git(vault, "add", "--force", "site")
    assert said(netkeep) == [("site/", "fail", "the built site is in git, and goes wherever the repository goes")]


@pytest.mark.parametrize(
    ("address", "state", "words"),
    [
        ("git@github.com:sam/people.git", "warn", "it goes to github.com, where repositories may be public"),
        ("https://gitlab.com/sam/people", "warn", "it goes to gitlab.com, where repositories may be public"),
        ("http://home.example/people", "fail", "http:// sends the vault unencrypted"),
        ("git://home.example/people", "fail", "git:// sends the vault unencrypted"),
        ("https://sam:s3cret@home.example/p", "warn", "its address contains a password or a token"),
        (
            "ssh://home.example/p",
            "ok",
            "it goes to home.example; netkeep cannot see who may read there",
        ),
        ("/mnt/disk/people", "ok", "it goes to a folder; netkeep cannot see who may read there"),
    ],
)
def test_where_the_repository_goes(vault: Path, netkeep: Netkeep, address: str, state: str, words: str) -> None:
    git(vault, "remote", "add", "my.place", address)
    assert said(netkeep, "remote my.place") == [("remote my.place", state, words)]
    assert "s3cret" not in netkeep("doctor").out


def test_a_vault_that_others_can_read(vault: Path, netkeep: Netkeep) -> None:
    for place in (vault, *vault.parents):
        if place.owner() == vault.owner() and place != Path(place.anchor):
            place.chmod(place.stat().st_mode | 0o005)
    (vault / "people").chmod(0o755)
    (vault / "people" / "ada-example.md").chmod(0o644)
    assert said(netkeep) == [("permissions", "warn", "everyone with an account on this machine can read it")]
    (vault / "people").chmod(0o700)
    (vault / "netkeep.toml").chmod(0o600)
    (vault / ".gitignore").chmod(0o600)
    for hook in (vault / ".git").rglob("*"):
        if hook.is_file():
            hook.chmod(0o600)
    assert ("permissions", "ok", "others on this machine can read none of its files") in said(netkeep, "permissions")


def test_files_that_cannot_be_read_or_are_not_looked_at(vault: Path, netkeep: Netkeep) -> None:
    make_vault(vault, {"netkeep.toml": "format = 2\n", "people/note.txt": "x"})
    git(vault, "add", ".")
    assert said(netkeep) == [("files", "warn", "1 of the files and folders in the vault are read by no command")]
    make_vault(vault, {"netkeep.toml": "format = 2\n", "people/torn.md": "---\nname: Torn\n"})
    git(vault, "add", ".")
    assert said(netkeep) == [("files", "fail", "1 file cannot be read, so no site is built")]


def test_names_that_are_one_file_elsewhere(vault: Path, netkeep: Netkeep) -> None:
    apart = unicodedata.normalize("NFD", "zoë.md")
    make_vault(vault, {"netkeep.toml": "format = 2\n", f"people/{apart}": ADA})
    git(vault, "add", ".")
    words = "1 names have decomposed accents (NFD): git takes them for other files"
    assert said(netkeep) == [("file names", "warn", words)]
    make_vault(vault, {"netkeep.toml": "format = 2\n", "people/zoë.md": ADA})
    git(vault, "add", ".")
    words = "1 names differ only in case or accents: on other systems one is lost"
    assert said(netkeep) == [("file names", "fail", words)]


WELL = "plugins: [search, netkeep]\ndocs_dir: ../static\n"


@pytest.mark.parametrize(
    ("settings", "found"),
    [
        (WELL, []),
        (WELL + "theme: {name: material}\nx: !ENV [A, b]\ny: !!python/name:os.system\n", []),
        ("plugins:\n  - netkeep: {vault: .}\ndocs_dir: ../static\n", []),
        ("docs_dir: ../static\n", [("fail", "the plugin netkeep is not in it")]),
        ("plugins: [netkeep]\ndocs_dir: people\n", [("fail", "docs_dir is the vault, or holds it")]),
        (WELL + "docs_dir: ..\n", [("fail", "docs_dir is the vault, or holds it")]),
        (WELL + "a: [\n", [("fail", "it cannot be read as YAML")]),
        ("- a\n", [("fail", "it cannot be read as YAML")]),
        (
            "plugins: [netkeep, material/social]\ndocs_dir: ../static\n",
            [("warn", "the plugin social loads from other hosts or reports to them")],
        ),
        (
            WELL + "repo_url: https://git.example/\n",
            [("warn", "repo_url is set: pages would say where your repository or your site is")],
        ),
        (
            WELL + "extra_javascript: [https://cdn.example/a.js]\n",
            [("warn", "a style or a script is loaded from elsewhere")],
        ),
        (WELL + "hooks: [a.py]\n", [("warn", "it runs or inherits something that was not checked")]),
    ],
)
def test_settings_of_the_site(vault: Path, netkeep: Netkeep, settings: str, found: list[tuple[str, str]]) -> None:
    (vault / "mkdocs.yml").write_text(settings)
    assert said(netkeep) == [("mkdocs.yml", state, words) for state, words in found]


@pytest.mark.parametrize(
    ("path", "text", "words"),
    [
        (".nojekyll", "", ".nojekyll is for GitHub Pages"),
        ("site/CNAME", "", "site/CNAME is for GitHub Pages"),
        ("netlify.toml", "", "netlify.toml is for Netlify"),
        (".github/workflows/a.yml", "run: mkdocs gh-deploy", ".github/workflows/a.yml puts pages on the web"),
        (".github/workflows/a.yaml", "uses: actions/deploy-pages@v4", ".github/workflows/a.yaml puts pages on the web"),
        (".gitlab-ci.yml", "pages:\n  script: make", ".gitlab-ci.yml puts pages on the web"),
    ],
)
def test_what_publishes(vault: Path, netkeep: Netkeep, path: str, text: str, words: str) -> None:
    make_vault(vault, {"netkeep.toml": "format = 2\n", path: text})
    assert said(netkeep, "publishing") == [("publishing", "fail", words)]


def test_a_workflow_that_only_checks_is_well(vault: Path, netkeep: Netkeep) -> None:
    make_vault(vault, {"netkeep.toml": "format = 2\n", ".github/workflows/a.yml": "run: netkeep check"})
    assert said(netkeep) == []


def test_a_branch_that_hosts_show(vault: Path, netkeep: Netkeep) -> None:
    git(vault, "branch", "gh-pages")
    assert said(netkeep) == [("publishing", "fail", "there is a branch gh-pages, which hosts show to everyone")]


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ("", ("format", "warn", "1; an older netkeep on another laptop would not know that yours writes 2")),
        ("format = 3\n", ("format", "fail", "3, and this netkeep knows 2")),
    ],
)
def test_a_vault_of_another_version(
    vault: Path, netkeep: Netkeep, settings: str, expected: tuple[str, str, str]
) -> None:
    make_vault(vault, {"netkeep.toml": settings})
    assert said(netkeep, "format") == [expected]


@pytest.mark.usefixtures("proved")
def test_what_the_doctor_sets_up(vault: Path, netkeep: Netkeep) -> None:
    make_vault(vault, {"netkeep.toml": "format = 1  # mine\n", ".gitattributes": "*.md text\n"})
    git(vault, "config", "--remove-section", "merge.netkeep")
    assert [about for about, _, _ in said(netkeep)] == ["merging", "format"]
    result = netkeep("doctor", "--fix")
    assert (result.code, result.err) == (
        0,
        "The vault has a merge driver, .gitattributes and format 2 in netkeep.toml now.\n",
    )
    assert (vault / "netkeep.toml").read_text() == "format = 2  # mine\n"
    assert (vault / ".gitattributes").read_text().startswith("*.md text\n/people/**/*.md merge=netkeep diff=netkeep\n")
    assert said(netkeep) == []
    assert netkeep("doctor", "--fix").err == "There was nothing to set up.\n"


def test_how_long_things_are_looked_after(tmp_path: Path) -> None:
    soon = {one.about: one.state for one in versions(tmp_path, date(2027, 5, 5))}
    late = {one.about: (one.state, one.words.partition(" ")[2]) for one in versions(tmp_path, date(2027, 5, 6))}
    assert soon["Material"] == "ok"
    assert late["Material"] == ("warn", "has had no security fixes since 5 May 2027")
    assert {one.about: one.state for one in versions(tmp_path, date(2040, 1, 1))}["Python"] == (
        "warn" if sys.version_info < (3, 15) else "ok"
    )
