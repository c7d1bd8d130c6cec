"""What was written: the surface tree of a rule file, one node per construct, in the order of the text.

Nodes are data. They keep names as the author wrote them, comments and blank lines, so that
`parse(format(tree)) == tree`; they know neither what a name means nor what anything is worth.
`span` never takes part in equality. Every node that starts a line has `trivia`.

Names are runs of words as written, single-spaced ("partiets tjänsteutrymme"); the resolver splits them.
"""

from fractions import Fraction
from typing import Literal

from dsl.record import field, frozen
from dsl.source import Span

_span = field(eq=False, repr=False)


@frozen
class Trivia:
    """What surrounds a line and computes nothing.

    before: comment lines above, without `#` and the space after it, in order
    after: the comment at the end of the line, or None
    blank: whether a blank line stands above the line and its comments. The parser decides it, so that the formatter
        prints exactly what it says: always True for sections and top-level blocks, always False for the first line of
        the file, else whether the author left one.
    """

    before: tuple[str, ...] = ()
    after: str | None = None
    blank: bool = False


NO_TRIVIA = Trivia()

# -- numbers and expressions ---------------------------------------------------------------------


@frozen
class Number:
    """`117 034`, `0,52`, `1/6`: the exact value and the canonical way it was written.

    text: decimal comma, groups of three by a plain space, decimals as written; or `1/6`; empty where one of something
        is meant and no number stands (`till och med prisbasbeloppet`)
    """

    value: Fraction
    text: str
    span: Span = _span


@frozen
class Quantity:
    """`117 034 kr`, `25 %`, `1 basbelopp`, `12 månader/år`, `5`. unit: as written, canonical spelling, or None.

    `procent` is written `%`. A unit may turn out to be the name of a value (`1 basbelopp`).
    """

    number: Number
    unit: str | None
    span: Span = _span


@frozen
class Name:
    """A run of words that should name something: `partiets tjänsteutrymme`, `året`, `resa`, `ja`."""

    text: str
    span: Span = _span


@frozen
class YearOf:
    """`föregående års X` (-1), `årets X` (0), `2014 års X` (the number itself, absolute)."""

    year: int
    absolute: bool
    name: Name
    span: Span = _span


@frozen
class ShareOf:
    """`63 % av X`, `1/6 av X`, `hälften av X` (1/2), `en sjättedel av X` (1/6).

    wording: how the share was written when it was a word (`hälften`, `en sjättedel`), else None
    """

    share: Quantity
    wording: str | None
    whole: "Expression"
    span: Span = _span


@frozen
class Binary:
    operator: Literal["+", "-", "*", "/"]
    left: "Expression"
    right: "Expression"
    span: Span = _span


@frozen
class Negative:
    operand: "Expression"
    span: Span = _span


@frozen
class Per:
    """`X per mandat`: X divided by one of the unit."""

    value: "Expression"
    unit: str
    span: Span = _span


@frozen
class Aggregate:
    """`summan av partiernas X`, `antalet partier vars …`, `det högsta av …`, `medelvärdet av …`.

    kind: total, count, maximum, minimum, mean; of days earliest and latest (`den tidigaste av …`, `den senaste av …`)
    """

    kind: Literal["total", "count", "maximum", "minimum", "mean", "earliest", "latest"]
    name: Name
    where: "Condition | None"  # `vars C`; a Normed without a subject: `som får "…"`
    span: Span = _span


@frozen
class Extreme:
    """`det högre av A och B` (higher) and `det lägre av A och B` (lower); of days `den tidigaste av A och B` (earliest)
    and `den senaste av A och B` (latest)."""

    kind: Literal["higher", "lower", "earliest", "latest"]
    left: "Expression"
    right: "Expression"
    span: Span = _span


@frozen
class Text:
    """`"Umeå"`."""

    value: str
    span: Span = _span


@frozen
class Date:
    """`2024-01-01` or `den 1 januari 2024` (always printed the first way)."""

    year: int
    month: int
    day: int
    span: Span = _span


@frozen
class YearlyDate:
    """`den 1 januari`, `den sista februari` (day None): a day of the year of evaluation."""

    month: int
    day: int | None
    span: Span = _span


@frozen
class DayOf:
    """`den 31 december nästa valår`, `den sista februari året därpå`, `den 1 mars i år`: a day of a year that
    depends on the year of evaluation. day None: the last of the month.

    year: this (`i år`), next (`året därpå`), election (`nästa valår`: the first election year from this year on)
    """

    month: int
    day: int | None
    year: Literal["this", "next", "election"]
    span: Span = _span


@frozen
class AskedDay:
    """`den dag som frågan gäller`: the day of `datum` or `--datum`."""

    span: Span = _span


@frozen
class WholeTime:
    """`hela år från X till Y`, also `hela månader`, `hela veckor` and `hela dagar`: how many of them have passed."""

    unit: Literal["år", "månader", "veckor", "dagar"]
    since: "Expression"
    until: "Expression"
    span: Span = _span


