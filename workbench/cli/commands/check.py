"""`regelverk kontrollera`: every error and warning of one or more regulations, for people or as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.cli import screen
from workbench.cli.options import REGULATIONS, formats
from workbench.cli.registry import DONE, ERRORS
from workbench.cli.swedish import Command

if TYPE_CHECKING:
    from workbench.problems.diagnostic import Diagnostic


def run(regulations: tuple[str, ...], form: str) -> int:
    from workbench.cli.remarks import answer_look
    from workbench.problems.diagnosing import diagnostics
    from workbench.problems.report import as_json, page
    from workbench.session.opening import loaded_of

    found: list[Diagnostic] = []
    texts: dict[str, str] = {}
    for path in regulations:
        loaded = loaded_of(path)
        found += diagnostics(loaded.problems, loaded.tree)
        texts |= {source.file: source.text for source in loaded.sources}
    errors = sum(one.severity == "fel" for one in found)

    if form == "json":
        import json

        whole = {"errors": errors, "warnings": len(found) - errors, "diagnostics": [as_json(one) for one in found]}
        screen.answer(json.dumps(whole, ensure_ascii=False, indent=2) + "\n")
    else:
        from workbench.page.text import as_text

        screen.answer(as_text(page(found, texts, len(regulations)), answer_look()))
    return ERRORS if errors else DONE


COMMAND = Command(
    "kontrollera",
    run,
    "Letar efter fel i reglerna: namn, enheter, luckor och överlapp i tabeller, cirklar, exempel som inget prövar med "
    "mera. Alla fel visas på en gång, med plats, avsnitt och en väg ut. Slutkoden är 1 om något är fel.",
    [
        REGULATIONS,
        formats("text", "json"),
    ],
    "regelverk kontrollera regulations/ostersund\nregelverk kontrollera --format json regulations/*",
)
