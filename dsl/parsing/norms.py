"""Norms with the lines below them, what someone else decides, scopes, meanings and references to other rules.

The first words of a line below a norm say what it is; what follows them is read by the grammar.
"""

import re
from typing import Any

from dsl import nodes
from dsl.building.statements import DecidedHead, NormHead
from dsl.parsing.expecting import unknown_line
from dsl.parsing.placing import misplaced
from dsl.parsing.reader import Reader
from dsl.parsing.reading import around, beginning, no_marks, nothing_below, read
from dsl.problems.lines import BadHeading, NotBelow, TwiceInBlock
from dsl.text.layout import Line

# `§ 6`, `§ 2 a`, `avsnitt 3.1`. In `§ 2 i "annan.regel"` the `i` is no part of the number.
SECTION = r'(?:§ *\d+(?: [a-zåäö](?!\w| *"))?|avsnitt +(?:\d+(?:\.\d+)*\.?(?!\S)|[^\s":][^":]*?))'
_SECTION = re.compile(SECTION + "$")
_SEE = re.compile(rf'se *+({SECTION})(?:(?<! ) ++i ++"([^"]*)")?$')
_LINE = re.compile(
    r"(?:om|endast +om|dock +inte +om|dock +inte|trots|utom +enligt|följs +när|belopp|i +delar|omfattning|senast|vid"
    r"|högst|stöd +i)(?![\w-])"
)
_YEARLY = re.compile(r" *den +(?:\d+|sista) +[a-zåäö]+$")
_REGARD = re.compile(r"med +hänsyn +till(?![\w-])")


def section_reference(text: str) -> str | None:
    """`§6` as `§ 6`; None where it names no section."""
    return canonical_section(text) if _SECTION.match(text) is not None else None


def canonical_section(text: str) -> str:
    """How a section is referred to: `§ 3`, `avsnitt 2.1`."""
    return " ".join(text.replace("§", "§ ").split())


# -- norms ---------------------------------------------------------------------------------------


def norm(reader: Reader, line: Line, head: NormHead) -> nodes.Norm | None:
    """Read a norm, with its conditions and details below."""
    bulleted = head.content is None
    contents = (head.content,) if head.content is not None else _contents(reader, line)
    lines = [_norm_line(reader, line, child) for child in line.children if child.kind != "-"]
    if not contents:
        return None
    return nodes.Norm(
        head.bearer,
        head.modality,
        contents,
        bulleted,
        tuple(found for found in lines if found is not None),
        marks=line.marks,
        trivia=line.trivia,
        span=line.whole(),
    )


def _contents(reader: Reader, line: Line) -> tuple[nodes.Content, ...]:
    found = []
    for child in line.children:
        if child.kind == "-":
            text = read(reader, child, "quoted")
            if text is not None:
                found.append(nodes.Content(text, **around(child)))
    return tuple(found)


def _norm_line(reader: Reader, norm_line: Line, line: Line) -> nodes.NormLine | None:
    begins = None if line.kind else _LINE.match(line.text)
    if begins is None:
        _no_norm_line(reader, norm_line, line)
        return None
    return _line_of(reader, line, " ".join(begins.group().split()), begins.end())


def _line_of(reader: Reader, line: Line, words: str, at: int) -> nodes.NormLine | None:
    whole = around(line)
    found: Any
    match words:
        case "om" | "endast om":
            found = read(reader, line, "condition", at)
            return None if found is None else nodes.Applies(found, words != "om", **whole)
        case "följs när":
            found = read(reader, line, "condition", at)
            return None if found is None else nodes.Complied(found, **whole)
        case "dock inte om":
            found = read(reader, line, "condition", at)
            return None if found is None else nodes.Except(found, None, **whole)
        case "dock inte":
            found = read(reader, line, "quoted", at)
            return None if found is None else nodes.Except(None, found, **whole)
        case "trots":
            return _despite(reader, line, at)
        case "utom enligt":
            section = _section_after(reader, line, at)
            return None if section is None else nodes.ApartFrom(section, **whole)
        case "belopp":
            found = read(reader, line, "value", at)
            if isinstance(found, nodes.Text):
                return nodes.Amount(None, found.value, **whole)
            return None if found is None else nodes.Amount(found, None, **whole)
        case "omfattning":
            found = read(reader, line, "value", at)
            return None if found is None else nodes.Extent(found, **whole)
        case "senast":
            found = read(reader, line, "yearly_day" if _YEARLY.match(line.text, at) else "value", at)
            if isinstance(found, nodes.Text):
                return nodes.Deadline(None, found.value, **whole)
            return None if found is None else nodes.Deadline(found, None, **whole)
        case "i delar":
            parts: nodes.InParts | None = read(reader, line, "in_parts", at)
            return parts
        case "högst":
            limit: nodes.Carried | None = read(reader, line, "times", at)
            return limit
    kind: Any = words
    found = read(reader, line, "quoted", at)
    return None if found is None else nodes.Carried(kind, None, found, **whole)


def _despite(reader: Reader, line: Line, at: int) -> nodes.Despite | None:
    whole = around(line)
    if line.text[at:].lstrip().startswith(("§", "avsnitt")):
        section = _section_after(reader, line, at)
        return None if section is None else nodes.Despite(None, section, **whole)
    content = read(reader, line, "quoted", at)
    return None if content is None else nodes.Despite(content, None, **whole)


def _section_after(reader: Reader, line: Line, at: int) -> str | None:
    nothing_below(reader, line, line.children)
    section = section_reference(line.text[at:].strip())
    if section is None:
        reader.problems.append(BadHeading(line.whole(), "hänvisning"))
    return section


def _no_norm_line(reader: Reader, norm_line: Line, line: Line) -> None:
    if misplaced(reader, line, "norm"):
        return
    unknown = unknown_line(reader, line, "norm")
    if unknown.suggestion is None and (line.kind or "är" in line.text.split()):
        reader.problems.append(NotBelow(line.whole(), beginning(norm_line)))
    else:
        reader.problems.append(unknown)


# -- what someone else decides -------------------------------------------------------------------


def decided(reader: Reader, line: Line, head: DecidedHead) -> nodes.DecidedBy:
    """Read who decides a value."""
    regard: tuple[nodes.Name, ...] = ()
    trivia = nodes.NO_TRIVIA
    for index, child in enumerate(line.children):
        begins = None if child.kind else _REGARD.match(child.text)
        if begins is None:
            nothing_below(reader, line, line.children[index:])
            break
        no_marks(reader, child)
        if index:
            reader.problems.append(TwiceInBlock(child.whole(), "med hänsyn till", line.children[0].whole()))
        regard = read(reader, child, "regard", begins.end()) or ()
        trivia = child.trivia if regard else nodes.NO_TRIVIA
    return nodes.DecidedBy(head.subject, head.role, head.unit, head.bounds, regard, trivia, **around(line))


# -- references ----------------------------------------------------------------------------------


def see_also(reader: Reader, line: Line) -> nodes.SeeAlso | None:
    """Read a reference to somewhere else."""
    whole = around(line)
    if line.text[len("se") :].lstrip().startswith('"'):
        text = read(reader, line, "quoted", len("se"))
        return None if text is None else nodes.SeeAlso(None, text, None, **whole)
    nothing_below(reader, line, line.children)
    found = _SEE.match(line.text)
    if found is None:
        reader.problems.append(BadHeading(line.whole(), "se"))
        return None
    return nodes.SeeAlso(canonical_section(found.group(1)), None, found.group(2), **whole)
