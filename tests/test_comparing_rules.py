"""What differs between the rules of two versions: told, mixed and grouped."""

import re
from datetime import date
from html import escape
from itertools import combinations
from pathlib import Path
from random import Random

import pytest
import strategies
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dsl.comparing.aligning import align
from dsl.comparing.amendments import amendment_steps
from dsl.comparing.changes import changes, renamings
from dsl.comparing.data import Change, side_of
from dsl.comparing.grouping import independent_of
from dsl.comparing.meaning import Numbers, meaning_of
from dsl.comparing.mixing import mixed, mixed_of
from dsl.comparing.standing import MOST_TRIED, Hints, standing
from dsl.comparing.statements import pairs
from dsl.comparing.words import difference
from dsl.formatting import format_regulation
from dsl.mutating import mutants, mutated
from dsl.parsing import parse
from dsl.pipeline import load, load_source, load_tree
from dsl.source import Source
from interpreter.examples.testing import run_examples
from workbench.page.html import as_html
from workbench.page.look import Look
from workbench.page.page import Page
from workbench.page.terminal import plain_spaces
from workbench.page.text import parts_as_text
from workbench.versions.change_words import change_name
from workbench.versions.rule_changes import change_parts, records

ROOT = Path(__file__).parent.parent
CASES = sorted(path.name for path in (ROOT / "tests/comparing").iterdir())
REGULATIONS = [
    *sorted(path.parent for path in ROOT.glob("regulations/*/*.regel")),
    *sorted(ROOT.glob("tests/corpus/*/good/*.regel")),
]


def side(path):
    found = side_of(load(path))
    assert found is not None
    return found


def both(name):
    folder = ROOT / "tests/comparing" / name
    return side(folder / "old.regel"), side(folder / "new.regel")


def meaning(program):
    return dict(meaning_of(program, Numbers()).said)


def same_meaning(one, other):
    numbers = Numbers()
    return meaning_of(one, numbers).said == meaning_of(other, numbers).said


def told(old, new):
    """What differs, then what may differ in what is computed, and which changes need which."""
    found = changes(old, new)
    lines = [parts_as_text(tuple(change_parts(found, every=True)), Look(100))]
    for group in independent_of(align(old.tree, new.tree), old, new, found):
        names = " + ".join(change_name(change) + "*" * change.computes for change in group.changes)
        needs = ", ".join(map(change_name, group.needs))
        lines.append(f"[{names}]{f' needs {needs}' if needs else ''}\n")
    return "".join(lines)


@pytest.mark.parametrize("name", CASES)
def test_what_differs_is_told(name):
    """`*`: may change what is computed."""
    expected = (ROOT / "tests/comparing" / name / "expected.txt").read_text("utf-8")
    assert told(*both(name)) == plain_spaces(expected)


# -- laws ----------------------------------------------------------------------------------------

thorough = settings(deadline=None, max_examples=100, suppress_health_check=list(HealthCheck))


@pytest.mark.parametrize("path", REGULATIONS, ids=str)
def test_a_regulation_does_not_differ_from_itself(path):
    one = side(path)
    assert changes(one, one) == ()
    assert changes(one, side(path)) == ()
    assert tuple(change_parts(())) == ()


MARKED = [path for path in REGULATIONS if path.is_dir()]


@pytest.mark.parametrize("path", MARKED, ids=str)
def test_comments_marks_and_layout_are_only_wording(path):
    one = side(path)
    text = format_regulation(one.tree)
    commented = re.sub(r"(?m)^( +)(?=[a-zåäö]+ är |avsnitt|rubrik)", r"\1# En kommentar.\n\1", text)
    remarked = re.sub(r"   \[\d+", "   [900, 1", commented)
    # What goes on below its own line must not be parted from it.
    airy = re.sub(r"(?<!:)\n( +# En)", r"\n\n\1", remarked.replace("\navsnitt", "\n\navsnitt"))
    other = side_of(load_source(one.tree.span.file, airy.encode()))
    assert other is not None
    found = changes(one, other)
    assert found
    for change in found:
        assert (change.kind, change.computes, change.inert) == ("reworded", False, True)
        assert {statement.only for statement in change.statements} <= {"marks", "comments"}
    assert len(independent_of(align(one.tree, other.tree), one, other, found)) == len(found)


@pytest.mark.parametrize("name", CASES)
def test_none_is_the_old_and_all_is_the_new(name):
    old, new = both(name)
    found = changes(old, new)
    assert mixed(old, new, ()) == old.tree
    assert re.sub("\n+", "\n", format_regulation(mixed(old, new, found))) == re.sub(
        "\n+", "\n", format_regulation(new.tree)
    )
    whole = load_tree(old.loaded, mixed(old, new, found))
    assert whole.program is not None
    assert same_meaning(whole.program, new.program)


