"""What differs between two versions, part by part, in the order of the new text (removed parts where they stood).

Whether a change is one of meaning or only of wording is decided on the checked programs (`meaning`), never on the
words; where it cannot be decided it is one of meaning.
"""

from collections.abc import Iterator, Sequence

from dsl import nodes
from dsl.comparing import meaning
from dsl.comparing.aligning import Aligned, Joint, align
from dsl.comparing.data import TESTS, Change, Kind, Only, Place, Renamed, Side, StatementChange, What
from dsl.comparing.naming import declared
from dsl.comparing.parts import Part, Said
from dsl.comparing.statements import Pair, line_changes, pairs
from dsl.comparing.words import Quotes, quotes_of
from dsl.frozen import identical
from dsl.source import Span

# Header lines that what is computed may depend on.
_COMPUTED_HEADER = frozenset(
    ("gäller", "mandatperiod", "valår", "räkneår", "beräkningsår", "träder i kraft", "upphör att gälla")
)
# Texts that the rules around carry out or that only tell.
_ONLY_TOLD = frozenset((None, "upplysning", "förslag", "metadata"))
# What, being declared, decides nothing that is computed.
_UNCOMPUTED: frozenset[What] = frozenset((*TESTS, "role", "title", "block"))


def changes(old: Side, new: Side) -> tuple[Change, ...]:
    """No two of them are of the same part. Blank lines, and where lines are broken, are no difference."""
    return changes_of(align(old.tree, new.tree), old, new)


def changes_of(aligned: Aligned, old: Side, new: Side) -> tuple[Change, ...]:
    """What the new text says differently from the old, in the order of the new."""
    drafts = [draft for joint in (aligned.root, *aligned.joints) if (draft := _draft(aligned, joint)) is not None]
    if not drafts:
        return ()
    judge = _judge(aligned, old, new, drafts)
    return tuple(_settled(draft, judge) for draft in drafts)


def renamings(old: Side, new: Side) -> tuple[Renamed, ...]:
    """Defined values that keep their content under a new name, in the order of the old text."""
    return _renamings(align(old.tree, new.tree), old, new)


def _renamings(aligned: Aligned, old: Side, new: Side) -> tuple[Renamed, ...]:
    same = (
        (_inner(joint.old.place), _inner(joint.new.place))
        for joint in aligned.joints
        if joint.old is not None and joint.new is not None and joint.old.what == "section"
    )
    return meaning.renamings(old.program, new.program, same)


def _inner(place: Place) -> tuple[str, ...]:
    return (*place.path, place.name)


# -- what is written otherwise -------------------------------------------------------------------


@identical
class _Draft:
    """A part that differs, before it is known what that means. moved: it stands elsewhere or is called otherwise."""

    joint: Joint
    pairs: tuple[Pair, ...]
    moved: bool


def _draft(aligned: Aligned, joint: Joint) -> _Draft | None:
    old, new = joint.old, joint.new
    if joint in aligned.leaders:
        return None
    if old is None or new is None:
        if joint.either.what == "block":
            return None
        return _Draft(joint, tuple(_whole(aligned, joint)), False)
    found = (Pair(old.head, new.head, False), *pairs(old.said, new.said))
    differing = tuple(pair for pair in found if _differs(pair))
    called = (old.place.name, old.place.title) != (new.place.name, new.place.title)
    moved = joint.displaced or (called and old.what in ("section", "heading"))
    return _Draft(joint, differing, moved) if differing or moved else None


def _whole(aligned: Aligned, joint: Joint) -> Iterator[Pair]:
    """All that is in a part that is new or gone, and in what is told with it."""
    for one in (joint, *aligned.followers.get(joint, ())):
        part = one.either
        for said in (part.head, *part.said):
            yield Pair(said, None) if one.new is None else Pair(None, said)


