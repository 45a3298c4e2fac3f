"""Lines that state facts without labels: `Italia, 2022, 147'`, `FI/DE – 2023 – 81’`, `105' - 2023 - Fantasy, Drama`."""

import functools
import itertools
import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from kg.sources.pages import atoms
from kg.sources.pages.lines import BORDER, plain
from kg.sources.pages.names import is_name, people
from kg.sources.pages.words import alternatives, expression, words

Kind = Literal[
    "duration", "year", "countries", "made", "languages", "genres", "directors", "cast", "name", "beside", "text"
]
"""What a piece of a line says; `made`: countries with a year; `beside`: formats, colour, certificates."""

FACTS = frozenset(("duration", "year", "countries", "made"))
_LONGEST = 600
_MOST_TEXT = 0.45

_SEPARATOR = re.compile(
    r"(?<!\s)\s*+[|｜•·ǀ;／]\s*+|(?<!\s)\s++[/.–—-]\s++|(?<=\w)/\s++|(?<=[\u2e80-\uffef])/(?=\w)"
    r"|(?<![\s.])\.\s++(?=[^\W\d_])(?<!\b[A-Z]\. )"
    r"|(?<=['’′])\s++(?=(?:con|avec|mit|with|met|com)\s)|(?<=min)\.?\s++(?=(?:con|avec|mit|with|met|com)\s)|(?<=min)\.\s++|(?<=\d{4})\.\s++(?=\d)|(?<=\b[12]\d{3})\s++(?=\d{1,3}\s?(?:min|['’′]))|(?<=[^\W\d_]{3})\.\s++(?=\d{1,3}\s?(?:[^\W\d_]|['’′]))|(?<!\s)\s{3,}+"
)
_BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_LEADING = re.compile(r"\A\(([^()]{8,90})\)\s*[–—-]\s")
_TIGHT = re.compile(rf"(?<=[^\W\d_])/({atoms.YEAR})/(?=\d)")
_PRICE = re.compile(r"[^€$£]{0,30}(?:[€$£]|\b(?:EUR|CHF|USD|Kč|zł|Ft|lei|руб|грн)\b)[^€$£]{0,20}")
_MIXED = re.compile(rf"\A(?P<codes>[A-Z][a-z](?:/[A-Z][a-z])+)(?P<year>[,\s]+{atoms.YEAR})\Z")
_GLUED = re.compile(rf"\A([^\W\d_][\w ./]{{0,40}}?)({atoms.YEAR})([^\W\d_]+)?([0-9]{{2,3}}['’′´])?\Z")
_YEAR_LAST = re.compile(rf"\A(?P<before>\S(?:.*[^\s,(])?)[\s,(]*+(?P<year>{atoms.YEAR})[)\w]?\Z")
_YEAR_FIRST = re.compile(rf"\A(?P<year>{atoms.YEAR})[,\s]++(?P<after>\S.*)\Z")
_GENRE_BY = re.compile(
    r"\A(?P<genre>[^\W\d_]{3,20}(?: [^\W\d_]{3,20}){0,2}) (?:(?:de|von|by|di|van|af|av) |d['’])(?P<name>\S.*)\Z"
)
_CAST = re.compile(r"(?<!\s),?\s++(?:avec|mit|with|con|met|com|med)\s++")
_THEN_BY = re.compile(rf"\A(?P<made>.*\b{atoms.YEAR})\s++(?:von|by|de|di|van)\s++(?P<name>\S.*)\Z")
_TOGETHER = re.compile(r"(?<!\s)\s*+[/&]\s*|(?<!\s)\s++(?:and|und|et|e|y|en)\s++")
"""What stands between two languages."""

