"""Two versions of a regulation: what differs in the rules, and the old one with some of the changes.

`changes` tells them, part by part; `mixed` gives the old text with those that are chosen; `independent` says which of
them stand without each other, with a checked program for each; `amendment_steps` does the same for whole amendments.
"""

from dsl.comparing.amendments import Amended, amendment_steps
from dsl.comparing.changes import changes, renamings
from dsl.comparing.data import (
    TESTS,
    AmendmentStep,
    Change,
    Group,
    Kind,
    LineChange,
    Place,
    Renamed,
    Side,
    StatementChange,
    What,
    Word,
    side_of,
)
from dsl.comparing.grouping import independent
from dsl.comparing.mixing import mixed

__all__ = [
    "TESTS",
    "Amended",
    "AmendmentStep",
    "Change",
    "Group",
    "Kind",
    "LineChange",
    "Place",
    "Renamed",
    "Side",
    "StatementChange",
    "What",
    "Word",
    "amendment_steps",
    "changes",
    "independent",
    "mixed",
    "renamings",
    "side_of",
]
