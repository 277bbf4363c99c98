"""The audit of a site that was built some time ago, or was moved elsewhere."""

import tempfile
from datetime import date
from pathlib import Path

from netkeep.site.audit import Finding, audit, forbidden_values
from netkeep.site.build import build_into
from netkeep.store.load import load


def audit_site(root: Path, today: date, folder: Path) -> tuple[Finding, ...]:
    """Audit a built site as a stranger would read it; a build into another folder shows which files it should have."""
    with tempfile.TemporaryDirectory(prefix="netkeep-") as other:
        made = build_into(root.resolve(), today, Path(other) / "site")
    return audit(folder, forbidden_values(load(root)), made)
