"""Who is who."""

from collections.abc import Sequence
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.graph.identity import ledger
from kg.graph.identity.mention import Mention, identifier
from kg.graph.identity.resolve import Identities, LedgerRow, Move
from kg.system.errors import ReelgraphError

HERE = Mention("film", ("film:title:here|2023|bas devos", "film:record:a/here"), "here-2023")
SAME = Mention("film", ("film:imdb:tt1", "film:title:here|2023|bas devos", "film:record:b/here"), "here-2023")
OTHER = Mention("film", ("film:title:here|2023|somebody", "film:record:c/here"), "here-2023")
MCQUEEN_1 = Mention("person", ("person:imdb:nm1", "person:name:steve mcqueen"), "steve-mcqueen")
MCQUEEN_2 = Mention("person", ("person:imdb:nm2", "person:name:steve mcqueen"), "steve-mcqueen")
MCQUEEN = Mention("person", ("person:name:steve mcqueen",), "steve-mcqueen")


def _film(record: str, identifiers: str, *directors: str) -> Mention:
    """A film of one title and year."""
    known = [f"film:{identifier}" for identifier in identifiers.split()]
    titles = [f"film:title:kin|2020|{director}" for director in directors]
    return Mention("film", (*known, *titles, f"film:record:{record}"), "kin-2020")


def _doubts(folder: Path, mentions: list[Mention]) -> list[str]:
    doubts: list[str] = []
    _slugs(folder, mentions, doubts=doubts)
    return doubts


def _things(folder: Path, mentions: list[Mention]) -> list[set[str]]:
    """The records of each film."""
    found: dict[str, set[str]] = {}
    for mention, slug in _slugs(folder, mentions).items():
        found.setdefault(slug, set()).add(mention.keys[-1].removeprefix("film:record:"))
    return sorted(found.values(), key=min)


def _slugs(
    folder: Path, mentions: list[Mention], rows: Sequence[LedgerRow] = (), doubts: list[str] | None = None
) -> dict[Mention, str]:
    path = folder / "identities"
    path.unlink(missing_ok=True)
    identities = Identities(path, rows)
    identities.add(mentions, 0)
    exceptions = identities.resolve()
    if doubts is not None:
        doubts += (line for _, line in identities.doubts())
    identities.close()
    return {mention: exceptions.get(identifier(mention), mention.slug) for mention in mentions}


def test_a_key_in_common_makes_one_thing(tmp_path: Path) -> None:
    """The same title, year and director, from two records, is one film with one IRI."""
    slugs = _slugs(tmp_path, [HERE, SAME])
    assert slugs[HERE] == slugs[SAME] == "here-2023"


def test_the_same_slug_for_other_keys_gets_a_suffix(tmp_path: Path) -> None:
    """Two films that would like one slug get two: who keeps it depends on the keys alone."""
    slugs = _slugs(tmp_path, [HERE, OTHER])
    assert slugs[HERE] == "here-2023"
    assert slugs[OTHER].startswith("here-2023-")
    assert slugs == _slugs(tmp_path, [OTHER, HERE])


def test_a_name_with_two_identifiers_is_nobodys(tmp_path: Path) -> None:
    """Two people of one name with different identifiers are two people, and the mere name is a third."""
    slugs = _slugs(tmp_path, [MCQUEEN_1, MCQUEEN_2, MCQUEEN])
    assert len(set(slugs.values())) == 3


def test_a_name_with_one_identifier_is_that_person(tmp_path: Path) -> None:
    """Where only one is known by a name, a mere name means that one."""
    slugs = _slugs(tmp_path, [MCQUEEN_1, MCQUEEN])
    assert slugs[MCQUEEN_1] == slugs[MCQUEEN] == "steve-mcqueen"


