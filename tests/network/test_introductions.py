from datetime import date
from pathlib import Path

from netkeep.network.introductions import introductions
from netkeep.store.load import load
from tests.vaults import make_vault

TODAY = date(2024, 6, 1)


def ways(root: Path, people: dict[str, str], *goals: str) -> list[str]:
    files = {}
    for person, text in people.items():
        front, _, log = text.partition("|")
        entries = f"\n## Log\n\n{log}\n" if log else ""
        files[f"people/{person}.md"] = f"---\nname: {person}\n{front}---\n{entries}"
    found = introductions(load(make_vault(root, files)), goals, TODAY)
    return [
        " ".join(f"{'-' + step.tie.how + '-> ' if step.tie else ''}{step.contact.id}" for step in way.steps)
        for way in found
    ]


def test_whom_one_knows_is_one_step_away(tmp_path: Path) -> None:
    assert ways(tmp_path, {"ada": "|- 2020-01-01 call", "bo": "knows: [ada]\n|- 2024-01-01 call"}, "ada") == [
        "ada",
        "bo -knows-> ada",
    ]


def test_the_warmest_of_two_helpers_comes_first(tmp_path: Path) -> None:
    people = {
        "ada": "knows: [goal]\n|- 2024-05-01 call",
        "bo": "introduced_by: goal\n|- 2024-05-01 dinner",
        "cy": "|- 2024-05-01 event with [[goal]]",
        "goal": "",
    }
    assert ways(tmp_path, people, "goal")[0] == "goal"  # the event with Cy was theirs too
    people["cy"] = "|- 2024-05-01 dinner"
    assert ways(tmp_path, people, "goal") == ["bo -introduced-> goal", "ada -knows-> goal"]


def test_colleagues_had_time_in_common(tmp_path: Path) -> None:
    people = {
        "ada": "roles: [{org: Acme, from: 2020-01, to: 2021-01}]\n|- 2024-05-01 call",
        "bo": "roles: [{org: ACME Inc, from: 2021-02}]\n|- 2024-05-01 call",
        "cy": "roles: [{org: Acme}]\n|- 2024-05-01 call",
        "goal": "roles: [{org: Acme Corp, from: 2020-06, to: 2021-01}]\n",
    }
    assert ways(tmp_path, people, "goal") == ["ada -colleagues-> goal"]


def test_three_steps_and_no_more(tmp_path: Path) -> None:
    people = {
        "ada": "knows: [bo]\n|- 2024-05-01 call",
        "bo": "",
        "cy": "knows: [bo, dee]\n",
        "dee": "",
    }
    assert ways(tmp_path, people, "cy") == ["ada -knows-> bo -knows-> cy"]
    assert ways(tmp_path, people, "dee") == []
    assert ways(tmp_path, people, "nobody") == []


def test_the_archived_are_asked_for_nothing(tmp_path: Path) -> None:
    people = {"ada": "archived: moved on\nknows: [goal]\n|- 2024-05-01 call", "goal": ""}
    assert ways(tmp_path, people, "goal") == []
    assert ways(tmp_path, people, "ada") == ["ada"]


def test_several_goals_share_their_helpers(tmp_path: Path) -> None:
    people = {"ada": "knows: [one, two]\n|- 2024-05-01 call", "one": "", "two": ""}
    assert ways(tmp_path, people, "one", "two") == ["ada -knows-> one"]
