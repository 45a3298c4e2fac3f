"""What a reader sees of a page."""

import html
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.audit.folded import folded, in_word
from kg.audit.page import read
from kg.audit.visible import Visible


def visible(data: bytes) -> Visible:
    """What is seen of a page."""
    return read("page.html", data).visible


@pytest.mark.parametrize(
    "page",
    [
        "<p>seen",
        "<h1>seen</h1>",
        "not<p>seen<p>not",
        "<img alt='seen'>",
        "<input type=image alt=seen>",
        "<p aria-hidden=true>seen",
        "<details><summary>x</summary>seen</details>",
        "<table><tr><td>seen",
        "<p style='color: red'>seen",
        "<p style='--display: none'>seen",
        "<p hidden>x</p>seen",
        "<!-- x -->seen",
        "<script>x</script>seen",
        "<title>x</title><p>seen",
        "<br>seen<br>",
        "<p>see<b>n</b>",  # an element is no edge that one sees
        "<p>see&shy;n",
        "<p>see<wbr>n",
        "<p>\u2067seen\u2069",
        "<p>SEEN",
        "<p>ｓｅｅｎ",
        "<textarea>seen</textarea>",
        "<svg><text>seen</text></svg>",
        "<ul><li>seen<li>x</ul>",
        "<p>seen\0",
        "<x-film>seen</x-film>",
        "<div>" * 490 + "seen",
    ],
)
def test_seen(page: str) -> None:
    """Text, wherever it stands, and that of pictures, however it is set."""
    assert visible(page.encode()).says("seen")


@pytest.mark.parametrize(
    "page",
    [
        "",
        "   ",
        "<script>unseen</script>",
        '<script type=\'application/ld+json\'>{"name": "unseen"}</script>',
        "<style>unseen</style>",
        "<template><p>unseen</p></template>",
        "<noscript>unseen</noscript>",
        "<noscript><img alt=unseen></noscript>",
        "<title>unseen</title>",
        "<head><meta name=description content=unseen></head>",
        "<p hidden>unseen</p>",
        "<p hidden=until-found>unseen</p>",
        "<div hidden><p>x<p>unseen</div>",
        "<img hidden alt=unseen>",
        "<p style='display:none'>unseen</p>",
        "<p style='color: red; DISPLAY : none !important'>unseen</p>",
        "<!-- unseen -->",
        "<?php unseen ?>",
        "<input placeholder=unseen>",
        "<input type=hidden value=unseen>",
        "<p title=unseen data-x=unseen>x",
        "<p aria-label=unseen>x",
        "<time datetime=unseen>x</time>",
        "<datalist><option>unseen</datalist>",
        "<video>unseen</video>",
        "<iframe>unseen</iframe>",
        "<svg><title>unseen</title></svg>",
        "<p>Unseens",
        "<p>the_unseen2",
    ],
)
def test_unseen(page: str) -> None:
    """What is for programs, what is hidden, and a word that is part of another."""
    assert not visible(page.encode()).says("unseen")


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("<p>a&nbsp;b\n\t c<p>d", "a b c d"),
        ("<p>a<p hidden>b</p>c", "a c"),
        ("<p>‘a’ “b” «c» d–e—f‑g", '\'a\' "b" "c" d-e-f-g'),
        ("<p>105′ ´", "105' '"),
        ("<p>STRASSE Straße", "strasse strasse"),
        ("<p>Zoe\u0308 ﬁn …", "zoë fin ..."),
        ("<p>١٢٣ １２３", "123 123"),
        ("<p>Tom &amp; Jerry &lt;3", "tom & jerry <3"),
    ],
)
def test_text(page: str, text: str) -> None:
    """Folded: what looks alike is alike."""
    assert visible(f"<meta charset=utf-8>{page}".encode()).text == text


