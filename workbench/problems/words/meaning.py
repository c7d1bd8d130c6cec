"""The words for what is wrong with what a rule means, RV2xx and RV4xx: what is wrong, where, and the way out."""

from fractions import Fraction
from typing import Literal, assert_never

from dsl import nodes
from dsl.formatting.expressions import step
from dsl.names import genitive
from dsl.problems.meaning import (
    AmbiguousName,
    BareNumber,
    CeilingUnsaid,
    CellKind,
    ColumnCount,
    ColumnName,
    ConceptForms,
    DatesOverlap,
    DayShift,
    DeclaredTwice,
    DespiteNothing,
    EmptyDomain,
    GivenIsComputed,
    GivenTwice,
    HeaderValue,
    IndexAlone,
    IndexYear,
    InReading,
    Kind,
    KnownErrorWhere,
    LaterYear,
    LocalName,
    LongName,
    ManyValues,
    MeaningProblem,
    MovedElsewhere,
    MovedIsComputed,
    NestedGroups,
    NestedInterpretation,
    NormLine,
    NormUndecided,
    NoSuchRow,
    NotAGroup,
    NoTaker,
    NotAValue,
    NotConstant,
    NotDefinedThere,
    NothingAsserted,
    NothingInterpreted,
    NoTie,
    NotOfARow,
    NotYearly,
    OtherConcept,
    OtherRows,
    OutOfBounds,
    RankedElsewhere,
    ReadingsDiffer,
    RoundingUnit,
    RuleFiles,
    SaidTwice,
    SectionTwice,
    SharingSteps,
    StaysTwice,
    StepOfUnit,
    TooManyTrials,
    UndeclaredForm,
    UnitsDiffer,
    UnknownName,
    UnknownOption,
    UnknownSection,
    UnknownUnit,
    WhichAttribute,
    WhichRow,
    WhichYear,
    WrongType,
    YearAsNumber,
)
from dsl.source import Span
from workbench.problems.diagnostic import Label, Wording
from workbench.values.computed import STATUS_WORDS
from workbench.values.numbers import exact

_MOST_LISTED = 6


def wording(problem: MeaningProblem) -> Wording:
    match problem:
        case (
            UnknownName()
            | AmbiguousName()
            | UndeclaredForm()
            | DeclaredTwice()
            | LongName()
            | ConceptForms()
            | NoSuchRow()
            | ManyValues()
            | NotAGroup()
            | NestedGroups()
            | NotAValue()
            | UnknownOption()
            | OtherRows()
            | NotOfARow()
        ):
            return _names(problem)
        case (
            UnitsDiffer()
            | UnknownUnit()
            | WrongType()
            | BareNumber()
            | NoTie()
            | RoundingUnit()
            | StepOfUnit()
            | YearAsNumber()
            | NotConstant()
            | EmptyDomain()
            | OutOfBounds()
        ):
            return _values(problem)
        case ColumnCount() | ColumnName() | CellKind():
            return _tables(problem)
        case (
            HeaderValue()
            | NotYearly()
            | LaterYear()
            | IndexAlone()
            | DatesOverlap()
            | IndexYear()
            | NoTaker()
            | CeilingUnsaid()
            | StaysTwice()
            | SharingSteps()
            | OtherConcept()
            | ReadingsDiffer()
            | NestedInterpretation()
            | NothingInterpreted()
            | LocalName()
            | UnknownSection()
            | NotDefinedThere()
            | SectionTwice()
        ):
            return _statements(problem)
        case RankedElsewhere():
            return _ranked(problem)
        case NormUndecided() | NormLine() | DespiteNothing() | DayShift() | InReading():
            return _norms(problem)
        case (
            NothingAsserted()
            | WhichRow()
            | GivenIsComputed()
            | GivenTwice()
            | WhichYear()
            | WhichAttribute()
            | TooManyTrials()
            | KnownErrorWhere()
            | SaidTwice()
        ):
            return _examples(problem)
        case MovedIsComputed() | MovedElsewhere():
            return _promises(problem)
        case RuleFiles():
            return _files(problem)
        case _:
            assert_never(problem)


# -- names ---------------------------------------------------------------------------------------

_Names = (
    UnknownName
    | AmbiguousName
    | UndeclaredForm
    | DeclaredTwice
    | LongName
    | ConceptForms
    | NoSuchRow
    | ManyValues
    | NotAGroup
    | NestedGroups
    | NotAValue
    | UnknownOption
    | OtherRows
    | NotOfARow
)


