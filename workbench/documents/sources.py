"""Source documents and their registers as people and programs read them: what differs, and what the rules carry.

Takes what `interpreter.sources` found, and the texts of the rule files, to quote the lines to look at.
"""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import groupby
from pathlib import PurePath
from typing import Any, assert_never

import attrs

from interpreter.sources.carrying import carried
from interpreter.sources.comparing import Difference
from interpreter.sources.coverage import GROUPS, Coverage, Line
from interpreter.sources.marks import Mark
from interpreter.sources.places import Stretch
from interpreter.sources.register import SPELLED, Register
from workbench.page.page import (
    Block,
    Cell,
    Column,
    Heading,
    Item,
    Items,
    Page,
    Part,
    Quote,
    QuoteLine,
    Run,
    Sentence,
    Table,
    Word,
    heading,
    plain,
    strong,
)
from workbench.page.terminal import visible
from workbench.values.words import listed

_HEADINGS = ("beräknade", "bedömda", "normerade", "i text", "upplysande", "summa")
_QUOTED = 70
_NAMED = 12


@attrs.frozen(eq=False)
class Rules:
    """What the rule files say of their sources. texts: file -> its text."""

    marks: tuple[Mark, ...]
    labels: tuple[str, ...]
    texts: Mapping[str, str]


@attrs.frozen(eq=False)
class Told:
    """A difference, and the marks in the rules to look at."""

    difference: Difference
    marks: tuple[Mark, ...]


def told(differences: Sequence[Difference], register: Register, rules: Rules) -> tuple[Told, ...]:
    """Each with the rules that carry what it is about; of a heading, those that carry what follows it."""
    sentences = register.sentences
    bearing = carried([entry.place for entry in sentences], rules.marks)

    found: list[tuple[Mark, ...]] = [()]
    for entry, one in zip(reversed(sentences), reversed(bearing), strict=True):
        # A heading without marks of its own stands for what follows it.
        own = one.marks or one.notes
        found.append(own if own or entry.role != "heading" else found[-1])
    found.reverse()
    return tuple(Told(one, found[one.old or 0]) for one in differences)


def unit_of(document: str | None) -> str:
    """What places count in a document of this name: `rad` in text files, `mening` in others."""
    return "rad" if PurePath(document or "").suffix.lower() == ".txt" else "mening"


# -- what differs --------------------------------------------------------------------------------


def differences_page(told: Sequence[Told], register: Register, document: str, rules: Rules) -> Page:
    title = f"{document} mot registret"
    if not told:
        same = f"{document} stämmer med registret: {counts(register)}."
        return Page(title, ((Sentence(plain(same), whole=True),),))
    unit = unit_of(register.document)
    blocks = tuple(block for group in _grouped(told) for block in _difference(group, unit, rules))
    return Page(title, (blocks, (Sentence(plain(_summary(told)), whole=True),)))


def counts(register: Register) -> str:
    """`96 meningar och 30 rubriker`."""
    headings = sum(entry.role == "heading" for entry in register.entries)
    named = "1 rubrik" if headings == 1 else f"{headings} rubriker"
    return f"{sentence_count(len(register.sentences) - headings)} och {named}"


def _grouped(told: Sequence[Told]) -> Iterator[list[Told]]:
    """Sentences that have moved equally far belong together; any other difference is by itself."""
    numbered = enumerate(told)
    for _, group in groupby(numbered, key=lambda pair: _shift(pair[1].difference) or f"{pair[0]}"):
        yield [one for _, one in group]


def _shift(one: Difference) -> int | None:
    if one.what != "moved" or one.before is None or one.after is None:
        return None
    return one.after.first - one.before.first or None


def _difference(group: Sequence[Told], unit: str, rules: Rules) -> Iterator[Block]:
    first, last = group[0].difference, group[-1].difference
    if len(group) > 1 and first.before and first.after and last.before and last.after:
        before = Stretch(first.before.first, last.before.last).text
        after = Stretch(first.after.first, last.after.last).text
        yield _head("flyttade", f"{unit} {before} → {unit} {after}: {len(group)} meningar i följd")
        yield Sentence(plain("Märkena i reglerna ska flyttas lika långt."), depth=1)
        return
    yield _head(*_words(first, unit))
    if first.text is not None:
        yield Sentence(plain(f"”{_cut(first.text)}”"), depth=1)
    marks = group[0].marks
    if not marks:
        none = "Ingen regel bär den." if first.what != "new" else "Ingen regel finns i närheten."
        yield Sentence(plain(none), depth=1)
    if marks and first.what == "new":
        yield Sentence(plain("Närmaste regler:"), depth=1)
    for mark in marks:
        section = f"  {mark.section}" if mark.section else ""
        yield Sentence(plain(f"{mark.span.file}:{mark.span.line}{section}"), depth=1)
        yield Quote((QuoteLine((Word(_quoted(mark, rules)),)),), depth=3, marked=False)


def _words(one: Difference, unit: str) -> tuple[str, str]:
    before = "" if one.before is None else f"{unit} {one.before.text}"
    after = "" if one.after is None else f"{unit} {one.after.text}"
    match one.what:
        case "moved":
            return "flyttad", f"{before} → {after}"
        case "changed":
            return "ändrad", before if before == after else f"{before}, nu {after}"
        case "gone":
            return "borta", before
        case "new":
            return "ny", after
        case _:
            assert_never(one.what)


def _head(word: str, where: str) -> Heading:
    return Heading(2, (*strong(word), *plain(f"  {where}")))


def _quoted(mark: Mark, rules: Rules) -> str:
    """The line of the rule file, without its source mark."""
    line = rules.texts[mark.span.file].split("\n")[mark.span.line - 1].strip()
    before, bracket, rest = line.rpartition("[")
    return visible(_cut(before.rstrip() if bracket and rest.endswith("]") else line))


