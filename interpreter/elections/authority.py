"""The Swedish election authority's result files (2022 on): seats (`mandatfordelning`) and districts (`rostfordelning`).

What of the format is known from where is in docs/elections.md. A party that a list of votes leaves out got none there:
the votes of a list must add up to what it says itself, so that none can be missing.
"""

import json
import re
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import TypeGuard

import attrs

from interpreter.data.json_objects import noting
from interpreter.elections.election import Election, Kind, Party
from interpreter.elections.gathering import Gathered, Place, is_short, whole_number
from interpreter.elections.problems import (
    DistrictUnplaced,
    ElectionProblem,
    ElectionShape,
    ElectionUnreadable,
    NotCounted,
    PartyTwice,
    TotalsDiffer,
)

_KINDS: tuple[tuple[str, Kind], ...] = (("RD", "riksdag"), ("RF", "region"), ("KF", "municipality"))
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_PERCENT = re.compile(r"[0-9]{1,2}(?:\.[0-9]{1,6})?")

_Object = Mapping[str, object]


def election_of_json(content: bytes, file: str) -> tuple[Election | None, tuple[ElectionProblem, ...]]:
    """The election in one of the authority's JSON files of seats or votes; None where something in it cannot be
    read, and the problems. file: as problems name it."""
    whole, problem = _parsed(content, file)
    if problem is not None:
        return None, (problem,)
    if not _is_object(whole):
        return None, (ElectionShape(file, "nothing", ""),)
    area = whole.get("valomrade")
    if _is_object(area):
        return _Reader(Gathered(file), whole).of_area(area)
    districts = whole.get("valdistrikt")
    if _is_list(districts):
        return _Reader(Gathered(file), whole).of_districts(districts)
    shown = "rosterPaverkaMandat" in whole or "partiMandat" in whole
    return None, (ElectionShape(file, "presentation" if shown else "nothing", ""),)


def _parsed(content: bytes, file: str) -> tuple[object, ElectionProblem | None]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None, ElectionUnreadable(file, "bytes")
    if not text.strip():
        return None, ElectionUnreadable(file, "empty")
    twice: list[str] = []
    try:
        # Figures stay text: exact, and never too long to be made a number of.
        whole = json.loads(text, object_pairs_hook=noting(twice), parse_int=str, parse_float=str, parse_constant=str)
    except json.JSONDecodeError as error:
        return None, ElectionUnreadable(file, "json", str(error.lineno))
    except RecursionError:
        return None, ElectionUnreadable(file, "deep")
    return (whole, ElectionShape(file, "key", twice[0][:40])) if twice else (whole, None)


