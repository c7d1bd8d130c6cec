"""What a line that stops making sense was probably meant to say. Loaded only when a line is wrong."""

import re
from collections.abc import Iterable
from difflib import get_close_matches
from typing import Literal

from dsl.grammar import END, Stuck, Token
from dsl.lexing import tokens
from dsl.parsing.meant import WHEN, amount_for
from dsl.parsing.placing import STARTERS
from dsl.parsing.reader import Reader
from dsl.phrases import reserved
from dsl.problems.lines import Place, Unexpected, UnknownLine
from dsl.problems.meant import AmountInNorm, EitherOr, IfThenModifier, Unquoted
from dsl.text.layout import Line

# Longer words are never compared: no word of the language is near them.
_LONGEST = 30
_MOST_HELPED = 40

# Of these the first word says nothing without the rest.
_UNSAID = frozenset(
    (
        *("OPERATOR", "MODIFIER", "HALF", "SHIFTED", "OVER", "PART"),
        *("BEGUN", "FIRST", "THEREAFTER", "POINTS_OVER", "MULTIPLE"),
    )
)
_MODIFIERS = ("avrundat till", "dock högst", "dock lägst", "ökat med", "minskat med")
_KINDS: dict[str, str] = {
    "_THEN": "MODIFIER",
    "_HALF": "HALF",
    "_PLUS": "OPERATOR",
    "_MINUS": "OPERATOR",
    "_TIMES": "OPERATOR",
    "_DIVIDE": "OPERATOR",
    "_TO": "RANGE",
    "FRACTION": "NUMBER",
    "DAY": "DATE",
    "DAY_OF": "DATE",
}
_VALUE = frozenset(("NUMBER", "NAME", "(", "summan av"))
_VALUE_STARTS = _VALUE | {
    "MULTIPLE",
    "_TOTAL_OF",
    "skillnaden mellan",
    "det dubbla av",
    "FRACTION",
    "STRING",
    "DATE",
    "DAY",
    "SHARE",
    "YEARS",
    "_MINUS",
    "ja",
    "nej",
    "antalet",
    "föregående års",
    "den dag som frågan gäller",
    "hela år från",
    "hela månader från",
    "hela veckor från",
    "hela dagar från",
    "den tidigaste av",
    "den senaste av",
    "det högre av",
    "det lägre av",
    "det högsta av",
    "det lägsta av",
    "medelvärdet av",
    "DAY_OF",
    "närmaste arbetsdag före",
    "närmaste arbetsdag efter",
}
_CONDITION_STARTS = frozenset(
    (
        "något av",
        "någon av",
        "alla",
        "samtliga",
        "inget av",
        "ingen av",
        "något av villkoren är uppfyllt",
        "samtliga villkor är uppfyllda",
        "någon",
    )
)


def explain(reader: Reader, line: Line, at: int, stuck: Stuck) -> Unexpected | EitherOr | IfThenModifier:
    """The problem of a line that the grammar could not go on with."""
    token, expected = stuck.at, stuck.expected
    if token.type == "_THEN" and "_THEN" not in expected:
        misplaced = _after_condition(reader, line, at, token)
        if misplaced is not None:
            return misplaced
    if token.type in ("är", "har", "har inte", "saknar", "är senast", "är tidigast"):
        either = _word_before(reader, line, at, token, "eller")
        if either is not None:
            return EitherOr(line.span(either.start, either.end))
    if token.type == "och":
        either = _word_before(reader, line, at, token, "eller")
        if either is not None:
            return EitherOr(line.span(either.start, either.end))
    if token.type == "," and "_THEN" in expected:
        # A comma before what is no modifier: the word after it is what is wrong.
        after = _next(reader, line, token)
        if after is not None:
            token, expected = after, frozenset(_MODIFIERS)
    written, suggestion = _meant(reader, line, at, token, expected)
    if token.type == END:
        span = line.span(token.end, token.end + 1)
        return Unexpected(span, None, "end", _in_order(expected), written, suggestion)
    met = line.text[token.start : token.end]
    if written is not None and met.startswith(written):
        met = written
    span = line.span(token.start, token.start + len(met))
    digits = token.type == "NUMBER" and line.text[at : token.start].rstrip()[-1:].isdigit()
    return Unexpected(span, met, "digits" if digits else _kind_of(token), _in_order(expected), written, suggestion)


