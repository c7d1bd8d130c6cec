"""The Swedish election authority's older result files (2006–2018): XML with the votes of one area, such as
`slutresultat_1480K.xml`.

What of the format is known from where is in docs/elections.md. Votes for a party stand as `GILTIGA`, those of small
parties below `ÖVRIGA_GILTIGA` (2006: `VARAV_ÖVRIGA`); what is left of that is for parties that are not told apart.
"""

import re
from xml.etree import ElementTree

import attrs

from interpreter.elections.election import Election, Kind, Party
from interpreter.elections.gathering import Gathered, Place, is_short, whole_number
from interpreter.elections.problems import (
    ElectionProblem,
    ElectionShape,
    ElectionUnreadable,
    NotCounted,
    PartyTwice,
    TotalsDiffer,
)

# The letter of an election, in `VALTYP` and last in the name of the file; its kind; what its constituencies are called,
# and its whole area.
_ELECTIONS: dict[str, tuple[Kind, str, tuple[str, ...]]] = {
    "R": ("riksdag", "KRETS_RIKSDAG", ("NATION",)),
    "L": ("region", "KRETS_LANDSTING", ("LÄN", "LANDSTING")),
    "K": ("municipality", "KRETS_KOMMUN", ("KOMMUN",)),
}
_LETTER = re.compile(r"_[0-9]+([RLK])\.xml$")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_DECLARES = re.compile(rb"<!\s*ENTITY")


def election_of_xml(content: bytes, file: str) -> tuple[Election | None, tuple[ElectionProblem, ...]]:
    """The election in the authority's older XML; None where something in it cannot be read, and the problems. file:
    as problems name it."""
    if not content.strip():
        return None, (ElectionUnreadable(file, "empty"),)
    # What an entity stands for may be without end.
    if _DECLARES.search(content) or b"\x00" in content:
        return None, (ElectionUnreadable(file, "xml", "1"),)
    try:
        root = ElementTree.fromstring(content)
    except ElementTree.ParseError as error:
        return None, (ElectionUnreadable(file, "xml", str(error.position[0])),)
    except (ValueError, LookupError):
        return None, (ElectionUnreadable(file, "xml", "1"),)
    return _Reader(Gathered(file), root).election()


