"""What came of a record computed again, told: whether it is whole, what differs, and what has changed since."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import assert_never

from interpreter.records.reading import MOST_BYTES, Unreadable
from interpreter.records.recording import FORMAT, Compared, Difference, Fields, Tampered, hash_of
from workbench.page.look import Look
from workbench.page.page import Item, Items, Page, Part, Sentence, heading, plain
from workbench.page.terminal import visible
from workbench.page.text import parts_as_text
from workbench.session.answers import Faulty, TooFar
from workbench.session.records import Broken, Since, Verdict
from workbench.session.sides import renamed
from workbench.values.numbers import MINUS, number
from workbench.values.words import too_far

# So many differences are told one by one.
MOST_TOLD = 50

_EXACT = re.compile(r"(?P<minus>-?)(?P<whole>[0-9]{1,30})(?P<part>(?:\.[0-9]+)?)")

_FILES = {"rules": "regelfilen", "data": "datafilen"}
_HOW = {"changed": "är ändrad", "added": "är ny", "gone": "är borta"}
_TOLD = {
    "regulation": "regelverkets namn",
    "year": "året",
    "readings": "vilka läsningar som gäller",
    "amendments": "vilka ändringar som är i kraft",
    "judgements": "de lämnade bedömningarna",
}


def is_same(verdict: Verdict) -> bool:
    """Whether the record is whole, gives what it says, and is what today's files give, where there are any."""
    since = verdict.since
    return not (
        verdict.tampered
        or isinstance(verdict.again, Broken)
        or _differ(verdict.again)
        or (since is not None and (since.files or _differ(since.results)))
    )


def _differ(found: Compared) -> bool:
    return bool(found.told or found.results)


def why_unreadable(found: Unreadable) -> str:
    match found.why:
        case "large":
            return f"filen är större än {MOST_BYTES // 1_000_000} miljoner byte, så stor är ingen akt"
        case "json":
            return "filen är inte JSON i UTF-8"
        case "twice":
            return f"”{visible(found.where)}” står två gånger på samma ställe i filen, så den kan läsas på två sätt"
        case "kind":
            return "filen är ingen akt. En akt skrivs med regelverk beräkna --akt"
        case "format":
            return f"akten har formatet {found.where or 'okänt'}, men programmet läser formatet {FORMAT}"
        case "shape":
            return f"akten är inte hel: något är fel med {visible(found.where)}"


# -- for programs --------------------------------------------------------------------------------


def as_json(verdict: Verdict) -> str:
    """docs/records.md says what the fields are. Ends with a line break."""
    record, since = verdict.record, verdict.since
    told = {
        "regulation": record.computed.regulation,
        "year": record.computed.year,
        "day": record.asked.day,
        "sha256": hash_of(record),
        "same": is_same(verdict),
        "written_by": record.program,
        "verified_by": verdict.program,
        "tampered": [{"what": one.what, "name": one.name or None} for one in verdict.tampered],
        "again": {"error": parts_as_text(tuple(_broken(verdict.again)), Look()).strip()}
        if isinstance(verdict.again, Broken)
        else {"error": None, **_compared(verdict.again)},
        "since": None
        if since is None
        else {
            "files": [{"of": one.of, "how": one.how, "name": one.name} for one in since.files],
            **_compared(since.results),
        },
    }
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def _compared(found: Compared) -> dict[str, object]:
    results = [{"before": one.before, "after": one.after} for one in found.results]
    return {"values": found.count, "told": list(found.told), "results": results}


# -- telling -------------------------------------------------------------------------------------


def page(verdict: Verdict) -> Page:
    record = verdict.record
    when = record.asked.day or record.computed.year
    title = record.computed.regulation if when is None else f"{record.computed.regulation}, {when}"
    parts: list[Part] = [(heading(1, title), _sentence(f"Aktens kontrollsumma: {hash_of(record)}"))]
    if verdict.tampered:
        parts.append((_sentence("Akten är inte som den skrevs:"), _items(map(_tampered, verdict.tampered))))
    parts += _again(verdict.again)
    if record.program != verdict.program:
        parts.append((_sentence(f"Akten är skriven av {record.program}. Den är omräknad med {verdict.program}."),))
    if verdict.since is not None:
        parts += _since(verdict.since)
    return Page(title, tuple(parts))


def _sentence(text: str) -> Sentence:
    return Sentence(plain(text))


def _items(texts: Iterable[str]) -> Items:
    return Items(tuple(Item(plain(text), depth=1, hang=1) for text in texts))