@pytest.mark.parametrize("name", CASES)
def test_what_needs_nothing_more_stands(name):
    """Any changes with what they need, so also any groups together."""
    old, new = both(name)
    groups = independent_of(align(old.tree, new.tree), old, new, changes(old, new))
    assert sorted(change_name(one) for group in groups for one in group.changes) == sorted(
        map(change_name, changes(old, new))
    )
    before: list[Change] = []
    for group in groups:
        assert set(group.needs) <= set(before)
        before += group.changes
        alone = load_tree(old.loaded, mixed(old, new, [*group.needs, *group.changes]))
        without = load_tree(old.loaded, mixed(old, new, group.needs))
        assert alone.program is not None
        assert without.program is not None
        assert same_meaning(alone.program, group.alone)
        assert same_meaning(without.program, group.without)
    for one, other in combinations(groups, 2):
        chosen = {*one.needs, *one.changes, *other.needs, *other.changes}
        assert load_tree(old.loaded, mixed(old, new, chosen)).program is not None


@pytest.mark.parametrize("name", CASES)
def test_what_computes_nothing_changes_no_value(name):
    """With any group of changes that are said to compute nothing, every value means what it meant."""
    old, new = both(name)
    for group in independent_of(align(old.tree, new.tree), old, new, changes(old, new)):
        if any(change.computes for change in group.changes):
            continue
        renamed = {one.before: one.after for change in group.changes for one in change.renamed}
        numbers = Numbers()
        before, after = meaning_of(group.without, numbers, renamed), meaning_of(group.alone, numbers)
        for key in before.said.keys() | after.said.keys():
            if key[0] == "value":
                assert before.said.get(key) == after.said.get(key)


@pytest.mark.parametrize("name", CASES)
def test_a_tree_that_is_mixed_holds_its_own_examples(name):
    """Both whole versions do; so what is told of them is told of rules that work."""
    for program in (one.program for one in both(name)):
        assert all(verdict.holds for verdict in run_examples(program, ROOT / "tests/comparing" / name))


def test_every_mutant_changes_the_meaning():
    """A slip of the pen is never taken for other words with the same meaning."""
    random = Random(4)
    for path in MARKED:
        one = side(path)
        deciding = frozenset(norm.node.span for norm in one.program.norms if norm.decision is not None)
        every = mutants(one.tree, deciding)
        for mutant in random.sample(every, min(12, len(every))):
            other = side_of(load_tree(one.loaded, mutated(one.tree, mutant)))
            if other is not None:
                assert [change.kind for change in changes(one, other)] == ["changed"], mutant


def every_change(aligned):
    """One for each part, whether it differs or not."""
    leaders = dict.fromkeys(aligned.leader(joint) for joint in (aligned.root, *aligned.joints))
    return [
        Change(
            "changed",
            None if joint.old is None else joint.old.place,
            None if joint.new is None else joint.new.place,
            (),
        )
        for joint in leaders
    ]


def test_a_text_beside_itself_is_itself():
    tree, _ = parse(Source("a.regel", (ROOT / "tests/samples/everything.regel").read_text("utf-8")))
    aligned = align(tree, tree)
    assert format_regulation(mixed_of(aligned, every_change(aligned))) == format_regulation(tree)


@thorough
@given(strategies.regulation, strategies.regulation, st.data())
def test_any_two_texts_can_be_mixed(old, new, data):
    aligned = align(old, new)
    found = every_change(aligned)
    assert len({(change.before, change.after) for change in found}) == len(found)
    whole = format_regulation(mixed_of(aligned, found))
    assert re.sub("\n+", "\n", whole) == re.sub("\n+", "\n", format_regulation(new))
    chosen = [change for change in found if data.draw(st.booleans())]
    text = format_regulation(mixed_of(aligned, chosen))
    assert parse(Source("a.regel", text))[1] == ()


@thorough
@given(st.text('ab 1,%–"', max_size=40), st.text('ab 1,%–"', max_size=40))
def test_the_words_make_up_both_lines(before, after):
    told = difference(before.strip(), after.strip())
    assert "".join(word.text for word in told if word.mark != "added") == before.strip()
    assert "".join(word.text for word in told if word.mark != "removed") == after.strip()
    if before.strip() == after.strip():
        assert {word.mark for word in told} <= {"same"}