# Records of films, their identifiers and directors, and the films that they are. A letter is a record.
FILMS: dict[str, tuple[list[tuple[str, ...]], list[str]]] = {
    "other identifiers of one scheme": ([("a", "imdb:1", "x"), ("b", "imdb:2", "x")], ["a", "b"]),
    "identifiers of two schemes": ([("a", "imdb:1", "x"), ("b", "wikidata:Q1", "x")], ["ab"]),
    "one without an identifier": ([("a", "imdb:1", "x"), ("b", "", "x")], ["ab"]),
    "one without an identifier between two": (
        [("a", "imdb:1", "x"), ("b", "", "x"), ("c", "imdb:2", "x")],
        ["a", "b", "c"],
    ),
    "two without one between two": (
        [("a", "imdb:1", "x"), ("b", "", "x"), ("c", "imdb:2", "x"), ("d", "", "x")],
        ["a", "bd", "c"],
    ),
    "one of another scheme between two": (
        [("a", "imdb:1", "x"), ("b", "wikidata:Q1", "x"), ("c", "imdb:2", "x")],
        ["a", "b", "c"],
    ),
    "one of two directors between two of one": (
        [("a", "imdb:1", "x"), ("b", "", "x", "y"), ("c", "imdb:2", "y")],
        ["a", "b", "c"],
    ),
    "one of another scheme and two directors between two of one": (
        [("a", "imdb:1", "x"), ("b", "wikidata:Q1", "x", "y"), ("c", "imdb:2", "y")],
        ["a", "b", "c"],
    ),
    "an identifier that another record brings": (
        [("a", "imdb:1", "x"), ("b", "imdb:1 wikidata:Q1", "z"), ("c", "wikidata:Q2", "x")],
        ["ab", "c"],
    ),
    "an equal identifier, and two of another scheme": (
        [("a", "imdb:1 wikidata:Q1", "x"), ("b", "imdb:1 wikidata:Q2", "x")],
        ["ab"],
    ),
    "two directors in common": ([("a", "imdb:1", "x", "y"), ("b", "imdb:2", "x", "y")], ["a", "b"]),
}


@pytest.mark.parametrize("case", FILMS)
def test_one_title_and_other_identifiers_are_two_films(case: str, tmp_path: Path) -> None:
    """Films of one title, year and director whose identifiers of one scheme differ are two, and nothing joins them."""
    records, films = FILMS[case]
    mentions = [_film(*record) for record in records]
    assert _things(tmp_path, mentions) == list(map(set, films))
    assert _slugs(tmp_path, mentions) == _slugs(tmp_path, mentions[::-1])


@pytest.mark.parametrize("case", FILMS)
def test_who_is_kept_apart_is_told_once(case: str, tmp_path: Path) -> None:
    """One line names all that a title was to join, and there is none where all of them are one film."""
    records, films = FILMS[case]
    told = [line for line in _doubts(tmp_path, [_film(*record) for record in records]) if "kept apart" in line]
    assert len(told) == (len(films) > 1)
    assert all(line.count("film/kin-2020") == len(films) for line in told)


def test_two_identifiers_of_one_scheme_are_told(tmp_path: Path) -> None:
    """What equal identifiers join is one thing, even where another authority knows two; that is told."""
    one = Mention("person", ("person:imdb:nm1", "person:viaf:1", "person:name:ann li"), "ann-li")
    other = Mention("person", ("person:imdb:nm1", "person:viaf:2", "person:name:ann lee"), "ann-lee")
    assert len(set(_slugs(tmp_path, [one, other]).values())) == 1
    assert _doubts(tmp_path, [one, other]) == ["person/ann-lee/: has 2 identifiers of viaf: 1, 2"]


def test_people_of_one_name_are_told(tmp_path: Path) -> None:
    """Of a name that an authority knows two of, a line says who has it."""
    (told,) = _doubts(tmp_path, [MCQUEEN_1, MCQUEEN_2, MCQUEEN])
    assert "(imdb nm1), " in told and "(imdb nm2)" in told and "(no identifier)" in told and "steve mcqueen" in told


def test_nothing_in_doubt_is_not_told(tmp_path: Path) -> None:
    """Where keys agree there is nothing to say."""
    assert not _doubts(tmp_path, [HERE, SAME, OTHER, MCQUEEN_1, MCQUEEN])


def test_the_ledger_keeps_its_promise(tmp_path: Path) -> None:
    """An IRI that was published stays with its key, and nobody else gets it."""
    promised = [LedgerRow("film:title:here|2023|somebody", "film", "here-2023")]
    slugs = _slugs(tmp_path, [HERE, OTHER], promised)
    assert slugs[OTHER] == "here-2023"
    assert slugs[HERE] != "here-2023"


def test_a_promise_to_what_is_gone_is_kept_free(tmp_path: Path) -> None:
    """The slug of a thing that the sources no longer name is not given to another."""
    slugs = _slugs(tmp_path, [HERE], [LedgerRow("film:title:gone|2023|x", "film", "here-2023")])
    assert slugs[HERE].startswith("here-2023-")


def test_only_what_is_published_enters_the_ledger(tmp_path: Path) -> None:
    """The next ledger has the old rows and all keys of published things, by key."""
    identities = Identities(tmp_path / "i", [LedgerRow("person:name:old", "person", "old", "2020-01-01")])
    identities.add([HERE, SAME, OTHER, MCQUEEN], 0)
    identities.resolve()
    identities.publish([("film", "here-2023")])
    rows = list(identities.ledger("2026-01-02"))
    assert [row.key for row in rows] == sorted(row.key for row in rows)
    assert {row.key for row in rows} == {*HERE.keys, *SAME.keys, "person:name:old"}
    assert {(row.slug, row.since) for row in rows} == {("old", "2020-01-01"), ("here-2023", "2026-01-02")}


