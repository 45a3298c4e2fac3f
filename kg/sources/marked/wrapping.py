"""What sites wrap around the JSON of a block of JSON-LD."""

import html
import json
import re

from kg.model.profile import SCHEMA

_BEGINS = re.compile(r"\A\s*+(?:(?://|/\*)?\s*+<!\[CDATA\[\s*+(?:\*/)?|<!--)")
_OBJECT = re.compile(r'\A\s*+\{\s*+"')


def unwrapped(text: str) -> str:
    """The JSON of a block: without CDATA or a comment around it, with entities read if it is no JSON otherwise, and in
    schema.org's terms if it does not say in whose.
    """
    text = _inside(_inside(text))
    if "&quot;" in text and not _is_json(text):
        text = html.unescape(text)
    if "@context" not in text and _OBJECT.match(text):
        return text.replace("{", f'{{"@context": "{SCHEMA}", ', 1)
    return text


def _inside(text: str) -> str:
    """What stands in a CDATA section or a comment; all of it where it is in neither."""
    begun = _BEGINS.match(text)
    end = "]]>" if begun and "[" in begun[0] else "-->"
    inner = text.rstrip().removesuffix("*/").rstrip() if end == "]]>" else text.rstrip()
    if not begun or not inner.endswith(end):
        return text
    return inner[begun.end() : -len(end)].rstrip().removesuffix("//").removesuffix("/*")


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True
