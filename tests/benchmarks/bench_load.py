"""How fast rules are read: lines a second, parsed and checked, of one long rule file.

It is one section, such as regulations have, written out many times with names of its own, so that the time for names,
units, tables and cycles grows as it would in a real file. The yardstick is Python reading Python: `ast.parse`
of as many lines, in the same run.
"""

import ast
import gc
import inspect
import json.decoder
import sys
import tempfile
import time
from pathlib import Path

from dsl.pipeline import load
from workbench.cli import GARBAGE_AFTER

COPIES = 400
GOAL = 10_000

HEAD = """regelverk "Ett långt regelverk"
    beräkningsår  2027

enheter
    mandat

begrepp
    parti (partiet, partier, partierna)
        mandat (mandatet, mandaten): heltal mandat, minst 1 mandat
"""
SECTION = """
§ {n} Stöd nummer {n}
    | Varje parti i fullmäktige får stöd efter sina mandat. Små partier får ett tillägg så att de
    | klarar sina fasta kostnader.   [{n}]
    bestämmelse

    grundstöd{n} (grundstödet{n}) är 30 000 kr/år
    partiets mandatstöd{n} (mandatstödet{n}) är 12 500 kr/år per mandat × mandaten   [{n}–{n}]
    partiets tillägg{n} (tillägget{n}) är enligt tabellen
        partiets mandat | tillägget{n}
        1–2             | 10 000 kr/år
        3–4             |  5 000 kr/år
        5 eller fler    |      0 kr/år
    partiets partistöd{n} (partistödet{n}) är
        grundstödet{n} + mandatstödet{n} om mandaten är minst 3 mandat
        annars grundstödet{n} + mandatstödet{n} + tillägget{n}, dock högst 500 000 kr/år,
            avrundat uppåt till närmaste 100 kr/år
        visas i hela kronor
"""


def main() -> int:
    gc.set_threshold(GARBAGE_AFTER)  # as the command line does
    text = HEAD + "".join(SECTION.format(n=n) for n in range(1, COPIES + 1))
    lines = text.count("\n")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "långt.regel"
        file.write_text(text, encoding="utf-8")
        started = time.process_time()
        loaded = load(file)
        taken = time.process_time() - started
    errors = [one for one in loaded.problems if getattr(one, "severity", "fel") == "fel"]

    source = inspect.getsource(json.decoder)
    python = source * (lines // source.count("\n") + 1)
    started = time.process_time()
    ast.parse(python)
    yardstick = python.count("\n") / (time.process_time() - started)

    speed = lines / taken
    print(f"{lines} lines, {len(errors)} errors, {taken:.2f} s of processor time")
    print(f"parsed and checked   {speed:9,.0f} lines/s   goal {GOAL:,}: {'met' if speed >= GOAL else 'not met'}")
    print(f"ast.parse of Python  {yardstick:9,.0f} lines/s   the yardstick; {yardstick / speed:.1f} times as fast")
    return 0


if __name__ == "__main__":
    sys.exit(main())
