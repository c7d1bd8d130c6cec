"""What a party is called: by the election authority, in the data of a regulation, in a scenario.

The same party has many names: two are the same where a name of theirs is, or where both are names of a known one.
"""

from collections.abc import Mapping, Sequence
from typing import TypeVar

from interpreter.elections.election import Party
from interpreter.parties import KNOWN

Key = TypeVar("Key")


def everyday(party: Party) -> str:
    """The name that people use: `Socialdemokraterna` for `Arbetarepartiet-Socialdemokraterna`, or for `S`."""
    known = _known(party)
    return party.name if known is None else KNOWN[known][1]


def matched(labels: Sequence[str], parties: Mapping[Key, Party]) -> dict[str, Key]:
    """Which party each label names, as far as it names one and only one.

    A label that is a party's own name or abbreviation is that party, whatever else it may be short for.
    """
    found: dict[str, Key] = {}
    own = {key: {_compared(one) for one in (party.name, party.short) if one} for key, party in parties.items()}
    known = {key: _known(party) for key, party in parties.items()}
    for label in labels:
        _take(found, label, [key for key, names in own.items() if _compared(label) in names])
    for label in labels:
        same = _known(Party(label))
        if same is not None and label not in found:
            _take(found, label, [key for key, which in known.items() if which == same])
    return found


def _take(found: dict[str, Key], label: str, fits: Sequence[Key]) -> None:
    left = [key for key in fits if key not in found.values()]
    if len(left) == 1:
        found[label] = left[0]


def _known(party: Party) -> int | None:
    """Which known party it is by its name; a local one may have the abbreviation of another, but has its own name."""
    name = _compared(party.name)
    return next((at for at, names in enumerate(KNOWN) if name in map(_compared, names)), None)


def _compared(name: str) -> str:
    return name.casefold().replace("–", "-")
