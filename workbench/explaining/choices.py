"""Why this row of a table, this case, this exception or this date, and why none of the others."""

import datetime
from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import groupby

from dsl import model, nodes
from dsl.dates import MONTHS
from dsl.formatting import expression_text
from dsl.formatting.tables import cell
from interpreter.days import DayOff
from interpreter.explaining.derivation import (
    AsOfDay,
    BranchTaken,
    DateTaken,
    DayClipped,
    DaysTaken,
    Decided,
    ExceptionTaken,
    Gathered,
    IndexSteps,
    Outside,
    Placed,
    RejectedRow,
    RowTaken,
    TiersTaken,
    TimePassed,
    WorkdaysCounted,
)
from interpreter.outcomes import Failed, Known
from workbench.explaining.reasons import facts, outside, why_not
from workbench.page.page import TreeLine as Line
from workbench.values.words import Words, count, counted, first_of, keep_together, listed, short

_MOST_ROWS = 5
_MOST_REJECTED = 6


# -- tables --------------------------------------------------------------------------------------


def row_taken(choice: RowTaken, words: Words) -> Line:
    """`5 mandat ligger i raden 4–6`"""
    table = choice.lookup.table
    failed = [
        f"{column.text} har inget värde: {short(outcome)}"
        for column, outcome in zip(table.node.columns, choice.met, strict=False)
        if isinstance(outcome, Failed)
    ]
    if failed:
        return Line("sentence", listed(failed))
    met = listed([_met(choice, column, words) for column in range(len(choice.met))])
    if choice.row is None:
        return Line("sentence", f"{met} finns inte i tabellen")
    if table.rows[choice.row].otherwise:
        return Line("sentence", f"{met} ger raden övriga, för ingen annan rad passar")
    verb = "ligger i" if all(isinstance(column.type, model.Number) for column in table.columns) else "ger"
    return Line("sentence", f"{met} {verb} raden {_row_name(table, choice.row)}")


