"""The general reader: pages of no layout, in many languages, by labels, technical lines and places."""

import json
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import html5lib
import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.model.record import Fault, Record
from kg.report.leftovers import Leftovers
from kg.sources import accounted, guess, read
from kg.sources.pages.general import page_of
from kg.sources.pages.html import text_of
from kg.sources.pages.technical import classified
from kg.sources.pages.titles import title_of


def film(text: str, folder: Path, suffix: str = "txt") -> dict[str, Any]:
    """The record of a page, without its place, people and companies by their names; {} where there is none."""
    path = folder / f"page.{suffix}"
    path.write_text(text, "utf-8")
    (found,) = read(path, guess(path), folder)
    if isinstance(found, Fault):
        return {}
    assert isinstance(found, Record)
    record: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(found))
    record.pop("source")
    return {field: _plain(value) for field, value in record.items() if field != "faults"}


def _plain(value: Any) -> Any:
    if isinstance(value, list):
        return [one.get("name", one) if isinstance(one, dict) else one for one in value]
    return value


ANNA = {"directors": ["Anna Smith"]}
CAST = {"cast": ["Uma Lang", "Tom Kurz"]}
BOTH = ANNA | CAST

PAGES: list[tuple[str, dict[str, Any]]] = [
    # Labels with a colon, several in a line, with notes, in many languages.
    (
        "Foglie al vento\ndi Anna Smith, Finlandia/Germania, 2023, 81’\ncon Uma Lang, Tom Kurz\n"
        "Sceneggiatura: Anna Smith; fotografia: Timo Salo; montaggio: Eva Po.\n",
        BOTH
        | {"title": "Foglie al vento", "year": 2023, "duration": "PT1H21M", "countries": ["FI", "DE"]}
        | {"screenwriters": ["Anna Smith"], "cinematographers": ["Timo Salo"], "editors": ["Eva Po"]},
    ),
    (
        "Dode bladeren\n\nRegie Anna Smith\nCast Uma Lang, Tom Kurz\nLand Finland, Duitsland\nSpeelduur 81 minuten\n",
        BOTH | {"title": "Dode bladeren", "duration": "PT1H21M", "countries": ["FI", "DE"]},
    ),
    (
        "Πεσμένα Φύλλα\n\nΣΚΗΝΟΘΕΣΙΑ: Άκι Καουρισμάκι\nΗΘΟΠΟΙΟΙ: Άλμα Πόιστι\nΔΙΑΡΚΕΙΑ: 81΄\nΧΩΡΑ: Φινλανδία\n"
        "ΕΤΟΣ: 2023\n",
        {"title": "Πεσμένα Φύλλα", "year": 2023, "duration": "PT1H21M", "countries": ["FI"]}
        | {"directors": ["Άκι Καουρισμάκι"], "cast": ["Άλμα Πόιστι"]},
    ),
    (
        "Опавшие листья\nФинляндия, Германия, 2023, 81 мин.\nРежиссер: Аки Каурисмяки\nВ ролях: Алма Пёйсти\n",
        {"title": "Опавшие листья", "year": 2023, "duration": "PT1H21M", "countries": ["FI", "DE"]}
        | {"directors": ["Аки Каурисмяки"], "cast": ["Алма Пёйсти"]},
    ),
    (
        "Düşen Yapraklar\nYönetmen: Anna Smith\nOyuncular: Uma Lang, Tom Kurz\nÜlke: Finlandiya\nSüre: 81 dk\n"
        "Yıl: 2023\n",
        BOTH | {"title": "Düşen Yapraklar", "year": 2023, "duration": "PT1H21M", "countries": ["FI"]},
    ),
    (
        "Kuolleet lehdet\nOhjaus Anna Smith\nSuomi, Saksa 2023\nKesto 1 h 21 min\nPääosissa Uma Lang, Tom Kurz\n"
        "Kieli suomi\n",
        BOTH | {"title": "Kuolleet lehdet", "year": 2023, "duration": "PT1H21M", "countries": ["FI", "DE"]},
    ),
    (
        "Frunze moarte\nRegia: Anna Smith\nCu: Uma Lang, Tom Kurz\nȚara: Finlanda, Germania\nDurata: 81 min\n"
        "Gen: comedie, dramă\n",
        BOTH
        | {"title": "Frunze moarte", "duration": "PT1H21M", "countries": ["FI", "DE"], "genres": ["comedie", "dramă"]},
    ),
    # Labels on the line above, and technical lines without labels.
    (
        "The Last Summer\nA comedy about the end of a long season in Brighton.\nDirector\nAnna Smith\nCountry\nUK\n"
        "Year\n2021\nDuration\n98'\nCast\nUma Lang, Tom Kurz\nProduction\nBright Lights Ltd\n",
        BOTH
        | {"title": "The Last Summer", "year": 2021, "duration": "PT1H38M", "countries": ["GB"]}
        | {"production_companies": ["Bright Lights Ltd"]},
    ),
    (
        "Die Brücke\nvon Anna Smith, D/Ö 2021, 98 min., OmU\nmit: Uma Lang, Tom Kurz\n",
        BOTH | {"title": "Die Brücke", "year": 2021, "duration": "PT1H38M", "countries": ["DE", "AT"]},
    ),
    (
        "Die Brücke (The Bridge)\nDeutschland/Frankreich 2021 – 98 Min. – DF – FSK 12\n"
        "Regie: Anna Smith – mit Uma Lang, Tom Kurz u.a.\n",
        BOTH
        | {"title": "Die Brücke", "alternate_titles": ["The Bridge"], "year": 2021, "duration": "PT1H38M"}
        | {"countries": ["DE", "FR"]},
    ),
    (
        "Die Brücke\nD/F 2021, 98 Min., R: Anna Smith, B: John Doe, K: Peter Müller, D: Uma Lang, Tom Kurz\n",
        BOTH
        | {"title": "Die Brücke", "year": 2021, "duration": "PT1H38M", "countries": ["DE", "FR"]}
        | {"screenwriters": ["John Doe"], "cinematographers": ["Peter Müller"]},
    ),
    (
        "Anatomie d'une chute\nde Anna Smith (France, 2h31, 2023)\navec Uma Lang, Tom Kurz...\n",
        BOTH | {"title": "Anatomie d'une chute", "year": 2023, "duration": "PT2H31M", "countries": ["FR"]},
    ),
    (
        "ANATOMIE D'UNE CHUTE\nFILM FRANÇAIS D'ANNA SMITH | 2023 | 2H30\nAVEC UMA LANG, TOM KURZ\n",
        BOTH | {"title": "ANATOMIE D'UNE CHUTE", "year": 2023, "duration": "PT2H30M"},
    ),
    (
        "Les feuilles mortes\nDrame | Finlande | 1h21 | 2023\nRéalisé par Anna Smith, avec Uma Lang, Tom Kurz\n",
        BOTH
        | {
            "title": "Les feuilles mortes",
            "year": 2023,
            "duration": "PT1H21M",
            "genres": ["Drame"],
            "countries": ["FI"],
        },
    ),
    (
        "NOW SHOWING\n\nThe Bridge\nby Anna Smith\n"
        "Germany, France | 2021 | 98' | German, French with English subtitles\n",
        ANNA
        | {
            "title": "The Bridge",
            "year": 2021,
            "duration": "PT1H38M",
            "languages": ["de", "fr"],
            "countries": ["DE", "FR"],
        },
    ),
    (
        "L'últim estiu\nDirecció i guió: Anna Smith\nPaís i any: Regne Unit, 2021\nDurada: 98 min\n"
        "Idioma: anglès subtitulat en català\n",
        ANNA
        | {"title": "L'últim estiu", "year": 2021, "duration": "PT1H38M", "languages": ["en"], "countries": ["GB"]}
        | {"screenwriters": ["Anna Smith"]},
    ),
    # Labels that run on, dotted credits, the French cast, a society, a town, other work.
    (
        "Fallende Blätter\n\nRegie ANNA SMITH Drehbuch JOHN DOE Kamera PETER MÜLLER Schnitt EVA KRAUSE\n"
        "D 2021, 98 Min.\n",
        ANNA
        | {"title": "Fallende Blätter", "year": 2021, "duration": "PT1H38M", "countries": ["DE"]}
        | {"screenwriters": ["John Doe"], "cinematographers": ["Peter Müller"], "editors": ["Eva Krause"]},
    ),
    (
        "The Bridge\n\nDirector: Anna Smith\nUma Lang .... Emma\nTom Kurz .... Otto\n"
        "Peter Mu ... Director of Photography\nRuntime: 98 min\n",
        BOTH | {"title": "The Bridge", "duration": "PT1H38M", "cinematographers": ["Peter Mu"]},
    ),
    (
        "Le dernier été\nThe Last Summer\nd'Anna Smith\nRoyaume-Uni - 2021 - 1h38 - VOST\nMusique : Bo Ek\n"
        "Production : Bright Films\nDistribution : Uma Lang, Tom Kurz\n",
        BOTH
        | {"title": "Le dernier été", "alternate_titles": ["The Last Summer"], "year": 2021, "duration": "PT1H38M"}
        | {"countries": ["GB"], "composers": ["Bo Ek"], "production_companies": ["Bright Films"]},
    ),
    (
        "Die Brücke\nRegie: Anna Smith\nVerleih: Polyfilm Verleih, Wien\nKamera: Peter Müller, BVK\n"
        "Musik: Bo Ek | Ton: Al Un\n",
        ANNA
        | {"title": "Die Brücke", "distributors": ["Polyfilm Verleih"], "cinematographers": ["Peter Müller"]}
        | {"composers": ["Bo Ek"], "other_credits": {"Ton": [{"name": "Al Un"}]}},
    ),
    # Placeholders are nobody; titles among other lines.
    (
        "THE LAST SUMMER\nDirector: Anna Smith\nComposer: Various\nCast: TBA\nYear of production: 2021\n",
        ANNA | {"title": "THE LAST SUMMER", "year": 2021},
    ),
    (
        "27. Filmfest Emden\nSpielfilmwettbewerb\n\nTHE LAST SUMMER\nThe Last Summer\n\n"
        "Großbritannien 2021 | 98 Min. | OmU\nRegie: Anna Smith\n",
        ANNA | {"title": "The Last Summer", "year": 2021, "duration": "PT1H38M", "countries": ["GB"]},
    ),
    (
        "Donnerstag, 12. Oktober, 20 Uhr\nThe Last Summer (OmU)\nRegie: Anna Smith, GB 2021, 98 Min.\n",
        ANNA | {"title": "The Last Summer", "year": 2021, "duration": "PT1H38M", "countries": ["GB"]},
    ),
    (
        "Anna Smith\nThe Last Summer\nGB, 2021, 98'\n\n"
        "Anna Smith was born in 1970. The Last Summer is her first feature.\n",
        {"title": "The Last Summer", "year": 2021, "duration": "PT1H38M", "countries": ["GB"]},
    ),
    ("Anna Smith\nTom Kurz\nGB, 2021, 98'\n", {"year": 2021, "duration": "PT1H38M", "countries": ["GB"]}),
    # Other films are not this one, and prose states nothing.
    (
        "The Bridge\nDirector: Anna Smith\nYear: 2021\nLine A\nRelated films\nThe Other\nDirector: Bo Ek\n"
        "Duration: 10 min\n",
        ANNA | {"title": "The Bridge", "year": 2021},
    ),
    ("A page about a walk of 30 minutes in 2021 with Uma Lang, who lives in France, and nothing else at all.\n", {}),
    ("Director: Anna Smith\n", {}),
]


