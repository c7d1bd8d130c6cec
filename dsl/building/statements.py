"""The lines of a section. One with other lines below it becomes a head here, and a node where those are known."""

from collections.abc import Callable
from typing import Any, Literal

import attrs

from dsl import nodes
from dsl.building.build import Build
from dsl.building.days import any_date
from dsl.building.values import plain
from dsl.formatting.expressions import condition as condition_text
from dsl.formatting.expressions import guarded
from dsl.frozen import frozen
from dsl.grammar import Token
from dsl.problems.meant import ModifiedThenIf


@frozen
class Defined:
    """`X är E`, `X är E om C`, `X är Y när C`."""

    subject: nodes.Subject
    body: nodes.Single | nodes.When


@frozen
class CasesHead:
    """`X är`, with its cases below."""

    subject: nodes.Subject


@frozen
class TableHead:
    subjects: tuple[nodes.Subject, ...]
    hit: Literal["unique", "first", "brackets"]


@frozen
class SharingHead:
    pot: nodes.Name
    group: nodes.Name
    result: nodes.Subject


@frozen
class NormHead:
    """`kostnaden får "belasta anslaget"`; content None: the contents stand as bullets below."""

    bearer: nodes.Name
    modality: nodes.Modality
    content: nodes.Content | None


@frozen
class DecidedHead:
    """`anslag (anslaget) bestäms av kommunstyrelsen, i kr/år`; unit None: as the bounds say."""

    subject: nodes.Subject
    role: nodes.Name
    unit: str | None
    bounds: tuple[nodes.Bound, ...]


@frozen
class Excepted:
    """What stands after `undantag från § 6`."""

    subject: nodes.Subject
    value: nodes.Expression
    condition: nodes.Condition
    even: bool


StatementHead = Defined | CasesHead | TableHead | SharingHead | NormHead | DecidedHead


def subject(build: Build, start: int, end: int, name: Token, *forms: str) -> nodes.Subject:
    return nodes.Subject(name.value, forms, span=build.span(start, end))


def word(_build: Build, _start: int, _end: int, name: Token) -> str:
    return name.value


def count_form(_build: Build, _start: int, _end: int, name: Token) -> str:
    return f"antalet {name.value}"


def cases_below(_build: Build, _start: int, _end: int, defined: nodes.Subject) -> CasesHead:
    return CasesHead(defined)


def single(
    build: Build,
    _start: int,
    end: int,
    defined: nodes.Subject,
    value: nodes.Expression,
    condition: nodes.Condition | None = None,
) -> Defined:
    if condition is not None:
        _guarded(build, value, condition, "value")
    return Defined(defined, nodes.Single(value, condition, span=value.span.to(build.span(end, end))))


def _guarded(
    build: Build,
    value: nodes.Expression,
    condition: nodes.Condition,
    what: Literal["value", "case", "otherwise", "exception"],
    *,
    even: bool = False,
) -> None:
    """Tells of modifiers before the condition of a whole value that stand in no parentheses: a condition after a
    modifier is of that modifier."""
    if not isinstance(value, nodes.Modified) or build.is_enclosed(value):
        return
    *before, last = value.modifiers
    whole = f"{guarded(value)} {'även ' if even else ''}om {condition_text(condition)}"
    alone = None
    if what == "otherwise" and isinstance(last, nodes.Round | nodes.Changed | nodes.Limited):
        own = attrs.evolve(value, modifiers=(*before, nodes.Conditioned(last, condition, span=last.span)))
        alone = guarded(own)
    build.problems.append(ModifiedThenIf(value.span.to(condition.span), what, whole, alone))


def when(
    build: Build, start: int, end: int, defined: nodes.Subject, state: Token, condition: nodes.Condition
) -> Defined:
    named = attrs.evolve(defined, name=f"{defined.name} är {state.value}", span=build.span(start, state.end))
    return Defined(named, nodes.When(condition, span=build.span(state.end, end)))


def by_table(_build: Build, _start: int, _end: int, *parts: Any) -> TableHead:
    *subjects, hit = parts
    return TableHead(tuple(subjects), hit)


def hit_unique(_build: Build, _start: int, _end: int) -> str:
    return "unique"


def hit_first(_build: Build, _start: int, _end: int) -> str:
    return "first"


def hit_brackets(_build: Build, _start: int, _end: int) -> str:
    return "brackets"