@attrs.define
class _Reader:
    """One file, read once."""

    gathered: Gathered
    root: ElementTree.Element

    @property
    def file(self) -> str:
        return self.gathered.file

    def election(self) -> tuple[Election | None, tuple[ElectionProblem, ...]]:
        if self.root.tag != "VAL":
            return self._none(ElectionShape(self.file, "nothing", ""))
        letter = self._letter()
        if letter not in _ELECTIONS:
            return self._none(ElectionShape(self.file, "kind", letter[:40]))
        kind, constituency, wholes = _ELECTIONS[letter]
        areas = [one for one in self.root.iter() if one.tag in wholes and one.find(f".//{constituency}") is not None]
        areas = areas or [one for one in self.root if one.tag in wholes]
        if len(areas) != 1:
            # The votes of one municipality in another election, or those of all regions or municipalities.
            return self._none(ElectionShape(self.file, "several" if areas else "part", str(len(areas))))
        (area,) = areas
        for one in self.root.iter("PARTI"):
            short = one.get("FÖRKORTNING")
            if short:
                self.gathered.parties[short] = Party(one.get("BETECKNING") or short, short)
        places = list(area.iter(constituency))
        divided = len(places) > 1
        for one in places if divided else [area]:
            self._place(one, divided)
        whole = Place(area.get("NAMN", ""))
        if divided and self._votes(area, whole):
            self._compare(whole)
        return self._made(kind, area)

    def _letter(self) -> str:
        """`K` of `VALTYP="K"` or `"Kommun"`, else of the name of the file."""
        told = (self.root.get("VALTYP") or "").strip().upper()
        if told[:1] in _ELECTIONS:
            return told[:1]
        named = _LETTER.search(self.file)
        return told if named is None else named[1]

    def _none(self, problem: ElectionProblem) -> tuple[None, tuple[ElectionProblem, ...]]:
        return None, (*self.gathered.problems, problem)

    def _place(self, element: ElementTree.Element, divided: bool) -> None:
        name = element.get("NAMN") or element.get("KOD") or "?"
        place = Place(name if divided else "")
        if not self._votes(element, place):
            self.gathered.problems.append(NotCounted(self.file, name if divided else None))
            return
        if divided and element.get("MANDAT_VALKRETS") is not None:
            place.fixed = self._number(element.get("MANDAT_VALKRETS"), name, "MANDAT_VALKRETS")
        self.gathered.places[element.get("KOD") or name] = place

    def _votes(self, element: ElementTree.Element, place: Place) -> bool:
        """Takes the votes that stand in the element into the place; false where there are none."""
        if element.find("GILTIGA") is None:
            return False
        where = place.name or None
        for one in element:
            if one.tag == "ÖVRIGA_GILTIGA" or (one.tag == "GILTIGA" and one.get("PARTI") == "ÖVR"):
                whole = self._number(one.get("RÖSTER"), where, "övriga")
                small = [row for row in one if row.tag in ("GILTIGA", "VARAV_ÖVRIGA")]
                told = sum(self._party(row, place) for row in small)
                if told > whole:
                    self.gathered.problems.append(TotalsDiffer(self.file, where, "övriga", whole, told))
                place.others += max(whole - told, 0)
            elif one.tag == "GILTIGA":
                self._party(one, place)
        place.told = self._number(element.get("RÖSTER"), where, "RÖSTER")
        summed = sum(place.votes.values()) + place.others
        if summed != place.told:
            self.gathered.problems.append(TotalsDiffer(self.file, where, None, place.told, summed))
        return True

    def _party(self, row: ElementTree.Element, place: Place) -> int:
        key = row.get("PARTI") or "?"
        party = self.gathered.parties.setdefault(key, Party(key))
        votes = self._number(row.get("RÖSTER"), place.name or None, party.name)
        if key in place.votes:
            self.gathered.problems.append(PartyTwice(self.file, 0, place.name or None, party.name))
        place.votes[key] = votes
        return votes

    def _compare(self, whole: Place) -> None:
        """The area's own figures with those of its constituencies, which are what counts."""
        summed = sum(sum(place.votes.values()) + place.others for place in self.gathered.places.values())
        if whole.told is not None and whole.told != summed:
            self.gathered.problems.append(TotalsDiffer(self.file, None, None, whole.told, summed, "varning"))

    def _made(self, kind: Kind, area: ElementTree.Element) -> tuple[Election | None, tuple[ElectionProblem, ...]]:
        gathered = self.gathered
        # A party that is declared and has votes nowhere did not stand here.
        met = {key for place in gathered.places.values() for key in place.votes}
        gathered.parties = {key: party for key, party in gathered.parties.items() if key in met}
        if not gathered.bounded() or not gathered.places:
            return None, tuple(gathered.problems)
        parties, constituencies = gathered.made()
        year = _YEAR.match(self.root.get("VALDAG") or "")
        seats = area.get("MANDAT_VALOMRÅDE")
        done, of = area.get("KLARA_VALDISTRIKT"), area.get("ALLA_VALDISTRIKT")
        published = {row.get("PARTI"): row.get("MANDAT") for row in area.iter("GILTIGA") if row in list(area)}
        given = any(published.values())
        election = Election(
            kind,
            None if year is None else int(year[0]),
            area.get("NAMN"),
            None if seats is None else self._number(seats, None, "MANDAT_VALOMRÅDE"),
            parties,
            constituencies,
            stage="slutlig" if "slutresultat" in self.file else "preliminär" if "valnatt" in self.file else None,
            counted=(int(done), int(of)) if is_short(done) and is_short(of) else None,
            published=tuple(self._seats(published.get(key)) for key in gathered.parties) if given else None,
        )
        return election, tuple(gathered.problems)

    def _seats(self, read: str | None) -> int:
        """No seats are left out in the file."""
        return 0 if not read else self._number(read, None, "MANDAT")

    def _number(self, read: str | None, where: str | None, whose: str) -> int:
        number, problem = whole_number(read, self.file, 0, where, whose)
        if problem is not None:
            self.gathered.problems.append(problem)
        return number
