"""A logical line becomes tokens: names, numbers, quoted text, signs and the words of the language.

A name is a maximal run of words without a reserved word; prepositions may stand inside one, never first or last.
So a word means the same wherever it stands, and a name never swallows what follows it. Numbers, dates and signs get
their canonical spelling here, and what is wrong with them is told here, so that the grammar sees only sound tokens.
Knows the words of the grammar as a set of strings, not its rules.
"""

import re
from typing import Literal

import attrs

from dsl.dates import is_date
from dsl.grammar import Token
from dsl.numerals import FRACTIONS_ALSO, NUMERALS, ONES
from dsl.phrases import (
    DAY,
    NUMBER,
    OPERATORS,
    PREPOSITIONS,
    SHARES,
    SHIFTED,
    THEREAFTER,
    TOGETHER,
    WHOLE,
    WHOLE_TOKEN,
    WORD,
    Spelling,
    compiled,
    end_of_piece,
)
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
from dsl.problems.years import NotOfYears
from dsl.spellings import (
    AFTER_COMMA,
    CHANGES,
    COUNTS,
    LATEST_YEARS,
    MULTIPLES,
    OVER_YEARS,
    SPELLINGS,
    in_words,
    over_years,
)
from dsl.text.layout import Line

MAX_DIGITS = 40
MAX_PARTS = 50
_PERCENTAGES = frozenset(("procent", "promille", "procentenhet", "procentenheter"))
_TOKEN = re.compile(
    r"\s*(?:"
    r"(?P<date>[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?![\w-]))"
    r"|(?P<years>[0-9]{4} +års(?![\w-]))"
    r"|(?P<point>(?:[0-9]{1,3}(?: [0-9]{3})+|[0-9]+)(?:\.[0-9]+)+)"
    r"|(?P<fraction>[0-9]+/[0-9]+(?![\w/]))"
    rf"|(?P<number>{NUMBER})"
    rf"|(?P<unit>(?:{WORD}|[%‰])(?:/{WORD})+)"
    rf"|(?P<word>{WORD})"
    r'|(?P<string>"[^"]*")'
    r"|(?P<sign>[+−×/*(),:%‰·–-])"
    r"|(?P<other>\S)"
    r")",
)
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
# The first words of what is said of years before the one computed.
_PERIODS = frozenset(("någon", "varje", "alla", "samtliga", "även", "under", "de", *COUNTS[2:]))
# These need no comma before them.
_SHARED_OUT = re.compile(r" +(?:för)?delas ")
_COMMALESS = ("ökat med", "minskat med")
_PART = re.compile("|".join(share.removesuffix(" av").replace(" ", " +") for share in SHARES) + r"(?![\w-])(?! +av )")
# `endast 25 % av hyran` is 25 % of it.
_ONLY = re.compile(r" +(?:\d|hälften|halva|en \w+del |två tredjedelar|tre fjärdedelar)")
_VALUE_FOLLOWS = re.compile(r" +[^\W\d]")
_NO_COMMA = frozenset(("_THEN", ",", "dock", "trots det", "annars"))
_DEEPENING = frozenset(
    ("_PLUS", "_MINUS", "_TIMES", "_DIVIDE", "SHARE", "MULTIPLE", "per", "av", "(", "vars", "uppfyller att")
) | {
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


def tokens(
    line: Line, start: int, end: int, words: Spelling, problems: list[Problem], *, limits: bool = True
) -> list[Token] | None:
    """The tokens of the line from offset `start` to `end`; None where a token makes no sense at all (told).

    limits: whether `, högst 5 kr` is a modifier, as it is everywhere but where a name is declared
    """
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
            whole = WHOLE[value].match(text, first, end) if value in WHOLE else None
            period = _period(line, text, first, end, run, problems) if value in _PERIODS else None
            if whole is not None:
                at = end_of_piece(whole, words)
                meaning, value = WHOLE_TOKEN[value], " ".join(text[first:at].split()).removeprefix("per ")
            elif period is not None:
                value, meaning, at = period
                if meaning == "":
                    run.append(value)
                    run_end = at
                    continue
            elif value in phrases and (phrase := compiled(phrases[value]).match(text, first, end)):
                at = phrase.end()
                value = " ".join(phrase.group().split())
                meaning = OPERATORS.get(value, "SHARE" if value in SHARES else value)
                if meaning == "SHARE" and (also := FRACTIONS_ALSO.get(value.removesuffix(" av"))):
                    value = f"{also} av"
                if value in _PARTED_BY:
                    parting.append((_PARTED_BY[value], level))
            elif not run and (part := _part(found, text, first, end)) is not None:
                at = part.end()
                value, meaning = " ".join(part.group().split()), "PART"
            elif not run and (many := _many(value, found, text, at, words)) is not None:
                value, meaning = many
            elif not run and (number := _numeral(value, found, text, at, words)) is not None:
                value, meaning = number, "NUMBER"
            elif not run and value in ("över", "under") and _after_points(found):
                meaning = "POINTS_OVER"
            elif value == "endast" and _ONLY.match(text, at, end):
                continue
            elif found and not run and found[-1].type == "NUMBER" and (shift := SHIFTED.match(text, first, end)):
                at = shift.end()
                value, meaning = " ".join(shift.group().split()), "SHIFTED"
            elif value == "den" and (day := DAY.match(text, first, end)):
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
        elif kind == "number" and found and found[-1].type == "_HALF" and (half := _HALF_A_KRONA.match(text, first)):
            at = half.end()
            meaning = value = f"hälften {half.group(1)}"
        elif kind == "number" and (period := _period(line, text, first, end, run, problems)) is not None:
            value, meaning, at = period
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
            elif value == "," and _has_first(found) and (after := THEREAFTER.match(text, at, end)):
                at = after.end()
                meaning, value = "THEREAFTER", after.group().strip()
            elif value == "," and " ".join(run) in _WHOLE_KRONOR and _HALF_A_KRONA.match(text, at):
                meaning = "_HALF"
            elif value == "," and (follows := _after_comma(text, at, limits)):
                meaning = follows
        elif kind == "string":
            meaning, value = "STRING", value[1:-1]
        else:
            special = _special(line, kind, value, first, at, problems)
            if special is None:
                return None
            meaning, value = special
        if run and meaning in TOGETHER:
            # `ledamotens uppdrag är sammanlagt minst 40 %` is of `ledamotens uppdrag sammanlagt`.
            run.append("sammanlagt")
            meaning = "är"
        if run:
            _end_name(found, run, text, run_start, run_end)
            run = []
        if meaning in _DEEPENING:
            deep += 1
            if deep > MAX_PARTS:
                problems.append(TooManyParts(line.span(first, at), MAX_PARTS))
                return None
        spelled = SPELLINGS.get(meaning)
        if found and found[-1].type == "_THEN" and meaning in AFTER_COMMA:
            spelled = (AFTER_COMMA[meaning],)
        for word in spelled or (meaning,):
            if word in _COMMALESS and found and found[-1].type not in _NO_COMMA:
                add(Token("_THEN", value, first, at))
            add(Token(word, value, first, at))
    if run:
        _end_name(found, run, text, run_start, run_end)
    _name_pairs(found)
    _and_time(found)
    return found


_OF_GROUPS = {"summan av": "_TOTAL_OF", "det högsta av": "det högre av", "det lägsta av": "det lägre av"}


def _part(found: list[Token], text: str, start: int, end: int) -> re.Match[str] | None:
    """A share that is of nothing named: `minskat med hälften`, and first on a line `hälften fördelas lika`."""
    part = _PART.match(text, start, end)
    if part is None or (found and found[-1].type not in _COMMALESS):
        return None
    return part if found or _SHARED_OUT.match(text, part.end()) else None


def _after_points(found: list[Token]) -> bool:
    return len(found) > 1 and found[-2].type == "NUMBER" and found[-1].value.startswith("procentenhet")


def _has_first(found: list[Token]) -> bool:
    return bool(found) and found[-1].type == "FIRST"


# `hela kronor, 50 öre uppåt`: half a krona is half of what is rounded to.
_WHOLE_KRONOR = frozenset(
    f"{first}{unit}"
    for first in ("hela ", "närmaste hela ", "närmaste ")
    for unit in ("kronor", "krontal", "krona", "kr")
)
_HALF_A_KRONA = re.compile(r"\s*50 +öre +(uppåt|nedåt)(?![\w-])")
_BEFORE_A_CONDITION = frozenset(
    ("om", "även om", "och", "eller", "vars", "uppfyller att", "när", "men inte om", "inte")
)
_SAYS = ("är", "har", "saknar", "får", "ska", "uppfyller", "bedömer", "beslutar")


def _name_pairs(found: list[Token]) -> None:
    """`summan av A och B` of two values is told from `summan av G` of a group, with a condition after `och`."""
    for index, token in enumerate(found):
        if token.type not in _OF_GROUPS:
            continue
        end = index + 2
        kinds = [each.type for each in found]
        while kinds[end - 1 : end + 2] == ["NAME", ",", "NAME"] and token.type == "summan av":
            end += 2
        if kinds[end - 1 : end + 2] != ["NAME", "och", "NAME"]:
            continue
        begins = index == 0 or kinds[index - 1] in _BEFORE_A_CONDITION
        if begins or not " ".join(kinds[end + 2 : end + 3]).startswith(_SAYS):
            found[index] = attrs.evolve(token, type=_OF_GROUPS[token.type])


# Of these, `och` makes two: `per kvm och månad`.
TIMES = frozenset(("år", "månad", "vecka", "dag", "timme"))


def _and_time(found: list[Token]) -> None:
    """`151 kr per kvm och månad` is per both."""
    for before, token, after, follows in zip(found[:-2], found[1:-1], found[2:], [*found[3:], None], strict=False):
        if token.type != "och" or before.type != "NAME" or after.value not in TIMES:
            continue
        at = found.index(token)
        if at > 1 and found[at - 2].type == "per" and not (follows and follows.type.startswith(_SAYS)):
            found[at] = attrs.evolve(token, type="per")


def _period(
    line: Line, text: str, start: int, end: int, run: list[str], problems: list[Problem]
) -> tuple[str, str, int] | None:
    """Years before the one computed, from `start` on: words, token and end. Without a token they go on with a name."""
    match = OVER_YEARS.match(text, start, end)
    if match is not None:
        words, other = over_years(match)
        meaning = "OVER"
    else:
        match = LATEST_YEARS.match(text, start, end)
        if match is None or not run:
            return None
        words, other = f"de senaste {in_words(match['count'])} åren", match["unit"].removesuffix("åren")
        meaning = ""
    if other:
        problems.append(NotOfYears(line.span(start, match.end()), words, other))
    return words, meaning, match.end()


def _many(value: str, found: list[Token], text: str, at: int, words: Spelling) -> tuple[str, str] | None:
    """`halva beloppet`, `dubbla beloppet`, where a value begins; what is rounded to is `halva timmar`."""
    if (value != "halva" and value not in MULTIPLES) or value in words.names or not _VALUE_FOLLOWS.match(text, at):
        return None
    if value == "halva":
        steps = found and found[-1].type.startswith(("avrundat", "visas"))
        return None if steps else ("hälften av", "SHARE")
    return value, "MULTIPLE"


_COUNTED = re.compile(r" +(?!decimal)[^\W\d]")
_ONE_OF = frozenset(
    ("dock lägst", "dock högst", "minst", "högst", "mer än", "fler än", "mindre än", "färre än", "_TIMES", "_PLUS")
)


def _numeral(value: str, found: list[Token], text: str, at: int, words: Spelling) -> str | None:
    """`fem mandat`: a number in words before what it counts; `ett arvode` only where an amount must stand."""
    if value in words.names or not _COUNTED.match(text, at):
        return None
    if value in ONES:
        return "1" if found and found[-1].type in _ONE_OF else None
    return str(NUMERALS[value]) if value in NUMERALS else None


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
    r"\s*(?:avrundat|ökat|minskat|uppräknat|dock|i(?= +\d)|per|månad +för|skillnaden|vid +lika"
    rf"|(?:{'|'.join(CHANGES)})(?= +med ))(?![\w-])"
)


_LIMIT = re.compile(rf"\s*(?:{'|'.join(AFTER_COMMA).replace(' ', ' +')})(?![\w-])(?! +först)")


def _after_comma(text: str, at: int, limits: bool) -> str | None:
    """What kind of comma this is, where it is no common one."""
    if _THEN.match(text, at) or (limits and _LIMIT.match(text, at)):
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
