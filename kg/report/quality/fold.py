"""Records and faults, counted while they pass: memory does not grow with their number."""

from collections.abc import Iterable
from pathlib import Path

from msgspec import Struct, structs

from kg.model.record import Fault, Record
from kg.report.leftovers import EXAMPLES, Leftovers, Sum
from kg.system.files import suffix

_OF_READERS = ("source", "faults")
"""What no source states."""


ASSUMED = {field: value for field, value in structs.asdict(Record()).items() if value and field not in _OF_READERS}
"""What a record has of which no source says anything: that it is a film."""


class Cause(Struct):
    """Why values are not understood: field ("" where a file or a row is no record), reason, how often, where first."""

    field: str
    reason: str
    count: int = 0
    examples: list[Fault] = []


class SourceQuality(Struct):
    """One source: its files and records, how many of these state each field, and why values were not understood.

    What is assumed where nothing is said, the kind film, counts as not stated.

    `encodings`: of records from text that is not UTF-8. `unread`: files and rows that are no record. `clean`: records
    without a fault. `leftovers`: what they state, and no record and no fault has.
    """

    name: str
    files: int = 0
    records: int = 0
    clean: int = 0
    unread: int = 0
    fields: dict[str, int] = {}
    encodings: dict[str, int] = {}
    causes: list[Cause] = []
    leftovers: list[Leftovers] = []


class Quality(Struct):
    """All sources, by name; causes by how often they occur."""

    sources: list[SourceQuality]


def quality(items: Iterable[Record | Fault | Leftovers]) -> Quality:
    """Count what readers give, file by file.

    Outside a catalogue, a source is a folder's files of one suffix. What is no record belongs to the source of the
    records of its file, or else of all such files of its folder.
    """
    tallies: dict[str, _Tally] = {}
    named: dict[str, str] = {}
    before, name = "", ""
    for item in items:
        path, said = _stated(item)
        alike = _alike(path)
        if said:
            name = said
            named[alike] = name if named.get(alike, name) == name else alike
        elif path != before:
            name = named.get(alike, alike)
        tallies.setdefault(name, _Tally()).add(item, path)
        before = path
    for alike in named.keys() & tallies.keys():
        if named[alike] != alike:
            tallies[named[alike]].join(tallies.pop(alike))
    return Quality([tally.told(name) for name, tally in sorted(tallies.items())])


class _Tally:
    """What is counted of one source; `_path` is the file that was counted last."""

    def __init__(self) -> None:
        self._found = SourceQuality("", fields=dict.fromkeys(_stating(Record()), 0))
        self._causes: dict[tuple[str, str], Cause] = {}
        self._leftovers = Sum()
        self._path = ""

    def add(self, item: Record | Fault | Leftovers, path: str) -> None:
        self._found.files += path != self._path
        self._path = path
        if isinstance(item, Fault):
            self._found.unread += 1
            self._cause(item)
        elif isinstance(item, Leftovers):
            self._leftovers.add([structs.replace(item, source="")])
        else:
            self._record(item)

    def join(self, other: "_Tally") -> None:
        """Count what another has counted, which is of other files, and of no record."""
        self._found.files += other._found.files
        self._found.unread += other._found.unread
        self._leftovers.add(other._leftovers.told())
        for key, cause in other._causes.items():
            mine = self._causes.setdefault(key, Cause(cause.field, cause.reason))
            mine.count += cause.count
            mine.examples += cause.examples[: EXAMPLES - len(mine.examples)]

    def told(self, name: str) -> SourceQuality:
        found = self._found
        found.name = self._path if name == _alike(self._path) and found.files == 1 else name
        found.encodings = dict(sorted(found.encodings.items()))
        found.causes = sorted(self._causes.values(), key=lambda cause: (-cause.count, cause.field, cause.reason))
        found.leftovers = [structs.replace(one, source=found.name) for one in self._leftovers.told()]
        return found

    def _record(self, record: Record) -> None:
        self._found.records += 1
        self._found.clean += not record.faults
        for field, stated in _stating(record).items():
            self._found.fields[field] = self._found.fields.get(field, 0) + stated
        if encoding := record.source.encoding:
            self._found.encodings[encoding] = self._found.encodings.get(encoding, 0) + 1
        for fault in record.faults:
            path, line = fault.path or record.source.path, fault.line or record.source.line
            self._cause(structs.replace(fault, path=path, line=line))

    def _cause(self, fault: Fault) -> None:
        # What follows the colon is about this one value.
        reason = fault.reason.partition(": ")[0]
        cause = self._causes.setdefault((fault.field, reason), Cause(fault.field, reason))
        cause.count += 1
        if len(cause.examples) < EXAMPLES:
            cause.examples.append(fault)


def _stated(item: Record | Fault | Leftovers) -> tuple[str, str]:
    """The file that an item is of, and its source; "" where it does not say that."""
    if isinstance(item, Record):
        return item.source.path, item.source.name or _alike(item.source.path)
    return (item.examples[0].path, item.source) if isinstance(item, Leftovers) else (item.path, "")


def _alike(path: str) -> str:
    """The files of a path's folder that have its suffix: `pages/*.html`."""
    place = Path(path)
    return (place.parent / f"*{suffix(place)}").as_posix()


def _stating(record: Record) -> dict[str, int]:
    """Field → whether the record states it; the types of records may have more than `Record` has."""
    stated = (field for field in record.__struct_fields__ if field not in _OF_READERS)
    return {field: int(bool(value := getattr(record, field)) and value != ASSUMED.get(field)) for field in stated}
