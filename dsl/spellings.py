"""Other words for what the language has words for: a phrase, and the tokens of the grammar that it stands for.

The lexer puts the tokens in the place of the phrase, so nothing after it knows of the phrase, and the formatter writes
the canonical text. A phrase that could be part of a name is soft: it is none in a file that declares such a name.
"""

import re
from collections.abc import Iterable, Iterator, Mapping

from dsl.numerals import NUMERALS
from dsl.text.layout import Line

_MORE = ("över", "större än", "högre än", "längre än", "bredare än", "dyrare än", "tyngre än")
_LESS = ("under", "lägre än", "kortare än", "smalare än", "billigare än", "lättare än")
_RAISED = ("ökad", "ökade", "ökas", "höjt", "höjd", "höjda", "höjs")
_LOWERED = ("minskad", "minskade", "minskas", "sänkt", "sänkta", "sänks", "reducerat", "reducerad", "reduceras")
_GIVEN = ("utgår", "lämnas", "betalas", "utbetalas", "betalas ut", "beviljas")
_VERBS = {
    "överstiger": ("mer än", "högst"),
    "överskrider": ("mer än", "högst"),
    "understiger": ("mindre än", "minst"),
    "underskrider": ("mindre än", "minst"),
}
_LIMITS = {
    **dict.fromkeys(("minst", "som lägst", "som minst"), "lägst"),
    **dict.fromkeys(("som högst", "som mest"), "högst"),
}
_SECOND = {
    **dict.fromkeys(("minst", "lägst", "som lägst", "som minst", "inte mindre än", "inte färre än"), "minst"),
    **dict.fromkeys(("högst", "som högst", "som mest", "inte mer än", "inte fler än"), "högst"),
    **dict.fromkeys(("mer än", "fler än"), "mer än"),
    **dict.fromkeys(("mindre än", "färre än"), "mindre än"),
}

_SHARED_OUT = {
    **dict.fromkeys(("lika", "jämnt"), "lika"),
    **dict.fromkeys(("lika mellan", "jämnt mellan"), "lika mellan"),
    **dict.fromkeys(
        (
            "efter",
            "utifrån",
            "i förhållande till",
            "proportionellt efter",
            "proportionellt mot",
            "lika på",
            "i proportion till",
        ),
        "i proportion till",
    ),
}

