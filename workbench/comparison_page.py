"""A comparison as a page on its own, for those who decide: what it means in kronor, what it is due to, and the text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from dsl import model
from interpreter.comparing.attribution import Attribution, Parts
from interpreter.comparing.moves import Move, defined, number
from interpreter.outcomes import Known
from workbench.comparison import Comparison
from workbench.comparison_outcome import other_values, reason_lines, section_of, unit_lines
from workbench.comparison_ranges import followed, not_followed, proved
from workbench.comparison_words import (
    TOGETHER,
    Page,
    Telling,
    cause_name,
    difference,
    is_share,
    name_of,
    percent,
    telling,
    told,
)
from workbench.look import Look
from workbench.pages import escaped, heading, page, paragraph, table
from workbench.results import heading as when
from workbench.rule_changes_page import STYLE, as_html_parts
from workbench.telling.words import listed

# Lines are not broken here: the browser does that.
_WIDE = Look(10_000)
_STYLE = """
.bar { display: flex; width: 12rem; height: 1em; }
.bar span { flex: none; height: 100%; }
.bar .more { background: var(--good); }
.bar .less { background: repeating-linear-gradient(45deg, var(--bad) 0 3px, var(--page) 3px 5px); }
.bar .axis { width: 1px; background: var(--text); }
"""


def as_html(comparison: Comparison) -> str:
    title = f"Jämförelse: {comparison.new.program.title}"
    return page(title, _parts(comparison, title), _STYLE + STYLE)


def _parts(comparison: Comparison, title: str) -> Iterator[str]:
    of = telling(comparison)
    yield heading(1, title)
    for word, side, calculation in (
        ("Före", comparison.old, comparison.before),
        ("Efter", comparison.new, comparison.after),
    ):
        yield paragraph(f"{word}: {when(side.name, calculation.year, calculation.day)}", "quiet")
    yield heading(2, "Utfallet")
    if not (comparison.headline or comparison.others):
        yield paragraph("Inget blir annorlunda med de här uppgifterna.")
    for one in comparison.headline:
        yield from _value(of, one)
    told_to = Page(of, _WIDE)
    others = other_values(comparison, told_to)
    if others:
        yield heading(3, "Också annorlunda")
        yield table("", ["värde", "skillnad"], [tuple(map(escaped, pair)) for pair in others], first_number=2)
    yield heading(2, "När de skiljer sig")
    yield paragraph(proved(told_to))
    for each in followed(told_to):
        yield heading(3, each.name)
        for pairs in each.pairs:
            yield table("", ["när", "skillnad"], [tuple(map(escaped, pair)) for pair in pairs], first_number=2)
        yield from (paragraph(sentence, "quiet") for sentence in each.sentences)
    left_out = not_followed(told_to)
    if left_out:
        yield paragraph(f"Kan också skilja sig: {listed(left_out)}.")
    yield heading(2, "Reglerna")
    if not comparison.changes:
        yield paragraph("Reglerna är likadana, ord för ord.")
        return
    yield from as_html_parts(comparison.changes, every=comparison.asked.all)


def _value(of: Telling, one: Attribution) -> Iterator[str]:
    move = one.move
    name = name_of(of, move.symbol)
    yield heading(3, f"{name[:1].upper()}{name[1:]}")
    yield table(
        section_of(move),
        [move.symbol.concept or "", "före", "efter", "skillnad", "%", ""],
        _rows(of, move),
        _foot(of, move, one.total),
    )
    yield from (paragraph(line) for line in (*unit_lines(move, Page(of, _WIDE)), *reason_lines(move)))
    yield from _causes(of, one)


def _rows(of: Telling, move: Move) -> Iterator[Sequence[str]]:
    largest = max((abs(row.difference) for row in move.rows if row.difference is not None), default=Fraction(0))
    below = any(row.difference is not None and row.difference < 0 for row in move.rows)
    for row in move.rows:
        if of.comparison.asked.row in (None, row.row):
            yield [
                escaped(row.row or "hela regelverket"),
                escaped(told(of, move, row.before, old=True)),
                escaped(told(of, move, row.after)),
                escaped(_difference(of, move, row.difference)),
                escaped(_percent(move, row.difference, number(row.before))),
                "" if row.difference is None else _bar(row.difference, largest, below),
            ]


def _foot(of: Telling, move: Move, total: Parts | None) -> Sequence[str]:
    if total is None or of.comparison.asked.row is not None or is_share(defined(move).type):
        return ()
    totals = ((move.total_before, True), (move.total_after, False))
    words = ["–" if value is None else told(of, move, Known(value), old=old) for value, old in totals]
    return [
        "summa",
        *(escaped(word) for word in words),
        escaped(_difference(of, move, move.difference)),
        escaped(_percent(move, move.difference, move.total_before)),
        "",
    ]


def _difference(of: Telling, move: Move, value: Fraction | None) -> str:
    return "–" if value is None else difference(of, defined(move), value)


def _percent(move: Move, change: Fraction | None, before: Fraction | None) -> str:
    if is_share(defined(move).type) or not isinstance(defined(move).type, model.Number):
        return ""
    return percent(change, before) if change else ""


def _bar(value: Fraction, largest: Fraction, below: bool) -> str:
    """Right of the axis for more, left and striped for less. Only drawn: what it shows stands in the column before."""
    if not largest:
        return ""
    half = 50 if below else 100
    size = round(half * abs(value) / largest)
    side = "more" if value > 0 else "less"
    drawn = f'<span class="{side}" style="width:{size}%"></span>'
    axis = '<span class="axis"></span>'
    inner = f'<span style="width:{half - size}%"></span>{drawn}{axis}' if value < 0 else f"{axis}{drawn}"
    if below and value >= 0:
        inner = f'<span style="width:{half}%"></span>{inner}'
    return f'<span class="bar" aria-hidden="true">{inner}</span>'


def _causes(of: Telling, one: Attribution) -> Iterator[str]:
    causes = [cause_name(cause) for cause in of.comparison.causes]
    parts = one.total if one.total is not None else one.rows[0] if len(one.rows) == 1 else None
    if not causes or parts is None or parts.whole is None:
        return
    effects = [(cause, effect.by) for cause, effect in zip(causes, parts.alone, strict=True)]
    moving = [(cause, by) for cause, by in effects if by != 0]
    if len(moving) == 1 and not parts.rest:
        yield paragraph(f"Hela skillnaden beror på {moving[0][0]}.")
        return
    rows = [*moving, *([(TOGETHER, parts.rest)] if parts.rest else [])]
    largest = max((abs(by) for _, by in rows if by is not None), default=Fraction(0))
    below = any(by is not None and by < 0 for _, by in rows)
    yield table(
        "Det beror på",
        ["ändring", "skillnad", ""],
        [
            [
                escaped(cause),
                escaped(_difference(of, one.move, by)),
                "" if by is None else _bar(by, largest, below),
            ]
            for cause, by in rows
        ],
        ["summa", escaped(_difference(of, one.move, parts.whole)), ""],
    )
    if len(one.rows) > 1 and of.comparison.asked.row is None:
        yield _by_row(of, one, causes)


def _by_row(of: Telling, one: Attribution, causes: Sequence[str]) -> str:
    """Row by row how much is due to which change, with a column for each that matters to any row."""
    every = (*one.rows, *(() if one.total is None else (one.total,)))
    matter = [at for at in range(len(causes)) if any(each.alone[at].by != 0 for each in every)]
    together = any(each.rest for each in every)

    def cells(parts: Parts) -> Iterator[str]:
        yield from (escaped(_difference(of, one.move, parts.alone[at].by)) for at in matter)
        if together:
            yield escaped(_difference(of, one.move, parts.rest))
        yield escaped(_difference(of, one.move, parts.whole))

    headings = [one.move.symbol.concept or "", *(causes[at] for at in matter)]
    headings += [*([TOGETHER] if together else []), "skillnad"]
    return table(
        "Rad för rad",
        headings,
        [[escaped(parts.row or ""), *cells(parts)] for parts in one.rows],
        () if one.total is None else ["summa", *cells(one.total)],
    )
