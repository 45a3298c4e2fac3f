"""Names of people in running lines: which texts are some, and where a list of them ends."""

import functools
import re
from typing import NamedTuple

from kg.model.values import agent
from kg.model.values.people import PLAYS, all_inverted, person
from kg.model.values.separators import BULLET
from kg.model.values.tables import table
from kg.sources.lexicon import every, fold
from kg.sources.pages import atoms
from kg.sources.pages.lines import DASH
from kg.sources.pages.words import alternatives, expression, those, words
from kg.system.errors import NotUnderstood

_FORBIDDEN = re.compile(r"[0-9@\\/:!?<>=_{}#%€$£©|\ufffd\"“”«»„]")
# Signs of vowels in Thai, Devanagari and the like are no letters.
_WORD = re.compile(r"[^\W\d_][\w'’‘.\-·•\u0900-\u109f]*|&")
_NICKNAME = re.compile(r"(?<=[^\W\d_]) ['‘’]([^\W\d_]{2,15})['’] (?=[^\W\d_])")
_PARTICLES = frozenset(table("words")["particles"]) | {"vd", "ze", "dal", "dalla", "d’"}
ARTICLES = frozenset(one for one in table("words")["articles"] if len(one) > len("le"))
"""With one of them begins a title, and no name of a person; shorter ones stand in names, too."""

_SUFFIX = rf"(?:{alternatives(['Jr', 'Sr', 'II', 'III', 'IV'])})\b\.?"
_SEPARATOR = re.compile(
    rf"(?<!\s)\s*+(?:[;|\t、，；،؛／]|{BULLET}|·(?=\s)|(?<=\s)·|/(?=\s)|/(?=[^\W\d_])|,(?!\s*+{_SUFFIX}))\s*+|(?<!\s)\s++[–—-]\s++|(?<!\s)\s++/\s*+"
    r"|(?<=[^\W\d_]{3})(?<!\bProf)(?<!\bMrs)(?<!\bSra)\.\s+(?=[A-ZÀ-Þ0-9])"
)
_AND = re.compile(r"(?<!\s)\s++(?:&|\+|and|und|et|e|y|en|og|och|a|i|ja|u\.|și|ve|и|та|και)\s++(?=[^\W\d_])")
_AND_IN_CAPITALS = re.compile(r"\s(?:AND|UND|ET|E|Y|EN|OG|OCH|SI|ȘI|I)\s")
_IN_NAMES = re.compile(r"\s(?:y|e|i|a)\s")
_LEADING = re.compile(r"\A(?:&|\+|and|und|et|e|y|en|og|och)\s+(?=[^\W\d_])", re.IGNORECASE)
_WITH = re.compile(r"\A(?:with|mit|avec|con|met|com|med)\s+(?=[^\W\d_])", re.IGNORECASE)
_SOCIETY = re.compile(r"(?:[A-ZÀ-Þ]\.?-?){2,5}")
_FACTS = re.compile(r"\b(?:18|19|20)[0-9]{2}\b|\b[0-9]{1,3} ?(?:min|h\b|['’′])", re.IGNORECASE)
_THEN_FACTS = re.compile(r"(?P<name>[^\d]{4,60}[^\W\d_])\s+[0-9]{2,4}\b.*")
_NOTED = re.compile(r"(\([^()]*\)|\[[^\[\]]*\])")
_DASHED = re.compile(rf"{DASH.pattern}[^,;]*+")
_MOST_WORDS, _MOST_PARTS = 6, 4
_LONGEST = 60
_SHORTEST_LABEL = 6
_AMID = 2
"""So many names before and behind one word say that it is amid a list of names."""


_ARTICLES = frozenset(table("words")["articles"])


_KOREAN = re.compile(rf"[{words().korean}][가-힣]{{2}}(?: [{words().korean}][가-힣]{{2}})++")
"""People whose names stand beside each other: none of them has a space in it."""


class People(NamedTuple):
    """Names, and the text from the first piece on that is none."""

    names: tuple[str, ...]
    rest: str = ""


@functools.lru_cache(maxsize=8192)
def is_name(said: str, *, single: bool = False) -> bool:
    """Whether a text looks like the name of a person; `single`: of one word, too, as behind a label."""
    text = _NICKNAME.sub(r" \1 ", said.strip())
    tokens = text.split()
    if not 2 <= len(text) <= _LONGEST or len(tokens) > _MOST_WORDS or _FORBIDDEN.search(text):
        return False
    if len(tokens) == 1 and (not single or fold(text) in _labels()):
        return False
    looks_so = all(ord(letter) > 0x2E00 for letter in text if not letter.isspace()) or _is_written_so(text, tokens)
    return looks_so and _fits(text, tokens) and not _is_prize(text) and not is_nobody(text)


