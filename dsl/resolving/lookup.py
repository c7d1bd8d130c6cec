"""What a run of words means where it stands: which row, through which relations or group, and which name there.

Only declarations decide; types and values play no part. Words that could mean two things are ambiguous.
"""

from collections.abc import Iterator
from itertools import islice

import attrs

from dsl import model, names
from dsl.frozen import frozen
from dsl.problems import Problem
from dsl.problems.interpretations import LocalName
from dsl.problems.names import AmbiguousName, NestedGroups, NoSuchRow, OtherRows, Place, UndeclaredForm, UnknownName
from dsl.resolving.collecting import Reading
from dsl.resolving.vocabulary import Entry, Relation, Vocabulary
from dsl.source import Span

# After so many problems, why a name is unknown is no longer looked into.
_MOST_HELPED = 200
_MOST_COMPARED = 1000


@frozen
class Meaning:
    """From a row of the scope's concept: first `before` relations, then perhaps a group, then `after` relations, then
    a name of the row reached; entry None: the row (or rows) itself.

    concept: of the rows reached; None for a name of the whole regulation
    """

    before: tuple[Relation, ...]
    group: model.Group | None
    after: tuple[Relation, ...]
    entry: Entry | None
    concept: str | None


@attrs.frozen(eq=False)
class Scope:
    """Where a name stands. concept: the rows at hand, None for the whole regulation.

    via: inside a group's condition, the relation back to the row outside, which is tried before other relations
    outer: the concept of that outside row where the group is not of that row (its names can't be reached)
    found: meanings already looked up in this very scope
    """

    vocabulary: Vocabulary
    concept: str | None
    reading: Reading | None
    via: model.Symbol | None = None
    outer: str | None = None
    found: dict[str, tuple[Meaning, ...]] = attrs.field(factory=dict, repr=False)


def meanings(scope: Scope, text: str) -> tuple[Meaning, ...]:
    """Everything the words could mean here; one when all is well."""
    known = scope.found.get(text)
    if known is None:
        known = scope.found[text] = tuple(dict.fromkeys(_meanings(scope, text)))
    return known


def meaning(scope: Scope, text: str, span: Span, problems: list[Problem]) -> Meaning | None:
    """The one thing the words mean, or None and a problem."""
    found = meanings(scope, text)
    if len(found) == 1:
        return found[0]
    if found:
        places = tuple(_place(one, scope.vocabulary) for one in found)
        problems.append(AmbiguousName(span, text, places))
    elif len(problems) >= _MOST_HELPED:
        problems.append(UnknownName(span, text, "name", ()))
    else:
        problems.append(unknown(scope, text, span))
    return None


def flag(scope: Scope, subject: str, words: str) -> Meaning | None:
    """The truth that `SUBJECT är WORDS`, or `SUBJECT har WORDS` of a row, names, if it does."""
    row = rows(scope, subject)
    if row is not None:
        for entry in _visible(scope, row[0], words):
            return Meaning(row[1], None, (), entry, row[0])
    for entry in _visible(scope, None, f"{subject} är {words}"):
        return Meaning((), None, (), entry, None)
    return None


def decision(scope: Scope, subject: str | None, words: str) -> Meaning | None:
    """What norms about a row, or about a role, have decided. subject None: the row at hand. words: `får "X"`."""
    if subject is None:
        for entry in _visible(scope, scope.concept, words):
            return Meaning((), None, (), entry, scope.concept)
        return None
    row = rows(scope, subject)
    if row is not None:
        for entry in _visible(scope, row[0], words):
            return Meaning(row[1], None, (), entry, row[0])
    return next(iter(meanings(scope, f"{subject} {words}")), None)


def rows(scope: Scope, subject: str) -> tuple[str, tuple[Relation, ...]] | None:
    """The row that `partiet`, `listan` or `listans parti` is here: its concept and the way there."""
    for found in _rows(scope, subject):
        return found
    for one in meanings(scope, subject):
        for relation in scope.vocabulary.relations.get(one.concept or "", ()):
            if one.group is None and one.entry is not None and one.entry.symbol == relation.symbol:
                return relation.target, (*one.before, relation)
    return None


# -- finding -------------------------------------------------------------------------------------


