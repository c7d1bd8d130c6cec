"""The words in what was written that may name something, by the words alone: nothing is looked up here."""

from collections.abc import Iterator, Mapping

from dsl import nodes
from dsl.dates import MONTHS
from dsl.frozen import field_names, is_frozen

# What never holds a name.
_PLAIN = {
    *("span", "trivia", "marks", "subject", "subjects", "result", "rounding", "error_trivia", "number", "operator"),
    *("kind", "hit", "level", "even", "again", "otherwise", "negated", "quantifier", "wording", "absolute", "year"),
}


def _fields(kind: type) -> tuple[str, ...]:
    return tuple(name for name in field_names(kind) if name not in _PLAIN)


_CHILDREN: Mapping[type, tuple[str, ...]] = {kind: _fields(kind) for kind in vars(nodes).values() if is_frozen(kind)}


def texts(node: object, units: bool = True, inside: bool = True) -> Iterator[str]:
    """Every run of words under the node that may name a value.

    units: those after a number too (`4 basbelopp`); inside: those of conditions on the rows of a group too
    """
    waiting: list[object] = [node]
    while waiting:
        one = waiting.pop()
        if isinstance(one, tuple):
            waiting.extend(one)
            continue
        match one:
            case nodes.Name():
                yield one.text
            case nodes.Quantity():
                if units and one.unit is not None:
                    yield one.unit
            case nodes.Aggregate():
                yield f"antalet {one.name.text}"
                # `summan av X de senaste två åren` is of X.
                yield one.name.text.partition(" de senaste ")[0]
                waiting += [one.name, *([one.where] if inside else [])]
            case nodes.Quantified() if not inside:
                waiting.append(one.group)
            case nodes.Comparison(left=nodes.Name(text=left), right=nodes.Name(text=right)):
                yield f"{left} är {right}"
                waiting += [one.left, one.right]
            case nodes.TableDefinition():
                # The last columns are headed by the names that the table defines.
                waiting += [one.table.columns[: -len(one.subjects)], one.table.rows, one.details]
            case nodes.Has():
                yield f"{one.subject.text} är {one.flag.text}"
                waiting += [one.subject, one.flag]
            case nodes.HasAny():
                for flag in one.flags:
                    yield f"{one.subject.text} är {flag.text}"
                waiting += [one.subject, *one.flags]
            case nodes.Normed():
                yield decision(one.relation, one.content)
                if one.subject is not None:
                    yield f"{one.subject.text} {decision(one.relation, one.content)}"
                    waiting.append(one.subject)
            case nodes.Judged():
                # Who judges has no rows; what is judged is an input.
                continue
            case _:
                waiting.extend(getattr(one, field) for field in _CHILDREN.get(type(one), ()))


def normed(node: object) -> Iterator[nodes.Normed]:
    """Every condition under the node that asks what a norm has decided."""
    waiting: list[object] = [node]
    while waiting:
        one = waiting.pop()
        if isinstance(one, tuple):
            waiting.extend(one)
        elif isinstance(one, nodes.Normed):
            yield one
        else:
            waiting.extend(getattr(one, field) for field in _CHILDREN.get(type(one), ()))


# -- what norms decide, by name ------------------------------------------------------------------
# A quotation mark is in no name that an author writes, so these clash with nothing.


def decision(relation: str, content: str) -> str:
    """`får "belasta anslaget"`."""
    return f'{relation} "{content}"'


_COVERED = {
    "får": "omfattas av en regel om att få",
    "har rätt till": "omfattas av en regel om rätt till",
    "uppfyller": "omfattas av kravet",
    "ska": "omfattas av en regel om att behöva",
}


def covered(relation: str, content: str) -> str:
    """Whether any norm about this applies: `omfattas av kravet "anteckning om syfte"`."""
    return f'{_COVERED[relation]} "{content}"'


def worth(what: str, content: str) -> str:
    """`belopp för "utbetalning"`; what: belopp, omfattning or senast."""
    return f'{what} för "{content}"'


def part(content: str, day: nodes.YearlyDate) -> str:
    """`belopp för "utbetalning" den 1 januari`."""
    number = "sista" if day.day is None else str(day.day)
    return f"{worth('belopp', content)} den {number} {MONTHS[day.month - 1]}"