# -- parts that have no place --------------------------------------------------------------------


def tree(*lines):
    found, problems = parse(Source("a.regel", 'regelverk "R"\n\n' + "".join(f"{line}\n" for line in lines)))
    assert problems == ()
    return found


def chosen_of(aligned, *names):
    return [
        change
        for change in every_change(aligned)
        if any(place is not None and place.name in names for place in (change.before, change.after))
    ]


def printed(regulation):
    return [line.strip() for line in format_regulation(regulation).splitlines()[1:] if line]


def test_two_sections_that_change_places_inside_each_other():
    """Each alone would stand in what stands in it."""
    alfa = ["    ena är 1 kr om villkoret är 2 kr", '    anmärkning "den ena"']
    beta = ["    andra är 3 kr om villkoret är 4 kr", '    anmärkning "den andra"']
    old = tree("avsnitt 1 Alfa", *alfa, "", "    avsnitt 2 Beta", *(f"    {line}" for line in beta))
    new = tree("avsnitt 2 Beta", *beta, "", "    avsnitt 1 Alfa", *(f"    {line}" for line in alfa))
    aligned = align(old, new)
    for names in (["avsnitt 1"], ["avsnitt 2"], ["avsnitt 1", "avsnitt 2"]):
        text = printed(mixed_of(aligned, chosen_of(aligned, *names)))
        assert sorted(text) == sorted(printed(new)), names


def test_a_heading_keeps_its_section_when_that_is_taken_away_alone():
    rules = ["    rubrik Resor", "    ena är 1 kr om villkoret är 2 kr", '    anmärkning "den ena"']
    old = tree("avsnitt 1 Alfa", '    anmärkning "borta"', *rules, "", "avsnitt 3 Annat", "    andra är 3 kr")
    new = tree("avsnitt 3 Annat", "    andra är 3 kr", *rules)
    aligned = align(old, new)
    text = printed(mixed_of(aligned, chosen_of(aligned, "avsnitt 1")))
    assert text == ["avsnitt 1 Alfa", *(line.strip() for line in rules), "avsnitt 3 Annat", "andra är 3 kr"]
    inner = tree("avsnitt 3 Annat", "    andra är 3 kr", "", "    avsnitt 1 Alfa", *(f"    {line}" for line in rules))
    aligned = align(inner, new)
    assert "ena är 1 kr om villkoret är 2 kr" in printed(mixed_of(aligned, chosen_of(aligned, "avsnitt 1")))


def test_more_than_can_be_looked_at_goes_by_names_alone():
    old = tree(*(line for at in range(101) for line in (f"avsnitt Alfa {at}", f"    x{at} är {at} kr")))
    new = tree(*(line for at in range(101) for line in (f"avsnitt Beta {at}", f"    y{at} är {at} kr/år")))
    aligned = align(old, new)
    assert all(None in (joint.old, joint.new) for joint in aligned.joints)
    assert printed(mixed_of(aligned, every_change(aligned))) == printed(new)
    notes = [tree("avsnitt A", *(f'    anmärkning "{word}{at}"' for at in range(101))) for word in ("a", "b")]
    [section] = align(*notes).joints
    assert section.old is not None
    assert section.new is not None
    assert all(None in (pair.old, pair.new) for pair in pairs(section.old.said, section.new.said))


def test_a_line_of_very_many_words_is_told_whole():
    before, after = "ett två " * 200, "ett tre " * 200
    assert [(word.mark, word.text) for word in difference(before, after)] == [("removed", before), ("added", after)]


# -- what stands without what --------------------------------------------------------------------


@thorough
@given(st.data())
def test_groups_are_what_trying_everything_finds(data):
    """Steps that need each other as drawn, of which some are hinted: each group needs just what it reaches."""
    count = data.draw(st.integers(1, 6))
    step = st.integers(0, count - 1)
    needs = {one: set(data.draw(st.sets(step, max_size=2))) - {one} for one in range(count)}
    hinted = {one: {other for other in needs[one] if data.draw(st.booleans())} for one in needs}
    likely = {one: data.draw(st.sets(step, max_size=2)) for one in needs}
    program = side(ROOT / "tests/comparing/same/old.regel").program

    def load(steps):
        return program if all(needs[one] <= steps for one in steps) else None

    def reach(one):
        found, waiting = {one}, [one]
        while waiting:
            for other in needs[waiting.pop()] - found:
                found.add(other)
                waiting.append(other)
        return found

    groups = standing(count, Hints(hinted, likely), range(count), load)
    assert sorted(member for group in groups for member in group.members) == list(range(count))
    before: set[int] = set()
    for group in groups:
        for member in group.members:
            assert reach(member) == group.needs.union(group.members)
            assert set(group.members) == {other for other in reach(member) if member in reach(other)}
        assert group.needs <= before
        assert group.without is not None
        assert group.alone is not None
        before |= set(group.members)


