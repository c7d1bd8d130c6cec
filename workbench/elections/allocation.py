"""Seats of an election as people read them: one table of parties, one of constituencies, what lots decide, and several
outcomes side by side. Programs read them in `election_records`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

import attrs

from interpreter.elections.naming import everyday
from workbench.page.page import Cell, Column, Page, Part, Sentence, Table, plain
from workbench.page.page import heading as page_heading
from workbench.page.terminal import visible, width
from workbench.session.remarks import Counted
from workbench.values import numbers

if TYPE_CHECKING:
    from interpreter.elections.election import Election, Lot, Outcome, Standing

_WIDEST_NAME = 40
# Parties that neither take part nor come near are told together.
_SMALL = Fraction("0.005")
_NOTHING = Cell("")

_KINDS = {
    "riksdag": "Val till riksdagen",
    "region": "Val till regionfullmäktige",
    "municipality": "Val till kommunfullmäktige",
}


def heading(election: Election) -> str:
    """`Val till kommunfullmäktige, Östersund 2022 (slutlig)`"""
    what = _KINDS[election.kind] if election.kind is not None else "Val"
    where = " ".join(str(part) for part in (election.area, election.year) if part is not None)
    stage = f" ({election.stage})" if election.stage else ""
    return f"{what}{', ' + where if where else ''}{stage}"


# What areas of each kind are called, without which their names are compared.
_AREA_WORDS = frozenset(
    ("kommun", "kommuns", "kommuner", "region", "regionen", "regions", "landsting", "landstinget", "stad", "stads")
)


def other_area(election: Election, authority: str | None) -> str | None:
    """What tells that the election is of another area, or of another kind, than the authority whose rules they are."""
    if authority is None or election.area is None:
        return None
    words = authority.casefold().split()
    said = f"valet gäller {election.area}, men reglerna är {authority}s."
    own, other = _area_names(authority), _area_names(election.area)
    if election.kind == "riksdag" or (own and other and not own & other):
        return said
    kinds: dict[str, str] = {"region": "municipality", "kommun": "region"}
    wrong = next((kind for word, kind in kinds.items() if any(one.startswith(word) for one in words)), None)
    if wrong is not None and election.kind == wrong:
        return f"det är ett {_KINDS[election.kind].lower()}, men reglerna är {authority}s."
    return None


def _area_names(text: str) -> frozenset[str]:
    """Words that tell the area, as they are and without the s of a genitive."""
    words = [one for one in text.casefold().replace("-", " ").split() if one not in _AREA_WORDS and one != "län"]
    return frozenset(form for one in words for form in (one, one.removesuffix("s")))


def page(counted: Counted) -> Page:
    title = heading(counted.election)
    parts: list[Part] = [*_head(counted, title), (_parties(counted),)]
    if len(counted.election.constituencies) > 1:
        parts.append((_constituencies(counted),))
    parts += [(Sentence(plain(one)),) for one in remarks(counted)]
    return Page(title, tuple(parts))


def scenarios_page(counted: Counted, scenarios: Sequence[tuple[str, Counted]]) -> Page:
    """Seats of every outcome side by side, with what each differs from the election itself."""
    shown = [one.party for one in by_seats(counted.outcome) if _gets(counted, one.party) or _ever(scenarios, one.party)]
    own = [_gets(counted, party) for party in shown]
    sums = [sum(one.seats for one in other.outcome.standings) for other in (counted, *(one for _, one in scenarios))]
    columns = [Column("valet", tuple(_seats(counted, party) for party in shown), total=_whole(sums[0]))]
    for (name, other), total in zip(scenarios, sums[1:], strict=True):
        seats = tuple(_seats(other, party) for party in shown)
        more = tuple(_signed(_gets(other, party) - before) for party, before in zip(shown, own, strict=True))
        columns.append(Column(name, seats, total=_whole(total)))
        columns.append(Column("", more, total=_signed(total - sums[0]), called=f"skillnad, {name}"))
    title = heading(counted.election)
    names = tuple(_name(counted.election, party) for party in shown)
    parts: list[Part] = [*_head(counted, title), (Table("parti", names, tuple(columns), "summa"),)]
    for name, other in (("", counted), *scenarios):
        parts += [(Sentence(plain(f"{name}: {remark}" if name else remark)),) for remark in remarks(other)]
    return Page(title, tuple(parts))


def _head(counted: Counted, title: str) -> Iterator[Part]:
    law = counted.law
    percent = numbers.number(law.threshold * 100)
    said = [
        f"{counted.seats} mandat, {_count(counted.outcome.valid)} giltiga röster.",
        f"Spärr {percent} %." if law.threshold else "Ingen spärr.",
        f"Första delningstal {numbers.number(law.first)}.",
        f"Enligt {' och '.join(law.sections)}.",
    ]
    yield (page_heading(1, title),)
    yield (Sentence(plain(" ".join(said))),)


def _parties(counted: Counted) -> Table:
    divided = len(counted.election.constituencies) > 1
    shown: list[Standing] = []
    small: list[Standing] = []
    for one in by_seats(counted.outcome):
        near = one.seats or one.undecided or one.passed or one.local or one.share >= _SMALL
        (shown if near else small).append(one)
    rows = [(_name(counted.election, one.party), _party_row(counted, one)) for one in shown]
    rest = counted.outcome.valid - sum(one.votes for one in shown)
    if rest:
        label = f"övriga, {len(small)} partier" if len(small) > 1 else "övriga"
        rows.append((label, (_whole(rest), _share(Fraction(rest, counted.outcome.valid), True), *(_NOTHING,) * 6)))
    standings = counted.outcome.standings
    headings = [
        ("röster", _whole(counted.outcome.valid)),
        ("andel %", None),
        ("mandat", _whole(sum(one.seats for one in standings))),
        ("varav fasta", _whole(sum(one.fixed for one in standings))),
        ("utjämning", _whole(sum(one.adjustment for one in standings))),
        ("sista mandatets tal", None),
        ("nästa tal", None),
        ("röster till nästa mandat", None),
    ]
    columns = [
        Column(heading, tuple(cells[at] for _, cells in rows), total=total)
        for at, (heading, total) in enumerate(headings)
        if divided or heading not in ("varav fasta", "utjämning")
    ]
    return Table("parti", tuple(name for name, _ in rows), tuple(columns), "summa", "Partierna")


def _party_row(counted: Counted, one: Standing) -> tuple[Cell, ...]:
    takes_part = one.passed or one.local
    return (
        _whole(one.votes),
        _share(one.share, one.passed),
        _seats(counted, one.party) if takes_part else Cell("under spärren"),
        _whole(one.fixed) if takes_part else _NOTHING,
        _whole(one.adjustment) if takes_part else _NOTHING,
        _quotient_cell(one.last),
        _quotient_cell(one.following),
        _NOTHING if one.lacking is None else _whole(one.lacking),
    )


def _constituencies(counted: Counted) -> Table:
    """Seats of each constituency: fixed, and after a + those of adjustment."""
    election, placed = counted.election, counted.outcome.placed
    columns = []
    for one in by_seats(counted.outcome):
        if one.seats or one.undecided:
            party, seats = election.parties[one.party], [row[one.party] for row in placed]
            total = _whole(sum(map(sum, seats)))
            columns.append(Column((party.short or party.name)[:8], tuple(map(_placed, seats)), total=total))
    sums = [sum(map(sum, row)) for row in placed]
    columns.append(Column("mandat", tuple(map(_whole, sums)), total=_whole(sum(sums))))
    names = tuple(one.name for one in election.constituencies)
    return Table("valkrets", names, tuple(columns), "summa", "Valkretsarna")


def remarks(counted: Counted) -> Iterator[str]:
    """What is to be said beside the figures, in sentences."""
    election, outcome = counted.election, counted.outcome
    if election.test:
        yield "Filen är märkt som test: siffrorna är inget riktigt resultat."
    if election.counted is not None and election.counted[0] < election.counted[1]:
        done, of = election.counted
        yield f"Rösterna är inte färdigräknade: {_count(done)} av {_count(of)} valdistrikt."
    if election.aside:
        listed = ", ".join(f"{name} ({read})" if read else name for name, read in election.aside)
        yield f"Räknas inte som partier: {listed}."
    for lot in outcome.lots:
        yield lot_text(election, lot)
    if not outcome.complete:
        yield (
            "Lotterna kan falla på så många sätt att inga mandat visas. Ange hur de föll med --lott, så många du vet."
        )
    for at, party in outcome.returned:
        yield (
            f"{_name(election, party)} fick fler fasta mandat än sin andel av alla mandat. Ett av dem återfördes i "
            f"{election.constituencies[at].name} och gick till nästa parti där."
        )
    for party in outcome.kept:
        yield f"{_name(election, party)} behåller fler fasta mandat än sin andel. De andra delar på resten."
    if outcome.empty:
        yield f"{_count(outcome.empty)} mandat tillfaller ingen: inget parti som får delta har röster."
    differs = published_differs(counted)
    if differs:
        yield f"Filen har andra mandat: {'; '.join(differs)}."


def published_differs(counted: Counted) -> list[str]:
    """Where the file has other seats: `Moderaterna 9, här 10`."""
    published = counted.election.published
    if published is None:
        return []
    return [
        f"{_name(counted.election, one.party)} {there}, här {_seats_text(counted, one.party)}"
        for one, there in zip(counted.outcome.standings, published, strict=True)
        if not one.seats <= there <= one.seats + one.undecided
    ]


def lot_text(election: Election, lot: Lot) -> str:
    tied = tied_names(election, lot)
    between = f"{', '.join(tied[:-1])} och {tied[-1]}"
    won = tied_names(election, attrs.evolve(lot, tied=lot.won))
    equal = f"Lika jämförelsetal, {_quotient(lot.number)}, {_prize(election, lot)}: {between}."
    if len(won) == lot.places:
        return f"{equal} Lotten föll på {' och '.join(won)}, som du angav."
    return f'{equal} Lotten avgör. Ange hur den föll, till exempel --lott "{tied[0]}".'


def _prize(election: Election, lot: Lot) -> str:
    """What lots are drawn for: `om ett mandat`."""
    where = "" if lot.constituency is None else f" i {election.constituencies[lot.constituency].name}"
    whose = "" if lot.party is None else _name(election, lot.party)
    one = lot.places == 1
    match lot.stage:
        case "fixed" if len(election.constituencies) == 1:
            return "om ett mandat" if one else f"om {lot.places} mandat"
        case "fixed":
            return f"om {'ett fast mandat' if one else f'{lot.places} fasta mandat'}{where}"
        case "whole":
            return f"om {'ett av alla mandat' if one else f'{lot.places} av alla mandat'}"
        case "returned":
            return f"om var {whose} lämnar tillbaka ett mandat"
        case "given anew":
            return f"om ett återfört mandat{where}" if lot.party is None else f"om var {whose} får ett återfört mandat"
        case "placed":
            return f"om var {whose} får ett utjämningsmandat"


def tied_names(election: Election, lot: Lot) -> list[str]:
    if lot.between == "parties":
        return [_name(election, one) for one in lot.tied]
    return [election.constituencies[one].name for one in lot.tied]


# -- cells ---------------------------------------------------------------------------------------


def by_seats(outcome: Outcome) -> list[Standing]:
    return sorted(outcome.standings, key=lambda one: (-one.votes, one.party))


def _gets(counted: Counted, party: int) -> int:
    return counted.outcome.standings[party].seats


def _ever(scenarios: Sequence[tuple[str, Counted]], party: int) -> bool:
    return any(one.outcome.standings[party].seats + one.outcome.standings[party].undecided for _, one in scenarios)


def _seats_text(counted: Counted, party: int) -> str:
    one = counted.outcome.standings[party]
    return f"{one.seats}–{one.seats + one.undecided}" if one.undecided else str(one.seats)


def _seats(counted: Counted, party: int) -> Cell:
    one = counted.outcome.standings[party]
    return Cell(_seats_text(counted, party), None if one.undecided else Fraction(one.seats))


def _signed(difference: int) -> Cell:
    sign = "+" if difference > 0 else numbers.MINUS
    return Cell(f"{sign}{abs(difference)}", Fraction(difference)) if difference else Cell("", Fraction(0))


def _placed(seats: tuple[int, int]) -> Cell:
    fixed, adjustment = seats
    text = f"{fixed}+{adjustment}" if adjustment else str(fixed) if fixed else ""
    return Cell(text, Fraction(fixed + adjustment))


def _share(share: Fraction, passed: bool) -> Cell:
    """Two decimals; what is below the threshold is not rounded up to it."""
    step = Fraction("0.01")
    percent = share * 100 if passed else share * 100 // step * step
    return Cell(numbers.rounded(percent, step), share * 100)


def _quotient(number: Fraction) -> str:
    return numbers.rounded(number, Fraction("0.01"))


def _quotient_cell(number: Fraction | None) -> Cell:
    return _NOTHING if number is None else Cell(_quotient(number), number)


def _count(count: int) -> str:
    return numbers.number(Fraction(count))


def _whole(count: int) -> Cell:
    return Cell(_count(count), Fraction(count))


def _name(election: Election, party: int) -> str:
    name = everyday(election.parties[party])
    return visible(name if width(name) <= _WIDEST_NAME else name[: _WIDEST_NAME - 1] + "…")