def _is_written_so(text: str, tokens: list[str]) -> bool:
    """Whether a text has capitals as names have, and none of the words that no name has."""
    if not all(_is_particle(token) or (_is_big(token) and _WORD.fullmatch(token)) for token in tokens):
        return False
    for token in tokens:
        bare = token.strip(".,’'‘()")
        key = fold(bare)
        if key in those("no_names") or key in _credit_words():
            return False
    if len(tokens) == 1 and expression("beside").fullmatch(tokens[0].strip(".,’'‘()")):
        return False
    ends_small = tokens[-1].casefold() in _PARTICLES and tokens[-1].islower() and len(tokens) > 1
    ends_sentence = text.endswith(".") and len(tokens[-1]) > 4 and not re.fullmatch(r"(?:\w\.)+", tokens[-1])
    return not all(map(_is_particle, tokens)) and not ends_small and not ends_sentence


def _is_particle(token: str) -> bool:
    small = token.casefold()
    return small in _PARTICLES or small.rstrip(".") in _PARTICLES


def is_nobody(text: str) -> bool:
    """Whether a text is a town or something else that is written like a name."""
    key = fold(text).replace(" ", "_")
    return key in those("nobodies") or key in those("towns")


def _is_prize(text: str) -> bool:
    """`Oscar Winner`: a given name that is a prize's, alone or with a word of prizes."""
    given, _, others = fold(text).partition(" ")
    return given == "oscar" and (not others or any(word in those("prizes") for word in others.split()))


def begins_with_article(name: str) -> bool:
    """`Le Pacte`, `Die Brücke`: so begins what is called something, rather than somebody."""
    return name.split()[0].casefold() in _ARTICLES


@functools.cache
def _societies() -> re.Pattern[str]:
    """The society behind a name of at least two words, with points or without."""
    said = "|".join(r"\.?".join(one) for one in words().societies.split())
    return re.compile(rf"(?<=\w)\s++(?:{said})\.?\Z")


@functools.cache
def _labels() -> frozenset[str]:
    return frozenset(fold(label) for _, sense, label in every() if sense != "title")


@functools.cache
def _credit_words() -> frozenset[str]:
    """Labels of one word: no name has one, but a label that is not known (`Hair Designer`) may."""
    said = {fold(label) for _, sense, label in every() if sense not in ("title", "other")}
    return frozenset(one for one in said if " " not in one and len(one) >= _SHORTEST_LABEL) - those("surnames")


def _fits(text: str, tokens: list[str]) -> bool:
    """No country, language or genre is a name of two words; of one word, nobody knows."""
    if atoms.is_genre(text) or (len(tokens) > 1 and atoms.language(text)):
        return False
    return not (atoms.country(text) and (len(tokens) > 1 or text.casefold() not in ("chad", "jordan", "georgia")))


def _is_big(token: str) -> bool:
    return (
        token[0].isupper()
        or token == "&"
        or (token[0] in "'’d" and any(letter.isupper() for letter in token[1:4]))
        or token[0].title() == token[0]
    )


@functools.lru_cache(maxsize=4096)
def people(said: str) -> People:
    """The names from the beginning of a text: cut at commas and the like, behind brackets and at words for "and".

    `et al.` and the like end the list. A piece that is no name ends it as well; from there on it is `rest`.
    """
    text = _without_roles(_nicknames().sub("", _WITH.sub("", " ".join(said.replace("\ufdd0", " ").split()))))
    text = text.replace(" ", ", ") if _KOREAN.fullmatch(text) else text
    tail = ""
    if found := _others().match(text):  # `u. a. Uma Lang`
        text = text[found.end() :].lstrip(" ,:")
    if found := _others().search(text):
        text, tail = text[: found.start()].rstrip(" ,(["), text[found.end() :]
    if turned := tuple(one.name for one in all_inverted(text)):
        return People(turned, tail.strip())
    names: list[str] = []
    pieces = _pieces(text)
    place = 0
    for number, (piece, _) in enumerate(pieces):
        place = max(text.find(piece, place), place)
        if names and _opens_a_cast().match(piece):
            return People(tuple(names), f"{text[place:]} {tail}".strip())
        if names and _SOCIETY.fullmatch(piece) and not atoms.country(piece):
            continue  # the society that a cinematographer is a member of
        got = _names_in(piece)
        if not got and (cast := _opens_a_cast().search(piece)) and (got := _names_in(piece[: cast.start()])):
            return People((*names, *got), f"{text[place + cast.start() :].lstrip()} {tail}".strip())
        if not got and (found := _THEN_FACTS.fullmatch(piece)):
            name = _before_country(found["name"])
            got = _names_in(name)
            place += len(name) if got else 0
            return People((*names, *got), f"{text[place:]} {tail}".strip())
        if not got and _goes_on(names, piece, pieces[number + 1 :]):
            continue
        if not got:
            return People(tuple(names), f"{text[place:]} {tail}".strip())
        names += got
    return People(tuple(names), tail.strip(" .,;)"))


