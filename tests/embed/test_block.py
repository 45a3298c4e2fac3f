"""The block in the bytes of a page."""

import json
import re
from typing import Any
from xml.etree import ElementTree

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.embed import block
from kg.embed.document import document
from kg.embed.fit import check
from kg.embed.positions import places
from kg.system.errors import ReelgraphError

BLOCK = re.compile(rb'<script type="application/ld\+json" data-reelgraph(?:="")?>[^<]*</script>')
MARKUP = {"@context": "https://schema.org", "@graph": [{"@id": "https://films.example/film/kin/#this", "name": "Kin"}]}
HERE = "⌖"
"""Where the block goes."""

HOSTILE = ["</script>", "<!--<script>", "-->", "]]>", "&lt;", '"', "'", "\\", "\u2028", "\u200f", "\u202e", "🎬", "é"]
PIECES = [
    *("<html>", "<head>", "</head>", "<body>", "</body>", "</html>", "<!doctype html>", "<HEAD lang=nl>", "</HEAD >"),
    *(
        "<title>",
        "</title>",
        "<script>",
        "</script>",
        "<style>",
        "</style>",
        "<noscript>",
        "</noscript>",
        "<p>",
        "</p>",
    ),
    *("<!--", "-->", "--!>", "<!-->", "<![CDATA[", "]]>", "<?xml version='1.0'?>", "<textarea>", "</textarea>"),
    *("<svg>", "</svg>", "<math>", "<template>", "</template>", "<select>", "<table>", "<frameset>", "<plaintext>"),
    *("<script type='application/ld+json' data-reelgraph>", "<script data-reelgraph>{}</script>", "<br>", "</br>"),
    *("<meta charset=utf-8>", "<meta charset=gbk>", "<link rel=canonical href=x", "<a title='</head>'>", '"', "'", ">"),
    *("<head/>", "<script/>", "<base href=/>", "&amp;", "&", "<", "</", "\n", "\r\n", "\r", " ", "tekst", "é", "\f"),
]


def put(data: bytes, markup: dict[str, Any] = MARKUP) -> bytes:
    """The page with the block. Raises ReelgraphError."""
    check(data)
    return block.put(data, document(data), places(data), markup)


def _read(data: bytes) -> Any:
    """What a browser finds in our block."""
    root = html5lib.parse(data, namespaceHTMLElements=False)
    (found,) = (element for element in root.iter("script") if element.get("data-reelgraph") is not None)
    assert found.get("type") == "application/ld+json"
    return json.loads(found.text or "")


def _placed(page: str, encoding: str = "utf-8") -> None:
    before, _, after = page.partition(HERE)
    old = (before + after).encode(encoding)
    new = put(old)
    (found,) = BLOCK.finditer(new)
    assert (new[: found.start()], new[found.end() :]) == (before.encode(encoding), after.encode(encoding))
    assert _read(new) == MARKUP
    assert put(new) == new


PLACES = [
    f"<!doctype html>\n<html>\n<head>\n<title>x</title>\n{HERE}</head>\n<body></body></html>\n",
    f"<html><head><title>x</title>{HERE}</HEAD foo='>'><body></head>",
    f"<head><!-- </head> --><script>'</head>'</script><style></head></style><title></head></title>{HERE}</head>",
    f"<head><script><!--<script></script></head>--></script>{HERE}</head>",
    f"<head><meta content='</head>'><link title=\"</head>\">{HERE}</head>",
    f"<title>x</title>{HERE}<textarea></head></textarea>",
    f"<title>x</title>\n{HERE}<body><p></head>",
    f"<!doctype html><title>x</title>{HERE}Tekst",
    f"<html>\n  {HERE}<h1>Kin</h1>",
    f"<!doctype html><title>x</title>{HERE}",
    f"<html><head><title>x</title>{HERE}<div></head><meta name=a></div>",
    f"<head><noscript><link rel=stylesheet href=a></noscript>{HERE}</head>",
    f"<head>{HERE}<template><p></template></head>",
    f"<head></p></script>{HERE}</head>",
    f"<html><head>\r\n<title>x</title>\r\n{HERE}</head>\r\n<body>\r\n</body></html>",
    f"<html><head>\r<title>x</title>\r{HERE}</head>\r<body>",
    f"\ufeff<!doctype html><html><head>{HERE}</head></html>",
    f"<head><title>é ü 🎬</title>{HERE}</head>",
    f"<head>{HERE}</head><frameset><frame></frameset>",
    f"{HERE}<svg><title></head></title></svg><p>",
]


@pytest.mark.parametrize("page", PLACES)
def test_it_goes_before_the_real_end_of_the_head(page: str) -> None:
    """No text that looks like the end of a head is one; all other bytes stay, and a second run changes nothing."""
    _placed(page)


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("windows-1252", "café – “Kin”"),
        ("iso-8859-2", "łódź"),
        ("koi8-r", "Родня"),
        ("shift_jis", "表示能ソ十"),
        ("gb18030", "亲属 \u00e5 丂"),
        ("big5", "功蓋許"),
        ("euc-kr", "친척"),
    ],
)
def test_any_encoding_that_has_ascii(encoding: str, text: str) -> None:
    """The block is ASCII, and stands in its place in encodings whose characters have bytes of ASCII in them."""
    _placed(f'<head><meta charset="{encoding}"><title>{text}</title>{HERE}</head><body>{text}', encoding)


XHTML = (
    '{}<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">\n'
    '<html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title><meta name="a" content="b" />{}</head>'
    "<body>&nbsp;<p /></body></html>"
)


