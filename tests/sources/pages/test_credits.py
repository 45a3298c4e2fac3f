"""Credits in runs, by letters, in brackets, in two languages and in sentences: where each ends, and whose it is."""

from pathlib import Path
from typing import Any

import msgspec
import pytest

from kg.model.record import Record
from kg.sources import guess, read
from kg.sources.pages.letters import letters, spoken_in


def film(text: str, folder: Path) -> dict[str, Any]:
    """The record of a page, people and companies by their names."""
    path = folder / "page.txt"
    path.write_text(text, "utf-8")
    (found,) = read(path, guess(path), folder)
    assert isinstance(found, Record)
    record: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(found))
    return {field: _plain(value) for field, value in record.items()}


def _plain(value: Any) -> Any:
    return [one.get("name", one) if isinstance(one, dict) else one for one in value] if type(value) is list else value


ITALIAN = "\nUn uomo torna nella casa che non è più la sua.\n"
CREDITS: list[tuple[str, dict[str, Any]]] = [
    # Letters mean what they mean in the language of the page.
    (
        f"Il ponte\nR.: Anna Smith\nSc.: Bo Cy\nF.: Uma Lang\nM.: Tom Kurz\nMus.: Eva Po\nOr.: Italia\n{ITALIAN}",
        {"editors": ["Tom Kurz"], "composers": ["Eva Po"], "screenwriters": ["Bo Cy"], "countries": ["IT"]},
    ),
    (
        "MOST\nR: Anna Smith, S: Bo Cy, K: Uma Lang, Hrají: Tom Kurz, Eva Po\n\nMuž se vrací do domu.\n",
        {"directors": ["Anna Smith"], "screenwriters": ["Bo Cy"], "cast": ["Tom Kurz", "Eva Po"], "editors": None},
    ),
    (
        "El puente\nDir.: Anna Smith. G.: Bo Cy. Fot.: Uma Lang. Mont.: Tom Kurz.\n\nUn hombre vuelve a su casa.\n",
        {"screenwriters": ["Bo Cy"], "editors": ["Tom Kurz"]},
    ),
    (
        "De brug\nR. Anna Smith\nS. Bo Cy\nC. Uma Lang\nM. Tom Kurz\n\nEen man komt thuis in een leeg huis.\n",
        {"screenwriters": ["Bo Cy"], "cinematographers": ["Uma Lang"], "composers": ["Tom Kurz"]},
    ),
    # Labels that are cut with full stops, without colons.
    (
        "LE PONT\nRéal. Anna Smith. Scén. Bo Cy. Ph. Uma Lang. Prod. Sol Films.\n",
        {"directors": ["Anna Smith"], "cinematographers": ["Uma Lang"], "production_companies": ["Sol Films"]},
    ),
    # A label and its value in a bracket.
    (
        "Die Brücke (OT: Le pont)\nFrankreich 2020\nRegie: Anna Smith\n",
        {"title": "Die Brücke", "alternate_titles": ["Le pont"]},
    ),
    # Small labels in two languages, whose values say what they are.
    (
        "Il ponte\nregia / director Anna Smith\nanno / year 2013\npaese / country Italia\nproduzione Sol Film\n",
        {"year": 2013, "countries": ["IT"], "production_companies": ["Sol Film"]},
    ),
    # Names before words for the cast, countries, novels and at the end of a list.
    (
        "Brücke\nEin Film von Anna Smith mit Uma Lang, Tom Kurz und Eva Po\nDeutschland 2019, 118 Min.\n",
        {"directors": ["Anna Smith"], "cast": ["Uma Lang", "Tom Kurz", "Eva Po"]},
    ),
    ("The Bridge\nDirected by Anna Smith | USA | 2019\nEdited by Bo Cy\nMusic by Tom Kurz\n", {"countries": ["US"]}),
    (
        "Il ponte\nsceneggiatura: Anna Smith, Bo Cy – dal romanzo di Eva Po\nregia: Bo Cy\n",
        {"screenwriters": ["Anna Smith", "Bo Cy"]},
    ),
    ("Most\nrežie: Anna Smith\nhrají: Uma Lang, Tom Kurz ad.\n", {"cast": ["Uma Lang", "Tom Kurz"]}),
    (
        "A ponte\nRealização: Anna Smith\nMontagem: Manoel de Sousa e Vieira de Lima\n",
        {"editors": ["Manoel de Sousa", "Vieira de Lima"]},
    ),
    # Names of films with a year, and of societies; a name behind a label that is not known is no director's.
    ("Cineclub Mar\n\nESTIU 1993\n\nDirecció: Anna Smith\nPaís: Espanya\n", {"title": "ESTIU 1993"}),
    ("Most\nQ: Uma Lang, Eva Po. Suomi 2002. 97 min.\n", {"directors": None, "year": 2002}),
    ("Most\nRegie: Anna Smith\nProducer: Óscar Lang\n", {"producers": ["Óscar Lang"]}),
    # Names of companies end at addresses, formats and facts; a name with an article is nobody's.
    (
        "Brücke\nRegie: Anna Smith\nVerleih: Echter Film, Ringweg 98, 50670 Essen\n",
        {"distributors": ["Echter Film"]},
    ),
    (
        "Il ponte\nRegia: Anna Smith. Prod.: Produzioni Lang. DCP. D.: 89'\n",
        {"production_companies": ["Produzioni Lang"]},
    ),
    (
        "IL PONTE\nRegia: Bo Cy - Produzione: Sol Film, Le Pont - Distribuzione: 02 Distribution - Italia 2021, 99'\n",
        {"production_companies": ["Sol Film", "Le Pont"], "distributors": ["02 Distribution"], "year": 2021},
    ),
    # A title before the director's name; two directors; a subtitle in the title's language is no other title.
    (
        "Broen\nThe Long Bridge / Anna Smith, 1987 / 157 min.\nMedvirkende: Uma Lang, Tom Kurz\n",
        {"title": "Broen", "directors": ["Anna Smith"], "alternate_titles": ["The Long Bridge"]},
    ),
    ("The Bridge\nAnna Smith, Bo Cy / Poland / 2019 / 87 min\n", {"directors": ["Anna Smith", "Bo Cy"]}),
    (
        "Die Brücke und das Tal\nDer lange Weg\nRegie: Anna Smith\nSchweiz 2020, 85 Min.\n"
        "In «Die Brücke und das Tal» kehrt eine Frau nach vielen Jahren in ihr Dorf zurück.\n",
        {"title": "Die Brücke und das Tal", "alternate_titles": None},
    ),
    # A title that could be a name, above somebody who is named among the credits.
    (
        "Petite Rue\nAnna Smith\n2021 / France / 93 min\nScénario\nAnna Smith\nImage\nBo Cy\n",
        {"title": "Petite Rue", "directors": ["Anna Smith"]},
    ),
    # Prizes are nobody; a label that ends in a word before names needs no others near it.
    (
        "The Bridge\nDirector: Anna Smith\nCast: Uma Lang, Oscar Kurz\nOscar Nominee, Norway 2022\n",
        {"directors": ["Anna Smith"], "cast": ["Uma Lang", "Oscar Kurz"]},
    ),
    (
        "Brücke\nSchweiz 2020, 85 Min.\nIm Verleih von Sol Filmverleih\n\nEin Mann geht heim.\n",
        {"distributors": ["Sol Filmverleih"]},
    ),
    # Whoever took a picture, a company that is none, and labels of pages are no values.
    (
        "Die Brücke\nFoto: Lukas Bern\nRegie: Anna Smith\nBuch: Bo Cy\nVerleih: kein Verleih\n\nEin Mann geht heim.\n",
        {"cinematographers": None, "distributors": None},
    ),
    (
        "Broen\nInstruktør: Anna Smith\nManuskript: Bo Cy\nFoto: Uma Lang\n\nEn mand går over broen og hjem.\n",
        {"cinematographers": ["Uma Lang"]},
    ),
    # Labels that are not known, or end in capitals, in a run without signs between.
    (
        "Brücke\nRegie: Anna Smith Filmmusik: Bo Cy Oberbeleuchterin: Uma Lang Montage: Tom Kurz\n",
        {"composers": ["Bo Cy"], "editors": ["Tom Kurz"]},
    ),
    (
        "The Bridge\nDir: Anna Smith Scr: Anna Smith, Bo Cy DoP: Uma Lang Cast: Tom Kurz, Eva Po\n",
        {"screenwriters": ["Anna Smith", "Bo Cy"], "cinematographers": ["Uma Lang"]},
    ),
    (
        "LE PONT\nScénario Anna Smith Photo Bo Cy Avec Uma Lang, Tom Kurz Production Sol Films Vente Mer Int\n",
        {"production_companies": ["Sol Films"], "cast": ["Uma Lang", "Tom Kurz"]},
    ),
    # Facts behind slashes, and in lists of languages.
    (
        "EL PUENTE\nDirector: Anna Smith / Distribución: Sol Films / España-Francia, 2022 / 130 min. / VOSE\n",
        {"distributors": ["Sol Films"], "countries": ["ES", "FR"], "year": 2022, "duration": "PT2H10M"},
    ),
    (
        "LE PONT\nAnna Smith\nFrance / 2021 / 142' / français, italien\n\nUn homme rentre chez lui.\n",
        {"languages": ["fr", "it"], "countries": ["FR"]},
    ),
    (
        "Brücke\nRegie Anna Smith // Kamera Bo Cy // Musik Uma Lang // Deutschland 2021 // 79 Minuten\n",
        {"year": 2021, "duration": "PT1H19M", "composers": ["Uma Lang"]},
    ),
    ("EL PUENTE\nAnna Smith\n2022 Argentina, España, Francia. 106'\n", {"countries": ["AR", "ES", "FR"]}),
    # A director in two languages, behind the title, before the cast; authors before what they made the film of.
    ("MOST\nreż. / dir. Anna Smith\nmuzyka / music: Bo Cy\n", {"directors": ["Anna Smith"]}),
    (
        "Brug – Anna Smith\n\nUSA 2011 | 100 min | Anna Smith | met Uma Lang, Tom Kurz\n",
        {"title": "Brug", "directors": ["Anna Smith"]},
    ),
    (
        "ALMA NOVA, de Anna Smith\ncom Uma Lang, Tom Kurz\nargumento: Bo Cy\n",
        {"title": "ALMA NOVA", "directors": ["Anna Smith"]},
    ),
    ("Bro\nRegi Anna Smith\nManus Bo Cy efter Eva Pos bok\nMusik Uma Lang\n", {"screenwriters": ["Bo Cy"]}),
    # Pieces of a line that begin with labels, and facts among them.
    (
        "Brücke\nRegie Anna Smith | Kamera Bo Cy | Schnitt Uma Lang | Produzent Tom Kurz | Schweiz | 2021, 9 Min.\n",
        {"directors": ["Anna Smith"], "producers": ["Tom Kurz"], "countries": ["CH"], "year": 2021},
    ),
    # Columns of labels and values: where a value is missing, nobody knows whose the others are.
    (
        "Brücke\n\nRegie\nDrehbuch\nKamera\nSchnitt\nVerleih\n\nAnna Smith\nBo Cy\nUma Lang\nSol Film\n\n"
        "Schweiz 2021, 99 Min.\n",
        {"screenwriters": None, "editors": None, "distributors": None},
    ),
    (
        "Brücke\n\nRegie\nDrehbuch\nKamera\n\nAnna Smith\nBo Cy\nUma Lang\n\nEin Mann geht heim.\n",
        {"directors": ["Anna Smith"], "screenwriters": ["Bo Cy"], "cinematographers": ["Uma Lang"]},
    ),
    (
        "Brücke\nRegie\nKamera\nVerleih\nAnna Smith\nUma Lang\nSol Film\nSchweiz 2021, 99 Min.\n",
        {"directors": ["Anna Smith"], "cinematographers": ["Uma Lang"], "distributors": ["Sol Film"], "year": 2021},
    ),
    # Several people before what they did.
    (
        "The Bridge\nAnna Smith – Director\nAnna Smith, Bo Cy, Uma Lang – Screenplay\nTom Kurz – Music\n",
        {"directors": ["Anna Smith"], "screenwriters": ["Anna Smith", "Bo Cy", "Uma Lang"]},
    ),
    # Values above labels, whatever companies are called, and though the text below speaks of films.
    (
        "Fluss\n\nAnna Smith\nDrehbuch\n112 min\nLänge\nMer\nWeltvertrieb\nBo Cy\nKamera\nPandora\nVerleih\n"
        "Uma Lang\nRegie\nSonne\nKontakt\n\nEin Film, der vom Fluss erzählt und von nichts sonst.\n",
        {"screenwriters": ["Anna Smith"], "cinematographers": ["Bo Cy"], "directors": ["Uma Lang"]}
        | {"distributors": ["Pandora"], "duration": "PT1H52M"},
    ),
    (
        "Fluss\n\nAnna Smith, Bo Cy\nScreenplay\n\nMer\nDistributor\n\nUma Lang\nDirector\n\nA man goes home.\n",
        {"screenwriters": ["Anna Smith", "Bo Cy"], "directors": ["Uma Lang"], "distributors": ["Mer"]},
    ),
    # Nobody is called like a town, a prize or a camera; in capitals, "and" is one too, but no part of a name is.
    (
        "Fluss\n\nNew York, USA 2021, 90 min\n\nA woman comes home.\n",
        {"title": "Fluss", "alternate_titles": None, "directors": None, "countries": ["US"]},
    ),
    (
        "Fluss\n\nSilver Bear, Director\nAnna Smith, Director\nBo Cy, Screenplay\nUma Lang, Camera\n",
        {"directors": ["Anna Smith"]},
    ),
    (
        "Fluss\n\n2021, 98 min\n\nDirector: Anna Smith\nCamera: Arri Alexa\nSound: Dolby Digital\n",
        {"cinematographers": None, "other_credits": None},
    ),
    (
        "Fluss\n\nDirector: ANNA SMITH Y BO CY\nCast: JOSÉ ORTEGA Y GASSET, ANNA E SMITH, UMA LANG ET DI EK\n",
        {"directors": ["Anna Smith", "Bo Cy"]}
        | {"cast": ["José Ortega Y Gasset", "Anna E Smith", "Uma Lang", "Di Ek"]},
    ),
    # A country behind a director's name, before the year; how long it takes to read the page; one name in a cast.
    (
        "Fluss\n\nRegie Anna Smith Österreich 1978\nMit Uma Lang, Tom Kurz, Zoe\nKamera: Bo Cy\n",
        {"directors": ["Anna Smith"], "countries": ["AT"], "year": 1978, "cast": ["Uma Lang", "Tom Kurz", "Zoe"]},
    ),
    ("Fluss\n\n7 september 2022   Leestijd 3 min\n\nRegie: Anna Smith\nMet: Uma Lang\n", {"duration": None}),
    (
        "Fluss\n\nRegi: Anna Smith\n\nMedverkande\nUma Lang\tElsa\nTom Kurz\tfadern\n",
        {"cast": ["Uma Lang", "Tom Kurz"]},
    ),
    # Whoever has a prize, it is one, and labels behind it are labels.
    (
        "Fluss\n\nDirector: Anna Smith\nGrand Prix: Best Director: Mia Po\nYear: 2020\n",
        {"directors": ["Anna Smith"], "awards": ["Best Director: Mia Po"]},
    ),
    (
        "Fluss\n\nDirector: Anna Smith. Awards: Grand Prix Cannes. Country: France.\n",
        {"awards": ["Grand Prix Cannes"], "countries": ["FR"]},
    ),
]


