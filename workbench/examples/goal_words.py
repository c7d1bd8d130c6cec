"""Goals in words: what each is about, and what happens in an example that shows it.

    sysselsättningsgrad, raden 7–9: inget exempel där partiets mandat är 9 mandat (radens övre gräns)

The words are also how a goal is named in `skäl.tsv`, so they do not speak of lines.
"""

import datetime
from collections.abc import Mapping
from fractions import Fraction
from typing import assert_never

import attrs

from dsl import model, nodes
from dsl.checking.program import text
from dsl.expressions import named
from dsl.formatting.expressions import nothing, one_line
from dsl.formatting.tables import cell
from interpreter.examples.goals import (
    BoundaryMet,
    BranchTaken,
    ConditionHeld,
    DateInForce,
    Defined,
    ExceptionApplied,
    ExtremeTaken,
    Goal,
    IndexApplied,
    Kind,
    NormDecided,
    PartDecided,
    ReadingFollowed,
    RowFitted,
    ScopeDecided,
    Settled,
    ShareGiven,
    ShareSettled,
    TierReached,
)
from interpreter.examples.goals.decisions import inner
from workbench.page.terminal import plain_spaces
from workbench.values.numbers import quantity
from workbench.values.words import Words, genitive, keep_together

# What became of somebody's share of a pot.
_SETTLED: Mapping[Settled, str] = {
    "cut": "någon når sitt tak",
    "uncut": "någon är under sitt tak",
    "taken": "någon tar skillnaden efter avrundningen",
    "lot": "lottningen avgör",
    "left": "något blir kvar",
    "short": "medlen räcker inte till någon i turordningen",
}

# One and several of each kind, in the order in which they are counted.
KINDS: Mapping[Kind, tuple[str, str]] = {
    "definition": ("värde", "värden"),
    "branch": ("fall", "fall"),
    "row": ("tabellrad", "tabellrader"),
    "exception": ("undantag", "undantag"),
    "norm": ("utfall av en norm", "utfall av normer"),
    "reading": ("läsning", "läsningar"),
    "boundary": ("gräns", "gränser"),
    "condition": ("villkor", "villkor"),
}
_COMPARED = {"below": "mindre än", "above": "mer än", "other": "något annat än"}
_COMPARED_DAYS = {"below": "före", "above": "efter", "other": "en annan dag än"}
_LONGEST = 160


