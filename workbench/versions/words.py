"""What all the ways to tell a comparison share: differences, percentages, what is not there, names of causes."""

from collections.abc import Iterator
from fractions import Fraction

import attrs

from dsl import model
from dsl.frozen import identical
from dsl.units import PERCENT
from interpreter.comparing.moves import Move, defined
from interpreter.outcomes import Known, Outcome
from workbench.session.compared import Cause, Comparison
from workbench.values import numbers
from workbench.values.computed import YES_NO, Column, column, column_heading, rulings
from workbench.values.words import Words, first_of, listed

NOT_THERE = "finns inte"
UNRELATED = (
    "De två har nästan inget gemensamt: knappt något värde finns i båda. Kontrollera att det är rätt "
    "regelverk som jämförs."
)
# What the changes do only together.
TOGETHER = "tillsammans, utöver var för sig"
# Percentages are told to a tenth, and what is less than that to as many decimals as it takes.
_MOST_DECIMALS = 6
_MOST_NAMED = 3


@identical
class Telling:
    """words: of the new side, and of the old for what only that has. truths: what decisions of norms are called.

    whole: told with everything in it, for a reader who cannot ask for more; else in short, with how to ask
    """

    comparison: Comparison
    words: Words
    old_words: Words
    truths: dict[model.Symbol, tuple[str, str]]
    whole: bool


def telling_of(comparison: Comparison, *, whole: bool = True) -> Telling:
    old, new = comparison.old.program, comparison.new.program
    return Telling(comparison, Words.of(new), Words.of(old), {**rulings(old), **rulings(new)}, whole)


def value_column(
    telling: Telling, move: Move, outcomes: tuple[Outcome, ...], *, signed: bool = False, old: bool = False
) -> Column:
    """Of differences too (signed). old: as that side defines it, in its own unit."""
    definition = move.before if old and move.before is not None else defined(move)
    made = column(definition, outcomes, telling.truths.get(move.symbol, YES_NO))
    return attrs.evolve(made, signed=signed)


def name_of(telling: Telling, symbol: model.Symbol) -> str:
    """`ersättning`, `får ”belasta ramen”`"""
    return column_heading(symbol.name, telling.truths.get(symbol, YES_NO)).replace('"', "”")


def sides_told(comparison: Comparison) -> Iterator[tuple[str, str]]:
    """`Före`, `Efter`, and for each which day's rules it is, for which year, and what is laid on what."""
    day = comparison.asked.day
    for word, side, calculation in (
        ("Före", comparison.old, comparison.before),
        ("Efter", comparison.new, comparison.after),
    ):
        text = side.name
        when = day or (side.when if side.laid or side.later else None)
        if when is not None and calculation.year is not None:
            text += f", reglerna {when} för år {calculation.year}"
        elif calculation.year is not None or day is not None:
            text += f", {calculation.year or day}"
        laid = [f"”{title}” (från och med {entry})" for entry, title in side.laid]
        with_them = f", med {'ändringen' if len(laid) == 1 else 'ändringarna'} {listed(laid)}" if laid else ""
        yield word, text + with_them


def names_told(comparison: Comparison) -> Iterator[str]:
    """What is only called something else."""
    for one in comparison.names:
        what = "Begreppet" if one.kind == "concept" else "Uppgiften"
        inside = f" i begreppet {one.concept}" if one.concept is not None else ""
        yield f"{what} {one.before[0]}{inside} heter nu {one.after[0]}."
    if comparison.names:
        yield "Reglerna i övrigt säger detsamma om dem, så de räknas som samma sak och visas under det nya namnet."


def told(telling: Telling, move: Move, outcome: Outcome | None, *, old: bool = False) -> str:
    """The value with its unit, as that side shows it; or why there is none."""
    definition = move.before if old and move.before is not None else defined(move)
    if outcome is None:
        return NOT_THERE
    truths = telling.truths.get(move.symbol)
    if truths is not None and isinstance(outcome, Known) and isinstance(outcome.value, bool):
        return truths[0 if outcome.value else 1]
    words = telling.old_words if old else telling.words
    return words.of_named(outcome, definition, shown=True)


def difference(telling: Telling, definition: model.Definition, value: Fraction) -> str:
    """`+12 300 kr`, `−0,4 tjänst`, `0 kr`; of shares in percentage points: `+5 procentenheter`."""
    if is_share(definition.type):
        points = numbers.rounded(value * 100, Fraction(1, 100)) if (value * 10000).denominator != 1 else None
        figure = numbers.number(value * 100) if points is None else points
        text = f"{figure}{numbers.NO_BREAK_SPACE}procentenheter"
    else:
        text = telling.words.of_named(Known(value), definition, shown=True)
    return f"+{text}" if value > 0 and any(digit in text for digit in "123456789") else text


def is_share(of: model.Type) -> bool:
    return isinstance(of, model.Number) and of.unit == PERCENT


def percent(change: Fraction | None, of: Fraction | None) -> str:
    """`+9,8 %`, `−0,03 %`; `–` where there is nothing to compare with."""
    if change is None or not of:
        return "–"
    share = 100 * change / abs(of)
    for decimals in range(1, _MOST_DECIMALS + 1):
        text = numbers.rounded(share, Fraction(1, 10**decimals))
        # What is no change at all is not written as one, nor what is one as none.
        if not share or any(digit in text for digit in "123456789"):
            return f"{'+' if share > 0 else ''}{text}{numbers.NO_BREAK_SPACE}%"
    return f"nära 0{numbers.NO_BREAK_SPACE}%"


def cause_name(cause: Cause) -> str:
    """`avsnitt 3.1.1 Ersättning`, `§ 2 och § 4`, `ändringen ”Partiet anställer”`, `uppgifterna i data`."""
    if cause.amendment is not None:
        return f"ändringen ”{cause.amendment}”"
    if not cause.changes:
        return "uppgifterna i data"
    from workbench.versions.change_words import change_name

    computing = [change for change in cause.changes if change.computes] or cause.changes
    return first_of(list(dict.fromkeys(change_name(change) for change in computing)), _MOST_NAMED)
