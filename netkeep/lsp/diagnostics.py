"""Findings as an editor shows them."""

from collections.abc import Mapping
from types import MappingProxyType

from lsprotocol.types import Diagnostic, DiagnosticSeverity

from netkeep.check.diagnostic import Diagnostic as Finding
from netkeep.check.diagnostic import Severity
from netkeep.lsp.positions import Positions

SOURCE = "netkeep"
_SEVERITIES: Mapping[Severity, DiagnosticSeverity] = MappingProxyType(
    {
        Severity.ERROR: DiagnosticSeverity.Error,
        Severity.WARNING: DiagnosticSeverity.Warning,
        Severity.INFORMATION: DiagnosticSeverity.Information,
    }
)


def as_diagnostic(finding: Finding, positions: Positions) -> Diagnostic:
    """Return a finding with its place as the editor counts, its words those of ``netkeep check``."""
    return Diagnostic(
        range=positions.between((finding.line, finding.column), (finding.end_line, finding.end_column)),
        message=f"{finding.message}; {finding.help}",
        severity=_SEVERITIES[finding.severity],
        code=finding.code,
        source=SOURCE,
    )