@attrs.frozen(eq=False)
class GoalWords:
    words: Words
    forms: Mapping[str, tuple[str, ...]]

    @staticmethod
    def of(program: model.Program) -> "GoalWords":
        return GoalWords(Words.of(program), {concept.name: concept.forms for concept in program.concepts})

    def lacking(self, goal: Goal) -> str:
        """The whole sentence, with plain spaces: `raden 7–9: inget exempel där …`"""
        about, where = self.told(goal)
        return f"{about}: inget exempel där {where}"

    def told(self, goal: Goal) -> tuple[str, str]:
        """What it is about, and what happens in an example that shows it; without a full stop, with plain spaces."""
        about, where = self._told(goal)
        # The reading itself is named in what it is about.
        if goal.reading is not None and goal.kind != "reading":
            about = f"{about} (läsningen {goal.reading[1]})"
        return plain_spaces(keep_together(about)), plain_spaces(keep_together(where))

    def _told(self, goal: Goal) -> tuple[str, str]:
        what = goal.what
        match what:
            case Defined():
                return self._name(goal), "värdet prövas"
            case BranchTaken(index=index, cases=cases):
                if index is None:
                    return self._name(goal), "inget av fallen gäller"
                if cases.modifier is not None:
                    about = f"{self._name(goal)}, ”{one_line(cases.modifier, nothing)}”"
                    return about, f"villkoret {'är' if index == 0 else 'inte är'} uppfyllt"
                condition = cases.branches[index].condition
                case_ = "annars" if condition is None else f"om {self._condition(condition)}"
                return f"{self._name(goal)}, fallet ”{case_}”", "fallet avgör"
            case ExtremeTaken():
                return self._extreme(goal, what)
            case DateInForce(index, True, timeline):
                ends = timeline.values[index].last
                assert ends is not None
                return f"{self._name(goal)}, till och med {ends.isoformat()}", "värdet används den sista dagen"
            case DateInForce(index, _, timeline):
                first = timeline.values[index].first.isoformat()
                return f"{self._name(goal)}, från och med {first}", "det värdet används"
            case IndexApplied():
                return self._name(goal), "värdet har räknats upp minst ett år"
            case ShareGiven(index, given, sharing):
                give = sharing.gives[index]
                assert isinstance(give.node, nodes.Give), "only what has a condition is a goal"
                which = "" if give.where is None else f" vars {self._condition(give.where)}"
                about = f"{self._name(goal)}, ”varje {give.node.name}{which} får {text(give.value)}”"
                return about, f"någon {'får' if given else 'inte får'} del av det"
            case ShareSettled(how):
                return self._name(goal), _SETTLED[how]
            case RowFitted(index, table):
                return f"{self._name(goal)}, {self._row(table, index)}", "raden används"
            case TierReached(index, brackets):
                tier = cell(brackets.table.rows[index].cells[0], brackets=True)
                return f"{self._name(goal)}, skiktet ”{tier}”", f"{text(brackets.value)} når dit"
            case ExceptionApplied(index=index, exceptions=exceptions):
                if index is None:
                    return self._name(goal), "inget undantag gäller"
                when = self._condition(_own(exceptions.exceptions[index].condition))
                return f"{self._name(goal)}, undantaget ”om {when}”", "undantaget gäller"
            case NormDecided(answer=answer):
                return self._name(goal), _decided(what.symbol.name, answer)
            case ScopeDecided(covered, scope):
                forms = self.forms[scope.concept]
                about = f"regelverket omfattar {self.words.rows(scope.concept)} vars {self._condition(scope.condition)}"
                return about, f"{_article(forms)} {forms[0]} {'omfattas' if covered else 'inte omfattas'}"
            case ReadingFollowed(question, reading):
                return f"tolkningen {question}, läsningen {reading}", "ett värde som prövas bygger på den"
            case BoundaryMet():
                return self._boundary(goal, what)
            case PartDecided(option=True, part=part, whole=whole):
                value = text(part.right) if isinstance(part, model.Compare) else text(part)
                return self._asks(goal, whole), f"det är {value}"
            case PartDecided(holds, part=part, whole=whole):
                around = _around(whole, part)
                inside = "" if around is whole else f" i ”{self._condition(around)}”"
                return (
                    f"{self._asks(goal, part)}{inside}",
                    f"det avgör genom att {'' if holds else 'inte '}vara uppfyllt",
                )
            case ConditionHeld(holds, condition):
                return self._asks(goal, condition), f"det {'är' if holds else 'inte är'} uppfyllt"
            case _:
                assert_never(what)

    # -- names ---------------------------------------------------------------------------------------

    def _name(self, goal: Goal) -> str:
        """`partiets ersättning`, `partiet ska ”betala tillbaka”`, `basbelopp`."""
        definition = goal.definition
        assert definition is not None
        symbol = goal.what.symbol if isinstance(goal.what, NormDecided) else definition.symbol
        if isinstance(definition.node, nodes.Norm):
            bearer = definition.node.bearer.text
            # A role's name stands last in a name that only differs by it.
            name = symbol.name.removesuffix(f" ({bearer})")
            return f"{bearer} {name}" if isinstance(definition.type, model.Truth) else name
        forms = self.forms.get(symbol.concept or "")
        if forms is None or isinstance(definition.node, nodes.Sharing):
            return symbol.name
        definite = forms[1] if len(forms) > 1 else forms[0]
        if isinstance(definition.type, model.Truth):
            return f"{definite} är {symbol.name}"
        return f"{genitive(definite) or definite} {symbol.name}"

    def _asks(self, goal: Goal, condition: model.Expression) -> str:
        """`partiets arbetsledare, villkoret ”partiet har kommunalråd”`"""
        of = "" if goal.definition is None else f"{self._name(goal)}, "
        return f"{of}villkoret ”{self._condition(condition)}”"

    def _condition(self, condition: model.Expression) -> str:
        """As written; what the language put together, with its parts as written."""
        told = self._joined(condition)
        return told if len(told) <= _LONGEST else told[: _LONGEST - 1].rstrip() + "…"

    def _joined(self, condition: model.Expression) -> str:
        if condition.node is not None:
            return one_line(condition.node, nothing)
        if isinstance(condition, model.Logic):
            # The language itself puts no more together than the lines of a rule.
            inner = [self._joined(part) for part in condition.parts]
            word = "och" if condition.operator == "and" else "eller"
            return f"inte ({inner[0]})" if condition.operator == "not" else f" {word} ".join(inner)
        return "alltid" if isinstance(condition, model.Constant) else text(condition)

    def _row(self, table: model.Table, index: int) -> str:
        row = table.rows[index]
        if row.otherwise:
            return "raden övriga"
        cells = (cell(one, brackets=False) for one in row.node.cells[: len(table.columns)])
        return f"raden {', '.join(cells)}"

    # -- boundaries ----------------------------------------------------------------------------------

    def _extreme(self, goal: Goal, what: ExtremeTaken) -> tuple[str, str]:
        extreme = what.extreme
        left, right = text(extreme.left), text(extreme.right)
        if extreme.bound:
            bound = f"”dock {'lägst' if extreme.kind == 'higher' else 'högst'} {right}”"
            happens = {"right": "slår till", "left": "inte slår till", "both": "nås precis"}
            return f"{self._name(goal)}, {bound}", f"gränsen {happens[what.side]}"
        higher = "högre" if extreme.kind == "higher" else "lägre"
        one, other = (left, right) if what.side == "left" else (right, left)
        return f"{self._name(goal)}, det {higher} av {left} och {right}", f"{one} är {higher} än {other}"

    def _boundary(self, goal: Goal, what: BoundaryMet) -> tuple[str, str]:
        of, asked = what.of, text(what.asked)
        match of:
            case model.YearTest():
                year = str(what.nearest)
                return self._asks(goal, of), f"året är {year}"
            case model.Compare() if what.against is not None:
                return self._asks(goal, of), self._apart(what, asked, text(what.against))
            case model.Compare():
                return self._asks(goal, of), self._stands(what, asked)
            case model.Table():
                about = f"{self._name(goal)}, {self._row(of, what.row)}"
                if not what.inside:
                    return about, f"{self._stands(what, asked)} (strax utanför raden)"
                test = of.rows[what.row].tests[what.column]
                assert isinstance(test, model.Interval)
                end = "undre" if test.low == what.threshold else "övre"
                told = self._stands(what, asked)
                return about, told if test.low == test.high else f"{told} (radens {end} gräns)"
            case model.Brackets():
                tier = cell(of.table.rows[what.row].cells[0], brackets=True)
                about = f"{self._name(goal)}, skiktet ”{tier}”"
                if what.against is not None:
                    return about, self._apart(what, asked, text(what.against))
                return about, self._stands(what, asked)
            case _:
                assert_never(of)

    def _stands(self, what: BoundaryMet, asked: str) -> str:
        """`mandaten är 9 mandat`, `arvodesgraden är mer än 40 %`."""
        assert what.threshold is not None
        if what.nearest is not None:
            exactly = ", precis på gränsen" if what.side == "at" and what.place == "condition" else ""
            return f"{asked} är {self._value(what.asked, what.nearest)}{exactly}"
        compared = (_COMPARED_DAYS if isinstance(what.asked.type, model.Day) else _COMPARED)[what.side]
        return f"{asked} är {compared} {self._value(what.asked, what.threshold)}"

    def _apart(self, what: BoundaryMet, asked: str, against: str) -> str:
        day = isinstance(what.asked.type, model.Day)
        if not isinstance(what.against, model.Reference | model.Follow):
            against = f"”{against}”"
        if what.nearest is None:
            return f"{asked} är {(_COMPARED_DAYS if day else _COMPARED)[what.side]} {against}"
        if what.nearest == 0:
            return f"{asked} är {'just' if day else 'lika mycket som'} {against}"
        if day:
            return f"{asked} är dagen {'efter' if what.nearest > 0 else 'före'} {against}"
        apart = self._value(what.asked, abs(what.nearest))
        return f"{asked} är {apart} {'mer' if what.nearest > 0 else 'mindre'} än {against}"

    def _value(self, asked: model.Expression, value: Fraction) -> str:
        if isinstance(asked.type, model.Day):
            return datetime.date.fromordinal(int(value)).isoformat()
        assert isinstance(asked.type, model.Number)
        return quantity(value, asked.type.unit, self._unit(asked), self.words.plurals)

    def _unit(self, asked: model.Expression) -> str | None:
        name = named(asked)
        definition = None if name is None else self.words.named.get(name.symbol)
        return None if definition is None else definition.unit_text


