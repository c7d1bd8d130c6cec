"""A rule file in the one canonical form; whoever asks writes it, or does not."""

from __future__ import annotations

from dsl import nodes
from dsl.formatting import format_regulation
from dsl.frozen import frozen
from dsl.project.files import read_rules
from dsl.text.decoding import MAX_BYTES
from dsl.text.files import NOTHING_LAID, Overlay, read_file
from workbench.session.answers import Answer, Faulty, FileRefused


@frozen
class Formatted:
    """A rule file in its canonical form.

    text: in the canonical form; changed: whether the file is not in it, to the byte.
    """

    text: str
    changed: bool


def formatted(file: str, overlay: Overlay = NOTHING_LAID) -> Answer[Formatted]:
    """Of a file whose lines can all be read; what they mean does not matter."""
    try:
        read = read_rules(file, overlay)
    except OSError as error:
        return Answer(FileRefused(file, error))
    source, tree = read.source, read.tree
    if tree is None or source is None or read.problems:
        # Of an amendment there are no sections to name yet.
        known = tree if isinstance(tree, nodes.Regulation) else None
        return Answer(Faulty(read.problems, known, () if source is None else (source,)))
    text = format_regulation(tree)
    # What was read is composed and has one kind of line ends; the file may not.
    return Answer(Formatted(text, read_file(file, MAX_BYTES, overlay) != text.encode()))
