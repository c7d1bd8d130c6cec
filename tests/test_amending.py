"""Amendments on trees: what they may not change, what they change, and that what they give can be printed and read."""

import datetime
from pathlib import Path

import attrs
import pytest
import strategies
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from dsl import nodes
from dsl.formatting import format_regulation, statement_text
from dsl.parsing import parse
from dsl.pipeline import load
from dsl.project.amending import apply, entry
from dsl.project.amending.places import Opened, names_of, reached_of, stretch
from dsl.source import Source, Span

HERE = Span("ändring.regel", 1, 1, 1, 1)
REGULATIONS = Path(__file__).parent.parent / "regulations"
thorough = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])


def amendment(*changes, day="9999-12-31", title="Prov"):
    header = (nodes.HeaderLine("träder i kraft", day, marks=(), trivia=nodes.NO_TRIVIA, span=HERE),)
    return nodes.Amendment("bas.regel", title, header, changes, trivia=nodes.NO_TRIVIA, end=nodes.NO_TRIVIA, span=HERE)


def parsed(text):
    tree, problems = parse(Source("a.regel", text))
    assert problems == ()
    return tree


def told(statement):
    """A statement and those inside it, without the amendment it comes from."""
    if not isinstance(statement, nodes.Section):
        return statement
    return attrs.evolve(statement, statements=tuple(map(told, statement.statements)), amended_by=None)


def plain(regulation):
    return attrs.evolve(regulation, items=tuple(map(told, regulation.items)))


def reachable(regulation):
    """Everything that an amendment can reach, in boxes."""
    opened = Opened.of(regulation)
    return list(dict.fromkeys(box for boxes in opened.named.values() for box in boxes))


def target(box):
    sections = [] if isinstance(box.thing, nodes.Section) else box.sections()
    within = sections[0].thing.label if sections else None
    return nodes.Target(reached_of(box.thing), names_of(box.thing)[0], within, span=HERE)


def held(box):
    """The thing, and of a heading what stands under it."""
    start, stop = stretch(box)
    return tuple(one.thing for one in box.around.held[start:stop])


# -- laws ----------------------------------------------------------------------------------------


@thorough
@given(strategies.regulation)
def test_an_amendment_without_changes_changes_nothing(tree):
    assert apply(tree, [amendment(), amendment()]) == (tree, ())


@thorough
@given(strategies.regulation, st.data())
def test_the_same_text_again_changes_nothing_but_where_it_comes_from(tree, data):
    things = reachable(tree)
    assume(things)
    one = data.draw(st.sampled_from(things))
    new, problems = apply(
        tree, [amendment(nodes.Replace(target(one), held(one), marks=(), trivia=nodes.NO_TRIVIA, span=HERE))]
    )
    assume(not problems)
    assert plain(new) == tree
    if isinstance(one.thing, nodes.Section | nodes.Heading | nodes.Interpretation):
        assert new != tree


@thorough
@given(strategies.regulation, strategies.regulation, st.data())
def test_what_amendments_give_can_be_printed_and_read(tree, other, data):
    things = reachable(tree)
    assume(things)
    changes = []
    for one in data.draw(st.lists(st.sampled_from(things), max_size=4)):
        alike = [held(each) for each in reachable(other) if type(each.thing) is type(one.thing)]
        text = data.draw(st.sampled_from(alike)) if alike else ()
        change = data.draw(
            st.sampled_from(
                [
                    nodes.Replace(target(one), text, marks=(), trivia=nodes.NO_TRIVIA, span=HERE),
                    nodes.Repeal(target(one), marks=(), trivia=nodes.NO_TRIVIA, span=HERE),
                    nodes.Insert(target(one), text, marks=(), trivia=nodes.NO_TRIVIA, span=HERE),
                    nodes.Insert(None, other.items, marks=(), trivia=nodes.NO_TRIVIA, span=HERE),
                    nodes.Transition("older", "det som # har hänt [3]", marks=(), trivia=nodes.NO_TRIVIA, span=HERE),
                ]
            )
        )
        changes.append(change)
    amendments = [amendment(change, day=f"999{at}-01-01", title='Nr # 1 "x"') for at, change in enumerate(changes)]
    new, _ = apply(tree, amendments)
    assert parsed(format_regulation(new)) == plain(new)


# -- what is said of a change --------------------------------------------------------------------

BASE = parsed(
    'regelverk "Bas"\n    gäller  från och med 2027-01-01\n\nuppgifter\n    a (at): kr\n\n'
    "begrepp\n    parti (partiet, partier, partierna)\n        mandat (mandatet): heltal, minst 1\n\n"
    "avsnitt 1 Ett\n    | Före.\n\n    | Mera.\n\n    rubrik Mitt\n    | Mellan.\n\n    rubrik Sist\n    | Efter.\n\n"
    "avsnitt 2 Två\n    avsnitt 2.1 Inre\n        | Inne.\n"
)


