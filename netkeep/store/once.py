"""Results computed from a vault: once for each version of it, and dropped together with it."""

from collections.abc import Callable, Iterator, Mapping
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

_V = TypeVar("_V")
_P = ParamSpec("_P")
_T = TypeVar("_T")
_Item = TypeVar("_Item")


def once(function: Callable[Concatenate[_V, _P], _T]) -> Callable[Concatenate[_V, _P], _T]:
    """Compute a function of a vault once for each of its arguments, which have to be hashable.

    The results are stored in the vault itself, like those of ``functools.cached_property``: a vault does not change, so
    they cannot become stale, and nothing has to discard them.
    """
    name = f"{function.__module__}.{function.__qualname__}()"

    @wraps(function)
    def computed(vault: _V, /, *args: _P.args, **kwargs: _P.kwargs) -> _T:
        results: dict[object, _T] = vars(vault).setdefault(name, {})
        key = (args, *sorted(kwargs.items()))
        if key not in results:
            results[key] = function(vault, *args, **kwargs)
        return results[key]

    return computed


class LazyMap(Mapping[str, _T]):
    """A value for each item of a mapping, computed when it is first needed: one page needs a few of thousands."""

    def __init__(self, items: Mapping[str, _Item], compute: Callable[[_Item], _T]) -> None:
        self._items: Mapping[str, Any] = items
        self._compute: Callable[[Any], _T] = compute
        self._computed: dict[str, _T] = {}

    def __getitem__(self, key: str) -> _T:
        if key not in self._computed:
            self._computed[key] = self._compute(self._items[key])
        return self._computed[key]

    def __contains__(self, key: object) -> bool:
        return key in self._items

    def __iter__(self) -> Iterator[str]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)
