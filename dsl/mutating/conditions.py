"""Small changes of a condition."""

from collections.abc import Iterator, Mapping
from typing import Any, Literal, assert_never

import attrs

from dsl import nodes
from dsl.formatting import expression_text
from dsl.mutating.edits import Edit, Kind
from dsl.mutating.places import Path

# What a comparison is taken for, and its opposite.
_TAKEN_FOR: Mapping[str, tuple[tuple[Any, Kind], ...]] = {
    ">=": ((">", "comparison"), ("<", "negation")),
    ">": ((">=", "comparison"), ("<=", "negation")),
    "<=": (("<", "comparison"), (">", "negation")),
    "<": (("<=", "comparison"), (">=", "negation")),
    "=": (("≠", "negation"),),
    "≠": (("=", "negation"),),
    "latest": (("earliest", "comparison"),),
    "earliest": (("latest", "comparison"),),
    "≈": (),
}
_Wording = Literal["något av", "någon av", "alla", "inget av", "ingen av"]
_SOME: Mapping[str, _Wording] = {"inget av": "något av", "ingen av": "någon av", "alla": "något av"}
_NONE: Mapping[str, _Wording] = {"något av": "inget av", "någon av": "ingen av"}


def condition_edits(path: Path, node: nodes.Condition) -> Iterator[Edit]:
    """Changes of the node itself; not of those within it."""

    def to(kind: Kind, new: nodes.Condition) -> Edit:
        return Edit(kind, path, new, expression_text(node), expression_text(new), node.span)

    match node:
        case nodes.Comparison():
            for operator, kind in _TAKEN_FOR[node.operator]:
                yield to(kind, attrs.evolve(node, operator=operator))
        case nodes.Membership():
            yield to("negation", attrs.evolve(node, negated=not node.negated))
            for index in range(len(node.options)):
                yield to("condition", _without_option(node, index))
        case nodes.Within():
            yield to("condition", nodes.Comparison(node.left, "earliest", node.low, span=node.span))
            yield to("condition", nodes.Comparison(node.left, "latest", node.high, span=node.span))
        case nodes.Has() | nodes.Judged() | nodes.Normed():
            yield to("negation", attrs.evolve(node, negated=not node.negated))
        case nodes.OverYears():
            yield to("year", attrs.evolve(node, count=node.count + 1))
            yield to("list", attrs.evolve(node, kind="every" if node.kind == "any" else "any"))
        case nodes.HasAny():
            for index in range(len(node.flags)):
                yield to("condition", _without_flag(node, index))
        case nodes.And() | nodes.Or():
            for index, part in enumerate(node.parts):
                rest = (*node.parts[:index], *node.parts[index + 1 :])
                new = attrs.evolve(node, parts=rest) if len(rest) > 1 else rest[0]
                yield Edit("condition", path, new, expression_text(part), None, part.span)
            if isinstance(node, nodes.Or):
                yield to("list", nodes.And(node.parts, span=node.span))
        case nodes.Bullets():
            if len(node.parts) > 1:
                yield to("list", attrs.evolve(node, kind="any" if node.kind == "all" else "all"))
                for index, bullet in enumerate(node.parts):
                    rest_of = (*node.parts[:index], *node.parts[index + 1 :])
                    new_list = attrs.evolve(node, parts=rest_of)
                    yield Edit("condition", path, new_list, expression_text(bullet.condition), None, bullet.span)
        case nodes.Quantified():
            for quantified in _quantified(node):
                yield to("list", quantified)
        case _:
            assert_never(node)


def any_of(path: Path, node: nodes.And) -> Edit:
    """`A och B` as any of the two, where bullets may stand."""
    bullets = tuple(nodes.Bullet(part, marks=(), trivia=nodes.NO_TRIVIA, span=part.span) for part in node.parts)
    new = nodes.Bullets("any", bullets, span=node.span)
    return Edit("list", path, new, expression_text(node), expression_text(new), node.span)


def _without_option(node: nodes.Membership, index: int) -> nodes.Condition:
    rest = (*node.options[:index], *node.options[index + 1 :])
    if len(rest) > 1:
        return attrs.evolve(node, options=rest)
    return nodes.Comparison(node.left, "≠" if node.negated else "=", rest[0], span=node.span)


def _without_flag(node: nodes.HasAny, index: int) -> nodes.Condition:
    rest = (*node.flags[:index], *node.flags[index + 1 :])
    if len(rest) > 1:
        return attrs.evolve(node, flags=rest)
    return nodes.Has(node.subject, rest[0], False, span=node.span)


def _quantified(node: nodes.Quantified) -> Iterator[nodes.Quantified]:
    if node.quantifier != "some":
        yield attrs.evolve(node, quantifier="some", wording=_SOME[node.wording])
    else:
        yield attrs.evolve(node, quantifier="every", wording="alla")
        yield attrs.evolve(node, quantifier="none", wording=_NONE[node.wording])
