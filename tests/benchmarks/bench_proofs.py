"""How long an exhaustive proof takes: Västerbotten, 0–100 seats for each of eight parties, the others held fixed.

From process start to process end of `regelverk bevisa`, of a copy with a promise that names its data, so that every
case is tried. The yardstick is `beräkna` of the same regulation, started in turn with it: what is over it is the trying
of some eight hundred cases. Prints as `bench_cli` does.
"""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from bench_cli import ROOT, milliseconds

RUNS = 9
REGULATION = ROOT / "regulations/vasterbotten"
TITLE = "Vart och ett av partierna, prövat till sista fallet"
PROMISE = f"""
kontroll "{TITLE}": resursramen minskar aldrig när mandaten ökar
    år 2027
    utgår från "partier.csv"
    om mandaten är högst 100 mandat
"""
TRIED = "alla 792 fall"


def main() -> int:
    if os.environ.get("PYTHONDONTWRITEBYTECODE"):
        print("Unset PYTHONDONTWRITEBYTECODE first: without compiled files the figures say nothing.", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "vasterbotten"
        shutil.copytree(REGULATION, copy)
        rules = copy / "gruppramar.regel"
        rules.write_text(rules.read_text("utf-8") + PROMISE, "utf-8")
        program = [sys.executable, "-m", "workbench.cli"]
        commands = {
            "beräkna": [*program, "beräkna", str(copy)],
            "bevisa": [*program, "bevisa", str(copy), "--löfte", TITLE],
        }
        told = subprocess.run(commands["bevisa"], cwd=ROOT, capture_output=True, check=False).stdout.decode("utf-8")
        assert TRIED in told, told
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
