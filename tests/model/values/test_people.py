"""Names of people, of companies, and titles."""

import time
from contextlib import suppress

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kg.model.values.company import companies, company
from kg.model.values.notes import apart, without_footnotes
from kg.model.values.people import Named, acted, parts, person
from kg.model.values.title import Titled, title
from kg.system.errors import NotUnderstood

SEVERAL = [
    ("Andrew Haigh", ["Andrew Haigh"]),
    ("Chris Buck, Jennifer Lee", ["Chris Buck", "Jennifer Lee"]),
    ("Chris Buck; Jennifer Lee", ["Chris Buck", "Jennifer Lee"]),
    ("Chris Buck / Jennifer Lee", ["Chris Buck", "Jennifer Lee"]),
    ("Chris Buck|Jennifer Lee", ["Chris Buck", "Jennifer Lee"]),
    ("Chris Buck • Jennifer Lee", ["Chris Buck", "Jennifer Lee"]),
    ("Chris Buck\nJennifer Lee", ["Chris Buck", "Jennifer Lee"]),
    ("Chris Buck and Jennifer Lee", ["Chris Buck", "Jennifer Lee"]),
    ("Chris Buck & Jennifer Lee", ["Chris Buck", "Jennifer Lee"]),
    ("Chris Buck, and Jennifer Lee", ["Chris Buck", "Jennifer Lee"]),
    ("Jan Kiefer und Uwe Boll", ["Jan Kiefer", "Uwe Boll"]),
    ("Luc Besson et Michel Ocelot", ["Luc Besson", "Michel Ocelot"]),
    ("Pedro Almodóvar y Agustín Almodóvar", ["Pedro Almodóvar", "Agustín Almodóvar"]),
    ("José Ortega y Gasset", ["José Ortega y Gasset"]),
    ("Robert Downey, Jr.", ["Robert Downey Jr."]),
    ("ROBERT DOWNEY, JR., Jude Law", ["Robert Downey Jr.", "Jude Law"]),
    ("Carl Johnson (score), Carly Simon (songs)", ["Carl Johnson", "Carly Simon"]),
    ("Carl Johnson (score) Carly Simon (songs)", ["Carl Johnson", "Carly Simon"]),
    ("Mychael Danna [1], Jeff Danna [a]", ["Mychael Danna", "Jeff Danna"]),
    ("J. A. C. Redford", ["J. A. C. Redford"]),
    ("Robert 'Buzz' Henry", ["Robert 'Buzz' Henry"]),
    ('Dwayne "The Rock" Johnson', ['Dwayne "The Rock" Johnson']),
    ("Carl Johnson [1] Carly Simon [2]", ["Carl Johnson", "Carly Simon"]),
    ("Nick Cave and the Bad Seeds, Warren Ellis", ["Nick Cave and the Bad Seeds", "Warren Ellis"]),
    ("The Captain & Tennille", ["The Captain & Tennille"]),
    ("The Andrews Sisters, Jerry Colonna and Andy Russell", ["The Andrews Sisters", "Jerry Colonna", "Andy Russell"]),
    ("RZA, Q", ["RZA", "Q"]),
    ("黒澤明, 小津安二郎", ["黒澤明", "小津安二郎"]),
    ("Ann Li .", ["Ann Li"]),
    ("bell hooks", ["bell hooks"]),
    ("k.d. lang", ["k.d. lang"]),
    ("Ann Lee, in collaboration with Tom Mills and Uwe Boll", ["Ann Lee", "Tom Mills", "Uwe Boll"]),
    ("Ann Lee in collaboration with Tom Mills", ["Ann Lee", "Tom Mills"]),
    ("In Collaboration With Tom Mills", ["Tom Mills"]),
    ("Ann Lee; in enger Zusammenarbeit mit Uwe Boll", ["Ann Lee", "Uwe Boll"]),
    ("Luc Besson, avec la collaboration de Ann Lee", ["Luc Besson", "Ann Lee"]),
    ("Ann Lee in samenwerking met Jan Kiefer", ["Ann Lee", "Jan Kiefer"]),
    ("Ann Lee con la collaborazione di Carla Bo", ["Ann Lee", "Carla Bo"]),
    (r"Dwayne \"The Rock\" Johnson, Sinéad O\'Connor", ['Dwayne "The Rock" Johnson', "Sinéad O'Connor"]),
]

NOBODY = ["", " , ; ", "(score)", "Song by George Bruns", "Adapted from Tolstoy", "...", "[1]"]