@pytest.mark.parametrize(("text", "expected"), PAGES)
def test_pages(text: str, expected: dict[str, Any], tmp_path: Path) -> None:
    """A page says what stands on it, wherever that stands, and nothing else."""
    found = film(text, tmp_path)
    assert {field: found.get(field) for field in expected} == expected
    assert found.keys() - expected.keys() <= {"languages", "subtitles", "genres"}


def test_a_labelled_director_and_one_more_fact(tmp_path: Path) -> None:
    """No page with a labelled director and one more fact is rejected."""
    for more in ("Jahr: 2021", "98 min", "Deutschland 2021", "Kamera: Peter Müller", "Genre: Drama"):
        assert film(f"Regie: Anna Smith\n{more}\n", tmp_path)["directors"] == ["Anna Smith"], more


HTML: list[tuple[str, dict[str, Any]]] = [
    (
        "<title>The Last Summer | Kino Luna</title><meta property='og:title' content='The Last Summer'><div>18</div>"
        "<h1>Kino Luna</h1><h2>The Last Summer <span>(OmU)</span></h2><ul><li>98 min</li><li>UK, Denmark</li>"
        "<li>2021</li></ul>"
        "<dl><dt>Director</dt><dd>Anna Smith</dd><dt>Cast</dt><dd>Uma Lang</dd><dd>Tom Kurz</dd></dl>"
        "<h3>You may also like</h3><p>Director: Bo Ek</p>",
        BOTH | {"title": "The Last Summer", "year": 2021, "duration": "PT1H38M", "countries": ["GB", "DK"]},
    ),
    (
        "<h1>The Bridge</h1><table><tr><th>Director</th><td>Anna Smith</td></tr>"
        "<tr><th>Cast</th><td>Uma Lang<br>Tom Kurz</td></tr><tr><th>Year</th><td>2021</td></tr></table>",
        BOTH | {"title": "The Bridge", "year": 2021},
    ),
    (
        "<title>The Bridge - Kino Luna</title><h1>Kino Luna</h1><h2>The Bridge</h2><p><b>Director</b> Anna Smith</p>"
        "<p><b>Country</b> Germany</p><p><b>Length</b> 98 min</p>",
        ANNA | {"title": "The Bridge", "duration": "PT1H38M", "countries": ["DE"]},
    ),
    (
        "<title>The Bridge</title><h1>The Bridge</h1><p>Regie: <a>Anna Smith</a><br>GB 2021, 98 Minuten</p>"
        "<table><tr><th>Role</th><th>Contributor</th></tr><tr><td>Producer</td><td>Eva Po</td></tr>"
        "<tr><td>Emma</td><td>Uma Lang</td></tr></table>",
        ANNA
        | {"title": "The Bridge", "year": 2021, "duration": "PT1H38M", "countries": ["GB"], "producers": ["Eva Po"]},
    ),
]


