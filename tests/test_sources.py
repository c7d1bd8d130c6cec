"""Source documents: how they are split, which statements carry what, the register, and what has changed.

All texts are invented.
"""

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dsl import nodes, parsing
from dsl.nodes import NO_TRIVIA
from dsl.source import Span
from dsl.text import decoding
from interpreter.sources.carrying import carried, unmatched
from interpreter.sources.comparing import compare
from interpreter.sources.coverage import GROUPS, cover, group_of
from interpreter.sources.document import LineDocument, PageDocument, ParagraphDocument, sentences_in
from interpreter.sources.marks import Mark, marks, section_labels
from interpreter.sources.places import Stretch, marked_place, stretch
from interpreter.sources.problems import RegisterHeading, RegisterRow
from interpreter.sources.register import SPELLED, Entry, Register, made, read_register, refreshed, register_text
from interpreter.sources.sentences import Sentence, fingerprint, sentences_of_lines, sentences_of_paragraphs

SPAN = Span("r.regel", 1, 1, 1, 2)

# -- places --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("mark", "first", "last", "letter"),
    [
        ("108–110", 108, 110, None),
        ("108-110", 108, 110, None),
        ("7", 7, 7, None),
        ("45a", 45, 45, 0),
        ("45c", 45, 45, 2),
        ("45a–46b", 45, 46, None),
    ],
)
def test_marks_as_places(mark, first, last, letter):
    place = marked_place(mark)
    assert (place.stretch, place.letter) == (Stretch(first, last), letter)


@pytest.mark.parametrize("mark", ["110–108", "0", "x", "", "1–", "9999999999", "45å"])
def test_marks_that_are_no_place(mark):
    assert marked_place(mark) is None
    assert stretch(mark) is None


def test_a_stretch_has_no_letters():
    assert stretch("45a") is None
    assert stretch("3–4") == Stretch(3, 4)
    assert [Stretch(3, 3).text, Stretch(3, 4).text] == ["3", "3–4"]


# -- sentences -----------------------------------------------------------------------------------


