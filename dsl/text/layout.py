"""Physical lines become logical lines in a tree, by indentation.

Comments and source marks are cut off and kept, lines that go on are joined, typographic quotes become `"`.
Knows nothing of what a line says, but for the signs that layout itself is made of: `#`, `|`, `-`, `[…]`, quotes, commas
and the words that a line may go on with.
"""

import re
from bisect import bisect_right

import attrs

from dsl.frozen import frozen
from dsl.nodes import Trivia
from dsl.problems import Problem
from dsl.problems.lines import MarkNotHere
from dsl.problems.text import BadSourceMark, LineTooLong, NestedTooDeeply, TabIndentation, UnevenIndentation
from dsl.source import Source, Span

MAX_LINE = 10_000
MAX_LEVELS = 30
TAB = 4  # a tab, wrong as it is, goes to the next multiple of this: what is below it nests as it looks

_COMMENT = re.compile(r'[^"#]*(?:"[^"]*"[^"#]*)*(#.*)')
_MARK = re.compile(r"\d+[a-zåäö]?(?:\s*[-–]\s*\d+[a-zåäö]?)?")
# A minus right before what follows it begins a negative value: `−5 om …`, a row of a table.
_GOES_ON = re.compile(r"[+×/*]|−(?!\S)|(?:och|eller)(?=\s|$)")
_UNFINISHED = re.compile(r"(?:[,+−×/*]|\s(?:och|eller))$")
# Typographic quotes, also one that is paired with `"` or with nothing; inside `"…"` and in comments they stay.
_FANCY = re.compile(r'"[^"]*"|#.*|(?P<fancy>[“”„‟»«](?:[^"“”„‟»«]*["“”„‟»«])?|"[^"“”„‟»«]*[“”„‟»«])')
# The head of a promise: what is promised may stand below it.
_PROMISED = re.compile(r'kontroll *"[^"]*" *:')
_RULE = re.compile(r"(?:^|\s)är(?:\s|$)")
# What follows the verb of a condition, and is no name: `om mandaten är färre än 10`.
COMPARED = (
    r"(?:(?:färre|fler|mer|mindre|större|högre|lägre|längre|kortare|äldre|yngre|tidigare|senare) än"
    r"|minst|högst|lägst|tidigast|senast|inte|från|mellan|över|under)(?![\w-])"
)
# `om C är bidraget 0 kr`: a rule by itself, with its condition first.
CONDITION_FIRST = re.compile(
    rf"om (?P<when>.+) (?:är|blir|ska) (?!{COMPARED})(?P<name>[^\W\d][^\d\",:()]*?)(?: vara)? "
    r"(?P<value>(?:endast )?(?:\d|hälften av|halva|dubbla|en \w+del av|två tredjedelar av|tre fjärdedelar av|\().*)$"
)
# `om C lämnas inget bidrag`, which gives nothing in no unit.
NOTHING_FIRST = re.compile(
    r"(?:om|när|ifall|såvida) (?P<when>.+),? (?:så )?(?:lämnas|ges|utges|utgår|betalas|utbetalas) (?:det )?"
    r"(?:inget|ingen|inga) (?P<name>[^\W\d][^\d,]*?)(?: ut)?$"
)
_CONDITION = re.compile(r"(?:(?:även +)?om|vars)(?=\s)")
# What a line below may begin with a condition of its own under: a norm, a promise, an example, a heading.
_NO_VALUE = re.compile(
    r"(?:kontroll|exempel|se|§|avsnitt|rubrik|tolkning|gäller|då:|förutsätter|anmärkning|begrepp|uppgifter|enheter|roller)"
    r"(?![\w-])|.*\" *:|.*(?:[\":]|(?<![\w-])(?:är|ska|får|bör|inte|kräver|bestämmer|till|för))$"
)
_HEADING = re.compile(r"§|(?:avsnitt|rubrik)(?= +[^\s|])")
_BAR = re.compile(r'"[^"]*"|\|')
_FANCY_QUOTE = re.compile(r"[“”„‟»«]")


@frozen
class Piece:
    """A stretch of a logical line that stands on one physical line: from `offset`, at `line` and `column`."""

    offset: int
    line: int
    column: int


@frozen
class Line:
    """A logical line and the lines below it.

    text: without indentation, comment and source marks; of a bullet, without `- `; of a text line, without `| `
    kind: `|` a text line, `-` a bullet, else empty
    """

    file: str
    text: str
    kind: str
    pieces: tuple[Piece, ...]
    marks: tuple[str, ...]
    mark_span: Span | None
    trivia: Trivia
    children: tuple["Line", ...]

    def span(self, start: int, end: int) -> Span:
        """The stretch from offset `start` to `end`, where it stands in the file."""
        pieces = self.pieces
        first = pieces[0]
        if len(pieces) == 1:
            return Span(self.file, first.line, first.column + start, first.line, first.column + end)
        opening = pieces[bisect_right(pieces, start, key=_offset) - 1]
        closing = pieces[max(bisect_right(pieces, max(end - 1, 0), key=_offset) - 1, 0)]
        return Span(
            self.file,
            opening.line,
            opening.column + start - opening.offset,
            closing.line,
            closing.column + end - closing.offset,
        )

    def whole(self) -> Span:
        """The line itself, without the lines below it."""
        return self.span(0, len(self.text))