def _names(problem: _Names) -> Wording:
    match problem:
        case UnknownName():
            help_text = _capital(problem.name, problem.similar) or _meant(problem.similar, problem.what)
            return _say(f"{_UNKNOWN[problem.what]} ”{problem.name}” finns inte", "", help_text)
        case AmbiguousName():
            labels = tuple(Label(place.span, place.label) for place in problem.candidates)
            which = _listed([place.label for place in problem.candidates], "eller")
            help_text = f"”{problem.name}” kan betyda {which}. Skriv ut vems det är, eller ge dem olika namn."
            return Wording(f"”{problem.name}” kan betyda flera saker", "", labels, help_text)
        case UndeclaredForm():
            help_text = (
                f"Det ser ut som en form av ”{problem.declared}”. "
                f"Lägg till ”{problem.form}” i parentesen där ”{problem.declared}” införs, "
                "eller skriv en av formerna som står där."
            )
            labels = (Label(problem.place, "införs här"),)
            return Wording(f"formen ”{problem.form}” är inte deklarerad", "", labels, help_text)
        case DeclaredTwice():
            return Wording(
                f"”{problem.name}” finns redan",
                "",
                _other(problem.span, problem.first, "första gången"),
                "Ett namn betyder en sak. Byt namn på den ena eller ta bort den.",
            )
        case LongName():
            return _say(f"namnet ”{problem.name[:40]} …” är för långt", "", f"Ett namn har högst {problem.most} ord.")
        case ConceptForms():
            return _say(
                f"begreppet ”{problem.concept}” har {problem.count} {_plural(problem.count, 'form', 'former')}",
                "",
                "Ett begrepp har tre former: bestämd, flera och bestämd flera, som parti (partiet, partier, "
                "partierna). Heter flera likadant som en räcker två: uppdrag (uppdraget, uppdragen).",
            )
        case NoSuchRow():
            return _say(
                f"här finns ingen rad av {problem.concept} att tala om",
                "",
                f"”{problem.name}” hör till begreppet {problem.concept}, men regeln räknar inte för en rad av det. "
                f"Gör regeln till en regel för varje {problem.concept}, eller räkna över alla, till exempel med "
                "summan av.",
            )
        case NotOfARow():
            return _say(
                f"”{problem.name}” säger inte vilken rad av {problem.concept} det gäller",
                "",
                f"Skriv {problem.row_name}. Är värdet ett enda, börja namnet med ett annat ord.",
            )
        case ManyValues():
            return _say(
                f"”{problem.name}” är många värden",
                "",
                "Här behövs ett enda. Skriv summan av, det högsta av, det lägsta av eller medelvärdet av framför, "
                "eller tala om en rad: partiets i stället för partiernas.",
            )
        case NotAGroup():
            if problem.wanted == "values":
                return _say(
                    f"”{problem.name}” är inget att räkna över",
                    "",
                    "Skriv vilkas värden som räknas, som i summan av partiernas mandat eller summan av partiets "
                    "kostnaders belopp.",
                )
            return _say(
                f"”{problem.name}” är inga rader",
                "",
                "Skriv ett begrepp i flertal, som partier, partierna eller partiets kostnader.",
            )
        case NestedGroups():
            return _say(
                f"”{problem.name}” räknar i två led",
                "",
                "Räkna först för varje rad i det yttre begreppet i en regel med ett eget namn, och sedan över alla.",
            )
        case NotAValue():
            return _say(
                f"”{problem.name}” är inget värde", "", "Namnet står för rader. Skriv vilken uppgift om dem som menas."
            )
        case UnknownOption():
            known = _listed(problem.options, "och")
            return _say(f"”{problem.option}” är inget av alternativen", "", f"Alternativen är {known}.")
        case OtherRows():
            return _say(
                f"”{problem.name}” hör till raden utanför",
                "",
                f"Villkoret gäller andra rader än den {problem.concept} som regeln räknar för, och de två kan inte "
                "jämföras med varandra här.",
            )
        case _:
            assert_never(problem)


