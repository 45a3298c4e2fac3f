"""Names of things."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import iris

SLUGS = [
    (["All of Us Strangers", "2023"], "all-of-us-strangers-2023"),
    (["Kôji Yakusho"], "koji-yakusho"),
    (["Тарковский"], "tarkovskiy"),
    (["影武者"], "yingwuzhe"),
    (["  A / B  "], "a-b"),
    (["x" * 200], "x" * 80),
]
DEVICES = ["con", "Con!", "PRN", "aux", "nul", "com1", "COM9", "lpt5"]
NO_DEVICES = ["Con Air", "console", "com0", "com10", "lpt", "nul-1", "auxiliary"]
SAME = [("Kôji Yakusho", "KOJI YAKUSHO"), ("Emilie Levienaise-Farrouch", "Émilie Levienaise Farrouch"), ("ﬁlm", "film")]
DIFFERENT = [("王伟", "汪伟"), ("Андрей", "Андреи"), ("が", "か"), ("Holly", "Molly"), ("मीरा", "मारी"), ("กิน", "กัน")]


@pytest.mark.parametrize(("parts", "slug"), SLUGS)
def test_slug(parts: list[str], slug: str) -> None:
    """A slug is a readable ASCII form of what identifies a thing."""
    assert iris.slug(parts) == slug


def test_a_name_without_letters_is_named_by_its_hash() -> None:
    """What has no readable form still has a name, and another has another."""
    assert iris.slug(["???"]) != iris.slug(["!!!"])
    assert re.fullmatch("[0-9a-f]{8}", iris.slug(["???"]))


@pytest.mark.parametrize("name", DEVICES)
def test_a_device_of_windows_gets_a_longer_name(name: str) -> None:
    """The same for all that would have had it, so that nothing depends on which of them comes first."""
    plain = iris.readable([name])
    assert re.fullmatch(f"{plain}-[0-9a-f]{{8}}", iris.slug([name])) and iris.slug([name]) == iris.slug([plain])


@pytest.mark.parametrize("name", NO_DEVICES)
def test_what_begins_like_a_device_is_none(name: str) -> None:
    """A name has something added only where it must."""
    assert iris.slug([name]) == iris.readable([name])


@pytest.mark.parametrize(("one", "other"), SAME)
def test_names_compare_without_case_accents_and_punctuation(one: str, other: str) -> None:
    """Spelling that catalogues vary does not make another name."""
    assert iris.normal(one) == iris.normal(other)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_names_of_other_scripts_keep_their_letters(one: str, other: str) -> None:
    """Names that only look alike in ASCII are not the same."""
    assert iris.normal(one) != iris.normal(other)


@given(st.lists(st.text(min_size=1), min_size=1, max_size=3))
def test_every_slug_is_a_path_segment(parts: list[str]) -> None:
    """Whatever the text, its slug can stand in an IRI and be a folder's name."""
    assert re.fullmatch("[a-z0-9]([a-z0-9-]{0,78}[a-z0-9])?", iris.slug(parts))
    assert not re.fullmatch("con|prn|aux|nul|(com|lpt)[1-9]", iris.slug(parts))


def test_a_thing_its_document_its_folder_and_its_name() -> None:
    """The IRI of a thing says where it is described."""
    iri = iris.thing("https://f.example/", "film", "here-2023")
    assert iri == "https://f.example/film/here-2023/#this"
    assert iris.document(iri) == "https://f.example/film/here-2023/"
    assert (iris.folder("https://f.example/", iri), iris.name(iri)) == ("film", "here-2023")
    assert iris.part(iri, "trailer") == "https://f.example/film/here-2023/#trailer"


RECORDS = [
    ("Tár", "T%C3%A1r"),
    ("T%C3%A1r", "T%C3%A1r"),
    ("T%c3%a1r", "T%C3%A1r"),
    ("God%27s_Creatures_(film)", "God%27s_Creatures_%28film%29"),
    ("a/b c", "a%2Fb%20c"),
    ("a%2Fb", "a%2Fb"),
    ("100%", "100%25"),
    ("100%_true", "100%25_true"),
    ("T%E1r", "T%25E1r"),
    ("%", "%25"),
]


@pytest.mark.parametrize(("key", "name"), RECORDS)
def test_a_record_is_encoded_once(key: str, name: str) -> None:
    """The key of a record stands in its IRI percent-encoded, also where the source has it so already."""
    assert iris.record_name("s", key) == f"s/{name}"


@given(st.text())
def test_encoding_a_record_again_changes_nothing(key: str) -> None:
    """The name of a record is that of the key as it stands in the name."""
    _, _, name = iris.record_name("s", key).partition("/")
    assert iris.record_name("s", name) == f"s/{name}"
