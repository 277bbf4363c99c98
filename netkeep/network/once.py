"""Questions that many ask of one vault, reckoned once: a vault does not change, and what it answers does not either."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

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
