"""Web addresses."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode

from kg.model.values import iri
from kg.system.errors import NotUnderstood


@pytest.mark.parametrize(
    "raw",
    [
        "https://www.filmfestival.be/en/film/here",
        "http://example.org",
        "http://example.org:8080/?q=1#top",
        "https://en.wikipedia.org/wiki/Schindler's_List",
        "https://example.org/a%20b",
        "https://example.org/çà/千",
        "https://[2001:db8::1]/x",
    ],
)
def test_iri(raw: str) -> None:
    """An address is written as it was given."""
    assert iri(raw) == raw


@pytest.mark.parametrize(
    "raw",
    [
        "",
        "film/here",
        "//example.org/",
        "javascript:alert(1)",
        "data:text/html,x",
        "ftp://example.org/",
        "mailto:a@example.org",
        "https://",
        "https:///path",
        "https://user:secret@example.org/",
        "https://example.org/a b",
        "https://example.org/a\u00a0b",
        'https://example.org/"',
        "https://example.org/<x>",
        "https://example.org/\\",
        "https://example.org/^",
        "https://example.org/`",
        "https://example.org/{x}",
        "https://example.org/|",
        "https://example.org/a\nb",
        "https://example.org/a\x00",
        "https://example.org/%zz",
        "https://example.org/#a#b",
        "https://example.org/\ud800",
        "https://[0]/",
        "https://[1::2::3]/",
        "https://[2001:db8::12345]/",
    ],
)
def test_iri_not_understood(raw: str) -> None:
    """Other schemes, addresses without a host and characters that break out of an IRI are refused."""
    with pytest.raises(NotUnderstood):
        iri(raw)


@given(
    rest=st.text() | st.text(st.sampled_from("/?#[]@:%.a0é ")) | st.from_regex(r"\[[0-9a-f:.]{1,20}\]", fullmatch=True),
    scheme=st.sampled_from(["http://", "https://h", ""]),
)
def test_judged_by_another(rest: str, scheme: str) -> None:
    """What is taken for an address is an IRI to pyoxigraph too, and stays as it is."""
    try:
        value = iri(scheme + rest)
    except NotUnderstood:
        return
    assert NamedNode(value).value == value == iri(value)
