"""The lexicon: what labels of film pages and headers of tables mean, in many languages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model.record import Record
from kg.sources import lexicon
from kg.sources.lexicon import fold, meaning, senses

_FURTHER = {"original_title", "other_title", "production", "distribution", "other"}


@pytest.mark.parametrize(
    ("label", "said"),
    [
        ("Regie", ("directors",)),
        ("REGIA", ("directors",)),
        ("Réalisation", ("directors",)),
        ("Režie", ("directors",)),
        ("ΣΚΗΝΟΘΕΣΙΑ", ("directors",)),
        ("Σκηνοθεσία", ("directors",)),
        ("Режиссёр", ("directors",)),
        ("РЕЖИССЕР", ("directors",)),
        ("Länge", ("duration",)),
        ("Czas trwania", ("duration",)),
        ("Długość", ("duration",)),
        ("Süre", ("duration",)),
        ("Διάρκεια:", ("duration",)),
        ("Хронометраж", ("duration",)),
        ("Þ", ()),
        ("director(s)", ("directors",)),
        ("Genre(s)", ("genres",)),
        ("Regisseur(in)", ("directors",)),
        ("Produzent:innen", ("producers",)),
        ("Produzent*in", ("producers",)),
        ("Darsteller_innen", ("cast",)),
        ("Ausführende*r Produzent*in", ("other_credits",)),
        ("réalisateur·trice·s", ("directors",)),
        ("Director/a", ("directors",)),
        ("Cast (selection)", ("cast",)),
        ("DDIRECTOR", ("directors",)),
        ("Country, Year", ("countries", "year")),
        ("Land/Jahr", ("countries", "year")),
        ("Land, Jahr, Dauer", ("countries", "year", "duration")),
        ("Pays / Année", ("countries", "year")),
        ("Director, Screenplay", ("directors", "screenwriters")),
        ("Script & Editing", ("screenwriters", "editors")),
        ("Buch und Regie", ("screenwriters", "directors")),
        ("Režie a scénář", ("directors", "screenwriters")),
        ("Sound", ("other_credits",)),
        ("Originaltitel", ("original_title",)),
        ("English title", ("other_title",)),
        ("Production", ("production",)),
        ("Weltvertrieb", ("other",)),
        ("Director and friend", ()),
        ("Unheard of", ()),
        ("", ()),
        (",", ()),
        ("a" * 10_000, ()),
    ],
)
def test_senses(label: str, said: tuple[str, ...]) -> None:
    """A label says one thing, or several if each of its parts does; one with a part that is not known says nothing."""
    assert senses(label) == said


@pytest.mark.parametrize(
    ("label", "fields"),
    [
        ("Originaltitel", ("title",)),
        ("English title", ("alternate_titles",)),
        ("Distribution", ("distributors",)),
        ("Land, Jahr", ("countries", "year")),
        ("Sound", ("other_credits",)),
        ("Production", ()),
        ("Format, Jahr", ()),
        ("Synopsis", ()),
    ],
)
def test_meaning(label: str, fields: tuple[str, ...]) -> None:
    """A label means fields of a record; one that may mean two, or of which a part is of no field, means none."""
    assert meaning(label) == fields


def test_labels_beside_ours() -> None:
    """Labels that are given beside the lexicon, folded, come before it."""
    assert senses("Production", {"production": ("producers",)}) == ("producers",)
    assert senses("Section, Production", {fold("Production"): ("producers",)}) == ("other", "producers")


def test_no_label_says_two_things() -> None:
    """In whatever languages a label stands, it says one thing."""
    said: dict[str, set[str]] = {}
    for _, sense, label in lexicon.every():
        said.setdefault(fold(label), set()).add(sense)
    assert {label: senses for label, senses in said.items() if len(senses) > 1 or not label} == {}


def test_every_label_is_of_a_field() -> None:
    """What labels say is a field of the record, or one of the further things that the file explains."""
    known = {*Record.__struct_fields__, *_FURTHER}
    assert {sense for _, sense, _ in lexicon.every()} <= known
    assert {sense for said in lexicon.letters().values() for sense in said.values()} <= known


def test_languages() -> None:
    """The lexicon speaks at least twenty languages, each of which says who directed and how long a film is."""
    by_language: dict[str, set[str]] = {}
    for language, sense, _ in lexicon.every():
        by_language.setdefault(language, set()).add(sense)
    assert sum({"directors", "duration", "countries"} <= senses for senses in by_language.values()) >= 20


@given(st.text())
def test_any_text_may_be_a_label(text: str) -> None:
    """Whatever stands for a label, it has senses or none; folding is idempotent."""
    senses(text)
    assert fold(fold(text)) == fold(text)