@pytest.mark.parametrize(("body", "expected"), HTML)
def test_html(body: str, expected: dict[str, Any], tmp_path: Path) -> None:
    """HTML is read as a person sees it; its title is told from the site's name by the head of the page."""
    found = film(f"<!doctype html><meta charset=utf-8>{body}", tmp_path, "html")
    assert found == expected


MARKED = "<!doctype html><meta charset=utf-8><script type='application/ld+json'>%s</script>%s"
PAGE = "<h1>The Bridge</h1><p>Director: Anna Smith</p><p>Germany 2021, 98 min</p>"


@pytest.mark.parametrize(
    "block",
    [
        '{"@context": "https://schema.org", "@type": "Organization", "name": "Kino Luna"}',
        '{"@context": "https://schema.org", "@type": "Event", "name": "The Bridge"}',
        '{"@context": "https://schema.org", "@type": "BreadcrumbList", "name": "Films"}',
        "{}",
    ],
)
def test_markup_of_other_things(block: str, tmp_path: Path) -> None:
    """Markup that is not of a film never keeps a page from being read."""
    found = film(MARKED % (block, PAGE), tmp_path, "html")
    assert (found["title"], found["directors"], found["year"]) == ("The Bridge", ["Anna Smith"], 2021)


def test_markup_first(tmp_path: Path) -> None:
    """What the markup says stays; the page adds what it does not say, and what it says otherwise is a fault."""
    block = '{"@context": "https://schema.org", "@type": "Movie", "name": "The Bridge", "dateCreated": "2020"}'
    path = tmp_path / "a.html"
    path.write_text(MARKED % (block, PAGE), "utf-8")
    (record,) = read(path, guess(path), tmp_path)
    assert isinstance(record, Record)
    assert (record.title, record.year, record.duration) == ("The Bridge", 2020, "PT1H38M")
    assert [person.name for person in record.directors] == ["Anna Smith"]
    assert [(fault.field, fault.raw) for fault in record.faults] == [("year", "2021")]


