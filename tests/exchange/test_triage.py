"""Who waits and in which order, what each answer changes, and that no answers at all lose anybody."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netkeep.check.runner import check
from netkeep.errors import ConflictError, NetkeepError, RefusedError
from netkeep.exchange.triage.answers import archived, with_cadence, with_job, with_tags
from netkeep.exchange.triage.queue import queue, sources_by_person
from netkeep.exchange.triage.steps import Step, join, undo, write
from netkeep.model.dates import Duration, Never
from netkeep.model.people import Contact, Engagement
from netkeep.model.sighting import Sighting
from netkeep.model.triage import waits, without_triage_tag
from netkeep.store.load import load
from netkeep.store.renames import NO_RENAMES
from netkeep.store.vault import Vault, names_of
from tests.vaults import make_vault

TODAY = date(2024, 6, 7)
BO = Contact("bo", "Bo", tags=("crew", "to-triage"), worked_with=(Engagement("acme", "peer"),))


@pytest.mark.parametrize(
    ("after", "wanted"),
    [
        (without_triage_tag(BO), replace(BO, tags=("crew",))),
        (with_cadence(BO, Never.NEVER), replace(BO, tags=("crew",), cadence=Never.NEVER)),
        (with_tags(BO, ("mentor", "crew", "to-triage")), replace(BO, tags=("crew", "mentor"))),
        (
            with_job(BO, "beta", None),
            replace(BO, tags=("crew",), worked_with=(Engagement("acme", "peer"), Engagement("beta"))),
        ),
        (with_job(BO, "acme", None), replace(BO, tags=("crew",))),
        (with_job(BO, "acme", "vendor"), replace(BO, tags=("crew",), worked_with=(Engagement("acme", "vendor"),))),
        (archived(BO, "moved on"), replace(BO, tags=("crew",), archived="moved on")),
    ],
)
def test_what_an_answer_changes(after: Contact, wanted: Contact) -> None:
    assert after == wanted
    assert waits(BO)
    assert not waits(after)


def _person(name: str, rest: str = "", log: str = "", tag: str = "to-triage") -> str:
    return f"---\nname: {name}\ntags: [{tag}]\n{rest}---\n" + (f"\n## Log\n\n{log}" if log else "")


def test_those_who_seem_to_matter_come_first(tmp_path: Path) -> None:
    acme = "roles:\n  - org: Acme\n    from: 2020\n    to: 2021\n"
    make_vault(
        tmp_path,
        {
            "jobs/acme-2019.md": "---\norg: Acme\nfrom: 2019\nto: 2022\n---\n",
            "jobs/acme-2021.md": "---\norg: Acme\nfrom: 2021\nto: 2023\n---\n",
            "jobs/acme-2023.md": "---\norg: Acme\nfrom: 2023\n---\n",
            "people/a-rest.md": _person("Rest"),
            "people/b-old.md": _person("Old", log="- 2019-01-01 connected\n"),
            "people/c-recent.md": _person("Recent", log="- 2024-01-01 connected\n"),
            "people/d-job.md": _person("Job", acme),
            "people/e-praise.md": _person("Praise", log="- 2010-01-01 gave recommendation: On LinkedIn.\n"),
            "people/f-mail.md": _person("Mail", "emails: [F@mail.example]\n"),
            "people/g-letters.md": _person(
                "Letters", log="- 2024-01-02 message: 12 messages\n- 2023-12-01 email: hello\n- 2023-11-01 connected\n"
            ),
            "people/h-both.md": _person(
                "Both",
                acme,
                "- 2022-01-02 message: 1,234 messages; the last: 9 messages\n- 2021-01-01 received endorsement: Go\n",
            ),
            "people/i-to-come.md": _person("To Come", log="- 2025-01-01 coffee: planned\n"),
            "people/j-known.md": _person("Known", log="- 2024-01-01 message: x\n", tag="friend"),
        },
    )
    seen = [
        Sighting("mail", "f@mail.example", times=9, to_them=3),
        Sighting("phone", "f@mail.example", times=9, to_them=4),
        Sighting("mail", "j@mail.example", times=9, to_them=4),
    ]
    found = queue(load(tmp_path), {"f-mail": ("mail", "vcard")}, seen, TODAY)
    assert [one.contact.id for one in found] == [
        "h-both",
        "g-letters",
        "f-mail",
        "e-praise",
        "d-job",
        "c-recent",
        "b-old",
        "a-rest",
        "i-to-come",
    ]
    both, letters, mail, praise = found[:4]
    assert ([job.id for job in both.jobs], both.messages, both.endorsements) == (["acme-2021", "acme-2019"], 1234, 1)
    assert (letters.messages, letters.wrote_last, letters.connected, letters.last) == (
        13,
        date(2024, 1, 2),
        date(2023, 11, 1),
        date(2024, 1, 2),
    )
    assert (mail.written, mail.sources) == (7, ("mail", "vcard"))
    assert [one.kind for one in praise.recommendations] == ["gave recommendation"]


def test_who_told_of_whom(tmp_path: Path) -> None:
    line = '{"format": 1}\n{"id": "bo", "keys": [], "said": {}}\n'
    make_vault(tmp_path, {"imports/vcard.jsonl": line, "imports/linkedin.jsonl": line, "imports/README.md": ""})
    assert sources_by_person(tmp_path) == {"bo": ("linkedin", "vcard")}


def _files(root: Path) -> dict[str, bytes]:
    found = (path for path in root.rglob("*") if path.is_file() and ".netkeep" not in path.parts)
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in found}


def test_a_join_takes_the_tag_of_the_one_who_goes_alone(tmp_path: Path) -> None:
    make_vault(
        tmp_path, {"people/a.md": _person("Ada"), "people/b.md": _person("Bea"), "people/c.md": "---\nname: Cy\n---\n"}
    )
    before = _files(tmp_path)
    first = join(tmp_path, "a", "b")
    assert _files(tmp_path)["people/a.md"] == b"---\nname: Ada\naliases: [Bea]\ntags: [to-triage]\n---\n"
    second = join(tmp_path, "c", "a")
    assert _files(tmp_path) == {
        "netkeep.toml": b"format = 2\n",
        "imports/renames.txt": NO_RENAMES + b"a -> c\nb -> c\n",
        "people/c.md": b"---\nname: Cy\naliases: [Ada, Bea]\n---\n",
    }
    with pytest.raises(RefusedError, match=r"^a is no longer in the vault$"):
        join(tmp_path, "c", "a")
    undo(tmp_path, second)
    undo(tmp_path, first)
    assert _files(tmp_path) == before


def test_what_was_changed_since_is_not_undone(tmp_path: Path) -> None:
    make_vault(tmp_path, {"people/a.md": _person("Ada")})
    vault = load(tmp_path)
    ada = vault.contacts["a"]
    step = write(tmp_path, vault.document(ada), without_triage_tag(ada))
    (tmp_path / "people/a.md").write_text("---\nname: Ada B\n---\n")
    with pytest.raises(ConflictError):
        undo(tmp_path, step)
    with pytest.raises(ConflictError):
        write(tmp_path, vault.document(ada), archived(ada, "x"))
    assert _files(tmp_path)["people/a.md"] == b"---\nname: Ada B\n---\n"


PEOPLE: Mapping[str, str] = {
    "ada": "---\r\nname: Ada Bell\r\ntags: [to-triage]  # new\r\nemails: [ada@a.example]\r\n---\r\n\r\nKnows [[bea]].",
    "bea": _person(
        "Bea Sample", "knows: [cy]\nx:\n  odd: [1, {two: 3}]\n", "- 2020-01-02 coffee with [[ada]], [[cy]]: Pie.\n"
    ),
    "cy": _person("Cy Example", "introduced_by: ada\ncadence: 2 months\n", "- 2021-01-02 message: 3 messages\n"),
    "dee": "---\nname: Dee\n---\n\nA friend of [[bea|hers]].\n",
    "eve": "---\nname: Eve Broken\ntags: [to-triage]\nemails: [nope]\n---\n",
}
_TEXT = st.text(st.characters(codec="utf-8"), max_size=12)
_WORD = _TEXT.map(lambda text: " ".join(text.split())).filter(bool)
_CADENCES: st.SearchStrategy[Duration | Never] = st.sampled_from(
    [Never.NEVER, Duration(3, "month"), Duration(1, "week")]
)
_RELATIONS = st.sampled_from([None, "peer", "manager"])


def _cadence(cadence: Duration | Never) -> Callable[[Contact], Contact]:
    return lambda one: with_cadence(one, cadence)


_ANSWERS = st.one_of(
    st.just(without_triage_tag),
    _CADENCES.map(_cadence),
    st.lists(_WORD, min_size=1, max_size=3).map(lambda tags: lambda one: with_tags(one, tuple(tags))),
    _RELATIONS.map(lambda relation: lambda one: with_job(one, "acme", relation)),
    _WORD.map(lambda why: lambda one: archived(one, why)),
    st.sampled_from(sorted(PEOPLE)),
    st.none(),
)
_KEYS = st.lists(st.tuples(st.sampled_from(sorted(PEOPLE)), _ANSWERS), max_size=8)


def _errors(vault: Vault) -> list[tuple[str, str]]:
    return [(one.path, one.code) for one in check(vault, TODAY)]


def _names(vault: Vault) -> set[str]:
    return {name for one in vault.contacts.values() for name in names_of(one)[:-1]}


@settings(deadline=None, max_examples=60)
@given(keys=_KEYS)
def test_no_answers_lose_anybody_or_leave_a_finding(keys: list[tuple[str, object]]) -> None:
    with TemporaryDirectory() as folder:
        files = {f"people/{name}.md": text for name, text in PEOPLE.items()}
        root = make_vault(Path(folder), {**files, "jobs/acme.md": "---\norg: Acme\nfrom: 2019\n---\n"})
        before, found, names = _files(root), set(_errors(load(root))), _names(load(root))
        steps: list[Step] = []
        for person, answer in keys:
            vault = load(root)
            if (ours := vault.contacts.get(person)) is None or not waits(ours):
                continue
            was = _files(root)
            try:
                if answer is None and steps:
                    undo(root, steps.pop())
                elif isinstance(answer, str):
                    steps.append(join(root, answer, person))
                elif callable(answer):
                    steps.append(write(root, vault.document(ours), answer(ours)))
            except NetkeepError:
                assert _files(root) == was
        after = load(root)
        assert names <= _names(after)
        assert set(_errors(after)) <= found
        for step in reversed(steps):
            undo(root, step)
        assert _files(root) == before
