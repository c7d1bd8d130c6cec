"""The words for problems with names."""

from typing import assert_never

from dsl.problems import names as problems
from workbench.problems.diagnostic import Label, Wording
from workbench.problems.words.phrases import elsewhere, few, plural, say


def wording(problem: problems.NameProblem) -> Wording:
    match problem:
        case problems.UnknownName():
            help_text = _capital(problem.name, problem.similar) or _meant(problem.similar, problem.what)
            return say(f"{_UNKNOWN[problem.what]} ”{problem.name}” finns inte", "", help_text)
        case problems.AmbiguousName():
            labels = tuple(Label(place.span, place.label) for place in problem.candidates)
            which = few([place.label for place in problem.candidates], "eller")
            help_text = f"”{problem.name}” kan betyda {which}. Skriv ut vems det är, eller ge dem olika namn."
            return Wording(f"”{problem.name}” kan betyda flera saker", "", labels, help_text)
        case problems.UndeclaredForm():
            help_text = (
                f"Det ser ut som en form av ”{problem.declared}”. "
                f"Lägg till ”{problem.form}” i parentesen där ”{problem.declared}” införs, "
                "eller skriv en av formerna som står där."
            )
            labels = (Label(problem.place, "införs här"),)
            return Wording(f"formen ”{problem.form}” är inte deklarerad", "", labels, help_text)
        case problems.DeclaredTwice():
            return Wording(
                f"”{problem.name}” finns redan",
                "",
                elsewhere(problem.span, problem.first, "första gången"),
                "Ett namn betyder en sak. Byt namn på den ena eller ta bort den.",
            )
        case problems.LongName():
            return say(f"namnet ”{problem.name[:40]} …” är för långt", "", f"Ett namn har högst {problem.most} ord.")
        case problems.ConceptForms():
            return say(
                f"begreppet ”{problem.concept}” har {problem.count} {plural(problem.count, 'form', 'former')}",
                "",
                "Ett begrepp har tre former: bestämd, flera och bestämd flera, som parti (partiet, partier, "
                "partierna). Heter flera likadant som en räcker två: uppdrag (uppdraget, uppdragen).",
            )
        case problems.NoSuchRow():
            return say(
                f"här finns ingen rad av {problem.concept} att tala om",
                "",
                f"”{problem.name}” hör till begreppet {problem.concept}, men regeln räknar inte för en rad av det. "
                f"Gör regeln till en regel för varje {problem.concept}, eller räkna över alla, till exempel med "
                "summan av.",
            )
        case problems.ManyValues():
            return say(
                f"”{problem.name}” är många värden",
                "",
                "Här behövs ett enda. Skriv summan av, det högsta av, det lägsta av eller medelvärdet av framför, "
                "eller tala om en rad: partiets i stället för partiernas.",
            )
        case problems.WhichSum(name=name, sums=()):
            return say(f"inget som hör till {name} är i den enheten", "", "Skriv ”summan av” och det som menas.")
        case problems.WhichSum(name=name, sums=sums):
            either = " eller ".join(f"”{one}”" for one in sums)
            return say(f"{name} har flera värden i den enheten", "", f"Skriv {either}.")
        case problems.NotAGroup():
            if problem.wanted == "values":
                return say(
                    f"”{problem.name}” är inget att räkna över",
                    "",
                    "Skriv vilkas värden som räknas, som i summan av partiernas mandat eller summan av partiets "
                    "kostnaders belopp.",
                )
            return say(
                f"”{problem.name}” är inga rader",
                "",
                "Skriv ett begrepp i flertal, som partier, partierna eller partiets kostnader.",
            )
        case problems.NestedGroups():
            return say(
                f"”{problem.name}” räknar i två led",
                "",
                "Räkna först för varje rad i det yttre begreppet i en regel med ett eget namn, och sedan över alla.",
            )
        case problems.NotAValue():
            return say(
                f"”{problem.name}” är inget värde", "", "Namnet står för rader. Skriv vilken uppgift om dem som menas."
            )
        case problems.UnknownOption():
            known = few(problem.options, "och")
            return say(f"”{problem.option}” är inget av alternativen", "", f"Alternativen är {known}.")
        case problems.OtherRows():
            return say(
                f"”{problem.name}” hör till raden utanför",
                "",
                f"Villkoret gäller andra rader än den {problem.concept} som regeln räknar för, och de två kan inte "
                "jämföras med varandra här.",
            )
        case problems.NotOfARow():
            return say(
                f"”{problem.name}” säger inte vilken rad av {problem.concept} det gäller",
                "",
                f"Skriv {problem.row_name}. Är värdet ett enda, börja namnet med ett annat ord.",
            )
        case problems.Misspelled():
            lines = plural(problem.others, "ett fel på en annan rad", f"{problem.others} fel på andra rader")
            so = f", och då försvinner också {lines}" if problem.others else ""
            return say(
                f"”{problem.word}” är nog felskrivet",
                f"”{problem.meant}”?",
                f"”{problem.word}” står ingen annanstans. Skriv ”{problem.meant}”{so}.",
            )
        case _:
            assert_never(problem)


_UNKNOWN = {
    "name": "namnet",
    "concept": "begreppet",
    "flag": "egenskapen",
    "reading": "läsningen",
    "question": "tolkningen",
    "column": "kolumnen",
    "row": "raden",
    "bearer": "rollen eller begreppet",
    "judge": "rollen",
    "content": "regeln om",
    "judgement": "bedömningen",
}


_DECLARE = {
    "name": "Deklarera det i uppgifter eller begrepp, eller definiera det i en regel.",
    "concept": "Deklarera det under begrepp.",
    "flag": "Deklarera den som ja eller nej under begreppet, eller definiera den med när.",
    "reading": "Skriv en av läsningarna som står i tolkningen.",
    "question": "Skriv namnet på en tolkning i regelverket.",
    "column": "Kolumner heter som uppgifter eller som det som reglerna räknar ut.",
    "row": "Ge raden en egen rad i exemplet.",
    "bearer": "Före ska, får eller har rätt till står en roll, eller ett begrepp i bestämd form. Deklarera det under "
    "roller eller begrepp.",
    "judge": "Deklarera rollen under roller, eller skriv någon.",
    "content": "Skriv orden inom citattecken precis som i regeln som avgör det.",
    "judgement": "Skriv bedömningen precis som i villkoret som frågar efter den.",
}


def _capital(name: str, similar: tuple[str, ...]) -> str | None:
    """What to say where a line begins with a capital, as a sentence does, and nothing else is wrong."""
    first = name.split(" ")[0]
    if first == "Varje" or (first[:1].isupper() and name[:1].lower() + name[1:] in similar):
        return f"”{first.lower()}” skrivs med liten bokstav."
    return None


def _meant(similar: tuple[str, ...], what: str) -> str:
    if similar:
        return f"Menade du {few([f'”{form}”' for form in similar], 'eller')}?"
    return _DECLARE[what]
