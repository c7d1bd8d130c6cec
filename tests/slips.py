"""One-letter slips in the rules of the regulations, and what is told of them: a tool to run by hand, not a test.

    python tests/slips.py [--count 300] [--seed 1] [--show 20] [FILE …]

A slip is a letter that is left out, doubled, another, or that has changed places with its neighbour, in a word outside
quoted text, comments and texts. What is told should be one error, on the line of the slip: prints how many slips were
told of at all, in how many of those there was one error, and in how many the first error was on that line; then the
slips that were told otherwise.
"""

import argparse
import random
import re
import sys
from collections.abc import Sequence
from pathlib import Path

import attrs

from dsl.text.files import laid_over
from workbench.problems.diagnosing import diagnostics
from workbench.problems.diagnostic import Diagnostic
from workbench.session.opening import loaded_of

ROOT = Path(__file__).parent.parent
# Of a word in which there may be a slip: in shorter ones another word comes out.
_WORD = re.compile(r"[a-zåäö]{4,}", re.IGNORECASE)
_ASIDE = re.compile(r'"[^"]*"|#.*|\[[^\]]*\]\s*$|^\s*\|(?=.*\.\s*(\[|$)).*|^\s*rubrik .*')
_LETTERS = "abdefghiklmnoprstuvåäö"


@attrs.frozen
class Slip:
    """line: its number from 1; word, instead: what stood there and what stands there now; text: the whole file."""

    file: Path
    line: int
    word: str
    instead: str
    text: str


def places(text: str) -> list[tuple[int, int, int]]:
    """Line, start and end of each word of the rules in which there may be a slip. The header is no rule."""
    found = []
    begun = False
    for number, line in enumerate(text.splitlines(), start=1):
        begun = begun or bool(re.match(r"(uppgifter|begrepp|enheter|roller|§|avsnitt)\b", line))
        heading = re.match(r"\s*(§|avsnitt|exempel|kontroll|kontrollräkning|regelverk|ändring|anmärkning)\b", line)
        if begun and not heading:
            bare = _ASIDE.sub(lambda aside: " " * len(aside.group()), line)
            found += [(number, word.start(), word.end()) for word in _WORD.finditer(bare)]
    return found


def slips(draw: random.Random, file: Path, count: int) -> list[Slip]:
    text = file.read_text("utf-8")
    where = places(text)
    found = []
    for number, start, end in draw.sample(where, min(count, len(where))):
        lines = text.splitlines(keepends=True)
        line = lines[number - 1]
        word = line[start:end]
        instead = slipped(draw, word)
        lines[number - 1] = line[:start] + instead + line[end:]
        found.append(Slip(file, number, word, instead, "".join(lines)))
    return found


def slipped(draw: random.Random, word: str) -> str:
    """Another word, one letter away. The first letter stays: with another one it is nobody's slip."""
    while True:
        at = draw.randrange(1, len(word))
        match draw.randrange(4):
            case 0:
                new = word[:at] + word[at + 1 :]
            case 1:
                new = word[:at] + word[at] + word[at:]
            case 2:
                new = word[:at] + draw.choice(_LETTERS) + word[at + 1 :]
            case _:
                new = word[: at - 1] + word[at] + word[at - 1] + word[at + 1 :] if at > 1 else word
        if new != word:
            return new


def told(slip: Slip) -> list[Diagnostic]:
    """The errors of the regulation with the slip, in the order in which they are told."""
    loaded = loaded_of(str(slip.file), laid_over({slip.file: slip.text}))
    return [one for one in diagnostics(loaded.problems, loaded.tree) if one.severity == "fel"]


def main(arguments: Sequence[str] | None = None) -> int:
    asked = argparse.ArgumentParser()
    asked.add_argument("files", nargs="*", type=Path, default=sorted((ROOT / "regulations").rglob("*.regel")))
    asked.add_argument("--count", type=int, default=300)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--show", type=int, default=20)
    said = asked.parse_args(arguments)
    draw = random.Random(said.seed)
    each = -(-said.count // len(said.files))
    found = [(slip, told(slip)) for file in said.files for slip in slips(draw, file, each)]
    noticed = [(slip, errors) for slip, errors in found if errors]
    alone = sum(len(errors) == 1 for _, errors in noticed)
    there = sum(errors[0].span.line == slip.line for slip, errors in noticed)
    print(f"{len(found)} slips, {len(noticed)} told of")
    if noticed:
        print(f"one error: {alone} ({100 * alone / len(noticed):.1f} %)")
        print(f"the first on the line of the slip: {there} ({100 * there / len(noticed):.1f} %)")
    others = [(slip, e) for slip, e in noticed if len(e) > 1 or e[0].span.line != slip.line]
    for slip, errors in others[: said.show]:
        print(f"\n{slip.file.relative_to(ROOT)}:{slip.line}: {slip.word} → {slip.instead}, {len(errors)} errors")
        for one in errors[:4]:
            print(f"    {one.span.line}: {one.code} {one.headline}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