def rejected_rows(choice: RowTaken, words: Words) -> Iterator[Line]:
    """Every other row of a short table; of a long one those nearest the row taken."""
    rejected = choice.rejected
    before = 0 if choice.row is None else sum(each.row < choice.row for each in rejected)
    start = max(0, min(before - _MOST_REJECTED // 2, len(rejected) - _MOST_REJECTED))
    for each in rejected[start : start + _MOST_REJECTED]:
        yield Line("aside", f"{_row_name(choice.lookup.table, each.row)} gäller inte: {_why_not(choice, each, words)}")
    if len(rejected) > _MOST_REJECTED:
        yield Line("aside", f"inte heller {len(rejected) - _MOST_REJECTED} andra rader gäller")


def _row_name(table: model.Table, row: int) -> str:
    """Its condition cells: `4–6`, `resa, 1–3`."""
    cells = table.rows[row].node.cells[: len(table.columns)]
    return ", ".join(keep_together(cell(each, brackets=False)) for each in cells)


def _met(choice: RowTaken, column: int, words: Words) -> str:
    """`5 mandat` where the unit says what it is, else `tjänsteutrymmet 0,5 tjänst`."""
    expression = choice.lookup.table.columns[column]
    value = words.of_expression((expression, choice.met[column]), _bounds(choice.lookup.table, column))
    if counted(expression.type):
        return value
    return f"{_heading(choice.lookup.table, column)} {value}"


def _bounds(table: model.Table, column: int) -> Iterator[Known]:
    """All ends of the ranges of a column."""
    for row in table.rows:
        test = row.tests[column]
        if isinstance(test, model.Interval):
            yield from (Known(end) for end in (test.low, test.high) if end is not None)


def _heading(table: model.Table, column: int) -> str:
    """What the column is of, without whose it is."""
    expression = table.columns[column]
    return expression.symbol.name if isinstance(expression, model.Reference) else table.node.columns[column].text


def _why_not(choice: RowTaken, rejected: RejectedRow, words: Words) -> str:
    expression, outcome = choice.lookup.table.columns[rejected.column], choice.met[rejected.column]
    if rejected.bound is None:
        heading = _heading(choice.lookup.table, rejected.column)
        return f"{heading} är {words.of_expression((expression, outcome))}"
    operator, bound = rejected.bound
    end = words.in_formula((expression, bound), units=False)
    return outside(operator, _met(choice, rejected.column, words), end, expression.type)


def tiers_taken(choice: TiersTaken, words: Words) -> Line:
    column = choice.brackets.table.columns[0].text
    ends = [Known(tier.high) for tier in choice.tiers if tier.high is not None]
    whole = words.of_expression((choice.brackets.value, choice.value), ends)
    return Line("sentence", f"{column}, {whole}, delas i skikt")


def tiers(choice: TiersTaken, words: Words) -> Iterator[Line]:
    """`75 % av 2 400 000 kr`, one line for each tier that something fell within."""
    for tier in choice.tiers:
        part = words.of_expression((choice.brackets.value, Known(tier.part)))
        low = _bound(choice, tier.low, tier.low_bound, words)
        if tier.high is None:
            where = f"över {low}"
        else:
            where = f"till och med {_bound(choice, tier.high, tier.high_bound, words)}"
            where = where if tier.low == 0 else f"över {low} {where}"
        yield Line("aside", f"{words.of_expression(tier.rate)} av {part}, delen {where}")


def _bound(choice: TiersTaken, number: Fraction, bound: model.Expression | None, words: Words) -> str:
    """`75 000 kr`, or with what it is a multiple of: `1,5 prisbasbelopp (75 000 kr)`."""
    told = words.of_expression((choice.brackets.value, Known(number)))
    if not isinstance(bound, model.Arithmetic):
        return told
    assert bound.node is not None
    return f"{keep_together(expression_text(bound.node))} ({told})"


def decided(choice: Decided, words: Words) -> Line:
    """`mandaten (5 mandat) är minst 1 mandat`"""
    return Line("sentence", facts(choice.reasons, words))


def not_covered(choice: Outside, words: Words) -> Line:
    """`omfattas inte av regelverket: mandaten (0 mandat) är färre än 1 mandat`"""
    if any(isinstance(reason.holds, Failed) for reason in choice.reasons):
        return Line("sentence", facts(choice.reasons, words))
    return Line("sentence", f"omfattas inte av regelverket: {facts(choice.reasons, words)}")


# -- cases and exceptions ------------------------------------------------------------------------


def branches(choice: BranchTaken, words: Words) -> Iterator[Line]:
    taken = choice.branch
    if choice.cases.modifier is not None:
        yield _modifier(choice, choice.cases.modifier, words)
        return
    if taken is not None:
        if choice.reasons:
            yield Line("aside", f"gäller eftersom {facts(choice.reasons, words)}")
        elif len(choice.cases.branches) > 1:
            yield Line("aside", "gäller eftersom inget annat fall gör det")
    for branch, reasons in choice.rejected:
        value = _written(choice.cases.branches[branch].value)
        yield Line("aside", why_not(value, reasons, words))


def _modifier(choice: BranchTaken, node: nodes.Conditioned, words: Words) -> Line:
    """`ökat med 150 kr, eftersom …` or `inte ökat med 150 kr, eftersom …`; of a limit that it applies or not."""
    written = keep_together(expression_text(node.modifier))
    limit = isinstance(node.modifier, nodes.Limited)
    if choice.branch is None:
        ((_, reasons),) = choice.rejected
        return Line("aside", f"”{written}”: {facts(reasons, words)}")
    if choice.branch == 0:
        how = f"”{written}” gäller" if limit else written
        return Line("aside", f"{how}, eftersom {facts(choice.reasons, words)}")
    ((_, reasons),) = choice.rejected
    how = f"”{written}” gäller inte" if limit else f"inte {written}"
    return Line("aside", f"{how}, eftersom {facts(reasons, words)}")


def exceptions(choice: ExceptionTaken, words: Words) -> Iterator[Line]:
    level = 0
    if choice.exception is not None:
        taken = choice.exceptions.exceptions[choice.exception]
        level = taken.level
        before = " före andra undantag" if level == 2 else ""
        why = facts(choice.reasons, words)
        yield Line("aside", f"undantaget {_written(taken.value)} gäller{before}, eftersom {why}")
        base = choice.exceptions.base
        if base.node is not None:
            yield Line("aside", f"utan undantaget hade gällt: {_written(base)}")
    for index, reasons in choice.rejected:
        other = choice.exceptions.exceptions[index]
        if reasons:
            yield Line("aside", why_not(f"undantaget {_written(other.value)}", reasons, words))
        elif other.level == level:
            yield Line("aside", f"undantaget {_written(other.value)} gäller samtidigt")
        else:
            yield Line("aside", f"undantaget {_written(other.value)} gäller inte: det andra undantaget går före")


def _written(expression: model.Expression) -> str:
    return "värdet" if expression.node is None else keep_together(expression_text(expression.node))


# -- time ----------------------------------------------------------------------------------------


def date_taken(choice: DateTaken) -> Line:
    """`75 500 kr/månad gäller från och med 2024-01-01`"""
    if choice.index is None:
        return Line("sentence", "inget av värdena gäller hela tiden")
    dated = choice.timeline.values[choice.index]
    return Line("sentence", f"{_written(dated.value)} gäller {_period(choice.timeline, choice.index)}")


def other_dates(choice: DateTaken) -> Iterator[Line]:
    """The values before and after; all of them where none was in force."""
    taken = choice.index
    for index, dated in enumerate(choice.timeline.values):
        if taken is None or abs(index - taken) == 1:
            verb = "gäller" if taken is None else "gällde" if index < taken else "gäller först"
            yield Line("aside", f"{_written(dated.value)} {verb} {_period(choice.timeline, index)}")


def _period(timeline: model.Timeline, index: int) -> str:
    dated = timeline.values[index]
    first = f"från och med {dated.first.isoformat()}"
    if dated.last is not None:
        return f"{first} till och med {dated.last.isoformat()}"
    if index + 1 < len(timeline.values):
        day_before = timeline.values[index + 1].first - datetime.timedelta(days=1)
        return f"{first} till och med {day_before.isoformat()}"
    return first


def day_text(day: datetime.date) -> str:
    """`1 januari`"""
    return f"{day.day} {MONTHS[day.month - 1]}"


def workdays_counted(choice: WorkdaysCounted) -> Line:
    """`19 juni är midsommarafton`"""
    told = [f"{day_text(day)} är {_DAYS_OFF[why]}" for day, why in choice.off]
    return Line("aside", f"räknas inte som arbetsdagar: {first_of(told, _MOST_DAYS)}" if len(told) > 1 else told[0])


_MOST_DAYS = 6
_DAYS_OFF: Mapping[DayOff, str] = {
    "saturday": "en lördag",
    "sunday": "en söndag",
    "new_year": "nyårsdagen",
    "epiphany": "trettondedag jul",
    "good_friday": "långfredagen",
    "easter": "påskdagen",
    "easter_monday": "annandag påsk",
    "may_day": "första maj",
    "ascension": "Kristi himmelsfärdsdag",
    "whit_sunday": "pingstdagen",
    "whit_monday": "annandag pingst",
    "national_day": "nationaldagen",
    "midsummer_eve": "midsommarafton",
    "midsummer": "midsommardagen",
    "all_saints": "alla helgons dag",
    "christmas_eve": "julafton",
    "christmas": "juldagen",
    "boxing_day": "annandag jul",
    "new_years_eve": "nyårsafton",
}


def day_clipped(choice: DayClipped) -> Line:
    month = MONTHS[choice.day.month - 1]
    return Line("aside", f"{month} {choice.day.year} har bara {choice.day.day} dagar, så det blir den sista")


def days_taken(choice: DaysTaken, words: Words) -> Iterator[Line]:
    """`januari–mars: 1 000 kr`, one line for each stretch of months alike; of a single day the formula says it all."""
    if len(choice.days) < 12:
        return
    said = [words.of_expression((choice.on_day.value, outcome)) for _, outcome in choice.days]
    for text, stretch in groupby(range(12), key=lambda month: said[month]):
        alike = list(stretch)
        name = MONTHS[alike[0]] if len(alike) == 1 else f"{MONTHS[alike[0]]}–{MONTHS[alike[-1]]}"
        yield Line("aside", name, text)


def as_of_day(choice: AsOfDay) -> Iterator[Line]:
    """`basbeloppet så som det är 2020-05-01`; of a day that is missing the causes say it all."""
    if isinstance(choice.day, Known) and isinstance(choice.day.value, datetime.date):
        yield Line("aside", f"{_written(choice.as_of.value)} så som det är {choice.day.value.isoformat()}")


_WHOLE = {"day": "dagar", "week": "veckor", "month": "månader", "year": "år"}


def time_passed(choice: TimePassed) -> Iterator[Line]:
    """`17 hela år 2022-06-20, 18 hela år först 2023-06-20`"""
    if choice.last is not None and choice.next is not None and choice.whole.unit != "day":
        unit = _WHOLE[choice.whole.unit]
        number = choice.number
        yield Line(
            "aside",
            f"{count(number)} hela {unit} {choice.last.isoformat()}, "
            f"{count(number + 1)} hela {unit} först {choice.next.isoformat()}",
        )


def placed(choice: Placed, words: Words) -> Iterator[Line]:
    """`3 barn i ordning: Anna 2010-01-02, Bo 2012-03-04 och Cia 2015-06-07`"""
    ranking = choice.ranking
    told = [f"{label} {words.of_expression((ranking.key, key))}" for label, key, _ in choice.places]
    rows = words.rows(ranking.group.concept, len(told))
    # Where it is missing whose row it is, it is ordered among none.
    if told:
        yield Line("aside", f"{count(len(told))} {rows} i ordning: {first_of(told, _MOST_ROWS)}")


def index_steps(choice: IndexSteps, words: Words) -> Iterator[Line]:
    """`2027: ökat med 3 %`, one line a year."""
    indexed = choice.indexed
    yield Line("aside", f"{indexed.level_year} års nivå", words.of_expression((indexed, choice.base)))
    if not choice.steps:
        yield Line("aside", f"uppräkningen börjar {indexed.first_year}")
    rounded = "" if indexed.round_each_year is None else ", avrundat"
    for year, rate, value in choice.steps:
        by = words.of_expression((indexed.rate, rate))
        how = f"ökat med {by}{rounded}"
        if isinstance(rate, Failed):
            how = f"talet att räkna upp med har inget värde ({by})"
        yield Line("aside", f"{year}: {how}", words.of_expression((indexed, value)))


# -- groups --------------------------------------------------------------------------------------


def gathered(choice: Gathered, words: Words) -> Iterator[Line]:
    """`4 av 8 partier: A 1,4 tjänst, B 0,8 tjänst och 2 till`"""
    aggregate = choice.aggregate
    rows = words.rows(aggregate.group.concept, len(choice.members))
    if not choice.members:
        yield Line("aside", f"det finns inga {rows}{_as_nothing(aggregate)}")
        return
    taken = [each for each in choice.members if aggregate.where is None or each.holds != Known(False)]
    of_all = f"{count(len(taken))} av " if len(taken) < len(choice.members) else ""
    if not taken:
        yield Line("aside", f"0 av {count(len(choice.members))} {rows} räknas{_as_nothing(aggregate)}")
        return
    told = []
    for member in taken:
        if isinstance(member.holds, Failed):
            told.append(f"{member.row} ({short(member.holds)})")
        elif member.value is None or aggregate.value is None:
            told.append(member.row)
        else:
            told.append(f"{member.row} {words.of_expression((aggregate.value, member.value))}")
    yield Line("aside", f"{of_all}{count(len(choice.members))} {rows}: {first_of(told, _MOST_ROWS)}")


def _as_nothing(aggregate: model.Aggregate) -> str:
    """Said where nothing is added up, which is not that something is known to be 0."""
    return ", så summan är 0" if aggregate.kind == "total" else ""
