"""``netkeep import --triage``: what each key writes, byte for byte, and what stands on the screen."""

import builtins
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from contextlib import redirect_stdout
from datetime import date
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

import click
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netkeep.check.runner import check
from netkeep.cli import import_, triage
from netkeep.cli.context import Context
from netkeep.cli.triage.keys import Keys
from netkeep.cli.triage.loop import Loop
from netkeep.exchange.candidate import Candidate, Entry, Fact, Link, Reading
from netkeep.exchange.importer import Options, Read
from netkeep.exchange.triage.queue import queue
from netkeep.model.people import Email, Role
from netkeep.model.triage import waits
from netkeep.store.load import load
from tests.cli.conftest import Netkeep, files
from tests.vaults import make_vault

Feed = Callable[..., None]
KEYS = "[k]eep [c]adence [t]ag [w]orked with [a]rchive [=]same [s]kip [u]ndo [?] [q]uit\n"
ADA = (
    "---\n"
    "name: Ada Bell # as she writes it\n"
    "pronouns: she/her\n"
    "emails: [ada@acme.example]\n"
    "links: {linkedin: https://www.linkedin.com/in/ada-bell}\n"
    "tags: [to-triage]\n"
    "roles:\n"
    "  - org: ACME Ltd\n"
    "    title: Engineer\n"
    "---\n"
    "\n"
    "## Log\n"
    "\n"
    "- 2024-05-02 message: 1,200 messages\n"
    "- 2023-01-01 received recommendation: On LinkedIn.\n"
    "- 2022-01-01 received endorsement: Python\n"
    "- 2020-01-02 connected\n"
)
BO = "---\nname: Bo Sample\ntags:\n  - crew\n  - to-triage\n---\n"
GRACE = "---\nname: Grace Sample\nemails: [grace@acme.example]\n---\n"
VAULT = {
    "jobs/acme-2019.md": "---\norg: Acme\ntitle: Developer\nfrom: 2019-03\nto: 2023\n---\n",
    "jobs/beta-2023.md": "---\norg: Beta\nfrom: 2023\n---\n",
    "orgs/acme.md": "---\nname: Acme\naliases: [ACME Ltd]\n---\n",
    "people/ada-bell.md": ADA,
    "people/bo-sample.md": BO,
    "people/grace-sample.md": GRACE,
    "imports/linkedin.jsonl": (
        '{"format": 1}\n'
        '{"id": "ada-bell", "keys": ["uid:ada"], "said": {"name": ["Ada Bell"]}}\n'
        '{"id": "bo-sample", "keys": ["uid:bo"], "said": {"name": ["Bo Sample"]}}\n'
    ),
}


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    return make_vault(tmp_path, VAULT)


@pytest.fixture
def feed(monkeypatch: pytest.MonkeyPatch) -> Feed:
    """Type what is given: single keys, and lines where lines are asked for; then Ctrl-D."""
    waiting: deque[str] = deque()

    def key() -> str:
        if not waiting:
            raise EOFError
        return waiting.popleft()

    def line(question: str) -> str:
        typed = key()
        click.echo(f"{question}{typed}")
        return typed

    monkeypatch.setattr(triage, "asks", lambda: True)
    monkeypatch.setattr(click, "getchar", key)
    monkeypatch.setattr(builtins, "input", line)
    return lambda *typed: waiting.extend(typed)


@pytest.mark.usefixtures("vault")
def test_the_screen(netkeep: Netkeep, feed: Feed) -> None:
    feed("x", "u", "s", "k")
    assert netkeep("import", "--triage") == (0, FIRST_SCREENS, "")


FIRST_SCREENS = (
    "\n"
    "── 1 of 2 ──────────────────────────────────────────────────────────────────────\n"
    "Ada Bell  she/her\n"
    "Engineer, ACME Ltd\n"
    "\n"
    "  Messages        1,200, the last on 2024-05-02\n"
    "  Recommendation  received 2023-01-01\n"
    "  Your job        Developer, Acme · 2019-03 to 2023 (w proposes it)\n"
    "  Connected       2020-01-02\n"
    "  Endorsements    1\n"
    "  Imported from   linkedin\n"
    "  E-mail          ada@acme.example\n"
    "  LinkedIn        https://www.linkedin.com/in/ada-bell\n"
    "\n"
    f"{KEYS}"
    "? explains the keys\n"
    "nothing to undo\n"
    "skipped\n"
    "\n"
    "── 2 of 2 ──────────────────────────────────────────────────────────────────────\n"
    "Bo Sample\n"
    "\n"
    "  Imported from   linkedin\n"
    "  Tags            crew\n"
    "\n"
    f"{KEYS}"
    "people/bo-sample.md: kept\n"
    "1 answered, 1 left; 'netkeep import --triage' goes on.\n"
)


