"""Markdown, as far as the reference needs it."""

import re
from collections.abc import Iterable, Iterator, Sequence

_CONTROL = {code: f"\\u{code:04X}" for code in (*range(0x20), 0x7F)}
_CODE = re.compile(r"((?<!`)`[^`\n]+`(?!`))")
_MARKUP = re.compile(r"([\\`*_]|<(?=[a-zA-Z/!?]))")


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """The lines of a table."""
    yield _row(header)
    yield "|" + "---|" * len(header)
    yield from map(_row, rows)


def prose(text: str) -> str:
    """Text that means what it says; what stands between backquotes is code."""
    pieces = _CODE.split(text)
    return "".join(piece if number % 2 else _MARKUP.sub(r"\\\1", piece) for number, piece in enumerate(pieces))


def code(text: str) -> str:
    """Text in a code span; control characters are written as escapes."""
    text = text.translate(_CONTROL)
    return f"`` {text} ``" if "`" in text else f"`{text}`"


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(" ".join(cell.split()).replace("|", r"\|") for cell in cells) + " |"