def _differs(pair: Pair) -> bool:
    old, new = pair.old, pair.new
    if old is None or new is None or pair.displaced:
        return True
    return (_text(old), old.marks, old.comments) != (_text(new), new.marks, new.comments)


def _text(said: Said) -> object:
    """A section's heading line is told by its number and title."""
    return () if isinstance(said.node, nodes.Section | nodes.Heading) else said.lines


# -- what that means -----------------------------------------------------------------------------


@identical
class _Judge:
    """differing: what is not said alike of; elsewhere: by their lines, statements that are only on one side, with the
    parts they stand in; suspect: what names mean differs where no statement does."""

    old: meaning.Meaning
    new: meaning.Meaning
    differing: frozenset[meaning.Key]
    renamed: tuple[Renamed, ...]
    elsewhere: dict[tuple[bool, object], list[Place]]
    suspect: bool
    quotes: tuple[Quotes, Quotes]


def _judge(aligned: Aligned, old: Side, new: Side, drafts: Sequence[_Draft]) -> _Judge:
    renamed = _renamings(aligned, old, new)
    numbers = meaning.Numbers()
    before = meaning.meaning_of(old.program, numbers, {one.before: one.after for one in renamed})
    after = meaning.meaning_of(new.program, numbers)
    differing = meaning.differing(before, after)
    elsewhere: dict[tuple[bool, object], list[Place]] = {}
    touched: set[meaning.Key] = set()
    for draft in drafts:
        for pair in draft.pairs:
            for is_old, said, told in ((True, pair.old, before), (False, pair.new, after)):
                if said is not None:
                    touched |= _borne(said, told)
                    if pair.old is None or pair.new is None:
                        elsewhere.setdefault((is_old, said.lines), []).append(draft.joint.either.place)
    quotes = quotes_of(old.loaded.sources), quotes_of(new.loaded.sources)
    return _Judge(before, after, differing, renamed, elsewhere, not differing <= touched, quotes)


def _borne(said: Said, told: meaning.Meaning) -> frozenset[meaning.Key]:
    node = said.node
    spans: list[Span] = [node.span]
    if isinstance(node, nodes.DecidedBy):
        spans.append(node.subject.span)
    if isinstance(node, nodes.Interpretation):
        spans += _inside(node)
    return frozenset(key for span in spans for key in told.borne.get(span, ()))


def _inside(node: nodes.Interpretation) -> Iterator[Span]:
    waiting: list[nodes.Statement] = [one for reading in node.readings for one in reading.statements]
    while waiting:
        one = waiting.pop()
        yield one.span
        if isinstance(one, nodes.Section):
            waiting += one.statements


@identical
class _Verdict:
    """Of one statement. means: its meaning differs, or may do; computes, inert: as of a Change."""

    told: StatementChange
    means: bool
    computes: bool
    inert: bool


def _settled(draft: _Draft, judge: _Judge) -> Change:
    joint = draft.joint
    verdicts = [_verdict(pair, joint.either, judge) for pair in draft.pairs]
    kind = _kind(draft, verdicts)
    what = joint.either.what
    computes = any(one.computes for one in verdicts) and what not in _UNCOMPUTED
    if what == "header":
        computes = joint.either.place.name in _COMPUTED_HEADER and kind != "reworded"
    values = {key[1] for pair in draft.pairs for key in _keys(pair, judge) if key[0] == "value"}
    return Change(
        kind,
        None if joint.old is None else joint.old.place,
        None if joint.new is None else joint.new.place,
        tuple(one.told for one in verdicts),
        tuple(one for one in judge.renamed if one.after in values),
        computes,
        inert=all(one.inert for one in verdicts) and not draft.moved and kind not in ("added", "removed"),
        in_force=_in_force(joint),
    )


def _kind(draft: _Draft, verdicts: Sequence[_Verdict]) -> Kind:
    if draft.joint.old is None:
        return "added"
    if draft.joint.new is None:
        return "removed"
    if any(one.means for one in verdicts):
        return "changed"
    return "moved" if draft.moved and draft.joint.old.what in ("section", "heading", "interpretation") else "reworded"


