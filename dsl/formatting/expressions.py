"""Expressions, conditions, modifiers and table cells as canonical text, each on one line.

Knows which construct binds tighter than which, as dsl/grammar.lark has it, and prints parentheses only where the
tree needs them. Knows nothing of lines; the bullets of a condition are found by `bullets_below` and printed by others.
"""

from collections.abc import Callable
from typing import assert_never

from dsl import nodes
from dsl.chains import After, after, is_loose, is_rate_divided_by, is_reached, is_split, row
from dsl.formatting.literals import (
    DIRECTIONS,
    TIES,
    YEARS,
    date,
    day_of_month,
    listed,
    norm_words,
    quantity,
    quoted,
    step,
    without,
    workdays,
    year_word,
    yearly_date,
)
from dsl.frozen import field_names, is_frozen
from dsl.lexing import TIMES
from dsl.spellings import in_words

Replace = Callable[[nodes.Expression | nodes.Condition], str | None]


def nothing(_node: nodes.Expression | nodes.Condition) -> None:
    """Replaces no node."""


def one_line(node: nodes.Expression | nodes.Condition | nodes.Modifier, replace: Replace) -> str:
    """The whole of the node on one line, bullets too: `något av villkoren är uppfyllt: A; B`."""

    def with_bullets(inner: nodes.Expression | nodes.Condition) -> str | None:
        replaced = replace(inner)
        if replaced is not None:
            return replaced
        match inner:
            case nodes.Bullets():
                return bulleted(_BULLETS[inner.kind], inner)
            case nodes.Quantified(condition=nodes.Bullets() as bullets) if replace(bullets) is None:
                return bulleted(_quantified(inner, with_bullets, _BULLETS_TO_FULFIL[bullets.kind]), bullets)
            case _:
                return None

    def bulleted(head: str, bullets: nodes.Bullets) -> str:
        return f"{head}: " + "; ".join(condition(part.condition, with_bullets) for part in bullets.parts)

    match node:
        case (
            nodes.Round()
            | nodes.Changed()
            | nodes.Limited()
            | nodes.PriceLevel()
            | nodes.Indexed()
            | nodes.AtDate()
            | nodes.AsOf()
            | nodes.MonthByMonth()
            | nodes.Conditioned()
        ):
            return modifier(node, with_bullets)
        case (
            nodes.Comparison()
            | nodes.Membership()
            | nodes.Within()
            | nodes.Has()
            | nodes.HasAny()
            | nodes.OverYears()
            | nodes.And()
            | nodes.Or()
            | nodes.Bullets()
            | nodes.Quantified()
            | nodes.Judged()
            | nodes.Normed()
        ):
            return condition(node, with_bullets)
        case _:
            return expression(node, with_bullets)


# -- expressions ---------------------------------------------------------------------------------

# How tight a construct holds together; a part that holds less than its place asks for stands in parentheses.
MODIFIED, LONE, SUM, PRODUCT, UNARY, POSTFIX, ATOM = range(7)

_OPERATORS = {"+": ("+", SUM), "-": ("−", SUM), "*": ("×", PRODUCT), "/": ("/", PRODUCT)}
_AGGREGATES = {
    "total": "summan av",
    "count": "antalet",
    "maximum": "det högsta av",
    "minimum": "det lägsta av",
    "mean": "medelvärdet av",
    "earliest": "den tidigaste av",
    "latest": "den senaste av",
}
_EXTREMES = {
    "higher": "det högre av",
    "lower": "det lägre av",
    "earliest": "den tidigaste av",
    "latest": "den senaste av",
}
# Of days: the words are the same for two and for a group, so a group may stand only last.
_OF_DAYS = ("earliest", "latest")


def expression(
    node: nodes.Expression,
    replace: Replace = nothing,
    at_least: int = MODIFIED,
    *,
    last: bool = True,
    following: After = "",
) -> str:
    """The text of an expression, in parentheses where it holds less tight than `at_least`.

    last: nothing of the same value follows. An aggregate with `vars` takes all that follows into its condition, so
    elsewhere it stands in parentheses. following: what follows in a row of operands, that people may read as part of it
    """
    replaced = replace(node)
    if replaced is not None:
        enclosed = replaced.startswith("−") and at_least > UNARY
        return f"({replaced})" if enclosed else replaced
    enclosed = _tightness(node, last, following) < at_least
    text = _plain(node, replace, last or enclosed, "" if enclosed else following)
    return f"({text})" if enclosed else text


