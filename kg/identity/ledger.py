"""The ledger: every IRI ever published, with the keys that it stood for.

A folder of small tab-separated files (key, folder, slug), split by the first digit of the key's hash and sorted, so
that it can be kept under version control and a change shows as a few lines.
"""

from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path

from kg.errors import ReelgraphError
from kg.identity.resolve import Row

FOLDER = "identities"


def read(folder: Path) -> Iterator[Row]:
    """The rows of a ledger; none where there is no such folder."""
    for path in sorted(folder.glob("*.tsv")):
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            cells = line.split("\t")
            if len(cells) != 3 or not all(cells):
                raise ReelgraphError(f"{path.name}:{number}: a line of the ledger is key, folder and slug; restore it")
            yield cells[0], cells[1], cells[2]


def write(folder: Path, rows: Iterable[Row]) -> None:
    """Write rows that come sorted by key."""
    folder.mkdir(parents=True)
    files = {digit: (folder / f"{digit}.tsv").open("w", encoding="utf-8", newline="\n") for digit in "0123456789abcdef"}
    try:
        for row in rows:
            files[sha256(row[0].encode()).hexdigest()[0]].write("\t".join(row) + "\n")
    finally:
        for file in files.values():
            file.close()
