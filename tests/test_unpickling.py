"""Records are whole in a process that has only unpickled them, such as a worker or one that reads a cache."""

import json
import pickle
import subprocess
import sys
from pathlib import Path

from unpickled import classes, told

from dsl import pipeline
from interpreter.data.files import data_files, read
from interpreter.evaluating.calculation import prepare

ROOT = Path(__file__).parent.parent


def fresh(*arguments: str, given: bytes = b"") -> list:
    """What `unpickled.py` says in a process of its own."""
    command = [sys.executable, str(ROOT / "tests" / "unpickled.py"), *arguments]
    return json.loads(subprocess.run(command, input=given, capture_output=True, check=True, cwd=ROOT).stdout)


def test_what_is_loaded_planned_and_wrong_is_the_same_in_a_fresh_process():
    things = []
    for folder in sorted((ROOT / "regulations").iterdir()):
        loaded = pipeline.load(folder)
        assert loaded.program is not None
        facts, problems = read(loaded.program, data_files(folder / "data"))
        assert problems == ()
        plan = prepare(loaded.program, facts, None).plan
        things += [loaded.tree, (loaded.program, facts), plan.slots, loaded.problems]
    wrong = [pipeline.load(path).problems for path in sorted(ROOT.glob("tests/corpus/*/bad/*.regel"))]
    assert len(wrong) > 100
    things.append(tuple(wrong))
    assert fresh(given=pickle.dumps(things)) == [told(thing) for thing in things]


def test_every_class_is_whole_without_being_called():
    assert len(list(classes())) > 400
    assert fresh("classes") == []