def changed(*texts, day="2028-01-01", base=BASE):
    """The regulation and the codes, with each text the changes of one amendment."""
    amendments = [
        parsed(f'ändring av "bas.regel" "Ändring {at}"\n    träder i kraft  {when}\n\n{text}')
        for at, (text, when) in enumerate((one if isinstance(one, tuple) else (one, day)) for one in texts)
    ]
    new, problems = apply(base, amendments)
    return new, [problem.code for problem in problems]


def by_label(regulation):
    """Every section that is not in another, as it is printed, by its label."""
    return {
        item.label: (statement_text(item).lstrip(), item.amended_by)
        for item in regulation.items
        if isinstance(item, nodes.Section)
    }


def test_the_innermost_section_around_a_change_is_amended():
    new, codes = changed(
        'rubriken "Mitt" ska upphöra att gälla\n\navsnitt 2.1 ska ha följande lydelse\n    avsnitt 2.1 Ny\n'
    )
    assert codes == []
    one, two = (item for item in new.items if isinstance(item, nodes.Section))
    assert (one.amended_by, two.amended_by) == ("Ändring 0", "Ändring 0")
    assert [getattr(each, "amended_by", None) for each in two.statements] == ["Ändring 0"]
    assert "Mellan" not in format_regulation(new)


def test_texts_do_not_run_together():
    new, codes = changed('rubriken "Sist" ska ha följande lydelse\n    | Nytt.\n')
    assert codes == []
    assert parsed(format_regulation(new)) == plain(new)
    assert "    | Mellan.\n\n    | Nytt.\n" in format_regulation(new)


def test_a_block_that_is_emptied_is_gone():
    new, codes = changed("begreppet parti ska upphöra att gälla\n\nuppgiften a ska upphöra att gälla\n")
    assert codes == []
    assert [type(item) for item in new.items] == [nodes.Section, nodes.Section]


def test_what_is_brought_in_last_stands_with_its_like():
    new, codes = changed(
        'sist införs\n    exempel "E"\n        då: 1 är 1\n    avsnitt 3 Tre\n    enheter\n        mandat\n'
        '\näldre bestämmelser gäller fortfarande för "allt"\n',
        ("sist införs\n    avsnitt 4 Fyra\n", "2029-01-01"),
    )
    assert codes == []
    assert [getattr(item, "title", type(item).__name__) for item in new.items] == [
        *("Inputs", "Concepts", "Units", "Ett", "Två", "Tre", "Fyra", "Övergångsbestämmelser", "E"),
    ]


@pytest.mark.parametrize(
    ("things", "blocks"),
    [
        ((BASE.items[0].attributes[0],), ("Inputs",)),
        ((BASE.items[1].concepts[0],), ("Concepts",)),
        ((BASE.items[2],), ("Section",)),
        ((nodes.HeaderLine("valår", "2026", marks=(), trivia=nodes.NO_TRIVIA, span=HERE),), ()),
    ],
)
def test_what_has_no_block_gets_one(things, blocks):
    empty = attrs.evolve(BASE, items=())
    new, problems = apply(empty, [amendment(nodes.Insert(None, things, marks=(), trivia=nodes.NO_TRIVIA, span=HERE))])
    assert problems == ()
    assert tuple(type(item).__name__ for item in new.items) == blocks


def test_concepts_and_inputs_join_the_block_of_their_kind():
    things = (
        attrs.evolve(BASE.items[0].attributes[0], name="b"),
        attrs.evolve(BASE.items[1].concepts[0], name="person"),
    )
    new, problems = apply(BASE, [amendment(nodes.Insert(None, things, marks=(), trivia=nodes.NO_TRIVIA, span=HERE))])
    assert problems == ()
    assert [one.name for one in new.items[0].attributes] == ["a", "b"]
    assert [one.name for one in new.items[1].concepts] == ["parti", "person"]


def test_transitions_stand_alone_where_there_are_no_sections():
    empty = attrs.evolve(BASE, items=BASE.items[:2])
    new, codes = changed('tillämpas första gången för "2028"\n', base=empty)
    assert codes == []
    assert by_label(new)["avsnitt Övergångsbestämmelser"] == (
        "avsnitt Övergångsbestämmelser\n    rubrik Ändring 0, i kraft 2028-01-01\n"
        "    | Bestämmelserna tillämpas första gången för 2028.\n    bestämmelse\n",
        "Ändring 0",
    )


