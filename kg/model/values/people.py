"""Names of people as catalogues write them: several in one text, with notes, in capitals, the surname first."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from kg.model.values.agent import GROUP, TWO, is_nobody, is_plain_name, listed, person_name
from kg.model.values.capitals import capitalised, recased
from kg.model.values.notes import apart, without_footnotes
from kg.model.values.plain import MOST_OF_PLAIN
from kg.model.values.separators import BULLET, between
from kg.model.values.tables import alternatives, table
from kg.model.values.tails import without_tails
from kg.model.values.text import name
from kg.system.errors import NotUnderstood

# Japanese and Chinese write a middle dot inside a foreign name, Catalan inside a word: it separates between spaces.
_SEPARATOR = between(rf"[;,|、，；،؛]|{BULLET}", "[/·]")
_SUFFIX = rf"(?:{alternatives('suffixes')})"
_COMMA_SUFFIX = re.compile(rf",\s*({_SUFFIX})$")
# In a text all in capitals the points may be missing.
_COMMA_SUFFIX_OF_CAPITALS = re.compile(rf",\s*({_SUFFIX}|JN?R|SN?R)$")
_NO_NAME = re.compile(rf"\A(?:{_SUFFIX}\Z|[JS]n?r\.\s)")
_TWO_WORDS = re.compile(r"\S\s+\S")
_CONJUNCTIONS = frozenset(("&", "and", "und", "et", "y", "en"))
_INITIALS = re.compile(r"[^\W\d_]\.?|(?:[^\W\d_]\.-?)+|[A-Z]{2}")
_NICKNAME = re.compile(r"""(?<!\S)(?:"[^"]{1,30}"|'[^']{1,30}'|“[^”]{1,30}”|‘[^’]{1,30}’|«[^»]{1,30}»)(?!\S)""")
PLAYS = re.compile(rf"(?<!\s)\s++(?:{alternatives('roles')})\s(?P<role>[^,;()]*+)")
"""Whom somebody plays, behind the name: `Ann Lee as Emma`."""

_FAMILY = re.compile(r"[Tt]he [A-ZÀ-Þ][\w'’-]{1,30}[^\Ws]s")
"""`The Wachowskis`."""

_SIGNS = " *†‡"
"""Marks of footnotes behind a name."""

_PARTICLES = frozenset(table("words")["particles"])
_MISSING = frozenset(table("words")["missing"])

_MOST_SUFFIXES = 3
"""A name has at most so many of Jr., III and the like."""

_MOST_WORDS = 5
"""A person has at most so many names; what has more words is several people run together."""

_MOST_OF_GROUP = 8
_MOST_SMALL = 3
"""A name written small throughout has at most so many words; what has more is a text."""


def _and(names: Iterable[str]) -> re.Pattern[str]:
    words = "|".join(names)
    return re.compile(rf"(?:\A|(?<!\s)\s++)({words})\s++")


def _and_perhaps(names: Iterable[str]) -> re.Pattern[str]:
    """Both sides have to be more than one word, the other beginning with a capital."""
    words = "|".join(names)
    return re.compile(rf"(?<!\s)\s++(?:{words})(?=\s++(?![a-z'’])\S++\s++\S)")


_SURE, _PERHAPS = table("words")["conjunctions_of_names"], table("words")["conjunctions_in_names"]
# An initial is written as a conjunction is in capitals: there one letter is none, but for Y.
_ANDS = {
    False: (_and([*_SURE, "And", "AND", "Und", "UND", "Et"]), _and_perhaps(_PERHAPS)),
    True: (_and(map(str.upper, _SURE)), _and_perhaps(one.upper() for one in _PERHAPS if len(one) > 1 or one == "y")),
}
"""Whether a text is all in capitals → what stands between two people, and what does so perhaps."""

