"""Pages as browsers read them: blocks, items and RDFa with their lines, languages and addresses."""

from collections.abc import Callable
from xml.etree import ElementTree

import html5lib
import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model.ntriples import plain
from kg.model.prefixes import SCHEMA
from kg.rdf import html, pages
from kg.rdf.said import JSON_LD, MICRODATA, RDFA, Read

HERE = "https://here.example/films/salt.html"
BLOCK = '<script type="application/ld+json">{"@context":"https://schema.org","@type":"Movie","name":"Salt"%s}</script>'
ITEM = '<div itemscope itemtype="https://schema.org/Movie"><b itemprop="name">Salt</b>%s</div>'
RDF_A = '<div vocab="https://schema.org/" typeof="Movie"><b property="name">Salt</b>%s</div>'


def _read(body: str) -> Read:
    return pages.read(body.encode(), HERE, {})[1]


def _said(found: Read, path: str) -> set[str]:
    return {plain(t.object) for t in found.triples if t.predicate.value == SCHEMA + path}


@pytest.mark.parametrize("film", [BLOCK, ITEM, RDF_A])
@pytest.mark.parametrize(
    "around",
    [
        "{}",
        "<html><body><p>x</body></html>\n{}",
        "<p>{}",
        "<table>{}</table>",
        "<head>{}</head>",
        "<!doctype html>\r\n{}",
    ],
)
def test_a_film_is_read_wherever_it_stands(film: str, around: str) -> None:
    """Also behind the end of the page, as browsers have it; its line is told."""
    found = _read("<!-- \n -->" + around.replace("{}", film % ""))
    assert _said(found, "name") == {"Salt"} and not found.mistakes
    line = 2 + around.partition("{}")[0].count("\n")
    assert {s.line for s in found.statements if s.triple.predicate.value == SCHEMA + "name"} == {line}


@pytest.mark.parametrize(
    "hidden", ["<!-- {} -->", "<textarea>{}</textarea>", "<script>'{}'</script>", "<style>{}</style>"]
)
def test_what_is_no_element_says_nothing(hidden: str) -> None:
    """Comments and texts are none."""
    assert not _read(hidden.replace("{}", BLOCK.replace("</script>", "") % "")).statements


@pytest.mark.parametrize(
    ("tag", "language"), [("en_US", "en-us"), ("zh_Hans", "zh-hans"), ("en us", "en-us"), ("en-", "en"), ("!", None)]
)
@pytest.mark.parametrize("where", ["<html lang='{}'>", "<html xml:lang='{}'>", "<body><section lang='{}'>"])
def test_a_bad_language_loses_no_rdfa(tag: str, language: str | None, where: str) -> None:
    """It is made well-formed or left out, and told with its line."""
    found = _read("\n" + where.replace("{}", tag) + RDF_A % "")
    (name,) = (t.object for t in found.triples if t.predicate.value == SCHEMA + "name")
    assert isinstance(name, ox.Literal) and (name.value, name.language) == ("Salt", language)
    (mistake,) = found.mistakes
    assert mistake.line == 2 and not mistake.lost and tag in mistake.why


@pytest.mark.parametrize("address", ["http://[x", "https://a.example/{id}", "https://a.example/<b>"])
@pytest.mark.parametrize(
    ("film", "link"),
    [
        (ITEM, '<a itemprop="sameAs" href="{}">x</a>'),
        (ITEM, '<img itemprop="image" src="{}">'),
        (RDF_A, '<a property="sameAs" href="{}">x</a>'),
        (RDF_A, '<img property="image" src="{}" alt="x">'),
        (RDF_A, '<link property="url" href="https://x.example/"><b typeof="Person" resource="{}"></b>'),
        ("%s", '<link rel="canonical" href="{}">'),
        ("%s", '<base href="{}">'),
    ],
)
def test_a_bad_address_loses_nothing_else(address: str, film: str, link: str) -> None:
    """In whatever attribute it stands."""
    found = _read(film % link.replace("{}", address) + BLOCK % ', "alternateName": "Zout"')
    assert _said(found, "name") == {"Salt"} and not found.lost
    links = _said(found, "sameAs") | _said(found, "image")
    assert film == ITEM or film == "%s" or found.mistakes
    assert film != ITEM or address.strip("{}") in "".join(links).replace("%7B", "{")


