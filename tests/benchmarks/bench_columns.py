"""Eight parties, warm: the evaluator beside the same rules written by hand, in floats and in fractions.

Every run starts from facts as they are read and keeps every column, so that anything can be explained afterwards. The
hand-written ones know their rules and their data, keep nothing, and the one in floats is not exact. Run:

    python tests/benchmarks/bench_columns.py
"""

import math
import sys
import time
from collections.abc import Callable
from fractions import Fraction

from dsl import model
from dsl.pipeline import load_source
from interpreter.evaluating.calculation import outcome, prepare, run
from interpreter.facts import Facts, Rows
from interpreter.outcomes import Known

MOST_TIMES_FLOAT = 5
LEAST_PART_OF_FRACTION = 5
SEATS = (27, 12, 9, 6, 6, 5, 3, 3)

# Östersund's reimbursement and Västerbotten's frame, positions and overhead pot.
RULES = """\
regelverk "Mätning"

enheter
    mandat
    tjänst (tjänster)

begrepp
    parti (partiet, partier, partierna)
        mandat (mandatet, mandaten): heltal mandat, minst 1 mandat

avsnitt Ersättning
    riksdagsarvode (riksdagsarvodet) är 75 500 kr/månad
    arbetsgivaravgift (arbetsgivaravgiften) är 31,42 %
    partiets grad (graden) är enligt tabellen
        partiets mandat | graden
        1–3             |   25 %
        4–6             |   50 %
        7–9             |   75 %
        10 eller fler   |  100 %
    partiets månadslön (månadslönen) är graden × 50 % av riksdagsarvodet
    partiets månadskostnad (månadskostnaden) är månadslönen, ökat med arbetsgivaravgiften
    partiets årskostnad (årskostnaden) är månadskostnaden × 12 månader/år
    partiets ersättning (ersättningen) är årskostnaden + 8 989 kr/år + 12 000 kr/år

avsnitt Ramar
    basbelopp (basbeloppet) är 117 034 kr
    heltid är 1 tjänst
    partiets grundram (grundramen) är 1 basbelopp per mandat × mandaten
    partiets tjänsteutrymme (tjänsteutrymmet) är 25 % av heltid + 4 % av heltid per mandat × mandaten,
        avrundat uppåt till närmaste tiondels tjänst
    partiets tillskott (tillskottet) är 0,52 basbelopp per tjänst × tjänsteutrymmet
    pott (potten) är 4 basbelopp
    grundbelopp (grundbeloppet) är potten / 2 / antalet partier
    potten fördelas mellan partierna som omkostnad (omkostnaden)
        varje parti får grundbeloppet
        varje parti vars tjänsteutrymme är mer än 1,0 tjänst får ytterligare grundbeloppet
        resten fördelas i proportion till tjänsteutrymmet
        avrundat nedåt till hela kronor, skillnaden läggs på det parti som har flest mandat, vid lika efter lottning
    partiets ram (ramen) är grundramen + tillskottet + omkostnaden
    partiets avrundade ram (avrundade ramen) är ramen, avrundat till hela kronor, hälften uppåt
"""


def by_hand(seats, number, floor, ceil):
    """number: what a decimal becomes, float or an exact Fraction; floor and ceil: to whole numbers."""
    months, half, pay, rate = number("12"), number("0.5"), number("75500"), number("1.3142")
    quarter, two, three, one = number("0.25"), number("0.5"), number("0.75"), number("1")
    it, place, base, share = number("8989"), number("12000"), number("117034"), number("0.52")
    per_seat, ten = number("0.04"), number("10")

    reimbursed = []
    for seat in seats:
        degree = one if seat >= 10 else three if seat >= 7 else two if seat >= 4 else quarter
        reimbursed.append(degree * half * pay * rate * months + it + place)

    positions = [ceil((quarter + per_seat * seat) * ten) / ten for seat in seats]
    pot = 4 * base
    basic = pot / 2 / len(seats)
    given = [basic + basic if position > one else basic for position in positions]
    rest = pot - sum(given)
    total = sum(positions)
    parts = [floor(amount + rest * position / total) for amount, position in zip(given, positions, strict=True)]
    parts[seats.index(max(seats))] += pot - sum(parts)
    frames = [
        base * seat + share * base * position + part
        for seat, position, part in zip(seats, positions, parts, strict=True)
    ]
    return reimbursed, parts, frames, [floor(frame + half) for frame in frames]


def whole(rounding: Callable[[Fraction], int]) -> Callable[[Fraction], Fraction]:
    return lambda value: Fraction(rounding(value))


def microseconds(*works: Callable[[], object]) -> list[float]:
    """Each by its quickest of many goes, by turns: what else the machine does only makes them slower, and all alike."""
    best = [math.inf] * len(works)
    for _ in range(100):
        for number, work in enumerate(works):
            start = time.perf_counter()
            for _ in range(50):
                work()
            best[number] = min(best[number], (time.perf_counter() - start) / 50)
    return [seconds * 1e6 for seconds in best]


def main() -> int:
    loaded = load_source("mätning.regel", RULES.encode())
    assert loaded.program is not None, loaded.problems
    symbol = model.Symbol("parti", "mandat")
    column = {(symbol, None): tuple(Fraction(seat) for seat in SEATS)}
    facts = Facts({"parti": Rows("parti", tuple("ABCDEFGH"), (None,) * 8, column)}, {})
    prepared = prepare(loaded.program, facts, 2027)

    calculation = run(prepared, facts)
    exact = by_hand(SEATS, Fraction, whole(math.floor), whole(math.ceil))
    for name, values in zip(("ersättning", "omkostnad", "ram", "avrundade ram"), exact, strict=True):
        computed = [outcome(calculation, model.Symbol("parti", name), row) for row in range(8)]
        assert computed == [Known(Fraction(value)) for value in values], name

    ours, floats, fractions = microseconds(
        lambda: run(prepared, facts),
        lambda: by_hand(SEATS, float, math.floor, math.ceil),
        lambda: by_hand(SEATS, Fraction, whole(math.floor), whole(math.ceil)),
    )
    print(f"the evaluator, exact, every column kept   {ours:8.1f} µs")
    print(f"by hand in floats                         {floats:8.1f} µs   {ours / floats:5.1f} times as long")
    print(f"by hand in fractions                      {fractions:8.1f} µs   1/{fractions / ours:.1f} of it")
    good = ours <= MOST_TIMES_FLOAT * floats and fractions >= LEAST_PART_OF_FRACTION * ours
    print("within the bounds" if good else "outside the bounds")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
