"""The forms of concepts: which words stand for one row, for many, and for their genitives."""

from collections.abc import Mapping

from dsl import names, nodes
from dsl.frozen import identical
from dsl.problems.names import ConceptForms, DeclaredTwice
from dsl.resolving.members import Problems, check_name
from dsl.source import Span


@identical
class Forms:
    """Form -> concept: one row, many rows; and concept -> every form."""

    row: Mapping[str, str]
    many: Mapping[str, str]
    row_genitives: Mapping[str, str]
    many_genitives: Mapping[str, str]
    concepts: Mapping[str, nodes.Concept]


def concept_forms(written: tuple[nodes.Concept, ...], problems: Problems) -> Forms:
    row: dict[str, str] = {}
    many: dict[str, str] = {}
    concepts: dict[str, nodes.Concept] = {}
    taken: dict[str, Span] = {}
    for concept in written:
        if concept.name in concepts:
            problems.append(DeclaredTwice(concept.span, concept.name, concepts[concept.name].span))
            continue
        concepts[concept.name] = concept
        if len(concept.forms) not in (2, 3):
            problems.append(ConceptForms(concept.span, concept.name, len(concept.forms)))
        for form in dict.fromkeys((concept.name, *concept.forms)):
            check_name(form, concept.span, problems)
            if form in taken:
                problems.append(DeclaredTwice(concept.span, form, taken[form]))
            taken.setdefault(form, concept.span)
        one, *several = concept.forms or (concept.name,)
        row.setdefault(one, concept.name)
        for form in several if len(several) > 1 else (concept.name, *several):
            many.setdefault(form, concept.name)
    row_genitives = {names.genitive(form): name for form, name in row.items()}
    many_genitives = {names.genitive(form): name for form, name in many.items()}
    return Forms(row, many, row_genitives, many_genitives, concepts)
