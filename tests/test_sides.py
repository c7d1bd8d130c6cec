"""The two sides of a comparison: files, folders, revisions of a git repository, amendments and readings."""

import os
import subprocess
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest

from dsl.comparing.changes import changes
from workbench.cli.remarks import told as told_of
from workbench.session import facts_of_sides, git
from workbench.session.sides import OpenedSide, open_sides
from workbench.versions.change_words import change_name

ROOT = Path(__file__).parent.parent
RULES = """regelverk "Stöd"
    beräkningsår  2024

begrepp
    parti (partiet, partier, partierna)
        mandat (mandatet, mandaten): heltal mandat, minst 0 mandat

enheter
    mandat

§ 1 Stöd
    partiets stöd (stödet) är mandaten / (1 mandat) × 10 kr
    tolkning höjning "Hur mycket?"
        lite:
            höjd (höjden) är 1 kr
        mycket:
            höjd (höjden) är 2 kr
        gäller lite, "så har det varit"
"""
AMENDMENT = """ändring av "{base}" "{title}"
    träder i kraft  {day}

efter § 1 införs

    § {number} Mer
        nivå{number} är 3 kr
"""


def run_git(folder, *arguments):
    """git without what the user has set up."""
    own = {
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_SYSTEM": os.devnull,
        "GIT_AUTHOR_NAME": "test",
        "GIT_AUTHOR_EMAIL": "test@example.org",
        "GIT_COMMITTER_NAME": "test",
        "GIT_COMMITTER_EMAIL": "test@example.org",
        "GIT_AUTHOR_DATE": "2024-01-01T00:00:00Z",
        "GIT_COMMITTER_DATE": "2024-01-01T00:00:00Z",
    }
    subprocess.run(("git", *arguments), cwd=folder, env={**os.environ, **own}, check=True, capture_output=True)


def write(folder, **files):
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        path = folder / name.replace("__", "/").replace("_", ".")
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")


