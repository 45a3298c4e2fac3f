"""The general reader: what French and German pages have that others seldom do."""

from pathlib import Path
from typing import Any

import msgspec
import pytest

from kg.model.record import Fault, Record
from kg.sources import guess, read


def film(text: str, folder: Path) -> dict[str, Any]:
    """The record of a page, people and companies by their names; of a page without one its fault alone."""
    path = folder / f"page.{'html' if text.startswith('<') else 'txt'}"
    path.write_text(text, "utf-8")
    (found,) = read(path, guess(path), folder)
    if isinstance(found, Fault):
        return {"fault": found.reason}
    assert isinstance(found, Record)
    record: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(found))
    return {field: _plain(value) for field, value in record.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, list):
        return [one.get("name", one) if isinstance(one, dict) else one for one in value]
    return value


LISTS: list[tuple[str, dict[str, Any]]] = [
    # A label with a colon, or a heading, has its value below.
    (
        "<title>Le pont</title><h1>Le pont</h1><h5>Équipe</h5><p>Textes :<br>Anna Smith</p><p>Montage :<br>Eva Po</p>"
        "<p>Musique :<br>Uma Lang</p><p>Étalonnage :<br>le labo du pont…</p>",
        {"editors": ["Eva Po"], "composers": ["Uma Lang"]},
    ),
    # Where festivals are is no country of the film.
    (
        "Die Brücke\nRegie: Anna Smith\nDauer: 90 Minuten\nFestivals\nKurzfilmtage (Köln, Deutschland)\n"
        "Ein langes Wochenende (Wien, Österreich)\nFilm Days (Oslo, Norwegen)\n",
        {"directors": ["Anna Smith"], "countries": None},
    ),
]


@pytest.mark.parametrize(("text", "stated"), LISTS)
def test_lists(text: str, stated: dict[str, Any], tmp_path: Path) -> None:
    """Lists below labels and headings."""
    found = film(text, tmp_path)
    assert {field: found.get(field) for field in stated} == stated
