"""Calendars (iCalendar, RFC 5545), by icalendar in a process of its own: a row is an event, or one time of a repeated
one.

Columns are the names of its properties in small letters, but for `start` and `end`, which also durations and rules of
repetition tell. A moment has the offset that its zone tells; one without a zone is left to that of the source.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from kg.model.record import Fault
from kg.sources.config import SourceConfig
from kg.sources.stated import Leftover
from kg.sources.tables.rows.child import WRITTEN, filled
from kg.sources.tables.rows.recurrence import OVERRIDDEN, Moment, moment_of, overridden, starts
from kg.sources.tables.rows.row import Row
from kg.system.charset import UTF_8
from kg.system.files import opened
from kg.system.process import MIB, Limits

if TYPE_CHECKING:
    from icalendar import Event

MEMORY = 1 << 30
_SECONDS, _SECONDS_A_MIB = 10, 40
"""Of CPU, ten times what a calendar needs: a rule of repetition may look for days that never come."""

_TOLD = frozenset(("DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", OVERRIDDEN))
"""What `start` and `end` tell."""

_OF_ALL = frozenset(("X-WR-CALNAME", "X-WR-TIMEZONE"))
"""What a calendar says of all its events."""

_BLOCKS = ("VEVENT", "VTIMEZONE")
_LONGEST = 200


class _Block(NamedTuple):
    """The lines of an event or a zone, and what its calendar says of all; `line` is where it begins."""

    line: int
    name: str
    lines: list[str]
    of_all: dict[str, str]


def rows(path: Path, source: SourceConfig, encoding: str) -> Iterator[Row | Fault | Leftover]:
    """Each event; what of it cannot be read is a Fault, and does not touch the others."""
    limits = Limits(cpu=_SECONDS + _SECONDS_A_MIB * path.stat().st_size // MIB, memory=MEMORY, written=WRITTEN)
    for one in filled(parsed, "calendar", str(path), source.encoding or UTF_8, limits=limits):
        yield Row(one[0], dict(one[1])) if isinstance(one, tuple) else one


def parsed(path: str, encoding: str) -> Iterator[list[Any]]:
    """The line and the cells of each event, and the faults of a calendar."""
    from icalendar import Event, Timezone

    events = list[tuple[_Block, Event]]()
    for block in _blocks(path, encoding):
        if isinstance(block, list):
            yield block
        elif block.name == "VTIMEZONE":
            with suppress(ValueError, TypeError, LookupError):  # its name may be known all the same
                Timezone.from_ical(_text(block))
        else:
            try:
                events.append((block, cast("Event", Event.from_ical(_text(block)))))
            except Exception as error:  # of the library, whatever it takes for granted
                yield [block.line, f"not a readable event: {_one_line(error)}", _shown(block)]
    others = overridden(event for _, event in events)
    for block, event in events:
        for why in (why for name, why in event.errors if not name):  # a property with a name is told where it is used
            yield [block.line, f"a line of this event is not read: {_one_line(why)}", _shown(block)]
        yield from _rows(block, event, others)


def _rows(block: _Block, event: Event, others: Mapping[str, set[Moment]]) -> Iterator[list[Any]]:
    """An event as many times as it is repeated."""
    cells = {name.lower(): _cell(event[name]) for name in event if name not in _TOLD} | block.of_all
    first, own = moment_of(event.get("DTSTART")), OVERRIDDEN in event
    if first is None:
        yield [block.line, {"start": _cell(event.get("DTSTART", "")), **cells}]
        return
    try:
        times, told = starts(event, first, () if own else others.get(str(event.get("UID", "")), ()))
    except Exception as error:  # of the libraries, whatever they take for granted
        yield [block.line, f"its repetition is not read: {_one_line(error)}", _shown(block)]
        times, told = [first], ""
    if told:
        yield [block.line, told, _shown(block)]
    zone = event["DTSTART"].params.get("TZID", "")
    for start in times:
        yield [block.line, {"start": _said(start, zone), **_end(event, first, start, zone), **cells}]


def _end(event: Event, first: Moment, start: Moment, zone: str) -> dict[str, Any]:
    """When it ends, where that is stated: as long after its start as the first time."""
    ends, lasts = event.get("DTEND"), event.get("DURATION")
    if ends is None and lasts is not None:
        lasting = None if isinstance(lasts, str) else getattr(lasts, "dt", None)
        return {"end": _said(start + lasting, zone) if isinstance(lasting, timedelta) else _cell(lasts)}
    if (end := moment_of(ends)) is not None:
        if start == first:
            return {"end": _said(end, ends.params.get("TZID", ""))}
        with suppress(TypeError):  # a day and a moment, or moments with and without a zone
            return {"end": _said(start + (end - first), zone)}
    return {"end": _cell(ends)} if ends is not None else {}


def _said(moment: Moment, zone: str) -> str:
    """As ISO 8601; behind a time whose zone nobody knows its name, which makes it none."""
    if not isinstance(moment, datetime):
        return moment.isoformat()
    if moment.tzinfo:
        return moment.isoformat() if zone else moment.isoformat().replace("+00:00", "Z")
    return f"{moment.isoformat()} {zone}".strip()


def _cell(value: Any) -> Any:
    """What a property says; a list where it is stated several times, or names several categories."""
    if isinstance(value, list):
        told = [_cell(one) for one in value]
        return [part for one in told for part in (one if isinstance(one, list) else [one])]
    if isinstance(value, str):
        return str(value)
    if cats := getattr(value, "cats", None):
        return [str(one) for one in cats]
    if (moment := moment_of(value)) is not None:
        return moment.isoformat()
    written = value.to_ical()
    return written if isinstance(written, str) else written.decode(UTF_8, "replace")


def _blocks(path: str, encoding: str) -> Iterator[_Block | list[Any]]:
    """The events and the zones of all calendars in a file, and what of it is none."""
    block: _Block | None = None
    of_all, calendars = dict[str, str](), 0
    for number, line in _unfolded(path):
        try:
            text = line.decode(encoding)
        except (UnicodeError, LookupError):
            yield [number, f"not {encoding}; set encoding of the source", line[:_LONGEST].decode("latin-1")]
            continue
        what, _, name = text.strip().upper().partition(":")
        if what in ("BEGIN", "END") and name in ("VCALENDAR", *_BLOCKS):
            if block and (what, name) != ("END", block.name):
                yield [block.line, f"has no END:{block.name}", _shown(block)]
                block = None
            if block:
                block.lines.append(text)
                yield block
                block = None
            elif what == "BEGIN" and name in _BLOCKS:
                block = _Block(number, name, [text], of_all)
            elif what == "BEGIN":
                of_all, calendars = {}, calendars + 1
        elif block:
            block.lines.append(text)
        elif (key := text.partition(":")[0].partition(";")[0].upper()) in _OF_ALL:
            of_all[key.lower()] = text.partition(":")[2].strip().replace("\\,", ",")
    if block:
        yield [block.line, f"has no END:{block.name}", _shown(block)]
    if not calendars:
        yield [1, "not a calendar: it has no line BEGIN:VCALENDAR", ""]


def _unfolded(path: str) -> Iterator[tuple[int, bytes]]:
    """Each line with those that go on with it, and the number of the first. A letter may be cut in two by that."""
    started, parts = 1, list[bytes]()
    with opened(Path(path)) as file:
        for number, line in enumerate(file, start=1):
            bare = line.rstrip(b"\r\n").removeprefix(b"\xef\xbb\xbf" if number == 1 else b"")
            if bare[:1] in (b" ", b"\t") and parts:
                parts.append(bare[1:])
                continue
            if parts:
                yield started, b"".join(parts)
            started, parts = number, [bare]
    if parts:
        yield started, b"".join(parts)


def _text(block: _Block) -> str:
    return "\r\n".join(block.lines)


def _shown(block: _Block) -> str:
    """The line of an event that a person knows it by."""
    return next((line for line in block.lines if line.upper().startswith("SUMMARY")), block.lines[0])[:_LONGEST]


def _one_line(error: object) -> str:
    return " ".join(str(error).split())[:_LONGEST] or type(error).__name__
