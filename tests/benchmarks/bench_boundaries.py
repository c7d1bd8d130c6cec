"""Boundary cases for a table of 20 rows and 3 columns: all goals, searched for, chosen and made small.

The yardstick is the checks that the same rules go through when they are read, on the same machine in the same run.
Prints the best and the middle of the runs. Run:

    python tests/benchmarks/bench_boundaries.py
"""

import statistics
import sys
import time
from collections.abc import Callable
from itertools import product

from dsl.pipeline import load_source
from interpreter.examples.goals import goals_of
from interpreter.pace import unhurried
from interpreter.search.boundaries import boundary_cases

RUNS = 7
ROWS = [
    f"{first} | {second} | {third}"
    for (first, second), third in product(
        product(("0–3", "4–9", "10–19", "20–49", "50 eller fler"), ("1–5", "6 eller fler")), ("högst 100", "mer än 100")
    )
]


def text() -> str:
    """Five pieces of the first column, two of each of the others."""
    rows = "\n".join(
        f"        {row.replace('högst 100', 'till och med 100 kr').replace('mer än 100', 'mer än 100 kr')} | {number} %"
        for number, row in enumerate(ROWS, 1)
    )
    return f"""regelverk "Prov"

begrepp
    sak (saken, saker, sakerna)
        storlek (storleken): heltal, minst 0
        vikt (vikten): heltal, minst 1
        pris (priset): kr, minst 0 kr

avsnitt 1
    sakens avgift är enligt tabellen
        storlek | vikt | pris | avgift
{rows}
"""


def main() -> int:
    data = text().encode()
    loaded = load_source("prov.regel", data)
    program = loaded.program
    if program is None:
        print(loaded.problems, file=sys.stderr)
        return 1
    wanted = goals_of(program)
    found = boundary_cases(program, wanted, unhurried)
    reading = timed(lambda: load_source("prov.regel", data))
    search = timed(lambda: boundary_cases(program, wanted, unhurried))
    print(f"{len(ROWS)} rows, 3 columns: {len(wanted)} goals, {len(found.proposals)} cases, {found.tried} tried")
    print(f"{'':22}{'best':>9}{'middle':>9}   goal")
    print(f"{'reading and checks':22}{reading[0]:6.0f} ms{reading[1]:6.0f} ms   the yardstick")
    print(f"{'boundary cases':22}{search[0]:6.0f} ms{search[1]:6.0f} ms   at most 1000 ms")
    return 0


def timed(work: Callable[[], object]) -> tuple[float, float]:
    """The best and the middle of some runs, in milliseconds."""
    taken = []
    for _ in range(RUNS):
        started = time.perf_counter()
        work()
        taken.append((time.perf_counter() - started) * 1000)
    return min(taken), statistics.median(taken)


if __name__ == "__main__":
    sys.exit(main())
