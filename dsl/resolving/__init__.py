"""From what was written to what it means: names, types, units and statements of a whole regulation.

`resolve` is the only door. One mistake is one problem: what depends on something wrong says nothing of its own.
"""

from dsl.resolving.collecting import sections
from dsl.resolving.program import resolve

__all__ = ["resolve", "sections"]
