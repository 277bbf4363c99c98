"""What an examination says of one thing."""

from typing import Literal, NamedTuple

State = Literal["ok", "warn", "fail"]


class Result(NamedTuple):
    """``about`` is what was looked at, ``words`` what is so, ``todo`` what to do where it is not well."""

    about: str
    state: State
    words: str
    todo: str = ""
