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
KEYS = "[k]eep [c]adence [t]ag [w]ork [a]rchive [=]same [b]ulk [s]kip [u]ndo [?] [q]uit\n"
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
    "back",
    [
        ["c", ""],
        ["t", " , "],
        ["w", "\r"],
        ["w", "j", "\x1b"],
        ["a", ""],
        ["=", ""],
        ["=", "grace-sample", "n"],
        ["?"],
        ["b", "\r"],
    ],
)
def test_back_writes_nothing_and_stays(vault: Path, netkeep: Netkeep, feed: Feed, back: Sequence[str]) -> None:
    before = files(vault)
    feed(*back, "k")
    told = netkeep("import", "--triage").out
    assert told.count("1 of 2") == 1
    assert files(vault) == {**before, "people/ada-bell.md": _ada().encode()}


def test_the_same_as_somebody_here(vault: Path, netkeep: Netkeep, feed: Feed) -> None:
    before = files(vault)
    feed("=", "Nobody", "SAMPLE", "2", "y", "q")
    told = netkeep("import", "--triage").out
    assert (
        "Who are they? (a name or id, Tab completes; empty: back) Nobody\n"
        "nobody else has this name\n"
        "Who are they? (a name or id, Tab completes; empty: back) SAMPLE\n"
        "  1  Bo Sample  (bo-sample)\n"
        "  2  Grace Sample  (grace-sample)\n"
        "Ada Bell and Grace Sample are different names. Are they one person?\n"
        "[y]es; any other key: back\n"
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
    "typed",
    [["k"], ["c", "1 year"], ["t", "x"], ["w", "m"], ["a", "gone"], ["=", "grace-sample", "y"], ["s"], ["T", "x"]],
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
        "2 people wait for triage: netkeep list --tag to-triage\n"
        "In a terminal, netkeep import --triage asks about one after another.\n"
    )
    assert netkeep("import", "--triage") == (0, told, "")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--triage", "--dry-run"), "--triage asks and writes: leave out --dry-run and --format json"),
        (("--triage", "--format", "json"), "--triage asks and writes: leave out --dry-run and --format json"),
        (("--where", "no:email"), "--where and --limit go with --triage"),
        (("vcard", ".", "--limit", "2"), "--where and --limit go with --triage"),
        ((), "name a FORMAT and a PATH, such as: netkeep import vcard contacts.vcf"),
        (("vcard", "--triage"), "name a FORMAT and a PATH, such as: netkeep import vcard contacts.vcf"),
    ],
)
def test_what_makes_no_sense_is_refused(netkeep: Netkeep, arguments: Iterable[str], words: str) -> None:
    result = netkeep("import", *arguments)
    assert (result.code, result.out, result.err.splitlines()[-1]) == (2, "", f"Error: {words}")


def test_nobody_waits(tmp_path: Path, netkeep: Netkeep, monkeypatch: pytest.MonkeyPatch) -> None:
    make_vault(tmp_path, {"people/grace-sample.md": GRACE})
    assert netkeep("import", "--triage") == (0, "Nobody waits for triage.\n", "")
    monkeypatch.setattr(triage, "asks", lambda: True)
    assert netkeep("import", "--triage") == (0, "", "netkeep: nobody waits for triage\n")


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
    assert "1 matched, 1 new, 1 still unclear.\n" in told
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
    assert "0 matched, 1 new, 2 still unclear.\n" in told
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
@given(typed=st.lists(st.one_of(st.sampled_from("kctwaCTWb=su?p1j-xy"), st.sampled_from(_LINES)), max_size=25))
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
    assert "0 matched, 1 new, 0 still unclear.\n  c:5: has no name\n" in told


def _of_acme(number: int, tags: str = "tags: [to-triage]\n", more: str = "", log: str = "") -> str:
    return f"---\nname: Person {number}\n{tags}roles: [{{org: ACME Ltd, to: 2010}}]\n{more}---\n{log}"


