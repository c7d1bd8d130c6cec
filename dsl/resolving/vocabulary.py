"""Everything that has a name: units, concepts with their forms and attributes, inputs, and what the rules define.

Built once (`declarations`); looking a name up is then a few dictionary reads (`lookup`). Types of defined values are
not here: they come out as the rules are resolved.
"""

from collections.abc import Mapping

from dsl import model, nodes, units
from dsl.frozen import frozen, identical
from dsl.resolving.collecting import Placed, Reading
from dsl.resolving.norm_groups import Decided
from dsl.source import Span


@frozen
class Entry:
    """A name in use. readings: None where it is known everywhere, else the readings that it is local to.

    name: as declared, for lists of what could be meant
    """

    symbol: model.Symbol
    name: str
    span: Span
    computed: bool
    readings: frozenset[Reading] | None


@frozen
class Relation:
    """An attribute that points at a row of `target`. genitives: what may stand before a name of that row."""

    symbol: model.Symbol
    target: str
    genitives: frozenset[str]
    forms: frozenset[str]


@frozen
class Role:
    """Somebody whom norms are about, who has no rows.

    forms: the name first, as declared.
    """

    name: str
    forms: tuple[str, ...]
    span: Span


@identical
class Vocabulary:
    """All names of a regulation, by each of their forms.

    row_forms: `partiet`; many_forms: `partier`, `partierna`; with their genitives; all give the concept's name.

    members: concept (None: the whole regulation) -> form -> what it may mean there
    relations: concept -> its relations; pointing: (owner, other) -> the relations of `other` to `owner`
    roles: every form of a role -> its name and its forms; contents: what norms are about -> where it is first said
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
    roles: Mapping[str, Role]
    contents: Mapping[str, Span]


Definable = nodes.Definition | nodes.TableDefinition | nodes.Sharing | nodes.Norm


@identical
class Defined:
    """A rule with what it defines: one symbol, several for a table with more result columns.

    node: of what norms decide together, the first of them
    """

    node: Definable
    placed: Placed | Decided
    symbols: tuple[model.Symbol, ...]
    forms: tuple[tuple[str, ...], ...]

    @property
    def written(self) -> object:
        """Everything that may name what it needs."""
        return self.placed.mentioned if isinstance(self.placed, Decided) else self.node
