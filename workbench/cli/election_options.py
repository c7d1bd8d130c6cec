"""The flags that say which election is counted and how, for the commands that take votes."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import click

from workbench.cli.swedish import Option, existing_file, one_of

if TYPE_CHECKING:
    from interpreter.elections.election import Kind
    from workbench.session.elections import Votes

_KINDS: dict[str, Kind] = {"riksdag": "riksdag", "region": "region", "kommun": "municipality"}


def _count(typed: str) -> int:
    from workbench.session.elections import MOST_SEATS

    bare = typed.replace(" ", "")
    if not (bare.isascii() and bare.isdigit()) or len(bare) > 6 or not 0 < int(bare) <= MOST_SEATS:
        raise click.BadParameter(f"{typed!r} är inget antal mandat. Skriv ett heltal från 1 till {MOST_SEATS}.")
    return int(bare)


def _share(typed: str) -> Fraction:
    bare = typed.replace(" ", "").removesuffix("%").replace(",", ".", 1)
    whole, _, part = bare.partition(".")
    figures = whole + part
    if not (figures.isascii() and figures.isdigit()) or not whole or len(figures) > 6 or Fraction(bare) >= 100:
        raise click.BadParameter(f"{typed!r} är ingen spärr. Skriv en andel i procent, till exempel 2% eller 2,5%.")
    return Fraction(bare) / 100


KIND = Option(
    "--val",
    "kind",
    "Vilket val: riksdag, region eller kommun. Behövs när filen inte säger det (csv).",
    type=one_of(*_KINDS),
    metavar="VAL",
)
SEATS = Option(
    "--mandat",
    "seats",
    "Hur många mandat som fördelas. Behövs när filen inte säger det; riksdagen har 349.",
    type=_count,
    metavar="ANTAL",
)
THRESHOLD = Option("--spärr", "threshold", "En annan spärr än lagens, till exempel 2%.", type=_share, metavar="ANDEL")
LOTS = Option(
    "--lott",
    "lots",
    "Vem som vann en lott: ett parti, eller en valkrets när det gäller var ett mandat hamnar. Kan anges flera gånger.",
    multiple=True,
    metavar="NAMN",
)
SCENARIOS = Option(
    "--scenario",
    "scenarios",
    "Visa andra utfall bredvid: en csv-fil med en kolumn för varje scenario, röster eller förändringar i "
    "procentenheter. Kan anges flera gånger.",
    type=existing_file,
    metavar="FIL",
    multiple=True,
)


def votes(
    file: str,
    kind: str | None,
    seats: int | None,
    threshold: Fraction | None,
    lots: tuple[str, ...],
    scenarios: tuple[str, ...],
    year: int | None = None,
) -> Votes:
    """What the flags say. kind: as typed; year: of the law, None for that of the file."""
    from workbench.session.elections import Votes

    return Votes(file, None if kind is None else _KINDS[kind], seats, threshold, lots, scenarios, year)
