"""The decided document as text: txt as it is, docx through python-docx, pdf through pypdf.

The two libraries are an optional part of the program and are imported only when a document needs them. Every bound has
its own problem; a damaged document gives a problem, never an exception.
"""

import io
import logging
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

from dsl.text.files import NOTHING_LAID, Overlay, Unread, read_file, shown
from interpreter.data.texts import StrayByte, decoded
from interpreter.sources.document import Document, LineDocument, PageDocument, ParagraphDocument
from interpreter.sources.problems import (
    DocumentEmpty,
    DocumentFormat,
    DocumentLibrary,
    DocumentLocked,
    DocumentProblem,
    DocumentTooLarge,
    DocumentUnreadable,
)

if TYPE_CHECKING:
    from docx.text.paragraph import Paragraph

MOST_BYTES = 20_000_000
MOST_UNPACKED_BYTES = 100_000_000
MOST_PAGES = 2_000
# As Word names them in any language, and as Swedish templates do.
_HEADING_STYLES = ("Heading", "Title", "Subtitle", "Rubrik")
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"


def read_document(file: str, overlay: Overlay = NOTHING_LAID) -> tuple[Document | None, tuple[DocumentProblem, ...]]:
    """The document in a file, by what its name says it is; or what is wrong with it. overlay: bytes that are read by
    the names of files that need not be on the disk."""
    content = read_file(file, MOST_BYTES, overlay)
    if isinstance(content, Unread):
        if content.why == "large":
            return None, (DocumentTooLarge(file, "bytes", MOST_BYTES),)
        return None, (DocumentUnreadable(file, content.why),)
    match Path(file).suffix.lower():
        case ".txt":
            read: Document | DocumentProblem = _text(file, content)
        case ".docx":
            read = _word(file, content)
        case ".pdf":
            read = _pdf(file, content)
        case suffix:
            read = DocumentFormat(file, suffix)
    return (read, ()) if isinstance(read, Document) else (None, (read,))


def _text(file: str, content: bytes) -> Document | DocumentProblem:
    """UTF-8, UTF-16 with its mark, else Windows-1252. Lines end as they do in an editor; a form feed begins a page."""
    text = decoded(content)
    if isinstance(text, StrayByte):
        return DocumentUnreadable(file, "bytes", text.row)
    if text is None:
        return DocumentUnreadable(file, "broken")
    if not text.strip():
        return DocumentEmpty(file, False)
    pages: list[list[str]] = [[]]
    for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        if "\f" in line and pages[-1]:
            pages.append([])
        pages[-1].append(line)
    return LineDocument(Path(shown(file)).name, tuple(tuple(page) for page in pages))


def _word(file: str, content: bytes) -> Document | DocumentProblem:
    if content.startswith(_OLD_OFFICE):
        return DocumentLocked(file)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            unpacked = sum(part.file_size for part in packed.infolist())
    except (zipfile.BadZipFile, ValueError, OverflowError):
        return DocumentUnreadable(file, "broken")
    if unpacked > MOST_UNPACKED_BYTES:
        return DocumentTooLarge(file, "unpacked", MOST_UNPACKED_BYTES)
    try:
        import docx
        from docx.text.paragraph import Paragraph
    except ImportError:
        return DocumentLibrary(file, ".docx")
    paragraphs: list[tuple[str, bool]] = []
    try:
        for part in docx.Document(io.BytesIO(content)).iter_inner_content():
            if isinstance(part, Paragraph):
                paragraphs.append((part.text, _is_heading(part)))
            else:
                paragraphs += [(" ".join(cell.text for cell in row.cells), False) for row in part.rows]
    except Exception:
        # The library promises nothing about damaged files: lxml, zipfile and key errors of every kind come out of it.
        return DocumentUnreadable(file, "broken")
    if not any(text.strip() for text, _ in paragraphs):
        return DocumentEmpty(file, False)
    return ParagraphDocument(Path(shown(file)).name, tuple(paragraphs))


def _is_heading(paragraph: "Paragraph") -> bool:
    style = paragraph.style
    return style is not None and (style.name or "").startswith(_HEADING_STYLES)


def _pdf(file: str, content: bytes) -> Document | DocumentProblem:
    try:
        import pypdf
    except ImportError:
        return DocumentLibrary(file, ".pdf")
    # It warns of blemishes in English on standard error; what it cannot read at all comes as an exception.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = pypdf.PdfReader(io.BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            return DocumentLocked(file)
        if len(reader.pages) > MOST_PAGES:
            return DocumentTooLarge(file, "pages", MOST_PAGES)
        pages = tuple(tuple((page.extract_text() or "").split("\n")) for page in reader.pages)
    except Exception:
        # As above: a damaged file may give any error there is, also from the depths of the library.
        return DocumentUnreadable(file, "broken")
    if not any(line.strip() for page in pages for line in page):
        return DocumentEmpty(file, bool(pages))
    return PageDocument(Path(shown(file)).name, pages)