def _before_country(text: str) -> str:
    """`Ann Lee` of `Ann Lee Österreich`, where facts follow: nobody has such a surname behind two names."""
    tokens = text.split(" ")
    ends = (size for size in (2, 1) if len(tokens) - size > 1 and atoms.country(" ".join(tokens[-size:])))
    return " ".join(tokens[: -next(ends, len(tokens))]) or text


@functools.cache
def _nicknames() -> re.Pattern[str]:
    """`, dit « Bo »`, ` aka Bo the Second`: what somebody is called besides."""
    said = alternatives(words().nicknames)
    quoted = rf"(?:{said})\s++[«„“\"][^«»„“”\"]++[»“”\"]"
    return re.compile(rf",?(?<!\s)\s++(?:{quoted}|a\.?k\.?a\.?\s[^,;()/|]++)", re.IGNORECASE)


def _goes_on(names: list[str], piece: str, others: list[tuple[str, str]]) -> bool:
    """Whether one word that may be a name (`Age`) stands amid names, so that it does not end the list."""
    amid = len(names) >= _AMID and len(others) >= _AMID and all(is_name(one) for one, _ in others[:_AMID])
    return amid and " " not in piece and piece.isalpha() and piece.istitle()


def _without_roles(text: str) -> str:
    """`Ann Lee - Emma, Bo Cy - Otto`, `Ann Lee as Emma`: whom they play is no name of the list."""
    text = PLAYS.sub("", text)
    pieces = re.split("[,;]", text)
    dashed = [piece for piece in pieces if len(DASH.findall(piece)) == 1]
    if len(dashed) >= 2 and len(pieces) <= 2 * len(dashed):
        return _DASHED.sub("", text)
    if len(pieces) == 1 and dashed and " " not in DASH.split(text)[1] and " " in DASH.split(text)[0]:
        return DASH.split(text)[0]
    return text


@functools.cache
def _opens_a_cast() -> re.Pattern[str]:
    """`Avec Léa Drucker` behind the name of a director; `Con O'Neill` is a name itself."""
    said = alternatives(one for one in (*words().phrases["cast"], *words().weak["cast"]) if len(one) > 1)
    return re.compile(rf"(?<!\S)(?i:{said})\s++[A-ZÀ-Þ]\S*+\s")


def _pieces(text: str) -> list[tuple[str, str]]:
    """Each piece with the note in brackets behind it, which ends it."""
    found: list[tuple[str, str]] = []
    for part in _NOTED.split(text):
        if part[:1] in ("(", "[") and part[-1:] in (")", "]"):
            if _FACTS.search(part):
                found.append((part, ""))
            elif found:
                found[-1] = (found[-1][0], part)
            continue
        found += [(piece.strip(), "") for piece in _SEPARATOR.split(part) if piece.strip(" .,;")]
    return found


def _names_in(piece: str) -> list[str]:
    text = _societies().sub("", _LEADING.sub("", piece.strip(" ,;")))
    if not re.search(r"(?:\b\w|Jr|Sr)\.\Z", text):
        text = text.rstrip(" .")
    if not text:
        return []
    group = _AND.split(text)
    parts = _AND_IN_CAPITALS.split(text) if text.isupper() else []
    group = parts if parts and all(" " in one for one in parts) else group
    if len(group) > 1 and all(is_name(one, single=True) for one in group) and _are_several(text, group):
        return [one for part in group for one in _understood(part)]
    if len(group) > 1 and not _IN_NAMES.search(text):
        return []
    return _understood(text) if is_name(text, single=True) else []


def _are_several(text: str, group: list[str]) -> bool:
    """Whether "and" stands between people; one given name before it may share the surname behind it."""
    if all(len(one.split()) > 1 for one in group):
        return True
    return all(len(one.split()) > 1 for one in group[:-1]) and not _IN_NAMES.search(text)


def _understood(text: str) -> list[str]:
    try:
        return [person(text, most_words=_MOST_PARTS)]
    except NotUnderstood:
        return []


@functools.cache
def _others() -> re.Pattern[str]:
    said = alternatives(words().and_others)
    return re.compile(rf"(?<!\s)\s*+,?\s*+(?<![\w.])(?:{said})(?=[\s,;.)]|\Z)", re.IGNORECASE)


@functools.lru_cache(maxsize=4096)
def is_company(said: str) -> bool:
    """Whether a name has a word of companies in it, or is written as no person's is."""
    known = agent.is_company(said)
    if known is not None:
        return known
    return any(token in those("companies") for token in fold(said).split()) or bool(re.search(r"[0-9]", said))
