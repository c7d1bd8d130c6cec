"""Lines that are known by how they begin, but stand where they may not."""

import re

from dsl.layout import Line
from dsl.parsing.reader import Reader
from dsl.problems.text import Misplaced, Place

_ANYWHERE_IN_TEXT: tuple[Place, ...] = ("section",)

# How a line begins, and where such lines may stand.
STARTERS: dict[str, tuple[Place, ...]] = {
    "regelverk": ("file",),
    "enheter": ("file",),
    "roller": ("file",),
    "uppgifter": ("file",),
    "begrepp": ("file",),
    "exempel": ("file",),
    "kontrollräkning": ("file",),
    "§": ("file", "section"),
    "avsnitt": ("file", "section"),
    "rubrik": ("section",),
    "anmärkning": ("section",),
    "förutsätter": ("section",),
    "tolkning": ("section",),
    "undantag från": ("section",),
    "bestämmelse": ("text",),
    "upplysning": ("text",),
    "definition": ("text",),
    "rutin": ("text",),
    "beslut": ("text",),
    "förslag": ("text",),
    "metadata": ("text",),
    "gäller": ("header", "interpretation"),
    "med hänsyn till": ("decided",),
    "endast om": ("norm",),
    "om": ("norm",),
    "följs när": ("norm",),
    "utom enligt": ("norm",),
    "i delar": ("norm",),
    "stöd i": ("norm",),
    "vid": ("norm",),
    "högst": ("norm",),
    "visas i": ("definition",),
    "visas med": ("definition",),
    "dock högst": ("sharing",),
    "dock inte": ("norm",),
    "dock": ("definition",),
    "trots det": ("definition",),
    "trots": ("norm",),
    "annars": ("cases",),
    "från och med": ("cases",),
    "varje": ("sharing",),
    "resten": ("sharing",),
    "avrundat": ("sharing",),
    "skillnaden": ("sharing",),
    "enligt jämkade": ("sharing",),
    "då:": ("example",),
    "läsning": ("example",),
    "utgår från": ("example", "reference"),
    "datum": ("example", "reference"),
    "år": ("example", "reference"),
    "känt fel": ("reference",),
    "myndighet": ("header",),
    "dokumenttyp": ("header",),
    "beslutat": ("header",),
    "mandatperiod": ("header",),
    "valår": ("header",),
    "räkneår": ("header",),
    "beräkningsår": ("header",),
}
# Words that may begin a name too: with `är` further on, the line is a definition.
_STARTER = re.compile("(?:" + "|".join(words.replace(" ", " +") for words in STARTERS) + r")(?![\w-])")
_WHOLE = frozenset(("enheter", "roller", "uppgifter", "begrepp", "upplysning", "definition", "rutin", "beslut")) | {
    "bestämmelse",
    "förslag",
    "metadata",
}


def misplaced(reader: Reader, line: Line, place: Place) -> bool:
    """Whether the line begins like one that may not stand in `place`; told if so."""
    if line.kind:
        return False
    begins = _STARTER.match(line.text)
    words = "" if begins is None else " ".join(begins.group().split())
    if not words or place in STARTERS[words]:
        return False
    if words in _WHOLE and words != line.text:
        return False
    reader.problems.append(Misplaced(line.whole(), words, place, STARTERS[words]))
    return True