_UNKNOWN = {
    "name": "namnet",
    "concept": "begreppet",
    "flag": "egenskapen",
    "reading": "läsningen",
    "question": "tolkningen",
    "column": "kolumnen",
    "row": "raden",
    "bearer": "rollen eller begreppet",
    "judge": "rollen",
    "content": "regeln om",
    "judgement": "bedömningen",
}
_DECLARE = {
    "name": "Deklarera det i uppgifter eller begrepp, eller definiera det i en regel.",
    "concept": "Deklarera det under begrepp.",
    "flag": "Deklarera den som ja eller nej under begreppet, eller definiera den med när.",
    "reading": "Skriv en av läsningarna som står i tolkningen.",
    "question": "Skriv namnet på en tolkning i regelverket.",
    "column": "Kolumner heter som uppgifter eller som det som reglerna räknar ut.",
    "row": "Ge raden en egen rad i exemplet.",
    "bearer": "Före ska, får eller har rätt till står en roll, eller ett begrepp i bestämd form. Deklarera det under "
    "roller eller begrepp.",
    "judge": "Deklarera rollen under roller, eller skriv någon.",
    "content": "Skriv orden inom citattecken precis som i regeln som avgör det.",
    "judgement": "Skriv bedömningen precis som i villkoret som frågar efter den.",
}


def _capital(name: str, similar: tuple[str, ...]) -> str | None:
    """What to say where a line begins with a capital, as a sentence does, and nothing else is wrong."""
    first = name.split(" ")[0]
    if first == "Varje" or (first[:1].isupper() and name[:1].lower() + name[1:] in similar):
        return f"”{first.lower()}” skrivs med liten bokstav."
    return None


def _meant(similar: tuple[str, ...], what: str) -> str:
    if similar:
        return f"Menade du {_listed([f'”{form}”' for form in similar], 'eller')}?"
    return _DECLARE[what]


# -- values --------------------------------------------------------------------------------------

_Values = (
    UnitsDiffer
    | UnknownUnit
    | WrongType
    | BareNumber
    | NoTie
    | RoundingUnit
    | StepOfUnit
    | YearAsNumber
    | NotConstant
    | EmptyDomain
    | OutOfBounds
)


def _ranked(problem: RankedElsewhere) -> Wording:
    row = problem.forms[1] if len(problem.forms) > 1 else problem.concept
    return _say(
        f"ordningen bland {problem.group} är en plats för varje {problem.concept}",
        "raden här är ingen av dem",
        f"Skriv regeln om varje {problem.concept} och om dem som hör ihop med samma rad: "
        f"”{genitive(row)} plats är ordningen bland {problem.group} efter …”.",
    )


_KINDS: dict[Kind, str] = {
    "number": "ett tal",
    "truth": "ja eller nej",
    "text": "en text",
    "day": "ett datum",
    "choice": "ett av alternativen",
    "row": "en rad",
}


def _values(problem: _Values) -> Wording:
    match problem:
        case UnitsDiffer():
            return _units(problem)
        case UnknownUnit():
            similar = _listed([f"”{unit}”" for unit in problem.similar], "eller")
            way = f"Menade du {similar}?" if similar else "Deklarera den under enheter."
            return _say(f"enheten ”{problem.unit}” finns inte", "", way)
        case WrongType():
            return _say(
                f"här behövs {_KINDS[problem.expected]}",
                _KINDS[problem.found],
                f"Det som står är {_KINDS[problem.found]}, men här behövs {_KINDS[problem.expected]}."
                if problem.instead is None
                else f"Det som står är {_KINDS[problem.found]}. Skriv ”{problem.instead}”.",
            )
        case BareNumber():
            return Wording(
                f"talet {problem.number} saknar enhet",
                "utan enhet",
                _other(problem.span, problem.other, problem.unit),
                f"Skriv {problem.number} {problem.unit}{_as_a_number(problem)}.",
            )
        case NoTie():
            return _say(
                "det sägs inte hur mitt emellan avrundas",
                "",
                "Lägg till ”hälften uppåt”, ”hälften nedåt”, ”hälften till jämnt” eller ”hälften från noll” efter ett "
                "komma. Under noll går 2,5 kr i skuld uppåt till 2 kr i skuld, och från noll till 3 kr.",
            )
        case RoundingUnit():
            step, value = _unit(problem.step), _unit(problem.value.unit)
            return Wording(
                "avrundningen har en annan enhet än värdet",
                step,
                _other(problem.span, problem.value.span, value),
                f"Värdet är i {value} och kan inte avrundas till {step}.",
            )
        case StepOfUnit():
            value = _unit(problem.value.unit)
            return Wording(
                "avrundningen säger inte av vilken enhet",
                "av vad?",
                _other(problem.span, problem.value.span, value),
                f"Värdet är i {value}. {_steps(problem)}",
            )
        case YearAsNumber():
            return _say(
                "året kan bara jämföras",
                "",
                "Skriv som i året är 2027, året är minst 2028, året är valår eller året är mandatperiodens första år.",
            )
        case NotConstant():
            return _say("här ska värdet stå utskrivet", "", "Skriv talet, texten eller datumet som det är.")
        case EmptyDomain():
            return _say(
                "inget värde passar gränserna", "", "Gränser sätts på tal, och den lägsta är inte större än den högsta."
            )
        case OutOfBounds():
            return _say(
                f"värdet är utanför gränserna för {problem.name}", "", f"{problem.name} ska vara {problem.bound}."
            )
        case _:
            assert_never(problem)