def _meanings(scope: Scope, text: str) -> Iterator[Meaning]:
    vocabulary = scope.vocabulary
    plain = list(_unqualified(scope, text))
    yield from plain
    words = text.split(" ")
    for count in range(1, min(len(words), names.MOST_WORDS)):
        head, rest = " ".join(words[:count]), words[count:]
        for concept, before in _owners(scope, head):
            yield from _below(scope, concept, rest, before, None, ())
        many = vocabulary.many_genitives.get(head)
        if many is not None:
            yield from _below(scope, many, rest, (), model.Group(many, None, None), ())
    if not plain:
        many = vocabulary.many_forms.get(text)
        if many is not None:
            yield Meaning((), model.Group(many, None, None), (), None, many)
        for concept, before in _rows(scope, text):
            yield Meaning(before, None, (), None, concept)


def _unqualified(scope: Scope, text: str) -> Iterator[Meaning]:
    """This row's name; else one of the row it belongs to; else the whole regulation's."""
    if scope.concept is not None:
        own = _visible(scope, scope.concept, text)
        if own:
            yield from (Meaning((), None, (), entry, scope.concept) for entry in own)
            return
        relations = scope.vocabulary.relations[scope.concept]
        related = [
            (relation, Meaning((relation,), None, (), entry, relation.target))
            for relation in relations
            for entry in _visible(scope, relation.target, text)
        ]
        back = [one for relation, one in related if relation.symbol == scope.via]
        if related:
            yield from back or (one for _, one in related)
            return
    yield from (Meaning((), None, (), entry, None) for entry in _visible(scope, None, text))


def _owners(scope: Scope, genitive: str) -> Iterator[tuple[str, tuple[Relation, ...]]]:
    """The row that a genitive in first place speaks of: this row, or one it points at."""
    concept = scope.vocabulary.row_genitives.get(genitive)
    if scope.concept is None:
        return
    if concept == scope.concept:
        # Among all parties, in a rule about a party, `partiets` could be either one's.
        if concept != scope.outer:
            yield concept, ()
        return
    relations = scope.vocabulary.relations[scope.concept]
    named = [relation for relation in relations if genitive in relation.genitives]
    for relation in named or [relation for relation in relations if relation.target == concept]:
        yield relation.target, (relation,)


def _rows(scope: Scope, form: str) -> Iterator[tuple[str, tuple[Relation, ...]]]:
    """The same for `partiet`, `listan` without genitive."""
    concept = scope.vocabulary.row_forms.get(form)
    if scope.concept is None:
        return
    if concept == scope.concept:
        yield concept, ()
        return
    relations = scope.vocabulary.relations[scope.concept]
    named = [relation for relation in relations if form in relation.forms]
    for relation in named or [relation for relation in relations if relation.target == concept]:
        yield relation.target, (relation,)


def _below(
    scope: Scope,
    concept: str,
    words: list[str],
    before: tuple[Relation, ...],
    group: model.Group | None,
    after: tuple[Relation, ...],
) -> Iterator[Meaning]:
    """What the words mean after a genitive of a row of `concept`."""
    vocabulary = scope.vocabulary
    text = " ".join(words)
    for entry in _visible(scope, concept, text):
        yield Meaning(before, group, after, entry, concept)
    gathered = _gathered(vocabulary, concept, vocabulary.many_forms.get(text))
    if gathered is not None and group is None:
        yield Meaning(before, gathered, (), None, gathered.concept)
    for count in range(1, len(words)):
        head, rest = " ".join(words[:count]), words[count:]
        for relation in vocabulary.relations[concept]:
            if head in relation.genitives:
                if group is None:
                    yield from _below(scope, relation.target, rest, (*before, relation), None, ())
                else:
                    yield from _below(scope, relation.target, rest, before, group, (*after, relation))
        gathered = _gathered(vocabulary, concept, vocabulary.many_genitives.get(head))
        if gathered is not None and group is None:
            yield from _below(scope, gathered.concept, rest, before, gathered, ())


