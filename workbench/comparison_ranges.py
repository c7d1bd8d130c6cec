"""Where two versions differ, whatever the data: what is proved, and what was found by trying."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from dsl import model
from dsl.record import frozen
from dsl.tables import Numbers
from dsl.units import Unit
from interpreter.calculation import outcome
from interpreter.comparing.spans import Span
from interpreter.comparing.varying import Line, Study
from interpreter.outcomes import Failed, Known, Value
from interpreter.search.axes import domain_of
from interpreter.search.inputs import Input
from workbench import numbers
from workbench.comparison_words import Page, bold, difference, name_of, said, side_by_side
from workbench.telling.words import capital, count, first_of, listed, short
from workbench.terminal import visible

_MOST_NAMED = 6


@frozen
class Followed:
    """What is said of one value. pairs: where, and what the difference is there, in runs for one input each."""

    name: str
    pairs: tuple[tuple[tuple[str, str], ...], ...]
    sentences: tuple[str, ...]


def range_lines(page: Page) -> Iterator[str]:
    yield from said(proved(page), page)
    for one in followed(page):
        yield ""
        yield bold(visible(one.name), page.look)
        for pairs in one.pairs:
            yield from side_by_side(pairs, page)
        for sentence in one.sentences:
            yield from said(sentence, page, "  ")
    if page.telling.comparison.ranges.unproved:
        yield from said("Tiden räckte inte till för alla bevis. Ge mer tid med --tid SEKUNDER.", page)
    left_out = not_followed(page)
    if left_out:
        yield ""
        named = first_of(left_out, _MOST_NAMED)
        yield from said(f"Kan också skilja sig: {named}. Följs med --alla, eller ett i taget med --värde NAMN.", page)
    if page.telling.comparison.ranges.stopped:
        yield from said("Tiden tog slut, så alla värden hann inte prövas. Ge mer tid med --tid SEKUNDER.", page)


def proved(page: Page) -> str:
    """What holds whatever is given."""
    ranges, year = page.telling.comparison.ranges, page.telling.comparison.after.year
    when = "" if year is None else f" ({year})"
    if not ranges.open and not ranges.same:
        return "Inga värden finns både före och efter."
    if not ranges.open:
        return (
            "Alla värden räknas ut på samma sätt före och efter. De kan inte skilja sig, vilka uppgifter som än "
            f"ges{when}."
        )
    of = len(ranges.same) + len(ranges.open)
    text = (
        f"{count(len(ranges.same))} av de {count(of)} värden som finns både före och efter räknas ut på samma sätt och "
        f"kan inte skilja sig, vilka uppgifter som än ges{when}."
        if ranges.same
        else "Inget av värdena räknas ut på samma sätt före och efter."
    )
    otherwise = [name_of(page.telling, symbol) for symbol in ranges.open if symbol in ranges.proved]
    if not otherwise:
        return text
    others = (
        f"{capital(listed(otherwise))} räknas ut på annat sätt men kan inte skilja sig, vilka uppgifter som än "
        f"ges{when} (bevisat)."
    )
    return f"{text} {others}" if ranges.same else others


def not_followed(page: Page) -> list[str]:
    ranges = page.telling.comparison.ranges
    done = {one.symbol for one in ranges.studies}
    open_ = (symbol for symbol in ranges.open if symbol not in done and symbol not in ranges.proved)
    return [name_of(page.telling, symbol) for symbol in open_]


def followed(page: Page) -> Iterator[Followed]:
    ranges = page.telling.comparison.ranges
    for one in ranges.studies:
        if one.symbol in ranges.proved:
            continue
        name = name_of(page.telling, one.symbol)
        if not one.lines:
            sentence = "Hann inte prövas." if one.stopped else _everywhere(one, page)
            yield Followed(name, (), (sentence,))
            continue
        flat = [line for line in one.lines if _constant(line)]
        varying = [line for line in one.lines if line not in flat]
        sentences = [_tried(one, page)]
        if not varying:
            sentences.insert(0, _flat(one, flat[0].spans[0], page))
        elif flat:
            names = listed([_input_name(line.input) for line in flat])
            sentences.insert(0, f"{capital(names)} ändrar inte skillnaden.")
        yield Followed(name, tuple(tuple(_line(one, line, page)) for line in varying), tuple(sentences))


def _constant(line: Line) -> bool:
    """Whether the difference is the same at all that was tried: one span, and not one that rises along the input."""
    return len(line.spans) == 1 and line.spans[0].low == line.spans[0].high


def _everywhere(one: Study, page: Page) -> str:
    """Of a value that depends on nothing that is given, or on nothing that was varied."""
    if one.left_out:
        names = listed([_input_name(each) for each in _once(one.left_out)])
        return f"Beror på {names} i andra rader. Följs inte här."
    comparison = page.telling.comparison
    definition = comparison.after.plan.active[one.symbol]
    if one.symbol.concept is not None:
        return "Beror inte på några uppgifter."
    former = comparison.ranges.renamed.get(one.symbol, one.symbol)
    before, after = outcome(comparison.before, former, None), outcome(comparison.after, one.symbol, None)
    texts = [page.telling.words.of_named(each, definition, shown=True) for each in (before, after)]
    return f"{texts[0]} blir {texts[1]}, vilka uppgifter som än ges."


def _flat(one: Study, span: Span, page: Page) -> str:
    if span.kind == "same":
        comparison = page.telling.comparison
        if any(each.move.symbol == one.symbol for each in (*comparison.headline, *comparison.others)):
            return "Ingen skillnad vid något av de prövade värdena."
        return "Ingen skillnad hittades vid de prövade värdena, men det är inte bevisat att ingen finns."
    if span.kind == "neither":
        return f"{capital(_amount(one, span, page))}, vid alla prövade värden."
    return f"{_amount(one, span, page)}, vid alla prövade värden."


def _line(one: Study, line: Line, page: Page) -> Iterator[tuple[str, str]]:
    """Each span where they differ, and last that the others do not."""
    differing = [span for span in line.spans if span.kind != "same"]
    yield from ((_place(line, span, page), _amount(one, span, page, line)) for span in differing)
    if len(differing) < len(line.spans):
        yield "övriga" if line.whole else "övriga prövade", "oförändrade"


def _place(line: Line, span: Span, page: Page) -> str:
    """`4–6 mandat`, `från 10 mandat`, `förbrukning 2024: 0–100 kr`"""
    one = line.input
    domain = domain_of(one.attribute)
    name = "" if _says_itself(one) else f"{_input_name(one)} "
    if not isinstance(span.first, Fraction) or not isinstance(span.last, Fraction):
        values = [_value(one, value, page) for value in dict.fromkeys((span.first, span.last))]
        return f"{name}{'–'.join(values)}"
    if span.count == 1:
        return f"{name}{_value(one, span.first, page)}"
    endless = isinstance(domain, Numbers) and domain.high is None
    if endless and span is line.spans[-1]:
        return f"{name}från {_value(one, span.first, page)}"
    _, factor = numbers.unit_of(_unit(one), one.attribute.unit_text)
    return f"{name}{numbers.number(span.first / factor)}–{_value(one, span.last, page)}"


def _unit(one: Input) -> Unit:
    kind = one.attribute.type
    assert isinstance(kind, model.Number)
    return kind.unit


def _says_itself(one: Input) -> bool:
    """`mandat` in mandat."""
    return one.attribute.unit_text == one.symbol.name


def _value(one: Input, value: Value, page: Page) -> str:
    return page.telling.words.of_named(Known(value), one.attribute)


def _amount(one: Study, span: Span, page: Page, line: Line | None = None) -> str:
    definition = page.telling.comparison.after.plan.active[one.symbol]
    if isinstance(span.after, Failed) and span.kind == "neither":
        return f"inget värde, varken före eller efter ({short(span.after)})"
    comparison = page.telling.comparison
    before = comparison.before.plan.active[comparison.ranges.renamed.get(one.symbol, one.symbol)]
    if span.low is None or span.high is None:
        texts = (
            page.telling.old_words.of_named(span.before, before, shown=True),
            page.telling.words.of_named(span.after, definition, shown=True),
        )
        return f"{texts[0]} blir {texts[1]}"
    low, high = (difference(page.telling, definition, value) for value in (span.low, span.high))
    if span.slope is not None and line is not None:
        return _per(definition, line, span, low, page)
    if low == high:
        return low
    if line is not None and span.at_first is not None and span.at_last is not None:
        low, high = (difference(page.telling, definition, value) for value in (span.at_first, span.at_last))
        return f"{low} vid {_value(line.input, span.first, page)} till {high} vid {_value(line.input, span.last, page)}"
    if 0 in (span.low, span.high):
        return f"oförändrat eller {f'upp till {high}' if span.low == 0 else f'ned till {low}'}"
    return f"{low} till {high}"


def _per(definition: model.Definition, line: Line, span: Span, low: str, page: Page) -> str:
    """`+2 341 kr per mandat`; where it does not start from nothing, what it is at first and what each adds."""
    assert span.slope is not None
    assert span.low is not None
    assert isinstance(span.first, Fraction)
    name, factor = numbers.unit_of(_unit(line.input), line.input.attribute.unit_text)
    each = difference(page.telling, definition, span.slope * factor)
    if span.low == span.slope * span.first:
        return f"{each} per {name}" if name else f"{each} för varje"
    more = f"varje {name} till" if name else "var och en till"
    return f"{low} vid {_value(line.input, span.first, page)}, sedan {each} för {more}"


def _input_name(one: Input) -> str:
    return one.symbol.name if one.year is None else f"{one.symbol.name} {one.year}"


def _once(inputs: Sequence[Input]) -> list[Input]:
    return list({one.symbol: one for one in inputs}.values())


def _tried(one: Study, page: Page) -> str:
    """What was tried, and what the rest was."""
    texts = [_extent(line, page) for line in one.lines if not _constant(line)] or [
        _extent(line, page) for line in one.lines
    ]
    whole = len(one.lines) == 1 and one.lines[0].whole and not one.left_out and not one.filled
    if whole and one.made_up:
        return f"Prövat: {texts[0]}, alla som får ges."
    if one.made_up:
        rest = "övriga uppgifter de enklaste som får ges, för det finns inga rader i data"
    elif one.row is not None and one.alike and one.rows > 1:
        rest = f"övriga uppgifter som i data. Lika för alla {_rows(one, page)}"
    elif one.row is not None:
        rest = f"övriga uppgifter som i data för {visible(one.row)}"
    else:
        rest = "övriga uppgifter som i data"
    text = f"Prövat: {listed(texts)}; {rest}."
    if one.filled:
        filled = {_input_name(each.input): _value(each.input, each.value, page) for each in one.filled}
        taken = listed([f"{name} {value}" for name, value in filled.items()])
        text += f" I data saknas uppgifter; där har prövats {taken}."
    if one.row is not None:
        text += _of_others(one, page)
    if one.left_out:
        text += f" Inte prövat: {listed([_input_name(each) for each in _once(one.left_out)])} i andra rader."
    return text


def _of_others(one: Study, page: Page) -> str:
    """What is to be said of the other rows."""
    moving = [_input_name(line.input) for line in one.lines if line.others]
    text = ""
    if moving:
        text = f" Ändras {listed(moving)} för {visible(one.row or '')} ändras skillnaden också för andra."
    if not one.alike and one.rows > 1 and page.telling.comparison.asked.row is None:
        unlike = f"Det är inte lika för alla {_rows(one, page)}: se" if one.alike is False else "Se"
        text += f" {unlike} andra med --för NAMN."
    return text


def _rows(one: Study, page: Page) -> str:
    """`8 partier`"""
    return f"{count(one.rows)} {page.telling.words.rows(one.symbol.concept or '', one.rows)}"


def _extent(line: Line, page: Page) -> str:
    """`1–200 mandat`, `förbrukning 2024 vid 10 värden mellan 0 och 655 000 kr/år`"""
    one, first, last = line.input, line.spans[0].first, line.spans[-1].last
    name = "" if _says_itself(one) else f"{_input_name(one)} "
    if isinstance(first, Fraction) and isinstance(last, Fraction):
        _, factor = numbers.unit_of(_unit(one), one.attribute.unit_text)
        domain = domain_of(one.attribute)
        if isinstance(domain, Numbers) and domain.step and line.tried == (last - first) / domain.step + 1:
            return f"{name}{numbers.number(first / factor)}–{_value(one, last, page)}"
        low = numbers.number(first / factor)
        return f"{name}vid {count(line.tried)} värden mellan {low} och {_value(one, last, page)}"
    return f"{name}vid {count(line.tried)} värden"
