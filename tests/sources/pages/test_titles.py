"""What a page calls its film: one title, others beside it, and none where nothing on the page says which."""

from pathlib import Path

import pytest

from kg.model.record import Record
from kg.sources import guess, read
from kg.sources.pages.lines import lines_of
from kg.sources.pages.menus import menus

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
        "„Das Lehrerzimmer“ (The Teachers' Lounge)",
        "«Das Lehrerzimmer»\n(The Teachers' Lounge)",
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


ABOVE = [
    "Home   Programme   Tickets   Contact\n\n",
    "Accueil / Catalogue / Notice détaillée\n\n",
    "Movies > Comedy > The Long Way\n\n",
    "Skip to main content\nVisit\nOn View\nCalendar\nJoin & Give\n\n",
    "Etusivu\nOhjelmisto\nLiput\nVuokraus\nIn English\n\n",
    "The Nordic Way\nFriday 11 July, 21.45\n\n",
    "Per recordar Mercè Vila\nDijous 13/06/2024 | 19:30\nSala Gran\n\n",
    "Афиша\nАбонементы\nО нас\nВойти\n\nВторой сеанс\n15 февраля, суббота, 19:00\nот 350 ₽   Купить билет\n\n",
    "Klub Pod lampou\nst 19. 3. 2025, 20.00\n\n",
    "Ciclo Cartografías\n22-09-2024, 19h00\n\n",
]


@pytest.mark.parametrize("above", ABOVE)
@pytest.mark.parametrize("facts", ["Germany 2023, 98 min\nDirector: Anna Berg\n", "Director: Anna Berg\nYear: 2023\n"])
def test_what_stands_above_the_title(facts: str, above: str, tmp_path: Path) -> None:
    """Menus, the way to the page, series and dates above it are not the title; the line right above the facts is."""
    text = f"{above}Das Lehrerzimmer\n\n{facts}\nA woman comes back to the village and knows nobody there.\n"
    assert _film(text, tmp_path).title == "Das Lehrerzimmer"


@pytest.mark.parametrize("line", ["Anna   Berg", "Home", "Love / Hate", "Vogels / Oiseaux / Birds", "Run Lola Run"])
def test_lines_that_are_no_menus(line: str) -> None:
    """Two words with a wide space, two titles or three are no menu."""
    assert not menus(lines_of(f"{line}\n\nDas Lehrerzimmer\n"), ())


def test_a_block_above_facts_is_no_menu() -> None:
    """Short lines right above a fact may be title, other title and people."""
    lines = lines_of("Das Lehrerzimmer\nThe Lounge\nAnna Berg\nEva Falk\n\nGermany 2023, 98 min\n")
    assert menus(lines, {4}) == set() and menus(lines, ()) == {0, 1, 2, 3}


def test_another_title_right_above_the_facts(tmp_path: Path) -> None:
    """Where title and original title stand apart, one below the other, the upper is the title of a foreign film."""
    facts = f"Finland 2023, 81 min, Finnish\n{CREDITS}"
    record = _film(f"Fallen Leaves\n\nKuolleet lehdet\n\n{facts}", tmp_path)
    assert (record.title, record.alternate_titles) == ("Fallen Leaves", ("Kuolleet lehdet",))


@pytest.mark.parametrize(
    "heading",
    [
        "Film screening: Nordlicht",
        "Cinema sotto le stelle: Nordlicht",
        "Sommerkino im Schlosshof: Nordlicht",
        "Letní kino na náměstí: Nordlicht",
        "Yazlık Sinema Geceleri: Nordlicht",
        "Допрем'єрний показ: «Nordlicht»",
        "Preview: Nordlicht + Q&A",
        "Nordlicht + Filmgespräch mit der Regisseurin",
    ],
)
def test_events_are_no_part_of_a_title(heading: str, tmp_path: Path) -> None:
    """Words for an event before a title, and what else there is at a showing behind it, are none of it."""
    assert _film(f"{heading}\n\n{CREDITS}", tmp_path).title == "Nordlicht"


def test_series_before_a_title(tmp_path: Path) -> None:
    """What stands before another film of the page as well is the name of a series, whatever its words are."""
    below = "\nSoon\nTuesdays at Six: Mondlicht\n"
    assert _film(f"Tuesdays at Six: Nordlicht\n\n{CREDITS}{below}", tmp_path).title == "Nordlicht"
    assert _film(f"Tuesdays at Six: Nordlicht\n\n{CREDITS}", tmp_path).title == "Tuesdays at Six: Nordlicht"


