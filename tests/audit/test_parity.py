"""What markup states is found in what a reader sees, in whatever way a language writes it."""

import json
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from babel.localedata import locale_identifiers
from babel.numbers import format_currency, format_decimal
from hypothesis import example, given
from hypothesis import strategies as st

from kg.audit.parity import Kind, Value, shown, unseen
from kg.audit.visible import Visible, visible
from kg.rdf import html
from kg.site import forms

LANGUAGES = sorted(name.replace("_", "-") for name in locale_identifiers())

SHOWN = [
    (Kind.DURATION, "PT4H", "fil", "4 na oras"),
    (Kind.DURATION, "PT9M", "fil", "9 na minuto"),
    (Kind.TEXT, "Ann", "en", "by Ann, for Bob"),
    (Kind.TEXT, "Ann", "en", "Ann's film"),
    (Kind.TEXT, "Andrew Scott", "en", "<b>ANDREW</b><b>SCOTT</b>"),
    (Kind.TEXT, "O’Hara", "en", "O'Hara"),
    (Kind.TEXT, "Spider-Man", "en", "Spider\u2011Man"),
    (Kind.TEXT, "Zoë", "nl", "Zoe\u0308"),
    (Kind.TEXT, "Straße", "de", "STRASSE"),
    (Kind.TEXT, "駿", "ja", "宮崎駿監督"),
    (Kind.TEXT, "宮崎 駿", "ja", "宮崎駿"),
    (Kind.TEXT, "김민희", "ko", "김민희는"),
    (Kind.TEXT, "One house.\n\nTwo sisters.", "en", "<p>One\n house.<p>Two <i>sisters</i>."),
    (Kind.TEXT, " ", "en", ""),
    (Kind.DATE, "2023", "en", "© 2023"),
    (Kind.DATE, "2023", "ja", "2023年"),
    (Kind.DATE, "2023", "en", "<b>2023</b><b>105 min</b>"),
    (Kind.DATE, "2023-09", "en", "Sept. 2023"),
    (Kind.DATE, "2023-09", "fr", "septembre 2023"),
    (Kind.DATE, "2023-09", "ja", "2023年9月公開"),
    (Kind.DATE, "2023-09", "en", "09/2023"),
    (Kind.DATE, "2023-09-01", "en", "Friday, September 1, 2023"),
    (Kind.DATE, "2023-09-01", "en", "Sep 1st 2023"),
    (Kind.DATE, "2023-09-01", "en", "1st of September 2023"),
    (Kind.DATE, "2023-09-01", "en", "Friday 1 Sept"),
    (Kind.DATE, "2023-09-01", "en", "1–10 September 2023"),
    (Kind.DATE, "2023-09-01", "en", "9/1/2023"),
    (Kind.DATE, "2023-09-01", "en-GB", "01/09/2023"),
    (Kind.DATE, "2023-09-01", "en", "2023-09-01"),
    (Kind.DATE, "2023-09-01", "nl", "vr 1 sep. 2023"),
    (Kind.DATE, "2023-09-01", "nl", "01-09-2023"),
    (Kind.DATE, "2023-09-01", "fr", "1er septembre 2023"),
    (Kind.DATE, "2023-09-01", "de", "1. September 2023"),
    (Kind.DATE, "2023-09-01", "de", "1.9.2023"),
    (Kind.DATE, "2023-09-01", "es", "1 de septiembre de 2023"),
    (Kind.DATE, "2023-09-01", "ja", "2023年9月1日(金)"),
    (Kind.DATE, "2023-09-01", "ja", "9月1日"),
    (Kind.DATE, "2023-09-01", "ko", "2023. 9. 1."),
    (Kind.DATE, "2023-09-01", "eu", "2023(e)ko irailaren 1(a)"),
    (Kind.DATE, "2024-10-09T22:30:00+02:00", "nl", "woensdag 9 oktober om 22:30"),
    (Kind.DATE, "2024-10-09T22:30:00Z", "nl", "10 oktober 2024, 00:30"),  # in Ghent
    (Kind.DATE, "2024-10-09T22:30:00Z", "nl", "9 oktober 2024, 22:30"),
    (Kind.DATE, "unknown", "en", "Date unknown"),
    (Kind.DATE, "0000", "en", "0000"),
    (Kind.DATE, "2023-09-01", "en", f"{'word ' * 50}1 September{' word' * 50}"),
    (Kind.DURATION, "PT1H45M", "en", "105'"),
    (Kind.DURATION, "PT1H45M", "en", "105′"),
    (Kind.DURATION, "PT1H45M", "en", "105 min."),
    (Kind.DURATION, "PT1H45M", "en", "105min"),
    (Kind.DURATION, "PT1H45M", "en", "105 minutes"),
    (Kind.DURATION, "PT1H45M", "en", "1h45"),
    (Kind.DURATION, "PT1H45M", "en", "1h 45m"),
    (Kind.DURATION, "PT1H45M", "en", "1 hr 45 min"),
    (Kind.DURATION, "PT1H45M", "en", "1 hour and 45 minutes"),
    (Kind.DURATION, "PT1H45M", "en", "1:45"),
    (Kind.DURATION, "PT1H45M", "en", "1:45:00"),
    (Kind.DURATION, "PT1H45M", "en", "<span>2023</span><span>105 min</span>"),
    (Kind.DURATION, "PT105M", "en", "1h45"),
    (Kind.DURATION, "PT215M", "en", "215 mins"),
    (Kind.DURATION, "PT139M", "en", "2 hr. 19 min."),
    (Kind.DURATION, "PT139M", "en", "2 hrs 19 mins"),
    (Kind.DURATION, "PT1M45S", "en", "1:45"),
    (Kind.DURATION, "PT45S", "en", '45"'),
    (Kind.DURATION, "PT1H45M", "nl", "1 uur en 45 minuten"),
    (Kind.DURATION, "PT1H45M", "nl", "1u45"),
    (Kind.DURATION, "PT1H45M", "fr", "1 heure 45 minutes"),
    (Kind.DURATION, "PT1H45M", "de", "1 Std. 45 Min."),
    (Kind.DURATION, "PT1H45M", "es", "1 hora y 45 minutos"),
    (Kind.DURATION, "PT1H45M", "ja", "上映時間105分です"),
    (Kind.DURATION, "PT1H45M", "ja", "１時間45分"),
    (Kind.DURATION, "PT2H", "ar", "ساعتان"),
    (Kind.DURATION, "PT1H45M", "sw", "saa 1, dakika 45"),
    (Kind.DURATION, "P1Y", "en", "P1Y"),
    (Kind.NUMBER, "7.5", "en", "7.5/10"),
    (Kind.NUMBER, "7.50", "nl", "7,5"),
    (Kind.NUMBER, "7.5", "en", "7,5"),
    (Kind.PRICE, "9.5", "en", "9,50 €"),
    (Kind.RATING, "72.15462610899873", "cs", "72 %"),
    (Kind.RATING, "4.56", "en", "4.6/5"),
    (Kind.RATING, "22854", "en", "22.9k votes"),
    (Kind.RATING, "22854", "", "23K votes"),
    (Kind.RATING, "1234567", "de", "1,2 Mio. Stimmen"),
    (Kind.TEXT, "Kin \u2014 Dir. Ann Aerts", "en", "Kin\nDir. Ann Aerts"),
    (Kind.MADE, "2023-12-22", "en", "A film of 2023"),
    (Kind.MADE, "2023-12-22", "en", "December 22, 2023"),
    (Kind.MOMENT, "2026-12-05T20:15:00+01:00", "en", "Sat, 5 December, 20:15"),
    (Kind.MOMENT, "2026-12-05T20:15:00+01:00", "en", "December 5, 8:15 pm"),
    (Kind.MOMENT, "2026-12-05T20:15:00+01:00", "de", "Samstag, 5.12., 20.15 Uhr"),
    (Kind.MOMENT, "2026-12-05T20:00:00+01:00", "de", "5. Dezember, 20 Uhr"),
    (Kind.MOMENT, "2026-12-05T20:00:00+01:00", "fr", "5 décembre à 20h"),
    (Kind.MOMENT, "2026-01-29T20:00:00+0100", "es", "enero jueves 29 20:00 h"),
    (Kind.MOMENT, "2026-12-05T19:15:00Z", "en", "5 December 2026, 20:15"),
    (Kind.MOMENT, "2026-12-05T00:00:00+01:00", "en", "5 December 2026"),
    (Kind.MOMENT, "2026-12-05T20:15", "en", "5/12 20:15 or 12/5 20:15"),
    (Kind.TEXT, "Fight Club (1999)", "en", "Fight Club, 1999"),
    (Kind.NUMBER, "7.0", "en", "7"),
    (Kind.NUMBER, "5", "en", "4 - 5 stars"),
    (Kind.NUMBER, "1234567", "en", "1,234,567"),
    (Kind.NUMBER, "1234567", "en", "1234567"),
    (Kind.NUMBER, "1234567", "fr", "1\u202f234\u202f567"),
    (Kind.NUMBER, "1234567", "de-CH", "1’234’567"),
    (Kind.NUMBER, "7", "ja", "評価７点"),
    (Kind.NUMBER, "NaN", "en", "nan"),
    (Kind.LANGUAGE, "en", "en", "English"),
    (Kind.LANGUAGE, "en", "nl", "Engels"),
    (Kind.LANGUAGE, "en", "nl", "EN/FR"),
    (Kind.LANGUAGE, "fr", "ja", "フランス語"),
    (Kind.LANGUAGE, "de", "de", "mit deutschen Untertiteln"),
    (Kind.LANGUAGE, "en", "de", "OmU, englischer Ton"),
    (Kind.LANGUAGE, "de", "nl", "met Duitse ondertitels"),
    (Kind.LANGUAGE, "en", "fr", "version anglaise"),
    (Kind.LANGUAGE, "en", "it", "sottotitoli inglesi"),
    (Kind.LANGUAGE, "en", "ru", "с английскими субтитрами"),
    (Kind.LANGUAGE, "nl-BE", "nl", "Vlaams"),
    (Kind.LANGUAGE, "nl-BE", "nl", "Nederlands"),
    (Kind.LANGUAGE, "nl-BE", "fr", "nl-BE"),
    (Kind.LANGUAGE, "zzz", "en", "zzz"),
    (Kind.COUNTRY, "GB", "nl", "Verenigd Koninkrijk"),
    (Kind.COUNTRY, "GB", "en", "UK"),
    (Kind.COUNTRY, "US", "en", "USA"),
    (Kind.COUNTRY, "BE", "fr", "Belgique"),
    (Kind.COUNTRY, "SUHH", "nl", "USSR, Union of Soviet Socialist Republics"),
    (Kind.COUNTRY, "Narnia", "en", "Narnia"),
    (Kind.COUNTRY, "GB", "nl", "United Kingdom"),
    (Kind.COUNTRY, "GB", "en", "a film from the U.K., 2023"),
    (Kind.COUNTRY, "GB", "en", "Großbritannien"),
    (Kind.COUNTRY, "United States", "en", "USA"),
    (Kind.COUNTRY, "United States", "en", "U.S.A."),
    (Kind.COUNTRY, "United States", "en", "US"),
    (Kind.COUNTRY, "United States", "fr", "Etats-Unis"),
    (Kind.COUNTRY, "United States", "ru", "США"),
    (Kind.COUNTRY, "USA", "de", "Vereinigte Staaten"),
    (Kind.COUNTRY, "DE", "en", "Deutschland"),
    (Kind.COUNTRY, "DE", "en", "BRD"),
    (Kind.COUNTRY, "Germany", "en", "Alemania"),
    (Kind.COUNTRY, "KR", "en", "한국"),
    (Kind.COUNTRY, "IN", "hi", "भारत"),
    (Kind.COUNTRY, "CSHH", "en", "ČSSR"),
    (Kind.COUNTRY, "Korea (the Republic of)", "en", "South Korea"),
]
NOT_SHOWN = [
    (Kind.TEXT, "Ann", "en", "Anna"),
    (Kind.TEXT, "Ann", "en", "Joann"),
    (Kind.TEXT, "राम", "hi", "रामा"),
    (Kind.TEXT, "Zoë", "nl", "Zoe"),
    (Kind.TEXT, "One house. Two sisters.", "en", "One house …"),
    (Kind.DATE, "2023", "en", "20233"),
    (Kind.DATE, "2023", "en", "<time datetime=2023>last year</time>"),
    (Kind.DATE, "2023-09", "en", "September 2022"),
    (Kind.DATE, "2023-05-02", "en", "2 dismay 2023"),
    (Kind.DATE, "2023-09-01", "en", "September 2023"),
    (Kind.DATE, "2023-09-01", "en", "September 11, 2023"),
    (Kind.DATE, "2023-09-01", "en", "21 September 2023"),
    (Kind.DATE, "2023-09-01", "en", "1 September 2022"),
    (Kind.DATE, "2023-09-01", "en", "September 1, 2022"),
    (Kind.DATE, "2023-04-03", "nl", "Drie: 3-4 keer. Archief 2023."),
    (Kind.DATE, "2023-04-03", "en", "Shown 3-4 times. Archived 2023."),
    (Kind.DATE, "2023-10-05", "en", "2023-10 room 5"),
    (Kind.DATE, "2023-10-05", "en", "2023 room 10-5"),
    (Kind.DATE, "2023-09-01", "en", "01/09/23"),
    (Kind.DATE, "2023-09-01", "en", "1/9"),
    (Kind.DATE, "2023-09-01", "nl", "9/1/2023"),
    (Kind.DATE, "2023-09-01", "nl", "1 août 2023"),
    (Kind.DATE, "2023-03-01", "en", "1 Marvel film"),
    (Kind.DATE, "2023-06-01", "fr", "1 juillet 2023"),
    (Kind.DATE, "2023-09-01", "ja", "2022年9月1日"),
    (Kind.DATE, "2023-09-01", "ja", "2023年9月11日"),
    (Kind.DATE, "2024-10-09T22:30:00+02:00", "nl", "10 oktober 2024"),
    (Kind.DURATION, "PT1H45M", "en", "45 min"),
    (Kind.DURATION, "PT1H45M", "en", "1 h"),
    (Kind.DURATION, "PT1H45M", "en", "1h45m30s"),
    (Kind.DURATION, "PT1H45M", "en", "2h45"),
    (Kind.DURATION, "PT1H45M", "en", "10:45"),
    (Kind.DURATION, "PT1H45M", "en", "105 meters"),
    (Kind.DURATION, "PT1H45M", "en", "1105 min"),
    (Kind.DURATION, "PT1H45M", "de", "105 dakika"),
    (Kind.DURATION, "PT45M", "en", "1 hr 45 min"),
    (Kind.DURATION, "PT1H", "en", "1 hr 45 min"),
    (Kind.DURATION, "PT0S", "en", "nothing"),
    (Kind.NUMBER, "7.5", "en", "17.5"),
    (Kind.NUMBER, "7.5", "en", "7.55"),
    (Kind.NUMBER, "7", "en", "7.5"),
    (Kind.NUMBER, "5", "en", "7.5"),
    (Kind.RATING, "72.15462610899873", "cs", "71 %"),
    (Kind.RATING, "4.56", "en", "4.4/5"),
    (Kind.RATING, "22854", "en", "122.9k votes, 21k plays"),
    (Kind.RATING, "854", "en", "1k votes"),
    (Kind.PRICE, "9.5", "en", "9,05 €"),
    (Kind.MADE, "2023-12-22", "en", "A film of 2022"),
    (Kind.MADE, "2023-12-22", "en", "December 21, 2023"),
    (Kind.MOMENT, "2026-12-05T20:15:00+01:00", "en", "5 December, 20:45"),
    (Kind.MOMENT, "2026-12-05T20:15:00+01:00", "en", "6 December, 20:15"),
    (Kind.MOMENT, "2026-12-05T20:15:00+01:00", "en", "December 5, 8:15 am"),
    (Kind.TEXT, "Fight Club (1999)", "en", "Fight Club, 2001"),
    (Kind.NUMBER, "7.5", "en", "7,6"),
    (Kind.LANGUAGE, "en", "nl", "een en ander"),
    (Kind.LANGUAGE, "de", "de", "Deutschland"),
    (Kind.LANGUAGE, "en", "nl", "de Engelse film"),
    (Kind.LANGUAGE, "en", "nl", "English"),
    (Kind.COUNTRY, "US", "en", "join us"),
    (Kind.COUNTRY, "United States", "en", "join us"),
    (Kind.COUNTRY, "United States", "it", "chi usa questo film"),
    (Kind.COUNTRY, "Portugal", "es", "hecho por todos"),
    (Kind.COUNTRY, "United States", "en", "Deutschland"),
    (Kind.COUNTRY, "AT", "en", "by A.T. Smith at noon"),
    (Kind.COUNTRY, "Narnia", "en", "Narnians"),
]
PRICES = [
    ("12.5", "EUR", "nl", "€ 12,50", True),
    ("12.5", "EUR", "en", "€12.50", True),
    ("12.50", "EUR", "fr", "12,50\u202f€", True),
    ("12.5", "EUR", "nl", "12,50 euro", True),
    ("12.00", "EUR", "de", "12,00 EUR", True),
    ("12", "EUR", "nl", "€ 12,-", True),
    ("12", "EUR", "nl", "€12", True),
    ("12.99", "USD", "en", "$12.<sup>99</sup>", True),
    ("12.99", "USD", "nl", "US$ 12,99", True),
    ("1800", "JPY", "ja", "1,800円", True),
    ("1800", "JPY", "ja", "￥1,800", True),
    ("12", "EUR", "nl", "12", False),
    ("12", "EUR", "nl", "$ 12", False),
    ("2", "EUR", "en", "€12", False),
    ("12", "EUR", "en", "€12.50", False),
    ("12", "EUR", "en", "12 European films", False),
]