def _after_condition(reader: Reader, line: Line, at: int, comma: Token) -> IfThenModifier | None:
    """`X om C, dock högst Y`: the value and what changes it belong together, before the condition; a condition of an
    earlier modifier that can only stand last belongs together with that."""
    found = tokens(line, at, comma.start, reader.words, []) or []
    condition = next((each for each in found if each.type in ("om", "även om")), None)
    if condition is None:
        return None
    before = [each for each in found if each.end <= condition.start]
    start = next((each.end for each in before if each.type in ("är", "annars", "dock", "trots det")), at)
    start += len(line.text[start:]) - len(line.text[start:].lstrip())
    value, test = line.text[start : condition.start].rstrip(), line.text[condition.start : comma.start].rstrip()
    modifier = line.text[comma.end :].strip()
    modified = any(each.type == "_THEN" for each in before)
    text = f"({value} {test}), {modifier}" if modified else f"({value}, {modifier}) {test}"
    return IfThenModifier(line.span(start, len(line.text)), text)


# A heading as it stands in a statute or a report: `§2`, `2 §`, `2 a §`, `3.1 Ersättning`.
NOT_A_HEADING = re.compile(
    r"§(?P<close>[0-9]+)|(?P<first>[0-9]+(?: ?[a-zåäö])?) ?§(?!\S)|(?P<plain>[0-9]+(?:\.[0-9]+)*)\.? +(?=[A-ZÅÄÖ])|§"
)


def unknown_line(reader: Reader, line: Line, place: Place) -> UnknownLine:
    """A line that begins like none that may stand in `place`."""
    words = line.text.split() or [""]
    number = NOT_A_HEADING.match(line.text)
    if number is not None and number.lastgroup is not None:
        kind, own = ("avsnitt" if number["plain"] else "§"), number[number.lastgroup]
        meant = f"{kind} {own if ' ' in own or own.isdigit() or number['plain'] else f'{own[:-1]} {own[-1]}'}"
        written = number.group().rstrip()
        return UnknownLine(line.span(0, len(written)), written, place, meant)
    known = [words for words, places in STARTERS.items() if place in places or place == "reading"]
    for count in range(1, min(len(words), 2) + 1):
        written = " ".join(words[:count])
        near = similar(reader, written, known)
        if near and written != near[0]:
            end = line.text.index(words[count - 1], len(written) - len(words[count - 1])) + len(words[count - 1])
            return UnknownLine(line.span(0, end), written, place, near[0])
    return UnknownLine(line.span(0, len(words[0])), words[0], place, None)


_MODALITIES = (
    "ska",
    "får",
    "bör",
    "kräver",
    "bestämmer",
    "ansvarar för",
    "har rätt till",
    "har inte rätt till",
    "har rätt endast till",
)
# Those that give somebody something.
_GIVES = ("får", "har rätt till", "ska", "har rätt endast till")
# What people write for a verb of a norm that the language has another word for.
_SAID_OTHERWISE = {"måste": "ska", "skall": "ska", "kan": "får"}
_QUOTED_LAST = re.compile(r'([^"]*)"[^"]*"$')