@pytest.mark.parametrize(
    "above",
    [
        "Művészmozi a Körúton\n\nMűsor • Sorozatok • Jegyárak",
        "Cines Paraíso\nCartelera | Próximos estrenos | Ciclos",
        "Filmový klub Nostalgia\nProgram | Členstvo | Archív",
        "Cineclub de la vila\nDes de 1964",
        "Довженко-Клуб",
        "סינמטק",
        "上映作品",
        "Dnes večer: kino z dalekých krajin",
        "Summer Days\n\nSesión 4",
        "Norske favoritter\n\nMenu   Log in   Basket (0)",
    ],
)
def test_lines_of_the_site_above_a_title(above: str, tmp_path: Path) -> None:
    """Who shows a film, its menu and what it says of itself stand above the title, which heads the film's own block."""
    assert _film(f"{above}\n\nNordlicht\nFinland 2023, 81 min\n\n{CREDITS}", tmp_path).title == "Nordlicht"


@pytest.mark.parametrize("title", ["Oslo, 31. august", "4 luni, 3 săptămâni", "24. Juni"])
def test_the_end_of_the_way_may_be_a_sentence(title: str, tmp_path: Path) -> None:
    """What looks like a date or a list is the title where the way to the page ends with it."""
    record = _film(f"Home » Filme » {title}\n\n{title}\nRomania 2007, 113 min\n\n{CREDITS}", tmp_path)
    assert record.title == title


def test_the_director_and_the_year_below_the_title(tmp_path: Path) -> None:
    """A name with a year below the title is the director's, though no label says so."""
    record = _film("Pa negre\nAnna Berg, 2010\n\nCast: Eva Falk, Gil Holm. Espanya. 108'\n", tmp_path)
    assert (record.title, [person.name for person in record.directors], record.year) == (
        "Pa negre",
        ["Anna Berg"],
        2010,
    )


@pytest.mark.parametrize(
    ("line", "year", "countries", "duration"),
    [
        ("UK/USA 2019 2h", 2019, ("GB", "US"), "PT2H"),
        ("France / Italie 1962 1h30", 1962, ("FR", "IT"), "PT1H30M"),
        ("香港、法國｜2000｜98分鐘｜彩色", 2000, ("HK", "FR"), "PT1H38M"),
        ("PG | 104 mins | UK 1949", 1949, ("GB",), "PT1H44M"),
        ("Suomi 2021 • 107 min • K12 • väri", 2021, ("FI",), "PT1H47M"),
        ("Drama | N16 | Lietuva | 2021 | 92 min", 2021, ("LT",), "PT1H32M"),
    ],
)
def test_facts_in_a_line(line: str, year: int, countries: tuple[str, ...], duration: str, tmp_path: Path) -> None:
    """A length stands behind country and year without a mark; bars are of any width; certificates are none of these."""
    record = _film(f"Nordlicht\n{line}\n\n{CREDITS}", tmp_path)
    assert (record.year, record.countries, record.duration) == (year, countries, duration)


@pytest.mark.parametrize(
    "menu", ["Home > Catalogue > 2021", "REPERTOAR / MUZEJ / ARHIV / IZDAVAŠTVO", "Programme | Tickets | Contact"]
)
def test_the_name_of_a_site_stands_above_its_menu(menu: str, tmp_path: Path) -> None:
    """On the first line of a page; the title is further down."""
    page = (
        f"Agency of the North – Catalogue\n{menu}\n\nLEMONADE FOR TWO\n(Limonada za dvoje)\n\n99 min, 2021\n{CREDITS}"
    )
    assert _film(page, tmp_path).title == "LEMONADE FOR TWO"


def test_a_title_may_ask(tmp_path: Path) -> None:
    """At the head of a block in which the facts stand, also above the director."""
    page = f"Programme\n\nQui a peur de la rue vide ?\nAnna Berg\nFrance / 1974 / 92 min\n\n{CREDITS}"
    assert _film(page, tmp_path).title == "Qui a peur de la rue vide ?"


