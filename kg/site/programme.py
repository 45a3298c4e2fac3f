"""Pages of what is shown when: of the next seven days and of the weeks behind them, of each day, and of long lists.

They are split, so that no page is too long.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby, islice
from math import ceil

from kg.site import forms
from kg.site.browse import List
from kg.site.frame import Frame
from kg.site.head import Crumb, Head, short
from kg.site.index import Index
from kg.site.items import Items
from kg.site.render import render
from kg.site.showings import Programme, Row, Showing, labels

FOLDER = "programme"
PAGE = 200
"""So many showings are on a page."""

_DAYS = 7


@dataclass(frozen=True, slots=True)
class Group:
    """Showings of a day, or at a place, under a heading that may lead to a page."""

    heading: str
    href: str
    rows: list[Row]


@dataclass(frozen=True, slots=True)
class Listed:
    """A list of showings: path, heading, how many there are, the pages above it, and what leads to its neighbours.

    `columns` are "film" and "venue", those of them that differ from row to row; `by_venue`: they are grouped by place.
    """

    path: str
    heading: str
    count: int
    trail: tuple[Crumb, ...] = ()
    ways: tuple[tuple[str, str, str], ...] = ()
    days: tuple[tuple[str, str], ...] = ()
    columns: tuple[str, ...] = ("film", "venue")
    by_venue: bool = False

    @property
    def of(self) -> int:
        """How many pages there are."""
        return max(1, ceil(self.count / PAGE))

    def page(self, number: int) -> str:
        """The path of a page."""
        return self.path if number == 1 else f"{self.path}page/{number}/"


def lists(index: Index, since: str) -> Iterator[List]:
    """The weeks and the days of the programme, each a task; none where nothing is shown."""
    days = index.days(since)
    yield from (List(FOLDER, f"week/{number}" if number > 1 else "") for number in weeks(days, since))
    yield from (List(FOLDER, day) for day in days)


def weeks(days: Iterable[str], since: str) -> dict[int, list[str]]:
    """The days by the number of their week, which begins on the day of the release. The first is always there."""
    found: dict[int, list[str]] = {}
    for day in days:
        found.setdefault(1, [])
        number = (date.fromisoformat(day) - date.fromisoformat(since)).days // _DAYS + 1
        found.setdefault(number, []).append(day)
    return found


def written(slug: str, programme: Programme) -> Iterator[tuple[str, str]]:
    """Path and HTML of the pages of a day, or of a week."""
    if slug and not slug.startswith("week/"):
        return _day(slug, programme)
    return _week(int(slug.partition("/")[2] or 1), programme)


def _week(number: int, programme: Programme) -> Iterator[tuple[str, str]]:
    items, counts = programme.items, programme.days()
    by_week = weeks(counts, programme.since)
    first = date.fromisoformat(programme.since) + timedelta(_DAYS * (number - 1))
    last = first + timedelta(_DAYS - 1)
    between = forms.days(first.isoformat(), last.isoformat(), items.language)
    words = items.words
    listed = Listed(
        path=_of_week(number),
        heading=f"{words['programme']}: {between}",
        count=sum(counts[day] for day in by_week[number]),
        trail=() if number == 1 else (Crumb(words["programme"], f"{FOLDER}/"),),
        ways=tuple(_ways(list(map(_of_week, by_week)), _of_week(number), words["week_before"], words["week_after"])),
        days=tuple((forms.short_day(day, items.language), f"{FOLDER}/{day}/") for day in by_week[number]),
    )
    return pages(listed, items, programme.showings(first.isoformat(), last.isoformat()))


def _of_week(number: int) -> str:
    return f"{FOLDER}/week/{number}/" if number > 1 else f"{FOLDER}/"


def _day(day: str, programme: Programme) -> Iterator[tuple[str, str]]:
    items, days = programme.items, programme.days()
    words, paths = items.words, [f"{FOLDER}/{each}/" for each in days]
    listed = Listed(
        path=f"{FOLDER}/{day}/",
        heading=forms.weekday(day, items.language),
        count=days[day],
        trail=(Crumb(words["programme"], f"{FOLDER}/"),),
        ways=tuple(_ways(paths, f"{FOLDER}/{day}/", words["day_before"], words["day_after"])),
        columns=("film",),
        by_venue=True,
    )
    # The places of one day, which are few enough to be sorted.
    found = sorted(programme.showings(day, day), key=lambda showing: showing.venue)
    return pages(listed, items, found)


def _ways(paths: Sequence[str], here: str, before: str, after: str) -> Iterator[tuple[str, str, str]]:
    place = paths.index(here)
    if place:
        yield "prev", paths[place - 1], before
    if place + 1 < len(paths):
        yield "next", paths[place + 1], after


def pages(listed: Listed, items: Items, showings: Iterable[Showing]) -> Iterator[tuple[str, str]]:
    """Path and HTML of each page of a list of showings."""
    left = iter(showings)
    for number in range(1, listed.of + 1):
        frame = Frame(items.site, items.language, listed.page(number))
        shown = list(islice(left, PAGE))
        groups = list(grouped(shown, frame, by_venue=listed.by_venue))
        head = _head(frame, listed, items, number, shown)
        told = {"listed": listed, "number": number, "groups": groups, "labels": labels(items)}
        yield frame.path, render("programme", frame, head, **told)


def grouped(showings: Iterable[Showing], frame: Frame, *, by_venue: bool = False) -> Iterator[Group]:
    """Showings under their day, or under their place."""
    if by_venue:
        for (name, _), found in groupby(showings, key=lambda showing: showing.venue):
            rows = [each.row(frame) for each in found]
            place = rows[0].told.get("venue")
            yield Group(name, place.href if place else "", rows)
        return
    for day, found in groupby(showings, key=lambda showing: showing.start[:10]):
        heading = forms.weekday(day, frame.language)
        yield Group(heading, f"{frame.home}{FOLDER}/{day}/", [each.row(frame) for each in found])


def _head(frame: Frame, listed: Listed, items: Items, number: int, shown: list[Showing]) -> Head:
    title = f"{listed.heading} ({number}/{listed.of})" if number > 1 else listed.heading
    films = list(dict.fromkeys(each.film.name for each in shown if each.film))[:5]
    said = items.words["programme_says"].format(
        site=frame.site.name, heading=listed.heading, films=forms.listed(films, items.language)
    )
    trail = (*listed.trail, *([Crumb(listed.heading, listed.path)] if number > 1 else []))
    return Head(title=title, description=short(said), trail=trail, kind="CollectionPage")
