"""What can be wrong with data: RV5xx what was read, RV6xx what is too much. Data, no words.

Every problem has a place in the data (`Place`), not a span in a rule file. `read` is what stood there, cleaned of
surplus spaces; `similar` the nearest thing that does exist, or None. The words are in `workbench/problems/words/data`,
in the module of the same name.
"""

from interpreter.data.problems.cells import CellProblem
from interpreter.data.problems.files import FileProblem
from interpreter.data.problems.limits import LimitProblem
from interpreter.data.problems.tables import TableProblem
from interpreter.data.problems.whole import WholeProblem

__all__ = ["CellProblem", "DataProblem", "FileProblem", "LimitProblem", "TableProblem", "WholeProblem"]

DataProblem = FileProblem | TableProblem | CellProblem | WholeProblem | LimitProblem
