"""A comparison as a page on its own, for those who decide: what it means in kronor, what it is due to, and the text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

import attrs

from dsl import model
from interpreter.comparing.attribution import Attribution
from interpreter.comparing.moves import defined
from workbench.page.html_parts import escaped, heading, page, paragraph, table
from workbench.page.look import Look
from workbench.values.words import listed
from workbench.versions.causes import by_row, letter, matters, sums, whole_of
from workbench.versions.comparison import Comparison
from workbench.versions.outcome import (
    NOT_ALL_YEARS,
    Shown,
    columns_of,
    cut_lines,
    only,
    other_values,
    other_years,
    picked,
    reason_lines,
    section_of,
    unit_lines,
)
from workbench.versions.ranges import followed, not_followed, proved
from workbench.versions.rule_changes_page import STYLE, as_html_parts
from workbench.versions.words import TOGETHER, Page, Telling, cause_name, name_of, names_told, sides_told, telling

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
    yield from (paragraph(f"{word}: {text}", "quiet") for word, text in sides_told(comparison))
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
    years = other_years(told_to)
    if years:
        yield heading(3, "Andra år")
        yield table("", ["år", "skillnad"], [tuple(map(escaped, pair)) for pair in years], first_number=2)
        yield from [] if comparison.whole_years else [paragraph(NOT_ALL_YEARS, "quiet")]
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
    yield from map(paragraph, names_told(comparison))
    if not comparison.changes:
        yield paragraph("Reglerna är likadana, ord för ord.")
        return
    yield from as_html_parts(comparison.changes, every=comparison.asked.all)


def _value(of: Telling, one: Attribution) -> Iterator[str]:
    move, told_to = one.move, Page(of, _WIDE)
    name = name_of(of, move.symbol)
    rows = picked(move, told_to)
    yield heading(3, f"{name[:1].upper()}{name[1:]}")
    yield from (paragraph(line) for line in unit_lines(move, told_to))
    shown = [only(each, rows) for each in columns_of(move, told_to)]
    numeric = isinstance(defined(move).type, model.Number)
    labels = [move.rows[at].row or "hela regelverket" for at in rows]
    values = [move.rows[at].difference for at in rows] if numeric else None
    summed = of.comparison.asked.row is None and len(move.rows) > 1
    yield _table(section_of(move), move.symbol.concept or "", labels, shown, values, summed=summed)
    yield from (paragraph(line, "quiet") for line in cut_lines(move, rows, told_to))
    yield from (paragraph(line) for line in reason_lines(move))
    yield from _causes(of, one)


def _table(
    caption: str,
    first: str,
    labels: Sequence[str],
    shown: Sequence[Shown],
    values: Sequence[Fraction | None] | None,
    *,
    summed: bool,
) -> str:
    """The figures that the terminal shows, with their units; values: for bars, None for none."""
    largest = max((abs(value) for value in values or () if value is not None), default=Fraction(0))
    below = any(value is not None and value < 0 for value in values or ())
    units = [f" ({one.unit})" if one.unit else "" for one in shown]
    names = [f"{one.heading or '%'}{unit}" for one, unit in zip(shown, units, strict=True)]
    rows = [
        [
            escaped(label),
            *(escaped(one.cells[at]) for one in shown),
            *([] if values is None else ["" if (by := values[at]) is None else _bar(by, largest, below)]),
        ]
        for at, label in enumerate(labels)
    ]
    foot: Sequence[str] = ()
    if summed and any(one.total is not None for one in shown):
        foot = ["summa", *(escaped(one.total or "") for one in shown), *([] if values is None else [""])]
    return table(caption, [first, *names, *([] if values is None else [""])], rows, foot)


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
    told_to = Page(of, _WIDE)
    causes = [cause_name(cause) for cause in of.comparison.causes]
    parts = whole_of(one, told_to)
    if not causes or parts is None or parts.whole is None:
        return
    matter = matters(one)
    if len(matter) == 1 and not parts.rest:
        yield paragraph(f"Hela skillnaden beror på {causes[matter[0]]}.")
        return
    effects, shown = sums(one, parts, told_to)
    labels = [f"{letter(at, matter)}  {causes[at]}" for at in matter]
    labels += [TOGETHER] * (len(effects) - len(labels))
    named = attrs.evolve(shown, heading="skillnad")
    yield _table("Det beror på", "ändring", labels, [named], effects, summed=True)
    if len(one.rows) > 1 and of.comparison.asked.row is None:
        rows = picked(one.move, told_to)
        columns = [only(each, rows) for each in by_row(one, told_to)]
        names = [one.rows[at].row or "" for at in rows]
        yield _table("Rad för rad", one.move.symbol.concept or "", names, columns, None, summed=True)
