"""Who is who by evidence: films by titles, years and people; people by films."""

from collections.abc import Callable
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from kg.model.record import Person, Record, Source

Asked = Callable[..., Any]


def _film(key: str, title: str, year: int | None = 2000, kind: str = "film", imdb: str = "", **people: str) -> Record:
    """A record of a source of its own; people by role, several with a comma between, `name=nm1` with an identifier."""
    source = Source(name=people.pop("source", f"of-{key}"), key=key)
    lists: dict[str, Any] = {role: _people(names) for role, names in people.items()}
    return Record(
        kind=kind,
        title=title,
        year=year,
        identifiers={"imdb": imdb} if imdb else {},
        source=source,
        **lists,
    )


def _people(stated: str) -> tuple[Person, ...]:
    found = (name.strip().partition("=") for name in stated.split(","))
    return tuple(Person(name, identifiers={"imdb": imdb} if imdb else {}) for name, _, imdb in found)


# Records a and b that describe one film, and such as do not.
ONE = {
    "title and year": (_film("a", "Kin"), _film("b", "Kin")),
    "another form": (_film("a", "The Sea"), _film("b", "Sea, The")),
    "an alternate title": (_film("a", "Augure (Omen)"), _film("b", "Omen")),
    "other roles": (_film("a", "Kin", directors="Ann Lee"), _film("b", "Kin", editors="Bob Ray")),
    "a name spelled otherwise": (_film("a", "Kin", directors="Ann Leigh"), _film("b", "Kin", directors="Ann Liegh")),
    "a year between, a person in common": (
        _film("a", "Kin", 2000, cast="Ann Lee"),
        _film("b", "Kin", 2001, cast="A. Lee"),
    ),
    "no subtitle, a person in common": (
        _film("a", "Kin: The Return", directors="Ann Lee"),
        _film("b", "Kin", directors="Ann Lee"),
    ),
    "misspelt, a person in common": (
        _film("a", "Shenandoah", editors="Ann Lee"),
        _film("b", "Shneandoah", editors="Ann Lee"),
    ),
    "rows of one source": (_film("a", "Kin", source="s"), _film("b", "Kin", source="s", cast="Ann Lee")),
    "an identifier": (_film("a", "Kin", 1999, imdb="tt1"), _film("b", "Omen", 2010, "short", imdb="tt1")),
}
TWO = {
    "other directors": (_film("a", "Kin", directors="Ann Lee"), _film("b", "Kin", directors="Bob Ray")),
    "other people, and an article": (_film("a", "A Kin", cast="Ann Lee"), _film("b", "Kin", cast="Bob Ray")),
    "a year between": (_film("a", "Kin", 2000), _film("b", "Kin", 2001)),
    "two years between": (_film("a", "Kin", 2000, cast="Ann Lee"), _film("b", "Kin", 2002, cast="Ann Lee")),
    "no year": (_film("a", "Kin", None, directors="Ann Lee"), _film("b", "Kin", None, directors="Ann Lee")),
    "parts": (_film("a", "Kin II", directors="Ann Lee"), _film("b", "Kin 3", directors="Ann Lee")),
    "a part and the first": (_film("a", "Kin", directors="Ann Lee"), _film("b", "Kin 2", directors="Ann Lee")),
    "kinds": (_film("a", "Kin", directors="Ann Lee"), _film("b", "Kin", kind="short", directors="Ann Lee")),
    "episodes": (_film("a", "Pilot", kind="episode"), _film("b", "Pilot", kind="episode")),
    "a source that has both": (
        _film("a", "Kin", source="s", editors="Ann Lee"),
        _film("b", "Kin", source="s", composers="Bob Ray"),
    ),
    "a source that has both, with an article": (_film("a", "A Kin", source="s"), _film("b", "Kin", source="s")),
    "identifiers": (
        _film("a", "Kin", imdb="tt1", directors="Ann Lee"),
        _film("b", "Kin", imdb="tt2", directors="Ann Lee"),
    ),
}


@pytest.mark.parametrize("case", ONE)
def test_one_film(case: str, who: Asked) -> None:
    """Records that evidence joins are one film, whichever comes first."""
    one, other = ONE[case]
    assert who([one, other]).one("a", "b")
    assert who([one, other]).films == who([other, one]).films


@pytest.mark.parametrize("case", TWO)
def test_two_films(case: str, who: Asked) -> None:
    """Records that something tells apart, or that too little joins, are two films."""
    assert not who([*TWO[case]]).one("a", "b")


