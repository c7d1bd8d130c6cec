"""The words for problems with units, types and bounds."""

from fractions import Fraction
from typing import assert_never

from dsl import nodes
from dsl.formatting.literals import step
from dsl.names import genitive
from dsl.problems import values as problems
from dsl.source import Span
from workbench.problems.diagnostic import Wording
from workbench.problems.words.phrases import elsewhere, few, say
from workbench.values.numbers import written


def wording(problem: problems.ValueProblem) -> Wording:
    match problem:
        case problems.UnitsDiffer():
            return _units(problem)
        case problems.UnknownUnit():
            similar = few([f"”{unit}”" for unit in problem.similar], "eller")
            way = f"Menade du {similar}?" if similar else "Deklarera den under enheter."
            return say(f"enheten ”{problem.unit}” finns inte", "", way)
        case problems.WrongType():
            return say(
                f"här behövs {_KINDS[problem.expected]}",
                _KINDS[problem.found],
                f"Det som står är {_KINDS[problem.found]}, men här behövs {_KINDS[problem.expected]}."
                if problem.instead is None
                else f"Det som står är {_KINDS[problem.found]}. Skriv ”{problem.instead}”.",
            )
        case problems.BareNumber():
            return Wording(
                f"talet {problem.number} saknar enhet",
                "utan enhet",
                elsewhere(problem.span, problem.other, problem.unit),
                f"Skriv {problem.number} {problem.unit}{_as_a_number(problem)}.",
            )
        case problems.NoTie():
            return say(
                "det sägs inte hur mitt emellan avrundas",
                "",
                "Lägg till ”hälften uppåt”, ”hälften nedåt”, ”hälften till jämnt” eller ”hälften från noll” efter ett "
                "komma. Under noll går 2,5 kr i skuld uppåt till 2 kr i skuld, och från noll till 3 kr.",
            )
        case problems.RoundingUnit():
            step, value = _unit(problem.step), _unit(problem.value.unit)
            return Wording(
                "avrundningen har en annan enhet än värdet",
                step,
                elsewhere(problem.span, problem.value.span, value),
                f"Värdet är i {value} och kan inte avrundas till {step}.",
            )
        case problems.StepOfUnit():
            value = _unit(problem.value.unit)
            return Wording(
                "avrundningen säger inte av vilken enhet",
                "av vad?",
                elsewhere(problem.span, problem.value.span, value),
                f"Värdet är i {value}. {_steps(problem)}",
            )
        case problems.NothingPaid():
            what = "ett tal utan enhet" if problem.unit is None else f"en andel i {problem.unit}"
            return say(
                f"{what} betalas inte ut",
                "",
                "Det som betalas ut är något i en enhet: kr, kr/år, mandat. Räkna ut beloppet och sätt raden under "
                "det, eller ta bort raden.",
            )
        case problems.YearAsNumber():
            return say(
                "året kan bara jämföras",
                "",
                "Skriv som i året är 2027, året är minst 2028, året är valår eller året är mandatperiodens första år.",
            )
        case problems.NotConstant():
            return say("här ska värdet stå utskrivet", "", "Skriv talet, texten eller datumet som det är.")
        case problems.EmptyDomain():
            return say(
                "inget värde passar gränserna", "", "Gränser sätts på tal, och den lägsta är inte större än den högsta."
            )
        case problems.OutOfBounds():
            return say(
                f"värdet är utanför gränserna för {problem.name}", "", f"{problem.name} ska vara {problem.bound}."
            )
        case problems.DayShift():
            headline, way = _SHIFTS[problem.why]
            return say(headline, "", way)
        case problems.RankedElsewhere():
            return _ranked(problem)
        case problems.NothingElse(words=words, name=name):
            of = f" av {name[0]}" if name else ""
            return say(f"”{words}” säger inget{of}", "", "Skriv beloppet, 0 kr, eller ordet för värdet: ingen avgift.")
        case problems.NothingInUnit():
            declare = "" if problem.unit is None else f"Deklarera uppgiften i {problem.unit} under begreppet"
            way = "" if problem.way is None else f"kriv vad som räknas: {problem.way}"
            joint = ", eller s" if declare and way else "S" if way else ""
            return say(f"”{problem.written}” säger inte vad som räknas", "", f"{declare}{joint}{way}.")
        case problems.ManyInUnit():
            rate = "" if problem.rate is None else f" Är det priset för en, skriv {problem.rate}."
            ways = few(problem.ways, "eller") or "det som en tabell, skiktvis, med uppgiften över första kolumnen"
            return say(
                f"”{problem.written}” säger inte vilka {problem.unit}",
                "",
                f"Raden har flera uppgifter i {problem.unit}. Skriv {ways}.{rate}",
            )
        case _:
            assert_never(problem)


def _ranked(problem: problems.RankedElsewhere) -> Wording:
    row = problem.forms[1] if len(problem.forms) > 1 else problem.concept
    return say(
        f"ordningen bland {problem.group} är en plats för varje {problem.concept}",
        "raden här är ingen av dem",
        f"Skriv regeln om varje {problem.concept} och om dem som hör ihop med samma rad: "
        f"”{genitive(row)} plats är ordningen bland {problem.group} efter …”.",
    )


