"""Examples and published tables: what is given, and what must come out."""

import re
from collections.abc import Iterator
from typing import Any

from dsl import nodes
from dsl.lexing import tokens
from dsl.parsing.placing import misplaced
from dsl.parsing.reader import Reader
from dsl.parsing.reading import around, beginning, cells, no_marks, nothing_below, read, read_head, read_stretch
from dsl.parsing.tables import BLANK, columns, row_cells
from dsl.problems.lines import BadLabel, KnownErrorForm, Misplaced, NothingBelow, Place
from dsl.text.layout import Line, has_bar

_WITH_READING = re.compile(r'läsning +([^\s",:|][^",:|]*): *([^\s",:|][^",:|]*)$')
_KNOWN_ERROR = re.compile(r"känt fel i källan(?=[ :]|$)")
# What follows it. The figure is in quotation marks where it is a text.
_RIGHT_FIGURE = re.compile(r': *(.+?) +ska vara +("[^"]*"|[^"]+?)(?:, *("[^"]*"))?$')
_WORDS_OF_NO_VALUE = {words: outcome for outcome, words in nodes.NO_VALUE_WORDS.items()}
_NUMERIC = re.compile(r"(?:[−-] *)?\d|(?:mer än|mindre än|fler än|färre än|minst|högst|till och med) ")


def example(reader: Reader, line: Line) -> nodes.Example | None:
    """Read an example."""
    title, below = read_head(reader, line, "quoted", len("exempel"))
    lines = example_lines(reader, below, "example")
    if not below:
        reader.problems.append(NothingBelow(line.whole(), beginning(line), "entries"))
    return None if title is None else nodes.Example(title, lines, **around(line))


def example_lines(reader: Reader, lines: tuple[Line, ...], place: Place) -> tuple[nodes.ExampleLine, ...]:
    """Read what an example gives and what is to come of it."""
    found = [_example_line(reader, line, place) for line in lines]
    return tuple(each for each in found if each is not None)


def _example_line(reader: Reader, line: Line, place: Place) -> nodes.ExampleLine | None:
    no_marks(reader, line)
    if line.kind or has_bar(line.text):
        reader.problems.append(Misplaced(line.whole(), beginning(line), place, ("reference",)))
        return None
    if misplaced(reader, line, place):
        return None
    word, _, _ = line.text.partition(" ")
    found: nodes.ExampleLine | None
    match word:
        case "år":
            found = read(reader, line, "year", len(word))
        case "datum":
            found = read(reader, line, "day", len(word))
        case "läsning":
            found = with_reading(reader, line)
        case "utgår":
            found = starts_from(reader, line)
        case "då:":
            found = read(reader, line, _kind_of_then(reader, line), len(word))
        case _:
            found = read(reader, line, "given")
    return found


def with_reading(reader: Reader, line: Line) -> nodes.WithReading | None:
    """`läsning höjning: en decimal`."""
    nothing_below(reader, line, line.children)
    chosen = _WITH_READING.match(line.text)
    if chosen is None:
        reader.problems.append(BadLabel(line.whole(), "läsning"))
        return None
    interpretation, reading = (" ".join(each.split()) for each in chosen.groups())
    return nodes.WithReading(interpretation, reading, trivia=line.trivia, span=line.whole())


def starts_from(reader: Reader, line: Line) -> nodes.StartsFrom | None:
    """`utgår från "2027.csv"`."""
    file = read(reader, line, "quoted", len("utgår från"))
    return None if file is None else nodes.StartsFrom(file, trivia=line.trivia, span=line.whole())


def _kind_of_then(reader: Reader, line: Line) -> str:
    """`då: partiet A har …` speaks of a row (or `har inte`, `saknar`); anything else is a condition."""
    words = tokens(line, len("då:"), len(line.text), reader.words, []) or []
    kinds = [word.type for word in words[:3] if word.type != "STRING"]
    return "then_row" if kinds[:1] == ["NAME"] and kinds[1:2] in (["har"], ["har inte"], ["saknar"]) else "then"


def reference_table(reader: Reader, line: Line) -> nodes.ReferenceTable | None:
    """Read a published table that the rules are to come to."""
    title, below = read_head(reader, line, "quoted", len("kontrollräkning"))
    split = next((index for index, child in enumerate(below) if has_bar(child.text)), len(below))
    lines = example_lines(reader, below[:split], "reference")
    if split == len(below):
        reader.problems.append(NothingBelow(line.whole(), beginning(line), "columns"))
        return None
    heading = below[split]
    named = columns(reader, heading)
    rows = [_reference_row(reader, row, heading) for row in below[split + 1 :]]
    if split + 1 == len(below):
        reader.problems.append(NothingBelow(heading.whole(), beginning(heading), "rows"))
    if title is None or named is None:
        return None
    return nodes.ReferenceTable(
        title,
        lines,
        named,
        tuple(row for row in rows if row is not None),
        marks=line.marks,
        trivia=line.trivia,
        table_trivia=heading.trivia,
        span=line.whole(),
    )


def _reference_row(reader: Reader, line: Line, heading: Line) -> nodes.ReferenceRow | None:
    errors = tuple(_known_errors(reader, line))
    if not has_bar(line.text):
        reader.problems.append(Misplaced(line.whole(), beginning(line), "table", ("example",)))
        return None
    expected = len(cells(heading))
    begin, end = cells(line)[0]
    label: str | None = None
    if line.text[begin:end] not in BLANK and _NUMERIC.match(line.text, begin) is None:
        label = line.text[begin:end]
        if len(label) > 1 and label.startswith('"') and label.endswith('"'):
            label = label[1:-1]
    found: Any = row_cells(reader, line, heading, expected, 0, skip=0 if label is None else 1, published=True)
    if found is None:
        return None
    return nodes.ReferenceRow(label, found, errors, **around(line))


def _known_errors(reader: Reader, row: Line) -> Iterator[nodes.KnownError]:
    """`känt fel i källan: grunden ska vara 100 kr, "…"` below a row, one for each cell that is wrong."""
    for index, line in enumerate(row.children):
        known = None if line.kind else _KNOWN_ERROR.match(line.text)
        if known is None:
            nothing_below(reader, row, row.children[index:])
            return
        no_marks(reader, line)
        nothing_below(reader, line, line.children)
        found = _known_error(reader, line, known.end())
        if found is not None:
            yield found


def _known_error(reader: Reader, line: Line, at: int) -> nodes.KnownError | None:
    said = _RIGHT_FIGURE.match(line.text, at)
    if said is None:
        reader.problems.append(KnownErrorForm(line.whole(), line.text[at:].strip().strip('"')))
        return None
    column = read_stretch(reader, line, "column", said.start(1), said.end(1))
    reason = None if said[3] is None else read_stretch(reader, line, "quoted", said.start(3), said.end(3))
    outcome = _WORDS_OF_NO_VALUE.get(said[2])
    right = read_stretch(reader, line, "cell", said.start(2), said.end(2)) if outcome is None else outcome
    if column is None or right is None:
        return None
    return nodes.KnownError(column, right, reason, trivia=line.trivia, span=line.whole())
