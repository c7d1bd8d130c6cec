"""The handbook's page of problems, written from the corpus: every code with a small text that has it and what is said.

    python tests/error_pages.py        writes docs/handbok/felkoder.md

`tests/test_pages.py` holds the page to the corpus.
"""

import re
import typing
from pathlib import Path

import attrs

from dsl.pipeline import load, load_source
from dsl.problems import Problem
from dsl.source import Span
from interpreter.data.files import read
from interpreter.data.problems import DataProblem
from interpreter.elections.problems import ElectionProblem
from interpreter.examples.accepted import ReasonProblem
from interpreter.sources.problems import SourceProblem
from workbench.page.look import Look
from workbench.problems.diagnosing import diagnostics
from workbench.problems.diagnostic import Diagnostic
from workbench.problems.report import render

TESTS = Path(__file__).parent
PAGE = TESTS.parent / "docs" / "handbok" / "felkoder.md"
IN_CORPUS = re.compile(r"tests/corpus/[^/]+/bad/[^/]+/")
EXPECTED = re.compile(r" *#(?: RV\d{3})+ *$", re.MULTILINE)

HEAD = """# Alla felkoder

Varje fel har en kod. Här står varje kod med ett litet exempel på vad som ger felet och vad du då får läsa. `fel`
betyder att regelverket inte kan användas förrän det är rättat, `varning` att det kan det. Sidan skrivs ur de exempel
som provas.
"""

# Codes whose example would be too large for the page, or is about files and not their text: what they are about.
IN_WORDS = {
    "RV002": "Regelfilen är för stor: mer än två miljoner byte.",
    "RV020": "Regelfilen är ingen fil utan en enhet, ett rör eller en länk till något sådant.",
    "RV450": "Mappen har ingen regelfil, eller flera.",
    "RV501": "Datafilen finns inte, är en mapp, en enhet eller ett rör, eller får inte läsas.",
    "RV504": "Datafilen är varken csv, xlsx, xls, ods eller json.",
    "RV506": "Kalkylbladet är trasigt eller krypterat.",
    "RV538": "En cell har en formel som kalkylprogrammet inte har räknat ut. Öppna filen, räkna om och spara.",
    "RV539": "En cell har ett felvärde, till exempel en formel som har misslyckats.",
    "RV540": "Ett uträknat tal har fler siffror än ett kalkylprogram håller exakt. Avrunda det i kalkylbladet.",
    "RV553": "En rad saknar en av de två kopplingar som tillsammans namnger den.",
    "RV554": "Två rader har samma par av kopplingar.",
    "RV601": "Datafilen är för stor, packad eller uppackad.",
    "RV602": "Tabellen har för många rader eller kolumner.",
    "RV606": "Det finns fler fel än de som visas. Rätta dem som står och prova igen.",
    "RV610": "Ett valdistrikt säger inte vilken valkrets det hör till, och dess kommun har flera, eller ingen.",
    "RV701": "Källregistret finns inte eller kan inte läsas. Skapa det med `regelverk källa läs`.",
    "RV702": "Källregistret börjar inte med sina rubriker: dokument, plats, hash, slag, avsnitt och rad.",
    "RV703": "En rad i källregistret är fel: antalet kolumner, platsen, hashen, slaget eller dokumentet.",
    "RV711": "Källdokumentet finns inte, är en mapp, är skadat eller får inte läsas.",
    "RV712": "Källdokumentet är varken txt, docx eller pdf.",
    "RV713": "Tillägget som läser docx och pdf är inte installerat: `pip install 'regelverk[dokument]'`.",
    "RV714": "Källdokumentet har ett lösenord, eller är sparat i ett äldre format.",
    "RV715": "Källdokumentet har ingen text. En inskannad pdf består av bilder.",
    "RV716": "Källdokumentet är för stort: byte, sidor eller meningar.",
    "RV731": "Filen med röster finns inte, går inte att läsa, är för stor eller har ett annat format.",
    "RV732": "Filen är inget valresultat: kolumner saknas eller är okända, eller valet räknas inte här.",
    "RV733": "Ett antal röster saknas, är mindre än noll eller är inget helt antal.",
    "RV734": "Ett parti står två gånger.",
    "RV735": "Rösterna går inte ihop med summan i filen; en varning när området och dess valkretsar säger olika.",
    "RV736": "Ett parti finns i en valkrets men inte i en annan. Skriv 0 om det inte fick några röster där.",
    "RV737": "En valkrets har två olika antal fasta mandat.",
    "RV738": "Filen har inga räknade röster.",
    "RV739": "För många partier, valkretsar eller scenarier.",
    "RV740": "Ett scenario går inte att använda: okänt parti, tal som saknas, röster och förändringar i samma kolumn.",
    "RV721": "Filen med skäl, `skäl.tsv`, är en mapp, är för stor eller kan inte läsas som text.",
    "RV722": "Filen med skäl börjar inte med sina rubriker: slag, avsnitt, vad och skäl.",
    "RV723": "En rad bland skälen är fel: antalet kolumner, slaget, en tom kolumn eller samma sak två gånger.",
}


