"""One value told: its name, the rule's own words, the same with the numbers put in, and why nothing else applied."""

from collections.abc import Iterator
from typing import assert_never

import attrs

from dsl import model, nodes
from dsl.formatting import expression_text
from interpreter.explaining import derivation
from interpreter.explaining.derivation import Step
from interpreter.outcomes import Failed, Known
from workbench.explaining import choices, norms
from workbench.explaining.sharing import sharing, stayed
from workbench.explaining.told import Explanation
from workbench.page.page import Tree
from workbench.page.page import TreeLine as Line
from workbench.page.terminal import plain_spaces
from workbench.values.causes import PERFECT, cause_sentences, row_text
from workbench.values.computed import status
from workbench.values.words import Words, capital, genitive, keep_together, section_text, short


def explanation(step: Step, words: Words) -> Explanation:
    section = None if step.section is None else section_text(step.section)
    why_not = cause_sentences(step.outcome) if isinstance(step.outcome, Failed) else ()
    silent = isinstance(step.outcome, Failed) and status(step.outcome) in ("not_applicable", "unregulated")
    if silent and norms.ruling(step.of, words.program) is not None:
        # The headline has said so.
        why_not = ()
    return Explanation(headline(step, words), step.year, section, why_not, _told(step, step, section, words))


# What a row is said to get; of all else is said what it is.
_RECEIVED = ("arvode", "bidrag", "ersättning", "ram", "stöd", "tillskott", "tillägg")


def headline(step: Step, words: Words) -> str:
    """`Kristdemokraterna får 318 655 kr/år`, the value shown as the rule says it is shown."""
    decided = norms.ruling(step.of, words.program)
    if decided is not None:
        return norms.headline(step, decided)
    name = keep_together(step.of.symbol.name)
    if isinstance(step.outcome, Failed):
        whose = "" if step.row is None else f" för {step.row}"
        return f"{capital(name)}{whose} har inget värde: {short(step.outcome)}"
    value = words.of_named(step.outcome, step.of, shown=True)
    if isinstance(step.of.type, model.Truth):
        return f"{_truth_name(step.of)}{'' if step.row is None else f' för {step.row}'}: {value}"
    if step.row is None:
        return f"{capital(name)} är {value}"
    if name.endswith(_RECEIVED) and model.is_money(step.of.type):
        return f"{capital(step.row)} får {value}"
    owner = genitive(step.row)
    if owner is None or name.startswith("senast "):
        return f"{capital(name)} för {step.row} är {value}"
    return f"{capital(owner)} {name} är {value}"


def _truth_name(of: model.Definition | model.Attribute) -> str:
    """`Partiet är stort`, as it was defined."""
    if isinstance(of, model.Definition) and isinstance(of.node, nodes.Definition):
        return capital(of.node.subject.name)
    return capital(keep_together(of.symbol.name))


def _told(step: Step, root: Step, parent_section: str | None, words: Words) -> Tree:
    section = parent_section if step.section is None else section_text(step.section)
    said = tuple(lines(step, words))
    if step.omitted:
        said += (Line("aside", f"… {step.omitted} steg till"),)
    return Tree(
        _name(step, root),
        None if section == parent_section or step.repeated else section,
        said,
        tuple(_told(use, root, section, words) for use in step.uses),
    )


def _name(step: Step, root: Step) -> str:
    """With row and year where they are not those of the value asked for."""
    name = keep_together(step.of.symbol.name)
    if step.row is not None and (step.row != root.row or step.of.symbol.concept != root.of.symbol.concept):
        name = f"{name} för {step.row}"
    if step.year is not None and step.year != root.year:
        name = f"{name} {step.year}"
    if step.day is None:
        return name
    year = "" if step.day.year == step.year else f" {step.day.year}"
    return f"{name} den {choices.day_text(step.day)}{year}"


def lines(step: Step, words: Words) -> Iterator[Line]:
    result = words.of_named(step.outcome, step.of)
    decided = norms.ruling(step.of, words.program)
    if decided is not None and isinstance(step.outcome, Known):
        result = decided.result(step.outcome.value is True)
    if step.repeated:
        yield Line("sentence", "se ovan", result)
    elif step.origin != "defined":
        yield _given(step, result)
    elif decided is not None:
        yield from norms.lines(step, decided, result, words)
        yield from _reading(step, words)
    else:
        yield from _arriving(list(_how(step, result, words)), result)
        yield from _reading(step, words)


