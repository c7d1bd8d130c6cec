"""The flags that several commands share: which data, which year, which day."""

from workbench.cli.swedish import Option, day, existing_file, year

DATA = Option(
    "--data",
    "data",
    "Läs data ur den här filen (csv, xlsx eller json) i stället för regelverkets mapp data. Kan anges flera gånger.",
    type=existing_file,
    metavar="FIL",
    multiple=True,
)
YEAR = Option("--år", "year", "Räkna för det här året.", type=year, metavar="ÅÅÅÅ")
DAY = Option("--datum", "day", "Räkna med det som gäller den här dagen.", type=day, metavar="ÅÅÅÅ-MM-DD")