@pytest.mark.parametrize(("text", "stated"), CREDITS)
def test_credits(text: str, stated: dict[str, Any], tmp_path: Path) -> None:
    """Each value is whole, and of its own field."""
    found = film(text, tmp_path)
    assert {field: found.get(field) for field in stated} == stated


def test_letters_that_labels_say() -> None:
    """What a label says in full, no letter says; a page of no language has letters of the first table that fits."""
    assert letters("R: A\nK: B\nS: C") == letters("R: A\nK: B\nS: C\nB: D")
    assert "d" not in letters("R: A\nK: B\nDarsteller: C")
    assert letters("Time: 20:15") == {}


def test_the_language_of_a_page() -> None:
    """By small words and labels; languages that are close are both possible."""
    assert spoken_in("Der Mann geht über die Brücke, und nicht mit der Frau") == {"de"}
    assert spoken_in("Muž a žena se potkali") == set()
    assert {"cs", "sk"} >= spoken_in("Hrají: A\nStřih: B\nna most") > set()


ROWS = "".join(
    f"<tr><td>{name}</td><td>{role}</td></tr>"
    for name, role in (("Lis Nilhammar", "Ulla"), ("Ernst-Hugo Järn", "Gunnar"), ("Per Myrvik", "vaktmästaren"))
)


