"""Reading: files of many formats become records. One module a format, one place for all values (`fields`)."""

from collections.abc import Callable, Iterator
from pathlib import Path

from msgspec.structs import replace

from kg.model.record import Fault, Record, Source
from kg.report.leftovers import Leftovers
from kg.sources import fields, native
from kg.sources.archive import reader as archive
from kg.sources.config import Reader, SourceConfig
from kg.sources.counting import Count
from kg.sources.keys import key, of_file
from kg.sources.looks import reader_of
from kg.sources.marked import rdf
from kg.sources.marked import reader as markup
from kg.sources.pages import reader as pages
from kg.sources.stated import Leftover, Stated
from kg.sources.tables import reader as table
from kg.system.errors import ReelgraphError
from kg.system.files import Unreadable

READERS: dict[Reader, Callable[[Path, SourceConfig], Iterator[Stated | Fault | Leftover]]] = {
    "archive": archive.read,
    "festival": pages.read,
    "markup": markup.read,
    "native": native.read,
    "rdf": rdf.read,
    "table": table.read,
}

# Readers of files that hold one record each.
_PAGES = frozenset({"festival"})


def read(path: Path, source: SourceConfig, root: Path) -> Iterator[Record | Fault]:
    """The records in a file, in its order, each with its place; what cannot be read at all is a Fault with its own.

    Places are relative to `root`, and written with `/`. Nothing in the file makes this raise.
    """
    return (item for item in accounted(path, source, root) if not isinstance(item, Leftovers))


def accounted(path: Path, source: SourceConfig, root: Path) -> Iterator[Record | Fault | Leftovers]:
    """What `read` gives, and at the end an account of what the file states besides and no record takes up."""
    place = path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name
    if not place.isprintable():
        place = place.encode("utf-8", "backslashreplace").decode()
    count = Count(source.name, place)
    for stated in _stated(path, source):
        if isinstance(stated, Leftover):
            count.add(stated)
            continue
        if isinstance(stated, Fault):
            yield replace(stated, path=place)
            continue
        record = fields.record(stated.values)
        unkind = next((fault for fault in record.faults if fault.field == "kind"), None)
        if unkind:
            # What it is, is not known; to publish it as a film would be a guess.
            yield replace(unkind, field="", reason=f"kind: {unkind.reason}", path=place, line=stated.line)
            continue
        origin = Source(
            path=place,
            line=stated.line,
            reader=source.reader,
            licence=source.licence,
            name=source.name,
            encoding=stated.encoding,
            key=stated.key or (of_file(place, source.path) if source.reader in _PAGES else key(record)),
        )
        yield replace(record, source=origin, faults=_once(stated, record))
    yield from count.told()


def guess(path: Path, reader: Reader | None = None) -> SourceConfig:
    """How to read a file outside a catalogue: by the named reader, or by the file's suffix and look."""
    chosen = reader or reader_of(path)
    if chosen is None:
        raise ReelgraphError(f"{path}: no reader is known for it; name one with --reader: {', '.join(READERS)}")
    return SourceConfig(name="", path="", reader=chosen, licence="")


def _stated(path: Path, source: SourceConfig) -> Iterator[Stated | Fault | Leftover]:
    try:
        with path.open("rb") as file:
            empty = not file.read(1)
        if empty:
            yield Fault(field="", raw="", reason="empty file", line=1)
        elif source.reader == "table" and not source.columns:
            yield Fault(field="", raw="", reason="a table needs a catalogue that maps its columns: see kg init --from")
        else:
            yield from READERS[source.reader](path, source)
    except Unreadable as error:
        yield Fault(field="", raw="", reason=str(error), line=1)
    except OSError as error:
        yield Fault(field="", raw="", reason=f"cannot be read: {error.strerror}", line=1)


def _once(stated: Stated, record: Record) -> tuple[Fault, ...]:
    """The faults of the reader and of the values, each once, with their lines where these are known."""
    faults = dict.fromkeys(stated.faults + record.faults)
    return tuple(replace(f, line=f.line or stated.line_of(f.raw)) for f in faults)
