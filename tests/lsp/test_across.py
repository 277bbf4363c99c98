"""Whatever is typed, an open vault has the findings of a check that reads all of it anew."""

import random
from contextlib import closing
from pathlib import Path

import pytest

from netkeep.check.runner import check
from netkeep.config import Settings
from netkeep.lsp.open_vault import as_document
from netkeep.store.vault import Vault
from tests.lsp.buffers import TODAY, Buffers
from tests.vaults import make_vault

ADA = "people/ada-example.md"
IDS = ("ada", "grace", "alan", "nobody")
LINES = (
    *(f"[[{id_}]]\n" for id_ in IDS),
    "[[nobody]] <!-- netkeep: ignore NK402 -->\n",
    "<!-- netkeep: ignore NK402, NK304 -->\n",
    "\n",
    "😀\n",
    "## Log\n",
    "- 2026-01-01 call with [[ada]]\n",
    "- 2026-05-01 call\n",
    "```\n",
)
KEYS = (
    *(f"knows: [{id_}]\n" for id_ in IDS),
    "knows: [\n",
    "emails: [a@b.example]\n",
    "phones: ['+44 20 7946 0000']\n",
    "check_ignore: [NK401]\n",
    "check_ignore: [NK404]\n",
    "tags: [x]\n",
    "cadence: often\n",
)


def _text(draw: random.Random, name: str) -> str:
    keys, lines = draw.sample(KEYS, draw.randrange(4)), draw.choices(LINES, k=draw.randrange(6))
    return "".join(["---\n", f"name: {name}\n", *keys, "---\n", "\n", *lines])


@pytest.mark.parametrize("settings", ["", '[check]\nselect = ["NK6"]\n'])
@pytest.mark.parametrize("seed", range(4))
def test_findings_are_those_of_a_fresh_check(tmp_path: Path, seed: int, settings: str) -> None:
    draw = random.Random(seed)  # noqa: S311 (no secret)
    files = {f"people/{id_}.md": _text(draw, id_) for id_ in IDS[:3]}
    root = make_vault(tmp_path, {"netkeep.toml": settings, **files})
    paths = [f"people/{id_}.md" for id_ in IDS]
    with closing(Buffers(root)) as buffers:
        for _ in range(60):
            path = draw.choice(paths)
            if path in buffers.texts and draw.random() < 0.1:
                del buffers.texts[path]
                buffers.session.close(buffers.uri(path))
                buffers.session.refresh()
            else:
                buffers.open(path, _text(draw, draw.choice(IDS)))
            there = [path for path in paths if path in buffers.texts or (root / path).exists()]
            documents = tuple(as_document(each, buffers.text(each), Settings()) for each in sorted(there))
            buffers.pause()
            assert buffers.vault.findings(TODAY, there) == check(Vault(root, buffers.vault.settings, documents), TODAY)


def test_slow_findings_go_with_their_lines_until_the_rules_run_again(tmp_path: Path) -> None:
    text = "---\nname: Ada Example\nroles: [{org: Acme}]\n---\n"
    settings = '[check]\nselect = ["NK603", "NK608"]\n'
    root = make_vault(tmp_path, {"netkeep.toml": settings, ADA: text, "people/a-example.md": text})
    with closing(Buffers(root)) as buffers:

        def shown(typed: str) -> list[tuple[str, int]]:
            buffers.open(ADA, typed)
            return [(found.code, found.line) for found in buffers.vault.findings(TODAY, [ADA])]

        assert shown(text) == []
        buffers.pause()
        assert shown(text) == [("NK603", 2), ("NK608", 2)]
        assert shown(text.replace("---\nname", "---\nemails: [a@b.example]\nname")) == [("NK603", 3), ("NK608", 3)]
        assert shown(text.replace("---\nname", "---\ncheck_ignore: [NK603]\nname")) == [("NK608", 3)]
        assert shown(text) == [("NK603", 2), ("NK608", 2)]
        assert shown(f"{text}[[a-example]]") == [("NK603", 2), ("NK608", 2)]
        assert shown(text.replace("Example", "Exampl")) == []
        run = buffers.vault.advice.begin()
        assert shown(text) == []
        assert buffers.vault.advice.keep(run()) is False
        buffers.pause()
        assert shown(text) == [("NK603", 2), ("NK608", 2)]


def test_a_rule_runs_again_for_whatever_another_rule_has_asked_for_before_it(tmp_path: Path) -> None:
    """What tells two generations apart is asked for by the rules of addresses, of numbers and of profiles."""
    shared = "emails: [a@b.example]\nphones: ['+44 20 7946 0000']\n"
    text = f"---\nname: Ada Example\n{shared}---\n"
    root = make_vault(tmp_path, {ADA: text, "people/the-older.md": text.replace("Example", "Example Sr.")})
    with closing(Buffers(root)) as buffers:
        for name, expected in (("Example", ["NK404", "NK405"]), ("Example Jr.", []), ("Example", ["NK404", "NK405"])):
            buffers.open(ADA, text.replace("Example", name))
            assert [found.code for found in buffers.vault.findings(TODAY, [ADA])] == expected
