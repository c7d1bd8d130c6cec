"""A comparison for people: the outcome on the data, the rules, and where the two differ at all.

One telling, whoever reads: in short with how to ask for more, or whole, for those who decide and have no terminal.
"""

from __future__ import annotations

from collections.abc import Iterator

from workbench.page.page import Block, Heading, Page, Pair, Pairs, Part, Sentence, plain, strong
from workbench.session.compared import Comparison, unrelated
from workbench.values.words import capital, count, listed
from workbench.versions.before_and_after import other_part, value_part, year_part
from workbench.versions.causes import cause_parts
from workbench.versions.ranges import range_parts
from workbench.versions.words import UNRELATED, Telling, name_of, names_told, sides_told, telling_of


def page(comparison: Comparison, *, whole: bool) -> Page:
    """whole: with all that differs, also what is told in a line each in short."""
    telling = telling_of(comparison, whole=whole)
    ranges = range_parts(telling, (_titled(3, "När de skiljer sig"),))
    parts = (_head(telling), *_outcome(telling), *_rules(telling), *ranges)
    return Page(f"Jämförelse: {comparison.new.program.title}", parts)


def _head(telling: Telling) -> Part:
    comparison = telling.comparison
    titles = dict.fromkeys(side.program.title for side in (comparison.old, comparison.new))
    sides = tuple(Pair(word, plain(text)) for word, text in sides_told(comparison))
    said = [*names_told(comparison), *([UNRELATED] if comparison.changes and unrelated(comparison) else [])]
    return Heading(1, strong(" → ".join(titles))), Pairs(sides, depth=0, gap=1), *map(_said, said)


def _titled(number: int, title: str) -> Heading:
    return Heading(2, strong(f"{number}. {title}"), ruled=True)


def _said(text: str) -> Sentence:
    return Sentence(plain(text))


def _rules(telling: Telling) -> Iterator[Part]:
    comparison = telling.comparison
    first: list[Block] = [_titled(2, "Reglerna")]
    if not comparison.changes:
        yield *first, *([] if comparison.names else [_said("Reglerna är likadana, ord för ord.")])
        return
    from workbench.versions.rule_changes import change_parts

    if unrelated(comparison) and not comparison.asked.all:
        yield *first, _said(f"{count(len(comparison.changes))} ändringar av reglerna visas med --alla.")
        return
    yield tuple(first)
    yield from change_parts(comparison.changes, every=comparison.asked.all, whole=telling.whole)


def _outcome(telling: Telling) -> Iterator[Part]:
    comparison = telling.comparison
    first: list[Block] = [_titled(1, "Utfallet")]
    if not comparison.before.facts.rows and not comparison.after.facts.rows:
        first.append(_said("Inga uppgifter om rader lästes. Ange en fil med --data."))
    if unrelated(comparison) and not comparison.asked.all and not comparison.asked.symbols:
        yield *first, _said("De värden som finns bara före eller bara efter visas med --alla.")
        return
    if not (comparison.headline or comparison.others):
        when = f" {comparison.after.year}" if comparison.years else ""
        yield *first, _said(f"Inget blir annorlunda{when} med de här uppgifterna.")
        yield year_part(telling)
        return
    shown = [one.move.symbol for one in comparison.headline]
    unchanged = [name_of(telling, symbol) for symbol in comparison.asked.symbols if symbol not in shown]
    if unchanged:
        first.append(_said(f"{capital(listed(unchanged))} blir inte annorlunda med de här uppgifterna."))
    yield tuple(first)
    for one in comparison.headline:
        yield value_part(one, telling)
        yield from cause_parts(one, telling)
    yield other_part(comparison, telling)
    yield year_part(telling)
