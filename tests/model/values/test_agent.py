"""Who is somebody, and what names nobody."""

import tomllib
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kg.model.values
from kg.model.values.agent import company_name, is_company, is_nobody, person_name
from kg.model.values.company import companies, company
from kg.model.values.genre import genre
from kg.model.values.people import parts, person
from kg.model.values.tails import without_tails
from kg.system.errors import NotUnderstood

LISTS = [
    # Jr and Jun stand behind a name or begin one.
    ("Olly Reid, Jun Falkenstein", ["Olly Reid", "Jun Falkenstein"]),
    ("Devon Sawa, JR Bourne", ["Devon Sawa", "JR Bourne"]),
    ("Agnès Varda, JR", ["Agnès Varda", "JR"]),
    ("Jun Ichikawa, Sen Mitsuji", ["Jun Ichikawa", "Sen Mitsuji"]),
    ("Robert Downey, Jr., Jude Law", ["Robert Downey Jr.", "Jude Law"]),
    ("ROBERT DOWNEY, JR, JUDE LAW", ["Robert Downey Jr", "Jude Law"]),
    ("Fritz Weber, jun., Ann Lee", ["Fritz Weber jun.", "Ann Lee"]),
    ("Sammy Davis, Jr. and Dean Martin", ["Sammy Davis Jr.", "Dean Martin"]),
    ("Thelma Berg, A.C.E., Ann Lee", ["Thelma Berg A.C.E.", "Ann Lee"]),
    ("Roger Deakins, ASC, BSC", ["Roger Deakins ASC BSC"]),
    ("Ann Lee, Harry Connick, Jr. (Jim)", ["Ann Lee", "Harry Connick Jr."]),
    # What separates two people, in many languages.
    ("Ethan Coen u. Joel Coen", ["Ethan Coen", "Joel Coen"]),
    ("Ethan Coen/Joel Coen", ["Ethan Coen", "Joel Coen"]),
    ("ANN LEE ET TOM MILLS", ["Ann Lee", "Tom Mills"]),
    ("Jan Svěrák a Petr Jarchovský", ["Jan Svěrák", "Petr Jarchovský"]),
    ("Анна Ли и Том Миллс", ["Анна Ли", "Том Миллс"]),
    ("Γιώργος Λάνθιμος και Ευθύμης Φιλίππου", ["Γιώργος Λάνθιμος", "Ευθύμης Φιλίππου"]),
    ("Nuri Bilge Ceylan ve Ebru Ceylan", ["Nuri Bilge Ceylan", "Ebru Ceylan"]),
    ("Ann Lee、Tom Mills", ["Ann Lee", "Tom Mills"]),
    ("RZA and Howard Drossin", ["RZA", "Howard Drossin"]),
    ("Les Baxter and Ann Lee", ["Les Baxter", "Ann Lee"]),
    # What does not.
    ("Li En Chen", ["Li En Chen"]),
    ("John E Smith Lee", ["John E Smith Lee"]),
    ("Marcel·lí Antúnez", ["Marcel·lí Antúnez"]),
    ("安德鲁·海格", ["安德鲁·海格"]),
    ("Vincenzo in der Maur", ["Vincenzo in der Maur"]),
    ("AC/DC", ["AC/DC"]),
    ("Ann Lee*", ["Ann Lee"]),
    # Who is not named.
    ("Ann Marlow, Tom Mills u.a.", ["Ann Marlow", "Tom Mills"]),
    ("Ann Marlow, Tom Mills u. a.", ["Ann Marlow", "Tom Mills"]),
    ("Ann Marlow, u. v. m.", ["Ann Marlow"]),
    ("Ann Marlow, et al.", ["Ann Marlow"]),
    ("Анна Ли, среди прочих", ["Анна Ли"]),
    ("Ann Marlow, Tom Mills, etc.", ["Ann Marlow", "Tom Mills"]),
    ("Ann Marlow, among others", ["Ann Marlow"]),
    ("Ann Marlow & others", ["Ann Marlow"]),
    ("Ann Marlow and many more", ["Ann Marlow"]),
    ("Ann Marlow, Tom Mills…", ["Ann Marlow", "Tom Mills"]),
    ("Ann Marlow, Tom Mills [...]", ["Ann Marlow", "Tom Mills"]),
    ("Ann Marlow, und andere", ["Ann Marlow"]),
    ("Ann Marlow, Tom Mills e.a.", ["Ann Marlow", "Tom Mills"]),
    ("o.a. Ann Marlow, Tom Mills", ["Ann Marlow", "Tom Mills"]),
    ("u.a. mit Ann Marlow", ["Ann Marlow"]),
    ("Ann Marlow et bien d'autres", ["Ann Marlow"]),
    ("Ann Marlow y otros", ["Ann Marlow"]),
    ("Ann Marlow, Tom Mills e outros", ["Ann Marlow", "Tom Mills"]),
    ("Ann Marlow ed altri", ["Ann Marlow"]),
    ("Ann Marlow m.fl.", ["Ann Marlow"]),
    ("Ann Marlow, Tom Mills ym.", ["Ann Marlow", "Tom Mills"]),
    ("Ann Marlow i in.", ["Ann Marlow"]),
    ("Ann Marlow a další", ["Ann Marlow"]),
    ("Ann Marlow és mások", ["Ann Marlow"]),
    ("Ann Marlow i drugi", ["Ann Marlow"]),
    ("Анна Марлоу и др.", ["Анна Марлоу"]),
    ("Άννα Μάρλοου κ.ά.", ["Άννα Μάρλοου"]),
    ("Ann Marlow ve diğerleri", ["Ann Marlow"]),
    ("山田太郎、ほか", ["山田太郎"]),
    # Initials, not the abbreviation: Poe, E.A.
    ("E.A. Poe", ["E.A. Poe"]),
    ("Zhang Ao", ["Zhang Ao"]),
]

