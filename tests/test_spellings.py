"""Other words for what the language has words for: what they are rewritten to, and that they give way to names."""

import pytest

from dsl.formatting import format_regulation
from dsl.parsing import parse
from dsl.source import Source


def canonical(*lines):
    """What the formatter makes of the lines of a section."""
    tree, problems = parse(Source("f", "\n".join(('regelverk "R"', "avsnitt A", *(f"    {line}" for line in lines)))))
    assert problems == ()
    return tuple(line.removeprefix("    ") for line in format_regulation(tree).splitlines()[3:])


def codes(text):
    return [problem.code for problem in parse(Source("f", text))[1]]


@pytest.mark.parametrize(
    ("written", "rewritten"),
    [
        ("X, dock minst 5 kr", "X, dock lägst 5 kr"),
        ("X, dock som minst 5 kr", "X, dock lägst 5 kr"),
        ("X, dock som mest 5 kr", "X, dock högst 5 kr"),
        ("X, lägst 5 kr, högst 9 kr", "X, dock lägst 5 kr, dock högst 9 kr"),
        ("X, minst 5 kr", "X, dock lägst 5 kr"),
        ("X, som mest 5 kr", "X, dock högst 5 kr"),
        ("X, dock lägst 5 kr och högst 9 kr", "X, dock lägst 5 kr, dock högst 9 kr"),
        ("X, lägst 5 kr och dock högst 9 kr", "X, dock lägst 5 kr, dock högst 9 kr"),
        ("X, dock minst 5 kr men som mest 9 kr", "X, dock lägst 5 kr, dock högst 9 kr"),
        ("X, dock högst 9 kr men lägst 5 kr", "X, dock högst 9 kr, dock lägst 5 kr"),
        (
            "X, dock lägst 5 kr och högst 9 kr om A är 1, avrundat nedåt till hela kronor",
            "X, dock lägst 5 kr om A är 1, dock högst 9 kr om A är 1, avrundat nedåt till hela kronor",
        ),
        ("X dividerat med Y", "X / Y"),
        ("fem mandat", "5 mandat"),
        (
            "1 om A är från och med 1 per påbörjat tiotal till och med 2",
            "1 om A är från och med 1 per påbörjat tiotal till och med 2",
        ),
        ("X per påbörjat tiotal per kr", "X per påbörjat tiotal per kr"),
        ("9 kr per påbörjat tiotal plus 3 kr", "9 kr per påbörjat tiotal + 3 kr"),
        ("9 kr per påbörjat tiotal resor", "9 kr per påbörjat tiotal resor"),
        ("1 om A är b och år är 2", "1 om A är b och år är 2"),
        ("tio procent av X, dock lägst ett arvode", "10 % av X, dock lägst 1 arvode"),
        ("1 om A är minst fem mandat", "1 om A är minst 5 mandat"),
        ("en hundratjugondel av X", "en etthundratjugondel av X"),
        ("tre åttondedelar av X", "tre åttondelar av X"),
        ("13 425 kr för varje mandat", "13 425 kr per mandat"),
        ("13 425 kr per varje mandat", "13 425 kr per mandat"),
        ("151 kr per kvm per månad", "151 kr per kvm och månad"),
        ("151 kr per kvm och månad", "151 kr per kvm och månad"),
        ("9 kr per varje påbörjat hundratal kvm", "9 kr per påbörjat hundratal kvm"),
        ("8 procentenheter över X", "X, ökat med 8 procentenheter"),
        ("8 procentenheter under X", "X, minskat med 8 procentenheter"),
        ("X, avrundat till närmaste hela krontal, 50 öre uppåt", "X, avrundat till hela kronor, hälften uppåt"),
        ("X multiplicerat med Y", "X × Y"),
        ("X minskat med Y", "X, minskat med Y"),
        ("X, minskad med Y", "X, minskat med Y"),
        ("X minskas med Y, dock högst 5 kr", "X, minskat med Y, dock högst 5 kr"),
        ("X reduceras med en fjärdedel", "X, minskat med en fjärdedel"),
        ("X höjs med hälften", "X, ökat med hälften"),
        ("X ökas med tre fjärdedelar om A är 1", "X, ökat med tre fjärdedelar om A är 1"),
        ("X, ökat med hälften av Y", "X, ökat med hälften av Y"),
        ("dubbla X", "2 × X"),
        ("det dubbla av X", "2 × X"),
        ("5 / tredubbla X", "5 / (3 × X)"),
        ("hälften av dubbla X", "hälften av (2 × X)"),
        ("halva X", "hälften av X"),
        ("X, avrundat uppåt till halva timmar", "X, avrundat uppåt till närmaste halva timmar"),
        ("skillnaden mellan A och B", "A − B"),
        ("5 % av skillnaden mellan A och B", "5 % av (A − B)"),
        ("hälften av skillnaden mellan A och B", "hälften av (A − B)"),
        ("summan av A och B", "A + B"),
        ("5 % av summan av A, B och C", "5 % av (A + B + C)"),
        ("det högsta av A och B", "det högre av A och B"),
        ("det lägsta av A och B, dock högst 5 kr", "det lägre av A och B, dock högst 5 kr"),
        ("1 om A är summan av B och C", "1 om A är B + C"),
        ("1 om summan av A och B är minst 5", "1 om A + B är minst 5"),
        ("1 om A är summan av partiernas mandat och B är 5", "1 om A är summan av partiernas mandat och B är 5"),
        ("endast 25 % av X", "25 % av X"),
        ("endast hälften av X", "hälften av X"),
    ],
)
def test_values(written, rewritten):
    assert canonical(f"stöd är {written}") == (f"stöd är {rewritten}",)
    assert canonical(f"stöd är {rewritten}") == (f"stöd är {rewritten}",)