def unfit_norm(reader: Reader, line: Line, stuck: Stuck) -> Unquoted | AmountInNorm | Unexpected | None:
    """A line that was meant as a norm: its content without quotes, or its verb misspelt."""
    token = stuck.at
    found = tokens(line, 0, token.start, reader.words, []) or []
    if len(found) > 1 and found[0].type == "NAME" and found[1].type.removesuffix(" inte") in _MODALITIES:
        if line.text.startswith("ej ", token.start):
            return Unexpected(line.span(token.start, token.start + 2), "ej", "name", ("inte",), "ej", "inte")
        if len(found) == 2 and token.type != END:
            return _unquoted(reader, line, found[0].value, found[1].value, token.start)
        return None
    head = _QUOTED_LAST.match(line.text)
    if head is None:
        return None
    words = [*re.finditer(r"[^ ]+", head.group(1))]
    for count in range(min(4, len(words) - 1), 0, -1):
        start = words[-count].start()
        written = " ".join(word.group() for word in words[-count:])
        verb = written.removesuffix(" inte")
        near = (_SAID_OTHERWISE[written],) if written in _SAID_OTHERWISE else similar(reader, verb, _MODALITIES)
        if near and not written.startswith(near[0]):
            meant = near[0] + (" inte" if written.endswith(" inte") else "")
            span = line.span(start, words[-1].end())
            return Unexpected(span, written, "name", _MODALITIES, written, meant)
    return None


def _unquoted(reader: Reader, line: Line, bearer: str, verb: str, at: int) -> Unquoted | AmountInNorm:
    """What follows the verb of a norm: something to be quoted, with a condition that is not; or an amount."""
    span, rest = line.span(at, len(line.text)), line.text[at:]
    meant = amount_for(bearer[0].lower() + bearer[1:], rest, reader.blocks) if verb in _GIVES else None
    if meant is not None:
        below = line.children[0].text if line.children else ""
        own = below.removeprefix("om ") if below.startswith("om ") else None
        return AmountInNorm(span, meant.name, meant.rule, meant.value, meant.when or own)
    when = WHEN.search(rest)
    if when is None:
        return Unquoted(span, rest, verb)
    return Unquoted(span, rest[: when.start()].rstrip(" ,"), verb, rest[when.end() :])


_FALLS = ("minskar", "sjunker", "faller", "krymper", "avtar", "blir mindre", "blir lägre", "blir färre")
_RISES = ("ökar", "stiger", "växer", "blir större", "blir högre", "blir fler", "blir mer")
_VERB = "|".join(verb.replace(" ", " +") for verb in (*_FALLS, *_RISES))
_BECOMES = r"blir +(?:aldrig|inte|ej) +(?P<how>mindre|lägre|färre|större|högre|fler|mer)"
_NEVER = re.compile(
    rf"(?<![\w-])(?:(?P<verb>{_VERB})(?P<not> +(?:aldrig|inte|ej))?|(?:aldrig|inte|ej) +(?P<last>{_VERB})|{_BECOMES})"
    r" +(?:när|då|om|ifall|medan)(?![\w-])"
)
_NEVER_LESS = re.compile(r"(?<![\w-])(?:aldrig|inte) +(?:(?:mindre|lägre|färre) +än|under)(?![\w-])")
_NEVER_MORE = re.compile(r"(?<![\w-])(?:aldrig|inte) +(?:(?:mer|större|högre|fler) +än|över)(?![\w-])")
_MOVES = re.compile(rf"(?<![\w-])(?P<verb>{_VERB})$")


def unfit_course(line: Line, at: int) -> Unexpected | None:
    """What stands for `X minskar aldrig när Y ökar` where it was said in other words."""
    never = _NEVER.search(line.text, at)
    if never is None:
        return _unfit_bound(line, at)
    verb = " ".join((never["verb"] or never["last"] or f"blir {never['how']}").split())
    # What rises with something never falls with it.
    rises = (verb in _RISES) is not (never["verb"] is not None and never["not"] is None)
    meant = f"{'ökar' if rises else 'minskar'} aldrig när"
    written = " ".join(never.group().split())
    if written != meant:
        known = ("minskar aldrig när", "ökar aldrig när")
        return Unexpected(line.span(*never.span()), written, "word", known, written, meant)
    moves = _MOVES.search(line.text, never.end())
    verb = "" if moves is None else " ".join(moves["verb"].split())
    if moves is None or verb in ("minskar", "ökar"):
        return None
    meant = "minskar" if verb in _FALLS else "ökar"
    return Unexpected(line.span(*moves.span()), verb, "name", ("minskar", "ökar"), verb, meant)


