"""Published tables (`kontrollräkning`): rows of facts with the figures printed for them."""

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from itertools import product
from typing import Literal

import attrs

from dsl import model, names, nodes
from dsl.problems.examples import GivenTwice, KnownErrorWhere, NothingAsserted, SaidTwice, TooManyTrials
from dsl.problems.names import UnknownName
from dsl.problems.tables import CellKind
from dsl.resolving import given, literals, tables
from dsl.resolving.context import Context
from dsl.resolving.given import Setting, World
from dsl.resolving.lookup import Scope
from dsl.resolving.vocabulary import Entry
from dsl.source import Span

MOST_TRIALS = 1000


def references(regulation: nodes.Regulation, world: World) -> tuple[model.ReferenceTable, ...]:
    """Every published table whose columns are known."""
    found = (_table(item, world) for item in regulation.items if isinstance(item, nodes.ReferenceTable))
    return tuple(table for table in found if table is not None)


def _table(node: nodes.ReferenceTable, world: World) -> model.ReferenceTable | None:
    setting = given.read_setting(node.lines, world)
    vocabulary = world.vocabulary
    first = literals.heading(node.columns[0])
    labelled = next((name for name, concept in vocabulary.concepts.items() if first in concept.forms), None)
    concept = labelled or _concept(node, world)
    columns = node.columns[1:] if labelled else node.columns
    entries = [_entry(column, concept, world) for column in columns]
    known = tuple(entry for entry in entries if entry is not None)
    if len(known) < len(columns):
        return None
    if not any(entry.computed for entry in known):
        world.problems.append(NothingAsserted(node.span, node.title))
        return None
    rows: list[model.ReferenceRow] = []
    total: model.ReferenceRow | None = None
    labels: dict[str, Span] = {}
    for row in node.rows:
        cells = _cells(row)
        label = _text(cells[0]) if labelled else _made_up(cells, known)
        if labelled and isinstance(cells[0], nodes.Blank):
            world.problems.append(CellKind(cells[0].span, "nameless"))
        if labelled and label == "summa":
            total = _total(row, cells[1:], known, concept, world)
            continue
        figures = _row(row, label, cells[1:] if labelled else cells, known, concept, setting, world)
        if labelled and label in labels:
            world.problems.append(GivenTwice(row.span, label, labels[label]))
        labels.setdefault(label, row.span)
        if figures is not None:
            rows.append(figures)
    if all(isinstance(cell, nodes.Blank) for column in _computed(node, known) for cell in column):
        world.problems.append(NothingAsserted(node.span, node.title))
    return model.ReferenceTable(
        title=node.title,
        year=setting.year,
        day=setting.day,
        base_files=tuple(setting.base_files),
        concept=concept,
        together=labelled is not None,
        facts=tuple(setting.facts.values()),
        rows=tuple(rows),
        total=total,
        span=node.span,
        readings=tuple(setting.readings),
    )


def _computed(node: nodes.ReferenceTable, entries: tuple[Entry, ...]) -> Iterator[tuple[nodes.Cell, ...]]:
    """The cells of each column that is computed."""
    for place, entry in enumerate(reversed(entries), start=1):
        if entry.computed:
            yield tuple(row.cells[-place] for row in node.rows)


def _concept(node: nodes.ReferenceTable, world: World) -> str | None:
    """The concept that has most of the columns."""
    best: tuple[int, str | None] = (0, None)
    for concept in world.vocabulary.concepts:
        members = world.vocabulary.members.get(concept, {})
        best = max(best, (sum(literals.heading(column) in members for column in node.columns), concept), key=_count)
    return best[1]


def _count(one: tuple[int, str | None]) -> int:
    return one[0]


def _entry(column: nodes.Name, concept: str | None, world: World) -> Entry | None:
    members: Mapping[str, tuple[Entry, ...]] = {
        **world.vocabulary.members.get(None, {}),
        **world.vocabulary.members.get(concept, {}),
    }
    text = literals.heading(column)
    for form, owner in world.vocabulary.row_genitives.items():
        if owner == concept:
            text = text.removeprefix(form + " ")
    found = members.get(text)
    if found:
        return found[0]
    world.problems.append(UnknownName(column.span, text, "column", names.nearest(text, members)))
    return None


def _cells(row: nodes.ReferenceRow) -> tuple[nodes.Cell, ...]:
    if row.label is None:
        return row.cells
    return (nodes.Exactly(nodes.Name(row.label, span=row.span), span=row.span), *row.cells)


def _text(cell: nodes.Cell) -> str:
    return literals.text_of(cell.value) if isinstance(cell, nodes.Exactly) else ""


def _made_up(cells: tuple[nodes.Cell, ...], entries: tuple[Entry, ...]) -> str:
    """`mandat 1–3`: the inputs of a row without a name of its own."""
    inputs = (
        f"{entry.name} {_cell_text(cell)}" for cell, entry in zip(cells, entries, strict=True) if not entry.computed
    )
    return ", ".join(inputs)


def _cell_text(cell: nodes.Cell) -> str:
    match cell:
        case nodes.Exactly(value=value):
            return literals.text_of(value)
        case nodes.Range(low=low, high=high):
            return "–".join("" if end is None else literals.text_of(end) for end in (low, high))
        case _:
            return ""


