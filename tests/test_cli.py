"""The command line as people meet it: wrong use in Swedish, streams, exit codes, and the files it writes."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from workbench.cli import main
from workbench.cli.files import write

ROOT = Path(__file__).parent.parent
OSTERSUND = str(ROOT / "regulations/ostersund")


class Run:
    """What one command gave. answer: standard output; remarks: standard error."""

    def __init__(self, code: int, answer: str, remarks: str) -> None:
        self.code = code
        self.answer = answer
        self.remarks = remarks


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> "Runner":
    return Runner(capsys)


class Runner:
    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self.capsys = capsys

    def __call__(self, *arguments: str | Path) -> Run:
        code = main([str(argument) for argument in arguments])
        captured = self.capsys.readouterr()
        return Run(code, captured.out, captured.err)


def process(*arguments: str, environment: Mapping[str, str] | None = None) -> Run:
    """In a process of its own, where the streams and the locale are what they are."""
    done = subprocess.run(
        [sys.executable, "-m", "workbench.cli", *arguments],
        cwd=ROOT,
        env={**{name: value for name, value in os.environ.items() if name != "COLUMNS"}, **(environment or {})},
        capture_output=True,
        check=False,
        timeout=60,
    )
    return Run(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))


# -- wrong use -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("räkna",), "fel: Kommandot räkna finns inte. Menade du beräkna?"),
        (("--vers",), "fel: Flaggan --vers finns inte. Menade du --version?"),
        (("--version=3",), "fel: Flaggan --version tar inget värde."),
        (("beräkna",), "fel: REGELVERK saknas: en regelfil eller en mapp."),
        (("beräkna", OSTERSUND, "till"), "fel: till är ett argument för mycket."),
        (("beräkna", OSTERSUND, "--fromat", "json"), "fel: Flaggan --fromat finns inte. Menade du --format?"),
        (("beräkna", OSTERSUND, "--format", "jsn"), "Välj tabell, json eller csv. Menade du json?"),
        (("beräkna", OSTERSUND, "--år"), "fel: Flaggan --år ska följas av ett värde: ÅÅÅÅ."),
        (("beräkna", OSTERSUND, "--år", "24"), "fel: --år: '24' är inte ett årtal. Skriv fyra siffror"),
        (("beräkna", OSTERSUND, "--datum", "2024-02-30"), "fel: --datum: '2024-02-30' är inte ett datum."),
        (("beräkna", OSTERSUND, "--data", OSTERSUND), "är en mapp. Här väntas en fil"),
        (("beräkna", OSTERSUND, "--data", "ingen.csv"), "fel: --data: 'ingen.csv' finns inte."),
        (("beräkna", OSTERSUND, "--ut", OSTERSUND), "är en mapp. Här väntas namnet på en fil."),
        (("beräkna", str(ROOT / "regulations/ostersnd")), "Menade du"),
        (("beräkna", "a\0b"), "finns inte."),
        (("årshjul", OSTERSUND), "fel: Flaggan --år saknas. Året som ska visas."),
        (("årshjul", OSTERSUND, "--år", "2025", "--ics", OSTERSUND), "är en mapp. Här väntas namnet på en fil."),
        (
            ("beräkna", OSTERSUND, "--ut", "ny.regel"),
            "'ny.regel' är en regelfil och skrivs inte över. Välj ett annat namn.",
        ),
        (("årshjul", OSTERSUND, "--år", "2025", "--ics", "ny.REGEL"), "är en regelfil och skrivs inte över."),
        *(
            ((*command, "--år", "2024", "--datum", "2023-01-01"), "--år 2024 och --datum 2023-01-01 gäller olika år.")
            for command in (("beräkna", OSTERSUND), ("normer", OSTERSUND), ("förklara", OSTERSUND, "ersättning"))
        ),
        (("tolkningar", OSTERSUND, "--datum", "2023-01-01", "--år", "2024"), "gäller olika år."),
        (("hjälp", "räkna"), "fel: Kommandot räkna finns inte. Menade du beräkna?"),
        (("ny", __file__), "är en fil. Här väntas namnet på en ny mapp."),
        (("kontrollera",), "fel: REGELVERK saknas: en eller flera regelfiler eller mappar."),
    ],
)
def test_wrong_use_is_told_in_swedish(run: Runner, arguments: tuple[str, ...], expected: str) -> None:
    done = run(*arguments)
    assert done.code == 2
    assert done.answer == ""
    assert expected in done.remarks
    assert "Användning: regelverk" in done.remarks
    assert "--help" in done.remarks
    for english in ("Error", "Usage", "Try", "Invalid", "No such", "Did you mean"):
        assert english not in done.remarks


def test_without_a_command_the_help_is_a_remark(run: Runner) -> None:
    done = run()
    assert (done.code, done.answer) == (2, "")
    assert "Kommandon:" in done.remarks


COMMANDS = (
    *("beräkna", "förklara", "visa", "normer", "årshjul"),
    *("kontrollera", "prova", "formatera", "tolkningar", "ny"),
)


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("flag", ["--help", "--hjälp", "--hjalp", "-h"])
def test_every_command_has_help_in_swedish(run: Runner, command: str, flag: str) -> None:
    done = run(command, flag)
    assert (done.code, done.remarks) == (0, "")
    assert done.answer.startswith(f"Användning: regelverk {command} ")
    assert "Argument:" in done.answer
    assert "Visa den här hjälpen." in done.answer
    assert max(map(len, done.answer.splitlines())) <= 100
    for english in ("Options", "Usage", "Show this", "default", "required"):
        assert english not in done.answer


@pytest.mark.parametrize("spelling", ["hjälp", "hjalp", "Hjälp"])
def test_help_may_be_asked_for_as_a_command(run: Runner, spelling: str) -> None:
    done, flag = run(spelling), run("--help")
    assert (done.code, done.answer, done.remarks) == (0, flag.answer, "")
    assert run(spelling, spelling).answer == flag.answer
    done = run(spelling, "berakna")
    assert (done.code, done.answer) == (0, run("beräkna", "--help").answer)


def test_help_lists_every_command(run: Runner) -> None:
    done = run("--help")
    assert all(f"\n  {command} " in done.answer for command in COMMANDS)


@pytest.mark.parametrize("spelling", ["berakna", "bera\u0308kna", "beräkna"])
def test_accents_are_optional(run: Runner, spelling: str) -> None:
    assert run(spelling, "--help").answer.startswith("Användning: regelverk beräkna")


def test_help_imports_nothing_heavy() -> None:
    code = "import sys; from workbench.cli import main; main(['--help']); print(sorted(sys.modules), file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, cwd=ROOT, check=True)
    for heavy in ("lark", "numpy", "rich", "attr", "attrs", "python_calamine", "dsl", "interpreter"):
        assert f"'{heavy}'" not in done.stderr.decode()


# -- streams -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "environment",
    [
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"PYTHONIOENCODING": "ascii"},
        {"PYTHONIOENCODING": "latin-1", "PYTHONUTF8": "0"},
    ],
)
def test_output_is_utf8_whatever_the_locale(environment: Mapping[str, str]) -> None:
    done = process("beräkna", "--hjälp", environment=environment)
    assert done.code == 0
    assert "Räknar ut" in done.answer


def test_a_closed_pipe_is_nobodys_problem() -> None:
    command = f"{sys.executable} -m workbench.cli visa {OSTERSUND} | true; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", command], cwd=ROOT, capture_output=True, check=False, timeout=60)
    assert done.stderr == b""
    assert done.returncode in (0, 141)


def test_an_interrupt_is_one_line(monkeypatch: pytest.MonkeyPatch, run: Runner) -> None:
    def interrupted(_arguments: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr("workbench.cli.registry.run", interrupted)
    done = run("visa", OSTERSUND)
    assert (done.code, done.remarks) == (130, "\nAvbrutet.\n")


# -- writing -------------------------------------------------------------------------------------


def test_a_file_is_replaced_and_keeps_its_mode(tmp_path: Path) -> None:
    path = tmp_path / "svar.csv"
    path.write_text("gammalt")
    path.chmod(0o640)
    write(str(path), "nytt å\n")
    assert path.read_bytes() == "nytt å\n".encode()
    assert path.stat().st_mode & 0o777 == 0o640
    assert os.listdir(tmp_path) == ["svar.csv"]


def test_a_link_is_followed(tmp_path: Path) -> None:
    path, link = tmp_path / "svar", tmp_path / "länk"
    path.write_text("gammalt")
    link.symlink_to(path)
    write(str(link), "nytt")
    assert link.is_symlink()
    assert path.read_text() == "nytt"


def test_a_write_that_fails_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "svar"
    path.write_text("gammalt")

    def refuse(_from: str, _to: str) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(PermissionError):
        write(str(path), "nytt")
    assert (path.read_text(), os.listdir(tmp_path)) == ("gammalt", ["svar"])


# -- what the commands do ------------------------------------------------------------------------


@pytest.fixture
def new(run: Runner, tmp_path: Path) -> Path:
    """The regulation that `ny` makes."""
    folder = tmp_path / "nytt"
    assert run("ny", folder).code == 0
    return folder


def test_a_new_regulation_works_as_it_is(run: Runner, new: Path) -> None:
    assert run("kontrollera", new).answer == "Inga fel i regelverket.\n"
    assert run("prova", new).answer.endswith("1 stämmer.\n")
    assert run("formatera", "--kontrollera", new).code == 0
    done = run("beräkna", new, "--alla")
    assert (done.code, done.remarks) == (0, "")
    assert "Norra partiet         14     175 000        0    205 000\n" in done.answer
    done = run("beräkna", new)
    assert (done.code, done.remarks) == (0, "")
    assert "Norra partiet    205 000\n" in done.answer


def test_a_folder_with_something_in_it_is_left_alone(run: Runner, tmp_path: Path) -> None:
    (tmp_path / "mitt").write_text("eget")
    done = run("ny", tmp_path)
    assert (done.code, os.listdir(tmp_path)) == (2, ["mitt"])
    assert "är inte tom" in done.remarks


def test_calculate_as_json(run: Runner) -> None:
    done = run("berakna", OSTERSUND, "--format", "json", "--ar", "2024")
    whole = json.loads(done.answer)
    assert (whole["regulation"], whole["year"]) == ("Gruppledare och politiska sekreterare", 2024)
    amounts = {one["name"]: one for one in whole["results"] if one["value"] == "ersättning"}
    assert amounts["Moderaterna"] == {
        "concept": "parti",
        "name": "Moderaterna",
        "value": "ersättning",
        "status": "value",
        "exact": "467488.45",
        "shown": "467 488",
        "unit": "kr/år",
        "section": "avsnitt 3.1.1",
    }
    assert sorted({one["shown"] for one in amounts.values()}) == ["169 822", "318 655", "467 488", "616 322"]


def test_the_answer_can_go_to_a_file(run: Runner, new: Path, tmp_path: Path) -> None:
    out = tmp_path / "svar.csv"
    done = run("beräkna", new, "--format", "csv", "--ut", out)
    assert (done.code, done.answer) == (0, "")
    assert out.read_text(encoding="utf-8").startswith("concept,name,value,status,exact,shown,unit,section\n")


def test_nothing_is_written_when_there_are_errors(run: Runner, new: Path, tmp_path: Path) -> None:
    (new / "data/partier.csv").write_text("parti;mandat\nNorra;2,5\n")
    done = run("beräkna", new, "--ut", tmp_path / "svar")
    assert (done.code, done.answer) == (1, "")
    assert not (tmp_path / "svar").exists()
    assert "partier.csv, rad 2, kolumn mandat" in done.remarks


def test_a_place_that_cannot_be_written_is_told(run: Runner, new: Path, tmp_path: Path) -> None:
    done = run("beräkna", new, "--ut", tmp_path / "ingen/svar")
    assert (done.code, done.answer) == (2, "")
    assert "mappen finns inte" in done.remarks


@pytest.mark.parametrize("command", [("beräkna", "--ut"), ("årshjul", "--år", "2025", "--ics")])
def test_what_is_read_is_not_written_over(run: Runner, new: Path, tmp_path: Path, command: tuple[str, ...]) -> None:
    name, *flags = command
    rules, data, own = new / "partistod.regel", new / "data/partier.csv", tmp_path / "andra.csv"
    own.write_bytes(data.read_bytes())
    link, linked = tmp_path / "svar.csv", tmp_path / "data"
    link.symlink_to(rules)
    linked.symlink_to(new / "data")
    plain = tmp_path / "regler.txt"
    plain.write_bytes(rules.read_bytes())
    before = {file: file.read_bytes() for file in (rules, data, own, plain)}
    for regulation, out, told in (
        (new, rules, "är en regelfil och skrivs inte över. Välj ett annat namn."),
        (new, link, "är en regelfil och skrivs inte över. Välj ett annat namn."),
        (new, data, "läses av regelverket och skrivs inte över. Välj ett annat namn."),
        (new, own, "läses av regelverket och skrivs inte över."),
        (plain, plain, "läses av regelverket och skrivs inte över."),
        (new, new / "data/nytt.csv", "ligger bland regelverkets data, där bara data ska ligga. Välj en annan mapp."),
        (new, linked / "djupt/nytt.csv", "ligger bland regelverkets data"),
    ):
        done = run(name, regulation, *flags, out, *(("--data", own) if out in (own, plain) else ()))
        assert (done.code, done.answer) == (2, "")
        assert told in done.remarks
    assert {file: file.read_bytes() for file in before} == before
    assert os.listdir(new / "data") == ["partier.csv"]


def test_a_day_stands_in_the_headings(run: Runner) -> None:
    title = "Gruppledare och politiska sekreterare"
    day = ("--datum", "2024-06-01")
    for command in (("beräkna",), ("normer",), ("tolkningar",)):
        assert run(*command, OSTERSUND, *day).answer.startswith(f"{title}, 2024-06-01\n")
    assert run("beräkna", OSTERSUND, "--saknas", *day).answer.startswith(f"Det som saknas: {title}, 2024-06-01\n")
    told = run("förklara", OSTERSUND, "ersättning", "--för", "Liberalerna", "--år", "2024", *day).answer
    assert told.splitlines()[0].endswith("  2024-06-01, avsnitt 3.1.1")
    whole = json.loads(run("beräkna", OSTERSUND, "--format", "json", *day).answer)
    assert list(whole) == ["regulation", "year", "results", "judgements"]
    assert whole["year"] == 2024


def test_other_data_replace_the_folders_own(run: Runner, new: Path, tmp_path: Path) -> None:
    data = tmp_path / "andra.csv"
    data.write_text("parti;mandat\nÖstra;7\n")
    answer = run("beräkna", new, "--data", data).answer
    assert "Östra" in answer
    assert "Norra" not in answer


def test_what_is_missing_is_said_in_its_cell_and_once_below(run: Runner, new: Path) -> None:
    (new / "data/partier.csv").write_text("parti;mandat\nNorra;2\nSödra;\n")
    done = run("beräkna", new, "--alla")
    assert done.code == 0
    assert "Södra  uppgift saknas  uppgift saknas  uppgift saknas  uppgift saknas" in done.answer
    said = "3 belopp kan inte räknas ut: mandat saknas för Södra, partier.csv rad 3. Uppgiften behövs i § 2.\n"
    assert done.remarks == said
    done = run("beräkna", new)
    assert (done.code, done.remarks) == (0, "")
    assert "Södra  uppgift saknas\n" in done.answer
    assert f"• {said}" in done.answer


def test_an_assumption_that_fails_is_an_error_in_the_data(run: Runner, new: Path) -> None:
    file = new / "partistod.regel"
    rule = '    förutsätter "55 mandat": summan av partiernas mandat är 55 mandat\n'
    file.write_text(file.read_text().replace("    grundstöd (", f"{rule}    grundstöd (", 1))
    done = run("beräkna", new)
    assert done.code == 1
    assert "Norra partiet" in done.answer
    assert done.remarks == "fel: det som regelverket förutsätter stämmer inte: 55 mandat (§ 2).\n"


def test_explain_puts_the_numbers_into_the_rule(run: Runner) -> None:
    done = run("forklara", OSTERSUND, "ersattning", "--for", "kristdemokraterna")
    assert (done.code, done.remarks) == (0, "")
    assert done.answer.startswith("Kristdemokraterna får 318 655 kr/år")
    assert "297 666,30 + 8 989 + 12 000" in done.answer
    assert "7–9 gäller inte: 5 mandat är färre än 7" in done.answer
    data = json.loads(run("förklara", OSTERSUND, "ersättning", "--för", "Liberalerna", "--format", "json").answer)
    assert data["exact"] == "169822.15"


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("partiestöd", "--för", "Norra partiet"), "har inget värde som heter partiestöd. Menade du partistöd?"),
        (("xyzzy",), "har inget värde som heter xyzzy. Det finns grundstöd, mandatstöd"),
        (("partistöd",), "skriv också för vilken rad: --för följt av Norra partiet, Södra partiet"),
        (("partistöd", "--för", "Nora partiet"), "parti har ingen rad Nora partiet. Menade du Norra partiet?"),
        (("partistöd", "--för", "skogs"), "Menade du Skogspartiet?"),
        (("partistöd", "--för", "XY"), "Det finns Norra partiet, Södra partiet, Skogspartiet eller Sjöpartiet."),
    ],
)
def test_explain_suggests_what_was_meant(run: Runner, new: Path, arguments: tuple[str, ...], expected: str) -> None:
    done = run("förklara", new, *arguments)
    assert (done.code, done.answer) == (2, "")
    assert expected in done.remarks


@pytest.mark.parametrize(
    "value",
    [("partistöd",), ("Partistödet",), ("partiets", "partistöd"), ("partistod",), ("grundstöd",), ("mandaten",)],
)
def test_a_value_may_be_named_by_any_of_its_forms(run: Runner, new: Path, value: tuple[str, ...]) -> None:
    assert run("förklara", new, *value, "--för", "norra partiet").code == 0


def test_show_reads_as_a_document(run: Runner, new: Path) -> None:
    answer = run("visa", new, "§", "2").answer
    assert answer.startswith("§ 2 Hur stort stödet är\n─────")
    assert (
        "\nStödet är ett grundstöd, lika för alla, och ett mandatstöd efter antalet mandat. Små partier får ett\n"
        in answer
    )
    assert "\n    grundstöd (grundstödet) är 30 000 kr/år\n" in answer
    assert "|  " not in answer.split("partiets mandat |")[0]


@pytest.mark.parametrize("section", ["2", "§ 2", "§2", "hur stort stödet är", "2 Hur stort stödet är"])
def test_a_section_is_found_by_number_or_heading(run: Runner, new: Path, section: str) -> None:
    assert run("visa", new, section).answer.startswith("§ 2")


def test_a_section_is_found_without_accents(run: Runner) -> None:
    exact = run("visa", OSTERSUND, "Ersättning")
    assert (exact.code, exact.answer[:1]) == (0, "a")
    assert run("visa", OSTERSUND, "ERSATTNING").answer == exact.answer


def test_the_exact_heading_goes_before_one_without_accents(run: Runner, tmp_path: Path) -> None:
    rules = 'regelverk "P"\n\navsnitt 1 Råd\n    stöd är 5 kr\n\navsnitt 2 Rad\n    bidrag är 5 kr\n'
    (tmp_path / "p.regel").write_text(rules, encoding="utf-8")
    assert run("visa", tmp_path, "rad").answer.startswith("avsnitt 2 Rad")
    assert run("visa", tmp_path, "råd").answer.startswith("avsnitt 1 Råd")


def test_an_unknown_section_is_told(run: Runner, new: Path) -> None:
    done = run("visa", new, "7")
    assert (done.code, done.answer) == (2, "")
    assert "Avsnitten är: § 1; § 2." in done.remarks


def test_check_tells_every_error_with_place_and_section(run: Runner, new: Path) -> None:
    file = new / "partistod.regel"
    file.write_text(file.read_text().replace("30 000 kr/år", "30 000 kr/månad"))
    done = run("kontrollera", new)
    assert (done.code, done.remarks) == (1, "")
    assert "fel RV204: enheterna går inte ihop" in done.answer
    assert "   § 2\n" in done.answer
    whole = json.loads(run("kontrollera", new, "--format", "json").answer)
    assert whole["errors"] == len(whole["diagnostics"]) > 0
    assert whole["diagnostics"][0]["section"] == "§ 2"
    for command in ("beräkna", "visa", "prova", "tolkningar"):
        done = run(command, new)
        assert done.code == 1
        assert "fel RV204" in done.remarks


def test_rules_that_cannot_be_read_are_not_counted(run: Runner, new: Path, tmp_path: Path) -> None:
    broken = tmp_path / "trasig.regel"
    broken.write_text("hej\n")
    done = run("prova", broken)
    assert (done.code, done.answer) == (1, "")
    assert "trasig.regel" in done.remarks
    done = run("prova", broken, new)
    assert done.code == 1
    assert done.answer.endswith("1 stämmer.\n")


@pytest.mark.parametrize("command", ["kontrollera", "prova"])
def test_a_folder_of_regulations_tells_which_they_are(run: Runner, command: str) -> None:
    done = run(command, ROOT / "regulations")
    told = " ".join((done.answer + done.remarks).split())
    assert done.code == 1
    assert "finns ingen regelfil, men i mappar under den" in told
    assert f"{OSTERSUND}" in told
    assert ":1:1" not in told
    assert ":0" not in told


def test_format_writes_and_tells_what_it_changed(run: Runner, new: Path) -> None:
    file = new / "partistod.regel"
    canonical = file.read_text()
    file.write_text(canonical.replace("12 500 kr/år per mandat × mandaten", "12500 kr/år per mandat * mandaten"))
    messy = file.read_text()
    done = run("formatera", "--kontrollera", new)
    assert (done.code, done.answer, file.read_text()) == (1, f"{file}\n", messy)
    done = run("formatera", new)
    assert (done.code, done.answer, file.read_text()) == (0, f"{file}\n", canonical)
    assert run("formatera", new).answer == ""


def test_format_leaves_a_file_with_errors_alone(run: Runner, new: Path) -> None:
    file = new / "partistod.regel"
    file.write_text(file.read_text() + "\n§ 3\n    obegripligt\n")
    before = file.read_bytes()
    done = run("formatera", new)
    assert (done.code, done.answer, file.read_bytes()) == (1, "", before)


def test_a_failed_example_is_told_with_its_derivation(run: Runner, new: Path) -> None:
    file = new / "partistod.regel"
    file.write_text(file.read_text().replace("partistöd är 72 500 kr/år", "partistöd är 72 600 kr/år"))
    done = run("prova", new)
    assert done.code == 1
    assert "✗ exempel ”Tre mandat ger tillägg”" in done.answer
    told = " ".join(done.answer.split())
    assert "(§ 2): partistöd för A: väntade 72 600 kr/år, men det blev 72 500 kr/år (100 kr/år för lite)" in told
    assert "= 30 000 + 37 500 + 5 000" in done.answer
    assert done.answer.endswith("0 stämmer, 1 stämmer inte.\n")


@pytest.mark.parametrize("form", ["text", "json"])
def test_a_statement_that_fails_says_its_year_and_section(run: Runner, form: str) -> None:
    told = run("prova", ROOT / "tests/samples/failing.regel", "--format", form).answer
    for where in (
        "rad 22 (år 2027, § 1): stöd för A",
        "rad 29 (år 2028): ”alla partier",
        "rad 34 (år 2027, § 1): stöd",
    ):
        assert where in told


def test_of_an_example_that_holds_nothing_is_told(run: Runner, tmp_path: Path) -> None:
    title = "mycket långt namn " * 9
    rules = f'regelverk "P"\n\navsnitt 1 A\n    stöd är 5 kr\n\nexempel "{title.strip()}"\n    då: stöd är 5 kr\n'
    (tmp_path / "p.regel").write_text(rules, encoding="utf-8")
    ((one,),) = (
        each["examples"] for each in json.loads(run("prova", tmp_path, "--format", "json").answer)["regulations"]
    )
    assert (one["holds"], one["text"]) == (True, "")


def test_an_expected_outcome_is_told_in_words(run: Runner, tmp_path: Path) -> None:
    rules = 'regelverk "P"\n\navsnitt 1 A\n    stöd är 5 kr\n\nexempel "E"\n    då: stöd är inte reglerat\n'
    (tmp_path / "p.regel").write_text(rules, encoding="utf-8")
    told = run("prova", tmp_path)
    assert told.code == 1
    assert "stöd: väntade inte reglerat, men det blev 5 kr" in told.answer


def test_what_a_condition_compares_is_told_where_it_compares(run: Runner, tmp_path: Path) -> None:
    rules = """regelverk "P"

