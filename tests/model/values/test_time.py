"""Years, dates, points in time and durations."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model.values import date, date_time, duration, year
from kg.system.errors import NotUnderstood


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("2023", 2023),
        (" 1895 ", 1895),
        ("(1895)", 1895),
        ("2003.0", 2003),
        ("1999 [2]", 1999),
        ("1870", 1870),
        ("2099", 2099),
        # The year of a day, also where day and month are not known.
        ("2003-05-01", 2003),
        ("2023-12-22T20:00:00+02:00", 2023),
        ("+2001-00-00T00:00:00Z", 2001),
        ("1999Z", 1999),
        ("1999-10", 1999),
        ("1999年", 1999),
        ("1999.", 1999),
        ("1999 г.", 1999),
    ],
)
def test_year(raw: str, expected: int) -> None:
    """A year is four digits."""
    assert year(raw) == expected


@pytest.mark.parametrize(
    "raw",
    [
        "",
        "20233",
        "202",
        "-2023",
        "1869",
        "2100",
        "2023.5",
        "２０２３",
        "2022-2023",
        "1927/28",
        "c. 1920",
        "[1920]",
        "1920?",
        "1999/10",
        "2008-09",
        "1999-13",
        "1999-2001",
    ],
)
def test_year_not_understood(raw: str) -> None:
    """What is not exactly one year in which films are made is refused."""
    with pytest.raises(NotUnderstood):
        year(raw)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("105'", "PT1H45M"),
        ("105’", "PT1H45M"),
        ("105′", "PT1H45M"),
        ("105 min", "PT1H45M"),
        ("105 min.", "PT1H45M"),
        ("113 minutes", "PT1H53M"),
        ("113 minuten", "PT1H53M"),
        ("1h45", "PT1H45M"),
        ("1h 45m", "PT1H45M"),
        ("1 hr 45 min", "PT1H45M"),
        ("1 uur 45 minuten", "PT1H45M"),
        ("2 h", "PT2H"),
        ("1:45:00", "PT1H45M"),
        ("0:00:50", "PT50S"),
        ("PT105M", "PT1H45M"),
        ("PT1H45M", "PT1H45M"),
        ("PT6300S", "PT1H45M"),
        ("PT99H59M59S", "PT99H59M59S"),
        ("60 min", "PT1H"),
        ("102 mn", "PT1H42M"),
        ("103 Min.", "PT1H43M"),
        ("105 minuti", "PT1H45M"),
        ("105 minutos", "PT1H45M"),
        ("1 h 45 min", "PT1H45M"),
        ("1 Std. 45 Min.", "PT1H45M"),
        ("1 hour and 45 minutes", "PT1H45M"),
        ("90'30\"", "PT1H30M30S"),
        ("105 minutes [5]", "PT1H45M"),
        ("105 minutes (US cut)", "PT1H45M"),
        ("105 min (1h45)", "PT1H45M"),
        ("111 minutes (theatrical) [1] 120 minutes (extended)", "PT1H51M"),
        ("60 minutes (VHS) 71 minutes (original)", "PT1H11M"),
        ("1:45 h", "PT1H45M"),
        ("1:45:00 h", "PT1H45M"),
        ("0:45 Std.", "PT45M"),
        ("ca. 90 Min.", "PT1H30M"),
        ("~90 min", "PT1H30M"),
        ("env. 90 min", "PT1H30M"),
        ("90 min ca.", "PT1H30M"),
        ("(98 min)", "PT1H38M"),
        ("1 hour, 51 minutes", "PT1H51M"),
        ("1 hour & 51 minutes", "PT1H51M"),
        ("1h:45m", "PT1H45M"),
        ("105.0 min", "PT1H45M"),
        ("2:02:21.793000", "PT2H2M21S"),
        ("P0Y0M0DT1H37M0S", "PT1H37M"),
        ("P0DT1H45M", "PT1H45M"),
        ("PT1H30M0.000S", "PT1H30M"),
        ("98:30 min", "PT1H38M30S"),
        ("12'30", "PT12M30S"),
        ("105΄", "PT1H45M"),
        ("105ʹ", "PT1H45M"),
        ("105 ′", "PT1H45M"),
        ("90 λεπτά", "PT1H30M"),
        ("1 ώρα και 30 λεπτά", "PT1H30M"),
        ("90 мин.", "PT1H30M"),
        ("1 час 30 минут", "PT1H30M"),
        ("98 хв", "PT1H38M"),
        ("90 perc", "PT1H30M"),
        ("1 óra 30 perc", "PT1H30M"),
        ("1 sa 38 dk", "PT1H38M"),
        ("1 godz. 30 min", "PT1H30M"),
        ("1 hod. 30 min.", "PT1H30M"),
        ("1 tunti 30 minuuttia", "PT1H30M"),
        ("1 t 30 min", "PT1H30M"),
        ("1 tim 30 min", "PT1H30M"),
        ("1 time og 30 minutter", "PT1H30M"),
        ("98 minučių", "PT1H38M"),
        ("98 minūtes", "PT1H38M"),
        ("98 minutit", "PT1H38M"),
        ("98 דקות", "PT1H38M"),
        ("98 دقيقة", "PT1H38M"),
        ("1時間45分", "PT1H45M"),
        ("105分钟", "PT1H45M"),
        ("105분", "PT1H45M"),
        ("1ч 45м", "PT1H45M"),
        ("5820 sec", "PT1H37M"),
        ("PT1.5H", "PT1H30M"),
        ("PT1H37,5M", "PT1H37M30S"),
        ("76 minutes [1] 85 minutes (extended edition) [2]", "PT1H16M"),
    ],
)
def test_duration(raw: str, expected: str) -> None:
    """A duration in any of the usual notations is hours, minutes and seconds, each only where it is not 0."""
    assert duration(raw) == expected


@pytest.mark.parametrize(
    "raw",
    [
        "",
        "-5",
        "-5'",
        "0'",
        "PT",
        "P1D",
        "PT0S",
        "PT-5M",
        "105",
        "1:45",
        "1h75",
        "90:00",
        "6000 min",
        "100 h",
        "1.5 h",
        "1:45 min",
        "2845 m",
        "90-95 min",
        "105,5 min",
        "0:45",
        "113–116 minutes",
        "99 minutes (UK) [1] 90 minutes (US)",
        "99 minutes 90 minutes",
        "99 minutes (original) 90 minutes (theatrical)",
        "long",
    ],
)
def test_duration_not_understood(raw: str) -> None:
    """Nothing, less than nothing, 100 hours, and numbers without a unit are no durations."""
    with pytest.raises(NotUnderstood):
        duration(raw)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("2024-10-09T18:00:00Z", "2024-10-09T18:00:00Z"),
        ("2024-10-09T20:00:00+02:00", "2024-10-09T20:00:00+02:00"),
        ("2024-10-09 20:00+0200", "2024-10-09T20:00:00+02:00"),
        ("2024-12-31T23:30:00-01:00", "2024-12-31T23:30:00-01:00"),
        ("2024-10-09T18:00:00.000Z", "2024-10-09T18:00:00Z"),
    ],
)
def test_date_time(raw: str, expected: str) -> None:
    """A point in time keeps the zone in which the source tells it."""
    assert date_time(raw) == expected


@pytest.mark.parametrize(
    "raw",
    [
        "",
        "2024-10-09",
        "2024-10-09T18:00:00",
        "2024-10-09T25:00:00Z",
        "2024-10-09T18:00:00.5Z",
        "2024-10-09T18:00Z[Europe]",
    ],
)
def test_date_time_not_understood(raw: str) -> None:
    """Without its zone a time is no point in time."""
    with pytest.raises(NotUnderstood):
        date_time(raw)


@pytest.mark.parametrize("rule", [year, date, date_time, duration])
@given(raw=st.text() | st.text("0123456789:-+TZPHMS' ").filter(bool) | st.integers().map(str) | st.datetimes().map(str))
def test_final(rule: Callable[[str], object], raw: str) -> None:
    """Any text becomes a value that stays as it is, or is not understood."""
    try:
        value = rule(raw)
    except NotUnderstood:
        return
    assert rule(str(value)) == value


@given(seconds=st.integers(1, 359_999))
def test_every_second(seconds: int) -> None:
    """Every duration keeps its length."""
    hours, rest = divmod(seconds, 3600)
    assert duration(f"PT{seconds}S") == duration(f"{hours}:{rest // 60:02}:{rest % 60:02}")
