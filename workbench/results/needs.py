"""What is still needed, for people and programs: inputs without a value and judgements that nobody has made.

What is needed in the same way for several rows is told together, most blocking first. What stops what is found by
`interpreter/explaining/needed.py`.
"""

from collections.abc import Iterator, Sequence

import attrs

from dsl import model
from interpreter.evaluating.calculation import Calculation, definition, labels
from interpreter.explaining.needed import Need, needed
from interpreter.explaining.unfed import Unfed, unfed
from interpreter.outcomes import Judgement, Missing, Place
from workbench.explaining.unfed import places_of
from workbench.page.page import Heading, Page, Part, Sentence, plain, strong
from workbench.page.page import heading as page_heading
from workbench.values.causes import row_text, to_decide
from workbench.values.computed import heading, unsaid
from workbench.values.words import count, first_of, listed

FIELDS = ("kind", "needed", "who", "name", "year", "place", "section", "count", "values")

_NAMED = 8
_WIDEST = 100


@attrs.frozen(eq=False)
class Lacking:
    """One input or judgement, of all the rows that lack it.

    kind: `input`, `judgement` (somebody is to decide), `lot` (drawn between the rows), `rows` (of a concept) or `row`
        (a related one that a sum is 0 without, which stops nothing)
    what: the name of the input, or what is to be decided; who: that decides, None for inputs and where nobody is named
    rows: (label, where in the data), the label None for the whole regulation
    stops: the names of the values that it stops, and how many of each
    """

    kind: str
    what: str
    who: str | None
    year: int | None
    section: str
    rows: tuple[tuple[str | None, Place | None], ...]
    stops: tuple[tuple[str, int], ...]

    @property
    def count(self) -> int:
        return sum(number for _, number in self.stops)


def lacking(calculation: Calculation) -> tuple[Lacking, ...]:
    """Most blocking first, else in the order met."""
    hidden = unsaid(calculation.program)
    grouped: dict[object, list[Need]] = {}
    for need in needed(calculation):
        grouped.setdefault(_kind(need.cause), []).append(need)
    found = [*_rowless(calculation, hidden), *(_together(group, hidden) for group in grouped.values())]
    return (*sorted(found, key=lambda one: -one.count), *_unfed(calculation, hidden))


def _unfed(calculation: Calculation, hidden: frozenset[model.Symbol]) -> Iterator[Lacking]:
    """Rows that a sum is 0 without. Nothing is stopped by it, so they stand last."""
    told: dict[tuple[str, tuple[str, ...], bool], list[Unfed]] = {}
    for one in unfed(calculation):
        if one.definition.symbol not in hidden and one.rows:
            told.setdefault((one.aggregate.group.concept, one.rows, one.chosen), []).append(one)
    for (concept, owners, chosen), group in told.items():
        sections = listed(list(dict.fromkeys(one.definition.section.label for one in group)))
        values = dict.fromkeys(one.definition.symbol.name for one in group)
        what = f"rad för {concept}" + (" som uppfyller villkoret" if chosen else "")
        place = next(iter(places_of(calculation, concept)), None)
        rows = tuple((owner, place) for owner in owners)
        yield Lacking("row", what, None, None, sections, rows, tuple((name, len(owners)) for name in values))


def _rowless(calculation: Calculation, hidden: frozenset[model.Symbol]) -> Iterator[Lacking]:
    """Concepts that the data say nothing of: not one of their values can be told."""
    for concept in calculation.program.concepts:
        defined = [
            one
            for one in calculation.program.definitions
            if one.symbol.concept == concept.name
            and one.symbol not in hidden
            and definition(calculation, one.symbol) is one
        ]
        if defined and not labels(calculation, concept.name):
            sections = listed(list(dict.fromkeys(one.section.label for one in defined)))
            stops = tuple((one.symbol.name, 1) for one in defined)
            yield Lacking("rows", f"rader för {concept.name}", None, None, sections, ((None, None),), stops)


def _kind(cause: Missing | Judgement) -> object:
    match cause:
        case Missing():
            return cause.symbol, cause.year
        case Judgement(attribute=attribute) if attribute is not None:
            return attribute.symbol
        case _:
            return cause


