"""Coverage in legal terms: what the examples of a regulation can show, and what one of them does show.

    goals = goals_of(program)                      every goal, in the order of the text
    touched(calculation, asserted)                 those that one calculation shows
    walk = Walk(program); walk.touched(…)          the same for many calculations of one program, without starting anew

`goal.py` says what a goal is, `listing.py` finds them, `visiting.py` tells which a calculation shows, and `coverage.py`
which the examples do.
"""

from interpreter.examples.goals.goal import (
    Asserted,
    BoundaryMet,
    BranchTaken,
    ConditionHeld,
    DateInForce,
    Defined,
    ExceptionApplied,
    ExtremeTaken,
    Goal,
    IndexApplied,
    Kind,
    NormDecided,
    PartDecided,
    ReadingFollowed,
    RowFitted,
    ScopeDecided,
    Settled,
    ShareGiven,
    ShareSettled,
    TierReached,
    What,
)
from interpreter.examples.goals.listing import goals_of
from interpreter.examples.goals.visiting import Walk, touched

__all__ = [
    "Asserted",
    "BoundaryMet",
    "BranchTaken",
    "ConditionHeld",
    "DateInForce",
    "Defined",
    "ExceptionApplied",
    "ExtremeTaken",
    "Goal",
    "IndexApplied",
    "Kind",
    "NormDecided",
    "PartDecided",
    "ReadingFollowed",
    "RowFitted",
    "ScopeDecided",
    "Settled",
    "ShareGiven",
    "ShareSettled",
    "TierReached",
    "Walk",
    "What",
    "goals_of",
    "touched",
]
