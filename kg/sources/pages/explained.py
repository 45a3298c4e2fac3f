"""A page line by line, beside each what was taken from it: what `kg read --explain` shows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from kg.model.formats import HTML
from kg.model.record import Fault, Record
from kg.sources.config import SourceConfig
from kg.sources.pages import reader, with_markup
from kg.sources.pages.general import WEAKER
from kg.sources.stated import Leftover, Stated, Taken, texts
from kg.system.files import suffix, whole
from kg.system.terminal import short, shown

READERS = {"festival": reader.read, "markup": with_markup.read}
"""Those that read pages."""

NOT_USED = "not used"
_TEXT, _VALUE = 48, 100
"""So many characters of a line, and of a value, are shown."""


@dataclass
class Row:
    """A line of a page, its number in the file, and what is to be said of it."""

    number: int
    text: str
    notes: list[str] = field(default_factory=list)


def explained(path: Path, source: SourceConfig, items: Sequence[Record | Fault]) -> str:
    """The lines with words of a page, each with what was taken from it; `items` is what was read of the page.

    Raises Unreadable.
    """
    told = list(READERS[source.reader](path, source))
    stated = [one for one in told if isinstance(one, Stated)]
    records = [one for one in items if isinstance(one, Record)]
    rows, marked = _rows(path, source)
    for film, record in zip(stated, records, strict=False):
        _note(film.taken, record, rows, marked)
    for one in told:
        if isinstance(one, Leftover) and one.kind == "label":
            _write(f"no field for the label {short(one.name)!r}", one.line, str(one.raw), [*rows.values()])
        if isinstance(one, Leftover) and one.name.startswith(WEAKER):
            _write(f"{one.name} ({short(str(one.raw))}), {NOT_USED}", one.line, str(one.raw), [*rows.values()])
    faults = [*(one for one in items if isinstance(one, Fault)), *(one for film in records for one in film.faults)]
    behind = [note for one in faults if (note := _told(one, [*rows.values(), *marked.values()]))]
    for film in stated:
        for taken in film.taken:
            _note_rest(taken, rows)
    named = [row for row in rows.values() if row.text.strip(" -–—•|")]
    passed = sum(not row.notes for row in named)
    head = f"{shown(path)} (lines: {len(named)}, {NOT_USED}: {passed})"
    return "\n".join([head, *(line for row in _ordered(marked, named) for line in _shown(row)), *behind, ""])


def _rows(path: Path, source: SourceConfig) -> tuple[dict[int, Row], dict[int, Row]]:
    """The lines that a person sees, by their place, and those of the file of an HTML page, by number."""
    page = reader.opened(path, source)
    if isinstance(page, Fault):
        return {}, {}
    seen = {
        place: Row(at, text) for place, (at, text) in enumerate(zip(page.at, page.text.split("\n"), strict=False), 1)
    }
    if suffix(path) not in HTML:
        return seen, {}
    from kg.rdf.html import text_of  # takes a while to load

    text = text_of(whole(path, reader.LARGEST))
    return seen, {number: Row(number, line) for number, line in enumerate(text.split("\n"), 1)}


def _note(taken: Sequence[Taken], record: Record, rows: dict[int, Row], marked: dict[int, Row]) -> None:
    """Write to the rows what was taken from them: the value of the record, where one place gives it all."""
    said: dict[tuple[int, int, str, str], list[str]] = {}
    for one in taken:
        place = (one.seen[0], 0) if one.seen else (0, one.lines[0] if one.lines else 0)
        if one.values:
            said.setdefault((*place, one.field, one.how), []).extend(texts(one.values))
    fields = [field for _, _, field, _ in said]
    for (at, line, name, how), values in said.items():
        row = rows.get(at) or marked.get(line) or Row(0, "")
        whole_ = getattr(record, name, None) if fields.count(name) == 1 else None
        value = ", ".join(dict.fromkeys(texts(msgspec.to_builtins(whole_)) if whole_ else values))
        row.notes.append(f"{name} = {short(value, _VALUE)} [{how}]")


def _note_rest(one: Taken, rows: dict[int, Row]) -> None:
    """Write to a row without notes that it goes on, is a label, or says something again."""
    for at in one.seen[1:] if one.values else one.seen:
        if at in rows and not rows[at].notes:
            rows[at].notes.append(f"{'more' if one.values else one.how} of {one.field}" if one.field else one.how)


def _told(fault: Fault, rows: list[Row]) -> str:
    """Write a fault of a field to its row; one that has none, or is of the whole page, is given back."""
    said = ": ".join(filter(None, ("fault", fault.field, fault.reason)))
    note = f"{said} ({short(fault.raw, _VALUE)!r})" if fault.raw else said
    return "" if fault.field and _write(note, fault.line, fault.raw, rows) else note


def _write(note: str, line: int, raw: str, rows: list[Row]) -> bool:
    """Write a note to the row with this line of the file that says `raw`, or else to the first with it."""
    there = [row for row in rows if line and row.number == line and row.text.strip()]
    best = next((row for row in there if raw and raw in row.text), there[0] if there else None)
    if best:
        best.notes.append(note)
    return best is not None


def _ordered(marked: dict[int, Row], rows: list[Row]) -> Iterator[Row]:
    """The lines that are seen, each behind the lines of markup above it of which something is said."""
    waiting = [row for row in marked.values() if row.notes]
    for row in rows:
        while waiting and waiting[0].number <= row.number:
            yield waiting.pop(0)
        yield row
    yield from waiting


def _shown(row: Row) -> Iterator[str]:
    """A line, cut off where it is long, and its notes below each other."""
    text = short(row.text, _TEXT)
    first, *others = row.notes or [NOT_USED]
    yield f"{row.number:5}  {text:{_TEXT}}  {first}"
    yield from (f"{'':5}  {'':{_TEXT}}  {other}" for other in others)
