"""The words for problems with a rule file as a whole, RV3xx: what happens, in one case, and the way out."""

import datetime
from fractions import Fraction
from typing import Literal, assert_never

from dsl.names import genitive
from dsl.problems.tables import (
    AlwaysForbidden,
    Between,
    BetweenSteps,
    Case,
    CasesOverlap,
    ChangesWithinYear,
    Compared,
    ComparedWithItself,
    Cycle,
    DeadCase,
    DeadDefinition,
    DeadException,
    DeadRow,
    DependsOnYear,
    DespiteIdle,
    DutyForbidden,
    Exactly,
    ExceptionsClash,
    Holds,
    LaterYearUsed,
    LimitsInverted,
    MayNotApply,
    MeasureOfTiers,
    NegativeTiers,
    NoFirstYear,
    NormNeverApplies,
    NotThen,
    NotYetInForce,
    OnlyInDead,
    Other,
    QuotedAmount,
    RowsOverlap,
    SameForEveryRow,
    SameReadings,
    Setting,
    TableGap,
    TableProblem,
    TooLarge,
    Unused,
    YearOutOfReach,
)
from dsl.units import PURE
from workbench.problems.diagnostic import Label, Wording
from workbench.values.numbers import quantity
from workbench.values.words import too_far


def wording(problem: TableProblem) -> Wording:
    match problem:
        case TableGap() | RowsOverlap() | DeadRow() | NegativeTiers() | MeasureOfTiers() | TooLarge():
            return _of_table(problem)
        case CasesOverlap() | DeadCase() | DeadDefinition() | MayNotApply() | OnlyInDead():
            return _of_cases(problem)
        case DeadException() | ExceptionsClash():
            return _of_exceptions(problem)
        case NormNeverApplies() | AlwaysForbidden() | DutyForbidden() | DespiteIdle():
            return _of_norms(problem)
        case (
            Cycle()
            | NoFirstYear()
            | LaterYearUsed()
            | ChangesWithinYear()
            | NotYetInForce()
            | NotThen()
            | DependsOnYear()
        ):
            return _of_years(problem)
        case YearOutOfReach():
            return _of_reach(problem)
        case LimitsInverted(name=name, first=first, floor_last=floor_last):
            one, other = ("golvet", "taket") if floor_last else ("taket", "golvet")
            return Wording(
                "golvet är högre än taket",
                f"här är {one}",
                (Label(first, f"här är {other}"),),
                f"Så som det står blir {name} alltid {one}, vad som än räknas ut. Har de två beloppen bytt plats? "
                f"Rätta det ena, eller ta bort {other}.",
            )
        case QuotedAmount(words=words, kind=kind):
            return Wording(
                f"”{words}” inom citattecken räknas inte",
                "",
                (),
                f"Det som står inom citattecken är ord. {_NOT_COMPUTED[kind]}",
            )
        case BetweenSteps():
            return _of_steps(problem)
        case Unused() | SameReadings():
            return _of_unused(problem)
        case ComparedWithItself() | SameForEveryRow():
            return _of_groups(problem)
        case _:
            assert_never(problem)


_NOT_COMPUTED: dict[Literal["amount", "nothing", "condition", "value"], str] = {
    "amount": "Ska det räknas skriver du en regel som ger det ett namn, som ”partiets stöd är 20 000 kr”, eller en rad "
    "”belopp 20 000 kr” under normen.",
    "nothing": "Ska något bli noll skriver du det under raden som bestämmer beloppet, som ”dock 0 kr om …”.",
    "condition": "Ska det vara ett villkor skriver du det på en egen rad under normen, ett steg in: ”om …”.",
    "value": "Ska värdet räknas med skriver du en rad ”belopp …” med värdets namn under normen, eller en regel som "
    "bestämmer det.",
}


def told(case: Case) -> str:
    """`partiets mandat är 7 mandat och slaget är resa`; `alltid` where nothing is asked."""
    if not case:
        return "alltid"
    *before, last = [_setting(setting) for setting in case]
    return f"när {', '.join(before)} och {last}" if before else f"när {last}"


# -- tables --------------------------------------------------------------------------------------


