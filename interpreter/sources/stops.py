"""Where a sentence ends: at a full stop, unless the word before it is an abbreviation, an initial or a number that begins
a heading. Knows Swedish legal prose, not lines or documents."""

import re

# Never last in a sentence: something always follows.
_ABBREVIATIONS = frozenset(
    """
    kap kl t.ex bl.a d.v.s dvs dnr nr s sid p pkt mom st.f f.d s.k p.g.a pga fr.o.m fr t.o.m d.o i.e jfr prop bet rskr
    bil inkl exkl ev resp ca c:a tel pol sek dr prof tf t.f fig tab art avd avs ang vol red uppl obs max min f
    """.split()
)
# May be last, where no figure follows.
_LAST = frozenset("m.m m.fl osv o.s.v etc m.a.o kr tkr mnkr st f.ö ff e.d o.dyl".split())
# What may stand between two sentences, after the full stop: closing quotes, a space; then what may begin one.
_BREAK = re.compile(r"[.!?…]['\"”’»)\]]*\s+(?=['\"“”’»(\[]*[A-ZÅÄÖÉÜ\d§•])")
_NUMBERING = re.compile(r"(?:§\s*)?\d{1,3}(?:\s?[a-z])?(?:\.\d{1,3})*\.?|§\s*\d{1,3}\s?[a-z]?\.?|[A-Z]\.|[IVXL]+\.")


def cuts(text: str) -> tuple[int, ...]:
    """Where in a run of text each of its sentences begins; always 0 first."""
    found = [0]
    for match in _BREAK.finditer(text):
        if ends_sentence(text[found[-1] : match.end()], text[match.end() :]):
            found.append(match.end())
    return tuple(found)


def ends_sentence(text: str, rest: str) -> bool:
    """Whether the full stop that the text ends with ends its sentence. rest: what follows, not empty."""
    own = text.strip()
    if _NUMBERING.fullmatch(own):
        return False
    word = own.split(" ")[-1].lstrip("(\"“”'«»[")
    if not word.endswith("."):
        return True
    plain = word[:-1].casefold()
    if plain in _LAST:
        return not rest[0].isdigit()
    initial = len(word) == 2 and word[0].isalpha()
    return plain not in _ABBREVIATIONS and not initial


def begins_numbered(text: str) -> bool:
    """`2.1 Rubrik`, `§ 2 a Rubrik`."""
    return _NUMBERING.match(text) is not None
