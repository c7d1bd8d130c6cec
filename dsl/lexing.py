"""A logical line becomes tokens: names, numbers, quoted text, signs and the words of the language.

A name is a maximal run of words without a reserved word; prepositions may stand inside one, never first or last.
So a word means the same wherever it stands, and a name never swallows what follows it. Numbers, dates and signs get
their canonical spelling here, and what is wrong with them is told here, so that the grammar sees only sound tokens.
Knows the words of the grammar as a set of strings, not its rules.
"""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Literal

from dsl.dates import is_date
from dsl.frozen import frozen
from dsl.grammar import Token
from dsl.problems import Problem
from dsl.problems.signs import (
    DecimalPoint,
    NoSuchDate,
    TooManyDigits,
    TooManyParts,
    UnknownCharacter,
    UnterminatedString,
    ZeroDenominator,
)
from dsl.text.layout import Line

MAX_DIGITS = 40
MAX_PARTS = 50

# Words that are part of no name though no rule of the grammar has them alone: they begin or end its phrases.
# docs/language.md lists all reserved words.
_KEPT = """
    avrundat det dock då endast enligt fler fördelas färre föregående gånger hälften inget ingen lägst medelvärdet
    mer mindre minskat minus något plus resten summan trots uppräknat visas x ökat års än
"""
KEPT = frozenset(_KEPT.split())
PREPOSITIONS = frozenset(("av", "för", "till", "med", "på", "vid", "från", "efter", "under"))

SHARES = (
    "hälften av",
    "en tredjedel av",
    "en fjärdedel av",
    "en femtedel av",
    "en sjättedel av",
    "en sjundedel av",
    "en åttondel av",
    "en niondel av",
    "en tiondel av",
    "två tredjedelar av",
    "tre fjärdedelar av",
)
_PERCENTAGES = frozenset(("procent", "promille", "procentenheter"))
_WORD = r"[^\W\d_²³¹¼½¾][^\W_²³¹¼½¾]*(?:-[^\W_²³¹¼½¾]+)*"
_NUMBER = r"[0-9]{1,3}(?: [0-9]{3})+(?![0-9])(?:,[0-9]+)?|[0-9]+(?:,[0-9]+)?"
_TOKEN = re.compile(
    r"\s*(?:"
    r"(?P<date>[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?![\w-]))"
    r"|(?P<years>[0-9]{4} +års(?![\w-]))"
    r"|(?P<point>(?:[0-9]{1,3}(?: [0-9]{3})+|[0-9]+)(?:\.[0-9]+)+)"
    r"|(?P<fraction>[0-9]+/[0-9]+(?![\w/]))"
    rf"|(?P<number>{_NUMBER})"
    rf"|(?P<unit>(?:{_WORD}|[%‰])(?:/{_WORD})+)"
    rf"|(?P<word>{_WORD})"
    r'|(?P<string>"[^"]*")'
    r"|(?P<sign>[+−×/*(),:%‰·–-])"
    r"|(?P<other>\S)"
    r")",
)
_DAY = re.compile(
    r"den +(?:[0-9]{1,2}|sista) +[a-zåäö]+(?: +(?:[0-9]{4}(?!\d)|(?P<year>i +år|året +därpå|nästa +valår)))?(?![\w-])"
)
_SHIFTED = re.compile(r"(?:år|månad|månader|vecka|veckor|dag|dagar) +(?:efter|före)(?![\w-])")
_SIGNS = {
    "+": "_PLUS",
    "−": "_MINUS",
    "×": "_TIMES",
    "*": "_TIMES",
    "·": "_TIMES",
    "/": "_DIVIDE",
    "%": "UNIT",
    "‰": "UNIT",
}
_OPERATORS = {"plus": "_PLUS", "minus": "_MINUS", "gånger": "_TIMES", "x": "_TIMES", "delat med": "_DIVIDE"}
_DEEPENING = frozenset(("_PLUS", "_MINUS", "_TIMES", "_DIVIDE", "SHARE", "per", "av", "(", "vars", "uppfyller att")) | {
    "det högre av",
    "det lägre av",
    "arbetsdag före",
    "arbetsdag efter",
    "arbetsdagar före",
    "arbetsdagar efter",
    "närmaste arbetsdag före",
    "närmaste arbetsdag efter",
}
# What parts the two sides of these is a preposition, which elsewhere may stand inside a name.
_PARTED_BY = {
    "hela år från": "till",
    "hela månader från": "till",
    "hela veckor från": "till",
    "hela dagar från": "till",
    "ordningen bland": "efter",
}
_INSTEAD = {
    "=": "är",
    "<": "är mindre än",
    ">": "är mer än",
    "≤": "är högst",
    "≥": "är minst",
    "≠": "är inte",
    "÷": "/",
    "'": '"',
    "’": '"',
    "‘": '"',
    "´": '"',
    "—": "–",
    ";": ",",
    "&": "och",
    "½": "1/2",
    "¼": "1/4",
    "¾": "3/4",
}


