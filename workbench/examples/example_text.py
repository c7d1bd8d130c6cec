"""A case as an `exempel`: the nodes that the formatter prints, in the words of the rule file.

What the language has no way to say gives None. Numbers are exact where they end after a few decimals, else `cirka`;
what is given is always exact.
"""

import datetime
from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Literal

import attrs

from dsl import model, nodes
from dsl.formatting.blocks import item_text
from dsl.formatting.lines import INDENT
from dsl.resolving.mentions import covered
from dsl.source import Span
from interpreter.evaluating.rounding import as_printed
from interpreter.outcomes import Known, Outcome, Value
from interpreter.search.axes import plain
from interpreter.search.cases import Case
from workbench.page.page import Quote, QuoteLine, Word
from workbench.values import numbers
from workbench.values.computed import status

HERE = Span("", 0, 0, 0, 0)
PLAIN = nodes.NO_TRIVIA

# Decimals of a figure that is told exactly, and of one that is told nearly.
_MOST_DECIMALS = 4
_NEAR_DECIMALS = 2
_MOST_NEAR = 8

_OUTCOMES: Mapping[str, nodes.NoValue] = {
    "unregulated": "unregulated",
    "missing": "missing",
    "judgement": "judgement",
    "conflict": "conflict",
    "undefined": "undefined",
    "not_applicable": "not_applicable",
}
Relation = Literal["får", "har rätt till", "uppfyller", "ska"]
_RELATIONS: tuple[Relation, ...] = (
    "får",
    "har rätt till",
    "uppfyller",
    "ska",
)


@attrs.frozen(eq=False)
class Telling:
    """What is known of a regulation for writing its examples. named: what every symbol is, of definitions any."""

    program: model.Program
    concepts: Mapping[str, model.Concept]
    definitions: Mapping[model.Symbol, model.Definition]

    @staticmethod
    def of(program: model.Program) -> "Telling":
        return Telling(
            program,
            {one.name: one for one in program.concepts},
            {one.symbol: one for one in reversed(program.definitions)},
        )


def example(
    telling: Telling,
    case: Case,
    claims: Iterable[tuple[model.Symbol, str | None, Outcome]],
    title: str,
    comments: tuple[str, ...],
) -> nodes.Example | None:
    """The example of a case and what is asserted of it."""
    then = [_claim(telling, case, *claim) for claim in claims]
    given = _given(telling, case)
    if given is None or any(one is None for one in then):
        return None
    lines: list[nodes.ExampleLine] = []
    moment = case.moment
    if moment.day is not None:
        day = moment.day
        lines.append(nodes.AtDay(nodes.Date(day.year, day.month, day.day, span=HERE), trivia=PLAIN, span=HERE))
    elif moment.year is not None and (
        telling.program.depends_on_year
        or moment.year != telling.program.calculation_year
        or any(cell.input.year for cell in case.values)
    ):
        lines.append(nodes.AtYear(moment.year, trivia=PLAIN, span=HERE))
    lines += [nodes.WithReading(question, reading, trivia=PLAIN, span=HERE) for question, reading in moment.readings]
    lines += given
    lines += [one for one in then if one is not None]
    return nodes.Example(title, tuple(lines), marks=(), trivia=nodes.Trivia(comments, None, blank=True), span=HERE)


def facts(case: Case) -> str:
    """What the case gives, on one line, without rows and years: `läsningen hela, 1 mandat, förbrukning 100 kr/år`."""
    readings = [f"läsningen {reading}" for _, reading in case.moment.readings]
    return ", ".join(
        (*readings, *(item_text(_item(cell.input.attribute, value)) for cell, value in case.values.items()))
    )


def quoted(lines: Iterable[str], depth: int) -> Quote:
    """Lines of a rule file on a page, as they are."""
    return Quote(tuple(map(_quoted, lines)), depth, marked=False)


def _quoted(line: str) -> QuoteLine:
    level = (len(line) - len(line.lstrip(" "))) // len(INDENT)
    return QuoteLine((Word(line[level * len(INDENT) :]),), level=level)


# -- what is given -------------------------------------------------------------------------------


