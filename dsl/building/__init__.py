"""From the rules of the grammar to nodes: one maker for each alias in `grammar.lark`.

Knows nothing of which line it is in, nor of what anything means.
"""

from collections.abc import Callable
from typing import Any

from dsl.building import (
    conditions,
    days,
    declarations,
    examples,
    modifiers,
    norms,
    pieces,
    readings,
    sharing,
    statements,
    values,
)

MAKERS: dict[str, Callable[..., Any]] = {
    **values.MAKERS,
    **days.MAKERS,
    **pieces.MAKERS,
    **modifiers.MAKERS,
    **readings.MAKERS,
    **conditions.MAKERS,
    **statements.MAKERS,
    **sharing.MAKERS,
    **norms.MAKERS,
    **declarations.MAKERS,
    **examples.MAKERS,
}
