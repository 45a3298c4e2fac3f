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


PEOPLE: list[tuple[str, dict[str, Any]]] = [
    # Who made it and who plays, in one line.
    (
        "Die Brücke\nDE 2018, 125 Min., von Anna Smith mit Uma Lang, Tom Kurz, Eva Po\n",
        {"directors": ["Anna Smith"], "cast": ["Uma Lang", "Tom Kurz", "Eva Po"], "year": 2018},
    ),
    (
        "LE PONT\nDurée : 1h57\nDE Anna Smith, Lou Roy AVEC Uma Lang, Tom Kurz\nFRANCE - 2019\n",
        {"directors": ["Anna Smith", "Lou Roy"], "cast": ["Uma Lang", "Tom Kurz"], "year": 2019},
    ),
    ("Le pont\nFrance - 2020 - 2h14\nde\n\nAnna Smith\n\navec : Uma Lang\n", {"directors": ["Anna Smith"]}),
    # `Casting` is the cast where several people are named, and whom they play is nobody.
    (
        "Le pont\nRéalisation : Anna Smith\nCasting\nUma LANG - Josette\nTom KURZ - Gédéon\nEva POE - Mary Shelley\n",
        {"cast": ["Uma Lang", "Tom Kurz", "Eva Poe"], "other_credits": None},
    ),
    (
        "Le pont\nRéalisation : Anna Smith\nAvec : Uma Lang\nCasting : Tom Kurz, Eva Po, Lou Roy\n",
        {
            "cast": ["Uma Lang"],
            "other_credits": {"Casting": [{"name": "Tom Kurz"}, {"name": "Eva Po"}, {"name": "Lou Roy"}]},
        },
    ),
    (
        "Le pont\nRéalisation : Anna Smith\nAvec :\nUma Lang – la sorcière\nTom Kurz – le conteur du village\n",
        {"cast": ["Uma Lang", "Tom Kurz"]},
    ),
    # A row of a table whose label is not known is one all the same.
    (
        "Titel | Die Brücke |\nJahr | 2014 |\nLand | Deutschland |\n"
        "Besatzung | Anna Smith (Regie), Tom Kurz (Kamera) |\n"
        "Stichwort | das Kino und die Stadt |\nSprache | Deutsch |\n",
        {"title": "Die Brücke", "directors": ["Anna Smith"], "cinematographers": ["Tom Kurz"], "languages": ["de"]},
    ),
    # A nickname, and a label said again, are no part of a name; performers are a cast.
    (
        "Le pont\nRéalisation : Anna Smith\nInterprètes :\nDanseurs\nUma Lang aka Junior Bo\nTom Kurz, dit « Braga »\n"
        "Musique :\nCompositrice Eva Poe\n",
        {"cast": ["Uma Lang", "Tom Kurz"], "composers": ["Eva Poe"]},
    ),
    # `Avec` below a heading for the production: its partners. Co-producers and roles are no companies.
    (
        "<title>Le pont</title><h1>Le pont</h1><p>Réalisation : Anna Smith</p><h5>Production</h5>"
        "<p>Une coproduction<br>L’image d’avant<br>Lou Roy</p>"
        "<p>Secrétaire de production Eva Poe<br>En coproduction avec ARTE France</p>"
        "<p>Avec :<br>Le CNC<br>Ciclic-Région Centre</p>",
        {"cast": None, "production_companies": ["L’image d’avant"], "producers": ["Lou Roy"]},
    ),
]


@pytest.mark.parametrize(("text", "stated"), PEOPLE)
def test_people(text: str, stated: dict[str, Any], tmp_path: Path) -> None:
    """Who made a film and who plays in it."""
    found = film(text, tmp_path)
    assert {field: found.get(field) for field in stated} == stated


