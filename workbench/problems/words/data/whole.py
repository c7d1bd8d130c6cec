"""The words for problems with the data as a whole."""

from fractions import Fraction
from typing import assert_never

from dsl import model
from interpreter.data.problems import whole as problems
from workbench.problems.words.data.phrases import capital, meant, quoted, row_of
from workbench.values.numbers import value_text


def said(problem: problems.WholeProblem) -> tuple[str, str]:
    match problem:
        case problems.OutOfBounds(attribute=attribute, value=value):
            told = value_text(value, attribute.type, attribute.unit_text, {})
            help_ = f"Det står {told}; {attribute.symbol.name} ska vara {_limits(attribute)}."
            return "värdet är utanför gränserna", help_
        case problems.UnknownRow(read=read, concept=concept, rows=rows, similar=similar):
            if rows == 0:
                return f"{concept} {quoted(read)} finns inte", f"Data har ingen tabell för {concept}."
            help_ = f"Tabellen för {concept} har ingen sådan rad. " + (
                meant(similar).strip() or "Namnet måste vara skrivet likadant."
            )
            return f"{concept} {quoted(read)} finns inte", help_
        case problems.Contradiction(attribute=attribute, row=row, year=year, first=first):
            of = f" för {row}" if row is not None else ""
            dated = f" år {year}" if year is not None else ""
            return "två olika värden", (
                f"{capital(attribute.symbol.name)}{of}{dated} har ett annat värde på {row_of(first)}. Ta bort det ena."
            )
        case problems.NamesAlike(concept=concept, label=label, other=other, first=first):
            return f"{quoted(label)} och {quoted(other)} ser ut att vara samma {concept}", (
                f"{quoted(other)} står på {row_of(first)}. Skriv namnet likadant på båda ställena. Är det två olika, "
                f"skriv det ena inom citattecken: ”{label}”."
            )
        case problems.KeyMissing(concept=concept, row=row, key=key):
            return (
                f"{key.name} saknas",
                f"En rad för {concept} måste säga vilket {key.name}; {quoted(row)} gör det inte.",
            )
        case problems.RepeatedKey(concept=concept, keys=(one, other), first=first):
            help_ = f"{capital(concept)} för {one} och {other} står redan på {row_of(first)}."
            return "raden finns två gånger", help_
        case _:
            assert_never(problem)


def _limits(attribute: model.Attribute) -> str:
    limits = attribute.limits
    parts = []
    if limits.low is not None:
        parts.append(f"{'mer än' if limits.low_open else 'minst'} {_amount(limits.low, attribute)}")
    if limits.high is not None:
        parts.append(f"{'mindre än' if limits.high_open else 'högst'} {_amount(limits.high, attribute)}")
    return " och ".join(parts)


def _amount(value: Fraction, attribute: model.Attribute) -> str:
    return value_text(value, attribute.type, attribute.unit_text, {})
