"""What a text that names a film says: the title, without year, version and notes, and other titles of the same film."""

import functools
import re

from kg.sources.lexicon import fold, senses
from kg.sources.pages.lines import BORDER
from kg.sources.pages.technical import technical
from kg.sources.pages.words import alternatives, expression, those, words

_BRACKET = re.compile(r"(?<!\s)\s*+[(\[](?P<inside>[^()\[\]]*+)[)\]]\s*+\Z")
_VERSION = r"OmU|OmeU|OmdU|OV|OF|VOSE|VOSTFR?|VOST|VO|VF|V\.O\.S\.E\.?|V\.O\.S\.|3D|2D|DCP|35 ?mm|16 ?mm|HD|4K"
_VERSION_ENDS = tuple("UVFERTODPmK.+")
"""So each of them ends: to look for it in a long line takes a while."""

_AGE = r"\d{1,2}\+"
VERSIONS = re.compile(rf"(?<!\s)\s*+[-–,]?\s*+\b(?:(?:{_VERSION})\b\.?|{_AGE})\s*+\Z")
_NOTE = re.compile(
    r"(?:film|movie|tv film|tv movie|pel[ií]cula|restored|director['’]?s cut|\d+/\d+|omu.*|ome?u|ov|v\.?o\.?.*|fsk.*"
    r"|\+?\d+\+?)",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"\A[«»„“”\"『「《]([^«»„“”\"『』「」《》]+)[«»„“”\"』」》]\Z")
_SIGNS = " \t|•·–—-▶►▸●■★☆※"
_YEAR_BEHIND = re.compile(r"(?<=[»”“\"])\s++(?:19|20)\d\d(?:\s?(?:г\.?|год\w?|r\.|年))?+\Z")
_BRACKETED = re.compile(r"\A\(([^()]+)\)\Z")
_QUOTE = re.compile(r"[«„“\"]")
_BESIDE = re.compile(r"(?<!\s)\s++(?:[/=]|a\.?k\.?a\.?)\s++", re.IGNORECASE)
_EXTRA = re.compile(rf"(?<!\s)\s++\+\s++(?:{alternatives(words().events)})\b.*", re.IGNORECASE)
_MOST = 3
_MOST_OF_EVENT = 6
_LONG_CAPITALS = 8
QUOTES = tuple("«»„“”\"'‘")


@functools.lru_cache(maxsize=4096)
def called(text: str) -> tuple[str, tuple[str, ...]]:
    """The title, and other titles: in brackets, or behind a slash, `=` or `aka`."""
    said = _without_more(text)
    said = _EXTRA.sub("", said) if "+" in said else said
    title = _QUOTED.sub(r"\1", " ".join(said.replace(BORDER, " ").strip(_SIGNS).split()))
    title = _without_event(_BRACKETED.sub(r"\1", _YEAR_BEHIND.sub("", title)).split(" | ")[0])
    title, others = _halves(title)
    for _ in range(_MOST):
        found = _BRACKET.search(title) if title.endswith((")", "]")) else None
        version = VERSIONS.search(title) if title.endswith(_VERSION_ENDS) else None
        if found and (before := title[: found.start()].strip(" -–")):
            inside = found["inside"].strip()
            others = [inside, *others] if is_other(inside, before) else others
            title = before
        elif version and title[: version.start()].strip():
            title = title[: version.start()].strip()
        else:
            break
    first, *beside = _BESIDE.split(title)
    most = _MOST if text.endswith(")") else 1  # a way to the page has slashes too
    if 0 < len(beside) <= most and len(first) > 1 and all(is_other(other, first) for other in beside):
        title, others = first, [*beside, *others]
    return _QUOTED.sub(r"\1", _without_event(title.strip(" ,;-–"))), tuple(others)


def _halves(title: str) -> tuple[str, list[str]]:
    """A title that stands twice in a line, and two titles without a sign between them: in capitals and not, in letters
    of the East and of the West.
    """
    words = title.split(" ")
    half = len(words) // 2
    if half > 1 and words[:half] == words[half:]:
        return " ".join(words[:half]), []
    at = next((at for at in range(1, len(words)) if _is_eastern(words[at - 1]) and not _is_eastern(words[at])), 0)
    east = at and all(map(_is_eastern, words[:at])) and not any(map(_is_eastern, words[at:]))
    if east and len(words) - at > 1:
        return " ".join(words[:at]), [" ".join(words[at:])]
    at = _capitals_end(words) or len(words) - _capitals_end(words[::-1])
    if 1 < at < len(words) - 1 and words[at][0].isalpha():
        return " ".join(words[:at]), [" ".join(words[at:])]
    return title, []


def _is_eastern(word: str) -> bool:
    return any("\u3040" <= sign <= "\u9fff" or "\uac00" <= sign <= "\ud7a3" for sign in word)


def _capitals_end(words: list[str]) -> int:
    """Where the capitals end with which a text begins; 0 where they are not two words at least, or others follow."""
    upper = [word.isupper() and len(word) > 1 for word in words]
    at = upper.index(False) if False in upper else 0
    enough = sum(len(word) for word in words[:at]) > _LONG_CAPITALS
    return at if at > 1 and enough and not any(upper[at:]) else 0


def _without_more(text: str) -> str:
    """Without a word in small letters in an element of its own behind a title, such as `more`."""
    title, border, more = text.rpartition(BORDER)
    small = border and more.isalpha() and more.islower() and len(title.strip(BORDER)) > _MOST
    return title if small else text


def names_event(line: str) -> bool:
    """Whether a line is words for an event with a title behind them."""
    return _without_event(line) != line


def _without_event(title: str) -> str:
    """`Film screening: The Bridge`, `Cinema under the Stars: The Bridge`, `Filmabend „Die Brücke“`: words for an event
    before the title are none of it.
    """
    for dash in (one for one in (" – ", " — ", " - ", " // ") if one in title):
        before, found, behind = title.rpartition(dash)
        said = fold(behind).split() if found and before else []
        if any(map(_is_event, said)) and all(map(_is_of_event, said)):
            return before
    first, space, behind = title.partition(" ")
    if space and fold(first) in those("films_before"):
        return behind
    event, colon, rest = title.partition(": ")
    if not colon and title.endswith(("»", "“", "”", '"')) and (quote := _QUOTE.search(title)):
        event, rest = title[: quote.start()], title[quote.start() :]
    if not rest:
        return title
    of_event = [_is_of_event(word) for word in fold(event).split()]
    named = colon and 1 < len(of_event) <= _MOST_OF_EVENT and any(map(_is_event, fold(event).split()))
    begins = rest[:1].isupper() or rest.startswith(QUOTES)
    told = of_event and (all(of_event) or (named and begins and not senses(event)))
    return rest.strip('«»„“”" ') if told else title


def _is_event(word: str) -> bool:
    return word in those("no_titles") or bool(expression("venues").search(word))


def _is_of_event(word: str) -> bool:
    return word in those("joining") or _is_event(word)


def is_other(said: str, title: str) -> bool:
    """Whether a text beside a title is another: it begins with a capital, and states no facts, credits or versions."""
    if not said or said[0].islower() or _NOTE.fullmatch(said) or not any(map(str.isalpha, said)):
        return False
    line = technical(said)
    return not (line and line.pieces) and not re.search(r"[\d;,]", said) and fold(said) != fold(title)