NO_PEOPLE = [
    "88",
    "1999",
    "12",
    "12A",
    "16+",
    "98 min",
    "98'",
    "12.10.1989",
    "Ann Lee 1999",
    "tt0123456",
    "Q1234",
    "5.1",
    "DCP",
    "35 mm",
    "Blu-ray",
    "OmU",
    "Dolby Atmos",
    "TBA",
    "tbc",
    "T.B.A.",
    "Various",
    "VARIOUS",
    "Various Artists",
    "Various Directors",
    "unknown director",
    "Uncredited",
    "Anonymous",
    "None",
    "No",
    "Yes",
    "N.N.",
    "n. n.",
    "n/a",
    "N/A",
    "k. A.",
    "k.A.",
    "unbekannt",
    "Unbekannter Regisseur",
    "Diverse",
    "keine Angabe",
    "folgt",
    "onbekend",
    "diverse regisseurs",
    "n.v.t.",
    "inconnu",
    "Réalisateur inconnu",
    "Divers",
    "non communiqué",
    "sconosciuto",
    "AA.VV.",
    "Registi vari",
    "desconocido",
    "Varios directores",
    "VV.AA.",
    "por confirmar",
    "desconhecido",
    "vários realizadores",
    "necunoscut",
    "ukendt",
    "Ukjent",
    "okänd",
    "Tuntematon",
    "nieznany",
    "różni",
    "brak danych",
    "neznámý",
    "Různí",
    "ismeretlen",
    "nepoznat",
    "Razni",
    "неизвестен",
    "нет данных",
    "Разные режиссеры",
    "невідомий",
    "άγνωστος",
    "Διάφοροι",
    "bilinmiyor",
    "不明",
    "未定",
    "미상",
    "未知",
    "u.a.",
    "et al.",
    "etc.",
    "and others",
    "...",
    "Director",
    "Regie",
    "Team",
    "himself",
    "autres comédiens",
    "co.",
    "wird noch benannt",
    "A.A.V.V.",
    "Jr.",
    "II",
    "Jr. Alfonso Arau",
    "https://example.org/a.jpg",
    "www.example.org",
    "poster.jpg",
    "info@example.org",
    "@handle",
    "Fran\ufffdois Truffaut",
    "Fran?ois Truffaut",
    "Édouard ?al",
    "?ukasz Nowak",
    "FranÃ§ois Truffaut",
    "Marlow, Ann",
    "Music: Ann Lee",
    "{us,gb}",
    "[Ann Lee]",
    "Lana e Lilly Wachowski",
    "Joel und Ethan Coen",
    "Joel & Ethan Coen",
    "Jean-Pierre et Luc Dardenne",
    "Ann y Tom Lee",
    "Anna и Том Ли",
    "Ann Lee - Tom Mills",
    "Ann Lee/Tom",
    "screenwriter)",
    "(novel",
    "(uncredited)",
    "d'après Jules Verne",
    "Fox Film Corp.",
    "Warner Bros.",
    "London Films",
    "Kinoton GmbH",
    "Razor Film",
    "Bausch & Lomb",
    "a film about two sisters",
    "15 years",
    "A.C.E.",
    "Dialogues",
    "Drehbuch",
    "Poland",
    "english",
    "Frankreich",
    "DEUTSCHLAND",
]