def _seen(data: bytes) -> Visible:
    return visible(html.page(html.text_of(data)).root)


def _page(language: str, body: str) -> Visible:
    return _seen(f"<html lang='{language}'><meta charset=utf-8><body>{body}".encode())


@pytest.mark.parametrize(("kind", "text", "language", "body"), SHOWN)
def test_shown(kind: Kind, text: str, language: str, body: str) -> None:
    """As people of the page's language write it."""
    assert shown(Value(kind, text), _page(language, body))


@pytest.mark.parametrize(("kind", "text", "language", "body"), NOT_SHOWN)
def test_not_shown(kind: Kind, text: str, language: str, body: str) -> None:
    """A part of something else, something else, or in another language: of a country alone any language counts."""
    assert not shown(Value(kind, text), _page(language, body))


@pytest.mark.parametrize(("amount", "currency", "language", "body", "expected"), PRICES)
def test_price(amount: str, currency: str, language: str, body: str, expected: bool) -> None:
    """The amount and the mark of its currency, on either side."""
    assert shown(Value(Kind.PRICE, amount, currency=currency), _page(language, body)) == expected


def test_a_page_that_does_not_say_its_language_is_read_as_english() -> None:
    """Nothing is guessed."""
    page = _seen(b"<p>1 hr 45 min, September 1, 2023, 7.5")
    values = [Value(Kind.DURATION, "PT1H45M"), Value(Kind.DATE, "2023-09-01"), Value(Kind.NUMBER, "7.5")]
    assert unseen(values, page) == []


