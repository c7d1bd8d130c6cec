"""What only a human gives, in data: the answer and who gave it, `ja (attestanten N. N.)`, `12 000 kr/år (nämnden)`."""

import re
from collections.abc import Mapping, Sequence

from dsl import model
from dsl.units import Unit
from interpreter.cells import read_cell
from interpreter.outcomes import Place, Value
from interpreter.problems import DataProblem, NotAnswered, NotATruth
from interpreter.table import Cell, Written, cleaned, forbidden

# The name may have parentheses of its own: a party, a paragraph of minutes.
_ANSWER = re.compile(r"(?P<value>[^()]*[^() ]) ?\((?P<who>.*[^ ].*)\)")


def read_answer(
    cell: Cell, attribute: model.Attribute, unit: Unit | None, known: Mapping[str, Unit], place: Place
) -> tuple[Value | None, str | None, DataProblem | None]:
    """The value and who gave it, both None where the cell is empty; or the problem. Arguments as of `read_cell`."""
    parted = None
    if isinstance(cell, Written) and forbidden(cell.text) is None:
        parted = _ANSWER.fullmatch(cell.text)
    value, problem = read_cell(cell if parted is None else Written(parted["value"]), attribute, unit, known, place)
    if cell is not None and isinstance(problem, NotATruth):
        return None, None, NotAnswered(place, cell.text, attribute, "answer")
    if cell is not None and value is not None and parted is None:
        return None, None, NotAnswered(place, cell.text, attribute, "who")
    return value, None if parted is None else parted["who"].strip(), problem


def heading(judge: model.Judge) -> str:
    """`attestanten bedömer att kostnaden hör till uppdraget`, as a column is headed."""
    return f"{judge.who or 'någon'} {judge.verb} {cleaned(judge.question)}"


def questions(attributes: Sequence[model.Attribute]) -> Mapping[str, model.Attribute]:
    """What a column may be headed: who decides what, quoted or not, or only what, where no other asks the same."""
    found: dict[str, model.Attribute] = {}
    shared: set[str] = set()
    for attribute in attributes:
        judge = attribute.judge
        if judge is None or judge.verb == "bestäms av":
            continue
        question = cleaned(judge.question)
        found[heading(judge)] = attribute
        found[f'{judge.who or "någon"} {judge.verb} "{question}"'] = attribute
        if found.setdefault(question, attribute) is not attribute:
            shared.add(question)
    return {text: attribute for text, attribute in found.items() if text not in shared}