def _given(telling: Telling, case: Case) -> list[nodes.Given] | None:
    """Row by row; what is of another year stands on lines of its own."""
    year = case.moment.year
    lines: list[nodes.Given] = []
    for concept, label in case.world.rows:
        subject = nodes.Name(f"{_definite(telling.concepts[concept].forms)} {label}", span=HERE)
        links = {symbol: target for symbol, row, target in case.world.links if row == label}
        items: dict[int | None, list[nodes.Item | nodes.GivenJudgement]] = {None: []}
        for attribute in telling.concepts[concept].attributes:
            if attribute.symbol in links:
                items[None].append(_words(f"{attribute.symbol.name} {links[attribute.symbol]}"))
            for cell, value in case.values.items():
                if cell.row == label and cell.input.symbol == attribute.symbol:
                    when = None if cell.input.year in (None, year) else cell.input.year
                    items.setdefault(when, []).append(_item(attribute, value))
        if not items[None]:
            any_ = _something(telling, concept, year)
            if any_ is None:
                return None
            items[None].append(any_)
        for when in sorted(items, key=lambda one: (one is not None, one or 0)):
            lines.append(nodes.Given(when, subject, None, tuple(items[when]), trivia=PLAIN, span=HERE))
    for cell, value in case.values.items():
        if cell.row is None:
            when = None if cell.input.year in (None, year) else cell.input.year
            lines.append(nodes.Given(when, None, None, (_item(cell.input.attribute, value),), trivia=PLAIN, span=HERE))
    return lines


def _something(telling: Telling, concept: str, year: int | None) -> nodes.Item | nodes.GivenJudgement | None:
    """A row must be said something of to be there: its first plain attribute, with a plain value. Never one whose
    absence says something."""
    for attribute in telling.concepts[concept].attributes:
        if not isinstance(attribute.type, model.RowOf) and attribute.judge is None and attribute.default is None:
            return _item(attribute, plain(attribute, year))
    return None


def _item(attribute: model.Attribute, value: Value) -> nodes.Item | nodes.GivenJudgement:
    name = attribute.symbol.name
    judge = attribute.judge
    if judge is not None and judge.verb != "bestäms av":
        who = None if judge.who is None else nodes.Name(judge.who, span=HERE)
        return nodes.GivenJudgement(nodes.Judged(who, judge.verb, judge.question, value is False, span=HERE), span=HERE)
    if isinstance(value, bool):
        return nodes.Item(name, None, not value, False, span=HERE)
    if isinstance(value, str) and isinstance(attribute.type, model.Choice):
        return _words(f"{name} {value}")
    written, _ = _literal(value, attribute.type, attribute.unit_text, near=False)
    counted = isinstance(value, Fraction) and value >= 0 and attribute.unit_text == name
    return nodes.Item(None if counted else name, written, False, False, span=HERE)


def _words(text: str) -> nodes.Item:
    return nodes.Item(text, None, False, False, span=HERE)


# -- what must come out --------------------------------------------------------------------------


def _claim(
    telling: Telling, case: Case, symbol: model.Symbol, row: str | None, came: Outcome
) -> nodes.ExampleLine | None:
    definition = telling.definitions[symbol]
    only = symbol.concept is None or len(case.world.labels(symbol.concept)) == 1
    decided = _decided(symbol)
    if decided is not None:
        return _norm(telling, definition, decided, row, came, only=only)
    asked = _asked(symbol)
    if asked is not None:
        return _silent(telling, definition, asked, row, came, only=only)
    if not isinstance(came, Known):
        outcome = _OUTCOMES.get(status(came))
        return None if outcome is None else _without_value(telling, definition, row, outcome, only=only)
    if isinstance(came.value, bool):
        return _truth(telling, definition, row, came.value, only=only)
    value, nearly = _literal(came.value, definition.type, definition.unit_text, near=True)
    if only:
        left = nodes.Name(_called(telling, definition), span=HERE)
        comparison = nodes.Comparison(left, "≈" if nearly else "=", value, span=HERE)
        return nodes.ThenCondition(comparison, trivia=PLAIN, span=HERE)
    item = nodes.Item(_own_name(definition), value, False, nearly, span=HERE)
    return nodes.ThenRow(_subject(telling, symbol, row), None, (item,), trivia=PLAIN, span=HERE)


def _decided(symbol: model.Symbol) -> tuple[Relation, str] | None:
    """Relation and content of what norms decide: `får "belasta anslaget"`."""
    name = _bare(symbol)
    for relation in _RELATIONS:
        if name.startswith(f'{relation} "') and name.endswith('"'):
            return relation, name[len(relation) + 2 : -1]
    return None


