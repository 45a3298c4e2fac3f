"""The quality report for a terminal."""

from collections.abc import Iterator
from textwrap import wrap

from kg.model.record import Fault
from kg.report.leftovers import TOLD, Example, Leftovers
from kg.report.quality.fold import Cause, Quality, SourceQuality

_BAR = 20
_EIGHTHS = " ▏▎▍▌▋▊▉"


def report(found: Quality) -> str:
    """Per source: how many records state each field, and what was not understood, the most frequent cause first."""
    return "\n".join(line for source in found.sources for line in _source(source)) or "nothing was read"


def _source(source: SourceQuality) -> Iterator[str]:
    counts = f"{source.records} records, {source.clean} of them without a fault; {source.unread} files or rows not read"
    yield f"{_printable(source.name)}: {counts}"
    if source.files > 1:
        yield f"  from {source.files} files"
    yield from (f"  {count} in {encoding}" for encoding, count in source.encodings.items())
    stated = {name: count for name, count in source.fields.items() if count}
    width = max(map(len, stated), default=0)
    for name, count in stated.items():
        share = count / source.records
        yield f"  {name:<{width}}  {count:>7}  {share:>4.0%}  {bar(share)}".rstrip()
    if stated and (never := [name for name in source.fields if name not in stated]):
        yield from wrap(f"never stated: {', '.join(never)}", 100, initial_indent="  ", subsequent_indent="    ")
    if source.causes:
        yield "  not understood:"
    yield from (line for cause in source.causes for line in _cause(cause))
    if source.leftovers:
        yield "  not taken up, by no record and no fault:"
    yield from (line for one in source.leftovers[:TOLD] for line in _left(one))
    if rest := len(source.leftovers[TOLD:]):
        yield f"           and {rest} more names"
    yield ""


def bar(share: float) -> str:
    """A bar of at most 20 characters."""
    whole, eighth = divmod(round(share * _BAR * 8), 8)
    return "█" * whole + _EIGHTHS[eighth].strip()


def _cause(cause: Cause) -> Iterator[str]:
    yield f"  {cause.count:>7}  {cause.field or 'no record'}: {_printable(cause.reason)}"
    yield from map(_example, cause.examples)


def _left(one: Leftovers) -> Iterator[str]:
    yield f"  {one.count:>7}  {one.kind} {_printable(one.name)}".rstrip()
    yield from map(_example, one.examples)


def _example(one: Fault | Example) -> str:
    return f"           {_printable(one.path)}:{one.line}: {_printable(one.raw[:100])!r}"


def _printable(text: str) -> str:
    return "".join(character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in text)
