"""Whole numbers as decimal digits, however long: Python itself refuses to write or read more than some thousand."""

# So many digits Python always writes and reads.
_AT_ONCE = 4_000


def text(number: int) -> str:
    """`1234`, `-5`"""
    rest, found = abs(number), []
    while rest >= 10**_AT_ONCE:
        rest, low = divmod(rest, 10**_AT_ONCE)
        found.append(f"{low:0{_AT_ONCE}d}")
    return f"{'-' if number < 0 else ''}{rest}{''.join(reversed(found))}"


def whole(text: str) -> int:
    """What `text` wrote."""
    digits = text.removeprefix("-")
    found = 0
    for start in range(0, len(digits), _AT_ONCE):
        part = digits[start : start + _AT_ONCE]
        found = found * 10 ** len(part) + int(part)
    return -found if text.startswith("-") else found