_MOST_MARKS = 8
_BEFORE_FACTS = re.compile(r",\s|(?<=\w\w)\.\s|\s[–—-]\s|\s(?=\()")
_DIGIT = re.compile("[0-9]")
_YEAR = re.compile(atoms.YEAR)
_DURATION = re.compile(
    r"(?<![\w:.,])(?:ca?\.? ?)?[0-9]{1,3}(?: ?\+ ?[0-9]{1,3})? ?"
    r"(?:['’′´]|(?:min|mn)\w*\b\.?|h(?: ?[0-9]{1,2}(?: ?min\w*| ?m)?)?\b)",
    re.IGNORECASE,
)
_SPOKEN = re.compile(
    r"\b(?:gesproken|spoken|OmU|OmeU|OmdU|Originalfassung|V\.?O|keeles|versi(?:[oó]n|one) ori[gx]inale?)\b"
    r"|\bin \w+ (?:with|mit)\b|sk tale\b|sche? (?-i:OF)\Z"
    r"|\b(?:en|in|auf) \w+(?:ais|ien|ois|sch|ish|ian|ese|no)\b",
    re.IGNORECASE,
)


class Piece(NamedTuple):
    """A piece of a line: what it says, and its values: codes, names, a year, a duration."""

    kind: Kind
    text: str
    values: tuple[str, ...] = ()
    year: int | None = None

    @property
    def listed(self) -> bool:
        """Whether a comma stands before it."""
        return self.text[:1] == " "


class Line(NamedTuple):
    """The pieces of a technical line, and texts in brackets that may be other titles."""

    pieces: tuple[Piece, ...]
    others: tuple[str, ...] = ()

    @property
    def facts(self) -> int:
        """How many pieces are durations, years and countries."""
        return sum(piece.kind in FACTS for piece in self.pieces)


@functools.lru_cache(maxsize=1024)
def technical(said: str, *, forced: bool = False) -> Line | None:
    """The facts of a line; None where it is none. `forced`: a label says that it is one."""
    if len(said) > _LONGEST:
        return None
    text = _spread(said)
    if (bracket := _LEADING.match(text)) and (inside := technical(bracket[1])) and inside.facts > 1:
        return inside
    opened, others = _opened(text)
    if not forced and not _may_be_line(opened):
        return None
    found = tuple(_with_codes(list(_all_pieces(opened))))
    line = Line(found, others)
    size = sum(len(piece.text.split()) for piece in found) or 1
    loose = [piece for piece in found if piece.kind == "text"]
    words_ = sum(len(piece.text.split()) for piece in loose)
    if any(is_prose(piece.text) for piece in loose) and not forced:
        return None
    if forced or (line.facts and words_ <= max(1 + 2 * line.facts, _MOST_TEXT * size)):
        return line
    quiet = all(piece.kind in ("languages", "genres", "beside") for piece in found)
    return line if found and quiet and any(piece.kind != "beside" for piece in found) else None


def _spread(said: str) -> str:
    """A line without borders, its year between slashes apart."""
    return _TIGHT.sub(r" \1 | ", said.replace(BORDER, " "))


def _may_be_line(text: str) -> bool:
    """Whether a text has a fact, or all of it may be languages and genres: who is named, which takes longer to know,
    makes no line of one that has neither.
    """
    if _YEAR.search(text):
        return True
    quiet = True
    for part in _parts(text):
        told = [_stated(part), *map(_stated, part.split(","))] if "," in part else [_stated(part)]
        if any(one and one.kind in FACTS for one in told):
            return True
        quiet = quiet and any(told)
    return quiet


def facts_behind(said: str) -> str:
    """`Finland 2023, 81 min` behind `Kuolleet lehdet, `: at least two facts; "" where a text has none behind it."""
    for mark in itertools.islice(_BEFORE_FACTS.finditer(said), _MOST_MARKS):
        line = technical(said[mark.end() :], forced=True)
        if line and line.facts > 1 and line.pieces[0].kind in FACTS:
            return said[mark.end() :]
    return ""


@functools.lru_cache(maxsize=4096)
def is_prose(said: str) -> bool:
    """Whether a text is a sentence: many words, more than a third of them in small letters."""
    tokens = said.split()
    small = [token for token in tokens if token[:1].islower()]
    return len(tokens) > 6 and len(small) > 0.35 * len(tokens)


