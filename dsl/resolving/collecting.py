"""The statements of a regulation in one flat list, each with the section and the reading it stands in."""

from collections.abc import Iterator, Mapping
from typing import assert_never

from dsl import model, nodes
from dsl.frozen import identical
from dsl.problems import Problem
from dsl.problems.interpretations import NestedInterpretation
from dsl.resolving.granting import definite_forms, granted

Reading = tuple[str, str]
Rule = nodes.Definition | nodes.TableDefinition | nodes.Sharing | nodes.ExceptionRule | nodes.Assumption
Statement = nodes.Norm | nodes.DecidedBy | nodes.Scope | nodes.Meaning | nodes.SeeAlso


@identical
class Placed:
    """A rule, where it stands and, within a `tolkning`, in which reading."""

    node: Rule
    section: model.SectionRef
    reading: Reading | None


@identical
class Stated:
    """What is said besides the rules, where it stands and in which reading."""

    node: Statement
    section: model.SectionRef
    reading: Reading | None


@identical
class Question:
    """A `tolkning` and where it stands."""

    node: nodes.Interpretation
    section: model.SectionRef


@identical
class Promised:
    """A `kontroll`, where it stands, None for outermost in the file, and in which reading."""

    node: nodes.Promise
    section: model.SectionRef | None
    reading: Reading | None


@identical
class Collected:
    """All statements of a regulation by kind, each with the section it stands in."""

    sections: tuple[model.SectionRef, ...]
    rules: tuple[Placed, ...]
    stated: tuple[Stated, ...]
    questions: tuple[Question, ...]
    promises: tuple[Promised, ...]


def collect(regulation: nodes.Regulation) -> tuple[Collected, tuple[Problem, ...]]:
    """Everything that the sections say, and every promise, in the order of the text."""
    sections: list[model.SectionRef] = []
    rules: list[Placed] = []
    stated: list[Stated] = []
    questions: list[Question] = []
    promises: list[Promised] = []
    problems: list[Problem] = []
    definite = definite_forms(regulation.items)
    for item in regulation.items:
        if isinstance(item, nodes.Promise):
            promises.append(Promised(item, None, None))
        elif isinstance(item, nodes.Section):
            for found in _section(item, (), None, definite):
                match found:
                    case model.SectionRef():
                        sections.append(found)
                    case Placed():
                        rules.append(found)
                    case Stated():
                        stated.append(found)
                    case Question():
                        questions.append(found)
                    case Promised():
                        promises.append(found)
                    case NestedInterpretation():
                        problems.append(found)
                    case _:
                        assert_never(found)
    collected = Collected(tuple(sections), tuple(rules), tuple(stated), tuple(questions), tuple(promises))
    return collected, tuple(problems)


def sections(regulation: nodes.Regulation) -> tuple[model.SectionRef, ...]:
    """The sections of a regulation, in order, those within others after what they stand in."""
    return collect(regulation)[0].sections


_Found = model.SectionRef | Placed | Stated | Question | Promised | NestedInterpretation


def _section(
    section: nodes.Section, path: tuple[str, ...], reading: Reading | None, definite: Mapping[str, str]
) -> Iterator[_Found]:
    here = model.SectionRef(section.label, section.title, (*path, section.label), section.amended_by)
    yield here
    yield from _statements(section.statements, here, reading, definite)


def _statements(
    statements: tuple[nodes.Statement, ...],
    here: model.SectionRef,
    reading: Reading | None,
    definite: Mapping[str, str],
) -> Iterator[_Found]:
    for statement in statements:
        match statement:
            case nodes.Section():
                yield from _section(statement, here.path, reading, definite)
            case nodes.Grant():
                rule, norm = granted(statement, definite)
                yield Placed(rule, here, reading)
                yield Stated(norm, here, reading)
            case (
                nodes.Definition()
                | nodes.TableDefinition()
                | nodes.Sharing()
                | nodes.ExceptionRule()
                | nodes.Assumption()
            ):
                yield Placed(statement, here, reading)
            case nodes.Promise():
                yield Promised(statement, here, reading)
            case nodes.Interpretation():
                if reading is not None:
                    yield NestedInterpretation(statement.span, statement.name)
                    continue
                yield Question(statement, here)
                for answer in statement.readings:
                    yield from _statements(answer.statements, here, (statement.name, answer.name), definite)
            case nodes.Heading() | nodes.TextBlock() | nodes.Note():
                pass
            case nodes.Norm() | nodes.DecidedBy() | nodes.Scope() | nodes.Meaning() | nodes.SeeAlso():
                yield Stated(statement, here, reading)
            case _:
                assert_never(statement)
