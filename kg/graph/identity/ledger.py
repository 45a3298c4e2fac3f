"""The ledger: every IRI ever published, with the keys that it stood for.

A folder of small tab-separated files (key, folder, slug), split by the first digit of the key's hash and sorted, so
that it can be kept under version control and a change shows as a few lines.
"""

import re
from collections.abc import Container, Iterable, Iterator
from contextlib import ExitStack
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


def read(folder: Path, folders: Container[str]) -> Iterator[LedgerRow]:
    """The rows of a ledger, none where there is no such folder; `folders` are those that things can have.

    A ledger is edited by people and merged by tools: what it must not say is a ReelgraphError with file and line.
    """
    known: set[str] = set()
    for path in sorted(folder.glob("*.tsv")):
        try:
            lines = whole(path, _LARGEST).decode("utf-8").splitlines()
        except (Unreadable, UnicodeDecodeError) as error:
            raise ReelgraphError(f"{path}: not a readable ledger: {error}") from None
        for number, line in enumerate(lines, 1):
            cells = line.split("\t")
            if len(cells) != 3 or cells[1] not in folders or not _SLUG.fullmatch(cells[2]):
                raise ReelgraphError(f"{path}:{number}: a line of the ledger is key, folder and slug; restore it")
            if cells[0] in known:
                raise ReelgraphError(f"{path}:{number}: {cells[0]} is there twice; keep the line that was published")
            known.add(cells[0])
            yield cells[0], cells[1], cells[2]


def write(folder: Path, rows: Iterable[LedgerRow]) -> None:
    """Write rows that come sorted by key."""
    folder.mkdir(parents=True)
    with ExitStack() as stack:
        opened = ((folder / f"{digit}.tsv").open("w", encoding="utf-8", newline="\n") for digit in hexdigits[:16])
        files = [stack.enter_context(file) for file in opened]
        for row in rows:
            files[sha256(row[0].encode()).digest()[0] >> 4].write("\t".join(row) + "\n")