NAMES = [
    "Andrew Haigh",
    "RZA",
    "Q",
    "JR",
    "Q-Tip",
    "P!nk",
    "A$AP Rocky",
    "50 Cent",
    "André 3000",
    "2Pac",
    "will.i.am",
    "k.d. lang",
    "bell hooks",
    "M.I.A.",
    "Dr. No",
    "Nan Goldin",
    "Christopher Null",
    "CCH Pounder",
    "AJ Bowen",
    "Charli XCX",
    "Andre Holland",
    "José Ortega y Gasset",
    "Ann Roles",
    "Unknown Mortal Orchestra",
    "黒澤明",
    "The Captain & Tennille",
    "D'Angelo",
    "Lupita Nyong’o",
    "Sophie in 't Veld",
    "Nie Jing",
    "Ian McKellen",
    "Cher",
    "Baloji",
    "Robert Orf",
]

CAPITALS = [
    ("CCH POUNDER", "CCH Pounder"),
    ("Jennifer LEE", "Jennifer Lee"),
    ("MC Solaar", "MC Solaar"),
    ("Jan VLK", "Jan VLK"),
    ("JAN VLK", "Jan Vlk"),
    ("LI Bingbing", "LI Bingbing"),
    ("Rakim A$AP Mayers", "Rakim A$AP Mayers"),
    ("АНДРЕЙ ТАРКОВСКИЙ", "Андрей Тарковский"),
    ('Ahmir \\"Questlove\\" Thompson', 'Ahmir "Questlove" Thompson'),
]

KINDS = [
    ("Razor Film", True),
    ("Pandafilm", True),
    ("Komplizen Film GmbH", True),
    ("Les Films du Losange", True),
    ("Wild Bunch", None),
    ("Menuet", None),
    ("Canal+", True),
    ("Jan Kiefer", None),
    ("J. J. Abrams", False),
    ("Lars von Trier", False),
    ("Walt Disney Pictures", True),
    ("Киностудия Мосфильм", True),
]


@pytest.mark.parametrize(("raw", "expected"), LISTS)
def test_lists(raw: str, expected: list[str]) -> None:
    """Everybody whom a list names is named, and nobody else; the rest for whom it only stands is left out."""
    assert [person(part.name) for part in parts(raw)] == expected


@pytest.mark.parametrize("raw", NO_PEOPLE)
def test_no_people(raw: str) -> None:
    """A placeholder, a label, a number, an address, a text with letters lost and two people are no person."""
    with pytest.raises(NotUnderstood):
        person(raw)


@pytest.mark.parametrize("raw", ["TBA", "u.a.", "...", "Various", "etc."])
def test_a_placeholder_as_a_whole_value_is_told(raw: str) -> None:
    """It is handed on, so that it is refused and reported."""
    assert [part.name for part in parts(raw)] == [raw]
    assert [*companies(raw)] == [raw]


