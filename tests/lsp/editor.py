"""An editor for tests: it starts ``netkeep lsp`` as a real one does, and speaks the protocol over its pipes."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Timer
from typing import IO, Any
from urllib.parse import unquote

Json = Any
PLAIN: Json = {"general": {"positionEncodings": ["utf-32"]}}
TODAY = "2026-11-22"
_RECORDED = Path(__file__).parent / "capabilities"


class Editor:
    """One editor with a running server; answers come as the JSON that was sent."""

    def __init__(self, process: "subprocess.Popen[bytes]", root: Path) -> None:
        self._process = process
        self._root = root
        self._number = 0
        self.capabilities: Json = None
        self.published: dict[str, Json] = {}
        self.asked: list[Json] = []
        self.notified: list[Json] = []

    @property
    def _out(self) -> IO[bytes]:
        assert self._process.stdin
        return self._process.stdin

    def uri(self, path: str) -> str:
        return (self._root / path).as_uri()

    def path(self, uri: str) -> str:
        """Return the path in the folder that an address stands for; the address itself of what is elsewhere."""
        return unquote(uri).removeprefix(f"{unquote(self._root.as_uri())}/")

    def _send(self, message: Json) -> None:
        data = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self._out.write(b"Content-Length: %d\r\n\r\n" % len(data) + data)
        self._out.flush()

    def _receive(self) -> Json:
        assert self._process.stdout
        length = 0
        while (line := self._process.stdout.readline()) != b"\r\n":
            assert line, "the server has left"
            name, _, value = line.partition(b":")
            length = int(value) if name.lower() == b"content-length" else length
        return json.loads(self._process.stdout.read(length))

    def _next(self) -> Json:
        """Return the next message that is an answer; keep what is published, and answer what is asked."""
        message = self._receive()
        if message.get("method") == "textDocument/publishDiagnostics":
            self.published[self.path(message["params"]["uri"])] = message["params"]["diagnostics"]
        elif "method" in message and "id" in message:
            self.asked.append(message)
            self._send({"id": message["id"], "result": None})
        elif "method" in message:
            self.notified.append(message)
        else:
            return message
        return None

    def notify(self, method: str, params: Json) -> None:
        self._send({"method": method, "params": params})

    def answer(self, method: str, params: Json) -> Json:
        """Return the whole answer to a request, a refusal included; whatever else arrives before it is kept."""
        self._number += 1
        self._send({"id": self._number, "method": method, "params": params})
        while not (message := self._next()) or message["id"] != self._number:
            pass
        return message

    def ask(self, method: str, params: Json) -> Json:
        """Return the answer to a request that is not refused."""
        message = self.answer(method, params)
        assert "error" not in message, message["error"]["message"]
        return message["result"]

    def memory(self) -> int:
        """Return how many MB of memory the server holds now."""
        status = Path(f"/proc/{self._process.pid}/status").read_text()
        return int(status.partition("VmRSS:")[2].split()[0]) // 1024

    def processor_seconds(self) -> float:
        """Return how long the server has been at work, on Linux: the number of a process says that of its clock."""
        return time.clock_gettime(~self._process.pid << 3 | 2)

    def wait(self, path: str) -> Json:
        """Return the next diagnostics that are published for a file."""
        self.published.pop(path, None)
        while path not in self.published:
            self._next()
        return self.published[path]

    def wait_for_notice(self) -> Json:
        """Return the first notification besides diagnostics."""
        while not self.notified:
            self._next()
        return self.notified.pop(0)

    def wait_for_vault(self) -> None:
        """Wait until the vault has been read: from then on there is an answer to what needs it."""
        while self.ask("workspace/symbol", {"query": ""}) is None:
            pass

    def open(self, path: str, text: str, version: int = 1) -> Json:
        self.show(path, text, version)
        return self.wait(path)

    def show(self, path: str, text: str, version: int = 1) -> None:
        document = {"uri": self.uri(path), "languageId": "markdown", "version": version, "text": text}
        self.notify("textDocument/didOpen", {"textDocument": document})

    def change(self, path: str, text: str, version: int = 2) -> None:
        changed = {"uri": self.uri(path), "version": version}
        self.notify("textDocument/didChange", {"textDocument": changed, "contentChanges": [{"text": text}]})

    def save(self, path: str, text: str) -> None:
        (self._root / path).write_text(text)
        self.notify("textDocument/didSave", {"textDocument": {"uri": self.uri(path)}})

    def shut(self, path: str) -> None:
        self.notify("textDocument/didClose", {"textDocument": {"uri": self.uri(path)}})

    def at(self, path: str, line: int, character: int, **more: Json) -> Json:
        position = {"line": line, "character": character}
        return {"textDocument": {"uri": self.uri(path)}, "position": position, **more}


@contextmanager
def editor(
    root: Path, capabilities: Json = None, *options: str, log: IO[bytes] | None = None, seconds: int = 120
) -> Iterator[Editor]:
    """Yield an editor in a folder, with a server that has been initialised, and that writes to a log what breaks."""
    command = [sys.executable, "-m", "netkeep", *options, "lsp"]
    environ = {**os.environ, "NETKEEP_TODAY": TODAY}
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=root, env=environ, stdin=pipe, stdout=pipe, stderr=log) as process:
        client = Editor(process, root)
        guard = Timer(seconds, process.kill)  # what waits for a server that says nothing more fails then
        guard.start()
        client.capabilities = client.ask(
            "initialize",
            {
                "processId": None,
                "rootUri": root.as_uri(),
                "capabilities": PLAIN if capabilities is None else capabilities,
            },
        )["capabilities"]
        client.notify("initialized", {})
        try:
            yield client
            client.ask("shutdown", None)
            client.notify("exit", None)
            assert process.wait() == 0
        finally:
            guard.cancel()
            process.kill()


def recorded(name: str) -> Json:
    """Return the capabilities of an editor as pytest-lsp 1.0.1 has recorded them (MIT licence)."""
    return json.loads((_RECORDED / f"{name}.json").read_text())["capabilities"]
