"""The register beside the rules: one row for each sentence of the document, without the sentence.

    dokument	plats	hash	slag	avsnitt	rad
    beslut.txt	108–110	9f2c41d07ab3e865	beräknad	avsnitt Beräkningsgrund	gruppramar.regel:132

Place and hash are the document's; kinds, sections and statements follow from the source marks of the rules and can be
made anew from them at any time. Lines that begin with `#` are kept; `# brus: 12–14` says which lines of the document
are layout and no text the next time it is read; from then on rows of the kind `brus` say so. Several kinds, sections or
statements are parted by `; `.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePath

import attrs

from dsl.text.files import shown
from interpreter.sources.carrying import carried
from interpreter.sources.marks import Kind, Mark
from interpreter.sources.places import Stretch, stretch
from interpreter.sources.problems import RegisterHeading, RegisterProblem, RegisterRow
from interpreter.sources.sentences import HASH_LENGTH, Role, Sentence

COLUMNS = ("dokument", "plats", "hash", "slag", "avsnitt", "rad")
# How each kind is spelled in the register, in the order in which they are told.
SPELLED: Mapping[Kind, str] = {
    "computed": "beräknad",
    "judged": "bedömd",
    "normed": "normerad",
    "provision": "bestämmelse",
    "routine": "rutin",
    "definition": "definition",
    "information": "upplysning",
    "decision": "beslut",
    "proposal": "förslag",
    "metadata": "metadata",
}
MOST_PROBLEMS = 50
_HEADING, _NOISE = "rubrik", "brus"
_KINDS: Mapping[str, Kind] = {spelled: kind for kind, spelled in SPELLED.items()}
_HASH = re.compile(rf"[0-9a-f]{{{HASH_LENGTH}}}")
_NOISE_LINE = re.compile(r"#\s*brus\s*:\s*(.+)", re.IGNORECASE)
_PART = "; "


@attrs.frozen
class Entry:
    """One row. role: a heading decides nothing and needs no statement; noise is layout.

    sections, statements: of the statements that carry it: `avsnitt 3.1.1`, `gruppramar.regel:132`
    """

    place: Stretch
    hash: str
    role: Role
    kinds: tuple[Kind, ...] = ()
    sections: tuple[str, ...] = ()
    statements: tuple[str, ...] = ()


@attrs.frozen
class Register:
    """The sentences of a decided document by their hashes. document: file name, or None before anything has been read;
    noise: lines that a comment says are layout.

    comments: the other lines that begin with `#`, as written
    """

    document: str | None = None
    entries: tuple[Entry, ...] = ()
    noise: tuple[Stretch, ...] = ()
    comments: tuple[str, ...] = ()

    @property
    def sentences(self) -> tuple[Entry, ...]:
        """Sentences and headings, in the order of the document."""
        return tuple(entry for entry in self.entries if entry.role != "noise")

    @property
    def noise_hashes(self) -> frozenset[str]:
        """The hashes of the sentences that are layout."""
        return frozenset(entry.hash for entry in self.entries if entry.role == "noise")


def made(
    document: str, sentences: Iterable[Sentence], comments: tuple[str, ...], marks: Sequence[Mark], folder: str
) -> Register:
    """A register from what was read."""
    entries = tuple(Entry(one.place, one.hash, one.role) for one in sentences)
    return refreshed(Register(document, entries, (), comments), marks, folder)


def refreshed(register: Register, marks: Sequence[Mark], folder: str) -> Register:
    """The register with kinds, sections and statements by the rules as they are now.

    folder: that of the register; rule files are named from there
    """
    carriers = carried([entry.place for entry in register.sentences], marks)
    bearing = {id(entry): one.marks for entry, one in zip(register.sentences, carriers, strict=True)}
    entries = tuple(_carried_by(entry, bearing.get(id(entry), ()), folder) for entry in register.entries)
    return attrs.evolve(register, entries=entries)


def _carried_by(entry: Entry, marks: Sequence[Mark], folder: str) -> Entry:
    kinds = {kind for mark in marks for kind in mark.kinds}
    return attrs.evolve(
        entry,
        kinds=tuple(kind for kind in SPELLED if kind in kinds) if entry.role == "sentence" else (),
        sections=tuple(dict.fromkeys(mark.section for mark in marks if mark.section is not None)),
        statements=tuple(dict.fromkeys(f"{_named(mark.span.file, folder)}:{mark.span.line}" for mark in marks)),
    )


def _named(file: str, folder: str) -> str:
    path = PurePath(file)
    return shown(path.relative_to(folder).as_posix() if path.is_relative_to(folder) else path.name)


# -- as text -------------------------------------------------------------------------------------


def register_text(register: Register) -> str:
    """Ends with a line break."""
    noise = ", ".join(one.text for one in register.noise)
    lines = [*register.comments, *([f"# brus: {noise}"] if noise else []), "\t".join(COLUMNS)]
    for entry in register.entries:
        kinds = _PART.join(SPELLED[kind] for kind in entry.kinds)
        role = {"sentence": kinds, "heading": _HEADING, "noise": _NOISE}[entry.role]
        cells = (
            register.document or "",
            entry.place.text,
            entry.hash,
            role,
            _PART.join(entry.sections),
            _PART.join(entry.statements),
        )
        lines.append("\t".join(" ".join(cell.split()) for cell in cells))
    return "\n".join(lines) + "\n"


def read_register(file: str, text: str) -> tuple[Register, tuple[RegisterProblem, ...]]:
    """What `register_text` wrote, after people have been at it. Empty with problems."""
    comments: list[str] = []
    noise: list[Stretch] = []
    entries: list[Entry] = []
    documents: dict[str, None] = {}
    problems: list[RegisterProblem] = []
    headed = False
    for row, line in enumerate(text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n"), start=1):
        if not line.strip() or len(problems) == MOST_PROBLEMS:
            continue
        if line.startswith("#"):
            match = _NOISE_LINE.fullmatch(line.strip())
            if match is None:
                comments.append(line)
                continue
            places = [stretch(part.strip()) for part in match[1].split(",")]
            problems += [RegisterRow(file, row, "place", match[1])] if None in places else []
            noise += [place for place in places if place is not None]
        elif not headed:
            headed = tuple(cell.strip() for cell in line.split("\t")) == COLUMNS
            if not headed:
                return Register(), (*problems, RegisterHeading(file, row))
        else:
            read = _entry(file, row, line, documents)
            if isinstance(read, Entry):
                entries.append(read)
            else:
                problems.append(read)
    if problems:
        return Register(), tuple(problems)
    return Register(next(iter(documents), None), tuple(entries), tuple(noise), tuple(comments)), ()


def _entry(file: str, row: int, line: str, documents: dict[str, None]) -> Entry | RegisterRow:
    cells = [cell.strip() for cell in line.split("\t")]
    # Editors drop the empty cells at the end of a row.
    cells += [""] * (len(COLUMNS) - len(cells))
    if len(cells) > len(COLUMNS):
        return RegisterRow(file, row, "columns", line)
    document, place, digest, kind, sections, statements = cells
    documents.setdefault(document)
    stands = stretch(place)
    if len(documents) > 1:
        return RegisterRow(file, row, "document", document)
    if stands is None:
        return RegisterRow(file, row, "place", place)
    if not _HASH.fullmatch(digest):
        return RegisterRow(file, row, "hash", digest)
    spelled = _parts(kind)
    if kind in (_HEADING, _NOISE):
        role: Role = "heading" if kind == _HEADING else "noise"
        return Entry(stands, digest, role, (), _parts(sections), _parts(statements))
    if any(one not in _KINDS for one in spelled):
        return RegisterRow(file, row, "kind", kind)
    kinds = tuple(_KINDS[one] for one in spelled)
    return Entry(stands, digest, "sentence", kinds, _parts(sections), _parts(statements))


def _parts(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split(_PART) if part)
