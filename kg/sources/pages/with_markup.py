"""Pages that carry markup: what that states ranks first; what a person sees on the page adds what it does not say."""

from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

from kg.model.formats import HTML
from kg.model.record import Fault
from kg.model.values import duration
from kg.model.values.tried import tried
from kg.sources.config import SourceConfig
from kg.sources.fields import fault
from kg.sources.lexicon import fold
from kg.sources.marked import reader as markup
from kg.sources.pages.called import called
from kg.sources.pages.facts import COMPANIES, PEOPLE
from kg.sources.pages.html import text_of
from kg.sources.pages.seen import Seen, seen
from kg.sources.stated import Leftover, Stated, Taken
from kg.system.files import suffix, whole

_UNITED = ("screenings", "images")
"""Of these, what is said of the film in several places is all of it."""

_COMPARED = ("year", "duration")
"""Of these, another value on the page contradicts the markup; lists of names may merely be longer."""


def read(path: Path, source: SourceConfig) -> Iterator[Stated | Fault | Leftover]:
    """The films of a page; one that is described once for each screening is one. A page of one film is read whole."""
    said = list(markup.read(path, source))
    films = _once([one for one in said if isinstance(one, Stated)])
    others = [one for one in said if not isinstance(one, Stated)]
    if len(films) > 1 or suffix(path) not in HTML:
        yield from (*films, *others)
        return
    page = text_of(whole(path, markup.LARGEST))
    told = seen(page.lines, page, source)
    if not films:
        yield from _alone(told, others)
        return
    (film,) = films
    if told.values and _same(film.values, told.values, page.lines):
        yield _joined(film, told.values, told)
        yield from (*others, *told.left)
    else:
        yield from (film, *others)


def _alone(told: Seen, others: list[Fault | Leftover]) -> Iterator[Stated | Fault | Leftover]:
    """Markup of other things never keeps a page from being read; where the page has no film either, the fault stays."""
    if told.values is None:
        why = [one for one in told.faults if not one.field]  # as that it is of several films
        yield from why
        yield from (one for one in others if not why or isinstance(one, Leftover))
        return
    yield Stated(told.values, 1, "", tuple(told.faults), taken=tuple(told.taken))
    yield from (one for one in others if isinstance(one, Leftover))
    yield from told.left


def _once(films: list[Stated]) -> list[Stated]:
    """Films of one name, of which years do not differ, are one."""
    found: dict[str, list[Stated]] = {}
    for film in films:
        found.setdefault(fold(str(film.values.get("title", ""))) or str(id(film)), []).append(film)
    return [one for same in found.values() for one in (same if _differ(same) else [_united(same)])]


def _differ(films: list[Stated]) -> bool:
    kinds = {(str(film.values.get("kind")), film.key) for film in films}
    years = {str(film.values["year"]) for film in films if film.values.get("year")}
    return len(years) > 1 or len(kinds) > 1 or len({str(film.values.get("directors")) for film in films}) > 1


def _united(films: list[Stated]) -> Stated:
    """One film of several: of a field what the first says that says something, but all screenings and pictures."""
    values: dict[str, Any] = {}
    taken: list[Taken] = []
    for film in films:
        more = {field: value for field, value in film.values.items() if not values.get(field)}
        values |= more
        taken += (one for one in film.taken if one.field in more or one.field in _UNITED)
    for field in _UNITED:
        if every := {repr(one): one for film in films for one in film.values.get(field, ())}:
            values[field] = list(every.values())
    faults = dict.fromkeys(chain.from_iterable(film.faults for film in films))
    return films[0]._replace(values=values, faults=tuple(faults), taken=tuple(taken))


def _same(marked: dict[str, Any], seen: dict[str, Any], text: str) -> bool:
    """Whether the page is about the film of its markup: it shows its title, or no other."""
    title = fold(called(str(marked.get("title", "")))[0])
    shown = fold(str(seen.get("title", "")))
    return not shown or shown in title or title in shown or f" {title} " in f" {fold(text)} "


def _joined(film: Stated, seen: dict[str, Any], told: Seen) -> Stated:
    marked = film.values
    firms = {fold(str(one["name"])) for field in COMPANIES for one in marked.get(field, ()) if isinstance(one, dict)}
    more = {
        field: [one for one in value if fold(str(one["name"])) not in firms] if field in PEOPLE else value
        for field, value in seen.items()
        if not marked.get(field)
    }
    more |= {field: longer for field in PEOPLE if (longer := _longer(marked.get(field), seen.get(field), firms))}
    title = str(marked.get("title", ""))
    if fold(called(title)[0]) == fold(str(seen.get("title", ""))):
        more["title"] = seen["title"]
    differing = [
        fault(field, seen[field], f"the page shows another value than its markup: {marked[field]}")
        for field in _COMPARED
        if marked.get(field) and seen.get(field) and not _is_same(field, marked[field], seen[field])
    ]
    kept = [one for one in told.faults if one.field in more]
    taken = (*film.taken, *(one if one.field in more else _second(one) for one in told.taken))
    return film._replace(values=marked | more, faults=(*film.faults, *kept, *differing), taken=taken)


def _longer(marked: Any, seen: Any, firms: set[str]) -> list[Any]:
    """The people of the markup and the others of the page, whose list has all of these; [] where it has not."""
    if not marked or not seen or not all(isinstance(one, dict) and one.get("name") for one in (*marked, *seen)):
        return []
    known, shown = ({fold(str(one["name"])) for one in people} for people in (marked, seen))
    others = [one for one in seen if fold(str(one["name"])) not in known | firms]
    return [*marked, *others] if others and known <= shown else []


def _second(one: Taken) -> Taken:
    """What the page says as well, and the markup better."""
    return one._replace(lines=(), how=f"{one.how}; the markup ranks first") if one.values else one


def _is_same(field: str, one: Any, other: Any) -> bool:
    if field == "year":
        return str(one)[:4] == str(other)[:4]
    return tried(duration, str(one)) == tried(duration, str(other))
