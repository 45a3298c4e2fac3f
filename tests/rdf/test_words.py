"""Addresses, languages and namespaces as others write them."""

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.rdf import addresses, languages, mending, namespaces
from kg.system.terminal import short

ADDRESS = st.text('htps:/[].?#%@ abé{}<>"\\\x00', max_size=20) | st.sampled_from(
    ["http://[x", "//[", "http://a:b/", "http:"]
)


@given(ADDRESS, ADDRESS)
def test_addresses_never_raise(one: str, other: str) -> None:
    """Whatever is taken for one."""
    addresses.resolve(one, other)
    assert addresses.normal(one) == addresses.normal(one.strip())
    assert not addresses.is_web(one) or addresses.normal(one)


@pytest.mark.parametrize(
    ("base", "given_", "resolved"),
    [
        ("https://a.example/b/c", "d", "https://a.example/b/d"),
        ("https://a.example/b/c", "#d", "https://a.example/b/c#d"),
        ("https://a.example/b/c", " /d ", "https://a.example/d"),
        ("https://a.example/b/c", "//x.example", "https://x.example"),
        ("https://a.example/b/c", "http://[x", "http://[x"),
        ("http://[x", "d", "d"),
        ("", "d", "d"),
    ],
)
def test_resolve(base: str, given_: str, resolved: str) -> None:
    """As RFC 3986 says; what is not an address stays as it is."""
    assert addresses.resolve(base, given_) == resolved


@pytest.mark.parametrize(
    ("tag", "made"),
    [
        ("en", "en"),
        ("en-US", "en-US"),
        ("en_US", "en-US"),
        ("en us", "en-us"),
        (" en ", "en"),
        ("en-", "en"),
        ("-en", "en"),
        ("zh_Hans_CN", "zh-Hans-CN"),
        ("nl_BE.UTF-8", "nl-BE"),
        ("", ""),
        ("?", ""),
        ("Nederlands", ""),
        ("en,nl", ""),
        ("e" * 1000, ""),
        ("e", ""),
        ("en-US-US", ""),
        ("en_x", ""),
    ],
)
def test_languages(tag: str, made: str) -> None:
    """Made well-formed where it is clear what is meant."""
    assert languages.normal(tag) == made


@given(st.text(max_size=20) | st.text("enUSx1-_ ", max_size=12))
def test_a_language_is_well_formed_or_none(tag: str) -> None:
    """And once well-formed it stays as it is."""
    made = languages.normal(tag)
    assert (not made or ox.Literal("", language=made)) and languages.normal(made) == made


@pytest.mark.parametrize(
    ("iri", "ours"),
    [
        ("https://schema.org/Movie", "http://schema.org/Movie"),
        ("http://www.schema.org/Movie", "http://schema.org/Movie"),
        ("http://schema.org/Movie", "http://schema.org/Movie"),
        ("https://a.example/?https://schema.org/Movie", "https://a.example/?https://schema.org/Movie"),
        ("https://schema.org/docs/about.html", "https://schema.org/docs/about.html"),
        ("https://schema.org.example/Movie", "https://schema.org.example/Movie"),
        ("https://pending.schema.org/Movie", "https://pending.schema.org/Movie"),
    ],
)
def test_terms_in_either_namespace(iri: str, ours: str) -> None:
    """Are ours; addresses are left alone."""
    assert namespaces.iri(iri) == ours


@pytest.mark.parametrize(
    ("iri", "ours"),
    [
        ("https://schema.org/", "http://schema.org/"),
        ("HTTPS://www.Schema.org/name", "http://schema.org/name"),
        ("https://schema.org/docs/", "https://schema.org/docs/"),
    ],
)
def test_a_prefix_in_either_namespace(iri: str, ours: str) -> None:
    """A prefix may stand for the namespace itself, which is no term and stays in data."""
    assert namespaces.prefix(iri) == ours and namespaces.iri("https://schema.org/") == "https://schema.org/"


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("https://a.example/{id}", "a template, or has markup"),
        ("https://a.example/<!--more-->", "a template, or has markup"),
        ("http://[a", "is not an address"),
        ("https://a.example/a b", "is not an address"),
        (" https://a.example/b\n", "white space around it"),
    ],
)
def test_what_is_wrong_with_an_address(written: str, told: str) -> None:
    """Is told with the address."""
    why, text = mending.why(written)
    assert told in why and short(written) in why and text == written
