"""Definitions, exceptions and sharings with the lines below them."""

import re
from typing import Any, Literal

import attrs

from dsl import nodes
from dsl.building.sharing import Among
from dsl.building.statements import CasesHead, Excepted, SharingHead, TableHead
from dsl.parsing.expecting import unknown_line
from dsl.parsing.meant import AMOUNT
from dsl.parsing.moved import condition_first
from dsl.parsing.placing import begins_norm_line, misplaced
from dsl.parsing.reader import Reader
from dsl.parsing.reading import around, beginning, no_marks, nothing_below, read, read_head, read_stretch
from dsl.parsing.tables import table
from dsl.problems.lines import BadHeading, Misplaced, NotBelow, NothingBelow, TwiceInBlock
from dsl.problems.meant import ModifierAlone
from dsl.problems.sharing import OtherConcept
from dsl.text.layout import CONDITION_FIRST, Line, has_bar

_EXCEPTION = re.compile(r"undantag från +((?:§ *\d+(?: [a-zåäö](?!\w))? *)|(?:avsnitt [^:]+))(?=:)")
# `dock inte om …` stands below a norm.
_DETAIL = re.compile(r"(?:visas|dock(?! +inte +(?!reglerat))|trots +det) |betalas +ut$")
_PAID_OUT = "betalas ut"
_CAP = re.compile(r"dock +högst ")
_MODIFIER = re.compile(
    r"(?:dock +(?:högst|lägst)|avrundat|ökat +med|minskat +med|uppräknat|per +den|månad +för +månad|i +\d{4} +års)"
    r"(?![\w-])"
)


def read_anyway(reader: Reader, line: Line, below: tuple[Line, ...]) -> None:
    """Lines below a line that cannot be read, as far as they show what they are."""
    for child in below:
        match child.text.split(" ")[0]:
            case "visas" | "dock" | "trots":
                read(reader, child, "detail")
            case "betalas":
                pass
            case "annars":
                read(reader, child, "case")
            case "varje" | "resten":
                read(reader, child, "share_step")
            case _ if line.text.endswith(" är") and not has_bar(child.text):
                read(reader, child, "case")


def details(
    reader: Reader, above: Line, lines: tuple[Line, ...], subjects: tuple[nodes.Subject, ...]
) -> tuple[nodes.Detail, ...]:
    """`visas …`, `betalas ut`, `dock … om …` and `trots det … om …`. above: the line they stand below; subjects: what
    that gives."""
    found: list[nodes.Detail] = []
    paid: Line | None = None
    for line in lines:
        unless, taken = condition_first(reader, line, subjects)
        if unless is not None:
            found.append(unless)
        if taken:
            continue
        if not line.kind and _MODIFIER.match(line.text):
            reader.problems.append(ModifierAlone(line.whole(), above.whole()))
            continue
        if line.kind or not _DETAIL.match(line.text):
            _no_detail(reader, above, line)
            continue
        if line.text.startswith("betalas"):
            no_marks(reader, line)
            nothing_below(reader, line, line.children)
            if paid is not None:
                reader.problems.append(TwiceInBlock(line.whole(), _PAID_OUT, paid.whole()))
                continue
            paid = line
            found.append(nodes.PaidOut(trivia=line.trivia, span=line.whole()))
            continue
        detail = read(reader, line, "detail")
        if isinstance(detail, nodes.Shown):
            no_marks(reader, line)
        if detail is not None:
            found.append(detail)
    return tuple(found)


def _no_detail(reader: Reader, above: Line, line: Line) -> None:
    if line.kind or has_bar(line.text):
        reader.problems.append(Misplaced(line.whole(), beginning(line), "definition", ("table",)))
    elif "är" in line.text.split() and not begins_norm_line(line):
        reader.problems.append(NotBelow(line.whole(), beginning(above)))
    elif not misplaced(reader, line, "definition"):
        reader.problems.append(unknown_line(reader, line, "definition"))


def cases(reader: Reader, line: Line, head: CasesHead, below: tuple[Line, ...]) -> nodes.Definition | None:
    """Read a rule whose values stand below it, a case a line."""
    split = next(
        (index for index, child in enumerate(below) if _begins_details(child.text)),
        len(below),
    )
    lines, rest = below[:split], below[split:]
    found_details = details(reader, lines[-1] if lines else line, rest, (head.subject,))
    if not lines:
        reader.problems.append(NothingBelow(line.whole(), beginning(line), "cases"))
        return None
    dated = lines[0].text.startswith("från och med ")
    alone = len(lines) == 1 and not lines[0].text.startswith("annars ")
    values = [_case(reader, case, "dated" if dated else "lone_case" if alone else "case") for case in lines]
    found = tuple(value for value in values if value is not None)
    if not found:
        return None
    span = found[0].span.to(found[-1].span)
    body: nodes.Body = nodes.Timeline(found, span=span) if dated else nodes.Cases(found, span=span)
    definition = nodes.Definition(head.subject, body, found_details, **around(line))
    return definition if dated or len(lines) > 1 or found[0].otherwise else _on_one_line(definition, found[0])


def _begins_details(text: str) -> bool:
    return any(pattern.match(text) for pattern in (_DETAIL, _MODIFIER, CONDITION_FIRST))


def _case(reader: Reader, line: Line, start: str) -> Any:
    if line.kind or has_bar(line.text):
        reader.problems.append(Misplaced(line.whole(), beginning(line), "cases", ("table",)))
        return None
    return read(reader, line, start)


