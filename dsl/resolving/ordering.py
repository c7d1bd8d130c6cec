"""In which order rules are resolved, so that the type of what a rule refers to is known: referred-to first.

By the words alone, without looking names up: a rule is taken to refer to everything that has a form its words end in.
That is sometimes too much and never too little; rules that come to refer to each other end up in one group.
"""

from collections.abc import Iterator, Mapping, Sequence

from dsl import nodes
from dsl.resolving.mentions import texts
from dsl.resolving.vocabulary import Defined


def groups(
    defined: Sequence[Defined], outside: Mapping[int, Sequence[nodes.ExceptionRule]]
) -> Iterator[tuple[list[int], bool]]:
    """Indices of the rules in groups: each refers only to itself and those before. With it whether it may refer to
    itself: if not, it is a single rule and can be resolved at once."""
    by_form: dict[str, list[int]] = {}
    for index, rule in enumerate(defined):
        for forms in rule.forms:
            for form in forms:
                by_form.setdefault(form, []).append(index)
    endings: dict[str, tuple[int, ...]] = {}
    edges: list[tuple[int, ...]] = []
    for index, rule in enumerate(defined):
        needed: dict[int, None] = {}
        for node in (rule.written, *outside.get(index, ())):
            for text in texts(node):
                if text not in endings:
                    endings[text] = _referred(text, by_form)
                needed.update(dict.fromkeys(endings[text]))
        edges.append(tuple(needed))
    for group in _components(edges):
        yield group, len(group) > 1 or group[0] in edges[group[0]]


def _referred(text: str, by_form: Mapping[str, list[int]]) -> tuple[int, ...]:
    words = text.split(" ")
    found: dict[int, None] = {}
    for start in range(len(words)):
        found.update(dict.fromkeys(by_form.get(" ".join(words[start:]), ())))
    return tuple(found)


def _components(edges: Sequence[tuple[int, ...]]) -> list[list[int]]:
    """Strongly connected components, referred-to first (Tarjan, without recursion)."""
    number: dict[int, int] = {}
    low: dict[int, int] = {}
    stack: list[int] = []
    on_stack: set[int] = set()
    found: list[list[int]] = []
    for root in range(len(edges)):
        if root in number:
            continue
        work: list[tuple[int, Iterator[int]]] = []
        entered: int | None = root
        while True:
            if entered is not None:
                number[entered] = low[entered] = len(number)
                stack.append(entered)
                on_stack.add(entered)
                work.append((entered, iter(edges[entered])))
                entered = None
            node, rest = work[-1]
            for other in rest:
                if other not in number:
                    entered = other
                    break
                if other in on_stack:
                    low[node] = min(low[node], number[other])
            if entered is not None:
                continue
            work.pop()
            if work:
                low[work[-1][0]] = min(low[work[-1][0]], low[node])
            if low[node] == number[node]:
                component: list[int] = []
                while not component or component[-1] != node:
                    component.append(stack.pop())
                on_stack.difference_update(component)
                found.append(component[::-1])
            if not work:
                break
    return found
