"""From declarations and subjects to the vocabulary of a regulation."""

from fractions import Fraction
from typing import assert_never

from dsl import model, names, nodes, units
from dsl.problems.names import DeclaredTwice, UnknownName
from dsl.problems.values import UnknownUnit
from dsl.resolving import literals
from dsl.resolving.collecting import Collected
from dsl.resolving.members import Forms, Members, Problems, check_name, concept_forms
from dsl.resolving.norm_groups import Said
from dsl.resolving.norm_subjects import contents_of, decided_by, norms_of
from dsl.resolving.subjects import definitions_of, differing
from dsl.resolving.vocabulary import Defined, Relation, Role, Vocabulary
from dsl.source import Span


def attributes_of(
    written: tuple[nodes.Attribute, ...],
    concept: str | None,
    forms: Forms,
    known: literals.Known,
    members: "Members",
    problems: Problems,
) -> tuple[model.Attribute, ...]:
    """The inputs or attributes that are declared, with their types."""
    found = []
    for node in written:
        symbol = model.Symbol(concept, node.name)
        shapes = tuple(dict.fromkeys((node.name, *node.forms)))
        members.add(symbol, shapes, node.span, None, False)
        kind = _type(node.type, forms, known, problems)
        if kind is None:
            members.broken.add(symbol)
            continue
        limits, default = _constraints(node, kind, known, problems)
        found.append(
            model.Attribute(
                symbol=symbol,
                type=kind,
                unit_text=units.unit_text(kind.unit) if isinstance(kind, model.Number) else None,
                limits=limits,
                default=default,
                per_year=any(isinstance(constraint, nodes.PerYear) for constraint in node.constraints),
                description=node.description,
                forms=shapes,
                span=node.span,
            )
        )
    return tuple(found)


def _type(node: nodes.Type, forms: Forms, known: literals.Known, problems: Problems) -> model.Type | None:
    match node:
        case nodes.WholeType(unit=text) | nodes.NumberType(unit=text):
            unit = units.PURE if text is None else units.parse(text, known)
            if unit is None:
                problems.append(UnknownUnit(node.span, text or "", names.nearest(text or "", known)))
                return None
            return model.Number(units.shown(unit), whole=isinstance(node, nodes.WholeType))
        case nodes.DateType():
            return model.Day()
        case nodes.TextType():
            return model.Text()
        case nodes.TruthType():
            return model.Truth()
        case nodes.ChoiceType(options=options):
            twice = [option for position, option in enumerate(options) if option in options[:position]]
            problems.extend(DeclaredTwice(node.span, option, node.span) for option in twice)
            return model.Choice(options)
        case nodes.RowType(concept=concept):
            if concept in forms.concepts:
                return model.RowOf(concept)
            problems.append(UnknownName(node.span, concept, "concept", names.nearest(concept, forms.concepts)))
            return None
        case _:
            assert_never(node)


def _constraints(
    node: nodes.Attribute, kind: model.Type, known: literals.Known, problems: Problems
) -> tuple[model.Limits, "Fraction | bool | str | None"]:
    default: Fraction | bool | str | None = None
    bounds: list[nodes.Bound] = []
    for constraint in node.constraints:
        match constraint:
            case nodes.PerYear():
                pass
            case nodes.Default():
                value = literals.literal(constraint.value, kind, node.name, known, problems)
                default = value if isinstance(value, Fraction | bool | str) else None
            case nodes.Bound():
                bounds.append(constraint)
            case _:
                assert_never(constraint)
    return literals.limits(bounds, kind, node.name, node.span, known, problems), default


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
