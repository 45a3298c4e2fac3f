"""Days, months and years: which of them a text names."""

import re
from collections.abc import Iterator
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from kg.audit.days import Day, shown
from kg.audit.folded import folded

BEFORE, BEHIND = r"(?<![^\W_])", r"(?![^\W\d_])"
NAMES = {
    "en": {5: rf"{BEFORE}may{BEHIND}", 9: rf"{BEFORE}(?:september|sept|sep){BEHIND}"},
    "nl": {5: rf"{BEFORE}mei{BEHIND}", 9: rf"{BEFORE}(?:september|sept|sep){BEHIND}"},
}
PARTS = ["1", "5", "09", "10", "2022", "2023", "20233", "may", "mei", "sept", "September", "5月", "9月", "日", "年"]
PARTS += [" ", ", ", "-", "/", ".", " of ", "(e)ko ", " x "]
TEXTS = st.builds(lambda parts: folded("".join(parts)), st.lists(st.sampled_from(PARTS), max_size=10))
DAYS = [Day(*day) for day in product(("", "2022", "2023"), (5, 9), (1, 5, 9, 10))]
DAYS += [Day(*month) for month in product(("2022", "2023"), (5, 9))] + [Day("2022"), Day("2023")]

GAP, MARK = r"[^\d]{0,6}", r" ?[-/.] ?"
NO_YEAR_BEFORE = "".join(rf"(?<!\d{{4}}\D{{{size}}})" for size in range(7))
NO_YEAR_BEHIND = rf"(?!{GAP}\d{{4}})"


def _number(number: int) -> str:
    return rf"(?<!\d)0?{number}(?!\d)"


def _plain(day: Day, language: str) -> Iterator[str]:
    year = rf"(?<!\d){day.year}(?!\d)"
    if not day.month:
        yield year
        return
    name, month = NAMES[language][day.month], _number(day.month)
    orders = [name]
    numbers: list[tuple[str, ...]] = [(month, year), (year, month)]
    if day.day:
        number = _number(day.day)
        orders = [rf"{number}(?: ?- ?(?<!\d)\d{{1,2}}(?!\d))?{GAP}{name}", rf"{name}{GAP}{number}"]
        numbers = [(number, month, year), (year, month, number)]
        numbers += [(month, number, year)] if language != "nl" else []
    for order in orders:
        if day.year:
            yield from (rf"{order}{GAP}{year}", rf"{year}{GAP}{order}(?!\d)")
        else:
            yield rf"{NO_YEAR_BEFORE}{order}{NO_YEAR_BEHIND}(?!\d)"
    if day.day and not day.year:
        first, then = (day.month, day.day) if language != "nl" else (day.day, day.month)
        yield rf"(?<![\d./])0?{first}(?:\. ?0?{then}\.(?! ?\d)|/0?{then}(?![\d/]))"
    yield from map(MARK.join, numbers if day.year else ())


@given(TEXTS, st.sampled_from(sorted(NAMES)))
def test_all_at_once_as_one_by_one(text: str, language: str) -> None:
    """A day is named if it is found where it is searched for by itself."""
    plain = {day for day in DAYS if any(re.search(form, text) for form in _plain(day, language))}
    assert shown(text, language).intersection(DAYS) == plain


def test_no_language_has_the_names_of_another() -> None:
    """Also after a page in the other one: Babel's own look-up would keep Japanese names for West Frisian."""
    day, text = Day("2022", 5, 1), folded("5月 1, 2022")
    assert day in shown(text, "ja") and day not in shown(text, "fy")