def split(text, noise=frozenset()):
    """What a text file gives: `place text`, `# place text` for headings, `~ place text` for layout."""
    sign = {"sentence": "", "heading": "# ", "noise": "~ "}
    found = sentences_of_lines([text.split("\n")], noise)
    return [f"{sign[one.role]}{one.place.text} {one.text}" for one in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("", [], id="nothing"),
        pytest.param(" \n\x0c\n", [], id="blank"),
        pytest.param("Nämnden beslutar. Rådet yttrar sig.", ["1 Nämnden beslutar.", "1 Rådet yttrar sig."], id="two"),
        pytest.param(
            "Nämnden beslutar om\nstödet. Rådet yttrar\nsig.",
            ["1–2 Nämnden beslutar om stödet.", "2–3 Rådet yttrar sig."],
            id="over-lines",
        ),
        pytest.param(
            "Nämnden beslutar om\n\nstödet varje år.",
            ["1–3 Nämnden beslutar om stödet varje år."],
            id="blank-lines-between",
        ),
        pytest.param(
            "Rätten gäller enl. 4 kap. 33 § lagen, t.ex. Om\nfler ansöker.",
            ["1–2 Rätten gäller enl. 4 kap. 33 § lagen, t.ex. Om fler ansöker."],
            id="abbreviations",
        ),
        pytest.param("Det är kl. 13. Sedan slut.", ["1 Det är kl. 13.", "1 Sedan slut."], id="clock"),
        pytest.param(
            "Bord, stol m.m. Resten är fritt.", ["1 Bord, stol m.m.", "1 Resten är fritt."], id="last-abbreviation"
        ),
        pytest.param("Avgiften är 30 kr. 4 år gäller.", ["1 Avgiften är 30 kr. 4 år gäller."], id="figure-after"),
        pytest.param("Se s. 4. Där står det.", ["1 Se s. 4.", "1 Där står det."], id="page"),
        pytest.param("Enligt led b. Partiet väljer.", ["1 Enligt led b.", "1 Partiet väljer."], id="letter"),
        pytest.param("Anna B. Ek leder. (A. Ek också.)", ["1 Anna B. Ek leder.", "1 (A. Ek också.)"], id="initials"),
        pytest.param("Enligt modell B. Partiet väljer.", ["1 Enligt modell B.", "1 Partiet väljer."], id="model"),
        pytest.param(
            "2.1. Rätt till stöd\nAlla får stöd.", ["# 1 2.1. Rätt till stöd", "2 Alla får stöd."], id="numbering"
        ),
        pytest.param("§ 3 a Stöd\nAlla får stöd.", ["# 1 § 3 a Stöd", "2 Alla får stöd."], id="section"),
        pytest.param(
            "Får hon? Ja! ”Hon får.” Hon gör.", ["1 Får hon?", "1 Ja!", "1 ”Hon får.”", "1 Hon gör."], id="marks"
        ),
        pytest.param("Rubrik\nText gäller här.", ["# 1 Rubrik", "2 Text gäller här."], id="heading"),
        pytest.param(
            "Stöd till partier i\nfullmäktige\nPartiet får stöd.",
            ["# 1–2 Stöd till partier i fullmäktige", "3 Partiet får stöd."],
            id="heading-over-lines",
        ),
        *(
            pytest.param(
                f"Rubrik\n\n{line}\n\nText gäller här.", ["# 1 Rubrik", f"3 {text}", "5 Text gäller här."], id=line
            )
            for line, text in (
                *((one, one) for one in ("347 kronor", "25 procent", "Femtio kronor", "Arvode 12,5 %", "2 ledamöter")),
                *(
                    (one, one)
                    for one in ("Högst tre platser", "Ordförande 1 347", "Moderaterna | 9", "0,4 prisbasbelopp")
                ),
                ("- Ledamot", "Ledamot"),
                ("a) Ledamot", "Ledamot"),
            )
        ),
        *(
            pytest.param(f"{line}\n\nText gäller här.", [f"# 1 {line}", "3 Text gäller här."], id=line)
            for line in (
                "3.1 Ersättning",
                "Budget 2027",
                "Bilaga 2",
                "Belopp i kronor",
                "§ 2 a Ledamöter",
                "1 Inledning",
            )
        ),
        pytest.param("§ 10\n31,42 %\n2024", ["# 1 § 10", "2 31,42 %", "3 2024"], id="figures-are-no-headings"),
        pytest.param("Dnr: 12-3\nBeslutat 2026-01-02", ["1 Dnr: 12-3", "2 Beslutat 2026-01-02"], id="metadata"),
        pytest.param(
            "kontakt@exempel.se\nhttps://exempel.se", ["1 kontakt@exempel.se", "2 https://exempel.se"], id="address"
        ),
        pytest.param(
            "Följande gäller:\n• En sak\n• Två saker som\nhör ihop\n\uf0b7 Tre",
            ["1 Följande gäller:", "2 En sak", "3–4 Två saker som hör ihop", "5 Tre"],
            id="bullets",
        ),
        pytest.param("Detta gäller:\n•\nEn sak.\n•", ["1 Detta gäller:", "3 En sak."], id="bullet-alone"),
        pytest.param("Gäller:\n– ledamot\n– ersättare", ["1 Gäller:", "2 ledamot", "3 ersättare"], id="dashes"),
        pytest.param("Rådet möts\n– efter kallelse.", ["1–2 Rådet möts – efter kallelse."], id="dash-in-a-sentence"),
        pytest.param("Det gäller\n- ledamot\n- ersättare", ["1 Det gäller", "2 ledamot", "3 ersättare"], id="hyphens"),
        pytest.param("Syssel-\nsättning ska anges.", ["1–2 Sysselsättning ska anges."], id="hyphenation"),
        pytest.param("Hälso-\noch sjukvård ges.", ["1–2 Hälso- och sjukvård ges."], id="suspended-hyphen"),
        pytest.param("Detta gäller Syd-\nÖst också.", ["1–2 Detta gäller Syd- Öst också."], id="hyphen-before-capital"),
        pytest.param(
            "Parti Mandat Stöd\n1–3 25 % 9 438 kr\n4–6 50 % 18 875 kr",
            ["# 1 Parti Mandat Stöd", "2 1–3 25 % 9 438 kr", "3 4–6 50 % 18 875 kr"],
            id="table",
        ),
        pytest.param("Partiet har råd,\nUmeå har inte.", ["1–2 Partiet har råd, Umeå har inte."], id="comma"),
        pytest.param(
            "Rådet träffas i Umeå och därefter i\nUmeå igen, året runt, och någon gång i Lund.",
            ["1–2 Rådet träffas i Umeå och därefter i Umeå igen, året runt, och någon gång i Lund."],
            id="capital-after-preposition",
        ),
        pytest.param(
            "Alla får stöd av det berörda partiet Socialdemokraterna\nVänsterpartiet får.",
            ["1–2 Alla får stöd av det berörda partiet Socialdemokraterna Vänsterpartiet får."],
            id="full-line",
        ),
        pytest.param(
            "Partierna är Norra\n\n\n\nPartiet får stöd.", ["1 Partierna är Norra", "5 Partiet får stöd."], id="gap"
        ),
        pytest.param(
            "Kap. Fyra gäller.\nNr\n5 är fri.", ["1 Kap. Fyra gäller.", "# 2 Nr", "3 5 är fri."], id="short-lines"
        ),
        pytest.param(
            "Stöd ges enligt 4 kap.\n33 § lagen.", ["1–2 Stöd ges enligt 4 kap. 33 § lagen."], id="stop-at-line-end"
        ),
        pytest.param("a\u00adb\u00a0c\u200bd e\u0301", ["1 ab cd é"], id="invisible"),
        pytest.param("Före\x0cEfter beslutet gäller det.", ["1 Före Efter beslutet gäller det."], id="form-feed"),
        pytest.param(
            "Sida 3 (12)\nText är\n3 (12)\nhär.\n- 4 -",
            ["~ 1 Sida 3 (12)", "2–4 Text är här.", "~ 3 3 (12)", "~ 5 - 4 -"],
            id="page-numbers",
        ),
    ],
)
def test_splitting(text, expected):
    assert split(text) == expected