# A surname of one word, with particles before it, and what is given. A word of Chinese, Japanese or Korean is whole.
_INVERTED = re.compile(r"\A(?![\u2e80-\uffef])((?:[a-zß-ÿ'’]++ ){0,3}[\w'’-]++),\s?([\w.'’-]++(?: [\w.'’-]++){0,2})")
_BETWEEN_INVERTED = between("[;|；]", f"/|{'|'.join(_SURE)}")

_AFTER_SUFFIX = re.compile(rf"(?<!\s)\s++(?:{alternatives('conjunctions_of_names')})\s", re.IGNORECASE)


ONE_OR_TWO = "may be one person with the surname first, or two; write the whole name of each, the surname last"
"""Why a text such as `Marlow, Ann` names nobody."""


class Named(NamedTuple):
    """A name, and the notes in brackets behind it."""

    name: str
    notes: tuple[str, ...] = ()


def parts(raw: str, separator: str | None = None) -> Iterator[Named]:
    """The names in a text, each with the notes behind it, as they are written; what `person` refuses among them.

    They are cut at `separator`; without one at commas (not before Jr. and the like), semicolons, bars, slashes between
    spaces, bullets, lines and words for "and"; and behind notes in brackets, which end a name. What stands for those
    whom a list does not name (et al.) is left out. Where two may share a surname (Ann and Tom Lee) they are not parted.
    Where a comma stands in each of several (Marlow, Ann; Mills, Tom), surnames are first, and turned.
    """
    if is_plain_name(raw) and (separator is None or separator not in raw):
        yield Named(raw)
        return
    if separator is None and (turned := all_inverted(raw)):
        yield from turned
        return
    found = False
    for one in _each(listed(raw)) if separator is None else map(_whole, without_footnotes(raw).split(separator)):
        if one.name:
            found = True
            if one.name.strip() not in _MISSING:
                yield one
    if not found and any(said for said, _ in apart(raw)):
        yield Named(raw.strip())


def acted(raw: str) -> tuple[str, str]:
    """`Ann Lee as Emma`: a name, and whom that person plays; "" where a text does not say it of a whole name."""
    found = PLAYS.search(raw)
    if not found or not (role := found["role"].strip()) or not _TWO_WORDS.search(raw[: found.start()]):
        return raw, ""
    return raw[: found.start()], role


def inverted(raw: str) -> str:
    """`Marlow, Ann` → `Ann Marlow`; "" where no comma stands between a surname and what is given."""
    found = _INVERTED.fullmatch(raw.strip())
    return f"{found[2]} {found[1]}" if found and not _suffix(raw.strip()) else ""


def all_inverted(raw: str) -> list[Named]:
    """Several names with their surnames first; none where one of them is not."""
    if "," not in raw:
        return []
    pieces = [apart(piece) for piece in _BETWEEN_INVERTED.split(without_tails(without_footnotes(raw))) if piece]
    turned = [Named(inverted(piece[0][0]), piece[0][1]) for piece in pieces if len(piece) == 1]
    return turned if len(turned) == len(pieces) > 1 and all(one.name for one in turned) else []


def _whole(part: str) -> Named:
    pieces = apart(part)
    name_ = without_tails(" ".join(said for said, _ in pieces if said))
    return Named(name_, tuple(note for _, notes in pieces for note in notes))


def _each(raw: str) -> Iterator[Named]:
    for said, notes in apart(raw):
        *before, last = _cut(without_tails(said)) or [""]
        yield from map(Named, before)
        yield Named(last, notes)


