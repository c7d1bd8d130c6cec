"""The old version with its concepts and inputs called as the new one calls them, where only their names have changed.

What is gone on one side and new on the other is taken for the same under another name where it may be given the same
values, there is no other that could be meant, and the rules say the same of both.
"""

import re
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import count
from operator import is_
from typing import Any, Literal

import attrs

from dsl import nodes
from dsl.comparing.aligning import Aligned, Joint, align
from dsl.comparing.data import Side, side_of
from dsl.comparing.parts import everything, parts_of
from dsl.formatting import format_regulation, logical_lines
from dsl.frozen import field_names, frozen, is_frozen
from dsl.parsing import parse
from dsl.pipeline import load_tree
from dsl.project.amending.places import bare
from dsl.source import Source

# Text in quotation marks, and comments: what no name is looked for in.
_QUOTED = re.compile(r'("[^"\n]*"|#[^\n]*|^ *\|[^\n]*)', re.MULTILINE)


@frozen
class Called:
    """A concept or an input that only its name and forms have changed of.

    concept: of an input, as the new side calls it, None for the whole regulation; of a concept None.

    before, after: the name and its forms, as many on both sides
    """

    kind: Literal["concept", "input"]
    concept: str | None
    before: tuple[str, ...]
    after: tuple[str, ...]


def called_as(old: Side, new: Side) -> tuple[Side, tuple[Called, ...]]:
    """The old side under the names of the new, and which those are; the old side itself where there are none."""
    found: list[Called] = []
    side = old
    for among in (_concepts, _inputs):
        for one in among(align(side.tree, new.tree)):
            renamed = _renamed(side, new, one)
            if renamed is not None:
                side = renamed
                found.append(one)
    return side, tuple(found)


def _concepts(aligned: Aligned) -> Iterator[Called]:
    def key(joint: Joint) -> Hashable:
        node = joint.either.node
        return len(node.forms), tuple(sorted(line for one in node.attributes for line in logical_lines(one)))

    for old, new in _alone(aligned, "concept", key):
        yield Called("concept", None, (old.name, *old.forms), (new.name, *new.forms))


def _inputs(aligned: Aligned) -> Iterator[Called]:
    def key(joint: Joint) -> Hashable:
        node = joint.either.node
        _, _, what = logical_lines(node)[0].partition(":")
        around = joint.either.around
        assert around is not None
        return around.place.what, around.place.name, len(node.forms), what

    for what in ("attribute", "input"):
        for old, new in _alone(aligned, what, key):
            holder = next(joint for joint in aligned.joints if joint.new is not None and joint.new.node is new).new
            concept = holder.around.place.name if what == "attribute" and holder is not None and holder.around else None
            yield Called("input", concept, (old.name, *old.forms), (new.name, *new.forms))


def _alone(
    aligned: Aligned, what: str, key: Callable[[Joint], Hashable]
) -> Iterator[tuple[nodes.Concept | nodes.Attribute, nodes.Concept | nodes.Attribute]]:
    """What is only on one side, with what is only on the other: the only two that are alike."""
    joints = [joint for joint in aligned.joints if joint.either.what == what]
    gone = _by(key, (joint for joint in joints if joint.new is None))
    come = _by(key, (joint for joint in joints if joint.old is None))
    for one, several in gone.items():
        if len(several) == 1 and len(come.get(one, ())) == 1:
            yield several[0].either.node, come[one][0].either.node


def _by(key: Callable[[Joint], Hashable], joints: Iterable[Joint]) -> Mapping[Hashable, Sequence[Joint]]:
    found: dict[Hashable, list[Joint]] = {}
    for joint in joints:
        found.setdefault(key(joint), []).append(joint)
    return found


# -- under another name --------------------------------------------------------------------------


def _renamed(side: Side, new: Side, one: Called) -> Side | None:
    """None where the rules do not say the same of both, or do not stand with the other name."""
    text = _with_names(format_regulation(side.tree), dict(zip(one.before, one.after, strict=True)))
    source = Source(side.program.files[0], text)
    tree, problems = parse(source)
    if problems or not isinstance(tree, nodes.Regulation):
        return None
    wanted = _said(new.tree)
    # Besides where it is declared.
    speaking = (_said(side.tree) - _said(tree)).total() - 1
    alike = (_said(tree) & wanted).total() - (_said(side.tree) & wanted).total() - 1
    if alike < 1 or 2 * alike < speaking:
        return None
    return side_of(load_tree(attrs.evolve(side.loaded, sources=(source,)), tree))


def _with_names(text: str, names: Mapping[str, str]) -> str:
    """Whole words only, in the genitive too."""
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    word = re.compile(rf"(?<!\w)({'|'.join(map(re.escape, longest_first))})(s?)(?!\w)")
    parts = _QUOTED.split(text)
    # What is quoted stands at every other place.
    parts[::2] = [word.sub(lambda found: names[found[1]] + found[2], part) for part in parts[::2]]
    return "".join(parts)


def _said(tree: nodes.Regulation) -> Counter[Hashable]:
    """Every statement and declaration, by its lines."""
    return Counter(said.lines for part in everything(parts_of(tree)) for said in (part.head, *part.said) if said.lines)


# Numbers that no regulation has.
_FREE = 9001


def relabelled(aligned: Aligned) -> nodes.Regulation | None:
    """None where every section that both have is called the same already."""
    assert aligned.root.old is not None
    both = [joint for joint in aligned.joints if joint.either.what == "section" and joint.new is not None]
    pairs = [(joint.old.node, joint.new.node) for joint in both if joint.old is not None and joint.new is not None]
    if all(old.label == new.label and old.title == new.title for old, new in pairs):
        return None
    taken = {bare(joint.new.node.label) for joint in both if joint.new is not None}
    gone = [
        joint.old.node
        for joint in aligned.joints
        if joint.new is None and joint.old is not None and joint.old.what == "section"
        if bare(joint.old.node.label) in taken
    ]
    # What is only in the old text makes way for what now has its number.
    numbers = (str(number) for number in count(_FREE) if bare(f"§ {number}") not in taken)
    pairs += [(old, attrs.evolve(old, number=number)) for old, number in zip(gone, numbers, strict=False)]
    references = {bare(old.label): new.label for old, new in pairs}
    made: nodes.Regulation = _made(aligned.root.old.node, {id(old): new for old, new in pairs}, references)
    return made


def _made(node: Any, called: Mapping[int, nodes.Section], references: Mapping[str, str]) -> Any:
    """The node with other labels, and with what refers to them."""
    if isinstance(node, tuple):
        made = tuple(_made(one, called, references) for one in node)
        return node if all(map(is_, made, node)) else made
    if not is_frozen(type(node)) or isinstance(node, nodes.Trivia):
        return node
    new = {
        name: _made(value, called, references)
        for name in field_names(type(node))
        if isinstance(value := getattr(node, name), tuple) or is_frozen(type(value))
    }
    match node:
        case nodes.Section():
            like = called.get(id(node), node)
            new |= {"kind": like.kind, "number": like.number, "title": like.title}
        case (
            nodes.ExceptionRule(section=str() as section)
            | nodes.Despite(section=str() as section)
            | nodes.ApartFrom(section=str() as section)
            | nodes.SeeAlso(section=str() as section, file=None)
        ):
            new["section"] = references.get(bare(section), section)
        case _:
            pass
    changed = {name: value for name, value in new.items() if value is not getattr(node, name)}
    return attrs.evolve(node, **changed) if changed else node
