"""A slip of the pen is told of once, where it is."""

import random
from pathlib import Path

import pytest
import slips as random_slips
from hypothesis import given
from hypothesis import strategies as st

from dsl import slips
from dsl.pipeline import load
from dsl.problems.names import Misspelled, UnknownName
from dsl.source import Source, Span

ROOT = Path(__file__).parent.parent
WORDS = st.text("abå", max_size=5)


def brute(one: str, other: str) -> bool:
    """By making every word one letter away."""
    letters = "abå"
    splits = [(one[:at], one[at:]) for at in range(len(one) + 1)]
    made = {a + b[1:] for a, b in splits if b}
    made |= {a + letter + b for a, b in splits for letter in letters}
    made |= {a + letter + b[1:] for a, b in splits for letter in letters if b}
    made |= {a + b[1] + b[0] + b[2:] for a, b in splits if len(b) > 1}
    return other != one and other in made


@given(WORDS, WORDS)
def test_one_letter_apart_is_what_one_change_makes(one: str, other: str) -> None:
    assert slips.one_letter_apart(one, other) == brute(one, other) == slips.one_letter_apart(other, one)


@pytest.mark.parametrize("name", ["ostersund/sekreterare.regel", "jamtland-harjedalen/2027.regel"])
def test_a_slip_in_a_regulation_is_one_error_on_its_line(name: str) -> None:
    for slip in random_slips.slips(random.Random(3), ROOT / "regulations" / name, 6):
        errors = random_slips.told(slip)
        assert [one.span.line for one in errors] in ([], [slip.line]), (slip.word, slip.instead)


def test_what_two_regulations_have_alike_is_put_right_where_it_stands(tmp_path: Path) -> None:
    """In an amendment, of a name that the regulation it changes declares."""
    (tmp_path / "bas.regel").write_text(
        'regelverk "Bas"\n\n§ 1 Stöd\n    grundbelopp (grundbeloppet) är 100 kr\n'
        "    stöd (stödet) är grundbeloppet × 2\n",
        "utf-8",
    )
    (tmp_path / "ny.regel").write_text(
        'ändring av "bas.regel" "Ny"\n    träder i kraft 2027-01-01\n\n§ 1 ska ha följande lydelse\n    § 1 Stöd\n'
        "        grundbelopp (grundbelopet) är 100 kr\n        stöd (stödet) är grundbeloppet × 2\n"
        "        bidrag (bidraget) är grundbeloppet × 3\n",
        "utf-8",
    )
    (error,) = (one for one in load(tmp_path).problems if isinstance(one, Misspelled))
    assert (error.word, error.meant, error.others, error.span.line) == ("grundbelopet", "grundbeloppet", 2, 6)


def unknown(line: int, name: str) -> UnknownName:
    return UnknownName(Span("f", line, 1, line, 2), name, "name", ())


def test_a_text_of_very_many_words_is_left_as_it_is() -> None:
    text = "aaaa aaab\n" + "ord " * 20_001
    errors = (unknown(1, "aaab"), unknown(2, "aaab"))
    assert slips.causes([Source("f", text)], errors, frozenset(), lambda _: ()) == errors


def test_a_correction_that_brings_another_error_is_none() -> None:
    errors = (unknown(1, "grunder"), unknown(2, "grunder"))
    text = "grunder\ngrundar grunder grunder\n"
    tried = []

    def read(texts: slips.Texts) -> tuple[UnknownName, ...]:
        tried.append(texts["f"])
        return (unknown(3, "annat"),)

    assert slips.causes([Source("f", text)], errors, frozenset(), read) == errors
    assert tried == ["grunder\ngrunder grunder grunder\n"]
