"""How long people wait for `regelverk jämför`, from process start to process end, beside `regelverk beräkna`.

Two versions of a regulation with eight parties: a copy in which a table, a rate and another section are changed. The
ratio to `beräkna` of the same regulation, started in turn with it, says more than the milliseconds where the machine is
busy. Prints as `bench_cli` does.
"""

import os
import shutil
import statistics
import sys
import tempfile
from pathlib import Path

from bench_cli import ROOT, milliseconds

RUNS = 15
OLD = ROOT / "regulations/ostersund"
# What is written -> what is written instead: invented.
IN_ONE = {"31,42 %": "32 %", "8 989 kr/år": "9 500 kr/år"}
IN_TWO = {**IN_ONE, '"kommunalrådet" om partiet har kommunalråd': '"presidiet" om partiet har kommunalråd'}


def main() -> int:
    if os.environ.get("PYTHONDONTWRITEBYTECODE"):
        print("Unset PYTHONDONTWRITEBYTECODE first: without compiled files the figures say nothing.", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as folder:
        one, two = (changed(Path(folder) / name, new) for name, new in (("one", IN_ONE), ("two", IN_TWO)))
        program = [sys.executable, "-m", "workbench.cli"]
        commands = {
            "beräkna": [*program, "beräkna", str(OLD)],
            "jämför, one section": [*program, "jämför", str(OLD), str(one)],
            "jämför, two sections": [*program, "jämför", str(OLD), str(two)],
            "jämför, the same": [*program, "jämför", str(OLD), str(OLD)],
        }
        taken: dict[str, list[tuple[float, float]]] = {name: [] for name in commands}
        for _ in range(RUNS + 1):
            for name, command in commands.items():
                taken[name].append(milliseconds(command))
    # The first round compiles what has changed.
    best = {name: min(rounds[1:]) for name, rounds in taken.items()}
    middle = {name: statistics.median(wall for wall, _ in rounds[1:]) for name, rounds in taken.items()}
    yardstick = best["beräkna"][0]
    print(f"{'':22}{'best':>9}{'processor':>11}{'middle':>9}{'to beräkna':>12}   goal")
    for name, (wall, processor) in best.items():
        goal = "the yardstick" if name == "beräkna" else "at most 300 ms in all"
        ratio = wall / yardstick
        print(f"{name:22}{wall:6.0f} ms{processor:8.0f} ms{middle[name]:6.0f} ms{ratio:12.2f}   {goal}")
    return 0


def changed(folder: Path, new: dict[str, str]) -> Path:
    """A copy with other numbers, without the published tables, which would not agree with them."""
    shutil.copytree(OLD, folder)
    for file in folder.glob("*.regel"):
        text = file.read_text("utf-8").partition("kontrollräkning ")[0]
        for written, instead in new.items():
            assert written in text, written
            text = text.replace(written, instead)
        file.write_text(text, "utf-8")
    return folder


if __name__ == "__main__":
    sys.exit(main())
