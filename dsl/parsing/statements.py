"""What stands in a section: headings, text, and whatever statement a line begins; interpretations."""

import re
from collections.abc import Iterator
from typing import Any, Literal, assert_never

import attrs

from dsl import nodes
from dsl.building.statements import (
    CasesHead,
    DecidedHead,
    Defined,
    NormHead,
    SharingHead,
    StatementHead,
    TableHead,
)
from dsl.grammar import Stuck
from dsl.parsing.definitions import cases, details, exception, grant, is_grant, read_anyway, sharing, table_definition
from dsl.parsing.expecting import NOT_A_HEADING, unfit_norm, unknown_line
from dsl.parsing.meant import amount_for
from dsl.parsing.moved import changed_below, condition_first, may_except, subjects
from dsl.parsing.norms import decided, norm, see_also
from dsl.parsing.placing import misplaced, shared_out
from dsl.parsing.promises import BEGINS_PROMISE, promise, promise_lines
from dsl.parsing.reader import Reader
from dsl.parsing.reading import around, beginning, no_marks, nothing_below, read, tell_stuck, try_read
from dsl.problems.lines import BadHeading, BadLabel, LooseBullet, NothingBelow, Place, TwiceInBlock
from dsl.problems.meant import RuleInHeading
from dsl.text.layout import Line

KINDS = ("bestämmelse", "upplysning", "definition", "rutin", "beslut", "förslag", "metadata")
_NUMBERED = re.compile(r"§ *(\d+(?: [a-zåäö](?![\w]))?)(?:\s+(.*))?$")
_HEADED = re.compile(r"avsnitt(?:\s+(\d+(?:\.\d+)*\.?))?(?:\s+(.*))?$")
_SCOPE = re.compile(r"regelverket +omfattar(?![\w-])")
_MEANING = re.compile(r'med *"')
_SEE = re.compile(r'se *(?:["§]|avsnitt(?!\w))')
_TITLED = re.compile(r'[^\s"]+ *"')
_LABEL = r'[^\s",:|][^",:|]*'
_QUESTION = re.compile(rf'tolkning +({_LABEL})"([^"]*)"$')
_READING = re.compile(rf"{_LABEL}:$")
_IN_FORCE_LINE = re.compile(r"gäller(?![\w-])")
_IN_FORCE = re.compile(rf'gäller +({_LABEL}), *"([^"]*)"$')


def section(reader: Reader, line: Line) -> nodes.Section | None:
    """A section always has a blank line above it in the canonical text."""
    no_marks(reader, line)
    kind: Literal["§", "avsnitt"] = "§" if line.text.startswith("§") else "avsnitt"
    heading = (_NUMBERED if kind == "§" else _HEADED).match(line.text)
    inner = statements(reader, line.children, "section")
    if heading is None or not any(heading.groups()):
        reader.problems.append(BadHeading(line.whole(), kind))
        return None
    number, title = heading.groups()
    if title:
        begins = line.text[: heading.start(2)].rstrip()
        _no_rule(reader, line, begins, heading.start(2))
    trivia = attrs.evolve(line.trivia, blank=True)
    return nodes.Section(
        kind, number and number.rstrip("."), " ".join((title or "").split()), inner, trivia=trivia, span=line.whole()
    )


# What a sentence that decides an amount says, though it may be no sentence of the language.
_AMOUNT = re.compile(r"\d(?:[\d .,]*\d)? ?(?:kr|kronor|tkr|mnkr|öre|%|procent|promille|‰)(?![\w-])")
_DECIDES = re.compile(
    r" (?:är|får|ska|bör|kräver|har|ges|betalas|lämnas|beviljas|utgår|uppgår|fördelas|avrundas|höjs|sänks|ökar|minskar)"
    r"(?![\w-])"
)
_GIVES = re.compile(r"([^\d]+?) (?:får|har rätt till) ")


def _no_rule(reader: Reader, line: Line, begins: str, at: int) -> None:
    """A heading says what is below it. One that is a rule by itself, or decides an amount, is told of."""
    title = line.text[at:]
    verb = _DECIDES.search(title)
    rule = title[0].lower() + title[1:]
    if verb is None or not (_AMOUNT.search(title) or _is_rule(reader, line, at, rule)):
        return
    gives = _GIVES.match(rule)
    meant = None if gives is None else amount_for(gives[1], rule[gives.end() :], reader.blocks)
    if meant is not None and meant.rule is not None and meant.when is None:
        # What a norm gives is not computed: the rule that does is shown at once.
        rule = meant.rule
    reader.problems.append(RuleInHeading(line.span(at, len(line.text)), f"{begins} {title[: verb.start()]}", rule))