ADDRESSES = [
    ("", "https://here.example/films/"),
    ('<link rel="canonical" href="https://there.example/b/c">', "https://there.example/b/"),
    ('<link rel="Canonical nofollow" href="https://there.example/b/c">', "https://there.example/b/"),
    ('<meta property="og:url" content="https://there.example/b/c">', "https://there.example/b/"),
    ('<base href="https://base.example/d/e">', "https://base.example/d/"),
    ('<link rel="canonical" href="https://there.example/b/c"><base href="/f/">', "https://there.example/f/"),
    ('<base href="http://[x"><link rel="canonical" href="https://there.example/b/c">', "https://there.example/b/"),
    ('<link rel="canonical" href="http://[x">', "https://here.example/films/"),
    ('<link rel="canonical" href="urn:x">', "https://here.example/films/"),
]


@pytest.mark.parametrize(("head", "base"), ADDRESSES)
def test_relative_addresses_are_seen_from_the_page(head: str, base: str) -> None:
    """By its base, its canonical address, or where it was found; in every syntax."""
    page = head + ITEM % '<img itemprop="image" src="a.jpg">' + RDF_A % '<img property="image" src="b.jpg">'
    found = _read(page + BLOCK % ', "director": {"@id": "c"}')
    assert _said(found, "image") == {f"{base}a.jpg", f"{base}b.jpg"} and _said(found, "director") == {f"{base}c"}


@pytest.mark.parametrize(
    ("address", "told"),
    [("http://[x", True), ("https://a.example/{id}/", True), ("/f/", False), ("https://b.example", False), ("", False)],
)
def test_a_bad_base_is_told(address: str, told: bool) -> None:
    """With its line; what is relative is seen from the page."""
    found = _read(f"<p>\n<base href='{address}'>" + ITEM % '<img itemprop="image" src="a.jpg">')
    assert [(m.line, address in m.why, m.raw, m.lost) for m in found.mistakes] == [(2, True, address, False)] * told
    assert not told or _said(found, "image") == {"https://here.example/films/a.jpg"}


def test_three_syntaxes_are_told_apart() -> None:
    """And their blank nodes."""
    found = _read(BLOCK % "" + BLOCK % "" + ITEM % "" + RDF_A % "")
    assert {s.syntax for s in found.statements} == {JSON_LD, MICRODATA, RDFA}
    assert len({t.subject for t in found.triples if t.predicate.value == SCHEMA + "name"}) == 4


def test_both_namespaces_are_one_in_terms_alone() -> None:
    """An address that holds the name of the other one is left as it is."""
    link = "https://a.example/?of=https://schema.org/Movie"
    page = ITEM % f'<a itemprop="sameAs" href="{link}"></a>' + RDF_A % f'<a property="sameAs" href="{link}"></a>'
    found = _read(page)
    assert _said(found, "sameAs") == {link} and found.moved == 4
    types = {t.object for t in found.triples if t.predicate.value.endswith("#type")}
    assert types == {ox.NamedNode(SCHEMA + "Movie")}


def test_entities_in_values_are_read_and_told() -> None:
    """In scripts, where they stand for nothing; in elements they are what they are."""
    found = _read(BLOCK % ', "url": "https://a.example/?a=1&amp;b=2"' + ITEM % '<i itemprop="genre">a &amp;amp; b</i>')
    assert _said(found, "url") == {"https://a.example/?a=1&b=2"} and _said(found, "genre") == {"a &amp; b"}
    assert [mistake.usual for mistake in found.mistakes] == [True]


@pytest.mark.parametrize("written", ["&amp;", "&#38;", "&#x26;", "&"])
@pytest.mark.parametrize("linked", ["&amp;", "&"])
def test_entities_in_an_address_are_read_wherever_it_stands(written: str, linked: str) -> None:
    """What is named by an address in one place is linked by it from another; each spelling is told once."""
    bob = f'{{"@id": "/p?a=1{written}b=2", "@type": "Person", "name": "Bob"}}'
    found = _read(BLOCK % f', "director": {{"@id": "/p?a=1{linked}b=2"}}, "actor": {bob}')
    (bob,) = (plain(t.subject) for t in found.triples if plain(t.object) == "Bob")
    assert bob == "https://here.example/p?a=1&b=2"
    assert _said(found, "director") == _said(found, "actor") == {bob}
    assert len(found.mistakes) == len({written, linked} - {"&"})


