"""What can be wrong with a rule file, as data: one frozen class each, with a stable code and a place.

Words come last, in `workbench/problems/words`. Codes: RV0xx the text of a file, RV1xx how a line is written, RV2xx
names, types and units, RV3xx tables, cases and exceptions, RV4xx years, sharing, interpretations, examples, amendments,
files.
"""

from dsl.problems.amendments import AmendmentProblem
from dsl.problems.meaning import MeaningProblem
from dsl.problems.tables import TableProblem
from dsl.problems.text import TextProblem

Problem = TextProblem | MeaningProblem | TableProblem | AmendmentProblem
