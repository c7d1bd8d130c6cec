"""How names are spelled: genitive, misspellings and forms that were not declared."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dsl.names import genitive, may_be_form, nearest


@pytest.mark.parametrize(
    ("form", "expected"),
    [("partiet", "partiets"), ("den förtroendevalde", "den förtroendevaldes"), ("Moss", "Moss"), ("Max", "Max")],
)
def test_genitive(form, expected):
    assert genitive(form) == expected


@pytest.mark.parametrize(
    ("name", "forms", "expected"),
    [
        ("grundbellopet", ("grundbeloppet", "mandaten"), ("grundbeloppet",)),
        ("mandtaen", ("mandaten", "stöd"), ("mandaten",)),
        ("stöd", ("avgift",), ()),
        ("a" * 200, ("a" * 200,), ()),
    ],
)
def test_nearest(name, forms, expected):
    assert nearest(name, forms) == expected


@pytest.mark.parametrize(
    ("form", "name", "expected"),
    [
        ("avgiften", "avgift", True),
        ("avgifternas", "avgift", True),
        ("överförda saldot", "överförda saldo", True),
        ("grundram", "grundramen", True),
        ("ramen", "grundramen", False),
        ("stödet", "stödjande", False),
        ("en", "ett", False),
        ("stora ramen", "stora rösten", False),
    ],
)
def test_forms_of_one_word(form, name, expected):
    assert may_be_form(form, name) == expected


@given(st.text("abcåäö ", min_size=1, max_size=30), st.lists(st.text("abcåäö ", max_size=30), max_size=20))
def test_what_is_near_is_among_the_forms(name, forms):
    found = nearest(name, forms)
    assert len(found) <= 3
    assert set(found) <= set(forms)
