"""The way from every page to every other."""

from urllib.parse import urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.site.frame import Frame, Site

SITE = Site(
    "Films", "The Archive", "https://licence.example/", "https://films.example/", ("en", "nl", "zh-Hant"), "2026"
)
HOSTS = st.sampled_from(["https://host.example/", "https://host.example/some/where/", "file:///a/"])
PATHS = st.lists(st.from_regex(r"[a-z0-9-]{1,9}", fullmatch=True), max_size=6).map(
    lambda p: "".join(f"{s}/" for s in p)
)
LANGUAGES = st.sampled_from(SITE.languages)


@given(HOSTS, LANGUAGES, PATHS, PATHS)
def test_ways_lead_there_from_any_depth(host: str, language: str, path: str, to: str) -> None:
    """Up to the root and to the folder of the language, from any page of any language, in any folder of a host."""
    frame = Frame(SITE, language, path)
    here = f"{host}{SITE.prefix(language)}{path}"
    assert urljoin(here, frame.root + to) == host + to
    assert urljoin(here, frame.home + to) == f"{host}{SITE.prefix(language)}{to}"


@given(HOSTS, LANGUAGES, PATHS)
def test_the_same_page_in_every_language(host: str, language: str, path: str) -> None:
    """Its links lead to the same path in the folder of the other language; its addresses are those of the base."""
    here = f"{host}{SITE.prefix(language)}{path}"
    for other in Frame(SITE, language, path).languages():
        below = f"{SITE.prefix(other.language)}{path}"
        assert urljoin(here, other.href) == host + below
        assert other.address == Frame(SITE, other.language, path).address == f"https://films.example/{below}"


@pytest.mark.parametrize(
    ("language", "path", "root", "home"),
    [
        ("en", "", "./", "./"),
        ("en", "film/x/", "../../", "../../"),
        ("nl", "", "../", "./"),
        ("nl", "film/x/", "../../../", "../../"),
        ("nl", "year/2023/page/2/", "../../../../../", "../../../../"),
    ],
)
def test_ways(language: str, path: str, root: str, home: str) -> None:
    """They are relative; the first language stands at the root."""
    frame = Frame(SITE, language, path)
    assert (frame.root, frame.home) == (root, home)


@pytest.mark.parametrize(
    ("iri", "link"),
    [
        ("https://films.example/person/ann/#this", "../../person/ann/"),
        ("https://films.example/person/ann/", "../../person/ann/"),
        ("https://films.example.org/person/ann/#this", "https://films.example.org/person/ann/"),
        ("http://www.wikidata.org/entity/Q1", "http://www.wikidata.org/entity/Q1"),
    ],
)
def test_documents(iri: str, link: str) -> None:
    """A thing of ours is linked relatively, in the language of the page; others' by their address."""
    assert Frame(SITE, "nl", "film/x/").document(iri) == link


def test_languages_name_themselves() -> None:
    """A reader finds the own one."""
    assert [other.name for other in Frame(SITE, "en", "").languages()] == ["English", "Nederlands", "繁體中文"]