def test_the_hash_does_not_know_how_lines_are_broken():
    one = sentences_of_lines([["Syssel-", "", "sättningen ska anges i Umeå."]])
    two = sentences_of_lines([["• Syssel\u00adsättningen  ska anges", "i Umeå."]])
    assert [s.hash for s in one] == [s.hash for s in two] == [fingerprint("Sysselsättningen ska anges i Umeå.")]
    assert len(one[0].hash) == 16
    assert fingerprint("umeå") != fingerprint("Umeå")


def test_headers_and_footers_are_layout():
    things = ("Mening ett gäller i", "Denna andra gäller i", "Och den tredje gäller")
    pages = [
        ("Norra kommunen", text, "hela landet.", f"Rådet {thing} möts.", f"Nämnd {thing} möts.", f"Kopia {number}")
        for number, (text, thing) in enumerate(zip(things, "abc", strict=True))
    ]
    found = sentences_of_lines(pages)
    assert [one.place.text for one in found if one.role == "noise"] == ["1", "6", "7", "12", "13", "18"]
    assert [one.place.text for one in found if one.role == "sentence"][:3] == ["2–3", "4", "5"]
    # Two pages are too few to tell.
    assert [one for one in sentences_of_lines(pages[:2]) if one.role == "noise"] == []


def test_layout_that_has_been_pointed_out():
    text = "Norra kommunen\nStödet ges\nNorra kommunen\ntill alla."
    assert split(text, {fingerprint("Norra kommunen")}) == [
        "~ 1 Norra kommunen",
        "2–4 Stödet ges till alla.",
        "~ 3 Norra kommunen",
    ]


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet='aAå .,:;!?-–•*()§1234\n\x0c"”\u00ad\uf0b7', max_size=120))
def test_any_text_is_split_without_loss(text):
    found = sentences_of_lines([text.split("\n")])
    lines = text.count("\n") + 1
    assert all(1 <= one.place.first <= one.place.last <= lines for one in found)
    assert [one.place.first for one in found] == sorted(one.place.first for one in found)
    assert all(one.text == one.text.strip() and one.text for one in found)


# -- marks ---------------------------------------------------------------------------------------

