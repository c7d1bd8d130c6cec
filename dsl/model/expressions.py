"""Every kind of expression there is."""

from dsl.model.choices import Cases, Exceptions
from dsl.model.conditions import Compare, Logic, YearTest
from dsl.model.groups import Aggregate, Quantified, Ranking
from dsl.model.sharing import LeftOf, ShareOf
from dsl.model.tables import Brackets, Lookup
from dsl.model.times import AskedDay, AsOf, DayOf, Indexed, OnDay, ShiftDay, Timeline, WholeTime, Workday
from dsl.model.values import Arithmetic, Changed, Constant, Extreme, Follow, NotRegulated, Reference, Round

Expression = (
    Constant
    | Reference
    | Follow
    | Arithmetic
    | Changed
    | Extreme
    | Round
    | Aggregate
    | Compare
    | Logic
    | Quantified
    | YearTest
    | Cases
    | Exceptions
    | Lookup
    | Brackets
    | Timeline
    | OnDay
    | AsOf
    | Indexed
    | NotRegulated
    | DayOf
    | AskedDay
    | WholeTime
    | ShiftDay
    | Workday
    | Ranking
    | ShareOf
    | LeftOf
)
