"""Open questions for people: each `tolkning`, its readings, the one in force and why, and what others would move."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

import attrs

from dsl import model
from dsl.frozen import identical
from interpreter.comparing.moves import Move, defined, repeats
from interpreter.comparing.readings import Question, ReadingResult
from interpreter.evaluating.calculation import Calculation
from interpreter.explaining.headline import headline
from interpreter.outcomes import Cause, Failed, Known, Outcome
from workbench.page.page import Cell, Heading, Page, Part, Sentence, Table, plain, strong
from workbench.page.page import Column as PageColumn
from workbench.results.tables import block_parts
from workbench.values.causes import cause_sentences
from workbench.values.computed import YES_NO, Block, Column, column, heading, rulings, shown, unsaid
from workbench.values.numbers import number
from workbench.values.words import capital, listed

if TYPE_CHECKING:
    from datetime import date


def page(calculation: Calculation, questions: Sequence[Question], day: date | None = None) -> Page:
    """First what each reading would cost, then each question by itself. calculation: under the readings in force."""
    program = calculation.program
    title = heading(program.title, calculation.year, day)
    if not questions:
        return Page(title, ((_said(f"{program.title} har inga öppna frågor (tolkning)."),),))
    hidden = unsaid(program)
    teller = _Teller(rulings(program), hidden)
    parts = (part for question in questions for part in teller.question(question))
    return Page(title, ((Heading(1, strong(title)),), *_costs(questions, headline(calculation, hidden)), *parts))


def _costs(questions: Sequence[Question], told: frozenset[model.Symbol]) -> Iterator[Part]:
    """What each other reading moves in kronor and in all, the most first: of what is paid out, else of what nothing
    else is made of. told: what is paid out."""
    found = []
    for question in questions:
        for reading in question.readings:
            money = [move for move in reading.moves if move.money]
            moves = [move for move in money if move.symbol in told] or [move for move in money if move.final]
            if moves:
                found.append((question.interpretation, reading.name, moves, _in_all(moves)))
    if not found:
        return
    found.sort(key=lambda one: (one[3] is not None, -abs(one[3] or 0)))
    of = tuple(Cell(listed([_curled(move.symbol.name) for move in moves])) for _, _, moves, _ in found)
    columns = (
        PageColumn("i allt", tuple(_cost(amount) for *_, amount in found), unit="kr"),
        PageColumn("av", of, numeric=False),
        PageColumn("avsnitt", tuple(Cell(asked.section.label) for asked, *_ in found), numeric=False),
    )
    rows = tuple(f"{asked.name}: {name}" for asked, name, *_ in found)
    said = _said("Så mycket skulle en annan läsning flytta, för alla rader tillsammans:")
    yield said, Table("läsning", rows, columns, wide="folded")


def _in_all(moves: Sequence[Move]) -> Fraction | None:
    """The sum in kronor; None where one cannot be made."""
    sums = [move.difference for move in moves]
    return None if None in sums else sum((one for one in sums if one is not None), Fraction(0))


def _cost(amount: Fraction | None) -> Cell:
    if amount is None:
        return Cell("går inte att räkna ut")
    sign = "+" if amount > 0 else ""
    return Cell(f"{sign}{number(amount, least=2 if amount.denominator > 1 else 0)}", amount)


def _said(sentence: str) -> Sentence:
    return Sentence(plain(sentence))


@identical
class _Teller:
    """truths: what the decisions of norms are called; hidden: values that no rule says."""

    truths: Mapping[model.Symbol, tuple[str, str]]
    hidden: frozenset[model.Symbol]

    def question(self, question: Question) -> Iterator[Part]:
        asked = question.interpretation
        yield (
            Heading(2, strong(asked.name), plain(asked.section.label), ruled=True),
            _said(asked.question),
            _said(f"Gäller nu: {asked.in_force}, ”{asked.reason}”."),
        )
        for reading in question.readings:
            if not reading.in_force:
                yield from self.reading(asked, reading)

    def reading(self, asked: model.Interpretation, reading: ReadingResult) -> Iterator[Part]:
        moves = [move for move in reading.moves if move.symbol not in self.hidden]
        if not moves:
            yield (_said(f"Med läsningen {reading.name} blir inget annorlunda."),)
            return
        yield (_said(f"Med läsningen {reading.name} i stället för {asked.in_force}:"),)
        gone = [move for move in moves if _is_gone(move)]
        yield from self.moved(asked, reading, [move for move in moves if move not in gone])
        if gone:
            causes = sorted({sentence for move in gone for row in move.rows for sentence in _sentences(row.after)})
            names = capital(listed([move.symbol.name for move in gone]))
            yield tuple(map(_said, (f"{names} går inte att räkna ut.", *causes)))

    def moved(self, asked: model.Interpretation, reading: ReadingResult, moves: Sequence[Move]) -> Iterator[Part]:
        """Concept by concept: the differences of all amounts side by side; of one value alone, before and after too."""
        for concept in dict.fromkeys(move.symbol.concept for move in moves):
            numbers = [move for move in moves if move.symbol.concept == concept and _is_number(move)]
            others = [move for move in moves if move.symbol.concept == concept and not _is_number(move)]
            numbers = [move for move in numbers if not any(repeats(move, other) for other in numbers)]
            if concept is None:
                yield tuple(Sentence(plain(self.line(move)), hang=1) for move in (*numbers, *others))
                continue
            if len(numbers) > 1:
                columns = [self.difference(move, move.symbol.name) for move in numbers]
                yield from _table("Skillnad", numbers[0], columns)
                numbers = []
            for move in (*numbers, *others):
                columns = [
                    self.column(defined(move), asked.in_force, [row.before for row in move.rows]),
                    self.column(defined(move), reading.name, [row.after for row in move.rows]),
                    *([self.difference(move, "skillnad")] if _is_number(move) else []),
                ]
                yield from _table(_curled(move.symbol.name), move, columns)

    def line(self, move: Move) -> str:
        """`omkostnadspott: 468 136 kr blir 468 000 kr (−136 kr)`, for a value of the whole regulation."""
        (row,) = move.rows
        before, after = (self.column(defined(move), "", [outcome]) for outcome in (row.before, row.after))
        change = ""
        if row.difference is not None:
            change = f" ({'+' if row.difference > 0 else ''}{_with_unit(self.difference(move, ''))})"
        return f"{_curled(move.symbol.name)}: {_with_unit(before)} blir {_with_unit(after)}{change}"

    def difference(self, move: Move, heading: str) -> Column:
        outcomes: list[Outcome | None] = [
            Failed(_causes(row.before) | _causes(row.after)) if row.difference is None else Known(row.difference)
            for row in move.rows
        ]
        return attrs.evolve(self.column(defined(move), heading, outcomes), signed=True)

    def column(self, definition: model.Definition, heading: str, outcomes: Sequence[Outcome | None]) -> Column:
        known = tuple(one for one in outcomes if one is not None)
        made = column(definition, known, self.truths.get(definition.symbol, YES_NO))
        return attrs.evolve(made, name=heading)


def _table(name: str, move: Move, columns: Sequence[Column]) -> Iterator[Part]:
    """name: stands above it."""
    rows = tuple(row.row or "" for row in move.rows)
    first, *more = block_parts(Block(move.symbol.concept, rows, (), tuple(columns)))
    yield Sentence(plain(f"{name}:"), hang=1), *first
    yield from more


def _is_gone(move: Move) -> bool:
    """No row has a value under the other reading, though some had."""
    return all(isinstance(row.after, Failed) for row in move.rows)


def _sentences(outcome: Outcome | None) -> tuple[str, ...]:
    return cause_sentences(outcome) if isinstance(outcome, Failed) else ()


def _causes(outcome: Outcome | None) -> frozenset[Cause]:
    return outcome.causes if isinstance(outcome, Failed) else frozenset()


def _with_unit(one: Column) -> str:
    (outcome,) = one.outcomes
    unit = f" {one.unit}" if one.unit is not None and isinstance(outcome, Known) else ""
    return shown(one, outcome) + unit


def _is_number(move: Move) -> bool:
    return isinstance(defined(move).type, model.Number)


def _curled(name: str) -> str:
    return name.replace('"', "”")