def _steps(problem: StepOfUnit) -> str:
    """What to round to instead, with its unit."""
    unit = (problem.value.unit or "").partition("/")[0]
    own = _STEPS.get(unit)
    if own is None:
        part = _step_of(problem.size, _SHARE_STEPS[unit], problem.span)
        return f"Skriv {part}. Är det ett tal som menas skrivs andelen 10 % av talet, eller andelen / 100 % × talet."
    size, name = own
    ways = [_step_of(problem.size * size, name, problem.span), _step_of(problem.size, "kronor", problem.span)]
    return f"Skriv {_listed(ways, 'eller')}."


def _step_of(size: Fraction, unit: str, span: Span) -> str:
    return step(nodes.Step(size, unit, span))


_STEPS = {"tkr": (1000, "kronor"), "mnkr": (1_000_000, "kronor"), "öre": (1, "ören")}
_SHARE_STEPS = {"%": "procent", "promille": "promille"}


def _as_a_number(problem: BareNumber) -> str:
    """What the number itself is in shares: beside `5 %`, so that neither reading is taken for granted."""
    times = _SHARES.get(problem.unit.partition("/")[0])
    if times is None or not problem.value:
        return ""
    itself = exact(problem.value * times).replace(".", ",")
    return f", eller {itself} {problem.unit} om talet {problem.number} menas"


_SHARES = {"%": 100, "promille": 1000}


def _units(problem: UnitsDiffer) -> Wording:
    left, right = _unit(problem.left.unit), _unit(problem.right.unit)
    if problem.right.span == problem.span:
        at, labels = right, _other(problem.span, problem.left.span, left)
    else:
        at, labels = left, _other(problem.span, problem.right.span, right)
    return Wording(
        "enheterna går inte ihop", at, labels, f"{_together(problem, left, right)} {_way_out(problem)}".rstrip()
    )


def _together(problem: UnitsDiffer, left: str, right: str) -> str:
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


def _way_out(problem: UnitsDiffer) -> str:
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


# -- tables --------------------------------------------------------------------------------------


def _tables(problem: ColumnCount | ColumnName | CellKind) -> Wording:
    match problem:
        case ColumnCount():
            return _say(
                f"tabellen har {problem.columns} {_plural(problem.columns, 'kolumn', 'kolumner')}",
                "",
                f"Den behöver minst {problem.needed}: först villkoren, sist en för varje värde som tabellen ger. "
                "En tabell som räknas skiktvis har precis två.",
            )
        case ColumnName():
            return _say(
                f"kolumnen ”{problem.column}” heter inte som värdet",
                f"”{problem.expected}”",
                f"De sista kolumnerna heter som det tabellen ger, i samma ordning. Här väntades ”{problem.expected}”.",
            )
        case CellKind():
            headline, way = _CELLS[problem.why]
            return _say(headline, "", way)
        case _:
            assert_never(problem)


