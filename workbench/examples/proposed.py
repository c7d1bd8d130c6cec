"""Boundary cases as `exempel` for people to accept or not, and what no case was found for.

    # FÖRSLAG till avsnitt 3.1.1: granska mot beslutet. Inget annat exempel visar:
    # – partiets sysselsättningsgrad, raden 7–9: partiets mandat är 9 mandat (radens övre gräns)
    exempel "Gränsfall: partiets mandat är 9 mandat (radens övre gräns)"
        år 2024
        partiet A har 9 mandat
        då: partiets sysselsättningsgrad är 75 %

Every example is read back with the rules before it is proposed: it stands as it would stand pasted into the rule file,
and holds. Nothing is written anywhere here.
"""

import json
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import count
from pathlib import Path
from textwrap import wrap

import attrs

from dsl import model, nodes
from dsl.formatting.blocks import block_lines
from dsl.formatting.lines import render
from dsl.pipeline import Loaded, load_tree
from interpreter.examples.goals import BoundaryMet, ConditionHeld, Defined, Goal, PartDecided, ReadingFollowed
from interpreter.examples.testing import run_examples
from interpreter.search.boundaries import Boundaries
from interpreter.search.covering import Proposal
from workbench.examples.example_text import Telling, example, facts
from workbench.examples.goal_words import GoalWords
from workbench.page.page import Block, Item, Items, Page, Sentence, plain
from workbench.values import numbers
from workbench.values.words import listed, section_text

_LONGEST_TITLE = 90
# Things told above one example, and how wide.
_MOST_TOLD = 8
_COMMENT = 106


@attrs.frozen(eq=False)
class Written:
    """A proposal as it would stand in the rule file. shows: in words, what no other example shows."""

    proposal: Proposal
    node: nodes.Example
    shows: tuple[str, ...]

    @property
    def text(self) -> str:
        return render(block_lines(0, self.node)).lstrip("\n")


@attrs.frozen(eq=False)
class Proposed:
    """missed: the goals without a case, in words, those that are proved impossible told by the flag.

    unsaid: goals with a case that no example can say
    """

    written: tuple[Written, ...]
    missed: tuple[tuple[Goal, str, bool], ...]
    unsaid: tuple[tuple[Goal, str], ...]


def proposed(loaded: Loaded, program: model.Program, found: Boundaries) -> Proposed:
    words = GoalWords.of(program)
    telling = Telling.of(program)
    titles: set[str] = {one.title for one in program.examples}
    made: list[Written] = []
    unsaid: list[Goal] = []
    for proposal in found.proposals:
        shows = tuple(words.lacking(goal) for goal in proposal.shows)
        claims = [(claim.symbol, claim.row, claim.outcome) for claim in proposal.claims]
        node = example(telling, proposal.case, claims, "", _comments(words, proposal))
        if node is None:
            unsaid.extend(proposal.shows)
        else:
            title = _title(words, proposal.shows[0], facts(proposal.case), titles)
            made.append(Written(proposal, attrs.evolve(node, title=title), shows))
    held = _holding(loaded, program, made)
    unsaid += [goal for one in made if one not in held for goal in one.proposal.shows]
    missed = tuple((one.goal, words.lacking(one.goal), one.proved) for one in found.missed)
    return Proposed(tuple(held), missed, tuple((goal, words.lacking(goal)) for goal in unsaid))


def _holding(loaded: Loaded, program: model.Program, made: Sequence[Written]) -> list[Written]:
    """Those that can be read with the rules and hold. All at once; one by one where something is wrong."""
    if not made:
        return []
    if _holds(loaded, program, made):
        return list(made)
    return [one for one in made if _holds(loaded, program, [one])]


def _holds(loaded: Loaded, program: model.Program, made: Sequence[Written]) -> bool:
    assert loaded.tree is not None
    tree = attrs.evolve(loaded.tree, items=(*loaded.tree.items, *(one.node for one in made)))
    read = load_tree(loaded, tree, check=False)
    if read.program is None:
        return False
    own = read.program.examples[len(program.examples) :]
    only = attrs.evolve(read.program, examples=own, references=())
    return all(one.holds for one in run_examples(only, Path(program.files[0]).parent))


# -- as it is written ----------------------------------------------------------------------------


def as_text(got: Proposed) -> str:
    """The examples, one after the other, as they can be pasted into the rule file."""
    return "\n".join(one.text for one in got.written)


