"""An explanation as plain structured text: what is said of each value, before anything is laid out or coloured."""

import datetime
from typing import Literal

import attrs


@attrs.frozen
class Line:
    """kind: `name` the value's name alone, `formula` what stands after `=`, `sentence` what stands after the name and a
    colon, `aside` what is said below. result: the value that the line arrives at, or None."""

    kind: Literal["name", "formula", "sentence", "aside"]
    text: str
    result: str | None = None


@attrs.frozen
class Told:
    """name: of the value, with row and year where they are not those asked for; section: where it is not that of the
    value it is part of; lines: at least one; parts: what it was computed from."""

    name: str
    section: str | None
    lines: tuple[Line, ...]
    parts: tuple["Told", ...]


@attrs.frozen
class Explanation:
    """headline: `Kristdemokraterna får 318 655 kr/år`; year: None where it does not matter; section: where the rule
    stands; why_not: one sentence for each cause when there is no value; day: the one asked about, if any."""

    headline: str
    year: int | None
    section: str | None
    why_not: tuple[str, ...]
    told: Told
    day: datetime.date | None = None
