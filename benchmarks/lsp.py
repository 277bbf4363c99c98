"""An editor's server at work: ``python -m benchmarks.lsp [PEOPLE] [--edits 20000]``.

A real ``netkeep lsp`` over its pipes, as it is set up and with all advice selected, which looks across all files. A key
press ends when the findings that follow from it have arrived; a pause after each twentieth lets the slow rules begin,
and the next keys are pressed while they run. Processor times are those of the whole server, these rules included. It
needs Linux.
"""

import argparse
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.generate import person_id, write_vault
from tests.lsp.editor import Editor, editor

_KEYS = 400
_COMPLETIONS = 200
_BURST = 20
_PAUSE_SECONDS = 0.7  # longer than the server waits before the slow rules run
_IDLE_SECONDS = 10
_SETTLE_SECONDS = 8
_LONGEST = 60  # characters on a line
_SETTINGS = {"as set up": "", "with all advice": '[check]\nselect = ["NK6"]\n'}
_MILLI = 1000
_ENTRY = "- 2026-05-{:02} call with [[{}]]: She knows everyone in procurement, and will write about the migration.\n"
_TEXT = (
    "---\nname: Ada Example\nroles: [{{org: Acme Corp, title: Data analyst}}]\nemails: [x{address}]\n---\n\n## Log\n\n"
    + "".join(_ENTRY.format(day, person_id(day)) for day in range(1, 25))
    + "\n## Notes\n\n{note} [[nobody]]\n"
)


class Typed:
    """A file in an editor, and what is typed into it; each key moves or widens a finding that it has."""

    def __init__(self, client: Editor, path: str) -> None:
        self._client = client
        self._path = path
        self._version = 1

    def begin(self, code: str) -> None:
        """Open the file, and wait for a finding: of the file alone, or of the vault."""
        self._client.show(self._path, _text("", ""))
        while code not in {each["code"] for each in self._client.wait(self._path)}:
            pass

    def press_in_note(self, number: int) -> None:
        """Type before a link that leads nowhere."""
        note = "x" * (number % _LONGEST + 1)
        self._press(_text("", note), "NK402", "start", len(f"{note} "))

    def press_in_front_matter(self, number: int) -> None:
        """Type an address that is none yet."""
        address = "x" * (number % _LONGEST + 1)
        self._press(_text(address, ""), "NK208", "end", len(f"emails: [x{address}"))

    def complete(self, _: int) -> None:
        """Ask for whom a link can mean."""
        text = f"{_text('', '')}\n[[a"
        self._client.change(self._path, text, self._version)
        at = self._client.at(self._path, text.count("\n"), len("[[a"))
        if not self._client.ask("textDocument/completion", at)["items"]:
            raise SystemExit("nobody is offered")

    def _press(self, text: str, code: str, edge: str, column: int) -> None:
        self._version += 1
        self._client.change(self._path, text, self._version)
        while (code, column) not in {
            (each["code"], each["range"][edge]["character"]) for each in self._client.wait(self._path)
        }:
            pass


def _text(address: str, note: str) -> str:
    return _TEXT.format(address=address, note=note)


def main() -> None:
    """Measure, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("people", nargs="?", type=int, default=10_000)
    parser.add_argument("--edits", type=int, default=20_000, help="how many are made before memory is measured again")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        write_vault(arguments.people, root)
        settings = (root / "netkeep.toml").read_text(encoding="utf-8")
        columns: list[dict[str, str]] = []
        for more in _SETTINGS.values():
            (root / "netkeep.toml").write_text(f"{settings}\n{more}", encoding="utf-8")
            columns.append(dict(_measures(root, f"people/{person_id(arguments.people // 2)}.md", arguments.edits)))
    print(f"| {arguments.people:,} people | {' | '.join(_SETTINGS)} |\n| --- | ---: | ---: |")
    for what in columns[0]:
        print(f"| {what} | {' | '.join(column[what] for column in columns)} |")


def _measures(root: Path, path: str, edits: int) -> Iterator[tuple[str, str]]:
    """Yield what was measured, and how it came out."""
    shutil.rmtree(root / ".netkeep", ignore_errors=True)
    for state in ("without an index", "with an index"):
        for what, code in (("a file's own findings", "NK208"), ("findings across files", "NK402")):
            began = time.perf_counter()
            with _typing(root, path, code) as (client, _):
                clock = time.perf_counter() - began
                yield f"start to {what}, {state}", f"{clock:.2f} s; processor {client.processor_seconds():.2f} s"
    with _typing(root, path, "NK402") as (client, typed):
        yield "key in a note to findings, p50 and p99", _times(client, typed.press_in_note, _KEYS)
        yield "key in front matter to findings, p50 and p99", _times(client, typed.press_in_front_matter, _KEYS)
        client.wait_for_vault()
        yield "completion of `[[`, p50 and p99", _times(client, typed.complete, _COMPLETIONS)
        time.sleep(_SETTLE_SECONDS)
        before = client.processor_seconds()
        time.sleep(_IDLE_SECONDS)
        yield f"processor time of {_IDLE_SECONDS} idle seconds", _ms(client.processor_seconds() - before)
        memory = client.memory()
        yield "memory", f"{memory} MB"
        for number in range(edits):
            typed.press_in_note(number)
        yield f"memory after {edits:,} edits more", f"{client.memory()} MB"


@contextmanager
def _typing(root: Path, path: str, code: str) -> Iterator[tuple[Editor, Typed]]:
    """Yield an editor whose server has published a finding of a file."""
    with editor(root, seconds=3600) as client:
        typed = Typed(client, path)
        typed.begin(code)
        yield client, typed


def _times(client: Editor, act: Callable[[int], None], times: int) -> str:
    """Return the median and the 99th percentile by the clock, and of the server's processor time."""
    clock: list[float] = []
    processor: list[float] = []
    for number in range(times):
        if number % _BURST == 0:
            time.sleep(_PAUSE_SECONDS)
        used, began = client.processor_seconds(), time.perf_counter()
        act(number)
        clock.append(time.perf_counter() - began)
        processor.append(client.processor_seconds() - used)
    return f"{_spread(clock)}; processor {_spread(processor)}"


def _spread(seconds: list[float]) -> str:
    return f"{_ms(statistics.median(seconds))} and {_ms(statistics.quantiles(seconds, n=100)[-1])}"


def _ms(seconds: float) -> str:
    return f"{seconds * _MILLI:.0f} ms"


if __name__ == "__main__":
    main()