_CELLS: dict[
    Literal[
        "range",
        "tier",
        "otherwise",
        "result",
        "order",
        "open",
        "only",
        "constant",
        "cells",
        "published",
        "nameless",
        "measure",
    ],
    tuple[str, str],
] = {
    "range": ("ett intervall passar inte här", "Intervall kan bara stå i kolumner med tal."),
    "tier": (
        "cellen passar inte i den här tabellen",
        "Skikt skrivs till och med 100 kr, och sist däröver, i en tabell som räknas skiktvis och bara där.",
    ),
    "otherwise": (
        "övriga går inte att bestämma här",
        "Skriv övriga i en enda rad, med alla i de andra kolumnerna, eller i en kolumn med alternativ.",
    ),
    "result": ("här ska ett värde stå", "De sista kolumnerna är det som tabellen ger."),
    "order": ("ordningen stämmer inte", "Det lägre talet står först, och skikten står i stigande ordning."),
    "open": ("sista skiktet slutar", "Skriv däröver i sista raden, så att alla värden får ett skikt."),
    "only": (
        "däröver har inget skikt under sig",
        "Skriv först det lägsta skiktet, till och med 100 kr, eller räkna utan tabell: 10 % av underlaget.",
    ),
    "constant": ("här ska en uppgift stå", "Skriv ett tal, ett intervall, ett alternativ, ja eller nej."),
    "published": (
        "här ska en publicerad siffra stå",
        "Skriv det som står i källan, eller – om inget är publicerat i rutan.",
    ),
    "nameless": ("raden har inget namn", "Skriv i första kolumnen vems raden är, eller summa."),
    "measure": (
        "skikten mäts på olika sätt",
        "Skriv alla gränser i samma enhet, eller alla som gånger samma belopp: till och med 1,5 prisbasbelopp.",
    ),
    "cells": ("raden har inte lika många celler som rubriken", "Varje kolumn har en cell i varje rad, åtskilda av |."),
}


# -- time, sharing, interpretations --------------------------------------------------------------

_Statements = (
    HeaderValue
    | NotYearly
    | LaterYear
    | IndexAlone
    | DatesOverlap
    | IndexYear
    | NoTaker
    | CeilingUnsaid
    | StaysTwice
    | SharingSteps
    | OtherConcept
    | ReadingsDiffer
    | NestedInterpretation
    | NothingInterpreted
    | LocalName
    | UnknownSection
    | NotDefinedThere
    | SectionTwice
)