def _bare(symbol: model.Symbol) -> str:
    """Without the role that tells two of one content apart: `belopp för "hyra" (kommun)`."""
    name = symbol.name
    return name.rpartition(" (")[0] if '"' in name and name.endswith(")") else name


def _asked(symbol: model.Symbol) -> tuple[Relation, str] | None:
    """Relation and content of what says whether any norm speaks of a row: `omfattas av kravet "underlag"`."""
    name = _bare(symbol)
    content = name.partition('"')[2].removesuffix('"')
    for relation in _RELATIONS:
        if covered(relation, content) == name:
            return relation, content
    return None


def _silent(
    telling: Telling,
    definition: model.Definition,
    asked: tuple[Relation, str],
    row: str | None,
    came: Outcome,
    *,
    only: bool,
) -> nodes.ThenNorm | None:
    """That no norm speaks of the row: `om kostnaden A får "X" är inte reglerat`. That one does has no words of its own:
    what it says is told instead."""
    if came != Known(False):
        return None
    subject = _bearer(telling, definition, row, covered(*asked), only=only)
    outcome: nodes.NoValue = "not_applicable" if asked[0] == "uppfyller" else "unregulated"
    return None if subject is None else nodes.ThenNorm(subject, None, *asked, False, outcome, trivia=PLAIN, span=HERE)


def _bearer(
    telling: Telling, definition: model.Definition, row: str | None, name: str, *, only: bool
) -> nodes.Name | None:
    """The row; or the role, where `name` is decided for the whole regulation, or of the only row there is where two
    roles have the same content."""
    symbol = definition.symbol
    if symbol.concept is not None and symbol.name == name:
        return _subject(telling, symbol, row)
    if not only:
        return None
    called = [form[: -len(name) - 1] for form in definition.forms if form.endswith(f" {name}")]
    return nodes.Name(called[1] if len(called) > 1 else called[0], span=HERE) if called else None


def _norm(
    telling: Telling,
    definition: model.Definition,
    decided: tuple[Relation, str],
    row: str | None,
    came: Outcome,
    *,
    only: bool,
) -> nodes.ThenNorm | None:
    relation, content = decided
    subject = _bearer(telling, definition, row, _bare(definition.symbol), only=only)
    if subject is None:
        return None
    if isinstance(came, Known):
        return nodes.ThenNorm(subject, None, relation, content, came.value is False, None, trivia=PLAIN, span=HERE)
    outcome = _OUTCOMES.get(status(came))
    if outcome is None:
        return None
    # Of no value there is no label in front of the relation: the row stands by its concept alone.
    return nodes.ThenNorm(subject, None, relation, content, False, outcome, trivia=PLAIN, span=HERE)


def _without_value(
    telling: Telling, definition: model.Definition, row: str | None, outcome: nodes.NoValue, *, only: bool
) -> nodes.ExampleLine:
    """`partiets stöd är odefinierat`, `partiet A har stöd odefinierat`; of a named truth `om partiet A är nytt är
    odefinierat`."""
    symbol = definition.symbol
    if symbol.concept is not None and _is_named_truth(definition):
        flag = nodes.Name(symbol.name, span=HERE)
        return nodes.ThenTruth(
            _subject(telling, symbol, row), None, "är", flag, False, outcome, trivia=PLAIN, span=HERE
        )
    if only:
        return nodes.ThenOutcome(nodes.Name(_called(telling, definition), span=HERE), outcome, trivia=PLAIN, span=HERE)
    item = nodes.Item(_own_name(definition), None, False, False, span=HERE, outcome=outcome)
    return nodes.ThenRow(_subject(telling, symbol, row), None, (item,), trivia=PLAIN, span=HERE)


def _is_named_truth(definition: model.Definition) -> bool:
    written = definition.node
    return isinstance(written, nodes.Definition) and isinstance(written.body, nodes.When)