RULES = """\
regelverk "Stöd"
    beslutat   nämnden 2026-01-02   [1]

enheter
    mandat

begrepp
    parti (partiet, partier, partierna)
        mandat (mandatet, mandaten): heltal mandat, minst 1 mandat

§ 1 Stödet
    | Stödet ges varje år.   [2–3]
    bestämmelse
    anmärkning "Oklart när."   [4]
    partiets stöd (stödet) är   [5]
        2 kr om mandaten är minst 2 mandat   [6a]
        annars 1 kr   [6b]
    tolkning höjning "Hur?"   [7]
        en:
            höjningen är 1 kr   [8]
        två:
            höjningen är 2 kr
        gäller en, "så är det"
    avsnitt Mer
        | Reglerna visar detta.   [9]
        kontroll "Aldrig noll": partiets stöd är minst 1 kr   [12]

kontroll "Mer ger mer": partiets stöd minskar aldrig när mandaten ökar   [13]

kontrollräkning "Tabell"   [11]
    parti | mandat | stöd
    A     |      2 | 2 kr

exempel "Ett"   [10]
    partiet A har 2 mandat
    då: partiets stöd är 2 kr
"""


def marks_in(text):
    source, _ = decoding.decode("r.regel", text.encode())
    tree, problems = parsing.parse(source)
    assert problems == ()
    return tree


def test_marks_of_a_rule_file():
    tree = marks_in(RULES)
    found = [(mark.text, mark.span.line, mark.section, mark.kinds) for mark in marks(tree)]
    assert found == [
        ("1", 2, None, ("metadata",)),
        ("2–3", 12, "§ 1", ("provision",)),
        ("4", 14, "§ 1", ()),
        ("5", 15, "§ 1", ("computed",)),
        ("6a", 16, "§ 1", ("computed",)),
        ("6b", 17, "§ 1", ("computed",)),
        ("7", 18, "§ 1", ("computed",)),
        ("8", 20, "§ 1", ("computed",)),
        ("9", 25, "avsnitt Mer", ("computed",)),
        ("12", 26, "avsnitt Mer", ("computed",)),
        ("13", 28, 'kontroll "Mer ger mer"', ("computed",)),
        ("11", 30, 'kontrollräkning "Tabell"', ("computed",)),
        ("10", 34, 'exempel "Ett"', ("computed",)),
    ]
    assert section_labels(tree) == (
        *("§ 1", "avsnitt Mer", 'kontroll "Mer ger mer"', 'kontrollräkning "Tabell"', 'exempel "Ett"'),
    )


def name(text="x"):
    return nodes.Name(text, span=SPAN)


def comparison(*, judged=False):
    if judged:
        return nodes.Judged(None, "bedömer", "att det går", False, span=SPAN)
    return nodes.Comparison(name(), "=", name(), span=SPAN)


def norm(*lines, content_marks=(), own=("1",)):
    content = nodes.Content("göra", marks=content_marks, trivia=NO_TRIVIA, span=SPAN)
    return nodes.Norm(name(), "ska", (content,), False, lines, marks=own, trivia=NO_TRIVIA, span=SPAN)


def applies(*, judged=False, own=()):
    return nodes.Applies(comparison(judged=judged), False, marks=own, trivia=NO_TRIVIA, span=SPAN)


YEARLY = nodes.YearlyDate(1, 1, span=SPAN)
TARGET = nodes.Target("section", "§ 1", None, span=SPAN)
SUBJECT = nodes.Subject("stöd", (), span=SPAN)
AMOUNT = nodes.Amount(name(), None, marks=(), trivia=NO_TRIVIA, span=SPAN)
TEXT_KINDS = {
    None: "computed",
    "bestämmelse": "provision",
    "upplysning": "information",
    "definition": "definition",
    "rutin": "routine",
    "beslut": "decision",
    "förslag": "proposal",
    "metadata": "metadata",
}
ONE = ("1",)


def definition(condition=None):
    return nodes.Definition(
        SUBJECT, nodes.Single(name(), condition, span=SPAN), (), marks=ONE, trivia=NO_TRIVIA, span=SPAN
    )