SPELLINGS: Mapping[str, tuple[str, ...]] = {
    **{verb: ("är", more) for verb, (more, _) in _VERBS.items()},
    **{f"inte {verb}": ("är", opposite) for verb, (_, opposite) in _VERBS.items()},
    **{f"{verb} inte": ("är", opposite) for verb, (_, opposite) in _VERBS.items()},
    **{f"är {word}": ("är", "mer än") for word in _MORE},
    **{f"är inte {word}": ("är", "högst") for word in (*_MORE, "mer än", "fler än")},
    **{f"är {word}": ("är", "mindre än") for word in _LESS},
    **{f"är inte {word}": ("är", "minst") for word in (*_LESS, "mindre än", "färre än")},
    **{f"uppgår till {word}": ("är", word) for word in ("minst", "högst", "mer än", "mindre än")},
    "uppgår till lägst": ("är", "minst"),
    "uppgår till": ("är",),
    "är lika med": ("är",),
    **{
        f"är {word}": ("är", {"lägst": "minst"}.get(limit, limit)) for word, limit in _LIMITS.items() if word != "minst"
    },
    "är lägst": ("är", "minst"),
    **{f"{verb} med": ("är",) for verb in _GIVEN},
    "utgör": ("är",),
    "ska vara": ("är",),
    **{f"dock {word}": (f"dock {limit}",) for word, limit in _LIMITS.items()},
    **{
        f"{joint} {word}": (f"och {limit}",)
        for joint in ("och", "men", "och dock", "men dock")
        for word, limit in _SECOND.items()
        if (joint, word) != ("och", limit)
    },
    **{f"{verb} med": ("ökat med",) for verb in _RAISED},
    **{f"{verb} med": ("minskat med",) for verb in _LOWERED},
    **{
        f"{rest}{verb} {word}": (f"{rest}fördelas {how}",)
        for rest in ("", "resten ")
        for verb in ("fördelas", "delas", "delas ut")
        for word, how in _SHARED_OUT.items()
        if (verb, word) != ("fördelas", how)
    },
    "för varje": ("per",),
    "per varje": ("per",),
    "per var": ("per",),
    "utom om": ("men inte om",),
    "utom när": ("men inte om",),
}
# What they begin with, which the lexer looks for after a comma.
CHANGES = (*_RAISED, *_LOWERED)
# A limit after a comma needs no `dock`.
AFTER_COMMA: Mapping[str, str] = {
    **{word: f"dock {limit}" for word, limit in _LIMITS.items()},
    **{limit: f"dock {limit}" for limit in ("lägst", "högst")},
}
# Only where a value begins; `närmaste halva` goes on.
MULTIPLES = {"dubbla": 2, "tredubbla": 3, "fyrdubbla": 4}
# Words of the language that may be part of a name: other phrases have a word that may not.
_SOFT = (
    *_VERBS,
    *(f"{verb} med" for verb in (*_RAISED, *_LOWERED, *_GIVEN)),
    *("uppgår till", "utgör", "dividerat med", "multiplicerat med", "skillnaden mellan", "halva", *MULTIPLES),
    *(f"{verb} {word}" for verb in ("delas", "delas ut") for word in _SHARED_OUT),
    *("inga", "är över", "är mellan", "utom om", "utom när"),
    *NUMERALS,
)
# How many, as people write it; from thirteen on in digits.
COUNTS = ("noll", "ett", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv")
_COUNT = rf"(?P<count>{'|'.join(COUNTS[2:])}|[2-9]|[1-9]\d)"
_LATEST = rf"(?:under +)?de +(?:senaste|sista) +{_COUNT} +(?P<unit>åren|halvåren|kvartalen|månaderna|veckorna)"
# `summan av arvodet de senaste tre åren`: part of what is gathered.
LATEST_YEARS = re.compile(rf"{_LATEST}(?![\w-])")
# `C någon gång under de senaste tre åren`: of a condition.
OVER_YEARS = re.compile(
    rf"(?:(?P<any>någon +gång) +{_LATEST}"
    rf"|(?P<every>varje|alla|samtliga) +år +{_LATEST.replace('<count>', '<years>').replace('<unit>', '<kind>')}"
    rf"|(?P<row>{'|'.join(COUNTS[2:])}|[2-9]|[1-9]\d) +(?P<rows>år|halvår|kvartal|månader|veckor) +i +rad"
    r"|även +(?:under +)?(?:det +)?(?:föregående|förra) +(?P<before>år|halvår|kvartal|månad|vecka)(?:et|en)?)(?![\w-])"
)


def over_years(found: re.Match[str]) -> tuple[str, str]:
    """The canonical words for what was written of a condition, and the period if it is no year, else empty."""
    if found["before"]:
        return "även under föregående år", "" if found["before"] == "år" else found["before"]
    if found["row"]:
        return f"{in_words(found['row'])} år i rad", "" if found["rows"] == "år" else found["rows"]
    if found["every"]:
        return f"{in_words(found['years'])} år i rad", "" if found["kind"] == "åren" else found["kind"]
    words = f"någon gång under de senaste {in_words(found['count'])} åren"
    return words, "" if found["unit"] == "åren" else found["unit"]


def in_words(count: str) -> str:
    """A small number in words."""
    return COUNTS[int(count)] if count.isdigit() and int(count) < len(COUNTS) else count


def count_of(words: str) -> int:
    """The number that the words say."""
    return COUNTS.index(words) if words in COUNTS else int(words)


_DECLARING = frozenset(("enheter", "roller", "uppgifter", "begrepp"))
_VERB = re.compile(r" (?:är|bestäms av|fördelas mellan)(?![\w-])")
_NO_NAME = re.compile(r"(?:om|annars|dock|trots|endast|från|till|kontroll|år|då|se|med)(?![\w-])|.*[\d\":]|.* om ")
_TRUTH = re.compile(r" är ([^\"\d]+?) när ")
_SHARED = re.compile(r" som ([^()]+)(?:\(|$)")


def names_instead(lines: Iterable[Line]) -> frozenset[str]:
    """The soft phrases that are part of a name which the file declares, and so no words of the language in it."""
    declared = [f" {text} " for text in _declared(lines)]
    return frozenset(phrase for phrase in _SOFT for text in declared if f" {phrase.removeprefix('är ')} " in text)


def is_soft(phrase: str) -> bool:
    """Whether the phrase is a name in a file that declares it."""
    return phrase.removeprefix("inte ").removesuffix(" inte") in _SOFT


def is_kept(phrase: str, off: frozenset[str]) -> bool:
    """Whether the phrase is one of the language where those in `off` are names. `två tredjedelar av` is one though
    `två` is a name."""
    return not any(soft in phrase for soft in off if soft not in NUMERALS)


def _declared(lines: Iterable[Line]) -> Iterator[str]:
    for line in lines:
        if line.kind or line.text.startswith(("exempel", "kontroll")):
            continue
        if line.text in _DECLARING:
            yield from _entries(line.children)
            continue
        yield from _defined(line.text)
        yield from _declared(line.children)


def _entries(lines: Iterable[Line]) -> Iterator[str]:
    """Names with their forms, and the values that one may have."""
    for line in lines:
        yield re.sub(r"[(),:]", " ", line.text)
        yield from _entries(line.children)


def _defined(text: str) -> Iterator[str]:
    verb = _VERB.search(text)
    if verb is None or _NO_NAME.match(text[: verb.start()]):
        return
    yield re.sub(r"[(),]", " ", text[: verb.start()])
    for further in (_TRUTH, _SHARED):
        found = further.search(text, verb.start())
        if found is not None:
            yield found[1]
