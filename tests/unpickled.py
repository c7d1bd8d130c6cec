"""What is said of records, to be asked in the process that made them and in a fresh one that only unpickled them.

python tests/unpickled.py < pickled     what `told` says of each thing, as JSON
python tests/unpickled.py classes       what is amiss with classes of which there is no instance, as JSON
"""

import hashlib
import importlib
import json
import pickle
import pkgutil
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import attrs

from dsl import model
from dsl.frozen import field_names, is_frozen


def told(thing: Any) -> dict[str, Any]:
    """The thing and all records within it: how many of each class, how they print, and what a program computes."""
    counts: dict[str, int] = {}
    for one in _within(thing, set()):
        _asked(one)
        counts[type(one).__qualname__] = counts.get(type(one).__qualname__, 0) + 1
    found: dict[str, Any] = {"counts": dict(sorted(counts.items())), "text": _digest(repr(thing))}
    if isinstance(thing, tuple) and thing and isinstance(thing[0], model.Program):
        found["computed"] = _computed(*thing)
    return found


def _asked(one: Any) -> None:
    """Raises where a record does not match, compare, hash, or refuse changes as it should."""
    kind = type(one)
    match one:
        case kind():
            matched = [getattr(one, name) for name in kind.__match_args__]
    assert matched == [getattr(one, field.name) for field in attrs.fields(kind) if not field.kw_only]
    assert one == one
    assert hash(one) == hash(one)
    try:
        one.something = 1
    except attrs.exceptions.FrozenInstanceError:
        return
    raise AssertionError(kind)


def _computed(program: model.Program, facts: Any) -> str:
    """Every value of every row, and why those that failed did."""
    from interpreter.evaluating.calculation import calculate, outcome

    made = calculate(program, facts, None)
    lines = []
    for definition in program.definitions:
        rows = facts.rows.get(definition.symbol.concept, ()) if definition.symbol.concept is not None else (None,)
        lines += [f"{definition.symbol} {at} {_said(outcome(made, definition.symbol, at))}" for at in range(len(rows))]
    return _digest("\n".join(lines))


def _said(outcome: Any) -> str:
    causes = getattr(outcome, "causes", None)
    return repr(outcome) if causes is None else repr(sorted(map(repr, causes)))


def _within(thing: Any, seen: set[int]) -> Iterator[Any]:
    waiting = [thing]
    while waiting:
        one = waiting.pop()
        if id(one) in seen:
            continue
        seen.add(id(one))
        if isinstance(one, tuple | list | frozenset):
            waiting += one
        elif isinstance(one, Mapping):
            waiting += [*one.keys(), *one.values()]
        elif is_frozen(type(one)):
            yield one
            waiting += [getattr(one, name) for name in field_names(type(one))]


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def classes() -> Iterator[type]:
    """Every class that `dsl.frozen` makes."""
    for package in ("dsl", "interpreter", "workbench"):
        whole = importlib.import_module(package)
        for found in pkgutil.walk_packages(whole.__path__, f"{package}."):
            if found.name.endswith("__main__"):
                continue
            module = importlib.import_module(found.name)
            for kind in vars(module).values():
                if is_frozen(kind) and kind.__module__ == found.name and "__compared__" in vars(kind):
                    yield kind


def amiss() -> list[str]:
    """Instances that were made without calling the class, as pickle makes them: those that are not whole."""
    found = []
    for kind in classes():
        one, twin = object.__new__(kind), object.__new__(kind)
        for made in (one, twin):
            vars(made).update({name: number for number, name in enumerate(field_names(kind))})
        by_itself = kind.__eq__ is object.__eq__
        try:
            _asked(one)
            assert (one == twin) is not by_itself
            assert by_itself or hash(one) == hash(twin)
            assert repr(one).startswith(f"{kind.__name__}(")
        except Exception as problem:
            found.append(f"{kind.__module__}.{kind.__name__}: {problem!r}")
    return found


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parent.parent))
    asked = amiss() if sys.argv[1:] == ["classes"] else [told(one) for one in pickle.load(sys.stdin.buffer)]
    print(json.dumps(asked))
