"""Why a value is what it is, told in Swedish: as structured text, as a page, as data for programs.

Reads a derivation (`interpreter/explaining/derivation.py`) and nothing else;
knows nothing of colours, files or how a value was computed.
"""

from fractions import Fraction

from dsl import model
from interpreter.explaining.derivation import Step
from interpreter.outcomes import Known, Outcome
from workbench.explaining import norms
from workbench.explaining.export import Json, record
from workbench.explaining.steps import explanation
from workbench.explaining.told import Explanation, page, reasons
from workbench.values.causes import cause_sentence, cause_sentences
from workbench.values.words import Words

__all__ = [
    "Explanation",
    "Json",
    "cause_sentence",
    "cause_sentences",
    "in_a_sentence",
    "page",
    "reasons",
    "tell",
    "to_json",
    "why_different",
]


def tell(step: Step, program: model.Program) -> Explanation:
    """The derivation in words; `page` makes a page of it."""
    return explanation(step, Words.of(program))


def to_json(step: Step, program: model.Program) -> dict[str, Json]:
    """The derivation as plain data; `workbench/explaining/export.py` says what each key holds."""
    return record(step, Words.of(program))


def in_a_sentence(step: Step, program: model.Program) -> str | None:
    """`K5 får inte belasta anslaget: slaget är partiaktivitet (avsnitt Avgränsningar)`, of what norms decide.

    None of all other values
    """
    words = Words.of(program)
    decided = norms.ruling(step.of, program)
    return None if decided is None else norms.sentence(step, decided, words)


def why_different(step: Step, expected: Outcome | str, program: model.Program) -> Explanation:
    """For an example that failed: what was expected beside what came out, and the derivation of it.

    expected: the value that should have come out, or the words for it where it is no value (`inte reglerat`)
    """
    words = Words.of(program)
    told = explanation(step, words)
    wanted = expected if isinstance(expected, str) else _said(step, expected, words)
    actual = _said(step, step.outcome, words)
    apart = _difference(step, expected, words)
    name = step.of.symbol.name if step.row is None else f"{step.of.symbol.name} för {step.row}"
    headline = f"{name}: väntade {wanted}, men det blev {actual}{apart}"
    return Explanation(headline, told.year, told.section, told.why_not, told.told)


def _said(step: Step, outcome: Outcome, words: Words) -> str:
    """The value; of what norms decide their verb: `får inte`, `uppfyller`."""
    decided = norms.ruling(step.of, words.program)
    match outcome:
        case Known(bool() as answer) if decided is not None:
            return decided.verb(answer)
        case _:
            return words.of_named(outcome, step.of)


def _difference(step: Step, expected: Outcome | str, words: Words) -> str:
    """` (40 kr för mycket)`, where both are numbers."""
    match step.outcome, expected:
        case Known(Fraction() as actual), Known(Fraction() as wanted) if actual != wanted:
            apart = words.of_named(Known(abs(actual - wanted)), step.of)
            # Shares differ by points: 25 % is 5 procentenheter more than 20 %, not 5 % more.
            points = apart.replace("%", "procentenheter")
            return f" ({points} för {'mycket' if actual > wanted else 'lite'})"
        case _:
            return ""
