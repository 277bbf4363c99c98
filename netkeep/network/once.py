"""Questions that many ask of one vault, reckoned once: a vault does not change, and what it answers does not either."""

from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from netkeep.store.carried import lasting
from netkeep.store.vault import Vault

_P = ParamSpec("_P")
_T = TypeVar("_T")


def once(function: Callable[Concatenate[Vault, _P], _T]) -> Callable[Concatenate[Vault, _P], _T]:
    """Keep what a function says of a vault, with the vault; its other arguments can be keys."""

    @wraps(function)
    def kept(vault: Vault, /, *args: _P.args, **kwargs: _P.kwargs) -> _T:
        answers: dict[object, _T] = vault.answers.setdefault(function, {})
        key = (args, *sorted(kwargs.items()))
        if key not in answers:
            answers[key] = function(vault, *args, **kwargs)
        return answers[key]

    return kept


def once_each(function: Callable[[Vault, str, date], _T]) -> Callable[[Vault, str, date], _T]:
    """Keep what a function says of a person on a day, which their own file, history and the settings alone decide.

    Where these are as in the vault before, what it said then is taken over.
    """

    @wraps(function)
    def kept(vault: Vault, person: str, today: date) -> _T:
        answers: dict[str, _T] = lasting(vault, (function, today))
        if person not in answers:
            answers[person] = function(vault, person, today)
        return answers[person]

    return kept