CASTS = [
    ("Uma Lang", "Uma Lang, Tom Kurz, Bo Cyrus", ["Uma Lang", "Tom Kurz", "Bo Cyrus"]),
    ("Tom Kurz", "Uma Lang, Tom Kurz", ["Tom Kurz", "Uma Lang"]),
    ("Uma Lang", "Tom Kurz, Bo Cyrus", ["Uma Lang"]),
    ("Uma Lang", "Uma Lang", ["Uma Lang"]),
]


@pytest.mark.parametrize(("marked", "shown", "cast"), CASTS)
def test_a_longer_list_on_the_page(marked: str, shown: str, cast: list[str], tmp_path: Path) -> None:
    """A list that has all whom the markup names adds the others; one that lacks somebody may be another list."""
    actor = {"@type": "Person", "name": marked}
    movie = {"@context": "https://schema.org", "@type": "Movie", "name": "The Bridge", "actor": actor}
    assert film(MARKED % (json.dumps(movie), f"{PAGE}<p>Cast: {shown}</p>"), tmp_path, "html")["cast"] == cast


def test_a_film_of_several_screenings(tmp_path: Path) -> None:
    """A film that is described once for each screening is one record."""
    one = (
        '{"@context": "https://schema.org", "@type": "ScreeningEvent", "name": "x", "startDate": "2021-01-0%d",'
        ' "workPresented": {"@type": "Movie", "name": "The Bridge"}}'
    )
    found = film(MARKED % (f"[{one % 1}, {one % 2}]", PAGE), tmp_path, "html")
    assert (found["title"], found["directors"]) == ("The Bridge", ["Anna Smith"])


@given(st.text())
@settings(max_examples=200, deadline=None)
def test_any_text_is_a_page(text: str) -> None:
    """Whatever the text, it is read, with a title or without."""
    title_of(page_of(text, {}))


PIECES = [
    *[
        "Director",
        "Regie",
        "Cast",
        "Land, Jahr",
        "Production",
        "The Bridge",
        "Anna Smith",
        "Uma Lang",
        "2021",
        "98 min",
    ],
    *[
        "Germany",
        "French",
        "Drama",
        "mit",
        "by",
        "von",
        "(",
        ")",
        ":",
        ",",
        "|",
        "/",
        " - ",
        "\n",
        "\n\n",
        "...",
        "u.a.",
        " ",
    ],
]


@given(st.lists(st.sampled_from(PIECES), max_size=60).map("".join))
@settings(max_examples=300, deadline=None)
def test_any_pieces_are_a_page(text: str) -> None:
    """However the pieces of pages are put together, they are read; nobody is called by a number or a sign."""
    page = page_of(text, {})
    title_of(page)
    for field in ("directors", "cast", "producers"):
        assert all(any(map(str.isalpha, name)) and not any(map(str.isdigit, name)) for name in page.facts.values(field))


@pytest.mark.parametrize(
    "line",
    [
        "Director: Ann Lee\n",
        "2021, Germany, 98 min\n",
        "The Bridge\n",
        "Ann Lee, Director\n",
        "Land: ",
        "a, ",
        "Regie A B ",
        "(",
        "| ",
    ],
)
def test_long_pages(line: str, linear: Callable[..., bool]) -> None:
    """Four times the page takes about four times as long."""
    assert linear(lambda count: title_of(page_of(line * count, {})), 2_000)


def test_a_film_in_many_nodes(linear: Callable[..., bool], tmp_path: Path) -> None:
    """A film that is described many times, each time with another picture, is put together in linear time."""
    path = tmp_path / "page.html"

    def joined(count: int) -> None:
        named = {"@context": "https://schema.org", "@type": "Movie", "name": "The Bridge"}
        films = [{**named, "image": f"https://a.example/{number}.jpg"} for number in range(count)]
        path.write_text(MARKED % (json.dumps(films), PAGE), "utf-8")
        (record,) = (one for one in read(path, guess(path), tmp_path) if isinstance(one, Record))
        assert len(record.images) == count

    assert linear(joined, 500)


MENU = "Drama\nComedy\nThriller\nHorror\nAction\nWestern\nMusical\nDirector: Anna Smith\nYear: 2021\nCountry: Germany\n"


def test_a_labelled_line_ends_a_menu(tmp_path: Path) -> None:
    """The genres by which a site lists its films do not take the labels below them away."""
    found = film(MENU, tmp_path)
    assert (found["directors"], found["year"], found["countries"]) == (["Anna Smith"], 2021, ["DE"])


@pytest.mark.parametrize(
    ("lines", "awards"),
    [
        ("• Trailer\n• Awards\n• Videos\n", []),
        ("Awards & Festivals\n• Awards & Festivals\n• Best of 2020\n", []),
        ("• Awards won at festivals\n• Videos\n", []),
        ("Awards\nGolden Bear\n", ["Golden Bear"]),
        ("• Awards: Golden Bear\n", ["Golden Bear"]),
    ],
)
def test_awards_of_a_menu(lines: str, awards: list[str], tmp_path: Path) -> None:
    """An item of a menu that is called awards has none behind it; a heading or a labelled item has."""
    found = film(f"Aurora Lake\nDirector: Anna Smith\nYear: 2021\n{lines}", tmp_path)
    assert found.get("awards", []) == awards


def test_a_column_of_labels_with_too_few_values(tmp_path: Path) -> None:
    """Nobody knows whose the values are: none is taken."""
    found = film("Aurora Lake\n2021, 90 min\nDirector\nEditor\nCamera\nAnna Smith\nLisa Brown\n", tmp_path)
    assert not {"directors", "editors", "cinematographers"} & found.keys()


