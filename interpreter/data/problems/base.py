"""What all problems with data share: a stable code and a place."""

from typing import ClassVar

from dsl.frozen import frozen
from interpreter.outcomes import Place


@frozen
class Placed:
    """What is wrong at a place in the data. `code` never changes its meaning."""

    code: ClassVar[str]
    place: Place