@frozen
class Layout:
    """The lines on the outermost level; end: comments after the last line."""

    lines: tuple[Line, ...]
    end: Trivia


def lay_out(source: Source) -> tuple[Layout, tuple[Problem, ...]]:
    """The logical lines of a file as a tree, and what is wrong with its layout."""
    problems: list[Problem] = []
    flat, end = _logical_lines(source, problems)
    return Layout(_tree(flat, problems), end), tuple(problems)


# -- logical lines -------------------------------------------------------------------------------


@attrs.define
class _Open:
    """A logical line while it is gathered. indent: columns; level: indent doubled, and one more for a bullet."""

    file: str
    indent: int
    level: int
    kind: str
    texts: list[str]
    pieces: list[Piece]
    length: int
    marks: list[str]
    mark_span: Span | None
    before: list[str]
    after: str | None
    blank: bool


def _logical_lines(source: Source, problems: list[Problem]) -> tuple[list[_Open], Trivia]:
    lines: list[_Open] = []
    comments: list[str] = []
    blank = blank_above_comments = False
    file = source.file
    for number, raw in enumerate(source.text.split("\n"), 1):
        text = raw.strip()
        if not text:
            blank = True
            continue
        if len(raw) > MAX_LINE:
            problems.append(LineTooLong(Span(file, number, 1, number, MAX_LINE + 1), len(raw), MAX_LINE))
            continue
        before = indent = len(raw) - len(raw.lstrip())
        if "\t" in raw:
            if "\t" in raw[:before]:
                problems.append(TabIndentation(Span(file, number, 1, number, before + 1)))
                indent = len(raw[:before].expandtabs(TAB))
            text = text.replace("\t", " ")
        first = text[0]
        if first == "#":
            if not comments:
                blank_above_comments = blank
            comments.append(text[1:].removeprefix(" "))
            continue
        if first == "|":
            line = _text_line(file, number, before, indent, text)
        else:
            if not text.isascii() and _FANCY_QUOTE.search(text):
                text = _FANCY.sub(_plain_quotes, text)
            line = _rule_line(file, number, before, indent, text, problems)
            if line.mark_span is not None and not line.texts[0]:
                problems.append(MarkNotHere(line.mark_span))
                continue
            previous = lines[-1] if lines else None
            if previous is not None and not blank and _belongs_to(previous, line):
                _join(previous, line, comments)
                comments = []
                continue
        line.before = comments
        line.blank = blank and bool(lines)
        lines.append(line)
        comments, blank = [], False
    return lines, Trivia(before=tuple(comments), after=None, blank=blank_above_comments and bool(comments))


def _plain_quotes(match: re.Match[str]) -> str:
    return match.group() if match.lastgroup is None else _FANCY_QUOTE.sub('"', match.group())


def _text_line(file: str, number: int, before: int, indent: int, text: str) -> _Open:
    """`| …`: what follows is not looked into, but for the source marks at its end. before: characters before it."""
    marks: list[str] = []
    mark_span = None
    at = text.rfind("[")
    if at >= 0 and text.endswith("]") and (found := _marks_in(text[at + 1 : -1])) is not None:
        marks = found
        mark_span = Span(file, number, before + 1 + at, number, before + 1 + len(text))
        text = text[:at].rstrip()
    skip = 2 if text.startswith("| ") else 1
    piece = Piece(0, number, before + 1 + skip)
    return _Open(file, indent, 2 * indent, "|", [text[skip:]], [piece], len(text), marks, mark_span, [], None, False)


def _rule_line(file: str, number: int, before: int, indent: int, text: str, problems: list[Problem]) -> _Open:
    """before: characters before the text, which are fewer than the columns of `indent` where a tab is among them."""
    after = None
    if "#" in text and (cut := _COMMENT.match(text)) is not None:
        after = cut.group(1)[1:].removeprefix(" ")
        text = text[: cut.start(1)].rstrip()
    marks: list[str] = []
    mark_span = None
    while text.endswith("]") and (at := text.rfind("[")) >= 0:
        mark_span = Span(file, number, before + 1 + at, number, before + 1 + len(text))
        found = _marks_in(text[at + 1 : -1])
        if found is None:
            problems.append(BadSourceMark(mark_span, text[at + 1 : -1]))
        else:
            marks = [*found, *marks]
        text = text[:at].rstrip()
    column, kind = before + 1, ""
    if text == "-" or text.startswith("- "):
        kind = "-"
        bare = text[1:].lstrip()
        column += len(text) - len(bare)
        text = bare
    level = 2 * indent + (kind == "-")
    return _Open(
        file, indent, level, kind, [text], [Piece(0, number, column)], len(text), marks, mark_span, [], after, False
    )