def _statements(problem: _Statements) -> Wording:
    match problem:
        case HeaderValue():
            return _say(f"{problem.key} går inte att läsa", "", f"Skriv som i {problem.key} {problem.expected}.")
        case NotYearly():
            return _say(
                f"”{problem.name}” är samma alla år",
                "",
                "Det finns inget annat års värde att läsa. Skriv namnet utan år, eller deklarera uppgiften per år.",
            )
        case LaterYear():
            return _say(
                f"{problem.year} ligger i framtiden",
                "",
                f"Regelverket gäller från {problem.first_year}, och ett år kan inte räknas med ett senare års värde.",
            )
        case IndexAlone():
            return _say(*_INDEX[problem.missing_part])
        case DatesOverlap():
            if problem.other == problem.span:
                return _say("värdet slutar gälla innan det börjar", "", "Sista dagen ligger före den första.")
            return Wording(
                "två värden gäller samma dag",
                "",
                (Label(problem.other, "gäller också då"),),
                "Varje dag har ett värde. Låt det ena sluta dagen innan det andra börjar.",
            )
        case IndexYear():
            return _say(
                "uppräkningen börjar inte efter nivåns år",
                "",
                f"Nivån är {problem.level} års. Första uppräkningen är tidigast för {problem.level + 1}, "
                f"inte {problem.first}.",
            )
        case NoTaker():
            return _say(
                "delningen säger inte vem som får skillnaden",
                "",
                "Avrundningen gör att delarna inte blir hela potten. Skriv till exempel: skillnaden läggs på det parti "
                "som har flest mandat, vid lika efter lottning.",
            )
        case CeilingUnsaid():
            instead = " i stället för den här raden" if problem.idle else ""
            return Wording(
                "delningen säger inte vad som händer med det som taket skär av",
                "",
                ()
                if problem.idle is None
                else (Label(problem.idle, "skillnaden efter en avrundning, som inte finns"),),
                f"Skriv en av två rader under taket{instead}. Ska det gå vidare till dem som är under sitt tak: ”det "
                "som taket skär av fördelas mellan de övriga”. Ska det inte delas ut: ”det som inte kan delas ut blir "
                "kvar”.",
            )
        case StaysTwice():
            return Wording(
                f"två delningar lämnar något som heter ”{problem.name}”",
                "",
                (Label(problem.first, "också här"),),
                "Ge det som blir kvar ett eget namn i den ena delningen, till exempel: det som inte kan delas ut blir "
                "kvar som överskott (överskottet).",
            )
        case SharingSteps():
            headline, way = _SHARING[problem.why]
            return _say(headline, "", way)
        case OtherConcept():
            return _say(
                f"delningen är mellan andra än {problem.name}", "", f"Skriv {problem.concept}, som delningen är mellan."
            )
        case ReadingsDiffer():
            return Wording(
                f"läsningarna säger olika om vad ”{problem.name}” är",
                "",
                (Label(problem.other, "i en annan läsning"),),
                "Ett namn som flera läsningar definierar hör till samma begrepp i alla.",
            )
        case NestedInterpretation():
            return _say(
                f"tolkningen ”{problem.name}” står i en annan tolkning",
                "",
                "Skriv dem efter varandra. Varje fråga har sina egna läsningar.",
            )
        case NothingInterpreted():
            return _say(
                f"tolkningen ”{problem.name}” har bara en läsning",
                "",
                "En fråga har minst två läsningar. Är svaret givet behövs ingen tolkning.",
            )
        case LocalName():
            where = _listed([f"”{reading}”" for reading in problem.readings], "och")
            return Wording(
                f"”{problem.name}” finns bara i en läsning",
                "",
                (Label(problem.place, "bestäms här"),),
                f"Namnet bestäms i {where} men inte i tolkningens andra läsningar, och gäller bara där.",
            )
        case UnknownSection():
            similar = _listed(problem.similar, "eller")
            way = f"Menade du {similar}?" if similar else "Skriv paragrafen eller avsnittet som det står i regelverket."
            return _say(f"{problem.section} finns inte", "", way)
        case NotDefinedThere():
            labels = () if problem.place is None else (Label(problem.place, "bestäms här"),)
            return Wording(
                f"{problem.section} bestämmer inte ”{problem.name}”",
                "",
                labels,
                "Ett undantag gäller det värde som den utpekade bestämmelsen definierar.",
            )
        case SectionTwice():
            way = (
                "Varje paragraf och avsnitt har ett eget nummer, så att det går att hänvisa dit. Ändra det ena. En "
                "bokstav efter paragrafens nummer är liten, som i § 2 a."
                if problem.numbered
                else "Avsnitt som står bredvid varandra har olika rubriker. Ändra den ena eller för ihop avsnitten."
            )
            return Wording(f"{problem.section} finns redan", "", _other(problem.span, problem.first, "finns här"), way)
        case _:
            assert_never(problem)


_INDEX: dict[Literal["level", "rate", "index"], tuple[str, str, str]] = {
    "level": (
        "det sägs inte vilket års nivå som räknas upp",
        "",
        "Skriv i 2026 års nivå, före uppräknat.",
    ),
    "rate": (
        "det sägs inte hur nivån räknas upp",
        "",
        "Skriv uppräknat varje år från och med 2027 med årets höjning, direkt efter nivån.",
    ),
    "index": (
        "avrundat varje år hör till en uppräkning",
        "",
        "Skriv det direkt efter uppräknat, eller avrunda en gång med avrundat.",
    ),
}

_SHARING: dict[
    Literal["twice", "mixed", "nothing", "idle", "remainder", "whole", "goes_on", "claims", "turn"], tuple[str, str]
] = {
    "twice": (
        "delningen har samma steg två gånger",
        "Resten, taket, vad som händer med det som taket skär av, turordningen och avrundningen står en gång var.",
    ),
    "mixed": ("uddatalsmetoden delar ut allt", "Ta bort de andra stegen, eller dela på ett annat sätt."),
    "nothing": ("delningen delar inte ut något", "Skriv vad varje rad får, eller hur resten fördelas."),
    "idle": (
        "det blir ingen skillnad att lägga på någon",
        "Skillnaden kommer av en avrundning. Ta bort raden, eller skriv avrundningen först på den.",
    ),
    "remainder": ("största rest kräver avrundning nedåt", "Skriv avrundat nedåt till hela kronor, före skillnaden."),
    "whole": (
        "det som delas ut är inte säkert ett helt antal",
        "Uddatalsmetoden delar ut hela platser. Avrunda först.",
    ),
    "goes_on": (
        "det finns inget som taket skär av och som de övriga kan dela",
        "Skriv taket (dock högst …) och hur resten fördelas: resten fördelas lika, eller i proportion till något.",
    ),
    "claims": (
        "turordningen säger inte vad var och en får",
        "Skriv det på en rad ovanför, till exempel: varje barn får behovet.",
    ),
    "turn": (
        "i en turordning får var och en det som begärs, så långt medlen räcker",
        "Ta bort de andra stegen: bara det som varje rad får, turordningen och det som blir kvar kan stå här.",
    ),
}


