"""What a sentence about an amount, which is no rule as it stands, can be written as: a value with a name, or a case.

Knows how people write decisions, not what any name means.
"""

import re
from collections.abc import Iterable

from dsl.frozen import frozen
from dsl.text.layout import COMPARED, NOTHING_FIRST, Line

_SHARES = (
    "hälften av|halva|dubbla|tredubbla|en (?:tredje|fjärde|femte|sjätte|sjunde|åttonde|nionde|tionde)del av"
    "|två tredjedelar av|tre fjärdedelar av"
)
# What people write for what the language says otherwise.
_OTHERWISE = {"halva": "hälften av", "dubbla": "2 ×", "tredubbla": "3 ×"}
_UNITS = "kr|kronor|tkr|mnkr|öre|%|procent|promille|‰"
# How an amount begins, wherever it stands; and a negative one, which gives nothing.
AMOUNT = re.compile(
    rf"(?<![\w-])(?:\d(?:[\d .,/]*\d)? ?(?:{_UNITS})(?![\w-])|(?:{_SHARES})(?= )|\d(?:[\d ,]*\d)? [a-zåäö]*basbelopp)"
)
NOTHING = re.compile(r"^(?:inget|ingen|inga)(?![\w-])")
_VERBS = "är|har|får|överstiger|understiger|överskrider|underskrider|uppgår|saknar|saknas|uppfyller|finns|blir|inte"
_CLAUSE = rf"(?=(?:[^ ]+ )+?(?:{_VERBS})(?![\w-]))"
# `om` before a condition; not `information om stödet`. What is quoted may speak of when something is done.
IF = re.compile(rf"(?<![\w-])(?:om|ifall|såvida) {_CLAUSE}")
WHEN = re.compile(rf"(?<![\w-])(?:om|när|ifall|såvida) {_CLAUSE}")
_NAMED = re.compile(r"(?:(?:ett|en) )?([a-zåäö][a-zåäö -]*?) (?:på|med|om|motsvarande|som är) $")
_PER = re.compile(r" per ([a-zåäö-]+)$|(?<=kr) för (?:varje|vart) ([a-zåäö-]+)$")
_FIRST = re.compile(
    rf"(?:om|när|ifall|såvida) (?P<when>.+),? (?:så )?(?:är|blir|ska) (?!{COMPARED})"
    rf"(?P<name>[^\d ]+(?: [^\d ]+){{0,3}}?) (?:vara )?(?P<value>\d.*|(?:{_SHARES}) .*)$"
)
_BY = r"(?:efter|utifrån|lika på|i (?:proportion|förhållande) till|proportionellt \w+)"
_SHARED = re.compile(
    r"(?P<pot>[^\W\d][\w -]*?) (?:för)?delas(?: ut)?(?P<equally> lika| jämnt)?(?: mellan (?P<group>[\w -]+?))?"
    rf"(?: {_BY} (?P<key>[\w -]+?))?(?: som (?P<name>[^\W\d][\w -]*?)(?: *\((?P<form>[^()]+)\))?)?$"
)
_PART_SHARED = re.compile(
    r"(?P<part>.+ av (?P<of>[\w -]+?)) är (?:ett )?(?P<name>[^\W\d][\w -]*?) och (?P<shared>(?:för)?delas .+)$"
)
_CONCEPT = re.compile(r"([^\W\d_][\w -]*?) *\(([^,()]+)")
_ATTRIBUTE = re.compile(r"([^\W\d_][\w -]*?) *(?:\(([^()]*)\))? *:.*?(?<![\w-])([a-zåäö-]+)(?:,.*)?$")


@frozen
class Meant:
    """What a sentence with an amount gives, and how a rule would say it.

    name: of the value; rule: one line that gives it; when: the condition that it had, or None.

    rule None: it says that nothing is given, so it is a case of a value that stands elsewhere
    """

    name: str
    rule: str | None
    value: str
    when: str | None