def _marks_in(text: str) -> list[str] | None:
    """`108-110, 45a` as canonical marks; None where it is something else."""
    marks = [part.strip() for part in text.split(",")]
    if not all(_MARK.fullmatch(mark) for mark in marks):
        return None
    return [re.sub(r"\s*[-–]\s*", "–", mark) for mark in marks]


def _belongs_to(previous: _Open, line: _Open) -> bool:
    """Whether `line` goes on from `previous`: never a text line or a bullet, never further out.

    Of two lines one under the other, the second is no new rule.
    """
    if previous.kind == "|" or line.kind == "-" or line.indent < previous.indent:
        return False
    if _GOES_ON.match(line.texts[0]) is not None or _is_condition_of(previous, line):
        return True
    if _UNFINISHED.search(previous.texts[-1]) is None:
        begun = len(previous.texts) == 1 and _PROMISED.fullmatch(previous.texts[0]) is not None
        return begun and line.indent > previous.indent
    return line.indent > previous.indent or _RULE.search(line.texts[0]) is None


def _is_condition_of(previous: _Open, line: _Open) -> bool:
    """Whether a line further in is the condition of the value before it."""
    return (
        line.indent > previous.indent
        and _CONDITION.match(line.texts[0]) is not None
        and CONDITION_FIRST.match(line.texts[0]) is None
        and NOTHING_FIRST.match(line.texts[0]) is None
        and _NO_VALUE.match(previous.texts[0]) is None
        and _NO_VALUE.match(previous.texts[-1]) is None
    )


def _join(previous: _Open, line: _Open, comments: list[str]) -> None:
    """Comments inside a logical line are moved above it; its last comment stays at its end."""
    if previous.after is not None:
        previous.before.append(previous.after)
    previous.before.extend(comments)
    previous.after = line.after
    offset = previous.length + 1
    previous.pieces.append(Piece(offset, line.pieces[0].line, line.pieces[0].column))
    previous.texts.append(line.texts[0])
    previous.length = offset + line.length
    previous.marks.extend(line.marks)
    previous.mark_span = line.mark_span or previous.mark_span


# -- the tree ------------------------------------------------------------------------------------


@attrs.define
class _Level:
    """A line whose lines below are being gathered. below: how far the first of them is indented."""

    line: _Open | None
    level: int
    children: list[Line]
    below: int | None


def _tree(flat: list[_Open], problems: list[Problem]) -> tuple[Line, ...]:
    outermost = _Level(None, -1, [], None)
    open_levels = [outermost]
    skipped_below: int | None = None
    row: _Open | None = None  # the first row of the table being read
    for line in flat:
        if "|" in line.texts[0] and line.kind != "|" and has_bar(line.texts[0]) and not _HEADING.match(line.texts[0]):
            # The rows of a table stand on one level, however their first cells are aligned.
            if row is None or line.level < row.level:
                row = line
            line.indent, line.level = row.indent, row.level
        elif row is not None and not line.texts[0].startswith("känt fel "):
            row = None
        if skipped_below is not None and line.level > skipped_below:
            continue
        skipped_below = None
        while open_levels[-1].level >= line.level:
            _close(open_levels)
        if len(open_levels) > MAX_LEVELS:
            problems.append(NestedTooDeeply(_start_of(line), MAX_LEVELS))
            skipped_below = open_levels[-1].level
            continue
        parent = open_levels[-1]
        if line.kind != "-":
            expected = 0 if parent.line is None else parent.below
            if expected is None:
                parent.below = line.indent
            elif expected != line.indent:
                problems.append(UnevenIndentation(_start_of(line), line.indent, expected))
        open_levels.append(_Level(line, line.level, [], None))
    while len(open_levels) > 1:
        _close(open_levels)
    return tuple(outermost.children)


def _start_of(line: _Open) -> Span:
    number = line.pieces[0].line
    return Span(line.file, number, 1, number, max(line.pieces[0].column, 2))


def _close(open_levels: list[_Level]) -> None:
    """The innermost open line is complete: it joins the lines of its parent."""
    done = open_levels.pop()
    line = done.line
    assert line is not None
    open_levels[-1].children.append(
        Line(
            file=line.file,
            text=" ".join(line.texts),
            kind=line.kind,
            pieces=tuple(line.pieces),
            marks=tuple(line.marks),
            mark_span=line.mark_span,
            trivia=Trivia(tuple(line.before), line.after, line.blank),
            children=tuple(done.children),
        )
    )


def has_bar(text: str) -> bool:
    """Whether there is a `|` outside quotes, as in the rows of a table."""
    return any(match.group() == "|" for match in _BAR.finditer(text))


def _offset(piece: Piece) -> int:
    return piece.offset
