"""What was built, read again as a stranger would: nothing private, nothing hidden, nothing from elsewhere.

It does not ask how the pages were made. What must not be there is reckoned from the vault by itself.
"""

from netkeep.site.audit.enforce import refuse_leaks
from netkeep.site.audit.finding import Finding, listed
from netkeep.site.audit.folder import audit, audit_texts, forbidden_values

__all__ = ["Finding", "audit", "audit_texts", "forbidden_values", "listed", "refuse_leaks"]
