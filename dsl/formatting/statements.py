"""Statements as lines: sections, texts, definitions with their details, sharings, interpretations."""

from collections.abc import Iterable, Iterator
from typing import assert_never

from dsl import nodes
from dsl.formatting.expressions import condition, expression, guarded, has_conditions, modifier, sum_text, tie_text
from dsl.formatting.lines import Line
from dsl.formatting.literals import date, quoted, shown, with_forms
from dsl.formatting.norms import bullet_lines, norm_lines, unrounded
from dsl.formatting.promises import promise_lines
from dsl.formatting.tables import table

_HITS = {
    "unique": "enligt tabellen",
    "first": "enligt tabellen, första träff",
    "brackets": "skiktvis enligt tabellen",
}


def statement_lines(level: int, node: nodes.Statement) -> Iterator[Line]:
    """The lines of a statement, with all that stands below it."""
    match node:
        case nodes.Section():
            heading = " ".join(part for part in (node.kind, node.number, node.title) if part)
            yield Line(level, heading, (), node.trivia, whole=True)
            for inner in node.statements:
                yield from statement_lines(level + 1, inner)
        case nodes.Heading():
            yield Line(level, f"rubrik {node.title}", (), node.trivia, whole=True)
        case nodes.TextBlock():
            yield from _text_block(level, node)
        case nodes.Definition():
            yield from _definition(level, node)
        case nodes.TableDefinition():
            subjects = ", ".join(subject_text(subject) for subject in node.subjects)
            yield Line(level, f"{subjects} är {_HITS[node.table.hit]}", node.marks, node.trivia)
            yield from table(level + 1, node.table)
            yield from _details(level + 1, node.details)
        case nodes.Grant():
            yield Line(level, _grant(node), node.marks, node.trivia)
            yield from bullet_lines(level + 1, node.value, node.condition)
            yield from _details(level + 1, node.details)
        case nodes.ExceptionRule():
            head = f"undantag från {node.section}: {subject_text(node.subject)} är {guarded(node.value)}"
            yield Line(level, head + _if(node.condition, even=node.even), node.marks, node.trivia)
            yield from bullet_lines(level + 1, node.value, node.condition)
        case nodes.Sharing():
            words = f"{node.pot.text} fördelas mellan {node.group.text} som {subject_text(node.result)}"
            yield Line(level, words, node.marks, node.trivia)
            for step in node.steps:
                yield Line(level + 1, sharing_step(step), step.marks, step.trivia)
                yield from bullet_lines(level + 2, step)
            yield from _details(level + 1, node.details)
        case nodes.Note():
            yield Line(level, f"anmärkning {quoted(node.text)}", node.marks, node.trivia)
        case nodes.Assumption():
            text = f"förutsätter {quoted(node.text)}: {condition(node.condition)}"
            yield Line(level, text, node.marks, node.trivia)
            yield from bullet_lines(level + 1, node.condition)
        case nodes.Promise():
            yield from promise_lines(level, node)
        case nodes.Interpretation():
            yield Line(level, f"tolkning {node.name} {quoted(node.question)}", node.marks, node.trivia)
            for reading in node.readings:
                yield Line(level + 1, f"{reading.name}:", (), reading.trivia)
                for inner in reading.statements:
                    yield from statement_lines(level + 2, inner)
            yield Line(level + 1, f"gäller {node.in_force}, {quoted(node.reason)}", (), node.in_force_trivia)
        case nodes.Norm() | nodes.DecidedBy() | nodes.Scope() | nodes.Meaning() | nodes.SeeAlso():
            yield from norm_lines(level, node)
        case _:
            assert_never(node)


def _grant(node: nodes.Grant) -> str:
    head = f"{'varje ' if node.each else ''}{node.bearer.text} {node.verb} {node.article} {subject_text(node.subject)}"
    given = f"{head} på {guarded(node.value) if node.condition is not None else expression(node.value)}"
    return given if node.condition is None else given + _if(node.condition, even=False)


def _text_block(level: int, node: nodes.TextBlock) -> Iterator[Line]:
    last = len(node.lines) - 1
    for index, text in enumerate(node.lines):
        marks = node.marks if index == last else ()
        before = nodes.Trivia(node.trivia.before, None, node.trivia.blank) if index == 0 else nodes.NO_TRIVIA
        yield Line(level, f"| {text}" if text else "|", marks, before, whole=True)
    if node.kind is not None:
        yield Line(level, node.kind, (), nodes.Trivia((), node.trivia.after))


def subject_text(node: nodes.Subject) -> str:
    """The name that a rule gives a value to, with its forms."""
    return with_forms(node.name, node.forms)