def _gathered(vocabulary: Vocabulary, owner: str, other: str | None) -> model.Group | None:
    """The rows of `other` that belong to a row of `owner`, where one relation says so."""
    if other is None:
        return None
    pointing = vocabulary.pointing.get((owner, other), ())
    named = [relation for relation in pointing if relation.symbol.name == owner] or list(pointing)
    return model.Group(other, owner, named[0].symbol) if len(named) == 1 else None


def _visible(scope: Scope, concept: str | None, form: str) -> tuple[Entry, ...]:
    found = scope.vocabulary.members.get(concept, {}).get(form, ())
    if not found or all(entry.readings is None for entry in found):
        return found
    return tuple(entry for entry in found if entry.readings is None or scope.reading in entry.readings)


# -- what went wrong -----------------------------------------------------------------------------


def _place(one: Meaning, vocabulary: Vocabulary) -> Place:
    if one.entry is None:
        assert one.concept is not None
        return Place(one.concept, vocabulary.concepts[one.concept].span)
    way = [relation.symbol.name for relation in (*one.before, *one.after)]
    owner = [one.concept] if one.concept is not None and not way else []
    return Place(" → ".join([*way, *owner, one.entry.name]), one.entry.span)


def unknown(scope: Scope, text: str, span: Span) -> Problem:
    """The problem that says best why nothing was found."""
    vocabulary = scope.vocabulary
    words = text.split(" ")
    for count in range(1, min(len(words), names.MOST_WORDS) + 1):
        head, tail = " ".join(words[:count]), " ".join(words[count:])
        concept = vocabulary.row_genitives.get(head) if tail else vocabulary.row_forms.get(head)
        if concept is None and tail:
            concept = vocabulary.many_genitives.get(head)
        elif concept is not None and not any(_owners(scope, head) if tail else _rows(scope, head)):
            outside = concept == scope.outer
            return OtherRows(span, text, concept) if outside else NoSuchRow(span, text, concept)
        if concept is not None and tail:
            inside = Scope(vocabulary, concept, scope.reading)
            if any(one.group is not None for one in meanings(inside, tail)):
                return NestedGroups(span, text)
            return local(inside, tail, span) or _misspelled(inside, tail, span, f"{head} ")
    if scope.outer is not None and _visible(scope, scope.outer, text):
        return OtherRows(span, text, scope.outer)
    named = local(scope, text, span)
    if named is not None:
        return named
    elsewhere = _elsewhere(scope, text)
    if elsewhere is not None:
        return NoSuchRow(span, text, elsewhere)
    return _misspelled(scope, text, span, "")


def local(scope: Scope, text: str, span: Span) -> LocalName | None:
    """The name exists, but only within readings that this place is not in."""
    for concept in (scope.concept, None):
        for entry in scope.vocabulary.members.get(concept, {}).get(text, ()):
            readings = sorted(reading for _, reading in entry.readings or ())
            return LocalName(span, text, tuple(readings), entry.span)
    return None


def _elsewhere(scope: Scope, text: str) -> str | None:
    """A concept that has this name, when the place has no row of it."""
    for concept in scope.vocabulary.concepts:
        if concept != scope.concept and _visible(scope, concept, text):
            return concept
    return None


def _misspelled(scope: Scope, text: str, span: Span, head: str) -> Problem:
    vocabulary = scope.vocabulary
    concepts = [scope.concept, *(relation.target for relation in vocabulary.relations.get(scope.concept or "", ()))]
    places = [vocabulary.members.get(concept, {}) for concept in dict.fromkeys([*concepts, *([] if head else [None])])]
    for place in places:
        alike = (entries[0] for form, entries in place.items() if form.startswith(text[:3]))
        for entry in islice(alike, _MOST_COMPARED):
            if names.may_be_form(text, entry.name):
                return UndeclaredForm(span, text, entry.name, entry.span)
    forms = [form for place in places for form in place]
    if not head:
        forms += [*vocabulary.row_forms, *vocabulary.many_forms]
    similar = names.nearest(text, forms)
    if not head and not similar and " " in text:
        # A misspelled owner: `partiest mandat`.
        first, _, rest = text.partition(" ")
        owners = names.nearest(first, [*vocabulary.row_genitives, *vocabulary.many_genitives])
        similar = tuple(f"{owner} {rest}" for owner in owners)
    return UnknownName(span, head + text, "name", tuple(head + form for form in similar))
