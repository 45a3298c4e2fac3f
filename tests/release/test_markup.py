"""The markup of a film, as a search engine reads it."""

import json

import pytest

from kg.model.profile import Profile
from kg.release.documents import Document, Neighbours
from kg.release.markup import graph, node, script
from kg.release.selection import Selection

PERSON = "https://films.example/person/"


def test_markup(film: Document, others: Neighbours, plan: Profile) -> None:
    """The whole markup of a film: schema.org's words in the order of the shapes, people in that of the credits."""
    ann = {"@id": f"{PERSON}ann/#this", "@type": "Person", "name": "Ann"}
    assert json.dumps(graph([node(Selection(film, others, plan))])["@graph"], ensure_ascii=False) == json.dumps(
        [
            {
                "@id": "https://films.example/film/kin-2020/#this",
                "@type": "Movie",
                "name": "Kin",
                "alternateName": "أقارب",
                "dateCreated": "2020",
                "duration": "PT20M",
                "countryOfOrigin": {
                    "@id": "https://films.example/country/be/#this",
                    "@type": "Country",
                    "name": [
                        {"@value": "Belgium", "@language": "en"},
                        {"@value": "België", "@language": "nl"},
                    ],
                },
                "director": ann,
                "actor": [{"@id": f"{PERSON}zoe/#this", "@type": "Person", "name": "Zoë"}, {"@id": ann["@id"]}],
                "author": {"@id": ann["@id"]},
                "contributor": {"@id": f"{PERSON}bob/#this", "@type": "Person", "name": "Bob"},
                "isBasedOn": {
                    "@id": "https://films.example/work/novel/#this",
                    "@type": ["Book", "CreativeWork"],
                    "name": "Novel",
                },
                "description": [
                    {"@value": "Twee zussen.", "@language": "nl"},
                    {"@value": "Two sisters.\n\nOne house.", "@language": "en"},
                ],
                "subjectOf": {
                    "@id": "https://films.example/film/kin-2020/#quotes-1",
                    "@type": "Quotation",
                    "text": "Small & <great>.",
                    "creditText": "The Paper",
                },
                "image": {
                    "@id": "https://films.example/film/kin-2020/#images-1",
                    "@type": "ImageObject",
                    "contentUrl": "https://festival.example/kin.jpg",
                    "caption": "A house",
                },
                "url": "https://festival.example/kin",
                "sameAs": "http://www.wikidata.org/entity/Q1",
            }
        ],
        ensure_ascii=False,
    )


@pytest.mark.parametrize("text", ["</script>", "<!--<script>", "&lt;", "\u2028", "\u2029"])
def test_nothing_ends_a_script(text: str) -> None:
    """What could end a script, or a line of one, is escaped, and comes back by a JSON reader."""
    written = script({"name": text})
    assert not set("<>&\u2028\u2029") & set(written)
    assert json.loads(written) == {"name": text}
