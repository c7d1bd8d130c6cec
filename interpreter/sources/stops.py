"""Where a sentence ends: at a full stop, unless the word before it is an abbreviation, an initial or a number that
begins a heading. Knows Swedish legal prose, not lines or documents."""

import re

# Never last in a sentence: something always follows.
_ABBREVIATIONS = frozenset(
    (
        *(
            "t.ex",
            "bl.a",
            "d.v.s",
            "dvs",
            "s.k",
            "f.d",
            "st.f",
            "p.g.a",
            "pga",
            "fr.o.m",
            "t.o.m",
            "fr",
            "jfr",
            "t.f",
            "tf",
        ),
        *("kap", "mom", "avd", "avs", "prop", "bet", "rskr", "dnr", "nr", "sid", "pkt", "kl", "ca", "c:a", "tel"),
        *("enl", "inkl", "exkl", "ev", "resp", "ang", "uppl", "obs", "pol", "dr", "prof"),
    )
)
# May be last, where no figure follows.
_LAST = frozenset(("m.m", "m.fl", "osv", "o.s.v", "etc", "m.a.o", "kr", "tkr", "mnkr", "sek", "st", "f.ö", "ff", "e.d"))
# What may stand between two sentences, after the full stop: closing quotes, a space; then what may begin one.
_BREAK = re.compile(r"[.!?…]['\"”’»)\]]*\s+(?=['\"“”’»(\[]*[A-ZÅÄÖÉÜ\d§•])")
_WINDOW = 200
_OPENING = "(\"'“”«»["
_NUMBERING = re.compile(r"(?:§\s*)?\d{1,3}(?:\s?[a-z])?(?:\.\d{1,3})*\.?|§\s*\d{1,3}\s?[a-z]?\.?|[A-Z]\.|[IVXL]+\.")


def cuts(text: str) -> tuple[int, ...]:
    """The positions in a run of text where each of its sentences begins; always 0 first."""
    found = [0]
    for match in _BREAK.finditer(text):
        # What a full stop means is settled by the few words before it, however long the sentence is.
        start = max(found[-1], match.end() - _WINDOW)
        if ends_sentence(text[start : match.end()], text[match.end()]):
            found.append(match.end())
    return tuple(found)


def ends_sentence(text: str, rest: str) -> bool:
    """Whether the full stop that the text ends with ends its sentence. rest: what follows, or its first character."""
    own = text.strip()
    if _NUMBERING.fullmatch(own):
        return False
    *before, word = own.lstrip(_OPENING).split(" ")
    word = word.lstrip(_OPENING)
    if not word.endswith("."):
        return True
    plain = word[:-1].casefold()
    if plain in _LAST or (len(plain) == 1 and word[0].islower()):
        # `s. 4`, but `enligt led b. Partiet`
        return not rest[0].isdigit()
    if len(plain) == 1 and word[0].isupper():
        # `Anna B. Ek`, but `enligt modell B. Partiet`
        return bool(before) and not before[-1][:1].isupper()
    return plain not in _ABBREVIATIONS


def begins_numbered(text: str) -> bool:
    """`2.1 Rubrik`, `§ 2 a Rubrik`."""
    return _NUMBERING.match(text) is not None
