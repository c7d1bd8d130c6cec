"""From declarations and subjects to the vocabulary of a regulation."""

from dsl import model, names, nodes, units
from dsl.problems.names import DeclaredTwice
from dsl.resolving import literals
from dsl.resolving.attributes import attributes_of
from dsl.resolving.collecting import Collected
from dsl.resolving.forms import Forms, concept_forms
from dsl.resolving.members import Members, Problems, check_name
from dsl.resolving.norm_groups import Said
from dsl.resolving.norm_subjects import contents_of, decided_by, norms_of
from dsl.resolving.subjects import definitions_of, differing
from dsl.resolving.vocabulary import Defined, Relation, Role, Vocabulary
from dsl.source import Span


def declare(
    regulation: nodes.Regulation, collected: Collected, problems: Problems, *, every: bool = False
) -> tuple[Vocabulary, tuple[Defined, ...], tuple[Said, ...]]:
    """The vocabulary of a regulation, its defining rules with their symbols, and its norms. every: as in `resolve`."""
    known = _units(regulation, problems)
    roles = _roles(regulation, problems)
    blocks = (item for item in regulation.items if isinstance(item, nodes.Concepts))
    written = tuple(concept for block in blocks for concept in block.concepts)
    forms = concept_forms(written, problems)
    members = Members(problems)
    concepts = {name: _concept(concept, forms, known, members, problems) for name, concept in forms.concepts.items()}
    inputs = tuple(
        attribute
        for item in regulation.items
        if isinstance(item, nodes.Inputs)
        for node in item.attributes
        for attribute in attributes_of((node,), None, forms, known, members, problems)
    )
    decisions, concepts = decided_by(collected, forms, roles, known, concepts, members, problems)
    inputs = (*inputs, *decisions)
    rules = definitions_of(collected, forms, members, problems)
    said, norms = norms_of(regulation, collected, forms, roles, members, problems, every=every)
    defined = (*rules, *norms)
    problems.extend(differing(defined))
    relations = {name: _relations(concept, forms) for name, concept in concepts.items()}
    pointing: dict[tuple[str, str], tuple[Relation, ...]] = {}
    for name, found in relations.items():
        for relation in found:
            pointing[relation.target, name] = (*pointing.get((relation.target, name), ()), relation)
    listed = [attribute for concept in concepts.values() for attribute in concept.attributes]
    vocabulary = Vocabulary(
        units=known,
        concepts=concepts,
        inputs=inputs,
        row_forms=forms.row,
        row_genitives=forms.row_genitives,
        many_forms=forms.many,
        many_genitives=forms.many_genitives,
        members=members.frozen(collected),
        relations=relations,
        pointing=pointing,
        attributes={attribute.symbol: attribute for attribute in (*listed, *inputs)},
        roles=roles,
        contents=contents_of(collected),
    )
    return vocabulary, defined, said


def _units(regulation: nodes.Regulation, problems: Problems) -> dict[str, units.Unit]:
    known = dict(units.BUILT_IN)
    first: dict[str, Span] = {}
    for item in regulation.items:
        if isinstance(item, nodes.Units):
            for entry in item.entries:
                unit = units.declared(entry.name)
                for form in dict.fromkeys((entry.name, *entry.forms)):
                    if form in known:
                        problems.append(DeclaredTwice(entry.span, form, first.get(form, entry.span)))
                    else:
                        known[form] = unit
                        first[form] = entry.span
    return known


def _roles(regulation: nodes.Regulation, problems: Problems) -> dict[str, Role]:
    roles: dict[str, Role] = {}
    for item in regulation.items:
        if isinstance(item, nodes.Roles):
            for entry in item.entries:
                role = Role(entry.name, tuple(dict.fromkeys((entry.name, *entry.forms))), entry.span)
                for form in role.forms:
                    check_name(form, entry.span, problems)
                    if form in roles:
                        problems.append(DeclaredTwice(entry.span, form, roles[form].span))
                        break
                    roles[form] = role
    return roles


def _concept(
    node: nodes.Concept, forms: Forms, known: literals.Known, members: "Members", problems: Problems
) -> model.Concept:
    attributes = attributes_of(node.attributes, node.name, forms, known, members, problems)
    keys: list[model.Attribute] = []
    for key in node.keys:
        target = key if key in forms.concepts else None
        have = next((attribute for attribute in attributes if attribute.symbol.name == key), None)
        if have is not None:
            keys.append(have)
            continue
        # A key that is no concept of this file (`val`) is a plain text, such as a year or a name.
        kind = model.RowOf(target) if target else model.Text()
        symbol = model.Symbol(node.name, key)
        keys.append(model.Attribute(symbol, kind, None, model.Limits(), None, False, None, (key,), node.span))
        members.add(symbol, (key,), node.span, None, False)
    added = tuple(key for key in keys if key not in attributes)
    shapes = tuple(dict.fromkeys((node.name, *node.forms)))
    return model.Concept(node.name, shapes, tuple(key.symbol for key in keys), (*added, *attributes), node.span)


def _relations(concept: model.Concept, forms: Forms) -> tuple[Relation, ...]:
    found = []
    for attribute in concept.attributes:
        if isinstance(attribute.type, model.RowOf):
            spelled = set(attribute.forms)
            if attribute.symbol.name == attribute.type.concept:
                spelled |= {form for form, name in forms.row.items() if name == attribute.type.concept}
            genitives = frozenset(names.genitive(form) for form in spelled)
            found.append(Relation(attribute.symbol, attribute.type.concept, genitives, frozenset(spelled)))
    return tuple(found)
