"""What can be wrong with several files that belong together, and with a folder of rules: RV450, RV468, RV469."""

from typing import ClassVar, Literal

from dsl.frozen import frozen
from dsl.problems.base import Located


@frozen
class RuleFiles(Located):
    """A folder that does not hold exactly one rule file; or a path that cannot be read (`found` None).

    span: the whole folder (line 0); below: folders in it that have rule files, where it has none itself
    """

    code: ClassVar[str] = "RV450"
    path: str
    found: tuple[str, ...] | None
    below: tuple[str, ...] = ()


@frozen
class OtherFile(Located):
    """A file that another names and that cannot be used.

    why: absolute (its path begins at the root), outside (not in the project's folder), missing, unreadable,
        cycle (the files name each other), many (more of them than anybody has)
    project: the project's folder
    """

    code: ClassVar[str] = "RV468"
    file: str
    why: Literal["absolute", "outside", "missing", "unreadable", "cycle", "many"]
    project: str


@frozen
class OtherBase(Located):
    """An amendment in a folder of one regulation that changes something else. regulation: the folder's own file."""

    code: ClassVar[str] = "RV469"
    base: str
    regulation: str


FileProblem = RuleFiles | OtherFile | OtherBase
