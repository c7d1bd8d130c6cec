"""What every reading of a line needs, made once for a file."""

from functools import cache

from dsl.building import MAKERS
from dsl.frozen import frozen
from dsl.grammar import Tables, load
from dsl.phrases import Spelling, spelling
from dsl.problems import Problem
from dsl.spellings import names_instead
from dsl.text.layout import Line


@frozen
class Reader:
    """What reading a line needs: the tables of the grammar, its words, and a place for what is wrong.

    blocks: the outermost lines of the file, for what is said about a line that is wrong
    """

    tables: Tables
    words: Spelling
    problems: list[Problem]
    blocks: tuple[Line, ...] = ()


@cache
def _tables() -> Tables:
    return load(MAKERS)


@cache
def _words(names: frozenset[str]) -> Spelling:
    return spelling(_tables().words, names)


def new_reader(blocks: tuple[Line, ...] = ()) -> Reader:
    """A reader of one file, with no problems yet."""
    return Reader(_tables(), _words(names_instead(blocks)), [], blocks)
