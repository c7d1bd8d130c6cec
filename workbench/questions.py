"""Open questions for people: each `tolkning`, its readings, the one in force and why, and what others would move."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs

from dsl import model
from interpreter.outcomes import Cause, Failed, Known, Outcome
from interpreter.readings import Move, Question, ReadingResult
from workbench.look import Look
from workbench.results import Block, Column, shown, unit_of
from workbench.tables import block_lines
from workbench.telling.causes import cause_sentences
from workbench.telling.words import capital, listed
from workbench.terminal import coloured, hold_together, plain_spaces, visible, wrap

_INDENT = "  "


def as_text(program: model.Program, questions: Sequence[Question], year: int | None, look: Look) -> str:
    """Ends with a line break."""
    if not questions:
        return f"{visible(program.title)} har inga öppna frågor (tolkning).\n"
    lines = [coloured(visible(program.title if year is None else f"{program.title}, {year}"), ("bold",), look.colour)]
    for question in questions:
        lines += ["", *_question(question, look)]
    return plain_spaces("\n".join(line.rstrip() for line in lines)) + "\n"


def _question(question: Question, look: Look) -> Iterator[str]:
    asked = question.interpretation
    yield f"{coloured(visible(asked.name), ('bold',), look.colour)}   {visible(asked.section.label)}"
    yield from _said(visible(asked.question), look)
    yield from _said(f"Gäller nu: {visible(asked.in_force)}, ”{visible(asked.reason)}”.", look)
    for reading in question.readings:
        if not reading.in_force:
            yield from _reading(asked, reading, look)


def _reading(asked: model.Interpretation, reading: ReadingResult, look: Look) -> Iterator[str]:
    yield ""
    name = visible(reading.name)
    if not reading.moves:
        yield from _said(f"Med läsningen {name} blir inget annorlunda.", look)
        return
    yield from _said(f"Med läsningen {name} i stället för {visible(asked.in_force)}:", look)
    gone = [move for move in reading.moves if _is_gone(move)]
    left = [move for move in reading.moves if move not in gone]
    for lines in _blocks(asked, reading, left, look):
        yield ""
        yield from (f"{_INDENT}{line}" for line in lines)
    if gone:
        causes = sorted({sentence for move in gone for row in move.rows for sentence in _sentences(row.after)})
        yield ""
        yield from _said(f"{capital(listed([move.after.symbol.name for move in gone]))} går inte att räkna ut.", look)
        for sentence in causes:
            yield from _said(sentence, look)


def _is_gone(move: Move) -> bool:
    """No row has a value under the other reading, though some had."""
    return all(isinstance(row.after, Failed) for row in move.rows)


def _sentences(outcome: Outcome) -> tuple[str, ...]:
    return cause_sentences(outcome) if isinstance(outcome, Failed) else ()


def _blocks(
    asked: model.Interpretation, reading: ReadingResult, moves: Sequence[Move], look: Look
) -> Iterator[list[str]]:
    """Concept by concept: the differences of all amounts side by side; of one value alone, before and after too."""
    narrower = Look(look.columns - len(_INDENT), look.colour)
    for concept in dict.fromkeys(move.after.symbol.concept for move in moves):
        numbers = [move for move in moves if move.after.symbol.concept == concept and _is_number(move)]
        others = [move for move in moves if move.after.symbol.concept == concept and not _is_number(move)]
        if concept is None:
            yield [_line(move) for move in (*numbers, *others)]
            continue
        if len(numbers) > 1:
            columns = [_difference(move, move.after.symbol.name) for move in numbers]
            yield ["Skillnad:", *block_lines(_block(numbers[0], columns), narrower)]
            numbers = []
        for move in (*numbers, *others):
            columns = [
                _column(move.after, asked.in_force, [row.before for row in move.rows]),
                _column(move.after, reading.name, [row.after for row in move.rows]),
                *([_difference(move, "skillnad")] if _is_number(move) else []),
            ]
            yield [f"{visible(move.after.symbol.name)}:", *block_lines(_block(move, columns), narrower)]


def _line(move: Move) -> str:
    """`omkostnadspott: 468 136 kr blir 468 000 kr (−136 kr)`, for a value of the whole regulation."""
    (row,) = move.rows
    before, after = (_column(move.after, "", [outcome]) for outcome in (row.before, row.after))
    change = ""
    if row.difference is not None:
        change = f" ({'+' if row.difference > 0 else ''}{_with_unit(_difference(move, ''))})"
    return f"{visible(move.after.symbol.name)}: {_with_unit(before)} blir {_with_unit(after)}{change}"


def _with_unit(one: Column) -> str:
    (outcome,) = one.outcomes
    unit = f" {one.unit}" if one.unit is not None and isinstance(outcome, Known) else ""
    return visible(shown(one, outcome)) + unit


def _is_number(move: Move) -> bool:
    return isinstance(move.after.type, model.Number)


def _block(move: Move, columns: Sequence[Column]) -> Block:
    return Block(move.after.symbol.concept, tuple(row.row or "" for row in move.rows), (), tuple(columns))


def _difference(move: Move, heading: str) -> Column:
    outcomes: list[Outcome] = [
        Failed(_causes(row.before) | _causes(row.after)) if row.difference is None else Known(row.difference)
        for row in move.rows
    ]
    return attrs.evolve(_column(move.after, heading, outcomes), signed=True)


def _causes(outcome: Outcome) -> frozenset[Cause]:
    return outcome.causes if isinstance(outcome, Failed) else frozenset()


def _column(definition: model.Definition, heading: str, outcomes: Sequence[Outcome]) -> Column:
    unit, factor = unit_of(definition.type, definition.unit_text)
    return Column(heading, definition.type, unit, factor, definition.shown, definition.section, tuple(outcomes))


def _said(sentence: str, look: Look) -> Iterator[str]:
    yield from (_INDENT + line for line in wrap(hold_together(sentence), max(look.columns - len(_INDENT), 40)))
