"""What each rule defines: a name of a concept's rows or of the whole regulation."""

from collections.abc import Iterable, Iterator, Mapping
from typing import assert_never

from dsl import model, names, nodes
from dsl.problems.interpretations import ReadingsDiffer
from dsl.problems.names import ManyValues, NotAGroup, NotOfARow, UnknownName
from dsl.problems.sharing import StaysTwice
from dsl.resolving.collecting import Collected, Reading
from dsl.resolving.members import Forms, Members, Problems, check_name, exclusive
from dsl.resolving.vocabulary import Defined
from dsl.source import Span


def definitions_of(collected: Collected, forms: Forms, members: "Members", problems: Problems) -> tuple[Defined, ...]:
    """What each rule gives a value to, with its forms."""
    found = []
    staying: dict[model.Symbol, list[tuple[Reading | None, Span]]] = {}
    for placed in collected.rules:
        node = placed.node
        symbols: tuple[model.Symbol | None, ...]
        match node:
            case nodes.Definition():
                truth = isinstance(node.body, nodes.When)
                symbols = (_truth(node.subject, forms) if truth else _subject(node.subject, forms, problems),)
                subjects: tuple[nodes.Subject, ...] = (node.subject,)
            case nodes.TableDefinition():
                symbols = tuple(_subject(subject, forms, problems) for subject in node.subjects)
                subjects = node.subjects
            case nodes.Sharing():
                concept = _group_concept(node.group.text, forms)
                if concept is None:
                    near = names.nearest(node.group.text, forms.many)
                    problems.append(
                        UnknownName(node.group.span, node.group.text, "name", near)
                        if near
                        else NotAGroup(node.group.span, node.group.text, "rows")
                    )
                symbols = (None if concept is None else model.Symbol(concept, node.result.name),)
                subjects = (node.result,)
                left = _left(node)
                if left is not None:
                    stays, subject = _stays(node, left, forms)
                    before = staying.setdefault(stays, [])
                    clash = next((span for reading, span in before if not exclusive(reading, placed.reading)), None)
                    if clash is not None and left.name is None:
                        problems.append(StaysTwice(node.span, stays.name, clash))
                    else:
                        before.append((placed.reading, node.span))
                        symbols, subjects = (*symbols, stays), (node.result, subject)
            case nodes.ExceptionRule() | nodes.Assumption():
                continue
            case _:
                assert_never(node)
        kept = []
        spelled = []
        for symbol, subject in zip(symbols, subjects, strict=True):
            if symbol is not None:
                shapes = tuple(dict.fromkeys((symbol.name, *subject.forms)))
                for form in () if isinstance(node, nodes.Definition) and isinstance(node.body, nodes.When) else shapes:
                    check_name(form, subject.span, problems)
                members.add(symbol, shapes, subject.span, placed.reading, True)
                kept.append(symbol)
                spelled.append(shapes)
        if len(kept) == len(subjects):
            found.append(Defined(node, placed, tuple(kept), tuple(spelled)))
    return tuple(found)


def subject_symbol(subject: nodes.Subject, row_genitives: Mapping[str, str]) -> model.Symbol:
    """`partiets grundram` → grundram of parti; `årets höjning` → höjning; else a name for the whole regulation."""
    words = subject.name.removeprefix("årets ").split(" ")
    for count in range(1, len(words)):
        concept = row_genitives.get(" ".join(words[:count]))
        if concept is not None:
            return model.Symbol(concept, " ".join(words[count:]).removeprefix("årets "))
    return model.Symbol(None, " ".join(words))


def _subject(subject: nodes.Subject, forms: Forms, problems: Problems) -> model.Symbol | None:
    symbol = subject_symbol(subject, forms.row_genitives)
    first, space, rest = symbol.name.partition(" ")
    if symbol.concept is None and space:
        if first in forms.many_genitives:
            problems.append(ManyValues(subject.span, subject.name))
            return None
        concept = forms.concepts.get(forms.row.get(first) or forms.many.get(first) or first)
        if concept is not None and not any(form.partition(" ")[0] in _every(concept) for form in subject.forms):
            one = names.genitive((*concept.forms, concept.name)[0])
            problems.append(NotOfARow(subject.span, subject.name, concept.name, f"{one} {rest}"))
            return None
        near = names.nearest(first, forms.row_genitives, 0.85)
        if near:
            problems.append(UnknownName(subject.span, first, "concept", near))
            return None
    return symbol


def _every(concept: nodes.Concept) -> tuple[str, ...]:
    return (concept.name, *concept.forms)


def _truth(subject: nodes.Subject, forms: Forms) -> model.Symbol:
    """`partiet är representerat` → representerat of parti; else the whole phrase, for the whole regulation."""
    row, _, flag = subject.name.partition(" är ")
    if row in forms.row:
        return model.Symbol(forms.row[row], flag)
    return model.Symbol(None, subject.name)


def _left(node: nodes.Sharing) -> nodes.Stays | None:
    """The line that says what stays, where anything may; made up where what a ceiling cuts off goes on, or some come in
    turn, and nothing is said of what stays."""
    said = next((step for step in node.steps if isinstance(step, nodes.Stays)), None)
    if said is None and any(isinstance(step, nodes.GoesOn | nodes.InTurn) for step in node.steps):
        return nodes.Stays(None, marks=(), trivia=nodes.NO_TRIVIA, span=node.span)
    return said


def _stays(node: nodes.Sharing, left: nodes.Stays, forms: Forms) -> tuple[model.Symbol, nodes.Subject]:
    """What stays is of whoever the pot is of; without a name of its own it is called `kvar av potten`."""
    pot = subject_symbol(nodes.Subject(node.pot.text, (), span=node.pot.span), forms.row_genitives)
    owner = subject_symbol(nodes.Subject(node.group.text, (), span=node.group.span), forms.row_genitives).concept
    subject = left.name or nodes.Subject(f"kvar av {pot.name}", (), span=node.span)
    return model.Symbol(owner, subject.name), subject


def _group_concept(text: str, forms: Forms) -> str | None:
    """The concept of `partierna` or of the last words of `partiets sekreterare`; None where there is none."""
    words = text.split(" ")
    for start in range(len(words)):
        concept = forms.many.get(" ".join(words[start:]))
        if concept is not None:
            return concept
    return None


def differing(defined: Iterable[Defined]) -> Iterator[ReadingsDiffer]:
    """Names that readings of one question define for different concepts."""
    seen: dict[tuple[str, str], tuple[model.Symbol, Span]] = {}
    for rule in defined:
        reading, span = rule.placed.reading, rule.node.span
        for symbol in rule.symbols if reading is not None else ():
            first, place = seen.setdefault((reading[0] if reading else "", symbol.name), (symbol, span))
            if first.concept != symbol.concept:
                yield ReadingsDiffer(span, symbol.name, place)
