"""Countries by code and by name."""

from typing import Any

import pycountry
import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

from kg.model.values import country, country_names, every_name
from kg.model.values.country import may_begin, spelt_names
from kg.model.values.tables import NAMING
from kg.system.errors import NotUnderstood


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("Belgium", "BE"),
        ("België", "BE"),
        ("Belgique", "BE"),
        ("Belgien", "BE"),
        ("United Kingdom", "GB"),
        ("UK", "GB"),
        ("VK", "GB"),
        ("Groot-Brittannië", "GB"),
        ("USA", "US"),
        ("U.S.A.", "US"),
        ("Verenigde Staten", "US"),
        ("The Netherlands", "NL"),
        ("Czech Republic", "CZ"),
        ("Czechia", "CZ"),
        ("Turkey", "TR"),
        ("Hong Kong", "HK"),
        ("South Korea", "KR"),
        ("Korea, Republic of", "KR"),
        ("Congo - Kinshasa", "CD"),
        ("Democratic Republic of Congo", "CD"),
        ("日本", "JP"),
        ("Kosovo", "XK"),
        ("West Germany", "DE"),
        ("East Germany", "DDDE"),
        ("DDR", "DDDE"),
        ("Soviet Union", "SUHH"),
        ("Sovjet-Unie", "SUHH"),
        ("Tsjecho-Slowakije", "CSHH"),
        ("Yugoslavia", "YUCS"),
        ("Serbia and Montenegro", "CSXX"),
        ("gb", "GB"),
        ("GBR", "GB"),
        ("SUHH", "SUHH"),
        # Signs on cars, sports, and codes that ISO has withdrawn.
        ("D", "DE"),
        ("F", "FR"),
        ("A", "AT"),
        ("I", "IT"),
        ("GER", "DE"),
        ("SUI", "CH"),
        ("SU", "SUHH"),
        ("YU", "YUCS"),
        ("DD", "DDDE"),
        ("SUN", "SUHH"),
        ("YUG", "YUCS"),
        ("CSK", "CSHH"),
        # Old states, in many languages.
        ("ČSSR", "CSHH"),
        ("CSSR", "CSHH"),
        ("Československo", "CSHH"),
        ("Tjeckoslovakien", "CSHH"),
        ("Csehszlovákia", "CSHH"),
        ("Чехословакия", "CSHH"),
        ("BRD", "DE"),
        ("W. Germany", "DE"),
        ("Ö", "AT"),
        ("SLO", "SI"),
        ("RCH", "CL"),
        ("RFA", "DE"),
        ("ФРГ", "DE"),
        ("RDA", "DDDE"),
        ("NDK", "DDDE"),
        ("UdSSR", "SUHH"),
        ("СССР", "SUHH"),
        ("ZSRR", "SUHH"),
        ("Σοβιετική Ένωση", "SUHH"),
        ("Jugosławia", "YUCS"),
        ("Югославия", "YUCS"),
        # Turned round, with and without accents.
        ("Korea (the Republic of)", "KR"),
        ("The Democratic Republic of the Congo", "CD"),
        ("Iran, Islamic Republic of", "IR"),
        ("Saint Kitts & Nevis", "KN"),
        ("St. Vincent & the Grenadines", "VC"),
        ("Macedonia (the former Yugoslav Republic of)", "MK"),
        ("Corée (République de)", "KR"),
        ("Union of Soviet Socialist Republics", "SUHH"),
        ("Haute-Volta", "HVBF"),
        ("Cote d'Ivoire", "CI"),
        ("Allemagne (RFA)", "DE"),
        ("VR China", "CN"),
        ("P.R. China", "CN"),
        ("США", "US"),
        ("ΗΠΑ", "US"),
        ("ABD", "US"),
        ("EE. UU.", "US"),
        ("Stati Uniti d'America", "US"),
        ("Schottland", "GB"),
        ("Inghilterra", "GB"),
        ("香港", "HK"),
        ("Южная Корея", "KR"),
    ],
)
def test_country(raw: str, expected: str) -> None:
    """A country is known by its code and by its name in many languages; one that is gone has four letters."""
    assert country(raw) == expected


