"""What is computed: the checked, typed program. Names are resolved, units agree, tables are decided.

Every number is an exact `Fraction` in base units (kr, not tkr; a share, not procent). Nothing here evaluates,
checks or prints itself. Expressions compare by identity: the plan and the explanations use them as keys.

Rows and concepts: an expression's `concept` says which rows it has one value for (None: one for the whole regulation).
An expression with `concept` None may stand where one of a concept is wanted: the same value for every row.
"""

import datetime
from fractions import Fraction
from typing import Literal

import attrs

from dsl import nodes
from dsl.record import field, frozen, identical
from dsl.source import Span
from dsl.units import Unit

# -- types and symbols ---------------------------------------------------------------------------


@attrs.frozen
class Number:
    """whole: only whole numbers of the unit (`heltal mandat`). unit: as declared or derived, for showing;
    checking goes by its dimensions. counted: a plain number that is a part or a multiple of what is counted, so that a
    share of it is a number and no share; whole plain numbers are counted without it."""

    unit: Unit
    whole: bool = False
    counted: bool = attrs.field(default=False, eq=False, repr=False)

    @property
    def is_counted(self) -> bool:
        """Whether it is so many: no share, and none can be given for it."""
        return not self.unit.powers and self.unit.factor == 1 and (self.whole or self.counted)


@frozen
class Truth:
    pass


@frozen
class Text:
    pass


@frozen
class Day:
    pass


@frozen
class Choice:
    """`ett av resa, konferens eller annan`; values are the option strings."""

    options: tuple[str, ...]


@frozen
class RowOf:
    """A relation to a row of another concept."""

    concept: str


Type = Number | Truth | Text | Day | Choice | RowOf


@attrs.frozen(cache_hash=True)
class Symbol:
    """The identity of an input, an attribute or a defined value. concept None: for the whole regulation.

    name: the declared (indefinite) name, without any possessor: `tjänsteutrymme`
    """

    concept: str | None
    name: str


@frozen
class SectionRef:
    """Where a rule stands.

    label: `avsnitt 3.1.1`, `§ 2 a`, `avsnitt Läsplattor`; title: its heading; path: the labels from the outermost in
    amended_by: the title of the amendment that it comes from
    """

    label: str
    title: str
    path: tuple[str, ...]
    amended_by: str | None = None


@frozen
class Limits:
    """Declared domain of a number, in base units; None: no bound. *_open: the bound itself is outside."""

    low: Fraction | None = None
    high: Fraction | None = None
    low_open: bool = False
    high_open: bool = False


@frozen
class Judge:
    """An input that only a human may give.

    who: the role or concept that decides, as the text calls it (`gruppledaren`), or None (`någon`)
    question: what; of `bestäms av` the name of the input. regard: what is to be looked at (`med hänsyn till …`)
    """

    who: str | None
    verb: Literal["bedömer", "beslutar", "bestäms av"]
    question: str
    regard: tuple[Symbol, ...] = ()


@frozen
class Attribute:
    """An input: a column of a concept's table, or (concept None) a figure for the whole regulation.

    judge: where a human decides it; then a missing value is `kräver bedömning`, not `uppgift saknas`
    """

    symbol: Symbol
    type: Type
    unit_text: str | None
    limits: Limits
    default: "Fraction | bool | str | None"
    per_year: bool
    description: str | None
    forms: tuple[str, ...]
    judge: Judge | None = field(default=None, kw_only=True)
    span: Span = field(eq=False, repr=False)


@frozen
class Concept:
    """keys: the relation attributes whose pair identifies a row (`ett för varje parti och val`), else empty.

    forms: every declared form, the name itself first
    """

    name: str
    forms: tuple[str, ...]
    keys: tuple[Symbol, ...]
    attributes: tuple[Attribute, ...]
    span: Span = field(eq=False, repr=False)


# -- expressions ---------------------------------------------------------------------------------
# Every expression: type, concept (the rows it has values for), node (what was written; None where implied).

_node = field(repr=False, kw_only=True, default=None)


@identical
class Constant:
    value: "Fraction | bool | str | datetime.date"
    type: Type
    concept: None = None
    node: "nodes.Expression | None" = _node