def page() -> str:
    """The whole page."""
    shown = {**_of_data(), **_of_rules()}
    unions = (Problem, DataProblem, ElectionProblem, SourceProblem, ReasonProblem)
    codes = sorted({problem.code for union in unions for problem in typing.get_args(union)})
    return "\n".join([HEAD, *(_entry(code, shown) for code in codes)])


def _entry(code: str, shown: dict[str, tuple[str, str]]) -> str:
    if code not in shown:
        return f"## {code}\n\n{IN_WORDS[code]}\n"
    headline, text = shown[code]
    return f"## {code}: {headline}\n\n```text\n{text}```\n"


def _of_rules() -> dict[str, tuple[str, str]]:
    """Code -> headline and what is said, from the smallest bad rule file that has it."""
    found: dict[str, tuple[str, str]] = {}
    for file in sorted((TESTS / "corpus").glob("*/bad/*.regel"), key=lambda file: (file.stat().st_size, str(file))):
        # The comments that say what is expected are left out; nothing moves, since they stand last on their lines.
        data = file.read_bytes()
        if len(data) > 20_000:
            continue
        text = EXPECTED.sub("", data.decode("utf-8", "replace"))
        loaded = load_source("regler.regel", data if file.with_suffix(".expected").exists() else text.encode())
        _add(found, diagnostics(loaded.problems, loaded.tree), {source.file: source.text for source in loaded.sources})
    for folder in sorted({file.parent for file in (TESTS / "corpus").glob("*/bad/*/*.regel")}):
        main = folder / "main.regel"
        loaded = load(main if main.exists() else folder)
        texts = {source.file: EXPECTED.sub("", source.text) for source in loaded.sources}
        _add(found, diagnostics(loaded.problems, loaded.tree), texts)
    return found


def _of_data() -> dict[str, tuple[str, str]]:
    found: dict[str, tuple[str, str]] = {}
    program = load_source("regler.regel", (TESTS / "corpus_data" / "regulation.regel").read_bytes()).program
    assert program is not None
    for folder in sorted((TESTS / "corpus_data" / "bad").iterdir()):
        _, problems = read(program, sorted(file for file in folder.iterdir() if file.name != "expected"))
        _add(found, diagnostics(problems, None), {})
    return found


def _add(found: dict[str, tuple[str, str]], told: tuple[Diagnostic, ...], sources: dict[str, str]) -> None:
    texts = {_here(file): text for file, text in sources.items()}
    for one in told:
        if one.code not in found:
            found[one.code] = (one.headline, render([_without_paths(one)], texts, Look(columns=90)))


def _without_paths(one: Diagnostic) -> Diagnostic:
    """Told from the folder of the example, wherever the project lies, so that lines break at the same words."""
    labels = tuple(attrs.evolve(label, text=_here(label.text), span=_moved(label.span)) for label in one.labels)
    return attrs.evolve(one, at=_here(one.at), help=_here(one.help), span=_moved(one.span), labels=labels)


def _moved(span: Span) -> Span:
    return attrs.evolve(span, file=_here(span.file))


def _here(text: str) -> str:
    return IN_CORPUS.sub("", text.replace(str(TESTS.parent) + "/", ""))


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