@frozen
class Ranking:
    """`ordningen bland familjens barn efter födelsedagen, tidigast först`. Only as a whole value, never inside another.

    most: `senast`, `flest`, `högst`, `störst` (True); `tidigast`, `minst`, `lägst` (False)
    wording: the word that was written; which of them is Swedish depends on the key
    """

    group: Name
    key: "Expression"
    most: bool
    wording: Literal["tidigast", "senast", "flest", "högst", "störst", "minst", "lägst"]
    tie: "Tie"
    span: Span = _span


@frozen
class Workday:
    """`2 arbetsdagar före X` (count 2, before), `3 arbetsdagar efter X`, `närmaste arbetsdag före X` (count 0: X itself
    where it is a working day)."""

    count: int
    direction: Literal["before", "after"]
    day: "Expression"
    span: Span = _span


@frozen
class NotRegulated:
    """`inte reglerat "…"`: the value where the regulation is silent. Only as a whole value, never inside another."""

    reason: str
    span: Span = _span


@frozen
class Modified:
    """`X, dock högst Y, avrundat …`: modifiers after commas, applied in written order."""

    value: "Expression"
    modifiers: tuple["Modifier", ...]
    span: Span = _span


Expression = (
    Quantity
    | Name
    | YearOf
    | ShareOf
    | Binary
    | Negative
    | Per
    | Aggregate
    | Extreme
    | Text
    | Date
    | DayOf
    | AskedDay
    | WholeTime
    | Workday
    | Ranking
    | NotRegulated
    | Modified
)

# -- modifiers -----------------------------------------------------------------------------------


@frozen
class Step:
    """What is rounded to: `hela kronor`, `närmaste tiondels tjänst`, `hela tusental kronor`, `närmaste 500 kr`,
    `heltal`, `två decimaler`.

    size: how many of the unit, exactly (1, 1/10, 1000, 500)
    unit: as written in the canonical form (`kronor`, `tjänst`), or None (`heltal`, decimals)
    """

    size: Fraction
    unit: str | None
    span: Span = _span


@frozen
class Round:
    """`avrundat uppåt till …` (up), `nedåt` (down), `avrundat till närmaste …` (nearest, then needs a tie).

    tie: `hälften uppåt` (up), `hälften nedåt` (down), `hälften till jämnt` (even), `hälften från noll` (away), or None
    each_year: `avrundat varje år till …`, only after `uppräknat`
    """

    direction: Literal["up", "down", "nearest"]
    step: Step
    tie: Literal["up", "down", "even", "away"] | None
    each_year: bool
    span: Span = _span


@frozen
class Changed:
    """`ökat med X` (increase) and `minskat med X` (decrease); X a share changes by that share of the value."""

    kind: Literal["increase", "decrease"]
    by: Expression
    span: Span = _span


@frozen
class Limited:
    """`dock högst X` (most) and `dock lägst X` (least)."""

    kind: Literal["most", "least"]
    bound: Expression
    span: Span = _span


@frozen
class PriceLevel:
    """`i 2026 års nivå`."""

    year: int
    span: Span = _span


@frozen
class Indexed:
    """`uppräknat varje år från och med 2027 med årets arvodeshöjning`."""

    first_year: int
    rate: Expression
    span: Span = _span


@frozen
class AtDate:
    """`per den 1 januari`: a value that changes within the year, as it stands that day."""

    day: YearlyDate
    span: Span = _span


@frozen
class AsOf:
    """`per flygdagen`, `per den dag som frågan gäller`: a value that changes, as it stands on a day that is a value."""

    day: Expression
    span: Span = _span


@frozen
class MonthByMonth:
    """`månad för månad`: the mean over the year's twelve months of what stands on the first of each."""

    span: Span = _span


@frozen
class Conditioned:
    """`ökat med 150 kr om C`: the modifier where C holds; where it does not, the value stays as it is.

    condition: bullets may stand below it only where it is that of the last modifier
    """

    modifier: Round | Changed | Limited
    condition: "Condition"
    span: Span = _span


Modifier = Round | Changed | Limited | PriceLevel | Indexed | AtDate | AsOf | MonthByMonth | Conditioned

# -- conditions ----------------------------------------------------------------------------------


@frozen
class Comparison:
    """`A är B`, `är inte`, `är minst`, `är högst`, `är mer än`, `är mindre än`, `är senast`, `är tidigast`.

    `är cirka` (≈) only after `då:`: equal when rounded to the decimals written
    """

    left: Expression
    operator: Literal["=", "≠", ">=", "<=", ">", "<", "latest", "earliest", "≈"]
    right: Expression
    span: Span = _span


@frozen
class Membership:
    """`slaget är resa, konferens eller representation`; negated: `är inte`."""

    left: Expression
    options: tuple[Expression, ...]
    negated: bool
    span: Span = _span


@frozen
class Within:
    """`A är från och med L till och med H`."""

    left: Expression
    low: Expression
    high: Expression
    span: Span = _span