@pytest.mark.parametrize("prolog", ["", '<?xml version="1.0"?>\n', '\ufeff<?xml version="1.0" encoding="utf-8"?>\r\n'])
def test_xhtml_stays_well_formed(prolog: str) -> None:
    """The mark is an attribute with a value there."""
    page = XHTML.format(prolog, HERE)
    _placed(page)
    new = put(page.replace(HERE, "").encode())
    assert b'data-reelgraph=""' in new
    script = ElementTree.fromstring(new.replace(b"&nbsp;", b"")).find(".//{*}script")
    assert script is not None and json.loads(script.text or "") == MARKUP


OLD = '<script data-reelgraph type="application/ld+json">\n{"old": "</head>"}\n</script >'


@pytest.mark.parametrize("page", [f"<head>{OLD}<title>x</title></head>", f"<title>x</title><p>a{OLD}b", f"<p>{OLD}"])
def test_it_is_replaced_where_it_stands(page: str) -> None:
    """Wherever in the page somebody moved it."""
    before, after = (part.encode() for part in page.split(OLD))
    new = put(page.encode())
    assert new.startswith(before) and new.endswith(after) and BLOCK.fullmatch(new[len(before) : len(new) - len(after)])
    assert _read(new) == MARKUP
    assert put(new) == new


@pytest.mark.parametrize(
    "page",
    [
        f"<head><!-- {OLD} -->{HERE}</head>",
        f"<head>{HERE}</head><textarea>{OLD}</textarea>",
        f"<title>{OLD}</title>{HERE}",
    ],
)
def test_what_looks_like_it_is_not_it(page: str) -> None:
    """A block of ours in a comment, or as text, is left alone."""
    before, _, after = page.partition(HERE)
    new = put((before + after).encode())
    assert new.startswith(before.encode() + b"<script ") and new.endswith(b"</script>" + after.encode())


def test_new_markup_replaces_old() -> None:
    """Between two runs with other markup only the block differs."""
    page = b"<head><title>x</title></head>"
    changed = {**MARKUP, "name": "Kin 2"}
    assert put(put(page), changed) == put(page, changed)


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        ("<head></head>".encode("utf-16"), "is in UTF-16"),
        ("<head></head>".encode("utf-16-le"), "has NUL bytes"),
        ("<head></head>".encode("utf-32"), "is in UTF-16 or UTF-32"),
        ("<head><title>日本</title></head>".encode("iso-2022-jp"), "is in ISO-2022"),
        (b"just text", "has no tag"),
        (b"<head>" + b"<div>" * 3000, "deep"),
        (OLD.encode() * 2, "has 2 scripts marked data-reelgraph; keep one"),
        (b"<head><script data-reelgraph>{}", "is never closed"),
        (b"<head><!-- ", "no safe place"),
        (b"<head><title>x", "no safe place"),
        (b"<head><script>x</head>", "no safe place"),
        (b"<title>x</title><link rel='", "no safe place"),
        (b"<table></script><math><html><!doctype html><!--</textarea>", "the parser fails"),
        (b"<head><noscript><p>x</p></noscript></head>", "with and without scripts"),
        (
            b'<html xmlns="http://www.w3.org/1999/xhtml"><head><script src="a"/></head><body/></html>',
            "as HTML and as XML",
        ),
        (b'<html xmlns="http://www.w3.org/1999/xhtml"><head/><body/></html>', "without a </head>"),
        (b'<!DOCTYPE html [<!ENTITY a "b">]><html xmlns="http://www.w3.org/1999/xhtml"/>', "declares XML entities"),
    ],
)
def test_refused(page: bytes, reason: str) -> None:
    """Where no place is safe, the reason is told in one line."""
    with pytest.raises(ReelgraphError, match=re.escape(reason)) as raised:
        put(page)
    assert "\n" not in str(raised.value)


values = st.recursive(
    st.one_of(st.text(), st.sampled_from(HOSTILE), st.lists(st.sampled_from(HOSTILE)).map("".join), st.booleans()),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@settings(deadline=None)
@given(st.dictionaries(st.text(), values, max_size=4), st.sampled_from(["utf-8", "windows-1252", "gb18030", "big5"]))
def test_whatever_goes_in_comes_out(markup: dict[str, Any], encoding: str) -> None:
    """Any text is the same when a browser has read the page, in any encoding."""
    page = f'<head><meta charset="{encoding}"><title>Kin</title></head><body>'.encode(encoding)
    new = put(page, markup)
    assert new.isascii()
    assert _read(new) == markup
    assert BLOCK.sub(b"", new) == page
    assert put(new, markup) == new


@settings(deadline=None, max_examples=400)
@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join), st.sampled_from(["utf-8", "utf-8-sig", "cp1252"]))
def test_no_other_byte_changes(page: str, encoding: str) -> None:
    """Of any page: it is refused, or has our block once, all else as it was, and a second run changes nothing."""
    data = page.encode(encoding)
    try:
        new = put(data)
    except ReelgraphError:
        return
    assert _read(new) == MARKUP
    assert put(new) == new
    if blocks := places(data).blocks:
        assert new.startswith(data[: blocks[0].start]) and new.endswith(data[blocks[0].stop :])
    else:
        assert data in [new[: found.start()] + new[found.end() :] for found in BLOCK.finditer(new)]


def test_a_place_that_takes_text_of_the_page_is_refused() -> None:
    """Whatever places are found, the page read anew must say what it said before, besides our block."""
    page = put(b"<head><title>Kin</title></head><body><p>Text")
    found = places(page)
    begin = page.index(b"<title>")
    for block_ in (slice(begin, found.blocks[0].stop), slice(found.blocks[0].start, len(page))):
        with pytest.raises(ReelgraphError, match="the rest of the page would change its meaning"):
            block.put(page, document(page), found._replace(blocks=(block_,)), {**MARKUP, "name": "x"})
