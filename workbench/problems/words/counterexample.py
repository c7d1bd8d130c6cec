"""One case told: `partiets mandat är 7 mandat och slaget är resa`."""

import datetime
from fractions import Fraction
from typing import assert_never

from dsl.problems.counterexample import Between, Case, Compared, Exactly, Holds, Other, Setting
from dsl.units import PURE
from workbench.values.numbers import quantity


def told(case: Case) -> str:
    """`partiets mandat är 7 mandat och slaget är resa`; `alltid` where nothing is asked."""
    if not case:
        return "alltid"
    *before, last = [_setting(setting) for setting in case]
    return f"när {', '.join(before)} och {last}" if before else f"när {last}"


def short(case: Case) -> str:
    """Only the value where one thing is asked, else all."""
    if len(case) == 1 and isinstance(case[0].sample, Exactly | Between):
        return _value(case[0].sample, case[0])
    return told(case).removeprefix("när ")


def _setting(setting: Setting) -> str:
    match setting.sample:
        case Exactly() | Between() as sample:
            return f"{setting.subject} är {_value(sample, setting)}"
        case Other():
            return f"{setting.subject} är en text som inte nämns"
        case Compared(operator, other):
            relation = {"<": "mindre än", ">": "mer än", "=": "lika med", "≠": "något annat än"}[operator]
            return f"{setting.subject} är {relation} {other}"
        case Holds(holds):
            return setting.subject if holds else f"det inte stämmer att {setting.subject}"
        case _:
            assert_never(setting.sample)


def _value(sample: Exactly | Between, setting: Setting) -> str:
    match sample:
        case Exactly(bool() as value):
            return "ja" if value else "nej"
        case Exactly(Fraction() as value):
            return _quantity(value, setting)
        case Exactly(datetime.date() as value):
            return value.isoformat()
        case Exactly(value):
            return str(value)
        case Between(low, high, low_open, high_open, example):
            ends = []
            if low is not None:
                ends.append(f"{'mer än' if low_open else 'minst'} {_quantity(low, setting)}")
            if high is not None:
                ends.append(f"{'mindre än' if high_open else 'högst'} {_quantity(high, setting)}")
            return f"{' men '.join(ends)} (till exempel {_quantity(example, setting)})"
        case _:
            assert_never(sample)


def _quantity(value: Fraction, setting: Setting) -> str:
    return quantity(value, setting.unit or PURE, setting.unit_text, {})