def _row(
    row: nodes.ReferenceRow,
    label: str,
    cells: tuple[nodes.Cell, ...],
    entries: tuple[Entry, ...],
    concept: str | None,
    setting: Setting,
    world: World,
) -> model.ReferenceRow | None:
    inputs: list[tuple[model.Fact, ...]] = []
    known_errors = _known_errors(row, zip(cells, entries, strict=True), concept, world, total=False)
    figures: list[model.ReferenceCell] = []
    for cell, entry in zip(cells, entries, strict=True):
        if isinstance(cell, nodes.Blank):
            continue
        if entry.computed:
            figure = _figure(cell, entry, known_errors, world)
            if figure is not None:
                figures.append(figure)
            continue
        facts = _facts(cell, entry, label, setting, world)
        if facts is None:
            return None
        inputs.append(facts)
    count = 1
    for facts in inputs:
        count *= len(facts)
    if count > MOST_TRIALS:
        world.problems.append(TooManyTrials(row.span, MOST_TRIALS))
        return None
    return model.ReferenceRow(label, tuple(product(*inputs)), tuple(figures), row.span)


def _total(
    row: nodes.ReferenceRow,
    cells: tuple[nodes.Cell, ...],
    entries: tuple[Entry, ...],
    concept: str | None,
    world: World,
) -> model.ReferenceRow:
    printed = [(cell, entry) for cell, entry in zip(cells, entries, strict=True) if not isinstance(cell, nodes.Blank)]
    known_errors = _known_errors(row, zip(cells, entries, strict=True), concept, world, total=True)
    found = [_figure(cell, entry, known_errors, world) for cell, entry in printed]
    figures = tuple(figure for figure in found if figure is not None)
    return model.ReferenceRow("summa", ((),), figures, row.span)


def _figure(
    cell: nodes.Cell, entry: Entry, known_errors: Mapping[model.Symbol, model.KnownError], world: World
) -> model.ReferenceCell | None:
    found = _printed(cell, entry, world)
    if found is None:
        return None
    return model.ReferenceCell(entry.symbol, *found, known_errors.get(entry.symbol), cell.span)


def _printed(cell: nodes.Cell, entry: Entry, world: World) -> tuple[literals.Value, Fraction, str] | None:
    """The value of a figure, its precision and its text."""
    kind = world.types.get(entry.symbol)
    if kind is None:
        return None
    if not isinstance(cell, nodes.Exactly):
        world.problems.append(CellKind(cell.span, "published"))
        return None
    loose = attrs.evolve(kind, whole=False) if isinstance(kind, model.Number) else kind
    value = literals.literal(cell.value, loose, entry.name, world.vocabulary.units, world.problems)
    if value is None:
        return None
    return value, literals.precision(cell.value, kind) or Fraction(0), literals.text_of(cell.value)


def _known_errors(
    row: nodes.ReferenceRow,
    printed: Iterable[tuple[nodes.Cell, Entry]],
    concept: str | None,
    world: World,
    *,
    total: bool,
) -> dict[model.Symbol, model.KnownError]:
    """What should have been printed in the cells of a row, by the value they reproduce. Only what is printed and
    compared can be wrong so."""
    cells = {entry.symbol: cell for cell, entry in printed}
    found: dict[model.Symbol, model.KnownError] = {}
    for node in row.known_errors:
        entry = _entry(node.column, concept, world)
        if entry is None:
            continue
        cell = cells.get(entry.symbol)
        why: Literal["absent", "blank", "given"] | None = None
        if cell is None:
            why = "absent"
        elif isinstance(cell, nodes.Blank):
            why = "blank"
        elif not entry.computed and not total:
            why = "given"
        if why is not None:
            world.problems.append(KnownErrorWhere(node.column.span, entry.name, why))
            continue
        if entry.symbol in found:
            world.problems.append(SaidTwice(node.span, found[entry.symbol].span))
        told: tuple[literals.Value | None, Fraction, str] | None
        if isinstance(node.right, str):
            told, outcome = (None, Fraction(0), nodes.NO_VALUE_WORDS[node.right]), node.right
        else:
            told, outcome = _printed(node.right, entry, world), None
        if told is not None:
            value, precision, text = told
            found[entry.symbol] = model.KnownError(value, outcome, precision, text, node.reason, node.span)
    return found


def _facts(cell: nodes.Cell, entry: Entry, label: str, setting: Setting, world: World) -> tuple[model.Fact, ...] | None:
    """The facts to try one after another: every whole number of a range, else its ends."""
    kind = world.types.get(entry.symbol)
    if kind is None:
        return None
    row = label if entry.symbol.concept is not None else None
    found: list[literals.Value] = []
    match cell:
        case nodes.Exactly(value=value):
            one = literals.literal(value, kind, entry.name, world.vocabulary.units, world.problems)
            found = [] if one is None else [one]
        case nodes.Range():
            found = list(_range(cell, kind, entry, world))
        case _:
            world.problems.append(CellKind(cell.span, "constant"))
    facts = [given.fact_of(entry, value, row, None, setting, cell.span, world) for value in found]
    made = tuple(fact for fact in facts if fact is not None)
    return made if made and len(made) == len(facts) else None


def _range(cell: nodes.Range, kind: model.Type, entry: Entry, world: World) -> list[literals.Value]:
    if not isinstance(kind, model.Number):
        world.problems.append(CellKind(cell.span, "range"))
        return []
    context = Context(Scope(world.vocabulary, None, None), world.types, None, world.problems, [])
    interval = tables.interval(cell, kind, context)
    if interval is None:
        return []
    limits = world.vocabulary.attributes[entry.symbol].limits
    step = kind.unit.factor
    low, high = interval.low, interval.high
    # An open end goes to the declared bound, or no further than the end that is printed.
    low = low if low is not None else limits.low if limits.low is not None else high
    high = high if high is not None else limits.high if limits.high is not None else low
    assert low is not None
    assert high is not None
    if not kind.whole:
        return list(dict.fromkeys((low, high)))
    first, last = low + step * interval.low_open, high - step * interval.high_open
    count = int((last - first) / step) + 1
    if count > MOST_TRIALS:
        world.problems.append(TooManyTrials(cell.span, MOST_TRIALS))
        return []
    return [first + step * position for position in range(count)]
