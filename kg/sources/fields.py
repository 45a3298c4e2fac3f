"""The one place where what a source says becomes a record.

Every reader hands over plain JSON values under the names of `kg.model.record`; here each is converted by its rule. What
is not understood is left out and becomes a fault of its field; the rest of the record stays. Which form a field has,
its type in `kg.model.record` says; which rule its text follows, its property shape says.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache, partial
from itertools import islice
from typing import Any, TypeVar, get_args, get_origin

from msgspec import Struct, structs

from kg.model import values
from kg.model.extended import extended
from kg.model.prefixes import XSD
from kg.model.profile import CREDIT_CLASS, LANG_STRING, Field, Kind, Shape, profile
from kg.model.record import AggregateRating, Edition, Fault, Rating, Record
from kg.model.values.clock import moment
from kg.model.values.lists import countries, languages
from kg.model.values.version import is_none, version
from kg.report.report import many
from kg.sources import showings
from kg.sources.editions import dated, placed
from kg.sources.forms import form_of, is_object
from kg.sources.json_text import Number
from kg.sources.parts import Part, Report, by_label, identifiers, number, one_of, scalar, several, tag, thing
from kg.sources.ratings import once_each, rated
from kg.system import resources
from kg.system.errors import NotUnderstood
from kg.system.spelling import hinted

_Found = TypeVar("_Found")

LONGEST_RAW = 200
"""How much of a raw value a fault repeats, in characters."""

_JSON = json.JSONEncoder(ensure_ascii=False)

# What a reader says of the record, and no source.
_SAID_BY_READERS = frozenset({"source", "faults"})

_zone = ContextVar("zone", default="")
"""The time zone of times without one, in what is read now."""

DATATYPES: dict[str, Callable[[str], Any]] = {
    "": values.iri,
    XSD + "string": values.text,
    LANG_STRING: values.paragraphs,
    XSD + "gYear": values.year,
    XSD + "date": values.date,
    XSD + "dateTime": lambda raw: moment(raw, _zone.get()),
    XSD + "duration": values.duration,
    XSD + "integer": values.integer,
    XSD + "decimal": values.decimal,
    XSD + "boolean": values.boolean,
}
"""Datatype → rule for fields whose shape names none; IRIs have no datatype."""

_SUBTITLES = "subtitles"
_LISTS = {"country": countries, "language": languages}
"""Rule of a field → how several values in one text are told apart."""

_ADDRESS = re.compile(r"\A(?:[a-z][a-z0-9+.-]*+://|urn:)\S*+", re.IGNORECASE)

_TEXTS = frozenset({"", XSD + "string", LANG_STRING, XSD + "date", XSD + "dateTime", XSD + "duration"})


class Known(Struct, frozen=True, gc=False):
    """What was understood before of a field: the value of the record, None where there is none, and its faults."""

    value: Any
    faults: tuple[Fault, ...]


def known(field: str, said: Any, zone: str = "") -> Known | None:
    """What a JSON value says of a field, for `record` to use again and again; None where others have to be known."""
    if field in ("identifiers", "kind", "subtitles") or (
        field == "languages" and _by_version({field: said}).get(field) is not said
    ):
        return None
    if zone:
        with _clocks_of(zone):
            return known(field, said)
    faults: list[Fault] = []
    value = _read(field, said, fields().get(field) or _unknown()(field), faults)
    return Known(value, tuple(faults))


def finished(struct: type[Struct], said: Any) -> Any:
    """The thing that a JSON value says, for `record` to take as it is; the value, where something is wrong with it."""
    wrong: list[str] = []
    value = _thing(struct)(said, Report(lambda _field, _raw, reason: wrong.append(reason), ""))
    return said if value is None or wrong else value


def record(stated: Mapping[str, Any], language: str = "", zone: str = "") -> Record:
    """The record, with its faults, of what a source states: field → JSON value, null being the same as absent.

    `language` is that of running text of which the source does not say it, `zone` that of times without one, such as
    Europe/Brussels. A value may be `Known` as well, and a thing in it `finished`.
    """
    if zone:
        with _clocks_of(zone):
            return record(stated, language)
    faults: list[Fault] = []
    parts = fields()
    kind = _read("kind", stated.get("kind"), parts["kind"], faults) or "film"
    found: dict[str, Any] = {"kind": kind}
    for field, raw in _by_version(showings.told(stated)).items():
        if type(raw) is Known:
            faults += raw.faults
            if raw.value:
                found[field] = raw.value
            continue
        if field == "kind":
            continue
        spoken = language and isinstance(raw, str) and field in running()
        part = identifiers(kind) if field == "identifiers" else parts.get(field) or _unknown()(field)
        value = _read(field, {language: raw} if spoken else raw, part, faults)
        if value:
            found[field] = value
    found, unplaced = placed(found)
    faults += (fault(*one) for one in unplaced)
    # A title that is said again is no other title.
    others = tuple(title for title in found.pop("alternate_titles", ()) if title != found.get("title"))
    made: Record = extended(Record)(**found, alternate_titles=others, faults=tuple(dict.fromkeys(faults)))
    return made


@contextmanager
def _clocks_of(zone: str) -> Iterator[None]:
    token = _zone.set(zone)
    try:
        yield
    finally:
        _zone.reset(token)


def fault(field: str, raw: object, reason: str, path: str = "", line: int = 0) -> Fault:
    """A fault whose texts are short and fit to be written as UTF-8: a field may be called by the source."""
    return Fault(written(field[:LONGEST_RAW]), shown(raw), written(reason), path, line)


def understood(rule: Callable[[Any], _Found], raw: object, field: str, faults: list[Fault]) -> _Found | None:
    """What a rule makes of what is said; None, and a fault of the field, where it has no place."""
    try:
        return rule(raw)
    except NotUnderstood as reason:
        faults.append(fault(field, raw, str(reason)))
        return None


def has_lists(field: str) -> bool:
    """Whether a text may state several values of a field without separators."""
    return field in _cuts()


def told_apart(field: str, text: str) -> list[str]:
    """The values in a text without separators: countries and languages are told apart, of other fields it is one.

    An address is one, too: its slashes separate nothing. A text about subtitles that says that there are none has none.
    """
    return [] if field == _SUBTITLES and is_none(text) else apart(_cuts().get(field, ""), text)


def apart(rule: str, text: str) -> list[str]:
    """The values in a text of a property whose values follow a rule of `kg.model.values`, as `told_apart`."""
    cut = _LISTS.get(rule)
    return cut(text) if cut and not _ADDRESS.fullmatch(text) else [text]


@resources.kept
def states(field: str, datatype: str) -> bool:
    """Whether a text states a value of this datatype of XSD: in a field, or in the first one of its objects."""
    form = form_of(field).type
    head = field.rpartition(".")[0]
    struct: Any = form if is_object(form) else form_of(head).type if head else extended(Record)
    name = structs.fields(form)[0].name if is_object(form) else field.rpartition(".")[2]
    return is_object(struct) and any(_datatype(shape, name) == XSD + datatype for shape in _shapes(struct))


def shown(raw: object) -> str:
    """A raw value as faults repeat it: as JSON where it is no text, short, and fit to be written as UTF-8."""
    if isinstance(raw, str):
        return written(raw[:LONGEST_RAW])
    try:
        # Piece by piece: of a large value the beginning is enough.
        return written("".join(islice(_JSON.iterencode(raw), LONGEST_RAW))[:LONGEST_RAW])
    except TypeError:  # lists as Python writes them hold more than JSON can say
        return written(str(raw)[:LONGEST_RAW])
    except (ValueError, RecursionError):  # an integer of more digits than Python writes
        return "a value that cannot be shown"


def written(text: str) -> str:
    """Text of a source, without what has no place in UTF-8."""
    return text if text.isascii() else text.encode("utf-8", "backslashreplace").decode()


@resources.kept
def fields() -> dict[str, Part]:
    """Field of a record → how its value is converted."""
    return _parts(extended(Record))


@resources.kept
def running() -> frozenset[str]:
    """The fields that are running text, in each of some languages."""
    stated = (field for shape in profile().by_kind.values() for field in shape.fields)
    return frozenset(field.name for field in stated if field.kind is Kind.TEXT)


def _read(field: str, raw: Any, part: Part, faults: list[Fault]) -> Any:
    return None if raw is None else part(raw, Report(lambda *told: faults.append(fault(*told)), field))


def _without_none(stated: Mapping[str, Any]) -> Mapping[str, Any]:
    """A word that says that there are no subtitles is none of them."""
    raw = stated.get(_SUBTITLES)
    said = raw if isinstance(raw, list) else [raw]
    kept = [one for one in said if not (isinstance(one, str) and is_none(one))]
    return {**stated, _SUBTITLES: kept} if len(kept) < len(said) else stated


def _by_version(stated: Mapping[str, Any]) -> Mapping[str, Any]:
    """What texts about the language say of subtitles as well (English with Dutch subtitles, OmeU) is said of those."""
    stated = _without_none(stated)
    raw = stated.get("languages")
    if type(raw) is Known:
        return stated
    said = raw if isinstance(raw, list) else [raw]
    versions = [version(one) if isinstance(one, str) and not isinstance(one, Number) else None for one in said]
    subtitles = [tag for one in versions if one for tag in one.subtitles]
    spoken = [
        one if of is None or not (of.spoken or of.subtitles) else of.spoken
        for one, of in zip(said, versions, strict=True)
    ]
    if spoken == said:
        return stated
    known = stated.get("subtitles") or []
    others = {"subtitles": [*(known if isinstance(known, list) else [known]), *subtitles]} if subtitles else {}
    return {**stated, "languages": [one for one in spoken if one != ""], **others}


@resources.kept
def _unknown() -> Callable[[str], Part]:
    """What says of a name that no field has it. Many records have the same: the last names are looked for once."""
    known = tuple(fields())

    @lru_cache(maxsize=256)
    def part(field: str) -> Part:
        told = hinted("a record has no field of this name", field, known)
        return lambda raw, report: report(raw, told)

    return part


@resources.kept
def _cuts() -> dict[str, str]:
    return {field.name: field.values for field in profile().by_kind["film"].fields if field.values in _LISTS}


@resources.kept
def _parts(struct: type[Struct]) -> dict[str, Part]:
    stated = {field.name: field.type for field in structs.fields(struct)}
    unstated = _SAID_BY_READERS if issubclass(struct, Record) else frozenset()
    return {name: _part(struct, name, form) for name, form in stated.items() if name not in unstated}


def _part(struct: type[Struct], name: str, form: Any) -> Part:
    """The part for a field, by the form of its type."""
    options = get_args(form)  # of what may be absent the first
    if name == "identifiers":
        return identifiers(_shapes(struct)[0].name)
    if get_origin(form) is tuple:
        each = partial(several, _part(struct, name, options[0]))
        return each if not is_object(options[0], AggregateRating) else _of_raters(each)
    if get_origin(form) is dict:
        return partial(by_label, tag if options[1] is str else values.text, _part(struct, name, options[1]))
    if options:
        return _part(struct, name, options[0])
    return _thing(form) if issubclass(form, Struct) else _rule(struct, name)


@resources.kept
def _thing(struct: type[Struct]) -> Part:
    part = partial(thing, struct, structs.fields(struct)[0], partial(_parts, struct))
    if issubclass(struct, Edition):
        return partial(dated, part)
    return partial(rated, struct, part) if issubclass(struct, Rating | AggregateRating) else part


def _of_raters(each: Part) -> Part:
    return lambda raw, report: once_each(each(raw, report), report)


def _rule(struct: type[Struct], name: str) -> Part:
    if name == "kind":
        return partial(scalar, partial(one_of, frozenset(k for s in _shapes(struct) for k in s.kinds if k)))
    field = _field(struct, name)
    rule = getattr(values, field.values) if field.values else DATATYPES[field.datatype]
    bounded = partial(_bounded, rule, field.max_length) if field.max_length else rule
    return partial(scalar if field.datatype in _TEXTS else number, bounded)


def _bounded(rule: Callable[[str], str], longest: int, raw: str) -> str:
    """What the shape finds too long is left out here, so that it costs the record a field and not its publication."""
    value = rule(raw)
    if len(value) > longest:
        raise NotUnderstood(f"longer than {many(longest, 'character')}")
    return value


def _datatype(shape: Shape, name: str) -> str:
    field = shape.field(name)
    return field.datatype if field else ""


def _field(struct: type[Struct], name: str) -> Field:
    """The property shape of a field; what is said of somebody's part in a film is the credit's."""
    shapes = (*_shapes(struct), profile().by_class[CREDIT_CLASS])
    return next(field for shape in shapes if (field := shape.field(name)))


def _shapes(struct: type[Struct]) -> list[Shape]:
    return [shape for shape in profile().by_class.values() if shape.record == struct.__name__]
