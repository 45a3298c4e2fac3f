"""Single facts of technical lines: a country, a language, a duration, a year, a genre; None for what is none.

They are told by their form alone, so what could be something else is none: a word of two letters in small letters, a
country that is also a word of the line.
"""

import functools
import re

from kg.model import values
from kg.model.values.country import may_begin
from kg.model.values.tried import tried
from kg.sources.lexicon import fold
from kg.sources.pages.words import expression, those, words

YEAR = r"(?:18[89][0-9]|19[0-9]{2}|20[0-4][0-9])"
_YEAR = re.compile(rf"({YEAR})(?:[a-z]|\s?(?:m|г|год|р|рік|god|r|rok|n|年|년))?")
LANGUAGE_ENDS = re.compile(r"(?<=\w)(?:sprachig|talig)\w{0,6}$", re.IGNORECASE)

_DIGIT = re.compile("[0-9]")
_AROUND = " \t.,;()[]*·"
_MOST_MINUTES = 900
_ABOUT = re.compile(r"\A(?:ca|approx|circa|about|etwa|env|environ|c)\b\.?\s*+", re.IGNORECASE)
_MORE = re.compile(r"(?<=[0-9])\s*\+\s*[0-9]{1,3}(?=\s*(?:min|['’′]))", re.IGNORECASE)
_NO_COUNTRIES = frozenset(
    [
        "of",
        "ov",
        "vo",
        "tv",
        "sw",
        "mp",
        "pg",
        "tp",
        "hd",
        "vr",
        "st",
        "id",
        "cd",
        "dc",
        "ad",
        "la",
        "co",
        "me",
        "is",
        "ai",
        "io",
        "sr",
    ]
)
_AND = re.compile(r"(?:(?<!\s)\s++)(?:and|und|et|e|y|en|i|&|\+|og|och|a|ja|și|и|и|και|ve)\s++")
_SEVERAL = re.compile(r"(?<!\s)\s*+[,;/|•·+،、；／]\s*+|(?<!\s)\s++[-–—]\s++")
_DOUBLED = re.compile(r"(?<!\s)\s*+\((?:USA|UK|UAE|US|GB|UdSSR|USSR)\)\Z")


@functools.lru_cache(maxsize=8192)
def country(said: str) -> str | None:
    """The code of a country, by its name, or by a code in capitals."""
    given = _DOUBLED.sub("", said.strip(_AROUND))
    if len(given) < 2 or len(given) > 60 or not given[0].isalpha():
        return None
    if (
        len(given) <= 3
        and given.upper() != given.lower()
        and (not given.isupper() or given.casefold() in _NO_COUNTRIES)
    ):
        return None
    return tried(values.country, given) if may_begin(given) else None


@functools.cache
def _nationalities() -> dict[str, str]:
    return {word: one for one, said in words().nationalities.items() for word in said.split()}


def nationality(said: str) -> str | None:
    """The country of a film that is called so: `français`, `italienisch`."""
    return _nationalities().get(fold(said).replace(" ", ""))


def code(said: str) -> str | None:
    """The country of two capitals that stand beside others."""
    no_country = said.casefold() in _NO_COUNTRIES and said not in ("CO", "IS", "ID", "ME", "LA", "AD")
    return tried(values.country, said) if len(said) == 2 and said.isupper() and not no_country else None


@functools.cache
def plates() -> dict[str, str]:
    """The signs that cars have, where they are no codes of countries: they stand beside others or a year."""
    return dict(pair.split("=") for pair in words().plates.split())


def countries(said: str) -> tuple[list[str], str]:
    """Countries from the beginning of a text, and what is left from the first piece that is none."""
    found: list[str] = []
    text = said.strip()
    if text[:1].isalpha() and not may_begin(text) and text.split(maxsplit=1)[0] not in plates():
        return [], text
    if one := country(text):
        return [one], ""
    if text in plates():
        return [], text
    ends = [(match.start(), match.end()) for match in _SEVERAL.finditer(text)] + [(len(text), len(text))]
    start = 0
    for stop, after in ends:
        piece = text[start:stop].strip(_AROUND)
        if piece:
            if not may_begin(piece) and piece.split(" ", 1)[0] not in plates():
                return found, text[start:]
            got = _one_or_two(piece)
            if not got:
                head, rest = _first_words(piece)
                return [*found, *head], f"{rest}{text[stop:]}" if head else text[start:]
            found += got
        start = after
    return list(dict.fromkeys(found)), ""


def _one_or_two(piece: str) -> list[str]:
    if one := country(piece) or plates().get(piece):
        return [one]
    both = [country(part) for part in (_AND.split(piece) if _AND.search(piece) else piece.split("-"))]
    return [one for one in both if one] if len(both) > 1 and all(both) else _in_a_row(piece)


def _in_a_row(piece: str) -> list[str]:
    """`Polen Deutschland`: names without anything between them, if there are no more than eight words."""
    from kg.model.values.lists import countries as told_apart

    parts = piece.split(maxsplit=8)
    if not 2 <= len(parts) <= 8 or not any(may_begin(" ".join(parts[at:])) for at in range(1, len(parts))):
        return []
    found = [country(part) for part in told_apart(piece)]
    return [one for one in found if one] if len(found) > 1 and all(found) else []


