"""Whether a vault is set up well: kept, closed to others, and nowhere about to be published."""

from netkeep.site.doctor.examine import examine
from netkeep.site.doctor.result import Result, State

__all__ = ["Result", "State", "examine"]