def _given(step: Step, result: str) -> Line:
    where = "" if step.place is None else f" i {row_text(step.place)}"
    judge = None if isinstance(step.of, model.Definition) else step.of.judge
    if judge is not None:
        verb = PERFECT[judge.verb]
        if step.origin == "missing":
            return Line("sentence", f"ingen har {verb} det än", result)
        return Line("sentence", f"{verb}{'' if step.judged_by is None else f' av {step.judged_by}'}{where}", result)
    match step.origin:
        case "missing":
            return Line("sentence", f"uppgiften finns inte{where}", result)
        case "default":
            return Line("sentence", f"uppgiften finns inte{where}, och då gäller", result)
        case _:
            return Line("sentence", f"uppgift{where}", result)


def _arriving(lines: list[Line], result: str) -> Iterator[Line]:
    """Puts the result where the reader arrives at it: after the last formula, else after the sentence."""
    main = [index for index, line in enumerate(lines) if line.kind != "aside"]
    if not main:
        yield Line("name", "", result)
    for index, line in enumerate(lines):
        yield attrs.evolve(line, result=result) if main and index == main[-1] else line


def _reading(step: Step, words: Words) -> Iterator[Line]:
    if isinstance(step.of, model.Definition) and step.of.reading is not None:
        name, reading = step.of.reading
        yield Line("aside", f"läsningen ”{reading}” av frågan: {words.question(name)}")


# -- how it was computed -------------------------------------------------------------------------


def _how(step: Step, result: str, words: Words) -> Iterator[Line]:
    for choice in step.choices:
        yield from _before(choice, words)
    yield from _formula(step, result, words)
    for choice in step.choices:
        yield from _after(choice, words)


def _formula(step: Step, result: str, words: Words) -> Iterator[Line]:
    """The rule's words, the same with the numbers put in, and last what its modifiers apply to:
    `1,33, avrundat uppåt till närmaste tiondels tjänst`."""
    if step.formula is None or step.formula.node is None or _clashing(step):
        return
    node = step.formula.node
    written = keep_together(expression_text(node))
    if isinstance(step.formula, model.NotRegulated):
        yield Line("sentence", step.formula.reason)
        return
    if plain_spaces(written) == plain_spaces(result):
        return
    bare = words.in_formula((step.formula, step.outcome), units=False)
    yield Line("formula", written)
    if any(isinstance(choice, derivation.IndexSteps) for choice in step.choices):
        return
    seen = {written, bare, result}
    whole = (node.value,) if isinstance(node, nodes.Modified) else ()
    asked = [
        choice.cases.modifier.condition
        for choice in step.choices
        if isinstance(choice, derivation.BranchTaken) and choice.cases.modifier is not None
    ]
    for parts in ((), whole):
        text = words.put_in(step.values, node, *parts, conditions=asked)
        if text not in seen:
            seen.add(text)
            yield Line("formula", text)


def _clashing(step: Step) -> bool:
    """Whether rules of one rank gave different values here, so that there is no one formula."""
    chosen = any(isinstance(choice, derivation.ExceptionTaken | derivation.BranchTaken) for choice in step.choices)
    return chosen and isinstance(step.outcome, Failed) and status(step.outcome) == "conflict"


def _before(choice: derivation.Choice, words: Words) -> Iterator[Line]:
    """What is said before the formula: what the value was looked up by."""
    match choice:
        case derivation.RowTaken():
            yield choices.row_taken(choice, words)
        case derivation.DateTaken():
            yield choices.date_taken(choice)
        case derivation.TiersTaken():
            yield choices.tiers_taken(choice, words)
        case derivation.Shared():
            yield from sharing(choice, words)
        case derivation.Stayed():
            yield from stayed(choice, words)
        case derivation.Decided():
            yield choices.decided(choice, words)
        case derivation.Outside():
            yield choices.not_covered(choice, words)
        case _:
            return


def _after(choice: derivation.Choice, words: Words) -> Iterator[Line]:
    """What is said after it: why this and nothing else."""
    match choice:
        case derivation.RowTaken():
            yield from choices.rejected_rows(choice, words)
        case derivation.DateTaken():
            yield from choices.other_dates(choice)
        case derivation.TiersTaken():
            yield from choices.tiers(choice, words)
        case derivation.BranchTaken():
            yield from choices.branches(choice, words)
        case derivation.ExceptionTaken():
            yield from choices.exceptions(choice, words)
        case derivation.DaysTaken():
            yield from choices.days_taken(choice, words)
        case derivation.AsOfDay():
            yield from choices.as_of_day(choice)
        case derivation.TimePassed():
            yield from choices.time_passed(choice)
        case derivation.Placed():
            yield from choices.placed(choice, words)
        case derivation.Gathered():
            yield from choices.gathered(choice, words)
        case derivation.IndexSteps():
            yield from choices.index_steps(choice, words)
        case derivation.WorkdaysCounted():
            yield choices.workdays_counted(choice)
        case derivation.DayClipped():
            yield choices.day_clipped(choice)
        case derivation.Shared() | derivation.Stayed() | derivation.Decided() | derivation.Outside():
            return
        case _:
            assert_never(choice)
