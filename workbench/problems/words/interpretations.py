"""The words for problems with open questions and their readings."""

from typing import assert_never

from dsl.problems import interpretations as problems
from workbench.problems.diagnostic import Label, Wording
from workbench.problems.words.phrases import few, say


def wording(problem: problems.InterpretationProblem) -> Wording:
    match problem:
        case problems.ReadingsDiffer():
            return Wording(
                f"läsningarna säger olika om vad ”{problem.name}” är",
                "",
                (Label(problem.other, "i en annan läsning"),),
                "Ett namn som flera läsningar definierar hör till samma begrepp i alla.",
            )
        case problems.NestedInterpretation():
            return say(
                f"tolkningen ”{problem.name}” står i en annan tolkning",
                "",
                "Skriv dem efter varandra. Varje fråga har sina egna läsningar.",
            )
        case problems.NothingInterpreted():
            return say(
                f"tolkningen ”{problem.name}” har bara en läsning",
                "",
                "En fråga har minst två läsningar. Är svaret givet behövs ingen tolkning.",
            )
        case problems.LocalName():
            where = few([f"”{reading}”" for reading in problem.readings], "och")
            return Wording(
                f"”{problem.name}” finns bara i en läsning",
                "",
                (Label(problem.place, "bestäms här"),),
                f"Namnet bestäms i {where} men inte i tolkningens andra läsningar, och gäller bara där.",
            )
        case problems.SameReadings(interpretation=interpretation, first=first, second=second):
            return Wording(
                f"läsningarna {first} och {second} säger samma sak",
                "",
                (),
                f"En tolkning ska ha läsningar som skiljer sig. Ändra en av dem, eller ta bort {interpretation}.",
            )
        case _:
            assert_never(problem)
