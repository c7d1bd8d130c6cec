"""How long work is told of and stopped. The interpreter reads no clock: whoever asked for the work decides."""

from collections.abc import Callable

# (done, of how many, 0 where it is not known) -> whether to go on. Called often: it must be cheap.
Pace = Callable[[int, int], bool]


def unhurried(_done: int, _of: int) -> bool:
    """Goes on to the end."""
    return True