def _truth(
    telling: Telling, definition: model.Definition, row: str | None, holds: bool, *, only: bool
) -> nodes.ExampleLine:
    """`partiet är representerat` where there is one, else `partiet A är representerat`; `partiet A har X` of a truth
    that is no named one."""
    symbol = definition.symbol
    if symbol.concept is None:
        subject, _, name = symbol.name.partition(" är ")
        operator: Literal["=", "≠"] = "=" if holds else "≠"
        left, right = nodes.Name(subject, span=HERE), nodes.Name(name, span=HERE)
        return nodes.ThenCondition(nodes.Comparison(left, operator, right, span=HERE), trivia=PLAIN, span=HERE)
    if _is_named_truth(definition):
        operator = "=" if holds else "≠"
        left = _subject(telling, symbol, None if only else row)
        right = nodes.Name(symbol.name, span=HERE)
        return nodes.ThenCondition(nodes.Comparison(left, operator, right, span=HERE), trivia=PLAIN, span=HERE)
    item = nodes.Item(symbol.name, None, not holds, False, span=HERE)
    return nodes.ThenRow(_subject(telling, symbol, row), None, (item,), trivia=PLAIN, span=HERE)


def _subject(telling: Telling, symbol: model.Symbol, row: str | None) -> nodes.Name:
    definite = _definite(telling.concepts[symbol.concept or ""].forms)
    return nodes.Name(definite if row is None else f"{definite} {row}", span=HERE)


def _called(telling: Telling, definition: model.Definition) -> str:
    """`partiets tjänsteutrymme`, `grundbeloppet`."""
    symbol = definition.symbol
    if _own_name(definition) != symbol.name:
        return _own_name(definition)
    if symbol.concept is None and '"' in symbol.name:
        return definition.forms[-1]
    if symbol.concept is None:
        return definition.forms[1] if len(definition.forms) > 1 else definition.forms[0]
    return f"{_genitive(_definite(telling.concepts[symbol.concept].forms))} {symbol.name}"


def _own_name(definition: model.Definition) -> str:
    """What the row has: `stöd`, `belopp för "hyra"`; `kommunens belopp för "hyra"` where another role has the same."""
    return definition.symbol.name if _bare(definition.symbol) == definition.symbol.name else definition.forms[-1]


def _definite(forms: tuple[str, ...]) -> str:
    return forms[1] if len(forms) > 1 else forms[0]


def _genitive(word: str) -> str:
    return word if word.endswith(("s", "x", "z")) else f"{word}s"


# -- values --------------------------------------------------------------------------------------


def _literal(value: Value, kind: model.Type, unit_text: str | None, *, near: bool) -> tuple[nodes.Expression, bool]:
    """The value as it is written, and whether that is only nearly. near: it may be."""
    match value:
        case Fraction() if not isinstance(value, bool):
            assert isinstance(kind, model.Number)
            unit, factor = numbers.unit_of(kind.unit, unit_text)
            text, nearly = number_text(abs(value) / factor, unit, near=near)
            written = nodes.Quantity(nodes.Number(_value_of(text), text, span=HERE), unit, span=HERE)
            return (nodes.Negative(written, span=HERE) if value < 0 else written), nearly
        case datetime.date():
            return nodes.Date(value.year, value.month, value.day, span=HERE), False
        case _:
            return nodes.Text(str(value), span=HERE), False


def number_text(value: Fraction, unit: str | None, *, near: bool) -> tuple[str, bool]:
    """`318 655,30`, `1/3`: as rule files write it, and whether decimals were left out. near: they may be."""
    exact = numbers.exact(value)
    decimals = len(exact.partition(".")[2])
    money = unit is not None and unit.partition("/")[0] == "kr"
    if "/" not in exact and (decimals <= _MOST_DECIMALS or not near):
        return _spelled(exact, 2 if money and decimals else decimals), False
    if not near:
        return exact, False
    places = _NEAR_DECIMALS
    while places < _MOST_NEAR and value and value * 10**places < 100:
        places += 1
    cut = as_printed(value, Fraction(1, 10**places))
    return _spelled(numbers.exact(cut), places), True


def _spelled(exact: str, places: int) -> str:
    """`467488.45` → `467 488,45`, with at least so many decimals."""
    whole, _, decimals = exact.partition(".")
    decimals = decimals.ljust(places, "0")
    grouped = f"{int(whole):,}".replace(",", " ")
    return f"{grouped},{decimals}" if decimals else grouped


def _value_of(text: str) -> Fraction:
    return Fraction(text.replace(" ", "").replace(",", "."))
