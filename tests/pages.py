"""The commands that tell people something, and the page that each makes: tried as HTML and in a browser."""

from collections.abc import Callable
from pathlib import Path

import pytest

from workbench.cli import main
from workbench.page import html, text
from workbench.page.page import Page

ROOT = Path(__file__).parent.parent
AMENDMENT = "regulations/jamtland-harjedalen/alternativ/partiet-anstaller.andring.regel"
VOTES = "tests/elections/ostersund-2022.csv --val kommun --mandat 61"
SCENARIO = "--scenario tests/samples/without-liberals.csv"
# What each page is called -> the command line that makes it, after those that it needs. FOLDER: one for files.
COMMANDS = {
    "comparison": "jämför regulations/vasterbotten --ny-läsning underlag:oavrundat --format html",
    "comparison of amendments": f"jämför {AMENDMENT} --format html",
    "comparison without difference": "jämför regulations/ostersund regulations/ostersund --format html",
    "comparison in short": "jämför regulations/vasterbotten --ny-läsning underlag:oavrundat",
    "coverage": "prova regulations/ostersund --format html",
    "coverage of several": "prova regulations/vasterbotten regulations/kommunstyrelsens-anslag --format html",
    "coverage in short": "prova regulations/ostersund --täckning",
    "results": "beräkna regulations/ostersund",
    "results of several concepts": "beräkna regulations/vasterbotten",
    "results of several outcomes": f"beräkna regulations/ostersund --valresultat {VOTES} {SCENARIO}",
    "nothing needed": "beräkna regulations/ostersund --saknas",
    "what is needed": "beräkna regulations/kommunstyrelsens-anslag --saknas",
    "explanation": "förklara regulations/ostersund ersättning --för Kristdemokraterna",
    "norms": "normer regulations/ostersund",
    "norms of things": "normer regulations/vasterbotten",
    "wheel of a year": "årshjul regulations/ostersund --år 2025",
    "wheel without a day": "årshjul regulations/kommunstyrelsens-anslag --år 2026",
    "seats": "mandat tests/elections/riksdag-2022.csv --val riksdag",
    "seats of several outcomes": f"mandat {VOTES} {SCENARIO}",
    "document that differs": "källa kontrollera regulations/vasterbotten tests/samples/decision.txt",
    "how much rules carry": "källa täckning regulations/ostersund",
    "regulation": "visa regulations/ostersund",
    "section": "visa regulations/ostersund 3.1.1",
    "problems": "kontrollera tests/corpus/tables/bad/overlap.regel tests/corpus/amendments/bad/repealed",
    "no problems": "kontrollera regulations/ostersund",
    "open questions": "tolkningar regulations/vasterbotten",
    "no open questions": "tolkningar tests/samples/unmet.regel",
    "record": "beräkna tests/samples/unmet.regel --akt FOLDER/r.akt.json && verifiera FOLDER/r.akt.json",
    "record that differs": "beräkna tests/samples/unmet.regel --akt FOLDER/d.akt.json"
    " && verifiera FOLDER/d.akt.json tests/samples/failing.regel",
    "promises": "bevisa tests/samples/unmet.regel",
    "changes that nothing notices": "mutera tests/samples/unmet.regel",
    "boundary cases": "gränsfall tests/samples/unmet.regel",
    "verdicts": "prova tests/samples/failing.regel",
}


def page_of(name: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Page:
    """The one that the last of its commands lays out, whatever the format."""
    made: list[Page] = []

    def keeping(render: Callable[..., str]) -> Callable[..., str]:
        def kept(page: Page, *more: object) -> str:
            made.append(page)
            return render(page, *more)

        return kept

    with monkeypatch.context() as patched:
        patched.chdir(ROOT)
        patched.setattr(text, "as_text", keeping(text.as_text))
        patched.setattr(html, "as_html", keeping(html.as_html))
        for line in COMMANDS[name].replace("FOLDER", str(folder)).split(" && "):
            made.clear()
            main(line.split())
    (page,) = made
    return page