begrepp
    parti (partiet, partier, partierna)
        röster (rösterna): heltal, minst 0

avsnitt 1 A
    samlat (samlade) är summan av partiernas röster

exempel "E"
    partiet B har röster 3
    partiet C har röster 8
    då: samlade är mer än 15
    då: alla partier uppfyller att rösterna är minst 5
"""
    (tmp_path / "p.regel").write_text(rules, encoding="utf-8")
    done = run("prova", tmp_path)
    assert done.code == 1
    told = " ".join(done.answer.split())
    assert "samlade är mer än 15” stämmer inte, det blev 11" in told
    assert "alla partier uppfyller att rösterna är minst 5” stämmer inte" in told
    assert told.count("det blev") == 1


def test_a_long_headline_is_told_once(run: Runner, tmp_path: Path) -> None:
    name = "särskilt månatligt lönegrundande grundarvode till kommunstyrelsens förste vice ledamot"
    rules = f'regelverk "P"\n\navsnitt 1 A\n    {name} är 5 kr\n\nexempel "E"\n    då: {name} är 6 kr\n'
    (tmp_path / "p.regel").write_text(rules, encoding="utf-8")
    told = " ".join(run("prova", tmp_path).answer.split())
    assert told.count("väntade 6 kr, men det blev 5 kr (1 kr för lite)") == 1
    assert told.count("för lite)") == 1


def test_a_known_misprint_is_told_against_both_ways_of_summing(run: Runner) -> None:
    done = run("prova", OSTERSUND)
    assert done.code == 0
    told = " ".join(done.answer.split())
    assert "summan av ersättning är 2 846 908 kr/år i källan" in told
    assert "2 846 907 kr/år (1 kr/år för mycket i källan)" in told
    assert "avrundas till 2 846 909 kr/år (1 kr/år för lite i källan)" in told


PRINTED = """regelverk "P"

