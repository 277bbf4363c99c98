import io
import json
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Netkeep, files
from tests.vaults import make_vault


def person(name: str, *front: str, log: str = "") -> str:
    lines = "".join(f"{line}\n" for line in front)
    return f"---\nname: {name}\n{lines}---\n" + (f"\n## Log\n\n- {log}\n" if log else "")


AT_ACME = "roles: [{org: Acme Corp, title: CTO, from: 2020-03}]"
FILES = {
    "people/ada.md": person("Ada", "emails: [ada@home.example]", AT_ACME, log="2024-05-31 coffee"),
    "people/bo.md": person("Bo", "knows: [{id: cy, how: school}, ada]", log="2024-05-01 lunch"),
    "people/cy.md": person("Cy", "roles: [{org: ACME, title: Lawyer}]"),
    "people/dee.md": person("Dee", "roles: [{org: Acme, to: 2021}, {org: Initech}]", log="2024-04-01 call"),
    "people/eve.md": person("Eve", "roles: [{org: Acme, to: 2022}]", log="2020-01-01 call"),
    "people/old.md": person("Old", AT_ACME, "archived: gone", log="2024-05-31 coffee"),
    "people/pip.md": person("Pip", AT_ACME, "paused_until: 2024-09-01", log="2024-05-31 chat"),
}


def test_a_target_is_written_and_who_can_help_is_told(tmp_path: Path, netkeep: Netkeep) -> None:
    make_vault(tmp_path, FILES)
    assert netkeep("hunt", "acme", "--by", "2024-09") == (
        0,
        """\
orgs/acme-corp.md: Acme Corp is a target by September 2024
Acme Corp, by September 2024

Can refer you
  Ada                   CTO, since 2020-03; acquainted tie, last: coffee, 7 days
                        ago
    netkeep asks --who ada --draft --kind referral
    netkeep log ada -k "asked referral"
  Pip                   paused until Sunday 1 September; CTO, since 2020-03;
                        weak tie, last: chat, 7 days ago
  Cy                    Bo can introduce you; Lawyer; not in touch yet

Can introduce you
  Bo                    knows Ada; knows Cy (school); acquainted tie, last:
                        lunch, 5 weeks ago
    netkeep asks --who bo --draft --kind introduction
    netkeep log bo -k "asked introduction"

Can tell you about it
  Dee                   Acme, until 2021; acquainted tie, last: call, 2 months
                        ago
    netkeep asks --who dee --draft --kind hello
    netkeep log dee -k message
  Eve                   say hello first; Acme, until 2022; weak tie, last: call,
                        4 years ago
    netkeep asks --who eve --draft --kind hello
    netkeep log eve -k message
""",
        "",
    )
    assert (tmp_path / "orgs/acme-corp.md").read_text() == "---\nname: Acme Corp\ntarget: 2024-09\n---\n"


def test_from_a_target_to_a_logged_ask_in_three_commands(tmp_path: Path, netkeep: Netkeep) -> None:
    make_vault(tmp_path, {**FILES, "netkeep.toml": 'format = 2\n[owner]\nname = "Sam Owner"\n'})
    assert "  netkeep asks --who ada --draft --kind referral\n" in netkeep("hunt", "acme").out
    assert netkeep("asks", "--who", "ada", "--draft", "--kind", "referral").out == (
        "Ada, CTO, Acme Corp\n"
        "To: ada@home.example\n"
        "Subject: Would you refer me at Acme Corp?\n"
        "\n"
        "Dear Ada,\n"
        "\n"
        "I hope that you are well. I still think of our coffee in May 2024. I would like to work at Acme Corp, and you"
        " know both the place and me. Would you put my name forward there?\n"
        "\n"
        "I will send you my CV and the opening it is about, so that it takes you no more than a few minutes. If you"
        " would rather not, just say so; nothing is lost by it.\n"
        "\n"
        "Thank you,\n"
        "Sam Owner\n"
    )
    assert netkeep("log", "ada", "-k", "asked referral").code == 0
    assert "- 2024-06-07 asked referral\n" in (tmp_path / "people/ada.md").read_text()
    ada = next(line for line in netkeep("hunt").out.splitlines() if line.startswith("  Ada "))
    assert ada == "  Ada                   asked for a referral today, no answer yet; CTO, since"
    assert "--who ada" not in netkeep("hunt").out


def test_an_introduction_names_whom_and_where(tmp_path: Path, netkeep: Netkeep) -> None:
    make_vault(tmp_path, FILES)
    netkeep("hunt", "acme")
    words = netkeep("asks", "--who", "bo", "--draft", "--kind", "introduction").out
    assert "I would like to get to know somebody whom you know: Cy, at Acme Corp." in words


