"""What Python's parser of JSON finds wrong, in plain words."""

from json import JSONDecodeError

_WORDS = {
    "Expecting value": "a value is missing or not valid",
    "Expecting property name enclosed in double quotes": "a name in double quotes is missing",
    "Expecting ':' delimiter": "a colon is missing",
    "Expecting ',' delimiter": "a comma is missing",
    "Illegal trailing comma": "there is a comma before a closing bracket",
    "Unterminated string": "a string is never closed",
    "Invalid control character": "a string has a control character, such as a line break",
    "Invalid \\": "a backslash without a valid escape",
    "Extra data": "there is text after its end",
    "Exceeds the limit": "a number has too many digits",
}
"""How the parser's own words begin, and what they mean."""


def in_words(error: ValueError) -> str:
    """The reason; what is none of the parser's is said already."""
    if not isinstance(error, JSONDecodeError):
        return _meant(str(error))
    if not error.doc or error.doc.isspace():
        return "is empty"
    before = error.pos - 1
    while before > 0 and error.doc[before].isspace():
        before -= 1
    closes = error.doc[error.pos : error.pos + 1] in ("}", "]") and error.doc[before] == ","
    return _meant("Illegal trailing comma" if closes else error.msg)


def _meant(message: str) -> str:
    return next((words for beginning, words in _WORDS.items() if message.startswith(beginning)), message)