@frozen
class Has:
    """`listan har gemensam valsedel`; negated: `har inte` or `saknar` (printed `har inte`)."""

    subject: Name
    flag: Name
    negated: bool
    span: Span = _span


@frozen
class And:
    """Comparisons joined by an inline `och`."""

    parts: tuple["Condition", ...]
    span: Span = _span


@frozen
class Bullet:
    """One `- …` line under `något av villkoren` or `samtliga villkor`."""

    condition: "Condition"
    marks: tuple[str, ...]
    trivia: Trivia
    span: Span = _span


@frozen
class Bullets:
    """`något av villkoren är uppfyllt` (any) or `samtliga villkor är uppfyllda` (all), and the bullets below."""

    kind: Literal["any", "all"]
    parts: tuple[Bullet, ...]
    span: Span = _span


@frozen
class Quantified:
    """`något av partiets uppdrag uppfyller` + (`att C` inline | `något av villkoren` | `samtliga villkor` + bullets).

    quantifier: `något av`/`någon av` (some), `alla`/`samtliga` (every), `inget av`/`ingen av` (none)
    wording: the words that were written, for their gender; `samtliga` becomes `alla`
    """

    quantifier: Literal["some", "every", "none"]
    wording: Literal["något av", "någon av", "alla", "inget av", "ingen av"]
    group: Name
    condition: "Condition"
    span: Span = _span


@frozen
class Judged:
    """`gruppledaren bedömer "att …"`, `någon bedömer "…"` (who None), `kommundirektören beslutar "…"`; negated:
    `bedömer inte`. What only a human can answer."""

    who: Name | None
    verb: Literal["bedömer", "beslutar"]
    question: str
    negated: bool
    span: Span = _span


@frozen
class Normed:
    """What a norm has decided: `kostnaden får "belasta anslaget"`, `partiet har rätt till "läsplatta"`,
    `kostnaden uppfyller "anteckning om syfte"`, `partiet ska "betala tillbaka"`; negated: `får inte`,
    `har inte rätt till` …

    subject None: `antalet förtroendevalda som har rätt till "läsplatta"`
    """

    subject: Name | None
    relation: Literal["får", "har rätt till", "uppfyller", "ska"]
    content: str
    negated: bool
    span: Span = _span


Condition = Comparison | Membership | Within | Has | And | Bullets | Quantified | Judged | Normed

# -- tables --------------------------------------------------------------------------------------


@frozen
class Exactly:
    """`25 %`, `2`, `resa`, `Umeå`, `ja`: a value as a condition or a result."""

    value: Expression
    span: Span = _span


@frozen
class Range:
    """`4–6`, `10 eller fler`, `mer än 3`, `mindre än 3`, `till och med 5`; None: open end.

    `till och med 5` = high 5; `3 eller färre` = high 3; `10 eller fler` = low 10; `däröver` is `Above`.
    """

    low: Quantity | None
    high: Quantity | None
    low_open: bool
    high_open: bool
    span: Span = _span


@frozen
class Above:
    """`däröver`: all above the row before, in `skiktvis` tables."""

    span: Span = _span


@frozen
class Otherwise:
    """`övriga`: what no other row of the table takes."""

    span: Span = _span


@frozen
class Anything:
    """`alla`: this column does not matter for the row."""

    span: Span = _span


@frozen
class Blank:
    """`–`: nothing is published here, in a published table; an empty cell is read so too."""

    span: Span = _span


Cell = Exactly | Range | Above | Otherwise | Anything | Blank


@frozen
class Row:
    cells: tuple[Cell, ...]
    marks: tuple[str, ...]
    trivia: Trivia
    span: Span = _span


@frozen
class Table:
    """hit: `enligt tabellen` (unique), with `, första träff` (first), `skiktvis enligt tabellen` (brackets)."""

    hit: Literal["unique", "first", "brackets"]
    columns: tuple[Name, ...]
    rows: tuple[Row, ...]
    trivia: Trivia
    span: Span = _span


# -- declarations --------------------------------------------------------------------------------


@frozen
class HeaderLine:
    key: str
    value: str
    marks: tuple[str, ...]
    trivia: Trivia
    span: Span = _span


@frozen
class Declared:
    """A name with its declared forms: `tjänst (tjänster)`."""

    name: str
    forms: tuple[str, ...]
    trivia: Trivia
    span: Span = _span


@frozen
class Units:
    entries: tuple[Declared, ...]
    trivia: Trivia
    span: Span = _span


@frozen
class Roles:
    entries: tuple[Declared, ...]
    trivia: Trivia
    span: Span = _span


@frozen
class WholeType:
    """`heltal`, `heltal mandat`."""

    unit: str | None
    span: Span = _span


@frozen
class NumberType:
    """`tal` (unit None), `procent` (unit `%`), `kr/år`."""

    unit: str | None
    span: Span = _span


@frozen
class DateType:
    span: Span = _span


@frozen
class TextType:
    span: Span = _span


@frozen
class TruthType:
    """`ja eller nej`."""

    span: Span = _span


@frozen
class ChoiceType:
    """`ett av resa, konferens eller annan`."""

    options: tuple[str, ...]
    span: Span = _span