@identical
class Reference:
    """An attribute, a whole-regulation input or a defined value of this row.

    year: 0 the year of evaluation, -1 the year before; or the year itself where absolute
    """

    symbol: Symbol
    type: Type
    concept: str | None
    year: int = 0
    absolute: bool = False
    node: "nodes.Expression | None" = _node


@identical
class Follow:
    """`listans ledamöter` seen from an uppdrag: `value` (over the related concept) read through `relation`."""

    relation: "Expression"
    value: "Expression"
    type: Type
    concept: str | None
    node: "nodes.Expression | None" = _node


@identical
class Arithmetic:
    operator: Literal["+", "-", "*", "/"]
    left: "Expression"
    right: "Expression"
    type: Type
    concept: str | None
    node: "nodes.Expression | None" = _node


@identical
class Changed:
    """`ökat med` / `minskat med`. proportional: value × (1 ± by); else value ± by."""

    kind: Literal["increase", "decrease"]
    value: "Expression"
    by: "Expression"
    proportional: bool
    type: Type
    concept: str | None
    node: "nodes.Expression | None" = _node


@identical
class Extreme:
    """higher: `det högre av`, `den senaste av` and `dock lägst`; lower: `det lägre av`, `den tidigaste av` and
    `dock högst`. Of two numbers or two days.

    bound: the two are a value and its bound (for the wording of explanations)
    """

    kind: Literal["higher", "lower"]
    left: "Expression"
    right: "Expression"
    bound: bool
    type: Type
    concept: str | None
    node: "nodes.Expression | None" = _node


@identical
class Round:
    """step: in base units, > 0. tie is set exactly when direction is nearest. down is towards −∞, up towards +∞;
    a tie `up`/`down` likewise: −2,5 is −2 up, −3 down, −2 even, −3 away (from zero)."""

    value: "Expression"
    direction: Literal["up", "down", "nearest"]
    step: Fraction
    tie: Literal["up", "down", "even", "away"] | None
    type: Type
    concept: str | None
    node: "nodes.Expression | None" = _node


@identical
class Group:
    """Rows to gather over. via None: all rows of `concept`; else, for each row of `owner`, the rows of `concept`
    whose relation `via` points at it."""

    concept: str
    owner: str | None
    via: Symbol | None


@identical
class Aggregate:
    """value: over group.concept (None for count); where: a truth over group.concept, or None.

    A maximum or minimum may be of days. An empty total is 0 and an empty count 0; an empty maximum, minimum or mean is
    undefined.
    `concept` is group.owner.
    """

    kind: Literal["total", "count", "maximum", "minimum", "mean"]
    group: Group
    value: "Expression | None"
    where: "Expression | None"
    type: Type
    concept: str | None
    node: "nodes.Expression | None" = _node


@identical
class Compare:
    """Type is Truth. Both sides share type (and dimension)."""

    operator: Literal["=", "≠", ">=", "<=", ">", "<"]
    left: "Expression"
    right: "Expression"
    concept: str | None
    type: Truth = Truth()
    node: "nodes.Condition | None" = _node


@identical
class Logic:
    """and/or of any number of truths, not of one. Kleene."""

    operator: Literal["and", "or", "not"]
    parts: tuple["Expression", ...]
    concept: str | None
    type: Truth = Truth()
    node: "nodes.Condition | None" = _node


@identical
class Quantified:
    """some / every / none of the group's rows fulfil `condition` (over group.concept). Kleene over the rows."""

    quantifier: Literal["some", "every", "none"]
    group: Group
    condition: "Expression"
    concept: str | None
    type: Truth = Truth()
    node: "nodes.Condition | None" = _node


@identical
class YearTest:
    """A truth that the year of evaluation alone decides: settled when the plan is made.

    first_of_period / last_of_period: `året är mandatperiodens första år` / `sista år`
    election: `året är valår`
    = ≠ >= <= > <: `året är [minst …] 2027`, against `year`
    """

    kind: Literal["first_of_period", "last_of_period", "election", "=", "≠", ">=", "<=", ">", "<"]
    year: int | None
    concept: None = None
    type: Truth = Truth()
    node: "nodes.Condition | None" = _node


@identical
class Branch:
    """condition None only in the last branch: `annars`. otherwise: `annars` was written (with or without `om`), so the
    branch applies only where none above does. section: where it stands; None: where its definition does."""

    condition: "Expression | None"
    value: "Expression"
    span: Span = field(repr=False)
    otherwise: bool = False
    section: SectionRef | None = field(default=None, repr=False)


