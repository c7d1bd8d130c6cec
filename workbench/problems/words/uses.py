"""The words for values that need each other, and for what nothing uses."""

from typing import assert_never

from dsl.problems import uses as problems
from workbench.problems.diagnostic import Label, Wording


def wording(problem: problems.UseProblem) -> Wording:
    match problem:
        case problems.Cycle():
            return _cycle(problem)
        case problems.OnlyInDead(name=name, use=use):
            return Wording(
                f"{name} används bara där inget gäller",
                "",
                (Label(use, "används bara här"),),
                "Regeln som använder värdet gäller aldrig. Ändra den, eller ta bort värdet.",
            )
        case problems.Unused(what=what, name=name):
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
        case _:
            assert_never(problem)


def _cycle(cycle: problems.Cycle) -> Wording:
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
