"""Values, names and rule text in words, for all that tells of a program."""

import re
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from math import ceil, floor

from dsl import model, nodes
from dsl.formatting import expression_text
from dsl.frozen import identical
from interpreter.explaining.derivation import Value
from interpreter.outcomes import Failed, Known, Outcome
from workbench.values import numbers
from workbench.values.computed import STATUS_WORDS, status

Named = model.Definition | model.Attribute


@identical
class Words:
    """plurals: of the declared units; named: what every symbol is, under the readings in force."""

    program: model.Program
    plurals: Mapping[str, str]
    named: Mapping[model.Symbol, Named]

    @staticmethod
    def of(program: model.Program) -> "Words":
        attributes = [attribute for concept in program.concepts for attribute in concept.attributes]
        in_force = {(each.name, each.in_force) for each in program.interpretations}
        named: list[Named] = [
            *program.inputs,
            *attributes,
            *(each for each in program.definitions if each.reading not in in_force),
            *(each for each in program.definitions if each.reading in in_force),
        ]
        return Words(program, dict(_plurals(program.regulation)), {each.symbol: each for each in named})

    # -- values ----------------------------------------------------------------------------------

    def of_named(self, outcome: Outcome, named: Named, *, shown: bool = False) -> str:
        """The value of a definition or an attribute; shown: as its `visas i …` says."""
        kind, text = numbers.told_in(named)
        step = named.shown if shown and isinstance(named, model.Definition) else None
        match outcome:
            case Failed():
                return short(outcome)
            case Known(value):
                return numbers.value_text(value, kind, text, self.plurals, step)

    def of_expression(self, value: Value, beside: Iterable[Outcome] = ()) -> str:
        """What an expression came to, with its unit. beside: what it must be seen to differ from."""
        expression, outcome = value
        match outcome:
            case Failed():
                return short(outcome)
            case Known(known):
                return numbers.value_text(known, expression.type, None, self.plurals, None, figures(beside))

    def in_formula(self, value: Value, *, units: bool, beside: Iterable[Outcome] = ()) -> str:
        """What an expression came to, without its unit if not `units`; in parentheses where there is no value."""
        expression, outcome = value
        match outcome, expression.type:
            case Failed(), _:
                return f"({'saknas' if status(outcome) == 'missing' else short(outcome)})"
            case Known(Fraction() as known), model.Number(unit=unit) if not units:
                return numbers.bare(known, unit, None, figures(beside))
            case _:
                return self.of_expression(value, beside)

    def rows(self, concept: str, count: int = 2) -> str:
        """The indefinite plural, `partier`, but `parti` for one: the third form of four; of fewer it is spelled like
        the name."""
        forms = next(each.forms for each in self.program.concepts if each.name == concept)
        return forms[2] if len(forms) > 3 and count != 1 else forms[0]

    def question(self, interpretation: str) -> str:
        return next(each.question for each in self.program.interpretations if each.name == interpretation)

    # -- rule text -------------------------------------------------------------------------------

    def put_in(
        self,
        values: Iterable[Value],
        node: nodes.Expression | nodes.Condition,
        *whole: nodes.Expression,
        conditions: Iterable[nodes.Condition] = (),
    ) -> str:
        """The rule's own words with numbers for its names; a node in `whole` becomes one number, whatever it is.

        conditions: those within it, which keep their words: whether they hold is told by itself
        """
        known = list(values)
        units = any(_has_other_unit(expression) for expression, _ in known)
        beside = _set_beside(known)
        texts: dict[int, str] = {id(condition): expression_text(condition) for condition in conditions}
        for expression, outcome in known:
            if expression.node is not None and id(expression.node) not in texts:
                text = self._number_for((expression, outcome), known, whole, units, beside.get(expression, ()))
                if text is not None:
                    texts[id(expression.node)] = text
        text = keep_together(expression_text(node, lambda part: texts.get(id(part))))
        return text[1:-1] if isinstance(node, nodes.Quantity) and text.startswith("(") else text

    def _number_for(
        self,
        value: Value,
        values: Sequence[Value],
        whole: tuple[nodes.Expression, ...],
        units: bool,
        beside: Sequence[Outcome],
    ) -> str | None:
        expression, _ = value
        match expression:
            case _ if any(expression.node is part for part in whole):
                return self.in_formula(value, units=units, beside=beside)
            case model.Reference() | model.Follow() | model.Aggregate() | model.AskedDay():
                return self.in_formula(value, units=units, beside=beside)
            case model.Constant(node=nodes.Quantity()):
                return self.in_formula(value, units=units)
            case model.Arithmetic(node=nodes.Quantity() as node):
                # `0,52 basbelopp`: so many times a value.
                times = next(self.in_formula(each, units=units) for each in values if each[0] is expression.right)
                return times if node.number.value == 1 else f"({node.number.text} × {times})"
            case _:
                return None


