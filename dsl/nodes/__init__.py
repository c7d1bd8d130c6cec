"""What was written: the surface tree of a rule file, one node per construct, in the order of the text.

Nodes are data. They keep names as the author wrote them, comments and blank lines, so that
`parse(format(tree)) == tree`; they know neither what a name means nor what anything is worth. What all of them share is
in `base`; the other modules go by what they are about.

Names are runs of words as written, single-spaced ("partiets tjänsteutrymme"); the resolver splits them.
"""

# This is the one door to the package: every node is called `nodes.X`. The modules hold nothing but nodes, and a list
# of their names here would be a second place to keep.
# ruff: noqa: F403

from dsl.nodes.amendments import *
from dsl.nodes.base import *
from dsl.nodes.conditions import *
from dsl.nodes.declarations import *
from dsl.nodes.document import *
from dsl.nodes.examples import *
from dsl.nodes.expressions import *
from dsl.nodes.literals import *
from dsl.nodes.modifiers import *
from dsl.nodes.norms import *
from dsl.nodes.promises import *
from dsl.nodes.sharing import *
from dsl.nodes.statements import *
from dsl.nodes.tables import *
