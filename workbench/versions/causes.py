"""What a difference is due to: how much each change does alone, what they do only together, and row by row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from string import ascii_lowercase

import attrs

from interpreter.comparing.attribution import Attribution, Effect, Parts
from interpreter.comparing.moves import defined, same
from interpreter.evaluating.rounding import as_printed
from interpreter.outcomes import Failed
from workbench.page.page import Bars, Block, Column, Part, Sentence, Table, plain
from workbench.values.words import count, first_of, listed, short
from workbench.versions.before_and_after import differences, only, picked
from workbench.versions.words import TOGETHER, Telling, cause_name, difference

_MOST_NAMED = 6


def cause_parts(one: Attribution, telling: Telling) -> Iterator[Part]:
    causes = [cause_name(cause) for cause in telling.comparison.causes]
    if not causes:
        return
    parts = whole_of(one, telling)
    if parts is None:
        yield tuple(_which_rows(one, causes))
        return
    of_one = telling.comparison.asked.row is not None or len(one.rows) == 1
    if of_one and not parts.whole and not any(effect.by for effect in parts.alone):
        return
    matter = matters(one)
    if len(matter) == 1 and not parts.rest:
        yield (_said(f"Hela skillnaden beror på {causes[matter[0]]}."),)
        return
    yield tuple(_sums(one, parts, matter, causes, telling))
    if len(one.rows) > 1 and telling.comparison.asked.row is None:
        yield (_by_row(one, telling),)


def _said(text: str) -> Sentence:
    return Sentence(plain(text))


def whole_of(one: Attribution, telling: Telling) -> Parts | None:
    """Of the row asked for, else of the sum; None where there is no one difference to part."""
    wanted = telling.comparison.asked.row
    for parts in one.rows:
        if parts.row == wanted and (wanted is not None or len(one.rows) == 1):
            return parts if parts.whole is not None else None
    return one.total


def _matters(one: Attribution, at: int) -> bool:
    """Whether the change does anything, to any row, alone or in order; or cannot be told."""
    parts = (*one.rows, *(() if one.total is None else (one.total,)))
    return any(not same(each.alone[at].before, each.alone[at].after) for each in parts) or any(
        at in step.changes and step.by for each in parts for step in each.steps
    )


def letter(at: int, matter: Sequence[int]) -> str:
    return ascii_lowercase[matter.index(at) % len(ascii_lowercase)]


def matters(one: Attribution) -> list[int]:
    """The positions of the causes that do anything."""
    return [at for at in range(len(one.rows[0].alone)) if _matters(one, at)]


def sums(one: Attribution, parts: Parts, telling: Telling) -> tuple[list[Fraction | None], Column]:
    """What each change that matters does, and what is left over where there is anything; figures that add up."""
    effects: list[Fraction | None] = [parts.alone[at].by for at in matters(one)]
    if parts.rest or any(value is None for value in effects):
        effects.append(parts.rest)
    # Both tables tell in the same way.
    exact = _is_exact(one, [parts]) or (parts is one.total and _is_exact_below(one))
    return effects, differences("skillnad", one.move, effects, parts.whole, telling, exact=exact)


def _sums(
    one: Attribution, parts: Parts, matter: Sequence[int], causes: Sequence[str], telling: Telling
) -> Iterator[Block]:
    """A line for each change, with a bar; then what is left over, and the sum."""
    if not matter:
        yield _said("Ingen av ändringarna ger någon skillnad ensam; de ger den tillsammans.")
    effects, column = sums(one, parts, telling)
    labels = [f"{letter(at, matter)}  {causes[at]}" for at in matter]
    labels += [f"   {TOGETHER}"] * (len(effects) - len(labels))
    yield Table("Det beror på", tuple(labels), (column,), "summa", bars=Bars(tuple(effects)), wide="names")
    for at in matter:
        if parts.alone[at].by is None:
            yield _said(f"{letter(at, matter)}: {_no_value(parts.alone[at])}")
    yield from _in_order(one, parts, causes, telling)


def _no_value(effect: Effect) -> str:
    for outcome, which in ((effect.after, "bara den ändringen"), (effect.before, "det som den förutsätter")):
        if isinstance(outcome, Failed):
            return f"med {which} finns inget värde ({short(outcome)})."
    return "värdet finns inte, eller har ingen summa, med bara den ändringen."


def _in_order(one: Attribution, parts: Parts, causes: Sequence[str], telling: Telling) -> Iterator[Sentence]:
    """What each adds when they are applied one after the other; where it says more than the list above."""
    steps = [step for step in parts.steps if step.by or len(step.changes) > 1]
    if len(steps) < 2:
        return
    told = [
        f"{listed([causes[at] for at in step.changes])} {difference(telling, defined(one.move), step.by)}"
        for step in steps
    ]
    yield _said(f"I tur och ordning: {'; sedan '.join(told)}.")


def _is_exact(one: Attribution, parts: Sequence[Parts]) -> bool:
    """Whether it must be told exactly, since rounded as the value is shown the parts would not add up."""
    step = defined(one.move).shown
    if step is None:
        return False
    return any(_off([*(each.by for each in row.alone), row.rest], row.whole, step) for row in parts)


def _is_exact_below(one: Attribution) -> bool:
    """The same of a table of rows with their sums."""
    step, total = defined(one.move).shown, one.total
    if step is None or total is None:
        return _is_exact(one, one.rows)
    down = [([row.alone[at].by for row in one.rows], effect.by) for at, effect in enumerate(total.alone)]
    down += [([row.rest for row in one.rows], total.rest), ([row.whole for row in one.rows], total.whole)]
    return _is_exact(one, (*one.rows, total)) or any(_off(values, whole, step) for values, whole in down)


def _off(values: Sequence[Fraction | None], whole: Fraction | None, step: Fraction) -> bool:
    told = [as_printed(value, step) for value in values if value is not None]
    return whole is not None and sum(told, Fraction(0)) != as_printed(whole, step)


def by_row(one: Attribution, telling: Telling) -> list[Column]:
    """A column for each change that matters, what is left over where there is anything, and the whole: each row and the
    sum add up."""
    move = one.move
    total, exact = one.total, _is_exact_below(one)
    columns = [
        differences(
            letter(at, matters(one)),
            move,
            [parts.alone[at].by for parts in one.rows],
            None if total is None else total.alone[at].by,
            telling,
            exact=exact,
        )
        for at in matters(one)
    ]
    if any(parts.rest for parts in one.rows) or (total is not None and total.rest):
        rests = [parts.rest for parts in one.rows]
        columns.append(differences("samspel", move, rests, None if total is None else total.rest, telling, exact=exact))
    wholes = [parts.whole for parts in one.rows]
    columns.append(differences("skillnad", move, wholes, None if total is None else total.whole, telling, exact=exact))
    return columns


def _by_row(one: Attribution, telling: Telling) -> Table:
    """Every column, or none."""
    move = one.move
    rows = picked(move, telling)
    whole = [only(each, rows) for each in by_row(one, telling)]
    return Table(
        move.symbol.concept or "",
        tuple(one.rows[at].row or "" for at in rows),
        # The table above has the unit.
        tuple(attrs.evolve(each, unit="") for each in whole),
        "summa",
        caption=f"Rad för rad, i {whole[0].unit}" if whole[0].unit else "Rad för rad",
        wide="dropped",
        instead=plain("Rad för rad visas med --för NAMN, och i --format json."),
    )


# -- what is no number ---------------------------------------------------------------------------


def _which_rows(one: Attribution, causes: Sequence[str]) -> Iterator[Sentence]:
    """For truths, texts and values that have become impossible: which changes do it alone."""
    changed = [at for at, row in enumerate(one.move.rows) if not same(row.before, row.after)]
    explained: set[int] = set()
    for at, cause in enumerate(causes):
        rows = [row for row in changed if not same(one.rows[row].alone[at].before, one.rows[row].alone[at].after)]
        explained |= set(rows)
        if rows:
            yield _said(f"Beror på {cause}{_whose(one, rows)}.")
    rest = [row for row in changed if row not in explained]
    if rest:
        yield _said(f"Beror på ändringarna tillsammans{_whose(one, rest)}.")


def _whose(one: Attribution, rows: Sequence[int]) -> str:
    names = [one.rows[row].row or "" for row in rows]
    if not any(names) or len(rows) == len(one.rows):
        return ""
    return f" för {first_of(names, _MOST_NAMED) if len(names) <= _MOST_NAMED + 1 else f'{count(len(names))} rader'}"
