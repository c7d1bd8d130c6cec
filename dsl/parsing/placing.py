"""Lines that are known by how they begin, but stand where they may not."""

import re

from dsl.parsing.meant import amount_for, condition_first, sharing_for
from dsl.parsing.reader import Reader
from dsl.problems.lines import Misplaced, Place
from dsl.problems.meant import AmountInNorm, ConditionFirst, SharingInALine
from dsl.text.layout import Line

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
    "kontroll": ("file", "section"),
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
    "om": ("norm", "promise"),
    "följs när": ("norm",),
    "utom enligt": ("norm",),
    "i delar": ("norm",),
    "stöd i": ("norm",),
    "vid": ("norm",),
    "högst": ("norm",),
    "belopp": ("norm",),
    "omfattning": ("norm",),
    "senast": ("norm",),
    "använder": ("file",),
    "visas i": ("definition",),
    "visas med": ("definition",),
    "betalas ut": ("definition",),
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
    "det som taket skär": ("sharing",),
    "det som inte kan delas ut": ("sharing",),
    "i turordning": ("sharing",),
    "enligt jämkade": ("sharing",),
    "då:": ("example",),
    "läsning": ("example", "promise"),
    "utgår från": ("example", "reference", "promise"),
    "datum": ("example", "reference"),
    "år": ("example", "reference", "promise"),
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
_STARTER = re.compile(
    "(?:"
    + "|".join(words.replace(" ", " +") for words in STARTERS).replace("inte", "inte(?! +reglerat)")
    + r")(?![\w-])"
)
_WHOLE = frozenset(("enheter", "roller", "uppgifter", "begrepp", "upplysning", "definition", "rutin", "beslut")) | {
    "bestämmelse",
    "förslag",
    "metadata",
}
_RULE = re.compile(r"(?<![\w-])är(?![\w-])|[:(]")
# Words of the lines below a norm that may begin a name, or are a part of one.
_NAMES_TOO = frozenset(("vid", "belopp", "omfattning", "senast", "använder"))


def begins_norm_line(line: Line) -> bool:
    """Whether the line can be no other than one below a norm."""
    begins = _STARTER.match(line.text)
    words = "" if begins is None else " ".join(begins.group().split())
    return bool(words) and "norm" in STARTERS[words] and words not in _NAMES_TOO


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
    if words in _NAMES_TOO and _RULE.search(line.text):
        return False
    reader.problems.append(_meant(reader, line, words, place) or Misplaced(line.whole(), words, place, STARTERS[words]))
    return True


def shared_out(reader: Reader, line: Line) -> SharingInALine | None:
    """A sharing that is said on one line, with how it is written."""
    lines = sharing_for(line.text, reader.blocks)
    return SharingInALine(line.whole(), lines) if lines else None


_GIVEN_TO_EACH = re.compile(r"(varje [^\d]+?) (?:får|har rätt till) (?!ytterligare)")


def _meant(reader: Reader, line: Line, words: str, place: Place) -> AmountInNorm | ConditionFirst | None:
    """A sentence of a decision that begins as a line of another kind."""
    if place not in ("section", "definition", "file"):
        return None
    each = _GIVEN_TO_EACH.match(line.text) if words == "varje" else None
    if each is not None:
        meant = amount_for(each[1], line.text[each.end() :], reader.blocks)
        if meant is not None:
            span = line.span(each.end(), len(line.text))
            return AmountInNorm(span, meant.name, meant.rule, meant.value, meant.when)
    first = condition_first(line.text) if words == "om" else None
    if first is None or first.when is None:
        return None
    return ConditionFirst(line.whole(), first.name, first.value, first.when)