@pytest.mark.parametrize(
    ("entry", "step", "words"),
    [
        ("2024-05-20 asked referral", "wait", "asked for a referral 2 weeks ago, no answer yet"),
        ("2024-05-20 asked recommendation", "wait", "asked for a recommendation 2 weeks ago, no answer yet"),
        ("2024-05-20 declined referral", "answered", "declined a referral 2 weeks ago"),
        ("2024-05-20 received referral", "answered", "a referral from them 2 weeks ago"),
        ("2024-05-20 received introduction", "ask", None),
        ("2023-05-20 declined referral\n- 2024-05-20 call", "ask", None),
        ("2023-11-20 asked referral\n- 2024-05-20 call", "ask", None),
    ],
)
def test_nobody_is_asked_again(tmp_path: Path, netkeep: Netkeep, entry: str, step: str, words: str | None) -> None:
    make_vault(tmp_path, {"people/ada.md": person("Ada", AT_ACME, log=entry)})
    netkeep("hunt", "acme corp")
    [place] = json.loads(netkeep("hunt", "--format", "json").out)["targets"]
    assert [(helper["id"], helper["step"]) for helper in place["people"]] == [("ada", step)]
    if words:
        assert f"  Ada                   {words[:50]}" in netkeep("hunt").out
        assert place["people"][0]["todo"] == []


def test_nobody_is_named_for_two_targets(tmp_path: Path, netkeep: Netkeep) -> None:
    make_vault(tmp_path, {"people/dee.md": FILES["people/dee.md"]})
    assert netkeep("hunt", "initech", "--by", "2024-12").code == 0
    assert netkeep("hunt", "acme", "void works").out == (
        "orgs/acme.md: Acme is a target by June 2024\n"
        "orgs/void-works.md: void works is a target by June 2024\n"
        "\n"
        "Acme, by June 2024\n"
        "\n"
        "Can tell you about it\n"
        "  Dee                   named already, for Initech\n"
        "\n"
        "Nobody in the vault can help\n"
        "  void works            by June 2024; met somebody there? netkeep add NAME --org\n"
        "                        'void works'\n"
    )
    assert [place["id"] for place in json.loads(netkeep("hunt", "--format", "json").out)["targets"]] == [
        "acme",
        "void-works",
        "initech",
    ]


def test_only_a_line_changes_and_undo_takes_it_back(tmp_path: Path, netkeep: Netkeep) -> None:
    acme = "---\r\nname:   Acme # the one\r\ntags: [x]\r\n---\r\nAnvils."
    make_vault(tmp_path, {**FILES, "orgs/acme.md": acme})
    before = files(tmp_path)
    assert netkeep("hunt", "acme", "initech", "--by", "2024-12-01").code == 0
    written = files(tmp_path)
    assert written.pop("orgs/initech.md") == b"---\nname: Initech\ntarget: 2024-12-01\n---\n"
    changed = b"---\r\nname:   Acme # the one\r\ntarget: 2024-12-01\r\ntags: [x]\r\n---\r\nAnvils."
    assert written == {**before, "orgs/acme.md": changed}
    assert netkeep("hunt", "--drop", "acme", "initech") == (
        0,
        "orgs/acme.md: Acme is no longer a target\norgs/initech.md: Initech is no longer a target\n",
        "",
    )
    assert files(tmp_path) == before
    assert netkeep("undo", "--yes").code == 0
    assert files(tmp_path) == {**written, "orgs/initech.md": b"---\nname: Initech\ntarget: 2024-12-01\n---\n"}


