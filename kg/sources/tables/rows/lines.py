"""JSON Lines: an object a line, read as strictly as a document."""

import io
from collections.abc import Iterator
from pathlib import Path

from kg.model.record import Fault
from kg.sources.config import SourceConfig
from kg.sources.decoding import decode
from kg.sources.fields import fault
from kg.sources.json_text import Broken, Text
from kg.sources.tables.rows.row import Row, row_of
from kg.system.charset import UTF_8
from kg.system.files import opened

LONGEST_LINE = 16 << 20
"""In bytes; in characters where the text is not UTF-8."""


def rows(path: Path, source: SourceConfig, encoding: str) -> Iterator[Row | Fault]:
    """Each line that is not empty."""
    with opened(path) as file:
        text = file if encoding == UTF_8 else io.TextIOWrapper(file, encoding, "replace", newline="\n")
        number = 0
        while read := text.readline(LONGEST_LINE):
            number += 1
            line = read.encode() if isinstance(read, str) else read
            if len(read) == LONGEST_LINE and not line.endswith(b"\n"):
                yield fault("", line[:200].decode(UTF_8, "replace"), f"longer than {LONGEST_LINE} bytes", line=number)
                return
            if line.strip():
                yield _row(line, number)


def _row(line: bytes, number: int) -> Row | Fault:
    shown = decode(line, number)
    if isinstance(shown, Fault):
        return shown
    text = Text(io.BytesIO(line))
    try:
        value = text.value()
        text.end()
    except Broken as reason:
        return fault("", shown, f"broken JSON: {reason}", line=number)
    return row_of(number, value)
