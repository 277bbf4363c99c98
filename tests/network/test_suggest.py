import shlex
import subprocess
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netkeep.model.sighting import Sighting
from netkeep.network.suggest import coverage, suggest
from netkeep.network.suggest.command import add_line
from netkeep.network.suggest.suggestion import Suggestion, combined
from netkeep.network.suggest.unknown import Mention, guessed_name
from netkeep.store.load import load
from netkeep.store.vault import Vault
from tests.vaults import make_vault

TODAY = date(2024, 6, 7)
DAY = date(2024, 6, 7)


def vault_of(root: Path, people: dict[str, str], files: dict[str, str] | None = None) -> Vault:
    contacts = {
        f"people/{name}.md": f"---\nname: {name.title()} Sample\n{front}---\n" for name, front in people.items()
    }
    settings_ = {"netkeep.toml": 'format = 1\n[owner]\nname = "Sam Owner"\nemails = ["sam@home.example"]\n'}
    return load(make_vault(root, settings_ | contacts | (files or {})))


def mail(address: str, *names: str, to_them: int = 5, from_them: int = 5, **more: object) -> Sighting:
    fields = {"times": to_them + from_them, "first": DAY, "last": DAY, **more}
    return Sighting("mail", address, names, to_them=to_them, from_them=from_them, **fields)  # type: ignore[arg-type]


def brief(found: tuple[Suggestion, ...]) -> list[tuple[str, str, str]]:
    return [(one.kind, one.key, one.command) for one in found]


ACME = {"orgs/acme.md": "---\nname: Acme Corp\ndomains: [acme.example]\n---\n"}
JOB = {"jobs/acme-2023.md": "---\norg: Acme Corp\nfrom: 2023-04-03\n---\n"}


def test_a_correspondent_with_all_that_speaks_for_them(tmp_path: Path) -> None:
    vault = vault_of(tmp_path, {"grace": "emails: [grace@acme.example]\n"}, ACME | JOB)
    seen = [
        mail("ada@mail.acme.example", "Ada Example", to_them=10, from_them=0, together={"grace@acme.example": 10}),
        Sighting("calendar", "ada@mail.acme.example", ("Ada Example",), 5, first=DAY, last=DAY),
        Sighting("git", "7+ada-x@users.noreply.github.com", ("Ada Example",), 20, first=DAY, last=DAY),
    ]
    (one,) = suggest(vault, seen, [Mention("Ada Example", "people/grace.md:9")], TODAY)
    assert (one.kind, one.key, one.name, one.org, one.job) == (
        "unknown",
        "ada@mail.acme.example",
        "Ada Example",
        "acme",
        "acme-2023",
    )
    assert [(item.source, item.words, round(item.weight, 3)) for item in one.evidence] == [
        ("mail", "you wrote 10, they wrote 0, of 10 in all, last on 2024-06-07", 0.817),
        ("git", "20 commits beside yours, last on 2024-06-07", 0.5),
        ("calendar", "you met 5 times, last on 2024-06-07", 0.5),
        ("log", "named in people/grace.md:9", 0.4),
        ("together", "with Grace Sample, whom you have in the vault (10 times)", 0.25),
    ]
    assert one.score == pytest.approx(1 - 0.183 * 0.5 * 0.5 * 0.6 * 0.75, abs=0.0001)
    assert one.command == (
        "netkeep add 'Ada Example' --email ada@mail.acme.example --link https://github.com/ada-x"
        " --org 'Acme Corp' --job acme-2023"
    )


def test_who_is_nobody_to_suggest(tmp_path: Path) -> None:
    vault = vault_of(tmp_path, {"grace": "emails: [Grace@acme.example]\n"})
    seen = [
        *(
            mail("grace@acme.example"),
            mail("sam@home.example"),
            mail("no-reply@shop.example"),
            mail("info@shop.example"),
        ),
        *(mail("sam@old.example", "Sam Owner"), mail("trace@acme.example", to_them=0, from_them=0, times=1)),
        *(mail("never@acme.example"), mail("other@acme.example", "Never Again")),
        Sighting("git", "never2@acme.example", ("Never Again",), 3),
        *(mail("zoë@acme.example"), mail("eve@acme.example", "Éve Enough")),
    ]
    never = {"never@acme.example", "never2@acme.example", "old friend", "zoe@acme.example", "eve enough"}
    assert suggest(vault, seen, [Mention("Old Friend", "x")], TODAY, never) == ()


def test_those_written_to_stand_above_those_who_only_wrote(tmp_path: Path) -> None:
    seen = [mail("a@x.example", to_them=0, from_them=999), mail("b@x.example", to_them=1, from_them=0)]
    assert [one.key for one in suggest(vault_of(tmp_path, {}), seen, [], TODAY)] == ["b@x.example", "a@x.example"]


def test_another_address_of_somebody_who_is_here(tmp_path: Path) -> None:
    vault = vault_of(tmp_path, {"grace": "aliases: [Gräce E. Sample]\n"})
    (one,) = suggest(vault, [mail("g@new.example", "GRACE E. SAMPLE")], [], TODAY)
    assert (one.kind, one.id, one.command) == ("address", "grace", "netkeep edit grace")
    assert one.evidence[-1].words == "has the name of grace, who has other addresses"


