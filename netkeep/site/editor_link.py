"""The link that opens a file in the owner's editor: in what is served on this machine, and in no page that is built."""

import re
from collections.abc import Container
from html import escape, unescape
from pathlib import Path
from urllib.parse import quote

_SOURCE = re.compile(r'(<p class="nk-source">Written in <code>([^<]*)</code>)(?=</p>)')
_TEMPLATES = {"vscode": "vscode://file{path}", "obsidian": "obsidian://open?path={path}"}


def with_editor_link(page: str, root: Path, paths: Container[str], editor: str) -> str:
    """Return a page on which the name of its file is followed by a link that opens it.

    ``paths`` are those of the vault, relative to its root: whatever else a page may say gets no link.
    """

    def linked(match: re.Match[str]) -> str:
        path = unescape(match[2])
        if path not in paths:
            return match[0]
        address = _TEMPLATES.get(editor, editor).replace("{path}", quote(f"/{(root / path).as_posix().lstrip('/')}"))
        return f'{match[1]} · <a class="nk-open" href="{escape(address)}">Open in editor</a>'

    return _SOURCE.sub(linked, page)
