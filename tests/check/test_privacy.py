"""A diagnostic names the field and the place, never what somebody wrote there: logs of CI are often public."""

import json
from pathlib import Path

import pytest

from netkeep.check.formats import as_records, as_text
from netkeep.check.registry import CODES, RULES
from netkeep.cli.main import run
from tests.check.cases import findings, log, person
from tests.vaults import make_vault

# Every personal value holds this word, each with a number of its own; no file's name does.
_CANARY = "Zq"


def _canaries(text: str) -> str:
    parts = text.split("@@")
    return parts[0] + "".join(f"{_CANARY}{number}x{part}" for number, part in enumerate(parts[1:]))


_GOOD_BUT_ODD = (
    "aliases: [@@, NO]\n"
    "pronouns: [@@]\n"
    "emails:\n  - shared-zq@home.example\n  - '@@ at home'\n  - grace-@@@acme.example: @@\n"
    "  - {address: '@@', label: '@@'}\n"
    "phones: ['+44 20 7946 0018', 'ask @@', {@@: @@}]\n"
    "links:\n  linkedin: https://linkedin.com/in/shared\n  web: www.@@.example\n  '@@ Name': ftp://@@.example\n"
    "location: {@@: @@}\n"
    "timezone: Europe/@@\n"
    "birthday: 14 May @@\n"
    "tags: '@@'\n"
    "tags: '@@'\n"
    "'@@ phone': '@@'\n'@@ phone': '@@'\n"
    "roles:\n"
    "  - {org: Acme @@, title: [@@], team: '@@', from: May @@, to: '@@', '@@ boss': '@@'}\n"
    "  - {title: '@@'}\n"
    "  - {org: Secret Works, from: 2021, to: 2020}\n"
    "worked_with: [{job: '@@ Job', as: '@@'}, {job: gone, as: manager}]\n"
    "introduced_by: '@@ Person'\n"
    "knows: [{id: twin, how: '@@'}, {id: gone, how: [@@]}, '[[@@]]', person]\n"
    "cadence: often @@\n"
    "paused_until: '@@'\n"
    "private: '@@'\n"
    "archived: [@@]\n"
    "check_ignore: ['@@']\n"
    "x: {'@@': '@@', a: '@@', a: '@@', '@@ b': 1, '@@ b': 2}\n"
)
_BODY = (
    "\nProse @@ [[Nobody @@|@@]] with a zero-width\u200b blank.\n"
    "\n- [ ] 2024-02-30 remind @@\n"
    "\n## Log\n\n"
    "- yesterday coffee with @@: @@\n"
    "- 2024-05-01 Met @@ about @@\n"
    "- 2024-05-20 cofee @@: @@\n"
    "- 2099-05-20 call with @@: @@\n"
    "- 2099-05-21 call with [[@@]]: @@\n"
    "- 2024-05-19 note @@ [@@]\n"
    "@@ no entry\n"
    "\n## Log\n"
)
_ADVICE = sorted(rule.code for rule in RULES if rule.opt_in)
_FILES: dict[str, str | bytes] = {
    "netkeep.toml": f"format = 1\n[check]\nselect = {_ADVICE}\n",
    "people/at-work.md": person("emails: [zq@works.zq.example]\nroles: [{org: Zq}]\n", name="Zq Employee"),
    "people/long-ago.md": log("- 2012-05-20 lunch: With Zqanna Zqsmith."),
    "people/one.md": person("location: Zq\n", name="Zqanna Zqberg"),
    "people/other.md": person("location: Zq\n", name="Z. Zqberg"),
    "orgs/domains.md": "---\nname: Zq Domains\ndomains: [zq.example]\n---\n",
    "jobs/ending.md": "---\norg: Zq Domains\nto: 2024-06-10\n---\n",
    "people/person.md": _canaries(person(_GOOD_BUT_ODD, _BODY, "@@ Name")),
    "people/twin.md": person(
        "aliases: [Zq0x Name]\nemails: [shared-zq@home.example]\nphones: ['+44 20 7946 0018']\n"
        "links: {linkedin: https://linkedin.com/in/shared}\nroles: [{org: Secret Works Ltd}]\nbirthday: 2999-01-01\n"
        "introduced_by: twin\ncheck_ignore: [NK303]\n",
        name="Zq Twin",
    ),
    "people/latin.md": _canaries("---\nname: @@ \xe4\n").encode("latin-1"),
    "people/bom.md": _canaries("\ufeff---\nname: NO\nlocation: '@@'\n---\n@@\n"),
    "people/unclosed.md": _canaries("---\nname: @@\n\n@@\n"),
    "people/prose.md": _canaries("name: @@\n"),
    "people/list.md": _canaries("---\n- @@\n---\n@@\n"),
    "people/conflict.md": _canaries("---\n<<<<<<< @@\nname: @@\n=======\nname: @@\n>>>>>>> @@\n---\n"),
    "people/anchor.md": _canaries("---\nname: &@@ @@\naliases: [*@@]\n---\n"),
    "people/tag.md": _canaries("---\nname: !@@ @@\n---\n"),
    "people/deep.md": _canaries("---\nname: @@\nx: [[[[[[[[[[@@]]]]]]]]]]\n---\n"),
    "people/empty.md": "",
    "people/traps.md": _canaries(
        person(
            "location: #@@\ntags: [‘@@’]\nbirthday: 1604-01-01\n",
            "### Log\n\n- 2024-05-20 call: @@\n- [] 2024-06-01: @@\n- [ ] @@ (@2024-06-02)\n"
            + ">" * 120
            + "@@\n<!-- @@\n",
            "@@",
        )
    ),
    "people/fences.md": _canaries("----\nname: @@\n----\n@@\n"),
    "people/traps 2.md": _canaries(person(name="@@")),
    "people/x/twin.md": _canaries(person(name="@@")),
    "people/Twin.md": _canaries(person(name="@@")),
    "people/large.md": _canaries(person(name="@@")) + "a" * 1_000_000,
    "people/notes.txt": "Zq",
    "imports/renames.txt": "Zq -> \n",
    "orgs/works.md": _canaries(
        "---\nname: '@@ Works'\ndomains: ['@@ none']\nlinks: {'@@': '@@'}\nzzz: '@@'\n---\n@@\n"
    ),
    "jobs/works-2023.md": _canaries("---\norg: '@@ works'\ntitle: [@@]\nkind: '@@'\nreview: '@@'\nsweep: '@@'\n---\n"),
    "orgs/works-too.md": "---\nname: Zq8 Works\naliases: [Zqq]\n---\n",
    "orgs/works-three.md": "---\nname: ZQQ\n---\n",
    "stray.md": _canaries(person(name="@@")),
    **{
        f"people/yaml-{number}.md": _canaries(f"---\nname: @@\n{line}\n---\n@@\n")
        for number, line in enumerate(
            (
                "tags: [@@",
                "location: '@@",
                'location: "\\@@"',
                "@@: @@: @@",
                "@@",
                "\t@@: @@",
                "{@@: @@}: @@",
                "--- @@",
                "location: %@@",
                "? [@@]",
                "location: | @@",
                "%TAG ! @@",
                "a: \x01@@",
            )
        )
    },
}


