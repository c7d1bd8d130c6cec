"""Norms, scopes, meanings and references as lines, and the bullets of any condition."""

from collections.abc import Iterator
from typing import assert_never

from dsl import nodes
from dsl.formatting.expressions import bullets_below, condition, expression, modifier, sum_text
from dsl.formatting.lines import Line
from dsl.formatting.literals import quoted, with_forms, yearly_date

# Of what somebody decides there are no others.
_BOUNDS = {"least": "dock lägst", "most": "dock högst", "above": "mer än", "below": "mindre än"}
_TAKERS = {"first": "första", "last": "sista"}


def norm_lines(
    level: int, node: nodes.Norm | nodes.DecidedBy | nodes.Scope | nodes.Meaning | nodes.SeeAlso
) -> Iterator[Line]:
    """The lines of a norm, with what stands below it."""
    match node:
        case nodes.Norm():
            yield from _norm(level, node)
        case nodes.DecidedBy():
            subject = with_forms(node.subject.name, node.subject.forms)
            unit = "" if node.unit is None else f", i {node.unit}"
            bounds = "".join(f", {_BOUNDS[bound.kind]} {sum_text(bound.value)}" for bound in node.bounds)
            yield Line(level, f"{subject} bestäms av {node.role.text}{unit}{bounds}", node.marks, node.trivia)
            if node.regard:
                names = _joined([name.text for name in node.regard])
                yield Line(level + 1, f"med hänsyn till {names}", (), node.regard_trivia)
        case nodes.Scope():
            text = f"regelverket omfattar {node.name.text} vars {condition(node.where)}"
            yield Line(level, text, node.marks, node.trivia)
            yield from bullet_lines(level + 1, node.where)
        case nodes.Meaning():
            yield Line(level, f"med {quoted(node.term)} avses {quoted(node.meaning)}", node.marks, node.trivia)
        case nodes.SeeAlso():
            file = "" if node.file is None else f" i {quoted(node.file)}"
            yield Line(level, f"se {_named(node.section, node.text)}{file}", node.marks, node.trivia, whole=True)
        case _:
            assert_never(node)


def _norm(level: int, node: nodes.Norm) -> Iterator[Line]:
    head = f"{node.bearer.text} {node.modality}"
    if node.bulleted:
        yield Line(level, head, node.marks, node.trivia)
        for content in node.contents:
            yield Line(level + 1, f"- {quoted(content.text)}", content.marks, content.trivia)
    else:
        yield Line(level, f"{head} {quoted(node.contents[0].text)}", node.marks, node.trivia)
    for line in node.lines:
        yield Line(level + 1, norm_line(line), line.marks, line.trivia)
        yield from bullet_lines(level + 2, line)


def norm_line(node: nodes.NormLine) -> str:
    """A line below a norm, without its bullets."""
    match node:
        case nodes.Applies():
            return f"{'endast ' if node.only else ''}om {condition(node.condition)}"
        case nodes.Except():
            test = None if node.condition is None else f"om {condition(node.condition)}"
            return f"dock inte {_named(test, node.text)}"
        case nodes.Despite():
            return f"trots {_named(node.section, node.content)}"
        case nodes.ApartFrom():
            return f"utom enligt {node.section}"
        case nodes.Complied():
            return f"följs när {condition(node.condition)}"
        case nodes.Amount():
            return f"belopp {_named(None if node.value is None else expression(node.value), node.text)}"
        case nodes.InParts():
            days = _joined([yearly_date(day) for day in node.days])
            rounding = "" if node.rounding is None else f", {modifier(node.rounding)}"
            if node.taker is None:
                return f"i delar {days}{rounding}"
            return f"i delar {days}{rounding}, skillnaden läggs{unrounded(node)} på den {_TAKERS[node.taker]} delen"
        case nodes.Extent():
            return f"omfattning {expression(node.value)}"
        case nodes.Deadline():
            return f"senast {_named(_day(node.day), node.text)}"
        case nodes.Carried():
            count = "" if node.count is None else f"{node.count.text} "
            return f"{node.kind} {count}{quoted(node.text)}"
        case _:
            assert_never(node)


def unrounded(node: nodes.InParts | nodes.ToRow | nodes.LargestRemainder) -> str:
    """What is said of a difference that goes with what is less than a step."""
    return " oavrundad" if node.unrounded else ""


def _day(node: nodes.Expression | nodes.YearlyDate | None) -> str | None:
    match node:
        case None:
            return None
        case nodes.YearlyDate():
            return yearly_date(node)
        case _:
            return expression(node)


def _named(written: str | None, text: str | None) -> str:
    """What is written in the language, or else the quoted text."""
    return quoted(text or "") if written is None else written


def _joined(texts: list[str]) -> str:
    """`a, b och c`"""
    *before, last = texts
    return f"{', '.join(before)} och {last}" if before else last


def bullet_lines(level: int, *written: object) -> Iterator[Line]:
    """The bullets below a line on which these nodes stand, and those below them."""
    for bullet in bullets_below(*written):
        yield Line(level, f"- {condition(bullet.condition)}", bullet.marks, bullet.trivia)
        yield from bullet_lines(level + 1, bullet.condition)