def test_a_film_that_fits_two_is_neither(who: Asked) -> None:
    """Of a title that two films share, a record that names nobody is left alone, and told."""
    films = [_film("a", "Kin", directors="Ann Lee"), _film("b", "Kin", directors="Bob Ray"), _film("c", "Kin")]
    found = who(films)
    assert len(set(found.films.values())) == 3
    assert sum("perhaps one" in line for line in found.doubts) == 3


def test_each_of_a_source_is_asked_about(who: Asked) -> None:
    """A record that may be either of two films of a source is told with both, and these not with each other."""
    films = [_film("a", "Kin", source="s", directors="Ann Lee"), _film("b", "Kin", source="s", directors="Bob Ray")]
    found = who([*films, _film("c", "Kin", source="t")])
    assert [line.count("/kin-") for line in found.doubts if "perhaps one" in line] == [2, 2]


ASKED: dict[str, tuple[dict[str, Any], dict[str, Any], int]] = {
    "two others": ({"cast": "Bob Ray, Cy Fo"}, {"cast": "Bob Ray, Cy Fo"}, 1),
    "one other": ({"cast": "Bob Ray"}, {"cast": "Bob Ray"}, 0),
    "others in one role": (
        {"cast": "Bob Ray, Cy Fo", "editors": "Di Go"},
        {"cast": "Bob Ray, Cy Fo", "editors": "Ed Ho"},
        0,
    ),
    "another kind": ({"cast": "Bob Ray, Cy Fo"}, {"cast": "Bob Ray, Cy Fo", "kind": "short"}, 0),
    "one source": ({"cast": "Bob Ray, Cy Fo"}, {"cast": "Bob Ray, Cy Fo", "source": "s"}, 0),
}


@pytest.mark.parametrize("case", ASKED)
def test_titles_in_two_languages(case: str, who: Asked) -> None:
    """Who made two films of one year together is enough to ask whether they are one, where no source has both."""
    one, other, told = ASKED[case]
    first: dict[str, Any] = {"source": "s", "directors": "Ann Lee", **one}
    second: dict[str, Any] = {"source": "t", "directors": "Ann Lee", **other}
    films = [_film("a", "Die Brücke", **first), _film("b", "The Bridge", **second)]
    found = who(films)
    assert not found.one("a", "b")
    assert sum("no title is the same" in line for line in found.doubts) == told


def test_a_third_film_of_the_director_leaves_it_open(who: Asked) -> None:
    """Where a director made more that year, nothing says which film is which under another title."""
    made: dict[str, Any] = {"directors": "Ann Lee", "cast": "Bob Ray, Cy Fo"}
    films = [
        _film(key, title, source=of, **made) for key, title, of in (("a", "Die Brücke", "s"), ("b", "The Bridge", "t"))
    ]
    assert any("no title" in line for line in who(films).doubts)
    assert not any("no title" in line for line in who([*films, _film("c", "Omen", source="t", **made)]).doubts)


def test_who_is_somebody_already_is_not_told(who: Asked) -> None:
    """A form of a name that is somebody's credit in its only film is nobody else, who may be one with that person."""
    films = [_film("a", "Kin", directors="F. W. Lee"), _film("b", "Kin", directors="Fred Wilhelm Lee")]
    assert not any("perhaps one" in line for line in who(films).doubts)


def test_a_title_before_a_subtitle_that_fits_two_is_neither(who: Asked) -> None:
    """Without its subtitle a title may be any of a series."""
    titles = {"a": "Kin: The Return", "b": "Kin: The End", "c": "Kin"}
    assert len(set(who([_film(k, t, directors="Ann Lee") for k, t in titles.items()]).films.values())) == 3


def test_films_of_a_series_are_not_joined_by_its_name(who: Asked) -> None:
    """What several films begin with does not join those of two years, though the same people made them."""
    titles = {"a": ("Kin: Sun", 2001), "b": ("Kin", 2001), "c": ("Kin: Moon", 2002), "d": ("Kin", 2002)}
    found = who([_film(key, title, year, directors="Ann Lee") for key, (title, year) in titles.items()])
    assert found.one("a", "b") and found.one("c", "d") and not found.one("a", "c")


