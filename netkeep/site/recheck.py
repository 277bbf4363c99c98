"""Auditing a site that was built some time ago, or lies elsewhere by now."""

import tempfile
from datetime import date
from pathlib import Path

from netkeep.site.audit import Finding, audit, forbidden_values
from netkeep.site.build import build_into
from netkeep.store.load import load


def audit_site(root: Path, today: date, folder: Path) -> tuple[Finding, ...]:
    """Read a built site as a stranger would; what files it ought to have, a build into another folder tells."""
    with tempfile.TemporaryDirectory(prefix="netkeep-") as other:
        made = build_into(root.resolve(), today, Path(other) / "site")
    return audit(folder, forbidden_values(load(root)), made)