def _tightness(node: nodes.Expression, last: bool, following: After) -> int:
    match node:
        case nodes.Modified() | nodes.NotRegulated() | nodes.Nothing() | nodes.Ranking():
            return MODIFIED
        case nodes.WholeTime() | nodes.FirstThen() | nodes.Extreme(kind="earliest" | "latest"):
            return LONE
        case nodes.Aggregate() if node.kind in _OF_DAYS and not last:
            return MODIFIED
        case _ if is_loose(node, following):
            return MODIFIED
        case nodes.Binary():
            return _OPERATORS[node.operator][1]
        case nodes.Negative():
            return UNARY
        case nodes.Per() | nodes.PerBegun():
            return POSTFIX
        case nodes.Aggregate() if node.where is not None and not last and not _is_such(node.where):
            return MODIFIED
        case _:
            return ATOM


def _plain(node: nodes.Expression, replace: Replace, last: bool, following: After) -> str:
    match node:
        case nodes.Quantity():
            return quantity(node)
        case nodes.Name():
            return node.text
        case nodes.YearOf():
            return f"{year_word(node)} {expression(node.name, replace)}"
        case nodes.ShareOf():
            whole = expression(node.whole, replace, ATOM, last=last, following=following)
            return f"{node.wording or quantity(node.share)} av {whole}"
        case nodes.Binary() | nodes.Per():
            return _row(node, replace, last)
        case nodes.PerBegun():
            value = expression(node.value, replace, POSTFIX, last=False)
            counted = "" if node.counted is None else f" av {expression(node.counted, replace, ATOM, last=False)}"
            return f"{value} per {node.wording}{counted}"
        case nodes.FirstThen():
            first = expression(node.first, replace, SUM, last=False)
            then = expression(node.then, replace, POSTFIX, last=False)
            return f"{first} {node.wording} {then}{' utöver den första' if node.wording.endswith(' och') else ''}"
        case nodes.Negative():
            return f"−{expression(node.operand, replace, POSTFIX, last=last, following=following)}"
        case nodes.Aggregate():
            return f"{_AGGREGATES[node.kind]} {expression(node.name, replace)}{_where(node.where, replace)}"
        case nodes.Extreme():
            left, right = (expression(part, replace, ATOM, last=False) for part in (node.left, node.right))
            return f"{_EXTREMES[node.kind]} {left} och {right}"
        case nodes.Text():
            return quoted(node.value)
        case nodes.Date():
            return date(node)
        case nodes.DayOf():
            return f"{day_of_month(node.month, node.day)} {YEARS[node.year]}"
        case nodes.AskedDay():
            return "den dag som frågan gäller"
        case nodes.WholeTime():
            since, until = (expression(part, replace, ATOM, last=False) for part in (node.since, node.until))
            return f"hela {node.unit} från {without(since, 'till')} till {until}"
        case nodes.Ranking():
            key = expression(node.key, replace, SUM, last=False)
            group = without(expression(node.group, replace), "efter")
            return f"ordningen bland {group} efter {key}, {node.wording} först{tie_text(node.tie)}"
        case nodes.Workday():
            return f"{workdays(node)} {expression(node.day, replace, ATOM, last=False)}"
        case nodes.NotRegulated():
            return f"inte reglerat {quoted(node.reason)}"
        case nodes.Nothing():
            return f"{node.word} {node.name}"
        case nodes.Modified():
            return ", ".join((expression(node.value, replace, LONE), *(modifier(m, replace) for m in node.modifiers)))
        case _:
            assert_never(node)


def _row(node: nodes.Binary | nodes.Per, replace: Replace, last: bool) -> str:
    """Operands with their signs, each in parentheses where the grammar or its reader needs them."""

    def whole(part: nodes.Expression, of: nodes.Expression, is_left: bool) -> bool:
        if replace(part) is not None:
            return True
        match of:
            case nodes.Binary(operator=operator):
                needed = _OPERATORS[operator][1] + (not is_left)
                return _tightness(part, last, "") < needed or (not is_left and is_rate_divided_by(part, operator))
            case _:
                return _tightness(part, last, "") < POSTFIX

    links = row(node, whole)
    found = []
    for index, (sign, operand) in enumerate(links):
        if isinstance(operand, str):
            both = operand in TIMES and index and links[index - 1][0] == "per"
            found.append(f"{'och' if both else 'per'} {operand}")
            continue
        rest = links[index + 1 :]
        at_least = POSTFIX if rest and rest[0][0] == "per" else UNARY
        text = expression(operand, replace, at_least, last=last and not rest, following=after(links, index))
        alone = is_rate_divided_by(operand, sign) or is_split(links, index)
        if (alone and replace(operand) is None) or (sign and text.startswith("−")):
            text = f"({text})"
        found.append(f"{_OPERATORS[sign][0]} {text}" if sign else text)
    return " ".join(found)