def divided(text: str) -> str:
    """The text of a line, with bars for the borders of elements where a fact begins behind each: `USA 2001 98 min`."""
    parts = [part for one in text.split(BORDER) if (part := one.strip(" ,;|/•·–—-("))]
    return " | ".join(parts) if len(parts) > 1 and all(map(_begins_with_a_fact, parts)) else plain(text)


def _begins_with_a_fact(part: str) -> bool:
    """Whether the first piece of a text is a fact: of most it alone tells that, and of a list its first item."""
    head = next(_parts(_opened(_spread(part))[0]), "") if len(part) <= _LONGEST else ""
    if head and not part.startswith("("):
        listed = _is_list(head)
        first = next(_more(classified(next(filter(str.strip, head.split(","))) if listed else head)))
        if not (first.kind == "text" and ((listed and _may_be_genre(first)) or atoms.code(first.text.strip(" .,;")))):
            return first.kind not in ("text", "name")
    line = technical(part, forced=True)
    return line is not None and bool(line.pieces) and line.pieces[0].kind not in ("text", "name")


def is_spoken(said: str) -> bool:
    """Whether a text says by itself that it is about languages."""
    return bool(_SPOKEN.search(said) or atoms.SUBTITLES.search(said))


def _opened(text: str) -> tuple[str, tuple[str, ...]]:
    """Brackets with facts in them are taken away; those with none are told apart, with a name only at the beginning."""
    others: list[str] = []

    def replaced(found: re.Match[str]) -> str:
        inside = found[1].strip()
        pieces = list(_all_pieces(inside))
        if any(piece.kind in FACTS for piece in pieces):
            return f" | {inside} | "
        named = found.start() > 0 and any(piece.kind == "name" for piece in pieces)
        if named or any(piece.kind not in ("text", "name") for piece in pieces) or not inside or inside.isdigit():
            return f" ({inside})"
        others.append(inside)
        return " "

    return _BRACKETS.sub(replaced, text), tuple(others)


def _parts(text: str) -> Iterator[str]:
    """A text cut at its separators; a list with commas is one part."""
    return (part for one in _SEPARATOR.split(text) if (part := one.strip(" |/•·")).strip(" .,;"))


def _all_pieces(text: str) -> Iterator[Piece]:
    for part in _parts(text):
        yield from _of_list(part) if _is_list(part) else _more(classified(part))


def _with_codes(pieces: list[Piece]) -> Iterator[Piece]:
    """Two capitals beside a year or a country are a country's code: `GB, 2021`, and so are those beside them.

    What is a country in one language and a language in another (`italien`) is one behind a language, in small letters.
    """
    for at, (before, piece) in enumerate(itertools.pairwise(pieces), 1):
        spoken = atoms.language(piece.text) if before.kind == "languages" and piece.text.islower() else None
        pieces[at] = Piece("languages", piece.text, (spoken,)) if spoken else piece
    for at in (*range(len(pieces)), *reversed(range(len(pieces)))):
        piece = pieces[at]
        beside = {one.kind for one in (*pieces[max(at - 1, 0) : at], *pieces[at + 1 : at + 2])}
        if piece.kind in ("text", "beside", "languages") and beside & {"year", "countries", "made"}:
            one = atoms.code(piece.text.strip(" .,;"))
            pieces[at] = piece._replace(kind="countries", values=(one,)) if one else piece
    yield from pieces


def _is_list(part: str) -> bool:
    """Whether a part is a list with commas, and no fact as a whole."""
    return "," in part and classified(part).kind in ("text", "name", "beside")


def _of_list(part: str) -> Iterator[Piece]:
    pieces = [more for one in part.split(",") if one.strip() for more in _more(classified(one))]
    if any(piece.kind == "genres" for piece in pieces) and all(_may_be_genre(piece) for piece in pieces):
        pieces = [piece._replace(kind="genres", values=(piece.text.strip(" ."),)) for piece in pieces]
    at = 0
    while at < len(pieces):
        piece = pieces[at]
        if piece.kind == "cast":
            taken = list(_run(pieces[at + 1 :]))
            yield piece._replace(values=(*piece.values, *(name for one in taken for name in one.values)))
            at += len(taken)
        else:
            yield piece
        at += 1