def _setup(root: Path) -> Path:
    make_vault(root / "vault", _FILES)
    (root / "outside.md").write_text(person(name="Zq"))
    (root / "outside").mkdir()
    (root / "vault/people/outside.md").symlink_to(root / "outside.md")
    (root / "vault/people/gone-away.md").symlink_to("nowhere.md")
    (root / "vault/people/team").symlink_to(root / "outside")
    return root / "vault"


def test_no_diagnostic_repeats_a_personal_value(tmp_path: Path) -> None:
    found = findings(_setup(tmp_path))
    assert {one.code for one in found} >= CODES - {"NK304"}
    shown = "\n".join(as_text(found, str)) + json.dumps(as_records(found))
    assert _CANARY not in shown
    assert _CANARY.lower() not in shown
    assert "Secret Works" not in shown
    assert "7946 0018" not in shown
    assert "in/shared" not in shown


@pytest.mark.parametrize("style", ["text", "concise", "json", "github", "gitlab", "sarif", "rdjson"])
def test_no_output_repeats_a_personal_value(style: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = _setup(tmp_path)
    assert run(["--vault", str(root), "--today", "2024-06-01", "check", "--format", style]) == 1
    captured = capsys.readouterr()
    assert captured.err == ""
    assert len(captured.out) > 5000
    assert _CANARY.lower() not in captured.out.lower()


def test_the_log_out_of_order_neither(tmp_path: Path) -> None:
    make_vault(
        tmp_path,
        {
            "people/ada.md": log(
                "- 2024-01-01 call: Zq", "- 2024-02-01 call: Zq", "- 2023-01-01 call", "- 2022-01-01 call"
            )
        },
    )
    assert [one.code for one in findings(tmp_path)] == ["NK304"]
    assert _CANARY not in "".join(as_text(findings(tmp_path), str))