def test_a_page_is_read_quickly(seconds: Callable[..., float]) -> None:
    """A page takes at most 30 ms of CPU, once the tables are loaded."""
    pages = [text for text, _ in PAGES] + [text_of(body.encode()).marked for body, _ in HTML]

    def work() -> None:
        for text in pages:
            title_of(page_of(text, {}))

    work()
    assert seconds(work) / len(pages) < 0.03


CASES = Path(__file__).parents[4] / "shared" / "cases"


def _pages(folder: str) -> list[Path]:
    pages = [path for path in sorted((CASES / folder).glob("*")) if path.suffix in (".html", ".txt")]
    if not pages:
        pytest.skip("the pages of others are not beside the checkout")
    return pages


def _read(page: Path) -> None:
    list(read(page, guess(page), CASES))


def test_pages_of_others_are_read_quickly(seconds: Callable[..., float]) -> None:
    """From the file to the record at most 30 ms of CPU."""
    pages = _pages("pages")
    for page in pages:
        _read(page)
    assert max(seconds(partial(_read, page), 5) for page in pages) < 0.03


def test_saved_pages_are_read_quickly(seconds: Callable[..., float]) -> None:
    """Saved HTML pages, of up to 170 kB, take less than twice as long as html5lib takes to parse them."""
    pages = _pages("html")
    for page in pages:
        _read(page)
    ours = sum(seconds(partial(_read, page), 3) for page in pages)
    assert ours < 2 * sum(seconds(partial(html5lib.parse, page.read_bytes()), 3) for page in pages)


SPACED = ["France 2020 90 min", "FR 2020 90'", "2020 90 minutes", "France, 2020 90 min.", "France 2020 / 90 mins"]


@pytest.mark.parametrize("line", SPACED)
def test_a_length_right_behind_the_year(line: str, tmp_path: Path) -> None:
    """A space alone parts the year from the length."""
    found = film(f"The Bridge\nDirector: Ann Lee\n{line}\n", tmp_path)
    assert (found.get("year"), found.get("duration")) == (2020, "PT1H30M")
    assert found.get("countries") == (["FR"] if "F" in line else None)


SAID: list[tuple[str, dict[str, Any]]] = [
    ("Director: Ann Lee\nProduction: Ann Lee & Bo Cy\n", {"producers": ["Ann Lee", "Bo Cy"]}),
    ("Director: S. Craig Zahler\nProduction: S. Craig Zahler\n", {"producers": ["S. Craig Zahler"]}),
    ("Director: Ann Lee\nProduction: Lee & Cy Films Ltd.\n", {"production_companies": ["Lee & Cy Films Ltd."]}),
    ("Director: Ann Lee\nCountries: Germany, CO\n", {"countries": ["DE", "CO"]}),
    (
        "Director: Ann Lee\nDistributor: Far Pictures (US, UK), Curzon (FR)\n",
        {"distributors": ["Far Pictures", "Curzon"]},
    ),
    ("Regia: Ann Lee\nDistribuzione: Lucky Red - Roma\n", {"distributors": ["Lucky Red"]}),
    ("Director: Ann Lee\nScreenplay: Bo Cy (based on the novel by Uma Lang)\n", {"screenwriters": ["Bo Cy"]}),
    ("Regie: Ann Lee\nKamera: Bo Cy\n© Foto: Uma Lang / Far\n", {"cinematographers": ["Bo Cy"]}),
    ("Regie: Ann Lee\nDarsteller: Bo Cy\n© Foto: Uma Lang / Far\n", {"cinematographers": None}),
]


@pytest.mark.parametrize(("text", "stated"), SAID)
def test_said_behind_a_label(text: str, stated: dict[str, Any], tmp_path: Path) -> None:
    """Companies are told from people, and codes of countries stand beside names."""
    found = film(f"The Bridge\n{text}", tmp_path)
    assert {field: found.get(field) for field in stated} == stated


UNCLEAR = [("Duration: two hours", "duration", "two hours"), ("Release date: soon", "release_date", "soon")]


@pytest.mark.parametrize(("line", "field", "value"), UNCLEAR)
def test_a_value_that_is_not_understood_is_a_fault(line: str, field: str, value: str, tmp_path: Path) -> None:
    """What stands behind a label and is not understood is told with its field."""
    (tmp_path / "page.txt").write_text(f"The Bridge\nDirector: Ann Lee\nYear: 2021\n{line}\n")
    (found,) = read(tmp_path / "page.txt", guess(tmp_path / "page.txt"), tmp_path)
    assert isinstance(found, Record)
    assert [(one.field, one.raw) for one in found.faults] == [(field, value)]


def test_a_hint_without_a_line_is_no_mistake(tmp_path: Path) -> None:
    """Where only hints name the film and disagree, the fault stands on the first line."""
    html = (
        "<title>Foo Bar</title><nav><h1>One Two</h1><h1>Three Four</h1></nav><p>Director: Ann Lee</p><p>Year: 2021</p>"
    )
    (tmp_path / "page.html").write_text(html)
    (found,) = read(tmp_path / "page.html", guess(tmp_path / "page.html"), tmp_path)
    assert isinstance(found, Record | Fault)


