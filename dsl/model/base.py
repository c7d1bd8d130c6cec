"""What expressions share: each points back at what was written."""

from dsl import nodes
from dsl.frozen import field, identical


@identical
class Written:
    """An expression. `node` is what was written, None where it is implied."""

    node: "nodes.Expression | None" = field(repr=False, kw_only=True, default=None)


@identical
class WrittenCondition:
    """An expression that is true or not. `node` is what was written, None where it is implied."""

    node: "nodes.Condition | None" = field(repr=False, kw_only=True, default=None)
