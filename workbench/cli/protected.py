"""What an answer may not be written over: files that people keep. Every answer that goes to a file passes here.

Rules, reasons, registers and decided documents are never written over, whoever asks. Data are, where it is asked for in
so many words (`--skriv-över`); an answer that stands where data stand may be written anew.
"""

import os
import re
import stat
from pathlib import Path

from dsl.project.files import RULE_SUFFIX
from dsl.text.files import found, read_file, shown, within
from interpreter.data.files import FORMATS
from interpreter.examples.accepted import FILE as REASONS
from workbench.session.sources import REGISTER

# What people write by hand or have got from others, and no command here writes an answer as
_KEPT = {
    RULE_SUFFIX: "en regelfil",
    ".tsv": "ett register eller en tabell som hör till reglerna",
    ".md": "en text som någon har skrivit",
    **dict.fromkeys((".pdf", ".doc", ".docx", ".odt", ".rtf", ".eml", ".msg"), "ett dokument"),
    **dict.fromkeys((".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".numbers"), "en arbetsbok"),
    **dict.fromkeys((".zip", ".7z", ".gz"), "en packad fil"),
}
_NAMED = {REASONS: "filen med skäl", REGISTER: "källregistret"}
_DATA = "data"
# The most of a file that is looked at to see what it is
_LOOKED_AT = 20_000_000
# How the tables for programs begin, and their objects: a table of data has Swedish headings, an object of data lists.
_TABLE = re.compile(r"(?=[^\n]*\b(?:section|status|scenario|kind|bearer|value)\b)[a-z_]+(?:,[a-z_0-9]+){3,}\r?\n")
_OBJECT = re.compile(r'\{\s*"(?:(?:regulations|proposals|results)"|[a-z_]+"\s*:\s*[^\s\[])')


def refused(path: str, *, over: bool = False, data: bool = False) -> str | None:
    """Why an answer does not go to this file, in Swedish; None where it may. over: data may be written over; data: the
    answer is data itself, so that it may stand among others."""
    target = os.path.realpath(found(path))
    for name in (path, target):
        what = _kind(name)
        if what is not None and (os.path.lexists(target) or what in (*_NAMED.values(), _KEPT[RULE_SUFFIX])):
            return f"{path} är {what} och skrivs inte över. Välj ett annat namn."
    kind = _mode(target)
    if kind is not None and not stat.S_ISREG(kind):
        what = "en mapp" if stat.S_ISDIR(kind) else "ingen vanlig fil utan en enhet eller ett rör"
        return f"{path} är {what}. Ange namnet på en fil, eller utelämna flaggan så skrivs svaret på skärmen."
    if kind is not None and _decided(target):
        return f"{path} är beslutet som källregistret bredvid gäller, och skrivs inte över. Välj ett annat namn."
    if over:
        return None
    folder = os.path.dirname(target)
    among = _among_data(folder)
    if kind is not None and (among or _beside_rules(folder)) and _holds_data(target):
        return f"{path} har data som hör till ett regelverk. Välj ett annat namn, eller lägg till --skriv-över."
    if among and not data and kind is None:
        return f"{path} ligger bland regelverkets data, där bara data ska ligga. Välj en annan mapp."
    return None


def _kind(path: str) -> str | None:
    """What a file of this name is, if it is one that is kept whatever stands in it."""
    name = shown(os.path.basename(path)).casefold()
    return _NAMED.get(name) or _KEPT.get(os.path.splitext(name)[1])


def _mode(target: str) -> int | None:
    try:
        return os.stat(target).st_mode
    except (OSError, ValueError):
        return None


def _among_data(folder: str) -> bool:
    """Whether the folder is the data of a regulation, or one below it."""
    path = Path(folder)
    return any(shown(one.name).casefold() == _DATA and _has_rules(one.parent) for one in (path, *path.parents))


def _has_rules(folder: Path) -> bool:
    """A regulation, or the folders of its amendments."""
    return bool(within(folder, RULE_SUFFIX)) or any(within(one, RULE_SUFFIX) for one in within(folder))


def _beside_rules(folder: str) -> bool:
    return bool(within(folder, RULE_SUFFIX))


def _holds_data(target: str) -> bool:
    """Whether it is a file that data are read from, and not an answer that was written before."""
    if os.path.splitext(target)[1].casefold() not in FORMATS:
        return False
    content = read_file(target, _LOOKED_AT)
    if not isinstance(content, bytes):
        return True
    text = content[:10_000].decode("utf-8-sig", "replace")
    return bool(content.strip()) and not (_TABLE.match(text) or _OBJECT.match(text))


def _decided(target: str) -> bool:
    """Whether it is the document of a register beside it, or in a folder above."""
    name, path = shown(os.path.basename(target)), Path(os.path.dirname(target))
    for folder in (path, *list(path.parents)[:2]):
        content = read_file(found(str(folder / REGISTER)), _LOOKED_AT)
        if isinstance(content, bytes):
            rows = content.decode("utf-8", "replace").splitlines()
            if any(row.split("\t", 1)[0] == name for row in rows if not row.startswith("#")):
                return True
    return False
