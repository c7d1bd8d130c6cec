"""What became of promises, for people and for programs: holds, does not with the case that breaks it, or not decided.

A case is told as an `exempel` would give it, and is suggested as one, so that it can be pasted into the rule file.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Literal, assert_never

import attrs

from dsl import model
from dsl.formatting.blocks import block_lines
from dsl.formatting.lines import render
from dsl.tables import Numbers
from interpreter.outcomes import Failed, Known, Outcome, Value
from interpreter.proving.answers import Answer, Counter, Fails, Holds, Range, Shown, Stop, Undecided
from interpreter.proving.promises import AddsUp, AlwaysClear, BuiltIn, NeverFalls
from interpreter.proving.questions import Question
from interpreter.search.cases import Case, Cell
from workbench import numbers
from workbench.example_text import Telling, example, facts
from workbench.look import Look
from workbench.telling.causes import cause_sentences
from workbench.telling.words import Words, listed
from workbench.terminal import coloured, hold_together, plain_spaces, visible, wrap

_INDENT = 4
_MOST_SHOWN = 4


@attrs.frozen(eq=False)
class Decided:
    """counts: whether the reading that it is about is in force, so that it can fail."""

    promise: model.Promise | BuiltIn
    asked: Question
    answer: Answer
    counts: bool


@attrs.frozen
class Counts:
    holding: int
    failing: int
    open: int

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(self.holding + other.holding, self.failing + other.failing, self.open + other.open)


def counts(decided: Sequence[Decided]) -> Counts:
    mine = [one.answer for one in decided if one.counts]
    return Counts(
        sum(isinstance(one, Holds) for one in mine),
        sum(isinstance(one, Fails) for one in mine),
        sum(isinstance(one, Undecided) for one in mine),
    )


def summary(total: Counts) -> str:
    """`3 löften håller, 1 håller inte, 1 är inte avgjort.`"""
    parts = [f"{total.holding} {'löfte' if total.holding == 1 else 'löften'} håller"]
    if total.failing:
        parts.append(f"{total.failing} håller inte")
    if total.open:
        parts.append(f"{total.open} är inte {'avgjort' if total.open == 1 else 'avgjorda'}")
    return f"{listed(parts)}."


def as_text(program: model.Program, decided: Sequence[Decided], look: Look) -> str:
    """The lines for one regulation, ended by a line break."""
    teller = _Teller(program, Words.of(program), look)
    lines = [coloured(visible(program.title), ("bold",), look.colour)]
    if not decided:
        lines.append("  Regelverket lovar ingenting.")
    for one in decided:
        lines += teller.one(one)
    if decided:
        lines += ["", *teller.wrapped(f"Tas för givet: {_granted(program, decided)}", 2)]
    return plain_spaces("\n".join(line.rstrip() for line in lines)) + "\n"


def title(promise: model.Promise | BuiltIn) -> str:
    """As the promise is called; the built-in ones by what they say."""
    match promise:
        case model.Promise():
            return promise.title
        case AddsUp(definition):
            return f"Delarna blir tillsammans potten: {_name(definition.symbol)}"
        case NeverFalls(_, definition, claim):
            moved = claim.input.name
            return f"Fler {moved} ger aldrig mindre: {_name(definition.symbol)}"
        case AlwaysClear():
            return "Inga uppgifter ger motstridiga eller odefinierade värden"
        case _:
            assert_never(promise)


def section_of(promise: model.Promise | BuiltIn) -> model.SectionRef | None:
    match promise:
        case model.Promise(section=section):
            return section
        case AddsUp(definition):
            return definition.section
        case NeverFalls(norm):
            return norm.section
        case AlwaysClear():
            return None
        case _:
            assert_never(promise)


@attrs.frozen(eq=False)
class _Teller:
    program: model.Program
    words: Words
    look: Look

    def one(self, decided: Decided) -> Iterator[str]:
        mark, colour = _MARKS[_verdict(decided.answer)]
        promise = decided.promise
        section = section_of(promise)
        place = "" if section is None else f" ({section.label})"
        if isinstance(promise, model.Promise) and not isinstance(decided.answer, Holds):
            place += f"   {promise.span.file}:{promise.span.line}"
        kind = "kontroll " if isinstance(promise, model.Promise) else ""
        called = f"”{visible(title(promise))}”" if kind else visible(title(promise))
        first, *more = self.wrapped(f"{kind}{called}{place}", 0)
        yield f"  {coloured(mark, (colour,), self.look.colour)} {first}"
        yield from (" " * _INDENT + line for line in more)
        yield from self.wrapped(self.verdict(decided), _INDENT)
        if isinstance(decided.answer, Fails):
            yield from self.counter(decided, decided.answer.counter)

    def verdict(self, decided: Decided) -> str:
        answer = decided.answer
        about = "" if decided.counts else "Läsningen gäller inte, så det här är bara en upplysning. "
        match answer:
            case Holds(empty=True):
                return f"{about}Gäller för inga indata: inget fall är så som raden om säger, så löftet säger ingenting."
            case Holds(how, cases):
                return f"{about}Håller: {self.how(decided, how, cases, answer.over)}."
            case Fails():
                return f"{about}Håller inte. Det minsta fall som hittades:"
            case Undecided():
                return f"{about}Inte avgjort: {self.why(answer)}"
            case _:
                assert_never(answer)

    def how(self, decided: Decided, how: str, cases: int, over: Sequence[Range]) -> str:
        match how:
            case "structure":
                return "det följer av hur reglerna är skrivna"
            case "exhaustion":
                file = decided.asked.base_file
                rest = f"; allt annat som i {visible(file)}" if file is not None else ""
                tried = f"alla {numbers.number(Fraction(cases))} fall prövade"
                return f"{tried}{self.over(over)}{rest}"
            case _:
                rows = self.any_rows(decided)
                return f"bevisat för alla indata{rows}"

    def any_rows(self, decided: Decided) -> str:
        if not self.program.concepts:
            return ""
        concept = decided.asked.concept
        return f", med hur många {'rader' if concept is None else self.words.rows(concept)} som helst"

    def over(self, over: Sequence[Range]) -> str:
        """`: mandaten 1–100 för vart och ett av 8 partier`"""
        told = []
        inputs = dict.fromkeys(one.cell.input for one in over)
        for one in inputs:
            ranges = [each for each in over if each.cell.input == one]
            rows = dict.fromkeys(each.cell.row for each in ranges if each.cell.row is not None)
            concept = one.symbol.concept
            where = f" för vart och ett av {len(rows)} {self.words.rows(concept)}" if concept and len(rows) > 1 else ""
            told.append(f"{_name(one.symbol)}{self.span(ranges[0])}{where}")
        return f": {listed(told)}" if told else ""

    def span(self, one: Range) -> str:
        domain, kind = one.axis.domain, one.cell.input.attribute.type
        if isinstance(domain, Numbers) and isinstance(kind, model.Number) and None not in (domain.low, domain.high):
            ends = [bound / kind.unit.factor for bound in (domain.low, domain.high) if bound is not None]
            return " " + "–".join(map(numbers.number, ends))
        return ""

    def why(self, answer: Undecided) -> str:
        tried = f"{numbers.number(Fraction(answer.tried))} fall har prövats, och inget bryter löftet."
        rows = ""
        if answer.rows:
            most = "en rad" if answer.rows == 1 else f"{answer.rows} rader"
            rows = f" Med högst {most} av varje begrepp finns inget fall som bryter det."
        return f"{_WHY[answer.why]} {tried}{rows}"

    # -- a case ------------------------------------------------------------------------------------

    def counter(self, decided: Decided, counter: Counter) -> Iterator[str]:
        if counter.file is not None:
            yield from self.wrapped(f"uppgifterna i {visible(counter.file)}, men med", _INDENT + 4)
        for line in self.given(counter.case):
            yield from self.wrapped(line, _INDENT + 4)
        for sentence in self.broken(counter):
            yield from self.wrapped(sentence, _INDENT)
        suggestion = self.suggested(decided, counter)
        if suggestion:
            yield ""
            yield from self.wrapped("Som exempel i regelfilen:", _INDENT)
            yield ""
            yield from (" " * (_INDENT + 4) + line for line in suggestion.splitlines())
            yield ""

    def given(self, case: Case) -> Iterator[str]:
        node = example(Telling.of(self.program), case, (), "x", ())
        if node is not None and case.world.rows:
            lines = render(block_lines(0, node)).strip().splitlines()[1:]
            yield from (" ".join(line.split()) for line in lines)
            return
        rows: dict[str | None, dict[Cell, Value]] = {}
        for cell, value in case.values.items():
            rows.setdefault(cell.row, {})[cell] = value
        for row, values in rows.items():
            told = facts(Case(case.moment, case.world, values))
            yield f"{visible(row)}: {told}" if row is not None else told

    def broken(self, counter: Counter) -> Iterator[str]:
        if counter.moved is not None:
            cell, low, high = counter.moved
            whose = "" if cell.row is None else f" för {visible(cell.row)}"
            start, end = (self.value(cell, value) for value in (low, high))
            yield f"När {_name(cell.input.symbol)}{whose} går från {start} till {end}:"
        for one in counter.shown[:_MOST_SHOWN]:
            told = self.shown(one)
            if told:
                yield f"– {told}"
        if len(counter.shown) > _MOST_SHOWN:
            yield f"– och {len(counter.shown) - _MOST_SHOWN} värden till"

    def shown(self, one: Shown) -> str:
        if one.of is None and one.row is None and one.after is None and not isinstance(one.outcome, Failed):
            return ""
        name = "villkoret" if one.of is None else _name(one.of)
        whose = "" if one.row is None else f" för {visible(one.row)}"
        where = "" if one.section is None else f" ({one.section.label})"
        if one.after is not None:
            return f"{name}{whose} går från {self.outcome(one, one.outcome)} till {self.outcome(one, one.after)}{where}"
        if isinstance(one.outcome, Failed):
            causes = " ".join(cause_sentences(one.outcome))
            return f"{name}{whose}{where}: {causes}"
        return f"{name}{whose} är {self.outcome(one, one.outcome)}{where}"

    def outcome(self, one: Shown, outcome: Outcome) -> str:
        if one.of is None or one.of not in self.words.named:
            return (
                str(_plain(outcome)) if isinstance(outcome, Failed) or outcome.value is not False else "inte uppfyllt"
            )
        return self.words.of_named(outcome, self.words.named[one.of])

    def value(self, cell: Cell, value: Value) -> str:
        return self.words.of_named(Known(value), cell.input.attribute)

    def suggested(self, decided: Decided, counter: Counter) -> str:
        """The case as an `exempel`; empty where the language cannot say it, or data of a file lie under it."""
        if counter.file is not None:
            return ""
        claims = [
            (one.of, one.row, one.outcome)
            for one in counter.shown[:_MOST_SHOWN]
            if one.of is not None and any(definition.symbol == one.of for definition in self.program.definitions)
        ]
        if not claims:
            return ""
        node = example(
            Telling.of(self.program),
            counter.case,
            claims,
            f"Bryter löftet: {title(decided.promise)}".replace('"', "'"),
            (),
        )
        return "" if node is None else render(block_lines(0, node)).strip("\n")

    def wrapped(self, text: str, indent: int) -> list[str]:
        room = max(self.look.columns - indent - (_INDENT if indent == 0 else 0), 40)
        return [" " * indent + line for line in wrap(hold_together(text), room)]


# -- for programs --------------------------------------------------------------------------------


def as_json(every: Sequence[tuple[model.Program, Sequence[Decided]]]) -> str:
    told = [{"regulation": program.title, "promises": [_record(one) for one in decided]} for program, decided in every]
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def _record(decided: Decided) -> dict[str, object]:
    promise, answer = decided.promise, decided.answer
    section = section_of(promise)
    written = promise if isinstance(promise, model.Promise) else None
    found: dict[str, object] = {
        "title": title(promise),
        "kind": _kind(promise),
        "section": None if section is None else section.label,
        "file": None if written is None else written.span.file,
        "line": None if written is None else written.span.line,
        "year": decided.asked.moment.year,
        "in_force": decided.counts,
        "verdict": _verdict(answer),
        "how": answer.how if isinstance(answer, Holds) else None,
        "cases": answer.cases if isinstance(answer, Holds) else answer.tried if isinstance(answer, Undecided) else None,
        "why": answer.why if isinstance(answer, Undecided) else None,
        "over": [] if isinstance(answer, Fails) else [_range(one) for one in answer.over],
        "counterexample": _case(answer.counter) if isinstance(answer, Fails) else None,
    }
    return found


def _range(one: Range) -> dict[str, object]:
    domain = one.axis.domain
    low = domain.low if isinstance(domain, Numbers) else None
    high = domain.high if isinstance(domain, Numbers) else None
    return {
        "input": one.cell.input.symbol.name,
        "name": one.cell.row,
        "low": None if low is None else numbers.exact(low),
        "high": None if high is None else numbers.exact(high),
        "count": one.count,
    }


def _case(counter: Counter) -> dict[str, object]:
    moved = None
    if counter.moved is not None:
        cell, low, high = counter.moved
        moved = {**_cell(cell, low), "after": _exact(high)}
    return {
        "file": counter.file,
        "given": [_cell(cell, value) for cell, value in counter.case.values.items()],
        "moved": moved,
        "outcomes": [
            {
                "value": None if one.of is None else one.of.name,
                "name": one.row,
                "exact": _plain(one.outcome),
                "after": None if one.after is None else _plain(one.after),
                "section": None if one.section is None else one.section.label,
            }
            for one in counter.shown
        ],
    }


def _cell(cell: Cell, value: Value) -> dict[str, object]:
    return {
        "concept": cell.input.symbol.concept,
        "name": cell.row,
        "input": cell.input.symbol.name,
        "year": cell.input.year,
        "exact": _exact(value),
    }


def _plain(outcome: Outcome) -> str | None:
    return None if isinstance(outcome, Failed) else _exact(outcome.value)


def _exact(value: Value) -> str:
    if isinstance(value, bool):
        return "ja" if value else "nej"
    return numbers.exact(value) if isinstance(value, Fraction) else str(value)


# -- words ---------------------------------------------------------------------------------------

Verdict = Literal["holds", "fails", "undecided", "empty"]
_MARKS: Mapping[Verdict, tuple[str, Literal["green", "red", "yellow"]]] = {
    "holds": ("✓", "green"),
    "fails": ("✗", "red"),
    "undecided": ("?", "yellow"),
    "empty": ("!", "yellow"),
}
_WHY: Mapping[Stop, str] = {
    "no_solver": "det finns för många fall att pröva alla, och inget bevisprogram. Installera det med pip install "
    "'regelverk[bevis]'.",
    "hard": "det finns för många fall att pröva alla, och bevisprogrammet gav upp.",
    "pace": "tiden tog slut. Ge mer tid med --tid.",
}


def _verdict(answer: Answer) -> Verdict:
    match answer:
        case Holds():
            return "empty" if answer.empty else "holds"
        case Fails():
            return "fails"
        case Undecided():
            return "undecided"
        case _:
            assert_never(answer)


def _kind(promise: model.Promise | BuiltIn) -> str:
    match promise:
        case model.Promise():
            return "kontroll"
        case AddsUp():
            return "adds_up"
        case NeverFalls():
            return "never_falls"
        case AlwaysClear():
            return "always_clear"
        case _:
            assert_never(promise)


def _name(symbol: model.Symbol) -> str:
    """As people read it: quotes within it are typographic."""
    return visible(symbol.name).replace('"', "”")


def _granted(program: model.Program, decided: Sequence[Decided]) -> str:
    year = next((one.asked.moment.year for one in decided if one.asked.moment.year is not None), None)
    parts = ["inga uppgifter saknas", "bedömningar kan falla ut hur som helst"]
    if program.concepts:
        parts.append("varje begrepp har minst en rad" + (" som regelverket omfattar" if program.scopes else ""))
    when = f"Prövningen gäller {year}. " if year is not None and program.depends_on_year else ""
    return f"{listed(parts)}. {when}Lottning, saknade uppgifter och det som inte är reglerat bryter inget löfte."