def test_two_that_only_go_together_are_not_needed_by_a_third():
    """3 and 4 stand on each other, and neither can be left out alone; 2 needs only 5."""
    program = side(ROOT / "tests/comparing/same/old.regel").program
    needs = {2: {5}, 3: {4}, 4: {3}}

    def load(steps):
        return program if all(needs.get(one, set()) <= steps for one in steps) else None

    groups = standing(6, Hints(), range(6), load)
    assert {group.members: group.needs for group in groups} == {
        (0,): frozenset(),
        (1,): frozenset(),
        (2,): frozenset([5]),
        (3, 4): frozenset(),
        (5,): frozenset(),
    }


def test_what_there_is_no_time_to_try_goes_together():
    program = side(ROOT / "tests/comparing/same/old.regel").program
    tried = []

    def load(steps):
        tried.append(steps)
        return program if len(steps) in (0, 90) else None

    [group] = standing(90, Hints(), range(90), load)
    assert group.members == tuple(range(90))
    assert len(tried) <= MOST_TRIED + 2


def test_what_does_not_stand_together_without_a_third_goes_with_it():
    """Two that each stand alone but only together with what needs them both."""
    program = side(ROOT / "tests/comparing/same/old.regel").program
    stands = [set(), {0}, {1}, {0, 1, 2}, {0, 1, 2, 3}, {3}]
    groups = standing(4, Hints({2: {0, 1}}), range(4), lambda steps: program if set(steps) in stands else None)
    assert [(group.members, set(group.needs)) for group in groups] == [((0,), set()), ((1, 2), {0}), ((3,), set())]


def test_what_is_not_tried_goes_by_hints():
    [one, two] = standing(2, Hints({0: {1}}), (), lambda _: None)
    assert (one.members, two.members, two.needs, two.alone) == ((1,), (0,), {1}, None)


def test_only_what_computes_need_be_tried():
    old, new = both("new_concept")
    found = changes(old, new)
    assert [group.changes for group in independent_of(align(old.tree, new.tree), old, new, found, every=False)] == [
        group.changes for group in independent_of(align(old.tree, new.tree), old, new, found)
    ]


def test_a_value_is_told_to_be_renamed():
    [one] = renamings(*both("renamed"))
    assert (one.before.name, one.after.name) == ("grundbelopp", "basbelopp")
    assert [(one.before.name, one.after.name) for one in renamings(*both("renamed_in_part"))] == [
        ("basvärde", "nytt värde")
    ]
    assert renamings(*both("number")) == ()


# -- amendments ----------------------------------------------------------------------------------

BASE = """regelverk "Bas"
    beräkningsår  2024

§ 1 Belopp
    belopp (beloppet) är 10 kr

§ 2 Summa
    dubbelt är 2 × beloppet
"""


def amended(tmp_path, **amendments):
    (tmp_path / "bas.regel").write_text(BASE, "utf-8")
    for name, (base, day, change) in amendments.items():
        text = f'ändring av "{base}.regel" "{name}"\n    träder i kraft  {day}\n\n{change}'
        (tmp_path / f"{name}.regel").write_text(text, "utf-8")


FIRST = ("bas", "2025-01-01", "§ 1 ska ha följande lydelse\n\n    § 1 Belopp\n        belopp (beloppet) är 20 kr\n")
SECOND = ("bas", "2026-01-01", "efter § 2 införs\n\n    § 3 Mer\n        extra är 3 × beloppet\n")
THIRD = ("andra", "2026-06-01", "§ 3 ska ha följande lydelse\n\n    § 3 Mer\n        extra är 4 × beloppet\n")


def steps(path, at=None):
    loaded = load(path, at)
    assert loaded.program is not None
    return amendment_steps(path, loaded, at)


def test_each_amendment_is_a_step(tmp_path):
    amended(tmp_path, första=FIRST, andra=SECOND, tredje=THIRD)
    found = steps(tmp_path)
    assert found is not None
    assert [(step.title, str(step.entry), step.needs) for step in found.steps] == [
        ("första", "2025-01-01", ()),
        ("andra", "2026-01-01", ()),
        ("tredje", "2026-06-01", (1,)),
    ]
    assert same_meaning(found.base.program, side(tmp_path / "bas.regel").program)
    assert same_meaning(found.steps[-1].so_far, side(tmp_path).program)
    assert same_meaning(found.steps[0].alone, side(tmp_path / "första.regel").program)
    assert found.steps[0].so_far is found.steps[0].alone
    assert same_meaning(found.steps[2].alone, side(tmp_path / "tredje.regel").program)
    assert same_meaning(found.steps[2].without, side(tmp_path / "andra.regel").program)


