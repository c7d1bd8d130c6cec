"""Random texts and files through every command: a few of them, always the same. More by hand: `tests/any_text.py`."""

import pytest
from any_text import faults_of, tried


@pytest.mark.parametrize("seed", range(40))
def test_no_command_fails_in_itself(seed: int) -> None:
    told = [(one.arguments, faults_of(one), one.remarks) for one in tried(seed, 0.5)]
    assert [one for one in told if one[1]] == []
