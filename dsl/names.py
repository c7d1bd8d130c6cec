"""How names are spelled: genitives, what is near a misspelling, what may be a form of what. Knows no declarations."""

import difflib
from collections.abc import Iterable

# A name of more words is no name; so many words may stand before and in one that is looked up.
MOST_WORDS = 30
_MOST_COMPARED = 500
_LONGEST = 80


def genitive(form: str) -> str:
    """`partiet` → `partiets`; nothing after s, x, z."""
    return form if form[-1:] in "sxz" else form + "s"


def nearest(name: str, forms: Iterable[str], alike: float = 0.75) -> tuple[str, ...]:
    """Up to three of the forms that are spelled most like the name, best first. alike: how much, 1 for the same.

    Only forms about as long, and of those a bounded number, so that many unknown names in a long text cost little.
    """
    near = sorted({form for form in forms if abs(len(form) - len(name)) <= 3})[:_MOST_COMPARED]
    return tuple(difflib.get_close_matches(name, near, n=3, cutoff=alike)) if len(name) <= _LONGEST else ()


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
