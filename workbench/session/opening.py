"""A regulation opened: from the disk, or with texts that are not saved laid over it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from dsl import model, nodes
from dsl.frozen import identical
from dsl.pipeline import Loaded, load, with_every_decision
from dsl.project.files import RULE_SUFFIX
from dsl.source import Source
from dsl.text.files import NOTHING_LAID, Overlay, shown
from workbench.session.answers import Answer, Faulty, UnknownSection
from workbench.session.remarks import EntersLater, EntersWithin
from workbench.session.standing import as_it_stands, own_year, unreachable

if TYPE_CHECKING:
    from workbench.session.remarks import Remark


@identical
class Opened:
    """A regulation without errors. overlay: what lies over the files of its project, and so over its data too."""

    loaded: Loaded
    program: model.Program
    tree: nodes.Regulation
    overlay: Overlay = NOTHING_LAID

    @property
    def sources(self) -> tuple[Source, ...]:
        return self.loaded.sources

    @property
    def folders(self) -> tuple[str, ...]:
        """Whose `data` go with the regulation, as `Loaded` has them."""
        return self.loaded.folders

    @property
    def base(self) -> Path:
        """The folder of the regulation's own file, which its examples are relative to."""
        return Path(self.program.files[0]).parent

    @property
    def around(self) -> tuple[Path, ...]:
        """The folder of the regulation, and those of its amendments."""
        return tuple(dict.fromkeys((self.base, *map(Path, self.folders))))


def loaded_of(path: str, overlay: Overlay = NOTHING_LAID) -> Loaded:
    """The regulation with every amendment and all its problems, whether it has errors or not."""
    return load(Path(path), overlay=overlay)


def opened(path: str, overlay: Overlay = NOTHING_LAID, *, every: bool = False) -> Answer[Opened]:
    """The regulation with every amendment.

    every: with all that its norms can decide, for what its examples can show
    """
    loaded = loaded_of(path, overlay)
    return Answer(_without_errors(with_every_decision(loaded) if every else loaded, overlay))


def opened_for(path: str, year: int | None, day: date | None, overlay: Overlay = NOTHING_LAID) -> Answer[Opened]:
    """The regulation as it stands on the day, else at the end of the year, that is asked for or is its own; refused
    where that year is too far off."""
    loaded, when = as_it_stands(path, year, day, overlay)
    remarks = () if loaded.program is None or when is None else tuple(_entering(loaded, when, day))
    found = _without_errors(loaded, overlay)
    far = None if isinstance(found, Faulty) else unreachable(found.program, own_year(found.program, year, day))
    return Answer(found if far is None else far, remarks)


def _entering(loaded: Loaded, when: date, day: date | None) -> Iterator[Remark]:
    """Of the amendments in it, those that are not in force all through what is computed."""
    for entry, title in loaded.amended:
        if when < entry:
            yield EntersLater(title, entry)
        elif day is None and date(when.year, 1, 1) < entry:
            yield EntersWithin(title, entry)


def _without_errors(loaded: Loaded, overlay: Overlay) -> Opened | Faulty:
    if loaded.program is None or loaded.tree is None:
        return Faulty(loaded.problems, loaded.tree, loaded.sources)
    return Opened(loaded, loaded.program, loaded.tree, overlay)


def section_of(found: Opened, typed: str) -> Answer[nodes.Section]:
    """The section that somebody means by its number, its heading or both."""
    from workbench.documents.regulation import find_section, known_sections

    section = find_section(found.tree, typed)
    if section is None:
        return Answer(UnknownSection(found.program.title, typed, known_sections(found.tree)))
    return Answer(section)


def rule_files_below(path: str) -> tuple[str, ...]:
    """The rule files at or below a path, sorted as people read them; a file is itself, whatever its name."""
    if not Path(path).is_dir():
        return (path,)
    found = [str(one) for one in Path(path).rglob(f"*{RULE_SUFFIX}") if not one.is_dir()]
    return tuple(sorted(found, key=lambda one: (shown(one), one)))
