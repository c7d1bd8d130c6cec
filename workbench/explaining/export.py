"""An explanation as plain data for other programs (`--format json`). Keep it stable: others read it."""

from fractions import Fraction

from dsl import model
from interpreter.explaining.derivation import Step
from interpreter.outcomes import Failed, Known, Outcome
from workbench.explaining.steps import lines
from workbench.page.terminal import plain_spaces
from workbench.values import numbers
from workbench.values.causes import cause_sentences, place_text
from workbench.values.computed import status, unit_of
from workbench.values.words import Words

Json = dict[str, "Json"] | list["Json"] | str | int | bool | None


def record(step: Step, words: Words) -> dict[str, Json]:
    """One object for each value, told once:

    value: the declared name; concept: whose value it is, or null for the whole regulation; name: the row's, or null
    year: or null; section: `avsnitt 3.1.1`, null for data; reading: {question, reading} when it stands on one, or null
    status: value, missing, judgement, unregulated, conflict, not_applicable, undefined
    exact: the number in `unit`, as a decimal with a point, else `a/b`; other values as text; null without value
    shown: as people read it, with its unit (`318 655 kr/år`), or why there is none; unit: or null
    causes: one sentence for each reason that there is no value
    origin: defined, given, default, missing; source: where in the data (`partier.csv rad 5`), or null
    formula: the rule's own words, or null; substituted: the same with the numbers put in, in steps
    reasons: sentences on what decided it and why nothing else applied, in written order
    repeated: true where it was told earlier, then without `uses`; omitted: how many uses were left out
    uses: the values it was computed from, objects like this one
    """
    return {key: _plain(value) for key, value in _record(step, words).items()}


def _record(step: Step, words: Words) -> dict[str, Json]:
    named = step.of
    unit, factor = unit_of(*numbers.told_in(named))
    told = list(lines(step, words))
    formulas: list[Json] = [line.text for line in told if line.kind == "formula"]
    reasons: list[Json] = [
        line.text if line.result is None or line.kind == "sentence" else f"{line.text} = {line.result}"
        for line in told
        if line.kind in ("aside", "sentence") and step.origin == "defined" and not step.repeated
    ]
    causes: list[Json] = list(cause_sentences(step.outcome)) if isinstance(step.outcome, Failed) else []
    uses: list[Json] = [_record(use, words) for use in step.uses]
    return {
        "value": named.symbol.name,
        "concept": named.symbol.concept,
        "name": step.row,
        "year": step.year,
        "section": None if step.section is None else step.section.label,
        "reading": _reading(named, words),
        "status": status(step.outcome),
        "exact": _exact(step.outcome, factor),
        "shown": words.of_named(step.outcome, named, shown=True),
        "unit": unit,
        "causes": causes,
        "origin": step.origin,
        "source": None if step.place is None else place_text(step.place),
        "formula": formulas[0] if formulas else None,
        "substituted": formulas[1:],
        "reasons": reasons,
        "repeated": step.repeated,
        "omitted": step.omitted,
        "uses": uses,
    }


def _reading(named: model.Definition | model.Attribute, words: Words) -> Json:
    if isinstance(named, model.Attribute) or named.reading is None:
        return None
    name, reading = named.reading
    return {"question": words.question(name), "reading": reading}


def _exact(outcome: Outcome, factor: Fraction) -> str | None:
    match outcome:
        case Known(Fraction() as value):
            return numbers.exact(value / factor)
        case Known(bool() as value):
            return "ja" if value else "nej"
        case Known(value):
            return str(value)
        case Failed():
            return None


def _plain(value: Json) -> Json:
    """No-break spaces as spaces, all the way down."""
    match value:
        case str():
            return plain_spaces(value)
        case list():
            return [_plain(each) for each in value]
        case dict():
            return {key: _plain(each) for key, each in value.items()}
        case _:
            return value
