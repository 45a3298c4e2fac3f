"""Columns that say when and where a film is shown: a day beside a time, or both in one cell; what becomes of it."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from kg.model import values
from kg.model.values.clock import local
from kg.model.values.event import announced, priced
from kg.model.values.tried import tried
from kg.model.values.version import called as version_called
from kg.sources.lexicon import fold
from kg.sources.tables.evidence import sample
from kg.sources.tables.headers import called, data, said
from kg.sources.tables.keyed import repeats
from kg.sources.tables.options import date_order
from kg.sources.tables.separators import Options

START, VENUE = "screenings.start", "screenings.venue"
STATUS, TICKETS = "screenings.status", "screenings.tickets.availability"
LANGUAGES, VERSION, FORMAT = "screenings.languages", "screenings.version", "screenings.video_format"
SHOWN = {"screenings", START}
"""Of a table of showings, columns state one of these."""

_FLAGS = {"is_version": VERSION, "is_format": FORMAT, "is_status": STATUS, "is_available": TICKETS}

_MOST = 0.5
"""More of the cells have to be days, or times, where its name says it: odd ones are told when it is read."""

_AS_PLANNED = values.event_status("EventScheduled")

_TIME = re.compile(
    r"(?P<hour>[0-2]?[0-9])(?:[:.hH][0-5][0-9](?::00)?)?(?: ?(?P<half>[ap])\.?m\.?| ?(?:uhr|h|u|uur))?", re.I
)
_FORMAT = re.compile(
    r"\b(?:[23]-?D|4D?X|IMAX|DCP|HFR|[248]K|(?:8|16|35|70) ?mm|atmos|dbox|d-box|screenx|laser|VHS|Blu-?ray|DVD)\b",
    re.IGNORECASE,
)
_FIRST_HOUR = 8
"""Films are shown from then on; what is less is rather how long they are."""

Cells = Mapping[str, Sequence[Any]]


def shown(cells: Cells) -> dict[str, dict[str, Options | list[Options]]]:
    """Column → the fields that it states of screenings; of a day and a time the day's has both. {} without a start."""
    moment = _first(cells, "moment", _is_moment)
    day, time = _first(cells, "day", _is_day), _first(cells, "time", _is_time)
    found: dict[str, dict[str, Options | list[Options]]]
    if moment:
        found = {moment: {START: _ordered(cells[moment])}}
    elif day and time:
        found = {day: {START: [{"columns": [day, time], **_ordered(cells[day])}]}, time: {START: []}}
    else:
        return {}
    for what, (field, looks) in _BESIDE.items():
        name = _first({name: column for name, column in cells.items() if name not in found}, what, looks)
        if name:
            found[name] = {field: _ordered(cells[name]) if looks is _is_moment else {}}
    for name, field, constant, true in _true(cells):
        found.setdefault(name, {field: [{"constant": constant, "when": {name: true}}]})
    for name, fields in _attributes({name: column for name, column in cells.items() if name not in found}):
        stated = {field for mapped in found.values() for field in mapped}
        if free := {field: options for field, options in fields.items() if field not in stated}:
            found[name] = free
    if spoken := _spoken(cells):
        found.setdefault(spoken, {LANGUAGES: {}})
    told: set[str] = set()
    for name, fields in _becoming({name: sample(column) for name, column in cells.items() if name not in found}):
        if told.isdisjoint(fields):
            found[name] = fields
            told.update(fields)
    return found


def _true(cells: Cells) -> Iterator[tuple[str, str, str, list[Any]]]:
    """The columns of truth values that say in which version or format a film is shown, or what becomes of that, with
    the field, its value, and the cells that mean yes.
    """
    for name, column in cells.items():
        names = {form.removeprefix("is ") for form in called(name.rpartition(".")[2])}
        if (true := _truth(column)) is None:
            continue
        for section, field in _FLAGS.items():
            for constant, words in data()[section].items():
                if names & set(words):
                    yield name, field, constant, true


def _attributes(cells: Cells) -> Iterator[tuple[str, dict[str, Options | list[Options]]]]:
    """The columns that list attributes of a showing, each with the version and the formats that some of these are."""
    for name, column in cells.items():
        if not set(map(fold, name.split("."))) & set(data()["screenings"]["attributes"]):
            continue
        words = dict.fromkeys(str(one) for cell in column for one in (cell if isinstance(cell, list) else [cell]))
        versions = [word for word in words if _is_version(word)]
        formats = [word for word in words if word not in versions and _is_format(word)]
        named: list[tuple[str, list[str]]] = [(VERSION, versions), (FORMAT, formats)]
        yield name, {field: [{"constant": w, "when": {name: w}} for w in found] for field, found in named if found}


