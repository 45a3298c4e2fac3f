"""Text for comparing: what looks alike to a reader is alike."""

import re
import unicodedata

# Soft hyphens, joiners, bidi marks, variation selectors, the byte order mark.
_UNPRINTED = re.compile("[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]")
_FOREIGN_DIGIT = re.compile(r"(?![0-9])\d")
# Thai and Lao, Burmese, Khmer; Hangul, to whose nouns particles are joined; Han, Kana, Bopomofo.
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u2e80-\u9fff\uac00-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff]"
)
_ALIKE = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′‵´`ʹʻʼˈ‹›＇", "'"),
        **dict.fromkeys("“”„‟″‶«»＂", '"'),
        **dict.fromkeys("‐‑‒–—―−⸺⸻﹘﹣－", "-"),
    }
)


def folded(text: str) -> str:
    """In lower case and the compatible forms of Unicode, with ASCII's digits, quotes and hyphens, spaces single."""
    plain = _UNPRINTED.sub("", text).translate(_ALIKE)
    if not plain.isascii():
        # A ligature may hold a capital, and a folded letter may compose with the mark behind it.
        plain = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", plain).casefold())
        plain = _FOREIGN_DIGIT.sub(lambda digit: str(unicodedata.decimal(digit[0])), plain).translate(_ALIKE)
    return " ".join(plain.casefold().split())


def evened(text: str) -> str:
    """In Unicode's composed form, with one form of quotes and hyphens, spaces single; letters as they are."""
    return " ".join(unicodedata.normalize("NFC", _UNPRINTED.sub("", text).translate(_ALIKE)).split())


def packed(text: str) -> str:
    """Folded text without its spaces."""
    return text.replace(" ", "")


def in_word(character: str) -> bool:
    """Whether a word goes on from such a character to another; in scripts without spaces it may always end."""
    # A mark, as of a vowel in Hindi, belongs to the letter before it.
    return (character.isalnum() or unicodedata.category(character)[0] == "M") and not _UNSPACED.match(character)


def start_of(word: str) -> str:
    """A pattern of what is not to stand before a word: a letter, where words have spaces between them."""
    return "" if _UNSPACED.match(word[0]) or word[0].isdigit() else r"(?<![^\W\d_])"


def end_of(word: str) -> str:
    """A pattern of what is not to follow a word: a letter, where words have spaces between them."""
    return "" if _UNSPACED.match(word[-1]) else r"(?![^\W\d_])"