def figures(outcomes: Iterable[Outcome]) -> list[Fraction]:
    """The numbers among them."""
    return [each.value for each in outcomes if isinstance(each, Known) and isinstance(each.value, Fraction)]


def steps_beside(value: Outcome, step: Fraction) -> tuple[Outcome, ...]:
    """The multiples of a rounding step on both sides of a value, and what is midway between them."""
    if not isinstance(value, Known) or not isinstance(value.value, Fraction):
        return ()
    down, up = floor(value.value / step) * step, ceil(value.value / step) * step
    return Known(down), Known(up), Known((down + up) / 2)


def _set_beside(values: Sequence[Value]) -> Mapping[model.Expression, tuple[Outcome, ...]]:
    """What each was rounded to, and the higher or lower of the two what it was set against."""
    outcomes = dict(values)
    found: dict[model.Expression, tuple[Outcome, ...]] = {}
    for expression, _ in values:
        match expression:
            case model.Round(value, _, step) if value in outcomes:
                found[value] = (*found.get(value, ()), *steps_beside(outcomes[value], step))
            case model.Extreme(_, left, right) if left in outcomes and right in outcomes:
                found[left] = (*found.get(left, ()), outcomes[right])
                found[right] = (*found.get(right, ()), outcomes[left])
            case _:
                pass
    return found


def _plurals(regulation: nodes.Regulation) -> Iterable[tuple[str, str]]:
    for block in regulation.items:
        if isinstance(block, nodes.Units):
            for entry in block.entries:
                yield entry.name, entry.forms[-1] if entry.forms else entry.name


def _has_other_unit(expression: model.Expression) -> bool:
    """Whether bare numbers would mislead: a formula that mixes tkr with kr keeps its units."""
    of = expression.type
    return isinstance(of, model.Number) and bool(of.unit.powers) and of.unit.factor != 1


def section_text(section: model.SectionRef) -> str:
    """`§ 2`, `§ 2 (ändrad genom Partiet anställer)`."""
    return section.label if section.amended_by is None else f"{section.label} (ändrad genom {section.amended_by})"


# -- outcomes and rows in general ----------------------------------------------------------------


def short(outcome: Failed) -> str:
    """A word or two for a value that is not there: `uppgift saknas`, `kräver bedömning`."""
    return STATUS_WORDS[status(outcome)]


def counted(of: model.Type) -> bool:
    """Whether the values are numbers of things, whose unit says what they are: `5 mandat`. An age is measured."""
    if not (isinstance(of, model.Number) and of.whole and of.unit.powers) or model.is_money(of):
        return False
    return of.unit.powers != (("år", 1),)


def genitive(name: str) -> str | None:
    """`Centerpartiets`, `SD:s`; None for what does not end in a letter."""
    if not name[-1:].isalpha():
        return None
    if name.split(" ")[-1].isupper():
        return f"{name}:s"
    return name if name.endswith(("s", "x", "z")) else f"{name}s"


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def listed(texts: Sequence[str], last: str = "och") -> str:
    """`a`, `a och b`, `a, b och c`; nothing of none."""
    return "".join(texts) if len(texts) < 2 else f"{', '.join(texts[:-1])} {last} {texts[-1]}"


def first_of(texts: Sequence[str], most: int) -> str:
    """`a, b, c och 12 till`, or all of them."""
    if len(texts) <= most + 1:
        return listed(texts)
    return f"{', '.join(texts[:most])} och {count(len(texts) - most)} till"


def too_far(year: int, low: int | None, high: int | None) -> tuple[str, str]:
    """What is wrong with a year that is too far from those in force, and the way out. low, high: those that may be
    computed."""
    nearest = [f"från och med {low}"] if low is not None else []
    nearest += [f"till och med {high}"] if high is not None else []
    return (
        f"{year} är för långt bort för att kunna räknas",
        f"Det går att räkna för åren {' '.join(nearest)}. Välj ett av dem. Vilka de är följer av gäller överst i "
        "regelverket, eller av de år som reglerna talar om.",
    )


def count(number: int) -> str:
    return numbers.number(Fraction(number))


def keep_together(text: str) -> str:
    """Rule text with spaces inside numbers, and between a number and its unit, that do not break lines."""
    text = text.replace('"', "”")
    return re.sub(r"(?<=\d) (?=\d{3}(?!\d)|%|kr\b|tkr\b|mnkr\b)", numbers.NO_BREAK_SPACE, text)