def _unfit_bound(line: Line, at: int) -> Unexpected | None:
    """`är aldrig mindre än` for `är minst`."""
    for pattern, meant in ((_NEVER_LESS, "minst"), (_NEVER_MORE, "högst")):
        found = pattern.search(line.text, at)
        if found is not None:
            written = " ".join(found.group().split())
            return Unexpected(line.span(*found.span()), written, "word", ("minst", "högst"), written, meant)
    return None


def similar(reader: Reader, word: str, known: Iterable[str]) -> tuple[str, ...]:
    """The known words nearest to one, best first. Only for the first problems of a file: looking takes its time."""
    if len(word) > _LONGEST or len(reader.problems) > _MOST_HELPED:
        return ()
    return tuple(get_close_matches(word, list(known), 3, 0.75))


def _word_before(reader: Reader, line: Line, at: int, token: Token, word: str) -> Token | None:
    found = tokens(line, at, token.start, reader.words, []) or []
    return next((each for each in found if each.type == word), None)


def _next(reader: Reader, line: Line, token: Token) -> Token | None:
    found = tokens(line, token.end, len(line.text), reader.words, [])
    return found[0] if found else None


def _kind_of(token: Token) -> Literal["word", "name", "number", "string", "date", "sign"]:
    match token.type:
        case "NAME" | "UNIT":
            return "name"
        case "NUMBER" | "FRACTION" | "YEARS":
            return "number"
        case "STRING":
            return "string"
        case "DATE" | "DAY" | "DAY_OF":
            return "date"
    return "word" if token.value[:1].isalpha() else "sign"


def _in_order(expected: frozenset[str]) -> tuple[str, ...]:
    """What could stand there: whole kinds where all of a kind could, then words, each once."""
    left = set(expected)
    kinds: list[str] = []
    if left >= _CONDITION_STARTS:
        left -= _CONDITION_STARTS | _VALUE_STARTS
        kinds.append("CONDITION")
    elif left >= _VALUE:
        left -= _VALUE_STARTS
        kinds.append("VALUE")
    left.discard(END)
    named = {_KINDS.get(each, each) for each in left}
    words = sorted(each for each in named if not each.isupper())
    kinds += sorted(each for each in named if each.isupper() and each not in _UNSAID)
    rest = [each for each in ("OPERATOR", "MODIFIER") if each in named]
    return (*kinds, *words, *rest, *(("END",) if END in expected else ()))


def _meant(
    reader: Reader, line: Line, at: int, token: Token, expected: frozenset[str]
) -> tuple[str | None, str | None]:
    """A word near where the line went wrong that is almost a word of the language."""
    if expected <= {"STRING", END}:
        return None, None
    if token.type == "NUMBER":
        number = token.value
        if line.text[at : token.start].endswith((" kr ", "(kr ")):
            return f"kr {number}", f"{number} kr"
        if "är" in expected:
            return number, f"är {number}"
    wanted = sorted({word for each in expected for word in _beginnings(each)})
    first = line.text[token.start : token.end].split(" ")[0]
    near = similar(reader, first, wanted) if len(first) > 2 else ()
    if near and first != near[0]:
        return first, near[0]
    known = reserved(reader.words)
    before = line.text[at : token.start].split()[-4:]
    for word in (*reversed(before), *line.text[token.start :].split()[:4]):
        if len(word) > 2 and word not in known and word not in reader.words.phrases:
            near = similar(reader, word, sorted(each for each in known if len(each) > 1))
            if near:
                return word, near[0]
    return None, None


def _beginnings(expected: str) -> tuple[str, ...]:
    return () if expected.isupper() or not expected[0].isalpha() else (expected.split(" ")[0],)
