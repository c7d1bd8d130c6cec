"""Rows of a table that are no rows of the concept but a sum of them: known by their name, or by their numbers.

A row that is called a sum is checked against the rows that it can be the sum of, and left out; where it is none of
them, or has nothing to check, it is a problem. A row of another name whose every number is the sum of the others is
told of and kept. Whoever is really called so is written in quotation marks. Knows nothing of cells but their text.
"""

import unicodedata
from collections.abc import Hashable, Iterator, Mapping, Sequence
from fractions import Fraction

from dsl import model
from dsl.frozen import identical

# What a sum is called, alone or with other words after it: `Summa partier`, `Totalt 2026`.
_FIRST = frozenset(
    {
        *("summa", "totalt", "totala", "totalsumma", "totalsumman", "delsumma", "delsumman", "slutsumma"),
        *("slutsumman", "sammanlagt", "sammantaget", "summerat", "summering", "s:a", "σ", "∑", "subtotal"),
    }
)
# With no other word, and with none but those of `_FIRST`
_ALONE = frozenset(("total", "tot", "sum", "riket", "samtliga", "alla", "allt", "grand total"))
# After the name of what it is the sum of: `kommunen totalt`
_LAST = frozenset(("totalt", "summa", "total", "sammanlagt", "delsumma", "totalsumma"))
# With one word or two after it: `hela kommunen`, `alla partier`
_WHOLE = frozenset(("hela", "alla", "samtliga"))
_MARKS = " .:;,–—-*=()"
_QUOTES = {'"': '"', "”": "”", "“": "”", "„": "”", "»": "»", "«": "»"}
# Of the dimensions that something is counted by, those whose amounts can be added up all the same: `kr/år`
_TIMES = frozenset(("år", "månad", "vecka", "dag", "timme"))


def called_a_sum(text: str) -> bool:
    """Whether these words are what a sum is called."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    words = [word for part in plain.split() if (word := part.strip(_MARKS))]
    first, last = (words[0], words[-1]) if words else ("", "")
    return (
        first in _FIRST
        or " ".join(words) in _ALONE
        or (len(words) > 1 and last in _LAST)
        or (first in _WHOLE and 1 < len(words) < 4)
    )


def unquoted(text: str) -> str:
    """A name without the quotation marks around it, which say that it is really that: `”Summa”` is called Summa."""
    inner = text[1:-1].strip()
    return inner if len(text) > 2 and _QUOTES.get(text[0]) == text[-1] and inner else text


def summable(type_: model.Type) -> bool:
    """Whether the numbers of a column can be added up: not shares, nor prices of one (`kr/mandat`)."""
    if not isinstance(type_, model.Number):
        return False
    unit = type_.unit
    if not unit.powers:
        return unit.factor == 1
    return all(power > 0 or name in _TIMES for name, power in unit.powers) and unit.powers != _POINTS


_POINTS = (("procentenheter", 1),)


@identical
class Line:
    """A row as it counts here.

    total: it is called a sum; said: column -> text of the cells that are no numbers, and none of them words for a sum;
    numbers: column -> value of those that have one
    """

    total: bool
    said: Mapping[int, str]
    numbers: Mapping[int, Fraction]


@identical
class Sum:
    """What a row that is called a sum turns out to be.

    checked: some number of it could be compared; wrong: column -> what stands there and what the rows add up to, where
    it is the sum of no rows that it could be
    """

    checked: bool
    wrong: Mapping[int, tuple[Fraction, Fraction]]


def checked(lines: Sequence[Line], at: int, columns: Sequence[int]) -> Sum:
    """The row at this place, which is called a sum, against the rows that it can be the sum of.

    They are those above it, those since the last sum, those below until the next, or all: of them those that say the
    same in the columns where it says something, the year or the group. columns: those that can be added up.
    """
    line = lines[at]
    wanted = [column for column in columns if column in line.numbers]
    compared = [rows for rows in _candidates(lines, at) if rows]
    if not wanted or not compared:
        return Sum(False, {})
    found = [_differences(line, rows, wanted) for rows in compared]
    return Sum(True, next((one for one in found if not one), found[0]))


def _candidates(lines: Sequence[Line], at: int) -> Iterator[list[Line]]:
    sums = [place for place, one in enumerate(lines) if one.total]
    before = max((place for place in sums if place < at), default=-1)
    after = min((place for place in sums if place > at), default=len(lines))
    for start, stop in ((0, at), (before + 1, at), (at + 1, after), (0, len(lines))):
        yield [one for one in lines[start:stop] if not one.total and _alike(lines[at], one)]


def _alike(total: Line, line: Line) -> bool:
    return all(line.said.get(column) == text for column, text in total.said.items())


def _differences(line: Line, rows: Sequence[Line], columns: Sequence[int]) -> dict[int, tuple[Fraction, Fraction]]:
    sums = {column: sum((row.numbers.get(column, Fraction(0)) for row in rows), Fraction(0)) for column in columns}
    return {column: (line.numbers[column], sums[column]) for column in columns if line.numbers[column] != sums[column]}


def like_sums(rows: Mapping[str, Mapping[Hashable, Fraction]]) -> tuple[str, ...]:
    """The rows whose every number is the sum of those of the others, whatever they are called.

    rows: name -> column -> number. Of two rows each is the other, so there must be more that are not nothing.
    """
    sums: dict[Hashable, Fraction] = {}
    some: dict[Hashable, int] = {}
    for numbers in rows.values():
        for column, value in numbers.items():
            sums[column] = sums.get(column, Fraction(0)) + value
            some[column] = some.get(column, 0) + bool(value)
    return tuple(
        name
        for name, numbers in rows.items()
        if any(value and some[column] > 2 for column, value in numbers.items())
        and all(2 * value == sums[column] for column, value in numbers.items())
    )