def test_a_text_in_another_language_than_the_page_is_not_missed() -> None:
    """The others are; so is one that does not say its language."""
    values = [Value(Kind.TEXT, "België", said) for said in ("nl", "nl-BE", "fr", "")]
    assert unseen(values, _page("NL", "Belgium")) == [values[0], values[1], values[3]]


@given(st.sampled_from(LANGUAGES), st.integers(1, 86400))
def test_durations_in_every_language(language: str, seconds: int) -> None:
    """As our own pages write them."""
    hours, rest = divmod(seconds, 3600)
    parts = zip((hours, *divmod(rest, 60)), "HMS", strict=True)
    text = "PT" + "".join(f"{count}{unit}" for count, unit in parts if count)
    assert shown(Value(Kind.DURATION, text), _page(language, forms.duration(text, language)))


@pytest.mark.slow
@given(st.sampled_from(LANGUAGES), st.dates(date(1870, 1, 1)))
def test_days_in_every_language(language: str, day: date) -> None:
    """As our own pages write them, alone and with a time; the day before and the day after are others."""
    page = _page(language, forms.day(day.isoformat(), language))
    moment = f"{day}T20:30:00+02:00"
    assert shown(Value(Kind.DATE, day.isoformat()), page)
    assert shown(Value(Kind.DATE, moment), _page(language, forms.moment(moment, language)))
    # The first to the twelfth of a month may be read as a month.
    if 14 <= day.day <= 27:
        others = (day.replace(day=day.day + step).isoformat() for step in (-1, 1))
        assert not any(shown(Value(Kind.DATE, other), page) for other in others)


