"""The old version with its sections called as the new one calls them, so that a change is only what it says.

Without this a section could not take a number before another had left it, and a change could not be tried alone.
"""

from collections.abc import Mapping
from itertools import count
from operator import is_
from typing import Any

import attrs

from dsl import nodes
from dsl.comparing.aligning import Aligned
from dsl.frozen import field_names, is_frozen
from dsl.project.amending.places import bare

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
