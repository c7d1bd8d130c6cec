"""Which things need each other, in any graph: without recursion, so that no chain is too long."""

from collections.abc import Callable, Iterable
from typing import TypeVar

Node = TypeVar("Node")


def components(nodes: Iterable[Node], successors: Callable[[Node], Iterable[Node]]) -> tuple[tuple[Node, ...], ...]:
    """Groups of nodes that reach each other, each group after those it leads to (Tarjan 1972)."""
    number: dict[Node, int] = {}
    lowest: dict[Node, int] = {}
    open_nodes: dict[Node, None] = {}
    found: list[tuple[Node, ...]] = []
    for root in nodes:
        if root in number:
            continue
        number[root] = lowest[root] = len(number)
        open_nodes[root] = None
        path = [(root, iter(successors(root)))]
        while path:
            node, rest = path[-1]
            following = next(rest, None)
            if following is None:
                path.pop()
                if path:
                    above = path[-1][0]
                    lowest[above] = min(lowest[above], lowest[node])
                if lowest[node] == number[node]:
                    group: list[Node] = []
                    while not group or group[-1] is not node:
                        group.append(open_nodes.popitem()[0])
                    found.append(tuple(reversed(group)))
            elif following not in number:
                number[following] = lowest[following] = len(number)
                open_nodes[following] = None
                path.append((following, iter(successors(following))))
            elif following in open_nodes:
                lowest[node] = min(lowest[node], number[following])
    return tuple(found)


def shortest_path(start: Node, goal: Node, successors: Callable[[Node], Iterable[Node]]) -> tuple[Node, ...]:
    """From start over at least one step to goal, both named; there is a way."""
    came_from: dict[Node, Node] = {}
    front = [start]
    while goal not in came_from:
        ahead = []
        for node in front:
            for following in successors(node):
                if following not in came_from:
                    came_from[following] = node
                    ahead.append(following)
        front = ahead
    path = [goal]
    while len(path) == 1 or path[-1] != start:
        path.append(came_from[path[-1]])
    return tuple(reversed(path))