@pytest.mark.parametrize("raw", NAMES)
def test_names(raw: str) -> None:
    """What looks odd and is a name stays as it is."""
    assert person(raw) == person_name(raw) == raw


@pytest.mark.parametrize(("raw", "expected"), CAPITALS)
def test_initials_keep_their_capitals(raw: str, expected: str) -> None:
    """Two capitals beside other letters, and capitals without a vowel, are initials; surnames are written as usual."""
    assert person(raw) == expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("Universum Film (Germany), Trite (Russia)", ["Universum Film", "Trite"]),
        ("Senator Film (uncredited)", ["Senator Film"]),
        ("Trimark (International)", ["Trimark"]),
        ("Menuet, Topkapi u.a.", ["Menuet", "Topkapi"]),
        ("Arte + ZDF", ["Arte", "ZDF"]),
        ("Menuet, AG Dok", ["Menuet", "AG Dok"]),
        ("Viking Film AS, AB Svensk Filmindustri", ["Viking Film AS", "AB Svensk Filmindustri"]),
        ("Film4, Inc., A24", ["Film4, Inc.", "A24"]),
    ],
)
def test_companies(raw: str, expected: list[str]) -> None:
    """Countries in brackets and others that are not named are no part of a company."""
    assert [company(one) for one in companies(raw)] == expected


@pytest.mark.parametrize(
    "raw", ["TBA", "unbekannt", "(United States)", "https://a24films.com", "Distributor Unknown", "19,99", "Path\ufffd"]
)
def test_no_company(raw: str) -> None:
    """What names nobody is no company either."""
    with pytest.raises(NotUnderstood):
        company_name(raw)


@pytest.mark.parametrize(("raw", "expected"), KINDS)
def test_a_company_is_told_from_a_person(raw: str, expected: bool | None) -> None:
    """By words and signs that only one of them has; where there is none, it stays open."""
    assert is_company(raw) is expected


def test_languages() -> None:
    """Placeholders and ends of lists are known in at least twenty languages."""
    said = tomllib.loads((Path(kg.model.values.__file__).parent / "nobody.toml").read_text("utf-8"))
    assert all(len(said[table]) >= 20 for table in ("words", "phrases", "tails"))


@pytest.mark.parametrize("table", ["words", "phrases", "tails"])
def test_each_word_names_nobody(table: str) -> None:
    """Every entry is found alone, in small letters and in capitals."""
    said = tomllib.loads((Path(kg.model.values.__file__).parent / "nobody.toml").read_text("utf-8"))[table]
    assert [word for words in said.values() for word in words if not is_nobody(word)] == []


@given(st.text(), st.sampled_from(["u.a.", "et al.", "and others", "…", "и др.", "etc."]))
def test_tails(said: str, tail: str) -> None:
    """What ends a list is taken off whatever stands before, once and for all."""
    found = without_tails(f"{said}, {tail}")
    assert not found.endswith(tail) or found == without_tails(found)


@given(st.text())
def test_any_text_is_a_name_or_refused(raw: str) -> None:
    """No text makes the rules fail, and a name is one again."""
    with suppress(NotUnderstood):
        assert person_name(person_name(raw)) == person_name(raw)
        assert company_name(company_name(raw)) == company_name(raw)


@pytest.mark.parametrize("raw", ["(no genres listed)", "keine Genres", "N/A", "-", "Unknown", "Various", "неизвестно"])
def test_no_genre(raw: str) -> None:
    """What says that there is no genre is none."""
    with pytest.raises(NotUnderstood):
        genre(raw)