MESSAGE = "\n## Log\n\n- 2024-05-01 message: Hi.\n"
MANY = {
    **VAULT,
    **{f"people/p{number}.md": _of_acme(number) for number in range(1, 11)},
    "people/p11.md": _of_acme(11, log=MESSAGE),
}
SECOND_OF_MANY = f"""
── 2 of 13 ─────────────────────────────────────────────────────────────────────
Person 11
ACME Ltd · until 2010

  Messages        1, the last on 2024-05-01

{KEYS}"""
GROUPS = """\
  1  11 with no message, no recommendation and no shared job
  2  11 of Acme
  3  12 who wait, all of them
All of them: [k]eep [c]adence [t]ag [w]ork [a]rchive; Enter: back
"""


def test_one_answer_for_everybody_of_an_organisation(tmp_path: Path, netkeep: Netkeep, feed: Feed) -> None:
    before = files(make_vault(tmp_path, MANY))
    feed("s", "b", "2", "w", "2", "p", "y", "q")
    shown = netkeep("import", "--triage").out
    assert shown[shown.index(SECOND_OF_MANY) :] == (
        f"""{SECOND_OF_MANY}{GROUPS}\
  1  Beta · since 2023
  2  Developer, Acme · 2019-03 to 2023
At Developer, Acme · 2019-03 to 2023:
[m]anager [r]eport [p]eer o[t]her-team [l]eadership [v]endor [c]ustomer [h]ires
(a recruiter) [o]ther [-] unsaid [j] another job
11 people of Acme: worked with in acme-2019, your peer? They are Person 11,
Person 1, Person 10, Person 2, Person 3, Person 4, Person 5, Person 6 and 3
more.
[y]es; any other key: back
11 people: worked with in acme-2019, your peer

── 3 of 13 ─────────────────────────────────────────────────────────────────────
Bo Sample

  Imported from   linkedin
  Tags            crew

{KEYS}
11 answered, 2 left; 'netkeep import --triage' goes on.
'netkeep undo' takes all of these answers back.
"""
    )
    peer = "worked_with:\n  - {job: acme-2019, as: peer}\n"
    wanted = {f"people/p{number}.md": _of_acme(number, "", peer).encode() for number in range(1, 11)}
    wanted["people/p11.md"] = _of_acme(11, "", peer, MESSAGE).encode()
    assert files(tmp_path) == {**before, **wanted}
    assert netkeep("check").code == 0
    assert netkeep("undo", "--yes").code == 0
    assert files(tmp_path) == before


def test_an_answer_for_many_is_one_step_back(tmp_path: Path, netkeep: Netkeep, feed: Feed) -> None:
    before = files(make_vault(tmp_path, MANY))
    feed("b", "1", "x", "a", "never met", "y", "k", "u", "u", "q")
    shown = netkeep("import", "--triage").out
    assert "one of the keys above; Enter: back\nWhy? (empty: back) never met\n" in shown
    assert "11 people: archived\n" in shown
    assert f"people/ada-bell.md: kept\n{SECOND_OF_MANY}undone\n" in shown
    assert shown.endswith(f"{KEYS}\n0 answered, 13 left; 'netkeep import --triage' goes on.\n")
    assert files(tmp_path) == before


@pytest.mark.parametrize("back", [("n",), ("\x1b",)])
def test_what_is_not_confirmed_is_not_written(
    tmp_path: Path, netkeep: Netkeep, feed: Feed, back: Sequence[str]
) -> None:
    before = files(make_vault(tmp_path, MANY))
    feed("b", "2", "k", *back, "b", "2", "\r", "b", "2", "c", "", "b", "\r", "q")
    assert netkeep("import", "--triage").out.endswith("\n0 answered, 13 left; 'netkeep import --triage' goes on.\n")
    assert files(tmp_path) == before


