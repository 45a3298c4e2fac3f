"""The forms in which titles, names and companies are compared."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.graph.identity import forms, names

# Titles that are one; a line each.
SAME_TITLES = [
    ("The Sea", "Sea, The"),
    ("The Sea", "Sea"),
    ("L'Avventura", "Avventura, L'"),
    ("Das Boot", "Boot"),
    ("Fast & Furious", "Fast and Furious"),
    ("Fanny och Alexander", "Fanny & Alexander"),
    ("Rocky II", "Rocky 2"),
    ("Rocky V", "Rocky 5"),
    ("Twelve Angry Men", "12 Angry Men"),
    ("Die sieben Samurai", "Die 7 Samurai"),
    ("Augure (Omen)", "Omen"),
    ("Omen", "Augure [Omen]"),
    ("Amélie", "Amelie"),
    ("Smørrebrød", "Smorrebrod"),
    ("Żółć", "Zolc"),
    ("Face/Off", "Face Off"),
    ("Nosferatu (restored)", "Nosferatu"),
]
OTHER_TITLES = [
    ("Rocky II", "Rocky III"),
    ("Rocky", "Rocky II"),
    ("Alien", "Aliens"),
    ("A Star", "A Star Is Born"),
    ("千と千尋の神隠し", "もののけ姫"),
]


@pytest.mark.parametrize(("one", "other"), SAME_TITLES)
def test_titles_that_have_a_form_in_common(one: str, other: str) -> None:
    """Articles, conjunctions, numbers, brackets and accents make no other title."""
    assert forms.titles([one]) & forms.titles([other])


@pytest.mark.parametrize(("one", "other"), OTHER_TITLES)
def test_titles_that_have_none(one: str, other: str) -> None:
    """Parts, plurals and beginnings are other titles."""
    assert not forms.titles([one]) & forms.titles([other])


@given(st.lists(st.text(), max_size=3))
def test_forms_are_found_in_any_text(stated: list[str]) -> None:
    """Whatever a title is, its forms are no empty ones, and do not depend on case."""
    found = forms.titles(stated)
    assert "" not in found and all(form == form.strip() for form in found)


COMPANIES = [
    ("Acme Ltd.", "Acme"),
    ("Acme, Inc.", "The Acme Company"),
    ("ACME GmbH", "Acme GmbH & Co. KG"),
    ("Nordisk Film A/S", "Nordisk Film"),
    ("Wüste Film S.r.l.", "Wuste Film"),
]


@pytest.mark.parametrize(("one", "other"), COMPANIES)
def test_companies_that_are_one(one: str, other: str) -> None:
    """What the law adds to a name, and an article before it, make no other company."""
    assert forms.company(one) == forms.company(other)


@pytest.mark.parametrize("name", ["Ltd.", "The", "Co", "!!!", "SA Film", "The Co."])
def test_a_company_keeps_a_name(name: str) -> None:
    """A name is never all taken away, unless it has no letter."""
    assert bool(forms.company(name)) == any(map(str.isalnum, name))


# Names that one list of credits may have for the other's, and how alike they are.
ALIKE = [
    ("ann lee", "ann lee", names.EQUAL),
    ("bill smith", "william smith", names.FULL),
    ("jamie d ramsay", "jamie ramsay", names.FULL),
    ("pete czernin", "peter czernin", names.FULL),
    ("john smith jr", "john smith", names.FULL),
    ("john q smith", "john quincy smith", names.FULL),
    ("j smith", "john smith", names.INITIAL),
    ("j r smith", "john smith", names.INITIAL),
    ("yves marina gnahoua", "yves marina ganhoua", names.SPELLED),
    ("wong kar wai", "kar wai wong", names.SPELLED),
    ("sergei eisenstein", "sergej eisenstein", names.SPELLED),
    ("андрей тарковский", "andrei tarkovskii", names.SPELLED),
]
DIFFERENT = [
    ("ann lee", "bob lee"),
    ("john a smith", "john b smith"),
    ("j smith", "mary smith"),
    ("j smith", "j jones"),
    ("joel coen", "ethan coen"),
    ("lana wachowski", "lilly wachowski"),
    ("jean pierre dardenne", "luc dardenne"),
]


@pytest.mark.parametrize(("one", "other", "level"), ALIKE)
def test_names_that_may_be_one_persons(one: str, other: str, level: int) -> None:
    """Short forms, middle names, initials, spellings and scripts; and whichever comes first, as much."""
    assert names.alike(one, other) == names.alike(other, one) == level


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_names_of_two_people(one: str, other: str) -> None:
    """Another given name, another middle name, another surname."""
    assert names.alike(one, other) == names.alike(other, one) == names.NOT


@given(st.text(), st.text())
def test_any_two_names_can_be_compared(one: str, other: str) -> None:
    """Whatever the names are, comparing them has one answer, in either order."""
    assert names.alike(forms.plain(one), forms.plain(other)) == names.alike(forms.plain(other), forms.plain(one))
    assert names.alike(one, one) == names.EQUAL
