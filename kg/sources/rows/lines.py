"""JSON Lines: an object a line."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from kg.record import Fault
from kg.sources.config import SourceConfig
from kg.sources.encoding import UTF_8, decode
from kg.sources.fields import fault
from kg.sources.opening import opened
from kg.sources.rows.row import Row

LONGEST_LINE = 16 << 20
"""In bytes."""


def rows(path: Path, source: SourceConfig, encoding: str) -> Iterator[Row | Fault]:
    """Each line that is not empty."""
    with opened(path) as file:
        number = 0
        while line := file.readline(LONGEST_LINE):
            number += 1
            if not line.endswith(b"\n") and len(line) == LONGEST_LINE:
                yield fault("", line[:200].decode(UTF_8, "replace"), f"longer than {LONGEST_LINE} bytes", line=number)
                return
            if line.strip():
                yield _row(line, number, encoding)


def _row(line: bytes, number: int, encoding: str) -> Row | Fault:
    text = decode(line, number) if encoding == UTF_8 else line.decode(encoding, "replace")
    if isinstance(text, Fault):
        return text
    try:
        return Row(number, msgspec.json.decode(text, type=dict[str, Any]))
    except RecursionError:
        return fault("", text, "nested too deeply", line=number)
    except msgspec.ValidationError:
        return fault("", text, "not a JSON object: a row is one", line=number)
    except msgspec.DecodeError as error:
        return fault("", text, str(error), line=number)
