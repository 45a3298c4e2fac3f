"""Start tags in the bytes of a page, without a tree of it. Time is linear in the page, whatever it holds."""

import html
import re
from collections.abc import Iterator

# A tag ends with `>`, or where the next one begins: what never ends is looked at once.
_TAG = re.compile(rb"<(link|meta|base)\b((?:[^<>]++|<(?!link\b|meta\b|base\b))*+)", re.IGNORECASE)
_ATTRIBUTE = re.compile(rb"""(?<![\w:-])([\w:-]++)\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s"'>]++))""")


def head_tags(data: bytes) -> Iterator[tuple[str, dict[str, str]]]:
    """Each `link`, `meta` and `base` of a page: its name and its attributes, names in small letters."""
    for name, attributes in _TAG.findall(data):
        yield (
            name.decode().lower(),
            {key.decode().lower(): _text(said) for key, *said in _ATTRIBUTE.findall(attributes)},
        )


def _text(said: list[bytes]) -> str:
    return html.unescape(b"".join(said).decode("utf-8", "replace")).strip()
