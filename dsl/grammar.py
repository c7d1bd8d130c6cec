"""The one door to lark: the tables of `grammar.lark`, and the loop that runs them.

Lark turns the grammar into LALR(1) tables, which takes a quarter of a second; so they are kept beside the grammar, in
`grammar_tables.json`, and `python -m dsl.grammar` makes them anew. Tables that are not of the grammar as it stands are
never used: then they are made on the spot. Running the tables needs no lark (docs/decisions).

Knows tokens and rules by name only: not how text becomes tokens, nor what a rule makes.
"""

import json
import zlib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import attrs

from dsl.frozen import frozen

GRAMMAR = Path(__file__).with_name("grammar.lark")
TABLES = Path(__file__).with_name("grammar_tables.json")
END = "$END"
STARTS = (
    "assumption",
    "attribute",
    "case",
    "cell",
    "column",
    "concept",
    "condition",
    "dated",
    "day",
    "declared",
    "detail",
    "exception",
    "given",
    "in_parts",
    "lone_case",
    "meaning",
    "modifying",
    "promise",
    "quoted",
    "regard",
    "result",
    "scope",
    "share_step",
    "statement",
    "then",
    "then_row",
    "times",
    "value",
    "year",
    "yearly_day",
)


@attrs.frozen
class Token:
    """A word, number, name or sign of a line, as the grammar takes it.

    type: the word itself, or a terminal of the grammar; value: the text; start, end: offsets in the line.
    """

    type: str
    value: str
    start: int
    end: int


@frozen
class Stuck:
    """Where the tables have no way on. at: the token, END where the line is over; expected: what could stand."""

    at: Token
    expected: frozenset[str]


# What a rule makes: the build it works for, start and end offset, then its parts: tokens, and what rules made.
Maker = Callable[..., Any]


@frozen
class Rule:
    """One production at work. size: how many symbols it takes; origin: what it becomes.

    maker: what makes the value; None hands on the only kept part, or gathers a list where `gathers`
    kept: positions whose values are handed on, None for all of them; spread: which of those are lists
    """

    size: int
    origin: str
    maker: Maker | None
    gathers: bool
    kept: tuple[int, ...] | None
    spread: frozenset[int]


@frozen
class Tables:
    """The tables of an LALR parser, read from what `python -m dsl.grammar` wrote.

    rows: for each state, what to do at a token (state to shift to, or ~rule to reduce) and after a rule (state).
    """

    words: frozenset[str]
    starts: Mapping[str, tuple[int, int]]
    rows: tuple[Mapping[str, int], ...]
    rules: tuple[Rule, ...]


def parse_tokens(tables: Tables, start: str, tokens: Sequence[Token], build: object, end: int) -> Any:
    """What the makers made of `tokens` read as `start`, or Stuck. `build` is handed to every maker.

    end: the offset where the text that `tokens` came from ends
    """
    rows, rules = tables.rows, tables.rules
    first, last = tables.starts[start]
    states = [first]
    values: list[Any] = []
    begins: list[int] = []
    ends: list[int] = []
    coming = iter((*tokens, Token(END, "", end, end)))
    token = next(coming)
    kind = token.type
    while True:
        action = rows[states[-1]].get(kind)
        if action is None:
            return Stuck(token, _expected(tables, states, last))
        if action >= 0:
            states.append(action)
            values.append(token)
            begins.append(token.start)
            ends.append(token.end)
            token = next(coming)
            kind = token.type
            continue
        rule = rules[~action]
        size = rule.size
        if size == 1 and rule.maker is None and not rule.gathers:
            state = states[-1] = rows[states[-2]][rule.origin]
        else:
            parts = values[-size:]
            begin, finish = begins[-size], ends[-1]
            del states[-size:], values[-size:], begins[-size:], ends[-size:]
            state = rows[states[-1]][rule.origin]
            states.append(state)
            begins.append(begin)
            ends.append(finish)
            if rule.kept is not None:
                parts = _kept(rule.kept, rule.spread, parts)
            if rule.maker is not None:
                values.append(rule.maker(build, begin, finish, *parts))
            else:
                values.append(parts if rule.gathers else parts[0])
        if state == last and kind == END:
            return values[-1]


def _kept(kept: tuple[int, ...], spread: frozenset[int], parts: list[Any]) -> list[Any]:
    if not spread:
        return [parts[index] for index in kept]
    found: list[Any] = []
    for index in kept:
        if index in spread:
            found.extend(parts[index])
        else:
            found.append(parts[index])
    return found


def _expected(tables: Tables, states: list[int], last: int) -> frozenset[str]:
    """The tokens that would truly be taken: a state may name some that a later step refuses."""
    if states[-1] == last:
        return frozenset((END,))
    return frozenset(kind for kind in tables.rows[states[-1]] if _takes(tables, states, kind, last))


def _takes(tables: Tables, states: list[int], kind: str, last: int) -> bool:
    if not (kind == END or kind in tables.words or kind.isupper()):
        return False
    states = list(states)
    while True:
        action = tables.rows[states[-1]].get(kind)
        if action is None or action >= 0:
            return action is not None
        rule = tables.rules[~action]
        del states[-rule.size :]
        states.append(tables.rows[states[-1]][rule.origin])
        if kind == END and states[-1] == last:
            return True


