"""What is told of data that are read and used: nothing is wrong with them for sure, but whoever gave them should know.

Data, no words; the places are as those of problems.
"""

from typing import Literal

from dsl.frozen import frozen
from interpreter.outcomes import Place


@frozen
class SumLeftOut:
    """A row that is called a sum, is the sum of rows of its table, and is no row of the concept."""

    place: Place
    concept: str
    label: str


@frozen
class LikeSum:
    """A row that is kept, though its every number is the sum of those of the other rows."""

    place: Place
    concept: str
    label: str


@frozen
class FileIgnored:
    """Something beside the data that is not read. suffix: what its name ends with, or empty.

    folder; special: a device, a pipe or a link to one or to nothing; format: a file of a kind that is not read
    """

    place: Place
    what: Literal["folder", "special", "format"]
    suffix: str


Note = SumLeftOut | LikeSum | FileIgnored