QUIET = "The Quiet Sea\nUK, 2022, 98 min\n"
CREW = {
    "title": "The Quiet Sea",
    "directors": ["Anna Smith"],
    "screenwriters": ["Anna Smith"],
    "cinematographers": ["Timo Salo"],
    "editors": ["Eva Po"],
}
BEHIND = [
    "\nAnna Smith\nDirector, Screenplay\n\nTimo Salo\nCinematography\n\nEva Po\nEditor\n\nFar Sales\nWorld Sales\n",
    "Anna Smith\nDirector\nAnna Smith\nScreenplay\nTimo Salo\nDirector of Photography\nEva Po\nEditing\n",
    "Anna Smith – director, screenplay\nTimo Salo – cinematography\nEva Po – editor\n",
    "Anna Smith (Regie, Drehbuch), Timo Salo (Kamera), Eva Po (Schnitt)\nUma Lang (Mary), Tom Kurz (John)\n",
    "\nDirector\nAnna Smith\nScreenplay\nAnna Smith\nCinematography\nTimo Salo\nEditor\nEva Po\nWorld Sales\n",
]


@pytest.mark.parametrize("credits", BEHIND)
def test_roles_beside_names(credits: str, tmp_path: Path) -> None:
    """A role stands above or below its name, behind a dash or in brackets; no name goes to the role beside it."""
    found = film(QUIET + credits, tmp_path)
    assert {field: found.get(field) for field in (*CREW, "composers")} == {**CREW, "composers": None}


LED = [
    "Die Wochenzeitung\nKino\n\nPast Lives (USA 2023). Regie: Anna Smith. Mit Uma Lang, Tom Kurz. 106 Min.\n",
    "Kino\nVerwacht\n\nPast Lives\n\nDeze week\n\nRegie: Anna Smith\nMet o.a. Uma Lang, Tom Kurz\n\n2023 | 106 min\n",
    "CINÉMA LE RIO\n\nPAST LIVES\nDe Anna Smith – Avec Uma Lang, Tom Kurz – États-Unis – 2023 – 1h46 – VF\n",
]


@pytest.mark.parametrize("text", LED)
def test_among_lines_of_the_site(text: str, tmp_path: Path) -> None:
    """What a site says around a film is no part of it, and a cast behind the director is the cast."""
    found = film(text, tmp_path)
    assert found["title"].title() == "Past Lives" and found["year"] == 2023 and found["duration"] == "PT1H46M"
    assert found["directors"] == ["Anna Smith"] and found["cast"] == ["Uma Lang", "Tom Kurz"]


def _part(title: str, director: str, year: int) -> str:
    return f"<h2>{title}</h2><p>Regie: {director}</p><p>Jahr: {year}</p><p>Länge: 98 min</p>"


PARTS = _part("The Bridge", "Anna Smith", 2020) + _part("The Sea", "Uma Lang", 2021)


def test_a_programme_is_no_film(tmp_path: Path) -> None:
    """A page whose headings each stand above a director, and which is called otherwise, is of several films."""
    (tmp_path / "page.html").write_text(f"<h1>Programm im Juni</h1>{PARTS}", "utf-8")
    (found,) = read(tmp_path / "page.html", guess(tmp_path / "page.html"), tmp_path)
    assert isinstance(found, Fault) and "several films" in found.reason and found.raw == "The Bridge, The Sea"


def test_a_film_beside_others(tmp_path: Path) -> None:
    """A page about one film that announces others is about the first."""
    found = film(f"<title>The Bridge</title>{PARTS}", tmp_path, "html")
    assert (found["title"], found["directors"], found["year"]) == ("The Bridge", ["Anna Smith"], 2020)


RELATED = [
    f"<h1>The Sea</h1><h2>Credits</h2><p>Regie: Uma Lang</p><p>Jahr: 2021</p><h2>Mehr Filme</h2>{PARTS}",
    "<h1>The Sea</h1><h2>Deutsch</h2><p>Regie: Uma Lang</p><p>Jahr: 2021</p><h2>English</h2><p>Director: Lang Uma</p>",
]


@pytest.mark.parametrize("body", RELATED)
def test_headings_that_are_no_films(body: str, tmp_path: Path) -> None:
    """Headings of parts of a page about one film are no titles, whatever is announced below."""
    found = film(f"<title>The Sea | Kino</title>{body}", tmp_path, "html")
    assert (found["title"], found["directors"], found["year"]) == ("The Sea", ["Uma Lang"], 2021)


def test_notes_beside_names_are_told(tmp_path: Path) -> None:
    """What stands in brackets behind a name is not taken up, and counted."""
    (tmp_path / "page.txt").write_text("The Bridge\nDirector: Anna Smith\nCast: Uma Lang (Mary), Tom Kurz (John)\n")
    found = accounted(tmp_path / "page.txt", guess(tmp_path / "page.txt"), tmp_path)
    assert [(one.name, one.count) for one in found if isinstance(one, Leftovers)] == [("Cast (in brackets)", 2)]


