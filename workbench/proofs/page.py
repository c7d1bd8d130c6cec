"""What became of promises, for people: holds and how that is known, does not with the case that breaks it, or not
decided."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import assert_never

import attrs

from dsl import model
from dsl.domains import Numbers
from interpreter.proving.answers import Fails, Holds, InYear, Range, Stop, Undecided
from interpreter.proving.years import years_of
from workbench.page.look import Look
from workbench.page.page import Item, Items, Page, Part, Run, Sentence, Tone, heading, plain
from workbench.page.text import parts_as_text
from workbench.proofs.case import Cases
from workbench.proofs.proofs import Verdict, name_of, section_of, settled, title, verdict_of, years_text
from workbench.session.proving import Decided
from workbench.values import numbers
from workbench.values.words import Words, capital, listed

_DEPTH = 2


def page(program: model.Program, decided: Sequence[Decided]) -> Page:
    """Of one regulation."""
    in_years = program.depends_on_year or any(len(one.years) > 1 for one in decided)
    teller = _Teller(program, Words.of(program), in_years)
    parts: list[Part] = [(heading(1, program.title),)]
    if not decided:
        parts[-1] += (Items((Item(plain("Regelverket lovar ingenting."), depth=1),)),)
    for one in decided:
        first, *more = teller.below(one)
        # What follows an example stands apart from it.
        parts[-1] += Items((teller.item(one),)), *first
        parts += [*more, ()] if more else []
    if decided:
        parts.append((Sentence(plain(f"Tas för givet: {teller.granted(decided)}"), depth=1),))
    return Page(program.title, tuple(parts))


def verdict_text(program: model.Program, decided: Decided) -> str:
    """What became of one promise, and the case that breaks it."""
    teller = _Teller(program, Words.of(program), program.depends_on_year or len(decided.years) > 1)
    told = parts_as_text(tuple(teller.below(decided)), Look(100, False))
    return "\n".join(line.strip() for line in told.splitlines() if line.strip())


@attrs.frozen(eq=False)
class _Teller:
    """in_years: whether any value or any promise depends on the year, so that it is told which year is meant."""

    program: model.Program
    words: Words
    in_years: bool

    def item(self, decided: Decided) -> Item:
        mark, tone = _MARKS[verdict_of(decided)]
        promise = decided.promise
        section = section_of(promise)
        place = "" if section is None else f" ({section.label})"
        if isinstance(promise, model.Promise) and not isinstance(settled(decided).answer, Holds):
            place += f"   {promise.span.file}:{promise.span.line}"
        called = f"kontroll ”{title(promise)}”" if isinstance(promise, model.Promise) else title(promise)
        shown = Run(mark, tone) if decided.counts else Run(f"({mark})")
        return Item(plain(f"{called}{place}"), (shown,), depth=1)

    def below(self, decided: Decided) -> Iterator[Part]:
        """How that is known, and the case that breaks it; what stands apart from that in parts of its own."""
        about = "" if decided.counts else "Läsningen gäller inte, så det här är bara en upplysning. "
        verdict = Sentence(plain(about + self.verdict(decided)), _DEPTH)
        answer = settled(decided).answer
        if not isinstance(answer, Fails):
            yield (verdict,)
            return
        cases = Cases(self.program, self.words, decided)
        yield verdict, *cases.told(answer.counter)
        yield from cases.suggestion(answer.counter)

    def verdict(self, decided: Decided) -> str:
        answer = settled(decided).answer
        holding = [one for one in decided.years if isinstance(one.answer, Holds)]
        match answer:
            case Holds(empty=True):
                file = decided.asked.base_file
                if file is not None and decided.asked.where is None:
                    lack = f"{self.lack(file, decided.years)}, så löftet säger ingenting."
                    return capital(lack)
                return "Gäller för inga indata: inget fall är så som raden om säger, så löftet säger ingenting."
            case Holds():
                return self.held(decided, holding)
            case Fails():
                but = f", men {self.years(holding)}" if holding else ""
                where = self.years([one for one in decided.years if isinstance(one.answer, Fails)])
                return f"{' '.join(part for part in ('Håller inte', where) if part)}{but}. {_SMALLEST}"
            case Undecided():
                where = self.years([one for one in decided.years if isinstance(one.answer, Undecided)])
                also = f" {self.held(decided, holding)}" if holding else ""
                return f"{' '.join(part for part in ('Inte avgjort', where) if part)}: {self.why(answer)}{also}"
            case _:
                assert_never(answer)

    def years(self, years: Sequence[InYear]) -> str:
        return years_text([one.year for one in years]) if self.in_years else ""

    def held(self, decided: Decided, years: Sequence[InYear]) -> str:
        """`Håller åren 2027–2028: bevisat för alla indata. Åren 2029–2030: alla 12 fall prövade.`"""
        told: dict[str, list[InYear]] = {}
        for one in years:
            if isinstance(one.answer, Holds):
                told.setdefault("empty" if one.answer.empty else one.answer.how, []).append(one)
        sentences = []
        for how, these in told.items():
            when = self.years(these)
            if how == "empty":
                file = decided.asked.base_file
                lacking = f"{when} gäller det för inga indata" if file is None else self.lack(file, these)
                sentences.append(f"{capital(lacking)}.")
            elif sentences:
                sentences.append(f"{capital(when)}: {self.how(decided, these)}.")
            else:
                sentences.append(f"{' '.join(part for part in ('Håller', when) if part)}: {self.how(decided, these)}.")
        return " ".join(sentences)

    def lack(self, file: str, years: Sequence[InYear]) -> str:
        when = self.years(years)
        return f"uppgifterna i {file} räcker inte till att pröva det{f' {when}' if when else ''}"

    def how(self, decided: Decided, years: Sequence[InYear]) -> str:
        """years: such as hold in the same way, at least one."""
        holding = [one.answer for one in years if isinstance(one.answer, Holds)]
        match holding[0].how:
            case "structure":
                return "det följer av hur reglerna är skrivna"
            case "exhaustion":
                file = decided.asked.base_file
                if file is not None and not holding[0].over:
                    return f"prövat med uppgifterna i {file}"
                rest = f"; allt annat som i {file}" if file is not None else ""
                # Years that are known from another have been tried there.
                new = [one.answer for one in years if one.new and isinstance(one.answer, Holds)] or holding[:1]
                cases = numbers.number(Fraction(sum(one.cases for one in new)))
                about = " som löftet gäller" if decided.asked.where is not None else ""
                return f"alla {cases} fall{about} prövade{self.over(holding[0].over)}{rest}"
            case "solver":
                return f"bevisat för alla indata{self.any_rows(decided)}"
            case _ as other:
                assert_never(other)

    def any_rows(self, decided: Decided) -> str:
        if not self.program.concepts:
            return ""
        concept = decided.asked.concept
        return f", med hur många {'rader' if concept is None else self.words.rows(concept)} som helst"

    def over(self, over: Sequence[Range]) -> str:
        """`: mandat 1–100 för vart och ett av 8 partier`, `: alla värden på slag och avtal`"""
        told: list[str] = []
        whole: list[str] = []
        inputs = dict.fromkeys(one.cell.input for one in over)
        for one in inputs:
            ranges = [each for each in over if each.cell.input == one]
            rows = dict.fromkeys(each.cell.row for each in ranges if each.cell.row is not None)
            concept = one.symbol.concept
            where = f" för vart och ett av {len(rows)} {self.words.rows(concept)}" if concept and len(rows) > 1 else ""
            span = self.span(ranges[0])
            (told if span else whole).append(f"{name_of(one.symbol)}{span}{where}")
        if whole:
            told.append(f"alla värden på {listed(whole)}")
        return f": {'; '.join([listed(told[:-1]), told[-1]]) if whole and told[1:] else listed(told)}" if told else ""

    def span(self, one: Range) -> str:
        domain, kind = one.axis.domain, one.cell.input.attribute.type
        if isinstance(domain, Numbers) and isinstance(kind, model.Number) and None not in (domain.low, domain.high):
            ends = [bound / kind.unit.factor for bound in (domain.low, domain.high) if bound is not None]
            return " " + "–".join(map(numbers.number, ends))
        return ""

    def why(self, answer: Undecided) -> str:
        tried = f"{numbers.number(Fraction(answer.tried))} fall har prövats, och inget bryter löftet."
        rows = ""
        if answer.rows:
            most = "en rad" if answer.rows == 1 else f"{answer.rows} rader"
            rows = f" Med högst {most} av varje begrepp finns inget fall som bryter det."
        return f"{_WHY[answer.why]} {tried}{rows}"

    def granted(self, decided: Sequence[Decided]) -> str:
        program = self.program
        parts = ["inga uppgifter saknas", "bedömningar kan falla ut hur som helst"]
        if program.concepts:
            parts.append("varje begrepp har minst en rad" + (" som regelverket omfattar" if program.scopes else ""))
        sentences = [
            f"{listed(parts)}.",
            "Lottning, saknade uppgifter och det som inte är reglerat bryter inget löfte.",
        ]
        if any(isinstance(one.asked.claim, model.Monotone) for one in decided):
            sentences.append(
                "Att något aldrig minskar eller ökar prövas bara där det har ett värde både före och efter."
            )
        free = [one.promise for one in decided if not (isinstance(one.promise, model.Promise) and one.promise.year)]
        years = max((years_of(program, one) for one in free), key=len, default=())
        if self.in_years and years:
            when = f"prövas varje år som regelverket gäller, här {years_text(years)}"
            if program.years[1] is None:
                when = f"prövas {years_text(years)}; regelverket har inget sista år"
            sentences.append(f"Löften utan år {when}.")
        return " ".join(sentences)


# -- words ---------------------------------------------------------------------------------------

_SMALLEST = "Det minsta fall som hittades:"
_MARKS: Mapping[Verdict, tuple[str, Tone]] = {
    "holds": ("✓", "good"),
    "fails": ("✗", "bad"),
    "undecided": ("?", "else"),
    "empty": ("!", "else"),
}
_WHY: Mapping[Stop, str] = {
    "no_solver": "det finns för många fall att pröva alla, och inget bevisprogram. Installera det med pip install "
    "'regelverk[bevis]'.",
    "hard": "det finns för många fall att pröva alla, och bevisprogrammet gav upp.",
    "pace": "tiden tog slut. Ge mer tid med --tid.",
}