def _where(node: nodes.Condition | None, replace: Replace) -> str:
    match node:
        case None:
            return ""
        case nodes.Normed(subject=None):
            return f" som {'inte ' if node.negated else ''}{node.relation} {quoted(node.content)}"
        case _:
            return f" vars {condition(node, replace, counted=True)}"


def _is_such(node: nodes.Condition) -> bool:
    """`som får "…"`: unlike a condition after `vars` it ends where its quotes do."""
    return isinstance(node, nodes.Normed) and node.subject is None


def sum_text(node: nodes.Expression, replace: Replace = nothing, *, last: bool = False) -> str:
    """Where the grammar wants a sum: modifiers would be read as those of a larger value."""
    return expression(node, replace, SUM, last=last)


def _alone(node: nodes.Expression, replace: Replace, at_least: int = PRODUCT, *, last: bool = False) -> str:
    """A calculation stands in parentheses where more than it could be meant; what is one value does not."""
    return expression(node, replace, at_least if isinstance(node, nodes.Binary) else LONE, last=last)


_CHANGES = {"increase": "ökat med", "decrease": "minskat med"}
_LIMITS = {"most": "dock högst", "least": "dock lägst"}


def modifier(node: nodes.Modifier, replace: Replace = nothing) -> str:
    """A modifier as it stands after its comma."""
    match node:
        case nodes.Round():
            tie = "" if node.tie is None else f", {TIES[node.tie]}"
            each_year = " varje år" if node.each_year else ""
            return f"avrundat{each_year}{DIRECTIONS[node.direction]} till {step(node.step)}{tie}"
        case nodes.Changed():
            amount = _alone(node.by, replace, PRODUCT if node.kind == "decrease" else SUM)
            return f"{_CHANGES[node.kind]} {amount}"
        case nodes.Limited():
            return f"{_LIMITS[node.kind]} {_alone(node.bound, replace)}"
        case nodes.PriceLevel():
            return f"i {node.year} års nivå"
        case nodes.Indexed():
            rate = sum_text(node.rate, replace)
            return f"uppräknat varje år från och med {node.first_year} med {rate}"
        case nodes.AtDate():
            return f"per {yearly_date(node.day)}"
        case nodes.AsOf():
            day = expression(node.day, replace)
            plain = isinstance(node.day, nodes.DayOf | nodes.AskedDay | nodes.Date)
            plain = plain or (isinstance(node.day, nodes.Name) and '"' not in node.day.text)
            return f"per {day}" if plain or replace(node.day) is not None else f"per ({day})"
        case nodes.MonthByMonth():
            return "månad för månad"
        case nodes.Conditioned():
            return f"{modifier(node.modifier, replace)} om {condition(node.condition, replace, last=False)}"
        case _:
            assert_never(node)


def tie_text(node: nodes.Tie) -> str:
    """How equal keys are told apart, as it stands after its comma."""
    match node:
        case nodes.ByLot():
            return ", vid lika efter lottning"
        case nodes.ByMost():
            return f", vid lika efter flest {node.key.text}"
        case None:
            return ""
        case _:
            assert_never(node)


# -- conditions ----------------------------------------------------------------------------------

_COMPARISONS = {
    "=": "är",
    "≠": "är inte",
    ">=": "är minst",
    "<=": "är högst",
    ">": "är mer än",
    "<": "är mindre än",
    "latest": "är senast",
    "earliest": "är tidigast",
    "≈": "är cirka",
}
_BULLETS = {"any": "något av villkoren är uppfyllt", "all": "samtliga villkor är uppfyllda"}
_BULLETS_TO_FULFIL = {"any": "något av villkoren", "all": "samtliga villkor"}