@given(
    st.sampled_from(LANGUAGES),
    st.decimals(0, 10**9, places=2),
    st.sampled_from(["EUR", "USD", "GBP", "CHF"]),
)
@example("or", Decimal("100000.00"), "EUR")
def test_amounts_in_every_language(language: str, amount: Decimal, currency: str) -> None:
    """As CLDR writes them."""
    spoken = forms.locale(language)
    number, price = format_decimal(amount, locale=spoken), format_currency(amount, currency, locale=spoken)
    assert shown(Value(Kind.NUMBER, str(amount)), _page(language, number))
    assert shown(Value(Kind.PRICE, str(amount), currency=currency), _page(language, price))


@given(st.sampled_from(list(Kind)), st.text(max_size=20), st.sampled_from(["en", "nl", "ja", ""]))
def test_whatever_the_markup_states(kind: Kind, text: str, language: str) -> None:
    """It is shown or not; nothing fails."""
    assert shown(Value(kind, text, currency="EUR"), _page(language, "1 film")) in (True, False)


def _word(number: int) -> str:
    return "".join(chr(ord("A") + number // 26**place % 26) for place in range(3))


def _day(number: int) -> str:
    return (date(1000, 1, 1) + timedelta(number)).isoformat()


# So many values of a page that shows little of them and much that looks like them.
MANY: dict[str, Callable[[int], tuple[Kind, list[str], str]]] = {
    "names": lambda n: (Kind.TEXT, [f"The Same Beginning {i}" for i in range(n)], "The Same Beginning " * n),
    "names in each other": lambda n: (Kind.TEXT, ["a " * i for i in range(1, int(n**0.5))], "a " * n),
    "names that begin within": lambda n: (Kind.TEXT, ["b" * (2 * i + 1) for i in range(int(n**0.5))], "bb " * n),
    "a long name": lambda n: (Kind.TEXT, ["a" * 10 * n + "b"], "a" * 10 * n + " a" * n),
    "numbers": lambda n: (Kind.NUMBER, [str(number) for number in range(n)], "1,1." * n),
    "numbers apart": lambda n: (Kind.NUMBER, [str(-number) for number in range(n)], "-1 " * n),
    "a long number": lambda n: (Kind.NUMBER, ["0." + "1" * 10 * n], "1" * 10 * n),
    "prices": lambda n: (Kind.PRICE, [str(number) for number in range(n)], "€ 1,- " * n),
    "days in words": lambda n: (Kind.DATE, list(map(_day, range(n))), "1 May 1 May 2023" * n),
    "days in numbers": lambda n: (Kind.DATE, list(map(_day, range(n))), "1.9.2022" * n),
    "moments": lambda n: (Kind.DATE, [f"{_day(i)}T20:30:00Z" for i in range(n)], "9 October at 20:30 " * n),
    "months": lambda n: (Kind.DATE, [f"{i:04}-09" for i in range(n)], "9/" * n),
    "durations": lambda n: (Kind.DURATION, [f"PT{i}M" for i in range(n)], "1h2 min 1:2" * n),
    "countries": lambda n: (Kind.COUNTRY, [("BE", "FR")[i % 2] for i in range(n)], " ".join(map(_word, range(4 * n)))),
    "languages": lambda n: (Kind.LANGUAGE, [f"en-x-{i}" for i in range(n)], " ".join(map(_word, range(n)))),
}


@pytest.mark.parametrize("kind", MANY)
def test_many_values_on_a_long_page(kind: str, linear: Callable[..., bool]) -> None:
    """The page is read once, and not for each value."""

    def work(size: int) -> None:
        what, texts, body = MANY[kind](size)
        unseen((Value(what, text, currency="EUR" if what == Kind.PRICE else "") for text in texts), _page("en", body))

    assert linear(work, 500)


def test_many_currencies(linear: Callable[..., bool]) -> None:
    """Nor is it for each currency of one price."""

    def work(size: int) -> None:
        unseen((Value(Kind.PRICE, "1", currency=_word(i)) for i in range(size)), _page("en", "ZZZ 1 €" * size))

    assert linear(work, 500)


KINDS = {
    "duration": Kind.DURATION,
    **dict.fromkeys(("dateCreated", "datePublished", "dateModified"), Kind.DATE),
    **dict.fromkeys(("inLanguage", "subtitleLanguage"), Kind.LANGUAGE),
    **dict.fromkeys(("name", "alternateName", "description", "text", "creditText", "genre", "award"), Kind.TEXT),
}
SCRIPT = re.compile(rb'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


def _stated(node: Any) -> Iterator[Value]:
    """The values of our own markup; in which language a page is, it does not say to its readers."""
    if isinstance(node, list):
        for member in node:
            yield from _stated(member)
    elif isinstance(node, dict):
        of_page = "Page" in node.get("@type", "") or node.get("@type") == "WebSite"
        for key, said in node.items():
            kind = None if of_page and key == "inLanguage" else KINDS.get(key)
            for each in said if isinstance(said, list) else [said]:
                if isinstance(each, dict) and "@value" in each:
                    yield Value(Kind.TEXT, each["@value"], each.get("@language", ""))
                elif isinstance(each, dict):
                    yield from _stated(each)
                elif kind:
                    yield Value(kind, each)


@pytest.fixture(scope="module")
def ours(example: Path) -> dict[str, tuple[bytes, list[Value]]]:
    """Our own pages, with what their markup states."""
    pages = {}
    for path in sorted(example.rglob("index.html")):
        data = path.read_bytes()
        if found := SCRIPT.search(data):
            pages[path.relative_to(example).as_posix()] = (data, list(_stated(json.loads(found[1]))))
    return pages


@pytest.mark.slow
def test_our_own_pages_show_what_their_markup_states(ours: dict[str, tuple[bytes, list[Value]]]) -> None:
    """All of it, in both languages; in CPU time, a thousand pages take less than a minute."""
    before = time.process_time()
    seen = {path: unseen(values, _seen(data)) for path, (data, values) in ours.items()}
    assert time.process_time() - before < 60 * len(ours) / 1000
    assert {path: values for path, values in seen.items() if values} == {}
    kinds = Counter(value.kind for _, values in ours.values() for value in values)
    assert len(ours) > 2000 and kinds.keys() == set(KINDS.values()) and min(kinds.values()) > 50


def test_one_page_does_not_show_what_another_states(ours: dict[str, tuple[bytes, list[Value]]]) -> None:
    """Of a film on the page of another, what they have in common is seen and nothing else."""
    data, own = ours["film/all-of-us-strangers-2023/index.html"]
    other = ours["nl/film/aftersun-2022/index.html"][1]
    missed = set(unseen(other, _seen(data)))
    assert {Value(Kind.DATE, "2022"), Value(Kind.TEXT, "Aftersun")} <= missed
    assert missed.isdisjoint(own)
