"""What headers of columns say, in many languages and spellings."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.sources.tables.headers import AFFIXED, KNOWN, MISSPELT, is_known, said
from kg.system.spelling import one_letter_apart

KNOWN_ONES = [
    ("Title", "title"),
    ("Název", "title"),
    ("Название фильма", "title"),
    ("タイトル", "title"),
    ("Réalisateur(s)", "directors"),
    ("Regisseur*in", "directors"),
    ("regisseure", "directors"),
    ("Yönetmen", "directors"),
    ("감독", "directors"),
    ("Režie", "directors"),
    ("Σκηνοθέτης", "directors"),
    ("laenge", "duration"),
    ("laender", "countries"),
    ("Страна", "countries"),
    ("制片国家/地区", "countries"),
    ("País/Año", "countries"),
    ("Land, Jahr", "countries"),
    ("Czas trwania", "duration"),
    ("Elenco", "cast"),
    ("Näyttelijät", "cast"),
    ("sortie", "release_date"),
    ("Storyline", "descriptions"),
    ("novel", "based_on.title"),
    ("credits.cast", "cast"),
    ("itemLabel", "title"),
    ("Regie & Drehbuch", "directors"),
    ("Año estreno", "year"),
    ("Productioncompanies", "production_companies"),
    ("compagnies_production", "production_companies"),
    ("date_sortie", "release_date"),
    ("movie-url", "page"),
    ("Película", "title"),
    ("영화", "title"),
]
AFFIXED_ONES = [
    ("duration_mins", "duration"),
    ("director_names", "directors"),
    ("poster_url", "images"),
    ("Star 2", "cast"),
    ("actor_3_name", "cast"),
    ("Genre1", "genres"),
    ("synopsis_nl", "descriptions.nl"),
    ("main_genre", "genres"),
    ("crew_cast_0", "cast"),
    ("director_raw", "directors"),
    ("alternate_titles_raw", "alternate_titles"),
    ("prod.country.1.en", "countries"),
    ("nome_do_filme", "title"),
    ("电影链接", "page"),
    ("영화감독", "directors"),
]
MISSPELT_ONES = [
    ("Relase", "release_date"),
    ("Directer", "directors"),
    ("Geners", "genres"),
    ("Dauerr", "duration"),
    ("Annodiuscita", "year"),
]
KNOWN_ONES += [
    ("FSK", "certificates"),
    ("Altersfreigabe", "certificates"),
    ("mpaa_rating", "certificates"),
    ("rating", "certificates"),
    ("Bewertung", "ratings"),
    ("imdbRating", "ratings"),
    ("Metascore", "ratings"),
]
UNKNOWN = [
    "", "id", "film_id", "actor_1_facebook_likes", "num_critic_for_reviews", "Watched Date",
    "vote_average", "keywords", "box office", "Visa", "x" * 500, "???", "franchise_id", "gender",
]  # fmt: skip


@pytest.mark.parametrize(
    ("header", "field", "rank"),
    [
        *((header, field, KNOWN) for header, field in KNOWN_ONES),
        *((header, field, AFFIXED) for header, field in AFFIXED_ONES),
        *((header, field, MISSPELT) for header, field in MISSPELT_ONES),
    ],
)
def test_known(header: str, field: str, rank: int) -> None:
    """A header names its field first, and it is told how sure that is."""
    first = said(header)[0]
    assert (first.field, first.rank, bool(first.question)) == (field, rank, rank == MISSPELT)


@pytest.mark.parametrize("header", UNKNOWN)
def test_unknown(header: str) -> None:
    """What is known of no field, or of none of ours, names none."""
    assert not said(header)


@pytest.mark.parametrize("header", ["votes", "imdb votes", "Preis", "status"])
def test_of_no_field(header: str) -> None:
    """What is known to be of no field is not taken for a word that looks like it, nor for the title."""
    assert is_known(header) and not said(header)


def test_what_may_be_several_things() -> None:
    """Where a header has several senses, all are given: the cells decide."""
    assert [one.field for one in said("Production")] == ["countries", "production_companies", "producers"]
    assert {one.field for one in said("image")} == {"images", "cinematographers"}
    assert said("Regie und Buch")[0].also == ("screenwriters",)


def test_numbers() -> None:
    """Columns of one field are told apart by their numbers."""
    assert [said(header)[0].number for header in ("Star1", "Star 10", "actor_2_name", "Cast")] == [1, 10, 2, 0]


APART = [("titel", "title", True), ("relase", "release", True), ("realease", "release", True), ("a", "ab", True),
         ("ab", "ba", True), ("abc", "abd", True), ("abc", "abc", False),
         ("abcd", "ab", False), ("", "a", True)]  # fmt: skip


@pytest.mark.parametrize(("one", "other", "apart"), APART)
def test_one_letter_apart(one: str, other: str, apart: bool) -> None:
    """A letter more, less or other, or two that change places."""
    assert one_letter_apart(one, other) is apart is one_letter_apart(other, one)


@given(st.text(max_size=40))
def test_any_header(header: str) -> None:
    """Whatever a column is called, each field that it may name is given once."""
    fields = [one.field for one in said(header)]
    assert len(fields) == len(set(fields))
