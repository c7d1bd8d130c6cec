"""JSON objects where no name may stand twice: of two values one reader takes the first and another the last."""

from collections.abc import Callable
from typing import TypeVar

_Value = TypeVar("_Value")


def noting(twice: list[str]) -> Callable[[list[tuple[str, _Value]]], dict[str, _Value]]:
    """An `object_pairs_hook` for `json.loads`. The names that stand again are put into `twice`, as they are met."""

    def read(pairs: list[tuple[str, _Value]]) -> dict[str, _Value]:
        found: dict[str, _Value] = {}
        for name, value in pairs:
            if name in found:
                twice.append(name)
            found[name] = value
        return found

    return read
