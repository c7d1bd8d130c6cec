"""Lines that say what the rule above them does when something holds: the condition first, or the change alone.

They become what the language has for it: an exception to that rule, or a change of its value with a condition.
"""

import re
from collections.abc import Sequence

import attrs

from dsl import nodes
from dsl.parsing.reader import Reader
from dsl.parsing.reading import read, read_stretch
from dsl.spellings import CHANGES
from dsl.text.layout import CONDITION_FIRST, Line

_CHANGE = re.compile(rf"(?:dock +)?(?P<change>(?:ökat|minskat|{'|'.join(CHANGES)}) +med .* om )")
_SO = re.compile(r",?(?: så)?$")


def subjects(node: object) -> tuple[nodes.Subject, ...]:
    """What the statement gives values to, where it can have exceptions."""
    match node:
        case nodes.Definition(subject=subject) if not isinstance(node.body, nodes.When):
            return (subject,)
        case nodes.TableDefinition(subjects=several):
            return several
        case nodes.Sharing(result=subject):
            return (subject,)
        case _:
            return ()


def condition_first(reader: Reader, line: Line, known: Sequence[nodes.Subject]) -> tuple[nodes.Unless | None, bool]:
    """`om C är bidraget 0 kr` as `dock 0 kr om C`, and whether the line is one, of one of the `known` subjects."""
    found = None if line.kind or line.children else CONDITION_FIRST.match(line.text)
    if found is None or not any(is_called(subject, found["name"]) for subject in known):
        return None, False
    when = _SO.sub("", found["when"])
    condition = read_stretch(reader, line, "condition", found.start("when"), found.start("when") + len(when))
    value = read_stretch(reader, line, "value", *found.span("value"))
    if condition is None or value is None:
        return None, True
    unless = nodes.Unless(1, value, condition, False, marks=line.marks, trivia=line.trivia, span=line.whole())
    return unless, True


def may_except(line: Line, unread: str) -> bool:
    """Whether the line is an exception to the rule above it that could not be read: only that one is told of."""
    found = CONDITION_FIRST.match(line.text)
    return found is not None and re.search(rf"(?<!\w){re.escape(found['name'])}(?!\w)", unread) is not None


def is_called(subject: nodes.Subject, name: str) -> bool:
    """`bidraget` or `föreningens bidrag` of `föreningens bidrag (bidraget)`."""
    _, _, own = subject.name.partition(" ")
    return name in (subject.name, *subject.forms) or name == own


def changed_below(
    reader: Reader, definition: nodes.Definition, lines: tuple[Line, ...]
) -> tuple[nodes.Definition, tuple[Line, ...]]:
    """The definition with the changes that stand below it, and the other lines.

    `ökat med 150 kr om C` on a line of its own is what it is after a comma. Only below a value without cases.
    """
    while lines and (change := _CHANGE.match(lines[0].text)) is not None:
        body = definition.body
        if (
            lines[0].kind
            or not isinstance(body, nodes.Single)
            or body.condition is not None
            or not _goes_on(body.value)
        ):
            break
        modifier = read(reader, lines[0], "modifying", change.start("change"))
        if modifier is not None:
            definition = _with(definition, body.value, modifier, lines[0])
        lines = lines[1:]
    return definition, lines


def _with(
    definition: nodes.Definition, value: nodes.Expression, modifier: nodes.Modifier, line: Line
) -> nodes.Definition:
    before, several = (value.value, value.modifiers) if isinstance(value, nodes.Modified) else (value, ())
    changed = nodes.Modified(before, (*several, modifier), span=value.span.to(modifier.span))
    above, below = definition.trivia, line.trivia
    comments = (*above.before, *below.before, *([] if below.after is None else [below.after]))
    return attrs.evolve(
        definition,
        body=nodes.Single(changed, None, span=changed.span),
        marks=(*definition.marks, *line.marks),
        trivia=attrs.evolve(above, before=comments),
    )


def _goes_on(value: nodes.Expression) -> bool:
    """Whether a modifier may stand after the value: not where a condition before it takes all that follows."""
    match value:
        case nodes.NotRegulated() | nodes.Nothing() | nodes.Ranking():
            return False
        case nodes.Modified(modifiers=(*_, nodes.Conditioned(condition=condition))):
            last = condition.parts[-1] if isinstance(condition, nodes.And) else condition
            return not isinstance(last, nodes.Or | nodes.Bullets | nodes.Quantified)
        case _:
            return True
