"""The first page of the site."""

import re
from collections.abc import Callable

from kg.site import home
from kg.site.items import Items

Lines = Callable[[str], list[bytes]]
Show = Callable[[list[bytes]], dict[str, Items]]


def _year(number: int, year: int) -> str:
    return f'<film/{number}/#this> a schema:Movie ; schema:name "F" ; schema:dateCreated "{year}"^^xsd:gYear .'


def test_of_years_with_as_many_films_the_newest_are_shown(show: Show, turtle_lines: Lines) -> None:
    """Those of most films are there whatever their age, all from the newest to the oldest."""
    years = [1950, 1950, *range(1990, 2020)]
    items = show(turtle_lines("\n".join(_year(number, year) for number, year in enumerate(years))))["en"]
    shown = [int(year) for year in re.findall(r'href="./year/(\d+)/"', home.page(items))]
    assert shown == [*range(2019, 2004, -1), 1950]