UNSEEN: list[tuple[str, dict[str, Any]]] = [
    # Titles among lines of venues, addresses and the page itself.
    (
        "Filmtheater De Brug\nma 3 apr 20:15\n\nHet wad\n\ndrama | 2020 | 112 min\nregie: Anna Smith\n",
        {"title": "Het wad"},
    ),
    (
        "Biograf Stella\nStorgatan 12, Lund\n\nVinterljus\n(Winter Light)\n\nSverige 2021. 98 min.\nRegi: Anna Smith\n",
        {"title": "Vinterljus", "alternate_titles": ["Winter Light"]},
    ),
    ("schliessen\n\nFilmbild\n\nDie Brücke\n\nRegie: Anna Smith\nBuch: Bo Ek\n", {"title": "Die Brücke"}),
    ("foto La Barca\n\nLa Barca\n\nItalia, 2023\nDirección: Anna Smith\n", {"title": "La Barca"}),
    ("Film screening: The Bridge\nUK, 2021, 98 min\nDirector: Anna Smith\n", {"title": "The Bridge"}),
    ("The Bridge (2021)\n\nDirector: Anna Smith\nRunning time: 98 min\n", {"title": "The Bridge", "year": 2021}),
    ("CINECLUB | The Bridge\n(UK, 98 min)\nDirector: Anna Smith\n", {"title": "The Bridge"}),
    ("Thor: Ragnarok\n\nDirector: Anna Smith\nRunning time: 98 min\n", {"title": "Thor: Ragnarok"}),
    # Labels and values that stand apart.
    (
        "The Bridge\n\n- R\n- B\n- K\n- S\n- Anna Smith\n- Bo Ek\n- Tom Kurz\n- Eva Po\n\nLand: UK\n",
        {"title": "The Bridge"},
    ),
    (
        "The Bridge\n\nDirector\nCamera\nYear\nAnna Smith\nTom Kurz\n2021\n",
        ANNA | {"cinematographers": ["Tom Kurz"], "year": 2021},
    ),
    ("The Bridge\n\nDirector\tAnna Smith\nCast\tUma Lang, Tom Kurz\nYear\t2021\n", BOTH | {"year": 2021}),
    (
        "The Bridge\n\nDirector ........ Anna Smith\nCountry ........ Germany, France\n",
        ANNA | {"countries": ["DE", "FR"]},
    ),
    (
        "The Bridge\n\nCast:\nUma Lang\nEmma\nTom Kurz\nThe King\nDirector:\nAnna Smith\n",
        BOTH,
    ),
    ("The Bridge\n\nDirector: Anna Smith\nCast\nEmma: Uma Lang\nThe King: Tom Kurz\n", BOTH),
    ("The Bridge\nDirector:Anna Smith\nCast:Uma Lang\nTom Kurz\nPrint Source:Far Films\n", BOTH),
    ("Le pont\nRéalisation : Anna Smith\nDistribution\nUma Lang\nTom Kurz\n", BOTH | {"distributors": None}),
    # People.
    ("Il ponte\nRegia: Anna Smith\nAttori: Uma Lang - Emma, Tom Kurz - Otto adulto\n", BOTH),
    ("The Bridge\nDirector: Anna Smith\nCast: Uma Lang as Emma, Tom Kurz as Otto\n", BOTH),
    ("Die Brücke\nRegie: Anna Smith\nKamera: Timo Salo BVK\n", {"cinematographers": ["Timo Salo"]}),
    ("The Bridge\nDirector: Anna Smith\nMusic: Ann Lee Bo Ek Tom Kurz\n", {"composers": None}),
    ("Die Brücke\nRegie: Smith, Anna\nKamera: Salo, Timo\nLand: UK\n", ANNA | {"cinematographers": ["Timo Salo"]}),
    ("Uma Lang ist Emma. Foto: Timo Salo\n\nDie Brücke\nGB 2021, 98 Min.\n", {"cinematographers": None}),
    ("Die Brücke\nR: Anna Smith, D 2021, 98 Min.\n", ANNA | {"year": 2021, "countries": ["DE"], "duration": "PT1H38M"}),
    ("Die Brücke\nR: Anna Smith, K: Timo Salo, D: Bo Ek, H: Uma Lang, Tom Kurz\n", BOTH | {"screenwriters": ["Bo Ek"]}),
    ("The Bridge\nBy: Anna Smith\nUK, 2021, 98 min\n", ANNA),
    (
        "Le pont\nDrame social de Anna Smith avec Uma Lang, Tom Kurz. France, 2021, 1h38\n",
        BOTH | {"genres": ["Drame social"]},
    ),
    ("Het huis\nvan Anna Smith met Uma Lang, Tom Kurz\nBelgië 2019 - 1u44\n", BOTH),
    # Facts.
    ("Most\nRežie: Anna Smith\nDélka projekce: 98 minut\n", {"duration": "PT1H38M"}),
    ("The Bridge\nDirector: Anna Smith\n5'50 EUR\nUK, 2021; 98 min\n", {"duration": "PT1H38M"}),
    ("The Bridge\nDirección:: Anna Smith\nDuración:: 98 minutos\n", ANNA | {"duration": "PT1H38M"}),
    ("橋\n監督：山田花子\n2022年／日本／105分\n", {"year": 2022, "countries": ["JP"], "duration": "PT1H45M"}),
    ("Il ponte\n(Commedia) di Anna Smith con Uma Lang, Tom Kurz\n", BOTH),
    ("Poslední léto\nSR, ČR / 2017 / 95 min.\nRežie: Anna Smith\n", {"countries": ["SK", "CZ"]}),
    ("DIE BRÜCKE\nITALIA, 2021 - 97'\nREGIA: ANNA SMITH\n", ANNA | {"year": 2021, "countries": ["IT"], "genres": None}),
    (
        'Evento\n\nProiezione del film "Il ponte" (Italia, 2022, 105 min) di Anna Smith, con Uma Lang e Tom Kurz.\n',
        BOTH | {"year": 2022, "countries": ["IT"], "duration": "PT1H45M"},
    ),
    # Companies.
    (
        "Die Brücke\nRegie: Anna Smith\nVerleih: Filmcoopi, Heinrichstrasse 114, 8031 Zürich, Tel. 044\n",
        {"distributors": ["Filmcoopi"]},
    ),
    ("Die Brücke\nRegie: Anna Smith\nVerleih: Neue Visionen, Berlin\n", {"distributors": ["Neue Visionen"]}),
    ("Le pont\nRéalisation : Anna Smith\nDistributeur : Haut et Loin\n", {"distributors": ["Haut et Loin"]}),
    ("Il ponte\nRegia: Anna Smith\nDistribuzione: 01 DISTRIBUTION (2018)\n", {"distributors": ["01 DISTRIBUTION"]}),
    (
        "El puente\nDirección: Anna Smith\nProductora: El Mar. Distribuida por Sol\n",
        {"production_companies": ["El Mar"]},
    ),
    (
        "Il ponte\nRegia: Anna Smith\nDISTRIBUZIONE / DISTRIBUTION:\nSol Distribution\nwww.sol.it\n"
        "Biografia / Biography\n",
        {"distributors": ["Sol Distribution"]},
    ),
]