@pytest.fixture
def archive(tmp_path, monkeypatch):
    """A repository with two versions of a regulation with data; the current folder is its root."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", os.devnull)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    root = tmp_path / "arkiv"
    folder = root / "regulations" / "stöd"
    write(folder, stöd_regel=RULES, data__parti_csv="parti;mandat\nA;3\n", bild_png="ingen bild")
    run_git(tmp_path, "init", "-q", "arkiv")
    run_git(root, "add", ".")
    run_git(root, "commit", "-q", "-m", "ett")
    run_git(root, "tag", "första")
    write(folder, stöd_regel=RULES.replace("10 kr", "12 kr"), data__parti_csv="parti;mandat\nA;4\n")
    run_git(root, "add", ".")
    run_git(root, "commit", "-q", "-m", "två")
    monkeypatch.chdir(root)
    return root


@contextmanager
def both(*arguments, **named):
    with open_sides(*arguments, **named) as answer:
        sides = told_of(answer)
        assert not isinstance(sides, int)
        yield sides


def refused(capsys, *arguments, **named):
    """The exit code and what is told."""
    with open_sides(*arguments, **named) as answer:
        sides = told_of(answer)
        assert isinstance(sides, int)
    return sides, capsys.readouterr().err


def facts_of_both(sides, data=()):
    """None once what is wrong has been told."""
    read = told_of(facts_of_sides.facts_of_both(sides, data))
    return None if isinstance(read, int) else read


def facts_of(side, data=()):
    read = facts_of_both((side, side), data)
    return None if read is None else read[0]


def mandates(facts):
    """Of the first party, on each side."""
    return [str(next(iter(one.rows["parti"].values.values()))[0]) for one in facts]


def names(sides):
    return [change_name(change) for change in changes(sides[0].side, sides[1].side)]


# -- git -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("revision", ["HEAD~1", "första", "första^{commit}"])
@pytest.mark.usefixtures("archive")
def test_a_revision_is_opened_with_its_data(revision):
    with both(f"{revision}:regulations/stöd", "regulations/stöd") as sides:
        old, new = sides
        assert (old.name, new.name) == (f"{revision}:regulations/stöd", "regulations/stöd")
        assert names(sides) == ["§ 1 Stöd"]
        assert mandates(facts_of_both(sides)) == ["3", "4"]
        folder = Path(old.folders[0])
        assert not (folder / "bild.png").exists()
    assert not folder.exists()


@pytest.mark.usefixtures("archive")
def test_a_file_of_a_revision_has_the_data_beside_it(capsys):
    with both("HEAD~1:regulations/stöd/stöd.regel", "regulations/stöd/stöd.regel") as sides:
        assert names(sides) == ["§ 1 Stöd"]
        assert mandates(facts_of_both(sides)) == ["3", "4"]
    assert capsys.readouterr().err == (
        "Data lästes ur HEAD~1:regulations/stöd/data, som ligger bredvid regelfilen.\n"
        "Data lästes ur regulations/stöd/data, som ligger bredvid regelfilen.\n"
    )


@pytest.mark.parametrize("swapped", [False, True])
@pytest.mark.usefixtures("archive")
def test_where_one_side_has_no_data_it_takes_those_of_the_other(tmp_path, capsys, swapped):
    lone = tmp_path / "annan.regel"
    lone.write_text(RULES.replace("partier, partierna)", "partier, partierna)\n        medlemmar: tal"), "utf-8")
    pair = (str(lone), "regulations/stöd")
    with both(*(reversed(pair) if swapped else pair)) as sides:
        assert mandates(facts_of_both(sides)) == ["4", "4"]
    assert capsys.readouterr().err == (f"{lone} har inga egna data. Båda räknas på data för regulations/stöd.\n")


def test_where_no_side_has_data_that_is_told_once(tmp_path, capsys):
    lone = tmp_path / "annan.regel"
    lone.write_text(RULES, "utf-8")
    with both(str(lone), str(lone)) as sides:
        assert facts_of_both(sides) is not None
    assert capsys.readouterr().err.count("Inga data lästes") == 1


@pytest.mark.usefixtures("archive")
def test_data_that_are_named_are_for_both(capsys):
    file = "regulations/stöd/stöd.regel"
    with both(f"HEAD~1:{file}", file) as sides:
        assert mandates(facts_of_both(sides, ["regulations/stöd/data/parti.csv"])) == ["4", "4"]
    assert capsys.readouterr().err == ""


def test_errors_in_the_data_beside_a_file_are_told(archive, capsys):
    (archive / "regulations" / "stöd" / "data" / "parti.csv").write_text("parti;mandat\nA;många\n", "utf-8")
    file = "regulations/stöd/stöd.regel"
    with both(f"HEAD~1:{file}", file) as sides:
        assert facts_of_both(sides) is None
    assert "många" in capsys.readouterr().err


def test_a_path_may_begin_in_the_current_folder(archive, monkeypatch, capsys):
    monkeypatch.chdir(archive / "regulations")
    for path in ("./stöd", "../regulations/stöd/", "regulations/stöd"):
        with both(f"HEAD~1:{path}", "stöd") as sides:
            assert names(sides) == ["§ 1 Stöd"]
    assert refused(capsys, "HEAD~1:stöd", "stöd") == (
        2,
        "fel: versionen HEAD~1 har ingen fil eller mapp stöd. Menade du HEAD~1:./stöd?\n",
    )
    with both("HEAD~1:./stöd/stöd.regel", "stöd") as sides:
        assert names(sides) == ["§ 1 Stöd"]


def test_the_root_of_a_repository(archive):
    write(archive, regler_regel=RULES)
    run_git(archive, "add", ".")
    run_git(archive, "commit", "-q", "-m", "i roten")
    for path in ("", "./", "."):
        with both(f"HEAD:{path}", "regler.regel") as sides:
            assert names(sides) == []
    with both("HEAD:regler.regel", "regler.regel") as sides:
        assert names(sides) == []


def test_what_is_named_by_a_file_is_read_from_the_same_revision(archive):
    folder = archive / "regulations" / "annat"
    text = AMENDMENT.format(base="../stöd/stöd.regel", title="Mer", day="2025-01-01", number=2)
    write(folder, mer_regel=text)
    run_git(archive, "add", ".")
    run_git(archive, "commit", "-q", "-m", "tre")
    with both("HEAD:regulations/stöd", "HEAD:regulations/annat/mer.regel") as sides:
        assert names(sides) == ["§ 2 Mer"]


@pytest.mark.parametrize(
    ("side", "expected"),
    [
        ("HEAD~9:regulations/stöd", "versionen HEAD~9 finns inte i gitarkivet"),
        ("HEAD~1:regulations/stå", "versionen HEAD~1 har ingen fil eller mapp regulations/stå. Sökvägen räknas från"),
        ("HEAD~1:../x", "../x ligger utanför gitarkivet."),
        ("HEAD~1:/etc", "/etc ligger utanför gitarkivet."),
        ("--help:x", "”--help” är ingen version i git."),
        (":x", "”” är ingen version i git."),
        ("saknas.regel", "saknas.regel finns inte. Ange en regelfil, en mapp, eller en version i git"),
        ("HEAD\0:x", "git gick inte att starta."),
    ],
)
@pytest.mark.usefixtures("archive")
def test_what_is_not_there_is_told(capsys, side, expected):
    code, told = refused(capsys, side, "regulations/stöd")
    assert code == 2
    assert told.startswith(f"fel: {expected}")


def test_outside_a_repository(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    code, told = refused(capsys, "HEAD:x", "y")
    assert code == 2
    assert "hör inte till något gitarkiv" in told


@pytest.mark.usefixtures("archive")
def test_without_git(monkeypatch, capsys, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    code, told = refused(capsys, "HEAD:regulations/stöd", "regulations/stöd")
    assert code == 2
    assert "programmet git finns inte" in told


@pytest.mark.parametrize(
    ("failing", "answer", "expected"),
    [
        ("rev-parse", (128, b"", "fatal: detected dubious ownership\n"), "git läser inte arkivet: detected dubious"),
        ("ls-tree", (128, b"", ""), "git läser inte versionen HEAD: den svarade inget"),
        ("cat-file", (128, b"", "fatal: trasigt\n"), "git läser inte filerna i versionen HEAD: trasigt"),
        ("ls-tree", git.Refused("git svarade inte."), "git svarade inte."),
        ("cat-file", git.Refused("git svarade inte."), "git svarade inte."),
        ("rev-parse", git.Refused("git svarade inte."), "git svarade inte."),
        ("--verify", git.Refused("git svarade inte."), "git svarade inte."),
    ],
)
@pytest.mark.usefixtures("archive")
def test_when_git_fails_that_is_told(monkeypatch, capsys, failing, answer, expected):
    own = git._git
    monkeypatch.setattr(
        git, "_git", lambda *words, given=None: answer if failing in words[:2] else own(*words, given=given)
    )
    code, told = refused(capsys, "HEAD:regulations/stöd", "regulations/stöd")
    assert (code, expected in told) == (2, True)


@pytest.mark.usefixtures("archive")
def test_git_that_never_answers(monkeypatch, capsys):
    def slow(*_words, **_named):
        raise subprocess.TimeoutExpired("git", 60)

    monkeypatch.setattr(subprocess, "run", slow)
    assert "git svarade inte på 60 sekunder" in refused(capsys, "HEAD:regulations/stöd", "regulations/stöd")[1]


def test_of_a_large_repository_only_the_folder_is_read(archive, monkeypatch, capsys):
    write(archive / "regulations" / "annat", annat_regel=RULES)
    run_git(archive, "add", ".")
    run_git(archive, "commit", "-q", "-m", "mer")
    monkeypatch.setattr(git, "MOST_FILES", 2)
    with both("HEAD:regulations/stöd", "regulations/stöd") as sides:
        assert names(sides) == []
        assert not (Path(sides[0].folders[0]).parent / "annat").exists()
    with both("HEAD:regulations/stöd/stöd.regel", "regulations/stöd") as sides:
        assert names(sides) == []
    monkeypatch.setattr(git, "MOST_FILES", 1)
    assert "för många eller för stora filer" in refused(capsys, "HEAD:regulations/stöd", "regulations/stöd")[1]


def test_links_and_strange_names_are_not_followed(archive, tmp_path):
    (tmp_path / "hemligt.csv").write_text("parti;mandat\nX;9\n", "utf-8")
    data = archive / "regulations" / "stöd" / "data"
    (data / "länk.csv").symlink_to(tmp_path / "hemligt.csv")
    (data / "med mellanslag\toch tab.csv").write_text("parti;mandat\nB;1\n", "utf-8")
    run_git(archive, "add", ".")
    run_git(archive, "commit", "-q", "-m", "länk")
    with both("HEAD:regulations/stöd", "HEAD~1:regulations/stöd") as sides:
        facts = facts_of(sides[0])
        assert sorted(facts.rows["parti"].labels) == ["A", "B"]


def test_errors_are_told_where_the_reader_asked(archive, capsys):
    write(archive / "regulations" / "stöd", stöd_regel=RULES.replace("mandaten / (1", "mandaten / okänt / (1"))
    run_git(archive, "commit", "-q", "-am", "fel")
    code, told = refused(capsys, "HEAD:regulations/stöd", "regulations/stöd")
    assert code == 1
    assert "HEAD:regulations/stöd/stöd.regel:12:" in told
    assert "regelverk-" not in told
    code, told = refused(capsys, "HEAD:regulations", "HEAD:regulations/stöd")
    assert code == 1
    assert "HEAD:regulations/stöd" in told
    assert "regelverk-" not in told


def test_errors_in_data_are_told_where_the_reader_asked(archive, capsys):
    write(archive / "regulations" / "stöd", data__parti_csv="parti;mandat\nA;tre\n")
    run_git(archive, "commit", "-q", "-am", "fel i data")
    with both("HEAD:regulations/stöd", "HEAD~1:regulations/stöd") as sides:
        assert facts_of(sides[0]) is None
        told = capsys.readouterr().err
        assert "HEAD:regulations/stöd/data/parti.csv" in told
        assert "regelverk-" not in told
        assert facts_of(sides[1]) is not None


def test_a_folder_without_rules_in_a_revision(archive, capsys):
    write(archive / "bilder", bild_png="ingen bild")
    run_git(archive, "add", ".")
    run_git(archive, "commit", "-q", "-m", "bild")
    code, told = refused(capsys, "HEAD:bilder", "regulations/stöd")
    assert code == 1
    assert "HEAD:bilder" in told


def test_a_file_with_a_colon_in_its_name(archive):
    write(archive, **{"HEAD:stöd_regel": RULES})
    with both("HEAD:stöd.regel", "regulations/stöd") as sides:
        assert sides[0].renamed_paths == ()
        assert names(sides) == ["§ 1 Stöd"]


# -- amendments ----------------------------------------------------------------------------------


@pytest.fixture
def amended(tmp_path, monkeypatch):
    """A folder with a regulation and two amendments, and one elsewhere."""
    write(
        tmp_path / "stöd",
        stöd_regel=RULES,
        ett_regel=AMENDMENT.format(base="stöd.regel", title="Ett", day="2025-01-01", number=2),
        två_regel=AMENDMENT.format(base="stöd.regel", title="Två", day="2026-01-01", number=3),
        data__parti_csv="parti;mandat\nA;3\n",
    )
    write(
        tmp_path / "stöd" / "alternativ",
        annat_regel=AMENDMENT.format(base="../stöd.regel", title="Annat", day="2025-01-01", number=4),
    )
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.usefixtures("amended")
def test_a_folder_before_and_after_its_amendments():
    with both("stöd", None) as sides:
        assert [side.name for side in sides] == ["stöd/stöd.regel", "stöd"]
        assert sorted(names(sides)) == ["§ 2 Mer", "§ 3 Mer"]
        assert [step.title for step in sides[1].steps] == ["Ett", "Två"]
        assert [facts_of(side) is not None for side in sides] == [True, True]
    with both("stöd", None, at=date(2025, 6, 1)) as sides:
        assert names(sides) == ["§ 2 Mer"]
        assert sides[1].steps == ()


@pytest.mark.usefixtures("amended")
def test_amendments_of_a_folder_are_in_force_on_the_day_on_both_sides(capsys):
    for old, new, day, expected in (
        ("stöd/stöd.regel", "stöd", date(2025, 6, 1), ["§ 2 Mer"]),
        ("stöd", "stöd/stöd.regel", date(2025, 6, 1), ["§ 2 Mer"]),
        ("stöd", "stöd/två.regel", date(2025, 6, 1), ["§ 3 Mer"]),
        ("stöd/stöd.regel", "stöd", date(2024, 6, 1), []),
    ):
        with both(old, new, at=day) as sides:
            assert names(sides) == expected
    assert capsys.readouterr().err == ""
    # The regulation computes 2024.
    with both("stöd/stöd.regel", "stöd") as sides:
        assert names(sides) == []
    assert capsys.readouterr().err == (
        "Observera: ”Ett” träder i kraft först 2025-01-01 och är inte med. Ange --datum 2025-01-01.\n"
        "Observera: ”Två” träder i kraft först 2026-01-01 och är inte med. Ange --datum 2026-01-01.\n"
    )
    assert refused(capsys, "stöd", None, at=date(2024, 6, 1)) == (
        2,
        "fel: stöd har inga ändringar som gäller 2024-06-01. Välj ett senare år eller datum.\n",
    )


@pytest.mark.usefixtures("amended")
def test_two_sides_of_which_one_is_the_other_amended():
    with both("stöd/stöd.regel", "stöd", at=date(2030, 1, 1)) as sides:
        assert [step.title for step in sides[1].steps] == ["Ett", "Två"]
    with both("stöd/alternativ/annat.regel", "stöd", at=date(2030, 1, 1)) as sides:
        # ”Två” is decided and goes with the proposal; ”Ett” does not.
        assert names(sides) == ["§ 2 Mer"]
        assert [side.against for side in sides] == [((date(2025, 1, 1), "Ett"),), ()]
        assert sides[1].steps == ()


@pytest.mark.usefixtures("amended")
def test_one_amendment_is_told_section_by_section():
    with both("stöd/alternativ/annat.regel", None) as sides:
        assert [side.name for side in sides] == ["stöd/stöd.regel", "stöd/alternativ/annat.regel"]
        assert names(sides) == ["§ 4 Mer"]
        assert sides[1].steps == ()
        assert [side.folders for side in sides] == [("stöd",), ("stöd", "stöd/alternativ")]


@pytest.mark.usefixtures("amended")
def test_two_alternatives():
    with both("stöd/ett.regel", "stöd/två.regel") as sides:
        assert names(sides) == ["§ 3 Mer"]


def test_nothing_to_compare_with(amended, capsys):
    code, told = refused(capsys, "stöd/stöd.regel", None)
    assert code == 2
    assert told == (
        "fel: stöd/stöd.regel har inga ändringar att jämföra med. Ange också den version som det ska jämföras med, "
        "till exempel HEAD~1:stöd/stöd.regel, eller en läsning med --ny-läsning.\n"
    )
    assert refused(capsys, "saknas", None)[0] == 2
    write(amended, trasig_regel="regelverk")
    assert refused(capsys, "trasig.regel", None)[0] == 1


# -- readings ------------------------------------------------------------------------------------


def followed(sides):
    return [one.in_force for side in sides for one in side.program.interpretations]


@pytest.mark.usefixtures("amended")
def test_one_regulation_under_two_readings():
    path = "stöd/stöd.regel"
    for readings in (({}, {"höjning": "mycket"}), ({"höjning": "mycket"}, {"höjning": "mycket"})):
        with both(path, None, readings) as sides:
            assert followed(sides) == ["lite", "mycket"]
            assert [side.name for side in sides] == [f"{path} (de läsningar som gäller)", f"{path} (höjning: mycket)"]
            [change] = changes(sides[0].side, sides[1].side)
            assert change.in_force == ("lite", "mycket")
            assert (change.kind, change.computes) == ("changed", True)
    with both(path, None, ({"höjning": "mycket"}, {})) as sides:
        assert followed(sides) == ["mycket", "lite"]
    with both(path, "stöd", ({"höjning": "mycket"}, {"höjning": "mycket"})) as sides:
        assert followed(sides) == ["mycket", "mycket"]
        assert sides[1].steps == ()


def test_a_reading_that_one_side_lacks(amended):
    write(amended, äldre_regel=RULES.partition("    tolkning")[0])
    asked = {"höjning": "mycket"}
    with both("äldre.regel", "stöd/stöd.regel", (asked, asked)) as sides:
        assert followed(sides) == ["mycket"]


@pytest.mark.parametrize(
    ("readings", "expected"),
    [
        (({}, {"höjningen": "mycket"}), "ingen tolkning heter ”höjningen” i stöd/stöd.regel. Menade du höjning?"),
        (({}, {"x": "mycket"}), "ingen tolkning heter ”x” i stöd/stöd.regel. Se vilka som finns med:"),
        (({}, {"höjning": "mer"}), "tolkningen höjning har ingen läsning ”mer”. Den har ”lite”, ”mycket”."),
    ],
)
@pytest.mark.usefixtures("amended")
def test_an_unknown_reading_is_told(capsys, readings, expected):
    for new in (None, "stöd/stöd.regel"):
        code, told = refused(capsys, "stöd/stöd.regel", new, readings)
        assert code == 2
        assert told.startswith(f"fel: {expected}")


def test_data_may_be_named(amended):
    write(amended, annat_csv="parti;mandat\nB;7\n")
    with both("stöd/stöd.regel", "stöd") as sides:
        assert isinstance(sides[0], OpenedSide)
        facts = facts_of(sides[0], ("annat.csv",))
        assert facts is not None
        assert list(facts.rows["parti"].labels) == ["B"]