@identical
class Cases:
    """Disjoint branches in written order; an `annars … om` branch applies only where none above does, so taking the
    first that applies is right once the checks have passed. Where two plain branches apply with different values for
    some input the outcome is a conflict (checked before anything runs where it can be compared).

    No branch applies: not applicable. exclusive: every branch after the first said `annars`.
    modifier: of `ökat med 150 kr om C` the modifier with its condition; then the first branch is the changed value,
    where C holds, and the second the value as it is
    """

    branches: tuple[Branch, ...]
    exclusive: bool
    type: Type
    concept: str | None
    node: "nodes.Expression | None" = _node
    modifier: "nodes.Conditioned | None" = _node


@identical
class Exempted:
    """One exception. condition already includes the base's condition unless `även om` was written."""

    level: Literal[1, 2]
    condition: "Expression"
    value: "Expression"
    section: SectionRef
    span: Span = field(repr=False)


@identical
class Exceptions:
    """base, beaten by level 1, beaten by level 2. Two of one level that apply with different values: conflict."""

    base: "Expression"
    exceptions: tuple[Exempted, ...]
    type: Type
    concept: str | None
    node: "nodes.Expression | None" = _node


@frozen
class Interval:
    """A table cell over numbers or dates, in base units. None: open end. Exactly 5: low = high = 5."""

    low: Fraction | None
    high: Fraction | None
    low_open: bool = False
    high_open: bool = False


@frozen
class OneOf:
    """A table cell over choices, truths or texts."""

    values: frozenset[str | bool]


@frozen
class Any:
    """`alla`."""


Test = Interval | OneOf | Any


@identical
class TableRow:
    """tests: one per condition column; otherwise: `övriga` (all tests Any, taken where no other row is)."""

    tests: tuple[Test, ...]
    results: tuple["Expression", ...]
    otherwise: bool
    node: nodes.Row = field(repr=False)


@identical
class Table:
    """Shared by all its result columns. hit unique: the checks have proved that exactly one row takes every value of
    the declared domains (so rows may be tried in any order); first: the first that fits."""

    hit: Literal["unique", "first"]
    columns: tuple["Expression", ...]
    rows: tuple[TableRow, ...]
    concept: str | None
    node: nodes.Table = field(repr=False)


@identical
class Lookup:
    """The result column `result` of the row of `table` that fits. No row fits: undefined (outside the domains)."""

    table: Table
    result: int
    type: Type
    concept: str | None
    node: "nodes.Expression | None" = _node


@identical
class Brackets:
    """`skiktvis`: each part of `value` within (low, high] of a tier times that tier's rate. tiers: (high | None, rate)
    in rising order; the first tier starts at 0 and has an end. A negative value is undefined. The bounds are constants
    above 0, or multiples of one and the same value (`1,5 prisbasbelopp`); where that is not above 0, the whole is
    undefined."""

    value: "Expression"
    tiers: tuple[tuple["Expression | None", "Expression"], ...]
    table: nodes.Table = field(repr=False)
    type: Type = field()
    concept: str | None = field()
    node: "nodes.Expression | None" = _node


@identical
class Dated:
    """In force from first to last (None: until the next, or for good)."""

    first: datetime.date
    last: datetime.date | None
    value: "Expression"
    span: Span = field(repr=False)


@identical
class Timeline:
    """Values in force from dates, sorted. Read as they stand on a day (see OnDay) or for a whole year in which they do
    not change; a year in which they change is undefined there (the checks find it, where the year is known)."""

    values: tuple[Dated, ...]
    type: Type
    concept: str | None
    node: "nodes.Expression | None" = _node


@identical
class OnDay:
    """`per den 1 januari` (month, day; day None: the last) or, both None, `månad för månad`: the mean of the twelve
    firsts of the month. Every Timeline that `value` depends on is read so, through definitions too."""

    value: "Expression"
    month: int | None
    day: int | None
    type: Type
    concept: str | None
    node: "nodes.Expression | None" = _node


