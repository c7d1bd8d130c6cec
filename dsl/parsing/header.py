"""The header of a rule file: lines of a key and what is said of it."""

import re

from dsl import nodes
from dsl.parsing.expecting import similar
from dsl.parsing.placing import misplaced
from dsl.parsing.reader import Reader
from dsl.parsing.reading import around, nothing_below
from dsl.problems.lines import TwiceInBlock, UnknownHeaderKey
from dsl.text.layout import Line

HEADER_KEYS = (
    "myndighet",
    "dokumenttyp",
    "beslutat",
    "diarienummer",
    "gäller",
    "mandatperiod",
    "valår",
    "räkneår",
    "beräkningsår",
    "ersätter",
    "länkar",
    "hör ihop med",
    "dokumentnummer",
    "tillgänglighet",
    "ärendelista",
    "justering",
    "träder i kraft",
    "upphör att gälla",
)
_RANGES = ("mandatperiod", "räkneår")
_HYPHEN = re.compile(r" ?[-–] ?")
_KEY = re.compile(r"(?:" + "|".join(re.escape(key) for key in HEADER_KEYS) + r")(?=\s|$)")


def header(reader: Reader, lines: tuple[Line, ...]) -> tuple[nodes.HeaderLine, ...]:
    found: dict[str, nodes.HeaderLine] = {}
    for line in lines:
        nothing_below(reader, line, line.children)
        key = _KEY.match(line.text)
        if line.kind or key is None:
            if not misplaced(reader, line, "header"):
                reader.problems.append(_unknown_key(reader, line))
        elif key.group() in found:
            first = found[key.group()].span
            reader.problems.append(TwiceInBlock(line.span(0, key.end()), key.group(), first))
        else:
            value = " ".join(line.text[key.end() :].split())
            if key.group() in _RANGES:
                value = _HYPHEN.sub("–", value)
            found[key.group()] = nodes.HeaderLine(key.group(), value, **around(line))
    return tuple(found.values())


def _unknown_key(reader: Reader, line: Line) -> UnknownHeaderKey:
    words = line.text.split() or [""]
    for count in range(min(3, len(words)), 0, -1):
        near = similar(reader, " ".join(words[:count]), HEADER_KEYS)
        if near:
            break
    return UnknownHeaderKey(line.span(0, len(words[0])), words[0], near)
