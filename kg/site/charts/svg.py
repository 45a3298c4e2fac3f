"""From rows to a picture: small, safe, readable in light and dark, the same bytes each time.

Each picture is a Vega specification in `pictures/`, which holds all of its layout. Layouts never depend on how wide a
text is: the fonts of the machine would show in the bytes. So labels are cut here, by an estimate that fits any font.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import msgspec
import vl_convert

Datum = Mapping[str, object]

_PICTURES = Path(__file__).parent / "pictures"
_SVG = "http://www.w3.org/2000/svg"
_SIZE = 13
_STYLE = "".join((_PICTURES / "style.css").read_text("utf-8").split("\n")[1:])
_DEFAULTS = {("transform", "translate(0,0)"), ("stroke-width", "1"), ("text-anchor", "start"), ("x2", "0"), ("y2", "0")}
_KEPT = {"d", "fill", "height", "stroke", "stroke-width", "text-anchor", "transform", "viewBox", "width", "x2", "y2"}
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_DECIMALS = re.compile(r"(?<!\d)\d++\.\d{2,}")
# Widths in em, by letter or else by category, of what is not as wide as most letters.
_MOST = 0.57
_WIDTHS = {"Mn": 0.05, "Me": 0.05, "Cf": 0.05, "Lu": 0.72} | dict.fromkeys("Ifijlrt.,:;'|!()[]/- ", 0.33)
_WIDTHS |= dict.fromkeys("mwMW@%—", 0.95)


def draw(picture: str, description: str, **tables: Iterable[Datum]) -> bytes:
    """The SVG of a picture (a name in `pictures/`) of the tables that it asks for; the description is its `title`."""
    spec = _spec(picture)
    data = [table | {"values": list(tables[table["name"]])} for table in spec["data"]]
    return _published(vl_convert.vega_to_svg(spec | {"data": data}, allowed_base_urls=[]), description)


def cut(text: str, width: float) -> str:
    """As much of a text as stands in so many pixels, with an ellipsis if that is not all."""
    text, room = _clean(text), width / _SIZE
    if sum(map(_em, text)) <= room:
        return text
    end, room = 0, room - 1
    while (room := room - _em(text[end])) > 0:
        end += 1
    return text[:end].rstrip() + "…"


@cache
def _spec(picture: str) -> dict[str, Any]:
    spec, config = (
        msgspec.json.decode((_PICTURES / f"{name}.json").read_bytes(), type=dict[str, Any])
        for name in (picture, "config")
    )
    return spec | {"config": config}


def _published(drawn: str, description: str) -> bytes:
    """The SVG without what only Vega needs, with its colours and its description."""
    root = ElementTree.fromstring(drawn)
    for element in root.iter():
        element.tag = element.tag.removeprefix(f"{{{_SVG}}}")
        attributes = [(name, _rounded(value)) for name, value in element.items() if name in _KEPT]
        element.attrib = dict(attribute for attribute in attributes if attribute not in _DEFAULTS)
    _prune(root)
    title, style = ElementTree.Element("title"), ElementTree.Element("style")
    title.text, style.text = _clean(description), _STYLE
    root[:0] = [title, style]
    root.attrib |= {"xmlns": _SVG, "role": "img"}
    return ElementTree.tostring(root, "unicode").encode()


def _prune(parent: ElementTree.Element) -> None:
    """Leave out groups of nothing, and outlines that nothing fills or strokes."""
    for child in list(parent):
        _prune(child)
        if not len(child) and (
            child.tag == "g" or (child.tag == "path" and not {"fill", "stroke"} & child.attrib.keys())
        ):
            parent.remove(child)


def _rounded(value: str) -> str:
    return _DECIMALS.sub(lambda number: f"{float(number[0]):.1f}".removesuffix(".0"), value)


def _clean(text: str) -> str:
    """The text on one line, without what XML cannot hold."""
    return " ".join(_NOT_IN_XML.sub("\ufffd", text).split())


def _em(letter: str) -> float:
    if unicodedata.east_asian_width(letter) in "WF":
        return 1.0
    return _WIDTHS.get(letter, _WIDTHS.get(unicodedata.category(letter), _MOST))