@pytest.mark.parametrize(
    ("statement", "kinds"),
    [
        *(
            (nodes.TextBlock(("x",), kind, marks=ONE, trivia=NO_TRIVIA, span=SPAN), (expected,))
            for kind, expected in TEXT_KINDS.items()
        ),
        (norm(), ("normed",)),
        (norm(applies()), ("normed",)),
        (norm(applies(judged=True)), ("judged",)),
        (norm(applies(judged=True, own=("1",)), own=()), ("judged",)),
        (norm(applies(judged=True), content_marks=("1",), own=()), ("normed",)),
        (norm(AMOUNT), ("computed", "normed")),
        (norm(attrs.evolve(AMOUNT, marks=ONE), own=()), ("computed", "normed")),
        (norm(nodes.Amount(None, "enligt taxan", marks=(), trivia=NO_TRIVIA, span=SPAN)), ("normed",)),
        (norm(nodes.Extent(name(), marks=(), trivia=NO_TRIVIA, span=SPAN)), ("computed", "normed")),
        (
            norm(nodes.InParts((YEARLY,), None, None, False, marks=(), trivia=NO_TRIVIA, span=SPAN)),
            ("computed", "normed"),
        ),
        (norm(nodes.Deadline(YEARLY, None, marks=(), trivia=NO_TRIVIA, span=SPAN)), ("computed", "normed")),
        (norm(nodes.Deadline(None, "i början av året", marks=(), trivia=NO_TRIVIA, span=SPAN)), ("normed",)),
        (definition(), ("computed",)),
        (definition(comparison(judged=True)), ("computed", "judged")),
        (
            nodes.DecidedBy(SUBJECT, name(), "kr/år", (), (), NO_TRIVIA, marks=ONE, trivia=NO_TRIVIA, span=SPAN),
            ("computed", "normed"),
        ),
        (nodes.Scope(name(), comparison(), marks=ONE, trivia=NO_TRIVIA, span=SPAN), ("computed", "definition")),
        (nodes.Meaning("stöd", "pengar", marks=ONE, trivia=NO_TRIVIA, span=SPAN), ("definition",)),
        (nodes.SeeAlso("§ 6", None, None, marks=ONE, trivia=NO_TRIVIA, span=SPAN), ("information",)),
        (nodes.Note("oklart", marks=ONE, trivia=NO_TRIVIA, span=SPAN), ()),
    ],
)
def test_how_each_statement_carries(statement, kinds):
    section = nodes.Section("avsnitt", None, "Stöd", (statement,), trivia=NO_TRIVIA, span=SPAN)
    tree = nodes.Regulation("Stöd", (), (section,), trivia=NO_TRIVIA, end=NO_TRIVIA, span=SPAN)
    (mark,) = marks(tree)
    assert (mark.section, mark.kinds) == ("avsnitt Stöd", kinds)


def test_marks_of_an_amendment():
    inner = nodes.Section(
        "§",
        "1",
        "Stöd",
        (nodes.TextBlock(("x",), "rutin", marks=("5",), trivia=NO_TRIVIA, span=SPAN),),
        trivia=NO_TRIVIA,
        span=SPAN,
    )
    changes = (
        nodes.Replace(TARGET, (inner,), marks=("1",), trivia=NO_TRIVIA, span=SPAN),
        nodes.Repeal(TARGET, marks=("2",), trivia=NO_TRIVIA, span=SPAN),
        nodes.Insert(None, (), marks=("3",), trivia=NO_TRIVIA, span=SPAN),
        nodes.Transition("older", "beslut före 2027", marks=("4",), trivia=NO_TRIVIA, span=SPAN),
    )
    head = nodes.HeaderLine("träder i kraft", "den 2027-01-01", marks=("6",), trivia=NO_TRIVIA, span=SPAN)
    tree = nodes.Amendment("2027.regel", "Ändring", (head,), changes, trivia=NO_TRIVIA, end=NO_TRIVIA, span=SPAN)
    assert {mark.text: (mark.section, mark.kinds) for mark in marks(tree)} == {
        "6": (None, ("metadata",)),
        "1": (None, ("decision",)),
        "5": ("§ 1", ("routine",)),
        "2": (None, ("decision",)),
        "3": (None, ("decision",)),
        "4": (None, ("provision",)),
    }


# -- carrying ------------------------------------------------------------------------------------


def mark(text, *, line=1, kinds=("provision",), section="§ 1"):
    return Mark(text, marked_place(text), Span("mapp/r.regel", line, 1, line, 2), None, section, kinds)


def stretches(*texts):
    return [stretch(text) for text in texts]


