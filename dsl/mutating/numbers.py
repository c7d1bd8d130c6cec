"""Numbers, shares and days by their smallest step, as they are written."""

import datetime
from fractions import Fraction

import attrs

from dsl import nodes
from dsl.dates import days_in
from dsl.numerals import FRACTIONS

# What people say, by size; `hälften av X` becomes what comes before or after it here.
_SAID = (
    *("en tiondel", "en niondel", "en åttondel", "en sjundedel", "en sjättedel", "en femtedel", "en fjärdedel"),
    *("en tredjedel", "hälften", "två tredjedelar", "tre fjärdedelar"),
)


def numbers(number: nodes.Number) -> tuple[nodes.Number, ...]:
    """Up, then down: by one of the last digit that is written, of a fraction by one part less and one more. Never below
    nothing."""
    if number.text[:1].isalpha():
        # `minskat med hälften`: a share in procent.
        return tuple(nodes.Number(100 * value, words, span=number.span) for words, value in _nearest(number.text))
    above, slash, below = number.text.partition("/")
    if slash:
        parts = (int(below) - 1, int(below) + 1)
        made = [(Fraction(int(above), part), f"{above}/{part}") for part in parts if part > 1]
        return tuple(nodes.Number(value, text, span=number.span) for value, text in made)
    _, _, decimals = number.text.partition(",")
    step = Fraction(1, 10 ** len(decimals))
    grouped = " " in number.text
    values = (number.value + step, number.value - step)
    return tuple(
        nodes.Number(value, decimal(value, len(decimals), grouped=grouped), span=number.span)
        for value in values
        if value >= 0
    )


def decimal(value: Fraction, places: int, *, grouped: bool) -> str:
    """A number that is not negative with so many decimals. grouped: also four digits are."""
    digits = f"{value.numerator * 10**places // value.denominator:0{places + 1}}"
    whole, decimals = digits[: len(digits) - places], digits[len(digits) - places :]
    if len(whole) > 4 or (len(whole) == 4 and grouped):
        whole = f"{int(whole):,}".replace(",", " ")
    return f"{whole},{decimals}" if decimals else whole


def _nearest(wording: str) -> tuple[tuple[str, Fraction], ...]:
    """The share in words that is next by size, and the one before."""
    value = FRACTIONS[wording]
    shares = [(words, FRACTIONS[words]) for words in _SAID]
    above = [one for one in shares if one[1] > value]
    below = [one for one in shares if one[1] < value]
    return (*above[:1], *below[-1:])


def quantities(quantity: nodes.Quantity) -> tuple[nodes.Quantity, ...]:
    """Other quantities that are near this one: a step up and down, or one digit else."""
    return tuple(attrs.evolve(quantity, number=number) for number in numbers(quantity.number))


def shares(share: nodes.ShareOf) -> tuple[nodes.ShareOf, ...]:
    """Of one in words: the nearest that there are words for."""
    assert share.wording is not None
    made = []
    for words, value in _nearest(share.wording):
        number = attrs.evolve(share.share.number, value=value, text=f"{value.numerator}/{value.denominator}")
        made.append(attrs.evolve(share, share=attrs.evolve(share.share, number=number), wording=words))
    return tuple(made)


# -- days ----------------------------------------------------------------------------------------

_DAY = datetime.timedelta(days=1)


def dates(day: nodes.Date) -> tuple[nodes.Date, ...]:
    """The day after and the day before."""
    at = datetime.date(day.year, day.month, day.day)
    made = []
    if at < datetime.date.max:
        made.append(at + _DAY)
    if at > datetime.date(1000, 1, 1):
        made.append(at - _DAY)
    return tuple(attrs.evolve(day, year=one.year, month=one.month, day=one.day) for one in made)


def days_of_a_year(month: int, day: int | None) -> tuple[tuple[int, int], ...]:
    """The day after and the day before, of a day in any year; not into the year after or before. day None: the last."""
    last = days_in(2023, month)
    found = []
    if day is None or day >= last:
        if month < 12:
            found.append((month + 1, 1))
    else:
        found.append((month, day + 1))
    if (day or last) > 1:
        found.append((month, (day or last) - 1))
    elif month > 1:
        found.append((month - 1, days_in(2023, month - 1)))
    return tuple(found)
