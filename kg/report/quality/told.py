"""The quality of sources as a report."""

from __future__ import annotations

from collections.abc import Iterator

from kg.report.leftovers import left_over
from kg.report.quality.fold import ASSUMED, Cause, Quality, SourceQuality
from kg.report.report import Part, Report, Table, many, place
from kg.system.terminal import shown

_LONGEST = 100


def report(found: Quality) -> Report:
    """The sources beside each other, then of each its fields and what was not understood, what is frequent first."""
    overview = (_overview(found),) if len(found.sources) > 1 else ()
    lines = () if found.sources else ("nothing was read",)
    return Report("Quality of the sources", lines, (*overview, *map(_source, found.sources)))


def _overview(found: Quality) -> Part:
    rows = (
        (source.name, source.records, source.clean / max(source.records, 1), source.files, source.unread)
        for source in found.sources
    )
    heads = ("Source", "Records", "Share", "Files", "Not read")
    return Part("Records without faults", tables=(Table(heads, tuple(rows)),))


def _source(source: SourceQuality) -> Part:
    return Part(
        f"{source.name}: {many(source.records, 'record')}, {source.clean} of them without faults; "
        f"{many(source.unread, 'file or row', 'files or rows')} not read",
        tuple(_lines(source)),
        tuple(_tables(source)),
    )


def _lines(source: SourceQuality) -> Iterator[str]:
    if source.files > 1:
        yield f"from {source.files} files"
    yield from (f"{count} in {encoding}" for encoding, count in source.encodings.items())
    never = [name for name, count in source.fields.items() if not count and name not in ASSUMED]
    if source.records and never:
        yield f"always missing: {', '.join(never)}"


def _tables(source: SourceQuality) -> Iterator[Table]:
    if rows := tuple((name, count, count / source.records) for name, count in source.fields.items() if count):
        yield Table(("Field", "Records", "Share"), rows, "stated")
    if source.causes:
        heads = ("Times", "Field", "Reason", "For example")
        said = tuple(f"{cause.count:>7}  {_field(cause)}: {cause.reason}" for cause in source.causes)
        yield Table(heads, tuple(map(_cause, source.causes)), "not understood", said)
    if source.leftovers:
        yield left_over(source.leftovers, "not used")


def _cause(cause: Cause) -> tuple[int, str, str, tuple[str, ...]]:
    examples = (f"{place(one.path, one.line)}: '{shown(one.raw, _LONGEST)}'" for one in cause.examples)
    return cause.count, _field(cause), cause.reason, tuple(examples)


def _field(cause: Cause) -> str:
    return cause.field or "not read"