def _tampered(one: Tampered) -> str:
    match one.what:
        case "rules" | "data":
            return f"{_FILES[one.what]} {one.name} har inte sin kontrollsumma"
        case "results":
            return "resultaten har inte sin kontrollsumma"
        case "record":
            return "akten i sin helhet har inte sin kontrollsumma"
        case _:
            assert_never(one.what)


def _again(found: Compared | Broken) -> Iterator[Part]:
    head = "Omräknad ur sina egna regler och data ger akten"
    if isinstance(found, Broken):
        yield (_sentence("Akten kan inte räknas om:"),)
        yield from _broken(found)
    elif _differ(found):
        yield _sentence(f"{head} andra resultat: {_of(found)}."), *_differences(found, "omräknat")
    else:
        every = "det enda värdet" if found.count == 1 else f"alla {found.count} värden"
        yield (_sentence(f"{head} samma resultat: {every} stämmer."),)


def _broken(found: Broken) -> Iterator[Part]:
    """Why it cannot be computed again."""
    match found.why:
        case None:
            yield (_sentence("Filerna i akten kan inte läggas ut för att läsas."),)
        case TooFar(year, low, high):
            yield (Sentence(plain("{}. {}".format(*too_far(year, low, high))), whole=True),)
        case Faulty(problems, tree, sources):
            from workbench.problems.diagnosing import diagnostics
            from workbench.problems.diagnostic import with_paths
            from workbench.problems.report import parts

            def called(text: str) -> str:
                return renamed(text, found.paths)

            told = [with_paths(one, called) for one in diagnostics(problems, tree) if one.severity == "fel"]
            yield from parts(told, {called(source.file): source.text for source in sources})
        case _:
            assert_never(found.why)


def _since(since: Since) -> Iterator[Part]:
    if since.files:
        files = (f"{_FILES[one.of]} {one.name} {_HOW[one.how]}" for one in since.files)
        yield _sentence("Sedan akten skrevs:"), _items(files)
    else:
        yield (_sentence("Dagens regelfiler och datafiler är desamma som aktens."),)
    if _differ(since.results):
        yield _sentence(f"Räknat på dagens filer: {_of(since.results)}."), *_differences(since.results, "nu")
    elif since.files:
        yield (_sentence("Räknat på dagens filer är alla värden ändå desamma."),)


def _of(found: Compared) -> str:
    """`2 av 41 värden skiljer, dessutom året`."""
    others = [_TOLD[name] for name in found.told]
    listed = " och ".join((", ".join(others[:-1]), others[-1])) if len(others) > 1 else "".join(others)
    if not found.results:
        return f"värdena är desamma, men {listed} skiljer"
    values = f"{len(found.results)} av {found.count} värden skiljer"
    return f"{values}, dessutom {listed}" if listed else values


def _differences(found: Compared, now: str) -> Part:
    told = [_difference(one, now) for one in found.results[:MOST_TOLD]]
    if len(found.results) > MOST_TOLD:
        told.append(f"… och {len(found.results) - MOST_TOLD} till")
    return (_items(told),) if told else ()


def _difference(one: Difference, now: str) -> str:
    of = one.before or one.after or {}
    whose = " ".join(part for part in (of.get("concept"), of.get("name")) if part)
    what = ", ".join(part for part in (whose, of.get("value")) if part)
    if one.before is None:
        return f"{what}: fanns inte i akten, {now} {_value(one.after, 0)}"
    if one.after is None:
        return f"{what}: {_value(one.before, 0)} i akten, finns inte {now}"
    # No more is told than what tells them apart.
    detail = next((detail for detail in (0, 1) if _value(one.before, detail) != _value(one.after, detail)), 2)
    return f"{what}: {_value(one.before, detail)} i akten, {now} {_value(one.after, detail)}"


def _value(of: Fields | None, detail: int) -> str:
    """detail: 0 as it is shown, 1 the exact value, 2 with where it is defined too."""
    known = of or {}
    exact = known.get("exact")
    value = known.get("shown") if exact is None or detail == 0 else _in_swedish(exact)
    text = " ".join(part for part in (value, known.get("unit")) if part)
    section = known.get("section") if detail == 2 else None
    return f"{text} ({section})" if section else text


def _in_swedish(exact: str) -> str:
    """`28312.5` as `28 312,5`, no figure left out; what is no such number, or too long to read, as it is."""
    found = _EXACT.fullmatch(exact)
    if found is None:
        return exact
    return f"{MINUS if found['minus'] else ''}{number(Fraction(found['whole']))}{found['part'].replace('.', ',')}"
