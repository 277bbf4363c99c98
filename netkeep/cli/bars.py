"""Figures as pictures of letters: bars and sparklines."""

from collections.abc import Sequence

_LEVELS = "▁▂▃▄▅▆▇█"
_PARTS = " ▏▎▍▌▋▊▉█"


def sparkline(values: Sequence[float], most: float | None = None) -> str:
    """Return a line of blocks, one for each value; ``most`` is the value of a full block, by default the largest."""
    top = max(values, default=0) if most is None else most
    return "".join(_LEVELS[min(len(_LEVELS) - 1, int(value / top * len(_LEVELS)))] if top else "▁" for value in values)


def bar(value: float, most: float, width: int) -> str:
    """Return a bar of at most ``width`` columns, in eighths of a column; something that is there is never invisible."""
    if value <= 0 or most <= 0:
        return ""
    eighths = max(1, round(value / most * width * 8))
    whole, part = divmod(eighths, 8)
    return _PARTS[8] * whole + (_PARTS[part] if part else "")