def _is_rule(reader: Reader, line: Line, at: int, rule: str) -> bool:
    """Whether it reads as a statement. Names with `är` between or after them may be words of any heading."""
    head, _ = try_read(
        attrs.evolve(reader, problems=[]), attrs.evolve(line, text=line.text[:at] + rule), "statement", at
    )
    match head:
        case None | Stuck() | CasesHead() | Defined(body=nodes.Single(value=nodes.Name(), condition=None)):
            return False
    return True


def statements(reader: Reader, lines: tuple[Line, ...], place: Place) -> tuple[nodes.Statement, ...]:
    """What stands in a section or in a reading."""
    found: list[nodes.Statement] = []
    unread = ""
    for group in _grouped(lines):
        line = group[0]
        if line.text.startswith("om ") and (_is_exception(reader, line, found) or may_except(line, unread)):
            continue
        statement = _statement(reader, group, place)
        if statement is not None:
            found.append(statement)
            unread = ""
        else:
            unread = line.text
    return tuple(found)


def _is_exception(reader: Reader, line: Line, above: list[nodes.Statement]) -> bool:
    """`om C är bidraget 0 kr` is an exception to the rule above that gives bidraget, and is put there."""
    for index in range(len(above) - 1, -1, -1):
        rule = above[index]
        unless, taken = condition_first(reader, line, subjects(rule))
        if unless is not None:
            assert isinstance(rule, nodes.Definition | nodes.TableDefinition | nodes.Sharing)
            above[index] = attrs.evolve(rule, details=(*rule.details, unless))
        if taken:
            return True
    return False


def _grouped(lines: tuple[Line, ...]) -> Iterator[list[Line]]:
    """Text lines with nothing between them belong together, and with the kind of text below them."""
    group: list[Line] = []
    for line in lines:
        if group and line.kind == "|" and group[-1].kind == "|" and not line.trivia.before and not line.trivia.blank:
            group.append(line)
        elif group and not line.kind and line.text in KINDS and group[-1].kind == "|":
            yield [*group, line]
            group = []
        else:
            if group:
                yield group
            group = [line]
    if group:
        yield group


def _statement(reader: Reader, group: list[Line], place: Place) -> nodes.Statement | None:
    line = group[0]
    if line.kind == "|":
        return _text_block(reader, group)
    if line.kind == "-":
        reader.problems.append(LooseBullet(line.whole()))
        return None
    if BEGINS_PROMISE.match(line.text):
        return promise(reader, line)
    match line.text.split(" ")[0]:
        case "avsnitt" | "§":
            return section(reader, line)
        case "rubrik":
            return _heading(reader, line)
        case "anmärkning":
            text = read(reader, line, "quoted", len("anmärkning"))
            return None if text is None else nodes.Note(text, **around(line))
        case "förutsätter":
            assumption: nodes.Assumption | None = read(reader, line, "assumption", len("förutsätter"))
            return assumption
        case "tolkning":
            return _interpretation(reader, line)
        case "undantag" if line.text.startswith("undantag från"):
            return exception(reader, line)
        case "regelverket" if (begins := _SCOPE.match(line.text)) is not None:
            scope: nodes.Scope | None = read(reader, line, "scope", begins.end())
            return scope
        case "med" if _MEANING.match(line.text):
            meaning: nodes.Meaning | None = read(reader, line, "meaning", len("med"))
            return meaning
        case "se" if _SEE.match(line.text):
            return see_also(reader, line)
        case _ if is_grant(line):
            return grant(reader, line)
        case _ if NOT_A_HEADING.match(line.text):
            reader.problems.append(unknown_line(reader, line, place))
            statements(reader, line.children, "section")
            return None
    return _definition(reader, line, place)


def _heading(reader: Reader, line: Line) -> nodes.Heading | None:
    no_marks(reader, line)
    nothing_below(reader, line, line.children)
    title = " ".join(line.text.split()[1:])
    if not title:
        reader.problems.append(BadHeading(line.whole(), "rubrik"))
        return None
    _no_rule(reader, line, "rubrik", line.text.index(title.split(" ")[0], len("rubrik")))
    return nodes.Heading(title, trivia=line.trivia, span=line.whole())