@pytest.mark.parametrize(
    ("places", "written", "expected"),
    [
        pytest.param(["3–5"], ["3–5"], [["3–5"]], id="exactly"),
        pytest.param(["3", "3–5"], ["3–5"], [[], ["3–5"]], id="a-short-sentence-within-another"),
        pytest.param(["3", "4–5"], ["3–6"], [["3–6"], ["3–6"]], id="several-sentences"),
        pytest.param(["3–6"], ["3–4"], [[]], id="a-part-only"),
        pytest.param(["3–6"], ["3–4", "4–6"], [["3–4", "4–6"]], id="all-parts"),
        pytest.param(["3–6"], ["4–6", "3–4"], [["4–6", "3–4"]], id="in-the-order-of-the-rules"),
        pytest.param(["3–6"], ["3", "5–6"], [[]], id="a-line-left-out"),
        pytest.param(["3–6"], ["4–6"], [[]], id="the-beginning-left-out"),
        pytest.param(["3–6"], ["3–4", "1–9"], [["3–4", "1–9"]], id="part-and-whole"),
        pytest.param(["3–6"], ["2–4"], [[]], id="straddling"),
        pytest.param(["45"], ["45a", "45b"], [["45a", "45b"]], id="parts-of-one-sentence"),
        pytest.param(["45", "45"], ["45a", "45b"], [["45a"], ["45b"]], id="letters"),
        pytest.param(["45", "45"], ["45c"], [[], ["45c"]], id="letter-beyond"),
        pytest.param(["45", "45"], ["45"], [["45"], ["45"]], id="the-whole-line"),
        pytest.param(["3", "8"], ["1–9", "7–9", "2–4"], [["1–9", "2–4"], ["1–9", "7–9"]], id="nested"),
        pytest.param(["3"], ["å"], [[]], id="no-place"),
        pytest.param([], ["3"], [], id="no-sentences"),
    ],
)
def test_carrying(places, written, expected):
    found = carried(stretches(*places), [mark(text) for text in written])
    assert [[one.text for one in each.marks] for each in found] == expected


def test_a_note_carries_nothing():
    (found,) = carried(stretches("3–5"), [mark("3–5", kinds=()), mark("3–4")])
    assert found.marks == ()
    assert [one.text for one in found.notes] == ["3–5", "3–4"]


def test_marks_that_point_at_nothing():
    written = [mark(text) for text in ("1", "3–9", "6", "11–12", "å")]
    assert [one.text for one in unmatched(stretches("8–10", "3–4"), written)] == ["1", "6", "11–12", "å"]
    assert len(unmatched([], written)) == 5


# -- the register --------------------------------------------------------------------------------

DOCUMENT = LineDocument(
    "beslut.txt", (("Stöd till partier", "Partiet får stöd. Rådet", "beslutar.", "Kopia", "Stöd ges."),)
)


def registered(marks=(), noise=()):
    before = Register(noise=tuple(noise))
    return made("beslut.txt", sentences_in(DOCUMENT, before), ("# Ur beslutet",), marks, "mapp")


def test_a_register():
    rules = [mark("2", line=7), mark("2–3", line=9, kinds=("computed", "definition"), section=None)]
    assert register_text(registered(rules)) == (
        "# Ur beslutet\n"
        "dokument\tplats\thash\tslag\tavsnitt\trad\n"
        f"beslut.txt\t1\t{fingerprint('Stöd till partier')}\trubrik\t\t\n"
        f"beslut.txt\t2\t{fingerprint('Partiet får stöd.')}\tbestämmelse\t§ 1\tr.regel:7\n"
        f"beslut.txt\t2–3\t{fingerprint('Rådet beslutar.')}\tberäknad; definition\t\tr.regel:9\n"
        f"beslut.txt\t4\t{fingerprint('Kopia')}\trubrik\t\t\n"
        f"beslut.txt\t5\t{fingerprint('Stöd ges.')}\t\t\t\n"
    )


def test_a_register_follows_the_rules():
    before = registered([mark("5")])
    after = refreshed(before, [mark("5", line=3, kinds=("normed",), section="§ 2")], "annan")
    assert [entry.place for entry in after.entries] == [entry.place for entry in before.entries]
    assert after.entries[-1] == attrs.evolve(
        before.entries[-1], kinds=("normed",), sections=("§ 2",), statements=("r.regel:3",)
    )


