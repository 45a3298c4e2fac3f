"""Every language says all that the site says."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

import kg.site
from kg.model.prefixes import SKOS
from kg.model.profile import Field, Kind, Profile, Shape, profile
from kg.model.shapes import Graph
from kg.report.words import local_name
from kg.site.terms.vocabulary import vocabulary
from kg.site.words import has_words, worded, words

LANGUAGES = ("en", "nl", "de", "fr", "it", "es", "pt")
TABLES: dict[str, dict[str, str]] = tomllib.loads(Path(kg.site.__file__).with_name("words.toml").read_text("utf-8"))
SHAPES = [shape for shape in profile().by_class.values() if shape.folder]
FIELDS = {field.iri: field for shape in SHAPES for field in shape.fields}
DEFINITION = SKOS + "definition"
SAME = Path(__file__).with_name("same.txt")


def _labelled(graph: Graph) -> Iterator[tuple[str, dict[str, str]]]:
    """What the house's own Turtle says in languages, with what says it; definitions of terms are in two."""
    for node in graph:
        for path in node.paths():
            if path != DEFINITION and (texts := node.languages(path)):
                yield f"{local_name(node.name)} {local_name(path)}", texts


TEXTS = [
    *((key, {tag: TABLES[tag].get(key, "") for tag in TABLES}) for key in TABLES["en"]),
    *_labelled(vocabulary().shapes),
    *_labelled(vocabulary().ontology),
]


def test_the_languages_of_the_site() -> None:
    """There are seven."""
    assert tuple(sorted(TABLES)) == tuple(sorted(LANGUAGES))


def test_everything_is_said_in_every_language() -> None:
    """Every word of the site, every label and message of the shapes, every label of the ontology."""
    wanting = [f"{what}: {tag}" for what, texts in TEXTS for tag in LANGUAGES if not texts.get(tag)]
    assert wanting == []


def test_what_is_the_same_as_in_english_is_known() -> None:
    """`same.txt` lists the words that are, and no other; a word that was not translated is none of them."""
    same = {f"{tag}: {texts[tag]}" for _, texts in TEXTS for tag in LANGUAGES[1:] if texts.get(tag) == texts.get("en")}
    known = SAME.read_text("utf-8").splitlines()
    assert sorted(same - {*known}) == [], "the same as in English"
    assert sorted({*known} - same) == [], "no longer the same"
    assert known == sorted(known)


@pytest.mark.parametrize("language", TABLES)
def test_a_table_is_whole(language: str) -> None:
    """It has the words of the English one, in the same order, none of them empty."""
    assert list(TABLES[language]) == list(TABLES["en"])
    assert all(TABLES[language].values())


@pytest.mark.parametrize("language", TABLES)
def test_places_for_numbers_are_kept(language: str) -> None:
    """A word with a place for a number has it in every language."""
    for key, word in TABLES["en"].items():
        assert re.findall(r"{\w*}", TABLES[language][key]) == re.findall(r"{\w*}", word), key


@pytest.mark.parametrize(
    ("language", "read_as"), [("en", "en"), ("nl", "nl"), ("nl-BE", "nl"), ("pt-BR", "pt"), ("xx", "en"), ("", "en")]
)
def test_a_language_without_words_gets_those_that_there_are(language: str, read_as: str) -> None:
    """Those of its primary language, or else the English ones."""
    assert words(language) == TABLES[read_as]


@pytest.mark.parametrize(("language", "has"), [("de", True), ("fr-CA", True), ("sv", False), ("", False)])
def test_whether_a_site_has_words(language: str, has: bool) -> None:
    """In a language, or in a variant of it."""
    assert has_words(language) is has


@pytest.mark.parametrize(
    ("labels", "language", "said"),
    [
        ({"en": "Film", "nl": "De film"}, "nl", "De film"),
        ({"en": "Film", "nl": "De film"}, "nl-BE", "De film"),
        ({"en": "Film", "nl": "De film"}, "fr", "Film"),
        ({"nl": "De film", "fr": "Le film"}, "de", "Le film"),
        ({}, "en", ""),
    ],
)
def test_a_label_is_the_nearest_that_there_is(labels: dict[str, str], language: str, said: str) -> None:
    """In the language, its primary language, English, or any: the first by its tag."""
    assert worded(labels, language) == said


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.name)
@pytest.mark.parametrize("language", TABLES)
def test_things_with_pages_have_a_plural(language: str, shape: Shape) -> None:
    """Their list is called by it."""
    assert shape.labels.get(language) and shape.plural.get(language)


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.name)
def test_things_with_pages_have_a_sentence(shape: Shape) -> None:
    """In every language; it asks for nothing but fields of the shape, and what links to the thing."""
    known = {field.name for field in shape.fields} | {"linked", "roles", "as"}
    assert set(TABLES) <= shape.sentence.keys()
    for pattern in shape.sentence.values():
        places = re.findall(r"{(\w*)}", pattern)
        assert places and set(places) <= known and pattern.endswith("."), pattern


@pytest.mark.parametrize("field", FIELDS.values(), ids=lambda field: field.iri.rpartition("/")[2])
@pytest.mark.parametrize("language", TABLES)
def test_a_field_has_the_words_that_pages_need(language: str, field: Field, plan: Profile) -> None:
    """A label; a name for the way back, if it links to pages; a plural, if there are lists by its values."""
    assert field.labels.get(language)
    if field.kind is Kind.LINK and plan.by_class[field.target].folder:
        assert field.inverse.get(language), "rg:inverseName"
    if field.facet and field.kind is not Kind.LINK:
        assert field.plural.get(language), "rg:plural"


@pytest.mark.parametrize("language", TABLES)
def test_groups_have_headings(language: str, plan: Profile) -> None:
    """In every language."""
    assert [iri for iri, group in plan.groups.items() if not group.labels.get(language)] == []
