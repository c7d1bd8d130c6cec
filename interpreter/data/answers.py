"""What only a human gives, in data: the answer and who gave it, `ja (attestanten N. N.)`, `12 000 kr/år (nämnden)`."""

import re
from collections.abc import Mapping

from dsl import model
from dsl.units import Unit
from interpreter.data.cells import read_cell
from interpreter.data.problems import DataProblem
from interpreter.data.problems.cells import NotAnswered, NotATruth
from interpreter.data.table import Cell, Logical, Written, forbidden
from interpreter.outcomes import Place, Value

# The name may have parentheses of its own: a party, a paragraph of minutes.
_ANSWER = re.compile(r"(?P<value>[^()]*[^() ]) ?\((?P<who>.*)\)")


def read_answer(
    cell: Cell, attribute: model.Attribute, unit: Unit | None, known: Mapping[str, Unit], place: Place
) -> tuple[Value | None, str | None, DataProblem | None]:
    """The value and who gave it, both None where the cell is empty; or the problem. Arguments as of `read_cell`."""
    who = ""
    if isinstance(cell, Written) and forbidden(cell.text) is None and (parted := _ANSWER.fullmatch(cell.text)):
        read, who = parted["value"], parted["who"].strip()
        value, problem = read_cell(Written(read), attribute, unit, known, place)
    else:
        read = _text(cell)
        value, problem = read_cell(cell, attribute, unit, known, place)
    if isinstance(problem, NotATruth):
        return None, None, NotAnswered(place, read, attribute, "answer")
    if value is not None and not who:
        return None, None, NotAnswered(place, read, attribute, "who")
    return value, who or None, problem


def _text(cell: Cell) -> str:
    match cell:
        case None:
            return ""
        case Logical(value):
            return "ja" if value else "nej"
        case _:
            return cell.text
