"""`varje parti får ett grundstöd (grundstödet) på 20 000 kr om C`: a rule, a norm, and what is paid out.

partiets grundstöd (grundstödet) är
    20 000 kr om C
    annars inget grundstöd
    betalas ut
partiet har rätt till "grundstöd"
    endast om C
    belopp partiets grundstöd
"""

from collections.abc import Iterable, Mapping

from dsl import names, nodes


def definite_forms(items: Iterable[nodes.Block]) -> Mapping[str, str]:
    """What one row of each concept is called: `parti` → `partiet`."""
    blocks = [item for item in items if isinstance(item, nodes.Concepts)]
    return {concept.name: (*concept.forms, concept.name)[0] for block in blocks for concept in block.concepts}


def granted(node: nodes.Grant, definite: Mapping[str, str]) -> tuple[nodes.Definition, nodes.Norm]:
    """The rule and the norm that a grant is. definite: as `definite_forms` gives it."""
    span, subject = node.span, node.subject
    bearer = definite.get(node.bearer.text, node.bearer.text) if node.each else node.bearer.text
    own = f"{names.genitive(bearer)} {subject.name}"
    body: nodes.Single | nodes.Cases = nodes.Single(node.value, None, span=span)
    lines: tuple[nodes.NormLine, ...] = (
        nodes.Amount(nodes.Name(own, span=subject.span), None, marks=(), trivia=nodes.NO_TRIVIA, span=span),
    )
    if node.condition is not None:
        nothing = nodes.Nothing("inget" if node.article == "ett" else "ingen", subject.name, span=span)
        cases = (
            nodes.Case(node.value, node.condition, False, marks=(), trivia=nodes.NO_TRIVIA, span=span),
            nodes.Case(nothing, None, True, marks=(), trivia=nodes.NO_TRIVIA, span=span),
        )
        body = nodes.Cases(cases, span=span)
        lines = (nodes.Applies(node.condition, True, marks=(), trivia=nodes.NO_TRIVIA, span=span), *lines)
    paid = nodes.PaidOut(trivia=nodes.NO_TRIVIA, span=span)
    details = node.details if any(isinstance(one, nodes.PaidOut) for one in node.details) else (*node.details, paid)
    called = nodes.Subject(own, subject.forms, span=subject.span)
    content = nodes.Content(subject.name, marks=(), trivia=nodes.NO_TRIVIA, span=subject.span)
    said = nodes.Name(bearer, span=node.bearer.span)
    return (
        nodes.Definition(called, body, details, marks=node.marks, trivia=nodes.NO_TRIVIA, span=span),
        nodes.Norm(said, "har rätt till", (content,), False, lines, marks=(), trivia=nodes.NO_TRIVIA, span=span),
    )
