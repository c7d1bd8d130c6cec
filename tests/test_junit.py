"""What build servers read: a failure in the file exactly when the command ends with 1."""

from pathlib import Path
from xml.etree import ElementTree

import pytest

from workbench.cli import main

RULES = """regelverk "Stöd"

begrepp
    parti (partiet, partier, partierna)
        mandat (mandatet, mandaten): heltal mandat, minst 0 mandat

enheter
    mandat

§ 1 Stöd
    partiets stöd (stödet) är
        9 kr om mandaten är minst 3 mandat
        annars 5 kr

{more}
"""
BOTH = """exempel "Två"
    partiet A har 2 mandat
    då: partiets stöd är 5 kr

exempel "Tre"
    partiet A har 3 mandat
    då: partiets stöd är 9 kr
"""
ONE = """exempel "Tre"
    partiet A har 3 mandat
    då: partiets stöd är 9 kr
"""
WRONG = ONE.replace("9 kr", "8 kr")
HOLDS = 'kontroll "minst fem": partiets stöd är minst 5 kr'
FAILS = 'kontroll "minst sex": partiets stöd är minst 6 kr'
EMPTY = 'kontroll "säger inget": partiets stöd är minst 6 kr\n    om mandaten är mindre än 0 mandat'
REASONS = "slag\tavsnitt\tvad\tskäl\n{}\t§ 1\tdet som inte finns\tför att\n"


@pytest.mark.parametrize(
    ("more", "arguments", "failures"),
    [
        (BOTH, "prova", 0),
        (WRONG, "prova", 1),
        (ONE, "prova --täckning", 0),
        (ONE, "prova --minst 100", None),
        (ONE, "prova --minst 1", 0),
        (WRONG, "prova --minst 1", None),
        ("skäl täckning" + BOTH, "prova --täckning", 1),
        ("partiet", "prova --täckning", 1),
        (ONE, "mutera", None),
        (BOTH, "mutera --avsnitt 1", None),
        (BOTH, "mutera --tid 0,001", 1),
        (WRONG, "mutera", 1),
        ("partiet", "mutera", 1),
        ("skäl mutant" + BOTH, "mutera", None),
        (HOLDS, "bevisa", 0),
        (FAILS, "bevisa", 1),
        (EMPTY, "bevisa", 0),
        (EMPTY, "bevisa --sträng", 1),
        ("partiet", "bevisa", 1),
    ],
)
def test_the_file_says_what_the_exit_code_says(
    more: str, arguments: str, failures: int | None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rules = tmp_path / "stöd.regel"
    if more.startswith("skäl "):
        kind, more = more.split(" ", 1)[1].split("exempel", 1)
        more = f"exempel{more}"
        (tmp_path / "skäl.tsv").write_text(REASONS.format(kind), "utf-8")
    rules.write_text(RULES.format(more=more), "utf-8")
    command, *options = arguments.split()
    code = main([command, str(rules), *options, "--format", "junit"])
    root = ElementTree.fromstring(capsys.readouterr().out)
    found = list(root.iter("failure"))
    assert failures is None or len(found) == failures
    assert code == (1 if found else 0)
    assert int(root.attrib["failures"]) == len(found)
    assert all(one.text for one in found)


def test_a_change_that_nothing_notices_is_told_with_an_example(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "stöd.regel").write_text(RULES.format(more=ONE), "utf-8")
    assert main(["mutera", str(tmp_path / "stöd.regel"), "--format", "junit"]) == 1
    told = [one.text or "" for one in ElementTree.fromstring(capsys.readouterr().out).iter("failure")]
    assert any("då: partiets stöd är 5 kr" in text for text in told)