def _of_table(problem: TableGap | RowsOverlap | DeadRow | NegativeTiers | MeasureOfTiers | TooLarge) -> Wording:
    match problem:
        case TableGap(case=case):
            return Wording(
                "tabellen saknar en rad",
                f"ingen rad för {_short(case)}",
                (),
                f"Ingen rad gäller {told(case)}. Lägg till en rad för det. Om det inte kan förekomma, säg det med "
                "minst eller högst där uppgiften anges.",
            )
        case RowsOverlap(first=first, case=case):
            return Wording(
                "två rader gäller samtidigt",
                f"tar också {_short(case)}",
                (Label(first, f"tar {_short(case)}"),),
                f"Båda raderna gäller {told(case)}. Ändra gränserna så att bara en rad gäller. "
                "Om den översta ska gå före, skriv enligt tabellen, första träff.",
            )
        case DeadRow(why="outside", column=column):
            return Wording(
                "raden används aldrig",
                "nås inte",
                (),
                f"Inget värde som {column} kan ha hör till raden. Ändra raden eller ta bort den.",
            )
        case DeadRow():
            return Wording(
                "raden används aldrig",
                "nås inte",
                (),
                "De andra raderna tar redan alla värden som raden gäller för. Ändra raden eller ta bort den.",
            )
        case NegativeTiers(value=value):
            return Wording(
                "skikten börjar vid 0, men värdet kan vara mindre",
                "kan vara mindre än 0",
                (),
                f"Skriv minst 0 där {value} anges, eller dock lägst 0 där det räknas ut.",
            )
        case MeasureOfTiers(measure=measure, unit=unit):
            least = "0" if unit is None else f"0 {unit}"
            return Wording(
                f"gränserna räknas i {measure}, som kan vara noll eller mindre",
                "noll gånger vad som helst är noll",
                (),
                f"Skriv mer än {least} där {measure} anges.",
            )
        case TooLarge(what=what):
            return _too_large(what)
        case _:
            assert_never(problem)


def _too_large(what: str) -> Wording:
    match what:
        case "table":
            return Wording(
                "tabellen har för många kombinationer för att kunna kontrolleras",
                "",
                (),
                "Dela upp tabellen i flera, eller använd färre kolumner.",
            )
        case "cases":
            return Wording(
                "fallen har för många kombinationer av villkor för att kunna kontrolleras",
                "",
                (),
                "Dela upp värdet i flera, var och en med färre villkor.",
            )
        case _:
            return Wording(
                "för många år att gå igenom",
                "",
                (),
                "Kontrollera årtalen i reglerna, och ange när regelverket gäller.",
            )


# -- cases and exceptions ------------------------------------------------------------------------


def _of_groups(problem: ComparedWithItself | SameForEveryRow) -> Wording:
    match problem:
        case ComparedWithItself(left=left, right=right, holds=holds, rows=rows, order=order):
            always = "alltid" if holds else "aldrig"
            sides = f"”{left}”" if left == right else f"”{left}” och ”{right}”"
            if rows is None:
                return Wording(
                    f"”{left}” jämförs med sig själv",
                    f"är {always} uppfyllt",
                    (),
                    f"{sides} är {'samma värde på båda sidor' if left == right else 'ett och samma värde'}, så "
                    f"villkoret är {always} uppfyllt. Ändra den ena sidan.",
                )
            way_out = "Ändra den ena sidan: det som hör till en annan rad når villkoret inte."
            if order is not None:
                concept, value = order
                way_out = (
                    f"Menas ordningen mellan raderna skriver du: {genitive(concept)} plats (platsen) är {value}, "
                    "vid lika efter lottning."
                )
            return Wording(
                "varje rad jämförs med sig själv",
                f"är {always} uppfyllt",
                (),
                f"I ett villkor på {rows} är {sides} radens eget värde. Det jämförs med sig självt, så villkoret är "
                f"{always} uppfyllt. {way_out}",
            )
        case SameForEveryRow(condition=condition, rows=rows, word=word):
            return Wording(
                "villkoret är detsamma för varje rad",
                f"beror inte på {rows}",
                (),
                f"”{condition}” står efter ”{word}” men är uppfyllt för alla {rows} eller för ingen. Ta bort det där "
                "och låt det vara ett eget villkor för värdet, framför det andra eller i ett fall för sig.",
            )
        case _:
            assert_never(problem)


