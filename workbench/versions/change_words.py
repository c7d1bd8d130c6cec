"""What a change of the rules is called in Swedish, and what has happened, in a few words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from dsl.comparing.data import Change, Place
from workbench.values.words import listed


def change_name(change: Change) -> str:
    """`avsnitt 3.1.1 Ersättning`, `rubriken Arbetsmiljö i § 3`, `begreppet parti`: as the new text calls it."""
    return place_name(place_of(change))


def place_name(place: Place) -> str:
    inside = f" i {place.path[-1]}" if place.path else ""
    match place.what:
        case "section":
            return f"{place.name} {place.title}".rstrip()
        case "heading":
            return f"rubriken {place.name}{inside}"
        case "interpretation":
            return f"tolkningen {place.name}{inside}"
        case "title":
            return "regelverkets namn"
        case "header":
            return f"uppgiften om {place.name}"
        case "uses":
            return f"raden använder ”{place.name}”"
        case "block":
            return f"kommentarerna vid {place.name}"
        case "unit":
            return f"enheten {place.name}"
        case "role":
            return f"rollen {place.name}"
        case "input":
            return f"uppgiften {place.name}"
        case "concept":
            return f"begreppet {place.name}"
        case "attribute":
            return f"uppgiften {place.name} i begreppet {place.path[-1]}"
        case "example":
            return f"exemplet ”{place.name}”"
        case "reference":
            return f"kontrollräkningen ”{place.name}”"
        case "promise":
            return f"kontrollen ”{place.name}”"
        case _:
            assert_never(place.what)


def _is_neuter(place: Place) -> bool:
    if place.what == "section":
        return place.name.startswith("avsnitt")
    return place.what in ("concept", "example", "title")


def what_happened(change: Change) -> str:
    """`ändrat`, `ny`, `flyttad från § 4 till § 6`, `bara ordalydelsen`."""
    place = place_of(change)
    ending = "t" if _is_neuter(place) else "d"
    match change.kind:
        case "added":
            return "nytt" if _is_neuter(place) else "ny"
        case "removed":
            return "borttaget" if _is_neuter(place) else "borttagen"
        case "changed":
            return ", ".join([*_read_otherwise(change), *_moved(change, ending)] or [f"ändra{ending}"])
        case "moved":
            written = "skrivet" if _is_neuter(place) else "skriven"
            same = [f"{written} med andra ord men samma innebörd"] if change.statements else []
            return ", ".join([*_moved(change, ending), *same])
        case "reworded":
            return ", ".join(_wording(change)) or "bara ordningen"
        case _:
            assert_never(change.kind)


def _read_otherwise(change: Change) -> Iterator[str]:
    if change.in_force is not None:
        before, after = change.in_force
        yield f"nu gäller läsningen {after}, förut {before}"


def _moved(change: Change, ending: str) -> Iterator[str]:
    """Nothing where it stands where it stood, under the same name."""
    old, new = change.before, change.after
    if old is None or new is None or new.what not in ("section", "heading", "interpretation"):
        return
    if change.kind == "changed" and (old.name, old.title) != (new.name, new.title):
        yield f"ändra{ending}"
    if new.what == "section" and old.name != new.name:
        yield f"flytta{ending} från {old.name} till {new.name}"
    elif old.path != new.path and old.path and new.path:
        yield f"flytta{ending} från {old.path[-1]} till {new.path[-1]}"
    elif old.path != new.path:
        yield f"flytta{ending} " + (f"ut ur {old.path[-1]}" if old.path else f"in i {new.path[-1]}")
    elif change.kind == "moved" and old.name == new.name and old.title == new.title:
        yield f"flytta{ending}: samma text på en annan plats"
    if new.what == "section" and old.title != new.title:
        yield f"rubriken är nu ”{new.title}”" if new.title else "utan rubrik"
    elif new.what == "heading" and old.name != new.name:
        yield f"hette förut ”{old.name}”"


def _wording(change: Change) -> Iterator[str]:
    """What kind of words differ, where the meaning does not."""
    if place_of(change).what == "header" and not change.computes and change.kind == "reworded":
        yield "ändrad, men inget räknas med den"
        return
    if place_of(change).what == "block":
        yield "ändrade"
        return
    for renamed in change.renamed:
        yield f"{renamed.before.name} heter nu {renamed.after.name}"
    if any(statement.kind == "moved" for statement in change.statements):
        yield "bara omflyttning"
        return
    only = {statement.only for statement in change.statements}
    if only - {"marks", "comments", "order"} and not change.renamed:
        yield "bara ordalydelsen"
    elif only and not only - {"marks", "comments", "order"}:
        called = {"marks": "källhänvisningar", "comments": "kommentarer", "order": "ordningen"}
        yield "bara " + listed([called[one] for one in ("marks", "comments", "order") if one in only])


def place_of(change: Change) -> Place:
    place = change.before if change.after is None else change.after
    assert place is not None
    return place
