"""The words for problems with sections and references to them."""

from typing import assert_never

from dsl.problems import sections as problems
from workbench.problems.diagnostic import Label, Wording
from workbench.problems.words.phrases import elsewhere, few, say


def wording(problem: problems.SectionProblem) -> Wording:
    match problem:
        case problems.UnknownSection():
            similar = few(problem.similar, "eller")
            way = f"Menade du {similar}?" if similar else "Skriv paragrafen eller avsnittet som det står i regelverket."
            return say(f"{problem.section} finns inte", "", way)
        case problems.NotDefinedThere():
            labels = () if problem.place is None else (Label(problem.place, "bestäms här"),)
            return Wording(
                f"{problem.section} bestämmer inte ”{problem.name}”",
                "",
                labels,
                "Ett undantag gäller det värde som den utpekade bestämmelsen definierar.",
            )
        case problems.SectionTwice():
            way = (
                "Varje paragraf och avsnitt har ett eget nummer, så att det går att hänvisa dit. Ändra det ena. En "
                "bokstav efter paragrafens nummer är liten, som i § 2 a."
                if problem.numbered
                else "Avsnitt som står bredvid varandra har olika rubriker. Ändra den ena eller för ihop avsnitten."
            )
            return Wording(
                f"{problem.section} finns redan", "", elsewhere(problem.span, problem.first, "finns här"), way
            )
        case _:
            assert_never(problem)