def _in_force(joint: Joint) -> tuple[str, str] | None:
    if joint.old is None or joint.new is None or not isinstance(joint.old.node, nodes.Interpretation):
        return None
    before, after = joint.old.node.in_force, joint.new.node.in_force
    return None if before == after else (before, after)


def _keys(pair: Pair, judge: _Judge) -> frozenset[meaning.Key]:
    found = frozenset[meaning.Key]()
    if pair.old is not None:
        found |= _borne(pair.old, judge.old)
    if pair.new is not None:
        found |= _borne(pair.new, judge.new)
    return found


def _verdict(pair: Pair, part: Part, judge: _Judge) -> _Verdict:
    old, new = pair.old, pair.new
    said = new or old
    assert said is not None
    if old is not None and new is not None and old.lines == new.lines:
        return _Verdict(StatementChange("reworded", old.node, new.node, (), _only(old, new)), False, False, inert=True)
    means, computes = _meant(pair, said, judge)
    lines = line_changes(old, new, judge.quotes)
    only: Only | None = None
    if not lines:
        # The same lines in another order: told only where that matters.
        only, lines = (None, line_changes(old, new, judge.quotes, ordered=True)) if means else ("order", ())
    place = None
    if old is None or new is None:
        there = judge.elsewhere.get((old is None, said.lines), ())
        place = next((one for one in there if one != part.place), None)
    kind: Kind = "added" if old is None else "removed" if new is None else "changed" if means else "reworded"
    if place is not None and not means:
        kind = "moved"
    inert = isinstance(said.node, nodes.TextBlock | nodes.Note)
    inert = inert or part.what == "title" or (part.what == "header" and part.place.name not in _COMPUTED_HEADER)
    told = StatementChange(kind, old and old.node, new and new.node, lines, only, place)
    return _Verdict(told, means, computes, inert)


def _only(old: Said, new: Said) -> Only:
    if old.comments != new.comments:
        return "comments"
    return "marks" if old.marks != new.marks else "order"


def _meant(pair: Pair, said: Said, judge: _Judge) -> tuple[bool, bool]:
    """Whether the meaning differs, and whether anything computed may."""
    node = said.node
    match node:
        case nodes.Note() | nodes.SeeAlso() | nodes.Section() | nodes.Heading() | nodes.Regulation():
            return False, False
        case nodes.TextBlock():
            kinds = {one.node.kind for one in (pair.old, pair.new) if one is not None}
            return not kinds <= _ONLY_TOLD, False
        case nodes.Meaning():
            return True, False
        case nodes.HeaderLine():
            return node.key in _COMPUTED_HEADER, node.key in _COMPUTED_HEADER
        case nodes.Declared():
            alone = pair.old is None or pair.new is None
            return alone, alone
        case nodes.Example() | nodes.ReferenceTable() | nodes.Promise():
            return not _same_test(pair), False
        case _:
            pass
    keys = _keys(pair, judge)
    if not keys or (judge.suspect and _renames(pair)):
        return True, True
    differing = keys & judge.differing
    if pair.old is not None and pair.new is not None:
        differing |= _borne(pair.old, judge.old) ^ _borne(pair.new, judge.new)
    return bool(differing), any(key[0] != "norm" for key in differing)


def _renames(pair: Pair) -> bool:
    """Whether what is declared is called something else, so that words elsewhere may mean something else."""
    names = [frozenset() if said is None else frozenset(declared(said.node)) for said in (pair.old, pair.new)]
    return names[0] != names[1]


def _same_test(pair: Pair) -> bool:
    if pair.old is None or pair.new is None:
        return False
    return pair.old.lines[1:] == pair.new.lines[1:] and not isinstance(pair.new.node, nodes.Promise)