@pytest.mark.parametrize(
    ("since", "stays"),
    [
        (("2020-01-01", "2019-12-31"), "b"),
        (("2020-01-01", "2021-01-01"), "a"),
        (("2020-01-01", ""), "b"),
        (("", ""), "a"),
    ],
)
def test_the_older_address_stays(since: tuple[str, str], stays: str, tmp_path: Path) -> None:
    """Of several that were promised to one thing; one without a date is older than all, then the alphabet decides."""
    both = _film("r", "imdb:tt1 wikidata:Q1", "x")
    keys = ("film:imdb:tt1", "film:wikidata:Q1")
    promised = [LedgerRow(key, "film", slug, day) for key, slug, day in zip(keys, "ab", since, strict=True)]
    assert _slugs(tmp_path, [both], promised)[both] == stays


def test_the_ledger_comes_back(tmp_path: Path) -> None:
    """What is written is what is read."""
    days = ("", "2026-01-02")
    rows = [LedgerRow(f"film:imdb:tt{number:07}", "film", f"f-{number}", days[number % 2]) for number in range(100)]
    ledger.write(tmp_path / "identities", rows)
    assert sorted(ledger.read(ledger.files(tmp_path / "identities"), {"film"})) == rows
    assert len(list((tmp_path / "identities").iterdir())) == 16


GOOD_ROWS = [
    LedgerRow("film:imdb:tt1", "film", "one", "2026-01-02"),
    LedgerRow("film:title:a\u2028b\x85c\x0bd", "film", "two", "2025-12-31"),
]
BAD_LINES = [
    b"",
    b"broken",
    b"film:k\tfilm",
    b"film:k\tfilm\tk\t",
    b"film:k\tfilm\tNo Slug",
    b"film:k\tplanet\tk",
    b"film:\xff\tfilm\tk",
    b"film:imdb:tt1\tfilm\tother",
    b"film:k\tfilm\t",
    b"film:k\tfilm\tk\tyesterday",
    b"film:k\tfilm\tk\t2026-02-30",
    b"film:k\tfilm\tk\t2026-01-02\tmore",
    b"film:k\tfilm\t" + b"k" * 201,
    b"person:k\tfilm\tk",
    b"\xef\xbb\xbffilm:k\tfilm\tk",
    b"\tfilm\tk",
]


@pytest.mark.parametrize("bad", BAD_LINES)
def test_a_bad_line_of_a_ledger(bad: bytes, tmp_path: Path) -> None:
    """It is told with its file and line, and costs itself, or all where nobody says otherwise."""
    one, two = ("\t".join(row).encode() for row in GOOD_ROWS)
    (tmp_path / "0.tsv").write_bytes(one + b"\n" + bad + b"\n" + two + b"\n")
    (tmp_path / "1.tsv").mkdir()
    (tmp_path / "2.tsv").write_bytes(b"film:last\tfilm\tlast\n")
    told: list[str] = []
    assert list(ledger.read(ledger.files(tmp_path), {"film"}, told.append)) == [
        *GOOD_ROWS,
        LedgerRow("film:last", "film", "last"),
    ]
    assert [line.partition(": ")[0] for line in told] == [f"{tmp_path / '0.tsv'}:2", str(tmp_path / "1.tsv")]
    with pytest.raises(ReelgraphError, match=r"0\.tsv:2: "):
        list(ledger.read(ledger.files(tmp_path), {"film"}))


def _moved(folder: Path, rows: Sequence[LedgerRow], mentions: list[Mention]) -> tuple[list[Move], list[LedgerRow]]:
    """What has become of documents of a ledger, and the next one."""
    path = folder / "identities"
    path.unlink(missing_ok=True)
    identities = Identities(path, rows)
    identities.add(mentions, 0)
    exceptions = identities.resolve()
    identities.publish(("film", exceptions.get(identifier(mention), mention.slug)) for mention in mentions)
    identities.move()
    found = list(identities.moves()), list(identities.ledger("2026-01-02"))
    identities.close()
    return found


