"""What the server can do besides findings: each request of the protocol, and the function that answers it."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from lsprotocol import types
from pygls.exceptions import JsonRpcException
from pygls.lsp.server import LanguageServer

from netkeep.errors import NetkeepError
from netkeep.lsp.actions import FIX_ALL, actions
from netkeep.lsp.bugs import report_bug
from netkeep.lsp.completion import complete, explained
from netkeep.lsp.edits import abilities
from netkeep.lsp.navigation import definition, document_symbols, hover, id_at, references, workspace_symbols
from netkeep.lsp.rename import rename_edit, renamed_at
from netkeep.lsp.session import Session

_Answer = TypeVar("_Answer")
_TRIGGERS = ["[", "|", ",", " ", "-"]


class FeatureServer(LanguageServer):
    """A server with the session that its answers come from."""

    session: Session


def answering(function: Callable[[Any], _Answer]) -> Callable[[Any], _Answer | None]:
    """Return a function that answers nothing where it breaks: a trace would go to the editor's log, values and all.

    What its owner can mend is answered as an error, in its own words.
    """

    @wraps(function)
    def answer(params: Any) -> _Answer | None:  # noqa: ANN401 (each request has its own)
        try:
            return function(params)
        except NetkeepError as error:
            raise JsonRpcException(str(error), types.LSPErrorCodes.RequestFailed.value) from None
        except Exception as error:  # noqa: BLE001 (the boundary: the server goes on)
            report_bug(error)
            return None

    return answer


def offer(server: FeatureServer) -> None:
    """Let the server answer requests."""
    _offer_completion(server)
    _offer_places(server)
    _offer_symbols(server)
    _offer_changes(server)


def _offer_completion(server: FeatureServer) -> None:
    session = server.session

    @server.feature(
        types.TEXT_DOCUMENT_COMPLETION, types.CompletionOptions(trigger_characters=_TRIGGERS, resolve_provider=True)
    )
    @answering
    def completion(params: types.CompletionParams) -> types.CompletionList | None:
        spot = session.spot(params.text_document.uri, params.position)
        return complete(session, spot, snippets=_fills_in_snippets(server)) if spot else None

    @server.feature(types.COMPLETION_ITEM_RESOLVE)
    @answering
    def resolve(item: types.CompletionItem) -> types.CompletionItem:
        return explained(session, item)


def _fills_in_snippets(server: LanguageServer) -> bool:
    documents = server.client_capabilities.text_document
    item = documents.completion.completion_item if documents and documents.completion else None
    return bool(item and item.snippet_support)


def _offer_places(server: FeatureServer) -> None:
    session = server.session

    @server.feature(types.TEXT_DOCUMENT_HOVER)
    @answering
    def hovered(params: types.HoverParams) -> types.Hover | None:
        spot = session.spot(params.text_document.uri, params.position)
        return hover(session, spot) if spot else None

    @server.feature(types.TEXT_DOCUMENT_DEFINITION)
    @answering
    def defined(params: types.DefinitionParams) -> list[types.Location] | None:
        spot = session.spot(params.text_document.uri, params.position)
        return definition(session, spot) if spot else None

    @server.feature(types.TEXT_DOCUMENT_REFERENCES)
    @answering
    def referred(params: types.ReferenceParams) -> list[types.Location] | None:
        spot = session.spot(params.text_document.uri, params.position)
        return references(session, spot, declaration=params.context.include_declaration) if spot else None


def _offer_symbols(server: FeatureServer) -> None:
    session = server.session

    @server.feature(types.TEXT_DOCUMENT_DOCUMENT_SYMBOL)
    @answering
    def in_document(params: types.DocumentSymbolParams) -> list[types.DocumentSymbol] | None:
        spot = session.spot(params.text_document.uri, types.Position(0, 0))
        return document_symbols(session, spot.document) if spot else None

    @server.feature(types.WORKSPACE_SYMBOL)
    @answering
    def in_workspace(params: types.WorkspaceSymbolParams) -> list[types.WorkspaceSymbol] | None:
        return workspace_symbols(session, params.query) if session.vaults else None


def _offer_changes(server: FeatureServer) -> None:
    session = server.session
    kinds = [types.CodeActionKind.QuickFix, types.CodeActionKind.RefactorRewrite, FIX_ALL]

    @server.feature(types.TEXT_DOCUMENT_CODE_ACTION, types.CodeActionOptions(code_action_kinds=kinds))
    @answering
    def acted(params: types.CodeActionParams) -> list[types.CodeAction] | None:
        spot = session.spot(params.text_document.uri, params.range.start)
        can = abilities(server.client_capabilities)
        wanted = params.context.only
        found = actions(session, spot, params.range, can) if spot else []
        return [action for action in found if not wanted or any(_is_of(action.kind, kind) for kind in wanted)]

    @server.feature(types.TEXT_DOCUMENT_PREPARE_RENAME)
    @answering
    def prepared(params: types.PrepareRenameParams) -> types.PrepareRenamePlaceholder | None:
        spot = session.spot(params.text_document.uri, params.position)
        return renamed_at(session, spot) if spot else None

    @server.feature(types.TEXT_DOCUMENT_RENAME, types.RenameOptions(prepare_provider=True))
    @answering
    def renamed(params: types.RenameParams) -> types.WorkspaceEdit | None:
        spot = session.spot(params.text_document.uri, params.position)
        named = id_at(spot) if spot else None
        if spot is None or named is None:
            return None
        return rename_edit(session, spot.vault, named[0], params.new_name, abilities(server.client_capabilities))


def _is_of(kind: str | None, wanted: str) -> bool:
    """Return whether a kind of action is a wanted one, or below it: ``refactor.rewrite`` is a ``refactor``."""
    return kind is not None and kind.split(".")[: len(wanted.split("."))] == wanted.split(".")
