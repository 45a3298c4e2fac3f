"""What labels of film pages and headers of tables mean, in many languages: the words are `lexicon.toml`."""

import functools
import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice, takewhile
from pathlib import Path

import msgspec.toml
from msgspec import Struct, structs

from kg.model.extended import extended
from kg.model.iris import normal
from kg.model.record import Record
from kg.model.values.country import country, may_begin
from kg.model.values.tried import tried
from kg.system import resources

OTHER_CREDITS = "other_credits"
"""Other work on a film: the label is the role."""

Senses = tuple[str, ...]
"""What a label says: a field, each field of a compound (`Land, Jahr`), or one of the further keys of `lexicon.toml`."""

_NONE: Mapping[str, Senses] = {}
_FIELD_OF = {"original_title": "title", "other_title": "alternate_titles", "distribution": "distributors"}

# Letters that Unicode does not take apart.
_WHOLE = str.maketrans(
    {"ł": "l", "Ł": "l", "ø": "o", "Ø": "o", "đ": "d", "Đ": "d", "ð": "d", "Ð": "d", "ı": "i", "æ": "ae", "Æ": "ae"}
    | {"œ": "oe", "Œ": "oe", "þ": "th", "Þ": "th"}
)
_UNDIVIDED = frozenset(map(chr, _WHOLE))
_ENDINGS = "innen|in|rinnen|rin|r|n|en|e|s|es|er|ern|a|as|o|os|trice|trices|euse|euses|ne|nes|ière|ières|ra|ras"
# `Produzent:innen`, `Ausführende*r`, `réalisateur·trice·s`, `director/a`, `Regisseur_in`.
_GENDER = re.compile(rf"(?<=[^\W\d_])(?:[*:_·•./]-?(?:{_ENDINGS})(?![^\W_]))+", re.IGNORECASE)
_SPACED = re.compile(r"[\u3040-\u9fff\uac00-\ud7a3](?: {1,3}[\u3040-\u9fff\uac00-\ud7a3]){1,5}")
_PLURAL = re.compile(rf"(?<=[^\W\d_])\((?:{_ENDINGS}|i|ies|ar|y|k|ok)\)", re.IGNORECASE)
_NOTE = re.compile(r"(?<!\s)\s*+[(\[][^()\[\]]*+[)\]]\s*+\Z")
_AND = "and|und|et|e|y|i|en|og|och|ja|a|si|și|és|ve|и|і|та|και"
_SEVERAL = re.compile(rf"(?<!\s)\s*+[,/&+•·・;|]\s*+|(?<!\s)\s++(?:[-–]|{_AND})\s++", re.IGNORECASE)
_JOINED = re.compile(r"(?<=[^\W\d_])-(?=[^\W\d_])")
_CREATORS = frozenset(("directors", "screenwriters"))
"""Only these are one label where a hyphen joins them, as in `auteur-réalisateur`: a casting-director is no director."""

_MOST_PARTS = 5
_LONGEST_BEFORE = 3
_IN_PLACES = frozenset(("distributors", "distribution", "release_date"))
_LONGEST = 100
_SHORTEST = 4
"""In letters, of a label that is cut short: `Mon.` may be a day."""


class Labels(Struct, frozen=True, forbid_unknown_fields=True):
    """What a catalogue's `words/labels.toml` adds: field → labels, and the labels of other work, by any name."""

    fields: dict[str, tuple[str, ...]] = {}
    others: dict[str, tuple[str, ...]] = {}


class _Lexicon(Struct, frozen=True, forbid_unknown_fields=True):
    """`lexicon.toml`: language → what is said → labels; language → letter → what it says; language → small words.

    `in_places`: words before a country. `accented`: what is said → labels that mean this with their accents, and
    something else without.
    """

    in_places: str
    languages: dict[str, dict[str, tuple[str, ...]]]
    letters: dict[str, dict[str, str]]
    small_words: dict[str, str]
    accented: dict[str, tuple[str, ...]]