@pytest.mark.parametrize(
    ("written", "rewritten"),
    [
        ("A överstiger 5 kr", "A är mer än 5 kr"),
        ("A inte överstiger 5 kr", "A är högst 5 kr"),
        ("A överskrider inte 5 kr", "A är högst 5 kr"),
        ("A understiger B", "A är mindre än B"),
        ("A inte underskrider B", "A är minst B"),
        ("A uppgår till 5 kr", "A är 5 kr"),
        ("A uppgår till minst 5 kr", "A är minst 5 kr"),
        ("A uppgår till mer än 5 kr", "A är mer än 5 kr"),
        ("A är större än 5", "A är mer än 5"),
        ("A är längre än 5 m", "A är mer än 5 m"),
        ("A är inte högre än 5", "A är högst 5"),
        ("A är inte mer än 5", "A är högst 5"),
        ("A är kortare än 5", "A är mindre än 5"),
        ("A är inte färre än 5", "A är minst 5"),
        ("A är över 5", "A är mer än 5"),
        ("A är under 18 år", "A är mindre än 18 år"),
        ("A är som mest 5", "A är högst 5"),
        ("A är lägst 5", "A är minst 5"),
        ("A är lika med B", "A är B"),
        ("A är mellan 5 och 9", "A är från och med 5 till och med 9"),
        ("A är minst 5 och högst 9", "A är från och med 5 till och med 9"),
        ("A är högst 9 men minst 5", "A är från och med 5 till och med 9"),
        ("A är minst 5 och mindre än 9", "A är minst 5 och A är mindre än 9"),
        ("A är mer än 5 och högst 9 och B är 1", "A är mer än 5 och A är högst 9 och B är 1"),
        ("A är mer än 5 men mindre än 9", "A är mer än 5 och A är mindre än 9"),
        ("A överstiger 5 men inte 9", "A är mer än 5 och A är högst 9"),
        ("A understiger 9 men inte 5", "A är mindre än 9 och A är minst 5"),
        ("inte A är 5", "A är inte 5"),
        ("inte A har B", "A har inte B"),
        ("inte A är senast 2027-01-01", "A är mer än 2027-01-01"),
        ("A är 5 men inte om B är minst 7", "A är 5 och B är mindre än 7"),
        ("A är 5 och C är 6 utom om B är nytt", "A är 5 och C är 6 och B är inte nytt"),
        ("A är 1 eller B är 2", "A är 1 eller B är 2"),
        ("A är 1 eller 2", "A är 1 eller 2"),
    ],
)
def test_conditions(written, rewritten):
    assert canonical(f"stöd är 1 om {written}") == (f"stöd är 1 om {rewritten}",)
    assert canonical(f"stöd är 1 om {rewritten}") == (f"stöd är 1 om {rewritten}",)


@pytest.mark.parametrize("verb", ["utgår med", "lämnas med", "utgör", "uppgår till", "ska vara", "betalas ut med"])
def test_verbs_of_amounts(verb):
    assert canonical(f"partiets stöd (stödet) {verb} 5 kr") == ("partiets stöd (stödet) är 5 kr",)


def test_sharing():
    head = "potten fördelas mellan partierna som stöd"
    assert canonical(
        head,
        "    hälften delas lika på partierna",
        "    tio procent delas ut lika mellan partierna",
        "    5 kr fördelas utifrån mandaten",
        "    resten delas proportionellt efter partierna",
    ) == (
        head,
        "    hälften fördelas lika",
        "    10 % fördelas lika",
        "    5 kr fördelas i proportion till mandaten",
        "    resten fördelas lika",
    )