def test_an_amendment_file_has_those_that_it_builds_on(tmp_path):
    amended(tmp_path, andra=SECOND, tredje=THIRD)
    found = steps(tmp_path / "tredje.regel")
    assert found is not None
    assert [step.title for step in found.steps] == ["andra", "tredje"]
    there = steps(tmp_path, date(2026, 3, 1))
    assert there is not None
    assert [step.title for step in there.steps] == ["andra"]
    assert steps(tmp_path / "bas.regel") is None


def test_amendments_beside_no_regulation(tmp_path):
    amended(tmp_path, första=FIRST)
    inner = tmp_path / "alternativ"
    inner.mkdir()
    text = (tmp_path / "första.regel").read_text("utf-8").replace("bas.regel", "../bas.regel")
    (inner / "första.regel").write_text(text, "utf-8")
    found = steps(inner)
    assert found is not None
    assert [step.title for step in found.steps] == ["första"]


def test_no_steps_where_something_is_wrong(tmp_path):
    amended(tmp_path, första=("bas", "2025-01-01", "§ 9 ska upphöra att gälla\n"))
    assert amendment_steps(tmp_path, load(tmp_path)) is None
    assert side_of(load(tmp_path)) is None
    # Without its amendment the regulation does not stand.
    amended(tmp_path, första=FIRST)
    (tmp_path / "bas.regel").write_text(BASE.replace("är 10 kr", "är 10 kr + okänt"), "utf-8")
    assert steps(tmp_path) is None


BROKEN = ("bas", "2025-01-01", "§ 1 ska ha följande lydelse\n\n    § 1 Belopp\n        belopp (beloppet) är grunden\n")
MENDED = ("bas", "2026-01-01", "efter § 1 införs\n\n    § 3 Grund\n        grund (grunden) är 20 kr\n")


def test_a_year_that_cannot_be_read_and_that_nothing_looks_at_is_no_hindrance(tmp_path):
    amended(tmp_path, lagad=MENDED, bruten=BROKEN)
    loaded = load(tmp_path)
    assert [(one.code, one.severity) for one in loaded.problems] == [("RV350", "varning")]
    found = amendment_steps(tmp_path, loaded)
    assert found is not None
    assert [(step.title, step.needs) for step in found.steps] == [("lagad", ()), ("bruten", (0,))]
    assert same_meaning(found.steps[-1].so_far, loaded.program)


def test_what_looks_at_a_year_that_cannot_be_read_makes_way_first(tmp_path):
    cases = ("summa är", "beloppet om året är högst 2024", "annars föregående års summa + beloppet")
    text = BASE.replace("dubbelt är 2 × beloppet", "\n        ".join(cases))
    repealed = ("bas", "2026-01-01", "§ 2 ska upphöra att gälla\n")
    amended(tmp_path, bruten=BROKEN, lagad=MENDED, upphävd=repealed)
    (tmp_path / "bas.regel").write_text(text, "utf-8")
    found = steps(tmp_path)
    assert found is not None
    assert [(step.title, step.needs) for step in found.steps] == [("lagad", ()), ("upphävd", ()), ("bruten", (0, 1))]


# -- in words ------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", CASES)
def test_programs_and_pages_are_told_the_same(name):
    old, new = both(name)
    found = changes(old, new)
    told = records(found)
    assert [one["name"] for one in told] == [change_name(change) for change in found]
    page = as_html(Page("", tuple(change_parts(found, every=True, whole=True))))
    for change, record in zip(found, told, strict=True):
        assert record["kind"] == change.kind
        assert record["said"]
        for statement in record["statements"]:
            assert all(line["before"] is not None or line["after"] is not None for line in statement["lines"])
            told_on_page = [line["after"] for line in statement["lines"] if line["before"] is None]
            assert all(escape(line) in page for line in told_on_page)


def test_colour_says_only_what_marks_say():
    old, new = both("texts")
    found = changes(old, new)
    plain, coloured = (
        parts_as_text(tuple(change_parts(found, every=True)), Look(60, colour)) for colour in (False, True)
    )
    assert "\x1b" in coloured
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == plain
