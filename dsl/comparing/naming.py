"""Which names a part of the text brings with it, and which of some names it speaks of.

Goes by the words alone, and finds too much rather than too little.
"""

import re
from collections.abc import Collection, Iterator
from typing import Any

from dsl import nodes
from dsl.comparing.parts import Said
from dsl.formatting.literals import quoted

_NEVER = re.compile(r"(?!)")


def declared(node: Any) -> Iterator[str]:
    """Every name and form that a statement or declaration makes known; what is quoted with its quotes."""
    match node:
        case nodes.Declared() | nodes.Concept() | nodes.Attribute():
            yield from (node.name, *node.forms)
            if isinstance(node, nodes.Attribute) and isinstance(node.type, nodes.ChoiceType):
                yield from node.type.options
        case nodes.Definition():
            yield from _subject(node.subject)
        case nodes.Grant():
            yield from _subject(node.subject)
        case nodes.TableDefinition():
            for subject in node.subjects:
                yield from _subject(subject)
        case nodes.Sharing():
            yield from _subject(node.result)
        case nodes.DecidedBy():
            yield from _subject(node.subject)
        case nodes.Norm():
            yield from (quoted(content.text) for content in node.contents)
        # No text speaks of these; but who takes one away where another says it anew needs that.
        case nodes.ExceptionRule():
            yield f"undantag: {node.subject.name}"
        case nodes.Scope():
            yield f"omfattar: {node.name.text}"
        case nodes.Assumption():
            yield f"förutsätter: {node.text}"
        case nodes.Meaning():
            yield quoted(node.term)
        case nodes.Section():
            yield f"{node.kind} {node.number or node.title}"
        case nodes.Interpretation():
            yield node.name
            for reading in node.readings:
                yield reading.name
                for inner in reading.statements:
                    yield from declared(inner)
        case _:
            pass


def _subject(subject: nodes.Subject) -> Iterator[str]:
    """A value is called by its own name too, without whose it is."""
    yield from (subject.name, *subject.forms)
    _, _, own = subject.name.partition(" ")
    if own:
        yield own.removeprefix("är ")


def mentioned(said: Said, names: re.Pattern[str]) -> Iterator[str]:
    """Those of the names that stand somewhere in it, also in the genitive."""
    for _, text in said.lines:
        for found in names.finditer(text):
            yield found[1]


def pattern(names: Collection[str]) -> re.Pattern[str]:
    """Finds every one of the names as whole words, also where one stands inside another."""
    if not names:
        return _NEVER
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    return re.compile(rf"(?<![\w§])(?=({'|'.join(map(re.escape, longest_first))})s?(?!\w))")