@pytest.mark.parametrize("after", ["", "<h2>Filmteam</h2><table><tr><td>Foto</td><td>Rune Ericsson</td></tr></table>"])
def test_a_table_of_the_cast(after: str, tmp_path: Path) -> None:
    """Names, and whom they play in the next column, below a heading: the names are the cast."""
    path = tmp_path / "page.html"
    head = "<title>Gunnar</title><h1>Gunnar</h1><p>1981, 94 min</p><p>Regi: Barbro Hallqvist</p>"
    path.write_text(f"{head}<h2>Medverkande</h2><table>{ROWS}</table>{after}", "utf-8")
    (record,) = read(path, guess(path), tmp_path)
    assert isinstance(record, Record)
    assert [person.name for person in record.cast] == ["Lis Nilhammar", "Ernst-Hugo Järn", "Per Myrvik"]
    assert bool(after) == bool(record.cinematographers)


@pytest.mark.parametrize(
    ("page", "director", "country", "minutes"),
    [
        ("მეორე ნაპირზე|რეჟისორი: თინა ქაჯაია|ქვეყანა: საქართველო|ხანგრძლივობა: 91 წუთი", "თინა ქაჯაია", "GE", 91),
        ("Քամին չի սպասում|Ռեժիսոր՝ Նորա Մարտիրոսյան|Հայաստան, 2019, 96 րոպե", "Նորա Մարտիրոսյան", "AM", 96),
        ("ทุ่งข้าวสีเงิน|กำกับ: พิมพกา โตวิระกุล|ประเทศ: ไทย|ความยาว: 83 นาที", "พิมพกา โตวิระกุล", "TH", 83),
        ("Surat untuk Ibu|Sutradara: Wregas Prasetyo|Negara: Indonesia|Durasi: 88 menit", "Wregas Prasetyo", "ID", 88),
        ("Mưa trên mái tôn|Đạo diễn: Nguyễn Hoàng|Quốc gia: Việt Nam|Thời lượng: 92 phút", "Nguyễn Hoàng", "VN", 92),
        ("Лимонада|Режија: Дина Дуковска|Земја: Северна Македонија|Траење: 99 мин.", "Дина Дуковска", "MK", 99),
    ],
)  # fmt: skip
def test_pages_in_more_languages(page: str, director: str, country: str, minutes: int, tmp_path: Path) -> None:
    """Labels, names in scripts without capitals or with signs for vowels, countries and minutes."""
    found = film(page.replace("|", "\n\n", 1).replace("|", "\n") + "\n", tmp_path)
    assert (found["directors"], found["countries"]) == ([director], [country])
    assert found["duration"] == f"PT1H{minutes - 60}M"