@pytest.mark.usefixtures("feed")
def test_who_was_answered_elsewhere_is_left_out_of_many(
    tmp_path: Path, netkeep: Netkeep, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = files(make_vault(tmp_path, MANY))
    elsewhere = _of_acme(3, "tags: [friend]\n")
    typed = iter(["s", "b", "2", "k", "y", "q"])

    def key() -> str:
        typed_key = next(typed)
        if typed_key == "y":
            (tmp_path / "people/p3.md").write_text(elsewhere)
        return typed_key

    monkeypatch.setattr(click, "getchar", key)
    shown = netkeep("import", "--triage").out
    assert "10 people: kept; 1 left as they were\n" in shown
    kept = {f"people/p{number}.md": _of_acme(number, "").encode() for number in range(1, 11) if number != 3}
    kept |= {"people/p11.md": _of_acme(11, "", log=MESSAGE).encode(), "people/p3.md": elsewhere.encode()}
    assert files(tmp_path) == {**before, **kept}


def test_several_answers_for_one_person(vault: Path, netkeep: Netkeep, feed: Feed) -> None:
    before = files(vault)
    feed("C", "3 months", "T", "mentor", "w", "m", "q")
    shown = netkeep("import", "--triage").out
    assert [line for line in shown.splitlines() if line.startswith(("people/", "── ", "1 answered"))] == [
        "── 1 of 2 ──────────────────────────────────────────────────────────────────────",
        "people/ada-bell.md: cadence 3 months",
        "── 1 of 2 ──────────────────────────────────────────────────────────────────────",
        "people/ada-bell.md: tagged mentor",
        "── 1 of 2 ──────────────────────────────────────────────────────────────────────",
        "people/ada-bell.md: worked with in acme-2019, your manager",
        "── 2 of 2 ──────────────────────────────────────────────────────────────────────",
        "1 answered, 1 left; 'netkeep import --triage' goes on.",
    ]
    ada = _ada("worked_with:", "  - {job: acme-2019, as: manager}", "cadence: 3 months")
    ada = ada.replace("roles:", "tags: [mentor]\nroles:", 1)
    assert files(vault) == {**before, "people/ada-bell.md": ada.encode()}


def test_stopping_between_two_answers_keeps_the_first(vault: Path, netkeep: Netkeep, feed: Feed) -> None:
    feed("T", "mentor")
    assert netkeep("import", "--triage").out.endswith(_left(2))
    assert files(vault)["people/ada-bell.md"].decode() == ADA.replace("[to-triage]", "[to-triage, mentor]")


def test_some_of_those_who_wait(tmp_path: Path, netkeep: Netkeep, feed: Feed) -> None:
    make_vault(tmp_path, MANY)
    feed("s", "s")
    shown = netkeep("import", "--triage", "--where", "former=acme", "--limit", "2").out
    assert [line for line in shown.splitlines() if line.startswith("Person")] == ["Person 11", "Person 1"]
    assert shown.endswith(_left(2))


@pytest.mark.usefixtures("vault")
def test_how_many_of_some_wait(netkeep: Netkeep) -> None:
    assert netkeep("import", "--triage", "--where", "no:email").out.startswith("1 person waits for triage: ")
    assert netkeep("import", "--triage", "--where", "archived=x").out == "Nobody waits for triage.\n"


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        (["1", "y"], "1 matched, 0 new, 0 still unclear.\n"),
        (["1", "n", "q"], "Gracie Sample and Grace Sample are different names. Are they one person?\n"),
    ],
)
@pytest.mark.usefixtures("vault")
def test_an_unclear_one_of_another_name_is_joined_after_a_yes(  # noqa: PLR0913 (what is typed, and what that says)
    netkeep: Netkeep,
    feed: Feed,
    card: str,
    monkeypatch: pytest.MonkeyPatch,
    *,
    keys: Sequence[str],
    words: str,
) -> None:
    other = _person("c:6", "Gracie Sample", Fact("emails", Email("gracie@acme.example"), "c:6"))
    monkeypatch.setattr("tests.cli.test_triage.READING", Reading((other,)))
    feed(*keys)
    shown = netkeep("import", "vcard", card, "--triage").out
    assert words in shown