def test_layout_is_remembered_by_its_hash():
    first = registered(noise=stretches("4"))
    assert [entry.role for entry in first.entries] == ["heading", "sentence", "sentence", "noise", "sentence"]
    assert len(first.sentences) == 4
    assert first.noise == ()
    moved = LineDocument("nytt.txt", (("Kopia", "Stöd ges."),))
    assert [one.role for one in sentences_in(moved, first)] == ["noise", "sentence"]


def test_layout_of_documents_without_lines():
    pages = PageDocument("beslut.pdf", (("Norra", "", "Stöd ges."), ("Norra", "Rådet möts.")))
    assert [one.place.text for one in sentences_in(pages, Register())] == ["1", "2", "3", "4"]
    first = made("beslut.pdf", sentences_in(pages, Register()), (), (), "")
    pointed = attrs.evolve(first, noise=tuple(stretches("1")))
    assert [one.role for one in sentences_in(pages, pointed)] == ["noise", "sentence", "noise", "sentence"]
    paragraphs = ParagraphDocument("beslut.docx", (("Norra", True), ("", False), ("Stöd ges. Rådet möts.", False)))
    assert [one.role for one in sentences_in(paragraphs, Register())] == ["heading", "sentence", "sentence"]
    assert [one.role for one in sentences_in(paragraphs, pointed)] == ["noise", "sentence", "sentence"]


def test_lines_beyond_the_document_are_no_layout():
    assert [entry.role for entry in registered(noise=stretches("5–900000000")).entries][-1] == "noise"


def test_styled_paragraphs():
    found = sentences_of_paragraphs([("Stödet ges till alla partier.", True), ("Rådet möts.", False)])
    assert [one.role for one in found] == ["heading", "sentence"]


def test_reading_what_people_have_been_at():
    text = register_text(attrs.evolve(registered([mark("2")]), noise=tuple(stretches("3", "7–8"))))
    assert "# brus: 3, 7–8\n" in text
    touched = "\ufeff" + text.replace("\n", "\r\n").replace("\t\t\t\r\n", "\r\n") + "\r\n"
    register, problems = read_register("r.tsv", touched)
    assert problems == ()
    assert register == attrs.evolve(registered([mark("2")]), noise=tuple(stretches("3", "7–8")))
    assert read_register("r.tsv", "") == (Register(), ())


HEAD = "dokument\tplats\thash\tslag\tavsnitt\trad\n"
HASH = "0123456789abcdef"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("plats\thash\n", RegisterHeading("r.tsv", 1)),
        (f"{HEAD}b.txt\t1\t{HASH}\t\t\t\t\n", RegisterRow("r.tsv", 2, "columns", f"b.txt\t1\t{HASH}\t\t\t\t")),
        (f"{HEAD}b.txt\tx\t{HASH}\n", RegisterRow("r.tsv", 2, "place", "x")),
        (f"{HEAD}b.txt\t1\tABC\n", RegisterRow("r.tsv", 2, "hash", "ABC")),
        (f"{HEAD}b.txt\t1\t{HASH}\tregel\n", RegisterRow("r.tsv", 2, "kind", "regel")),
        (f"{HEAD}b.txt\t1\t{HASH}\nc.txt\t2\t{HASH}\n", RegisterRow("r.tsv", 3, "document", "c.txt")),
        (f"# brus: 1, x\n{HEAD}", RegisterRow("r.tsv", 1, "place", "1, x")),
    ],
)
def test_registers_that_cannot_be_read(text, problem):
    assert read_register("r.tsv", text) == (Register(), (problem,))


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.sampled_from(["b.txt", "1–2", "å", HASH, "\t", "\n", "#", "brus:", "rubrik", "; ", "", HEAD]), max_size=25
    )
)
def test_any_text_is_a_register_or_has_problems(parts):
    register, problems = read_register("r.tsv", "".join(parts))
    if not problems:
        assert read_register("r.tsv", register_text(register)) == (register, ())


def test_problems_are_bounded():
    text = HEAD + "b.txt\tx\n" * 200
    assert len(read_register("r.tsv", text)[1]) == 50


WORDS = st.text(alphabet="abc §.1", min_size=1, max_size=8).map(lambda text: " ".join(text.split()) or "x")
ENTRIES = st.builds(
    Entry,
    st.builds(lambda first, more: Stretch(first, first + more), st.integers(1, 99), st.integers(0, 3)),
    st.text(alphabet="0123456789abcdef", min_size=16, max_size=16),
    st.just("sentence"),
    st.lists(st.sampled_from(tuple(SPELLED)), unique=True).map(tuple),
    st.lists(WORDS, unique=True, max_size=2).map(tuple),
    st.lists(WORDS, unique=True, max_size=2).map(tuple),
)


