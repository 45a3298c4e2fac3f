"""Structures of pages of film sites in Italian, Dutch and other languages: which film, which of several, which none."""

from pathlib import Path
from typing import Any

import msgspec
import pytest

from kg.model.record import Fault, Record
from kg.sources import guess, read


def read_page(text: str, folder: Path, suffix: str = "txt") -> dict[str, Any] | str:
    """The record of a page, people and companies by their names; the reason where it has none."""
    path = folder / f"page.{suffix}"
    path.write_text(text, "utf-8")
    (found,) = read(path, guess(path), folder)
    if isinstance(found, Fault):
        return found.reason
    assert isinstance(found, Record)
    record: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(found))
    return {field: _plain(value) for field, value in record.items() if field not in ("source", "faults")}


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {role: _plain(names) for role, names in value.items()}
    return (
        [one.get("name", one) if isinstance(one, dict) else one for one in value] if isinstance(value, list) else value
    )


ANNA = {"directors": ["Anna Smith"]}
BOTH = ANNA | {"cast": ["Uma Lang", "Tom Kurz"]}

PAGES: list[tuple[str, dict[str, Any]]] = [
    # A title in small letters, with a word of venues in it, above country and year.
    (
        "La donna che inventò il cinema di montagna\n\nITALIA 2020\nSCHEDA FILM\n\nRegia: Anna Smith\n\nDurata: 58\n",
        ANNA
        | {"title": "La donna che inventò il cinema di montagna"}
        | {"year": 2020, "duration": "PT58M", "countries": ["IT"]},
    ),
    # Labels above values in a list, the first of which is another title.
    (
        "Voor de Zee (2025)\n- Alt titel\n- By the Sea\n- Regie\n- Anna Smith\n- Cast\n- Uma Lang, Tom Kurz\n",
        BOTH | {"title": "Voor de Zee", "alternate_titles": ["By the Sea"], "year": 2025},
    ),
    # One label without a colon among those with one.
    (
        "Het Huis (2002)\n\nRegie: Anna Smith\nHerkomst: Rusland\nGenre Drama/Oorlog\nSpeelduur: 104 minuten\n"
        "Met: Uma Lang, Tom Kurz\n",
        BOTH
        | {
            "title": "Het Huis",
            "year": 2002,
            "duration": "PT1H44M",
            "countries": ["RU"],
            "genres": ["Drama", "Oorlog"],
        },
    ),
    # A page without its title: neither what stands behind the facts nor a label is it.
    (
        "Nederland 2011. Thriller van Anna Smith. Met o.a. Uma Lang en Tom Kurz.\n\nKijkwijzer:\nFIKD\nJaar:\n2011\n",
        BOTH | {"year": 2011, "countries": ["NL"], "genres": ["Thriller"]},
    ),
    (
        "Štáb\n\nBora Dvořák\nHerci\n\nUma Lang\n\nTom Kurz\nDélka: 90 min\n",
        {"cast": ["Uma Lang", "Tom Kurz"], "duration": "PT1H30M"},
    ),
    (
        "Roteiro: Anna Smith; elenco: Uma Lang, Tom Kurz; fotografia: Bo Cy\n"
        "Nenhum comentário:\nPostar um comentário\n",
        {"screenwriters": ["Anna Smith"], "cast": ["Uma Lang", "Tom Kurz"], "cinematographers": ["Bo Cy"]},
    ),
    # Headings glued before a label, and small labels that end a value.
    (
        "FICHA TÉCNICA TÍTULO ORIGINAL: Una casa DURACIÓN: 80 minutos PAÍS: Argentina DIRECCIÓN: Anna Smith\n",
        ANNA | {"title": "Una casa", "duration": "PT1H20M", "countries": ["AR"]},
    ),
    (
        "Il Ponte\nRegia: Anna Smith\nDistribuzione: Lang Pictures censura: 88674 del 17-05-1993\nDurata: h 1.40\n",
        ANNA | {"title": "Il Ponte", "distributors": ["Lang Pictures"], "duration": "PT1H40M"},
    ),
    # Values are not taken from lines that have labels of their own.
    (
        "MOST\nREŻYSERIA:Anna Smith\nCZAS TRWANIA:72\nPRODUKCJA:Polska\nDYSTRYBUCJA:LANG FILM\nNAGRODY:\n",
        ANNA | {"title": "MOST", "duration": "PT1H12M", "countries": ["PL"], "distributors": ["LANG FILM"]},
    ),
    # Whom somebody plays, or who else is listed behind a dash, is none of the label's; one odd word ends no list.
    (
        "Il Ponte\nRegia: Anna Smith\nAttori: Uma Lang - Emma Cole\n",
        ANNA | {"title": "Il Ponte", "cast": ["Uma Lang"]},
    ),
    (
        "De Brug\nRegisseur: Anna Smith - Uma Lang, Tom Kurz, Bo Cyrus - België/Nederland - 2020 - 1 uur 40 minuten\n",
        ANNA | {"title": "De Brug", "year": 2020, "duration": "PT1H40M", "countries": ["BE", "NL"]},
    ),
    (
        "Il Ponte\nRegia: Anna Smith\nCon: Uma Lang, Tom Kurz, Age, Bo Cyrus, Di Eckart\n",
        ANNA | {"title": "Il Ponte", "cast": ["Uma Lang", "Tom Kurz", "Bo Cyrus", "Di Eckart"]},
    ),
    # Who produces, for whom; what is so in one country.
    (
        "Il Ponte\nRegia: Anna Smith\nProduzione: BO CYRUS PER LANG CINEMATOGRAFICA E ISTITUTO LUCE\n"
        "Distribuzione in Argentina: Alto Film SRL\n",
        ANNA
        | {"title": "Il Ponte", "producers": ["Bo Cyrus"], "distributors": ["Alto Film SRL"]}
        | {"production_companies": ["LANG CINEMATOGRAFICA", "ISTITUTO LUCE"]},
    ),
    # Everything on one line, between slashes without spaces.
    (
        "De Zondag\n\nEen verhaal over twee broers.\n\nB/2025/105 min. Van Anna Smith met Uma Lang, Tom Kurz\n",
        BOTH | {"title": "De Zondag", "year": 2025, "duration": "PT1H45M", "countries": ["BE"]},
    ),
    # A genre before who made it; words for others within a bracket.
    (
        "Frankrijk 1999. Drama van Anna Smith. Met o.a. Uma Lang en Tom Kurz.\n",
        BOTH | {"year": 1999, "countries": ["FR"], "genres": ["Drama"]},
    ),
    (
        "Il Ponte\nRegie: Anna Smith (o.a. De Zee, De Toren) - Acteurs: o.a. Uma Lang, Tom Kurz\nDuur: 103 minuten\n",
        BOTH | {"title": "Il Ponte", "duration": "PT1H43M"},
    ),
    # Labels without colons in a line: of people, length and year.
    (
        "The Bridge\nRegie Anna Smith Cast Uma Lang & Tom Kurz Speelduur 108 minuten Jaar 2006\nEen verhaal.\n",
        BOTH | {"title": "The Bridge", "year": 2006, "duration": "PT1H48M"},
    ),
    # Labels that are glued to values, and one that is not, among them.
    (
        "De brug\n\nDe brug\nRegieAnna Smith\nHoofdrollenUma Lang\nTom Kurz\nSpeelduur90 minuten\nLand Nederland\n"
        "MovieMeter-profiel\n",
        BOTH | {"title": "De brug", "duration": "PT1H30M", "countries": ["NL"]},
    ),
    # The genres of the site are none of the film's.
    (
        "COMICO\nANIMAZIONE\nARTI MARZIALI\nAVVENTURA\nAZIONE\nGUERRA\nHORROR\nMUSICALE\nWESTERN\n\n"
        "IL PONTE\n\nIL PONTE\n"
        "GenereCOMMEDIA\nAnno1991\nRegiaANNA SMITH\n",
        {"title": "IL PONTE", "genres": ["COMMEDIA"], "year": 1991, "directors": ["Anna Smith"]},
    ),
    # Films that are announced below.
    (
        "Ciklus filma\n\nMost\n\nRzeka, Poljska, 2022., 122 min.\n\nMost\n\nfeatured\n\n"
        "More\n\nThe Sea, Poljska, 2020., "
        "director: Bo Cyrus\n\nToranj\n\nThe Tower, Poljska, 2021., director: Anna Smith\n",
        {"title": "Most", "alternate_titles": ["Rzeka"], "year": 2022, "duration": "PT2H2M", "countries": ["PL"]},
    ),
    # Who gave the money of which country is no country of the film.
    (
        "A Ponte\nDireção: Anna Smith\nAno: 1995\nColaboração: Casa Um (Brasil) e Film Two (Inglaterra)\n",
        ANNA | {"title": "A Ponte", "year": 1995},
    ),
    # Who writes a page, before its date, is no other title.
    (
        "de brug\n\ndoor | apr 14, 2024\n\nregie: Anna Smith | cast: Uma Lang, Tom Kurz\n",
        BOTH | {"title": "de brug"},
    ),
    (
        "Il Ponte\n\nRegia: Anna Smith\nMasky: Vivienne MacGill, Peter 'Swords' King, Davina Lam\n",
        ANNA
        | {"title": "Il Ponte", "other_credits": {"Masky": ["Vivienne MacGill", "Peter 'Swords' King", "Davina Lam"]}},
    ),
]


