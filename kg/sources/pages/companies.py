"""Names of companies in running lines: where each ends, and what beside them is none."""

import functools
import re

from kg.model.values.company import companies as cut_companies
from kg.model.values.company import company
from kg.model.values.tables import alternatives as of_table
from kg.model.values.tried import tried
from kg.sources.lexicon import fold
from kg.sources.pages import atoms
from kg.sources.pages.lines import DASH
from kg.sources.pages.names import is_company
from kg.sources.pages.words import alternatives, those, words

_ADDRESS = re.compile(
    r"@|www\.|https?:|\b\d{4,5}\b|\b(?:mail|web|tel|fax)\b|\+\d\d"
    r"|\w(?:str\.?|strasse|straße|gasse|weg|platz|allee|straat|laan|gracht|plein|vej|gade|gatan|vägen)\s\d"
    r"|\A(?:rue|via|viale|piazza|calle|avenida|rua|boulevard)\s.*\d|\A\d.*\b(?:rue|street|road|avenue)\b",
    re.IGNORECASE,
)
_HOUSE = re.compile(
    r",\s*+(?:[^,\d]{2,40}\s\d{1,4}\s?[a-z]?|\d{1,4}[,\s][^,]{2,60}),\s*+(?:[A-Z]{1,3}[- ])?\d{4,6}\b", re.IGNORECASE
)
"""The number of a house in a street, before the number of a town."""

_NOTE = re.compile(r"(?<!\s)\s*+\((?P<note>[^()]*)\)\s*\Z")
_LAST = re.compile(r"(?<!\s)\s++(?:y|e|und|and|et|en)\s+(?=[A-ZÀ-Þ])")
_AND = re.compile(
    rf"(?<!\s)\s++(?:{of_table('conjunctions_of_names')}|e|y|i|a|și|ir|un|in)\s++(?=[^\W\d_])", re.IGNORECASE
)
_SENTENCE = re.compile(r"\.\s+(?=[^\W\d_]{4,30}\s+(?:by|por|par|da|von|door)\s)")
_MOST_WORDS = 12


def is_address(line: str) -> bool:
    """Whether a line has an address, a number of a house or of a telephone."""
    return bool(_ADDRESS.search(line))


def company_names(text: str) -> list[str]:
    """The names of companies from the beginning of a text; an address ends them."""
    text = _formats().split(_SENTENCE.split(_HOUSE.split(text, maxsplit=1)[0], maxsplit=1)[0], maxsplit=1)[0]
    stopped = text if re.search(r"(?:\b(?:Ltd|Inc|Prod|Pict|Co|Corp)|[.]\w)\.\Z", text) else text.rstrip(" .")
    found: list[str] = []
    parts = [part for one in cut_companies(stopped) for part in _dashed(one)]
    pieces = [piece for part in parts for piece in re.split(r"/(?=[A-ZÀ-Þ0-9])", part)]
    for piece in pieces:
        note = _NOTE.search(piece)
        beside = note and (len(note["note"]) <= 3 or note["note"].isdigit() or atoms.country(note["note"]))
        name = piece[: note.start()] if note and beside else piece
        if _ADDRESS.search(name) or len(name.split()) > (_MOST_WORDS if is_company(name) else _MOST_WORDS - 4):
            break
        if found and _is_town(name):
            break
        if tried(company, name) and not atoms.country(name):
            found.append(str(tried(company, name)))
    pair = _AND.split(found[-1], maxsplit=1) if found else []
    if len(pair) == 2 and all(map(is_company, pair)):
        found[-1:] = pair
    elif found and "&" not in found[-1]:
        pair = _LAST.split(found[-1], maxsplit=1)
        found[-1:] = pair if is_company(pair[0]) or all(" " in one for one in pair) else found[-1:]
    return list(dict.fromkeys(found))


@functools.cache
def _formats() -> re.Pattern[str]:
    """`. DCP` behind a name."""
    return re.compile(rf"\.\s++(?=(?:{alternatives(words().beside)})\.?(?:\s|,|\Z))", re.IGNORECASE)


def _dashed(text: str) -> list[str]:
    """Companies on both sides of a dash, or one before its town."""
    pieces = DASH.split(text)
    if len(pieces) == 2 and _is_town(pieces[1]):
        return pieces[:1]
    return pieces if all(map(is_company, pieces)) else [text]


def _is_town(text: str) -> bool:
    return fold(text).replace(" ", "_") in those("towns")