_KINDS: dict[problems.Kind, str] = {
    "number": "ett tal",
    "truth": "ja eller nej",
    "text": "en text",
    "day": "ett datum",
    "choice": "ett av alternativen",
    "row": "en rad",
}


def _steps(problem: problems.StepOfUnit) -> str:
    """What to round to instead, with its unit."""
    unit = (problem.value.unit or "").partition("/")[0]
    own = _STEPS.get(unit)
    if own is None:
        part = _step_of(problem.size, _SHARE_STEPS[unit], problem.span)
        return f"Skriv {part}. Är det ett tal som menas skrivs andelen 10 % av talet, eller andelen / 100 % × talet."
    size, name = own
    ways = [_step_of(problem.size * size, name, problem.span), _step_of(problem.size, "kronor", problem.span)]
    return f"Skriv {few(ways, 'eller')}."


def _step_of(size: Fraction, unit: str, span: Span) -> str:
    return step(nodes.Step(size, unit, span=span))


_STEPS = {"tkr": (1000, "kronor"), "mnkr": (1_000_000, "kronor"), "öre": (1, "ören")}


_SHARE_STEPS = {"%": "procent", "promille": "promille"}


def _as_a_number(problem: problems.BareNumber) -> str:
    """What the number itself is in shares: beside `5 %`, so that neither reading is taken for granted."""
    times = _SHARES.get(problem.unit.partition("/")[0])
    if times is None or not problem.value:
        return ""
    return f", eller {written(problem.value * times)} {problem.unit} om talet {problem.number} menas"


_SHARES = {"%": 100, "promille": 1000}


def _units(problem: problems.UnitsDiffer) -> Wording:
    left, right = _unit(problem.left.unit), _unit(problem.right.unit)
    if problem.right.span == problem.span:
        at, labels = right, elsewhere(problem.span, problem.left.span, left)
    else:
        at, labels = left, elsewhere(problem.span, problem.right.span, right)
    return Wording(
        "enheterna går inte ihop", at, labels, f"{_together(problem, left, right)} {_way_out(problem)}".rstrip()
    )


def _together(problem: problems.UnitsDiffer, left: str, right: str) -> str:
    match problem.operation:
        case "+":
            return f"{left} och {right} kan inte läggas ihop."
        case "-":
            return f"{right} kan inte dras från {left}."
        case "compare":
            return f"{left} och {right} kan inte jämföras."
        case "limit":
            return f"Värdet är i {left} men gränsen i {right}."
        case "change":
            return f"Värdet är i {left} men ändras med {right}."
        case "choose":
            return f"Samma värde kan inte vara i {left} ibland och i {right} ibland."
        case "share":
            return f"Här behövs {right}, men det som står är i {left}."
        case "cell" | "fact" | "round":
            return f"Det som står är i {left}, men här behövs {right}."
        case _:
            assert_never(problem.operation)


def _way_out(problem: problems.UnitsDiffer) -> str:
    """How it may have been meant."""
    left, right = problem.left.unit or "", problem.right.unit or ""
    if problem.instead is not None:
        return f"Är det {right} som ska begränsas: skriv ”{problem.instead}”."
    pair = {left, right}
    if problem.operation in ("cell", "fact") and not right and left in _SHARES:
        return f"Skriv talet utan {left}."
    if "" in pair and pair & _SHARES.keys():
        part = "Menas en del av talet skrivs 20 % av talet. Är talet självt en andel skrivs 100 % × talet."
        if problem.operation not in ("+", "-") or left:
            return part
        change = "ökat" if problem.operation == "+" else "minskat"
        return f"{part} Ska talet ändras med så många procent: skriv ett komma och ”{change} med” i stället."
    if problem.operation in ("+", "-") and "%" in pair and right == "%":
        change = "ökat" if problem.operation == "+" else "minskat"
        return f"Ska värdet ändras med så många procent: skriv ett komma och ”{change} med” i stället."
    if "procentenheter" in pair and "%" in pair:
        return "Procentenheter är skillnaden mellan två procenttal. Skriv ”ökat med” eller ”minskat med” så många."
    if problem.operation == "change" and not right:
        return f"Skriv vad var och en ger, som 1 {left} × talet."
    for one, other in ((left, right), (right, left)):
        if one.endswith("/månad") and other == one.removesuffix("/månad") + "/år":
            return "Räkna om med × 12 månader/år, eller skriv båda i samma enhet."
        if other and one == f"{other}/år":
            return "Ett belopp för ett år skrivs i samma enhet på båda ställena."
    if problem.operation == "limit":
        return f"Skriv gränsen i {_unit(problem.left.unit)}."
    return "Skriv båda i samma enhet, eller räkna om den ena."


_SHIFTS = {
    "unit": (
        "det här är ingen tid",
        "Till ett datum läggs dagar, veckor, månader eller år, som i slutdatumet + 3 månader.",
    ),
    "count": (
        "hur mycket datumet flyttas är inget utskrivet heltal",
        "Skriv talet med sin enhet direkt efter + eller −, som i slutdatumet + 3 månader.",
    ),
    "order": (
        "så kan datum inte räknas ihop",
        "Datumet står först: slutdatumet − 10 dagar. Två datum kan bara dras från varandra; det ger dagar.",
    ),
}


def _unit(text: str | None) -> str:
    return text or "tal utan enhet"
