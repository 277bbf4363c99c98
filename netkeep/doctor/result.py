"""The result of one check."""

from typing import Literal, NamedTuple

State = Literal["ok", "warn", "fail"]


class Result(NamedTuple):
    """``about`` is what was checked, ``words`` the result, ``todo`` what to do about a problem."""

    about: str
    state: State
    words: str
    todo: str = ""
