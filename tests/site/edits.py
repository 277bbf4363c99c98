"""Edits of every kind to a generated vault, drawn by a seed."""

import random
from pathlib import Path

from benchmarks.generate import person_id

PEOPLE = 24


def _rename(path: Path, draw: random.Random) -> None:
    lines = path.read_text().splitlines(keepends=True)
    path.write_text("".join(f"name: New Name {draw.randrange(99)}\n" if x.startswith("name:") else x for x in lines))


def _log(path: Path, draw: random.Random) -> None:
    text = path.read_text()
    heading = "" if "## Log" in text else "\n## Log\n\n"
    other = person_id(draw.randrange(PEOPLE))
    path.write_text(
        f"{text}{heading}- 2026-10-0{draw.randrange(1, 9)} coffee with [[{other}]]: About [[{other}|it]].\n"
    )


def _tag(path: Path, draw: random.Random) -> None:
    lines = path.read_text().splitlines(keepends=True)
    path.write_text("".join(f"tags: [tag{draw.randrange(3)}]\n" if x.startswith("tags:") else x for x in lines))


def _role(path: Path, draw: random.Random) -> None:
    org = f"New Org {draw.randrange(3)}"
    path.write_text(path.read_text().replace("roles:\n", f"roles:\n  - {{org: {org}, title: Baker, from: 2025}}\n", 1))


def _hide(path: Path, draw: random.Random) -> None:
    if draw.randrange(2):
        path.write_text(path.read_text().replace("tags:", "private: true\ntags:", 1))
    else:
        path.write_text(path.read_text().replace("private: true\n", ""))


def _remove(path: Path, draw: random.Random) -> None:
    if draw.randrange(3) == 0:
        path.unlink()


def _add(path: Path, draw: random.Random) -> None:
    new = path.with_name(f"new-{draw.randrange(5)}.md")
    new.write_text(
        f"---\nname: New {draw.randrange(9)}\nknows: [{path.stem}]\ntags: [a]\n---\n\nNotes on [[{path.stem}]].\n"
    )


def _know(path: Path, draw: random.Random) -> None:
    other = person_id(draw.randrange(PEOPLE))
    said = draw.choice((f"knows: [{{id: {other}, how: a friend}}]", f"introduced_by: {other}"))
    lines = [x for x in path.read_text().splitlines(keepends=True) if not x.startswith(("knows:", "introduced_by:"))]
    path.write_text("".join(f"{said}\n{x}" if x.startswith("tags:") else x for x in lines))


def _link(path: Path, draw: random.Random) -> None:
    """Name somebody, a file that may come, or an organisation in notes, in each of the ways that lead to a page."""
    name = draw.choice((person_id(draw.randrange(PEOPLE)), f"new-{draw.randrange(5)}", f"new-org-{draw.randrange(3)}"))
    ways = (f"[[{name}]]", f"[they](../people/{name}.md)", f"[they][1]\n\n[1]: {name}.md", f'<a href="{name}">they</a>')
    head, mark, log = path.read_text().partition("\n## Log")
    path.write_text(f"{head}\nThen {draw.choice(ways)}.\n{mark}{log}")


def _catch_up(path: Path, draw: random.Random) -> None:
    lines = [x for x in path.read_text().splitlines(keepends=True) if not x.startswith("cadence:")]
    said = draw.choice(("none", "2w", "yearly"))
    path.write_text("".join(f"cadence: {said}\n{x}" if x.startswith("tags:") else x for x in lines))


def _of_an_org(path: Path, draw: random.Random) -> None:
    """Give an organisation that people name a file, another name, an alias, or a log in which somebody stands."""
    number, other = draw.randrange(3), person_id(draw.randrange(PEOPLE))
    aliases = draw.choice(("", f"aliases: [New Org {(number + 1) % 3}]\n"))
    log = draw.choice(
        ("", f"\n## Log\n\n- 2026-09-0{draw.randrange(1, 9)} event with [[{other}]]: Their summer party.\n")
    )
    org = path.parents[1] / "orgs" / f"new-org-{number}.md"
    org.write_text(f"---\nname: New Org {number}{draw.choice(('', ' Ltd'))}\n{aliases}---\n{log}")


def _of_a_job(path: Path, draw: random.Random) -> None:
    job = draw.choice(sorted((path.parents[1] / "jobs").iterdir()))
    text = job.read_text()
    heading = "" if "## Log" in text else "\n## Log\n\n"
    other = person_id(draw.randrange(PEOPLE))
    job.write_text(f"{text}{heading}- 2026-08-0{draw.randrange(1, 9)} event with [[{other}]]: All of us.\n")


def _settings(path: Path, draw: random.Random) -> None:
    hide = draw.choice(("", "'phones'", "'log'", "'roles', 'emails'", "'body'"))
    title = draw.choice(("People", "My <people>"))
    (path.parents[1] / "netkeep.toml").write_text(f"format = 1\n\n[site]\ntitle = '{title}'\nhide = [{hide}]\n")


_EDITS = (
    *(_rename, _log, _log, _tag, _role, _hide, _remove, _add, _know, _link, _catch_up, _of_an_org, _of_a_job),
    _settings,
)


def edit(vault: Path, draw: random.Random) -> None:
    """Change one thing, or find that the file that was drawn is gone."""
    path = draw.choice(sorted((vault / "people").iterdir()))
    draw.choice(_EDITS)(path, draw)
