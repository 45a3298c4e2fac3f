"""What a page calls its film: one title, others beside it, and none where nothing on the page says which."""

from pathlib import Path

import pytest

from kg.model.record import Record
from kg.sources import guess, read

CREDITS = "Director: Anna Berg\nCast: Eva Falk, Gil Holm\n\nA woman comes back to the village and knows nobody there.\n"


def _film(text: str, folder: Path) -> Record:
    path = folder / "page.txt"
    path.write_text(text, "utf-8")
    (record,) = (one for one in read(path, guess(path), folder) if isinstance(one, Record))
    return record


@pytest.mark.parametrize(
    "head",
    [
        "Das Lehrerzimmer (The Teachers' Lounge)",
        "Das Lehrerzimmer [The Teachers' Lounge]",
        "Das Lehrerzimmer / The Teachers' Lounge",
        "Das Lehrerzimmer = The Teachers' Lounge",
        "Das Lehrerzimmer aka The Teachers' Lounge",
        "Das Lehrerzimmer A.K.A. The Teachers' Lounge",
        "Das Lehrerzimmer\n(The Teachers' Lounge)",
        "Das Lehrerzimmer\n[The Teachers' Lounge] Germany 2023, 98 min",
        "Das Lehrerzimmer\n(The Teachers' Lounge) Germany 2023, 98 min",
        "Das Lehrerzimmer\nThe Teachers' Lounge, Germany 2023, 98 min",
        "Das Lehrerzimmer\n„The Teachers' Lounge“, Germany 2023, 98 min",
        "Das Lehrerzimmer\nOT: The Teachers' Lounge",
        "Das Lehrerzimmer\nOT: The Teachers' Lounge, Germany 2023, 98 min",
        "Das Lehrerzimmer\nOriginal title: The Teachers' Lounge – Germany 2023 – 98 min",
        "Das Lehrerzimmer\nOriginal title: The Teachers' Lounge (Germany 2023, 98 min)",
    ],
)
def test_other_titles(head: str, tmp_path: Path) -> None:
    """Another title stands beside or below the first, in quotes or brackets, or behind a label; before facts."""
    record = _film(f"{head}\n\n{CREDITS}", tmp_path)
    assert (record.title, record.alternate_titles) == ("Das Lehrerzimmer", ("The Teachers' Lounge",))
    assert (record.year, record.duration) == ((2023, "PT1H38M") if "2023" in head else (None, None))


@pytest.mark.parametrize("title", ["Paris, Texas", "Guilty – Not Guilty", "1917", "Germany, Year Zero", "Love, 2.0"])
def test_titles_with_marks_are_whole(title: str, tmp_path: Path) -> None:
    """A comma or a dash in a title is no place where facts begin."""
    record = _film(f"Original title: {title}\nYear: 2019\nDirector: Anna Berg\n", tmp_path)
    assert record.title == title


@pytest.mark.parametrize(
    "heading",
    [
        "Resumen",
        "Základní informace",
        "Promítací časy",
        "Entretiens",
        "Pressestimmen",
        "Kuvagalleria",
        "Фотографии",
        "Πληροφορίες",
        "Réservez",
        "Curiosità",
        "Engelska",
        "Praktische informatie",
    ],
)
def test_headings_of_parts_are_no_titles(heading: str, tmp_path: Path) -> None:
    """A page whose title is missing begins with the heading of a part of it: there is no title."""
    assert _film(f"{heading}\n\n{CREDITS}", tmp_path).title is None


@pytest.mark.parametrize("kind", ["Feature Film", "Spielfilm", "Court métrage", "Lungometraggio", "Kortfilm"])
def test_the_director_below_the_title(kind: str, tmp_path: Path) -> None:
    """Who stands below the title, above the kind of film, made it, though no label says so."""
    record = _film(f"Das Lehrerzimmer\n\nAnna Berg\n\n{kind}\n\nDas Lehrerzimmer runs on Sunday.\n", tmp_path)
    assert (record.title, [one.name for one in record.directors]) == ("Das Lehrerzimmer", ["Anna Berg"])


def test_the_name_of_a_series_above_the_title(tmp_path: Path) -> None:
    """Of two lines, of which the page says only the lower again, the upper is not taken for the title."""
    text = "In The Lounge a woman comes back. The Lounge was shown in Cannes, and The Lounge won.\n"
    record = _film(f"The Nordic Way\n\nThe Lounge\n\nDirector: Anna Berg\nCast: Eva Falk\n\n{text}", tmp_path)
    assert record.title != "The Nordic Way"
