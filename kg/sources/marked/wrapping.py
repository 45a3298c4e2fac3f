"""What sites wrap around the JSON of a block of JSON-LD."""

import html
import json
import re

from kg.model.profile import SCHEMA

_WRAPPED = re.compile(r"\A\s*(?://|/\*)?\s*<!\[CDATA\[\s*(?:\*/)?(.*?)(?://|/\*)?\s*\]\]>\s*(?:\*/)?\s*\Z", re.DOTALL)
_COMMENT = re.compile(r"\A\s*<!--(.*?)(?://)?\s*-->\s*\Z", re.DOTALL)


def unwrapped(text: str) -> str:
    """The JSON of a block: without CDATA or a comment around it, with entities read if it is no JSON otherwise, and in
    schema.org's terms if it does not say in whose.
    """
    for wrapped in (_WRAPPED, _COMMENT):
        if found := wrapped.match(text):
            text = found[1]
    if "&quot;" in text and not _is_json(text):
        text = html.unescape(text)
    if "@context" not in text and re.match(r"\s*{\s*\"", text):
        return text.replace("{", f'{{"@context": "{SCHEMA}", ', 1)
    return text


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True
