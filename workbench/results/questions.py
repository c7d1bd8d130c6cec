"""Open questions for people: each `tolkning`, its readings, the one in force and why, and what others would move."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import attrs

from dsl import model
from interpreter.comparing.moves import Move, defined, repeats
from interpreter.comparing.readings import Question, ReadingResult
from interpreter.outcomes import Cause, Failed, Known, Outcome
from workbench.page.look import Look
from workbench.page.terminal import coloured, hold_together, plain_spaces, visible, wrap
from workbench.page.text import parts_as_text
from workbench.results.tables import block_parts
from workbench.values.causes import cause_sentences
from workbench.values.computed import YES_NO, Block, Column, column, heading, rulings, shown, unsaid
from workbench.values.words import capital, listed

if TYPE_CHECKING:
    from datetime import date

_INDENT = "  "


def as_text(
    program: model.Program, questions: Sequence[Question], year: int | None, look: Look, day: date | None = None
) -> str:
    """Ends with a line break."""
    if not questions:
        sentence = hold_together(f"{visible(program.title)} har inga öppna frågor (tolkning).")
        return plain_spaces("\n".join(wrap(sentence, look.columns))) + "\n"
    lines = [coloured(visible(heading(program.title, year, day)), ("bold",), look.colour)]
    page = _Page(look, rulings(program), unsaid(program))
    for question in questions:
        lines += ["", *_question(question, page)]
    return plain_spaces("\n".join(line.rstrip() for line in lines)) + "\n"


@attrs.frozen(eq=False)
class _Page:
    """truths: what the decisions of norms are called; hidden: values that no rule says."""

    look: Look
    truths: Mapping[model.Symbol, tuple[str, str]]
    hidden: frozenset[model.Symbol]


def _question(question: Question, page: _Page) -> Iterator[str]:
    asked = question.interpretation
    yield f"{coloured(visible(asked.name), ('bold',), page.look.colour)}   {visible(asked.section.label)}"
    yield from _said(visible(asked.question), page)
    yield from _said(f"Gäller nu: {visible(asked.in_force)}, ”{visible(asked.reason)}”.", page)
    for reading in question.readings:
        if not reading.in_force:
            yield from _reading(asked, reading, page)


def _reading(asked: model.Interpretation, reading: ReadingResult, page: _Page) -> Iterator[str]:
    yield ""
    name = visible(reading.name)
    moves = [move for move in reading.moves if move.symbol not in page.hidden]
    if not moves:
        yield from _said(f"Med läsningen {name} blir inget annorlunda.", page)
        return
    yield from _said(f"Med läsningen {name} i stället för {visible(asked.in_force)}:", page)
    gone = [move for move in moves if _is_gone(move)]
    left = [move for move in moves if move not in gone]
    for lines in _blocks(asked, reading, left, page):
        yield ""
        yield from (f"{_INDENT}{line}" for line in lines)
    if gone:
        causes = sorted({sentence for move in gone for row in move.rows for sentence in _sentences(row.after)})
        yield ""
        yield from _said(f"{capital(listed([move.symbol.name for move in gone]))} går inte att räkna ut.", page)
        for sentence in causes:
            yield from _said(sentence, page)


def _is_gone(move: Move) -> bool:
    """No row has a value under the other reading, though some had."""
    return all(isinstance(row.after, Failed) for row in move.rows)


def _sentences(outcome: Outcome | None) -> tuple[str, ...]:
    return cause_sentences(outcome) if isinstance(outcome, Failed) else ()


def _blocks(
    asked: model.Interpretation, reading: ReadingResult, moves: Sequence[Move], page: _Page
) -> Iterator[list[str]]:
    """Concept by concept: the differences of all amounts side by side; of one value alone, before and after too."""
    narrower = Look(page.look.columns - len(_INDENT), page.look.colour)
    for concept in dict.fromkeys(move.symbol.concept for move in moves):
        numbers = [move for move in moves if move.symbol.concept == concept and _is_number(move)]
        others = [move for move in moves if move.symbol.concept == concept and not _is_number(move)]
        numbers = [move for move in numbers if not any(repeats(move, other) for other in numbers)]
        if concept is None:
            lines = [_line(move, page) for move in (*numbers, *others)]
            yield [part for line in lines for part in _folded(line, narrower)]
            continue
        if len(numbers) > 1:
            columns = [_difference(move, move.symbol.name, page) for move in numbers]
            yield ["Skillnad:", *_table(_block(numbers[0], columns), narrower)]
            numbers = []
        for move in (*numbers, *others):
            columns = [
                _column(defined(move), asked.in_force, [row.before for row in move.rows], page),
                _column(defined(move), reading.name, [row.after for row in move.rows], page),
                *([_difference(move, "skillnad", page)] if _is_number(move) else []),
            ]
            name = f"{visible(move.symbol.name)}:".replace('"', "”")
            yield [*_folded(name, narrower), *_table(_block(move, columns), narrower)]


def _table(block: Block, look: Look) -> list[str]:
    return parts_as_text(tuple(block_parts(block)), look).splitlines()


def _line(move: Move, page: _Page) -> str:
    """`omkostnadspott: 468 136 kr blir 468 000 kr (−136 kr)`, for a value of the whole regulation."""
    (row,) = move.rows
    before, after = (_column(defined(move), "", [outcome], page) for outcome in (row.before, row.after))
    change = ""
    if row.difference is not None:
        change = f" ({'+' if row.difference > 0 else ''}{_with_unit(_difference(move, '', page))})"
    name = visible(move.symbol.name).replace('"', "”")
    return f"{name}: {_with_unit(before)} blir {_with_unit(after)}{change}"


def _with_unit(one: Column) -> str:
    (outcome,) = one.outcomes
    unit = f" {one.unit}" if one.unit is not None and isinstance(outcome, Known) else ""
    return visible(shown(one, outcome)) + unit


def _is_number(move: Move) -> bool:
    return isinstance(defined(move).type, model.Number)


def _block(move: Move, columns: Sequence[Column]) -> Block:
    return Block(move.symbol.concept, tuple(row.row or "" for row in move.rows), (), tuple(columns))


def _difference(move: Move, heading: str, page: _Page) -> Column:
    outcomes: list[Outcome | None] = [
        Failed(_causes(row.before) | _causes(row.after)) if row.difference is None else Known(row.difference)
        for row in move.rows
    ]
    return attrs.evolve(_column(defined(move), heading, outcomes, page), signed=True)


def _causes(outcome: Outcome | None) -> frozenset[Cause]:
    return outcome.causes if isinstance(outcome, Failed) else frozenset()


def _column(definition: model.Definition, heading: str, outcomes: Sequence[Outcome | None], page: _Page) -> Column:
    made = column(
        definition, tuple(one for one in outcomes if one is not None), page.truths.get(definition.symbol, YES_NO)
    )
    return attrs.evolve(made, name=heading)


def _folded(line: str, look: Look) -> list[str]:
    first, *more = wrap(hold_together(line), max(look.columns - len(_INDENT), 40))
    return [first, *(_INDENT + part for part in more)]


def _said(sentence: str, page: _Page) -> Iterator[str]:
    yield from (_INDENT + line for line in wrap(hold_together(sentence), max(page.look.columns - len(_INDENT), 40)))
