"""What became of promises: which years it was decided for, and the figures of them all.

How it is told is in `page.py` for people, `export.py` and `junit.py` for programs.
"""

from collections.abc import Sequence
from typing import Literal, assert_never

import attrs

from dsl import model
from interpreter.proving.answers import Answer, Fails, Holds, InYear, Undecided
from interpreter.proving.promises import AddsUp, AlwaysClear, BuiltIn, NeverFalls
from workbench.session.proving import Decided
from workbench.values.words import listed

Verdict = Literal["holds", "fails", "undecided", "empty"]


@attrs.frozen
class Counts:
    """empty: said of no input at all."""

    holding: int = 0
    failing: int = 0
    open: int = 0
    empty: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(
            self.holding + other.holding, self.failing + other.failing, self.open + other.open, self.empty + other.empty
        )

    @property
    def all(self) -> int:
        return self.holding + self.failing + self.open + self.empty


def counts(decided: Sequence[Decided], *, in_force: bool = True) -> Counts:
    """Of the readings in force, or of the others."""
    mine = [verdict_of(one) for one in decided if one.counts == in_force]
    return Counts(mine.count("holds"), mine.count("fails"), mine.count("undecided"), mine.count("empty"))


def settled(decided: Decided) -> InYear:
    """The year that settles it: the one in which it fails, else the first that is not decided, else the first in which
    it says anything."""
    for kind in (Fails, Undecided):
        for one in decided.years:
            if isinstance(one.answer, kind):
                return one
    return next((one for one in decided.years if verdict_in(one.answer) == "holds"), decided.years[0])


def verdict_of(decided: Decided) -> Verdict:
    return verdict_in(settled(decided).answer)


def verdict_in(answer: Answer) -> Verdict:
    match answer:
        case Holds():
            return "empty" if answer.empty else "holds"
        case Fails():
            return "fails"
        case Undecided():
            return "undecided"
        case _:
            assert_never(answer)


def summary(total: Counts, other: Counts) -> str:
    """`3 löften håller och 1 håller inte. Dessutom prövades 1 för en läsning som inte gäller: det håller.`

    other: of the readings that are not in force
    """
    told = f"{listed([f'{total.holding} {_promises(total.holding)} håller', *_rest(total)])}."
    if not other.all:
        return told
    whose = "en läsning" if other.all == 1 else "läsningar"
    beside = f"{told} Dessutom prövades {other.all} {_promises(other.all)} för {whose} som inte gäller: "
    if other.all == other.holding:
        return f"{beside}{'det' if other.all == 1 else 'alla'} håller."
    if other.all == 1:
        return f"{beside}det {_rest(other)[0].partition(' ')[2]}."
    return f"{beside}{listed([*([f'{other.holding} håller'] if other.holding else []), *_rest(other)])}."


def _rest(total: Counts) -> list[str]:
    parts = []
    if total.failing:
        parts.append(f"{total.failing} håller inte")
    if total.open:
        parts.append(f"{total.open} är inte {'avgjort' if total.open == 1 else 'avgjorda'}")
    if total.empty:
        parts.append(f"{total.empty} gäller för inga indata")
    return parts


def _promises(count: int) -> str:
    return "löfte" if count == 1 else "löften"


def years_text(years: Sequence[int | None]) -> str:
    """`år 2027`, `åren 2027–2030`, `åren 2027 och 2029`; nothing of no year."""
    known = [year for year in years if year is not None]
    if not known:
        return ""
    if len(known) == 1:
        return f"år {known[0]}"
    if known == list(range(known[0], known[-1] + 1)):
        return f"åren {known[0]}–{known[-1]}"
    return f"åren {listed([str(year) for year in known])}"


def title(promise: model.Promise | BuiltIn) -> str:
    """As the promise is called; the built-in ones by what they say."""
    match promise:
        case model.Promise():
            return promise.title
        case AddsUp(definition, sharing):
            parts = "Delarna och det som blir kvar är" if sharing.stays else "Delarna blir"
            return f"{parts} tillsammans potten: {name_of(definition.symbol)}"
        case NeverFalls(_, definition, claim):
            moved = claim.input.name
            return f"Fler {moved} ger aldrig mindre: {name_of(definition.symbol)}"
        case AlwaysClear():
            return "Inga uppgifter ger motstridiga eller odefinierade värden"
        case _:
            assert_never(promise)


def section_of(promise: model.Promise | BuiltIn) -> model.SectionRef | None:
    match promise:
        case model.Promise(section=section):
            return section
        case AddsUp(definition):
            return definition.section
        case NeverFalls(norm):
            return norm.section
        case AlwaysClear():
            return None
        case _:
            assert_never(promise)


def name_of(symbol: model.Symbol) -> str:
    """As people read it: quotes within it are typographic."""
    return symbol.name.replace('"', "”")
