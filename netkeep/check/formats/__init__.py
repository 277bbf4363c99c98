"""Findings for people and for other programs: one module per format, imported when it is needed.

Only the text on somebody's own terminal shows what is in a file: logs of CI are often public.
"""

from netkeep.check.formats.records import as_records
from netkeep.check.formats.text import as_text, summary

__all__ = ["as_records", "as_text", "summary"]
