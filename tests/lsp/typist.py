"""Somebody at an editor who does anything at all: types, opens, saves, renames, checks out; and nothing is certain.

Beside the server stands what an editor and a disk would hold, so that any difference is seen.
"""

import random
import shutil
import subprocess
import time
from pathlib import Path

from tests.lsp.columns import ENCODINGS, offset_of, place_at, starts
from tests.lsp.drawn import BROKEN_SETTINGS, KEYS, LINES, NOTE, PATHS, SETTINGS, WORDS, contact, newline
from tests.lsp.editor import Editor, Json
from tests.vaults import make_vault

_POLLS = 3000


class Typist:
    """An editor, the texts that are open in it, and the files on the disk, by their paths."""

    def __init__(self, root: Path, editor: Editor, seed: int) -> None:
        self.root = root
        self.editor = editor
        self.draw = random.Random(seed)  # noqa: S311 (no secret)
        self.encoding = ENCODINGS[seed % len(ENCODINGS)]
        self.disk: dict[str, bytes] = {}
        self.texts: dict[str, str] = {}
        self.versions: dict[str, int] = {}
        self.counts: dict[str, int] = {}
        self._ways = {
            self.type: 60,
            self.write_anew: 12,
            self.open: 8,
            self.close: 4,
            self.save: 4,
            self.let_others_change: 4,
            self.let_others_rename: 1,
            self.set: 1,
            self.check_out: 1,
            self.act: 4,
            self.rename: 2,
            self.ask: 4,
        }
        self._git("init", "--quiet", "--initial-branch", "main")
        for path in PATHS[:4]:
            self._write(path, contact(self.draw).encode())
        self._write("netkeep.toml", SETTINGS[0].encode())
        self._commit()

    def go_on(self) -> str:
        """Do something, whatever it is; return what."""
        way = self.draw.choices([*self._ways], [*self._ways.values()])[0]
        way()
        self.counts[way.__name__] = self.counts.get(way.__name__, 0) + 1
        return way.__name__

    @property
    def settings(self) -> str:
        """Return whether the settings are ``good``, ``broken`` or ``none``."""
        text = self.disk.get("netkeep.toml")
        return "none" if text is None else "broken" if text.decode() in BROKEN_SETTINGS else "good"

    # What an editor does

    def type(self) -> None:
        """Change a few characters of an open file, or a line."""
        if path := self._any_open():
            text = self.texts[path]
            start = self.draw.randrange(len(text) + 1)
            end = min(len(text), start + self.draw.choice((0, 0, 0, 1, 1, 3, 12)))
            new = self.draw.choice((*WORDS, "", ""))
            if self.draw.random() < 0.5:
                start = end = self.draw.choice(starts(text))
                if self.draw.random() < 0.4:
                    end = min((each for each in starts(text) if each > start), default=end)
                new = self.draw.choice((*KEYS, *LINES)) + newline(self.draw)
            self._change(path, text[:start] + new + text[end:])

    def write_anew(self) -> None:
        """Replace all of an open file."""
        if path := self._any_open():
            self._change(path, contact(self.draw))

    def open(self) -> None:
        """Open a file, or a new one."""
        path = self.draw.choice([path for path in PATHS if path not in self.texts] or [""])
        if path:
            data = self.disk.get(path)
            self._open(path, contact(self.draw) if data is None else data.decode())

    def close(self) -> None:
        """Close a file, saved or not."""
        if path := self._any_open():
            del self.texts[path]
            self.editor.shut(path)

    def save(self) -> None:
        """Save a file."""
        if path := self._any_open():
            self._write(path, self.texts[path].encode())
            self.editor.notify("textDocument/didSave", {"textDocument": {"uri": self.editor.uri(path)}})

    def act(self) -> None:
        """Do one of the things that the server offers at a place."""
        if path := self._any_open():
            offered = self.editor.ask(*self._asking("textDocument/codeAction", path, context={"diagnostics": []}))
            if offered:
                self._apply(self.draw.choice(offered)["edit"])

    def rename(self) -> None:
        """Rename whom a place names."""
        if path := self._any_open():
            new = self.draw.choice(("grace", "ada", "alan-sample", "newcomer", "Not An Id"))
            answer = self.editor.answer(*self._asking("textDocument/rename", path, newName=new))
            if answer.get("result"):
                self._apply(answer["result"])

    def ask(self) -> None:
        """Ask for all that an editor shows."""
        if path := self._any_open():
            for method in ("hover", "completion", "definition", "prepareRename", "documentSymbol"):
                self.editor.ask(*self._asking(f"textDocument/{method}", path))
            self.editor.ask(*self._asking("textDocument/references", path, context={"includeDeclaration": True}))
            for item in (self.editor.ask("workspace/symbol", {"query": self.draw.choice(WORDS)}) or [])[:1]:
                assert item["name"]

    # What others do

    def let_others_change(self) -> None:
        """Write or remove a file behind the editor's back."""
        path = self.draw.choice((*PATHS, NOTE))
        if path in self.disk and self.draw.random() < 0.4:
            self._remove(path)
        else:
            self._write(path, contact(self.draw).encode())
        self._tell_sometimes()

    def let_others_rename(self) -> None:
        """Rename a file behind the editor's back."""
        old, new = self.draw.choice(PATHS), self.draw.choice(PATHS)
        if old in self.disk and new not in self.disk:
            self._write(new, self.disk[old])
            self._remove(old)
        self._tell_sometimes()

    def set(self) -> None:
        """Change the settings, break them, or make the folder no vault."""
        choice = self.draw.choice((*SETTINGS, *SETTINGS, self.draw.choice(BROKEN_SETTINGS), ""))
        if choice:
            self._write("netkeep.toml", choice.encode())
        else:
            self._remove("netkeep.toml")
        self._tell_sometimes()

    def check_out(self) -> None:
        """Commit what is on the disk and go to another state of it."""
        self._commit()
        commits = self._git("log", "--all", "--format=%H").split()
        self._git("checkout", "--quiet", "--detach", self.draw.choice(commits))
        self.disk = self._on_disk()
        self._tell_sometimes()

    # What comes of it

    def settle(self) -> None:
        """Wait until the server has seen everything."""
        self.tell()
        for _ in range(_POLLS):
            read = self.editor.ask("workspace/symbol", {"query": ""}) is not None
            if read or not self.texts or (self.settings != "good" and not any(self.published().values())):
                return
            time.sleep(0.01)
        raise AssertionError(self.published())

    def pause(self, should: dict[str, list[Json]]) -> None:
        """Wait for the rules that run in a pause, until the server says what it should, or has had time enough."""
        for _ in range(_POLLS):
            if self.published() == should:
                return
            self.editor.ask("workspace/symbol", {"query": ""})
            time.sleep(0.01)

    def tell(self) -> None:
        """Tell the server that files have changed."""
        self.editor.notify("workspace/didChangeWatchedFiles", {"changes": []})

    def published(self) -> dict[str, list[Json]]:
        """Return what the server says of each open file."""
        return {path: self.editor.published.get(path) or [] for path in sorted(self.texts)}

    def bytes_changed(self) -> dict[str, tuple[bytes | None, bytes | None]]:
        """Return the files that are not as they were left: what they should be and what they are."""
        now = self._on_disk()
        return {
            path: (self.disk.get(path), now.get(path))
            for path in self.disk.keys() | now.keys()
            if self.disk.get(path) != now.get(path)
        }

    def with_buffers(self, target: Path) -> Path:
        """Write a copy of the vault in which every open file is saved."""
        saved = {path: text.encode() for path, text in self.texts.items()}
        marked = {"netkeep.toml": b""} if self.settings == "none" else {}
        make_vault(target, {**marked, **self.disk, **saved})
        if marked:
            (target / "netkeep.toml").unlink()
        return target

    def mended(self, path: str) -> str:
        """Return what an open file would say with all of it mended that is certain, or as it is if nothing is."""
        context = {"diagnostics": [], "only": ["source.fixAll.netkeep"]}
        for action in self.editor.ask(*self._asking("textDocument/codeAction", path, context=context)) or ():
            (change,) = action["edit"]["documentChanges"]
            return self._edited(self.texts[path], change["edits"])
        return self.texts[path]

    def _apply(self, edit: Json) -> None:
        """Apply an edit as an editor does: in open files in them, in others on the disk."""
        for change in edit["documentChanges"]:
            if change.get("kind") == "create":
                path = self.editor.path(change["uri"])
                if path not in self.disk:
                    self._write(path, b"")
            elif change.get("kind") == "rename":
                self._rename(self.editor.path(change["oldUri"]), self.editor.path(change["newUri"]))
            else:
                self._edit(change)
        self.tell()

    def _rename(self, old: str, new: str) -> None:
        if old in self.disk:
            self._write(new, self.disk[old])
            self._remove(old)
        if old in self.texts:
            text = self.texts.pop(old)
            self.editor.shut(old)
            self._open(new, text)

    def _edit(self, change: Json) -> None:
        path = self.editor.path(change["textDocument"]["uri"])
        text = self.texts[path] if path in self.texts else self.disk[path].decode()
        assert change["textDocument"]["version"] in {None, self.versions.get(path)}
        text = self._edited(text, change["edits"])
        if path in self.texts:
            self._change(path, text)
        else:
            self._write(path, text.encode())

    def _edited(self, text: str, edits: list[Json]) -> str:
        spans = [
            (
                offset_of(text, each["range"]["start"], self.encoding),
                offset_of(text, each["range"]["end"], self.encoding),
                each["newText"],
            )
            for each in edits
        ]
        for start, end, new in sorted(spans, reverse=True):
            text = text[:start] + new + text[end:]
        return text

    def _asking(self, method: str, path: str, **more: Json) -> tuple[str, Json]:
        text = self.texts[path]
        offset = self.draw.randrange(len(text) + 1)
        if offset and text[offset - 1 : offset + 1] == "\r\n":
            offset -= 1
        at = place_at(text, offset, self.encoding)
        return method, {
            "textDocument": {"uri": self.editor.uri(path)},
            "position": at,
            "range": dict.fromkeys(("start", "end"), at),
            **more,
        }

    def _open(self, path: str, text: str) -> None:
        self.texts[path] = text
        self.versions[path] = self.versions.get(path, 0) + 1
        self.editor.show(path, text, self.versions[path])

    def _change(self, path: str, text: str) -> None:
        self.texts[path] = text
        self.versions[path] += 1
        self.editor.change(path, text, self.versions[path])

    def _any_open(self) -> str:
        return self.draw.choice(sorted(self.texts) or [""])

    def _tell_sometimes(self) -> None:
        if self.draw.random() < 0.7:
            self.tell()

    def _write(self, path: str, data: bytes) -> None:
        self.disk[path] = data
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).write_bytes(data)

    def _remove(self, path: str) -> None:
        if self.disk.pop(path, None) is not None:
            (self.root / path).unlink()

    def _on_disk(self) -> dict[str, bytes]:
        files = (path for path in self.root.rglob("*") if path.is_file())
        inside = {path.relative_to(self.root).as_posix(): path for path in files}
        return {name: path.read_bytes() for name, path in inside.items() if not name.startswith((".git/", ".netkeep/"))}

    def _commit(self) -> None:
        self._git("add", "--all")
        self._git("commit", "--quiet", "--allow-empty", "--message", "state")

    def _git(self, *arguments: str) -> str:
        settings = (
            "user.name=Ada",
            "user.email=ada@example.org",
            "core.autocrlf=false",
            "gc.auto=0",
            "commit.gpgsign=false",
        )
        command = ["git", *(part for setting in settings for part in ("-c", setting)), *arguments]
        return subprocess.run(command, cwd=self.root, capture_output=True, text=True, check=True).stdout


def wiped(folder: Path) -> Path:
    """Return a folder with nothing in it."""
    shutil.rmtree(folder, ignore_errors=True)
    return folder
