"""What a cell means in a column: its exact value in base units, or the problem with it. Nothing is made to fit.

Numbers in text have a decimal comma and groups of three by a space; a unit after them must be of the declared
dimension. A plain number is in the unit of its heading, else in the declared one: 31,42 is 31,42 % where procent is.
What only a human gives has the answer and who gave it: `ja (attestanten N. N.)`, `12 000 kr/år (nämnden)`.
"""

import datetime
import re
from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import assert_never

from dsl import model, nodes, units
from dsl.names import nearest
from dsl.units import Unit
from interpreter.data.problems import DataProblem
from interpreter.data.problems.cells import (
    ForbiddenCharacter,
    InexactNumber,
    NotADay,
    NotAnswered,
    NotANumber,
    NotAText,
    NotATruth,
    NotWhole,
    SpreadsheetError,
    UnfinishedFormula,
    UnknownChoice,
    WrongUnit,
)
from interpreter.data.problems.limits import CellTooLong, NumberTooLong
from interpreter.data.table import (
    MOST_CHARACTERS,
    MOST_DIGITS,
    Cell,
    Dated,
    Faulty,
    Logical,
    Numeric,
    Present,
    Written,
    forbidden,
)
from interpreter.data.totals import unquoted
from interpreter.outcomes import Place, Value

# Comparing spellings takes time in proportion; beyond this many a suggestion helps nobody.
_MOST_COMPARED = 300

_NUMBER = re.compile(r"(?P<sign>[−-]?)(?P<whole>[0-9]{1,3}(?: [0-9]{3})+|[0-9]+)(?:,(?P<part>[0-9]+))?")
_FRACTION = re.compile(r"(?P<sign>[−-]?)(?P<above>[0-9]+)/(?P<below>[0-9]*[1-9][0-9]*)")
_POINT = re.compile(r"([−-]?[0-9 ]*[0-9])\.([0-9]+)(?![.,0-9])(.*)")
_POINTED_GROUPS = re.compile(r"([−-]?[0-9]{1,3})((?:\.[0-9]{3})+)(?P<part>,[0-9]+)?((?![.,0-9]).*)?")
_EXPONENT = re.compile(r"[−+-]?[0-9]+(?:[.,][0-9]+)?[eE][−+-]?[0-9]+")
_LOOSE_GROUPS = re.compile(r"[−-]?[0-9]+(?: [0-9]+)+")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
# The name may have parentheses of its own: a party, a paragraph of minutes.
_ANSWER = re.compile(r"(?P<value>[^()]*[^() ]) ?\((?P<who>.*)\)")


def known_units(program: model.Program) -> Mapping[str, Unit]:
    """Every way to write a unit in this regulation's data: the built-in ones and those it declares."""
    declared = {
        form: units.declared(entry.name)
        for block in program.regulation.items
        if isinstance(block, nodes.Units)
        for entry in block.entries
        for form in (entry.name, *entry.forms)
    }
    return {**units.BUILT_IN, **declared}


def read_cell(
    cell: Cell, attribute: model.Attribute, unit: Unit | None, known: Mapping[str, Unit], place: Place
) -> tuple[Value | None, DataProblem | None]:
    """The value of the attribute in base units, None where the cell is empty; or the problem.

    unit: what plain numbers are in by the heading, None: the declared unit. A relation's value is a label, which may
    not exist; bounds are not looked at here either.
    """
    if cell is None:
        return None, None
    if isinstance(cell, Faulty):
        return None, _fault(cell, place)
    if (problem := _hidden(cell, place)) is not None:
        return None, problem
    match attribute.type:
        case model.Number():
            return _number(cell, attribute, attribute.type, unit or attribute.type.unit, known, place)
        case model.Truth():
            return _truth(cell, attribute, place)
        case model.Day():
            return _day(cell, attribute, place)
        case model.Choice(options):
            if isinstance(cell, Written) and cell.text in options:
                return cell.text, None
            return None, UnknownChoice(place, cell.text, attribute, similar(cell.text, options))
        case model.Text() | model.RowOf():
            return _text(cell, place, name=isinstance(attribute.type, model.RowOf))
        case _:
            assert_never(attribute.type)


def read_answer(
    cell: Cell, attribute: model.Attribute, unit: Unit | None, known: Mapping[str, Unit], place: Place
) -> tuple[Value | None, str | None, DataProblem | None]:
    """The value and who gave it, both None where the cell is empty; or the problem. Arguments as of `read_cell`."""
    who = ""
    if isinstance(cell, Written) and forbidden(cell.text) is None and (parted := _ANSWER.fullmatch(cell.text)):
        read, who = parted["value"], parted["who"].strip()
        value, problem = read_cell(Written(read), attribute, unit, known, place)
    else:
        read = _as_written(cell)
        value, problem = read_cell(cell, attribute, unit, known, place)
    if isinstance(problem, NotATruth):
        return None, None, NotAnswered(place, read, attribute, "answer")
    if value is not None and not who:
        return None, None, NotAnswered(place, read, attribute, "who")
    return value, who or None, problem


def read_label(cell: Cell, place: Place) -> tuple[str | None, DataProblem | None]:
    """The label of a row or the name of an input: words, or a whole number (the year 2022); None where empty.

    Quotation marks around it say that it is really called so, `”Summa”`, and are no part of it."""
    if cell is None:
        return None, None
    if isinstance(cell, Faulty):
        return None, _fault(cell, place)
    problem = _hidden(cell, place)
    return (None, problem) if problem is not None else _text(cell, place, name=True)


def read_year(cell: Cell) -> int | None:
    """A year of four digits; None for all else."""
    text = "" if cell is None else cell.text
    return int(text) if re.fullmatch(r"[1-9][0-9]{3}", text) else None