@pytest.mark.parametrize(("text", "stated"), UNSEEN)
def test_pages_of_unseen_sites(text: str, stated: dict[str, Any], tmp_path: Path) -> None:
    """What pages of sites nobody had seen before stated and had been lost, or invented."""
    found = film(text, tmp_path)
    assert {field: found.get(field) for field in stated} == stated


ROWS = [
    "<ul><li><span>Director</span><span>Anna Smith</span></li>"
    "<li><span>Cast</span><span>Uma Lang, Tom Kurz</span></li></ul>",
    "<p><b>Director</b> Anna Smith <b>Cast</b> Uma Lang, Tom Kurz <b>Year</b> 2021</p>",
    "<div><p>Anna Smith</p><p>Director</p></div><div><p>Uma Lang, Tom Kurz</p><p>Cast</p></div>"
    "<div><p>Germany</p><p>Country</p></div><div><p>2021</p><p>Year</p></div>",
    "<table><tr><th>Director</th><th>Cast</th><th>Year</th></tr>"
    "<tr><td>Anna Smith</td><td>Uma Lang, Tom Kurz</td><td>2021</td></tr></table>",
]


@pytest.mark.parametrize("rows", ROWS)
def test_rows_of_html(rows: str, tmp_path: Path) -> None:
    """Labels and values alternate in a line, stand the other way round, or are the rows of a table."""
    page = f"<!doctype html><title>The Bridge</title><h1>The Bridge</h1><p>A man walks home at night.</p>{rows}"
    found = film(page, tmp_path, "html")
    assert {field: found.get(field) for field in BOTH} == BOTH


@pytest.mark.parametrize(
    ("said", "spoken"),
    [
        ("Deutsche OF", ["de"]),
        ("dansk og norsk tale, danske undertekster", ["da", "no"]),
        ("eesti ja saksa keeles, ingliskeelsete subtiitritega", ["et", "de"]),
        ("versione originale in wolof e francese con sottotitoli", ["wo", "fr"]),
        ("Versión orixinal en galego e portugués", ["gl", "pt"]),
        ("ukrainien sous-titré français", ["uk"]),
        ("Icelandic w/ English subtitles", ["is"]),
        ("日本語", ["ja"]),
        ("The Tale", []),
        ("Best of", []),
    ],
)
def test_languages_spoken(said: str, spoken: list[str]) -> None:
    """What a piece of a technical line says of the languages spoken; those of subtitles are none."""
    piece = classified(said)
    assert list(piece.values if piece.kind == "languages" else ()) == spoken


@pytest.mark.parametrize("silent", ["festival", "plot"])
@pytest.mark.parametrize(("label", "field"), [("awards", ""), ("director", "directors"), ("country", "countries")])
def test_a_label_of_which_half_says_nothing(silent: str, label: str, field: str, tmp_path: Path) -> None:
    """`Festivals & awards` says what its other half says, and never ends the reading."""
    text = f"The Long Road\n\nDirector: Ann Lee\nDuration: 90 min\n\n{silent.title()} & {label}: Gent, Oslo\n"
    found = film(text, tmp_path)
    assert found["title"] == "The Long Road" and found["duration"] == "PT1H30M"
    assert found["directors"] == ["Ann Lee"] and (field in found or field in {"", "countries"})


def test_who_is_named_again_below_a_label_has_another_trade(tmp_path: Path) -> None:
    """Lines that lost their labels are not the director's."""
    text = "The Long Road\n\nDirected by:\nAnn Lee\nAnn Lee, Bo Cy\nDi Ek\n\nDuration: 90 min\n"
    assert film(text, tmp_path)["directors"] == ["Ann Lee"]


@pytest.mark.parametrize(
    ("line", "field", "values"),
    [
        ("출연: 박지후 김새벽", "cast", ["박지후", "김새벽"]),
        ("출 연 : 박지후, 김새벽", "cast", ["박지후", "김새벽"]),
        ("출연: 톰 행크스", "cast", ["톰 행크스"]),
        ("촬 영 : 강국현", "cinematographers", ["강국현"]),
        ("제작: 긴길 제작위원회", "production_companies", ["긴길 제작위원회"]),
        ("छाया: सुब्रत मित्र", "cinematographers", ["सुब्रत मित्र"]),
        ("Bəstəkar: Miroslav Skorik", "composers", ["Miroslav Skorik"]),
        ("الإخراج: يوسف شاهين", "directors", ["يوسف شاهين"]),
    ],
)
def test_labels_and_names_of_other_scripts(line: str, field: str, values: list[str], tmp_path: Path) -> None:
    """Labels with spaces between their letters, and people without a sign between them, are understood."""
    assert film(f"The Long Road\n\nDuration: 90 min\nYear: 2018\n{line}\n", tmp_path).get(field) == values