FILM = "https://here.example/f"
UNTYPED = [
    ('<body vocab="http://schema.org/"><p about="/f"><b property="name">Salt</b>', FILM, 1),
    ('<p vocab="https://schema.org/" about="/f" property="name">Salt', FILM, 1),
    ('<p vocab="https://schema.org/" resource="/f"><b property="name">Salt</b>', FILM, 0),
    ('<p prefix="s: http://schema.org/" resource="/f"><b property="s:name">Salt</b>', FILM, 0),
    ('<p resource="/f"><b property="schema:name">Salt</b>', FILM, 0),
    ('<p about="/f" property="http://schema.org/name">Salt', FILM, 1),
    ('<b property="schema:name">Salt</b>', HERE, 0),
    ('<p about="/f">\n<i about="/f" property="schema:name">Salt</i>', FILM, 1),
]


@pytest.mark.parametrize(("body", "subject", "line"), UNTYPED)
def test_rdfa_without_types_is_read(body: str, subject: str, line: int) -> None:
    """However a property is named; the line is that on which a thing is named first."""
    (statement,) = _read(body).statements
    assert str(statement.triple) == f'<{subject}> <{SCHEMA}name> "Salt"' and statement.line == line


def test_what_a_thing_links_to_stands_in_it() -> None:
    """With the line of the thing nothing is linked besides."""
    found = _read(
        '<p vocab="http://schema.org/" about="/f" rel="director"><i resource="/d"><b property="name">D</b></i>'
    )
    assert {(plain(t.subject), plain(t.object)) for t in found.triples} == {
        (FILM, FILM[:-1] + "d"),
        (FILM[:-1] + "d", "D"),
    }


@pytest.mark.parametrize(
    "body", ['<meta property="og:title" content="Salt">', '<p vocab="http://schema.org/">Salt', "<p>"]
)
def test_a_page_that_says_nothing_in_rdfa(body: str) -> None:
    """Open Graph alone is for previews, and a vocabulary alone says nothing."""
    assert not _read(body).statements


@pytest.mark.parametrize("declared", ["<meta charset=windows-1252>", ""])
def test_encodings(declared: str) -> None:
    """As declared; else what the bytes are."""
    data = (declared + (BLOCK % "").replace("Salt", "Noël")).encode("cp1252")
    assert _said(pages.read(data, HERE, {})[1], "name") == {"Noël"}


@given(st.binary(max_size=80) | st.text('<>/="&-! abtypeofitemscoplangvocab{}[]', max_size=80).map(str.encode))
def test_whatever_stands_beside_it(data: bytes) -> None:
    """A page is read or refused, and no more."""
    for page in (data, b"<p itemscope itemtype='http://schema.org/Movie' typeof=" + data, (BLOCK % "").encode() + data):
        found = pages.read(page, HERE, {})[1]
        str([(s.triple, s.line) for s in found.statements])


SPOKEN = [
    ("<p {film}><b {of}='name' lang='de'>Salz</b></p>", "de"),
    ("<html lang='de'><p {film}><b {of}='name'>Salz</b></p>", "de"),
    ("<html lang='en'><p {film} lang='de'><i><b {of}='name'>Salz</b></i></p>", "de"),
    ("<html lang='de-AT'><p {film}><b {of}='name'>Salz</b></p>", "de-at"),
    ("<html lang='en'><p {film}><b {of}='name' lang=''>Salz</b></p>", None),
    ("<html lang='en'><p {film}><b {of}='name' xml:lang='de'>Salz</b></p>", "de"),
    ("<html lang='de'><p {film}><meta {of}='name' content='Salz'></p>", "de"),
    ("<html lang='de_AT'><p {film}><b {of}='name'>Salz</b></p>", "de-at"),
    ("<html lang='!'><p {film}><b {of}='name'>Salz</b></p>", None),
    ("<p {film}><b lang='de'>x</b><b {of}='name'>Salz</b></p>", None),
    ("<p {film}><b {of}='name'><i lang='de'>Salz</i></b></p>", None),
]


