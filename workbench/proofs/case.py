"""The case that breaks a promise, for people: what is given, what comes out, and an `exempel` that shows it.

A figure that no rule file can write is told as nearly as it can be, and then there is no `exempel`.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction

import attrs

from dsl import model
from dsl.formatting import expression_text
from dsl.formatting.blocks import block_lines
from dsl.formatting.lines import render
from interpreter.outcomes import Failed, Known, Outcome, Value
from interpreter.proving.answers import Counter, Shown
from interpreter.search.cases import Case, Cell
from workbench.examples.example_text import Telling, example, number_text, quoted
from workbench.page.page import Part, Sentence, plain
from workbench.page.terminal import plain_spaces
from workbench.proofs.proofs import name_of, title
from workbench.session.proving import Decided
from workbench.values import numbers
from workbench.values.causes import cause_sentences
from workbench.values.computed import ruled, rulings
from workbench.values.words import Words, short

_Claims = Sequence[tuple[model.Symbol | None, str | None, Outcome | None]]

_DEPTH = 2
_DEEPER = 4
_MOST_SHOWN = 4


@attrs.frozen(eq=False)
class Cases:
    """decided: a promise that does not hold."""

    program: model.Program
    words: Words
    decided: Decided

    def told(self, counter: Counter) -> Iterator[Sentence]:
        if counter.file is not None:
            but = ", men med" if counter.case.values else ""
            yield Sentence(plain(f"uppgifterna i {counter.file}{but}"), _DEEPER)
        yield from (Sentence(plain(line), _DEEPER) for line in self.given(counter.case))
        yield from (Sentence(plain(sentence), _DEPTH) for sentence in self.broken(counter))

    def suggestion(self, counter: Counter) -> Iterator[Part]:
        """The case as it would stand in the rule file, where it can."""
        suggested = self.suggested(counter)
        if suggested:
            yield (Sentence(plain("Som exempel i regelfilen:"), _DEPTH),)
            yield (quoted(suggested.splitlines(), _DEEPER),)

    # -- what is given -----------------------------------------------------------------------------

    def given(self, case: Case) -> Iterator[str]:
        node = example(Telling.of(self.program), case, (), "x", ())
        if node is not None and case.world.rows and all(map(_writable, case.values, case.values.values())):
            lines = render(block_lines(0, node)).strip().splitlines()[1:]
            yield from (" ".join(line.split()) for line in lines)
            return
        if case.moment.year is not None and (
            self.program.depends_on_year or case.moment.year != self.program.calculation_year
        ):
            yield f"år {case.moment.year}"
        rows: dict[tuple[str | None, str | None], list[str]] = {}
        for cell, value in case.values.items():
            year = "" if cell.input.year in (None, case.moment.year) else f" {cell.input.year}"
            told, name = self.near(cell, value), name_of(cell.input.symbol)
            # `6 mandat`, not `mandat 6 mandat`.
            told = told if told.endswith(f"{numbers.NO_BREAK_SPACE}{name}") and not year else f"{name}{year} {told}"
            rows.setdefault((cell.input.symbol.concept, cell.row), []).append(told)
        for (concept, row), items in rows.items():
            whose = "" if row is None else f"{self.called(concept, row)} har "
            yield f"{whose}{', '.join(items)}"

    def near(self, cell: Cell, value: Value) -> str:
        if _writable(cell, value):
            return self.value(cell, value)
        kind = cell.input.attribute.type
        assert isinstance(value, Fraction)
        assert isinstance(kind, model.Number)
        unit, factor = numbers.unit_of(kind.unit, cell.input.attribute.unit_text)
        text, _ = number_text(abs(value) / factor, unit, near=True)
        return f"cirka {numbers.MINUS if value < 0 else ''}{text}{f' {unit}' if unit else ''}"

    def called(self, concept: str | None, row: str) -> str:
        """`partiet A`"""
        forms = next((one.forms for one in self.program.concepts if one.name == concept), ())
        return " ".join([*forms[:2][-1:], row])

    # -- what comes out ----------------------------------------------------------------------------

    def broken(self, counter: Counter) -> Iterator[str]:
        if counter.moved is not None:
            cell, low, high = counter.moved
            whose = "" if cell.row is None else f" för {self.called(cell.input.symbol.concept, cell.row)}"
            start, end = (self.value(cell, value) for value in (low, high))
            yield f"När {name_of(cell.input.symbol)}{whose} går från {start} till {end}:"
        told = [told for one in counter.shown if (told := self.shown(one))]
        yield from (f"– {one}" for one in told[:_MOST_SHOWN])
        left = len(told) - _MOST_SHOWN
        if left > 0:
            yield f"– och {left} {'värde' if left == 1 else 'värden'} till"

    def shown(self, one: Shown) -> str:
        """Nothing of the condition itself: what it compares says what breaks it."""
        where = "" if one.section is None else f" ({one.section.label})"
        concept = one.of.concept if one.of is not None else None if one.expression is None else one.expression.concept
        concept = self.decided.asked.concept if concept is None and one.row is not None else concept
        row = None if one.row is None else self.called(concept, one.row)
        whose = "" if row is None else f" för {row}"
        if one.of is None and one.expression is None:
            return ""
        truths = None if one.of is None else rulings(self.program).get(one.of)
        if one.of is not None and truths and isinstance(one.outcome, Known) and isinstance(one.outcome.value, bool):
            said = ruled(one.of.name, truths, one.outcome.value).replace(' "', " ”").replace('"', "”")
            return f"{said if row is None else f'{row} {said}'}{where}"
        name = self.name(one)
        if one.after is not None:
            return f"{name}{whose} går från {self.outcome(one, one.outcome)} till {self.outcome(one, one.after)}{where}"
        if isinstance(one.outcome, Failed):
            causes = " ".join(cause_sentences(one.outcome))
            return f"{name}{whose}{where}: {causes}"
        return f"{name}{whose} är {self.outcome(one, one.outcome)}{where}"

    def name(self, one: Shown) -> str:
        if one.of is not None:
            return name_of(one.of)
        node = None if one.expression is None else one.expression.node
        return "värdet" if node is None else expression_text(node).replace('"', "”")

    def outcome(self, one: Shown, outcome: Outcome) -> str:
        if isinstance(outcome, Failed):
            return short(outcome)
        if one.of is not None and one.of in self.words.named:
            named = self.words.named[one.of]
            return self.text(outcome.value, named.type, named.unit_text)
        kind = one.expression.type if one.expression is not None else model.Truth()
        return self.text(outcome.value, kind, None)

    def value(self, cell: Cell, value: Value) -> str:
        return self.text(value, cell.input.attribute.type, cell.input.attribute.unit_text)

    def text(self, value: Value, kind: model.Type, unit_text: str | None) -> str:
        """With declared units in the plural for all above one: `3,36 tjänster`."""
        told = numbers.value_text(value, kind, unit_text, self.words.plurals)
        if isinstance(value, Fraction) and isinstance(kind, model.Number):
            unit, factor = numbers.unit_of(kind.unit, unit_text)
            if unit is not None and abs(value / factor) > 1 and told.endswith(unit):
                return told.removesuffix(unit) + numbers.plural(unit, Fraction(2), self.words.plurals)
        return told

    # -- the example -------------------------------------------------------------------------------

    def suggested(self, counter: Counter) -> str:
        """The case as an `exempel`, and where something moves how it is after that as another; empty where the language
        cannot say it, or data of a file lie under it."""
        shown: _Claims = [(one.of, one.row, one.outcome) for one in counter.shown]
        sides = [(counter.case, "", shown)]
        if counter.moved is not None:
            cell, low, high = counter.moved
            before, after = (self.value(cell, value) for value in (low, high))
            moved = attrs.evolve(counter.case, values={**counter.case.values, cell: high})
            sides = [
                (counter.case, f", {before}", shown),
                (moved, f", {after}", [(one.of, one.row, one.after) for one in counter.shown]),
            ]
        written = [self._example(counter, *side) for side in sides]
        return "\n\n".join(written) if all(written) else ""

    def _example(
        self,
        counter: Counter,
        case: Case,
        which: str,
        shown: _Claims,
    ) -> str:
        if counter.file is not None or not all(map(_writable, case.values, case.values.values())):
            return ""
        defined = {definition.symbol for definition in self.program.definitions}
        claims = [
            (symbol, row, came)
            for symbol, row, came in shown
            if symbol is not None and symbol in defined and came is not None
        ][:_MOST_SHOWN]
        if not claims:
            return ""
        heading = f"Bryter löftet: {title(self.decided.promise)}{plain_spaces(which)}".replace('"', "'")
        node = example(Telling.of(self.program), case, claims, heading, ())
        return "" if node is None else render(block_lines(0, node)).strip("\n")


def _writable(cell: Cell, value: Value) -> bool:
    """Whether a rule file can write it."""
    kind, unit_text = cell.input.attribute.type, cell.input.attribute.unit_text
    if not isinstance(value, Fraction) or not isinstance(kind, model.Number):
        return True
    unit, factor = numbers.unit_of(kind.unit, unit_text)
    text, _ = number_text(abs(value) / factor, unit, near=False)
    return "/" not in text and len(text.partition(",")[2]) <= _MOST_DECIMALS


_MOST_DECIMALS = 6
