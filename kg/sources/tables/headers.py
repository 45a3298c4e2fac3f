"""What the header of a column says: fields of a record, the likeliest first."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from kg.model.profile import profile
from kg.model.record import Person, Record
from kg.sources.forms import form_of, is_object
from kg.sources.lexicon import OTHER_CREDITS, fold, senses, words
from kg.sources.tables.rated import fields as fields_of_rated
from kg.sources.tables.rated import promised
from kg.system import resources
from kg.system.spelling import one_letter_apart

_DATA = Path(__file__).with_name("columns.toml")

KNOWN, AFFIXED, MISSPELT = range(3)
"""How a header is known: as it stands; without what is put before or behind it; by a word that is nearly the same."""

_SENSES = {
    "original_title": ("title", "alternate_titles"),
    "other_title": ("alternate_titles", "title"),
    "title": ("title", "alternate_titles"),
    "production": ("countries", "production_companies", "producers"),
    "distribution": ("distributors",),
    OTHER_CREDITS: (),
    "other": (),
}
"""What the lexicon says that is no field → the fields that it may mean: the cells decide."""

_OF_A_LINE = frozenset(("countries", "year", "duration"))
"""What stands together in a cell as it does in a line of a page: `DK 1998, 105 min`."""

_YEAR_WORD = 4
"""The letters of a word for the year, where another is written behind it without a space."""

_SHORTEST = 5
"""Of a word that may be misspelt, in characters."""

_FILM = "film"
_SEVERAL = 2
_LONG = 8
"""Of a header that has lost its spaces, in characters: shorter ones may be another word."""

_NUMBER = re.compile(r"[0-9]{1,2}")
_LANGUAGE = re.compile(r"[a-z]{2}")


class Said(NamedTuple):
    """A field that a header may name: how it is known, its number among others (`Star 2`), and what to check.

    `is_original`: of titles, that of the original; `is_doubtful`: the header alone does not say it; `also`: other
    fields whose values are the same (`Regie und Buch`).
    """

    field: str
    rank: int = KNOWN
    number: int = 0
    question: str = ""
    is_original: bool = False
    is_doubtful: bool = False
    also: tuple[str, ...] = ()


@resources.kept
def said(header: str) -> tuple[Said, ...]:
    """The fields that a header may name; none where it is known to name something else, or not known."""
    forms = called(header)
    ways = (_exactly(forms, header), _run_together(forms), _without_affixes(forms), _nearly(forms), _with_a_year(forms))
    for found in ways:
        if found is not None:
            once: dict[str, Said] = {}
            for one in found:
                once.setdefault(one.field, one)
            return tuple(once.values())
    return ()


def is_known(header: str) -> bool:
    """Whether a header is one that tables of films have, of whatever it may be."""
    return any(form in data()["kinds"]["columns"] for form in called(header)) or _exactly(called(header)) is not None


def number_of(header: str) -> int:
    """The number of a column among others of its kind: 2 of `actor_2_name`; 0 if it has none."""
    return max((one.number for one in said(header)), default=0)


def called(header: str) -> list[str]:
    """What a column is called, as words are compared; `credits.cast` and `itemLabel.value` as well."""
    parts = header.split(".")
    while len(parts) > 1 and fold(parts[0]) in data()["containers"]["names"]:
        parts = parts[1:]
    while len(parts) > 1 and parts[-1] in ("value", "name", "label", "text"):
        parts = parts[:-1]
    if len(parts) > 1 and parts[-1] == parts[-2]:  # an object may be called as its name is: `venue.venue`
        parts = parts[:-1]
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", " ".join(parts)).replace("_", " ")
    forms = [fold(form) for form in (" ".join(parts), words, re.sub(r"\([^()]*\)", "", words))]
    forms += [form.removesuffix(" label") for form in forms]
    return [form for form in dict.fromkeys(forms) if form]


@cache
def data() -> dict[str, dict[str, list[str]]]:
    """`columns.toml`, all but the marks for nothing folded as headers are."""
    read = tomllib.loads(_DATA.read_text("utf-8"))
    return {
        section: {key: [one if key == "marks" else fold(one) for one in words] for key, words in found.items()}
        for section, found in read.items()
    }


def _exactly(forms: list[str], header: str = "") -> list[Said] | None:
    """The fields of a header that is known as it stands, or in another number or spelling; None if it is not."""
    rated = promised(forms)
    first = [Said(field) for field in fields_of_rated(rated)] if rated else []
    for form in [*forms, header]:
        fields = [Said(field) for field in _of_tables().get(form, ())]
        told = next((s for variant in _variants(form) if (s := senses(variant))), ())
        fields += [Said(field, is_original="original_title" in told, also=_also(told)) for field in _meant(told)]
        fields += [Said(field) for field in _labels().get(form, ())]
        fields += [Said(field, is_doubtful=True) for field, names in data()["perhaps"].items() if form in names]
        if fields or told or form in _of_tables():
            return [*first, *fields]
    return first if rated else None


def _without_affixes(forms: list[str]) -> list[Said] | None:
    """The fields of `duration_mins`, `director_names`, `actor_1_name`, `Star 2`, `synopsis_nl`."""
    for form in forms:
        number, language, rest = 0, "", form.split()
        if len(rest) == 1 and (found := re.fullmatch(r"\A(.*[^\W\d_])([0-9]{1,2})", form)):
            rest = [found[1], found[2]]
        kept = []
        for word in rest:
            if _NUMBER.fullmatch(word):
                number = int(word)
            elif word not in data()["affixes"]["words"]:
                kept.append(word)
        if len(kept) > 1 and _LANGUAGE.fullmatch(kept[-1]) and kept[-1] in data()["affixes"]["languages"]:
            language = kept.pop()
        of_film = [_FILM] if not kept and not set(rest).isdisjoint(data()["affixes"]["films"]) else []
        bare = [form.removeprefix(word) for word in data()["affixes"]["unspaced"] if form.startswith(word)]
        alone = [" ".join(rest)] if number and not kept else []
        for short in (*_without_ends(rest), " ".join(kept), *of_film, *bare, *alone):
            known = _exactly([short]) if short and short != form else None
            if known is not None:
                field = f"descriptions.{language}" if language else ""
                return [
                    one._replace(
                        field=field if field and one.field == "descriptions" else one.field, rank=AFFIXED, number=number
                    )
                    for one in known
                ]
    return None


def _without_ends(words: list[str]) -> Iterator[str]:
    """What is left of words when one affix at an end is taken off, if these are several: `original_title_raw`."""
    affixes = data()["affixes"]["words"]
    if len(words) > _SEVERAL and words[-1] in affixes:
        yield " ".join(words[:-1])
    if len(words) > _SEVERAL and words[0] in affixes:
        yield " ".join(words[1:])


def _run_together(forms: list[str]) -> list[Said] | None:
    """The fields of a known header without its spaces and small words: `Productioncompany`, `date_sortie`."""
    known = (_without_spaces().get(_squeezed(form)) for form in forms)
    return next((_exactly([one]) for one in known if one), None)


def _squeezed(form: str) -> str:
    return "".join(word for word in form.split() if word not in data()["affixes"]["small"])


@resources.kept
def _without_spaces() -> dict[str, str]:
    """Known headers without spaces and small words; none that two would be which say different things."""
    found: dict[str, set[str]] = {}
    for form in [*_of_tables(), *words()]:
        if " " in form and len(short := _squeezed(form)) >= _LONG:
            found.setdefault(short, set()).add(form)
    fields = {short: {tuple(_exactly([form]) or ()) for form in forms} for short, forms in found.items()}
    return {short: min(forms) for short, forms in found.items() if len(fields[short]) == 1}


def _nearly(forms: list[str]) -> list[Said] | None:
    """The fields of the one known header from which a header differs by a letter."""
    for form in (form for form in forms if len(form) >= _SHORTEST):
        near = [word for word in _of_tables() | words() if word[0] == form[0] and one_letter_apart(form, word)]
        fields = [known for word in near if (known := _exactly([word]))]
        if fields and len({found[0].field for found in fields}) == 1:
            question = f"is {near[0]!r} meant?"
            return [one._replace(rank=MISSPELT, question=question) for one in fields[0]]
    return None


def _with_a_year(forms: list[str]) -> list[Said] | None:
    """The year, of a header that begins with a word for it and goes on: `año estreno`, `annodiuscita`, `Jahr (DE)`."""
    words = {word for form in forms for word in (form.partition(" ")[0], form[:_YEAR_WORD])}
    if any(found and found[0].field == "year" for word in words if (found := _exactly([word]))):
        return [Said("year", MISSPELT, question="is this the year of the film?")]
    return None


def _variants(form: str) -> Iterator[str]:
    """A header in the spelling of a dictionary, without umlauts transcribed, and in singular."""
    yield form
    bare = form.replace("ae", "a").replace("oe", "o").replace("ue", "u")
    if bare != form:
        yield bare
    for ending in ("s", "es", "n", "en", "e", "er"):
        for one in {form, bare}:
            if one.endswith(ending) and len(one) - len(ending) >= _SHORTEST - 1:
                yield one.removesuffix(ending)


def _meant(told: tuple[str, ...]) -> tuple[str, ...]:
    """The fields that one thing may be; of a compound, whose cells hold several, what is read of them all."""
    if len(told) > 1 and "countries" in told and set(told) <= _OF_A_LINE:
        return ("countries",)  # a year and a duration behind a country are those of the film
    if len(told) != 1:
        return told[:1] if _also(told) else ()
    return _SENSES.get(told[0], told)


def _also(told: tuple[str, ...]) -> tuple[str, ...]:
    """The other fields of a compound that names people alone: all that it says is said of all."""
    people = len(told) > 1 and all(one not in _SENSES and is_object(form_of(one).type, Person) for one in told)
    return told[1:] if people else ()


@cache
def _of_tables() -> dict[str, tuple[str, ...]]:
    """Header → fields, of what tables call differently from pages."""
    found: dict[str, tuple[str, ...]] = {}
    for field, names in data()["fields"].items():
        for one in names:
            found[one] = (*found.get(one, ()), field)
    return found | dict.fromkeys(data()["nothing"]["headers"], ())


@resources.kept
def _labels() -> dict[str, tuple[str, ...]]:
    """What the shapes call the fields of a record, in every language → the field; not those whose members are told."""
    shapes = [shape for shape in profile().by_class.values() if shape.record == Record.__name__]
    told = [field for shape in shapes for field in shape.fields if field.name not in ("identifiers", OTHER_CREDITS)]
    return {fold(label): (field.name,) for field in told for label in (*field.labels.values(), *field.plural.values())}