def test_another_title_in_a_heading_below_the_title(tmp_path: Path) -> None:
    """Where facts with labels follow; a heading of one or two words may be that of a part of the page."""
    html = "<title>{0}</title><h1>{0}</h1><h2>{1}</h2><ul><li>Director: Anna Berg</li><li>Year: 2022</li></ul>"
    found = [(other, "More za početnike") for other in ("Sea for Beginners", "Grunddata", "Two Words")]
    told = []
    for other, title in found:
        path = tmp_path / "page.html"
        path.write_text(html.format(title, other), "utf-8")
        (record,) = (one for one in read(path, guess(path), tmp_path) if isinstance(one, Record))
        told.append((record.title, record.alternate_titles))
    assert told == [(found[0][1], ("Sea for Beginners",)), (found[0][1], ()), (found[0][1], ())]


MENU = "Cinema of the North\nHome | Programme | Tickets\n\n"


@pytest.mark.parametrize(
    "head",
    ["New Horizons\n\nSalt Road\n\n", "New Horizons\nSalt Road\n(Le chemin du sel)\n\n", "New Horizons\n\nSALT ROAD\n"],
)
def test_an_event_above_a_title_is_a_doubt(head: str, tmp_path: Path) -> None:
    """Two lines that may be titles, of which the lower stands at the head of the facts: the fault names both."""
    record = _film(f"{MENU}{head}{CREDITS}", tmp_path)
    (fault,) = (one for one in record.faults if one.field == "title")
    assert record.title is None and "New Horizons" in fault.reason and "salt road" in fault.reason.casefold()


@pytest.mark.parametrize(
    "head",
    [
        "Salt Road\n\nLe chemin du sel\n\n",
        "Salt Road\n\nДорога соли\n\n",
        "Salt Road\n\nA life between two seas.\n\n",
        "Salt Road\n\nEva Falk\n\n",
        "Salt Road\n\nIt Takes Two Seas\n\nSalt Road is what they call it.\n",
    ],
)
def test_a_title_stands_above_what_is_no_title(head: str, tmp_path: Path) -> None:
    """A line of another language or script, a sentence, one of the people; or the page says the title again."""
    assert _film(f"{MENU}{head}{CREDITS}", tmp_path).title == "Salt Road"


def test_the_end_of_the_way_stands_above_another_title(tmp_path: Path) -> None:
    """It is the title also where it looks like a sentence, and the line below like a title."""
    title = "4 luni, 3 săptămâni și 2 zile"
    page = f"Acasă » Filme » {title}\n\n{title}\n4 Months, 3 Weeks and 2 Days\nRomânia | 2007 | 113 min\n\n{CREDITS}"
    assert _film(page, tmp_path).title == title


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("sala Makavejev\n\nSALT ROAD (Norway, 1967)\n\n", "SALT ROAD"),
        ("With Kelly Barker (Film Studies)\n\nSalt (2013)\n\n", "Salt"),
        ("Salt Road, r. Anna Berg\n\nNorway 2022, 96 min\n\n", "Salt Road"),
        ("Filmas „Salt Road“ (Pilgrims)\n\nNorway, 2021, 92 min.\n", "Salt Road"),
        ("A road that leads to the sea\n(El camino que lleva al mar)\nAnna Berg\n\n", "A road that leads to the sea"),
        ("Thursday\n\nNorway 2023 – 96 min\n", "Thursday"),
        ("Salt Road – A Life in Dignity\n(Salt Road)\nNorway 2022\n", "Salt Road – A Life in Dignity"),
        ("Nu in de zaal\n\nSalt Road\nNorway 2022, 96 min\n", "Salt Road"),
    ],
)
def test_what_stands_around_a_title(head: str, title: str, tmp_path: Path) -> None:
    """Halls, hosts, words for films, what is on now; other titles in brackets, and the director behind a comma."""
    assert _film(f"{MENU}{head}{CREDITS}", tmp_path).title == title


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("Lumen Blau Lumen Blau", "Lumen Blau"),
        ("Yi Yi", "Yi Yi"),
        ("Der lange Weg DEN LANGE VEIEN", "Der lange Weg"),
        ("DEN LANGE VEIEN Der lange Weg", "DEN LANGE VEIEN"),
        ("먼 길 The Long Road", "먼 길"),
        ("▶ Der lange Weg", "Der lange Weg"),
        ("《花样年华》", "花样年华"),
        ("«Длинная дорога» 1979 г.", "Длинная дорога"),
        ("فيلم الطريق الطويل", "الطريق الطويل"),
        ("Hosszú út – filmvetítés", "Hosszú út"),
        ("The Long Road – Filmclub", "The Long Road"),
        ("Kynodontas · dir. Anna Berg", "Kynodontas"),
        ("Ilgas kelias / The Long Road / Pikk tee (2013, Estija / Gruzija)", "Ilgas kelias"),
        ("El largo camino\nde la luna", "El largo camino de la luna"),
        ("4 luni, 3 săptămâni și 2 zile", "4 luni, 3 săptămâni și 2 zile"),
        ("Ελληνική ταινία\n«Ο μακρύς δρόμος»", "Ο μακρύς δρόμος"),
        ("The Long Road (North Macedonia)", "The Long Road"),
        ("Jump to content\n\nThe Long Road", "The Long Road"),
    ],
)
def test_what_stands_beside_a_title(head: str, title: str, tmp_path: Path) -> None:
    """The same title again, another in other letters, marks, words for a film or a showing are none of it."""
    assert _film(f"{head}\n\n{CREDITS}", tmp_path).title == title


