"""How long people wait: `regelverk --help` and `regelverk beräkna`, from process start to process end.

The yardstick is a bare interpreter that does nothing, started in turn with the others so that a busy machine slows all
alike. Prints the best and the middle of the runs, and the processor time of the best; the best is what the machine can
do when left alone, and far from its processor time on a machine that is busy with something else.
"""

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
RUNS = 15
HEAVY = ("lark", "numpy", "rich", "attrs", "attr", "python_calamine", "dsl", "interpreter")


def main() -> int:
    if os.environ.get("PYTHONDONTWRITEBYTECODE"):
        print("Unset PYTHONDONTWRITEBYTECODE first: without compiled files the figures say nothing.", file=sys.stderr)
        return 2
    program = [sys.executable, "-m", "workbench.cli"]
    commands = {
        "bare interpreter": [sys.executable, "-c", "pass"],
        "--help": [*program, "--help"],
        "beräkna ostersund": [*program, "beräkna", str(ROOT / "regulations/ostersund")],
        "beräkna vasterbotten": [*program, "beräkna", str(ROOT / "regulations/vasterbotten")],
    }
    taken: dict[str, list[tuple[float, float]]] = {name: [] for name in commands}
    for _ in range(RUNS + 1):
        for name, command in commands.items():
            taken[name].append(milliseconds(command))
    # The first round compiles what has changed.
    best = {name: min(rounds[1:]) for name, rounds in taken.items()}
    middle = {name: statistics.median(wall for wall, _ in rounds[1:]) for name, rounds in taken.items()}
    bare = best["bare interpreter"][0]

    print(f"{'':22}{'best':>9}{'over bare':>11}{'processor':>11}{'middle':>9}   goal")
    goals = {"--help": "within 60 ms of bare", "bare interpreter": "the yardstick"}
    for name, (wall, processor) in best.items():
        goal = goals.get(name, "at most 200 ms in all")
        print(f"{name:22}{wall:6.0f} ms{wall - bare:8.0f} ms{processor:8.0f} ms{middle[name]:6.0f} ms   {goal}")
    print(f"--help imports: {', '.join(imported([*program, '--help'])) or 'none'} of {', '.join(HEAVY)}")
    return 0


def milliseconds(command: list[str]) -> tuple[float, float]:
    """From start to end, and the time the processor worked."""
    before, started = os.times(), time.perf_counter()
    subprocess.run(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    wall, after = time.perf_counter() - started, os.times()
    worked = after.children_user - before.children_user + after.children_system - before.children_system
    return wall * 1000, worked * 1000


def imported(command: list[str]) -> list[str]:
    """The heavy packages that the command imports."""
    told = subprocess.run([command[0], "-X", "importtime", *command[1:]], cwd=ROOT, capture_output=True, check=False)
    modules = {line.rpartition("|")[2].strip().partition(".")[0] for line in told.stderr.decode().splitlines()}
    return [name for name in HEAVY if name in modules]


if __name__ == "__main__":
    sys.exit(main())