def _ada(*lines: str) -> str:
    """Return Ada's file without the tag, with more lines before the end of its front matter."""
    return ADA.replace("tags: [to-triage]\n", "").replace("---\n\n", "".join(f"{line}\n" for line in lines) + "---\n\n")


TAGGED = ADA.replace("[to-triage]", "[mentor, met at PyCon]")


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        (["k"], (_ada(), "kept")),
        (["c", "3 months"], (_ada("cadence: 3 months"), "cadence 3 months")),
        (["c", "soon", "6w"], (_ada("cadence: 6 weeks"), "cadence 6 weeks")),
        (["c", "none"], (_ada("cadence: none"), "cadence none")),
        (["t", " mentor, met  at PyCon,, mentor"], (TAGGED, "tagged mentor, met at PyCon")),
        (
            ["w", "p"],
            (_ada("worked_with:", "  - {job: acme-2019, as: peer}"), "worked with in acme-2019, your peer"),
        ),
        (["w", "x", "-"], (_ada("worked_with:", "  - {job: acme-2019}"), "worked with in acme-2019")),
        (
            ["w", "j", "9", "1", "h"],
            (_ada("worked_with:", "  - {job: beta-2023, as: recruiter}"), "worked with in beta-2023, a recruiter"),
        ),
        (["a", " Sold  the company: left"], (_ada('archived: "Sold the company: left"'), "archived")),
    ],
)
def test_what_a_key_writes(
    vault: Path, netkeep: Netkeep, feed: Feed, typed: Sequence[str], written: tuple[str, str]
) -> None:
    ada, said = written
    before = files(vault)
    feed(*typed)
    told = netkeep("import", "--triage").out
    assert f"people/ada-bell.md: {said}\n" in told
    assert files(vault) == {**before, "people/ada-bell.md": ada.encode()}
    assert netkeep("check").code == 0


@pytest.mark.parametrize(
    "back", [["c", ""], ["t", " , "], ["w", "\r"], ["w", "j", "\x1b"], ["a", ""], ["=", ""], ["?"]]
)
def test_back_writes_nothing_and_stays(vault: Path, netkeep: Netkeep, feed: Feed, back: Sequence[str]) -> None:
    before = files(vault)
    feed(*back, "k")
    told = netkeep("import", "--triage").out
    assert told.count("1 of 2") == 1
    assert files(vault) == {**before, "people/ada-bell.md": _ada().encode()}


def test_the_same_as_somebody_here(vault: Path, netkeep: Netkeep, feed: Feed) -> None:
    before = files(vault)
    feed("=", "Nobody", "SAMPLE", "2", "q")
    told = netkeep("import", "--triage").out
    assert (
        "Who are they? (a name or id, Tab completes; empty: back) Nobody\n"
        "nobody else here is called so\n"
        "Who are they? (a name or id, Tab completes; empty: back) SAMPLE\n"
        "  1  Bo Sample  (bo-sample)\n"
        "  2  Grace Sample  (grace-sample)\n"
        "ada-bell: joined to grace-sample\n"
    ) in told
    after = files(vault)
    assert "people/ada-bell.md" not in after
    assert after["people/grace-sample.md"].decode() == (
        "---\n"
        "name: Grace Sample\n"
        "aliases: [Ada Bell]\n"
        "pronouns: she/her\n"
        "emails: [grace@acme.example, ada@acme.example]\n"
        "links:\n"
        "  linkedin: https://www.linkedin.com/in/ada-bell\n"
        "roles:\n"
        "  - org: ACME Ltd\n"
        "    title: Engineer\n"
        "---\n"
        "\n"
        "## Log\n"
        "\n"
        "- 2024-05-02 message: 1,200 messages\n"
        "- 2023-01-01 received recommendation: On LinkedIn.\n"
        "- 2022-01-01 received endorsement: Python\n"
        "- 2020-01-02 connected\n"
    )
    assert b'"id": "grace-sample"' in after["imports/linkedin.jsonl"]
    assert netkeep("check").code == 0
    assert before.keys() - after.keys() == {"people/ada-bell.md"}


