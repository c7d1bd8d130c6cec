"""What is shared out or paid in parts, rounded to a step, is for sure a whole number of such steps."""

from collections.abc import Iterator
from fractions import Fraction

import attrs

from dsl import model, nodes
from dsl.checking.program import Subject
from dsl.domains import Numbers
from dsl.formatting.expressions import expression, modifier
from dsl.formatting.literals import step
from dsl.formatting.norms import norm_line
from dsl.formatting.statements import sharing_step, subject_text
from dsl.problems.sharing import BetweenSteps
from dsl.source import Span


def check_steps(subject: Subject) -> Iterator[BetweenSteps]:
    """Find what is shared out or paid in parts by steps without surely being a whole number of them."""
    for order in subject.orders.values():
        for part in order:
            if isinstance(part, model.ShareOf):
                yield from _sharing(subject, part.sharing)
    told: set[int] = set()
    for norm in subject.program.norms:
        # Several contents of one norm have its lines in common.
        if id(norm.node) not in told:
            told.add(id(norm.node))
            yield from _parts(subject, norm)


def _sharing(subject: Subject, sharing: model.Sharing) -> Iterator[BetweenSteps]:
    node = sharing.node
    line = next((step for step in node.steps if isinstance(step, nodes.Remainder)), None)
    stays = any(isinstance(step, nodes.Stays) for step in node.steps)
    if sharing.rounding is None or line is None or line.taker is None or line.rounding is None:
        return
    if sharing.unrounded or stays or _in_steps(subject, sharing.pot, sharing.rounding[1]):
        return
    pot, rounding = node.pot.text, modifier(line.rounding)
    whose = _genitive(subject, sharing.group, node.group.text)
    rounded = f"{whose}delbara belopp" if whose else "delbart belopp"
    first = (
        f"{rounded} (delbara beloppet) är {pot}, {rounding}",
        f"{rounded if whose else 'delbara beloppet'} fördelas mellan {node.group.text} som {subject_text(node.result)}",
    )
    taken = attrs.evolve(line, taker=attrs.evolve(line.taker, unrounded=True))
    yield BetweenSteps(line.span, "sharing", pot, step(line.rounding.step), first, sharing_step(taken))


def _parts(subject: Subject, norm: model.Norm) -> Iterator[BetweenSteps]:
    line = next((one for one in norm.node.lines if isinstance(one, nodes.InParts)), None)
    amount = next((one for one in norm.node.lines if isinstance(one, nodes.Amount)), None)
    if line is None or line.rounding is None or line.unrounded or amount is None or amount.value is None:
        return
    for _, symbol in norm.parts:
        for definition in subject.definitions.get(symbol, ()):
            for part in subject.orders[definition]:
                # The taker's part is what the others leave; theirs are rounded.
                if not isinstance(part, model.Round) or part.node is None or _apart(part.node.span, line.span):
                    continue
                assert isinstance(part.value, model.Arithmetic)
                if not _in_steps(subject, part.value.left, part.step):
                    rounded = attrs.evolve(amount, value=_rounded(amount.value, line.rounding))
                    yield BetweenSteps(
                        line.span,
                        "parts",
                        expression(amount.value),
                        step(line.rounding.step),
                        (norm_line(rounded),),
                        norm_line(attrs.evolve(line, unrounded=True)),
                    )
                return


def _in_steps(subject: Subject, amount: model.Expression, size: Fraction) -> bool:
    """Whether the amount is a whole number of steps of that size, whatever is given."""
    domain = subject.domain(amount)
    return isinstance(domain, Numbers) and domain.step is not None and (domain.step / size).denominator == 1


def _apart(one: Span, other: Span) -> bool:
    """Whether the two begin in different places."""
    return (one.file, one.line, one.column) != (other.file, other.line, other.column)


def _rounded(value: nodes.Expression, rounding: nodes.Round) -> nodes.Expression:
    if isinstance(value, nodes.Modified):
        return attrs.evolve(value, modifiers=(*value.modifiers, rounding))
    return nodes.Modified(value, (rounding,), span=value.span)


def _genitive(subject: Subject, group: model.Group, text: str) -> str:
    """`partiets ` of `partiets sekreterare`; nothing where all rows share."""
    if group.owner is None:
        return ""
    forms = next(one.forms for one in subject.program.concepts if one.name == group.concept)
    return next(text.removesuffix(form) for form in forms if text.endswith(f" {form}"))