def sharing(build: Build, _start: int, _end: int, pot: Token, group: Token, result: nodes.Subject) -> SharingHead:
    return SharingHead(plain(build, pot), plain(build, group), result)


def case(
    build: Build, start: int, end: int, value: nodes.Expression, condition: nodes.Condition | None = None
) -> nodes.Case:
    line = build.line
    if condition is not None:
        _guarded(build, value, condition, "case")
    return nodes.Case(value, condition, False, marks=line.marks, trivia=line.trivia, span=build.span(start, end))


def otherwise(
    build: Build, start: int, end: int, value: nodes.Expression, condition: nodes.Condition | None = None
) -> nodes.Case:
    line = build.line
    if condition is not None:
        _guarded(build, value, condition, "otherwise")
    return nodes.Case(value, condition, True, marks=line.marks, trivia=line.trivia, span=build.span(start, end))


def dated_from(build: Build, start: int, end: int, first: Token, value: nodes.Expression) -> nodes.Dated:
    line = build.line
    return nodes.Dated(
        any_date(build, first), None, value, marks=line.marks, trivia=line.trivia, span=build.span(start, end)
    )


def dated_between(
    build: Build, start: int, end: int, first: Token, last: Token, value: nodes.Expression
) -> nodes.Dated:
    line = build.line
    days = any_date(build, first), any_date(build, last)
    return nodes.Dated(*days, value, marks=line.marks, trivia=line.trivia, span=build.span(start, end))


def shown(build: Build, start: int, end: int, step: nodes.Step) -> nodes.Shown:
    exact = step.unit in ("procent", "promille") and len(build.line.text[start:end].split()) == 3
    return nodes.Shown(step, exact, trivia=build.line.trivia, span=build.span(start, end))


def _exception_line(level: Any, even: bool) -> Any:
    def make(build: Build, start: int, end: int, value: nodes.Expression, condition: nodes.Condition) -> nodes.Unless:
        line = build.line
        _guarded(build, value, condition, "exception", even=even)
        return nodes.Unless(
            level, value, condition, even, marks=line.marks, trivia=line.trivia, span=build.span(start, end)
        )

    return make


def _exception_from_section(even: bool) -> Any:
    def make(
        build: Build,
        _start: int,
        _end: int,
        defined: nodes.Subject,
        value: nodes.Expression,
        condition: nodes.Condition,
    ) -> Excepted:
        _guarded(build, value, condition, "exception", even=even)
        return Excepted(defined, value, condition, even)

    return make


def assumption(build: Build, _start: int, _end: int, text: Token, condition: nodes.Condition) -> nodes.Assumption:
    line = build.line
    return nodes.Assumption(text.value, condition, marks=line.marks, trivia=line.trivia, span=line.whole())


def promise(
    build: Build, _start: int, _end: int, text: Token, claim: nodes.Monotone | nodes.Condition
) -> nodes.Promise:
    """The line itself; those below it are read by themselves."""
    line = build.line
    return nodes.Promise(text.value, claim, (), marks=line.marks, trivia=line.trivia, span=line.whole())


_COURSES: dict[str, nodes.Course] = {"minskar": "falls", "ökar": "rises"}


def monotone(
    build: Build, start: int, end: int, value: nodes.Expression, never: str, moved: nodes.Name, moves: str
) -> nodes.Monotone:
    return nodes.Monotone(value, _COURSES[never.split(" ")[0]], moved, _COURSES[moves], span=build.span(start, end))


def quoted(_build: Build, _start: int, _end: int, text: Token) -> str:
    return text.value


MAKERS: dict[str, Callable[..., Any]] = {
    "subject": subject,
    "word": word,
    "count_form": count_form,
    "cases_below": cases_below,
    "single": single,
    "when": when,
    "by_table": by_table,
    "hit_unique": hit_unique,
    "hit_first": hit_first,
    "hit_brackets": hit_brackets,
    "sharing": sharing,
    "case": case,
    "otherwise": otherwise,
    "dated_from": dated_from,
    "dated_between": dated_between,
    "shown": shown,
    "unless": _exception_line(1, False),
    "unless_even": _exception_line(1, True),
    "despite": _exception_line(2, False),
    "despite_even": _exception_line(2, True),
    "exception": _exception_from_section(False),
    "exception_even": _exception_from_section(True),
    "assumption": assumption,
    "promise": promise,
    "monotone": monotone,
    "quoted": quoted,
}