def _run(pieces: list[Piece]) -> Iterator[Piece]:
    """The names that stand behind the first of a cast."""
    for piece in pieces:
        got = people(piece.text)
        if not got.names:
            return
        yield piece._replace(values=got.names)
        if got.rest or expression("and_others").search(piece.text):
            return


def _may_be_genre(piece: Piece) -> bool:
    one_word = piece.kind == "text" and len(piece.text.split()) == 1 and piece.text.strip().isalpha()
    return piece.kind == "genres" or one_word


def _more(piece: Piece) -> Iterator[Piece]:
    """A piece that is two: `Dänemark 2022 von Ruben Östlund`, `Polska2017dokument85'`."""
    said = piece.text.strip()
    if made := _then_length(said) if piece.kind == "duration" else _genre_by(said) if piece.kind in _LOOSE else ():
        yield from made
    elif piece.kind == "text" and (found := _THEN_BY.match(said)) and is_name(found["name"]):
        yield classified(found["made"])
        yield Piece("directors", found["name"], people(found["name"]).names)
    elif piece.kind == "text" and (made := _by_with(said)):
        yield from made
    elif piece.kind == "text" and (found := _GLUED.match(said)) and (country := atoms.country(found[1])):
        yield Piece("made", found[1] + found[2], (country,), int(found[2]))
        if found[3] and atoms.is_genre(found[3]):
            yield Piece("genres", found[3], (found[3],))
        if found[4] and (length := atoms.duration(found[4])):
            yield Piece("duration", found[4], (length,))
    else:
        yield piece


_LOOSE = frozenset(("text", "directors"))


def _then_length(said: str) -> tuple[Piece, ...]:
    """`Italy 1962 1h30`: country and year, and the length behind them."""
    found = _DURATION.search(said)
    before = said[: found.start()].strip(" ,.") if found else ""
    made = _dated(before, before) or _made(before, before) if before else None
    if not found or not made or made.kind not in FACTS or said[found.end() :].strip(" ."):
        return ()
    return made, Piece("duration", found[0], (atoms.duration(found[0]) or "",))


def _genre_by(said: str) -> tuple[Piece, ...]:
    """`Comédie dramatique de Aki Kaurismäki avec Alma Pöysti`: a genre, who made it, and who plays."""
    found = _GENRE_BY.match(said)
    if not found or not atoms.is_genre(found["genre"].split()[0]):
        return ()
    name, *cast = _CAST.split(found["name"], maxsplit=1)
    if not is_name(name) or (cast and not people(cast[0]).names):
        return ()
    genre, made = Piece("genres", found["genre"], (found["genre"],)), Piece("directors", name, people(name).names)
    return (genre, made, Piece("cast", cast[0], people(cast[0]).names)) if cast else (genre, made)


def _by_with(said: str) -> tuple[Piece, ...]:
    """`von Ann Lee mit Bo Cy`: who made it, and who plays."""
    found = introducing("directors").match(said)
    name, *cast = _CAST.split(said[found.end() :], maxsplit=1) if found else ("",)
    if not cast or not is_name(name) or not (names := people(cast[0]).names):
        return ()
    return Piece("directors", name, people(name).names), Piece("cast", cast[0], names)


@functools.lru_cache(maxsize=4096)
def classified(part: str) -> Piece:
    """What one piece says."""
    bare = _bare(part)
    return _stated(part) or _introduced(part, bare) or _other(part, bare)


def _bare(part: str) -> str:
    return part.strip(" ,;").strip(" .()[]")


@functools.lru_cache(maxsize=4096)
def _stated(part: str) -> Piece | None:
    """What one piece says that names nobody: facts, languages, genres, and what stands beside them."""
    text, bare = part.strip(" ,;"), _bare(part)
    if _PRICE.fullmatch(bare) or expression("reading").fullmatch(bare):
        return Piece("beside", part)
    numbered = _in_numbers(part, text, bare) if _DIGIT.search(bare) else None
    return numbered or _made(part, bare) or _spoken(part, bare)