def senses(label: str, own: Mapping[str, Senses] = _NONE) -> Senses:
    """What a label says, each thing once; () where it, or a part of it, is not known. `own`: folded labels beside ours.

    A first letter that is there twice is that of a drop capital; `감 독` is set apart to fill a column.
    """
    if not label or len(label) > _LONGEST:
        return ()
    if _SPACED.fullmatch(label):
        label = label.replace(" ", "")
    return _senses(label, own) if own else _known(label, resources.in_use())


@functools.lru_cache(maxsize=8192)
def _known(label: str, brought: resources.Brought) -> Senses:
    """`brought`: what the catalogue brings, and with it labels."""
    return _senses(label, _NONE)


def _senses(label: str, own: Mapping[str, Senses]) -> Senses:
    first = fold(label.partition(" ")[0]) or fold(label)
    if "(" not in label and not label.endswith(".") and not _may_begin(first, own):
        return ()
    known = words()
    plain = _PLURAL.sub("", label)
    for form in dict.fromkeys(
        (
            label,
            plain,
            label.replace("(", "").replace(")", ""),
            _GENDER.sub("", plain),
            _NOTE.sub("", _GENDER.sub("", plain)),
        )
    ):
        if found := _one(form, own, known):
            return found
    if placed := _in_a_country(plain, own, known):
        return placed
    several = _GENDER.sub("", plain)
    together = _compound(_JOINED.split(several), own, known)
    return _compound(_SEVERAL.split(several), own, known) or (together if set(together) <= _CREATORS else ())


def _compound(split: Iterable[str], own: Mapping[str, Senses], known: Mapping[str, Senses]) -> Senses:
    """What labels beside each other say; () where one is not known."""
    parts = [part for part in split if part.strip()]
    if not 1 < len(parts) <= _MOST_PARTS:
        return ()
    said = [_one(part, own, known) or _one(_NOTE.sub("", part), own, known) for part in parts]
    return tuple(dict.fromkeys(sense for part in said for sense in part)) if all(said) else ()


def _in_a_country(label: str, own: Mapping[str, Senses], known: Mapping[str, Senses]) -> Senses:
    """`Distribución en Argentina`, `Kinostart Schweiz`: a label of what is so in one country, with its name behind."""
    tokens, before = label.split(), _lexicon().in_places.split()
    for size in range(1, min(_LONGEST_BEFORE, len(tokens) - 1) + 1):
        said = _one(" ".join(tokens[:size]), own, known)
        behind = tokens[size + 1 :] if fold(tokens[size]) in before else tokens[size:]
        where = " ".join(behind)
        if said and set(said) <= _IN_PLACES and where and may_begin(where) and tried(country, where):
            return said
    return ()


def meaning(label: str, own: Mapping[str, Senses] = _NONE) -> tuple[str, ...]:
    """The fields of a record that a label names: one, or several (`Country, Year`).

    None where a part of it is not known, is of no field, or may mean two (Production: people, companies, countries).
    """
    fields = [_FIELD_OF.get(sense, sense) for sense in senses(label, own)]
    return tuple(dict.fromkeys(fields)) if all(field in _fields() for field in fields) else ()


@functools.lru_cache(maxsize=8192)
def fold(label: str) -> str:
    """The form in which labels are compared: no case, no accents, no punctuation, single spaces."""
    if label.isascii():
        return normal(label)
    whole = label if _UNDIVIDED.isdisjoint(label) else label.translate(_WHOLE)
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", whole).casefold())
    return " ".join(decomposed.translate(_BARE).split())


class _Bare(dict[int, str]):
    """Character → what it is without accents and punctuation; each is looked up once."""

    def __missing__(self, code: int) -> str:
        said = chr(code)
        kept = said if said.isalnum() or unicodedata.category(said)[0] == "M" else " "
        return self.setdefault(code, "" if unicodedata.combining(said) else kept)


_BARE = _Bare()


@resources.kept
def words() -> dict[str, Senses]:
    """Folded label → what it says; those of the catalogue come first."""
    found: dict[str, Senses] = {fold(label): (sense,) for _, sense, label in every()}
    for path in resources.own("words"):
        if path.name == resources.LABELS:
            ours = labels(path)
            found |= {fold(role): (OTHER_CREDITS,) for roles in ours.others.values() for role in roles}
            found |= {fold(label): (field,) for field, names in ours.fields.items() for label in names}
    return found


