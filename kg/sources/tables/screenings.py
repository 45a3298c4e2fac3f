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

START, END, VENUE = "screenings.start", "screenings.end", "screenings.venue"
PAGE = "screenings.page"
STATUS, TICKETS = "screenings.status", "screenings.tickets.availability"
PRICE, CURRENCY = "screenings.tickets.price", "screenings.tickets.currency"
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
    found: dict[str, dict[str, Options | list[Options]]]
    found = _moment(cells, START, ("moment", "day", "time"))
    if not found:
        return {}
    found |= _moment({name: cells[name] for name in cells if name not in found}, END, ("end", "end_day", "end_time"))
    if title := _title(cells):
        found[title] = {"title": {}}
    for what, (field, looks) in _BESIDE.items():
        name = _first({name: column for name, column in cells.items() if name not in found}, what, looks)
        if name:
            found[name] = {field: _ordered(cells[name]) if looks is _is_moment else {}}
    price = next((name for name, fields in found.items() if PRICE in fields), None)
    told = {field for fields in found.values() for field in fields}
    if price and CURRENCY not in told and (sign := _first(cells, "symbol", _is_sign)):
        found |= {price: {PRICE: [{"columns": [price, sign]}]}, sign: {PRICE: []}}
    for name, field, constant, true in _true(cells):
        found.setdefault(name, {field: [{"constant": constant, "when": {name: true}}]})
    for name, fields in _attributes({name: column for name, column in cells.items() if name not in found}):
        stated = {field for mapped in found.values() for field in mapped}
        if free := {field: options for field, options in fields.items() if field not in stated}:
            found[name] = free
    if spoken := _spoken(cells):
        found.setdefault(spoken, {LANGUAGES: {}})
    if page := _page(cells):
        found.setdefault(page, {PAGE: {}})
    told = set()
    for name, fields in _becoming({name: sample(column) for name, column in cells.items() if name not in found}):
        if told.isdisjoint(fields):
            found[name] = fields
            told.update(fields)
    return found


def _moment(cells: Cells, field: str, called_: tuple[str, str, str]) -> dict[str, dict[str, Options | list[Options]]]:
    """A column of moments, or one of days beside one of times, by what they are called."""
    both, of_days, of_times = called_
    if moment := _first(cells, both, _is_moment):
        return {moment: {field: _ordered(cells[moment])}}
    day, time = _first(cells, of_days, _is_day), _first(cells, of_times, _is_time)
    if not (day and time):
        return {}
    return {day: {field: [{"columns": [day, time], **_ordered(cells[day])}]}, time: {field: []}}


def _title(cells: Cells) -> str | None:
    """The column that has the titles in a calendar, whose columns are called after events; None where others do."""
    of_events = data()["screenings"]["title"]
    if any(_names_title(name) and set(called(name)).isdisjoint(of_events) for name in cells):
        return None
    return _first(cells, "title", bool)


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


def _page(cells: Cells) -> str | None:
    """The column of addresses that are those of showings: films come again, and each row has another address."""
    again = [
        name for name in cells if _names_title(name) and repeats([announced(str(cell)).title for cell in cells[name]])
    ]
    of_pages = (name for name in cells if any(one.field == "page" for one in said(name)))
    return next(
        (name for name in of_pages if any(len(set(map(str, cells[name]))) == len(cells[one]) for one in again)), None
    )


def _names_title(name: str) -> bool:
    named = data()["screenings"]["title"] + data()["otherwise"]["title"]
    return any(one.field == "title" for one in said(name)) or not set(called(name)).isdisjoint(named)


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
        elif changed or (set(called(name)) & set(data()["screenings"]["status"]) and _all_planned(column)):
            yield name, {STATUS: {}}
        elif _share(_is_availability, column) > _MOST:
            yield name, {TICKETS: {}}


def _where(name: str, cells: Sequence[Any]) -> Options:
    return {"column": name, "when": {name: list(cells)}}


def _is_changed(cell: Any) -> bool:
    return tried(values.event_status, str(cell)) not in (None, _AS_PLANNED)


def _all_planned(column: Sequence[Any]) -> bool:
    """Whether all goes ahead as yet: a column of states will say one day what does not."""
    return bool(column) and all(tried(values.event_status, str(cell)) for cell in column)


def _is_availability(text: str) -> bool:
    return tried(values.availability, text) is not None


def _first(cells: Cells, what: str, looks: Callable[[str], object]) -> str | None:
    """The first column whose name says it and whose cells look like it."""
    named = (name for name in cells if set(called(name)) & set(data()["screenings"][what]))
    return next((name for name in named if _share(looks, sample(cells[name])) > _MOST), None)


def _share(looks: Callable[[str], object], cells: Sequence[Any]) -> float:
    said = [one for cell in cells for one in (cell if isinstance(cell, list) else [cell])]
    return sum(bool(looks(str(one).strip())) for one in said) / len(said) if said else 0.0


def _is_day(text: str) -> bool:
    return any(tried(values.date, text, order) for order in ("DMY", "MDY"))


def _is_moment(text: str) -> bool:
    return any(tried(local, text, order) for order in ("DMY", "MDY")) or tried(values.date_time, text) is not None


def _is_time(text: str) -> bool:
    found = _TIME.fullmatch(text)
    return bool(found and not text.isdigit() and (found["half"] or int(found["hour"]) >= _FIRST_HOUR))


def _is_price(text: str) -> bool:
    return tried(values.price, priced(text)[0]) is not None


def _is_sign(text: str) -> bool:
    return bool(priced(f"1 {text}")[1])


def _is_version(text: str) -> bool:
    return bool(version_called(text))


def _is_format(text: str) -> bool:
    return bool(_FORMAT.search(text))


def _is_address(text: str) -> bool:
    return text.startswith(("http://", "https://", "www."))


_BESIDE: dict[str, tuple[str, Callable[[str], object]]] = {
    "venue": (VENUE, lambda text: not text.isdigit()),
    "address": (f"{VENUE}.address", lambda text: not text.isdigit()),
    "telephone": (f"{VENUE}.telephone", lambda text: any(map(str.isdigit, text))),
    "latitude": (f"{VENUE}.latitude", lambda text: tried(values.decimal, text) is not None),
    "longitude": (f"{VENUE}.longitude", lambda text: tried(values.decimal, text) is not None),
    "screens": (f"{VENUE}.screens", str.isdigit),
    "screen": ("screenings.screen", bool),
    "doors": ("screenings.door_time", _is_moment),
    "price": (PRICE, _is_price),
    "currency": (CURRENCY, lambda text: tried(values.currency, text) is not None),
    "booking": ("screenings.tickets.url", _is_address),
    "version": (VERSION, _is_version),
    "format": (FORMAT, _is_format),
    "guests": ("screenings.guests", lambda text: not text.isdigit()),
}
"""What else a column may say of a showing, by its name → the field, and how its cells look."""


def _ordered(cells: Iterable[Any]) -> Options:
    order = date_order([str(cell).split()[0] for cell in cells if str(cell).strip()])
    return {"date_order": order} if order else {}
