"""How names are spelled: genitives, what is near a misspelling, what may be a form of what. Knows no declarations."""

import difflib
from collections.abc import Iterable
from itertools import islice, pairwise

# A name of more words is no name; so many words may stand before and in one that is looked up.
MOST_WORDS = 30
# What is compared with a misspelled name, so that many of them in a long text cost little.
_MOST_FORMS = 1000
_MOST_COMPARED = 20
_LONGEST = 80
_LONGEST_PHRASE = 300
_MOST_PHRASES = 100


def genitive(form: str) -> str:
    """`partiet` → `partiets`; nothing after s, x, z."""
    return form if form[-1:] in "sxz" else form + "s"


def nearest(name: str, forms: Iterable[str], alike: float = 0.75) -> tuple[str, ...]:
    """Up to three of the forms that are spelled most like the name, best first. alike: how much, 1 for the same."""
    if len(name) > _LONGEST:
        return ()
    pairs = _pairs(name)
    near = islice((form for form in forms if abs(len(form) - len(name)) <= 3), _MOST_FORMS)
    ranked = sorted({form: -len(pairs & _pairs(form)) for form in near}.items(), key=_rank)
    compared = [form for form, _ in ranked[:_MOST_COMPARED]]
    return tuple(difflib.get_close_matches(name, compared, n=3, cutoff=alike))


def nearest_phrase(phrase: str, known: Iterable[str]) -> tuple[str, ...]:
    """The known phrase that is most like this one, if any is: for whole sentences, where words may differ."""
    if len(phrase) > _LONGEST_PHRASE:
        return ()
    return tuple(difflib.get_close_matches(phrase, islice(known, _MOST_PHRASES), n=1, cutoff=0.6))


def _pairs(name: str) -> frozenset[str]:
    """Letters beside each other, with the ends."""
    padded = f" {name} "
    return frozenset(map("".join, pairwise(padded)))


def _rank(pair: tuple[str, int]) -> tuple[int, str]:
    return pair[1], pair[0]


# What Swedish nouns and adjectives may end in: names that differ only so are forms of one word.
_ENDINGS = frozenset(
    (
        *("", "a", "e", "n", "t", "r", "en", "et", "na", "ar", "er", "or", "arna", "erna", "orna"),
        *("s", "as", "es", "ns", "ts", "rs", "ens", "ets", "nas", "ars", "ers", "ors", "arnas", "ernas", "ornas"),
    )
)
_LONGEST_ENDING = 5
_SHORTEST_STEM = 3


def may_be_form(form: str, name: str) -> bool:
    """Whether the two differ only by endings that a word may have."""
    shortest_of_both = min(len(form), len(name))
    shared = next((at for at in range(shortest_of_both) if form[at] != name[at]), shortest_of_both)
    shortest = max(form.rfind(" "), name.rfind(" ")) + 1 + _SHORTEST_STEM
    return any(
        form[cut:] in _ENDINGS and name[cut:] in _ENDINGS
        for cut in range(shared, max(shortest, shared - _LONGEST_ENDING) - 1, -1)
    )
