"""Every kind of expression there is."""

from dsl.model.choices import Cases, Exceptions
from dsl.model.conditions import Compare, Logic, YearTest
from dsl.model.groups import Aggregate, Quantified, Ranking
from dsl.model.sharing import LeftOf, ShareOf
from dsl.model.tables import Brackets, Lookup
from dsl.model.times import AskedDay, AsOf, DayOf, Indexed, OnDay, ShiftDay, Timeline, WholeTime, Workday
from dsl.model.values import Arithmetic, Changed, Constant, Extreme, Follow, NotRegulated, Reference, Round

# Every kind of expression is of one of these sorts, a condition on a group of two. Whoever is asked about the kinds of
# one sort answers for each of them (`match`, `assert_never`); what holds of all kinds is told by `dsl/expressions.py`.

# Is one of its parts.
Choosing = Cases | Exceptions | Lookup | Timeline | Brackets | Extreme
# Is a truth, put together from what it asks.
Condition = Compare | Logic | Quantified | YearTest
# Is made of many rows.
Gathering = Aggregate | Quantified | Ranking | ShareOf | LeftOf
# Is read in another row, or at other moments.
Elsewhere = Follow | OnDay | AsOf | Indexed
# Is given, or computed from its parts.
Formula = (
    Constant
    | Reference
    | Arithmetic
    | Changed
    | Round
    | NotRegulated
    | DayOf
    | AskedDay
    | WholeTime
    | ShiftDay
    | Workday
)
Expression = Formula | Choosing | Condition | Gathering | Elsewhere