def _on_one_line(definition: nodes.Definition, case: nodes.Case) -> nodes.Definition:
    """A value alone below `X är` means what it means beside it."""
    trivia, below = definition.trivia, case.trivia
    before = (*trivia.before, *below.before)
    after = below.after
    if trivia.after is not None:
        before, after = ((*before, trivia.after), after) if after is not None else (before, trivia.after)
    return attrs.evolve(
        definition,
        body=nodes.Single(case.value, case.condition, span=case.span),
        marks=(*definition.marks, *case.marks),
        trivia=nodes.Trivia(before, after, trivia.blank),
    )


def table_definition(
    reader: Reader, line: Line, head: TableHead, below: tuple[Line, ...]
) -> nodes.TableDefinition | None:
    """Read a rule whose values stand in a table below it."""
    rows = tuple(child for child in below if has_bar(child.text))
    found_details = details(reader, line, tuple(child for child in below if not has_bar(child.text)), head.subjects)
    found = table(reader, line, rows, head.hit, head.subjects)
    if found is None:
        return None
    return nodes.TableDefinition(head.subjects, found, found_details, **around(line))


_GRANT = re.compile(
    r"(?:[Vv]arje +(?P<each>[^\W\d][\w-]*)|(?P<row>[^\W\d][\w-]*)) +(?P<verb>får|har +rätt +till)"
    r" +(?P<article>ett|en) +(?P<name>[^\W\d][^\",:()]*?(?: *\([^()\"]*\))?)"
    r" +(?:på|med|motsvarande|som är|om(?= *\d)) +(?=[^\s\"])"
)
_COMPUTED = re.compile(r"\d|[×*/]| (?:gånger|plus|minus) ")


def is_grant(line: Line) -> bool:
    """Whether the line gives something with a name: `varje parti får ett grundstöd på 20 000 kr`."""
    found = _GRANT.match(line.text)
    return found is not None and any(one.search(line.text, found.end()) for one in (AMOUNT, _COMPUTED))


def grant(reader: Reader, line: Line) -> nodes.Grant | None:
    """Read what is given to each row, with its condition and what stands below."""
    found = _GRANT.match(line.text)
    assert found is not None
    declared = read_stretch(reader, line, "declared", *found.span("name"))
    given, below = read_head(reader, line, "lone_case", found.end())
    if declared is None or given is None:
        read_anyway(reader, line, below)
        return None
    subject = nodes.Subject(declared.name, declared.forms, span=declared.span)
    who: Literal["each", "row"] = "each" if found["each"] else "row"
    verb: Any = " ".join(found["verb"].split())
    article: Any = found["article"]
    return nodes.Grant(
        who == "each",
        nodes.Name(found[who][0].lower() + found[who][1:], span=line.span(*found.span(who))),
        verb,
        article,
        subject,
        given.value,
        given.condition,
        details(reader, line, below, (subject,)),
        **around(line),
    )


def exception(reader: Reader, line: Line) -> nodes.ExceptionRule | None:
    """Read an exception from a section, with what it says instead."""
    named = _EXCEPTION.match(line.text)
    if named is None:
        reader.problems.append(BadHeading(line.whole(), "undantag"))
        return None
    rule: Excepted | None = read(reader, line, "exception", named.end())
    if rule is None:
        return None
    return nodes.ExceptionRule(
        " ".join(named.group(1).replace("§", "§ ").split()),
        rule.subject,
        rule.value,
        rule.condition,
        rule.even,
        marks=line.marks,
        trivia=line.trivia,
        span=line.whole(),
    )


def _among(reader: Reader, found: Among, group: nodes.Name) -> nodes.SharingStep:
    """Those whom a step is said to be between are those of the whole sharing."""
    if found.group.text != group.text:
        reader.problems.append(OtherConcept(found.group.span, found.group.text, group.text))
    return found.step


def _equally(step: nodes.SharingStep, group: nodes.Name) -> nodes.SharingStep:
    """`resten fördelas lika på partierna`, who weigh the same."""
    match step:
        case nodes.RestInProportion(key=nodes.Name(text=key)) if key == group.text:
            return nodes.RestEqually(marks=step.marks, trivia=step.trivia, span=step.span)
        case nodes.PartOfPot(key=nodes.Name(text=key)) if key == group.text:
            return attrs.evolve(step, key=None)
        case _:
            return step


def sharing(reader: Reader, line: Line, head: SharingHead, below: tuple[Line, ...]) -> nodes.Sharing:
    """Read a rule that shares a pot, with its steps below."""
    steps = []
    found_details: tuple[nodes.Detail, ...] = ()
    for index, child in enumerate(below):
        if (_DETAIL.match(child.text) and not _CAP.match(child.text)) or CONDITION_FIRST.match(child.text):
            found_details = details(reader, line, below[index:], (head.result,))
            break
        if not misplaced(reader, child, "sharing"):
            step = read(reader, child, "share_step")
            if isinstance(step, Among):
                step = _among(reader, step, head.group)
            if step is not None:
                steps.append(_equally(step, head.group))
    if not below:
        reader.problems.append(NothingBelow(line.whole(), beginning(line), "steps"))
    return nodes.Sharing(head.pot, head.group, head.result, tuple(steps), found_details, **around(line))
