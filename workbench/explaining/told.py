"""An explanation before it is a page: what is said of each value, and where and when it holds."""

import datetime

from dsl.frozen import frozen
from workbench.page.page import Explained, Heading, Page, Part, Run, Sentence, Tree, quiet, strong


@frozen
class Explanation:
    """headline: `Kristdemokraterna får 318 655 kr/år`; year: None where it does not matter; section: where the rule
    stands; why_not: one sentence for each cause when there is no value; day: the one asked about, if any."""

    headline: str
    year: int | None
    section: str | None
    why_not: tuple[str, ...]
    told: Tree
    day: datetime.date | None = None


def page(explanation: Explanation) -> Page:
    year = None if explanation.year is None else f"år {explanation.year}"
    year = year if explanation.day is None else explanation.day.isoformat()
    where = ", ".join(part for part in (year, explanation.section) if part is not None)
    title = Heading(1, strong(explanation.headline), quiet(where), at_edge=True)
    return Page(explanation.headline, ((title, *reasons(explanation)),))


def reasons(explanation: Explanation, depth: int = 0) -> Part:
    """Why there is no value, and what the value was computed from. depth: steps in from the left."""
    why_not = (Sentence((Run(sentence, "else"),), depth + 1, held=False) for sentence in explanation.why_not)
    return *why_not, Explained(explanation.told, depth)