def _definition(level: int, node: nodes.Definition) -> Iterator[Line]:
    subject = subject_text(node.subject)
    match node.body:
        case nodes.Single(value, test):
            yield Line(
                level,
                f"{subject} är {expression(value) if test is None else guarded(value)}{_if(test)}",
                node.marks,
                node.trivia,
            )
            yield from bullet_lines(level + 1, value, test)
        case nodes.When(test):
            owner, are, state = node.subject.name.partition(" är ")
            text = f"{with_forms(owner, node.subject.forms)}{are}{state} när {condition(test)}"
            yield Line(level, text, node.marks, node.trivia)
            yield from bullet_lines(level + 1, test)
        case nodes.Cases(cases):
            yield Line(level, f"{subject} är", node.marks, node.trivia)
            for case in cases:
                text = ("annars " if case.otherwise else "") + _case(case) + _if(case.condition)
                yield Line(level + 1, text, case.marks, case.trivia)
                yield from bullet_lines(level + 2, case.value, case.condition)
        case nodes.Timeline(values):
            yield Line(level, f"{subject} är", node.marks, node.trivia)
            for dated in values:
                last = "" if dated.last is None else f" till och med {date(dated.last)}"
                text = f"från och med {date(dated.first)}{last}: {expression(dated.value)}"
                yield Line(level + 1, text, dated.marks, dated.trivia)
                yield from bullet_lines(level + 2, dated.value)
        case _:
            assert_never(node.body)
    yield from _details(level + 1, node.details)


def _case(node: nodes.Case) -> str:
    """The value among others: a condition of its own last modifier would be read as that of the case."""
    return expression(node.value) if node.condition is None and not has_conditions(node.value) else guarded(node.value)


def _details(level: int, details: Iterable[nodes.Detail]) -> Iterator[Line]:
    for detail in details:
        match detail:
            case nodes.Shown():
                yield Line(level, shown(detail), (), detail.trivia)
            case nodes.PaidOut():
                yield Line(level, "betalas ut", (), detail.trivia)
            case nodes.Unless():
                word = "dock" if detail.level == 1 else "trots det"
                text = f"{word} {guarded(detail.value)}{_if(detail.condition, even=detail.even)}"
                yield Line(level, text, detail.marks, detail.trivia)
                yield from bullet_lines(level + 1, detail.value, detail.condition)
            case _:
                assert_never(detail)


def _if(test: nodes.Condition | None, *, even: bool = False) -> str:
    if test is None:
        return ""
    return f"{' även' if even else ''} om {condition(test)}"


# -- sharing -------------------------------------------------------------------------------------


def sharing_step(node: nodes.SharingStep) -> str:
    """A line below a sharing."""
    match node:
        case nodes.Give():
            where = "" if node.where is None else f" vars {condition(node.where)}"
            again = " ytterligare" if node.again else ""
            text = f"varje {node.name}{where} får{again} {expression(node.value)}"
        case nodes.PartOfPot():
            how = "lika" if node.key is None else f"i proportion till {expression(node.key)}"
            text = f"{sum_text(node.part, last=False)} fördelas {how}"
        case nodes.RestInProportion():
            text = f"resten fördelas i proportion till {expression(node.key)}"
        case nodes.RestEqually():
            text = "resten fördelas lika"
        case nodes.Cap():
            text = f"dock högst {expression(node.bound)}"
        case nodes.GoesOn():
            text = "det som taket skär av fördelas mellan de övriga"
        case nodes.Stays():
            text = "det som inte kan delas ut blir kvar" + (f" som {subject_text(node.name)}" if node.name else "")
        case nodes.InTurn():
            text = (
                f"i turordning efter {sum_text(node.key)}, {node.first} först, så långt medlen räcker"
                f"{tie_text(node.tie)}"
            )
        case nodes.Remainder():
            rounding = [] if node.rounding is None else [modifier(node.rounding)]
            taker = [] if node.taker is None else [_taker(node.taker)]
            text = ", ".join(rounding + taker)
        case nodes.SainteLague():
            text = (
                f"enligt jämkade uddatalsmetoden med första divisor {node.first_divisor.text}"
                f" efter {sum_text(node.key)}{tie_text(node.tie)}"
            )
        case _:
            assert_never(node)
    return text


def _taker(node: nodes.ToRow | nodes.LargestRemainder) -> str:
    match node:
        case nodes.ToRow():
            row = f"{node.article} {node.name} som har {node.wording} {node.key.text}"
            return f"skillnaden läggs{unrounded(node)} på {row}{tie_text(node.tie)}"
        case nodes.LargestRemainder():
            return f"skillnaden fördelas{unrounded(node)} efter största rest{tie_text(node.tie)}"
        case _:
            assert_never(node)