def _cut(text: str) -> str:
    return visible(text if len(text) <= _QUOTED else text[: _QUOTED - 1].rstrip() + "…")


def _summary(told: Sequence[Told]) -> str:
    what = [one.difference.what for one in told]
    one = {"changed": "ändrad", "new": "ny", "gone": "borta", "moved": "flyttad"}
    many = {"changed": "ändrade", "new": "nya", "gone": "borta", "moved": "flyttade"}
    counted = [(kind, what.count(kind)) for kind in many if kind in what]
    parts = [f"{count} {(one if count == 1 else many)[kind]}" for kind, count in counted]
    return f"{listed(parts, 'och')}."


def differences_json(told: Sequence[Told], register: Register, document: str, rules: Rules) -> str:
    found = [
        {
            "what": one.difference.what,
            "before": one.difference.before.text if one.difference.before else None,
            "after": one.difference.after.text if one.difference.after else None,
            "text": one.difference.text,
            "rules": [_mark_json(mark, rules) for mark in one.marks],
        }
        for one in told
    ]
    return _json({"register": register.document, "document": document, "differences": found})


def _mark_json(mark: Mark, rules: Rules) -> dict[str, Any]:
    return {
        "file": mark.span.file,
        "line": mark.span.line,
        "section": mark.section,
        "mark": mark.text,
        "statement": _quoted(mark, rules),
    }


# -- what is carried -----------------------------------------------------------------------------


def coverage_page(coverage: Coverage, register: Register) -> Page:
    title = f"{register.document}: {counts(register)}"
    parts: list[Part] = [(heading(1, title),), (_table(coverage),)]
    if coverage.uncarried:
        head = Heading(2, (Run(f"{sentence_count(len(coverage.uncarried))} bärs av inget:", "bad", strong=True),))
        lines = _uncarried(coverage, unit_of(register.document))
        parts.append((head, Items(tuple(Item(plain(line), depth=1, hang=1) for line in lines))))
    else:
        parts.append((Sentence(plain("Varje mening bärs av minst en regel eller text."), whole=True),))
    return Page(title, tuple(parts))


def _table(coverage: Coverage) -> Table:
    rows = [(*numbers, sum(numbers)) for _, numbers in coverage.sections]
    columns = tuple(
        Column(
            heading,
            tuple(_number(row[at], shown=at == len(GROUPS)) for row in rows),
            total=_number(sum(row[at] for row in rows), shown=at == len(GROUPS)),
        )
        for at, heading in enumerate(_HEADINGS)
    )
    names = tuple("huvudet" if label is None else label for label, _ in coverage.sections)
    return Table("avsnitt", names, columns, "summa")


def _number(number: int, *, shown: bool) -> Cell:
    """shown: also where it is none."""
    return Cell(str(number) if number or shown else "", Fraction(number))


def _uncarried(coverage: Coverage, unit: str) -> Iterator[str]:
    """Where each sentence is that nothing carries, and between which sections."""
    before = _nearest(coverage.lines)
    after = _nearest(coverage.lines[::-1])[::-1]
    lacking = set(map(id, coverage.uncarried))
    for line, *around in zip(coverage.lines, before, after, strict=True):
        if id(line) not in lacking:
            continue
        known = list(dict.fromkeys(visible(section) for section in around if section is not None))
        near = f", {'mellan' if len(known) > 1 else 'i'} {listed(known, 'och')}" if known else ""
        notes = ""
        if line.carried.notes:
            mark = line.carried.notes[0]
            how = "bara en del bärs" if mark.kinds else "nämns i en anmärkning"
            notes = f"; {how}, på rad {mark.span.line} i {visible(PurePath(mark.span.file).name)}"
        yield f"{unit} {line.entry.place.text}{near}{notes}"


def _nearest(lines: Sequence[Line]) -> list[str | None]:
    """For each line the section of the last carried sentence so far."""
    found: list[str | None] = []
    section = None
    for line in lines:
        section = section if line.group is None else line.section or "huvudet"
        found.append(section)
    return found


def sentence_count(count: int) -> str:
    """`1 mening`, `12 meningar`."""
    return "1 mening" if count == 1 else f"{count} meningar"


def unmatched_remark(coverage: Coverage) -> str | None:
    """The marks that point at nothing in the document; None where there are none."""
    if not coverage.unmatched:
        return None
    named = [f"[{mark.text}] på rad {mark.span.line} i {PurePath(mark.span.file).name}" for mark in coverage.unmatched]
    more = f" och {len(named) - _NAMED} till" if len(named) > _NAMED else ""
    return visible(f"Observera: det finns ingen mening vid {', '.join(named[:_NAMED])}{more}.")


def coverage_json(coverage: Coverage, register: Register, rules: Rules) -> str:
    return _json(
        {
            "document": register.document,
            "sections": [
                {"section": label, **dict(zip(GROUPS, numbers, strict=True))} for label, numbers in coverage.sections
            ],
            "headings": coverage.headings,
            "noise": coverage.noise,
            "uncarried": [line.entry.place.text for line in coverage.uncarried],
            "unmatched": [_mark_json(mark, rules) for mark in coverage.unmatched],
            "sentences": [
                {
                    "place": line.entry.place.text,
                    "hash": line.entry.hash,
                    "heading": line.entry.role == "heading",
                    "group": line.group,
                    "section": line.section,
                    "kinds": [kind for kind in SPELLED if any(kind in mark.kinds for mark in line.carried.marks)],
                    "rules": [_mark_json(mark, rules) for mark in line.carried.marks],
                }
                for line in coverage.lines
            ],
        }
    )


def _json(whole: dict[str, Any]) -> str:
    import json

    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"
