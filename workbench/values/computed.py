"""What a calculation gave, as tables and records want it: every defined value of every row, none left out.

The shapes between the interpreter and the three ways results are written (`tables.py`). Knows neither terminals nor
how anything was computed.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, assert_never

import attrs

from dsl import model, nodes
from dsl.frozen import frozen, identical
from interpreter.outcomes import (
    Cause,
    Conflict,
    Failed,
    Judgement,
    Known,
    Missing,
    NotApplicable,
    Outcome,
    Status,
    Undefined,
    Unregulated,
    Value,
)
from workbench.page.terminal import plain_spaces
from workbench.values import numbers

if TYPE_CHECKING:
    # What tells of results has no need of what makes them.
    from interpreter.evaluating.calculation import Calculation
    from interpreter.facts import Facts


YES_NO = ("ja", "nej")


@identical
class Column:
    """One value over the rows of its concept. outcomes: one per row, or just one for the whole regulation.

    section: label of the section that defines it; None for what is given in the data
    unit: as results are written in it (`kr/år`), or None; factor: how many base units one of it is
    signed: a difference, so that more is told by a `+`
    truths: what it is called where it is true and where it is not: `får`, `får inte`
    bearer: of a decision about no rows, who it is about: `regionen`
    """

    name: str
    type: model.Type
    unit: str | None
    factor: Fraction
    shown: Fraction | None
    section: model.SectionRef | None
    outcomes: tuple[Outcome, ...]
    signed: bool = False
    truths: tuple[str, str] = YES_NO
    bearer: str | None = None


@identical
class Block:
    """The values of one concept. concept None: the whole regulation, then `labels` is empty.

    given: what the data said of the rows, for reading beside the results; columns: what was computed, in text order
    """

    concept: str | None
    labels: tuple[str, ...]
    given: tuple[Column, ...]
    columns: tuple[Column, ...]


@frozen
class Given:
    """What somebody has decided. question: what was asked; by: who answered, None where the data do not say."""

    concept: str | None
    name: str | None
    question: str
    answer: str
    by: str | None


@identical
class Results:
    """judgements: those that the data give, by question and row; day: the one that is asked about, if any.

    amendments: titles of those that some section comes from
    """

    title: str
    authority: str | None
    year: int | None
    blocks: tuple[Block, ...]
    judgements: tuple[Given, ...] = ()
    day: datetime.date | None = None
    amendments: tuple[str, ...] = ()


@frozen
class Record:
    """One value of one row, as other programs read it. `exact` and `shown` are in `unit`."""

    concept: str | None
    name: str | None
    value: str
    status: Status
    exact: str | None
    shown: str
    unit: str | None
    section: str


def results(calculation: Calculation) -> Results:
    """Every value in force: those of the whole regulation, then concept by concept in the order of the program."""
    program = calculation.program
    truths = rulings(program)
    bearers = {norm.decision: norm.node.bearer.text for norm in program.norms}
    hidden = unsaid(program)
    blocks = (_block(calculation, concept, truths, bearers, hidden) for concept in (None, *program.concepts))
    return Results(
        program.title,
        program.authority,
        calculation.year,
        tuple(block for block in blocks if block.columns),
        tuple(_judgements(calculation)),
        calculation.day,
        tuple(dict.fromkeys(one.amended_by for one in program.sections if one.amended_by is not None)),
    )


def heading(title: str, year: int | None, day: datetime.date | None) -> str:
    """`Partistöd, 2024`, and where a day is asked about that instead of its year: `Partistöd, 2024-06-01`."""
    when = year if day is None else day.isoformat()
    return title if when is None else f"{title}, {when}"


# Of a prohibition: followed, not followed.
FOLLOWED = ("följt", "inte följt")
PROHIBITIONS: frozenset[nodes.Modality] = frozenset({"får inte", "ska inte", "bör inte"})


def rulings(program: model.Program) -> dict[model.Symbol, tuple[str, str]]:
    """What the decision of each norm, `får "X"`, is called when it is true and when it is not."""
    forbidden = {norm.decision for norm in program.norms if norm.modality == "ska inte"}
    required = {norm.decision for norm in program.norms if norm.modality not in PROHIBITIONS}
    words = {
        "får": ("får", "får inte"),
        "har rätt till": ("har rätt", "har inte rätt"),
        "uppfyller": ("uppfyllt", "inte uppfyllt"),
    }
    found = {}
    for one in program.norms:
        if one.decision is not None:
            relation = one.decision.name.partition(' "')[0]
            duty = ("ska", "ska inte" if one.decision in forbidden else "behöver inte")
            followed = relation == "uppfyller" and one.decision not in required
            found[one.decision] = FOLLOWED if followed else words.get(relation, duty)
    return found


def column_heading(name: str, truths: tuple[str, str]) -> str:
    """What a column of decisions is called: a prohibition that is followed must not read as what it prohibits."""
    return f"förbudet att {name.partition(' ')[2]}" if truths == FOLLOWED else name


def ruled(name: str, truths: tuple[str, str], value: bool) -> str:
    """`får inte "belasta anslaget"`: what was decided, in the words of the norm. name: of the decision."""
    relation, quote, content = name.partition(' "')
    if truths == FOLLOWED:
        relation = "följer förbudet att" if value else "följer inte förbudet att"
    elif not value:
        relation = {"har rätt till": "har inte rätt till", "uppfyller": "uppfyller inte"}.get(relation, truths[1])
    return f"{relation}{quote}{content}"


def unsaid(program: model.Program) -> frozenset[model.Symbol]:
    """Values that no norm says, made to decide what the norms say: whether any of them applies."""
    said: set[model.Symbol | None] = set()
    for norm in program.norms:
        said |= {norm.decision, norm.amount, norm.extent, norm.deadline, *(symbol for _, symbol in norm.parts)}
    return frozenset(
        one.symbol for one in program.definitions if isinstance(one.node, nodes.Norm) and one.symbol not in said
    )


def _judgements(calculation: Calculation) -> Iterator[Given]:
    program, facts = calculation.program, calculation.facts

    def answer(attribute: model.Attribute, value: Value) -> str:
        one = given_column(attribute, ())
        return " ".join(part for part in (shown(one, Known(value)), one.unit) if part)

    def year(attribute: model.Attribute) -> int | None:
        return calculation.year if attribute.per_year else None

    for one in program.inputs:
        value = facts.inputs.get((one.symbol, year(one)))
        if one.judge is not None and value is not None:
            yield Given(None, None, question(one, one.judge), answer(one, value), facts.judged.get(one.symbol))
    for concept in program.concepts:
        rows = facts.rows.get(concept.name)
        for one in concept.attributes if rows is not None else ():
            if one.judge is not None and rows is not None:
                values = rows.values.get((one.symbol, year(one)), ())
                for at, value in enumerate(values):
                    if value is not None:
                        asked, by = question(one, one.judge), rows.judged.get((one.symbol, at))
                        yield Given(concept.name, rows.labels[at], asked, answer(one, value), by)


def question(attribute: model.Attribute, judge: model.Judge) -> str:
    """`gruppledaren bedömer att den bidrar till uppdraget`, `anslag bestäms av kommunstyrelsen`."""
    if judge.verb == "bestäms av":
        return f"{attribute.symbol.name} bestäms av {judge.who}"
    return f"{judge.who or 'någon'} {judge.verb} {judge.question}"


def _block(
    calculation: Calculation,
    concept: model.Concept | None,
    truths: Mapping[model.Symbol, tuple[str, str]],
    bearers: Mapping[model.Symbol | None, str],
    hidden: frozenset[model.Symbol],
) -> Block:
    from interpreter.evaluating.calculation import definition, outcome

    name = None if concept is None else concept.name
    rows = calculation.facts.rows.get(name or "")
    labels = () if rows is None else rows.labels
    indices: Sequence[int | None] = (None,) if name is None else range(len(labels))

    def outcomes(symbol: model.Symbol) -> tuple[Outcome, ...]:
        return tuple(outcome(calculation, symbol, row) for row in indices)

    given = () if concept is None else concept.attributes
    return Block(
        name,
        labels,
        tuple(
            given_column(one, outcomes(one.symbol))
            for one in given
            if isinstance(one.type, model.Number) and _is_given(one, calculation.year, calculation.facts)
        ),
        tuple(
            attrs.evolve(
                column(one, outcomes(one.symbol), truths.get(one.symbol, YES_NO)),
                bearer=bearers.get(one.symbol) if name is None else None,
            )
            for one in calculation.program.definitions
            if one.symbol.concept == name and definition(calculation, one.symbol) is one and one.symbol not in hidden
        ),
    )


def _is_given(attribute: model.Attribute, year: int | None, facts: Facts) -> bool:
    rows = facts.rows.get(attribute.symbol.concept or "")
    return rows is not None and (attribute.symbol, year if attribute.per_year else None) in rows.values


def column(definition: model.Definition, outcomes: tuple[Outcome, ...], truths: tuple[str, str] = YES_NO) -> Column:
    unit, factor = unit_of(*numbers.told_in(definition))
    return Column(
        definition.symbol.name,
        definition.type,
        unit,
        factor,
        definition.shown,
        definition.section,
        outcomes,
        truths=truths,
    )


def given_column(attribute: model.Attribute, outcomes: tuple[Outcome, ...]) -> Column:
    unit, factor = unit_of(attribute.type, attribute.unit_text)
    return Column(attribute.symbol.name, attribute.type, unit, factor, None, None, outcomes)


def unit_of(type_: model.Type, text: str | None) -> tuple[str | None, Fraction]:
    """The unit that a value is written in and its size; a unit without a name of its own is told in base units."""
    if not isinstance(type_, model.Number):
        return None, Fraction(1)
    name = text if text is not None else numbers.unit_name(type_.unit)
    named = text is not None or not type_.unit.powers
    return name, type_.unit.factor if named else Fraction(1)


def records(results: Results) -> tuple[Record, ...]:
    """Block by block, value by value, row by row."""
    return tuple(
        _record(block, one, label, outcome)
        for block in results.blocks
        for one in block.columns
        for label, outcome in zip((None,) if block.concept is None else block.labels, one.outcomes, strict=True)
    )


def _record(block: Block, one: Column, label: str | None, outcome: Outcome) -> Record:
    return Record(
        concept=block.concept,
        name=label,
        value=one.name,
        status=status(outcome),
        exact=exact(one, outcome),
        shown=shown(one, outcome),
        unit=one.unit,
        section="" if one.section is None else one.section.label,
    )


def exact(one: Column, outcome: Outcome) -> str | None:
    """For programs; None where there is no value."""
    if not isinstance(outcome, Known):
        return None
    match outcome.value:
        case Fraction() as value:
            return numbers.exact(value / one.factor)
        case bool() as value:
            return "ja" if value else "nej"
        case str() | datetime.date():
            return shown(one, outcome)


def shown(one: Column, outcome: Outcome) -> str:
    """The value without its unit, as the regulation shows it; or the words for why there is none."""
    if not isinstance(outcome, Known):
        return STATUS_WORDS[status(outcome)]
    match outcome.value:
        case bool() as value:
            return one.truths[0 if value else 1]
        case Fraction() as value:
            own = value / one.factor
            if one.shown is not None:
                return plain_spaces(numbers.rounded(own, one.shown / one.factor))
            return plain_spaces(numbers.number(own, least=2 if (one.unit or "").startswith("kr") else 0))
        case datetime.date() as value:
            return value.isoformat()
        case str() as value:
            return value


# As the language calls them.
STATUS_WORDS: dict[str, str] = dict([("value", ""), *nodes.NO_VALUE_WORDS.items()])

# Where several causes meet, the one that most needs somebody to act is told first.
_WORST_FIRST: tuple[Status, ...] = ("conflict", "undefined", "missing", "judgement", "unregulated", "not_applicable")


def status(outcome: Outcome) -> Status:
    if isinstance(outcome, Known):
        return "value"
    found = {cause_status(cause) for cause in outcome.causes}
    return next(one for one in _WORST_FIRST if one in found)


def cause_status(cause: Cause) -> Status:
    match cause:
        case Missing():
            return "missing"
        case Judgement():
            return "judgement"
        case Unregulated():
            return "unregulated"
        case Conflict():
            return "conflict"
        case Undefined():
            return "undefined"
        case NotApplicable():
            return "not_applicable"
        case _:
            assert_never(cause)


def failures(results: Results) -> dict[Cause, list[Column]]:
    """Each cause, in the order met, and one column for each value it stops."""
    met: dict[Cause, list[Column]] = {}
    for block in results.blocks:
        for one in block.columns:
            for outcome in one.outcomes:
                if isinstance(outcome, Failed):
                    for cause in sorted(outcome.causes, key=repr):
                        met.setdefault(cause, []).append(one)
    return met
