"""Running text and names, in Unicode NFC."""

import re
import unicodedata

from kg.system.errors import NotUnderstood

# Cc without the five that are white space (tab, LF, VT, FF, CR, NEL), Cs, and the noncharacters, which HTML forbids.
_LAST_TWO = "".join(chr(plane + end) for plane in range(0, 0x110000, 0x10000) for end in (0xFFFE, 0xFFFF))
_FORBIDDEN = re.compile(f"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef{_LAST_TWO}]")
# The bytes of UTF-8, read as Windows-1252: `GÃ¶hte`, `lâ€™amour`, `Ð¤Ð¸Ð»ÑŒÐ¼`. What ends a quotation or a sentence
# may stand behind a capital letter (`CAFÉ»`, `HÄMÄLÄ…`), and counts only before a small one.
_BEHIND = "\u00a0-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
_MISREAD = re.compile(
    "\ufffd|â€|[ÂÃ](?:[¡-ª¬-º¼-¿€ƒ„†‡ˆ‰Š‹ŒŽ˜™š›œžŸ]|\u00ad)|[ÄÅ][¡-ª¬-±´-¸º¼-¿€‚ƒ†‡ˆ‰Š‹ŒŽ˜š›œžŸ]"
    f"|[ÂÃÄÅ][{_BEHIND}](?=[a-zà-ÿ])|(?:[ÐÑ][{_BEHIND}]){{2}}|(?:[ÎÏ][{_BEHIND}]){{2}}"
    "|[a-zà-ÿ][§†‡‰¤¶ŠŽŸ](?=[a-zà-ÿ§†‡‰¤¶ŠŽŸ])"  # Mac Roman, so read
)
MISREAD = "letters read in another encoding than they were written in: if the file mixes encodings, save it as UTF-8"
_BREAK = re.compile(r"(?:\r\n?|\n)[^\S\r\n]*(?:\r\n?|\n)\s*")


def text(raw: str) -> str:
    """One line: NFC, each run of white space one space, none at the ends."""
    found = None if raw.isprintable() else _FORBIDDEN.search(raw)
    if found:
        raise NotUnderstood(f"U+{ord(found[0]):04X} is not allowed in text")
    if is_misread(raw):
        raise NotUnderstood(MISREAD)
    line = " ".join(raw.split())
    line = line if is_composed(line) else unicodedata.normalize("NFC", line)
    if not line:
        raise NotUnderstood("empty")
    return line


def is_misread(raw: str) -> bool:
    """Whether a text has letters that a wrong encoding made, or that stand for what none could read."""
    return not raw.isascii() and _MISREAD.search(raw) is not None


def is_composed(raw: str) -> bool:
    """Whether a text is in Unicode NFC."""
    return raw.isascii() or unicodedata.is_normalized("NFC", raw)


def is_bare(raw: str) -> bool:
    """Whether a text has letters, digits and spaces alone: no sign separates, ends or encloses anything in it."""
    return raw.replace(" ", "").isalnum()


def caseless(raw: str) -> str:
    """A text as expressions that ignore case compare it: I is the capital of the Turkish ı as well, and İ that of i."""
    lower = raw.lower()
    return lower if lower.isascii() else lower.replace("i\u0307", "i").replace("ı", "i")


def paragraphs(raw: str) -> str:
    r"""Paragraphs, each one line, with an empty line (`\n\n`) between two."""
    if "\n" not in raw and "\r" not in raw:
        return text(raw)
    return "\n\n".join(text(part) for part in _BREAK.split(raw.strip()))


def name(raw: str) -> str:
    """What somebody or something is called: one line with at least one letter or digit."""
    line = text(raw)
    if not any(map(str.isalnum, line)):
        raise NotUnderstood("not a name: it has no letter or digit")
    return line
