"""The server: what an editor says, passed on to the session, and what it is answered."""

import asyncio
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any
from uuid import uuid4

from lsprotocol import types
from pygls.exceptions import JsonRpcException, JsonRpcInternalError

from netkeep import __version__
from netkeep.errors import NetkeepError
from netkeep.lsp.advice import Ran
from netkeep.lsp.bugs import report_bug
from netkeep.lsp.features import FeatureServer, offer
from netkeep.lsp.open_vault import OpenVault, usable_settings
from netkeep.lsp.session import Session

_LOOK_AGAIN = 1.0
"""So many seconds after something was typed the disk is looked at, for editors that watch no files."""
_PAUSE = 0.5
"""So many seconds after the last change the rules run that are too slow for a key."""


class Server(FeatureServer):
    """The server of one editor, over its standard input and output."""

    def __init__(self, session: Session) -> None:
        super().__init__("netkeep", __version__, text_document_sync_kind=types.TextDocumentSyncKind.Full)
        self.session = session
        self._published: dict[str, Sequence[types.Diagnostic]] = {}
        self._reading: dict[Path, asyncio.Task[None]] = {}
        self._unreadable: set[Path] = set()
        self._refusals: dict[Path, str] = {}
        self._looking: asyncio.TimerHandle | None = None
        self._pausing: asyncio.TimerHandle | None = None
        self._advising: set[asyncio.Task[None]] = set()
        self._changed_meanwhile = False

    def report_server_error(self, error: Exception, source: Any) -> None:  # noqa: ANN401 (pygls's own)
        """Write what broke to the standard error, without a value of anybody's."""
        del source
        # What is answered as an error is no bug: the editor says it, or has asked for what nobody offers.
        if not isinstance(error, JsonRpcException) or isinstance(error, JsonRpcInternalError):
            report_bug(error)

    def publish(self) -> None:
        """Publish the findings of every open file where they have changed, and read the vaults that are new."""
        for root in self.session.to_read() - self._reading.keys() - self._unreadable:
            self._reading[root] = asyncio.get_running_loop().create_task(self._read(root))
        for buffer, diagnostics in self.session.diagnostics():
            if self._published.get(buffer.uri) != diagnostics:
                self._published[buffer.uri] = diagnostics
                self.text_document_publish_diagnostics(
                    types.PublishDiagnosticsParams(buffer.uri, diagnostics, buffer.version)
                )

        self._advise_soon()

    def _advise_soon(self) -> None:
        """Schedule the slow rules for a pause, which begins anew with each change."""
        if self._pausing:
            self._pausing.cancel()
        due = any(vault.advice.is_due for vault in self.session.vaults.values())
        self._pausing = asyncio.get_running_loop().call_later(_PAUSE, self._advise) if due else None

    def _advise(self) -> None:
        for vault in self.session.vaults.values():
            if vault.advice.is_due:
                task = asyncio.get_running_loop().create_task(self._advise_on(vault, vault.advice.begin()))
                self._advising.add(task)
                task.add_done_callback(self._advising.discard)

    async def _advise_on(self, vault: OpenVault, run: Callable[[], Ran]) -> None:
        """Run the slow rules while the editor goes on, and publish what they found."""
        try:
            if vault.advice.keep(await asyncio.to_thread(run)):
                self.publish()
        except Exception as error:  # noqa: BLE001 (a task has nobody else to tell)
            report_bug(error)

    def withdraw(self, uri: str) -> None:
        """Remove the findings of a file that is closed."""
        if self._published.pop(uri, None):
            self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, []))

    def look_again(self) -> None:
        """Read what has changed on the disk, and publish what follows from it."""
        if self._looking:
            self._looking.cancel()
        self._looking = None
        self._unreadable.clear()
        self._changed_meanwhile = bool(self._reading)  # what is being read may be of before the change
        self.session.refresh()
        self.publish()

    def look_again_soon(self) -> None:
        """Schedule a look at the disk, one for all that is typed until then."""
        if self._looking is None:
            self._looking = asyncio.get_running_loop().call_later(_LOOK_AGAIN, self.look_again)

    async def _read(self, root: Path) -> None:
        """Read a vault while the editor goes on, and say so; then publish what holds between its files."""
        token: str | None = None
        vault: OpenVault | None = None
        try:
            usable_settings(root)  # what is refused is refused before any progress is shown
            token = await self._begin_progress()
            vault = await asyncio.to_thread(OpenVault.read, root)
            self.session.add(vault)
            self._refusals.pop(root, None)
        except (NetkeepError, OSError) as error:
            self._refuse(root, str(error) if isinstance(error, NetkeepError) else f"{root} cannot be read")
        except Exception as error:  # noqa: BLE001 (a task has nobody else to tell)
            report_bug(error)
            self._refuse(root, f"{root} cannot be read")
        finally:
            del self._reading[root]
            if token:
                self.work_done_progress.end(token, types.WorkDoneProgressEnd())
        if self._changed_meanwhile:
            self.look_again()
        else:
            self.publish()
        if vault and self.session.vaults.get(root) is vault:
            vault.prepare()

    def _refuse(self, root: Path, why: str) -> None:
        self._unreadable.add(root)
        if self._refusals.get(root) == why:  # its owner has seen it, and is mending it
            return
        self._refusals[root] = why
        self.window_show_message(types.ShowMessageParams(types.MessageType.Warning, f"netkeep: {why}"))

    async def _begin_progress(self) -> str | None:
        window = self.client_capabilities.window
        if window is None or not window.work_done_progress:
            return None
        token = str(uuid4())
        try:
            await self.work_done_progress.create_async(token)
        except JsonRpcException:  # the editor shows none, whatever it has said
            return None
        self.work_done_progress.begin(token, types.WorkDoneProgressBegin("netkeep: reading the vault"))
        return token


