"""The words for problems with examples, published tables and promises."""

from typing import Literal, assert_never

from dsl.problems import examples as problems
from workbench.problems.diagnostic import Wording
from workbench.problems.words.phrases import MOST_LISTED, any_of, elsewhere, few, say
from workbench.values.computed import STATUS_WORDS


def wording(problem: problems.ExampleProblem) -> Wording:
    match problem:
        case problems.NothingAsserted():
            return say(f"”{problem.title}” prövar inget", "", "Skriv vad som ska komma ut, med då: eller i en kolumn.")
        case problems.WhichRow():
            if not problem.labels:
                way = f"Ge en sådan rad först, på en rad som börjar {problem.form} A har."
                return say(f"exemplet har ingen rad av {problem.concept}", "", way)
            known = f"De är {few(problem.labels, 'och')}."
            if problem.said is None:
                way = "Det här kan bara prövas i ett exempel med en enda. Dela upp exemplet i flera."
            else:
                said = f"{problem.form} {problem.labels[0]} {problem.said}"
                if problem.unsaid is not None:
                    outcome = STATUS_WORDS[problem.unsaid]
                    said = f"om {said} är {outcome}" if problem.asked else f"{said} {outcome}"
                way = f"Skriv vilken som menas, som i då: {said}."
            return say(f"exemplet har flera rader av {problem.concept}", "", f"{known} {way}")
        case problems.GivenIsComputed():
            return Wording(
                f"”{problem.name}” räknas ut",
                "",
                elsewhere(problem.span, problem.definition, "räknas ut här"),
                "Ge uppgifterna som det räknas ut ur, eller pröva värdet med då:.",
            )
        case problems.GivenTwice():
            return Wording(
                f"{problem.name} ges två gånger",
                "",
                elsewhere(problem.span, problem.first, "första gången"),
                "Ta bort den ena.",
            )
        case problems.WhichYear():
            return say(
                f"det sägs inte vilket år {problem.name} gäller",
                "",
                "Skriv år 2024 på en egen rad, eller år 2024: först på raden.",
            )
        case problems.WhichAttribute():
            if problem.candidates:
                known = few(problem.candidates, "eller")
                return say("uppgiften kan vara flera", "", f"Skriv namnet före talet: {known}.")
            return say("det sägs inte vilken uppgift det är", "", "Skriv uppgiftens namn före talet.")
        case problems.TooManyTrials():
            return say(
                "raden prövar för många värden", "", f"En rad prövar högst {problem.most}. Dela upp intervallet."
            )
        case problems.KnownErrorWhere():
            return say(f"rutan i kolumnen {problem.column} prövas inte", "", _NOT_COMPARED[problem.why])
        case problems.SaidTwice():
            return Wording(
                "samma sak sägs två gånger",
                "",
                elsewhere(problem.span, problem.first, "första gången"),
                "Ta bort den ena.",
            )
        case problems.MovedIsComputed(name=name, inputs=inputs):
            which = f" Till exempel {any_of(inputs[:MOST_LISTED])}." if inputs else ""
            return Wording(
                f"”{name}” räknas ut och kan inte öka eller minska av sig självt",
                "",
                elsewhere(problem.span, problem.definition, "räknas ut här"),
                f"Efter ”när” står en uppgift, ett tal som reglerna räknar med.{which}",
            )
        case problems.MovedElsewhere(name=name, concept=concept, of_value=None):
            return say(
                f"”{name}” är inte en enda rads uppgift",
                "",
                f"En kontroll ändrar uppgiften för en enda rad av {concept} i taget. Skriv uppgiftens namn utan ägare, "
                "eller med ägaren i bestämd form ental.",
            )
        case problems.MovedElsewhere(name=name, concept=concept, of_value=of_value):
            return say(
                f"”{name}” hör inte till samma rad som värdet",
                "",
                f"Värdet räknas ut för varje {of_value}, men uppgiften hör till {concept or 'något annat'}. Välj en "
                f"uppgift för {of_value} eller för hela regelverket, eller ett värde för hela regelverket.",
            )
        case _:
            assert_never(problem)


_NOT_COMPARED: dict[Literal["absent", "blank", "given"], str] = {
    "absent": "Tabellen har ingen sådan kolumn. Skriv namnet som i tabellens rubrik.",
    "blank": "Där är inget tryckt. Ta bort noteringen, eller skriv i rutan det som står i källan.",
    "given": "Det som står där är en uppgift som räknas med, inget som räknas ut. Skriv det rätta i rutan.",
}