@pytest.mark.parametrize(("written", "language"), SPOKEN)
@pytest.mark.parametrize(
    ("film", "of"),
    [
        ('itemscope itemtype="https://schema.org/Movie"', "itemprop"),
        ('vocab="https://schema.org/" typeof="Movie"', "property"),
    ],
)
def test_the_language_of_a_text(film: str, of: str, written: str, language: str | None) -> None:
    """Is that which the nearest element around it states, in microdata and in RDFa alike."""
    (name,) = (t.object for t in _read(written.format(film=film, of=of)).triples if t.predicate.value.endswith("name"))
    assert isinstance(name, ox.Literal) and (name.value, name.language) == ("Salz", language)


@pytest.mark.parametrize(
    "value", ['<time itemprop="x" datetime="2023">', '<data itemprop="x" value="2">', '<a itemprop="x" href="/">']
)
def test_what_is_no_text_has_no_language(value: str) -> None:
    """As numbers, times and addresses."""
    (said,) = (t.object for t in _read("<html lang='de'>" + ITEM % value).triples if t.predicate.value.endswith("/x"))
    assert not getattr(said, "language", None)


MISPLACED = [
    "<div>a<table>b<tr>c</table>",
    "<table><i>x</i>y<tr><td>z</table>w",
    "<p>1<p>2<table>x<b>y</table>z",
    "<table>x<table>y</table></table>",
    "<b><table>x</b>y<td></b>z</table>",
    "<a>1<p>2</a>3</p>4",
    "<b>1<p>2<i>3</b>4</i>5",
    "x<table><!-- --> <p>y",
    "<table><caption>x<a>y<table>z",
    "<p>a</x>b</y>c<i>d</i>e</x>f",
    "<table>a</x>b</x><tr>c</x>d</table>e</x>f",
    "<p><b>1</x>2<div>3</x>4</b>5</x>6",
]


@pytest.mark.parametrize("page", MISPLACED)
def test_a_tree_is_that_of_the_library(page: str) -> None:
    """Also where children are moved, for which it is sought from the end."""
    theirs = html5lib.parse(page, "etree", namespaceHTMLElements=False)
    assert ElementTree.tostring(html.tree(page, [])) == ElementTree.tostring(theirs)


TAGS = [
    *("<a", "<p", "</p", "<br", "<svg", "</svg>", "<script", "</script", "<textarea", "</textarea>", "<table", "<td"),
    *("<b", "</b", "<my-el", "<template", "<select", "</select>", "<!--", "-->", "<![CDATA[", "]]>", "<frameset"),
    *(' x="1"', " X=1", " y='2'", " x", ' x="a&amp;b"', """ x='a"b'""", """ x="'>\"""", " itemscope", " vocab=x"),
    *(" rel=schema:x", "\n", "\t", "/", ">", ">", "/>", "text", "&amp;", "&", " = ", '"', "é", " xlink:href=q"),
    *("<base href=/b/>", "<link rel=canonical href='http://c.example/'>", "<p lang=en_US>", "</body>", "<noscript>"),
]


@given(st.lists(st.sampled_from(TAGS), max_size=30).map("".join))
def test_tags_are_read_as_by_the_library(page: str) -> None:
    """Plain tags, which are read at once, and all others."""
    theirs = html5lib.parse(page, "etree", namespaceHTMLElements=False)
    ours = html.tree(page, [])
    for element in ours.iter():
        element.attrib.pop(html.LINE, None)
        if "lang" in element.attrib:
            element.set("lang", "en_US")
    assert ElementTree.tostring(ours) == ElementTree.tostring(theirs)


ITEMS = [
    *("<div itemscope itemtype=https://schema.org/Movie>", "<b itemprop=name>", "<span itemprop=director itemscope>"),
    *(
        "<p itemscope>",
        "<p itemprop=description>",
        "<div id=q>",
        "<div itemscope itemref=q>",
        "<a itemprop=url href=x>",
    ),
    *("<meta itemprop=name content=M>", "<h1 itemscope>", "</div>", "<div>", "<p>", "</p>", "<li>", "</li>", "x"),
]
SILENT = [
    *("<table>", "</table>", "<tr>", "</tr>", "<td>", "</td>", "<td itemscope>", "<nav itemscope>", "</nav>", "<b>"),
    *("<select>", "<option>", "</select>", "<style>", "</style>", "<iframe>", "</iframe>", "<textarea>", "<form>"),
    *("<script type=text/x>", "</script>", "<!-- - -->", "<!-->", "<!-- --!>", "<a rel=tag href=x>", "</a>", "</form>"),
    *(
        "<meta name=og:url content=http://o.example/>",
        "<meta name=x>",
        "<link rel='x canonical' href=http://l.example/>",
    ),
    *(
        "<script type=application/ld&#43;json>{}",
        "<svg><path/></svg>",
        "<svg>",
        "</svg>",
        "<title>",
        "</title>",
        "</b>",
    ),
    *("<link rel=x>", "<head>", "</head>", "<noscript>", "</noscript>", "<caption>", "<p itemprop=keywords>", "&am"),
]


