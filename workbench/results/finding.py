"""What a person means by the name of a value or of a row: any declared form, in any case, with or without accents."""

import re
from collections.abc import Iterable, Sequence
from difflib import get_close_matches

from dsl import model
from workbench.page.terminal import unaccented
from workbench.values.words import first_of, listed

_NAMED = 12


def find_value(program: model.Program, wanted: str) -> model.Symbol | str:
    """A defined value or an input by one of its declared forms; or, in Swedish, why it is none.

    `partiets ersättning` is `ersättning` of the concept whose forms `partiets` is one of.
    """
    spelled = list(_spelled(program))
    found = list(dict.fromkeys(symbol for text, symbol in spelled if text == _plain(wanted)))
    if len(found) == 1:
        return found[0]
    if found:
        choices = listed([f"{_genitive(program, symbol)} {symbol.name}" for symbol in found], "eller")
        return f"{wanted} kan betyda flera värden. Skriv {choices}."
    names = {_plain(symbol.name): symbol.name for _, symbol in spelled}
    if not names:
        return f"{program.title} har inga värden."
    near = get_close_matches(_plain(wanted), [text for text, _ in spelled], n=1, cutoff=0.6)
    if near:
        meant = next(symbol.name for text, symbol in spelled if text == near[0])
        return f"{program.title} har inget värde som heter {wanted}. Menade du {meant}?"
    return f"{program.title} har inget värde som heter {wanted}. Det finns {first_of(list(names.values()), _NAMED)}."


def find_row(labels: Sequence[str], concept: str, wanted: str | None) -> int | str:
    """The index of a row by its label; without a label the only row. Or, in Swedish, what is missing."""
    if wanted is None:
        if len(labels) == 1:
            return 0
        if not labels:
            return f"data har inga rader för {concept}. Ange en datafil med --data."
        return f"skriv också för vilken rad: --för följt av {_one_of(labels)}."
    plain = [_plain(label) for label in labels]
    if _plain(wanted) in plain:
        return labels.index(wanted) if wanted in labels else plain.index(_plain(wanted))
    near = get_close_matches(_plain(wanted), plain, n=1, cutoff=0.6)
    near = near or [one for one in plain if one.startswith(_plain(wanted))][:1]
    hint = f" Menade du {labels[plain.index(near[0])]}?" if near else f" Det finns {_one_of(labels)}." if labels else ""
    return f"{concept} har ingen rad {wanted}.{hint}"


def _one_of(labels: Sequence[str]) -> str:
    return listed(list(labels), "eller") if len(labels) <= _NAMED else first_of(list(labels), _NAMED)


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