CAPITALS = [
    ("Pablo BERGER", "Pablo Berger"),
    ("LEE Chang-dong", "Lee Chang-dong"),
    ("LARS VON TRIER", "Lars von Trier"),
    ("JOHN O'BRIEN", "John O'Brien"),
    ("Ronan McDONALD", "Ronan McDonald"),
    ("Celia ROWLSON-HALL", "Celia Rowlson-Hall"),
    ("Ignasi ESTAPÉ", "Ignasi Estapé"),
    ("GEORGE LUCAS III", "George Lucas III"),
    ("J.J. ABRAMS", "J.J. Abrams"),
    ("JJ Abrams", "JJ Abrams"),
    ("DJ Khaled", "DJ Khaled"),
    ("RZA", "RZA"),
    ("Leonardo DiCaprio", "Leonardo DiCaprio"),
    ("Ellen DeGeneres", "Ellen DeGeneres"),
    ("Jean-Luc Godard", "Jean-Luc Godard"),
]

TITLES = [
    ("Close", Titled("Close")),
    ("Augure (Omen)", Titled("Augure", ("Omen",))),
    ("Lord of the Rings, The", Titled("The Lord of the Rings")),
    ("Avventura, L'", Titled("L'Avventura")),
    ("Leben der Anderen, Das", Titled("Das Leben der Anderen")),
    ("Nosferatu (1922)", Titled("Nosferatu", (), 1922)),
    ("Nosferatu (film, 1922)", Titled("Nosferatu", (), 1922)),
    ("Nosferatu (I) (1922)", Titled("Nosferatu", (), 1922)),
    ("Nosferatu (TV Series 1999–2004)", Titled("Nosferatu")),
    ("Nosferatu (1999– )", Titled("Nosferatu")),
    ("Nosferatu (a.k.a. Orlok) (1922)", Titled("Nosferatu", ("Orlok",), 1922)),
    ("Idioten, De (The Idiots) (1998)", Titled("De Idioten", ("The Idiots",), 1998)),
    ("Money Mad (short)", Titled("Money Mad (short)")),
    ("(500) Days of Summer", Titled("(500) Days of Summer")),
    ("1917", Titled("1917")),
    ("2001: A Space Odyssey", Titled("2001: A Space Odyssey")),
    ("[REC] (2007)", Titled("[REC]", (), 2007)),
    ("Blue Harbour (1999) (TV)", Titled("Blue Harbour", (), 1999)),
    ("Blue Harbour (1999) (II)", Titled("Blue Harbour", (), 1999)),
    (
        "City of Lamps, The (Ville des lampes, La) (1996)",
        Titled("The City of Lamps", ("La Ville des lampes",), 1996),
    ),
    ("Me, Myself & Irene", Titled("Me, Myself & Irene")),
]


def people(raw: str, most_words: int = 0) -> list[Named]:
    """Everybody whom a text names. Raises NotUnderstood where one of them is no name."""
    return [part._replace(name=person(part.name, most_words=most_words)) for part in parts(raw)]


@pytest.mark.parametrize(("raw", "expected"), SEVERAL)
def test_people(raw: str, expected: list[str]) -> None:
    """Everybody is named once, in order, without notes and marks."""
    assert [named.name for named in people(raw)] == expected


@pytest.mark.parametrize("raw", NOBODY)
def test_nobody(raw: str) -> None:
    """What names nobody has no names in it, and what says more than names is refused."""
    with suppress(NotUnderstood):
        assert people(raw) == []


def test_notes_belong_to_the_name_before() -> None:
    """A note in brackets is kept beside the name that it follows."""
    assert [named.notes for named in people("A Berg (score) (uncredited), B Berg (songs)")] == [
        ("score", "uncredited"),
        ("songs",),
    ]


@pytest.mark.parametrize("raw", ["The Wachowskis", "the Dardennes", "The Beatles"])
def test_a_family_is_nobody(raw: str) -> None:
    """Several people under one name are no person."""
    with pytest.raises(NotUnderstood, match="several people"):
        people(raw)


@pytest.mark.parametrize("raw", ["The Edge", "The Rock", "Theo James", "The Chess"])
def test_a_name_with_an_article(raw: str) -> None:
    """What is no plural may be somebody's name."""
    assert [one.name for one in people(raw)] == [raw]


