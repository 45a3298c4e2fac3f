"""Dates in many spellings."""

import datetime
import time

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

from kg.model.values import date
from kg.model.values.day import Order
from kg.model.values.tables import NAMING
from kg.system.errors import NotUnderstood

VALID = [
    ("2009 03 09", "2009-03-09"),
    ("2009-3-9", "2009-03-09"),
    ("2009. 03. 09.", "2009-03-09"),
    ("1999-05-05+02:00", "1999-05-05"),
    ("1999-05-05Z", "1999-05-05"),
    ("12 октября 1989 г.", "1989-10-12"),
    ("1989. október 12.", "1989-10-12"),
    ("2023-10-01", "2023-10-01"),
    (" 2024-02-29 ", "2024-02-29"),
    ("2023/10/01", "2023-10-01"),
    ("2023.10.01", "2023-10-01"),
    ("20231001", "2023-10-01"),
    ("2001-05-03T10:00:00Z", "2001-05-03"),
    ("2001-05-03 10:00", "2001-05-03"),
    ("Nov 12 2004", "2004-11-12"),
    ("Sept. 3, 2001", "2001-09-03"),
    ("Saturday, March 3 2001", "2001-03-03"),
    ("3rd of May 2001", "2001-05-03"),
    ("14 July 2017", "2017-07-14"),
    ("12. März 2021", "2021-03-12"),
    ("7 november 1962", "1962-11-07"),
    ("maart 3 2001", "2001-03-03"),
    ("1er mai 1999", "1999-05-01"),
    ("12 août 2001", "2001-08-12"),
    ("3 de mayo de 2019", "2019-05-03"),
    ("5 de março de 1988", "1988-03-05"),
    ("24 giugno 2005", "2005-06-24"),
    ("den 3 maj 1999", "1999-05-03"),
    ("5 września 2010", "2010-09-05"),
    ("2001年9月3日", "2001-09-03"),
    ("November 7, 1962 ( 1962-11-07 ) (Los Angeles) [1]", "1962-11-07"),
    ("25/03/2024", "2024-03-25"),
    ("03/25/2024", "2024-03-25"),
    ("05/05/2024", "2024-05-05"),
    ("01.03.2024", "2024-03-01"),
    ("3. 5. 2001", "2001-05-03"),
    ("Do 28.09.2023", "2023-09-28"),
    ("Do., 28. 9. 2023", "2023-09-28"),
    ("Thursday, 28/09/2023", "2023-09-28"),
    ("Thurs 2023-09-28", "2023-09-28"),
    ("28/09/2023, jeudi", "2023-09-28"),
    ("ab 28.09.2023", "2023-09-28"),
    ("ab 5. Mai 2023", "2023-05-05"),
    ("à partir du 5 mai 2023", "2023-05-05"),
    ("desde el 5 de mayo de 2023", "2023-05-05"),
    ("à partir du jeudi 28/09/2023", "2023-09-28"),
    ("יום שישי 29.09.2023", "2023-09-29"),
    ("mar 3 2001", "2001-03-03"),
    ("mar 3.4.2001", "2001-04-03"),
    ("mar 12, 2024", "2024-03-12"),
    ("13 mar 2024", "2024-03-13"),
    ("mar. 12 mars 2024", "2024-03-12"),
    ("5 maart 2024 (di)", "2024-03-05"),
    ("2024-03-12 (FR)", "2024-03-12"),
    ("on 5 December 2026", "2026-12-05"),
    ("2026年12月5日（土）", "2026-12-05"),
]

INVALID = [
    "09 03 2009",
    "2001-00-00",
    "+2001-00-00T00:00:00Z",
    "",
    "2023",
    "May 2003",
    "2023-02-29",
    "2023-13-01",
    "31 February 2001",
    "1650-01-01",
    "12 May 1650",
    "2023-W01-1",
    "01/03/2024",
    "01-03-2024",
    "March 15, 99",
    "15/03/99",
    "Do 01/03/2024",
    "Do 28.09.",
    "Do",
    "Saal 28.09.2023",
    "12 gennaio",
    "today",
    "3 days ago 2001",
    "10 Downing Street 2003",
    "November 29, 1948 (Chicago) January 19, 1949 (Indianapolis)",
    "July 14, 2017 ( 2017-07-15 )",
    "(Los Angeles)",
    "Freitag, 05.12.2026",
    "Fri, 5 December 2026",
    "mar. 13 mars 2024",
    "Sun Mar 12 2024",
    "5 maart 2024 (wo)",
    "2026年12月5日（金）",
]


@pytest.mark.parametrize(("raw", "expected"), VALID)
def test_date(raw: str, expected: str) -> None:
    """A day in any of the usual spellings is written as ISO 8601 has it."""
    assert date(raw) == expected


@pytest.mark.parametrize("raw", INVALID)
def test_date_not_understood(raw: str) -> None:
    """What is no day, or may be several, is refused."""
    with pytest.raises(NotUnderstood):
        date(raw)


@pytest.mark.parametrize(("order", "expected"), [("DMY", "2024-03-01"), ("MDY", "2024-01-03")])
def test_the_order_settles_it(order: Order, expected: str) -> None:
    """Numbers that may be two days are the one that the order says."""
    assert date("01/03/2024", order) == expected


@pytest.mark.parametrize("language", NAMING)
def test_a_day_of_the_week(language: str) -> None:
    """Its name, whole or short, may stand before a day in numbers, in each language of the tables."""
    for width in ("wide", "abbreviated"):
        for number, name in Locale.parse(language).days["format"][width].items():
            assert date(f"{name} 0{number + 3}/12/2018", "DMY") == f"2018-12-0{number + 3}"


@pytest.mark.parametrize("raw", ["28.9.23", "15/03/99", "Do 28-09-23", "28.09.'23"])
def test_a_year_of_two_digits(raw: str) -> None:
    """It is refused, and the reason says why."""
    with pytest.raises(NotUnderstood, match="the year has two digits"):
        date(raw, "DMY")


def test_both_readings_are_named() -> None:
    """Who has to decide is told between what."""
    with pytest.raises(NotUnderstood, match="2024-01-03 or 2024-03-01"):
        date("01/03/2024")


@given(st.dates(min_value=datetime.date(1900, 1, 1), max_value=datetime.date(2090, 1, 1)))
def test_every_day_in_english(day: datetime.date) -> None:
    """Each day comes back from its English spelling, and from ISO's."""
    assert date(f"{day:%B} {day.day}, {day.year}") == date(day.isoformat()) == day.isoformat()


@pytest.mark.parametrize("raw", ["1" * 100_000, "(" * 100_000, "May " * 50_000, "1 May 2001 (" * 10_000, "[1" * 9000])
def test_long_texts_are_fast(raw: str) -> None:
    """No text takes long."""
    begin = time.process_time()
    with pytest.raises(NotUnderstood):
        date(raw)
    assert time.process_time() - begin < 1


def test_many_dates_are_fast() -> None:
    """Spelt-out dates are read by the thousand in a second or two."""
    date("12. März 2021")
    begin = time.process_time()
    for number in range(1000):
        date(f"{number % 28 + 1} March {1900 + number % 150}")
    assert time.process_time() - begin < 5
