"""The words for what is told of data that are read and used: what was done, and what to write where it was wrong."""

from typing import assert_never

from interpreter.notes import FileIgnored, LikeSum, Note, SumLeftOut
from interpreter.outcomes import Place

# Whoever wrote them, by what their names end with
_KINDS = {
    ".docx": "ett Worddokument",
    ".doc": "ett Worddokument",
    ".odt": "ett textdokument",
    ".pdf": "en pdf",
    ".txt": "en textfil",
    ".md": "en textfil",
    ".tsv": "en textfil med tabbar",
    ".xlsm": "en arbetsbok med makron",
    ".xlsb": "en binär arbetsbok",
    ".numbers": "en arbetsbok från Numbers",
    ".xml": "en xml-fil",
    ".html": "en webbsida",
    ".zip": "en packad fil",
    ".regel": "en regelfil",
    ".bak": "en säkerhetskopia",
}
# What a file should be saved as instead
_INSTEAD = {".tsv": "csv", ".xlsm": "xlsx", ".xlsb": "xlsx", ".numbers": "xlsx"}
_READ = "Data läses ur csv, xlsx, xls, ods och json"


def sentence(note: Note) -> str:
    """One sentence or more; the place stands first."""
    match note:
        case SumLeftOut(place=place, label=label):
            return (
                f"{_where(place)}: ”{label}” är en summa av raderna. Den stämmer och räknas inte med. "
                f"Heter någon verkligen så, skriv namnet inom citattecken: ”{label}”."
            )
        case LikeSum(place=place, label=label):
            return (
                f"{_where(place)}: varje tal för ”{label}” är summan av de andra raderna. Raden räknas med. Är den en "
                f"summa, ta bort den. Är den ingen, skriv namnet inom citattecken: ”{label}”."
            )
        case FileIgnored():
            return _ignored(note)
        case _:
            assert_never(note)


def _ignored(note: FileIgnored) -> str:
    match note.what:
        case "folder":
            return f"{note.place.file} läses inte: det är en mapp. Lägg filerna direkt i mappen data."
        case "special":
            return f"{note.place.file} läses inte: det är ingen fil, eller en länk som inte leder till någon."
        case "format":
            suffix = note.suffix
            kind = _KINDS.get(suffix, f"en fil på {suffix}" if suffix else "en fil utan ändelse")
            way_out = f" Spara den som {_INSTEAD[suffix]}." if suffix in _INSTEAD else ""
            return f"{note.place.file} läses inte: det är {kind}. {_READ}.{way_out}"
        case _:
            assert_never(note.what)


def _where(place: Place) -> str:
    if place.sheet is None:
        return f"{place.file} rad {place.row}"
    kind = "listan" if place.file.lower().endswith(".json") else "bladet"
    return f"{place.file}, {kind} {place.sheet}, rad {place.row}"
