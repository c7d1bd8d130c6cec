"""Numbers in words: `fem mandat`, `en tolftedel av`, `tre fjärdedelar av`."""

from collections.abc import Mapping
from fractions import Fraction

# Before a unit or the name of a value; `en` and `ett` only where a number must stand.
NUMERALS: Mapping[str, int] = {
    "två": 2,
    "tre": 3,
    "fyra": 4,
    "fem": 5,
    "sex": 6,
    "sju": 7,
    "åtta": 8,
    "nio": 9,
    "tio": 10,
    "elva": 11,
    "tolv": 12,
    "femton": 15,
    "tjugo": 20,
    "trettio": 30,
    "fyrtio": 40,
    "femtio": 50,
    "sextio": 60,
    "sjuttio": 70,
    "åttio": 80,
    "nittio": 90,
    "hundra": 100,
}
ONES = frozenset(("en", "ett"))
_PARTS = {
    "tredjedel": 3,
    "fjärdedel": 4,
    "femtedel": 5,
    "sjättedel": 6,
    "sjundedel": 7,
    "åttondel": 8,
    "niondel": 9,
    "tiondel": 10,
    "elftedel": 11,
    "tolftedel": 12,
    "femtondel": 15,
    "tjugondel": 20,
    "trettiondel": 30,
    "fyrtiondel": 40,
    "femtiondel": 50,
    "sextiondel": 60,
    "hundradel": 100,
    "etthundratjugondel": 120,
    "trehundrasextiondel": 360,
    "trehundrasextiofemtedel": 365,
    "tusendel": 1000,
}
# What is written `åttondedel`, `hundratjugondel`.
_ALSO = {
    "åttondedel": "åttondel",
    "niondedel": "niondel",
    "tiondedel": "tiondel",
    "hundratjugondel": "etthundratjugondel",
    "etthundradel": "hundradel",
}

# By the words before `av`, as they are printed.
FRACTIONS: Mapping[str, Fraction] = {
    "hälften": Fraction(1, 2),
    **{f"en {part}": Fraction(1, size) for part, size in _PARTS.items()},
    **{
        f"{word} {part}ar": Fraction(number, size)
        for part, size in _PARTS.items()
        for word, number in NUMERALS.items()
        if number < size <= 20
    },
}
# Other spellings of these -> as they are printed.
FRACTIONS_ALSO: Mapping[str, str] = {
    **{f"en {other}": f"en {part}" for other, part in _ALSO.items()},
    **{
        f"{word} {other}ar": f"{word} {part}ar"
        for other, part in _ALSO.items()
        for word in NUMERALS
        if f"{word} {part}ar" in FRACTIONS
    },
}