@identical
class AsOf:
    """`per flygdagen`, `per den dag som frågan gäller`: `value` as it stands on `day`, of each row by its own day.

    Every Timeline that `value` depends on is read so, through definitions too; all else is of the year of evaluation.
    Where `day` may be in another year than that, nothing else in `value` depends on the year (checked).
    """

    value: "Expression"
    day: "Expression"
    type: Type
    concept: str | None
    node: "nodes.Expression | None" = _node


@identical
class Indexed:
    """`i 2026 års nivå, uppräknat varje år från och med 2027 med årets höjning`.

    The value in `level_year` and up to the year before `first_year` is `base`, as it is in `level_year`; then
    × (1 + rate of that year) for each year from `first_year`. round_each_year: how each year's value is rounded (its
    own `value` is not read), or None. Before level_year: undefined.
    """

    base: "Expression"
    level_year: int
    first_year: int
    rate: "Expression"
    round_each_year: "Round | None"
    type: Type
    concept: str | None
    node: "nodes.Expression | None" = _node


@identical
class DayOf:
    """A day of a year that depends on the year of evaluation. day None: the last of the month.

    year: this, next, election: the first election year (Program.elections) from this year on; none known: undefined
    (`before_first` with no election year is `no_election`)
    """

    month: int
    day: int | None
    year: Literal["this", "next", "election"]
    type: Day = Day()
    concept: None = None
    node: "nodes.Expression | None" = _node


@identical
class AskedDay:
    """`den dag som frågan gäller`: the day that the calculation is made for, in another year that day of that year.
    Undefined where the calculation is made for a whole year."""

    type: Day = Day()
    concept: None = None
    node: "nodes.Expression | None" = _node


@identical
class WholeTime:
    """`hela år från X till Y`: the largest whole n such that `since` moved by n of the unit, as in ShiftDay, is not
    after `until`. So n is at least 18 exactly where `until` is not before `since + 18 år`; where `until` is before
    `since`, n is negative."""

    unit: Literal["day", "week", "month", "year"]
    since: "Expression"
    until: "Expression"
    type: Type
    concept: str | None
    node: "nodes.Expression | None" = _node


@identical
class ShiftDay:
    """`X + 3 månader`, `X − 10 dagar`, `X + 1 år`. count: a whole number, negative for −. A day that the month lacks
    becomes the last of that month."""

    value: "Expression"
    count: int
    unit: Literal["day", "month", "year"]
    concept: str | None
    type: Day = Day()
    node: "nodes.Expression | None" = _node


@identical
class Workday:
    """count working days before or after `value`; 0: `value` itself where it is one, else the nearest that way."""

    value: "Expression"
    count: int
    direction: Literal["before", "after"]
    concept: str | None
    type: Day = Day()
    node: "nodes.Expression | None" = _node


@identical
class NotRegulated:
    reason: str
    type: Type
    concept: None = None
    node: "nodes.Expression | None" = _node


# -- sharing -------------------------------------------------------------------------------------


@identical
class Give:
    """value: over the group's concept, or one for all; where: a truth over the group's concept, or None."""

    value: "Expression"
    where: "Expression | None"
    node: nodes.Give = field(repr=False)


@identical
class Proportional:
    key: "Expression"


@identical
class Equal:
    pass


@identical
class ToRow:
    """The whole difference to the row with most (or least) of key; ties: see Sharing.tie."""

    key: "Expression"
    most: bool


@identical
class LargestRemainder:
    """One rounding step each to the rows with the largest remainders."""


@identical
class SainteLague:
    """Whole units of the pot one at a time to the highest of key/d, d = first_divisor, 3, 5, 7 …"""

    key: "Expression"
    first_divisor: Fraction


@identical
class Turn:
    """What is given is a claim, met as far as the pot goes, the row with most (or least) of key first. Claims below 0:
    undefined."""

    key: "Expression"
    most: bool


