"""Days with a time of the clock, and when that is in a zone."""

import pytest

from kg.model.values.clock import local, moment
from kg.model.values.day import Order
from kg.system.errors import NotUnderstood

LOCAL: list[tuple[str, Order, str]] = [
    ("2024-10-09T20:00", "", "2024-10-09T20:00:00"),
    ("2024-10-09 20:00:30", "", "2024-10-09T20:00:30"),
    ("2024-10-09 20.30", "", "2024-10-09T20:30:00"),
    ("09.10.2024 20.30 Uhr", "", "2024-10-09T20:30:00"),
    ("09.10.2024, 20 Uhr", "", "2024-10-09T20:00:00"),
    ("9. Oktober 2024 um 20:30 Uhr", "", "2024-10-09T20:30:00"),
    ("9 octobre 2024 à 20h30", "", "2024-10-09T20:30:00"),
    ("9 octobre 2024 20h", "", "2024-10-09T20:00:00"),
    ("9 oktober 2024 om 20.30 u", "", "2024-10-09T20:30:00"),
    ("October 9, 2024 8:30 pm", "", "2024-10-09T20:30:00"),
    ("October 9, 2024 at 8 p.m.", "", "2024-10-09T20:00:00"),
    ("October 9, 2024 12:15 am", "", "2024-10-09T00:15:00"),
    ("9 ottobre 2024 alle 20:30", "", "2024-10-09T20:30:00"),
    ("9. oktober 2024 kl. 20.30", "", "2024-10-09T20:30:00"),
    ("2024年10月9日 20:30", "", "2024-10-09T20:30:00"),
    ("2024-10-09 00:00:00 20:00", "", "2024-10-09T20:00:00"),
    ("01/03/2024 20:30", "DMY", "2024-03-01T20:30:00"),
    ("01/03/2024 20:30", "MDY", "2024-01-03T20:30:00"),
]
NONE = ["20:30", "2024-10-09", "09.10.2024", "2024-10-09 25:00", "2024-10-09 20:61", "October 9, 2024 13 pm", "",
        "2024-10-09 20", "31.02.2024 20:00", "01/03/2024 20:30", "soon", "2024-10-09 20:00 20:00"]  # fmt: skip

BRUSSELS = "Europe/Brussels"
MOMENTS = [
    ("2024-10-09 20:00", BRUSSELS, "2024-10-09T20:00:00+02:00"),
    ("2024-12-09 20:00", BRUSSELS, "2024-12-09T20:00:00+01:00"),
    ("2024-12-09 20:00", "Europe/London", "2024-12-09T20:00:00Z"),
    ("2024-12-09 20:00", "Asia/Kolkata", "2024-12-09T20:00:00+05:30"),
    ("2024-10-09T20:00:00-05:00", BRUSSELS, "2024-10-09T20:00:00-05:00"),
    ("2024-10-09T20:00:00Z", "", "2024-10-09T20:00:00Z"),
    ("2024-10-27 01:59", BRUSSELS, "2024-10-27T01:59:00+02:00"),
    ("2024-10-27 03:00", BRUSSELS, "2024-10-27T03:00:00+01:00"),
    ("2024-03-31 03:00", BRUSSELS, "2024-03-31T03:00:00+02:00"),
]
NO_MOMENTS = [
    ("Mo 09.10.2024 20:30", "Europe/Berlin", "is a Wednesday"),
    ("04/10/2024 20:30", "Europe/Berlin", "may be two days"),
    ("2024-03-31 02:30", BRUSSELS, "does not exist in Europe/Brussels"),
    ("2024-10-27 02:30", BRUSSELS, "is twice in Europe/Brussels"),
    ("2024-10-09 20:00", "", "has no time zone; set timezone of the source"),
    ("2024-10-09", BRUSSELS, "not a date and time"),
    ("2024-10-09T25:00:00Z", BRUSSELS, "does not exist"),
]


@pytest.mark.parametrize(("raw", "order", "expected"), LOCAL)
def test_local(raw: str, order: Order, expected: str) -> None:
    """A day and a time are read in the spellings of programmes."""
    assert local(raw, order) == expected


@pytest.mark.parametrize("raw", NONE)
def test_no_local(raw: str) -> None:
    """A day alone, a time alone, and what is neither are no point in time."""
    with pytest.raises(NotUnderstood):
        local(raw)


@pytest.mark.parametrize(("raw", "zone", "expected"), MOMENTS)
def test_moments(raw: str, zone: str, expected: str) -> None:
    """The zone of the place is that of the day; one that is written stays."""
    assert moment(raw, zone) == moment(expected) == expected


@pytest.mark.parametrize(("raw", "zone", "reason"), NO_MOMENTS)
def test_no_moments(raw: str, zone: str, reason: str) -> None:
    """A time that does not exist or exists twice is a fault that says so."""
    with pytest.raises(NotUnderstood, match=reason):
        moment(raw, zone)