PIECES = st.sampled_from([*TAGS, *ITEMS, *ITEMS, *SILENT, BLOCK % "", BLOCK % "", ITEM % ""])
WHOLE = st.sampled_from([*ITEMS, *SILENT, BLOCK % "", ITEM % ""])


@given(st.lists(PIECES, max_size=30).map("".join) | st.lists(WHOLE, max_size=30).map("".join))
def test_what_is_passed_over_says_nothing(page: str) -> None:
    """A page states the same where only its scripts are read, and has the same address."""
    (whole, all_), (part, found) = (pages.read(page, HERE, {}, whole=each) for each in (True, False))
    assert whole and part and whole.own == part.own
    assert (found.triples, found.mistakes) == (all_.triples, all_.mistakes)


def test_a_long_page_of_scripts_is_not_made_into_a_tree() -> None:
    """Only what is no text and no usual element becomes one."""
    body = "<body>" + '<div class="a"><a href="?b=1&c=2">x</a> &amp; y</div>' * 50 + BLOCK % ""
    assert len(list(html.page(body, whole=False).root.iter())) == len(["html", "head", "body", "script"])


def test_a_nul_ends_nothing() -> None:
    """In text, in a block, in a tag."""
    for film in (BLOCK, ITEM, RDF_A):
        assert _said(_read("a\0<p\0>\0" + film % "" + "\0"), "name") == {"Salt"}


def test_deep_pages_are_refused() -> None:
    """In a line."""
    page, found = pages.read(b"<div>" * 3000, HERE, {})
    assert page is None and "elements are nested more than 500 deep" in found.lost[0].why


def test_depth_is_that_of_the_tree() -> None:
    """A slash closes nothing but in SVG and MathML; what an end tag closes with it, or needs none, is not deep."""
    page, found = pages.read(b"<span itemscope/>" * 1000, HERE, {})
    assert page is None and "elements are nested more than 500 deep" in found.lost[0].why
    shallow = ("<svg>" + "<path/>" * 1000 + "</svg>", "<div><span/></div>" * 1000, "<p><em>x" + "<p>x" * 1000)
    for beside in shallow:
        assert _said(_read(beside + BLOCK % "" + ITEM % ""), "name") == {"Salt"}


