"""`regelverk källa` as people meet it. The regulation and its document are invented."""

import json
import os
import typing

import pytest

from interpreter.sources.problems import (
    DocumentEmpty,
    DocumentFormat,
    DocumentLibrary,
    DocumentLocked,
    DocumentTooLarge,
    DocumentUnreadable,
    RegisterHeading,
    RegisterRow,
    RegisterUnreadable,
    SourceProblem,
)
from workbench.cli import main
from workbench.problems.words.sources import wording

RULES = """\
regelverk "Stöd"
    beslutat   nämnden 2026-01-02   [1]

enheter
    mandat

begrepp
    parti (partiet, partier, partierna)
        mandat (mandatet, mandaten): heltal mandat, minst 1 mandat

§ 1 Stödet
    partiets stöd (stödet) är 2 kr per mandat × mandaten   [4–5]
    | Pengarna betalas i mars.   [5]
    rutin

§ 2 Annat
    | Reglerna finns på webben.   [8]
    upplysning
"""
DOCUMENT = """\
Beslutat av nämnden 2026-01-02.

§ 1 Stödet
Partiet får 2 kronor
för varje mandat. Stödet betalas i mars.

§ 2 Annat
Reglerna finns på kommunens webbplats.
"""


class Work:
    """A regulation in a folder of its own, and its document."""

    def __init__(self, folder, capsys):
        self.folder = folder / "stöd"
        self.folder.mkdir()
        self.document = folder / "beslut.txt"
        self.rules = self.folder / "stöd.regel"
        self.register = self.folder / "källregister.tsv"
        self.rules.write_text(RULES)
        self.document.write_text(DOCUMENT)
        self.capsys = capsys

    def __call__(self, *arguments):
        """(exit code, answer, remarks)"""
        code = main(["källa", *(str(argument) for argument in arguments)])
        return code, *self.capsys.readouterr()

    def read(self):
        code, _, _ = self("läs", self.folder, self.document)
        assert code == 0

    def change(self, old, new):
        text = self.document.read_text()
        assert old in text
        self.document.write_text(text.replace(old, new))


@pytest.fixture
def work(tmp_path, capsys):
    return Work(tmp_path, capsys)


def test_reading(work):
    assert work("läs", work.folder, work.document) == (
        0,
        f"{work.register}\n",
        "beslut.txt: 4 meningar och 2 rubriker.\n",
    )
    rows = [line.split("\t") for line in work.register.read_text().splitlines()]
    assert [(row[0], row[1], *row[3:]) for row in rows[1:]] == [
        ("beslut.txt", "1", "metadata", "", "stöd.regel:2"),
        ("beslut.txt", "3", "rubrik", "", ""),
        ("beslut.txt", "4–5", "beräknad", "§ 1", "stöd.regel:12"),
        ("beslut.txt", "5", "rutin", "§ 1", "stöd.regel:13"),
        ("beslut.txt", "7", "rubrik", "", ""),
        ("beslut.txt", "8", "upplysning", "§ 2", "stöd.regel:17"),
    ]
    assert "mandat" not in work.register.read_text()


def test_one_file_and_spellings_without_accents(work):
    assert work("las", work.rules, work.document)[0] == 0
    assert work("tackning", work.rules)[0] == 0


def test_alternatives_in_folders_of_their_own(work):
    for name in ("a", "b"):
        (work.folder / name).mkdir()
        (work.folder / name / "stöd.regel").write_text(RULES)
    work.rules.unlink()
    work.read()
    assert "\tmetadata\t\ta/stöd.regel:2; b/stöd.regel:2\n" in work.register.read_text()
    assert work("täckning", work.folder)[0] == 0


def test_reading_again_without_the_document(work):
    work.read()
    work.rules.write_text("# Våra egna ord.\n" + RULES.replace("rutin", "bestämmelse"))
    assert work("läs", work.folder)[0] == 0
    assert "\tbestämmelse\t§ 1\tstöd.regel:14\n" in work.register.read_text()


def test_reading_another_version_is_remarked_on(work):
    work.read()
    work.change("i mars", "i april")
    code, _, remarks = work("läs", work.folder, work.document)
    assert code == 0
    assert remarks.startswith("Observera: dokumentet skiljer sig från det som registret gällde.")