def _of_cases(problem: CasesOverlap | DeadCase | DeadDefinition | MayNotApply | OnlyInDead) -> Wording:
    match problem:
        case CasesOverlap(first=first, case=case):
            return Wording(
                "två fall gäller samtidigt",
                "gäller också",
                (Label(first, "gäller"),),
                f"Båda fallen gäller {told(case)}. Ändra villkoren så att bara ett fall gäller. "
                "Om det översta ska gå före, skriv annars framför det undre.",
            )
        case DeadCase(why="contradiction"):
            return Wording(
                "fallet inträffar aldrig",
                "kan inte vara uppfyllt",
                (),
                "Villkoret kan inte vara uppfyllt för något tillåtet värde. Ändra villkoret eller ta bort fallet.",
            )
        case DeadCase(why="never"):
            return Wording(
                "villkoret är aldrig uppfyllt",
                "kan inte vara uppfyllt",
                (),
                "Tillägget gäller aldrig, vilka tillåtna värden det än är. Ändra villkoret eller ta bort tillägget.",
            )
        case DeadCase(why="always"):
            return Wording(
                "villkoret är alltid uppfyllt",
                "säger inget",
                (),
                "Tillägget gäller alltid, vilka tillåtna värden det än är. Ändra villkoret eller ta bort det.",
            )
        case DeadCase():
            return Wording(
                "fallet inträffar aldrig",
                "nås inte",
                (),
                "Fallen ovanför gäller redan varje gång. Ändra villkoren eller ta bort fallet.",
            )
        case DeadDefinition(name=name):
            return Wording(
                f"{name} gäller aldrig",
                "inget fall kan gälla",
                (),
                "Inget av villkoren kan vara uppfyllt för något tillåtet värde. Ändra villkoren eller ta bort regeln.",
            )
        case MayNotApply(name=name, definition=definition, case=case, asked=str() as asked):
            return Wording(
                f"det går inte att räkna med {name}, som inte alltid finns",
                "saknas ibland",
                (Label(definition, f"inget värde {told(case)}" if case else "inget värde"),),
                (
                    f"Lägg till ”som {asked}” för att räkna bara med dem som regeln gäller, eller räkna"
                    if asked
                    else "Räkna"
                )
                + " fram värdet för sig, med ett sista fall med annars, och låt regeln använda det.",
            )
        case MayNotApply(name=name, definition=definition, case=case, zero=zero, kept=kept, cases=cases):
            nothing = "annars och ett värde" if zero is None else f"annars {zero}"
            way_out = (
                f"Lägg till ett sista fall där värdet bestäms: {nothing}, eller annars och det som de andra ska ha."
            )
            if cases is not None:
                head, alone = cases
                way_out = f"Skriv ”{head}”, och under det på egna rader ”{alone}” och ”{nothing}”"
                way_out += (
                    " eller annars och det som de andra ska ha."
                    if kept is None
                    else f". Ska de andra i stället behålla värdet: skriv ”{kept}” efter ”är”."
                )
            when = "Inget fall gäller" if case else "Det finns inget fall"
            return Wording(
                f"det går inte att räkna med {name}, som inte alltid finns",
                "saknas ibland",
                (Label(definition, f"inget värde {told(case)}" if case else "inget värde"),),
                f"{when}{' ' + told(case) if case else ''}. {way_out}",
            )
        case OnlyInDead(name=name, use=use):
            return Wording(
                f"{name} används bara där inget gäller",
                "",
                (Label(use, "används bara här"),),
                "Regeln som använder värdet gäller aldrig. Ändra den, eller ta bort värdet.",
            )
        case _:
            assert_never(problem)


def _of_exceptions(problem: DeadException | ExceptionsClash) -> Wording:
    match problem:
        case DeadException(why="contradiction"):
            return Wording(
                "undantaget gäller aldrig",
                "kan inte vara uppfyllt",
                (),
                "Villkoret kan inte vara uppfyllt samtidigt som huvudregeln gäller. Ändra villkoret, skriv även om "
                "i stället för om, eller ta bort undantaget.",
            )
        case DeadException():
            return Wording(
                "undantaget gäller aldrig",
                "nås inte",
                (),
                "Ett undantag med trots det gäller redan varje gång. Ändra villkoren eller ta bort undantaget.",
            )
        case ExceptionsClash(first=first, case=case):
            return Wording(
                "två undantag säger emot varandra",
                "gäller också",
                (Label(first, "gäller"),),
                f"Båda undantagen gäller {told(case)}, med olika värden. Ändra villkoren, eller skriv trots det "
                "framför det som ska gå före.",
            )
        case _:
            assert_never(problem)