def condition(node: nodes.Condition, replace: Replace = nothing, *, last: bool = True, counted: bool = False) -> str:
    """The line of a condition; its bullets are `bullets_below`. last: nothing of the same condition follows.

    counted: it stands after `vars`, so that a calculation last in it could be read as one with what is counted
    """
    replaced = replace(node)
    if replaced is not None:
        return replaced
    match node:
        case nodes.Comparison():
            last = last and node.operator != "≈"
            if counted and is_reached(node):
                right = _alone(node.right, replace, UNARY, last=last)
            else:
                right = expression(node.right, replace, SUM if node.operator == "≈" else LONE, last=last)
            return f"{_left(node, replace)} {_COMPARISONS[node.operator]} {right}"
        case nodes.Membership():
            word = "är inte" if node.negated else "är"
            *before, other = node.options
            options = [sum_text(option, replace) for option in before]
            options.append(_alone(other, replace, UNARY if counted else SUM))
            return f"{_left(node, replace)} {word} {listed(options)}"
        case nodes.Within():
            low, high = sum_text(node.low, replace), sum_text(node.high, replace)
            return f"{_left(node, replace)} är från och med {low} till och med {high}"
        case nodes.Has():
            word = "har inte" if node.negated else "har"
            return f"{expression(node.subject, replace)} {word} {expression(node.flag, replace)}"
        case nodes.HasAny():
            flags = listed([expression(flag, replace) for flag in node.flags])
            return f"{expression(node.subject, replace)} har {flags}"
        case nodes.OverYears():
            return f"{condition(node.condition, replace, last=False)} {_over_years(node)}"
        case nodes.Or():
            return " eller ".join(condition(part, replace, last=False) for part in node.parts)
        case nodes.And():
            *parts, end = node.parts
            return " och ".join(
                [condition(part, replace, last=False) for part in parts]
                + [condition(end, replace, last=last, counted=counted)]
            )
        case nodes.Bullets():
            return _BULLETS[node.kind]
        case nodes.Quantified():
            if isinstance(node.condition, nodes.Bullets) and replace(node.condition) is None:
                return _quantified(node, replace, _BULLETS_TO_FULFIL[node.condition.kind])
            return _quantified(node, replace, f"att {condition(node.condition, replace, counted=counted)}")
        case nodes.Judged():
            return judged(node, replace)
        case nodes.Normed():
            subject = "" if node.subject is None else f"{expression(node.subject, replace)} "
            return f"{subject}{norm_words(node.relation, node.negated)} {quoted(node.content)}"
        case _:
            assert_never(node)


def _over_years(node: nodes.OverYears) -> str:
    if node.kind == "every" and node.count == 2:
        return "även under föregående år"
    count = in_words(str(node.count))
    return f"{count} år i rad" if node.kind == "every" else f"någon gång under de senaste {count} åren"


def _quantified(node: nodes.Quantified, replace: Replace, fulfilled: str) -> str:
    return f"{node.wording} {expression(node.group, replace)} uppfyller {fulfilled}"


def judged(node: nodes.Judged, replace: Replace = nothing) -> str:
    """A judgement as a condition writes it."""
    who = "någon" if node.who is None else expression(node.who, replace)
    return f"{who} {node.verb}{' inte' if node.negated else ''} {quoted(node.question)}"


def _left(node: nodes.Comparison | nodes.Membership | nodes.Within, replace: Replace) -> str:
    return expression(node.left, replace, LONE, last=False)


def bullets_below(*nodes_on_line: object) -> tuple[nodes.Bullet, ...]:
    """The bullets that stand below the line of the nodes: a line has them of one condition."""
    for node in nodes_on_line:
        match node:
            case nodes.Bullets():
                return node.parts
            case tuple():
                found = bullets_below(*node)
            case _ if is_frozen(type(node)):
                found = bullets_below(*(getattr(node, name) for name in field_names(type(node))))
            case _:
                continue
        if found:
            return found
    return ()


def guarded(node: nodes.Expression) -> str:
    """A value before a condition of its own: its modifiers stand in parentheses, or would be read as what has it."""
    text = expression(node)
    return f"({text})" if isinstance(node, nodes.Modified) else text


def has_conditions(node: nodes.Expression) -> bool:
    """Whether any of its modifiers has a condition."""
    return isinstance(node, nodes.Modified) and any(isinstance(each, nodes.Conditioned) for each in node.modifiers)