@frozen
class RowType:
    """`ett parti`, `en förtroendevald`: a relation. article: `ett` or `en`."""

    article: str
    concept: str
    span: Span = _span


Type = WholeType | NumberType | DateType | TextType | TruthType | ChoiceType | RowType


@frozen
class Bound:
    """`minst 1 mandat` (least), `högst` (most), `mer än` (above), `mindre än` (below)."""

    kind: Literal["least", "most", "above", "below"]
    value: Expression
    span: Span = _span


@frozen
class Default:
    """`om raden saknas 0 mandat`: the value where the data has none."""

    value: Expression
    span: Span = _span


@frozen
class PerYear:
    """`per år`: one value a year."""

    span: Span = _span


Constraint = Bound | Default | PerYear


@frozen
class Attribute:
    name: str
    forms: tuple[str, ...]
    type: Type
    constraints: tuple[Constraint, ...]
    description: str | None
    trivia: Trivia
    span: Span = _span


@frozen
class Inputs:
    """`uppgifter`: inputs for the whole regulation."""

    attributes: tuple[Attribute, ...]
    trivia: Trivia
    span: Span = _span


@frozen
class Concept:
    """keys: the two names of `ett för varje parti och val`, else empty."""

    name: str
    forms: tuple[str, ...]
    keys: tuple[str, ...]
    attributes: tuple[Attribute, ...]
    trivia: Trivia
    span: Span = _span


@frozen
class Concepts:
    concepts: tuple[Concept, ...]
    trivia: Trivia
    span: Span = _span


# -- statements ----------------------------------------------------------------------------------


@frozen
class Heading:
    """`rubrik Omkostnader`."""

    title: str
    trivia: Trivia
    span: Span = _span


@frozen
class TextBlock:
    """`| …` lines and, on the line below, their kind; None: the rules around carry them out.

    `bestämmelse`: a duty, right, permission or prohibition that no rule carries out yet
    """

    lines: tuple[str, ...]
    kind: Literal["bestämmelse", "upplysning", "definition", "rutin", "beslut", "förslag", "metadata"] | None
    marks: tuple[str, ...]
    trivia: Trivia
    span: Span = _span


@frozen
class Subject:
    """What a definition defines: `partiets grundram (grundramen)`, `heltid`."""

    name: str
    forms: tuple[str, ...]
    span: Span = _span


@frozen
class Case:
    """`2 om C`, `annars 1`, `annars 1 om C`."""

    value: Expression
    condition: Condition | None
    otherwise: bool
    marks: tuple[str, ...]
    trivia: Trivia
    span: Span = _span


@frozen
class Dated:
    """`från och med 2024-01-01: 75 500 kr/månad` (optionally `till och med …` before the colon)."""

    first: Date
    last: Date | None
    value: Expression
    marks: tuple[str, ...]
    trivia: Trivia
    span: Span = _span


@frozen
class Single:
    """`X är E` and `X är E om C`."""

    value: Expression
    condition: Condition | None
    span: Span = _span


@frozen
class Cases:
    cases: tuple[Case, ...]
    span: Span = _span


@frozen
class When:
    """`partiet är representerat när C`. The subject holds both words: name `partiet är representerat`."""

    condition: Condition
    span: Span = _span


@frozen
class Timeline:
    values: tuple[Dated, ...]
    span: Span = _span


Body = Single | Cases | When | Timeline


@frozen
class Shown:
    """`visas i hela kronor`, `visas med två decimaler`. exact: `visas i procent`, with the decimals it has."""

    step: Step
    exact: bool
    trivia: Trivia
    span: Span = _span


@frozen
class Unless:
    """`dock X om C` (level 1) and `trots det X om C` (level 2).

    even: `även om`, so the base's condition need not hold
    """

    level: Literal[1, 2]
    value: Expression
    condition: Condition
    even: bool
    marks: tuple[str, ...]
    trivia: Trivia
    span: Span = _span


Detail = Shown | Unless


@frozen
class Definition:
    subject: Subject
    body: Body
    details: tuple[Detail, ...]
    marks: tuple[str, ...]
    trivia: Trivia
    span: Span = _span


@frozen
class TableDefinition:
    """`X är enligt tabellen`, `X, Y är enligt tabellen`: the last columns are the subjects, in order."""

    subjects: tuple[Subject, ...]
    table: Table
    details: tuple[Detail, ...]
    marks: tuple[str, ...]
    trivia: Trivia
    span: Span = _span


@frozen
class ExceptionRule:
    """`undantag från § 6: partiets grundram är 0 kr om C`."""

    section: str
    subject: Subject
    value: Expression
    condition: Condition
    even: bool
    marks: tuple[str, ...]
    trivia: Trivia
    span: Span = _span


@frozen
class Give:
    """`varje parti [vars C] får [ytterligare] E`. again: `ytterligare` was written."""

    name: str
    where: Condition | None
    again: bool
    value: Expression
    marks: tuple[str, ...]
    trivia: Trivia
    span: Span = _span


