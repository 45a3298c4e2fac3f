"""The ledger: every IRI ever published, with the keys that it stood for.

A folder of small tab-separated files (key, folder, slug, and the date of the
release that first had them), split by the first digit of the key's hash and sorted, so
that it can be kept under version control and a change shows as a few lines.
"""

import re
from collections.abc import Callable, Container, Iterable, Iterator
from contextlib import ExitStack
from datetime import date
from hashlib import sha256
from pathlib import Path
from string import hexdigits

from kg.graph.identity.resolve import LedgerRow
from kg.system.errors import ReelgraphError
from kg.system.files import Unreadable, whole

FOLDER = "identities"
_LARGEST = 1 << 30
"""In bytes, of one of its files."""

_SLUG = re.compile("[a-z0-9]+(-+[a-z0-9]+)*")
_LONGEST = 200
"""In characters, of a slug: file systems take no more than 255."""


def refuse(complaint: str) -> None:
    """Raise ReelgraphError."""
    raise ReelgraphError(complaint)


def files(folder: Path) -> list[Path]:
    """The files of a ledger; none where there is no such folder."""
    return sorted(folder.glob("*.tsv"))


def read(
    paths: Iterable[Path], folders: Container[str], complain: Callable[[str], None] = refuse
) -> Iterator[LedgerRow]:
    """The rows of a ledger's files; `folders` are those that things can have.

    A ledger is edited by people and merged by tools: `complain` is told of what it must not say, with file and line.
    """
    known: set[str] = set()
    for path in paths:
        try:
            lines = whole(path, _LARGEST).splitlines()
        except Unreadable as error:
            complain(f"{path}: not a readable ledger: {error}")
            continue
        for number, line in enumerate(lines, 1):
            row = _row(line)
            if row is None or row.folder not in folders:
                complain(f"{path}:{number}: not a line of a ledger (key, folder, slug and date, in UTF-8); restore it")
            elif row.key in known:
                complain(f"{path}:{number}: {row.key} appears twice; keep the line that was published")
            else:
                known.add(row.key)
                yield row


def _row(line: bytes) -> LedgerRow | None:
    try:
        key, folder, slug, *day = line.decode("utf-8").split("\t")
    except ValueError:
        return None
    # Ledgers had no dates once.
    dated = len(day) < 2 and all(map(_is_day, day))
    placed = key.startswith(f"{folder}:") and len(slug) <= _LONGEST and _SLUG.fullmatch(slug)
    return LedgerRow(key, folder, slug, *day) if dated and placed else None


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def write(folder: Path, rows: Iterable[LedgerRow]) -> None:
    """Write rows that come sorted by key."""
    folder.mkdir(parents=True)
    with ExitStack() as stack:
        opened = ((folder / f"{digit}.tsv").open("w", encoding="utf-8", newline="\n") for digit in hexdigits[:16])
        files = [stack.enter_context(file) for file in opened]
        for row in rows:
            files[sha256(row.key.encode()).digest()[0] >> 4].write("\t".join(row).rstrip("\t") + "\n")
