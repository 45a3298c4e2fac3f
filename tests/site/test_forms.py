"""Values as people of a language write them."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model.prefixes import SCHEMA, XSD
from kg.model.profile import Profile
from kg.site import forms
from kg.site.forms import day, duration, language_name, listed, literal, moment, number, percent, size

UNKNOWN = "qqq"  # of this language CLDR knows nothing


@pytest.mark.parametrize(
    ("form", "value", "language", "written"),
    [
        (duration, "PT1H45M", "en", "1 hr 45 min"),
        (duration, "PT1H45M", "nl", "1 uur 45 min"),
        (duration, "PT2H", "nl", "2 uur"),
        (duration, "PT20M", "en", "20 min"),
        (duration, "PT45S", "en", "45 sec"),
        (duration, "PT1H1M1S", "nl", "1 uur 1 min 1 sec"),
        (duration, "PT1H45M", "de", "1 Std. 45 Min."),
        (duration, "PT1H45M", "fr", "1\u202fh 45\u00a0min"),
        *((duration, "PT1H1M1S", language, "1 h 1 min 1 s") for language in ("it", "es", "pt")),
        (duration, "P1D", "en", "P1D"),  # of which no shape lets one pass
        (duration, "PT20M", UNKNOWN, "20 min"),
        (day, "2023-09-01", "en", "September 1, 2023"),
        (day, "2023-09-01", "nl", "1 september 2023"),
        (day, "2023-09-01", "nl-BE", "1 september 2023"),
        (day, "2023-09-01", UNKNOWN, "September 1, 2023"),
        (number, 1234567, "en", "1,234,567"),
        (number, 1234567, "nl", "1.234.567"),
        (number, 0, "nl", "0"),
        (number, 1234567, UNKNOWN, "1,234,567"),
        (percent, 0.256, "en", "26%"),
        (percent, 1, "nl", "100%"),
        (size, 0, "en", "0 bytes"),
        (size, 1, "en", "1 byte"),
        (size, 999, "nl", "999 byte"),
        (size, 1000, "en", "1 kB"),
        (size, 1_234_567, "en", "1.2 MB"),
        (size, 1_234_567, "nl", "1,2 MB"),
        (size, 3_500_000_000, "nl", "3,5 GB"),
        (size, 5_000_000_000_000, "nl", "5.000 GB"),
        (size, 1_234_567, UNKNOWN, "1.2 MB"),
        (size, 1500, "pt", "1,5 kB"),
        (size, 1, "fr", "1\u00a0octet"),
        (listed, ["a"], "en", "a"),
        (listed, ["a", "b"], "nl", "a en b"),
        (listed, ["a", "b", "c"], "en", "a, b, and c"),
        (listed, [], "en", ""),
        (listed, ["Ana", "Pedro"], "es", "Ana y Pedro"),
        (listed, ["Ana", "Pedro", "Inés"], "es-MX", "Ana, Pedro e Inés"),
        (listed, ["Ana", "Íñigo"], "es", "Ana e Íñigo"),
        (listed, ["agua", "hielo"], "es", "agua y hielo"),
        (listed, ["padre", "hijo"], "es", "padre e hijo"),
        (listed, ["Inés"], "es", "Inés"),
        (day, "2023-09-01", "pt", "1 de setembro de 2023"),
        (number, 1234567, "fr", "1\u202f234\u202f567"),
        (language_name, "nl", "en", "Dutch"),
        (language_name, "nl", "nl", "Nederlands"),
        (language_name, "nl-BE", "nl", "Vlaams"),
        (language_name, "sr-Latn", "en", "Serbian (Latin)"),
        (language_name, "zxx", "nl", "geen dialoog"),
        (language_name, "zxx", "pl", "brak treści o charakterze językowym"),
        (language_name, "aaa", "en", "Ghotuo"),  # CLDR does not name it
        (language_name, "zzz", "en", "zzz"),  # nobody does
        (language_name, "nl", UNKNOWN, "Dutch"),
    ],
)
def test_values(form: Callable[[Any, str], str], value: Any, language: str, written: str) -> None:
    """By the data of CLDR; a language that it does not know reads them in English."""
    assert form(value, language) == written


@pytest.mark.parametrize(
    ("text", "language", "written"),
    [
        ("2023-10-12T20:30:00+02:00", "en", "Thursday, October 12, 2023, 8:30\u202fPM"),
        ("2023-10-12T20:30:00+02:00", "nl", "donderdag 12 oktober 2023, 20:30"),
        ("2023-01-01T00:00:00Z", "nl", "zondag 1 januari 2023, 00:00"),
        ("2023-10-12T20:30:00+02:00", UNKNOWN, "Thursday, October 12, 2023, 8:30\u202fPM"),
    ],
)
def test_a_moment_is_told_at_the_clock_of_its_place(text: str, language: str, written: str) -> None:
    """Not at that of the machine that builds, nor at Greenwich."""
    assert moment(text, language).startswith(written)


@pytest.mark.parametrize(
    ("path", "text", "written"),
    [
        ("inLanguage", "fr", "Frans"),
        ("duration", "PT1H", "1 uur"),
        ("datePublished", "2023-09-01", "1 september 2023"),
        ("dateCreated", "2023", "2023"),
        ("name", "2023", "2023"),
    ],
)
def test_the_field_says_how_a_value_is_written(plan: Profile, path: str, text: str, written: str) -> None:
    """By its datatype, or by what its values are; a year has no thousands."""
    field = next(field for field in plan.by_class[SCHEMA + "Movie"].fields if field.path == SCHEMA + path)
    assert literal(field, text, "nl") == written


@pytest.mark.parametrize(("language", "written"), [("en", "yes"), ("nl", "ja"), ("fr", "oui"), ("pt", "sim")])
def test_what_is_so_or_not_is_said_in_words(language: str, written: str, plan: Profile) -> None:
    """A field of xsd:boolean has no `true` for a reader."""
    field = next(field for field in plan.by_class[SCHEMA + "Movie"].fields if field.path == SCHEMA + "name")
    assert literal(replace(field, datatype=f"{XSD}boolean"), "true", language) == written


@given(
    st.from_regex(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?", fullmatch=True),
    st.sampled_from(["en", "nl"]),
)
def test_every_tag_that_passes_the_gate_has_a_name(tag: str, language: str) -> None:
    """Whatever the language is."""
    assert language_name(tag, language)


@given(st.integers(0, 10**18), st.sampled_from(["en", "nl", "ar", "hi", UNKNOWN]))
def test_every_number_is_written(count: int, language: str) -> None:
    """As a count and as a size, in every script."""
    assert number(count, language) and size(count, language)


@given(st.from_regex(r"[A-Za-z]{0,9}(-[A-Za-z0-9]{0,9}){0,3}", fullmatch=True))
def test_every_language_has_a_locale(language: str) -> None:
    """Whatever a catalogue says that its languages are."""
    assert forms.locale(language).language