def similar(read: str, known: Iterable[str]) -> str | None:
    """The known spelling that is nearest to what was read, or None."""
    spellings = tuple(known)
    found = nearest(read, spellings) if len(spellings) <= _MOST_COMPARED else ()
    return found[0] if found else None


def _fault(cell: Faulty, place: Place) -> DataProblem:
    match cell.why:
        case "formula":
            return UnfinishedFormula(place)
        case "error":
            return SpreadsheetError(place, cell.text)
        case "inexact":
            return InexactNumber(place, cell.text)
        case "digits":
            return NumberTooLong(place, MOST_DIGITS)
        case "characters":
            return CellTooLong(place, MOST_CHARACTERS)
        case _:
            assert_never(cell.why)


def _hidden(cell: Present, place: Place) -> DataProblem | None:
    codepoint = forbidden(cell.text)
    return None if codepoint is None else ForbiddenCharacter(place, codepoint)


def _as_written(cell: Cell) -> str:
    match cell:
        case None:
            return ""
        case Logical(value):
            return "ja" if value else "nej"
        case _:
            return cell.text


def _text(cell: Present, place: Place, *, name: bool) -> tuple[str | None, DataProblem | None]:
    match cell:
        case Written(text):
            return unquoted(text) if name else text, None
        case Numeric(value, _, share) if value.denominator == 1 and value >= 0 and not share:
            return str(value), None
        case _:
            return None, NotAText(place, cell.text)


def _number(
    cell: Present,
    attribute: model.Attribute,
    type_: model.Number,
    plain: Unit,
    known: Mapping[str, Unit],
    place: Place,
) -> tuple[Fraction | None, DataProblem | None]:
    match cell:
        case Numeric(value, text, True):
            amount, unit, unit_text = value, units.PURE, "%"
        case Numeric(value, text):
            amount, unit, unit_text = value * plain.factor, plain, ""
        case Written(text):
            parted = _parted(text)
            if parted is None:
                return None, _not_a_number(text, attribute, place)
            number, unit_text, digits = parted
            if digits > MOST_DIGITS:
                return None, NumberTooLong(place, MOST_DIGITS)
            found = units.parse(unit_text, known) if unit_text else plain
            if found is None:
                return None, WrongUnit(place, text, unit_text, attribute)
            amount, unit = _value(number) * found.factor, found
        case _:
            return None, NotANumber(place, cell.text, attribute, "other", None)
    if not unit.same_dimension(type_.unit) or (type_.is_counted and units.is_share(unit)):
        return None, WrongUnit(place, text, unit_text, attribute)
    if type_.whole and (amount / type_.unit.factor).denominator != 1:
        return None, NotWhole(place, text, attribute)
    return amount, None


def _parted(text: str) -> tuple[re.Match[str], str, int] | None:
    """The number at the start, the unit after it and how many digits there are; None where it is not well written."""
    match = _FRACTION.match(text) or _NUMBER.match(text)
    if match is None:
        return None
    rest = text[match.end() :]
    unit_text = rest.strip()
    # `12 34`, `1.5`, `1e3` and `1-2` begin as numbers but go on as none: a unit begins with a letter or is a sign.
    if (unit_text and not (unit_text[0].isalpha() or unit_text[0] == "%")) or _EXPONENT.match(text):
        return None
    return match, unit_text, sum(character.isdigit() for character in match[0])


def _value(number: re.Match[str]) -> Fraction:
    parts = number.groupdict()
    if "above" in parts:
        amount = Fraction(int(parts["above"]), int(parts["below"]))
    else:
        decimals = parts["part"] or ""
        amount = Fraction(int(parts["whole"].replace(" ", "") + decimals), 10 ** len(decimals))
    return -amount if parts["sign"] else amount


def _not_a_number(text: str, attribute: model.Attribute, place: Place) -> DataProblem:
    if groups := _POINTED_GROUPS.fullmatch(text):
        parted = text.replace(".", " ", groups[2].count("."))
        if groups["part"] or groups[2].count(".") > 1:
            return NotANumber(place, text, attribute, "thousands", parted)
        # A thousand does not begin with 0: what is left is decimals.
        if not re.match("[−-]?0", text):
            return NotANumber(place, text, attribute, "points", f"{parted} eller {text.replace('.', ',', 1)}")
    if point := _POINT.fullmatch(text):
        return NotANumber(place, text, attribute, "point", f"{point[1]},{point[2]}{point[3]}")
    if _EXPONENT.match(text):
        return NotANumber(place, text, attribute, "exponent", None)
    if _LOOSE_GROUPS.match(text):
        return NotANumber(place, text, attribute, "groups", None)
    if text.startswith("#"):
        return SpreadsheetError(place, text)
    return NotANumber(place, text, attribute, "other", None)


def _truth(cell: Present, attribute: model.Attribute, place: Place) -> tuple[bool | None, DataProblem | None]:
    match cell:
        case Logical(value):
            return value, None
        case Written(text) if text.lower() in ("ja", "nej"):
            return text.lower() == "ja", None
        case _:
            return None, NotATruth(place, cell.text, attribute)


def _day(cell: Present, attribute: model.Attribute, place: Place) -> tuple[datetime.date | None, DataProblem | None]:
    match cell:
        case Dated(value):
            return value, None
        case Written(text) if _DAY.fullmatch(text):
            try:
                return datetime.date.fromisoformat(text), None
            except ValueError:
                return None, NotADay(place, text, attribute, "calendar")
        case _:
            return None, NotADay(place, cell.text, attribute, "shape")
