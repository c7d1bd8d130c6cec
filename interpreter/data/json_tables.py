"""A json file as tables: `{"partier": [{"parti": "A", "mandat": 5}]}`, or a list for the concept of the file's name.

Numbers keep the figures they were written with; no float is ever made of them.
"""

import json
from fractions import Fraction

from interpreter.data.csv_tables import not_text
from interpreter.data.problems import DataProblem
from interpreter.data.problems.cells import ForbiddenCharacter
from interpreter.data.problems.files import BrokenJson, FileEmpty, JsonShape
from interpreter.data.problems.limits import JsonTooDeep, TableTooLarge
from interpreter.data.problems.tables import RepeatedColumn
from interpreter.data.table import (
    MOST_COLUMNS,
    MOST_DIGITS,
    MOST_ROWS,
    Cell,
    Faulty,
    Logical,
    Numeric,
    Table,
    Written,
    cleaned,
    forbidden,
    written,
)
from interpreter.data.texts import decoded
from interpreter.outcomes import Place


class _Pairs(tuple[tuple[str, object], ...]):
    """An object as its pairs, so that a key written twice is not lost."""


def json_tables(content: bytes, place: Place, stem: str) -> tuple[tuple[Table, ...], tuple[DataProblem, ...]]:
    """The tables in the bytes of a json file, and the problems with their shape."""
    text = decoded(content, only_utf_8=True)
    if not isinstance(text, str):
        return (), (not_text(text, place),)
    if not text.strip():
        return (), (FileEmpty(place),)
    try:
        whole = json.loads(
            text, object_pairs_hook=_Pairs, parse_int=_number, parse_float=_number, parse_constant=Written
        )
    except json.JSONDecodeError as error:
        return (), (BrokenJson(place, error.lineno, error.colno),)
    except RecursionError:
        return (), (JsonTooDeep(place),)
    tables: list[Table] = []
    problems: list[DataProblem] = []
    if isinstance(whole, list):
        members: tuple[tuple[Place, str, object], ...] = ((place, stem, whole),)
    elif isinstance(whole, _Pairs):
        names = tuple((cleaned(key), value) for key, value in whole)
        for name, _ in names:
            if (codepoint := forbidden(name)) is not None:
                return (), (ForbiddenCharacter(place, codepoint),)
        members = tuple((Place(place.file, None, None, name), name, value) for name, value in names)
    else:
        return (), (JsonShape(place, "whole"),)
    for where, name, member in members:
        if not isinstance(member, list):
            problems.append(JsonShape(where, "table"))
        elif len(member) > MOST_ROWS:
            problems.append(TableTooLarge(where, "rows", MOST_ROWS))
        else:
            table = _table(member, where, name, problems)
            if table is not None:
                tables.append(table)
    return tuple(tables), tuple(problems)


def _number(text: str) -> Cell:
    """A JSON number, exactly; one with an exponent stays text, which no number is written as here."""
    if len(text) > MOST_DIGITS + 2:  # a sign and a point
        return Faulty("digits", text[:MOST_DIGITS])
    if "e" in text.lower():
        return Written(text)
    return Numeric(Fraction(text), text.replace(".", ","))


def _table(items: list[object], place: Place, stem: str, problems: list[DataProblem]) -> Table | None:
    """One row per item; its columns are all keys there are, in the order they are first met."""
    columns: dict[str, None] = {}
    rows: list[tuple[int, dict[str, Cell]]] = []
    for number, item in enumerate(items, 1):
        where = Place(place.file, number, None, place.sheet)
        if not isinstance(item, _Pairs):
            problems.append(JsonShape(where, "item"))
            continue
        row: dict[str, Cell] = {}
        for key, value in item:
            name = cleaned(key)
            if (codepoint := forbidden(name)) is not None:
                problems.append(ForbiddenCharacter(where, codepoint))
                continue
            column = Place(place.file, number, name, place.sheet)
            if name in row:
                problems.append(RepeatedColumn(column, name))
                continue
            columns.setdefault(name)
            row[name] = _cell(value, column, problems)
        if len(columns) > MOST_COLUMNS:
            problems.append(TableTooLarge(place, "columns", MOST_COLUMNS))
            return None
        rows.append((number, row))
    headings = tuple(columns)
    cells = tuple((number, tuple(row.get(name) for name in headings)) for number, row in rows)
    # An object without anything in it is still a row of nothing, and says nothing.
    filled = tuple((number, row) for number, row in cells if any(cell is not None for cell in row))
    return Table(place, stem, None, headings, filled) if headings else None


def _cell(value: object, place: Place, problems: list[DataProblem]) -> Cell:
    match value:
        case Written() | Numeric() | Faulty() | None:
            return value
        case bool():
            return Logical(value, "true" if value else "false")
        case str():
            return written(value)
        case _:
            problems.append(JsonShape(place, "value"))
            return None
