"""Where two versions differ, whatever the data: what is proved, and what was found by trying."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from dsl import model
from dsl.domains import Numbers
from dsl.frozen import frozen
from dsl.units import Unit
from interpreter.comparing.row_terms import Together
from interpreter.comparing.sensitivity import Line, Study
from interpreter.comparing.spans import Span
from interpreter.evaluating.calculation import outcome
from interpreter.outcomes import Failed, Known, Value
from interpreter.search.axes import domain_of
from interpreter.search.inputs import Input
from workbench.page.page import Block, Heading, Pair, Pairs, Part, Sentence, plain, strong
from workbench.values import numbers
from workbench.values.words import capital, count, first_of, listed, short
from workbench.versions.words import Telling, difference, name_of

_MOST_NAMED = 6


@frozen
class Followed:
    """What is said of one value. pairs: where, and what the difference is there, in runs for one input each."""

    name: str
    pairs: tuple[tuple[tuple[str, str], ...], ...]
    sentences: tuple[str, ...]


def range_parts(telling: Telling, first: Part) -> Iterator[Part]:
    """first: what the first of them begins with."""
    comparison = telling.comparison
    parts: list[list[Block]] = [[*first, Sentence(plain(proved(telling)))]]
    for one in followed(telling):
        runs = (tuple(Pair(where, plain(text)) for where, text in run) for run in one.pairs)
        pairs = (Pairs(run, ("när", "skillnad")) for run in runs)
        sentences = (Sentence(plain(sentence), depth=1) for sentence in one.sentences)
        parts.append([Heading(3, strong(one.name)), *pairs, *sentences])
    if comparison.ranges.unproved:
        parts[-1].append(Sentence(plain("Tiden räckte inte till för alla bevis. Ge mer tid med --tid SEKUNDER.")))
    left_out = not_followed(telling)
    if left_out:
        more = "Följs med --alla, eller ett i taget med --värde NAMN."
        named = f"{listed(left_out)}." if telling.whole else f"{first_of(left_out, _MOST_NAMED)}. {more}"
        parts.append([Sentence(plain(f"Kan också skilja sig: {named}"))])
    if comparison.ranges.stopped:
        sentence = "Tiden tog slut, så alla värden hann inte prövas. Ge mer tid med --tid SEKUNDER."
        parts[-1].append(Sentence(plain(sentence)))
    return map(tuple, parts)


def proved(telling: Telling) -> str:
    """What holds whatever is given, and what could not be compared."""
    return " ".join([*_proved(telling), *_apart(telling)])


def _proved(telling: Telling) -> Iterator[str]:
    ranges, when = telling.comparison.ranges, _when(telling)
    of = len(ranges.same) + len(ranges.open)
    if not of:
        yield "Inga värden kan jämföras."
        return
    every = f"Alla {count(of)} värden" if not ranges.apart else f"Alla {count(of)} värden som går att jämföra"
    if not ranges.open:
        yield f"{every} räknas ut på samma sätt före och efter."
        yield f"De kan inte skilja sig, vilka uppgifter som än ges{when}."
        return
    if ranges.same:
        yield (
            f"{count(len(ranges.same))} av de {count(of)} värden som går att jämföra räknas ut på samma sätt och kan "
            f"inte skilja sig, vilka uppgifter som än ges{when}."
        )
    otherwise = [name_of(telling, symbol) for symbol in ranges.open if symbol in ranges.proved]
    if otherwise:
        yield (
            f"{capital(listed(otherwise))} räknas ut på annat sätt men kan inte skilja sig så länge inga uppgifter "
            f"saknas, vilka de än är{when} (bevisat)."
        )
    elif not ranges.same:
        yield "Inget av värdena räknas ut på samma sätt före och efter."


def _when(telling: Telling) -> str:
    """The years that it is so of."""
    comparison = telling.comparison
    year = comparison.after.year
    return "" if year is None else f" ({year})"


def _apart(telling: Telling) -> Iterator[str]:
    """What is not among those that could be compared, and why."""
    comparison = telling.comparison
    before, after = comparison.before.plan.active, comparison.after.plan.active
    found: dict[str, list[str]] = {}
    for symbol in comparison.ranges.apart:
        both = symbol in after and comparison.ranges.renamed.get(symbol, symbol) in before
        why = "har en annan enhet eller är ett annat slags värde" if both else "finns bara efter"
        why = why if symbol in after else "finns bara före"
        found.setdefault(why, []).append(name_of(telling, symbol))
    for why, names in found.items():
        yield f"{capital(first_of(names, _MOST_NAMED))} {why} och jämförs inte."


def not_followed(telling: Telling) -> list[str]:
    ranges = telling.comparison.ranges
    done = {one.symbol for one in ranges.studies}
    open_ = (symbol for symbol in ranges.open if symbol not in done and symbol not in ranges.proved)
    return [name_of(telling, symbol) for symbol in open_]


def followed(telling: Telling) -> Iterator[Followed]:
    ranges = telling.comparison.ranges
    for one in ranges.studies:
        if one.symbol in ranges.proved:
            continue
        name = name_of(telling, one.symbol)
        if not one.lines:
            found = [*_example(one, telling)] or ["Hann inte prövas." if one.stopped else _everywhere(one, telling)]
            yield Followed(name, (), tuple(found))
            continue
        together = one.together
        if together is not None and not (together.alone or one.came is not None or one.made_up):
            together = None
        needed = [] if together is None else [part for part, _, _ in together.parts]
        flat = [line for line in one.lines if _constant(line)]
        # What is needed together is told together, and not as if each did it by itself.
        varying = [line for line in one.lines if line not in flat and line.input not in needed]
        sentences = [*_example(one, telling), _tried(one, telling)]
        if not varying and together is None:
            sentences.insert(0, _flat(one, flat[0].spans[0], telling))
        elif flat:
            sentences[:0] = _unmoving(flat, telling)
        pairs = [tuple(_line(one, line, telling)) for line in varying]
        if together is not None:
            pairs.insert(0, tuple(_company(one, together, telling)))
        yield Followed(name, tuple(pairs), tuple(sentences))


def _company(one: Study, together: Together, telling: Telling) -> Iterator[tuple[str, str]]:
    """`1–2 mandat och nyinvalt ja: −10 000 kr/år`"""
    definition = telling.comparison.after.plan.active[one.symbol]
    parts = [_range(part, first, last, telling) for part, first, last in together.parts]
    yield listed(parts), difference(telling, definition, together.low)
    if together.alone:
        yield "övriga", "oförändrade"


def _unmoving(flat: Sequence[Line], telling: Telling) -> Iterator[str]:
    """What moves nothing; and what moved nothing as far as it was tried."""
    sure = [line for line in flat if line.sure]
    if sure:
        yield f"{capital(listed([_input_name(line.input) for line in sure]))} ändrar inte skillnaden."
    tried = [_extent(line, telling, named=True) for line in flat if line not in sure]
    if tried:
        yield f"Skillnaden är densamma vid de värden som har prövats av {listed(tried)}."


def _example(one: Study, telling: Telling) -> Iterator[str]:
    """The case that was followed, where the data show no difference."""
    if one.came is None:
        return
    rows: dict[str | None, list[str]] = {}
    for row, given in one.case:
        rows.setdefault(row, []).append(_range(given.input, given.value, given.value, telling))
    told = {row: ", ".join(given) for row, given in rows.items()}
    texts = [text if row in (None, one.row) else f"{row}: {text}" for row, text in told.items()]
    if not texts or len(one.there) > 1 or any(many != 1 for _, many in one.there):
        texts.append(listed([f"{count(many)} {telling.words.rows(concept, many)}" for concept, many in one.there]))
    comparison = telling.comparison
    before = comparison.before.plan.active[comparison.ranges.renamed.get(one.symbol, one.symbol)]
    after = comparison.after.plan.active[one.symbol]
    came = (
        telling.old_words.of_named(one.came[0], before, shown=True),
        telling.words.of_named(one.came[1], after, shown=True),
    )
    example = f"{'; '.join(texts)}: {came[0]} blir {came[1]}"
    yield f"Med uppgifterna i data skiljer de sig inte, men till exempel med {example}."


def _constant(line: Line) -> bool:
    """Whether the difference is the same at all that was tried: one span, and not one that rises along the input."""
    return len(line.spans) == 1 and line.spans[0].low == line.spans[0].high


def _everywhere(one: Study, telling: Telling) -> str:
    """Of a value that depends on nothing that is given, or on nothing that was varied."""
    if one.left_out:
        names = listed([_input_name(each) for each in _once(one.left_out)])
        return f"Beror på {names} i andra rader. Följs inte här."
    if one.symbol.concept is not None:
        return "Beror på vilka rader som finns." if one.counted else "Beror inte på några uppgifter."
    comparison = telling.comparison
    former = comparison.ranges.renamed.get(one.symbol, one.symbol)
    sides = (
        (comparison.before, former, telling.old_words),
        (comparison.after, one.symbol, telling.words),
    )
    texts = [
        words.of_named(outcome(side, symbol, None), side.plan.active[symbol], shown=True)
        for side, symbol, words in sides
    ]
    if one.counted:
        return f"Beror på vilka rader som finns: {texts[0]} blir {texts[1]} med dem i data."
    return f"{texts[0]} blir {texts[1]}, vilka uppgifter som än ges."


def _flat(one: Study, span: Span, telling: Telling) -> str:
    if span.kind == "same":
        comparison = telling.comparison
        if any(each.move.symbol == one.symbol for each in (*comparison.headline, *comparison.others)):
            return "Ingen skillnad vid något av de prövade värdena."
        return "Ingen skillnad hittades vid de prövade värdena, men det är inte bevisat att ingen finns."
    if span.kind == "neither":
        return f"{capital(_amount(one, span, telling))}, vid alla prövade värden."
    return f"{_amount(one, span, telling)}, vid alla prövade värden."


def _line(one: Study, line: Line, telling: Telling) -> Iterator[tuple[str, str]]:
    """Each span where they differ, and where it is known that they do not; last what else was tried and differs not."""
    rest = 0
    for span in line.spans:
        if span.kind != "same":
            yield _place(line, span, telling), _amount(one, span, telling, line)
        elif line.sure or not span.sure or span.count == 1:
            rest += 1
        else:
            yield _place(line, span, telling), "oförändrat"
    if rest:
        yield "övriga" if line.sure else "övriga prövade", "oförändrade"


def _place(line: Line, span: Span, telling: Telling) -> str:
    """`4–6 mandat`, `från 10 mandat`, `förbrukning 2024: mer än 100 till 200 kr`; of what is not sure, what was tried:
    `12 prövade värden mellan 10 och 90 mandat`."""
    one = line.input
    first, last = span.first, span.last
    if isinstance(first, Fraction) and isinstance(last, Fraction):
        _, factor = numbers.unit_of(_unit(one), one.attribute.unit_text)
        name = "" if _says_itself(one) else f"{_input_name(one)} "
        if not span.sure:
            low, high = numbers.number(first / factor), _value(one, last, telling)
            return f"{name}{count(span.count)} prövade värden mellan {low} och {high}"
        domain = domain_of(one.attribute)
        endless = isinstance(domain, Numbers) and domain.high is None and span is line.spans[-1] and span.high_end
        over = isinstance(span.above, Fraction) and span.above != first
        if over and isinstance(span.above, Fraction):
            low = numbers.number(span.above / factor)
            more = f"mer än {_value(one, span.above, telling)}"
            return f"{name}{more if endless else f'mer än {low} till {_value(one, last, telling)}'}"
        if endless:
            return f"{name}från {_value(one, first, telling)}"
        if span is line.spans[0] and span.low_end and isinstance(domain, Numbers) and domain.low is None:
            return f"{name}till och med {_value(one, last, telling)}"
    return _range(one, first, last, telling)


def _range(one: Input, first: Value, last: Value, telling: Telling) -> str:
    """`4–6 mandat`, `nyinvalt ja`"""
    name = "" if _says_itself(one) else f"{_input_name(one)} "
    if first == last:
        return f"{name}{_value(one, first, telling)}"
    if isinstance(first, Fraction) and isinstance(last, Fraction):
        _, factor = numbers.unit_of(_unit(one), one.attribute.unit_text)
        return f"{name}{numbers.number(first / factor)}–{_value(one, last, telling)}"
    return f"{name}{_value(one, first, telling)}–{_value(one, last, telling)}"


def _unit(one: Input) -> Unit:
    kind = one.attribute.type
    assert isinstance(kind, model.Number)
    return kind.unit


def _says_itself(one: Input) -> bool:
    """`mandat` in mandat."""
    return one.attribute.unit_text == one.symbol.name


def _value(one: Input, value: Value, telling: Telling) -> str:
    return telling.words.of_named(Known(value), one.attribute)


def _amount(one: Study, span: Span, telling: Telling, line: Line | None = None) -> str:
    definition = telling.comparison.after.plan.active[one.symbol]
    if isinstance(span.after, Failed) and span.kind == "neither":
        return f"inget värde, varken före eller efter ({short(span.after)})"
    comparison = telling.comparison
    before = comparison.before.plan.active[comparison.ranges.renamed.get(one.symbol, one.symbol)]
    if span.low is None or span.high is None:
        texts = (
            telling.old_words.of_named(span.before, before, shown=True),
            telling.words.of_named(span.after, definition, shown=True),
        )
        return f"{texts[0]} blir {texts[1]}"
    low, high = (difference(telling, definition, value) for value in (span.low, span.high))
    if span.low < 0 < span.high and span.less and span.more:
        tried = f"mindre vid {count(span.less)}, mer vid {count(span.more)} av de {count(span.count)} prövade"
        return f"växlar mellan {low} och {high} ({tried})"
    if span.slope is not None and span.low is not None and line is not None and span.sure:
        return _per(definition, line, span, low, telling)
    if low == high:
        return low
    first, last = (span.low, span.high) if span.slope is not None else (span.at_first, span.at_last)
    if line is not None and first is not None and last is not None:
        low, high = (difference(telling, definition, value) for value in (first, last))
        at, to = (_value(line.input, value, telling) for value in (span.first, span.last))
        return f"{low} vid {at} till {high} vid {to}"
    if 0 in (span.low, span.high):
        return f"oförändrat eller {f'upp till {high}' if span.low == 0 else f'ned till {low}'}"
    return f"{low} till {high}"


def _per(definition: model.Definition, line: Line, span: Span, low: str, telling: Telling) -> str:
    """`+2 341 kr per mandat`; where it does not start from nothing, what it is at first and what each adds."""
    assert span.slope is not None
    assert span.low is not None
    assert isinstance(span.first, Fraction)
    name, factor = numbers.unit_of(_unit(line.input), line.input.attribute.unit_text)
    each = difference(telling, definition, span.slope * factor)
    if span.low == span.slope * span.first:
        return f"{each} per {name}" if name else f"{each} för varje"
    more = f"varje {name} till" if name else "var och en till"
    return f"{low} vid {_value(line.input, span.first, telling)}, sedan {each} för {more}"


def _input_name(one: Input) -> str:
    return one.symbol.name if one.year is None else f"{one.symbol.name} {one.year}"


def _once(inputs: Sequence[Input]) -> list[Input]:
    return list({one.symbol: one for one in inputs}.values())


def _tried(one: Study, telling: Telling) -> str:
    """What was tried, and what the rest was."""
    texts = [_extent(line, telling) for line in one.lines if not _constant(line) or line.sure] or [
        _extent(line, telling) for line in one.lines
    ]
    whole = len(one.lines) == 1 and one.lines[0].whole and not one.left_out and not one.filled
    if whole and one.made_up:
        return f"Prövat: {texts[0]}, alla som får ges."
    if one.came is not None:
        rest = "övriga uppgifter som i exemplet"
    elif one.made_up:
        rest = "övriga uppgifter de enklaste som får ges, för det finns inga rader i data"
    elif one.row is not None and one.alike and one.rows > 1:
        alike = "Lika" if all(line.whole for line in one.lines) else "Vid de prövade värdena lika"
        rest = f"övriga uppgifter som i data. {alike} för alla {_rows(one, telling)}"
    elif one.row is not None:
        rest = f"övriga uppgifter som i data för {one.row}"
    else:
        rest = "övriga uppgifter som i data"
    text = f"Prövat: {listed(texts)}; {rest}."
    if one.filled:
        filled = {_input_name(each.input): _value(each.input, each.value, telling) for each in one.filled}
        taken = listed([f"{name} {value}" for name, value in filled.items()])
        text += f" I data saknas uppgifter; där har prövats {taken}."
    if one.row is not None and one.came is None:
        text += _of_others(one, telling)
    if one.left_out:
        text += f" Inte prövat: {listed([_input_name(each) for each in _once(one.left_out)])} i andra rader."
    return text


def _of_others(one: Study, telling: Telling) -> str:
    """What is to be said of the other rows."""
    moving = [_input_name(line.input) for line in one.lines if line.others]
    text = ""
    if moving:
        text = f" Ändras {listed(moving)} för {one.row or ''} ändras skillnaden också för andra."
    if not one.alike and one.rows > 1 and telling.comparison.asked.row is None:
        unlike = f"Det är inte lika för alla {_rows(one, telling)}: se" if one.alike is False else "Se"
        text += f" {unlike} andra med --för NAMN."
    return text


def _rows(one: Study, telling: Telling) -> str:
    """`8 partier`"""
    return f"{count(one.rows)} {telling.words.rows(one.symbol.concept or '', one.rows)}"


def _extent(line: Line, telling: Telling, *, named: bool = False) -> str:
    """`1–200 mandat`, `förbrukning 2024 vid 10 värden mellan 0 och 655 000 kr/år`"""
    one, first, last = line.input, line.spans[0].first, line.spans[-1].last
    name = "" if _says_itself(one) and not named else f"{_input_name(one)} "
    if isinstance(first, Fraction) and isinstance(last, Fraction):
        _, factor = numbers.unit_of(_unit(one), one.attribute.unit_text)
        domain = domain_of(one.attribute)
        if isinstance(domain, Numbers) and domain.step and line.tried == (last - first) / domain.step + 1:
            return f"{name}{numbers.number(first / factor)}–{_value(one, last, telling)}"
        low = numbers.number(first / factor)
        return f"{name}vid {count(line.tried)} värden mellan {low} och {_value(one, last, telling)}"
    return f"{name}vid {count(line.tried)} värden"