def test_names_in_logs(tmp_path: Path) -> None:
    mentions = [Mention("Rosalind Quayle", f"people/x.md:{line}") for line in range(1, 6)]
    (one,) = suggest(vault_of(tmp_path, {}), [], mentions, TODAY)
    assert brief((one,)) == [("unknown", "rosalind quayle", "netkeep add 'Rosalind Quayle'")]
    assert one.evidence[0].words == "named in people/x.md:1, people/x.md:2, people/x.md:3 and 2 more"
    assert one.score == pytest.approx(1 - 0.6**5)


def test_people_of_a_job_whose_files_do_not_say_so(tmp_path: Path) -> None:
    peer = "worked_with: [{job: acme-2023, as: peer}]\n"
    vault = vault_of(
        tmp_path,
        {
            "ada": peer,
            "bo": peer + "knows: [eve, ada]\n",
            "cy": "roles: [{org: ACME, from: 2023}]\n",
            "di": "roles: [{org: Acme}]\n",
            "eve": "introduced_by: ada\n",
            "flo": "introduced_by: ada\n",
            "gus": "roles: [{org: Acme, to: 2020}]\n",
            "hal": "roles: [{org: Acme, from: 2023}]\narchived: gone\n",
        },
        JOB,
    )
    found = suggest(vault, [], [], TODAY)
    assert [(one.key, round(one.score, 3), one.evidence[0].words) for one in found] == [
        ("cy@acme-2023", 0.5, "was at Acme Corp in the time of acme-2023"),
        ("eve@acme-2023", 0.438, "known by Ada Sample and Bo Sample, of that job"),
        ("di@acme-2023", 0.2, "may have been at Acme Corp in the time of acme-2023"),
    ]
    assert suggest(vault, [], [], TODAY, {"cy@acme-2023"}) == found[1:]


def test_the_domain_of_colleagues_tells_the_organisation(tmp_path: Path) -> None:
    people = {
        "ada": "emails: [ada@big.example]\nroles: [{org: Big}]\n",
        "bo": "emails: [bo@gmail.com]\nroles: [{org: Big}]\n",
        "cy": "emails: [cy@shared.example]\nroles: [{org: One}]\n",
        "di": "emails: [di@shared.example]\nroles: [{org: Two}]\n",
    }
    seen = [mail("x@big.example"), mail("y@gmail.com"), mail("z@shared.example"), mail("w@elsewhere.example")]
    found = suggest(vault_of(tmp_path, people), seen, [], TODAY)
    assert {one.key: one.org for one in found} == {
        "x@big.example": "big",
        "y@gmail.com": None,
        "z@shared.example": None,
        "w@elsewhere.example": None,
    }


def test_how_complete_an_organisation_is(tmp_path: Path) -> None:
    people = {f"p{n}": f"emails: [p{n}@acme.example]\nroles: [{{org: Acme Corp}}]\n" for n in range(4)}
    people["zed"] = "roles: [{org: Acme Corp}]\n"
    vault = vault_of(tmp_path, people, ACME)
    seen = [mail(f"p{n}@acme.example") for n in range(12)]
    seen += [Sighting("calendar", f"p{n}@acme.example", times=1) for n in range(2, 10)]
    seen += [Sighting("calendar", "zed@acme.example", ("Zed Sample",), times=1), mail("info@acme.example")]
    (one,) = coverage(vault, [*seen, mail("x@elsewhere.example")])
    assert (one.org, one.sources, one.in_vault) == ("Acme Corp", {"calendar": 9, "mail": 12, "vault": 5}, 5)
    assert (one.seen, one.overlap) == (13, 11)
    assert one.estimate is not None
    assert one.estimate.at_least


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("ada.example@acme.example", "Ada Example"),
        ("ada_example+news@acme.example", "Ada Example"),
        ("ada@acme.example", "ada"),
        ("a.7@acme.example", "a.7"),
        ("1+ada-x@users.noreply.github.com", "ada-x"),
    ],
)
def test_a_name_guessed_from_an_address(address: str, name: str) -> None:
    assert guessed_name(address) == name


def test_weights_are_joined_as_chances() -> None:
    assert combined([]) == 0
    assert combined([0.5, 0.5]) == 0.75
    assert combined([0.3, 1.0]) == 1.0


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("Ada", "netkeep add Ada --email a@b.example"),
        ("$(rm -rf ~)", "netkeep add '$(rm -rf ~)' --email a@b.example"),
        ("O'Hara `id`", "netkeep add 'O'\"'\"'Hara `id`' --email a@b.example"),
        ("--help", "netkeep add --email a@b.example -- --help"),
        ("A\nrm -rf ~\u202e\x1b[0m", "netkeep add 'A rm -rf ~ [0m' --email a@b.example"),
    ],
)
def test_no_name_gets_out_of_its_quotes(name: str, line: str) -> None:
    assert add_line(name, ["a@b.example"]) == line


@settings(deadline=None, max_examples=60)
@given(st.text(min_size=1, max_size=30), st.text(max_size=10))
def test_a_shell_takes_any_name_for_one_word(name: str, org: str) -> None:
    line = add_line(name, [], org=org)
    words = shlex.split(line)
    assert line.isprintable() or "\u200c" in line or "\u200d" in line
    printed = subprocess.run(["sh", "-c", f"printf '%s\\n' {line}"], capture_output=True, check=True).stdout
    assert printed.decode().split("\n")[:-1] == words