ACTED = [
    ("Sean Connery als William", "Sean Connery", "William"),
    ("Ann Lee as the Queen of Sheba", "Ann Lee", "the Queen of Sheba"),
    ("Ann Lee dans le rôle de Emma", "Ann Lee", "Emma"),
    ("Ann Lee w roli Emmy", "Ann Lee", "Emmy"),
    ("Ann Lee", "Ann Lee", ""),
    ("Perry Como", "Perry Como", ""),
    ("Ann as Emma", "Ann as Emma", ""),
    ("Ann Lee as", "Ann Lee as", ""),
]


@pytest.mark.parametrize(("raw", "name", "role"), ACTED)
def test_whom_somebody_plays(raw: str, name: str, role: str) -> None:
    """A word between a whole name and another text says whom that person plays; it is no part of the name."""
    assert acted(raw) == (name, role)


@pytest.mark.parametrize(
    "raw", ["James Algar Jack Couffer", "Dick Van Dyke Nancy Kwan", "H.M. Wynant Joy Page Ann Lee"]
)
def test_names_run_together(raw: str) -> None:
    """Where a source runs names together, a name of too many words is refused and never cut."""
    with pytest.raises(NotUnderstood, match="several names"):
        people(raw, most_words=3)


@pytest.mark.parametrize("raw", ["Helena Bonham Carter", "Lars von Trier", "J. A. C. Redford", "Robert 'Buzz' Henry"])
def test_names_of_three_words(raw: str) -> None:
    """Initials, particles and nicknames do not count as words of a name."""
    assert people(raw, most_words=3)[0].name == raw


@pytest.mark.parametrize(
    ("raw", "expected"),
    [("Haigh, Andrew", "Andrew Haigh"), ("Trier, Lars von", "Lars von Trier"), ("Baloji", "Baloji")],
)
def test_surname_first(raw: str, expected: str) -> None:
    """Where the source writes surnames first, they are put behind."""
    assert person(raw, surname_first=True) == expected


@pytest.mark.parametrize(("raw", "expected"), CAPITALS)
def test_capitals(raw: str, expected: str) -> None:
    """Surnames in capitals are written as usual; abbreviations stay."""
    assert person(raw) == expected


@pytest.mark.parametrize(("raw", "expected"), TITLES)
def test_title(raw: str, expected: Titled) -> None:
    """Another title, an article behind and a year are told from the title."""
    assert title(raw) == expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("Menuet, Diaphana Films", ["Menuet", "Diaphana Films"]),
        ("RKO Radio Pictures, Inc.", ["RKO Radio Pictures, Inc."]),
        ("Film4 / BFI; Arte", ["Film4", "BFI", "Arte"]),
        ("Canal+ [2]", ["Canal+"]),
        (" , ", []),
    ],
)
def test_companies(raw: str, expected: list[str]) -> None:
    """Companies are cut where names of people are, but not before their legal form."""
    assert list(companies(raw)) == expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("ARCADIA MOTION PICTURES S. L.", "Arcadia Motion Pictures S. L."),
        ("NOODLES PRODUCTION", "Noodles Production"),
        ("ZDF FILMS", "ZDF Films"),
        ("MUBI", "MUBI"),
        ("Blueprint Pictures", "Blueprint Pictures"),
    ],
)
def test_companies_in_capitals(raw: str, expected: str) -> None:
    """Where a source writes companies in capitals, they are put into usual case, but for abbreviations."""
    assert company(raw, capitals=True) == expected


def test_a_year_in_brackets_is_no_footnote() -> None:
    """Footnotes have at most three digits or one letter."""
    assert without_footnotes("Metropolis [1927] [12] [b] [note 3]") == "Metropolis [1927]"


@given(st.text())
@example("A ²")
def test_any_text_is_names_or_refused(raw: str) -> None:
    """No text makes the rule fail; what it gives, it gives again."""
    try:
        found = people(raw)
    except NotUnderstood:
        return
    assert all(person(named.name) == named.name for named in found)


@given(st.text())
def test_nothing_is_lost_outside_brackets(raw: str) -> None:
    """What is not in brackets and no mark is in the pieces."""
    outside = "".join(said for said, _ in apart(raw))
    assert "".join(outside.split()) in "".join(without_footnotes(raw).split()) or "(" in raw or "（" in raw


@pytest.mark.parametrize(
    "raw", ["A y " * 20_000, "(" * 50_000, "a," * 50_000, "A and " * 20_000, "O'" * 30_000, "[1" * 9000]
)
def test_long_texts_are_fast(raw: str) -> None:
    """No text takes long."""
    begin = time.process_time()
    for rule in (people, title, lambda text: list(companies(text))):
        try:
            rule(raw)
        except NotUnderstood:
            continue
    assert time.process_time() - begin < 3
