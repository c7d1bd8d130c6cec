"""Names that people read as one and the program as two: they differ in case, in signs that cannot be seen or told
apart, or they are two names of one party."""

import re
import unicodedata
from collections.abc import Iterable, Mapping

from dsl.text.decoding import latin

# The parties that have sat in the Riksdag since 2010: of each the abbreviation, then its names, the everyday one first.
KNOWN = (
    ("S", "Socialdemokraterna", "Arbetarepartiet-Socialdemokraterna", "Sveriges socialdemokratiska arbetareparti"),
    ("M", "Moderaterna", "Moderata samlingspartiet"),
    ("SD", "Sverigedemokraterna"),
    ("C", "Centerpartiet"),
    ("V", "Vänsterpartiet"),
    ("KD", "Kristdemokraterna"),
    ("MP", "Miljöpartiet", "Miljöpartiet de gröna"),
    ("L", "Liberalerna", "Liberalerna (tidigare Folkpartiet)", "Folkpartiet liberalerna", "Folkpartiet"),
)

# Between letters a space, a dash or none is the same to a reader; between figures it is not.
_BETWEEN = re.compile(r"(?<=[^\W\d_])[ ‐‑‒–—―−-]+(?=[^\W\d_])")
_DASHES = re.compile("[‐‑‒–—―−]")
_QUOTES = str.maketrans("", "", "\"'”“„’‘`´»«")


def read_alike(name: str) -> str:
    """What two names have in common that people read as one."""
    plain = _plain(name)
    return _PARTIES.get(plain, plain)


def _plain(name: str) -> str:
    if name.isascii() and name.isalnum():
        return name.casefold()
    written = latin(unicodedata.normalize("NFKC", name)).casefold().translate(_QUOTES)
    return _DASHES.sub("-", _BETWEEN.sub("", " ".join(written.split())))


# As compared -> the everyday name
_PARTIES = {_plain(name): _plain(names[1]) for names in KNOWN for name in names}


def alike(names: Iterable[str]) -> Mapping[str, str]:
    """Name -> the first one before it that is read alike, for those that have one."""
    first: dict[str, str] = {}
    found: dict[str, str] = {}
    for name in names:
        before = first.setdefault(read_alike(name), name)
        if before != name:
            found[name] = before
    return found
