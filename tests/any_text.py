"""Random texts and files through every command: what anybody may hand to the program, not what makes sense.

    python tests/any_text.py --texts 500 --seed 1

runs so many texts by hand, each through some of the commands; `tests/test_any_text.py` runs a few of them, always the
same. No command may fail in itself, answer in English, take long, or say one thing in its answer and another in its
exit code.
"""

import argparse
import io
import json
import random
import re
import resource
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import redirect_stderr, redirect_stdout
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

import attrs

from workbench.cli import registry

ROOT = Path(__file__).parent.parent
# Seconds that one command may take, and bytes that all may take together.
MOST_SECONDS = 40
MOST_MEMORY = 4 * 2**30

_ENGLISH = re.compile(
    r"Traceback|\bUsage:|\bError\b|Exception\b|NoneType|No such|Invalid value|Missing (argument|option|parameter)"
    r"|\b(expected|unexpected|must be|is not a|does not exist|permission|directory|cannot|failed|because)\b",
    re.IGNORECASE,
)


class TooLong(BaseException):
    """Never caught by what is tried."""


@attrs.frozen
class Ran:
    """fault: what went wrong in the program itself, with its trace."""

    arguments: tuple[str, ...]
    code: int | None
    answer: str
    remarks: str
    fault: str | None
    seconds: float


def ran(*arguments: str) -> Ran:
    """One command in this process."""
    answer, remarks = io.StringIO(), io.StringIO()
    code, fault = None, None
    begun = time.monotonic()
    before = signal.signal(signal.SIGALRM, _alarm)
    signal.setitimer(signal.ITIMER_REAL, MOST_SECONDS)
    try:
        with redirect_stdout(answer), redirect_stderr(remarks):
            code = registry.run(arguments)
    except (Exception, TooLong):
        fault = traceback.format_exc()
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
    return Ran(arguments, code, answer.getvalue(), remarks.getvalue(), fault, time.monotonic() - begun)


def _alarm(_number: int, _frame: object) -> None:
    raise TooLong


# -- texts ---------------------------------------------------------------------------------------


