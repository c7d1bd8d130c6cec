"""What can be wrong with a rule file, as data: one frozen class each, with a stable code and a place.

One module a stage or a construct, each with the union of what is in it. Words come last, in `workbench/problems/words`,
where the module of the same name has them. Codes: RV0xx the text of a file, RV1xx how a line is written, RV2xx names,
types and units, RV3xx tables, cases and exceptions, RV4xx years, sharing, interpretations, examples, amendments, files.
"""

from dsl.problems.amendments import AmendmentProblem
from dsl.problems.cases import CaseProblem
from dsl.problems.examples import ExampleProblem
from dsl.problems.files import FileProblem
from dsl.problems.interpretations import InterpretationProblem
from dsl.problems.lines import LineProblem
from dsl.problems.meant import MeantProblem
from dsl.problems.names import NameProblem
from dsl.problems.norms import NormProblem
from dsl.problems.sections import SectionProblem
from dsl.problems.sharing import SharingProblem
from dsl.problems.signs import SignProblem
from dsl.problems.tables import TableProblem
from dsl.problems.text import TextProblem
from dsl.problems.uses import UseProblem
from dsl.problems.values import ValueProblem
from dsl.problems.years import YearProblem

__all__ = [
    "AmendmentProblem",
    "CaseProblem",
    "ExampleProblem",
    "FileProblem",
    "InterpretationProblem",
    "LineProblem",
    "MeantProblem",
    "NameProblem",
    "NormProblem",
    "Problem",
    "SectionProblem",
    "SharingProblem",
    "SignProblem",
    "TableProblem",
    "TextProblem",
    "UseProblem",
    "ValueProblem",
    "YearProblem",
]

Problem = (
    TextProblem
    | SignProblem
    | LineProblem
    | MeantProblem
    | NameProblem
    | ValueProblem
    | TableProblem
    | CaseProblem
    | YearProblem
    | SharingProblem
    | NormProblem
    | InterpretationProblem
    | SectionProblem
    | ExampleProblem
    | UseProblem
    | AmendmentProblem
    | FileProblem
)
