"""From a chart to the SVG of it that is published: small, safe, readable in light and dark, the same bytes each time.

Text is never measured: the fonts of the machine would show in the bytes. Layouts are fixed, and labels are cut by an
estimate of how wide they are in any sans-serif font.
"""

from __future__ import annotations

import re
import unicodedata
from xml.etree import ElementTree

import altair as alt
import vl_convert

WIDTH = 360
"""Every picture is so wide: it is read without scaling on a phone, and scaled up elsewhere."""

TEXT = 13
INK, MUTED, LINE, ACCENT, SECOND = (f"var(--{name})" for name in ("ink", "muted", "line", "accent", "second"))

# The colours of the site (assets/site.css); an image has no part in the styles of its page.
_STYLE = (
    ":root{--ink:#1b1a17;--muted:#645f55;--line:#d9d3c5;--accent:#b3261e;--second:#1f5f8b}"
    "@media(prefers-color-scheme:dark)"
    "{:root{--ink:#ece7da;--muted:#a49d8d;--line:#3a362e;--accent:#ff8a73;--second:#7cc0ee}}"
    f'text{{font:{TEXT}px system-ui,"Segoe UI",Roboto,"Helvetica Neue","Liberation Sans",sans-serif}}'
)
_SVG = "http://www.w3.org/2000/svg"
_ATTRIBUTES = {"d", "fill", "stroke", "stroke-width", "text-anchor", "transform", "viewBox", "x2", "y2"}
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NUMBER = re.compile(r"\d+\.\d{2,}")
_VEGA_LITE = "6.4"
# Widths in em, by category or else by letter, of what is not as wide as most letters.
_MOST = 0.57
_WIDTHS = {"Mn": 0.0, "Me": 0.0, "Cf": 0.0, "Lu": 0.72} | dict.fromkeys("fijlrt.,:;'|!()[]/ ", 0.33)
_WIDTHS |= dict.fromkeys("mwMW@%—", 0.95)


def clean(text: str) -> str:
    """The text on one line, without what XML cannot hold."""
    return " ".join(_NOT_IN_XML.sub("\ufffd", text).split())


def cut(text: str, width: float) -> str:
    """As much of a text as stands in so many pixels, with an ellipsis if that is not all."""
    text, room = clean(text), width / TEXT
    if sum(map(_em, text)) <= room:
        return text
    end, room = 0, room - 1
    while (room := room - _em(text[end])) > 0:
        end += 1
    return text[:end].rstrip() + "…"


def svg(chart: alt.LayerChart, description: str, height: float, left: int, right: int, below: int = 4) -> bytes:
    """A chart of a plot `height` high, with so much room beside and below it; `description` is what it says in words."""
    drawn = chart.properties(
        width=WIDTH - left - right,
        height=height,
        padding={"left": left, "right": right, "top": 8, "bottom": below},
        autosize=alt.AutoSizeParams(type="none"),
        background="transparent",
    ).configure(aria=False, view=alt.ViewConfig(stroke=None))
    return _published(vl_convert.vegalite_to_svg(drawn.to_dict(), vl_version=_VEGA_LITE), description)


def _published(drawn: str, description: str) -> bytes:
    """The SVG without what only Vega needs, with its colours and its description."""
    root = ElementTree.fromstring(drawn)
    for parent in root.iter():
        parent.tag = parent.tag.removeprefix(f"{{{_SVG}}}")
        parent.attrib = {name: _rounded(value) for name, value in parent.attrib.items() if name in _ATTRIBUTES}
    _prune(root)
    title, style = ElementTree.Element("title"), ElementTree.Element("style")
    title.text, style.text = clean(description), _STYLE
    root.attrib |= {"xmlns": _SVG, "role": "img"}
    root[:0] = [title, style]
    return ElementTree.tostring(root)


def _prune(parent: ElementTree.Element) -> None:
    """Leave out groups of nothing and outlines that nothing fills or strokes."""
    for child in list(parent):
        _prune(child)
        unseen = {child.get("fill", "none"), child.get("stroke", "none")} <= {"none", "transparent"}
        if (unseen and child.tag in ("path", "rect")) or (child.tag == "g" and not len(child)):
            parent.remove(child)


def _rounded(value: str) -> str:
    return _NUMBER.sub(lambda number: f"{float(number[0]):.1f}".removesuffix(".0"), value)


def _em(letter: str) -> float:
    if unicodedata.east_asian_width(letter) in "WF":
        return 1.0
    return _WIDTHS.get(letter, _WIDTHS.get(unicodedata.category(letter), _MOST))
