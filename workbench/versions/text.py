"""A comparison for people, in a terminal: the rules, the outcome on the data, and where the two differ at all."""

from __future__ import annotations

from collections.abc import Iterator

from workbench.page.look import Look
from workbench.page.terminal import plain_spaces, visible, width
from workbench.session.comparing import Comparison, unrelated
from workbench.values.words import capital, count, listed
from workbench.versions.causes import cause_lines
from workbench.versions.outcome import NOT_ALL_YEARS, other_lines, other_years, value_lines
from workbench.versions.ranges import range_lines
from workbench.versions.words import UNRELATED, Page, bold, name_of, names_told, said, side_by_side, sides_told, telling

_INDENT = "  "


def as_text(comparison: Comparison, look: Look) -> str:
    """Ends with a line break."""
    page = Page(telling(comparison), look)
    parts = [_head(page), _rules(page), _outcome(page), _ranges(page)]
    text = "\n\n".join("\n".join(line.rstrip() for line in part) for part in parts)
    return plain_spaces(text) + "\n"


def _head(page: Page) -> Iterator[str]:
    comparison = page.telling.comparison
    titles = dict.fromkeys(side.program.title for side in (comparison.old, comparison.new))
    yield bold(visible(" → ".join(titles)), page.look)
    for word, text in sides_told(comparison):
        first, *more = said(text, page, "      ")
        yield f"{word:<6}{first.removeprefix('      ')}"
        yield from more


def _titled(number: int, title: str, page: Page) -> Iterator[str]:
    text = f"{number}. {title}"
    yield bold(text, page.look)
    yield "─" * width(text)


def _rules(page: Page) -> Iterator[str]:
    comparison = page.telling.comparison
    yield from _titled(1, "Reglerna", page)
    yield from (line for sentence in names_told(comparison) for line in said(sentence, page))
    if not comparison.changes and comparison.names:
        return
    if not comparison.changes:
        yield from said("Reglerna är likadana, ord för ord.", page)
        return
    from workbench.versions.rule_changes import as_text as rule_text

    if unrelated(comparison):
        yield from said(UNRELATED, page)
        if not comparison.asked.all:
            yield from said(f"{count(len(comparison.changes))} ändringar av reglerna visas med --alla.", page)
            return
    yield ""
    yield from rule_text(comparison.changes, page.look, every=comparison.asked.all).rstrip("\n").split("\n")


def _outcome(page: Page) -> Iterator[str]:
    comparison = page.telling.comparison
    yield from _titled(2, "Utfallet", page)
    if not comparison.before.facts.rows and not comparison.after.facts.rows:
        yield from said("Inga uppgifter om rader lästes. Ange en fil med --data.", page)
    if unrelated(comparison) and not comparison.asked.all and not comparison.asked.symbols:
        yield from said("De värden som finns bara före eller bara efter visas med --alla.", page)
        return
    if not (comparison.headline or comparison.others):
        when = f" {comparison.after.year}" if comparison.years else ""
        yield from said(f"Inget blir annorlunda{when} med de här uppgifterna.", page)
        yield from _years(page)
        return
    shown = [one.move.symbol for one in comparison.headline]
    unchanged = [name_of(page.telling, symbol) for symbol in comparison.asked.symbols if symbol not in shown]
    if unchanged:
        yield from said(f"{capital(listed(unchanged))} blir inte annorlunda med de här uppgifterna.", page)
    for one in comparison.headline:
        yield ""
        yield from value_lines(one, page)
        yield from cause_lines(one, page)
    others = list(other_lines(comparison, page))
    if others:
        yield ""
        yield from others
    yield from _years(page)


def _years(page: Page) -> Iterator[str]:
    """The other years that the rules are in force."""
    pairs = other_years(page)
    if not pairs:
        return
    yield ""
    yield bold("Andra år", page.look)
    yield from side_by_side(pairs, page)
    if not page.telling.comparison.whole_years:
        yield from said(NOT_ALL_YEARS, page)


def _ranges(page: Page) -> Iterator[str]:
    yield from _titled(3, "När de skiljer sig", page)
    yield from range_lines(page)
