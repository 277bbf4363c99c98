"""What a check found, told to people and to other programs: one module a format, imported when it is asked for.

No format but the text on somebody's own terminal shows what stands in a file: logs of CI are often public.
"""

from netkeep.check.formats.records import as_records
from netkeep.check.formats.text import as_text, summary

__all__ = ["as_records", "as_text", "summary"]