def _in_numbers(part: str, text: str, bare: str) -> Piece | None:
    """A duration, a year, or countries with a year."""
    if length := atoms.duration(text) or atoms.duration(bare):
        return Piece("duration", part, (length,))
    if made := atoms.year(bare):
        return Piece("year", part, (), made)
    if "," not in bare and len(bare.split()) <= 5 and ":" not in bare:
        found = _DURATION.search(bare)
        if found and (length := atoms.duration(found[0])):
            return Piece("duration", part, (length,))
    return _dated(part, bare)


def _dated(part: str, bare: str) -> Piece | None:
    """Countries with a year."""
    for found, side in ((_YEAR_LAST.match(bare), "before"), (_YEAR_FIRST.match(bare), "after")):
        if found:
            got, rest = atoms.countries(found[side])
            if sign := atoms.plates().get(found[side].strip(" .,")):
                got, rest = [sign], ""
            if got and not rest:
                return Piece("made", part, tuple(got), int(found["year"]))
    if found := _MIXED.match(bare):
        codes = [atoms.code(one.upper()) for one in found["codes"].split("/")]
        if all(codes):
            return Piece("made", part, tuple(one for one in codes if one), int(found["year"].strip(" ,")))
    return None


def _made(part: str, bare: str) -> Piece | None:
    """Countries, or what stands beside facts."""
    if expression("beside").fullmatch(bare):
        return Piece("beside", part)
    got, rest = atoms.countries(bare)
    if got and not rest and not (len(got) == 1 and len(bare) <= 2 and bare.upper() != bare.lower()):
        return Piece("countries", part, tuple(got))
    if "(" in bare and (
        found := re.fullmatch(r"\A(.+?)(?<!\s)\s*+\(([^()]*+)\)", bare + ")" * (bare.count("(") - bare.count(")")))
    ):
        inner = classified(found[1])
        if inner.kind in FACTS or inner.kind == "languages":
            return inner._replace(text=part)
    return None


def _spoken(part: str, bare: str) -> Piece | None:
    if atoms.SUBTITLES.search(bare) or _SPOKEN.search(bare):
        found = atoms.languages(bare)
        if found or atoms.SUBTITLES.search(bare) or len(bare.split()) < 4:
            return Piece("languages", part, tuple(found)) if found else Piece("beside", part)
    if atoms.is_genre(bare):
        return Piece(
            "genres", part, tuple(one.strip(" .") for one in re.split(r"(?<!\s)\s*+[,/]\s*+", bare) if one.strip(" ."))
        )
    pieces = _TOGETHER.split(bare)
    spoken = [atoms.language(one) for one in pieces]
    known = [one for one in spoken if one]
    if known and len(known) == len(spoken):
        return Piece("languages", part, tuple(known))
    return (
        Piece("languages", part, (known[0],))
        if known and spoken[0] and all(len(one) <= 3 or one.isupper() for one in pieces[1:])
        else None
    )


def _introduced(part: str, bare: str) -> Piece | None:
    """`von Ruben Östlund`, `mit Sandra Hüller`."""
    for field, kind in (("directors", "directors"), ("cast", "cast")):
        if (found := introducing(field).match(bare)) and is_name(bare[found.end() :]):
            return Piece("directors" if kind == "directors" else "cast", part, people(bare[found.end() :]).names)
    return None


def _other(part: str, bare: str) -> Piece:
    if is_name(bare):
        return Piece("name", part, (bare,))
    names, rest = people(bare) if " " in bare and "," not in bare else ((), bare)
    return Piece("name", part, names) if not rest and len(names) > 1 else Piece("text", part)


@functools.cache
def introducing(*fields: str, weak: bool = True) -> re.Pattern[str]:
    """What introduces names of one of the fields without a colon, with the space behind it."""
    known = (words().phrases, words().weak) if weak else (words().phrases,)
    said = [phrase for phrases in known for field in fields for phrase in phrases.get(field, ())]
    return re.compile(rf"(?:{alternatives(said)})(?:(?<=[.'’])\s*|(?<!\s)\s++)(?=\S)", re.IGNORECASE)