def test_sentences_that_nothing_carries_are_counted(work):
    work.document.write_text(f"{DOCUMENT}Rådet möts.\n")
    assert work("läs", work.folder, work.document)[2] == (
        "beslut.txt: 5 meningar och 2 rubriker, varav 1 mening inte bärs av någon regel.\n"
    )


def test_layout(work):
    work.document.write_text(DOCUMENT.replace("Partiet får 2 kronor\n", "Partiet får 2 kronor\nStödhandboken\n"))
    work.register.write_text("# brus: 5\ndokument\tplats\thash\tslag\tavsnitt\trad\n")
    work.read()
    text = work.register.read_text()
    assert "\t5\t" in text
    assert "\tbrus\t\t\n" in text
    assert "# brus" not in text
    assert work("kontrollera", work.folder, work.document)[0] == 0


# -- what differs --------------------------------------------------------------------------------


def test_the_same_document(work):
    work.read()
    assert work("kontrollera", work.folder, work.document) == (
        0,
        "beslut.txt stämmer med registret: 4 meningar och 2 rubriker.\n",
        "",
    )


def test_another_way_to_break_lines_moves_and_changes_nothing(work):
    work.read()
    work.change("2 kronor\nför varje", "2\nkronor för varje")
    assert work("kontrollera", work.folder, work.document)[0] == 0


def test_a_changed_sentence_leads_to_its_rule(work):
    work.read()
    work.change("Partiet får 2 kronor", "Partiet får 3 kronor")
    assert work("kontrollera", work.folder, work.document) == (
        1,
        "ändrad  rad 4–5\n"
        "  ”Partiet får 3 kronor för varje mandat.”\n"
        f"  {work.rules}:12  § 1\n"
        "      partiets stöd (stödet) är 2 kr per mandat × mandaten\n"
        "\n"
        "1 ändrad.\n",
        "",
    )


def test_new_gone_and_moved(work):
    work.read()
    work.document.write_text(
        "Regler om stöd gäller här.\n" + DOCUMENT.replace(" Stödet betalas i mars.", "") + "Slutligen gäller detta.\n"
    )
    code, answer, _ = work("kontrollera", work.folder, work.document)
    assert code == 1
    assert answer == (
        "ny  rad 1\n"
        "  ”Regler om stöd gäller här.”\n"
        "  Närmaste regler:\n"
        f"  {work.rules}:2\n"
        "      beslutat   nämnden 2026-01-02\n"
        "flyttade  rad 1–5 → rad 2–6: 3 meningar i följd\n"
        "  Märkena i reglerna ska flyttas lika långt.\n"
        "borta  rad 5\n"
        f"  {work.rules}:13  § 1\n"
        "      | Pengarna betalas i mars.\n"
        "flyttade  rad 7–8 → rad 8–9: 2 meningar i följd\n"
        "  Märkena i reglerna ska flyttas lika långt.\n"
        "ny  rad 10\n"
        "  ”Slutligen gäller detta.”\n"
        "  Närmaste regler:\n"
        f"  {work.rules}:17  § 2\n"
        "      | Reglerna finns på webben.\n"
        "\n"
        "2 nya, 1 borta och 5 flyttade.\n"
    )


def test_a_changed_heading_leads_to_what_follows(work):
    work.read()
    work.change("§ 2 Annat", "§ 2 Övrigt")
    answer = work("kontrollera", work.folder, work.document)[1]
    assert answer.startswith(f"ändrad  rad 7\n  ”§ 2 Övrigt”\n  {work.rules}:17  § 2\n")


def test_what_no_rule_carries(work):
    work.document.write_text(f"{DOCUMENT}Rådet möts ibland.\n")
    work.read()
    work.change("Rådet möts ibland.", f"Rådet {'möts ' * 30}ofta.")
    answer = work("kontrollera", work.folder, work.document)[1]
    assert "…”\n  Ingen regel bär den.\n" in answer
    work.rules.write_text('regelverk "Stöd"\n')
    work.document.write_text(f"Allt är nytt. {DOCUMENT}")
    assert "  Ingen regel finns i närheten.\n" in work("kontrollera", work.folder, work.document)[1]


