"""Everything that has a name: units, concepts with their forms and attributes, inputs, and what the rules define.

Built once (`declarations`); looking a name up is then a few dictionary reads (`lookup`). Types of defined values are
not here: they come out as the rules are resolved.
"""

from collections.abc import Mapping

import attrs

from dsl import model, nodes, units
from dsl.resolving.collecting import Placed, Reading
from dsl.source import Span


@attrs.frozen
class Entry:
    """A name in use. readings: None where it is known everywhere, else the readings that it is local to.

    name: as declared, for lists of what could be meant
    """

    symbol: model.Symbol
    name: str
    span: Span
    computed: bool
    readings: frozenset[Reading] | None


@attrs.frozen
class Relation:
    """An attribute that points at a row of `target`. genitives: what may stand before a name of that row."""

    symbol: model.Symbol
    target: str
    genitives: frozenset[str]
    forms: frozenset[str]


@attrs.frozen(eq=False)
class Vocabulary:
    """row_forms: `partiet`; many_forms: `partier`, `partierna`; with their genitives; all give the concept's name.

    members: concept (None: the whole regulation) -> form -> what it may mean there
    relations: concept -> its relations; pointing: (owner, other) -> the relations of `other` to `owner`
    """

    units: Mapping[str, units.Unit]
    concepts: Mapping[str, model.Concept]
    inputs: tuple[model.Attribute, ...]
    row_forms: Mapping[str, str]
    row_genitives: Mapping[str, str]
    many_forms: Mapping[str, str]
    many_genitives: Mapping[str, str]
    members: Mapping[str | None, Mapping[str, tuple[Entry, ...]]]
    relations: Mapping[str, tuple[Relation, ...]]
    pointing: Mapping[tuple[str, str], tuple[Relation, ...]]
    attributes: Mapping[model.Symbol, model.Attribute]


@attrs.frozen(eq=False)
class Defined:
    """A rule with what it defines: one symbol, several for a table with more result columns."""

    node: nodes.Definition | nodes.TableDefinition | nodes.Sharing
    placed: Placed
    symbols: tuple[model.Symbol, ...]
    forms: tuple[tuple[str, ...], ...]
