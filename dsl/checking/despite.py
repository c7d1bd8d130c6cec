"""Which norms a `trots` speaks of: those about the content it names, or those that stand in the section it names."""

from dsl import model, nodes


def beats(norm: nodes.Norm, content: str, section: model.SectionRef) -> bool:
    """Whether the norm says `trots` of one with this content in this section."""
    return any(
        line.content == content if line.section is None else stands_in(section, line.section)
        for line in norm.lines
        if isinstance(line, nodes.Despite)
    )


def stands_in(section: model.SectionRef, written: str) -> bool:
    """written: `§ 6`, `avsnitt 3.1`, or the number alone."""
    return any(written in (label, label.partition(" ")[2]) for label in section.path)