def test_one_sentence_that_has_moved(work):
    work.read()
    work.document.write_text("Reglerna finns på kommunens webbplats.\n" + DOCUMENT.replace("\n\n", "\n", 1)[:-40])
    answer = work("kontrollera", work.folder, work.document)[1]
    assert f"flyttad  rad 8 → rad 1\n  ”Reglerna finns på kommunens webbplats.”\n  {work.rules}:17  § 2\n" in answer


def test_differences_as_json(work):
    work.read()
    work.change("i mars", "i april")
    code, answer, _ = work("kontrollera", work.folder, work.document, "--format", "json")
    assert code == 1
    assert json.loads(answer) == {
        "register": "beslut.txt",
        "document": "beslut.txt",
        "differences": [
            {
                "what": "changed",
                "before": "5",
                "after": "5",
                "text": "Stödet betalas i april.",
                "rules": [
                    {
                        "file": str(work.rules),
                        "line": 13,
                        "section": "§ 1",
                        "mark": "5",
                        "statement": "| Pengarna betalas i mars.",
                    }
                ],
            }
        ],
    }


# -- what is carried -----------------------------------------------------------------------------


def test_coverage(work):
    work.read()
    assert work("täckning", work.folder) == (
        0,
        "beslut.txt: 4 meningar och 2 rubriker\n"
        "\n"
        "avsnitt  beräknade  bedömda  normerade  i text  upplysande  summa\n"
        "huvudet                                                  1      1\n"
        "§ 1              1                           1                  2\n"
        "§ 2                                                      1      1\n"
        "summa            1                           1           2      4\n"
        "\n"
        "Varje mening bärs av minst en regel eller text.\n",
        "",
    )


def test_what_nothing_carries_and_marks_that_point_at_nothing(work):
    work.rules.write_text(
        RULES.replace("    | Pengarna betalas i mars.   [5]\n    rutin\n", '    anmärkning "Oklart."   [5]\n').replace(
            "[8]", "[8, 10, 77]"
        )
    )
    work.document.write_text(f"{DOCUMENT}Rådet hörs.\nRådet möts i januari\noch mars.\n")
    work.read()
    code, answer, remarks = work("täckning", work.folder)
    assert code == 1
    assert answer.endswith(
        "\n3 meningar bärs av inget:\n"
        "  rad 5, mellan § 1 och § 2; nämns i en anmärkning, på rad 13 i stöd.regel\n"
        "  rad 9, i § 2\n"
        "  rad 10–11, i § 2; bara en del bärs, på rad 16 i stöd.regel\n"
    )
    assert remarks == "Observera: det finns ingen mening vid [77] på rad 16 i stöd.regel.\n"


def test_coverage_as_json(work):
    work.read()
    code, answer, _ = work("täckning", work.folder, "--format", "json")
    whole = json.loads(answer)
    assert code == 0
    assert whole["sections"][1] == {
        "section": "§ 1",
        "computed": 1,
        "judged": 0,
        "normed": 0,
        "text": 1,
        "informative": 0,
    }
    assert (whole["headings"], whole["noise"], whole["uncarried"], whole["unmatched"]) == (2, 0, [], [])
    assert whole["sentences"][2]["kinds"] == ["computed"]


# -- what can be wrong ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ((), "fel: KOMMANDO saknas. Välj läs, kontrollera eller täckning.\nAnvändning: regelverk källa KOMMANDO …"),
        (("lära",), "fel: Kommandot lära finns inte."),
        (("kontrollera", "{folder}"), "fel: DOKUMENT saknas: beslutet som text: txt, docx eller pdf."),
    ],
)
def test_wrong_use(work, arguments, expected):
    code, answer, remarks = work(*(argument.format(folder=work.folder) for argument in arguments))
    assert (code, answer) == (2, "")
    assert remarks.startswith(expected)


