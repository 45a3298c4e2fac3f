"""Which reader is for a file outside a catalogue: its format tells it, and its look where several share one."""

import re
from collections import Counter
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import cast

from kg.model.formats import format_of
from kg.report.report import many
from kg.sources.config import Reader
from kg.system.charset import encoding_of
from kg.system.errors import ReelgraphError
from kg.system.files import opened

_PAGE, _OTHER = 1 << 20, 1 << 16
"""So many bytes of a file are looked at: the head of a page may have long styles before its markup."""

_LOOKS = {
    ("html", "markup"): r"application/ld\+json|itemscope\b(?<=\bitemscope)|typeof(?<=\btypeof)\s*+=",
    ("xml", "rdf"): r"http://www\.w3\.org/1999/02/22-rdf-syntax-ns#",
    ("xml", "archive"): r"(?i)<(?:[\w.-]{1,40}:)?(?:CinematographicWork|avcreation)\b",
    ("json", "rdf"): r'"@(?:context|graph|id|type)"',
}
"""Format and reader → what has to be in the file (a regular expression); of a format's readers the first that fits."""


def reader_of(path: Path) -> Reader | None:
    """The reader for a file; None where no reader is known for its suffix. A file that cannot be read has no look."""
    found = format_of(path)
    if found is None or not found.readers:
        return None
    looks = [(reader, _LOOKS.get((found.name, reader), "")) for reader in found.readers]
    head = _head(path, found.name) if looks[0][1] else ""
    return cast(Reader, next(reader for reader, look in looks if re.search(look, head)))


def unknown(paths: Iterable[Path]) -> list[str]:
    """Of files without a reader, a line for those of each suffix."""
    counts = Counter(path.suffix for path in paths)
    return [f"{counted(count, ending)}: no reader is known" for ending, count in counts.items()]


def counted(count: int, ending: str) -> str:
    """So many files of a suffix, for a person: `2 .md files`."""
    return many(count, f"{ending} file") if ending else many(count, "file without suffix", "files without suffix")


def is_hidden(path: Path) -> bool:
    """Whether a file, or a folder in which it is, is hidden as those of version control are."""
    return any(part.startswith(".") for part in path.parts)


def _head(path: Path, format_: str) -> str:
    """The beginning of a file, decoded as its readers decode the whole."""
    data, is_page = b"", format_ == "html"
    with suppress(OSError, ReelgraphError), opened(path) as file:
        data = file.read(_PAGE if is_page else _OTHER)
    if is_page:
        from kg.rdf.html import text_of  # takes a while to load

        return text_of(data).lower()
    return data.decode(encoding_of(data), "replace")