def _together(group: Sequence[Need], hidden: frozenset[model.Symbol]) -> Lacking:
    stopped: dict[model.Symbol, set[str | None]] = {}
    for need in group:
        for block in need.blocks:
            if block.symbol not in hidden:
                stopped.setdefault(block.symbol, set()).update(block.rows or (None,))
    stops = tuple((symbol.name, len(rows)) for symbol, rows in stopped.items())
    sections = listed(list(dict.fromkeys(_section(need.cause) for need in group)))
    rows = tuple(dict.fromkeys(row for need in group for row in _rows(need.cause)))
    match group[0].cause:
        case Missing() as cause:
            return Lacking("input", cause.symbol.name, None, cause.year, sections, rows, stops)
        case Judgement(attribute=attribute) if attribute is not None and attribute.judge is not None:
            judge = attribute.judge
            return Lacking("judgement", to_decide(attribute), judge.who, None, sections, rows, stops)
        case _:
            return Lacking("lot", "lottning mellan lika", None, None, sections, rows, stops)


def _section(cause: Missing | Judgement) -> str:
    return cause.needed_by.label if isinstance(cause, Missing) else cause.section.label


def _rows(cause: Missing | Judgement) -> tuple[tuple[str | None, Place | None], ...]:
    if isinstance(cause, Missing):
        return ((cause.row, cause.place),)
    return tuple((row, None) for row in cause.rows) or ((None, None),)


# -- for programs --------------------------------------------------------------------------------


def as_json(calculation: Calculation, found: Sequence[Lacking]) -> str:
    import json

    whole = {
        "regulation": calculation.program.title,
        "year": calculation.year,
        "needed": [
            {
                "kind": need.kind,
                "needed": need.what,
                "who": need.who,
                "year": need.year,
                "section": need.section,
                "rows": [{"name": name, "place": _place(place)} for name, place in need.rows],
                "stops": [{"value": name, "count": number} for name, number in need.stops],
                "count": need.count,
            }
            for need in found
        ],
    }
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def as_csv(found: Sequence[Lacking]) -> str:
    """One line for each row that lacks something."""
    import csv
    import io

    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(FIELDS)
    for need in found:
        for name, place in need.rows:
            cells = (need.kind, need.what, need.who, name, need.year, _place(place), need.section, need.count)
            values = " | ".join(value for value, _ in need.stops)
            writer.writerow(["" if cell is None else cell for cell in (*cells, values)])
    return text.getvalue()


def _place(place: Place | None) -> str | None:
    return None if place is None else row_text(place)


# -- for people ----------------------------------------------------------------------------------


def page(calculation: Calculation, found: Sequence[Lacking]) -> Page:
    title = f"Det som saknas: {heading(calculation.program.title, calculation.year, calculation.day)}"
    parts: list[Part] = [(page_heading(1, title),)]
    if not found:
        nothing = "Inget saknas. Alla uppgifter och bedömningar som behövs finns."
        parts.append((Sentence(plain(nothing), whole=True),))
    parts += [tuple(_told(need)) for need in found]
    return Page(title, tuple(parts), _WIDEST)


def _told(need: Lacking) -> Iterator[Heading | Sentence]:
    year = "" if need.year is None else f" år {need.year}"
    names = [name for name, _ in need.rows if name is not None]
    # What is to be decided is a sentence of its own; the name of an input is not.
    comma = "" if need.kind == "input" else ","
    whose = f"{comma} för {first_of(names, _NAMED)}" if names else ""
    yield Heading(2, strong(f"{need.what}{year}{whose}"), hang=1)
    places = list(dict.fromkeys(row_text(place) for _, place in need.rows if place is not None))
    if places:
        yield Sentence(plain(f"ska stå i {first_of(places, _NAMED)}"), depth=1, hang=1)
    word = "värde" if need.count == 1 else "värden"
    values = [value.replace('"', "”") for value, _ in need.stops]
    does = "räknas som 0 i" if need.kind == "row" else "stoppar"
    stopped = f"{does} {count(need.count)} {word} ({need.section}): {first_of(values, _NAMED)}"
    yield Sentence(plain(stopped), depth=1, hang=1)