@pytest.mark.parametrize("command", [("läs",), ("täckning",), ("kontrollera", "{document}")])
def test_no_register(work, command):
    code, answer, remarks = work(command[0], work.folder, *(one.format(document=work.document) for one in command[1:]))
    assert (code, answer) == (1, "")
    assert remarks.startswith("fel RV701: det finns inget källregister\n")
    assert "regelverk källa läs REGELVERK DOKUMENT" in remarks


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"\xff", "fel RV701: registret är inte text"),
        (b"dokument\tplats\thash\tslag\tavsnitt\trad\n", "fel RV701: registret är tomt"),
        (b"a\tb\n", "fel RV702: registret börjar inte som det ska"),
        (b"dokument\tplats\thash\tslag\tavsnitt\trad\nb.txt\tx\n", "fel RV703: ”x” är ingen plats i dokumentet"),
    ],
)
def test_registers_that_cannot_be_read(work, content, expected):
    work.register.write_bytes(content)
    code, _, remarks = work("täckning", work.folder)
    assert code == 1
    assert remarks.startswith(expected)
    assert work.register.read_bytes() == content


def test_a_register_that_is_a_folder(work):
    work.register.mkdir()
    assert work("täckning", work.folder)[2].startswith("fel RV701: registret är en mapp")


def test_bounds(work, monkeypatch):
    work.read()
    monkeypatch.setattr("interpreter.sources.document.MOST_SENTENCES", 3)
    for command in ("läs", "kontrollera"):
        code, _, remarks = work(command, work.folder, work.document)
        assert code == 1
        assert remarks.startswith("fel RV716: dokumentet är för stort")
    monkeypatch.setattr("workbench.session.sources.MOST_BYTES", 3)
    assert work("täckning", work.folder)[2].startswith("fel RV701: registret är för stort")


def test_documents_that_cannot_be_read(work):
    work.read()
    for command in ("läs", "kontrollera"):
        code, _, remarks = work(command, work.folder, work.folder / "ingen.pdf")
        assert code == 1
        assert remarks.startswith("fel RV711: dokumentet finns inte")


def test_rules_that_cannot_be_read(work):
    work.rules.write_text(RULES + "§\n")
    for command in (("läs", work.document), ("täckning",), ("kontrollera", work.document)):
        code, _, remarks = work(command[0], work.folder, *command[1:])
        assert code == 1
        assert remarks.startswith("fel RV")
    work.rules.unlink()
    assert work("täckning", work.folder)[2] == f"fel: det finns inga regelfiler (.regel) i {work.folder}.\n"
    (work.folder / "mapp.regel").mkdir()
    assert work("täckning", work.folder)[2].endswith("kan inte läsas: det är en mapp.\n")


def test_a_register_that_cannot_be_written(work, monkeypatch):
    def refuse(_path, _text):
        raise PermissionError(13, os.strerror(13))

    monkeypatch.setattr("workbench.cli.files.write", refuse)
    code, answer, remarks = work("läs", work.folder, work.document)
    assert (code, answer) == (1, "")
    assert remarks == f"fel: {work.register} kan inte skrivas: du har inte rätt att skriva där.\n"


PROBLEMS = [
    *(RegisterUnreadable("r.tsv", why) for why in ("missing", "empty", "folder", "refused", "bytes", "large")),
    RegisterHeading("r.tsv", 1),
    *(RegisterRow("r.tsv", 2, why, "x" * 99) for why in ("columns", "place", "hash", "kind", "document")),
    *(DocumentUnreadable("b.pdf", why) for why in ("missing", "folder", "refused", "broken")),
    *(DocumentFormat("b", suffix) for suffix in (".odt", "")),
    DocumentLibrary("b.pdf", ".pdf"),
    DocumentLocked("b.pdf"),
    *(DocumentEmpty("b.pdf", scanned) for scanned in (True, False)),
    *(DocumentTooLarge("b.pdf", what, 2_000) for what in ("bytes", "unpacked", "pages", "sentences")),
]


@pytest.mark.parametrize("problem", PROBLEMS, ids=lambda problem: f"{problem.code}-{getattr(problem, 'why', '')}")
def test_every_problem_has_its_words(problem):
    words = wording(problem)
    assert words.headline
    assert words.headline[-1] not in ".:"
    assert len(words.headline) <= 100
    assert words.help
    assert words.help.split("\n")[0][-1] in ".?!:"


def test_every_problem_is_tried():
    union = typing.get_args(SourceProblem)
    assert {type(problem) for problem in PROBLEMS} == set(union)
    assert len({problem.code for problem in union}) == len(union)


def test_how_to_install_the_optional_part():
    assert "pip install 'regelverk[dokument]'" in wording(DocumentLibrary("b.pdf", ".pdf")).help
