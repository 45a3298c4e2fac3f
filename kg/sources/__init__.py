"""Reading: files of many formats become records. One module a format, one place for all values (`fields`)."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path, PurePosixPath

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
from kg.sources.pages import reader as pages
from kg.sources.pages import with_markup
from kg.sources.stated import Leftover, Stated
from kg.sources.tables import reader as table
from kg.system.errors import ENDS, Ending, ReelgraphError, unexpected
from kg.system.files import Unreadable, name, regular

READERS: dict[Reader, Callable[[Path, SourceConfig], Iterator[Stated | Fault | Leftover]]] = {
    "archive": archive.read,
    "festival": pages.read,
    "markup": with_markup.read,
    "native": native.read,
    "rdf": rdf.read,
    "table": table.read,
}

SOUGHT = 200
"""The lines of so many faults of a record are looked for, each in the whole page; others have the record's."""


def read(path: Path, source: SourceConfig, root: Path) -> Iterator[Record | Fault]:
    """The records in a file, in its order, each with its place; what cannot be read at all is a Fault with its own.

    Places are relative to `root`, and written with `/`. Nothing in the file makes this raise: what a reader does not
    foresee is a Fault too, of the record, or where it stops the reader, of the file; what was read before stays.
    """
    return (item for item in accounted(path, source, root) if not isinstance(item, Leftovers))


def accounted(
    path: Path, source: SourceConfig, root: Path, beside: Sequence[Path] = ()
) -> Iterator[Record | Fault | Leftovers]:
    """What `read` gives, and at the end an account of what the file states besides and no record takes up.

    Files `beside`, in the same folder, are read as one with it.
    """
    place = name(path.relative_to(root) if path.is_relative_to(root) else Path(path.name))
    count = Count(source.name, place)
    line = 1
    try:
        for stated in _stated(path, source, beside):
            if isinstance(stated, Leftover):
                count.add(stated)
                continue
            line = stated.line or line
            if isinstance(stated, Fault):
                yield replace(stated, path=_beside(place, stated.path))
            else:
                yield _record(stated, source, _beside(place, stated.file))
    except Ending as error:
        raise type(error)(f"{place}: {error}") from None
    except ENDS:
        raise
    except BaseException as error:
        yield Fault(field="", raw="", reason=f"reading stopped here: {unexpected(error)}", path=place, line=line)
    yield from count.told()


def _beside(place: str, file: str) -> str:
    """The place of a file in the same folder; "" is the same file."""
    return PurePosixPath(place).with_name(file).as_posix() if file else place


def guess(path: Path, reader: Reader | None = None) -> SourceConfig:
    """How to read a file outside a catalogue: by the named reader, or by the file's suffix and look."""
    chosen = reader or reader_of(path)
    if chosen is None:
        raise ReelgraphError(f"{name(path)}: no reader was detected; choose one with --reader: {', '.join(READERS)}")
    return SourceConfig(name="", path="", reader=chosen, licence="")


def _record(stated: Stated, source: SourceConfig, place: str) -> Record | Fault:
    """The record that is stated, or why there is none."""
    try:
        record = fields.record(stated.values, source.language, source.timezone)
        unkind = next((fault for fault in record.faults if fault.field == "kind"), None)
        if unkind:
            # What it is, is not known; to publish it as a film would be a guess.
            return replace(unkind, field="", reason=f"kind: {unkind.reason}", path=place, line=stated.line)
        origin = Source(
            path=place,
            line=stated.line,
            reader=source.reader,
            licence=source.licence,
            name=source.name,
            encoding=stated.encoding,
            lines=_lines(stated, record),
            key=fields.written(stated.key)
            or (of_file(place, source.path) if source.reader == "festival" else key(record)),
        )
        return replace(record, source=origin, faults=_once(stated, record))
    except ENDS:
        raise
    except BaseException as error:
        return Fault(field="", raw="", reason=unexpected(error), path=place, line=stated.line)


def _lines(stated: Stated, record: Record) -> dict[str, tuple[int, ...]]:
    """Field of the record → the lines of the file on which it stands."""
    found: dict[str, set[int]] = {}
    for one in stated.taken:
        if one.lines and getattr(record, one.field, None):
            found.setdefault(one.field, set()).update(one.lines)
    return {field: tuple(sorted(lines)) for field, lines in found.items()}


def _stated(path: Path, source: SourceConfig, beside: Sequence[Path]) -> Iterator[Stated | Fault | Leftover]:
    try:
        with regular(path) as file:
            empty = not file.read(1)
        if beside:
            yield from rdf.read(path, source, beside=beside)
        elif empty:
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
    """The faults of the reader and of the values, each once, with their lines where these are known.

    Where no line is, the name of the record in its source tells which one it is.
    """
    faults = dict.fromkeys(stated.faults + record.faults)
    if not faults:
        return ()
    placed = (
        replace(f, line=stated.line_of(f.raw)) if not f.line and number < SOUGHT else f
        for number, f in enumerate(faults)
    )
    nameless = stated.line or not stated.key
    return tuple(f if f.line or nameless else replace(f, reason=f"{f.reason}; in {stated.key}") for f in placed)
