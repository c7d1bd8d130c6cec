"""How names are spelled: genitives, reserved words, what is near a misspelling. Knows no declarations."""

import difflib
from collections.abc import Iterable
from typing import Literal

RESERVED = frozenset(
    """alla annars antalet avrundat det dock då eller endast enligt får fördelas föregående har hälften i inget ingen
    inte ja mer mindre minskat minst högst lägst medelvärdet nej något någon när och om per resten samtliga ska som
    summan trots uppfyller uppräknat vars varje visas x är ökat års än""".split()
)
PREPOSITIONS = frozenset("av för till med på vid från efter under".split())
MOST_WORDS = 30


def genitive(form: str) -> str:
    """`partiet` → `partiets`; nothing after s, x, z."""
    return form if form[-1:] in "sxz" else form + "s"


def fault(name: str) -> tuple[Literal["reserved", "preposition", "long"], str] | None:
    """What makes this impossible as a declared name, and the word that does."""
    words = name.split(" ")
    for position, word in enumerate(words):
        if word in RESERVED and not (position == 0 and word == "antalet" and len(words) > 1):
            return "reserved", word
    for word in (words[0], words[-1]):
        if word in PREPOSITIONS:
            return "preposition", word
    return ("long", words[MOST_WORDS]) if len(words) > MOST_WORDS else None


def nearest(name: str, forms: Iterable[str]) -> tuple[str, ...]:
    """Up to three of the forms that are spelled most like the name, best first."""
    return tuple(difflib.get_close_matches(name[:80], sorted(set(forms)), n=3, cutoff=0.75))


# What Swedish nouns may end in: a name that differs from a declared one only by these is a form of it.
_ENDINGS = (
    ("", "n", "t", "en", "et", "ar", "er", "or", "r", "na", "arna", "erna", "orna", "a")
    + ("et", "s", "ns", "ts", "ens", "ets", "arnas", "ernas", "ornas", "nas", "ars", "ers", "ors", "rs")
)


def stems(name: str) -> frozenset[str]:
    """What is left when endings of the last word are taken away, at least three letters of it."""
    head, space, last = name.rpartition(" ")
    return frozenset(
        head + space + last[: len(last) - len(ending)]
        for ending in _ENDINGS
        if last.endswith(ending) and len(last) - len(ending) >= 3
    )