@frozen
class RestInProportion:
    """`resten fördelas i proportion till E`."""

    key: Expression
    marks: tuple[str, ...]
    trivia: Trivia
    span: Span = _span


@frozen
class RestEqually:
    """`resten fördelas lika`."""

    marks: tuple[str, ...]
    trivia: Trivia
    span: Span = _span


@frozen
class Cap:
    """`dock högst E`: no row's share exceeds E; another line says what becomes of what is cut off."""

    bound: Expression
    marks: tuple[str, ...]
    trivia: Trivia
    span: Span = _span


@frozen
class GoesOn:
    """`det som taket skär av fördelas mellan de övriga`."""

    marks: tuple[str, ...]
    trivia: Trivia
    span: Span = _span


@frozen
class Stays:
    """`det som inte kan delas ut blir kvar[ som NAME (FORMS)]`. name: what stays is called so."""

    name: Subject | None
    marks: tuple[str, ...]
    trivia: Trivia
    span: Span = _span


@frozen
class InTurn:
    """`i turordning efter E, senast först, så långt medlen räcker[, vid lika efter lottning]`."""

    key: Expression
    first: Literal["tidigast", "senast", "flest", "störst", "högst", "minst", "lägst"]
    tie: "Tie"
    marks: tuple[str, ...]
    trivia: Trivia
    span: Span = _span


@frozen
class ToRow:
    """`skillnaden läggs [oavrundad] på det parti som har flest mandat`.

    unrounded: `oavrundad` was written: what is less than a step goes along
    most: `flest`, `störst`, `högst` (True); `minst`, `lägst` (False)
    article, wording: the words that were written; which are Swedish depends on the name and the key
    """

    article: Literal["det", "den"]
    name: str
    most: bool
    wording: Literal["flest", "störst", "högst", "minst", "lägst"]
    key: Name
    tie: "Tie"
    unrounded: bool
    span: Span = _span


@frozen
class LargestRemainder:
    """`skillnaden fördelas [oavrundad] efter största rest`: one step each to the rows that lost most by rounding down.

    unrounded: as of `ToRow`
    """

    tie: "Tie"
    unrounded: bool
    span: Span = _span


@frozen
class ByLot:
    """`vid lika efter lottning`."""

    span: Span = _span


@frozen
class ByMost:
    """`vid lika efter flest X`, and where that is equal too, by lot."""

    key: Name
    span: Span = _span


Tie = ByLot | ByMost | None


@frozen
class Remainder:
    """`avrundat nedåt till hela kronor, skillnaden …`. rounding None: only a cap leaves a difference."""

    rounding: Round | None
    taker: ToRow | LargestRemainder | None
    marks: tuple[str, ...]
    trivia: Trivia
    span: Span = _span


@frozen
class SainteLague:
    """`enligt jämkade uddatalsmetoden med första divisor 1,2 efter rösterna[, vid lika efter lottning]`."""

    first_divisor: Number
    key: Expression
    tie: Tie
    marks: tuple[str, ...]
    trivia: Trivia
    span: Span = _span


SharingStep = Give | RestInProportion | RestEqually | Cap | GoesOn | Stays | InTurn | Remainder | SainteLague


@frozen
class Sharing:
    """`omkostnadspotten fördelas mellan partierna som omkostnadsersättning (omkostnadsersättningen)`."""

    pot: Name
    group: Name
    result: Subject
    steps: tuple[SharingStep, ...]
    details: tuple[Detail, ...]
    marks: tuple[str, ...]
    trivia: Trivia
    span: Span = _span


@frozen
class Note:
    """`anmärkning "…"`."""

    text: str
    marks: tuple[str, ...]
    trivia: Trivia
    span: Span = _span


@frozen
class Assumption:
    """`förutsätter "…": C`."""

    text: str
    condition: Condition
    marks: tuple[str, ...]
    trivia: Trivia
    span: Span = _span


# -- promises ------------------------------------------------------------------------------------


@frozen
class AtYear:
    """`år 2024`."""

    year: int
    trivia: Trivia
    span: Span = _span


@frozen
class WithReading:
    """`läsning höjning: en decimal`: what it stands in holds under this reading instead of the one in force."""

    interpretation: str
    reading: str
    trivia: Trivia
    span: Span = _span


@frozen
class StartsFrom:
    """`utgår från "2027.csv"`."""

    file: str
    trivia: Trivia
    span: Span = _span


Course = Literal["falls", "rises"]


@frozen
class Monotone:
    """`resursramen minskar aldrig när mandaten ökar`: what the value never does, when an input does what.

    direction: `minskar` (falls), `ökar` (rises)
    """

    value: Expression
    direction: Course
    input: Name
    input_direction: Course
    span: Span = _span


@frozen
class Supposed:
    """`om C`: the inputs for which a promise is made."""

    condition: Condition
    trivia: Trivia
    span: Span = _span


PromiseLine = Supposed | AtYear | WithReading | StartsFrom