def test_cells():
    written = ("> 50 kr", "under 10 kr", "≥ 7 kr", "<= 3 kr")
    assert canonical("stödet är enligt tabellen", "    X | stödet", *(f"    {cell} | 1" for cell in written)) == (
        "stödet är enligt tabellen",
        "    X                | stödet",
        "    mer än 50 kr     |      1",
        "    mindre än 10 kr  |      1",
        "    7 kr eller fler  |      1",
        "    3 kr eller färre |      1",
    )


def test_exceptions():
    assert canonical("stöd är X", "    dock endast 25 % av X om A är 1") == (
        "stöd är X",
        "    dock 25 % av X om A är 1",
    )


@pytest.mark.parametrize(
    ("declared", "used"),
    [
        ("    dubbla stöd (dubbla stödet) är 5 kr", "dubbla stödet"),
        ("    halva är 5 kr", "halva"),
        ("    medel delas efter behov är 5 kr", "medel delas efter behov"),
        ("    inga alls är 5 kr", "inga alls"),
        ("    partiets avgift utgör stöd (avgift utgör stödet) är 5 kr", "avgift utgör stödet"),
        ("begrepp\n    parti (partiet, partier)\n        dubbla stöd: kr", "dubbla stöd"),
        ("    potten fördelas mellan partierna som halva stödet (halva)\n        resten fördelas lika", "halva stödet"),
    ],
)
def test_a_declared_name_is_a_name(declared, used):
    head = 'regelverk "R"\navsnitt A\n' if declared.startswith(" ") else 'regelverk "R"\n'
    text = f"{head}{declared}\navsnitt B\n    värde är {used}\n"
    tree, problems = parse(Source("f", text))
    assert problems == ()
    assert tree.items[-1].statements[-1].body.value.text == used


def test_a_truth_may_be_named_with_such_a_word():
    text = 'regelverk "R"\navsnitt A\n    kunden är över gränsen när A är 5\n    värde är 1 om kunden är över gränsen\n'
    tree, problems = parse(Source("f", text))
    assert problems == ()
    assert tree.items[0].statements[1].body.condition.right.text == "över gränsen"


def test_a_use_is_no_declaration():
    below = "stöd är\n        1 om A överstiger B\n    | X utgör Y är"
    assert codes(f'regelverk "R"\navsnitt A\n    {below}\n') == []


def test_limits_of_what_is_declared_stay():
    assert codes('regelverk "R"\nuppgifter\n    lön: kr, minst 5 kr, högst 9 kr\n') == []
    assert codes('regelverk "R"\nuppgifter\n    lön: kr, lägst 5 kr\n') == ["RV108"]


@pytest.mark.parametrize("text", ["det dubbla av A + B", "skillnaden mellan A och B × 2", "summan av A och B / 2"])
def test_what_can_be_read_in_two_ways_is_refused(text):
    assert codes(f'regelverk "R"\navsnitt A\n    stöd är {text}\n') == ["RV108"]


@pytest.mark.parametrize("verb", ["är sammanlagt", "är tillsammans", "uppgår sammanlagt till"])
def test_together(verb):
    assert canonical(f"stöd är 1 om partiets uppdrag {verb} minst 40 %") == (
        "stöd är 1 om partiets uppdrag sammanlagt är minst 40 %",
    )


@pytest.mark.parametrize(
    ("written", "rewritten"),
    [
        ("A är 1 någon gång de senaste 3 åren", "A är 1 någon gång under de senaste tre åren"),
        ("A har B någon gång under de sista 13 åren", "A har B någon gång under de senaste 13 åren"),
        ("A är minst 1 5 år i rad", "A är minst 1 fem år i rad"),
        ("A är minst 1 varje år de senaste tre åren", "A är minst 1 tre år i rad"),
        ("A saknar B även det föregående året", "A har inte B även under föregående år"),
        ("A är 1 två år i rad", "A är 1 även under föregående år"),
    ],
)
def test_years(written, rewritten):
    assert canonical(f"stöd är 1 om {written}") == (f"stöd är 1 om {rewritten}",)
    assert canonical(f"stöd är 1 om {rewritten}") == (f"stöd är 1 om {rewritten}",)


def test_years_of_a_sum():
    assert canonical("stöd är summan av A under de senaste 3 åren") == ("stöd är summan av A de senaste tre åren",)
    # Nothing to be of: words of a name.
    assert canonical("stöd är de senaste tre åren") == ("stöd är de senaste tre åren",)
