"""What a person means by the name of a value or of a row: any declared form, in any case, with or without accents."""

import re
from collections.abc import Iterable, Sequence
from difflib import get_close_matches

from dsl import model
from workbench.page.terminal import unaccented
from workbench.session.answers import NoRows, RowUnsaid, SeveralValues, UnknownRow, UnknownValue


def find_value(program: model.Program, wanted: str) -> model.Symbol | UnknownValue | SeveralValues:
    """A defined value or an input by one of its declared forms; or why it is none.

    `partiets ersättning` is `ersättning` of the concept whose forms `partiets` is one of.
    """
    spelled = list(_spelled(program))
    found = list(dict.fromkeys(symbol for text, symbol in spelled if text == _plain(wanted)))
    if len(found) == 1:
        return found[0]
    if found:
        return SeveralValues(wanted, tuple(f"{_genitive(program, symbol)} {symbol.name}" for symbol in found))
    names = {_plain(symbol.name): symbol.name for _, symbol in spelled}
    near = get_close_matches(_plain(wanted), [text for text, _ in spelled], n=1, cutoff=0.6)
    meant = next((symbol.name for text, symbol in spelled if text in near), None)
    return UnknownValue(program.title, wanted, meant, tuple(names.values()))


def find_row(labels: Sequence[str], concept: str, wanted: str | None) -> int | NoRows | RowUnsaid | UnknownRow:
    """The index of a row by its label; without a label the only row. Or what is missing."""
    if wanted is None:
        if len(labels) == 1:
            return 0
        return RowUnsaid(tuple(labels)) if labels else NoRows(concept)
    plain = [_plain(label) for label in labels]
    if _plain(wanted) in plain:
        return labels.index(wanted) if wanted in labels else plain.index(_plain(wanted))
    near = get_close_matches(_plain(wanted), plain, n=1, cutoff=0.6)
    near = near or [one for one in plain if one.startswith(_plain(wanted))][:1]
    return UnknownRow(concept, wanted, labels[plain.index(near[0])] if near else None, tuple(labels))


def _spelled(program: model.Program) -> Iterable[tuple[str, model.Symbol]]:
    """Every way to write each value: its forms, and each of them with its owner before."""
    named: list[model.Definition | model.Attribute] = [*program.definitions, *program.inputs]
    named += [attribute for concept in program.concepts for attribute in concept.attributes]
    owners = {
        concept.name: [f"{form}{'' if form[-1:] in 'sxz' else 's'}" for form in concept.forms]
        for concept in program.concepts
    }
    # What a norm decides is said of its bearer: `kostnaden får "belasta anslaget"`.
    bearers = {norm.decision: norm.node.bearer.text for norm in program.norms}
    for each in named:
        for form in dict.fromkeys((each.symbol.name, *each.forms)):
            yield _plain(form), each.symbol
            for owner in owners.get(each.symbol.concept or "", []):
                yield _plain(f"{owner} {form}"), each.symbol
            if each.symbol in bearers:
                yield _plain(f"{bearers[each.symbol]} {form}"), each.symbol


def _genitive(program: model.Program, symbol: model.Symbol) -> str:
    """`partiets`: the definite form, which is declared right after the name."""
    concept = next((one for one in program.concepts if one.name == symbol.concept), None)
    if concept is None:
        return "regelverkets"
    form = concept.forms[min(1, len(concept.forms) - 1)]
    return form if form[-1:] in "sxz" else f"{form}s"


def _plain(text: str) -> str:
    """Without capitals, accents and quotation marks."""
    return unaccented(" ".join(re.sub(r'["”“]', "", text).split())).casefold()
