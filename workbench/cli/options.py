"""Arguments and flags that several commands share: which rules, which data, which year and day, how it is answered."""

from typing import Any

import click

from workbench.cli.swedish import Argument, Option, day, existing_file, existing_path, new_file, one_of, seconds, year

REGULATION = Argument("regulation", "REGELVERK", "en regelfil eller en mapp", type=existing_path)
REGULATIONS = Argument(
    "regulations",
    "REGELVERK",
    "en eller flera regelfiler eller mappar",
    nargs=-1,
    required=True,
    type=existing_path,
)

DATA = Option(
    "--data",
    "data",
    "Läs data ur den här filen (csv, xlsx, xls, ods eller json) i stället för regelverkets mapp data. Kan anges flera "
    "gånger.",
    type=existing_file,
    metavar="FIL",
    multiple=True,
)


def _same_year(context: click.Context, parameter: click.Parameter, value: Any) -> Any:
    """The value as it is. The flag that is read last sees both."""
    both = {**context.params, parameter.name: value}
    when, at = both.get("year"), both.get("day")
    if when is not None and at is not None and at.year != when:
        raise click.UsageError(
            f"--år {when} och --datum {at} gäller olika år. Skriv bara --datum, eller en dag under {when}.", context
        )
    return value


YEAR = Option("--år", "year", "Räkna för det här året.", type=year, metavar="ÅÅÅÅ", callback=_same_year)
DAY = Option(
    "--datum",
    "day",
    "Räkna med det som gäller den här dagen, för dess år.",
    type=day,
    metavar="ÅÅÅÅ-MM-DD",
    callback=_same_year,
)
OVER = Option(
    "--skriv-över",
    "over",
    "Skriv svaret också över en fil med data. Regler, skäl, register och dokument skrivs aldrig över.",
    is_flag=True,
)
SECONDS = Option(
    "--tid",
    "seconds",
    "Sluta pröva efter så här många sekunder. Det som hunnit prövas visas.",
    type=seconds,
    metavar="SEKUNDER",
)
OUT = Option("--ut", "out", "Skriv svaret till den här filen.", type=new_file, metavar="FIL")
_FORMS = {"junit": "junit (för byggservrar)"}


def formats(*forms: str, **about: str) -> Option:
    """`--format`: one of these, the first where nothing is said. about: a form -> what is said of it in the help."""
    first, *others = (about.get(form) or _FORMS.get(form) or form for form in forms)
    said = [f"{first} (förval)", *others]
    return Option(
        "--format",
        "form",
        f"{', '.join(said[:-1])} eller {said[-1]}.",
        type=one_of(*forms),
        metavar="FORM",
        default=forms[0],
    )