def amount_for(bearer: str, rest: str, blocks: Iterable[Line]) -> Meant | None:
    """`varje parti får ett grundstöd på 20 000 kr om C`, of the words before and after the verb; None where there is no
    amount. blocks: the file, for the forms of what is declared."""
    at = WHEN.search(rest)
    said, when = (rest, None) if at is None else (rest[: at.start()].rstrip(), rest[at.end() :])
    nothing, amount = NOTHING.search(said), AMOUNT.search(said)
    if nothing is not None:
        return Meant(said[nothing.end() :].strip() or "stödet", None, "0 kr", when)
    if amount is None:
        return None
    named = _NAMED.match(said[: amount.start()])
    if named is None and amount.start():
        return None
    value = re.sub(r"^\w+", lambda first: _OTHERWISE.get(first[0], first[0]), said[amount.start() :])
    declared = tuple(blocks)
    owner = _definite(bearer, declared)
    per = _PER.search(value)
    if per is not None:
        unit = per[1] or per[2]
        number = _counted(owner, unit, declared)
        value = f"{value[: per.start()]} per {unit}" + ("" if number is None else f" × {number}")
    name = "stöd" if named is None else named[1]
    return Meant(name, f"{_genitive(owner)} {name} är {value}", value, when)


def condition_first(text: str) -> Meant | None:
    """`om medlemmarna är färre än 10 är bidraget 0 kr`, `om medlemmarna är färre än 10 lämnas inget bidrag`."""
    found = NOTHING_FIRST.match(text) or _FIRST.match(text)
    if found is None:
        return None
    value = found.groupdict().get("value") or "0 kr"
    return Meant(found["name"], None, value, re.sub(",?(?: så)?$", "", found["when"]))


def sharing_for(text: str, blocks: Iterable[Line]) -> tuple[str, ...]:
    """A sharing on one line, as the lines that say it, those below further in; none where the line is no sharing, or
    does not say enough. blocks: the file, for those whom it is between."""
    declared = tuple(blocks)
    part = _PART_SHARED.match(text)
    if part is not None:
        pot = f"{part['name'].removesuffix('s')}spott"
        inner = _SHARED.match(f"{pot} {part['shared']}")
        lines = () if inner is None else _sharing_lines(f"{pot}en", part["name"], inner, declared)
        return (f"{pot} ({pot}en) är {part['part']}", *lines) if lines else ()
    whole = _SHARED.match(text)
    return () if whole is None else _sharing_lines(whole["pot"], whole["name"] or "stöd", whole, declared)


def _sharing_lines(pot: str, name: str, found: re.Match[str], blocks: Iterable[Line]) -> tuple[str, ...]:
    key = found["key"]
    group = found["group"] or _owners(key, blocks)
    if group is None or (found["equally"] is None and key is None):
        return ()
    how = "lika" if key is None else f"i proportion till {key}"
    return f"{pot} fördelas mellan {group} som {name} ({found['form'] or f'{name}et'})", f"    resten fördelas {how}"


def _owners(key: str | None, blocks: Iterable[Line]) -> str | None:
    """`partierna`, who have `mandaten`, or are the only ones there are; None where nobody is, or several."""
    found = []
    for concept in _below("begrepp", blocks):
        declared = [_ATTRIBUTE.match(line.text) for line in concept.children]
        called = {form for one in declared if one for form in (one[1], *(one[2] or "").split(", "))}
        if key is None or key in called:
            found.append(concept.text.partition("(")[2].rstrip(") ").split(",")[-1].strip())
    return found[0] if len(found) == 1 and found[0] else None


def _definite(bearer: str, blocks: Iterable[Line]) -> str:
    """`partiet` of that, or of `varje parti`; a role as it is."""
    word = re.sub(r"^(?:varje|alla|ett|en) ", "", bearer)
    return _declared(word, blocks) if word != bearer else word


def _genitive(definite: str) -> str:
    return definite if definite[-1] in "sxz" else f"{definite}s"


def _declared(name: str, blocks: Iterable[Line]) -> str:
    for line in _below("begrepp", blocks):
        found = _CONCEPT.match(line.text)
        if found is not None and found[1] == name:
            return found[2].strip()
    return name


def _counted(owner: str, unit: str, blocks: Iterable[Line]) -> str | None:
    """What is given of `partiet` in the unit, as a rule calls it: `mandaten` of `mandat (mandatet, mandaten): heltal
    mandat`."""
    for concept in _below("begrepp", blocks):
        named = _CONCEPT.match(concept.text)
        if named is not None and named[2].strip() == owner:
            for line in concept.children:
                found = _ATTRIBUTE.match(line.text)
                if found is not None and found[3] == unit:
                    return (found[2] or found[1]).split(",")[-1].strip()
    return None


def _below(word: str, blocks: Iterable[Line]) -> Iterable[Line]:
    return (line for block in blocks if block.text == word for line in block.children)
