"""Which reader is for a file outside a catalogue: its format tells it, and its look where several share one."""

import re
from contextlib import suppress
from pathlib import Path
from typing import cast

from kg.model.formats import format_of
from kg.sources.config import Reader
from kg.system.errors import ReelgraphError
from kg.system.files import opened

_LOOKED_AT = 1 << 20
"""So many bytes of a file are looked at."""

_LOOKS = {
    ("html", "markup"): rb"(?i)application/ld\+json|\bitemscope\b|\btypeof\s*=",
    ("xml", "rdf"): rb"http://www\.w3\.org/1999/02/22-rdf-syntax-ns#",
    ("json", "rdf"): rb'"@(?:context|graph|id|type)"',
}
"""Format and reader → what has to be in the file (a regular expression); of a format's readers the first that fits."""


def reader_of(path: Path) -> Reader | None:
    """The reader for a file; None where no reader is known for its suffix. A file that cannot be read has no look."""
    found = format_of(path)
    if found is None or not found.readers:
        return None
    looks = [(reader, _LOOKS.get((found.name, reader), b"")) for reader in found.readers]
    head = _head(path) if looks[0][1] else b""
    return cast(Reader, next(reader for reader, look in looks if re.search(look, head)))


def _head(path: Path) -> bytes:
    with suppress(OSError, ReelgraphError), opened(path) as file:
        return file.read(_LOOKED_AT)
    return b""
