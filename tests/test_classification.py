"""Every regulation against the first reading of its document: each classified place is carried, in its own kind.

`regulations/FOLDER/klassning.tsv` has one row for each sentence or part of one: document, lines, class; no text. Where
the rules read a sentence otherwise, `NOTERINGAR.md` beside it says why: `- [108–110] why`, under the heading
`## Klassning`.
"""

import re
from pathlib import Path

import pytest

from dsl import parsing
from dsl.text import decoding
from interpreter.sources.carrying import carried
from interpreter.sources.coverage import group_of
from interpreter.sources.marks import marks
from interpreter.sources.places import marked_place
from interpreter.sources.register import read_register, refreshed, register_text

REGULATIONS = Path(__file__).parent.parent / "regulations"
EXCEPTION = re.compile(r"^- \[([^\]]+)\] \S.*$", re.MULTILINE)
COMPUTED = {"computed", "judged"}
# What must be among the groups of the statements that carry a sentence of each class.
AGREES = {
    "B": {"computed"},
    "T": {"computed"},
    "R": COMPUTED | {"normed", "text"},
    "TILL": COMPUTED | {"normed", "text"},
    "FÖRB": COMPUTED | {"normed", "text"},
    "PLIKT": COMPUTED | {"normed", "text"},
    "PROC": COMPUTED | {"normed", "text"},
    "INFO": {"informative"},
    "META": {"informative"},
    "DEF": {"informative", "computed"},
}


def folders(name):
    found = sorted(path.parent for path in REGULATIONS.rglob(name) if rules_of(path.parent))
    return [pytest.param(folder, id=str(folder.relative_to(REGULATIONS))) for folder in found]


def rules_of(folder):
    """The rule files right in the folder; where there are none, those below."""
    return sorted(folder.glob("*.regel")) or sorted(folder.rglob("*.regel"))


def marks_of(folder):
    found = []
    for file in rules_of(folder):
        source, _ = decoding.decode(str(file), file.read_bytes())
        tree, problems = parsing.parse(source)
        assert problems == (), file
        found += marks(tree)
    return found


def disagreements(folder):
    """Of each place that is not carried as it is classified: what is wrong."""
    rows = [line.split("\t") for line in (folder / "klassning.tsv").read_text("utf-8").splitlines()[1:]]
    placed = [(part.strip(), kind) for _, lines, kind in rows for part in lines.split(",")]
    places = [marked_place(lines) for lines, _ in placed]
    assert None not in places
    wrong = {}
    found = carried([place.stretch for place in places], marks_of(folder))
    for (lines, classes), one in zip(placed, found, strict=True):
        groups = {group_of(kind) for mark in one.marks for kind in mark.kinds}
        wanted = classes.split("+")
        must = [kind for kind in wanted if kind in ("B", "T")]
        if not groups:
            wrong[lines] = "carried by nothing"
        elif not all(AGREES[kind] & groups for kind in must) or not any(AGREES[kind] & groups for kind in wanted):
            wrong[lines] = f"{classes}, but {', '.join(sorted(groups))}"
    return wrong


def exceptions(folder):
    notes = folder / "NOTERINGAR.md"
    text = notes.read_text("utf-8") if notes.exists() else ""
    own = re.search(r"^## Klassning\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    return {mark.strip() for found in EXCEPTION.findall(own[1] if own else "") for mark in found.split(",")}


@pytest.mark.parametrize("folder", folders("klassning.tsv"))
def test_rules_agree_with_the_classification(folder):
    wrong = disagreements(folder)
    told = exceptions(folder)
    assert {place: why for place, why in wrong.items() if place not in told} == {}
    assert told - set(wrong) == set(), "exceptions that are needed no longer"


@pytest.mark.parametrize("folder", folders("klassning.tsv"))
def test_register_is_what_the_rules_make_it(folder):
    """When it fails: `regelverk källa läs FOLDER`."""
    text = (folder / "källregister.tsv").read_text("utf-8")
    register, problems = read_register("källregister.tsv", text)
    assert problems == ()
    assert register_text(refreshed(register, marks_of(folder), str(folder))) == text
    assert [entry.place.text for entry in register.entries if entry.role == "sentence" and not entry.kinds] == []