HOSTILE: list[Callable[[int], str]] = [
    lambda n: "<p itemscope " + " ".join(f"a{i}=x" for i in range(n)) + ">",
    lambda n: "<p typeof=x " + " ".join(f"a{i}=x" for i in range(n)) + ">",
    lambda n: "<" + "a" * n * 8,
    lambda n: "<a" * n * 8,
    lambda n: "<link rel=canonical href " * n,
    lambda n: '<a title="' + "&" * n * 4 + '">',
    lambda n: "<!--" + "- " * n * 4,
    lambda n: "<script></" + "a" * n * 8,
    lambda n: "<script><!--<" + "a" * n * 100,
    lambda n: "<script><!--<script></" + "a" * n * 100,
    lambda n: "<!doctype " + "a" * n * 100,
    lambda n: '<!doctype html public "' + "a" * n * 100,
    lambda n: "<!doctype html public '" + "a" * n * 100,
    lambda n: "<!doctype html public 'x' '" + "\0" * n * 100,
    lambda n: '<!doctype html system "' + "a" * n * 100,
    lambda n: "<p a" + "'" * n * 100,
    lambda n: "<p a" + "<\0" * n * 50,
    lambda n: "</p title='" + "&" * n * 40,
    lambda n: "<title></title x='" + "&" * n * 40,
    lambda n: "<p>&#" + "1" * n * 100,
    lambda n: "\x01" * n * 40,
    lambda n: "<table><i>x</i></table>" * n,
    lambda n: "<table>x</table>" * n + "<p typeof=x:y>",
    lambda n: "<table>" + "x</i>" * n * 8 + "</table>" + "x<td>" * n * 8,
    lambda n: '<script type="application/ld+json">' + "<!--{" * n + "</script>",
    lambda n: "a &amp; b < " * n,
    lambda n: '<div itemscope itemtype="http://schema.org/Movie">' + "<b itemprop=actor itemscope></b>" * (n // 8),
    lambda n: BLOCK % "" * (n // 8),
    lambda n: '<p typeof="x:y" prefix="' + "".join(f"p{i}: https://x.example/{i}/ " for i in range(n)) + '">',
    lambda n: "".join(f'<p typeof="x:y" prefix="p: https://x.example/{i}/"></p>' for i in range(n // 4)),
    lambda n: "".join(f'<p typeof="x:y" xmlns:p{i}="https://x.example/"></p>' for i in range(n // 4)),
    lambda n: "<p typeof=x:y>" + "".join(f"<body xmlns:p{i}=x>" for i in range(n // 4)),
    lambda n: "<p typeof=x:y>" + "".join(f"<body xml:p{i}=x xmlns{i}=y>" for i in range(n // 4)),
]


NUMBERS = [
    ("&#65;", "A"),
    ("&#x41;", "A"),
    ("&#X4a;", "J"),
    ("&#65 x", "A x"),
    ("&#0000000000000065;", "A"),
    ("&#128;", "€"),
    ("&#1;", "\x01"),
    ("&#x1F600;", "😀"),
    *(
        (f"&#{number};", "\ufffd")
        for number in ("0", "x0", "xD800", "1114112", "x110000", "00", "9" * 5000, "x" + "f" * 5000)
    ),
    ("&#;", "&#;"),
    ("&#x;", "&#x;"),
    ("&#xg", "&#xg"),
]


@pytest.mark.parametrize(("written", "read"), NUMBERS)
@pytest.mark.parametrize("item", ['<b itemprop="genre">{}</b>', '<meta itemprop="genre" content="{}">'])
def test_numbers_of_characters(written: str, read: str, item: str) -> None:
    """Of any length (HTML Standard, 13.2.5.80): what is no character is U+FFFD, and the page is read."""
    (genre,) = _said(_read(ITEM % item.replace("{}", f"a{written}b")), "genre")
    assert genre.replace("\x01", "") == f"a{read}b".replace("\x01", "")


@pytest.mark.parametrize("hostile", HOSTILE)
def test_time_is_linear(hostile: Callable[[int], str], linear: Callable[..., bool]) -> None:
    """Four times the input takes less than eight times as long."""
    assert linear(lambda n: _read(hostile(n)), 1_250)


def test_nothing_is_written_to_the_terminal(capfd: pytest.CaptureFixture[str]) -> None:
    """Whatever the libraries below think of a page."""
    _read(RDF_A % '<a property="sameAs" href="https://a.example/\x1b[2J {x}">x</a><b typeof="\x1b"></b>')
    assert capfd.readouterr() == ("", "")


def test_a_page_states_nothing_in_our_place() -> None:
    """What things tell us of their lines is told by a property that no page can have."""
    found = _read(BLOCK % "" + RDF_A % '<meta property="urn:kg:at" content="abc"><a rel="urn:kg:at" href="x">x</a>')
    assert _said(found, "name") == {"Salt"} and not found.mistakes
    assert {s.syntax for s in found.statements} == {JSON_LD, RDFA}


def test_items_that_share_elements_without_measure() -> None:
    """What n items refer to with n properties would be n times n statements; the page is told to be at fault."""
    items = '<div itemscope itemtype="https://schema.org/Movie" itemref="x"></div>' * 300
    shared = f'<div id="x">{"<b itemprop=genre>Drama</b>" * 300}</div>'
    found = _read(items + shared)
    assert not found.statements and ["itemref" in mistake.why for mistake in found.mistakes] == [True]


def test_items_that_share_elements() -> None:
    """Items of a page may refer to the same elements: each has them."""
    items = '<div itemscope itemtype="https://schema.org/ScreeningEvent" itemref="x"></div>' * 50
    found = _read(items + '<div id="x"><b itemprop="name">Salt</b></div>')
    assert len([t for t in found.triples if t.predicate.value == SCHEMA + "name"]) == 50


@pytest.mark.parametrize("depth", [1, 100, 400, 495])
def test_items_within_items(depth: int) -> None:
    """Are read as deep as a page may be, each with its line."""
    item = '<div itemscope itemprop="isPartOf" itemtype="https://schema.org/Movie">\n<b itemprop="name">{}</b>'
    found = _read("".join(item.replace("{}", str(number)) for number in range(depth)))
    assert len(_said(found, "name")) == depth and not found.mistakes
    assert len([t for t in found.triples if t.predicate.value == SCHEMA + "isPartOf"]) == depth - 1
    assert {s.line for s in found.statements} == {*range(1, depth + 1)}


DECLARED: list[Callable[[int], str]] = [
    lambda n: '<div prefix="' + " ".join(f"p{i}: {SCHEMA}" for i in range(n)) + '">',
    lambda n: "".join(f'<body xmlns:p{i}="{SCHEMA}">' for i in range(n)),
    lambda n: "".join(f'<p xmlns:p7="{SCHEMA}"></p>' for _ in range(n - 1)) + f'<div xmlns:p7="{SCHEMA}">',
    lambda n: f'<div xmlns:p7="{SCHEMA}" prefix="' + " ".join(f"q{i}: {SCHEMA}" for i in range(n - 1)) + '">',
    lambda n: f'<body xmlns:p7="{SCHEMA}">' + "".join(f'<body XMLNS:p{i}="{SCHEMA}">' for i in range(n - 1)),
]


@pytest.mark.parametrize("declared", DECLARED)
@pytest.mark.parametrize(("prefixes", "told"), [(999, False), (1001, True)])
def test_more_prefixes_than_a_page_needs(prefixes: int, told: bool, declared: Callable[[int], str]) -> None:
    """Each element with one copies those before it: the first thousand are known, and that there are more is told."""
    film = f'<p prefix="p: {SCHEMA}" typeof="p:Movie"><b property="p:name">Salt</b></p>'
    found = _read(declared(prefixes) + f'<b typeof="{SCHEMA}Movie"></b></div>{film}')
    assert ["more than 1000 prefixes" in mistake.why for mistake in found.lost] == [True] * told
    assert ox.NamedNode(SCHEMA + "Movie") in {t.object for t in found.triples}
    assert _said(found, "name") == (set() if told else {"Salt"})


@pytest.mark.parametrize("declared", ['prefix="f: {}"', 'xmlns:f="{}"', 'prefix="f: {}" xmlns:g="https://g.example/"'])
def test_prefixes_are_known_however_they_are_declared(declared: str) -> None:
    """By `prefix`, or as RDFa 1.0 has it."""
    assert _said(_read(f'<p {declared.format(SCHEMA)} typeof="f:Movie"><b property="f:name">Salt</b>'), "name") == {
        "Salt"
    }


@pytest.mark.parametrize("mark", ["//schema.org/", "schema.org", "https://schema.org", "http://www.schema.org"])
def test_schema_orgs_vocabulary_in_every_spelling(mark: str) -> None:
    """In RDFa it is read as what it means, and told."""
    for page in (
        f'<p vocab="{mark}" typeof="Movie"><b property="name">Salt</b>',
        f'<p prefix="s: {mark}" typeof="s:Movie"><b property="s:name">Salt</b>',
    ):
        _, found = pages.read(page, HERE, {})
        assert SCHEMA + "name" in {triple.predicate.value for triple in found.triples}
        assert [mistake.raw for mistake in found.mistakes] == [mark]


@pytest.mark.parametrize("mark", ["//schema.org/Movie", "schema.org/Movie", "https://schema.org/Movie/"])
def test_schema_orgs_classes_in_every_spelling(mark: str) -> None:
    """In microdata each is read as what it means, and told."""
    _, found = pages.read(f'<p itemscope itemtype="{mark}"><b itemprop="name">Salt</b>', HERE, {})
    assert SCHEMA + "Movie" in {str(getattr(triple.object, "value", "")) for triple in found.triples}
    assert [mistake.raw for mistake in found.mistakes] == [mark]
