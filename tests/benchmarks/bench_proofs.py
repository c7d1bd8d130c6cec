"""How long an exhaustive proof takes: Västerbotten, 0–100 seats for each of eight parties, the others held fixed.

From process start to process end of `regelverk bevisa`, with the promise of the regulation that names its data. The
yardstick is `beräkna` of the same regulation, started in turn with it: what is over it is the trying of some eight
hundred cases. Prints as `bench_cli` does.
"""

import os
import statistics
import subprocess
import sys

from bench_cli import ROOT, milliseconds

RUNS = 9
REGULATION = str(ROOT / "regulations/vasterbotten")
PROMISE = "Fler mandat ger aldrig mindre resursram"
HOLDS = "1 löfte håller"


def main() -> int:
    if os.environ.get("PYTHONDONTWRITEBYTECODE"):
        print("Unset PYTHONDONTWRITEBYTECODE first: without compiled files the figures say nothing.", file=sys.stderr)
        return 2
    program = [sys.executable, "-m", "workbench.cli"]
    commands = {
        "beräkna": [*program, "beräkna", REGULATION],
        "bevisa": [*program, "bevisa", REGULATION, "--löfte", PROMISE],
    }
    told = subprocess.run(commands["bevisa"], cwd=ROOT, capture_output=True, check=True).stdout.decode("utf-8")
    assert HOLDS in told, told
    taken: dict[str, list[tuple[float, float]]] = {name: [] for name in commands}
    for _ in range(RUNS):
        for name, command in commands.items():
            taken[name].append(milliseconds(command))
    best = {name: min(rounds) for name, rounds in taken.items()}
    yardstick = best["beräkna"][0]
    print(f"{'':10}{'best':>9}{'processor':>11}{'middle':>9}{'to beräkna':>12}   goal")
    for name, (wall, processor) in best.items():
        middle = statistics.median(wall for wall, _ in taken[name])
        goal = "the yardstick" if name == "beräkna" else "at most 2000 ms in all"
        print(f"{name:10}{wall:6.0f} ms{processor:8.0f} ms{middle:6.0f} ms{wall / yardstick:12.2f}   {goal}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
