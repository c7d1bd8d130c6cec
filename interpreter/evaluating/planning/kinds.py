"""What kind of column a type becomes."""

from typing import assert_never

from dsl import model
from interpreter.evaluating.plan import Kind


def kind_of(kind: model.Type) -> Kind:
    match kind:
        case model.Number():
            return "number"
        case model.Truth():
            return "truth"
        case model.Text() | model.Choice():
            return "code"
        case model.Day():
            return "day"
        case model.RowOf():
            return "row"
        case _:
            assert_never(kind)
