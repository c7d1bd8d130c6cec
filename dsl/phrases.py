"""The words and phrases of the language, ready for lexing: what each word may begin, and what is part of no name."""

import re
from collections.abc import Iterable, Mapping
from functools import cache

from dsl.frozen import frozen
from dsl.numerals import FRACTIONS, FRACTIONS_ALSO
from dsl.spellings import (
    AFTER_COMMA,
    SPELLINGS,
    is_kept,
    is_soft,
)

# Words that are part of no name though no rule of the grammar has them alone: they begin or end its phrases.
# docs/language.md lists all reserved words.
_KEPT = """
    avrundat det dock då endast enligt fler fördelas färre föregående gånger hälften inget ingen lägst medelvärdet
    mer mindre minskat minus något plus resten summan trots uppräknat visas x ökat års än
"""
KEPT = frozenset(_KEPT.split())
PREPOSITIONS = frozenset(("av", "för", "till", "med", "på", "vid", "från", "efter", "under"))

SHARES = tuple(f"{words} av" for words in (*FRACTIONS, *FRACTIONS_ALSO))
OPERATORS = {
    "plus": "_PLUS",
    "minus": "_MINUS",
    "gånger": "_TIMES",
    "x": "_TIMES",
    "multiplicerat med": "_TIMES",
    "delat med": "_DIVIDE",
    "dividerat med": "_DIVIDE",
}
TOGETHER = ("är sammanlagt", "är tillsammans", "uppgår sammanlagt till", "uppgår tillsammans till")


@frozen
class Spelling:
    """The words of the language, ready for lexing. phrases: for each first word, what it may begin, as a pattern.

    alone: first words that are tokens by themselves, or are kept though no token of the grammar
    names: soft phrases (dsl/spellings.py) that are part of a name in the file
    """

    phrases: Mapping[str, str]
    alone: Mapping[str, str]
    names: frozenset[str] = frozenset()


def spelling(words: Iterable[str], names: frozenset[str] = frozenset()) -> Spelling:
    """The lexer's view of the grammar's words, together with the phrases that have several spellings. names: soft
    phrases that are names in the file."""
    grouped: dict[str, list[str]] = {}
    alone = {word: word for word in KEPT}
    for word in (*words, *OPERATORS, *SHARES, *SPELLINGS, *AFTER_COMMA, *TOGETHER):
        if names and not is_kept(word, names):
            continue
        first = word.split(" ", 1)[0]
        if first == word:
            alone[word] = OPERATORS.get(word, word)
        else:
            grouped.setdefault(first, []).append(word)
    for preposition in PREPOSITIONS:
        alone.pop(preposition, None)
    phrases = {
        first: "(?:" + "|".join(map(_spaced, sorted(group, key=len, reverse=True))) + r")(?![\w-])"
        for first, group in grouped.items()
    }
    return Spelling(phrases, alone, names)


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """Half of the phrases are in no file that is read."""
    return re.compile(pattern)


def _spaced(phrase: str) -> str:
    """In `varje parti får inte reglerat "…"` the `inte` belongs to what follows it."""
    return phrase.replace(" ", " +") + ("(?! +reglerat)" if phrase.endswith(" inte") else "")


def reserved(words: Spelling) -> frozenset[str]:
    """The words that can be no part of a name."""
    return frozenset(word for word in words.alone if word[0].isalpha() and not is_soft(word))


# -- phrases with a unit or a day in them, which are one token

WORD = r"[^\W\d_²³¹¼½¾][^\W_²³¹¼½¾]*(?:-[^\W_²³¹¼½¾]+)*"
NUMBER = r"[0-9]{1,3}(?: [0-9]{3})+(?![0-9])(?:,[0-9]+)?|[0-9]+(?:,[0-9]+)?"
DAY = re.compile(
    r"den +(?:[0-9]{1,2}|sista) +[a-zåäö]+(?: +(?:[0-9]{4}(?!\d)|(?P<year>i +år|året +därpå|nästa +valår)))?(?![\w-])"
)
SHIFTED = re.compile(r"(?:år|månad|månader|vecka|veckor|dag|dagar) +(?:efter|före)(?![\w-])")
_PIECE = (
    rf"(?:(?:halva|tredjedels|fjärdedels|femtedels|tiondels) +{WORD}"
    rf"|(?P<many>tiotal|hundratal|tusental)(?: +(?P<unit>{WORD}))?|{NUMBER} +{WORD}|{WORD})(?![\w-])"
)
# Phrases with a unit in them, by their first word.
WHOLE = {
    "per": re.compile(rf"per +(?:varje +)?påbörja(?:d|t|de) +{_PIECE}"),
    "för": re.compile(rf"för +(?:de[nt]? +)?första +(?:{NUMBER} +)?{WORD}(?![\w-])(?=,| +och )"),
}
WHOLE_TOKEN = {"per": "BEGUN", "för": "FIRST"}
THEREAFTER = re.compile(r"\s*(?:därefter|därutöver|sedan)(?![\w-])")


def end_of_piece(found: re.Match[str], words: Spelling) -> int:
    """What follows `påbörjat tiotal` is a unit, unless it is a word of the language."""
    after = found.groupdict().get("unit")
    is_unit = after is None or not (after in words.alone or after in words.phrases or after in PREPOSITIONS)
    return found.end() if is_unit else found.end("many")