@pytest.mark.parametrize("raw", ["Music", "Musik", "Drama", "Film noir", "драма"])
def test_genres(raw: str) -> None:
    """A genre stays as it is, also where its word is what people do as well."""
    assert genre(raw) == raw


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("Marlow, Ann; Mills, Tom", ["Ann Marlow", "Tom Mills"]),
        ("Marlow, Ann and Mills, Tom", ["Ann Marlow", "Tom Mills"]),
        ("Marlow, Ann (Bea) | von Trier, Lars (Cid)", ["Ann Marlow", "Lars von Trier"]),
        ("Tom Mills, Ann; Bo Lee", ["Tom Mills", "Ann", "Bo Lee"]),
        ("Joe Wood, Jr.; Ann Lee", ["Joe Wood Jr.", "Ann Lee"]),
    ],
)
def test_surnames_first_in_lists(raw: str, expected: list[str]) -> None:
    """Where a comma stands in each name of a list, and nowhere else, it turns the name round."""
    assert [person(part.name) for part in parts(raw)] == expected


@pytest.mark.parametrize("raw", ["Norman Palmer Lloyd L. Richardson Anthony Gerard", "Ann Lee Tom Mills Eve Stone"])
def test_names_run_together_without_an_end(raw: str) -> None:
    """Nobody has six names: particles, initials and suffixes aside."""
    with pytest.raises(NotUnderstood, match="several names"):
        person(raw)


@pytest.mark.parametrize("raw", ["José María de la Torre Pérez", "Nick Cave and the Bad Seeds", "The Ken Darby Chorus"])
def test_long_names(raw: str) -> None:
    """Names of five words, and those of groups, are names."""
    assert person(raw) == raw


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("Orion Pictures (United States) Ariane Films (France)", ["Orion Pictures", "Ariane Films"]),
        ("Orion Pictures (Global) Guild Film", ["Orion Pictures", "Guild Film"]),
        ("Orion (Home) Pictures", ["Orion (Home) Pictures"]),
        ("Orion Pictures (France)", ["Orion Pictures"]),
        ("Orion Pictures (US, UK), Guild Film (FR)", ["Orion Pictures", "Guild Film"]),
        ("Orion Studios\nMotion Pictures", ["Orion Studios Motion Pictures"]),
    ],
)
def test_companies_behind_territories(raw: str, expected: list[str]) -> None:
    """Where a company works ends its name."""
    assert list(companies(raw)) == expected


@pytest.mark.parametrize("raw", ["EMEA", "( EMEA )", "Motion Pictures", "International"])
def test_territories_are_no_companies(raw: str) -> None:
    """A territory and what all companies make are no company."""
    with pytest.raises(NotUnderstood):
        company_name(raw)


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        (r"Dwayne \"The Rock\" Johnson", 'Dwayne "The Rock" Johnson'),
        (r"Sinéad O\\'Connor", "Sinéad O'Connor"),
        ("In collaboration with Ann Lee", "Ann Lee"),
        ("ve spolupráci se Ann Lee", "Ann Lee"),
        ("In association with", "In association with"),
    ],
)
def test_what_is_no_part_of_a_name(raw: str, name: str) -> None:
    """Backslashes of the file that a text was in, and words for working with those before."""
    assert person_name(raw) == name


@pytest.mark.parametrize("raw", ["Ann Lee in collaboration with Tom Mills", "Ann Lee avec la collaboration de Luc Bo"])
def test_who_worked_together_are_two(raw: str) -> None:
    """Where a source has one name."""
    with pytest.raises(NotUnderstood, match="may be several people"):
        person_name(raw)


@pytest.mark.parametrize(
    ("raw", "names"),
    [
        ("Film4 in association with BFI", ["Film4", "BFI"]),
        ("Film4, in Association with BBC Films", ["Film4", "BBC Films"]),
        ("In Zusammenarbeit mit ZDF", ["ZDF"]),
        ("Arte en coproduction avec Wild Bunch", ["Arte", "Wild Bunch"]),
        ("Partners in Crime", ["Partners in Crime"]),
    ],
)
def test_companies_that_worked_together(raw: str, names: list[str]) -> None:
    """The words between them are no part of a name."""
    assert [company(each) for each in companies(raw)] == names
