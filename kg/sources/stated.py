"""What a reader hands over."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from msgspec import Struct

from kg.model.record import Fault
from kg.rdf.said import Mistake
from kg.report.leftovers import Kind
from kg.sources.fields import fault
from kg.system.errors import ENDS, unexpected


class Taken(NamedTuple):
    """What lines of a page say of a field, and `how` that is known, in words: by a label, by its place, ...

    `lines` are those of the file, none where another place says it better. `seen` are those of the text that a person
    sees, from 1 on, none for markup. Without `values`, it is the label of what stands below.
    """

    field: str
    values: tuple[Any, ...]
    how: str
    lines: tuple[int, ...] = ()
    seen: tuple[int, ...] = ()


class Stated(NamedTuple):
    """One record as its source states it: JSON `values` under the names of `kg.model.record`, not yet converted.

    `line` is where it begins, `key` its name in the source if it has one there, `faults` what the reader could not
    even take apart. `line_of` is the line of a raw value, 0 where the record's own says enough. `encoding` is that of
    the text, where it is not UTF-8. `file` is the name of the file, where several in one folder are read together.
    `taken` is told by readers of pages.
    """

    values: dict[str, Any]
    line: int
    key: str = ""
    faults: tuple[Fault, ...] = ()
    line_of: Callable[[str], int] = lambda raw: 0
    encoding: str = ""
    file: str = ""
    taken: tuple[Taken, ...] = ()


class Leftover(Struct, frozen=True, gc=False):
    """Something that the source states and the reader has no place for: it is in no record, and no fault.

    `name` is that of its column, label, property or element in the source, `raw` what it says.
    """

    kind: Kind
    name: str
    raw: object
    line: int


def texts(value: Any) -> Iterator[str]:
    """Each text in a JSON value, each paragraph of running text."""
    if isinstance(value, Mapping):
        yield from (text for one in value.values() for text in texts(one))
    elif isinstance(value, Sequence) and not isinstance(value, str):
        yield from (text for one in value for text in texts(one))
    elif value is not None:
        yield from filter(None, str(value).split("\n\n"))


def bounded(items: Iterator[Stated | Fault | Leftover], line: int) -> Iterator[Stated | Fault | Leftover]:
    """What is read of one record; what nobody foresaw in it is a fault of it, and costs no other record."""
    try:
        yield from items
    except ENDS:
        raise
    except BaseException as error:
        yield fault("", "", unexpected(error), line=line)


def told(
    mistakes: Iterable[Mistake], films: Iterable[Stated | Fault | Leftover], none: str, line: int = 1
) -> Iterator[Stated | Fault | Leftover]:
    """The films of a file with what is wrong with that; `none` is said of one that is sound and has no film.

    What could not be read is a fault of the file, what was and is odd one of its first film; `line` is told where the
    mistake has none (0: the file alone is told).
    """
    lost = [fault("", m.raw, m.why, line=m.line or line) for m in mistakes if m.lost]
    odd = tuple(fault("source", m.raw, m.why, line=m.line or line) for m in mistakes if not m.lost and not m.usual)
    yield from lost
    any_film = False
    for one in films:
        if isinstance(one, Stated) and not any_film:
            any_film = True
            yield one._replace(faults=(*one.faults, *odd))
        else:
            yield one
    if not any_film and not lost:
        yield fault("", "", none, line=line)
