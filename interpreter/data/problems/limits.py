"""What there is too much of: RV6xx."""

from typing import ClassVar, Literal

from dsl.frozen import frozen
from interpreter.data.problems.base import Placed


@frozen
class FileTooLarge(Placed):
    """The file has more bytes than `most`. unpacked: the contents of a workbook have."""

    code: ClassVar[str] = "RV601"
    most: int
    unpacked: bool


@frozen
class TableTooLarge(Placed):
    """What there are too many of in one table."""

    code: ClassVar[str] = "RV602"
    what: Literal["rows", "columns", "cells"]
    most: int


@frozen
class CellTooLong(Placed):
    """A cell has more characters than `most`."""

    code: ClassVar[str] = "RV603"
    most: int


@frozen
class NumberTooLong(Placed):
    """A number has more digits than `most`."""

    code: ClassVar[str] = "RV604"
    most: int


@frozen
class JsonTooDeep(Placed):
    """The JSON has lists or objects within each other in more levels than are read."""

    code: ClassVar[str] = "RV605"


@frozen
class TooManyProblems(Placed):
    """Stands last, for all the problems that are left out. shown: how many came before it."""

    code: ClassVar[str] = "RV606"
    shown: int


LimitProblem = FileTooLarge | TableTooLarge | CellTooLong | NumberTooLong | JsonTooDeep | TooManyProblems
