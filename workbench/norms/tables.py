"""The norms of a regulation as people and programs read them: an outline by bearer and modality, JSON, CSV.

What each norm says stands in its own words, its section to the right; where there are data, which rows it allows,
forbids or leaves to somebody's judgement. What nobody is pointed out to see to is listed last.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby

from interpreter.outcomes import Known, Outcome, Status
from workbench.norms.outline import Bearer, Kind, Norms, Told
from workbench.page.look import Look
from workbench.page.terminal import coloured, hold_together, left, plain_spaces, visible, width, wrap
from workbench.values.computed import STATUS_WORDS, heading, status
from workbench.values.words import capital, count, first_of

FIELDS = (
    "bearer",
    "modality",
    "content",
    "condition",
    "compliance",
    "amount",
    "extent",
    "deadline",
    "occasion",
    "limit",
    "basis",
    "section",
    "unassigned",
    "outcomes",
)
_REASONS: tuple[Status, ...] = ("judgement", "missing", "conflict", "undefined", "unregulated", "not_applicable")
_KINDS: tuple[Kind, ...] = ("condition", "compliance", "amount", "extent", "deadline", "occasion", "limit", "basis")

_STEP = 2
_GAP = "  "
_WIDEST = 100
_WIDEST_SECTION = 26
_NAMED = 8


# -- for programs --------------------------------------------------------------------------------


def as_json(norms: Norms) -> str:
    import json

    whole = {
        "regulation": norms.title,
        "year": norms.year,
        "norms": [_record(one) for one in norms.told],
    }
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def _record(told: Told) -> dict[str, object]:
    norm = told.norm
    return {
        "bearer": norm.bearer,
        "modality": norm.modality,
        "content": norm.content,
        **{kind: [line.one for line in told.of(kind)] for kind in _KINDS},
        "section": norm.section.label,
        "unassigned": told.unassigned,
        "outcomes": [
            {"name": label, "status": status(outcome), "shown": ruling(told, outcome)}
            for label, outcome in told.outcomes
        ],
    }


def as_csv(norms: Norms) -> str:
    """One line for each norm; several of a kind are parted by ` | `."""
    import csv
    import io

    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(FIELDS)
    for told in norms.told:
        record = _record(told)
        record["unassigned"] = "ja" if told.unassigned else "nej"
        record["outcomes"] = [
            f"{label}: {ruling(told, outcome)}" if label is not None else ruling(told, outcome)
            for label, outcome in told.outcomes
        ]
        writer.writerow([" | ".join(cell) if isinstance(cell := record[field], list) else cell for field in FIELDS])
    return text.getvalue()


def ruling(told: Told, outcome: Outcome) -> str:
    """`får inte`, `uppfyllt`, `kräver bedömning`."""
    if isinstance(outcome, Known):
        return told.words[0 if outcome.value else 1]
    return STATUS_WORDS[status(outcome)]


# -- for people ----------------------------------------------------------------------------------


def as_text(norms: Norms, look: Look, *, whole: bool = True) -> str:
    """Ends with a line break. whole: all the norms are here, so that what nobody is pointed out for is listed too."""
    lines = [coloured(visible(heading(norms.title, norms.year, norms.day)), ("bold",), look.colour)]
    if norms.authority:
        lines.append(visible(norms.authority))
    if not norms.told:
        lines += ["", "Regelverket säger inte att någon ska, får eller har rätt till något."]
    outline = _Outline(norms, look)
    for bearer in norms.bearers:
        lines += ["", *outline.bearer(bearer)]
    things = [one for one in norms.told if one.unassigned]
    if whole and things:
        lines += ["", *outline.unassigned(things)]
    if outline.amendments:
        lines += ["", *outline.notes()]
    return plain_spaces("\n".join(line.rstrip() for line in lines)) + "\n"


class _Outline:
    """Lays norms out with their sections in a column to the right."""

    def __init__(self, norms: Norms, look: Look) -> None:
        self.look = look
        # The amendments that sections come from, told below all norms.
        self.amendments = list(dict.fromkeys(filter(None, (one.norm.section.amended_by for one in norms.told))))
        sections = [width(word) for one in norms.told for word in wrap(self.section(one), _WIDEST_SECTION)]
        self.right = max(sections, default=0)
        self.page = min(look.columns, _WIDEST)
        self.room = self.page - self.right - len(_GAP)
        # A decision that several norms make together is told with the first of them.
        self.first_of = {one.norm.decision: one for one in reversed(norms.told)}

    def bearer(self, bearer: Bearer) -> Iterator[str]:
        yield coloured(capital(visible(bearer.shown)), ("bold",), self.look.colour)
        for modality, told in groupby(bearer.told, lambda one: one.norm.modality):
            yield " " * _STEP + coloured(modality, ("blue",), self.look.colour)
            for one in told:
                yield from self.norm(one)

    def norm(self, told: Told) -> Iterator[str]:
        yield from self.beside(2 * _STEP, visible(told.norm.content), self.section(told))
        if told.norm.reading is not None:
            yield from self.below(3 * _STEP, f"enligt läsningen ”{told.norm.reading[1]}” av {told.norm.reading[0]}")
        for line in told.lines:
            for depth, text in line.texts:
                yield from self.below((3 + depth) * _STEP, text.replace('"', "”"), hang=2)
        if told.outcomes and self.first_of.get(told.norm.decision) is told:
            yield from self.rulings(told)

    def rulings(self, told: Told) -> Iterator[str]:
        """`→ får inte: K2 och K5`, one line for each way it turned out; what does not apply is only counted."""
        grouped: dict[str, list[str]] = {}
        for label, outcome in told.outcomes:
            grouped.setdefault(ruling(told, outcome), []).append(label or "")
        for word, names in sorted(grouped.items(), key=lambda item: _rank(told, item[0])):
            whom = first_of(names, _NAMED)
            if len(names) == len(told.outcomes) > 1:
                whom = f"alla {count(len(names))}"
            elif word == STATUS_WORDS["not_applicable"]:
                whom = f"{count(len(names))} {'rad' if len(names) == 1 else 'rader'}"
            yield from self.below(3 * _STEP, f"→ {word}: {whom}" if any(names) else f"→ {word}", hang=2)

    def unassigned(self, things: Sequence[Told]) -> Iterator[str]:
        yield coloured("Ingen utpekad ansvarig", ("bold",), self.look.colour)
        sentence = "Det här sägs om saker. Regelverket säger inte vem som ska se till att det följs."
        yield from self.below(_STEP, sentence)
        for one in things:
            said = f"{one.norm.node.bearer.text} {one.norm.modality} ”{one.norm.content}”"
            yield from self.beside(2 * _STEP, visible(said), self.section(one))

    def section(self, told: Told) -> str:
        """`§ 3`, `§ 3 [1]` where an amendment has changed it."""
        where = told.norm.section
        amended = "" if where.amended_by is None else f" [{self.amendments.index(where.amended_by) + 1}]"
        return visible(where.label) + amended

    def notes(self) -> Iterator[str]:
        for at, title in enumerate(self.amendments):
            yield from self.below(0, f"[{at + 1}] Lydelse enligt ”{title}”.", hang=4)

    def beside(self, indent: int, text: str, section: str) -> Iterator[str]:
        """The text, wrapped, and to the right of its first lines the section."""
        texts = wrap(hold_together(text), max(self.room - indent, 20))
        sections = wrap(section, _WIDEST_SECTION)
        for at in range(max(len(texts), len(sections))):
            line = " " * indent + (texts[at] if at < len(texts) else "")
            right = sections[at] if at < len(sections) else ""
            yield left(line, self.room) + _GAP + coloured(right, ("dim",), self.look.colour) if right else line

    def below(self, indent: int, text: str, hang: int = 0) -> Iterator[str]:
        bullet = 2 if text.startswith("- ") else hang
        for at, line in enumerate(wrap(hold_together(visible(text)), max(self.page - indent - bullet, 20))):
            yield " " * (indent + (bullet if at else 0)) + line


def _rank(told: Told, word: str) -> int:
    """Where it stands among the ways it may turn out: yes, no, and then what most needs somebody to act."""
    return [*told.words, *(STATUS_WORDS[one] for one in _REASONS)].index(word)
