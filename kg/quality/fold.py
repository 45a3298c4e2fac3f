"""Records and faults, counted while they pass: memory does not grow with their number."""

from collections import Counter
from collections.abc import Iterable, Iterator

from msgspec import Struct, structs

from kg.record import Fault, Record

EXAMPLES = 3
"""So many places are kept for each cause."""

_OF_THE_READER = frozenset({"source", "faults"})


class Cause(Struct):
    """Why values are not understood: field ("" where a file or a row is no record), reason, how often, where first."""

    field: str
    reason: str
    count: int = 0
    examples: list[Fault] = []


class SourceQuality(Struct):
    """One source: its records, how many of them state each field, and why values were not understood.

    `encodings`: of records from text that is not UTF-8. `unread`: files and rows that are no record. `clean`: records
    without a fault.
    """

    name: str
    records: int = 0
    clean: int = 0
    unread: int = 0
    fields: dict[str, int] = {}
    encodings: dict[str, int] = {}
    causes: list[Cause] = []


class Quality(Struct):
    """All sources, by name; causes by how often they occur."""

    sources: list[SourceQuality]


def quality(items: Iterable[Record | Fault]) -> Quality:
    """Count what readers give. What is no record belongs to the source of the records of its file, or of its path."""
    tallies: dict[str, _Tally] = {}
    of_path: dict[str, str] = {}
    for item in items:
        if isinstance(item, Fault):
            name = of_path.get(item.path, item.path)
            tallies.setdefault(name, _Tally()).unread(item)
        else:
            name = item.source.name or item.source.path
            of_path[item.source.path] = name
            tallies.setdefault(name, _Tally()).record(item)
    return Quality([tally.told(name) for name, tally in sorted(tallies.items())])


class _Tally:
    """What is counted of one source."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()
        self._fields: Counter[str] = Counter()
        self._encodings: Counter[str] = Counter()
        self._causes: dict[tuple[str, str], Cause] = {}

    def record(self, record: Record) -> None:
        self._counts["records"] += 1
        self._counts["clean"] += not record.faults
        self._fields.update(_stated(record))
        if record.source.encoding:
            self._encodings[record.source.encoding] += 1
        for fault in record.faults:
            path, line = fault.path or record.source.path, fault.line or record.source.line
            self._cause(structs.replace(fault, path=path, line=line))

    def unread(self, fault: Fault) -> None:
        self._counts["unread"] += 1
        self._cause(fault)

    def told(self, name: str) -> SourceQuality:
        causes = sorted(self._causes.values(), key=lambda cause: (-cause.count, cause.field, cause.reason))
        fields = {of: self._fields[of] for of in Record.__struct_fields__ if self._fields[of]}
        encodings = dict(sorted(self._encodings.items()))
        return SourceQuality(name, **self._counts, fields=fields, encodings=encodings, causes=causes)

    def _cause(self, fault: Fault) -> None:
        # What follows the colon is about this one value.
        reason = fault.reason.partition(":")[0]
        cause = self._causes.setdefault((fault.field, reason), Cause(fault.field, reason))
        cause.count += 1
        if len(cause.examples) < EXAMPLES:
            cause.examples.append(fault)


def _stated(record: Record) -> Iterator[str]:
    """The fields that the record has."""
    return (name for name in Record.__struct_fields__ if name not in _OF_THE_READER and getattr(record, name))
