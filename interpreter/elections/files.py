"""Files of votes to an election: the authority's JSON, alone or in its zip, its older XML, and plain csv. See
docs/elections.md.

Tolerant of what the format is known to vary in, strict with the figures: nothing that is missing becomes zero.
"""

import io
import zipfile
from pathlib import Path

from dsl.text.files import NOTHING_LAID, Overlay, read_file, shown
from interpreter.elections.authority import election_of_json
from interpreter.elections.election import Election
from interpreter.elections.plain import election_of_csv
from interpreter.elections.problems import ElectionProblem, ElectionUnreadable, stops
from interpreter.elections.valresultat import election_of_xml

# The authority's final file of seats for the Riksdag has every vote for every candidate.
MOST_BYTES = 100_000_000

# What its file of seats is called inside the zip.
_SEATS = "mandatfordelning"


def read_election(path: Path, overlay: Overlay = NOTHING_LAID) -> tuple[Election | None, tuple[ElectionProblem, ...]]:
    """The election in the file, None where something in it cannot be read; and what is wrong, or only to be told of.

    overlay: bytes that are read as a file that the disk need not have
    """
    file = named(path)
    content, problem = content_of(path, file, overlay)
    if problem is not None:
        return None, (problem,)
    suffix = path.suffix.lower()
    if suffix == ".csv":
        election, problems = election_of_csv(content, file)
    elif suffix == ".json":
        election, problems = election_of_json(content, file)
    elif suffix == ".xml":
        election, problems = election_of_xml(content, file)
    elif suffix == ".zip":
        unpacked, problem = _unpacked(content, file)
        if problem is not None:
            return None, (problem,)
        election, problems = election_of_json(unpacked, file)
    else:
        return None, (ElectionUnreadable(file, "format", path.suffix),)
    return (None if any(map(stops, problems)) else election), problems


def named(path: Path) -> str:
    """How problems name the file: a name that is not text in the file system must not break the printing of them."""
    return shown(path)


def content_of(path: Path, file: str, overlay: Overlay) -> tuple[bytes, ElectionProblem | None]:
    """The bytes of the file, or none and why it cannot be read."""
    content = read_file(path, MOST_BYTES, overlay)
    if isinstance(content, bytes):
        return content, None
    return b"", ElectionUnreadable(file, content.why, str(MOST_BYTES) if content.why == "large" else "")


def _unpacked(content: bytes, file: str) -> tuple[bytes, ElectionProblem | None]:
    """The one file of seats in the authority's zip."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            found = [one for one in archive.infolist() if _SEATS in one.filename and one.filename.endswith(".json")]
            if len(found) != 1:
                return b"", ElectionUnreadable(file, "archive", str(len(found)))
            with archive.open(found[0]) as member:
                inside = member.read(MOST_BYTES + 1)
    except Exception:
        # zipfile raises a dozen kinds of exception for damaged files, with those of zlib and lzma, not all documented.
        return b"", ElectionUnreadable(file, "archive")
    if len(inside) > MOST_BYTES:
        return b"", ElectionUnreadable(file, "large", str(MOST_BYTES))
    return inside, None