def person(raw: str, *, surname_first: bool = False, most_words: int = 0) -> str:
    """The name of one person, in its usual order and case.

    `surname_first`: `Haigh, Andrew` is turned round. `most_words`: a name of more words, not counting particles,
    initials and suffixes, is several names run together. Whom somebody plays is left out. Raises NotUnderstood for
    what is no name.
    """
    if _FAMILY.fullmatch(raw.strip()):
        raise NotUnderstood(TWO)
    if (not most_words or most_words >= MOST_OF_PLAIN) and is_plain_name(raw):
        return raw
    # A full stop behind a space ends the sentence, not the name.
    said = acted(without_footnotes(raw))[0]
    given = name(said).replace('""', '"').removesuffix(" .").rstrip(_SIGNS)
    suffixes: list[str] = []
    while "," in given and (found := _suffix(given)):
        suffixes.insert(0, found[1])
        given = given[: found.start()]
    if surname_first and given.count(",") == 1:
        given = " ".join(part.strip() for part in reversed(given.split(",")))
    if _NO_NAME.match(given):
        raise NotUnderstood("not a name: it stands behind one")
    given = person_name(given)
    words = _NICKNAME.sub(" ", given).split()
    if GROUP.match(given):
        words = [word for word in words if word.casefold() not in _CONJUNCTIONS]
    most = most_words or (_MOST_OF_GROUP if GROUP.match(given) else _MOST_WORDS)
    if sum(map(_counts, words)) > most:
        raise NotUnderstood(f"more than {most} words: several names without a separator?")
    if stray := _stray(words):
        raise NotUnderstood(f"not a name: it has {stray!r}")
    behind = (capitalised(one) if one[0] in "JS" else one for one in suffixes)
    return " ".join([*recased(given.split()), *behind])


def _suffix(given: str) -> re.Match[str] | None:
    """What stands behind a comma and belongs to the name before it."""
    return (_COMMA_SUFFIX_OF_CAPITALS if given.isupper() else _COMMA_SUFFIX).search(given)


def _cut(said: str) -> list[str]:
    found: list[str] = []
    for part in _SEPARATOR.split(said):
        if (
            found
            and found[-1].count(",") < _MOST_SUFFIXES
            and _suffix(f"{found[-1]}, {_AFTER_SUFFIX.split(part, maxsplit=1)[0].strip()}")
        ):
            found[-1] = f"{found[-1]}, {part.strip()}"
        elif part.strip():
            found.append(part)
    return [one for part in found for one in _cut_at_and(part) if one.strip()]


def _cut_at_and(part: str) -> Iterator[str]:
    """A single word before a whole name shares its surname perhaps: they stay together, and are no name."""
    if GROUP.match(part):
        yield part
        return
    first, *rest = _ANDS[part.isupper()][0].split(part)
    names = [first]
    for word, name_ in zip(rest[::2], rest[1::2], strict=True):
        if _is_given_name(names[-1]) and _TWO_WORDS.search(name_):
            names[-1] = f"{names[-1]} {word} {name_}"
        else:
            names.append(name_)
    for name_ in names:
        pieces = name_.split("/")
        yield from pieces if len(pieces) > 1 and all(map(_TWO_WORDS.search, pieces)) else _cut_perhaps(name_)


def _is_given_name(said: str) -> bool:
    """Whether it is one word, and no short form such as RZA."""
    word = said.strip()
    return bool(word) and " " not in word and not word.isupper() and word not in _MISSING and not is_nobody(word)


def _cut_perhaps(said: str) -> list[str]:
    """At the last of the words that stand inside names as well."""
    *_, last = (None, *_ANDS[said.isupper()][1].finditer(said))
    if not last or not _TWO_WORDS.search(said, 0, last.start()):
        return [said]
    return [said[: last.start()], said[last.end() :].lstrip()]


def _counts(word: str) -> bool:
    """Whether a word of a name counts: not particles, initials and suffixes."""
    beside = re.fullmatch(_SUFFIX, word) or _INITIALS.fullmatch(word)
    return not (beside or word.casefold() in _PARTICLES)


def _stray(words: list[str]) -> str:
    """A word in small letters that no name has; "" where there is none, or where the whole name is written small."""
    small = [word for word in words if word.islower() and re.sub("['’]", "", word).isalpha() and len(word) > 1]
    if " ".join(words).islower() and sum(map(_counts, words)) <= _MOST_SMALL:
        return ""
    return next((word for word in small if word.casefold() not in _PARTICLES), "")
