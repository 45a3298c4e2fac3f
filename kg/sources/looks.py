"""Which reader is for a file outside a catalogue: its suffix tells it, and its look where several share one."""

import re
from pathlib import Path

from kg.rdf.statements import HTML
from kg.sources.config import Reader
from kg.system.errors import ReelgraphError
from kg.system.files import opened, suffix

_LOOKED_AT = 1 << 20
"""So many bytes of a file are looked at."""

_LOOKS: tuple[tuple[str, bytes, Reader], ...] = (
    (" ".join(HTML), rb"(?i)application/ld\+json|\bitemscope\b|\btypeof\s*=", "markup"),
    (" ".join((*HTML, ".txt")), b"", "festival"),
    (".xml", rb"http://www\.w3\.org/1999/02/22-rdf-syntax-ns#", "rdf"),
    (".xml", b"", "archive"),
    (".json", rb'"@(?:context|graph|id|type)"', "rdf"),
    (".json .jsonl .ndjson", b"", "native"),
    (".ttl .nt .nq .trig .rdf .owl .jsonld", b"", "rdf"),
    (".csv .tsv .tab .parquet .xlsx .xls .ods", b"", "table"),
)
"""Suffixes, what has to be in the file (a regular expression), and its reader; the first that fits."""


def reader_of(path: Path) -> Reader | None:
    """The reader for a file; None where no reader is known for its suffix. A file that cannot be read has no look."""
    fitting = [(look, reader) for suffixes, look, reader in _LOOKS if suffix(path) in suffixes.split()]
    if len({reader for _, reader in fitting}) < 2:
        return fitting[0][1] if fitting else None
    head = _head(path)
    return next(reader for look, reader in fitting if re.search(look, head))


def _head(path: Path) -> bytes:
    try:
        with opened(path) as file:
            return file.read(_LOOKED_AT)
    except (OSError, ReelgraphError):
        return b""
