"""Encodings are detected, and UTF-8 is left for nothing less than evidence."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.system.charset import detect, encoding_of, utf_8, wide

TEXTS = {
    "cp1252": "Titre;Réalisateur\nLes Misérables;François Ozon\nÀ bout de souffle;Jean-Luc Godard\nDéjà vu;Émile Roy\n",
    "cp1250": "Tytuł;Reżyser\nPopiół i diament;Andrzej Wajda\nDzień świra;Marek Koterski\nŻycie;Krzysztof Zanussi\n",
    "cp1251": "Название;Режиссёр\nЗеркало;Андрей Тарковский\nЛетят журавли;Михаил Калатозов\n",
    "koi8-r": "Название;Режиссёр\nЗеркало;Андрей Тарковский\nЛетят журавли;Михаил Калатозов\n",
    "cp1253": "Τίτλος;Σκηνοθέτης\nΤο βλέμμα του Οδυσσέα;Θόδωρος Αγγελόπουλος\n",
    "cp1254": "Başlık;Yönetmen\nKış Uykusu;Nuri Bilge Ceylan\nÜç Maymun;Çağan Irmak İstanbul\n",
    "cp932": "題名,監督\n七人の侍,黒澤明\n東京物語,小津安二郎\n",
    "gb18030": "片名,导演\n霸王别姬,陈凯歌\n活着,张艺谋\n",
    "cp949": "제목,감독\n기생충,봉준호\n올드보이,박찬욱\n",
    "utf-16": "Titel;Regie\nTár;Todd Field\n",
    "utf-8-sig": "Titel;Regie\nTár;Todd Field\n",
    "ascii": "Title;Director\nClose;Lukas Dhont\n",
}


@pytest.mark.parametrize("encoding", TEXTS)
def test_a_text_comes_back(encoding: str) -> None:
    """Decoded by the encoding that is found, the text is the one that was written."""
    data = TEXTS[encoding].encode(encoding)
    assert data.decode(encoding_of(data)).removeprefix("\ufeff") == TEXTS[encoding]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_wide_text_of_any_script(text: str, encoding: str, tmp_path: Path) -> None:
    """Rows with a day and a length, as tables have them, are known as UTF-16 also without a mark."""
    text = text.replace("\n", ";2024-01-01;105\n")
    (tmp_path / "films.csv").write_bytes(text.encode(encoding))
    assert text.encode(encoding).decode(encoding_of(text.encode(encoding))) == text
    assert detect(tmp_path / "films.csv") == encoding and utf_8(text.encode(encoding)).decode() == text


NOT_WIDE = [
    b"",
    b"\0",
    b"\0" * 64,
    b"Title\nA\0\n",
    b"<p>seen\0",
    b"a\0b\0c\0",
    b"\1\0\2\0\3\0" * 20,
    b"PK\3\4" + b"\0" * 9,
]


@pytest.mark.parametrize("data", NOT_WIDE)
def test_what_is_not_wide(data: bytes) -> None:
    """A few NULs in a text, and many in what is none, are no UTF-16."""
    assert wide(data) == "" and encoding_of(data) == "utf-8"


def test_no_word_has_two_scripts() -> None:
    """Where a guess by few letters would mix Latin and Cyrillic in a word, it is not taken."""
    assert encoding_of("Déjà vu\nLes Misérables\n".encode("cp1252")) == "cp1252"


def test_one_bad_byte_does_not_make_another_encoding() -> None:
    """UTF-8 with a damaged character stays UTF-8, so that only its row is at fault."""
    assert encoding_of("Tár\nAmélie\nCléo\n".encode() + b"Am\xe9lie\n") == "utf-8"


def test_bytes_that_are_no_text_are_left_as_they_are() -> None:
    """Nothing is guessed of a file with NUL in it."""
    assert encoding_of(b"\xff\xd8\xff\xe0\x00\x10JFIF\x00") == "utf-8"


def test_what_is_far_behind_counts_as_well(tmp_path: Path) -> None:
    """A file whose first megabyte is ASCII is looked at to its end."""
    path = tmp_path / "films.csv"
    path.write_bytes(b"Close,Lukas Dhont\n" * 100_000 + TEXTS["cp1252"].encode("cp1252"))
    assert detect(path) == "cp1252"


@given(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"])))
def test_utf_8_is_never_taken_for_anything_else(text: str) -> None:
    """Whatever is UTF-8 is read as UTF-8."""
    assert encoding_of(text.encode("utf-8", "ignore")) == "utf-8"


@given(st.binary())
def test_any_bytes_have_an_answer(data: bytes) -> None:
    """No bytes make the detection fail."""
    assert encoding_of(data)


@pytest.mark.parametrize("chunk", [0, 1, 3])
def test_a_damaged_byte_in_a_stretch_of_ascii_costs_no_more(chunk: int, tmp_path: Path) -> None:
    """A file is judged by all its bytes, wherever the one stands that is no UTF-8."""
    pieces = ["Amélie,Jean-Pierre Jeunet\n".encode() * 1000, *[b"Close,Lukas Dhont\n" * 60_000] * 4]
    pieces[chunk] += b"Am\xe9lie,Somebody\n"
    (tmp_path / "films.csv").write_bytes(b"".join(pieces))
    assert detect(tmp_path / "films.csv") == "utf-8"