def _decided(name: str, answer: bool | None) -> str:
    relation = name.partition(' "')[0]
    match answer:
        case None:
            return "kravet inte ställs" if relation == "uppfyller" else "ingen regel avgör det"
        case bool():
            yes, no = {
                "får": ("det är tillåtet", "det är förbjudet"),
                "har rätt till": ("rätten finns", "rätten saknas"),
                "uppfyller": ("kravet är uppfyllt", "kravet inte är uppfyllt"),
            }.get(relation, ("skyldigheten finns", "skyldigheten inte finns"))
            return yes if answer else no


def _own(condition: model.Expression) -> model.Expression:
    """Of an exception: without what the language puts before it, that the rule itself applies."""
    match condition:
        case model.Logic("and", (_, own), node=None):
            return own
        case _:
            return condition


def _around(whole: model.Expression, part: model.Expression) -> model.Expression:
    """The innermost condition of several parts that the part stands in."""
    waiting = [whole]
    while waiting:
        around = waiting.pop()
        below = inner(around)
        if part in below:
            return around
        waiting.extend(below)
    return whole


def _article(forms: tuple[str, ...]) -> str:
    """`ett parti`, `en kostnad`: by the definite form."""
    return "ett" if len(forms) > 1 and forms[1].endswith("t") else "en"
