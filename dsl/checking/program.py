"""What several checks want to know of a program, found once: who defines what, what uses what, what values can be."""

from collections.abc import Iterable, Mapping
from functools import cached_property

from dsl import model, nodes
from dsl.checking import bounds
from dsl.checking.graphs import components
from dsl.domains import Domain, Steps
from dsl.expressions import Keys, named, post_order
from dsl.formatting.expressions import nothing, one_line
from dsl.frozen import identical
from dsl.model import Expression, Symbol
from dsl.source import Span

# A table of a thousand rows takes some thousands.
MOST_STEPS = 300_000
MOST_STEPS_IN_ALL = 3_000_000

Written = nodes.Definition | nodes.TableDefinition | nodes.Sharing | nodes.Norm | model.Assumption | model.Scope


@identical
class Subject:
    """The program under check. Everything else is looked up in it, and only when asked for.

    unread: places of lines that could not be read, so that rules may lack parts
    """

    program: model.Program
    unread: tuple[Span, ...] = ()

    def is_torn(self, rule: Span) -> bool:
        """Whether a line that could not be read belongs to the rule: it stands below it and above the next one."""
        if not self.unread:
            return False
        starts = [definition.node.span for definition in self.program.definitions]
        below = [span.line for span in starts if span.file == rule.file and span.line > rule.line]
        end = min(below, default=None)
        return any(
            span.file == rule.file and span.line > rule.line and (end is None or span.line < end)
            for span in self.unread
        )

    @cached_property
    def _all_steps(self) -> Steps:
        return Steps(MOST_STEPS_IN_ALL)

    def steps(self) -> Steps:
        """For the questions about one table or one set of cases."""
        return Steps(MOST_STEPS, self._all_steps)

    @cached_property
    def conditions(self) -> tuple[tuple[Expression, Written], ...]:
        """Conditions that belong to no definition, with what they stand in."""
        program = self.program
        return (
            *((assumption.condition, assumption) for assumption in program.assumptions),
            *((scope.condition, scope) for scope in program.scopes),
            *((norm.applies, norm.node) for norm in program.norms if norm.applies is not None),
        )

    @cached_property
    def definitions(self) -> Mapping[Symbol, tuple[model.Definition, ...]]:
        """All that define a symbol: several only when each stands in a reading of its own."""
        found: dict[Symbol, tuple[model.Definition, ...]] = {}
        for definition in self.program.definitions:
            found[definition.symbol] = (*found.get(definition.symbol, ()), definition)
        return found

    @cached_property
    def attributes(self) -> Mapping[Symbol, model.Attribute]:
        every = [attribute for concept in self.program.concepts for attribute in concept.attributes]
        return {attribute.symbol: attribute for attribute in (*self.program.inputs, *every)}

    @cached_property
    def orders(self) -> Mapping[model.Definition, tuple[Expression, ...]]:
        """All expressions of each definition, parts before what they are parts of."""
        return {definition: post_order(definition.expression) for definition in self.program.definitions}

    @cached_property
    def uses(self) -> Mapping[model.Definition, tuple[model.Reference, ...]]:
        """The references of each definition to what is defined."""
        return {
            definition: tuple(e for e in order if isinstance(e, model.Reference) and e.symbol in self.definitions)
            for definition, order in self.orders.items()
        }

    @cached_property
    def groups(self) -> tuple[tuple[Symbol, ...], ...]:
        """Defined symbols, those that need each other together (whatever the year), each after those it needs."""
        return components(self.definitions, self.needs)

    def needs(self, symbol: Symbol) -> Iterable[Symbol]:
        return dict.fromkeys(use.symbol for definition in self.definitions[symbol] for use in self.uses[definition])

    @cached_property
    def circular(self) -> frozenset[Symbol]:
        """Symbols that need themselves, through any year and any reading."""
        return frozenset(
            symbol for group in self.groups for symbol in group if len(group) > 1 or symbol in self.needs(symbol)
        )

    @cached_property
    def keys(self) -> Keys:
        return Keys()

    @cached_property
    def _known(self) -> dict[Symbol, Domain]:
        """Domains of attributes, and of definitions as they are asked for."""
        return {symbol: bounds.of_attribute(attribute) for symbol, attribute in self.attributes.items()}

    @cached_property
    def _remembered(self) -> dict[Expression, Domain | None]:
        return {}

    def domain(self, expression: Expression) -> Domain:
        """Every value that it can have. What needs itself can have any of its type."""
        if expression not in self._remembered:
            order = post_order(expression)
            used = self._undecided(part.symbol for part in order if isinstance(part, model.Reference))
            for (symbol,) in components(used, lambda symbol: self._undecided(self.needs(symbol))):
                self._known[symbol] = bounds.any_of([self._bounds(one) for one in self.definitions[symbol]])
            bounds.of_expression(order, self._known, self._remembered)
        return self._remembered[expression] or bounds.of_type(expression.type)

    def _bounds(self, definition: model.Definition) -> Domain:
        """Of a rule that lacks a line nothing more is known than its type."""
        if self.is_torn(definition.node.span):
            return bounds.of_type(definition.type)
        return bounds.of_expression(self.orders[definition], self._known, self._remembered)

    def _undecided(self, symbols: Iterable[Symbol]) -> list[Symbol]:
        return [
            symbol
            for symbol in symbols
            if symbol in self.definitions and symbol not in self._known and symbol not in self.circular
        ]

    def unit_text(self, expression: Expression) -> str | None:
        """The unit as declared or written, where the expression is a name."""
        name = named(expression)
        if name is None:
            return None
        told: Iterable[model.Attribute | model.Definition] = self.definitions.get(name.symbol, ())
        if name.symbol in self.attributes:
            told = (self.attributes[name.symbol],)
        return next((one.unit_text for one in told), None)


def text(expression: Expression) -> str:
    """As written; where nothing was, the name."""
    if expression.node is not None:
        return one_line(expression.node, nothing)
    return expression.symbol.name if isinstance(expression, model.Reference) else ""


def span(expression: Expression, otherwise: Span) -> Span:
    """The place of an expression; `otherwise` where nothing was written for it."""
    return otherwise if expression.node is None else expression.node.span


def zero(definition: model.Definition) -> str | None:
    """What `annars` could say: `0 kr`; None for what is no number."""
    if not isinstance(definition.type, model.Number):
        return None
    return "0" if definition.unit_text is None else f"0 {definition.unit_text}"