# Films of one title that are not one: title, then year and director of each.
REMAKES = """
A Star Is Born|1937 William A. Wellman|1954 George Cukor|1976 Frank Pierson|2018 Bradley Cooper
Black Rain|1989 Ridley Scott|1989 Shohei Imamura
Emma|1996 Douglas McGrath|1996 Diarmuid Lawrence
Pinocchio|2022 Guillermo del Toro|2022 Robert Zemeckis|2019 Matteo Garrone|1940 Ben Sharpsteen
Robin Hood|1991 John Irvin|2010 Ridley Scott|2018 Otto Bathurst|1973 Wolfgang Reitherman
Halloween|1978 John Carpenter|2007 Rob Zombie|2018 David Gordon Green
Crash|1996 David Cronenberg|2004 Paul Haggis
Heat|1986 Dick Richards|1995 Michael Mann
Gladiator|1992 Rowdy Herrington|2000 Ridley Scott
Frozen|2010 Adam Green|2013 Chris Buck
Unknown|2006 Simon Brand|2011 Jaume Collet-Serra
The Double|2011 Michael Brandt|2013 Richard Ayoade
The Illusionist|2006 Neil Burger|2010 Sylvain Chomet
Twilight|1998 Robert Benton|2008 Catherine Hardwicke
Bad Company|1972 Robert Benton|1995 Damian Harris|2002 Joel Schumacher
Carrie|1952 William Wyler|1976 Brian De Palma|2013 Kimberly Peirce
Wuthering Heights|1939 William Wyler|1992 Peter Kosminsky|2011 Andrea Arnold
Les Misérables|1998 Bille August|2012 Tom Hooper|2019 Ladj Ly
Little Women|1933 George Cukor|1949 Mervyn LeRoy|1994 Gillian Armstrong|2019 Greta Gerwig
King Kong|1933 Merian C. Cooper|1976 John Guillermin|2005 Peter Jackson
True Grit|1969 Henry Hathaway|2010 Joel Coen
Mutiny on the Bounty|1935 Frank Lloyd|1962 Lewis Milestone
Ben-Hur|1925 Fred Niblo|1959 William Wyler|2016 Timur Bekmambetov
Cape Fear|1962 J. Lee Thompson|1991 Martin Scorsese
Psycho|1960 Alfred Hitchcock|1998 Gus Van Sant
Total Recall|1990 Paul Verhoeven|2012 Len Wiseman
Solaris|1972 Andrei Tarkovsky|2002 Steven Soderbergh
Scarface|1932 Howard Hawks|1983 Brian De Palma
The Fly|1958 Kurt Neumann|1986 David Cronenberg
Nosferatu|1922 F. W. Murnau|1979 Werner Herzog|2024 Robert Eggers
Dune|1984 David Lynch|2021 Denis Villeneuve
West Side Story|1961 Robert Wise|2021 Steven Spielberg
Suspiria|1977 Dario Argento|2018 Luca Guadagnino
Poltergeist|1982 Tobe Hooper|2015 Gil Kenan
The Mummy|1932 Karl Freund|1999 Stephen Sommers|2017 Alex Kurtzman
Macbeth|1948 Orson Welles|1971 Roman Polanski|2015 Justin Kurzel
Hamlet|1948 Laurence Olivier|1990 Franco Zeffirelli|1996 Kenneth Branagh|2000 Michael Almereyda
The Man Who Knew Too Much|1934 Alfred Hitchcock|1956 Alfred Hitchcock
Funny Games|1997 Michael Haneke|2007 Michael Haneke
The Ten Commandments|1923 Cecil B. DeMille|1956 Cecil B. DeMille
The Jazz Singer|1927 Alan Crosland|1952 Michael Curtiz|1980 Richard Fleischer
Sabrina|1954 Billy Wilder|1995 Sydney Pollack
"""
# People of one name: what each did, in the order of years.
NAMESAKES = """
Steve McQueen|cast 1966|directors 2013
James Dean|cast 1955|producers 2020
Arthur Miller|cinematographers 1941|screenwriters 1996
Graham Greene|screenwriters 1949|cast 1990
John Bright|screenwriters 1931|editors 1986
Robbie Robertson|editors 1969|composers 2023
"""


@pytest.mark.parametrize("line", REMAKES.strip().splitlines())
def test_remakes_are_films_of_their_own(line: str, who: Asked) -> None:
    """Films of one title by others, or by the same in other years, are not joined."""
    title, *films = line.split("|")
    records = [_film(film, title, int(film[:4]), directors=film[5:]) for film in films]
    assert len(set(who(records).films.values())) == len(films)