@pytest.mark.parametrize(
    "line", ["IBM and the Holocaust", "The Story of NASA", "USA against Al Capone", "Two Two Three"]
)
def test_a_title_with_capitals_is_whole(line: str, tmp_path: Path) -> None:
    """Few capitals are a part of a title."""
    assert _film(f"{line}\n\n{CREDITS}", tmp_path).title == line


def test_a_title_in_capitals_in_the_text(tmp_path: Path) -> None:
    """Where the running text writes a title as titles are written, it is no name of a person."""
    text = "La La Land\n\nAnna Berg\nUSA 2016\n126 min\n\nLA LA LAND is about a pianist who falls in love.\n"
    film = _film(text, tmp_path)
    assert film.title == "La La Land" and [one.name for one in film.directors] == ["Anna Berg"]


@pytest.mark.parametrize(
    "head",
    [
        "Tonight at the Regent\nThe Long Bridge",
        "Spotlight on British Talent\n\nThe Long Bridge",
        "Spring Nights\nThe Long Bridge",
    ],
)
def test_what_may_be_a_title_or_a_series(head: str, tmp_path: Path) -> None:
    """Of two lines above the facts, of which neither is said again, nothing decides; the fault names both."""
    record = _film(f"{head}\nUK 2021, 98 min, English\n{CREDITS}", tmp_path)
    assert not record.title
    (found,) = (one for one in record.faults if one.field == "title")
    assert "'The Long Bridge'" in found.reason and repr(head.partition("\n")[0]) in found.reason


@pytest.mark.parametrize(
    "badge", ["New", "Complet", "Neu im Kino", "ESTRENO", "Uitverkocht", "Coup de cœur", "Polecamy"]
)
def test_badges_above_a_title(badge: str, tmp_path: Path) -> None:
    """Words such as `New` and `Sold out` are no title."""
    assert _film(f"{badge}\nNordlicht\nNorwegen 2021, 98 min\n{CREDITS}", tmp_path).title == "Nordlicht"


def test_the_line_that_is_said_again(tmp_path: Path) -> None:
    """Of two lines at the head the lower is the title, where the page says it again and not the upper."""
    page = f"Spring Nights\nNordlicht\nNorway 2021, 98 min\n{CREDITS}In Nordlicht the days are long.\n"
    assert _film(page, tmp_path).title == "Nordlicht"


@pytest.mark.parametrize(
    "line",
    [
        "Nordlicht 2021",
        "Nordlicht, 2021",
        "Nordlicht 12+",
        "Nordlicht by Anna Berg",
        "Nordlicht de Anna Berg",
        "Nordlicht d'Anna Berg",
    ],
)
def test_facts_behind_a_title(line: str, tmp_path: Path) -> None:
    """The year and the director that the page states are no part of a title, nor is an age."""
    assert _film(f"{line}\n\nYear: 2021\n{CREDITS}", tmp_path).title == "Nordlicht"


@pytest.mark.parametrize("title", ["Nordlicht 2049", "20.000 species of bees"])
def test_numbers_in_a_title(title: str, tmp_path: Path) -> None:
    """Another year than the film's, and a large number, are parts of a title."""
    assert _film(f"{title}\n\nYear: 2021\n{CREDITS}", tmp_path).title == title