# -- norms ---------------------------------------------------------------------------------------

_Norms = NormUndecided | NormLine | DespiteNothing | DayShift | InReading

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


def _norms(problem: _Norms) -> Wording:
    match problem:
        case NormUndecided():
            ways = {
                "får": "får eller får inte",
                "har rätt till": "har rätt till eller har inte rätt till",
                "uppfyller": "en rad som börjar med följs när",
                "ska": "ska",
            }
            return Wording(
                f"reglerna om ”{problem.content}” avgör inte det som frågas",
                "",
                (Label(problem.place, "reglerna"),),
                f"Det avgörs av en regel om ”{problem.content}” med {ways[problem.relation]}.",
            )
        case NormLine(line="complied"):
            return _say(
                f"{problem.modality} är inget som kan följas",
                "",
                "Följs när står under ska, ska inte, får inte, bör, bör inte eller kräver. Skriv ett villkor med om i "
                "stället.",
            )
        case NormLine():
            return _say("det sägs inte vad som ska delas", "", "Skriv en rad med belopp ovanför i delar.")
        case DespiteNothing(section=None):
            return _say(
                f"inget förbud gäller ”{problem.content}” här",
                "",
                "Trots går före ett förbud om samma sak. Skriv orden precis som i förbudet, eller ta bort raden.",
            )
        case DespiteNothing():
            return _say(
                f"i {problem.section} finns inget förbud om ”{problem.content}”",
                "",
                "Trots går före ett förbud om samma sak som står i det avsnittet. Rätta numret eller ta bort raden.",
            )
        case DayShift():
            headline, way = _SHIFTS[problem.why]
            return _say(headline, "", way)
        case InReading(what="scope"):
            return _say(
                "vad regelverket omfattar kan inte bero på en läsning",
                "",
                "Flytta raden ut ur tolkningen. Det som skiljer läsningarna åt kan stå i ett villkor i dem.",
            )
        case InReading():
            return _say(
                "det som någon bestämmer kan inte stå i en läsning",
                "",
                "Flytta raden ut ur tolkningen. Läsningarna kan sedan räkna med värdet på olika sätt.",
            )
        case _:
            assert_never(problem)


# -- examples ------------------------------------------------------------------------------------

_NOT_COMPARED: dict[Literal["absent", "blank", "given"], str] = {
    "absent": "Tabellen har ingen sådan kolumn. Skriv namnet som i tabellens rubrik.",
    "blank": "Där är inget tryckt. Ta bort noteringen, eller skriv i rutan det som står i källan.",
    "given": "Det som står där är en uppgift som räknas med, inget som räknas ut. Skriv det rätta i rutan.",
}

_Examples = (
    NothingAsserted
    | WhichRow
    | GivenIsComputed
    | GivenTwice
    | WhichYear
    | WhichAttribute
    | TooManyTrials
    | KnownErrorWhere
    | SaidTwice
)


