"""A compound file, what Excel put its workbooks in until 2007: a small file system in a file."""

import struct
from collections.abc import Sequence

MARK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_END, _FREE, _TABLE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
_STREAM, _ROOT = 2, 5
_LISTED = 109


def stream(content: bytes, name: str) -> bytes | None:
    """The stream of this name; None where there is none. Raises ValueError, IndexError or struct.error where the file
    is damaged."""
    shift, mini_shift = struct.unpack_from("<HH", content, 0x1E)
    if shift not in (9, 12) or mini_shift != 6:
        raise ValueError
    first_entry, _, cutoff, first_mini = struct.unpack_from("<IIII", content, 0x30)
    tables = _table_sectors(content, shift)
    table = [entry for sector in tables for entry in _numbers(_sector(content, sector, shift))]
    entries = _chained(content, first_entry, table, shift)
    root = found = None
    for at in range(0, len(entries) - 127, 128):
        length, kind = struct.unpack_from("<HB", entries, at + 64)
        called = entries[at : at + max(length - 2, 0)].decode("utf-16-le", "replace")
        start, size = struct.unpack_from("<II", entries, at + 116)
        if kind == _ROOT:
            root = start
        elif kind == _STREAM and called.lower() == name.lower():
            found = start, size
    if found is None:
        return None
    start, size = found
    if size >= cutoff:
        whole = _chained(content, start, table, shift)
    else:
        small = _chained(content, _END if root is None else root, table, shift)
        minis = _numbers(_chained(content, first_mini, table, shift))
        whole = b"".join(small[one << 6 : (one + 1) << 6] for one in _chain(start, minis))
    if len(whole) < size:
        raise ValueError
    return whole[:size]


def _table_sectors(content: bytes, shift: int) -> list[int]:
    """The sectors with the table of what follows on what."""
    (count,) = struct.unpack_from("<I", content, 0x2C)
    listed = list(struct.unpack_from(f"<{_LISTED}I", content, 0x4C))
    (more,) = struct.unpack_from("<I", content, 0x44)
    while more not in (_END, _FREE) and len(listed) < count:
        *numbers, more = _numbers(_sector(content, more, shift))
        listed += numbers
    return [sector for sector in listed if sector < _TABLE][:count]


def _chained(content: bytes, start: int, table: Sequence[int], shift: int) -> bytes:
    return b"".join(_sector(content, sector, shift) for sector in _chain(start, table))


def _chain(start: int, table: Sequence[int]) -> list[int]:
    found: list[int] = []
    while start != _END:
        if len(found) > len(table):
            raise ValueError  # round in a circle
        found.append(start)
        start = table[start]
    return found


def _sector(content: bytes, number: int, shift: int) -> bytes:
    at = (number + 1) << shift
    if at >= len(content):
        raise ValueError
    return content[at : at + (1 << shift)]


def _numbers(content: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(content) // 4}I", content[: len(content) // 4 * 4])