def _truth(column: Sequence[Any]) -> list[Any] | None:
    """The cells of a column that mean yes; None where some are no truth values."""
    said = {cell: tried(values.boolean, str(cell)) for cell in column if isinstance(cell, bool | str)}
    if not column or len(said) < len(set(map(str, column))) or None in said.values():
        return None
    return [cell for cell, meant in said.items() if meant in ("true", True)] or [True]


def _spoken(cells: Cells) -> str | None:
    """The column of languages, where films are shown more than once or it names versions: it says that of a showing."""
    titles = (name for name in cells if any(one.field == "title" for one in said(name)))
    several = any(repeats([announced(str(cell)).title for cell in cells[name]]) for name in titles)
    spoken = (name for name in cells if cells[name] and {one.field for one in said(name)} == {"languages"})
    return next((name for name in spoken if several or any(version_called(str(cell)) for cell in cells[name])), None)


def _becoming(cells: Cells) -> Iterator[tuple[str, dict[str, Options | list[Options]]]]:
    """The columns that say what becomes of a screening, and whether there are tickets, each by its cells.

    One screening that is cancelled is enough: to leave that out would announce it.
    """
    for name, column in cells.items():
        changed = list(dict.fromkeys(cell for cell in column if _is_changed(cell)))
        others = list(dict.fromkeys(cell for cell in column if isinstance(cell, str) and cell not in changed))
        offered = [cell for cell in others if _is_availability(cell)]
        if changed and len(offered) * 2 > len(others):
            yield name, {STATUS: [_where(name, changed)], TICKETS: [_where(name, others)]}
        elif changed:
            yield name, {STATUS: {}}
        elif _share(_is_availability, column) > _MOST:
            yield name, {TICKETS: {}}


def _where(name: str, cells: Sequence[Any]) -> Options:
    return {"column": name, "when": {name: list(cells)}}


def _is_changed(cell: Any) -> bool:
    return tried(values.event_status, str(cell)) not in (None, _AS_PLANNED)


def _is_availability(text: str) -> bool:
    return tried(values.availability, text) is not None


def _first(cells: Cells, what: str, looks: Callable[[str], object]) -> str | None:
    """The first column whose name says it and whose cells look like it."""
    named = (name for name in cells if set(called(name)) & set(data()["screenings"][what]))
    return next((name for name in named if _share(looks, sample(cells[name])) > _MOST), None)


def _share(looks: Callable[[str], object], cells: Sequence[Any]) -> float:
    return sum(bool(looks(str(cell).strip())) for cell in cells) / len(cells) if cells else 0.0


def _is_day(text: str) -> bool:
    return any(tried(values.date, text, order) for order in ("DMY", "MDY"))


def _is_moment(text: str) -> bool:
    return any(tried(local, text, order) for order in ("DMY", "MDY")) or tried(values.date_time, text) is not None


def _is_time(text: str) -> bool:
    found = _TIME.fullmatch(text)
    return bool(found and not text.isdigit() and (found["half"] or int(found["hour"]) >= _FIRST_HOUR))


def _is_price(text: str) -> bool:
    return tried(values.price, priced(text)[0]) is not None


def _is_version(text: str) -> bool:
    return bool(version_called(text))


def _is_format(text: str) -> bool:
    return bool(_FORMAT.search(text))


def _is_address(text: str) -> bool:
    return text.startswith(("http://", "https://", "www."))


_BESIDE: dict[str, tuple[str, Callable[[str], object]]] = {
    "venue": (VENUE, lambda text: not text.isdigit()),
    "screen": ("screenings.screen", bool),
    "end": ("screenings.end", _is_moment),
    "doors": ("screenings.door_time", _is_moment),
    "price": ("screenings.tickets.price", _is_price),
    "currency": ("screenings.tickets.currency", lambda text: tried(values.currency, text) is not None),
    "booking": ("screenings.tickets.url", _is_address),
    "version": (VERSION, _is_version),
    "format": (FORMAT, _is_format),
    "guests": ("screenings.guests", lambda text: not text.isdigit()),
}
"""What else a column may say of a showing, by its name → the field, and how its cells look."""


def _ordered(cells: Iterable[Any]) -> Options:
    order = date_order([str(cell).split()[0] for cell in cells if str(cell).strip()])
    return {"date_order": order} if order else {}
