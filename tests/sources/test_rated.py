"""Ratings by age and by viewers behind the labels of pages."""

import tomllib
from pathlib import Path
from typing import Any

import msgspec
import pytest

from kg.model.record import Record
from kg.sources import guess, rated, read
from kg.sources.lexicon import senses
from kg.sources.rated import announced, stated

LABELS = [
    ("FSK", "certificates", "FSK"),
    ("FSK-Freigabe:", "certificates", "FSK"),
    ("Altersfreigabe", "certificates", ""),
    ("Leeftijdsclassificatie", "certificates", ""),
    ("Kijkwijzer", "certificates", "Kijkwijzer"),
    ("MPAA rating", "certificates", "MPAA"),
    ("IMDb", "ratings", "IMDb"),
    ("Рейтинг IMDb", "ratings", "IMDb"),
    ("Rating", "either", ""),
    ("Metascore", "ratings", "Metacritic"),
    ("Note moyenne", "ratings", ""),
    ("imdb votes", "rating_count", "IMDb"),
    ("letterboxd reviews", "review_count", "Letterboxd"),
]
NO_LABELS = ["", "Number", "IMDb id", "Rating 10", "Altersempfehlung", "Note di regia", "Director", "Year"]


@pytest.mark.parametrize(("label", "what", "whose"), LABELS)
def test_a_label_says_what_and_whose(label: str, what: str, whose: str) -> None:
    """A label names a rating by age or by viewers, and the system or the rater if that is in it."""
    assert announced(label) == (what, whose)


@pytest.mark.parametrize("label", NO_LABELS)
def test_other_labels(label: str) -> None:
    """Identifiers, recommended ages and notes are no ratings."""
    assert announced(label) is None


VALUES: list[tuple[str, str, dict[str, Any]]] = [
    ("FSK", "12", {"certificates": ["FSK 12"]}),
    ("Age rating", "12", {"certificates": ["12"]}),
    ("Certificate", "PG-13 / FSK 12", {"certificates": ["PG-13", "FSK 12"]}),
    ("Rating", "12A", {"certificates": ["12A"]}),
    ("Rating", "ab 12", {"certificates": ["ab 12"]}),
    ("Rating", "12", {}),
    ("Rating", "8.4", {}),
    ("Rating", "7.8/10", {"ratings": [{"value": "7.8/10"}]}),
    ("Certificate", "7,8/10", {"ratings": [{"value": "7,8/10"}]}),
    ("Bewertung", "4.5 von 5", {"ratings": [{"value": "4.5 von 5"}]}),
    ("IMDb", "7.8", {"ratings": [{"value": "7.8", "author": "IMDb"}]}),
    ("IMDb", "tt0123456", {}),
    ("Classification", "Drama", {}),
    ("FSK", "7.8/10", {}),
    ("Note", "With live music.", {}),
    ("Note", "X", {}),
]


@pytest.mark.parametrize(("label", "value", "expected"), VALUES)
def test_the_value_decides(label: str, value: str, expected: dict[str, Any]) -> None:
    """What looks like a certificate is one, and what has a scale a rating; of anything else nothing is said."""
    said = announced(label)
    assert said and stated(said, value) == expected


def test_every_label_is_known() -> None:
    """The readers of pages see as labels all that are listed; they mean no other field."""
    words = tomllib.loads(Path(rated.__file__).with_suffix(".toml").read_text("utf-8"))
    labels = (*words["certificates"], *words["ratings"], *words["either"])
    assert [label for label in labels if senses(label) != ("other",)] == []


PAGE = [
    "Winter Light",
    "",
    "Director: Ann Aerts",
    "Year: 2019",
    "FSK: 12",
    "Age rating: PG-13",
    "IMDb: 7.8/10 (1,200 votes)",
    "Rotten Tomatoes: 81%",
    "Rating: 8.4",
]


@pytest.mark.parametrize("kind", ["txt", "html"])
def test_labels_of_a_page(kind: str, tmp_path: Path) -> None:
    """Each is taken from its label, on a line or in a list; a number without a scale is left over."""
    path = tmp_path / f"a.{kind}"
    pairs = "".join("<dt>{}</dt><dd>{}</dd>".format(*line.split(": ")) for line in PAGE[2:])
    html = f"<!doctype html><html lang=en><body><h1>{PAGE[0]}</h1><dl>{pairs}</dl></body></html>"
    path.write_text(html if kind == "html" else "\n".join([*PAGE, ""]), "utf-8")
    (film,) = (one for one in read(path, guess(path, "festival"), tmp_path) if isinstance(one, Record))
    assert film.certificates == ("FSK 12", "PG-13") and not film.faults
    assert list(msgspec.to_builtins(film.ratings)) == [
        {"value": "7.8", "best": "10", "author": {"name": "IMDb"}, "rating_count": "1200"},
        {"value": "81", "best": "100", "worst": "0", "author": {"name": "Rotten Tomatoes"}},
    ]
