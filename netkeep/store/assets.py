"""Pictures of a vault: the only files besides its Markdown that may ever be published."""

from pathlib import Path

FOLDER = "assets"
MAX_PICTURE_BYTES = 20_000_000
_BEGINNINGS = {
    "png": (b"\x89PNG\r\n\x1a\n",),
    "jpg": (b"\xff\xd8\xff",),
    "jpeg": (b"\xff\xd8\xff",),
    "gif": (b"GIF87a", b"GIF89a"),
    "webp": (b"RIFF",),
}
PICTURES = frozenset(_BEGINNINGS)


def read_picture(root: Path, path: str) -> bytes | None:
    """Return a picture below ``assets/``; None if it is missing, leads out of it, or is not what its name says."""
    home = (root / FOLDER).resolve()
    try:
        full = (root / path).resolve(strict=True)
        if not full.is_relative_to(home) or not full.is_file() or full.stat().st_size > MAX_PICTURE_BYTES:
            return None
        data = full.read_bytes()
    except (OSError, RuntimeError, ValueError):
        return None
    kind = path.rpartition(".")[2].lower()
    return data if data.startswith(_BEGINNINGS.get(kind, ())) else None
