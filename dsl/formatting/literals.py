"""What stands for itself, as it is written: quantities, days, names with their forms, steps of a rounding."""

from fractions import Fraction

from dsl import nodes
from dsl.dates import MONTHS

YEARS = {"this": "i år", "next": "året därpå", "election": "nästa valår"}


def workdays(node: nodes.Workday) -> str:
    """How many working days, and in which direction."""
    direction = "före" if node.direction == "before" else "efter"
    if node.count == 0:
        return f"närmaste arbetsdag {direction}"
    return f"{node.count} {'arbetsdag' if node.count == 1 else 'arbetsdagar'} {direction}"


def quantity(node: nodes.Quantity) -> str:
    """`minskat med hälften` has a share in words, though it is a number in procent."""
    if node.number.text[:1].isalpha():
        return node.number.text
    return " ".join(part for part in (node.number.text, node.unit) if part)


def quoted(text: str) -> str:
    """A text in quotation marks."""
    return f'"{text}"'


def with_forms(name: str, forms: tuple[str, ...]) -> str:
    """A name with its forms in parentheses, if it has any."""
    return f"{name} ({', '.join(forms)})" if forms else name


def date(node: nodes.Date) -> str:
    """A date as `2027-01-31`."""
    return f"{node.year:04}-{node.month:02}-{node.day:02}"


def year_word(node: nodes.YearOf) -> str:
    """The word for the year of a value: `2024 års`, `årets`, `föregående års`."""
    if node.absolute:
        return f"{node.year} års"
    return "årets" if node.year == 0 else "föregående års"


DIRECTIONS = {"up": " uppåt", "down": " nedåt", "nearest": ""}
TIES = {
    "up": "hälften uppåt",
    "down": "hälften nedåt",
    "even": "hälften till jämnt",
    "away": "hälften från noll",
}
_SIZES = {
    Fraction(1): "hela",
    Fraction(1, 2): "närmaste halva",
    Fraction(1, 5): "närmaste femtedels",
    Fraction(1, 10): "närmaste tiondels",
    Fraction(1, 100): "närmaste hundradels",
    Fraction(1, 1000): "närmaste tusendels",
    Fraction(10): "hela tiotal",
    Fraction(100): "hela hundratal",
    Fraction(1000): "hela tusental",
    Fraction(1_000_000): "hela miljoner",
}
_AFTER_A_NUMBER = {"kronor": "kr", "procent": "%"}
_SMALL_NUMBERS = ("", "en", "två", "tre", "fyra", "fem", "sex", "sju", "åtta")


def step(node: nodes.Step) -> str:
    """`hela kronor`, `närmaste tiondels tjänst`, `heltal`, `två decimaler`; where no word fits: `närmaste 500 kr`."""
    if node.unit is None:
        places = _places(node.size)
        if node.size == 1:
            return "heltal"
        if node.size == Fraction(1, 10**places):
            number = _SMALL_NUMBERS[places] if places < len(_SMALL_NUMBERS) else str(places)
            return f"{number} {'decimal' if places == 1 else 'decimaler'}"
        return f"närmaste {_decimal(node.size)}"
    if node.size in _SIZES:
        return f"{_SIZES[node.size]} {node.unit}"
    return f"närmaste {_decimal(node.size)} {_AFTER_A_NUMBER.get(node.unit, node.unit)}"


def as_written(number: Fraction) -> str:
    """A number with its decimals and a space between thousands, `1 300` and `0,5`; with a fraction line where there is
    no end to the decimals."""
    rest = number.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    return ("−" if number < 0 else "") + _decimal(abs(number)) if rest == 1 else str(number)


def _places(size: Fraction) -> int:
    """How many decimals it takes to write a size, which was written with decimals."""
    return next(places for places in range(size.denominator.bit_length()) if 10**places % size.denominator == 0)


def _decimal(size: Fraction) -> str:
    places = _places(size)
    digits = f"{size.numerator * 10**places // size.denominator:0{places + 1}}"
    whole, decimals = digits[: len(digits) - places], digits[len(digits) - places :]
    whole = f"{int(whole):,}".replace(",", " ")
    return f"{whole},{decimals}" if decimals else whole


def shown(node: nodes.Shown) -> str:
    """How a value is to be shown, as the line says it."""
    if node.exact:
        return f"visas i {node.step.unit}"
    text = step(node.step)
    return f"visas {'med' if text.endswith(('decimal', 'decimaler')) else 'i'} {text}"


def without(text: str, preposition: str) -> str:
    """In parentheses where the preposition that is to follow stands in it too."""
    return f"({text})" if preposition in text.split(" ") and not text.startswith("(") else text


def yearly_date(node: nodes.YearlyDate) -> str:
    """A day of every year: `den 31 mars`."""
    return day_of_month(node.month, node.day)


def day_of_month(month: int, day: int | None) -> str:
    """A day in a month; without a day, its last."""
    return f"den {day or 'sista'} {MONTHS[month - 1]}"


def norm_words(relation: str, negated: bool) -> str:
    """`får inte`, `har inte rätt till`."""
    first, _, rest = relation.partition(" ")
    return " ".join(word for word in (first, "inte" if negated else "", rest) if word)


def listed(texts: list[str]) -> str:
    """`a, b eller c`"""
    return f"{', '.join(texts[:-1])} eller {texts[-1]}"