# -- the tables ----------------------------------------------------------------------------------


def load(makers: Mapping[str, Maker]) -> Tables:
    """The tables, with the maker of each rule taken from `makers` by name."""
    data = stored()
    return Tables(
        frozenset(data["words"]),
        {start: (first, last) for start, (first, last) in data["starts"].items()},
        tuple(data["rows"]),
        tuple(_rule(size, origin, maker, kept, spread, makers) for size, origin, maker, kept, spread in data["rules"]),
    )


def _rule(
    size: int, origin: str, maker: str | None, kept: list[int] | None, spread: list[int], makers: Mapping[str, Maker]
) -> Rule:
    return Rule(
        size,
        origin,
        None if maker is None else makers[maker],
        origin.startswith("_"),
        None if kept is None else tuple(kept),
        frozenset(spread),
    )


def stored() -> dict[str, Any]:
    """The tables as data: those beside the grammar where they are of it, else made now."""
    grammar = GRAMMAR.read_bytes()
    if TABLES.exists():
        data: dict[str, Any] = json.loads(TABLES.read_bytes())
        if data["grammar"] == _digest(grammar):
            return data
    return generate(grammar)


def _digest(grammar: bytes) -> int:
    """Enough to tell one text of the grammar from another; hashlib takes longer to import than the tables to read."""
    return zlib.crc32(grammar)


def generate(grammar: bytes) -> dict[str, Any]:
    """Tables made by lark. A conflict in the grammar is a bug, so an exception, met when the grammar is changed."""
    from lark import Lark
    from lark.lexer import Lexer
    from lark.parsers.lalr_analysis import Shift

    # Tokens come from `dsl/lexing.py`: lark is given a lexer that never runs.
    lexer: Any = type("NoLexer", (Lexer,), {"__init__": lambda _lexer, _configuration: None, "lex": None})
    made = Lark(grammar.decode(), parser="lalr", lexer=lexer, start=list(STARTS), strict=True)
    words = {terminal.name: terminal.pattern.raw or terminal.pattern.value for terminal in made.terminals}
    words = {name: json.loads(raw) if raw.startswith('"') else raw for name, raw in words.items()}
    table = made.parser.parser._parse_table
    numbers = {rule: index for index, rule in enumerate(made.rules)}
    states = _in_order(table.states, [table.start_states[start] for start in STARTS], Shift)
    place = {state: index for index, state in enumerate(states)}
    rows = [
        {
            words.get(symbol, symbol): place[argument] if action is Shift else ~numbers[argument]
            for symbol, (action, argument) in sorted(table.states[state].items())
        }
        for state in states
    ]
    return {
        "grammar": _digest(grammar),
        "words": sorted(words.values()),
        "starts": {start: [place[table.start_states[start]], place[table.end_states[start]]] for start in STARTS},
        "rows": rows,
        "rules": [_rule_data(rule) for rule in made.rules],
    }


def _in_order(states: Any, first: list[int], shift: object) -> list[int]:
    """The states as a walk from the start states meets them: lark numbers them differently from run to run."""
    order = list(dict.fromkeys(first))
    met = set(order)
    for state in order:
        for _, (action, argument) in sorted(states[state].items()):
            if action is shift and argument not in met:
                met.add(argument)
                order.append(argument)
    return order


def _rule_data(rule: Any) -> list[Any]:
    """size, origin, maker or None, positions kept or None for all, positions that hold lists."""
    symbols = rule.expansion
    kept = [index for index, symbol in enumerate(symbols) if not (symbol.is_term and symbol.filter_out)]
    spread = [index for index in kept if not symbols[index].is_term and symbols[index].name.startswith("_")]
    origin = str(rule.origin.name)
    handed_on = rule.alias is None and (origin.startswith("_") or rule.options.expand1)
    maker = None if handed_on else str(rule.alias or origin)
    whole = len(kept) == len(symbols) and not spread
    return [len(symbols), origin, maker, None if whole else kept, spread]


def main() -> None:
    """`python -m dsl.grammar`: writes the tables of the grammar as it stands."""
    TABLES.write_text(text_of(generate(GRAMMAR.read_bytes())), encoding="utf-8")


def text_of(data: dict[str, Any]) -> str:
    """The tables as text, one row or rule a line, so that a change can be read."""
    lines = ["{"]
    for key in ("grammar", "words", "starts"):
        lines.append(f"{json.dumps(key)}: {_compact(data[key])},")
    for key in ("rows", "rules"):
        lines.append(f"{json.dumps(key)}: [")
        lines.append(",\n".join(_compact(entry) for entry in data[key]))
        lines.append("]" + ("," if key == "rows" else ""))
    return "\n".join([*lines, "}", ""])


def _compact(entry: object) -> str:
    return json.dumps(entry, ensure_ascii=False, separators=(",", ":"))


if __name__ == "__main__":
    main()