def _of_norms(problem: NormNeverApplies | AlwaysForbidden | DutyForbidden | DespiteIdle) -> Wording:
    match problem:
        case NormNeverApplies():
            return Wording(
                f"regeln om ”{problem.content}” gäller aldrig",
                "kan inte vara uppfyllt",
                (),
                "Villkoren motsäger varandra. Ändra dem eller ta bort regeln.",
            )
        case AlwaysForbidden(right=right):
            what = "rätten" if right else "tillåtelsen"
            return Wording(
                f"{what} till ”{problem.content}” tas alltid tillbaka"
                if right
                else f"”{problem.content}” är både tillåtet och förbjudet",
                "gäller aldrig",
                (Label(problem.by, "går före"),),
                f"Var gång {what} gäller, gäller också regeln som säger tvärtom. Ändra villkoren, eller lägg till "
                f'trots "{problem.content}" om {what} ska gå före.',
            )
        case DutyForbidden(case=case):
            return Wording(
                f"”{problem.content}” är både skyldighet och förbud",
                "gäller också",
                (Label(problem.first, "gäller"),),
                f"Båda reglerna gäller {told(case)}. Ändra villkoren så att bara den ena gör det.",
            )
        case DespiteIdle():
            return Wording(
                "trots går inte före något",
                "gäller aldrig samtidigt",
                (Label(problem.other, "den andra regeln"),),
                "De två reglerna gäller aldrig på en gång. Ändra villkoren, eller ta bort raden med trots.",
            )
        case _:
            assert_never(problem)


# -- dependencies and years ----------------------------------------------------------------------


def _of_years(
    problem: Cycle | NoFirstYear | LaterYearUsed | ChangesWithinYear | NotYetInForce | NotThen | DependsOnYear,
) -> Wording:
    match problem:
        case Cycle():
            return _cycle(problem)
        case NoFirstYear():
            return _no_first_year(problem)
        case LaterYearUsed(year=year, computed=computed):
            return Wording(
                "ett senare år används",
                f"år {year}",
                (),
                f"Värdet för {year} används när {computed} räknas ut. En regel kan bara bygga på samma år eller "
                f"tidigare. Ändra årtalet, eller låt regeln gälla om året är minst {year}.",
            )
        case ChangesWithinYear(name=name, definition=definition, date=date):
            return Wording(
                f"{name} ändras under året",
                f"ändras {_day(date)}",
                (Label(definition, "gäller från olika datum"),),
                f"Säg vilket värde som ska användas: skriv ”{name}, per den dag som frågan gäller”, ”{name}, per den 1 "
                f"januari” eller ”{name}, månad för månad”.",
            )
        case DependsOnYear(name=name, part=part, definition=definition):
            return Wording(
                f"{name} beror också på året",
                "dagen kan ligga i ett annat år",
                (Label(definition, f"beror på året: {part}"),),
                "Dagen säger vilket daterat värde som gäller, men inte vilket år allt annat ska räknas för. "
                "Skriv ”per …” efter det daterade värdet självt, inom parentes.",
            )
        case NotYetInForce(name=name, definition=definition, year=year, day=day):
            when = f"år {year}" if day is None else f"den {_day(day)}"
            return Wording(
                f"{name} har inget värde {when}",
                f"inget värde {when}",
                (Label(definition, "bestäms här"),),
                "Ange ett värde som gäller då, eller ändra från vilket år regelverket gäller.",
            )
        case NotThen(name=name, year=year, named=named):
            instead = (
                "Skriv ett eget värde i stället, eller ett senare årtal."
                if named
                else f"Bestäm {year + 1} för sig, till exempel med ett eget fall om året är {year + 1}, och börja "
                "nästa fall med annars."
            )
            return Wording(
                f"{name} fanns inte {year}" if not named else f"{name} fanns inte",
                f"fanns inte {year}",
                (),
                f"Ett tidigare år räknas så som regelverket lydde då, och en senare ändring inför inget i det. "
                f"{instead}",
            )
        case _:
            assert_never(problem)


def _of_reach(problem: YearOutOfReach) -> Wording:
    headline, instead = too_far(problem.year, problem.low, problem.high)
    return Wording(headline, f"år {problem.year}", (), instead)


def _no_first_year(problem: NoFirstYear) -> Wording:
    guard = "om året är mandatperiodens första år" if problem.first is None else f"om året är {problem.first}"
    own = f"{problem.zero or 'ett eget värde'} {guard}"
    if problem.first is None:
        why = "Värdet bygger på året före, som i sin tur bygger på året före, utan slut."
    else:
        why = f"Regelverket gäller från och med {problem.first}, så det finns inget värde för året före."
    return Wording(
        f"{problem.name} har inget första år",
        "räknas bakåt utan slut" if problem.first is None else f"finns inte före {problem.first}",
        (Label(problem.definition, "bestäms här"),),
        f"{why} Bestäm det första året för sig, till exempel {own}, och börja nästa fall med annars.",
    )