@pytest.mark.parametrize(("text", "expected"), PAGES)
def test_pages(text: str, expected: dict[str, Any], tmp_path: Path) -> None:
    """What each structure gives."""
    assert read_page(text, tmp_path) == expected


SEVERAL = [
    "La scripte est la mémoire du film.\n\nNos films\n\nRéalisation : Anna Smith\nRéalisation : Bo Cyrus\n"
    "Réalisation : Di Eckart\n",
    "IL PONTE di Anna Smith\nInterpreti: Uma Lang, Tom Kurz. Distribuzione: Alto Film. Genere: Commedia.\n\n"
    "IL MARE di Bo Cyrus\nInterpreti: Di Ek, Fa Go. Distribuzione: Basso Film. Genere: Commedia.\nUna storia.\n",
    # A programme without headings: most of what is said of a film is said again of the next.
    "IL PONTE da Martedì 16 Settembre\n\nUn film di Anna Smith / ITA / Durata: 105min\n\nUna commedia.\n\n"
    "IL MARE Domenica 28 Settembre\n\nUn film di Bo Cy / ITA / Durata: 170min\n",
    "De Brug - actie\n\nGenre: actie\n\nRegisseur: Anna Smith\n\nCast: Uma Lang, Tom Kurz\n\nDe Zee - familiefilm\n\n"
    "Genre: familiefilm\n\nRegisseur: Bo Cy\n\nCast: Di Ek, Fa Go\n",
    "Le Pont\n3 min – 2020 – USA\nRegista / Director: Anna Smith\nUna storia.\n"
    "14 min – 2020 – Norway\nRegista / Director: Bo Cy\nUna storia.\n",
]