def _first_words(piece: str) -> tuple[list[str], str]:
    """`Deutschland 1946`: the longest beginning that is a country, and the rest."""
    parts = piece.split(" ")
    for count in range(min(5, len(parts) - 1), 0, -1):
        if (
            found := _one_or_two(" ".join(parts[:count]))
            if count > 1
            else ([one] if (one := country(parts[0]) or plates().get(parts[0])) else [])
        ):
            return found, " ".join(parts[count:])
    return [], piece


@functools.lru_cache(maxsize=8192)
def language(said: str) -> str | None:
    """The tag of a language by its name."""
    given = LANGUAGE_ENDS.sub("", said.strip(_AROUND))
    if len(given) < 3 or len(given) > 40 or (len(given) == 3 and (given.islower() or given.istitle())):
        return None
    bare = _INFLECTED.sub("", given)
    found = tried(values.language, given) or (tried(values.language, bare) if bare != given else None)
    if not found or expression("beside").fullmatch(given):
        return None
    return None if fold(given) in those("genres") | those("genres_beside") else found


@functools.lru_cache(maxsize=8192)
def duration(said: str) -> str | None:
    """A duration with its unit."""
    if not _DIGIT.search(said):
        return None
    given = (
        _MORE.sub("", _ABOUT.sub("", said.strip(" \t.,;()[]"))).replace("′", "'").replace("΄", "'").replace("´", "'")
    )
    if not given or not given[0].isdigit() or len(given) > 30:
        return None
    found = tried(values.duration, given) or tried(values.duration, f"{given}.")
    return found if found and 0 < minutes(found) <= _MOST_MINUTES else None


def minutes(length: str) -> int:
    """The whole minutes of a duration."""
    found = re.fullmatch(r"PT(?:([0-9]+)H)?(?:([0-9]+)M)?(?:[0-9]+S)?", length)
    return int(found[1] or 0) * 60 + int(found[2] or 0) if found else 0


def year(said: str) -> int | None:
    """A year that stands alone; a letter glued behind it is an icon's, a word for a year may follow."""
    found = _YEAR.fullmatch(said.strip(" \t.,;()[]©"))
    return int(found[1]) if found else None


@functools.lru_cache(maxsize=8192)
def is_genre(said: str) -> bool:
    """Whether a text is a genre, of at most four words that make one."""
    parts = fold(said).split()
    known, beside = those("genres"), those("genres_beside")
    if not 1 <= len(parts) <= 5 or not any(part in known and len(part) > 2 for part in parts):
        return False
    return all(part in known or part in beside or part in _JOINING for part in parts)


_JOINING = frozenset(["und", "and", "et", "e", "y", "en", "i", "a", "og", "och", "of", "de", "d", "du"])


def languages(said: str) -> list[str]:
    """The languages in a text in which most pieces are some; what is said of subtitles is cut off."""
    text = _SUBTITLED.split(said, maxsplit=1)[0]
    text = _VERSION.sub(" ", text)
    pieces = [piece.strip(_AROUND) for part in _SEVERAL.split(text) for piece in _AND.split(part)]
    pieces = [_IN.sub("", piece) for piece in pieces if piece]
    found = [language(piece) for piece in pieces]
    known = [one for one in found if one]
    return list(dict.fromkeys(known)) if known and len(known) * 5 >= len(found) * 3 else []


SUBTITLES = re.compile(
    r"(?=[sutonlfсυ])(?:subtit|untertitel|sous-titr|sottotit|subtítul|ondertit|undertek|undertex|napisy|titulky|legendad|legendas|tekstitys"
    r"|\bsubs\b|\bUT\b|titlovi|felirat|субтитр|υπότιτλ)",
    re.IGNORECASE,
)
_SUBTITLED = re.compile(
    r"(?:,\s*+(?![^,;(]{0,80}\b(?:with|mit|avec|con|met)\b)|(?<!\s)\s*+\(|(?<!\s)\s++(?:with|mit|avec|con|met|m\.|s|w[/.])\s++)"
    rf"(?=[^,;(]{{0,40}}?(?:{SUBTITLES.pattern}))|(?<!\s)\s++/\s++(?=d[teé]?\b|ST\b|UT\b)"
    r"|(?<!\s)\s++(?:subtitul\w+|subtitled|sottotitolat\w|legendad\w|untertitelt|sous-titré\w*)(?:\s|\Z)"
    r"|;\s++(?=\w++ altyazı)",
    re.IGNORECASE,
)
_VERSION = re.compile(
    r"\b(?:gesproken|spoken|dialogues?|originalfassung|original ?version|omu|ome?u|omdu|of|ov|vo|vose|vostfr|language"
    r"|original|subtitulad[ao]s?|versi(?:[oó]n|one|ón) ori[gx]inale?|tale|keeles)\b\.?",
    re.IGNORECASE,
)
_INFLECTED = re.compile(r"(?<=\w\w\wisch)e[nrsm]?\Z|(?<=deutsch)e[nrsm]?\Z", re.IGNORECASE)
_IN = re.compile(r"\A(?:in|auf|en|em|v|på|afwisselend)\s++", re.IGNORECASE)
