"""The bytes of a text from an office: UTF-8 with or without its mark, UTF-16 with one, else Windows-1252.

A text that is UTF-8 but for a byte or two is neither: whichever way it was read, some word would be wrong.
"""

from dsl.frozen import frozen

# Byte order marks that say what the text is encoded as. The Unicode text of Excel is UTF-16.
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


@frozen
class StrayByte:
    """A byte that is no UTF-8 in a text that else is. row, column: in characters, from 1."""

    byte: int
    row: int
    column: int


def decoded(content: bytes, *, only_utf_8: bool = False) -> str | StrayByte | None:
    """The text; None where the bytes are no text. only_utf_8: of a format that knows no other encoding."""
    marked = next((encoding for mark, encoding in _MARKS if content.startswith(mark)), None)
    if marked == "utf-16":
        return None if only_utf_8 else _plain(content, marked)
    try:
        return _without_nul(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        escaped = content.decode("utf-8-sig", "surrogateescape")
        some = any(one > "\x7f" and not "\udc80" <= one <= "\udcff" for one in escaped)
        if some or marked or only_utf_8:
            return None if "\0" in escaped else _stray(content, error)
    return _plain(content, "cp1252")


def _plain(content: bytes, encoding: str) -> str | None:
    try:
        return _without_nul(content.decode(encoding))
    except UnicodeDecodeError:
        return None


def _without_nul(text: str) -> str | None:
    return None if "\0" in text else text


def _stray(content: bytes, error: UnicodeDecodeError) -> StrayByte:
    # What the decoder was given lacks the mark.
    at = error.start + len(content) - len(error.object)
    before = content[:at].decode("utf-8-sig", "replace")
    lines = before.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return StrayByte(content[at], len(lines), len(lines[-1]) + 1)