@identical
class Sharing:
    """A pot shared out within a group; the shares, and what stays, add up to the pot for every input.

    pot: over group.owner (None: the whole regulation). gives in order, then the rest by `rest` (None: the gives must
    exhaust the pot exactly; else undefined), or all by SainteLague, or gives as claims by `turn`. A negative rest, a
    proportion of nothing, an empty group with a pot ≠ 0: undefined.
    cap: no share is above it. goes_on: what it cuts off is shared among those below theirs in the same way, again until
    nothing or nobody is left; else it stays.
    stays: what nobody can take stays (see LeftOf): also where there is no row, or no key above 0. Keys below 0 are then
    undefined.
    rounding: of each row's final sum, in base units, (direction, step, tie); down to a step within the ceiling.
    taker: who takes what rounding leaves: all of it, one with room for it below the ceiling; by largest remainder,
    steps, who have room for one more. None: there is no rounding, or the difference stays.
    tie: (key, then) `lot` → judgement needed when it matters; None → conflict.
    unrounded: what is less than a step goes to the taker too. Else it stays where anything may stay; where nothing may,
    the checks have seen to it that the pot is a whole number of steps.
    """

    name: str
    pot: "Expression"
    group: Group
    gives: tuple[Give, ...]
    rest: Proportional | Equal | SainteLague | None
    cap: "Expression | None"
    goes_on: bool
    stays: bool
    turn: Turn | None
    rounding: tuple[Literal["up", "down", "nearest"], Fraction, Literal["up", "down", "even", "away"] | None] | None
    taker: ToRow | LargestRemainder | None
    unrounded: bool
    tie_key: "Expression | None"
    tie_by_lot: bool
    node: nodes.Sharing = field(repr=False)


@identical
class Ranking:
    """The place of each row of the group among them all, 1 for the first: most (or least) of key comes first.

    Equal rows share the best place and leave those after it empty, unless a tie key or a lot parts them: rows that a
    lot would part need a judgement. One row of the group without a key stops all.
    """

    group: Group
    key: "Expression"
    most: bool
    tie_key: "Expression | None"
    tie_by_lot: bool
    type: Type
    concept: str | None
    node: "nodes.Expression | None" = _node


@identical
class ShareOf:
    """The row's part of a sharing; concept is the group's concept."""

    sharing: Sharing
    type: Type
    concept: str | None
    node: "nodes.Expression | None" = _node


@identical
class LeftOf:
    """What stays of the pot when all shares are given: of whoever the pot is of; concept is the group's owner."""

    sharing: Sharing
    type: Type
    concept: str | None
    node: "nodes.Expression | None" = _node


Expression = (
    Constant
    | Reference
    | Follow
    | Arithmetic
    | Changed
    | Extreme
    | Round
    | Aggregate
    | Compare
    | Logic
    | Quantified
    | YearTest
    | Cases
    | Exceptions
    | Lookup
    | Brackets
    | Timeline
    | OnDay
    | AsOf
    | Indexed
    | NotRegulated
    | DayOf
    | AskedDay
    | WholeTime
    | ShiftDay
    | Workday
    | Ranking
    | ShareOf
    | LeftOf
)

# -- the program ---------------------------------------------------------------------------------


@identical
class Definition:
    """A defined value.

    expression: its concept is symbol.concept or None
    unit_text: the unit as a person would write it (`kr/år`, `%`, `tjänst`), None for pure numbers, truths, texts
    shown: the step of `visas i …` in base units, or None
    shown_in: the unit to show it in, where `visas i …` names another than that of the value; else None
    reading: (tolkning, reading) when it stands within one
    node: what was written; of what norms decide together, the first of them
    """

    symbol: Symbol
    type: Type
    expression: Expression
    unit_text: str | None
    shown: Fraction | None
    section: SectionRef
    forms: tuple[str, ...]
    reading: tuple[str, str] | None
    node: "nodes.Definition | nodes.TableDefinition | nodes.Sharing | nodes.Norm" = field(repr=False)
    shown_in: Unit | None = None


@frozen
class Interpretation:
    """An open question. readings: names in written order; defines: the symbols every reading defines."""

    name: str
    question: str
    readings: tuple[str, ...]
    in_force: str
    reason: str
    defines: tuple[Symbol, ...]
    section: SectionRef
    span: Span = field(eq=False, repr=False)


