"""What every reading of a line needs, made once for a file."""

from functools import cache

from dsl.building import MAKERS
from dsl.lexing import Spelling, spelling
from dsl.parser import Tables, load
from dsl.problems.text import TextProblem
from dsl.record import frozen


@frozen
class Reader:
    """What reading a line needs: the tables of the grammar, its words, and a place for what is wrong."""

    tables: Tables
    words: Spelling
    problems: list[TextProblem]


@cache
def _language() -> tuple[Tables, Spelling]:
    tables = load(MAKERS)
    return tables, spelling(tables.words)


def new_reader() -> Reader:
    return Reader(*_language(), [])
