"""Values, names and rule text in words, for all that tells of a program."""

import re
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

import attrs

from dsl import model, nodes
from dsl.formatting import expression_text
from interpreter.derivation import Value
from interpreter.outcomes import Failed, Known, Outcome
from workbench import numbers
from workbench.results import STATUS_WORDS, status

Named = model.Definition | model.Attribute

@attrs.frozen(eq=False)
class Words:
    """plurals: of the declared units; named: what every symbol is, for its unit as written."""

    program: model.Program
    plurals: Mapping[str, str]
    named: Mapping[model.Symbol, Named]

    @staticmethod
    def of(program: model.Program) -> "Words":
        attributes = [attribute for concept in program.concepts for attribute in concept.attributes]
        named: list[Named] = [*program.inputs, *attributes, *program.definitions]
        return Words(program, dict(_plurals(program.regulation)), {each.symbol: each for each in named})

    # -- values ----------------------------------------------------------------------------------

    def of_named(self, outcome: Outcome, named: Named, *, shown: bool = False) -> str:
        """The value of a definition or an attribute; shown: as its `visas i …` says."""
        step = named.shown if shown and isinstance(named, model.Definition) else None
        match outcome:
            case Failed():
                return short(outcome)
            case Known(value):
                return numbers.value_text(value, named.type, named.unit_text, self.plurals, step)

    def of_expression(self, value: Value) -> str:
        """What an expression came to, with its unit."""
        expression, outcome = value
        match outcome:
            case Failed():
                return short(outcome)
            case Known(known):
                return numbers.value_text(known, expression.type, self._unit_text(expression), self.plurals)

    def in_formula(self, value: Value, *, units: bool) -> str:
        """What an expression came to, without its unit if not `units`."""
        expression, outcome = value
        match outcome, expression.type:
            case Known(Fraction() as known), model.Number(unit=unit) if not units:
                return numbers.bare(known, unit, self._unit_text(expression))
            case _:
                return self.of_expression(value)

    def _unit_text(self, expression: model.Expression) -> str | None:
        match expression:
            case model.Reference():
                return self.named[expression.symbol].unit_text
            case model.Follow():
                return self._unit_text(expression.value)
            case _:
                return None

    def rows(self, concept: str) -> str:
        """The indefinite plural, `partier`: the third form of four; of fewer it is spelled like the name."""
        forms = next(each.forms for each in self.program.concepts if each.name == concept)
        return forms[2] if len(forms) > 3 else forms[0]

    def question(self, interpretation: str) -> str:
        return next(each.question for each in self.program.interpretations if each.name == interpretation)

    # -- rule text -------------------------------------------------------------------------------

    def put_in(self, values: Iterable[Value], node: nodes.Expression | nodes.Condition, *whole: nodes.Expression) -> str:
        """The rule's own words with numbers for its names; a node in `whole` becomes one number, whatever it is."""
        known = list(values)
        units = any(_has_other_unit(expression) for expression, _ in known)
        texts: dict[int, str] = {}
        for expression, outcome in known:
            if expression.node is not None and id(expression.node) not in texts:
                text = self._number_for((expression, outcome), known, whole, units)
                if text is not None:
                    texts[id(expression.node)] = text
        return keep_together(expression_text(node, lambda part: texts.get(id(part))))

    def _number_for(
        self, value: Value, values: Sequence[Value], whole: tuple[nodes.Expression, ...], units: bool
    ) -> str | None:
        expression, _ = value
        match expression:
            case _ if any(expression.node is part for part in whole):
                return self.in_formula(value, units=units)
            case model.Reference() | model.Follow() | model.Aggregate():
                return self.in_formula(value, units=units)
            case model.Constant(node=nodes.Quantity()):
                return self.in_formula(value, units=units)
            case model.Arithmetic(node=nodes.Quantity() as node):
                # `0,52 basbelopp`: so many times a value.
                times = next(self.in_formula(each, units=units) for each in values if each[0] is expression.right)
                return times if node.number.value == 1 else f"({node.number.text} × {times})"
            case _:
                return None


def _plurals(regulation: nodes.Regulation) -> Iterable[tuple[str, str]]:
    for block in regulation.items:
        if isinstance(block, nodes.Units):
            for entry in block.entries:
                yield entry.name, entry.forms[-1] if entry.forms else entry.name


def _has_other_unit(expression: model.Expression) -> bool:
    """Whether bare numbers would mislead: a formula that mixes tkr with kr keeps its units."""
    of = expression.type
    return isinstance(of, model.Number) and bool(of.unit.powers) and of.unit.factor != 1


# -- outcomes and rows in general ----------------------------------------------------------------


def short(outcome: Failed) -> str:
    """A word or two for a value that is not there: `uppgift saknas`, `kräver bedömning`."""
    return STATUS_WORDS[status(outcome)]


def is_money(of: model.Type) -> bool:
    return isinstance(of, model.Number) and any(name == "kr" and power == 1 for name, power in of.unit.powers)


def genitive(name: str) -> str:
    return name if name.endswith(("s", "x", "z")) else f"{name}s"


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def listed(texts: Sequence[str], last: str = "och") -> str:
    """`a`, `a och b`, `a, b och c`"""
    return texts[0] if len(texts) == 1 else f"{', '.join(texts[:-1])} {last} {texts[-1]}"


def first_of(texts: Sequence[str], most: int) -> str:
    """`a, b, c och 12 till`, or all of them."""
    return listed(texts) if len(texts) <= most + 1 else f"{', '.join(texts[:most])} och {len(texts) - most} till"


def keep_together(text: str) -> str:
    """The text with spaces inside numbers, and between a number and its unit, that do not break lines."""
    return re.sub(r"(?<=\d) (?=\d{3}(?!\d)|%|kr\b|tkr\b|mnkr\b)", numbers.NO_BREAK_SPACE, text)
