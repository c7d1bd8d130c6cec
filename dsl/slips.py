"""Several errors that are one slip of the pen: found by correcting it and seeing what is then left.

A word that stands once in the files, and is one letter from another that stands there or from a word of the language,
may be a slip. It is one when errors go away, and none comes, as it is put right. Of those errors one is told, at the
word: what a declaration is called wrongly is used rightly in many places, and none of them is wrong.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from operator import itemgetter

from dsl.frozen import field_names, frozen
from dsl.names import may_be_form
from dsl.problems import Problem
from dsl.problems.names import Misspelled, UndeclaredForm, UnknownName
from dsl.problems.values import UnknownUnit
from dsl.source import Source, Span

# How many corrections are tried of one text, each of which is read anew; and how many slips are looked for.
MOST_TRIED = 6
MOST_SLIPS = 3
# Of errors that are looked at: what stands first is what a reader sees first.
_MOST_ERRORS = 12
# In a text with more words than this, or with longer words, nothing is looked for.
_MOST_WORDS = 20_000
_LONGEST = 40
# Codes before this one are of the text itself: signs, indentation.
_LINES = "RV100"
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_ASIDE = re.compile(r'"[^"]*"|”[^”]*”|#.*|^\s*\| .*')

# By file the whole text, and the errors that are then told.
Texts = Mapping[str, str]
Read = Callable[[Texts], tuple[Problem, ...]]


@frozen
class _Slip:
    """A word at a place, and what may have been meant by it."""

    span: Span
    word: str
    meant: str


def causes(
    sources: Sequence[Source], errors: tuple[Problem, ...], words: frozenset[str], read: Read
) -> tuple[Problem, ...]:
    """The errors, with one in the place of all those that a slip has caused. words: of the language."""
    texts: Texts = {source.file: source.text for source in sources}
    told: list[Problem] = []
    for _ in range(MOST_SLIPS):
        found = _best(texts, errors, words, read)
        if found is None:
            break
        slip, left, texts = found
        there = set(map(_place, left))
        told.append(_told(slip, [error for error in errors if _place(error) not in there]))
        errors = left
        if not errors:
            break
    return (*told, *errors)


def _best(
    texts: Texts, errors: tuple[Problem, ...], words: frozenset[str], read: Read
) -> tuple[_Slip, tuple[Problem, ...], Texts] | None:
    """The slip whose correction leaves the fewest errors and brings none, what is left, and the texts corrected."""
    found: tuple[_Slip, tuple[Problem, ...], Texts] | None = None
    before = set(map(_place, errors))
    for slip in islice(_candidates(texts, errors[:_MOST_ERRORS], words), MOST_TRIED):
        corrected = {**texts, slip.span.file: _put_right(texts[slip.span.file], slip)}
        left = read(corrected)
        there = set(map(_place, left))
        # Signs that are no text hide nothing else, and are not hidden.
        if not there < before or any(code < _LINES for code, *_ in before - there):
            continue
        if found is None or len(left) < len(found[1]):
            found = slip, left, corrected
        if not left:
            break
    return found


def _told(slip: _Slip, gone: Sequence[Problem]) -> Problem:
    """What is told of a slip: what was told of it on its own line, if that leads right; else that it is one."""
    there = [error for error in gone if (error.span.file, error.span.line) == (slip.span.file, slip.span.line)]
    others = len(gone) - len(there)
    for error in there:
        leads = isinstance(error, UnknownName | UnknownUnit) and any(slip.meant in form for form in error.similar)
        form = isinstance(error, UndeclaredForm) and not may_be_form(slip.word, slip.meant)
        if leads or not (others or form):
            return error
    return Misspelled(slip.span, slip.word, slip.meant, others)


def _place(error: Problem) -> tuple[str, str, int, tuple[str, ...]]:
    """Which error it is, however far out on its line."""
    return error.code, error.span.file, error.span.line, tuple(_spoken(error))


def _put_right(text: str, slip: _Slip) -> str:
    lines = text.split("\n")
    line, start = lines[slip.span.line - 1], slip.span.column - 1
    lines[slip.span.line - 1] = line[:start] + slip.meant + line[start + len(slip.word) :]
    return "\n".join(lines)


# -- what may be a slip --------------------------------------------------------------------------


def _candidates(texts: Texts, errors: Sequence[Problem], words: frozenset[str]) -> Iterator[_Slip]:
    """On the lines with errors what is one letter from any other word; elsewhere from what the errors speak of."""
    lines = {(file, number): line for file, text in texts.items() for number, line in enumerate(_bare(text), start=1)}
    places = {
        (file, number, found.start()): found.group()
        for (file, number), line in lines.items()
        for found in _WORD.finditer(line)
    }
    counted = Counter(places.values())
    if len(places) > _MOST_WORDS:
        return
    once = {place: word for place, word in places.items() if counted[word] == 1 and len(word) <= _LONGEST}
    there = dict.fromkeys((error.span.file, error.span.line) for error in errors)
    found: list[tuple[int, _Slip]] = []

    def add(place: tuple[str, int, int], word: str, known: Iterable[str], *, here: bool) -> None:
        for meant in known:
            if not one_letter_apart(word, meant) or (counted[meant] == 1 and may_be_form(word, meant)):
                continue
            # Of two words that stand once each, the slip is the one less like all others.
            sure = counted[meant] > 1 or meant in words
            if sure or (_stranger(word, meant, counted) if not here else not _stranger(meant, word, counted)):
                found.append((-counted[meant], _slip(place, word, meant)))

    # One error on the line of its cause is told well already, but not where it offers to declare the slip.
    if len(errors) > 1 or isinstance(errors[0], UndeclaredForm):
        known = sorted({*counted, *words})
        for place, word in once.items():
            if place[:2] in there and word not in words:
                add(place, word, known, here=True)
    spoken = sorted({word for error in errors for word in _spoken(error)})
    for place, word in once.items():
        if place[:2] not in there:
            add(place, word, spoken, here=False)
    # What is meant stands in many places, as a rule.
    yield from (slip for _, slip in sorted(found, key=itemgetter(0)))


def _slip(place: tuple[str, int, int], word: str, meant: str) -> _Slip:
    file, line, start = place
    return _Slip(Span(file, line, start + 1, line, start + 1 + len(word)), word, meant)


def _bare(text: str) -> list[str]:
    """The lines, with spaces in the place of what is no rule: quoted text, comments, texts."""
    return [_ASIDE.sub(lambda aside: " " * len(aside.group()), line) for line in text.split("\n")]


def _spoken(error: Problem) -> Iterator[str]:
    """The words of all names that an error is about, also without what a form may end in."""
    for name in field_names(type(error)):
        value = getattr(error, name)
        for text in value if isinstance(value, tuple) else (value,):
            for word in _WORD.findall(text) if isinstance(text, str) else ():
                yield from (word, word[:-1], word[:-2])


def _stranger(word: str, meant: str, words: Iterable[str]) -> bool:
    """Of two words that stand once each, whether the first is less like all others than the second is."""
    others = [other for other in words if other not in (word, meant)]
    return _like(word, others) < _like(meant, others)


def _like(word: str, others: Sequence[str]) -> tuple[int, int]:
    """With how many letters some other word begins, and some other ends, as this one."""
    begins = max((_shared(word, other) for other in others), default=0)
    return begins, max((_shared(word[::-1], other[::-1]) for other in others), default=0)


def _shared(one: str, other: str) -> int:
    """How many letters the two begin with alike."""
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def one_letter_apart(one: str, other: str) -> bool:
    """Whether one word becomes the other by a letter put in, left out or changed, or two beside each other swapped."""
    if abs(len(one) - len(other)) > 1 or one == other:
        return False
    start = _shared(one, other)
    rest, others = one[start:], other[start:]
    return (
        rest[1:] == others[1:]
        or rest[1:] == others
        or rest == others[1:]
        or (rest[:2] == others[1::-1] and rest[2:] == others[2:])
    )