HEADS: list[tuple[str, dict[str, Any]]] = [
    # The year beside the director, or beside the kind of the film.
    ("Le pont\nAnna Smith — 2017\nRéalisation : Anna Smith\nDurée : 47 minutes\n", {"year": 2017}),
    ("Le pont\nUn film de Anna Smith\nLong métrage - 2002\nMontage : Eva Po\n", {"year": 2002}),
    ("Le pont\nTom Kurz — 2017\nRéalisation : Anna Smith\nMontage : Eva Po\n", {"year": None}),
    # What is no title, and a title that has the form of a sentence.
    ("Die Brücke (D 1992)\n\narte.tv\n\nRegie: Anna Smith\nJahr: 1992\n", {"title": "Die Brücke"}),
    (
        "Die Brücke\nSehenswert ab 14.\nDrama | Deutschland 2017 | 75 Minuten\nRegie: Anna Smith\n",
        {"title": "Die Brücke"},
    ),
    (
        "<title>Nuit, notes sur la mélodie des choses - Film</title><h1>Nuit, notes sur la mélodie des choses</h1>"
        "<p>VOD VF</p><p>Réalisation : Anna Smith</p><p>Durée : 52 minutes</p>",
        {"title": "Nuit, notes sur la mélodie des choses"},
    ),
    ("DEFA-Klassiker\n\nDie Brücke\n\nRegie: Anna Smith\nDarsteller: Uma Lang\n", {"title": "Die Brücke"}),
    (
        "Film 20 - 30 Jahre\n\nSchwarz-Weiß, Dokumentarfilm\nDDR\n1976\nKamera: Tom Kurz\n",
        {"title": "Film 20 - 30 Jahre", "genres": ["Dokumentarfilm"]},
    ),
    (
        "FR | EN\nFrance - 2020 - 2h14\nRéalisation : Anna Smith\n",
        {"title": None},
    ),
]


@pytest.mark.parametrize(("text", "stated"), HEADS)
def test_heads(text: str, stated: dict[str, Any], tmp_path: Path) -> None:
    """Titles and years at the head of a page."""
    found = film(text, tmp_path)
    assert {field: found.get(field) for field in stated} == stated


VALUES: list[tuple[str, dict[str, Any]]] = [
    ("Le pont\nRéalisation : Anna Smith\nNationalité : américain, français\n", {"countries": ["US", "FR"]}),
    ("Die Brücke\nRegie: Anna Smith\nNationalität: italienisch\n", {"countries": ["IT"]}),
    ("Le pont\nRéalisation : Anna Smith\nDurée : 10 épisodes de 20 minutes\n", {"duration": None}),
    ("Die Brücke\nRegie: Anna Smith\nLänge: 1 x 52 Min.\n", {"duration": "PT52M"}),
    ("Le pont\nRéalisation : Anna Smith\nSortie : 2004\n", {"year": 2004, "release_date": None}),
    ("Le pont\nRéalisation : Anna Smith\nSortie : 2004\nAnnée : 2003\n", {"year": 2003}),
    ("Le pont\nRéalisation : Anna Smith\nLieux de production : Canada, France\n", {"countries": ["CA", "FR"]}),
    ("Le pont\nAnna Smith et Lou Roy — 2024\nRéalisation : Anna Smith & Lou Roy\n", {"year": 2024}),
]


@pytest.mark.parametrize(("text", "stated"), VALUES)
def test_values(text: str, stated: dict[str, Any], tmp_path: Path) -> None:
    """What values say."""
    found = film(text, tmp_path)
    assert {field: found.get(field) for field in stated} == stated


@pytest.mark.parametrize(("declared", "language"), [(' lang="fr-FR"', "fr"), ("", "en"), (' lang="xx"', "en")])
def test_texts_of_markup(declared: str, language: str, tmp_path: Path) -> None:
    """A text of markup that names no language has the one that its page declares."""
    said = '{"@context":"https://schema.org","@type":"Movie","name":"Le pont","description":"Une femme marche."}'
    page = f'<!doctype html><html{declared}><script type="application/ld+json">{said}</script><h1>Le pont</h1>'
    assert film(page, tmp_path)["descriptions"] == {language: "Une femme marche."}


SEVERAL = [
    # Programmes: by the directors, or by the casts.
    "".join(
        f"<h3>Mercredi {day} avril - 19h</h3><h3>Le club</h3><p>Réalisation : {name}</p><p>Montage : Eva Poe</p>"
        for day, name in ((2, "Anna Smith"), (9, "Lou Roy"), (16, "Tom Kurz"))
    ),
    "".join(
        f"<p>{place}</p><p>1h 40min</p><p><span>Avec</span> <span>{name}</span></p>"
        for place, name in (("1", "Uma Lang"), ("2", "Lou Roy"), ("3", "Tom Kurz"), ("4", "Eva Poe"))
    ),
]


