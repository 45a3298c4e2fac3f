"""The pages on disk: which are meant, how they are read, and how one is replaced whole."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from stat import S_IMODE

from kg.model.formats import HTML
from kg.system.errors import ReelgraphError
from kg.system.files import Unreadable, below, bounded, real, regular

LARGEST = 8 << 20
"""In bytes: a page that is larger is none."""


def pages(given: Iterable[Path]) -> Iterator[Path]:
    """The files that are meant, each once, in order: of a folder all HTML below it, but nothing through a link."""
    seen: set[Path] = set()
    for path in given:
        for page in _below(path) if path.is_dir() else [path]:
            if real(page) not in seen:
                seen.add(real(page))
                yield page


def _below(folder: Path) -> Iterator[Path]:
    return (path for path in below(folder) if path.suffix.lower() in HTML and not path.is_symlink())


def can_be_read(page: Path) -> bool:
    """Whether there is a file."""
    try:
        regular(page).close()
    except Unreadable:
        return False
    return True


def read(page: Path) -> bytes:
    """The bytes of a page. Raises Unreadable."""
    with regular(page) as file:
        return bounded(file, LARGEST)


def write(page: Path, data: bytes) -> None:
    """Replace a page by one rename; it keeps its mode. Where `page` is a link, it stays one. Raises ReelgraphError."""
    target = real(page)
    try:
        mode = S_IMODE(target.stat().st_mode)
        number, name = tempfile.mkstemp(prefix=".kg-", dir=target.parent)
        spare = Path(name)
        try:
            with os.fdopen(number, "wb") as file:
                file.write(data)
                file.flush()
                os.fchmod(file.fileno(), mode)
                os.fsync(file.fileno())
            spare.replace(target)
        except BaseException:
            spare.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise ReelgraphError(f"cannot be written: {error.strerror}") from None