@pytest.mark.parametrize("line", NAMESAKES.strip().splitlines())
def test_namesakes_a_generation_apart_are_two(line: str, who: Asked) -> None:
    """Another trade more than a generation later is somebody else's, and that is told."""
    name, *works = line.split("|")
    records = [_film(w, f"Film {w}", int(w.split()[1]), **{w.split()[0]: name}) for w in works]
    found = who(records)
    assert len(set(found.people.values())) == 2
    assert any("perhaps several people" in line for line in found.doubts)


def test_parted_namesakes_keep_their_iris(who: Asked) -> None:
    """Whoever of them has more films in the next build, each keeps the IRI that was promised."""
    first = [_film("a", "One", 1966, cast="Steve McQueen"), _film("b", "Two", 2013, directors="Steve McQueen")]
    before = who(first)
    more = [_film(f"c{n}", f"More {n}", 2014 + n, directors="Steve McQueen") for n in range(5)]
    fewer = [_film(f"d{n}", f"Less {n}", 1960 + n, cast="Steve McQueen") for n in range(5)]
    for further in (more, fewer):
        after = who([*first, *further], before.ledger)
        assert {key: after.people[key] for key in before.people} == before.people


def test_a_name_that_falls_apart_is_told(who: Asked) -> None:
    """Other trades within a generation stay one person; a person is told of them."""
    found = who([_film("a", "One", 1966, composers="John Barry"), _film("b", "Two", 1977, editors="John Barry")])
    assert set(found.people.values()) == {"john-barry"}
    assert found.doubts == ["person/john-barry/: one name, perhaps several people (composers 1966; editors 1977)"]


BESIDE = "Zoe Ray, Tim Orr"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Bill Smith", "William Smith"),
        ("J. Smith", "John Smith"),
        ("Jamie D. Ramsay", "Jamie Ramsay"),
        ("Yves-Marina Gnahoua", "Yves Marina Ganhoua"),
        ("John Smith Jr.", "John Smith"),
    ],
)
def test_a_name_is_bound_by_the_film(one: str, other: str, who: Asked) -> None:
    """A form of a name in one film and role, where nobody else fits, is that credit's person."""
    found = who([_film("a", "Kin", cast=f"{BESIDE}, {one}"), _film("b", "Kin", cast=f"{BESIDE}, {other}")])
    assert found.people["a", one] == found.people["b", other]
    assert found.joined[0] == 1


def test_a_name_that_fits_two_is_neither(who: Asked) -> None:
    """An initial that two people of a cast may have is bound to none of them."""
    found = who([_film("a", "Kin", cast="J. Smith"), _film("b", "Kin", cast="John Smith, Jane Smith")])
    assert len(set(found.people.values())) == 3


def test_a_name_binds_that_credit_only(who: Asked) -> None:
    """`J. Smith` is John in one film and Jane in the next."""
    found = who(
        [
            *(_film("a", "Kin", directors="J. Smith"), _film("b", "Kin", directors="John Smith")),
            *(_film("c", "Omen", cast="J. Smith"), _film("d", "Omen", cast="Jane Smith")),
        ]
    )
    assert found.people["a", "J. Smith"] == found.people["b", "John Smith"]
    assert found.people["c", "J. Smith"] == found.people["d", "Jane Smith"]
    assert found.people["a", "J. Smith"] != found.people["c", "J. Smith"]


def test_forms_of_a_name_are_one_by_a_colleague(who: Asked) -> None:
    """A middle name makes nobody else, where trade, years and a colleague agree; without a colleague that is told."""
    sure = [
        _film("a", "One", editors="Lyle Wheeler", cast="Ann Lee"),
        _film("b", "Two", editors="Lyle R. Wheeler", cast="Ann Lee"),
    ]
    found = who(sure)
    assert found.people["a", "Lyle Wheeler"] == found.people["b", "Lyle R. Wheeler"]
    unsure = who([_film("a", "One", editors="Lyle Wheeler"), _film("b", "Two", editors="Lyle R. Wheeler")])
    assert len(set(unsure.people.values())) == 2
    assert any("perhaps one" in line for line in unsure.doubts)


def test_a_father_and_a_son_are_two(who: Asked) -> None:
    """`Jr.` in another film is somebody else, whoever works with both."""
    found = who([_film("a", "One", cast="Ann Lee, Lon Cha"), _film("b", "Two", cast="Ann Lee, Lon Cha Jr.")])
    assert found.people["a", "Lon Cha"] != found.people["b", "Lon Cha Jr."]


