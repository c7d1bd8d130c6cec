"""What a party is called: by the election authority, in the data of a regulation, in a scenario.

The same party has many names: two are the same where a name of theirs is, or where both are names of a known one.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeVar

from interpreter.data.likeness import KNOWN
from interpreter.elections.election import Party

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
    own = {key: _names(party) for key, party in parties.items()}
    known = {key: _known(party) for key, party in parties.items()}
    for label in labels:
        _take(found, label, [key for key, names in own.items() if _compared(label) in names])
    for label in labels:
        same = _known(Party(label))
        if same is not None and label not in found:
            _take(found, label, [key for key, which in known.items() if which == same])
    return found


def same_parties(parties: Mapping[Key, Party]) -> Iterator[tuple[Key, Key]]:
    """Pairs of keys that are one party under two names: the first of them, and the one that is the same."""
    met: list[tuple[Key, Party]] = []
    for key, party in parties.items():
        other = next((one for one, before in met if _same(before, party)), None)
        if other is not None:
            yield other, key
        met.append((key, party))


def _same(one: Party, other: Party) -> bool:
    """By a known name; or the one is named as the other, or as what the other is short for."""
    known = _known(one)
    if known is not None and known == _known(other):
        return True
    return _compared(one.name) in _names(other) or _compared(other.name) in _names(one)


def _names(party: Party) -> set[str]:
    return {_compared(one) for one in (party.name, party.short) if one}


def _take(found: dict[str, Key], label: str, fits: Sequence[Key]) -> None:
    left = [key for key in fits if key not in found.values()]
    if len(left) == 1:
        found[label] = left[0]


def _known(party: Party) -> int | None:
    """Which known party it is by its name; a local one may have the abbreviation of another, but has its own name."""
    name = _compared(party.name)
    return next((at for at, names in enumerate(KNOWN) if name in map(_compared, names)), None)


def _compared(name: str) -> str:
    """Without what people write differently: capitals, dashes and the spaces around them, signs that are not seen."""
    plain = "".join(one for one in unicodedata.normalize("NFKC", name) if unicodedata.category(one) != "Cf")
    return re.sub(r" ?- ?", "-", " ".join(plain.casefold().replace("–", "-").split()))