@frozen
class Promise:
    """`kontroll "fler mandat ger aldrig mindre": resursramen minskar aldrig när mandaten ökar` and the lines below: in
    a section, or on the outermost level."""

    title: str
    claim: Monotone | Condition
    lines: tuple[PromiseLine, ...]
    marks: tuple[str, ...]
    trivia: Trivia
    span: Span = _span


# -- norms ---------------------------------------------------------------------------------------

Modality = Literal[
    "ska",
    "ska inte",
    "får",
    "får inte",
    "bör",
    "bör inte",
    "har rätt till",
    "har inte rätt till",
    "har rätt endast till",
    "kräver",
    "ansvarar för",
    "bestämmer",
]


@frozen
class Content:
    """The quoted phrase of a norm; with bullets one line each."""

    text: str
    marks: tuple[str, ...]
    trivia: Trivia
    span: Span = _span


@frozen
class Applies:
    """`om C` and, only: `endast om C` (and else the opposite holds)."""

    condition: Condition
    only: bool
    marks: tuple[str, ...]
    trivia: Trivia
    span: Span = _span


@frozen
class Except:
    """`dock inte om C` (condition) or `dock inte "…"` (text, carried)."""

    condition: Condition | None
    text: str | None
    marks: tuple[str, ...]
    trivia: Trivia
    span: Span = _span


@frozen
class Despite:
    """`trots "…"` (the content of the norm that is beaten) or `trots § 6`, `trots avsnitt 3.1` (section as written)."""

    content: str | None
    section: str | None
    marks: tuple[str, ...]
    trivia: Trivia
    span: Span = _span


@frozen
class ApartFrom:
    """`utom enligt § 6`."""

    section: str
    marks: tuple[str, ...]
    trivia: Trivia
    span: Span = _span


@frozen
class Complied:
    """`följs när C`."""

    condition: Condition
    marks: tuple[str, ...]
    trivia: Trivia
    span: Span = _span


@frozen
class Amount:
    """`belopp E` or `belopp "enligt arvodesbestämmelserna"` (text)."""

    value: Expression | None
    text: str | None
    marks: tuple[str, ...]
    trivia: Trivia
    span: Span = _span


@frozen
class InParts:
    """`i delar den 1 januari och den 1 juli, avrundat nedåt till hela ören, skillnaden läggs på den första delen`:
    the amount in equal parts, a day each. taker: first or last; rounding None: the parts are exact; unrounded: as of
    `ToRow`."""

    days: tuple[YearlyDate, ...]
    rounding: Round | None
    taker: Literal["first", "last"] | None
    unrounded: bool
    marks: tuple[str, ...]
    trivia: Trivia
    span: Span = _span


@frozen
class Extent:
    """`omfattning E`."""

    value: Expression
    marks: tuple[str, ...]
    trivia: Trivia
    span: Span = _span


@frozen
class Deadline:
    """`senast DAY` or `senast "i början av januari"` (text)."""

    day: "Expression | YearlyDate | None"
    text: str | None
    marks: tuple[str, ...]
    trivia: Trivia
    span: Span = _span


@frozen
class Carried:
    """What a norm says of itself that nothing computes: `vid "…"`, `högst 5 "tillfällen"` (count), `stöd i "…"`."""

    kind: Literal["vid", "högst", "stöd i"]
    count: Number | None
    text: str
    marks: tuple[str, ...]
    trivia: Trivia
    span: Span = _span


NormLine = Applies | Except | Despite | ApartFrom | Complied | Amount | InParts | Extent | Deadline | Carried


@frozen
class Norm:
    """`kostnaden får "belasta anslaget"` and the lines below it. bulleted: the contents stand as bullets.

    bearer: a role or a concept, as written
    """

    bearer: Name
    modality: Modality
    contents: tuple[Content, ...]
    bulleted: bool
    lines: tuple[NormLine, ...]
    marks: tuple[str, ...]
    trivia: Trivia
    span: Span = _span


@frozen
class DecidedBy:
    """`anslag (anslaget) bestäms av kommunstyrelsen, i kr/år` and, below, `med hänsyn till A och B`: an input of the
    whole regulation that someone decides."""

    subject: Subject
    role: Name
    unit: str
    regard: tuple[Name, ...]
    regard_trivia: Trivia
    marks: tuple[str, ...]
    trivia: Trivia
    span: Span = _span


@frozen
class Scope:
    """`regelverket omfattar partier vars C`: rows outside it are not computed (outcome not applicable)."""

    name: Name
    where: Condition
    marks: tuple[str, ...]
    trivia: Trivia
    span: Span = _span


@frozen
class Meaning:
    """`med "mandatperiod" avses "åren från och med …"`."""

    term: str
    meaning: str
    marks: tuple[str, ...]
    trivia: Trivia
    span: Span = _span


@frozen
class SeeAlso:
    """`se § 6`, `se avsnitt 3.1`, `se "4 kap. 33 § kommunallagen (2017:725)"`, `se § 2 i "annan.regel"`.

    section: as written (`§ 6`), or None; text: the statute or document, or None; file: of another regulation
    """

    section: str | None
    text: str | None
    file: str | None
    marks: tuple[str, ...]
    trivia: Trivia
    span: Span = _span


