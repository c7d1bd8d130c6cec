"""What norms and decisions of others are about: their bearers, and the names of what they decide."""

from collections.abc import Iterable, Iterator, Mapping

import attrs

from dsl import model, names, nodes, units
from dsl.problems.names import UndeclaredForm, UnknownName
from dsl.problems.norms import InReading
from dsl.problems.values import UnknownUnit
from dsl.resolving import literals, mentions
from dsl.resolving.collecting import Collected, Stated
from dsl.resolving.members import Forms, Members, Problems
from dsl.resolving.norm_groups import Asked, Bearer, Said, gather
from dsl.resolving.subjects import subject_symbol
from dsl.resolving.vocabulary import Defined, Role
from dsl.source import Span

Roles = Mapping[str, Role]


def norms_of(
    regulation: nodes.Regulation,
    collected: Collected,
    forms: Forms,
    roles: Roles,
    members: Members,
    problems: Problems,
    *,
    every: bool = False,
) -> tuple[tuple[Said, ...], tuple[Defined, ...]]:
    """Every norm, and everything that they decide, as rules with names of their own.

    members: with all other names of the text; every: as in `Asked`
    """
    said = tuple(_said(collected, forms, roles, problems))
    if not said:
        return (), ()

    def speaks_of(lines: tuple[object, ...]) -> str | None:
        return _row_spoken_of(lines, forms, members)

    readings = {
        question.node.name: tuple(reading.name for reading in question.node.readings)
        for question in collected.questions
    }
    found = []
    said, values = gather(said, _asked(regulation, every), readings, speaks_of, collected.sections, problems)
    for decided in values:
        first = decided.said[0]
        members.add(decided.symbol, decided.names, first.content.span, decided.reading, True)
        found.append(Defined(first.node, decided, (decided.symbol,), (decided.names,)))
    return said, tuple(found)


def bearer_of(written: str, forms: Forms, roles: Roles) -> Bearer | None:
    """Who or what a norm is about; None where nothing is called so."""
    if written in forms.row:
        return Bearer(forms.row[written], forms.row[written], ())
    role = roles.get(written)
    return None if role is None else Bearer(role.name, None, role.forms)


def contents_of(collected: Collected) -> dict[str, Span]:
    """What norms are about, each with where it is first said."""
    found: dict[str, Span] = {}
    for stated in collected.stated:
        if isinstance(stated.node, nodes.Norm):
            for content in stated.node.contents:
                found.setdefault(content.text, content.span)
    return found


def _said(collected: Collected, forms: Forms, roles: Roles, problems: Problems) -> Iterator[Said]:
    """One for each content of each norm whose bearer is known."""
    for stated in collected.stated:
        if isinstance(stated.node, nodes.Norm):
            bearer = bearer_of(stated.node.bearer.text, forms, roles)
            if bearer is None:
                problems.append(_no_bearer(stated.node.bearer, forms, roles))
                continue
            for content in stated.node.contents:
                yield Said(stated.node, content, bearer, stated.section, stated.reading, None)


def _no_bearer(written: nodes.Name, forms: Forms, roles: Roles) -> UnknownName | UndeclaredForm:
    text = written.text
    for form, row in forms.row.items():
        # A concept is spoken of one row at a time, in definite form.
        if text == row or forms.many.get(text) == row:
            return UnknownName(written.span, text, "bearer", (form,))
    alike = [(role.name, role.span) for role in roles.values()]
    alike += [(name, concept.span) for name, concept in forms.concepts.items()]
    for name, span in alike:
        if names.may_be_form(text, name):
            return UndeclaredForm(written.span, text, name, span)
    return UnknownName(written.span, text, "bearer", names.nearest(text, (*roles, *forms.row)))


def _asked(regulation: nodes.Regulation, every: bool) -> Asked:
    """What conditions and examples ask for."""
    lines = [line for item in regulation.items if isinstance(item, nodes.Example) for line in item.lines]
    conditions = frozenset((one.relation, one.content) for one in mentions.normed(regulation.items))
    examples = frozenset((line.relation, line.content) for line in lines if isinstance(line, nodes.ThenNorm))
    return Asked(conditions, examples, every)


def _row_spoken_of(lines: tuple[object, ...], forms: Forms, members: Members) -> str | None:
    """The concept of the row that the lines of a role's norm speak of (`partiets utbetalning`, or a name that only the
    rows of one concept have); None where they speak of the whole regulation."""
    found = tuple(mentions.texts(lines, inside=False))
    for text in found:
        words = text.split(" ")
        for count in range(1, min(len(words), names.MOST_WORDS) + 1):
            head = " ".join(words[:count])
            concept = (forms.row_genitives if count < len(words) else forms.row).get(head)
            if concept is not None:
                return concept
    for text in found:
        owners = [concept for concept in forms.concepts if (concept, text) in members.by_form]
        if len(owners) == 1 and (None, text) not in members.by_form:
            return owners[0]
    return None


# -- what someone else decides -------------------------------------------------------------------


def decided_by(
    collected: Collected,
    forms: Forms,
    roles: Roles,
    known: literals.Known,
    concepts: dict[str, model.Concept],
    members: Members,
    problems: Problems,
) -> tuple[tuple[model.Attribute, ...], dict[str, model.Concept]]:
    """`anslag (anslaget) bestäms av kommunstyrelsen, i kr/år`: inputs of the whole regulation, and the concepts with
    those of their rows (`partiets anslag bestäms av …`)."""
    inputs = []
    for stated in collected.stated:
        if isinstance(stated.node, nodes.DecidedBy):
            attribute = _decided(stated, stated.node, forms, roles, known, members, problems)
            if attribute is None:
                continue
            concept = attribute.symbol.concept
            if concept is None:
                inputs.append(attribute)
            else:
                whole = concepts[concept]
                concepts = {**concepts, concept: attrs.evolve(whole, attributes=(*whole.attributes, attribute))}
    return tuple(inputs), concepts


def _decided(
    stated: Stated,
    node: nodes.DecidedBy,
    forms: Forms,
    roles: Roles,
    known: literals.Known,
    members: Members,
    problems: Problems,
) -> model.Attribute | None:
    symbol = subject_symbol(node.subject, forms.row_genitives)
    shapes = tuple(dict.fromkeys((symbol.name, *node.subject.forms)))
    members.add(symbol, shapes, node.span, None, False)
    if stated.reading is not None:
        problems.append(InReading(node.span, "decided"))
    if bearer_of(node.role.text, forms, roles) is None:
        similar = names.nearest(node.role.text, (*roles, *forms.row))
        problems.append(UnknownName(node.role.span, node.role.text, "judge", similar))
    written = node.unit or _unit_of(node.bounds)
    unit = units.PURE if written is None else units.parse(written, known)
    if unit is None:
        assert written is not None
        problems.append(UnknownUnit(node.span, written, names.nearest(written, known)))
        return None
    kind = model.Number(units.shown(unit))
    return model.Attribute(
        symbol=symbol,
        type=kind,
        unit_text=units.unit_text(kind.unit),
        limits=literals.limits(node.bounds, kind, symbol.name, node.span, known, problems),
        default=None,
        per_year=False,
        description=None,
        forms=shapes,
        judge=model.Judge(node.role.text, "bestäms av", symbol.name),
        span=node.span,
    )


def _unit_of(bounds: Iterable[nodes.Bound]) -> str | None:
    """The unit that the bounds of what is decided are in; None where they are plain numbers."""
    return next((bound.value.unit for bound in bounds if isinstance(bound.value, nodes.Quantity)), None)