def test_a_file_that_says_more_stays(tmp_path: Path, netkeep: Netkeep) -> None:
    texts = {
        "orgs/acme.md": "---\nname: Acme\ntarget: 2024-07\n---\n\nAnvils.\n",
        "orgs/initech.md": "---\nname: Initech\ntarget: 2024-07\n---\n",
        "people/bo.md": "---\nname: Bo\n---\n\nAsked about [[initech]].\n",
    }
    make_vault(tmp_path, texts)
    assert netkeep("hunt", "--drop", "acme", "initech").code == 0
    assert (tmp_path / "orgs/acme.md").read_text() == "---\nname: Acme\n---\n\nAnvils.\n"
    assert (tmp_path / "orgs/initech.md").read_text() == "---\nname: Initech\n---\n"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--drop",), "--drop and --by need ORG"),
        (("--by", "2024-09"), "--drop and --by need ORG"),
        (("acme", "--drop", "--by", "2024-09"), "--drop does not go with --by"),
        (("--drop", "initech"), "netkeep: Initech is not a target; your targets: netkeep hunt\n"),
        (("acme", "--by", "2024-05"), "this is in the past"),
        (("acme", "--by", "soon"), "a day is a date"),
        (("acme", "freelance"), "netkeep: nothing was written: 'freelance' names no employer\n"),
        (("acme", "x\u202ey"), "netkeep: nothing was written: 'x\\u202ey' cannot be the name of an organisation\n"),
        ((" ",), "an organisation needs a name"),
    ],
)
def test_what_cannot_be_a_target_changes_nothing(
    tmp_path: Path, netkeep: Netkeep, arguments: tuple[str, ...], message: str
) -> None:
    make_vault(tmp_path, FILES)
    before = files(tmp_path)
    result = netkeep("hunt", *arguments)
    assert (result.code, result.out) == (2, "")
    assert message in result.err
    assert files(tmp_path) == before


@pytest.mark.parametrize(("answer", "written"), [("1", "orgs/initech.md"), ("2", "orgs/initek.md")])
def test_a_terminal_asks_whether_the_nearest_is_meant(
    tmp_path: Path, netkeep: Netkeep, monkeypatch: pytest.MonkeyPatch, answer: str, written: str
) -> None:
    make_vault(tmp_path, FILES)
    monkeypatch.setattr("netkeep.cli.hunt.can_ask", lambda: True)
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{answer}\n"))
    lines = netkeep("hunt", "Initek").out.splitlines()
    assert lines[:3] == [
        "No organisation is called Initek. Which do you mean?",
        "  1  Initech",
        "  2  Initek, a new one",
    ]
    assert lines[3].startswith(f"Which?: {written}: ")


def test_a_name_that_is_new_says_what_is_nearest(tmp_path: Path, netkeep: Netkeep) -> None:
    make_vault(tmp_path, FILES)
    assert netkeep("hunt", "Initek").err == (
        "netkeep: no organisation was called 'Initek' before; the nearest: Initech; 'netkeep undo' takes it back\n"
    )


def test_without_targets(tmp_path: Path, netkeep: Netkeep) -> None:
    make_vault(tmp_path, FILES)
    assert netkeep("hunt") == (1, "", "netkeep: no targets yet; 'netkeep hunt ORG' makes one\n")
    assert json.loads(netkeep("hunt", "--format", "json").out)["targets"] == []


def test_words_that_name_one_organisation_are_one(tmp_path: Path, netkeep: Netkeep) -> None:
    make_vault(tmp_path, {"people/ada.md": person("Ada", "roles: [{org: Big Acme Labs}]")})
    assert netkeep("hunt", "big", "acme", "labs").code == 0
    assert [path for path in files(tmp_path) if path.startswith("orgs/")] == ["orgs/big-acme-labs.md"]


def test_who_was_there_with_somebody_can_introduce(tmp_path: Path, netkeep: Netkeep) -> None:
    make_vault(
        tmp_path,
        {
            "people/ada.md": person("Ada", "roles: [{org: Acme, title: CTO, from: 2020}]"),
            "people/bo.md": person("Bo", "roles: [{org: Acme, from: 2019, to: 2022}]", log="2024-05-01 lunch"),
        },
    )
    netkeep("hunt", "acme")
    assert netkeep("hunt").out == (
        "Acme, by June 2024\n\nCan refer you\n"
        "  Ada                   Bo can introduce you; CTO, since 2020; not in touch yet\n"
        "\nCan introduce you\n"
        "  Bo                    Acme, 2019–2022; acquainted tie, last: lunch, 5 weeks\n"
        "                        ago; an introduction to Ada\n"
        "    netkeep asks --who bo --draft --kind introduction\n"
        '    netkeep log bo -k "asked introduction"\n'
    )


def test_a_target_keeps_its_date_until_another_is_given(tmp_path: Path, netkeep: Netkeep) -> None:
    make_vault(tmp_path, {**FILES, "orgs/acme.md": "---\nname: Acme\ntarget: 2025-03\n---\n"})
    before = files(tmp_path)
    assert netkeep("hunt", "acme").out.startswith("Acme, by March 2025\n")
    assert files(tmp_path) == before
    netkeep("hunt", "acme", "--by", "2025-04")
    assert (tmp_path / "orgs/acme.md").read_text() == "---\nname: Acme\ntarget: 2025-04\n---\n"