@frozen
class Reading:
    name: str
    statements: tuple["Statement", ...]
    trivia: Trivia
    span: Span = _span


@frozen
class Interpretation:
    """`tolkning NAME "question?"`, its readings, and `gäller READING, "reason"`."""

    name: str
    question: str
    readings: tuple[Reading, ...]
    in_force: str
    reason: str
    marks: tuple[str, ...]
    trivia: Trivia
    in_force_trivia: Trivia
    in_force_span: Span | None = field(default=None, eq=False, repr=False, kw_only=True)  # of the line `gäller`
    span: Span = _span


@frozen
class Section:
    """kind: `§` or `avsnitt`; number: `2 a`, `3.1.1` or None; title may be empty after a number."""

    kind: Literal["§", "avsnitt"]
    number: str | None
    title: str
    statements: tuple["Statement", ...]
    amended_by: str | None = field(default=None, kw_only=True)  # title of the amendment that it comes from
    trivia: Trivia
    span: Span = _span

    @property
    def label(self) -> str:
        """`§ 2 a`, `avsnitt 3.1.1`, `avsnitt Läsplattor`."""
        return f"{self.kind} {self.number or self.title}"


Statement = (
    Section
    | Heading
    | TextBlock
    | Definition
    | TableDefinition
    | ExceptionRule
    | Sharing
    | Note
    | Assumption
    | Promise
    | Interpretation
    | Norm
    | DecidedBy
    | Scope
    | Meaning
    | SeeAlso
)

# -- examples ------------------------------------------------------------------------------------


@frozen
class AtDay:
    """`datum 2024-07-01`."""

    day: Date
    trivia: Trivia
    span: Span = _span


NoValue = Literal["unregulated", "missing", "judgement", "conflict", "undefined", "not_applicable"]
NO_VALUE_WORDS: dict[NoValue, str] = {
    "unregulated": "inte reglerat",
    "missing": "uppgift saknas",
    "judgement": "kräver bedömning",
    "conflict": "motstridigt",
    "undefined": "odefinierat",
    "not_applicable": "ej tillämpligt",
}


@frozen
class Item:
    """One item of a given row: `5 mandat` (words None), `förbrukning 300 000 kr/år`, `slag resa`,
    `gemensam valsedel` (value None), `inte gemensam valsedel` (negated); and after `då:` also
    `belopp för "utbetalning" 5 kr`, `andel odefinierat` (outcome).

    words: the run of words before the value; with value None the run may hold both name and value (`slag resa`),
    which the resolver splits
    about: `cirka` stood before the value (only after `då:`): equal when rounded to the decimals written
    outcome: as in ThenOutcome, instead of a value (only after `då:`)
    """

    words: str | None
    value: Expression | None
    negated: bool
    about: bool
    outcome: NoValue | None = field(default=None, kw_only=True)
    span: Span = _span


@frozen
class Given:
    """`partiet A har 5 mandat, …`, `år 2027: partiet A har …`, `arvodeshöjning 3 %`, `år 2028: arvodeshöjning 3 %`.

    subject: `partiet A` (the resolver splits concept and label), or None for inputs of the whole regulation
    label: the label when it was quoted (`partiet "Nya Listan" har`)
    """

    year: int | None
    subject: Name | None
    label: str | None
    items: tuple["Item | GivenJudgement", ...]
    trivia: Trivia
    span: Span = _span


@frozen
class ThenCondition:
    """`då: partiets ersättning är 318 655,30 kr/år`."""

    condition: Condition
    trivia: Trivia
    span: Span = _span


@frozen
class ThenRow:
    """`då: partiet A har ersättning 318 655,30 kr/år, belopp för "utbetalning" 5 kr, andel odefinierat`."""

    subject: Name
    label: str | None
    items: tuple[Item, ...]
    trivia: Trivia
    span: Span = _span


@frozen
class ThenTruth:
    """`då: partiet "Nya Listan" är representerat`, and, with an outcome, `då: om partiet A är representerat är uppgift
    saknas`, `då: om partiet A har gemensam valsedel är uppgift saknas`.

    Of a row whose label is not quoted what holds is a ThenCondition: the words do not tell the two apart.
    verb: `har` only with an outcome; negated: only without
    """

    subject: Name
    label: str | None
    verb: Literal["är", "har"]
    flag: Name
    negated: bool
    outcome: NoValue | None
    trivia: Trivia
    span: Span = _span


@frozen
class ThenOutcome:
    """`då: partiets ersättning är inte reglerat` and the like.

    outcome: `inte reglerat` (unregulated), `uppgift saknas` (missing), `kräver bedömning` (judgement),
    `motstridigt` (conflict), `odefinierat` (undefined), `ej tillämpligt` (not_applicable)
    """

    name: Name
    outcome: NoValue
    trivia: Trivia
    span: Span = _span