@pytest.mark.parametrize("text", SEVERAL)
def test_a_programme_without_headings(text: str, tmp_path: Path) -> None:
    """It is told to be of several films."""
    found = read_page(text, tmp_path)
    assert isinstance(found, str) and "several films" in found


def test_a_film_with_others_announced(tmp_path: Path) -> None:
    """A page that says more of its film than of the others is about that film."""
    text = (
        "Il Ponte\nItalia 2021, 98'\nRegia: Anna Smith\nCon: Uma Lang, Tom Kurz\nSceneggiatura: Di Ek\n"
        "Fotografia: Fa Go\nMontaggio: Hu Ib\nGenere: Drammatico\n\nDomani\nIl Mare\nRegia: Bo Cy\n"
    )
    found = read_page(text, tmp_path)
    assert isinstance(found, dict) and found["directors"] == ["Anna Smith"] and found["title"] == "Il Ponte"


def test_headings_of_other_films_below(tmp_path: Path) -> None:
    """Where the director of the page's film stands above all of them, they are announced."""
    page = (
        "<title>Il Ponte (2021) | Films.example</title><h1>Il Ponte</h1>"
        "<p>Regia: Anna Smith</p><p>Italia, 2021, 98'</p>"
        "<h3>Il Mare</h3><p>Italia, 2020</p><p>Regia: Bo Cy</p><h3>La Torre</h3><p>Italia, 2019</p><p>Regia: Di Ek</p>"
    )
    found = read_page(page, tmp_path, "html")
    assert isinstance(found, dict) and found["directors"] == ["Anna Smith"]


def test_facts_between_elements(tmp_path: Path) -> None:
    """Borders of elements part facts, and the choice of the site's language is none."""
    page = (
        "<title>Most (2018)</title><p>Česky - CZ Deutsch (DE) - DE English (US) - US English (UK) - GB Español - ES "
        "Français - FR Magyar - HU Nederlands - NL Polskie - PL</p><h1>Most</h1>"
        "<div><a>Krimi</a> <span></span> <a>Drama</a> <span></span> <a>Thriller</a></div>"
        "<div>USA / Nový Zéland <span></span> <span>2018 <span></span> </span>159 min (Special Edition: 208 min)</div>"
        "<h4>Režie:</h4><span>Anna Smith</span>"
    )
    assert read_page(page, tmp_path, "html") == ANNA | {
        "title": "Most",
        "year": 2018,
        "duration": "PT2H39M",
        "countries": ["US", "NZ"],
        "genres": ["Krimi", "Drama", "Thriller"],
    }
