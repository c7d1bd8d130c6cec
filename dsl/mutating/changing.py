"""All small changes of one statement."""

from collections.abc import Collection, Iterator
from typing import assert_never

from dsl import nodes
from dsl.mutating.conditions import any_of, condition_edits
from dsl.mutating.edits import Edit
from dsl.mutating.norms import norm_edits, reading_edits
from dsl.mutating.places import Changeable, Path, parts
from dsl.mutating.rules import rule_edits
from dsl.mutating.values import modifier_edits, value_edits
from dsl.source import Span

# Where the condition that they hold may be written as bullets.
_WITH_BULLETS = (
    nodes.Single,
    nodes.Case,
    nodes.When,
    nodes.Unless,
    nodes.ExceptionRule,
    nodes.Applies,
    nodes.Except,
    nodes.Complied,
    nodes.Bullet,
)


def edits(statement: Changeable, deciding: Collection[Span]) -> Iterator[Edit]:
    """Every small change that can be made to a statement, in the order of its text.

    deciding: the places of the norms that decide anything.
    """
    match statement:
        case nodes.Definition() | nodes.TableDefinition() | nodes.Grant() | nodes.ExceptionRule() | nodes.Sharing():
            yield from _throughout(statement)
        case nodes.Norm():
            yield from norm_edits((), statement, decides=statement.span in deciding)
            yield from _throughout(statement)
        case nodes.Scope():
            yield Edit("scope", (), None, span=statement.span)
            yield from _throughout(statement)
        case nodes.Interpretation():
            yield from reading_edits((), statement)
        case nodes.Attribute():
            yield from _defaults(statement)
        case _:
            assert_never(statement)


def _defaults(attribute: nodes.Attribute) -> Iterator[Edit]:
    for index, constraint in enumerate(attribute.constraints):
        if isinstance(constraint, nodes.Default):
            place: Path = (("constraints", index),)
            yield Edit("default", place, None, span=constraint.span)
            for path, node in parts(constraint, place):
                yield from _of(path, node)


def _throughout(statement: Changeable) -> Iterator[Edit]:
    for path, node in parts(statement):
        yield from _of(path, node)


def _of(path: Path, node: object) -> Iterator[Edit]:
    match node:
        case (
            nodes.Quantity()
            | nodes.Name()
            | nodes.YearOf()
            | nodes.ShareOf()
            | nodes.Binary()
            | nodes.Negative()
            | nodes.Per()
            | nodes.PerBegun()
            | nodes.FirstThen()
            | nodes.Aggregate()
            | nodes.Extreme()
            | nodes.Text()
            | nodes.Date()
            | nodes.DayOf()
            | nodes.AskedDay()
            | nodes.WholeTime()
            | nodes.Workday()
            | nodes.Ranking()
            | nodes.NotRegulated()
            | nodes.Nothing()
            | nodes.Modified()
        ):
            yield from value_edits(path, node)
        case (
            nodes.Round()
            | nodes.Changed()
            | nodes.Limited()
            | nodes.PriceLevel()
            | nodes.Indexed()
            | nodes.AtDate()
            | nodes.AsOf()
            | nodes.MonthByMonth()
            | nodes.Conditioned()
        ):
            yield from modifier_edits(path, node)
        case (
            nodes.Comparison()
            | nodes.Membership()
            | nodes.Within()
            | nodes.Has()
            | nodes.HasAny()
            | nodes.OverYears()
            | nodes.Or()
            | nodes.And()
            | nodes.Bullets()
            | nodes.Quantified()
            | nodes.Judged()
            | nodes.Normed()
        ):
            yield from condition_edits(path, node)
        case _:
            yield from rule_edits(path, node)
    if isinstance(node, _WITH_BULLETS) and isinstance(node.condition, nodes.And):
        yield any_of((*path, ("condition", None)), node.condition)
