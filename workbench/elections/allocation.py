"""Seats of an election as people read them: one table of parties, one of constituencies, what lots decide, and several
outcomes side by side. Programs read them in `election_records`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

import attrs

from interpreter.elections.naming import everyday
from workbench.page.look import Look
from workbench.page.terminal import coloured, hold_together, left, plain_spaces, right, visible, width, wrap
from workbench.session.answers import Counted
from workbench.values import numbers

if TYPE_CHECKING:
    from interpreter.elections.election import Election, Lot, Outcome, Standing

_GAP = "  "
_WIDEST_NAME = 40
_HEADING_LINES = 3
# A column is not narrower than this for the sake of folding its heading.
_HEADING_FROM = 9
# Parties that neither take part nor come near are told together.
_SMALL = Fraction("0.005")

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
    plain = authority.casefold().split()
    said = f"valet gäller {election.area}, men reglerna är {authority}s."
    own, other = _area_names(authority), _area_names(election.area)
    if election.kind == "riksdag" or (own and other and not own & other):
        return said
    kinds: dict[str, str] = {"region": "municipality", "kommun": "region"}
    wrong = next((kind for word, kind in kinds.items() if any(one.startswith(word) for one in plain)), None)
    if wrong is not None and election.kind == wrong:
        return f"det är ett {_KINDS[election.kind].lower()}, men reglerna är {authority}s."
    return None


def _area_names(text: str) -> frozenset[str]:
    """Words that tell the area, as they are and without the s of a genitive."""
    words = [one for one in text.casefold().replace("-", " ").split() if one not in _AREA_WORDS and one != "län"]
    return frozenset(form for one in words for form in (one, one.removesuffix("s")))


def as_text(counted: Counted, look: Look) -> str:
    parts = [*_head(counted, look), _parties(counted, look)]
    if len(counted.election.constituencies) > 1:
        parts.append(_constituencies(counted, look))
    parts += ["\n".join(wrap(hold_together(visible(one)), look.columns)) for one in remarks(counted)]
    return plain_spaces("\n\n".join(parts)) + "\n"


def scenarios_as_text(counted: Counted, scenarios: Sequence[tuple[str, Counted]], look: Look) -> str:
    """Seats of every outcome side by side, with what each differs from the election itself."""
    shown = [one for one in by_seats(counted.outcome) if _gets(counted, one.party) or _ever(scenarios, one.party)]
    rows = []
    for one in shown:
        own = _gets(counted, one.party)
        cells = [_seats_text(counted, one.party)]
        for _, other in scenarios:
            cells += [_seats_text(other, one.party), _signed(_gets(other, one.party) - own)]
        rows.append((_name(counted.election, one.party), cells))
    every = [counted, *(other for _, other in scenarios)]
    sums = [sum(one.seats for one in other.outcome.standings) for other in every]
    total = [str(sums[0])] + [text for each in sums[1:] for text in (str(each), _signed(each - sums[0]))]
    headings = ["valet", *(text for name, _ in scenarios for text in (visible(name), ""))]
    parts = [*_head(counted, look), _table("parti", headings, rows, total, look)]
    for name, other in (("", counted), *scenarios):
        for remark in remarks(other):
            said = f"{visible(name)}: {remark}" if name else remark
            parts.append("\n".join(wrap(hold_together(visible(said)), look.columns)))
    return plain_spaces("\n\n".join(parts)) + "\n"


def _head(counted: Counted, look: Look) -> Iterator[str]:
    election, law = counted.election, counted.law
    yield coloured(visible(heading(election)), ("bold",), look.colour)
    percent = numbers.number(law.threshold * 100)
    said = [
        f"{counted.seats} mandat, {_count(counted.outcome.valid)} giltiga röster.",
        f"Spärr {percent} %." if law.threshold else "Ingen spärr.",
        f"Första delningstal {numbers.number(law.first)}.",
        f"Enligt {' och '.join(law.sections)}.",
    ]
    yield "\n".join(wrap(hold_together(" ".join(said)), look.columns))


def _parties(counted: Counted, look: Look) -> str:
    divided = len(counted.election.constituencies) > 1
    shown: list[Standing] = []
    small: list[Standing] = []
    for one in by_seats(counted.outcome):
        near = one.seats or one.undecided or one.passed or one.local or one.share >= _SMALL
        (shown if near else small).append(one)
    rows = [(_name(counted.election, one.party), _party_row(counted, one, divided)) for one in shown]
    rest = counted.outcome.valid - sum(one.votes for one in shown)
    blank = [""] * (6 if divided else 4)
    if rest:
        label = f"övriga, {len(small)} partier" if len(small) > 1 else "övriga"
        rows.append((label, [_count(rest), _share(Fraction(rest, counted.outcome.valid), True), *blank]))
    standings = counted.outcome.standings
    sums = [sum(one.fixed for one in standings), sum(one.adjustment for one in standings)] if divided else []
    total = [_count(counted.outcome.valid), "", str(sum(one.seats for one in standings)), *map(str, sums), "", "", ""]
    kinds = ["varav fasta", "utjämning"] if divided else []
    headings = ["röster", "andel %", "mandat", *kinds, "sista mandatets tal", "nästa tal", "röster till nästa mandat"]
    return _table("parti", headings, rows, total, look)


def _party_row(counted: Counted, one: Standing, divided: bool) -> list[str]:
    takes_part = one.passed or one.local
    seats = _seats_text(counted, one.party) if takes_part else "under spärren"
    kinds = [str(one.fixed), str(one.adjustment)] if takes_part else ["", ""]
    return [
        _count(one.votes),
        _share(one.share, one.passed),
        seats,
        *(kinds if divided else []),
        "" if one.last is None else _quotient(one.last),
        "" if one.following is None else _quotient(one.following),
        "" if one.lacking is None else _count(one.lacking),
    ]


def _constituencies(counted: Counted, look: Look) -> str:
    """Seats of each constituency: fixed, and after a + those of adjustment."""
    election, outcome = counted.election, counted.outcome
    parties = [one.party for one in by_seats(outcome) if one.seats or one.undecided]
    rows = []
    for one, placed in zip(election.constituencies, outcome.placed, strict=True):
        cells = [_placed(placed[party]) for party in parties]
        rows.append((_cut(one.name), [*cells, str(sum(map(sum, placed)))]))
    headings = [visible(election.parties[party].short or election.parties[party].name)[:8] for party in parties]
    total = [str(sum(sum(row[party]) for row in outcome.placed)) for party in parties]
    return _table(
        "valkrets", [*headings, "mandat"], rows, [*total, str(sum(sum(map(sum, row)) for row in outcome.placed))], look
    )


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


def _signed(difference: int) -> str:
    return "" if not difference else f"+{difference}" if difference > 0 else f"{numbers.MINUS}{-difference}"


def _placed(seats: tuple[int, int]) -> str:
    fixed, adjustment = seats
    return f"{fixed}+{adjustment}" if adjustment else str(fixed) if fixed else ""


def _share(share: Fraction, passed: bool) -> str:
    """Two decimals; what is below the threshold is not rounded up to it."""
    step = Fraction("0.01")
    percent = share * 100 if passed else share * 100 // step * step
    return numbers.rounded(percent, step)


def _quotient(number: Fraction) -> str:
    return numbers.rounded(number, Fraction("0.01"))


def _count(count: int) -> str:
    return numbers.number(Fraction(count))


def _name(election: Election, party: int) -> str:
    return visible(_cut(everyday(election.parties[party])))


def _cut(name: str) -> str:
    return name if width(name) <= _WIDEST_NAME else name[: _WIDEST_NAME - 1] + "…"


def _table(
    label: str, headings: Sequence[str], rows: Sequence[tuple[str, Sequence[str]]], total: Sequence[str], look: Look
) -> str:
    """Headings folded at spaces; every column but the first to the right. Wider than the page, it is parted."""
    first = max(width(name) for name in (label, "summa", *(name for name, _ in rows)))
    columns = [
        max(
            *(width(word) for word in heading.split(" ")),
            -(-width(heading) // _HEADING_LINES),
            min(width(heading), _HEADING_FROM),
            *(width(cells[at]) for _, cells in rows),
            width(total[at]),
        )
        for at, heading in enumerate(headings)
    ]
    parts, room = [[0]], look.columns - first - len(_GAP)
    for at in range(1, len(headings)):
        taken = sum(columns[one] + len(_GAP) for one in parts[-1])
        if taken + columns[at] > room:
            parts.append([])
        parts[-1].append(at)
    return "\n\n".join(_part(label, headings, rows, total, part, first, columns, look) for part in parts)


def _part(
    label: str,
    headings: Sequence[str],
    rows: Sequence[tuple[str, Sequence[str]]],
    total: Sequence[str],
    part: Sequence[int],
    first: int,
    columns: Sequence[int],
    look: Look,
) -> str:
    folded = {at: wrap(headings[at], columns[at]) for at in part}
    height = max(map(len, folded.values()))

    def line(name: str, cells: Sequence[str]) -> str:
        padded = [right(cell, columns[at]) for cell, at in zip(cells, part, strict=True)]
        return _GAP.join([left(name, first), *padded]).rstrip()

    out = []
    for at in range(height):
        cells = [([""] * (height - len(folded[one])) + folded[one])[at] for one in part]
        out.append(coloured(line(label if at == height - 1 else "", cells), ("bold",), look.colour))
    out += [line(name, [cells[at] for at in part]) for name, cells in rows]
    out.append(coloured(line("summa", [total[at] for at in part]), ("bold",), look.colour))
    return "\n".join(out)