def test_where_a_document_leads_is_kept(tmp_path: Path) -> None:
    """In the ledger, when its keys are gone from the sources; from one to the next; and no longer once it is back."""
    old = [LedgerRow("film:imdb:tt1", "film", "a", "2020-01-01"), LedgerRow("film:imdb:tt2", "film", "b", "2021-01-01")]
    moves, rows = _moved(tmp_path, old, [_film("r", "imdb:tt1", "x"), _film("s", "imdb:tt2 imdb:tt1", "x")])
    assert moves == [Move("film", "b", "film", "a")]
    assert LedgerRow("film:address:b", "film", "a", "2026-01-02") in rows
    moves, after = _moved(tmp_path, rows, [_film("r", "imdb:tt1", "x")])
    assert moves == [Move("film", "b", "film", "a")] and after == rows
    older = LedgerRow("film:imdb:tt3", "film", "c", "2019-01-01")
    moves, after = _moved(tmp_path, [older, *rows], [_film("r", "imdb:tt1 imdb:tt3", "x")])
    assert moves == [Move("film", "a", "film", "c"), Move("film", "b", "film", "c")]
    assert LedgerRow("film:address:b", "film", "c", "2026-01-02") in after
    moves, after = _moved(tmp_path, rows, [_film("r", "imdb:tt1", "x"), _film("s", "imdb:tt2", "y")])
    assert moves == [] and not [row for row in after if "address" in row.key]


def test_where_documents_lead_in_a_circle_is_nowhere(tmp_path: Path) -> None:
    """A ledger may be edited by hand."""
    rows = [LedgerRow(f"film:address:{a}", "film", b) for a, b in ("ab", "bc", "ca")]
    assert _moved(tmp_path, rows, [_film("r", "imdb:tt1", "x")])[0] == []


IDENTIFIERS = st.sets(st.sampled_from([f"{scheme}:{number}" for scheme in "ab" for number in "123"]), max_size=2)
DIRECTORS = st.sets(st.sampled_from("xyz"), max_size=2)
FILMS_AT_RANDOM = st.lists(st.tuples(IDENTIFIERS, DIRECTORS), max_size=8).map(
    lambda films: [_film(f"r{n}", " ".join(sorted(i)), *sorted(d)) for n, (i, d) in enumerate(films)]
)


@settings(max_examples=200)
@given(FILMS_AT_RANDOM, st.randoms(use_true_random=False))
@pytest.mark.slow
def test_the_order_of_input_does_not_matter(
    tmp_path_factory: pytest.TempPathFactory, mentions: list[Mention], random: Random
) -> None:
    """Whatever is mentioned, in whatever order, everybody gets the same slug, and the same is told."""
    folder = tmp_path_factory.mktemp("identities")
    shuffled = random.sample(mentions, len(mentions))
    assert _slugs(folder, mentions) == _slugs(folder, shuffled)
    assert _doubts(folder, mentions) == _doubts(folder, shuffled)


@pytest.mark.slow
@settings(max_examples=200)
@given(FILMS_AT_RANDOM)
def test_titles_never_join_what_an_authority_tells_apart(
    tmp_path_factory: pytest.TempPathFactory, mentions: list[Mention]
) -> None:
    """A film has two identifiers of one scheme only where equal identifiers alone join its records; that is told."""
    folder = tmp_path_factory.mktemp("identities")
    by_title = _slugs(folder, mentions)
    by_identifier = _slugs(folder, [m._replace(keys=tuple(k for k in m.keys if ":title:" not in k)) for m in mentions])
    sure = dict(zip(mentions, by_identifier.values(), strict=True))
    several = 0
    for slug in set(by_title.values()):
        records = [mention for mention in mentions if by_title[mention] == slug]
        for scheme in ("film:a:", "film:b:"):
            known = {key: sure[m] for m in records for key in m.keys if key.startswith(scheme)}
            assert len(set(known.values())) <= 1
            several += len(known) > 1
    assert sum("identifiers of" in line for line in _doubts(folder, mentions)) == several


KEYS = st.sets(st.sampled_from([f"film:imdb:{letter}" for letter in "abcdef"]), min_size=1, max_size=3)
MENTIONS = st.lists(st.builds(lambda k, s: Mention("film", tuple(sorted(k)), s), KEYS, st.sampled_from("xy")))


@settings(max_examples=50)
@given(MENTIONS)
def test_one_slug_one_thing(tmp_path_factory: pytest.TempPathFactory, mentions: list[Mention]) -> None:
    """Two mentions have the same slug exactly when keys in common join them."""
    slugs = _slugs(tmp_path_factory.mktemp("identities"), mentions)
    for one in mentions:
        for other in mentions:
            assert (slugs[one] == slugs[other]) == (_component(one, mentions) == _component(other, mentions))


def _component(mention: Mention, mentions: list[Mention]) -> frozenset[Mention]:
    found = {mention}
    while more := {m for m in mentions if m not in found and any(set(m.keys) & set(f.keys) for f in found)}:
        found |= more
    return frozenset(found)
