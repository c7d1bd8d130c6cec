"""What norms decide, told: who may, must or has a right to what, by which rule, and which rules do not apply or yield.

A decision is a truth with a name of its own (`får "belasta anslaget"`); here it is said as a sentence about the row.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

import attrs

from dsl import model, nodes
from dsl.source import Span
from interpreter.explaining.derivation import BranchTaken, Choice, Decided, Outside, Reason, Step
from interpreter.outcomes import Failed, Known
from workbench.explaining.choices import not_covered
from workbench.explaining.reasons import facts
from workbench.page.page import TreeLine as Line
from workbench.values.computed import PROHIBITIONS, status
from workbench.values.words import Named, Words, capital, section_text, short

_NAME = re.compile(r'(?P<relation>får|har rätt till|uppfyller|ska) "(?P<content>.*)"(?: \([^()]*\))?')
# What is said where it holds, where it does not, and of the requirement itself.
_SAID = {
    "får": ("får", "får inte", ""),
    "har rätt till": ("har rätt till", "har inte rätt till", ""),
    "ska": ("ska", "behöver inte", ""),
    "uppfyller": ("uppfyller", "uppfyller inte", "kravet på"),
    "plikt": ("uppfyller kravet att", "uppfyller inte kravet att", "kravet att"),
    "förbud": ("följer förbudet att", "följer inte förbudet att", "förbudet att"),
}
# What a rule is called by what it says, and by what is left outside an `endast om`.
_RULES: Mapping[nodes.Modality, tuple[str, str]] = {
    "får": ("tillåtelsen", "förbudet"),
    "får inte": ("förbudet", "tillåtelsen"),
    "ska": ("skyldigheten", "undantaget"),
    "ska inte": ("förbudet", "undantaget"),
    "har rätt till": ("rätten", "begränsningen"),
    "har inte rätt till": ("begränsningen", "rätten"),
    "har rätt endast till": ("rätten", "begränsningen"),
}


@attrs.frozen
class Ruling:
    """positive, negative: `får`, `får inte`; requirement: `kravet på`, empty for what is no requirement.

    bearer: whose, as written; by_row: whether the row itself is the bearer, and not only what it is about
    rules: what the rule at each place is called
    """

    content: str
    positive: str
    negative: str
    requirement: str
    bearer: str
    by_row: bool
    rules: Mapping[Span, str] = attrs.field(eq=False, repr=False)

    def verb(self, answer: bool) -> str:
        return self.positive if answer else self.negative

    def result(self, answer: bool) -> str:
        """The answer alone: `får inte`, `uppfyllt`."""
        if self.requirement:
            return "uppfyllt" if answer else "inte uppfyllt"
        return self.verb(answer)


def ruling(of: Named, program: model.Program) -> Ruling | None:
    """What a norm decides, in words; None for all other values."""
    if not (isinstance(of, model.Definition) and isinstance(of.node, nodes.Norm) and isinstance(of.type, model.Truth)):
        return None
    name = _NAME.fullmatch(of.symbol.name)
    if name is None:
        return None
    norms = [norm for norm in program.norms if norm.decision == of.symbol]
    kind, modalities = name["relation"], {norm.modality for norm in norms}
    if kind == "uppfyller" and "kräver" not in modalities:
        # What one must or must not do is followed; only what is required is a thing to have.
        kind = "förbud" if modalities <= PROHIBITIONS else "plikt"
    positive, negative, requirement = _SAID[kind]
    if kind == "ska" and "ska inte" in modalities:
        negative = "ska inte"
    by_row = any(norm.row for norm in norms)
    rules = dict(_rules(program))
    return Ruling(name["content"], positive, negative, requirement, of.node.bearer.text, by_row, rules)


def _rules(program: model.Program) -> Iterator[tuple[Span, str]]:
    for norm in program.norms:
        own, opposite = _RULES.get(norm.modality, ("regeln", "undantaget"))
        yield norm.node.span, own
        for line in norm.node.lines:
            yield line.span, "undantaget" if isinstance(line, nodes.Except) else opposite


def headline(step: Step, it: Ruling) -> str:
    """`K5 får inte belasta anslaget`."""
    who, about = it.bearer, ""
    if step.row is not None:
        who, about = (step.row, "") if it.by_row else (it.bearer, f" för {step.row}")
    if isinstance(step.outcome, Known):
        return capital(f"{who} {it.verb(step.outcome.value is True)} {it.content}{about}")
    match status(step.outcome):
        case "not_applicable" if any(isinstance(choice, Outside) for choice in step.choices):
            return capital(f"{step.row or who} omfattas inte av regelverket")
        case "not_applicable":
            return capital(f"{it.requirement} {it.content} gäller inte {who}{about}")
        case "unregulated":
            return f"Det är inte reglerat om {who} {it.positive} {it.content}{about}"
        case _:
            return f"Det går inte att avgöra om {who} {it.positive} {it.content}{about}: {short(step.outcome)}"


def sentence(step: Step, it: Ruling, words: Words) -> str:
    """`K5 får inte belasta anslaget: slaget är partiaktivitet (avsnitt Avgränsningar)`, all on one line."""
    silent = isinstance(step.outcome, Failed) and status(step.outcome) == "unregulated"
    reasons = [] if silent else _told(_deciding(step.choices))
    why = f": {facts(reasons, words)}" if reasons else ""
    where = "" if step.section is None else f" ({section_text(step.section)})"
    return f"{headline(step, it)}{why}{where}"


def lines(step: Step, it: Ruling, result: str, words: Words) -> Iterator[Line]:
    """The rule that decided, then those that would have applied too, then those that do not apply."""
    found = list(dict.fromkeys(_lines(step, it, result, words)))
    yield from found or [Line("sentence", "regeln har inga villkor", result)]


def _lines(step: Step, it: Ruling, result: str, words: Words) -> Iterator[Line]:
    # A requirement: whether it is met, and then why it applies.
    followed = [choice for choice in step.choices if isinstance(choice, Decided)]
    for choice in followed or step.choices:
        match choice:
            case BranchTaken():
                yield from _Branches(choice, step, it, words).lines(result)
            case Decided():
                yield Line("sentence", facts(choice.reasons, words), result)
            case Outside():
                yield attrs.evolve(not_covered(choice, words), result=result)
            case _:
                pass
    for choice in step.choices if followed else ():
        if isinstance(choice, BranchTaken):
            yield Line("aside", f"{it.requirement.split()[0]} gäller eftersom {facts(choice.reasons, words)}")


@attrs.frozen(eq=False)
class _Branches:
    """The rules about one thing, met in order."""

    choice: BranchTaken
    step: Step
    it: Ruling
    words: Words

    def lines(self, result: str) -> Iterator[Line]:
        choice, taken = self.choice, self.choice.branch
        unsure = [reason for _, reasons in choice.rejected for reason in reasons if isinstance(reason.holds, Failed)]
        if taken is not None:
            yield Line("sentence", self._taken(taken), result)
            yield from self._beaten(taken)
        elif unsure:
            yield Line("sentence", facts(unsure, self.words), result)
        else:
            why = [reason for _, reasons in choice.rejected for reason in reasons]
            requirement = self.it.requirement.split()[0]
            yield Line("sentence", f"{requirement} gäller inte: {facts(why, self.words)}", result)
            return
        for index, reasons in choice.rejected:
            if not any(isinstance(reason.holds, Failed) for reason in reasons):
                yield Line("aside", f"{self._rule(index)} gäller inte: {facts(reasons, self.words)}")

    def _taken(self, taken: int) -> str:
        branch = self.choice.cases.branches[taken]
        if isinstance(branch.value, model.NotRegulated):
            return "ingen regel avgör det"
        if branch.condition is None and self.choice.rejected:
            return f"annars gäller enligt {self._section(branch)}: {self.it.verb(_answer(branch))}"
        reasons = _told(self.choice.reasons)
        return f"{self._rule(taken)} gäller{f': {facts(reasons, self.words)}' if reasons else ''}"

    def _beaten(self, taken: int) -> Iterator[Line]:
        branches = self.choice.cases.branches
        for index, reasons in self.choice.also:
            if any(isinstance(reason.holds, Failed) for reason in reasons):
                if isinstance(self.step.outcome, Failed):
                    yield Line("aside", f"{self._rule(index)}: {facts(reasons, self.words)}")
            elif _answer(branches[index]) != _answer(branches[taken]):
                why = _told(reasons)
                because = f", eftersom {facts(why, self.words)}" if why else ""
                beaten = "" if isinstance(self.step.outcome, Failed) else f", men {self._rule(taken)} går före"
                yield Line("aside", f"{self._rule(index)} gäller också{because}{beaten}")

    def _rule(self, index: int) -> str:
        """`förbudet i avsnitt Avgränsningar`"""
        branch = self.choice.cases.branches[index]
        return f"{self.it.rules[branch.span]} i {self._section(branch)}"

    def _section(self, branch: model.Branch) -> str:
        assert isinstance(self.step.of, model.Definition)
        return section_text(branch.section or self.step.of.section)


def _answer(branch: model.Branch) -> bool:
    return isinstance(branch.value, model.Constant) and branch.value.value is True


def _told(reasons: Sequence[Reason]) -> Sequence[Reason]:
    """Without what always holds."""
    return [reason for reason in reasons if not isinstance(reason.condition, model.Constant)]


def _deciding(choices: Sequence[Choice]) -> Sequence[Reason]:
    """What settled it in the end: whether a requirement is met, which rule applied, or why none did."""
    for choice in choices:
        if isinstance(choice, Decided | Outside):
            return choice.reasons
    for choice in choices:
        if isinstance(choice, BranchTaken):
            unsure = [each for _, reasons in choice.rejected for each in reasons if isinstance(each.holds, Failed)]
            return choice.reasons or unsure or [each for _, reasons in choice.rejected for each in reasons]
    return ()
