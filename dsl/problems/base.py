"""What all problems with rule files share: a stable code and a place."""

from typing import ClassVar

from dsl.frozen import frozen
from dsl.source import Span


@frozen
class Located:
    """What is wrong at a place.

    `code` never changes its meaning. With `missing` the problem may be the echo of a line that could not be read, and
    is dropped when there is one. `span` is the place; line 0 stands for a whole file or folder.
    """

    code: ClassVar[str]
    missing: ClassVar[bool] = False
    span: Span