@settings(max_examples=50, deadline=None)
@given(st.lists(ENTRIES, min_size=1, max_size=5).map(tuple))
def test_a_register_reads_as_it_was_written(entries):
    register = Register("b.txt", entries, (), ("# Ur beslutet",))
    assert read_register("r.tsv", register_text(register)) == (register, ())


# -- what has changed ----------------------------------------------------------------------------


def versions(old, new):
    """(entries, sentences) of two texts of one-word sentences, a line each."""
    before = [Entry(Stretch(at, at), fingerprint(f"{word}."), "sentence") for at, word in enumerate(old.split(), 1)]
    return before, [Sentence(Stretch(at, at), f"{word}.", "sentence") for at, word in enumerate(new.split(), 1)]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("A B C", "A B C", []),
        ("", "", []),
        ("A B C", "A X C", ["changed 2 2 X."]),
        ("A B C", "A C", ["gone 2 None None", "moved 3 2 C."]),
        ("A C", "A B C", ["new None 2 B.", "moved 2 3 C."]),
        ("A B C D", "D A B C", ["moved 4 1 D.", "moved 1 2 A.", "moved 2 3 B.", "moved 3 4 C."]),
        ("A B", "X Y Z", ["changed 1 1 X.", "changed 2 2 Y.", "new None 3 Z."]),
        ("A", "", ["gone 1 None None"]),
        ("", "A", ["new None 1 A."]),
        ("A A B", "A A A B", ["new None 3 A.", "moved 3 4 B."]),
        ("A B A", "A X A", ["changed 2 2 X."]),
        ("A A C", "C A", None),
    ],
)
def test_comparing(old, new, expected):
    entries, sentences = versions(old, new)
    found = compare(entries, sentences)
    told = [f"{one.what} {one.before and one.before.text} {one.after and one.after.text} {one.text}" for one in found]
    if expected is not None:
        assert told == expected
    assert [one.old for one in found if one.what == "gone"] == [
        one.before.first - 1 for one in found if one.what == "gone"
    ]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from("ABCDE"), max_size=9), st.lists(st.sampled_from("ABCDE"), max_size=9))
def test_every_sentence_is_accounted_for_once(old, new):
    entries, sentences = versions(" ".join(old), " ".join(new))
    found = compare(entries, sentences)
    gone = {one.before for one in found if one.before is not None}
    came = {one.after for one in found if one.after is not None}
    assert sum(one.before is not None for one in found) == len(gone)
    assert sum(one.after is not None for one in found) == len(came)
    # What no difference is about stands where it stood.
    kept = [entry for entry in entries if entry.place not in gone]
    same = [sentence for sentence in sentences if sentence.place not in came]
    assert [(entry.place, entry.hash) for entry in kept] == [(one.place, one.hash) for one in same]
    for one in found:
        if one.what == "moved":
            assert entries[one.old].hash == fingerprint(one.text)
    assert (found == ()) == (old == new)


# -- what is carried -----------------------------------------------------------------------------


def test_coverage():
    rules = [
        mark("2", kinds=("provision",), section="§ 1"),
        mark("2", kinds=("computed",), section="§ 2"),
        mark("2", kinds=("routine",), section="§ 3"),
        mark("2–3", kinds=("metadata",), section=None),
        mark("1", kinds=("normed",)),
        mark("77"),
    ]
    found = cover(registered(rules, noise=stretches("4")), rules, ("§ 1", "§ 2", "§ 3"))
    assert found.sections == ((None, (0, 0, 0, 0, 1)), ("§ 2", (1, 0, 0, 0, 0)))
    assert (found.headings, found.noise) == (1, 1)
    assert [line.entry.place.text for line in found.uncarried] == ["5"]
    assert [one.text for one in found.unmatched] == ["77"]
    heading, *others = found.lines
    assert (heading.group, heading.section) == (None, "§ 1")
    assert [line.group for line in others] == ["computed", "informative", None]


def test_every_kind_has_a_group():
    assert {group_of(kind) for kind in SPELLED} == set(GROUPS)