def test_an_identifier_spreads_in_its_film(who: Asked) -> None:
    """A name without an identifier beside two with one is whom the film has, else the nearest; never a third."""
    found = who(
        [
            _film("a", "Kin", 1966, cast="Ann Lee=nm1"),
            _film("b", "Omen", 2013, cast="Ann Lee=nm2"),
            _film("c", "Omen", 2013, directors="Ann Lee"),
            _film("d", "Sun", 1970, cast="Ann Lee"),
        ]
    )
    assert found.people["c", "Ann Lee"] == found.people["b", "Ann Lee"]
    assert found.people["d", "Ann Lee"] == found.people["a", "Ann Lee"]
    assert len(set(found.people.values())) == 2


TITLES = st.sampled_from(["Kin", "The Kin", "Kin II", "Kin: Sun"])
NAMES = st.sampled_from(
    ["Ann Lee", "A. Lee", "Anne Lee", "Ann B. Lee", "Bob Ray", "Bob Ray Jr.", "Ann Lee=nm1", "Ann Lee=nm2"]
)
RECORDS = st.lists(
    st.tuples(
        TITLES,
        st.sampled_from([1950, 1951, 2000]),
        st.sampled_from(["directors", "cast"]),
        NAMES,
        st.sampled_from(["", "tt1", "tt2"]),
    ),
    max_size=7,
).map(lambda films: [_film(f"r{n}", t, y, imdb=i, **{role: name}) for n, (t, y, role, name, i) in enumerate(films)])


@settings(max_examples=100)
@given(RECORDS, st.randoms(use_true_random=False))
def test_the_order_of_records_does_not_matter(who: Asked, records: list[Record], random: Random) -> None:
    """In whatever order records come, everybody is the same, and the same is told."""
    one, other = who(records), who(random.sample(records, len(records)))
    assert (one.films, one.people, one.doubts) == (other.films, other.people, other.doubts)


@settings(max_examples=50)
@given(RECORDS)
def test_a_second_build_moves_nothing(who: Asked, records: list[Record]) -> None:
    """With the ledger of the build before, the same records have the same IRIs."""
    before = who(records)
    after = who(records, before.ledger)
    assert (after.films, after.people) == (before.films, before.people)
    assert after.ledger == before.ledger


def test_films_stay_one_when_their_titles_change(who: Asked) -> None:
    """Records to which the ledger promises one address are one film, however the titles differ now."""
    records = [
        _film("a", "The Kin", 2010, cast="Ann Lee"),
        _film("b", "Kin", 2010),
        _film("c", "Sun", 2010),
    ]
    before = who(records)
    assert before.one("a", "b")
    renamed = [structs.replace(record, title=f"Neu {place}") for place, record in enumerate(records)]
    after = who(renamed, before.ledger)
    assert after.films == before.films
    assert not who(renamed).one("a", "b")
    assert any("the ledger has one address for both" in line for line in after.why(f"film/{after.films['a']}/"))


@pytest.mark.parametrize(
    ("change", "one"),
    [({}, True), ({"year": 2011}, True), ({"year": 1990}, False), ({"kind": "short"}, False)],
)
def test_the_ledger_joins_nothing_that_contradicts(change: dict[str, Any], one: bool, who: Asked) -> None:
    """Of two records that were one film: other people in a role that is told whole, years or kinds make them two."""
    first, second = _film("a", "The Kin", 2010), _film("b", "Kin", 2010)
    ledger = who([first, second]).ledger
    renamed = structs.replace(second, title="Sun", **change)
    assert who([first, renamed], ledger).one("a", "b") == one
    directed = [_film("a", "Kin", 2010, directors="Ann Lee"), _film("b", "Sun", 2010, directors="Bo Ek")]
    assert not who(directed, ledger).one("a", "b")


def test_identifiers_part_what_the_ledger_promised(who: Asked) -> None:
    """Two identifiers of one authority are two films, though both records had one address."""
    before = who([_film("a", "Kin", 2010), _film("b", "The Kin", 2010)])
    after = who([_film("a", "Kin", 2010, imdb="tt1"), _film("b", "The Kin", 2010, imdb="tt2")], before.ledger)
    assert before.one("a", "b")
    assert not after.one("a", "b")