@pytest.mark.parametrize(
    ("texts", "codes"),
    [
        # One thing, one day.
        (["avsnitt 1 ska upphöra att gälla\n"] * 2, ["RV464"]),
        (["avsnitt 1 ska ha följande lydelse\n    avsnitt 1 Ny\n"] * 2, ["RV465"]),
        (["efter avsnitt 1 införs\n    avsnitt 1.1 A\n", "efter avsnitt 1 införs\n    avsnitt 1.2 B\n"], ["RV465"]),
        (["efter avsnitt 1 införs\n    avsnitt 1.1 A\n", "avsnitt 1 ska upphöra att gälla\n"], ["RV465"]),
        (['rubriken "Mitt" ska upphöra att gälla\n', "avsnitt 1 ska upphöra att gälla\n"], ["RV465"]),
        # A name that is taken.
        (["avsnitt 1 ska ha följande lydelse\n    avsnitt 2 Ny\n"], ["RV467"]),
        # What does not depend on which comes first.
        (["efter avsnitt 1 införs\n    avsnitt 1.1 A\n", "avsnitt 1 ska ha följande lydelse\n    avsnitt 1 Ny\n"], []),
        (['rubriken "Mitt" ska upphöra att gälla\n', 'rubriken "Sist" ska upphöra att gälla\n'], []),
        (["efter avsnitt 1 införs\n    avsnitt 1.1 A\n", 'rubriken "Mitt" ska upphöra att gälla\n'], []),
        (["sist införs\n    avsnitt 3 A\n", "sist införs\n    avsnitt 4 B\n"], []),
        # Another day.
        ([("avsnitt 1 ska ha följande lydelse\n    avsnitt 1 Ny\n", f"20{year}-01-01") for year in (28, 29)], []),
        # What has been repealed may be brought back, and then changed.
        (
            [
                ("avsnitt 1 ska upphöra att gälla\n", "2028-01-01"),
                ("efter avsnitt 2 införs\n    avsnitt 1 Ett igen\n", "2029-01-01"),
                ("avsnitt 1 ska ha följande lydelse\n    avsnitt 1 Nytt\n", "2030-01-01"),
                ("avsnitt 1 ska upphöra att gälla\n", "2031-01-01"),
                ("avsnitt 1 ska upphöra att gälla\n", "2032-01-01"),
            ],
            ["RV464"],
        ),
    ],
)
def test_amendments_against_each_other(texts, codes):
    assert changed(*texts)[1] == codes


def test_the_order_of_entry_decides_and_not_the_order_given():
    texts = [("avsnitt 1 ska ha följande lydelse\n    avsnitt 1 Sedan\n", "2029-01-01")]
    texts += [("avsnitt 1 ska ha följande lydelse\n    avsnitt 1 Först\n", "den 1 januari 2028")]
    new, codes = changed(*texts)
    assert codes == []
    assert by_label(new)["avsnitt 1"] == ("avsnitt 1 Sedan\n", "Ändring 0")


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2027-07-01", datetime.date(2027, 7, 1)),
        ("den 2027-07-01", datetime.date(2027, 7, 1)),
        ("den 1 juli 2027", datetime.date(2027, 7, 1)),
        ("1 juli 2027", datetime.date(2027, 7, 1)),
        ("den 31 juni 2027", None),
        ("i sommar", None),
    ],
)
def test_the_day_of_entry(written, day):
    assert entry(amendment(day=written)) == day


# -- the alternatives ----------------------------------------------------------------------------

ALTERNATIVES = REGULATIONS / "jamtland-harjedalen" / "alternativ"


@pytest.mark.parametrize("name", ["partiet-anstaller", "regionen-anstaller"])
def test_only_the_amended_sections_differ(name):
    original = load(ALTERNATIVES.parent / "2027.regel").tree
    loaded = load(ALTERNATIVES / f"{name}.andring.regel")
    assert loaded.program is not None
    before, after = by_label(original), by_label(loaded.tree)
    assert list(after) == ["§ 1", "§ 2", "§ 3", "§ 3 a", "§ 3 b", "§ 4", "§ 5", "§ 6"]
    assert [one for one in after if before.get(one) != after[one]] == ["§ 3", "§ 3 a", "§ 3 b"]
    assert {amended for _, amended in after.values()} == {None, loaded.amended[0][1]}
    assert original.header == loaded.tree.header
    concepts = [[one.name for one in item.concepts] for item in loaded.tree.items if isinstance(item, nodes.Concepts)]
    assert concepts == [["parti", "anställning", "person"]]
    assert loaded.folders == (str(ALTERNATIVES.parent), str(ALTERNATIVES))
