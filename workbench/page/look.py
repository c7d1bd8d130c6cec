"""Who reads: how wide the page is, and whether it takes colour."""

from dsl.frozen import frozen


@frozen
class Look:
    """columns: how wide lines may be; colour: whether the reader is a terminal that takes it."""

    columns: int = 100
    colour: bool = False