@frozen
class GivenJudgement:
    """An item of a given row that is a judgement: `gruppledaren bedömer "att …"`."""

    judged: Judged
    span: Span = _span


@frozen
class ThenNorm:
    """`då: kostnaden K1 får inte "belasta anslaget"`, `då: partiet A har rätt till "läsplatta"`, and, with an outcome
    as in ThenOutcome, `då: om kostnaden K1 får "belasta anslaget" är inte reglerat`.

    subject, label: as in ThenRow
    """

    subject: Name
    label: str | None
    relation: Literal["får", "har rätt till", "uppfyller", "ska"]
    content: str
    negated: bool
    outcome: NoValue | None
    trivia: Trivia
    span: Span = _span


ExampleLine = (
    ThenNorm | ThenTruth | AtYear | AtDay | WithReading | StartsFrom | Given | ThenCondition | ThenRow | ThenOutcome
)


@frozen
class Example:
    title: str
    lines: tuple[ExampleLine, ...]
    marks: tuple[str, ...]
    trivia: Trivia
    span: Span = _span


@frozen
class KnownError:
    """`känt fel i källan: grunden ska vara 100 kr, "tryckfel"`: one printed cell is wrong, and what should stand there.

    right: the figure that should have been printed, or the outcome that the value has instead of one
    """

    column: Name
    right: Cell | NoValue
    reason: str | None
    trivia: Trivia
    span: Span = _span


@frozen
class ReferenceRow:
    """One printed row.

    label: the first cell where the first column names a concept (`Moderaterna`, `summa`), else None
    cells: the other cells, one for each other column
    known_errors: what stands below it
    """

    label: str | None
    cells: tuple[Cell, ...]
    known_errors: tuple[KnownError, ...]
    marks: tuple[str, ...]
    trivia: Trivia
    span: Span = _span


@frozen
class ReferenceTable:
    """`kontrollräkning "…"`: a published table to be reproduced cell by cell.

    lines: `år …`, `datum …`, `utgår från …`, and givens that hold for every row
    """

    title: str
    lines: tuple[ExampleLine, ...]
    columns: tuple[Name, ...]
    rows: tuple[ReferenceRow, ...]
    marks: tuple[str, ...]
    trivia: Trivia
    table_trivia: Trivia
    span: Span = _span


# -- amendments ----------------------------------------------------------------------------------


@frozen
class Target:
    """What an amendment reaches. kind: section (`§ 2`, `avsnitt 3.1`), heading (`rubriken "X" i § 3`), concept
    (`begreppet parti`), input (`uppgiften basarvode`), interpretation (`tolkningen utrymme`), example (`exemplet "X"`),
    reference (`kontrollräkningen "X"`), promise (`kontrollen "X"`), header (`uppgiften om beslutat`).

    name: of the thing, as written; within: the section it stands in (`i § 3`), or None
    """

    kind: Literal[
        "section", "heading", "concept", "input", "interpretation", "example", "reference", "promise", "header"
    ]
    name: str
    within: str | None
    span: Span = _span


@frozen
class Replace:
    """`§ 2 ska ha följande lydelse` and the new text below: the whole of what it replaces, heading line included."""

    target: Target
    statements: tuple["Statement | Concept | Attribute | HeaderLine | Block", ...]
    marks: tuple[str, ...]
    trivia: Trivia
    span: Span = _span


@frozen
class Repeal:
    """`§ 2 ska upphöra att gälla`."""

    target: Target
    marks: tuple[str, ...]
    trivia: Trivia
    span: Span = _span


@frozen
class Insert:
    """`efter § 3 införs` and what is inserted below; after None: `sist införs`."""

    after: Target | None
    statements: tuple["Statement | Concept | Attribute | HeaderLine | Block", ...]
    marks: tuple[str, ...]
    trivia: Trivia
    span: Span = _span


@frozen
class Transition:
    """`äldre bestämmelser gäller fortfarande för "…"`, `tillämpas första gången för "…"`: carried."""

    kind: Literal["older", "first"]
    text: str
    marks: tuple[str, ...]
    trivia: Trivia
    span: Span = _span


Change = Replace | Repeal | Insert | Transition


@frozen
class Amendment:
    """A whole amendment file: `ändring av "2027.regel" "TITLE"`, header lines, changes.

    base: the file that it changes, beside it or below the same folder; header must say `träder i kraft`
    """

    base: str
    title: str
    header: tuple[HeaderLine, ...]
    changes: tuple[Change, ...]
    trivia: Trivia
    end: Trivia
    span: Span = _span


@frozen
class Uses:
    """`använder "../gemensamt/begrepp.regel"`: a block whose concepts, inputs and units may be used here."""

    file: str
    trivia: Trivia
    span: Span = _span


Block = Units | Roles | Inputs | Concepts | Section | Example | ReferenceTable | Promise | Uses


@frozen
class Regulation:
    """A whole rule file. end: comments after the last line."""

    title: str
    header: tuple[HeaderLine, ...]
    items: tuple[Block, ...]
    trivia: Trivia
    end: Trivia
    span: Span = _span