@pytest.mark.parametrize(
    ("page", "language"),
    [
        (b"<html lang=nl>x", "nl"),
        (b"<html lang=' en-GB '>x", "en-GB"),
        (b"<html xmlns='http://www.w3.org/1999/xhtml' xml:lang='fr'>x</html>", "fr"),
        (b"<p lang=nl>x", ""),
        (b"<html lang=''>x", ""),
        (b"", ""),
    ],
)
def test_language(page: bytes, language: str) -> None:
    """That of the whole page, as it says."""
    assert visible(page).language == language


@pytest.mark.parametrize(
    "page",
    [
        "<p>Zoë".encode(),
        "<p>Zoë".encode("utf-8-sig"),
        "<p>Zoë".encode("utf-16"),
        "<meta charset=iso-8859-1><p>Zoë".encode("latin-1"),
        "<meta http-equiv=content-type content='text/html; charset=windows-1252'><p>Zoë".encode("cp1252"),
        "<?xml version='1.0' encoding='iso-8859-1'?><html><p>Zoë</p></html>".encode("latin-1"),
        "<meta charset=nonsense><p>Zoë".encode(),
    ],
)
def test_encoding(page: bytes) -> None:
    """By its mark, its declaration, its bytes."""
    assert visible(page).says("zoë")


def test_what_is_called_latin_1_is_windows_1252() -> None:
    """As in browsers."""
    assert visible(b"<meta charset=iso-8859-1><p>O\x92Hara").says("o'hara")


def test_codes_are_words_of_capitals() -> None:
    """Of two or three; not parts of others."""
    assert visible(b"<p>EN/nl, USA (UHD4) ABCD a-FR").codes == {"EN", "USA", "FR"}


@given(st.binary(max_size=300))
def test_whatever_the_bytes_are(data: bytes) -> None:
    """Something is seen, or nothing; nothing fails."""
    page = visible(data)
    assert page.packed == page.text.replace(" ", "")


@given(st.text(st.characters(exclude_categories=["Cc", "Cs", "Cn"]), max_size=50))
def test_what_stands_in_a_paragraph_is_seen(text: str) -> None:
    """Whatever it is."""
    assert visible(f"<meta charset=utf-8><p>{html.escape(text)}</p>".encode()).says(folded(text))


@given(st.text(max_size=50))
def test_folding_twice_changes_nothing(text: str) -> None:
    """A folded text is folded."""
    assert folded(folded(text)) == folded(text)


WORDS = st.lists(st.sampled_from(["a", "ab", "Å", "駿", "!", "1", "abcdefghijklmno", "रा"]), max_size=8)
TEXTS = st.builds(lambda words, gap: folded(gap.join(words)), WORDS, st.sampled_from([" ", ""]))


@given(TEXTS, st.lists(TEXTS, max_size=5))
def test_texts_are_looked_for_together_as_one_by_one(page: str, texts: list[str]) -> None:
    """Each as if it was put between the edges of words, however it is broken into words."""
    seen = visible(f"<meta charset=utf-8><p>{html.escape(page)}</p>".encode())
    edges = [0, *(p for p in range(1, len(seen.packed)) if _is_edge(seen, p)), len(seen.packed)]
    between = {seen.packed[begin:end] for begin in edges for end in edges if end >= begin}
    assert seen.said(texts) == {text for text in texts if text.replace(" ", "") in between}


def _is_edge(page: Visible, place: int) -> bool:
    return place in page.gaps or not all(map(in_word, page.packed[place - 1 : place + 1]))


@pytest.mark.parametrize(
    "name", ["ann{}", "annlee{}", "thesamelongbeginningofall{}", "{}isthesamelongend", "x" * 16 + "駿{}"]
)
def test_many_texts_take_no_longer_than_the_page(name: str, linear: Callable[..., bool]) -> None:
    """None of which is there, although parts of all are."""

    def work(count: int) -> None:
        texts = [name.format(number) for number in range(10**6, 10**6 + count)]
        assert not visible((name.format("") + " ").encode() * count).said(texts)

    assert linear(work, 4_000)