@identical
class Norm:
    """Who must, may or has a right to what. One for each content.

    bearer: the name of the role or concept; row: whether it is a concept, so that it is decided for each row. A role's
        norm is decided for each row of a concept too, when its lines speak of one: the symbols' concept tells
    applies: a truth over the rows, or None (always)
    decision: the truth that all norms about this content decide together (`får "X"`, `har rätt till "X"`,
        `uppfyller "X"`, `ska "X"`), or None where nothing is decided
    covered: the truth whether any of them applies to the row, where a condition asks for the decision; or None
    amount, extent, deadline: the values it defines, or None; parts: one per day of `i delar`, none where the amount is
        not computed
    amount_text, deadline_text: where it is carried as text
    """

    bearer: str
    row: bool
    modality: nodes.Modality
    content: str
    applies: Expression | None
    decision: Symbol | None
    amount: Symbol | None
    parts: tuple[tuple[nodes.YearlyDate, Symbol], ...]
    extent: Symbol | None
    deadline: Symbol | None
    amount_text: str | None
    deadline_text: str | None
    reading: tuple[str, str] | None
    section: SectionRef
    node: nodes.Norm = field(repr=False)
    covered: Symbol | None = None


@identical
class Scope:
    """`regelverket omfattar partier vars C`: rows of the concept that do not fulfil it are outside; their values are
    not applicable, and they do not count in groups.

    Nothing in the definitions is changed by it: the evaluator leaves the rows out of groups and sharings. condition: a
    truth over the concept's rows; what it needs itself is computed for every row.
    """

    concept: str
    condition: Expression
    section: SectionRef
    span: Span = field(repr=False)


@identical
class CrossReference:
    """A reference to a section or a statute.

    text: as written (`§ 6`, `4 kap. 33 § kommunallagen (2017:725)`)
    found: the section, or None where it is outside the repository
    section: where the reference stands; file: the other regulation that it points into, as written
    statute: what the text says of a statute, as far as it can be read
    """

    text: str
    found: SectionRef | None
    section: SectionRef
    span: Span = field(repr=False)
    file: str | None = None
    statute: "Statute | None" = None


@frozen
class Statute:
    """`4 kap. 33 § kommunallagen (2017:725)`: the law, its number or None, and the place in it or None."""

    law: str
    number: str | None
    chapter: str | None
    paragraph: str | None


@identical
class Assumption:
    text: str
    condition: Expression
    section: SectionRef
    span: Span = field(repr=False)


@identical
class Monotone:
    """What `value` never does while `input` moves the other way or the same, everything else held fixed.

    value: a number, one for each row of its concept or (None) for the whole regulation; mostly a Reference to a
        defined value, in the year of evaluation. direction: what it never does
    input: a number that data gives, of the rows of the same concept as the value (then it is the row's own that moves),
        of another concept where the value is of the whole regulation (then any one row's), or of the whole regulation
    input_direction: what the input does when the promise is asked
    """

    value: Expression
    direction: nodes.Course
    input: Symbol
    input_direction: nodes.Course


@identical
class Promise:
    """What is said to hold for every input, not only for those of the examples: `kontroll`.

    claim: a truth, which must hold of every row of its concept or of the whole regulation; or a Monotone
    where: the inputs for which it is said: a truth over the rows of `concept`, of those of the input that moves, or of
        the whole regulation; None: all. Of a Monotone it must be true before and after
    concept: the rows that the claim is about, None for the whole regulation
    base_file, year, readings: as in Example. With base_file all that the promise does not speak of is as in that data
    section: where it stands, None on the outermost level; reading: (tolkning, reading) when it stands within one
    """

    title: str
    claim: "Monotone | Expression"
    where: "Expression | None"
    concept: str | None
    base_file: str | None
    year: int | None
    readings: tuple[tuple[str, str], ...]
    section: SectionRef | None
    reading: tuple[str, str] | None
    node: nodes.Promise = field(repr=False)
    span: Span = field(repr=False)


@frozen
class Fact:
    """One given value. row None: for the whole regulation. value: Fraction in base units, bool, str, date;
    for a relation the label of the row."""

    symbol: Symbol
    row: str | None
    year: int | None
    value: "Fraction | bool | str | datetime.date"
    span: Span = field(eq=False, repr=False)


@identical
class Expectation:
    """What an example or a cell of a published table says.

    target: the value it is about, of row `row`; or condition: a truth that must hold (then target is None)
    value: the expected value in base units; or outcome: the expected status instead
    precision: compare after rounding both to this step, halves from zero, None: exactly
    text: as written
    """

    target: Symbol | None
    row: str | None
    condition: Expression | None
    value: "Fraction | bool | str | datetime.date | None"
    outcome: str | None
    precision: Fraction | None
    text: str
    span: Span = field(repr=False)