@frozen
class Spelling:
    """The words of the language, ready for lexing. phrases: for each first word, what it may begin, as a pattern.

    alone: first words that are tokens by themselves, or are kept though no token of the grammar
    """

    phrases: Mapping[str, str]
    alone: Mapping[str, str]


def spelling(words: Iterable[str]) -> Spelling:
    """The lexer's view of the grammar's words, together with the operators and shares that have several spellings."""
    grouped: dict[str, list[str]] = {}
    alone = {word: word for word in KEPT}
    for word in (*words, *_OPERATORS, *SHARES):
        first = word.split(" ", 1)[0]
        if first == word:
            alone[word] = _OPERATORS.get(word, word)
        else:
            grouped.setdefault(first, []).append(word)
    for preposition in PREPOSITIONS:
        alone.pop(preposition, None)
    phrases = {
        first: "(?:" + "|".join(map(_spaced, sorted(group, key=len, reverse=True))) + r")(?![\w-])"
        for first, group in grouped.items()
    }
    return Spelling(phrases, alone)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Half of the phrases are in no file that is read."""
    return re.compile(pattern)


def _spaced(phrase: str) -> str:
    """In `varje parti får inte reglerat "…"` the `inte` belongs to what follows it."""
    return phrase.replace(" ", " +") + ("(?! +reglerat)" if phrase.endswith(" inte") else "")


def reserved(words: Spelling) -> frozenset[str]:
    """The words that can be no part of a name."""
    return frozenset(word for word in words.alone if word[0].isalpha())


def tokens(line: Line, start: int, end: int, words: Spelling, problems: list[Problem]) -> list[Token] | None:
    """The tokens of the line from offset `start` to `end`; None where a token makes no sense at all (told)."""
    found: list[Token] = []
    text = line.text
    add = found.append
    match = _TOKEN.match
    alone, phrases = words.alone, words.phrases
    deep = level = 0
    parting: list[tuple[str, int]] = []  # prepositions that are waited for, each at its level of parentheses
    at = start
    run: list[str] = []  # the words of the name being read, from `run_start` to `run_end`
    run_start = run_end = start
    while at < end:
        token = match(text, at, end)
        if token is None:  # only spaces are left
            break
        kind = token.lastgroup or "other"
        value = token.group(kind)
        first = token.start(kind)
        at = token.end()
        if kind == "word":
            meaning = alone.get(value)
            if value in phrases and (phrase := _compiled(phrases[value]).match(text, first, end)):
                at = phrase.end()
                value = " ".join(phrase.group().split())
                meaning = _OPERATORS.get(value, "SHARE" if value in SHARES else value)
                if value in _PARTED_BY:
                    parting.append((_PARTED_BY[value], level))
            elif found and not run and found[-1].type == "NUMBER" and (shift := _SHIFTED.match(text, first, end)):
                at = shift.end()
                value, meaning = " ".join(shift.group().split()), "SHIFTED"
            elif value == "den" and (day := _DAY.match(text, first, end)):
                at = day.end()
                value, meaning = " ".join(day.group().split()), "DAY_OF" if day.group("year") else "DAY"
            elif parting and parting[-1] == (value, level):
                parting.pop()
                meaning = value
            elif meaning is None:
                if not run and value in PREPOSITIONS:
                    meaning = value
                elif not run and value in _PERCENTAGES and found and found[-1].type in ("NUMBER", "FRACTION"):
                    meaning = "UNIT"
                else:
                    if not run:
                        run_start = first
                    run.append(value)
                    run_end = at
                    continue
        elif kind == "number":
            meaning = "NUMBER"
            if len(value) > MAX_DIGITS and (digits := sum(map(str.isdigit, value))) > MAX_DIGITS:
                problems.append(TooManyDigits(line.span(first, at), digits, MAX_DIGITS))
                return None
        elif kind == "sign":
            meaning = _SIGNS.get(value, value)
            level += (value == "(") - (value == ")")
            if value in "-–":
                meaning = "_TO" if _between_numbers(text, first) else "_MINUS"
            elif value == "," and (follows := _after_comma(text, at)):
                meaning = follows
        elif kind == "string":
            meaning, value = "STRING", value[1:-1]
        else:
            special = _special(line, kind, value, first, at, problems)
            if special is None:
                return None
            meaning, value = special
        if run:
            _end_name(found, run, text, run_start, run_end)
            run = []
        if meaning in _DEEPENING:
            deep += 1
            if deep > MAX_PARTS:
                problems.append(TooManyParts(line.span(first, at), MAX_PARTS))
                return None
        add(Token(meaning, value, first, at))
    if run:
        _end_name(found, run, text, run_start, run_end)
    return found


def _end_name(found: list[Token], run: list[str], text: str, start: int, end: int) -> None:
    """The run of words is over. A preposition last in it is no part of the name."""
    trailing = []
    while len(run) > 1 and run[-1] in PREPOSITIONS:
        word = run.pop()
        trailing.append(Token(word, word, end - len(word), end))
        end = len(text[: end - len(word)].rstrip())
    found.append(Token("NAME", " ".join(run), start, end))
    found.extend(reversed(trailing))


def _between_numbers(text: str, at: int) -> bool:
    return at > 0 and not text[at - 1].isspace() and text[at + 1 : at + 2].isdigit() and text[at - 1] not in "(,:"


_HALF = re.compile(r"\s*hälften +(?:uppåt|nedåt|till +jämnt|från +noll)(?![\w-])")
_THEN = re.compile(
    r"\s*(?:avrundat|ökat|minskat|uppräknat|dock|i(?= +\d)|per|månad +för|skillnaden|vid +lika)(?![\w-])"
)


def _after_comma(text: str, at: int) -> str | None:
    """What kind of comma this is, where it is no common one."""
    if _THEN.match(text, at):
        return "_THEN"
    return "_HALF" if _HALF.match(text, at) else None


def _special(
    line: Line, kind: str, value: str, start: int, end: int, problems: list[Problem]
) -> tuple[str, str] | None:
    """The rarer tokens, as type and value, with what is wrong with them; None where the line cannot be read on."""
    if kind == "unit":
        return "UNIT", value
    if kind == "date":
        year, month, day = value.split("-")
        canonical = f"{year}-{month:0>2}-{day:0>2}"
        if not is_date(int(year), int(month), int(day)):
            problems.append(NoSuchDate(line.span(start, end), value, None))
            return "DATE", "2000-01-01"
        if value != canonical:
            problems.append(NoSuchDate(line.span(start, end), value, canonical))
        return "DATE", canonical
    if kind == "years":
        return "YEARS", value[:4]
    if kind == "fraction":
        if sum(map(str.isdigit, value)) > MAX_DIGITS:
            problems.append(TooManyDigits(line.span(start, end), len(value) - 1, MAX_DIGITS))
            return None
        if not int(value.split("/")[1]):
            problems.append(ZeroDenominator(line.span(start, end), value))
            return "FRACTION", "1/1"
        return "FRACTION", value
    if kind == "point":
        if len(value) > MAX_DIGITS:
            problems.append(TooManyDigits(line.span(start, end), sum(map(str.isdigit, value)), MAX_DIGITS))
            return None
        suggestions = _without_points(value)
        problems.append(DecimalPoint(line.span(start, end), value, suggestions))
        return "NUMBER", suggestions[0]
    if value == '"':
        problems.append(UnterminatedString(line.span(start, len(line.text))))
    else:
        problems.append(UnknownCharacter(line.span(start, end), value, _INSTEAD.get(value), _likely(line, value, end)))
    return None


def _without_points(value: str) -> tuple[str, ...]:
    """What a number written with points may mean. Three digits after the only point can be thousands or decimals."""
    first, *rest = value.split(".")
    as_decimals, as_groups = ",".join((first, "".join(rest))), " ".join((first, *rest))
    if not all(len(part) == 3 for part in rest) or len(first) > 3 or first.startswith("0"):
        return (as_decimals,)
    return (as_groups, as_decimals) if len(rest) == 1 else (as_groups,)


def _likely(line: Line, value: str, end: int) -> Literal["text", "row"] | None:
    """What a line with a sign that has no place in a rule was probably meant as."""
    if value == "|":
        return "row"
    sentence = line.text.endswith(".") and (line.text[0].isupper() or (value == "." and end == len(line.text)))
    return "text" if sentence else None
