"""What was built, read again as a stranger would: nothing private, nothing hidden, nothing from elsewhere.

It does not ask how the pages were made. What must not be there is reckoned from the vault by itself.
"""

from netkeep.site.audit.finding import Finding, refuse_findings
from netkeep.site.audit.folder import audit, audit_texts

__all__ = ["Finding", "audit", "audit_texts", "refuse_findings"]