@identical
class Example:
    """A test with its own data.

    rows: (concept, label) in the order they are first named, so that a row without facts exists too
    base_files: `utgår från`, data that the facts are laid over; all that are named, together
    readings: (tolkning, läsning) pairs that replace the ones in force
    """

    title: str
    year: int | None
    day: datetime.date | None
    base_files: tuple[str, ...]
    readings: tuple[tuple[str, str], ...]
    rows: tuple[tuple[str, str], ...]
    facts: tuple[Fact, ...]
    expectations: tuple[Expectation, ...]
    section: SectionRef | None
    span: Span = field(repr=False)


@identical
class KnownError:
    """What should have been printed in a cell: value, outcome, precision and text as in Expectation."""

    value: "Fraction | bool | str | datetime.date | None"
    outcome: str | None
    precision: Fraction
    text: str
    reason: str | None
    span: Span = field(repr=False)


@identical
class ReferenceCell:
    """One printed figure. value and precision: as in Expectation; symbol: the value it reproduces.

    known_error: where the figure is known to be wrong
    """

    symbol: Symbol
    value: "Fraction | bool | str | datetime.date"
    precision: Fraction
    text: str
    known_error: KnownError | None
    span: Span = field(repr=False)


@identical
class ReferenceRow:
    """label: the row of data (`Moderaterna`), or a made-up one (`mandat 1–3`) for tables without names.

    trials: the facts to try, one set per whole number of a printed range (each must give the printed figures)
    cells: those that are published
    """

    label: str
    trials: tuple[tuple[Fact, ...], ...]
    cells: tuple[ReferenceCell, ...]
    span: Span = field(repr=False)


@identical
class ReferenceTable:
    """together: the rows are one council (named rows: all are present at once); else every trial stands alone.

    concept None: every column is of the whole regulation
    readings: as in Example

    total: the printed `summa` row, or None; its cells may be inputs (summed as they are) or values
    """

    title: str
    year: int | None
    day: datetime.date | None
    base_files: tuple[str, ...]
    concept: str | None
    together: bool
    facts: tuple[Fact, ...]
    rows: tuple[ReferenceRow, ...]
    total: ReferenceRow | None
    readings: tuple[tuple[str, str], ...]
    span: Span = field(repr=False)


@identical
class Wording:
    """How a regulation reads at the end of a year. first: the first year of which this is so, None: from the beginning.

    program: checked; it knows no other wordings
    """

    first: int | None
    program: "Program"


@identical
class Program:
    """A regulation that has passed every check.

    definitions: all, those of every reading too, in the order of the text
    calculation_year: from the header's `beräkningsår`, else the first year in force, else None
    years: first and last year in force (None: open)
    periods: (first, last) of the mandate periods known from the header; elections: election years
    depends_on_year: whether any value does
    wordings: of a regulation with amendments how it reads from which year on, this wording last
        (`dsl/years/wordings.py`);
        none where it has always read so
    """

    title: str
    authority: str | None
    files: tuple[str, ...]
    header: tuple[nodes.HeaderLine, ...]
    concepts: tuple[Concept, ...]
    inputs: tuple[Attribute, ...]
    definitions: tuple[Definition, ...]
    interpretations: tuple[Interpretation, ...]
    assumptions: tuple[Assumption, ...]
    norms: tuple[Norm, ...]
    scopes: tuple[Scope, ...]
    references_out: tuple[CrossReference, ...]
    roles: tuple[str, ...]
    examples: tuple[Example, ...]
    references: tuple[ReferenceTable, ...]
    promises: tuple[Promise, ...]
    sections: tuple[SectionRef, ...]
    calculation_year: int | None
    years: tuple[int | None, int | None]
    periods: tuple[tuple[int, int], ...]
    elections: tuple[int, ...]
    depends_on_year: bool
    regulation: nodes.Regulation = field(repr=False)
    wordings: tuple[Wording, ...] = field(default=(), repr=False, kw_only=True)


def attributes_of(program: Program) -> tuple[Attribute, ...]:
    """Every declared input, those of the whole regulation first."""
    return (*program.inputs, *(attribute for concept in program.concepts for attribute in concept.attributes))
