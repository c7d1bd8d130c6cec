"""The norms of a regulation as people and programs read them: an outline by bearer and modality, JSON, CSV.

What each norm says stands in its own words, its section to the right; where there are data, which rows it allows,
forbids or leaves to somebody's judgement. What nobody is pointed out to see to is listed last.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby

from interpreter.outcomes import Known, Outcome, Status
from workbench.norms.outline import Bearer, Kind, Norms, Told
from workbench.page.page import Block, Heading, Item, Items, Page, Part, Run, Sentence, plain, strong
from workbench.page.page import heading as page_heading
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

_WIDEST = 100
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


def page(norms: Norms, *, whole: bool = True) -> Page:
    """whole: all the norms are here, so that what nobody is pointed out for is listed too."""
    title = heading(norms.title, norms.year, norms.day)
    under = (plain(norms.authority),) if norms.authority else ()
    parts: list[Part] = [(Heading(1, strong(title), under=under),)]
    if not norms.told:
        nothing = "Regelverket säger inte att någon ska, får eller har rätt till något."
        parts.append((Sentence(plain(nothing), whole=True),))
    outline = _Outline(norms)
    parts += [tuple(outline.bearer(bearer)) for bearer in norms.bearers]
    things = [one for one in norms.told if one.unassigned]
    if whole and things:
        parts.append(tuple(outline.unassigned(things)))
    if outline.amendments:
        parts.append(tuple(outline.notes()))
    return Page(title, tuple(parts), _WIDEST)


class _Outline:
    """Tells norms with their sections."""

    def __init__(self, norms: Norms) -> None:
        # The amendments that sections come from, told below all norms.
        self.amendments = list(dict.fromkeys(filter(None, (one.norm.section.amended_by for one in norms.told))))
        # A decision that several norms make together is told with the first of them.
        self.first_of = {one.norm.decision: one for one in reversed(norms.told)}

    def bearer(self, bearer: Bearer) -> Iterator[Block]:
        yield page_heading(2, capital(bearer.shown))
        for modality, told in groupby(bearer.told, lambda one: one.norm.modality):
            yield Heading(3, (Run(modality, "name"),), depth=1)
            yield Items(tuple(item for one in told for item in self.norm(one)))

    def norm(self, told: Told) -> Iterator[Item]:
        yield Item(plain(told.norm.content), aside=self.section(told), depth=2)
        if told.norm.reading is not None:
            yield Item(plain(f"enligt läsningen ”{told.norm.reading[1]}” av {told.norm.reading[0]}"), depth=3)
        for line in told.lines:
            for depth, text in line.texts:
                yield Item(plain(text.replace('"', "”")), depth=3 + depth, hang=1)
        if told.outcomes and self.first_of.get(told.norm.decision) is told:
            yield from self.rulings(told)

    def rulings(self, told: Told) -> Iterator[Item]:
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
            yield Item(plain(f"→ {word}: {whom}" if any(names) else f"→ {word}"), depth=3, hang=1)

    def unassigned(self, things: Sequence[Told]) -> Iterator[Block]:
        yield page_heading(2, "Ingen utpekad ansvarig")
        sentence = "Det här sägs om saker. Regelverket säger inte vem som ska se till att det följs."
        yield Sentence(plain(sentence), depth=1)
        said = ((f"{one.norm.node.bearer.text} {one.norm.modality} ”{one.norm.content}”", one) for one in things)
        yield Items(tuple(Item(plain(text), aside=self.section(one), depth=2) for text, one in said))

    def section(self, told: Told) -> str:
        """`§ 3`, `§ 3 [1]` where an amendment has changed it."""
        where = told.norm.section
        amended = "" if where.amended_by is None else f" [{self.amendments.index(where.amended_by) + 1}]"
        return where.label + amended

    def notes(self) -> Iterator[Sentence]:
        for at, title in enumerate(self.amendments):
            yield Sentence(plain(f"[{at + 1}] Lydelse enligt ”{title}”."), hang=2)


def _rank(told: Told, word: str) -> int:
    """Where it stands among the ways it may turn out: yes, no, and then what most needs somebody to act."""
    return [*told.words, *(STATUS_WORDS[one] for one in _REASONS)].index(word)
