"""Documents as files: every format, and every way a file can be wrong. All texts are invented."""

import builtins
import io
import zipfile
from pathlib import Path

import docx
import pypdf
import pytest

from interpreter.sources.document import LineDocument, PageDocument, ParagraphDocument
from interpreter.sources.problems import (
    DocumentEmpty,
    DocumentFormat,
    DocumentLibrary,
    DocumentLocked,
    DocumentTooLarge,
    DocumentUnreadable,
)
from workbench.documents import extraction
from workbench.documents.extraction import read_document


def read(folder, name, content):
    """(document, problem) of a file with this content; the other is None."""
    file = folder / name
    file.write_bytes(content)
    document, problems = read_document(str(file))
    assert (document is None) == (len(problems) == 1)
    return document, problems[0] if problems else None


def word(*paragraphs, rows=()):
    """A docx file. paragraphs: (text, style or None)."""
    made = docx.Document()
    for text, style in paragraphs:
        made.add_paragraph(text, style=style)
    if rows:
        table = made.add_table(len(rows), len(rows[0]))
        for row, cells in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, cells, strict=True):
                cell.text = text
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def pdf(*pages):
    """A small pdf file by hand. pages: the lines of each; plain letters only."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>"]
    kids = " ".join(f"{4 + 2 * at} 0 R" for at in range(len(pages)))
    objects.append(f"<< /Type /Pages /Count {len(pages)} /Kids [{kids}] >>")
    objects.append("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
    for at, lines in enumerate(pages):
        drawn = " ".join(f"({line}) Tj 0 -14 Td" for line in lines)
        stream = f"BT /F1 12 Tf 72 720 Td {drawn} ET"
        font = "/Resources << /Font << /F1 3 0 R >> >> /MediaBox [0 0 612 792]"
        objects.append(f"<< /Type /Page /Parent 2 0 R {font} /Contents {5 + 2 * at} 0 R >>")
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
    text, places = "%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(text))
        text += f"{number} 0 obj\n{body}\nendobj\n"
    rows = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    text += f"xref\n0 {size}\n0000000000 65535 f \n{rows}trailer\n<< /Size {size} /Root 1 0 R >>\n"
    return (text + f"startxref\n{text.index('xref')}\n%%EOF\n").encode("ascii")


@pytest.mark.parametrize(
    "content",
    [
        "Stöd ges.\nRådet möts.".encode(),
        "Stöd ges.\r\nRådet möts.".encode("utf-8-sig"),
        "Stöd ges.\rRådet möts.".encode("utf-16"),
        "Stöd ges.\nRådet möts.".encode("cp1252"),
    ],
)
def test_text_of_any_encoding(tmp_path, content):
    assert read(tmp_path, "b.txt", content)[0] == LineDocument("b.txt", (("Stöd ges.", "Rådet möts."),))


def test_a_form_feed_begins_a_page_but_no_line(tmp_path):
    document, _ = read(tmp_path, "b.TXT", "\x0cEtt\nTvå\n\x0cTre\nFyra\u2028fem\x85".encode())
    assert document.pages == (("\x0cEtt", "Två"), ("\x0cTre", "Fyra\u2028fem\x85"))


def test_word(tmp_path):
    content = word(
        ("Stöd", "Heading 1"), ("Stöd ges.", None), ("Ett", "List Bullet"), rows=[("parti", "kr"), ("A", "2")]
    )
    assert read(tmp_path, "b.docx", content)[0] == ParagraphDocument(
        "b.docx", (("Stöd", True), ("Stöd ges.", False), ("Ett", False), ("parti kr", False), ("A 2", False))
    )


def test_pdf(tmp_path):
    document, _ = read(tmp_path, "b.pdf", pdf(["Avsnitt ett", "Partiet har medel."], ["Nytt blad."]))
    assert isinstance(document, PageDocument)
    assert [[line for line in page if line.strip()] for page in document.pages] == [
        ["Avsnitt ett", "Partiet har medel."],
        ["Nytt blad."],
    ]


def locked(password):
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf(["Hej."])))
    writer.encrypt(password, "owner", algorithm="RC4-128")
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def test_pdf_that_only_the_owner_may_change_is_read(tmp_path):
    assert read(tmp_path, "b.pdf", locked(""))[1] is None


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("b.odt", b"x", lambda file: DocumentFormat(file, ".odt")),
        ("b", b"x", lambda file: DocumentFormat(file, "")),
        ("b.txt", b"\x81\x8d", lambda file: DocumentUnreadable(file, "broken")),
        ("b.txt", b"a\0b", lambda file: DocumentUnreadable(file, "broken")),
        ("b.txt", b"\xff\xfea", lambda file: DocumentUnreadable(file, "broken")),
        ("b.txt", b" \n\x0c\n", lambda file: DocumentEmpty(file, False)),
        ("b.docx", b"no zip", lambda file: DocumentUnreadable(file, "broken")),
        ("b.docx", b"\xd0\xcf\x11\xe0 password", DocumentLocked),
        ("b.docx", word((" ", None)), lambda file: DocumentEmpty(file, False)),
        ("b.docx", word(("Stöd", None))[:-30], lambda file: DocumentUnreadable(file, "broken")),
        ("b.pdf", b"no pdf", lambda file: DocumentUnreadable(file, "broken")),
        ("b.pdf", b"", lambda file: DocumentUnreadable(file, "broken")),
        ("b.pdf", pdf(["Hej."])[:150], lambda file: DocumentUnreadable(file, "broken")),
        ("b.pdf", pdf([]), lambda file: DocumentEmpty(file, True)),
        ("b.pdf", locked("secret"), DocumentLocked),
    ],
)
def test_files_that_cannot_be_read(tmp_path, capsys, name, content, problem):
    assert read(tmp_path, name, content)[1] == problem(str(tmp_path / name))
    assert capsys.readouterr().err == ""


def test_a_zip_that_is_no_document(tmp_path):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as packed:
        packed.writestr("a.txt", "hej")
    assert read(tmp_path, "b.docx", stream.getvalue())[1] == DocumentUnreadable(str(tmp_path / "b.docx"), "broken")


def test_files_that_are_none(tmp_path):
    missing = str(tmp_path / "ingen.txt")
    assert read_document(missing) == (None, (DocumentUnreadable(missing, "missing"),))
    assert read_document(str(tmp_path)) == (None, (DocumentUnreadable(str(tmp_path), "folder"),))
    beyond = str(tmp_path / "b.txt" / "c.txt")
    Path(tmp_path / "b.txt").write_text("x")
    assert read_document(beyond) == (None, (DocumentUnreadable(beyond, "missing"),))


@pytest.mark.parametrize(
    ("name", "content", "bound", "what"),
    [
        ("b.txt", b"Hej p\xc3\xa5 dig.", "MOST_BYTES", "bytes"),
        ("b.docx", word(("Stöd", None)), "MOST_UNPACKED_BYTES", "unpacked"),
        ("b.pdf", pdf(["Hej."], ["Igen."]), "MOST_PAGES", "pages"),
    ],
)
def test_bounds(tmp_path, monkeypatch, name, content, bound, what):
    monkeypatch.setattr(extraction, bound, 1)
    assert read(tmp_path, name, content)[1] == DocumentTooLarge(str(tmp_path / name), what, 1)


@pytest.mark.parametrize(("name", "content"), [("b.docx", word(("Stöd", None))), ("b.pdf", pdf(["Hej."]))])
def test_without_the_optional_part(tmp_path, monkeypatch, name, content):
    real = builtins.__import__

    def refuse(module, *rest):
        if module.split(".")[0] in ("docx", "pypdf"):
            raise ImportError(module)
        return real(module, *rest)

    monkeypatch.setattr(builtins, "__import__", refuse)
    assert read(tmp_path, name, content)[1] == DocumentLibrary(str(tmp_path / name), Path(name).suffix)