begrepp
    parti (partiet, partier, partierna)
        mandat (mandaten): heltal, minst 0
        bonus: kr

§ 1 Stöd
    partiets stöd (stödet) är 100 kr × mandaten
    partiets tillägg (tillägget) är stödet + bonus

kontrollräkning "T"
    parti | mandat | {columns}
"""


@pytest.mark.parametrize(
    ("table", "says"),
    [
        (
            """stöd
    A     |      1 | 100 kr
    B     |      2 | 900 kr
    summa |      3 | 1 000 kr""",
            "summan av stöd är 1 000 kr i källan. De tryckta raderna ger tillsammans 1 000 kr. De uträknade raderna "
            "ger 300 kr (700 kr för mycket i källan).",
        ),
        (
            """stöd
    A     |      1 | 90 kr
    B     |      2 | –
    summa |      3 | 290 kr""",
            "summan av stöd är 290 kr i källan. I källan är inte alla rader tryckta i den kolumnen. De uträknade "
            "raderna ger 300 kr (10 kr för lite i källan).",
        ),
        (
            """stöd
    A     |      1 | 90 kr
        känt fel i källan: stöd ska vara 110 kr""",
            "rad 15: enligt noteringen ska där stå 110 kr. Det stämmer inte heller.",
        ),
        (
            """stöd
    A     |      1 | 100 kr
        känt fel i källan: stöd ska vara 110 kr""",
            "rad 15: 100 kr är noterat som fel i källan, men stämmer. Ta bort noteringen.",
        ),
        (
            """stöd
    A     |      1 | 90 kr
        känt fel i källan: stöd ska vara 100 kr, \"tryckfel\"""",
            "rad 15: känt fel i källan, där ska stå 100 kr (tryckfel).",
        ),
        ("tillägg\n    A     |      1 | 90 kr", "Tabellen ger inte alla uppgifter som behövs."),
        ("stöd\n    A     |      1 | 90 kr\n    bonus 5 kr", "bonus 5 kr"),
    ],
)
def test_what_differs_from_a_published_table(run: Runner, tmp_path: Path, table: str, says: str) -> None:
    (tmp_path / "p.regel").write_text(PRINTED.format(columns=table), encoding="utf-8")
    done = run("prova", tmp_path / "p.regel")
    assert says in " ".join((done.answer + done.remarks).split())


def test_readings_are_told_in_kronor_per_party(run: Runner) -> None:
    answer = run("tolkningar", OSTERSUND).answer
    first, questions = answer.split("justering   avsnitt", 1)
    assert "återbetalning: hela   +851 700" in first
    assert "Ska hela ersättningen eller bara det oanvända betalas tillbaka?" in questions
    assert "Centerpartiet         36 288    467 488  +431 200" in answer


def test_a_mistake_of_ours_is_not_blamed_on_the_rules(monkeypatch: pytest.MonkeyPatch, run: Runner) -> None:
    def broken(_arguments: object) -> int:
        raise ValueError

    monkeypatch.setattr("workbench.cli.registry.run", broken)
    done = run("visa", OSTERSUND)
    assert done.code == 70
    assert "programmet självt (ValueError" in done.remarks
    assert "Traceback" not in done.remarks
