"""`regelverk bevisa`: whether the promises of a regulation hold for every input, and if not, the smallest case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.cli import screen
from workbench.cli.options import REGULATIONS, SECONDS, formats
from workbench.cli.registry import DONE, ERRORS, WRONG_USE
from workbench.cli.swedish import Command, Option, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dsl import model
    from interpreter.proving.promises import BuiltIn
    from workbench.session.opening import Opened
    from workbench.session.proving import Decided, Limits

# Seconds for each regulation when nobody says how many.
_TIME = 180.0


def run(
    regulations: tuple[str, ...],
    wanted: str | None,
    seconds: float | None,
    ranges: tuple[str, ...],
    form: str,
    strict: bool,
) -> int:
    from workbench.cli.pace import Timed
    from workbench.cli.remarks import answer_look, told
    from workbench.page.page import Sentence, plain
    from workbench.page.text import as_text, parts_as_text
    from workbench.proofs import export, junit, page, proofs
    from workbench.session.opening import opened
    from workbench.session.proving import decided as decided_of

    unreadable: list[str] = []
    every: list[tuple[model.Program, Sequence[Decided]]] = []
    total, other = proofs.Counts(), proofs.Counts()
    for at, regulation in enumerate(regulations):
        found = told(opened(regulation))
        if isinstance(found, int):
            unreadable.append(regulation)
            continue
        limits = _limits(found.program, ranges)
        if limits is None:
            return WRONG_USE
        chosen = _chosen(found, wanted)
        if not chosen and wanted is not None and len(regulations) == 1:
            screen.remark(f"fel: inget löfte heter {wanted}.{did_you_mean(wanted, _titles(found))}")
            return WRONG_USE
        with Timed("Prövar löften", _TIME if seconds is None else seconds) as pace:
            decided = told(decided_of(found, chosen, limits, pace))
        if isinstance(decided, int):
            unreadable.append(regulation)
            continue
        every.append((found.program, decided))
        total += proofs.counts(decided)
        other += proofs.counts(decided, in_force=False)
        if form == "text":
            screen.answer("\n" if at else "")
            screen.answer(as_text(page.page(found.program, decided), answer_look()))
    if form == "json":
        screen.answer(export.as_json(every))
    elif form == "junit":
        screen.answer(junit.as_junit(every, unreadable, strict=strict))
    elif every:
        screen.answer("\n" + parts_as_text(((Sentence(plain(proofs.summary(total, other))),),), answer_look()))
    return ERRORS if unreadable or total.failing or (strict and (total.open or total.empty)) else DONE


def _chosen(found: Opened, wanted: str | None) -> list[model.Promise | BuiltIn]:
    from workbench.proofs.proofs import title
    from workbench.session.proving import promises

    return [one for one in promises(found) if wanted is None or wanted.casefold() in title(one).casefold()]


def _titles(found: Opened) -> list[str]:
    from workbench.proofs.proofs import title

    return [title(one) for one in _chosen(found, None)]


def _limits(program: model.Program, ranges: Sequence[str]) -> Limits | None:
    """`mandat=1–100` → the bounds in base units; None once what is wrong has been told."""
    from fractions import Fraction

    from dsl import model

    inputs = [*program.inputs, *(one for concept in program.concepts for one in concept.attributes)]
    found: dict[model.Symbol, tuple[Fraction, Fraction]] = {}
    for typed in ranges:
        name, _, bounds = typed.partition("=")
        low, _, high = bounds.replace("–", "-").partition("-")
        fitting = [
            one
            for one in inputs
            if isinstance(one.type, model.Number) and name.strip() in (one.symbol.name, *one.forms)
        ]
        if not fitting:
            known = did_you_mean(name.strip(), [one.symbol.name for one in inputs])
            screen.remark(f"fel: --uttömmande: det finns ingen uppgift {name.strip()} som är ett tal.{known}")
            return None
        if not (low.strip().isdecimal() and high.strip().isdecimal()):
            screen.remark(f"fel: --uttömmande: skriv till exempel {name.strip()}=1–100, inte {typed}.")
            return None
        for one in fitting:
            assert isinstance(one.type, model.Number)
            factor = one.type.unit.factor
            found[one.symbol] = (Fraction(low.strip()) * factor, Fraction(high.strip()) * factor)
    return found


COMMAND = Command(
    "bevisa",
    run,
    "Avgör om regelverkets löften håller: det som står efter kontroll, och det som gäller alla regelverk (delarna av "
    "en pott blir tillsammans potten, fler mandat ger aldrig mindre, inga uppgifter ger motstridiga eller odefinierade "
    "värden). Ett löfte håller, håller inte (då visas det minsta fall som bryter det) eller är inte avgjort (då visas "
    "hur långt prövningen kom). Det som sägs utan år prövas för varje år som regelverket gäller. Slutkoden är 1 om "
    "något löfte inte håller.",
    [
        REGULATIONS,
        Option("--löfte", "wanted", "Bara de löften som har den här texten i sitt namn.", metavar="TEXT"),
        SECONDS,
        Option(
            "--uttömmande",
            "ranges",
            "Pröva uppgiften bara inom de här gränserna, till exempel mandat=1–100. Kan anges flera gånger.",
            metavar="UPPGIFT=FRÅN–TILL",
            multiple=True,
        ),
        formats("text", "json", "junit"),
        Option(
            "--sträng",
            "strict",
            "Slutkoden är 1 också om något löfte inte är avgjort eller gäller för inga indata.",
            is_flag=True,
        ),
    ],
    "regelverk bevisa regulations/ostersund\nregelverk bevisa regulations/vasterbotten --löfte mandat --tid 60",
)
