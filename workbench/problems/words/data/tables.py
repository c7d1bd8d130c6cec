"""The words for problems with tables and headings."""

from typing import assert_never

from interpreter.data.problems import tables as problems
from workbench.problems.words.data.phrases import capital, either, meant, quoted, wanted


def said(problem: problems.TableProblem) -> tuple[str, str]:
    match problem:
        case problems.UnknownTable(read=read, stem=stem, similar=similar, known=known):
            help_ = f"Varken första rubriken {quoted(read)} eller namnet {quoted(stem)} är ett begrepp i regelverket. "
            return "det går inte att se vad tabellen handlar om", help_ + (
                meant(similar) + f"Första rubriken ska vara {either((*known, 'uppgift'))}."
            )
        case problems.UnknownColumn(read=read, similar=similar, known=known, concept=concept, elsewhere=elsewhere):
            help_ = f"{quoted(read)} är ingen uppgift om {concept}. " if concept else f"{quoted(read)} hör inte hit. "
            help_ += meant(similar) or (
                f"Den finns för {elsewhere}: döp i så fall filen efter det. " if elsewhere else ""
            )
            return "okänd kolumn", help_ + f"Här kan stå {either(known)}, och källa och anmärkning."
        case problems.RepeatedColumn(first=first):
            return "kolumnen finns två gånger", f"Rubriken säger samma sak som {quoted(first)}. Ta bort den ena."
        case problems.EmptyHeading(number=column):
            return f"kolumn {column} saknar rubrik", "Skriv en rubrik, eller töm kolumnen."
        case problems.YearMissing(attribute=attribute):
            name = attribute.symbol.name
            return "året saknas", (
                f"{capital(name)} anges per år. Skriv året efter namnet, {name} 2027, eller ha en kolumn år."
            )
        case problems.YearUnwanted(attribute=attribute, year=year):
            help_ = f"{capital(attribute.symbol.name)} har ett enda värde för alla år. Ta bort {year}."
            return "uppgiften anges inte per år", help_
        case problems.MissingColumn(column=column, concept=concept):
            where = f"Tabellen för {concept}" if concept else "Tabellen med uppgifter"
            return f"kolumnen {column} saknas", f"{where} måste ha den."
        case problems.HeadingUnit(read=read, attribute=attribute):
            return "enheten i rubriken passar inte", f"Det står {quoted(read)}; det ska vara {wanted(attribute)}."
        case _:
            assert_never(problem)