BRIEF = [
    # Nothing is said of each but by whom it is, and the year, length or country.
    "Achttausend\nD 2013, 19 Min., Regie: Anna Smith\nZwei Menschen hausen in einer Kellerwohnung.\nKuchen essen\n"
    "D 2011, 16 Min., Regie: Lou Roy\nMan wird geboren, man lebt.\nBuumes\nCH 2012, 17 Min., Regie: Tom Kurz\n",
    "„Zeiten“\nSpielfilm, BRD, 2016, Regie: Anna Smith\nDarsteller: Uma Lang, Eva Poe\nBerlin im Herbst.\n„Die Sache“\n"
    "Krimi, 1972, 100 Min.; Regie: Lou Roy\nDarsteller: Tom Kurz\nBerlin im Jahr 1948.\n„Für die Liebe“\n"
    "Jugendfilm, DDR, 1974, 83 Min., FSK 0, Regie: Uma Lang\nDarsteller: Eva Poe, Lou Roy\nSie hilft.\n",
    "Films à l'affiche\n\nRéalisation : Anna Smith\nRéalisation : Lou Roy\nRéalisation : Tom Kurz\n",
]


@pytest.mark.parametrize("text", BRIEF)
def test_lists_of_films(text: str, tmp_path: Path) -> None:
    """A list of films has none of them, whatever stands above it."""
    assert "several films" in film(text, tmp_path)["fault"]


@pytest.mark.parametrize("listed", SEVERAL)
def test_pages_of_several_films(listed: str, tmp_path: Path) -> None:
    """A page of several films that has no title of one has none of them."""
    assert (
        "several films" in film(f"<!doctype html><title>Programme</title><h1>Programme</h1>{listed}", tmp_path)["fault"]
    )


BLOCKS: list[tuple[str, dict[str, Any]]] = [
    # Of what several places state, what stands among most other facts is the film's.
    (
        "<h2>Autre pont</h2><p>Lou Roy</p><p>Pays : Italie</p><p>Voir la programmation</p><p>Compétition</p>"
        "<p>Photos</p><p>Horaires</p><h2>Le pont</h2><p>Réalisé par : Anna Smith</p><p>Année : 2014</p>"
        "<p>Pays : France</p><p>Durée : 70 minutes</p>",
        {"countries": ["FR"], "directors": ["Anna Smith"]},
    ),
    # Another original title is of another film.
    (
        "Die Brücke (2002)\n\nRegie: Anna Smith\nOriginaltitel: The Bridge\nGenre: Animation\n\n"
        "Ein Mann geht am Abend nach Hause.\n\n"
        "Das Meer (2002)\n\nRegie: Lou Roy\nOriginaltitel: The Sea\nGenre: Drama\n",
        {"title": "Die Brücke", "alternate_titles": ["The Bridge"], "directors": ["Anna Smith"]},
    ),
    # Two names that ran together in one place, and stand apart in another.
    (
        "Le pont\nRéalisation | Lou Roy |\nScénario |\nUma Lang Tom Kurz |\nPays de production |\nItalie France |\n"
        "Durée | 90 minutes |\n\nFiche technique\n- Scénario : Uma Lang, Tom Kurz\n",
        {"screenwriters": ["Uma Lang", "Tom Kurz"], "countries": ["IT", "FR"]},
    ),
    # A company, and who works there.
    (
        "<title>Le pont</title><h1>Le pont</h1><p>Réalisation : Anna Smith</p><h5>Production</h5>"
        "<p><b>L’image d’avant</b> Lou Roy Tom Kurz Poe</p><p>Avec : Le CNC, Uma Lang</p>",
        {"production_companies": ["L’image d’avant"], "cast": None},
    ),
    # Labels without colons between dashes, and a title with its director above facts.
    (
        "TRAVIATA\nProduction Sol Films\nScénario Anna Smith\n\n"
        "Durée 03’00 – Catégorie Animation – Pays France – Année 1993\n",
        {"duration": "PT3M", "countries": ["FR"], "year": 1993},
    ),
    (
        "Le Concours\nAnna Smith\n27 sept. 2023\nLe Concours, Anna Smith\nFrance, 2016, couleur, 2 h\n",
        {"title": "Le Concours", "directors": ["Anna Smith"], "year": 2016},
    ),
    # Régie is no Regie.
    (
        "Le pont\nRéalisation : Anna Smith\nRégie : Lou Roy\nRÉGIE : Tom Kurz\nMontage : Eva Poe\n",
        {"directors": ["Anna Smith"]},
    ),
]


@pytest.mark.parametrize(("text", "stated"), BLOCKS)
def test_blocks(text: str, stated: dict[str, Any], tmp_path: Path) -> None:
    """Which of several places counts."""
    found = film(text, tmp_path)
    assert {field: found.get(field) for field in stated} == stated
