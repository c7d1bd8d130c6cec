"""What is computed: the checked, typed program. Names are resolved, units agree, tables are decided.

Every number is an exact `Fraction` in base units (kr, not tkr; a share, not procent). Nothing here evaluates,
checks or prints itself. Expressions compare by identity: the plan and the explanations use them as keys.

Rows and concepts: an expression's `type` says what its values are, and its `concept` which rows it has one value for
(None: one for the whole regulation). An expression with `concept` None may stand where one of a concept is wanted: the
same value for every row.
"""

# This is the one door to the package: everything is called `model.X`. A list of the names here would be a second place
# to keep.
# ruff: noqa: F403

from dsl.model.base import *
from dsl.model.choices import *
from dsl.model.conditions import *
from dsl.model.examples import *
from dsl.model.expressions import *
from dsl.model.groups import *
from dsl.model.inputs import *
from dsl.model.program import *
from dsl.model.rules import *
from dsl.model.sharing import *
from dsl.model.tables import *
from dsl.model.times import *
from dsl.model.types import *
from dsl.model.values import *
