"""The answer first: what is paid out, then what is missing or must be judged, then how much more there is to see.

The page that `beräkna` shows people; that with every value is in `tables.py`. Which values are paid out is found by
`interpreter/explaining/headline.py`.
"""

from collections.abc import Collection, Iterator, Sequence

import attrs

from dsl import model
from workbench.page.page import Block as PageBlock
from workbench.page.page import Figures, Item, Items, Page, Part, Sentence, plain
from workbench.page.page import heading as page_heading
from workbench.page.terminal import NO_BREAK_SPACE
from workbench.results.remarks import reasons, without_any_rows
from workbench.results.tables import block_parts, figure, head
from workbench.values.computed import Block, Column, Results, heading
from workbench.values.words import count

# So many questions are told; the others with `--alla`.
_MOST_QUESTIONS = 6


def page(results: Results, first: Collection[model.Symbol], beside: Sequence[str] = ()) -> Page:
    """first: the values to show; beside: what else is to be said of the data, after the reasons that values are not
    there."""
    blocks = [_narrowed(block, first) for block in results.blocks]
    parts: list[Part] = [head(results)]
    figures = tuple(figure(one) for block in blocks if block.concept is None for one in block.columns)
    parts.append((Figures(figures),) if figures else ())
    for block in blocks:
        if block.concept is not None and block.columns:
            parts += block_parts(block)
    shown = [one for block in blocks for one in block.columns]
    parts.append(tuple(_questions([*reasons(results, shown), *without_any_rows(results), *beside])))
    parts.append(tuple(_more(results, len(shown))))
    return Page(heading(results.title, results.year, results.day), tuple(parts))


def _narrowed(block: Block, first: Collection[model.Symbol]) -> Block:
    """What was given of the rows is not what they get."""
    columns = tuple(one for one in block.columns if model.Symbol(block.concept, one.name) in first)
    return attrs.evolve(block, given=(), columns=columns if _has_rows(block) else ())


def _has_rows(block: Block) -> bool:
    return block.concept is None or bool(block.labels)


def _questions(asked: Sequence[str]) -> Iterator[PageBlock]:
    if not asked:
        return
    yield page_heading(2, "Det som saknas eller ska avgöras")
    told = asked if len(asked) <= _MOST_QUESTIONS + 1 else asked[:_MOST_QUESTIONS]
    # A section stays on the line of its number.
    texts = [one.replace('"', "”").replace("§ ", f"§{NO_BREAK_SPACE}") for one in told]
    yield Items(tuple(Item(plain(one), mark=plain("•")) for one in texts))
    if len(told) < len(asked):
        yield Sentence(plain(f"{count(len(asked) - len(told))} till visas med --alla."))


def _more(results: Results, shown: int) -> Iterator[Sentence]:
    """How many values there are besides, the steps on the way among them."""
    columns: list[Column] = [one for block in results.blocks if _has_rows(block) for one in block.columns]
    more = len(columns) - shown
    if more:
        word = "värde" if more == 1 else "värden"
        yield Sentence(plain(f"{count(more)} {word} till, de på vägen bland dem, visas med --alla."))