def every() -> Iterator[tuple[str, str, str]]:
    """Each label of the house: language, what it says, and how it is written."""
    for language, said in _lexicon().languages.items():
        yield from ((language, sense, label) for sense, names in said.items() for label in names)


def letters() -> dict[str, dict[str, str]]:
    """Language → single letters that stand for labels, where a page has several of them."""
    return _lexicon().letters


def languages_of(label: str) -> frozenset[str]:
    """The languages that have a label."""
    return _languages().get(fold(label), frozenset())


@functools.cache
def _languages() -> dict[str, frozenset[str]]:
    return _by_word((language, fold(label)) for language, _, label in every())


@functools.cache
def small_words() -> dict[str, frozenset[str]]:
    """Small words that tell a text's language, each with the languages that have it."""
    return _by_word((language, word) for language, said in _lexicon().small_words.items() for word in said.split())


def _by_word(pairs: Iterable[tuple[str, str]]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for language, word in pairs:
        found.setdefault(word, set()).add(language)
    return {word: frozenset(known) for word, known in found.items()}


def labels(path: Path) -> Labels:
    """The labels in a catalogue's file. Raises msgspec's ValidationError."""
    return msgspec.toml.decode(path.read_bytes(), type=Labels)


def begins(text: str, own: Mapping[str, Senses] = _NONE) -> bool:
    """Whether a label that is known may stand at the beginning of a text: of most texts of a page none does."""
    key = fold(text.partition(" ")[0])
    return not key or "(" in text or "." in text or _may_begin(key, own)


def _may_begin(key: str, own: Mapping[str, Senses]) -> bool:
    """Whether a label that is known begins so: most texts of a page do not, and are done with."""
    first, known = key.partition(" ")[0], _firsts()
    if first in known or (first[:1] == first[1:2] and first[1:] in known):
        return True
    return bool(own) and any(first == label.partition(" ")[0] for label in own)


@resources.kept
def _firsts() -> frozenset[str]:
    return frozenset(label.partition(" ")[0] for label in words())


def _one(label: str, own: Mapping[str, Senses], known: Mapping[str, Senses]) -> Senses:
    written = "" if label.isascii() else unicodedata.normalize("NFC", label.strip(" :")).casefold()
    if said := _accented().get(written):
        return said
    key = fold(label)
    said = own.get(key) or known.get(key) or (known.get(key[1:], ()) if key[:1] == key[1:2] else ())
    return said or (_shortened(key) if label.endswith(".") else ())


def _shortened(key: str) -> Senses:
    """`Munt.`: what all labels of one word say that begin so; () where they do not all say the same."""
    every = _of_one_word()
    first = bisect_left(every, key)
    begun = takewhile(lambda label: label.startswith(key), islice(every, first, None))
    found = {words()[label] for label in begun} if len(key) >= _SHORTEST and " " not in key else set()
    return found.pop() if len(found) == 1 else ()


@resources.kept
def _of_one_word() -> list[str]:
    return sorted(label for label in words() if " " not in label)


@resources.kept
def _accented() -> dict[str, Senses]:
    """Labels as they are written; one that the catalogue gives means what that says."""
    own = {label for path in resources.own("words") if path.name == resources.LABELS for label in _given(labels(path))}
    known = ((label, sense) for sense, names in _lexicon().accented.items() for label in names)
    return {label: (sense,) for label, sense in known if label not in own}


def _given(read: Labels) -> Iterator[str]:
    """The labels of a catalogue, in small letters."""
    return (label.casefold() for names in (*read.fields.values(), *read.others.values()) for label in names)


@resources.kept
def _fields() -> frozenset[str]:
    return frozenset(field.name for field in structs.fields(extended(Record)))


@functools.cache
def _lexicon() -> _Lexicon:
    return msgspec.toml.decode(Path(__file__).with_suffix(".toml").read_bytes(), type=_Lexicon)