@attrs.define
class _Reader:
    """One file, read once. whole: its outermost object."""

    gathered: Gathered
    whole: _Object

    @property
    def file(self) -> str:
        return self.gathered.file

    def of_area(self, area: _Object) -> tuple[Election | None, tuple[ElectionProblem, ...]]:
        """The file of seats: votes of the area and of each constituency, and seats as far as they are given."""
        name = _text(area.get("namn"))
        own = Place(name or "")
        counted = self._votes(area.get("rostfordelning"), own, None)
        lists = [one for one in _items(area.get("valkretsLista")) if _is_object(one)]
        for one in lists:
            where = _text(one.get("namnValkrets")) or _text(one.get("namn")) or _text(one.get("kod")) or "?"
            place = Place(where)
            if self._votes(one.get("rostfordelning"), place, where):
                place.fixed = self._seats(one, "totaltAntalFastaMandat", "antalFastaMandat", where)
                self.gathered.places[_text(one.get("kod")) or where] = place
        if not lists and counted:
            self.gathered.places[""] = own
        if lists and counted and len(self.gathered.places) == len(lists):
            self._compare(own)
        return self._made(
            name, self._seats(area, "totaltAntalMandat", "antalMandat", None), area, self._published(area)
        )

    def of_districts(self, districts: Sequence[object]) -> tuple[Election | None, tuple[ElectionProblem, ...]]:
        """The file of districts: those of a constituency together. It does not say how many seats there are. A district
        without votes (`null`) is not counted yet. One that gathers late votes of a municipality (`uppsamlingsdistrikt`)
        belongs to the constituency of that municipality's other districts."""
        listed = [one if _is_object(one) else {} for one in districts]
        within: dict[str, dict[str, None]] = {}
        for one in listed:
            key = _text(one.get("kretskod"))
            if key is not None:
                within.setdefault(_text(one.get("kommunkod")) or "", {})[key] = None
        waiting = 0
        for number, district in enumerate(listed, 1):
            where = _text(district.get("namn")) or f"valdistrikt {number}"
            if "rostfordelning" in district and district["rostfordelning"] is None:
                waiting += 1
                continue
            place = Place(where)
            if self._votes(district.get("rostfordelning"), place, where):
                key = _text(district.get("kretskod")) or self._around(district, within, where)
                whole = self.gathered.places.setdefault(key, Place(key))
                whole.others += place.others
                for party, votes in place.votes.items():
                    whole.votes[party] = whole.votes.get(party, 0) + votes
        if waiting == len(listed):
            self.gathered.problems.append(NotCounted(self.file, None))
        made, problems = self._made(None, None, self.whole, None)
        done = (len(listed) - waiting, len(listed))
        if made is not None and waiting and (made.counted is None or made.counted[0] >= made.counted[1]):
            made = attrs.evolve(made, counted=done)
        return made, problems

    def _around(self, district: _Object, within: Mapping[str, Mapping[str, None]], where: str) -> str:
        """The constituency of a district that does not say: that of its municipality."""
        if not within:
            return ""
        own = tuple(within.get(_text(district.get("kommunkod")) or "", ()))
        if len(own) != 1:
            self.gathered.problems.append(DistrictUnplaced(self.file, where, len(own)))
            return ""
        return own[0]

    def _made(
        self, name: str | None, seats: int | None, counts: _Object, published: Mapping[str, int] | None
    ) -> tuple[Election | None, tuple[ElectionProblem, ...]]:
        gathered = self.gathered
        code = _text(self.whole.get("valtyp")) or ""
        kind = dict(_KINDS).get(code)
        if kind is None:
            gathered.problems.append(ElectionShape(self.file, "kind", code[:40]))
        if not gathered.bounded() or not gathered.places:
            return None, tuple(gathered.problems)
        parties, constituencies = gathered.made()
        year = _YEAR.search(_text(self.whole.get("valdatum")) or _text(self.whole.get("valtillfalle")) or "")
        threshold = _text(counts.get("valomradessparrProcent")) or ""
        done, of = _text(counts.get("antalValdistriktRaknade")), _text(counts.get("antalValdistriktSomSkaRaknas"))
        election = Election(
            kind,
            None if year is None else int(year[0]),
            name,
            seats,
            parties,
            constituencies,
            stage=_text(self.whole.get("rakningstillfalle")),
            counted=(int(done), int(of)) if is_short(done) and is_short(of) else None,
            test=self.whole.get("test") is True,
            threshold=Fraction(threshold) / 100 if _PERCENT.fullmatch(threshold) else None,
            published=None if published is None else tuple(published.get(key, 0) for key in gathered.parties),
        )
        return election, tuple(gathered.problems)

    def _votes(self, told: object, place: Place, where: str | None) -> bool:
        """Takes the votes of one list into the place; false, with a problem, where there are none."""
        votes = told.get("rosterPaverkaMandat") if _is_object(told) else None
        if not _is_object(votes) or not _is_list(votes.get("partiRoster")):
            self.gathered.problems.append(NotCounted(self.file, where))
            return False
        for one in _items(votes.get("partiRoster")):
            key = self._party(one if _is_object(one) else {})
            party = self.gathered.parties[key].name
            count = self._number(one.get("antalRoster") if _is_object(one) else None, where, party)
            if key in place.votes:
                self.gathered.problems.append(PartyTwice(self.file, 0, where, party))
            place.votes[key] = count
        others = votes.get("rosterOvrigaPartier")
        if _is_object(others):
            place.others = self._number(others.get("antalRoster"), where, "rosterOvrigaPartier")
        place.told = self._number(votes.get("antalRoster"), where, "antalRoster")
        summed = sum(place.votes.values()) + place.others
        if summed != place.told:
            self.gathered.problems.append(TotalsDiffer(self.file, where, None, place.told, summed))
        return True

    def _party(self, one: _Object) -> str:
        """The key of the party, which is taken in when first met."""
        name = _text(one.get("partibeteckning"))
        short = _text(one.get("partiforkortning"))
        key = _text(one.get("partikod")) or name or short or "?"
        self.gathered.parties.setdefault(key, Party(name or short or key, short))
        return key

    def _number(self, read: object, where: str | None, whose: str) -> int:
        number, problem = whole_number(read, self.file, 0, where, whose)
        if problem is not None:
            self.gathered.problems.append(problem)
        return number

    def _seats(self, one: _Object, total: str, each: str, where: str | None) -> int | None:
        """As the file says; else (2022) what the seats that it gives add up to; None where it gives none."""
        if one.get(total) is not None:
            return self._number(one.get(total), where, total)
        given = _given_seats(one)
        if given is None:
            return None
        return sum(self._number(row.get(each), where, each) for row in given)

    def _published(self, area: _Object) -> dict[str, int] | None:
        given = _given_seats(area)
        if given is None:
            return None
        return {self._party(row): self._number(row.get("antalMandat"), None, "antalMandat") for row in given}

    def _compare(self, own: Place) -> None:
        """The area's own figures with those of its constituencies, which are what counts."""
        for key, party in self.gathered.parties.items():
            summed = sum(place.votes.get(key, 0) for place in self.gathered.places.values())
            told = own.votes.get(key, 0)
            if told != summed and (key in own.votes or not own.others):
                self.gathered.problems.append(TotalsDiffer(self.file, None, party.name, told, summed, "varning"))
        summed = sum(sum(place.votes.values()) + place.others for place in self.gathered.places.values())
        if own.told is not None and own.told != summed:
            self.gathered.problems.append(TotalsDiffer(self.file, None, None, own.told, summed, "varning"))


def _given_seats(one: _Object) -> list[_Object] | None:
    seats = one.get("mandatfordelning")
    if not _is_object(seats) or not _is_list(seats.get("partiLista")):
        return None
    return [row for row in _items(seats.get("partiLista")) if _is_object(row)]


def _is_object(value: object) -> TypeGuard[_Object]:
    return isinstance(value, dict)


def _is_list(value: object) -> TypeGuard[Sequence[object]]:
    return isinstance(value, list)


def _items(value: object) -> Sequence[object]:
    return value if _is_list(value) else ()


def _text(value: object) -> str | None:
    """Text with anything in it; spaces as one, and none first or last."""
    return (" ".join(value.split()) or None) if isinstance(value, str) else None