def _cycle(cycle: Cycle) -> Wording:
    names = [step.name for step in cycle.steps]
    way = " → ".join((*names, names[0]))
    labels = tuple(Label(step.span, f"{step.name} behöver det här") for step in cycle.steps[1:])
    year = "" if cycle.year is None else f" Det händer år {cycle.year}."
    readings = "".join(f" Det händer med läsningen {reading} av {name}." for name, reading in cycle.readings)
    if len(names) == 1:
        way_out = "Ett värde kan inte bygga på sig självt. Menade du föregående års värde?"
    else:
        way_out = "Inget av värdena kan räknas ut först. Ändra ett av dem så att det inte bygger på de andra."
    return Wording("värden bygger på varandra i en cirkel", way, labels, f"{way}. {way_out}{year}{readings}")


# -- whole steps ---------------------------------------------------------------------------------


def _of_steps(problem: BetweenSteps) -> Wording:
    first = " och ".join(f"”{line}”" for line in problem.first)
    what = "delarna" if problem.what == "sharing" else "delbetalningarna"
    return Wording(
        f"”{problem.amount}” är inte säkert {problem.step}",
        "",
        (),
        f"Då blir inte heller alla {what} det: den som tar skillnaden får också resten. Avrunda beloppet först: "
        f"{first}. Eller säg att resten ska följa med skillnaden: ”{problem.along}”.",
    )


# -- what nothing uses ---------------------------------------------------------------------------


def _of_unused(problem: Unused | SameReadings) -> Wording:
    match problem:
        case Unused(what=what, name=name):
            if what == "unit":
                way = f"Ingen regel använder {name}. Ta bort raden, eller använd {name} i en regel."
                return Wording(f"enheten {name} används inte", "", (), way)
            return Wording(
                f"uppgiften {name} används inte",
                "",
                (),
                f"Ingen regel använder {name}. Säger beslutet något som beror på {name}? Då saknas en regel, eller den "
                f"har blivit text. Säger det inget kan raden tas bort.",
            )
        case SameReadings(interpretation=interpretation, first=first, second=second):
            return Wording(
                f"läsningarna {first} och {second} säger samma sak",
                "",
                (),
                f"En tolkning ska ha läsningar som skiljer sig. Ändra en av dem, eller ta bort {interpretation}.",
            )
        case _:
            assert_never(problem)


# -- one case ------------------------------------------------------------------------------------


def _short(case: Case) -> str:
    """Only the value where one thing is asked, else all."""
    if len(case) == 1 and isinstance(case[0].sample, Exactly | Between):
        return _value(case[0].sample, case[0])
    return told(case).removeprefix("när ")


def _setting(setting: Setting) -> str:
    match setting.sample:
        case Exactly() | Between() as sample:
            return f"{setting.subject} är {_value(sample, setting)}"
        case Other():
            return f"{setting.subject} är en text som inte nämns"
        case Compared(operator, other):
            relation = {"<": "mindre än", ">": "mer än", "=": "lika med", "≠": "något annat än"}[operator]
            return f"{setting.subject} är {relation} {other}"
        case Holds(holds):
            return setting.subject if holds else f"det inte stämmer att {setting.subject}"
        case _:
            assert_never(setting.sample)


def _value(sample: Exactly | Between, setting: Setting) -> str:
    match sample:
        case Exactly(bool() as value):
            return "ja" if value else "nej"
        case Exactly(Fraction() as value):
            return _quantity(value, setting)
        case Exactly(datetime.date() as value):
            return _day(value)
        case Exactly(value):
            return str(value)
        case Between(low, high, low_open, high_open, example):
            ends = []
            if low is not None:
                ends.append(f"{'mer än' if low_open else 'minst'} {_quantity(low, setting)}")
            if high is not None:
                ends.append(f"{'mindre än' if high_open else 'högst'} {_quantity(high, setting)}")
            return f"{' men '.join(ends)} (till exempel {_quantity(example, setting)})"
        case _:
            assert_never(sample)


def _quantity(value: Fraction, setting: Setting) -> str:
    return quantity(value, setting.unit or PURE, setting.unit_text, {})


def _day(date: datetime.date) -> str:
    return date.isoformat()
