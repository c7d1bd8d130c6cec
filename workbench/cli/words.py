"""The words of the command line for what the session answers: each remark, and each reason why there is no value.

A way out is a flag or a command here, which it is nowhere else: other faces have words of their own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import assert_never

from workbench.cli.files import why, why_unread
from workbench.cli.registry import ERRORS, WRONG_USE
from workbench.cli.swedish import did_you_mean
from workbench.session import answers, remarks
from workbench.values.numbers import number
from workbench.values.words import first_of, listed, too_far

# Of long lists of names, so many are told.
_MOST_NAMES = 8
_MOST_CHOICES = 12
# As `--val` takes them
_KINDS = {"riksdag": "riksdag", "region": "region", "municipality": "kommun"}


# -- remarks -------------------------------------------------------------------------------------


def remark_lines(remark: remarks.Remark) -> Iterator[str]:
    """What is told on standard error, each on a line."""
    match remark:
        case remarks.EntersLater(title, entry):
            yield f"Observera: ”{title}” träder i kraft först {entry}, men det räknas med den ändringen."
        case remarks.EntersWithin(title, entry):
            yield f"Observera: ”{title}” träder i kraft {entry}. Hela året räknas som det ska vara därefter."
        case remarks.OutOfForce(year, first, last):
            limits = [f"från och med {first}"] if first is not None else []
            limits += [f"till och med {last}"] if last is not None else []
            yield f"Observera: regelverket gäller {' '.join(limits)}, men det räknas för {year}."
        case remarks.Noted(note, paths):
            from workbench.problems.words.notes import sentence
            from workbench.session.sides import renamed

            yield renamed(f"Observera: {sentence(note)}", paths)
        case remarks.NoDataRead(alone):
            place = "mappen data bredvid regelfilen" if alone else "regelverkets mapp data"
            yield f"Inga data lästes. Ange en fil med --data, eller lägg filer i {place}."
        case remarks.RowsUndecided():
            yield "Utfallet för raderna i data visas inte, för det beror på året. Ange det med --år."
        case remarks.YearNotInForce(year):
            yield f"Observera: regelverket gäller inte {year}. Med är bara det som är beslutat för ett annat år."
        case remarks.LeftOut(title, entry):
            yield f"Observera: ”{title}” träder i kraft först {entry} och är inte med. Ange --datum {entry}."
        case remarks.GoesNotWith(title, entry, sides):
            yield (
                f"Observera: ”{title}” gäller från och med {entry}, men går inte ihop med det som jämförs. "
                f"Den är inte med i {listed(sides)}."
            )
        case remarks.DataBeside(folder):
            yield f"Data lästes ur {folder}, som ligger bredvid regelfilen."
        case remarks.DataBorrowed(side, other):
            yield f"{side} har inga egna data. Båda räknas på data för {other}."
        case remarks.ElectionNoted():
            return  # told with their places, like other problems
        case remarks.SeatsOverruled(seats, asked):
            yield f"Observera: filen har {seats} mandat, men det räknas med {asked}."
        case remarks.FixedUnlawful(fixed, seats, lawful):
            yield f"Observera: {fixed} av {seats} mandat är fasta. Enligt lagen ska {lawful} vara det."
        case remarks.ThresholdOverruled():
            yield "Observera: filen har en annan spärr än lagen. Det räknas med lagens; ändra med --spärr."
        case remarks.LotUnused(name):
            yield f"Observera: --lott {name}: ingen lott gällde det."
        case remarks.SeatsFrom():
            yield from _seats_from(remark)
        case remarks.SeatsFed(outcome=outcome):
            for line in _fed(remark):
                yield line if outcome is None else f"{outcome}: {line}"
        case _:
            assert_never(remark)


def _seats_from(remark: remarks.SeatsFrom) -> Iterator[str]:
    """Whose election the seats are from, and what tells that it may be another than the regulation is for."""
    from workbench.elections.allocation import heading, other_area

    counted, election = remark.counted, remark.counted.election
    final = ""
    if election.stage is None:
        final = " Filen säger inte om resultatet är slutligt."
    elif "slut" not in election.stage.casefold():
        final = f" Resultatet är inte slutligt ({election.stage})."
    yield f"Mandaten är från: {heading(election)}, {counted.seats} mandat.{final}"
    other = other_area(election, remark.authority)
    if other is not None:
        yield f"Observera: {other}"
    if remark.inputs is not None and remark.inputs != counted.seats:
        yield (
            f"Observera: {remark.concept} i data har tillsammans {number(remark.inputs)} mandat, men valet gäller "
            f"{counted.seats}. Kontrollera att det är rätt val."
        )


def _fed(remark: remarks.SeatsFed) -> Iterator[str]:
    from workbench.elections.allocation import remarks

    got = remark.fed
    yield from remarks(remark.counted)
    if got.new:
        yield f"Finns inte i data, men fick mandat: {_names(got.new)}. Det som behövs utöver mandat saknas för dem."
    if got.without:
        yield (
            f"Fick inga mandat och är inte med: {_names(got.without)}. "
            f"Regelverket gäller {remark.concept} med minst ett mandat."
        )
    if got.following:
        yield f"Följer med dem och är inte heller med: {_names([f'{label} ({of})' for of, label in got.following])}."
    if got.unknown:
        yield f"Finns i data men inte i valresultatet: {_names(got.unknown)}. Deras mandat är inte kända."
    if got.undecided:
        open_ = [f"{label} ({least}–{most})" for label, least, most in got.undecided]
        yield f"Mandaten är inte avgjorda, och räknas som saknade: {_names(open_)}."


def _names(names: Sequence[str]) -> str:
    more = len(names) - _MOST_NAMES
    return ", ".join(names[:_MOST_NAMES]) + (f" och {more} till" if more > 0 else "")


# -- why there is no value -----------------------------------------------------------------------


def code_of(refusal: answers.Refusal) -> int:
    """The exit code: whether it is the files that are wrong, or how the command was used."""
    if isinstance(refusal, answers.Several):
        return ERRORS if all(isinstance(one, answers.Faulty) for one in refusal.refusals) else WRONG_USE
    return ERRORS if isinstance(refusal, answers.OfFiles) else WRONG_USE


def refusal_text(refusal: answers.Refusal) -> str:
    """In a sentence or two, as they follow `fel: `; of problems with places of their own nothing."""
    match refusal:
        case (
            answers.Faulty()
            | answers.FaultyElection()
            | answers.FaultyReasons()
            | answers.FaultySource()
            | answers.Several()
        ):
            return ""
        case answers.NoRuleFiles(where):
            return f"det finns inga regelfiler (.regel) i {', '.join(where)}."
        case answers.FileRefused(file, error):
            return f"{file} kan inte läsas: {why(error)}."
        case answers.ReadAgain(error, making):
            if making:
                return f"akten kan inte skrivas, för en fil går inte att läsa igen: {why(error)}."
            return f"en fil går inte att läsa igen: {why(error)}."
        case answers.RecordUnread(file, unread):
            return f"{file} kan inte läsas: {why_unread(unread)}."
        case answers.NoRecord(file, unreadable):
            from workbench.results.verifying import why_unreadable

            return f"{file}: {why_unreadable(unreadable)}."
        case answers.RecordUnstable():
            return (
                "akten gav inte samma resultat när den räknades om, så ingen akt skrevs. Antingen ändrades en fil "
                "under tiden, räkna då igen, eller så är en regelfil en länk till en annan mapp."
            )
        case answers.TooFar(year, low, high):
            return "{}. {}".format(*too_far(year, low, high))
        case answers.YearUnsaid():
            return "det som räknas ut beror på året. Ange det med --år, eller skriv beräkningsår i regelverket."
        case answers.UnknownSection(title, typed, known):
            near = did_you_mean(typed, known) or (f" Avsnitten är: {'; '.join(known)}." if known else "")
            return f"{title} har inget avsnitt {typed}.{near}"
        case (
            answers.UnknownValue()
            | answers.SeveralValues()
            | answers.OfOtherReading()
            | answers.NoRows()
            | answers.RowUnsaid()
            | answers.UnknownRow()
            | answers.UnknownLabel()
        ):
            return _of_value(refusal)
        case (
            answers.NotThere()
            | answers.NotInGit()
            | answers.NoAmendments()
            | answers.UnknownQuestion()
            | answers.UnknownReading()
        ):
            return _of_version(refusal)
        case (
            answers.NoSeatInput()
            | answers.SeveralSeatInputs()
            | answers.OtherElection()
            | answers.ElectionUnsaid()
            | answers.FixedUnsaid()
            | answers.SeatsUnsaid()
            | answers.SeatsImpossible()
            | answers.FixedTooMany()
            | answers.UnknownLot()
        ):
            return _of_election(refusal)
        case _:
            assert_never(refusal)


def _of_value(
    refusal: answers.UnknownValue
    | answers.SeveralValues
    | answers.OfOtherReading
    | answers.NoRows
    | answers.RowUnsaid
    | answers.UnknownRow
    | answers.UnknownLabel,
) -> str:
    match refusal:
        case answers.UnknownValue(title, known=()):
            return f"{title} har inga värden."
        case answers.UnknownValue(title, typed, None, known):
            return f"{title} har inget värde som heter {typed}. Det finns {first_of(known, _MOST_CHOICES)}."
        case answers.UnknownValue(title, typed, meant):
            return f"{title} har inget värde som heter {typed}. Menade du {meant}?"
        case answers.SeveralValues(typed, choices):
            return f"{typed} kan betyda flera värden. Skriv {listed(choices, 'eller')}."
        case answers.OfOtherReading(symbol, question, reading):
            return (
                f"{symbol.name} finns bara i läsningen ”{reading}” av tolkningen ”{question}”, och den läsningen "
                "gäller inte. Vad den skulle ge visas med regelverk tolkningar, eller av ett exempel med raden läsning "
                f"{question}: {reading}."
            )
        case answers.NoRows(concept):
            return f"data har inga rader för {concept}. Ange en datafil med --data."
        case answers.RowUnsaid(labels):
            return f"skriv också för vilken rad: --för följt av {_one_of(labels)}."
        case answers.UnknownRow(concept, typed, meant, labels):
            hint = f" Menade du {meant}?" if meant is not None else f" Det finns {_one_of(labels)}." if labels else ""
            return f"{concept} har ingen rad {typed}.{hint}"
        case answers.UnknownLabel(typed, labels):
            return f"{typed} finns inte i uppgifterna.{did_you_mean(typed, labels)}"
        case _:
            assert_never(refusal)


def _one_of(labels: Sequence[str]) -> str:
    return listed(labels, "eller") if len(labels) <= _MOST_CHOICES else first_of(labels, _MOST_CHOICES)


def _of_version(
    refusal: answers.NotThere
    | answers.NotInGit
    | answers.NoAmendments
    | answers.UnknownQuestion
    | answers.UnknownReading,
) -> str:
    match refusal:
        case answers.NotThere(text):
            return f"{text} finns inte. Ange en regelfil, en mapp, eller en version i git: HEAD~1:{text}"
        case answers.NotInGit(text):
            return text
        case answers.NoAmendments(name, at, revision):
            if at is not None:
                return f"{name} har inga ändringar som gäller {at}. Välj ett senare år eller datum."
            such = "" if revision else f", till exempel HEAD~1:{name}"
            return (
                f"{name} har inga ändringar att jämföra med. Ange också den version som det ska jämföras med{such}, "
                "eller en läsning med --ny-läsning."
            )
        case answers.UnknownQuestion(question, name, near):
            meant = f" Menade du {' eller '.join(near)}?" if near else " Se vilka som finns med: regelverk tolkningar"
            return f"ingen tolkning heter ”{question}” i {name}.{meant}"
        case answers.UnknownReading(question, reading, known):
            has = ", ".join(f"”{one}”" for one in known)
            return f"tolkningen {question} har ingen läsning ”{reading}”. Den har {has}."
        case _:
            assert_never(refusal)


def _of_election(
    refusal: answers.NoSeatInput
    | answers.SeveralSeatInputs
    | answers.OtherElection
    | answers.ElectionUnsaid
    | answers.FixedUnsaid
    | answers.SeatsUnsaid
    | answers.SeatsImpossible
    | answers.FixedTooMany
    | answers.UnknownLot,
) -> str:
    match refusal:
        case answers.NoSeatInput():
            return "ingen uppgift i regelverket har enheten mandat, så det finns inget att mata in mandaten i."
        case answers.SeveralSeatInputs(inputs):
            names = ", ".join(f"{attribute} för {concept}" for attribute, concept in inputs)
            return f"flera uppgifter i regelverket har enheten mandat: {names}. Då går det inte att välja."
        case answers.OtherElection(kind):
            return f"--val {_KINDS[kind]}: filen säger att det är ett annat val. Ta bort flaggan."
        case answers.ElectionUnsaid():
            return "Filen säger inte vilket val det är. Ange --val riksdag, region eller kommun."
        case answers.FixedUnsaid(constituency):
            return (
                f"Det står inte hur många fasta mandat valkretsen {constituency} har. Skriv det i kolumnen fasta "
                "mandat, eller använd valmyndighetens fil med mandatfördelning."
            )
        case answers.SeatsUnsaid():
            return "Filen säger inte hur många mandat som ska fördelas. Ange --mandat ANTAL."
        case answers.SeatsImpossible(seats):
            return f"Filen säger att {seats} mandat ska fördelas. Ange rätt antal med --mandat."
        case answers.FixedTooMany(fixed, seats):
            return f"De fasta mandaten är {fixed} tillsammans, men {seats} mandat ska fördelas."
        case answers.UnknownLot(name, known):
            return f"--lott: {name!r} är varken ett parti eller en valkrets i valet.{did_you_mean(name, known)}"
        case _:
            assert_never(refusal)