def make_server(today: Callable[[], date], named: Path | None = None) -> Server:
    """Return a server with everything that it can do."""
    server = Server(Session(today, named))
    _begin(server)
    _follow(server)
    offer(server)
    return server


def _begin(server: Server) -> None:
    """Let the server agree with the editor on how to count, and ask to be told of files that change."""

    @server.feature(types.INITIALIZE)
    def initialize(_: types.InitializeParams) -> None:
        server.session.encoding = server.workspace.position_encoding or types.PositionEncodingKind.Utf16

    @server.feature(types.INITIALIZED)
    async def initialized(_: types.InitializedParams) -> None:
        files = (server.client_capabilities.workspace or types.WorkspaceClientCapabilities()).did_change_watched_files
        if files and files.dynamic_registration:
            watchers = [types.FileSystemWatcher("**/*.md"), types.FileSystemWatcher("**/netkeep.toml")]
            options = types.DidChangeWatchedFilesRegistrationOptions(watchers)
            registration = types.Registration(str(uuid4()), types.WORKSPACE_DID_CHANGE_WATCHED_FILES, options)
            await server.client_register_capability_async(types.RegistrationParams([registration]))


def _follow(server: Server) -> None:
    """Let the server know what is opened, changed, saved and closed."""
    session = server.session

    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    def opened(params: types.DidOpenTextDocumentParams) -> None:
        opened_file = params.text_document
        session.refresh()
        session.open(opened_file.uri, opened_file.text, opened_file.version)
        server.publish()

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    def changed(params: types.DidChangeTextDocumentParams) -> None:
        uri = params.text_document.uri
        session.open(uri, server.workspace.get_text_document(uri).source, params.text_document.version)
        server.publish()
        server.look_again_soon()

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def closed(params: types.DidCloseTextDocumentParams) -> None:
        session.close(params.text_document.uri)
        server.withdraw(params.text_document.uri)
        server.look_again()

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    def saved(_: types.DidSaveTextDocumentParams) -> None:
        server.look_again()

    @server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def watched(_: types.DidChangeWatchedFilesParams) -> None:
        server.look_again()