@cache
def texts() -> tuple[str, ...]:
    """Rule texts that are there: regulations, the corpus, samples, the handbook."""
    files = sorted((ROOT / "tests/corpus").glob("*/*/*.regel"))
    files += sorted((ROOT / "tests/explanations").glob("*.regel"))
    files += sorted((ROOT / "tests/samples").glob("*.regel"))
    files += sorted((ROOT / "regulations").glob("*/*.regel"))
    written = [file.read_text(encoding="utf-8", errors="replace") for file in files]
    pages = sorted((ROOT / "docs/handbok").glob("*.md"))
    for page in pages:
        for block in re.findall(r"```\w*\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL):
            if "regelverk " in block[:400] and not block.lstrip().startswith(("$", "regelverk beräkna")):
                written.append(block)
    return tuple(text for text in written if len(text) < 20_000)


@cache
def good_texts() -> tuple[str, ...]:
    """Those that stand without errors, and short enough for every command."""
    files = sorted((ROOT / "tests/corpus").glob("*/good/*.regel"))
    files += sorted((ROOT / "tests/explanations").glob("*.regel"))
    return tuple(text for file in files if len(text := file.read_text(encoding="utf-8", errors="replace")) < 3_000)


@cache
def lines() -> tuple[str, ...]:
    return tuple(line for text in texts() for line in text.splitlines() if line.strip())


@cache
def words() -> tuple[str, ...]:
    grammar = (ROOT / "dsl/grammar.lark").read_text(encoding="utf-8")
    spoken = re.findall(r'"([^"\n]+)"', grammar)
    return tuple(sorted({*spoken, *(word for line in lines() for word in line.split())}))


_ODD = "\u00a0\u200b\u202e\ufeff\u0000\t\x0c\x1b´`’”“«»–—−×÷·…½¼²€ßẞıİ̈🏛\U0001f1f8\u2028\r#|()[]{},;:.\\/%&§\"'=<>+*~^"
_NUMBERS = (
    "0",
    "1",
    "2",
    "3",
    "7",
    "−1",
    "0,5",
    "1/3",
    "99 999",
    "1 000 000 000 000",
    "0,000 000 1",
    "24.300",
    "100 %",
)


def mangled(draw: random.Random, text: str, most: int) -> str:
    """The text with some changes, small and large."""
    for _ in range(draw.randint(1, most)):
        text = draw.choice(_CHANGES)(draw, text)
    return text


def _line_in(draw: random.Random, text: str) -> str:
    rows = text.split("\n")
    rows.insert(draw.randint(0, len(rows)), draw.choice(lines()))
    return "\n".join(rows)


def _line_out(draw: random.Random, text: str) -> str:
    rows = text.split("\n")
    del rows[draw.randrange(len(rows))]
    return "\n".join(rows)


def _line_moved(draw: random.Random, text: str) -> str:
    rows = text.split("\n")
    row = rows.pop(draw.randrange(len(rows)))
    rows.insert(draw.randint(0, len(rows)), row)
    return "\n".join(rows)


def _line_again(draw: random.Random, text: str) -> str:
    rows = text.split("\n")
    rows.insert(draw.randint(0, len(rows)), draw.choice(rows))
    return "\n".join(rows)


def _indented(draw: random.Random, text: str) -> str:
    rows = text.split("\n")
    at = draw.randrange(len(rows))
    rows[at] = " " * draw.choice((0, 1, 3, 4, 8, 12)) + rows[at].strip()
    return "\n".join(rows)


def _shuffled(draw: random.Random, text: str) -> str:
    rows = text.split("\n")
    start = draw.randrange(len(rows))
    some = rows[start : start + draw.randint(2, 8)]
    draw.shuffle(some)
    rows[start : start + len(some)] = some
    return "\n".join(rows)


def _cut(draw: random.Random, text: str) -> str:
    return text[: draw.randint(0, len(text))]


def _joined(draw: random.Random, text: str) -> str:
    other = draw.choice(texts()).split("\n")
    start = draw.randrange(len(other))
    return text + "\n" + "\n".join(other[start : start + draw.randint(1, 30)])


def _word_swapped(draw: random.Random, text: str) -> str:
    """One word for another of the text, or of any text."""
    found = list(re.finditer(r"[^\s]+", text))
    if not found:
        return text
    old = draw.choice(found)
    new = draw.choice(found).group() if draw.random() < 0.6 else draw.choice(words())
    return text[: old.start()] + new + text[old.end() :]


def _number_swapped(draw: random.Random, text: str) -> str:
    found = list(re.finditer(r"\d[\d ]*(?:,\d+)?", text))
    if not found:
        return text
    old = draw.choice(found)
    return f"{text[: old.start()]}{draw.choice(_NUMBERS)}{' ' if old.group().endswith(' ') else ''}{text[old.end() :]}"


def _sign_in(draw: random.Random, text: str) -> str:
    at = draw.randint(0, len(text))
    return text[:at] + draw.choice(_ODD) + text[at:]


def _sign_out(draw: random.Random, text: str) -> str:
    at = draw.randint(0, len(text))
    return text[:at] + text[at + 1 :]


_CHANGES: tuple[Callable[[random.Random, str], str], ...] = (
    *(_line_in, _line_out, _line_moved, _line_again, _indented, _shuffled, _joined, _cut, _sign_in, _sign_out),
    *(_word_swapped, _word_swapped, _word_swapped, _number_swapped, _number_swapped, _number_swapped),
)
_GENTLE = (*(_number_swapped,) * 6, _word_swapped, _word_swapped, _line_out, _line_again, _line_moved)


def text_of(draw: random.Random) -> str:
    """A rule text: a good one gently changed as often as not, else anything."""
    kind = draw.random()
    if kind < 0.2:
        return draw.choice(good_texts())
    if kind < 0.75:
        text = draw.choice(good_texts())
        for _ in range(draw.choice((1, 1, 1, 2, 3))):
            text = draw.choice(_GENTLE)(draw, text)
        return text
    if kind < 0.92:
        return mangled(draw, draw.choice(texts()), 6)
    if kind < 0.97:
        return 'regelverk "X"\n\n' + "\n".join(
            " " * draw.choice((0, 4, 4, 8)) + " ".join(draw.choices(words(), k=draw.randint(1, 9)))
            for _ in range(draw.randint(0, 20))
        )
    return "".join(draw.choices(_ODD + "abcåäö 0123\n", k=draw.randint(0, 200)))


# -- files ---------------------------------------------------------------------------------------

_VALUES = (
    *_NUMBERS,
    "",
    "ja",
    "nej",
    "A",
    "B",
    "2024-02-29",
    "2024-13-01",
    "x" * 300,
    "Summa",
    "–",
    "1e5",
    "NaN",
    '"',
    ";",
)


def data_of(draw: random.Random, text: str) -> tuple[str, bytes]:
    """A name and bytes: a table of what the text declares, or anything."""
    concepts = re.findall(r"^    ([a-zåäö ]+?)(?: \(.*)?\n((?:        .*\n)+)", text, re.MULTILINE)
    declared = [
        (name, re.findall(r"^        ([^\s:(][^:(\n]*?)(?: \([^)]*\))?:", body, re.MULTILINE))
        for name, body in concepts
    ]
    declared = [(name, attributes) for name, attributes in declared if attributes]
    if declared and draw.random() < 0.7:
        name, attributes = draw.choice(declared)
        head = [name, *attributes]
        rows = [[label, *(draw.choice(_VALUES[:18]) for _ in attributes)] for label in "ABC"[: draw.randint(0, 3)]]
        if draw.random() < 0.3:
            return "data.json", json.dumps({name: [dict(zip(head, row, strict=True)) for row in rows]}).encode()
        mark = draw.choice(",;\t")
        return "data.csv", "\n".join(
            mark.join(f'"{cell}"' if mark in cell else cell for cell in row) for row in [head, *rows]
        ).encode()
    kind = draw.random()
    if kind < 0.4:
        mark = draw.choice(",;\t|")
        rows = [
            mark.join(draw.choices((*_VALUES, *words()[:400]), k=draw.randint(0, 5))) for _ in range(draw.randint(0, 6))
        ]
        return "data.csv", "\n".join(rows).encode("utf-8" if draw.random() < 0.8 else "utf-16")
    if kind < 0.7:
        return "data.json", json.dumps(_json(draw, 3), ensure_ascii=draw.random() < 0.5).encode()[
            : draw.choice((None, None, 40))
        ]
    return draw.choice(("data.csv", "data.json", "data.xlsx", "data.zip", "data.ods", "data")), draw.randbytes(
        draw.randint(0, 200)
    )


def _json(draw: random.Random, deep: int) -> object:
    kind = draw.random()
    if deep and kind < 0.35:
        return {draw.choice(words()): _json(draw, deep - 1) for _ in range(draw.randint(0, 4))}
    if deep and kind < 0.6:
        return [_json(draw, deep - 1) for _ in range(draw.randint(0, 4))]
    return draw.choice((None, True, False, 0, -1, 10**30, 1.5, 1e300, "", *_VALUES, *words()[:50]))


_VOTES = (
    "parti;röster\nA;{}\nB;{}\nC;{}\n",
    "valkrets;parti;röster\nNorr;A;{}\nNorr;B;{}\nSöder;A;{}\n",
    "parti,mandat\nA,{}\nB,{}\nC,{}\n",
    "valkrets,fasta mandat\nNorr,{}\nSöder,{}\nÖster,{}\n",
)


def votes_of(draw: random.Random) -> str:
    text = draw.choice(_VOTES).format(
        *(draw.choice(("0", "1", "10", "10", "999", "100 000", "x", "")) for _ in range(3))
    )
    return mangled(draw, text, 2) if draw.random() < 0.5 else text


# -- commands ------------------------------------------------------------------------------------


def commands_of(draw: random.Random, folder: Path) -> Iterator[tuple[str, ...]]:
    """Every command on the files in the folder, with options at random; files that it writes are in the folder too."""
    rules, other, data = str(folder / "a.regel"), str(folder / "b.regel"), str(next(folder.glob("data*")))
    names = re.findall(r"[\wåäö-]+(?: [\wåäö-]+)?", (folder / "a.regel").read_text(encoding="utf-8", errors="replace"))
    name = draw.choice(names) if names else "något"
    values = re.findall(
        r"\b([\wåäö-]+) (?:\([^)]*\) )?är\b", (folder / "a.regel").read_text(encoding="utf-8", errors="replace")
    )
    value = draw.choice(values) if values and draw.random() < 0.8 else name
    given = draw.choice(([], [], ["--data", data]))
    when = draw.choice(
        (
            [],
            [],
            ["--år", draw.choice(("2027", "2024", "1", "0", "10000", "x"))],
            ["--datum", draw.choice(("2027-04-01", "2024-02-29", "2023-02-29", "igår"))],
        )
    )
    year = when if "--datum" not in when else []
    table = draw.choice(([], ["--format", "json"], ["--format", "csv"]))
    plain = draw.choice(([], ["--format", "json"]))
    soon = ["--tid", draw.choice(("0", "0,5", "1", "-1", "x")) if draw.random() < 0.3 else "1"]
    section = draw.choice(([], [], ["--avsnitt", draw.choice(("1", "avsnitt 1", "§ 1", "§ 2", name))]))
    row = ["--för", draw.choice(("A", "B", "a", name))]
    yield ("kontrollera", rules, *plain)
    yield ("formatera", "--kontrollera", rules)
    yield ("visa", rules, *draw.choice(([], ["1"], ["§ 1"], [name])))
    yield ("beräkna", rules, *given, *when, *table)
    yield ("beräkna", rules, *given, *when, "--saknas")
    yield ("beräkna", rules, *given, *when, "--akt", str(folder / "akt.json"))
    yield ("verifiera", draw.choice((str(folder / "akt.json"), data)), *draw.choice(([], [rules])), *plain)
    yield ("förklara", rules, value, *given, *when, *plain, *draw.choice(([], row)))
    yield ("prova", rules, *draw.choice(([], ["--format", "json"], ["--format", "junit"])))
    yield (
        "prova",
        rules,
        "--täckning",
        *draw.choice(([], ["--minst", "50"], ["--format", "json"], ["--format", "junit"], ["--format", "html"])),
    )
    yield ("normer", rules, *given, *when, *table, *draw.choice(([], [], row)))
    yield ("årshjul", rules, *given, *year, *table)
    yield ("tolkningar", rules, *given, *when)
    yield ("källa", "kontrollera", rules)
    yield ("källa", "täckning", rules, *plain)
    yield (
        "mandat",
        str(folder / "votes.csv"),
        "--val",
        draw.choice(("kommun", "region", "riksdag", "kyrkan")),
        "--mandat",
        draw.choice(("1", "5", "31", "0", "-1", "100000")),
        *draw.choice(([], ["--år", "2022"], ["--spärr", "2%"], ["--lott", "A"])),
        *table,
    )
    yield (
        "beräkna",
        rules,
        "--valresultat",
        str(folder / "votes.csv"),
        "--val",
        "kommun",
        "--mandat",
        "31",
        *given,
        *when,
    )
    yield ("gränsfall", rules, *soon, *section, *plain)
    yield ("mutera", rules, *soon, *section, *draw.choice(([], ["--format", "json"], ["--format", "junit"])))
    yield ("bevisa", rules, *soon, *draw.choice(([], ["--format", "json"], ["--format", "junit"])))
    yield (
        "jämför",
        other,
        rules,
        *soon,
        *given,
        *when,
        *draw.choice(([], ["--format", "json"], ["--format", "csv"], ["--format", "html"])),
    )
    yield ("formatera", other)


def written(draw: random.Random, folder: Path) -> None:
    """The files of one text."""
    text = text_of(draw)
    raw = text.encode("utf-8", errors="surrogatepass")
    if draw.random() < 0.03:
        raw = draw.choice(
            (text.encode("utf-16"), text.encode("latin-1", errors="replace"), b"\xff" + raw, raw + b"\xc3")
        )
    (folder / "a.regel").write_bytes(raw)
    other = draw.choice(_GENTLE)(draw, text) if draw.random() < 0.8 else text_of(draw)
    (folder / "b.regel").write_bytes(other.encode("utf-8", errors="surrogatepass"))
    name, content = data_of(draw, text)
    (folder / name).write_bytes(content)
    (folder / "votes.csv").write_text(votes_of(draw), encoding="utf-8")


def faults_of(one: Ran) -> list[str]:
    """What is wrong with how a command ended, in words for developers."""
    found = []
    if one.fault is not None:
        return [one.fault.rstrip().splitlines()[-1] + "\n" + one.fault]
    if one.code not in ((0, 1, 2, 3, 4) if one.arguments[0] == "jämför" else (0, 1, 2)):
        found.append(f"exit code {one.code}")
    said = one.remarks if one.code else ""
    english = _ENGLISH.search(re.sub(r"”[^”]*”", "", said))
    if english is not None and not any(english.group() in argument for argument in one.arguments):
        found.append(f"in English: {english.group()}")
    if one.code and not (one.remarks.strip() or one.answer.strip()):
        found.append("an exit code and not a word")
    # A word of the text may be `--format` too, and then stand last.
    form = dict(zip(one.arguments, one.arguments[1:], strict=False)).get("--format", "text")
    if form == "json" and one.answer.strip():
        try:
            json.loads(one.answer)
        except ValueError as error:
            found.append(f"no JSON: {error}")
    if form == "junit" and one.answer.strip():
        found += _junit(one)
    return found


def _junit(one: Ran) -> list[str]:
    try:
        whole = ElementTree.fromstring(one.answer)
    except ElementTree.ParseError as error:
        return [f"no XML: {error}"]
    failing = next(whole.iter("failure"), None) is not None or next(whole.iter("error"), None) is not None
    if failing != bool(one.code):
        return [f"JUnit and exit code do not agree: {one.code}"]
    return []


def tried(seed: int, share: float = 1.0, only: str | None = None) -> Iterator[Ran]:
    """One text through the commands. share: of the commands, at random."""
    draw = random.Random(seed)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        written(draw, folder)
        for arguments in list(commands_of(draw, folder)):
            if draw.random() < share and only in (None, arguments[0]):
                yield ran(*arguments)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--texts", type=int, default=200)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--share", type=float, default=1.0)
    parser.add_argument("--only")
    asked = parser.parse_args(arguments)
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    count = Counted()
    for seed in range(asked.seed, asked.seed + asked.texts):
        try:
            for one in tried(seed, asked.share, asked.only):
                count.take(seed, one)
        except KeyboardInterrupt:
            break
        count.texts += 1
        if count.texts % 100 == 0:
            print(count.told(), file=sys.stderr, flush=True)
    print(count.told())
    return int(bool(count.failing))


@attrs.define
class Counted:
    """clean: texts without errors; kinds: faults by kind, of which the first two are shown."""

    texts: int = 0
    clean: int = 0
    runs: int = 0
    failing: int = 0
    slowest: float = 0.0
    kinds: dict[str, int] = attrs.field(factory=dict)

    def take(self, seed: int, one: Ran) -> None:
        self.runs += 1
        self.slowest = max(self.slowest, one.seconds)
        self.clean += one.arguments[0] == "kontrollera" and one.code == 0
        for fault in faults_of(one):
            self.failing += 1
            kind = fault.splitlines()[0] + (fault.rstrip().splitlines()[-3] if one.fault else "")
            self.kinds[kind] = self.kinds.get(kind, 0) + 1
            if self.kinds[kind] <= 2:
                told = f"seed {seed}: {' '.join(one.arguments)} ({one.seconds:.1f} s)"
                print(f"{told}\n{fault}\n{one.remarks[:600]}", flush=True)

    def told(self) -> str:
        return (
            f"{self.texts} texts, {self.clean} without errors, {self.runs} commands, {self.failing} wrong; "
            f"the slowest took {self.slowest:.1f} s"
        )


if __name__ == "__main__":
    sys.exit(main())
