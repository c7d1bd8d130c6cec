"""The words for lines that are written as people would say it: how to write what was meant."""

from typing import assert_never

from dsl.problems import meant as problems
from workbench.problems.diagnostic import Label, Wording
from workbench.problems.words.phrases import shortened


def wording(problem: problems.MeantProblem) -> Wording:
    match problem:
        case problems.RuleInHeading(heading=heading, rule=rule):
            return Wording(
                "en regel står i rubriken",
                "räknas inte",
                (),
                f"Det som står i en rubrik räknas inte. Skriv ”{heading}” för sig, och på raden under, ett steg in: "
                f"”{rule}”.",
            )
        case problems.AmountInNorm(name=name, rule=None, value=value, when=when):
            return Wording(
                "det här räknas inte",
                "räknas inte här",
                (),
                f"Det som står efter får eller har rätt till räknas inte. {_as_case(name, value, when or '…')}",
            )
        case problems.AmountInNorm(rule=rule, value=value, when=when):
            head = (rule or "").removesuffix(f" {value}")
            way = (
                f"”{rule}”"
                if when is None
                else f"”{head}”, och på raderna under, ett steg in, ”{value} om {when}” och ”annars 0 kr”"
            )
            return Wording(
                "beloppet räknas inte här",
                "räknas inte här",
                (),
                f"Det som står efter får eller har rätt till räknas inte. Ge beloppet ett namn och skriv {way}.",
            )
        case problems.ConditionFirst(name=name, value=value, when=when):
            return Wording("villkoret står före värdet", "", (), _as_case(name, value, when))
        case problems.SharingInALine(lines=lines):
            *above, last = lines
            rules = " och ".join(f"”{line}”" for line in above)
            return Wording(
                "en fördelning står på flera rader och ger delen ett namn",
                "",
                (),
                f"Skriv {rules}, och under den, ett steg in: ”{last.strip()}”.",
            )
        case problems.EitherOr():
            return Wording(
                "”eller” mellan villkor",
                "",
                (),
                "Här kan ”eller” läsas på mer än ett sätt. Skriv om något av villkoren är uppfyllt, och varje villkor "
                "på en egen rad under, med streck framför.",
            )
        case problems.ModifierAlone(above=above):
            return Wording(
                "kommatecken saknas på raden ovanför",
                "",
                (Label(above, "ska sluta med ett kommatecken"),),
                "Tillägg till ett värde står efter ett kommatecken. Sätt ett sist på raden ovanför.",
            )
        case problems.Unquoted(written=written, after=after, when=when):
            below = "" if when is None else f" Villkoret står på en egen rad under, ett steg in: ”om {when}”."
            return Wording(
                "citattecken saknas",
                "sätt citattecken om vad normen gäller",
                (),
                f'Sätt citattecken om vad normen gäller: {after} "{written}".{below}',
            )
        case problems.ModifiedThenIf(what=what, whole=whole, alone=alone):
            meant = {
                "value": f"Ska det gälla hela värdet: skriv {whole}.",
                "case": f"Hör det till fallet: skriv {whole}. Ska det bara gälla tillägget: låt värdet stå efter "
                "annars, inom parentes tillsammans med tillägget och villkoret.",
                "otherwise": f"Hör det till fallet: skriv annars {whole}.",
                "exception": f"Hör det till undantaget: skriv {whole}.",
            }[what]
            other = "" if alone is None else f" Ska det bara gälla tillägget: skriv annars {alone}."
            return Wording(
                "villkoret hör till det sista tillägget",
                "",
                (),
                f"Ett villkor efter ett tillägg gäller bara tillägget. {meant}{other}",
            )
        case problems.IfThenModifier(text=text):
            return Wording(
                "tillägget står efter ett villkor",
                "",
                (),
                f"Sätt parentes om det som hör ihop: {text}.",
            )
        case problems.TwoReadings(written=written, readings=readings):
            return Wording(
                f"”{shortened(written)}” kan läsas på {_numbers(len(readings))} sätt",
                "",
                (),
                f"Skriv {_alternatives(readings)}.",
            )
        case _:
            assert_never(problem)


def _as_case(name: str, value: str, when: str) -> str:
    return (
        f"Skriv det som ett undantag, ett steg in under raden som bestämmer {name}: ”dock {value} om {when}”. "
        f"Eller som fall: avsluta raden som bestämmer {name} med ”är” och skriv under den ”{value} om {when}” och sist "
        "”annars” med det som annars gäller."
    )


def _numbers(count: int) -> str:
    return {2: "två", 3: "tre", 4: "fyra"}.get(count, str(count))


def _alternatives(readings: tuple[str, ...]) -> str:
    """`”a” eller ”b”`, each as it is to be written."""
    *before, last = [f"”{reading}”" for reading in readings]
    return f"{', '.join(before)} eller {last}"
