"""The lines of a page as a person sees them, with what their places say."""

import re
from typing import NamedTuple

from kg.sources.lexicon import senses

BORDER = "\ufdd0"
"""Stands where an element begins or ends inside a line, as behind a label in bold."""

HEADING = "\ufdd1"
"""Stands before the text of a heading."""

DASH = re.compile(r"(?<!\s)\s++[-–—]\s++")
"""A dash between two parts of a line."""

_BULLET = re.compile(r"\A[ \t]*(?:[•·▪‣*◦●–—-]+(?=[ \t])[ \t]*|[-–—]+\Z|[0-9]\)[ \t])?")
_TAG = re.compile(r"</?[a-z][^<>\n]*>")
_ROW = re.compile(r"\A\|?(?P<label>[^|]{2,42})\|(?P<value>[^|]*+)\|?\Z")
_RULED = re.compile(r"\A[-| ]{3,}\Z")
_UNDERSCORE = re.compile(r"(?<=[^\W\d_])_(?=\s)")
_LAST_BAR = re.compile(r"(?:\A|\s)\|\Z")
_COLON = re.compile(r"\A[:：]\s*+")
_ROWS, _LONGEST = 3, 3000


class Line(NamedTuple):
    """A line without its bullet; `gap` is the number of empty lines before it, `last` that of the last joined to it.

    `item`: it had one.
    """

    text: str
    number: int
    gap: int = 0
    heading: bool = False
    last: int = 0
    item: bool = False


def lines_of(text: str) -> list[Line]:
    """The lines that say something. A colon at the beginning of a line belongs to the one before; rows of a table are
    label and value; a list that ends in a comma goes on.
    """
    raw = [_TAG.sub(" ", line) if "<" in line else line for line in text.replace("\xa0", " ").split("\n")]
    rows = sum(bool(_labelled_row(line)) for line in raw)
    found: list[Line] = []
    gap, among = 0, False
    for number, line in enumerate(raw, start=1):
        said = _BULLET.sub("", line, count=1)
        said = (_UNDERSCORE.sub(":", said) if "_" in said else said).strip()
        heading = said.startswith(HEADING)
        said = said.lstrip(HEADING + BORDER)
        said = (_LAST_BAR.sub("", said) if said.endswith("|") else said).strip()
        row = _labelled_row(line, among=among) if rows >= _ROWS else None
        if row:
            said = f"{row['label'].strip()}: {row['value'].strip()}"
        among = bool(row)
        if len(said) > _LONGEST:
            said = ""  # no line of facts is so long
        if not said or _RULED.match(said):
            gap += not line.strip() if not said else 0
            continue
        if found and (colon := _COLON.match(said)):
            found[-1] = found[-1]._replace(text=f"{found[-1].text}: {said[colon.end() :]}", last=number)
        elif found and not gap and found[-1].text.endswith(",") and _goes_on(said):
            found[-1] = found[-1]._replace(text=f"{found[-1].text} {said}", last=number)
        else:
            found.append(Line(said, number, gap, heading, item=line.lstrip().startswith("•")))
        gap = 0
    return found


def _labelled_row(line: str, *, among: bool = False) -> re.Match[str] | None:
    """The label and the value of a row; right below another, and closed by a bar, of an unknown label as well."""
    said = line.strip()
    found = _ROW.match(said) if "|" in said else None
    closed = among and found and said.endswith("|") and found["value"].strip()
    return found if found and (closed or senses(found["label"].strip())) else None


def _goes_on(said: str) -> bool:
    return said[:1].isupper() and ":" not in said and "|" not in said and 3 < len(said) < 120


def plain(text: str) -> str:
    """The text of a line, with spaces for the borders of elements."""
    return text.replace(BORDER, " ") if BORDER in text else text