@pytest.mark.parametrize(
    "typed", [["k"], ["c", "1 year"], ["t", "x"], ["w", "m"], ["a", "gone"], ["=", "grace-sample"], ["s"]]
)
def test_undo_brings_every_byte_back(vault: Path, netkeep: Netkeep, feed: Feed, typed: Sequence[str]) -> None:
    before = files(vault)
    feed(*typed, "u", "q")
    told = netkeep("import", "--triage").out
    assert files(vault) == before
    assert told.endswith("undone\n" + told[told.index("\n── 1 of 2") : told.index(KEYS)] + KEYS + "\n" + _left(2))


def _left(count: int) -> str:
    return f"0 answered, {count} left; 'netkeep import --triage' goes on.\n"


@pytest.mark.usefixtures("feed")
def test_what_others_wrote_meanwhile_is_not_overwritten(
    vault: Path, netkeep: Netkeep, monkeypatch: pytest.MonkeyPatch
) -> None:
    ada = vault / "people/ada-bell.md"
    typed = iter(["k", "u", "q"])

    def key() -> str:
        found = next(typed)
        if found == "u":
            ada.write_text(_ada("location: Leeds"))
        return found

    monkeypatch.setattr(click, "getchar", key)
    told = netkeep("import", "--triage").out
    assert "ada-bell.md was changed by another program meanwhile; nothing was written. Try again.\n" in told
    assert ada.read_text() == _ada("location: Leeds")


@pytest.mark.usefixtures("feed")
def test_who_was_looked_at_elsewhere_is_passed_over(
    vault: Path, netkeep: Netkeep, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed = iter(["k"])

    def key() -> str:
        (vault / "people/bo-sample.md").unlink()
        return next(typed)

    monkeypatch.setattr(click, "getchar", key)
    assert netkeep("import", "--triage").out.endswith("1 answered, 0 left.\n")


def test_keys_typed_in_one_go_are_read_one_by_one(netkeep: Netkeep, vault: Path, feed: Feed) -> None:
    feed("\x1b[A", "kk\x04s")
    assert netkeep("import", "--triage").out.endswith("2 answered, 0 left.\n")
    make_vault(vault, VAULT)
    feed("s\x03k")
    assert netkeep("import", "--triage").out.endswith("skipped\n" + _second() + "\n" + _left(2))


def _second() -> str:
    line = "── 2 of 2 ──────────────────────────────────────────────────────────────────────"
    return f"\n{line}\nBo Sample\n\n  Imported from   linkedin\n  Tags            crew\n\n{KEYS}"


@pytest.mark.usefixtures("vault")
def test_without_a_terminal_nothing_is_asked(netkeep: Netkeep) -> None:
    told = (
        "2 people wait to be looked at: netkeep list --tag to-triage\n"
        "On a terminal, netkeep import --triage asks about one after another.\n"
    )
    assert netkeep("import", "--triage") == (0, told, "")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--triage", "--dry-run"), "--triage asks and writes: leave out --dry-run and --format json"),
        (("--triage", "--format", "json"), "--triage asks and writes: leave out --dry-run and --format json"),
        ((), "name a FORMAT and a PATH, such as: netkeep import vcard contacts.vcf"),
        (("vcard", "--triage"), "name a FORMAT and a PATH, such as: netkeep import vcard contacts.vcf"),
    ],
)
def test_what_makes_no_sense_is_refused(netkeep: Netkeep, arguments: Iterable[str], words: str) -> None:
    result = netkeep("import", *arguments)
    assert (result.code, result.out, result.err.splitlines()[-1]) == (2, "", f"Error: {words}")


def test_nobody_waits(tmp_path: Path, netkeep: Netkeep, monkeypatch: pytest.MonkeyPatch) -> None:
    make_vault(tmp_path, {"people/grace-sample.md": GRACE})
    assert netkeep("import", "--triage") == (0, "Nobody waits to be looked at.\n", "")
    monkeypatch.setattr(triage, "asks", lambda: True)
    assert netkeep("import", "--triage") == (0, "", "netkeep: nobody waits to be looked at\n")


def _person(where: str, name: str, *facts: Fact) -> Candidate:
    return Candidate((Fact("name", name, where), *facts), where, None)


READING = Reading(
    (
        _person("c:1", "grace sample", Fact("roles", Role("Beta", "Plumber"), "c:1")),
        _person("c:2", "Grace Sample", Fact("emails", Email("g@beta.example"), "c:2")),
        _person("c:3", "Cy New", Fact("log", Entry("1", date(2020, 1, 2), "connected"), "c:3")),
        _person("c:4", "Sample, Bo", Fact("links", Link("github", "https://github.com/bo"), "c:4")),
    )
)


