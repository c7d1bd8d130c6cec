"""The data that a regulation is evaluated against: one table per concept, and figures for the whole regulation.

Reading files is `interpreter/data/files.py`; here they are already exact values in base units, and None where
missing.
"""

from collections.abc import Mapping

import attrs

from dsl import model
from dsl.frozen import frozen
from interpreter.notes import Note
from interpreter.outcomes import Place, Value


@attrs.frozen(eq=False)
class Rows:
    """The rows of one concept, in the order of the data.

    labels: one per row, unique; places: where each row stands, or None
    values: (attribute, year or None) -> one value per row, None where missing. A relation's value is the label of
    the row it points at (every one exists: dangling ones are errors in the data). Attributes without any data may
    be absent.
    judged: (attribute, row number) -> who gave the answer, where a human decides; absent where nobody is named
    sources: the row that each of the values stands in, or should, in the file that has it (of a row that is not there
        the file alone); absent where it is not known
    """

    concept: str
    labels: tuple[str, ...]
    places: tuple[Place | None, ...]
    values: Mapping[tuple[model.Symbol, int | None], tuple[Value | None, ...]]
    judged: Mapping[tuple[model.Symbol, int], str] = attrs.field(factory=dict)
    sources: Mapping[tuple[model.Symbol, int | None], tuple[Place | None, ...]] = attrs.field(factory=dict)

    def should_stand(self, symbol: model.Symbol, year: int | None) -> tuple[Place | None, ...]:
        """The place where each row's value of the attribute should stand: where it does, or the file has it of
        another year (the nearest); where none has, where the row first stands."""
        found = self.sources.get((symbol, year))
        if found is None and year is not None:
            years = [when for name, when in self.sources if name == symbol and when is not None]
            nearest = min(years, key=lambda when: (abs(when - year), when), default=None)
            found = self.sources.get((symbol, nearest))
        return self.places if found is None else found


@attrs.frozen(eq=False)
class Facts:
    """What is given. rows: concept name -> its rows (a concept without data has no entry); inputs: (input, year or
    None) -> value, numbers in base units.

    sources: the rows that the inputs stand in, as far as they are known
    judged: who decided, of inputs that someone decides; absent where nobody is named
    notes: what is to be told of the files that they were read from
    """

    rows: Mapping[str, Rows]
    inputs: Mapping[tuple[model.Symbol, int | None], Value]
    sources: Mapping[tuple[model.Symbol, int | None], Place | None] = attrs.field(factory=dict)
    judged: Mapping[model.Symbol, str] = attrs.field(factory=dict)
    notes: tuple[Note, ...] = ()


@frozen
class Given:
    """One value from a file, an example or a test, before it is assembled. row None: for the whole regulation.

    value None: the row exists but the cell is empty. attribute None: the row exists, nothing more is said.
    judged_by: who gave it, where a human decides and is named
    """

    concept: str | None
    row: str | None
    attribute: model.Symbol | None
    year: int | None
    value: Value | None
    place: Place | None
    judged_by: str | None = None