def as_json(got: Proposed, found: Boundaries) -> str:
    """One object; docs/cli.md has its fields."""
    proposals = [
        {
            "title": one.node.title,
            "sections": list(dict.fromkeys(goal.section.label for goal in one.proposal.shows)),
            "shows": list(one.shows),
            "text": one.text,
        }
        for one in got.written
    ]
    lacking = [
        {"what": told, "section": goal.section.label, "file": goal.span.file, "line": goal.span.line, "why": why}
        for why, some in (
            *(("impossible" if proved else "not found", [(goal, told)]) for goal, told, proved in got.missed),
            ("not expressible", got.unsaid),
        )
        for goal, told in some
    ]
    record = {"proposals": proposals, "lacking": lacking, "tried": found.tried, "stopped": found.stopped}
    return json.dumps(record, ensure_ascii=False, indent=2) + "\n"


def page(got: Proposed, found: Boundaries, wanted: int, out: str | None) -> Page:
    """What is said beside the proposals: how much they show, what no case was found for, and how far it was looked.
    out: the file that they are in."""
    return Page("Gränsfall", ((Sentence(plain(_summary(got, wanted, out))), *_remaining(got, found)),))


def _summary(got: Proposed, wanted: int, out: str | None) -> str:
    """`13 förslag visar 27 av 27 saker som inget exempel visar.`"""
    if not wanted:
        return "Exemplen visar redan allt som går att visa."
    shown = len({goal for one in got.written for goal in one.proposal.shows})
    where = "" if out is None else f" Förslagen står i {out}."
    return f"{len(got.written)} förslag visar {shown} av de {wanted} saker som inget exempel visar i dag.{where}"


def _remaining(got: Proposed, found: Boundaries) -> Iterator[Block]:
    groups = (
        ("Kan inte inträffa; alla fall är prövade:", [(goal, told) for goal, told, proved in got.missed if proved]),
        (f"Hittades inte bland {_cases(found.tried)}:", [(goal, told) for goal, told, sure in got.missed if not sure]),
        ("Har ett fall, men inget som går att skriva som exempel:", got.unsaid),
    )
    for lacking, some in groups:
        if some:
            yield Sentence(plain(lacking))
            texts = (f"{goal.section.label}, rad {goal.span.line}: {told}" for goal, told in some)
            yield Items(tuple(Item(plain(text), depth=1, hang=1) for text in texts))
    if found.stopped:
        yield Sentence(plain("Tiden tog slut, så det kan finnas fler fall. Ge mer tid med --tid."))


def _cases(count: int) -> str:
    return "ett prövat fall" if count == 1 else f"{numbers.number(Fraction(count))} prövade fall"


# -- words ---------------------------------------------------------------------------------------


def _title(words: GoalWords, goal: Goal, facts: str, taken: set[str]) -> str:
    """What the case shows, or else what it gives, in few words; each title once."""
    about, where = words.told(goal)
    match goal.what:
        case ReadingFollowed(question=question, reading=reading):
            told = [f"Tolkningen {question}, läsningen {reading}"]
        case BoundaryMet():
            told = [f"Gränsfall: {where}", f"Gränsfall: {facts}"]
        case Defined() if goal.definition is not None and not isinstance(goal.definition.type, model.Truth):
            told = [about, f"{about}, {facts}"]
        case PartDecided() | ConditionHeld():
            told = [facts]
        case _:
            told = [f"{about}: {where}", facts]
    titles = [_as_title(one) for one in (*told, facts or about)]
    fitting = [one for one in titles if 0 < len(one) <= _LONGEST_TITLE and one not in taken]
    title = fitting[0] if fitting else _numbered(_shortened(titles[-1]), taken)
    taken.add(title)
    return title


def _as_title(text: str) -> str:
    """Quotes would end it."""
    plain = text.replace("”", "’").replace('"', "’")
    return plain[:1].upper() + plain[1:]


def _shortened(title: str) -> str:
    return title if len(title) <= _LONGEST_TITLE else title[: _LONGEST_TITLE - 1].rstrip(" ,") + "…"


def _numbered(title: str, taken: set[str]) -> str:
    return (
        title
        if title not in taken
        else next(one for one in (f"{title} ({number})" for number in count(2)) if one not in taken)
    )


def _comments(words: GoalWords, proposal: Proposal) -> tuple[str, ...]:
    """What to do with it, and what it shows that nothing else does."""
    sections = dict.fromkeys(section_text(goal.section) for goal in proposal.shows if goal.section.label)
    where = f" till {listed(list(sections))}" if sections else ""
    lines = [f"FÖRSLAG{where}: granska mot beslutet. Inget annat exempel visar:"]
    for goal in proposal.shows[:_MOST_TOLD]:
        about, told = words.told(goal)
        lines += wrap(f"{about}: {told}", _COMMENT, initial_indent="– ", subsequent_indent="  ")
    if len(proposal.shows) > _MOST_TOLD:
        lines.append(f"– och {len(proposal.shows) - _MOST_TOLD} saker till")
    return tuple(lines)