@pytest.fixture
def card(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> str:
    def read(_: Sequence[Path], __: Options) -> Reading:
        return READING

    def reader(_: str) -> Read:
        return read

    monkeypatch.setattr(import_, "reader", reader)
    path = tmp_path_factory.mktemp("from") / "c.vcf"
    path.touch()
    return str(path)


def test_the_unclear_are_asked_about_and_imported(vault: Path, netkeep: Netkeep, feed: Feed, card: str) -> None:
    feed("x", "1", "n", "s", "q")
    told = netkeep("import", "vcard", card, "--triage").out
    assert (
        "\n── unclear: 1 of 3 ─────────────────────────────────────────────────────────────\n"
        "grace sample  c:1\n"
        "Plumber, Beta\n"
        "\n"
        "may be somebody in the vault:\n"
        "  1  Grace Sample (grace-sample): the same name\n"
        "\n"
        "[1] the same as [n]ew [s]kip [q]uit\n"
        "one of the keys above\n"
    ) in told
    assert "1 somebody here, 1 somebody new, 1 still unclear.\n" in told
    after = files(vault)
    assert after["people/grace-sample.md"] == (
        b"---\nname: Grace Sample\nemails: [grace@acme.example]\nroles:\n  - org: Beta\n    title: Plumber\n---\n"
    )
    assert after["people/grace-sample-2.md"] == (
        b"---\nname: Grace Sample\nemails:\n  - g@beta.example\ntags: [to-triage]\n---\n"
    )
    assert after["people/bo-sample.md"] == BO.encode()
    assert "people/cy-new.md" in after
    again = netkeep("import", "vcard", card, "--dry-run").err
    assert again.startswith("Would be: 0 created, 0 changed, 3 unchanged, 1 held back.\n")


@pytest.mark.parametrize("stop", [["q"], []])
def test_stopping_keeps_what_was_answered(
    vault: Path, netkeep: Netkeep, feed: Feed, card: str, stop: Sequence[str]
) -> None:
    feed("n", *stop)
    told = netkeep("import", "vcard", card, "--triage").out
    assert "0 somebody here, 1 somebody new, 2 still unclear.\n" in told
    assert files(vault)["people/grace-sample-2.md"].startswith(b"---\nname: grace sample\n")
    assert told.endswith("0 answered, 4 left; 'netkeep import --triage' goes on.\n")


class Typed(Keys):
    """Keys and lines out of a list, whatever is asked for; then Ctrl-C."""

    def __init__(self, typed: Iterable[str]) -> None:
        super().__init__()
        self._typed = iter(typed)

    def key(self) -> str:
        for typed in self._typed:
            return typed[:1] or "\r"
        raise KeyboardInterrupt

    def line(self, question: str, words: Iterable[str] = ()) -> str:
        assert question
        assert sorted(words) == list(words)
        for typed in self._typed:
            return typed
        raise KeyboardInterrupt


_LINES = ("3 months", "none", "mentor, crew", "- # odd: 'x", "grace-sample", "bo", "ada-bell", "Sample", "")


@settings(deadline=None, max_examples=60)
@given(typed=st.lists(st.one_of(st.sampled_from("kctwa=su?p1j-x"), st.sampled_from(_LINES)), max_size=25))
def test_any_keys_leave_a_sound_vault_with_everybody_in_it(typed: list[str]) -> None:
    with TemporaryDirectory() as folder, redirect_stdout(StringIO()) as told:
        root = make_vault(Path(folder), VAULT)
        with Context(root, date(2024, 6, 7), day_chosen=True, verbose=False) as context:
            Loop(context, queue(context.vault, {}, (), context.today), Typed(typed)).run()
        after = load(root)
        assert check(after, context.today) == ()
        names = {name for one in after.contacts.values() for name in (one.name, *one.aliases)}
        assert names == {"Ada Bell", "Bo Sample", "Grace Sample"}
        left = sum(waits(one) for one in after.contacts.values())
        assert f", {left} left" in told.getvalue()


def test_what_was_answered_and_cannot_be_is_said(
    vault: Path, netkeep: Netkeep, feed: Feed, card: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    nameless = Candidate((Fact("emails", Email("twice@acme.example"), "c:5"),), "c:5", None)
    make_vault(
        vault,
        {
            "people/dee.md": "---\nname: Dee\nemails: [twice@acme.example]\n---\n",
            "people/eve.md": "---\nname: Eve\nemails: [twice@acme.example]\n---\n",
        },
    )
    monkeypatch.setattr("tests.cli.test_triage.READING", Reading((nameless,)))
    feed("n", "q")
    told = netkeep("import", "vcard", card, "--triage").out
    assert "0 somebody here, 1 somebody new, 0 still unclear.\n  c:5: has no name\n" in told