def _examples(problem: _Examples) -> Wording:
    match problem:
        case NothingAsserted():
            return _say(f"”{problem.title}” prövar inget", "", "Skriv vad som ska komma ut, med då: eller i en kolumn.")
        case WhichRow():
            if not problem.labels:
                way = f"Ge en sådan rad först, på en rad som börjar {problem.form} A har."
                return _say(f"exemplet har ingen rad av {problem.concept}", "", way)
            known = f"De är {_listed(problem.labels, 'och')}."
            if problem.said is None:
                way = "Det här kan bara prövas i ett exempel med en enda. Dela upp exemplet i flera."
            else:
                said = f"{problem.form} {problem.labels[0]} {problem.said}"
                if problem.unsaid is not None:
                    outcome = STATUS_WORDS[problem.unsaid]
                    said = f"om {said} är {outcome}" if problem.asked else f"{said} {outcome}"
                way = f"Skriv vilken som menas, som i då: {said}."
            return _say(f"exemplet har flera rader av {problem.concept}", "", f"{known} {way}")
        case GivenIsComputed():
            return Wording(
                f"”{problem.name}” räknas ut",
                "",
                _other(problem.span, problem.definition, "räknas ut här"),
                "Ge uppgifterna som det räknas ut ur, eller pröva värdet med då:.",
            )
        case GivenTwice():
            return Wording(
                f"{problem.name} ges två gånger",
                "",
                _other(problem.span, problem.first, "första gången"),
                "Ta bort den ena.",
            )
        case WhichYear():
            return _say(
                f"det sägs inte vilket år {problem.name} gäller",
                "",
                "Skriv år 2024 på en egen rad, eller år 2024: först på raden.",
            )
        case WhichAttribute():
            if problem.candidates:
                known = _listed(problem.candidates, "eller")
                return _say("uppgiften kan vara flera", "", f"Skriv namnet före talet: {known}.")
            return _say("det sägs inte vilken uppgift det är", "", "Skriv uppgiftens namn före talet.")
        case TooManyTrials():
            return _say(
                "raden prövar för många värden", "", f"En rad prövar högst {problem.most}. Dela upp intervallet."
            )
        case KnownErrorWhere():
            return _say(f"rutan i kolumnen {problem.column} prövas inte", "", _NOT_COMPARED[problem.why])
        case SaidTwice():
            return Wording(
                "samma sak sägs två gånger",
                "",
                _other(problem.span, problem.first, "första gången"),
                "Ta bort den ena.",
            )
        case _:
            assert_never(problem)


def _promises(problem: MovedIsComputed | MovedElsewhere) -> Wording:
    match problem:
        case MovedIsComputed(name=name, inputs=inputs):
            which = f" Till exempel {_listed(inputs[:_MOST_LISTED], 'eller')}." if inputs else ""
            return Wording(
                f"”{name}” räknas ut och kan inte öka eller minska av sig självt",
                "",
                _other(problem.span, problem.definition, "räknas ut här"),
                f"Efter ”när” står en uppgift, ett tal som reglerna räknar med.{which}",
            )
        case MovedElsewhere(name=name, concept=concept, of_value=None):
            return _say(
                f"”{name}” är inte en enda rads uppgift",
                "",
                f"En kontroll ändrar uppgiften för en enda rad av {concept} i taget. Skriv uppgiftens namn utan ägare, "
                "eller med ägaren i bestämd form ental.",
            )
        case MovedElsewhere(name=name, concept=concept, of_value=of_value):
            return _say(
                f"”{name}” hör inte till samma rad som värdet",
                "",
                f"Värdet räknas ut för varje {of_value}, men uppgiften hör till {concept or 'något annat'}. Välj en "
                f"uppgift för {of_value} eller för hela regelverket, eller ett värde för hela regelverket.",
            )
        case _:
            assert_never(problem)


def _files(problem: RuleFiles) -> Wording:
    if problem.found is None:
        return _say(f"{problem.path} går inte att läsa", "", "Skriv en regelfil, eller en mapp med en regelfil.")
    if problem.below:
        known = _listed(problem.below, "eller")
        return _say(f"i {problem.path} finns ingen regelfil, men i mappar under den", "", f"Skriv vilken: {known}.")
    if not problem.found:
        return _say(f"i {problem.path} finns ingen regelfil", "", "En regelfil heter något på .regel.")
    known = _listed(problem.found, "och")
    return _say(f"i {problem.path} finns flera regelfiler", "", f"De är {known}. Skriv vilken som menas.")


# -- small words ---------------------------------------------------------------------------------


def _say(headline: str, at: str, way_out: str) -> Wording:
    return Wording(headline, at, (), way_out)


def _other(here: Span, there: Span, text: str) -> tuple[Label, ...]:
    return () if here == there else (Label(there, text),)


def _unit(text: str | None) -> str:
    return text or "tal utan enhet"


def _plural(count: int, one: str, many: str) -> str:
    return one if count == 1 else many


def _listed(parts: tuple[str, ...] | list[str], last: str) -> str:
    """`a, b eller c`, the first few."""
    shown = list(parts[:_MOST_LISTED])
    if len(parts) > _MOST_LISTED:
        shown = [*shown, "…"]
    if len(shown) < 2:
        return "".join(shown)
    return f"{', '.join(shown[:-1])} {last} {shown[-1]}"