def _text_block(reader: Reader, group: list[Line]) -> nodes.TextBlock:
    first, last = group[0], group[-1]
    texts = [line for line in group if line.kind == "|"]
    for line in group:
        nothing_below(reader, line, line.children)
    kind: Any = None
    trivia = first.trivia
    if last.kind != "|":
        kind = last.text
        trivia = nodes.Trivia((*trivia.before, *last.trivia.before), last.trivia.after, trivia.blank)
    marks = tuple(mark for line in group for mark in line.marks)
    span = first.whole().to(texts[-1].whole())
    return nodes.TextBlock(tuple(line.text for line in texts), kind, marks=marks, trivia=trivia, span=span)


# -- definitions ---------------------------------------------------------------------------------


def _definition(reader: Reader, line: Line, place: Place) -> nodes.Statement | None:
    head: StatementHead | Stuck | None
    head, below = try_read(reader, line, "statement")
    if isinstance(head, Stuck):
        _unreadable(reader, line, head, below, place)
        return None
    if head is None:
        read_anyway(reader, line, below)
        return None
    match head:
        case Defined():
            alone = nodes.Definition(head.subject, head.body, (), **around(line))
            definition, rest = changed_below(reader, alone, below)
            return attrs.evolve(definition, details=details(reader, line, rest, (head.subject,)))
        case CasesHead():
            return cases(reader, line, head, below)
        case TableHead():
            return table_definition(reader, line, head, below)
        case SharingHead():
            return sharing(reader, line, head, below)
        case NormHead():
            return norm(reader, line, head)
        case DecidedHead():
            return decided(reader, line, head)
        case _:
            assert_never(head)


def _unreadable(reader: Reader, line: Line, stuck: Stuck, below: tuple[Line, ...], place: Place) -> None:
    """What is wrong with a line that is no statement, said as plainly as can be."""
    if misplaced(reader, line, place):
        return
    unfit = shared_out(reader, line) or unfit_norm(reader, line, stuck)
    if unfit is not None:
        reader.problems.append(unfit)
        read_anyway(reader, line, below)
        return
    unknown = unknown_line(reader, line, place)
    if unknown.suggestion is not None and (_TITLED.match(line.text) or "är" not in line.text.split()):
        reader.problems.append(unknown)
        if unknown.suggestion == "kontroll":
            promise_lines(reader, below)
        else:
            statements(reader, below, place)
    else:
        tell_stuck(reader, line, 0, stuck)
        read_anyway(reader, line, below)


# -- interpretations -----------------------------------------------------------------------------


def _interpretation(reader: Reader, line: Line) -> nodes.Interpretation | None:
    """Its name and those of its readings are labels: any words at all."""
    labelled = _QUESTION.match(line.text)
    if labelled is None:
        reader.problems.append(BadLabel(line.whole(), "tolkning"))
    readings = []
    in_force: Line | None = None
    chosen: re.Match[str] | None = None
    for child in line.children:
        if _IN_FORCE_LINE.match(child.text) and not child.kind:
            no_marks(reader, child)
            nothing_below(reader, child, child.children)
            if in_force is not None:
                reader.problems.append(TwiceInBlock(child.whole(), "gäller", line.whole()))
            in_force = child
            chosen = _IN_FORCE.match(child.text)
            if chosen is None:
                reader.problems.append(BadLabel(child.whole(), "gäller"))
        elif child.kind or not _READING.match(child.text):
            _no_reading(reader, child)
        else:
            readings.append(_reading(reader, child))
    if in_force is None:
        reader.problems.append(NothingBelow(line.whole(), beginning(line), "in_force"))
    if not readings:
        reader.problems.append(NothingBelow(line.whole(), beginning(line), "readings"))
    if labelled is None or chosen is None or in_force is None:
        return None
    return nodes.Interpretation(
        label(labelled.group(1)),
        labelled.group(2),
        tuple(readings),
        label(chosen.group(1)),
        chosen.group(2),
        marks=line.marks,
        trivia=line.trivia,
        in_force_trivia=in_force.trivia,
        span=line.whole(),
        in_force_span=in_force.whole(),
    )


def label(text: str) -> str:
    """The words with one space between them."""
    return " ".join(text.split())


def _no_reading(reader: Reader, line: Line) -> None:
    if not misplaced(reader, line, "interpretation"):
        reader.problems.append(unknown_line(reader, line, "interpretation"))


def _reading(reader: Reader, line: Line) -> nodes.Reading:
    no_marks(reader, line)
    if not line.children:
        reader.problems.append(NothingBelow(line.whole(), beginning(line), "entries"))
    inner = statements(reader, line.children, "reading")
    return nodes.Reading(label(line.text[:-1]), inner, trivia=line.trivia, span=line.whole())