@pytest.mark.parametrize(
    "raw",
    [
        "",
        # Words, where a code would be in capitals.
        "den",
        "por",
        "and",
        "per",
        "are",
        "sad",
        "d",
        "CS",
        "Sci-Fi",
        "Dolby Atmos",
        "Austria-Hungary",
        "Germany (France)",
        "Congo",
        "Kongo",
        "Korea",
        "Corée",
        "Europe",
        "EU",
        "UN",
        "ZZ",
        "826",
        "Belg",
        "Belgium, France",
        "Freedonia",
        "\0",
    ],
)
def test_country_not_understood(raw: str) -> None:
    """Names of two countries, of more than countries, and parts of names are refused."""
    with pytest.raises(NotUnderstood):
        country(raw)


@given(raw=st.text() | st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=2, max_size=4))
def test_final(raw: str) -> None:
    """Any text becomes a code that stays as it is, or is not understood."""
    try:
        code = country(raw)
    except NotUnderstood:
        return
    assert country(code) == code


def test_names() -> None:
    """A country has a name in each language that is asked for and known."""
    assert country_names("BE", ["en", "nl", "xx"]) == {"en": "Belgium", "nl": "België"}


@pytest.mark.parametrize("theirs", list(pycountry.countries), ids=lambda theirs: theirs.alpha_2)
def test_the_standard(theirs: Any) -> None:
    """Every code of two and three letters and every name of ISO 3166-1 is known, but `Congo`: two countries have it."""
    said = {value for field, value in theirs if field in {"alpha_2", "alpha_3"} or "name" in field}
    assert {country(one) for one in said - {"Congo"}} == {theirs.alpha_2}


@pytest.mark.parametrize("theirs", list(pycountry.historic_countries), ids=lambda theirs: theirs.alpha_4)
def test_the_standard_of_the_gone(theirs: Any) -> None:
    """Every code of four letters and every name of ISO 3166-3 is known, and the codes of three that are no other's."""
    said = [theirs.alpha_4, theirs.name]
    assert {country(one) for one in said} == {theirs.alpha_4}
    now = pycountry.countries.get(alpha_3=theirs.alpha_3)
    assert country(theirs.alpha_3) == (now.alpha_2 if now else theirs.alpha_4)


def test_names_of_the_gone() -> None:
    """A country that is gone has at least its English name, and often those of other languages."""
    assert country_names("DDDE", ["sv"]) == {"en": "German Democratic Republic"}
    assert country_names("DDDE", ["de"])["de"] == "Deutsche Demokratische Republik"


@pytest.mark.parametrize("code", ["GB", "XK", "SUHH", "CSHH"])
def test_names_are_never_missing(code: str) -> None:
    """Every country has an English name."""
    assert country_names(code, ["en"])["en"]


@pytest.mark.parametrize("language", NAMING)
def test_names_are_those_of_babel(language: str) -> None:
    """The names that are read from its files are those that it gives itself."""
    theirs = dict(Locale.parse(language).territories)
    assert {code: country_names(code, [language])[language] for code in theirs} == theirs


@pytest.mark.parametrize("behind", ["", ", 2021", " 2021 Drama", " (2021)"])
def test_a_text_may_begin_with_any_country(behind: str) -> None:
    """Every name begins a text, and every code in capitals; a word that begins none does not."""
    said = {*spelt_names(), "US", "SUHH", "suhh", "The Netherlands", "Bosnia & Herzegovina", "U.S.A.", "Korea (South)"}
    assert [one for one in sorted(said) if not may_begin(one + behind)] == []
    assert not any(map(may_begin, ["", "The bridge", "El documental", "Film", "in", "2021", "a film by"]))


@pytest.mark.parametrize("code", [country.alpha_2 for country in pycountry.countries] + ["XK", "SUHH", "DDDE", "YUCS"])
def test_every_name(code: str) -> None:
    """A country has names in many languages, and none that is an abbreviation of a few letters."""
    names = every_name(code)
    assert names and not [name for name in names if len(name) < 4 and name.isascii()]
    assert country_names(code, ["en"])["en"] in names


def test_every_name_of_one() -> None:
    """In all languages, and as people write it besides."""
    assert {"Germany", "Deutschland", "Alemania", "Германия", "ドイツ", "west germany"} <= every_name("DE")
