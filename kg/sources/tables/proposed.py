"""The proposed mapping of a table, as `catalogue.toml` has it, and as a person is told of it."""

from collections.abc import Iterator

from kg.report.report import many
from kg.sources.config import USUAL_LANGUAGE
from kg.sources.tables.headers import number_of
from kg.sources.tables.keyed import COUNTED, SHOWINGS
from kg.sources.tables.proposal import Found, Proposal
from kg.sources.tables.screenings import START
from kg.sources.tables.separators import Options
from kg.sources.tables.summaries import LONE
from kg.system.toml import writing as toml

_WHY = {
    "encoding": "detected from the letters: check that names are right (text of an old Mac is mac_roman)",
    "header": "the names of the columns stand there; 0: the table has none",
    "sheet": "of several the one that looks like films",
    "array": "where the films stand in the document",
    "joined": "fields of ids, and the lists whose members have them",
}
_SHOWN = 3


def lines(found: Proposal) -> Iterator[str]:
    """The lines of a source that map the columns of its table."""
    for setting, value in found.settings.items():
        why = f"  # {_WHY[setting]}" if setting in _WHY else ""
        yield f"{setting} = {toml.written(value)}{why}"
    if found.key[0]:
        off = "# " if found.key[1] == COUNTED else ""
        yield f"{off}key = {toml.quoted(found.key[0])}  # check: {found.key[1]}"
    if found.missing:
        yield f"missing = {toml.written(found.missing)}  # cells with these values are empty"
    if _has_times(found):
        asked = "check: as the table says" if found.timezone else 'fill in, as in "Europe/Brussels"'
        yield f"timezone = {toml.quoted(found.timezone)}  # of times that state none: {asked}"
    if found.films:
        yield f"films = {toml.written(found.films)}  # several in one row"
    yield "\n[sources.columns]  # record field = column"
    if not found.has_title:
        yield '# title = ""  # fill in the column that has the titles'
    for field, stating in _by_field(found).items():
        mapped = [one for column, options in stating for one in _mapped(column.column, options)]
        questions = dict.fromkeys(column.question for column, _ in stating if column.question)
        asked = f"  # check: {'; '.join(questions)}" if questions else ""
        yield f"{toml.key(field)} = {toml.written(mapped[0] if len(mapped) == 1 else list(map(_whole, mapped)))}{asked}"
    for column in found.columns:
        if not column.fields and column.column != found.key[0]:
            asked = f"{column.question}; it has " if column.question else ""
            yield f"# ? = {toml.quoted(column.column)}  # {asked}{', '.join(column.examples) or 'always empty'}"


def told(found: Proposal) -> Iterator[str]:
    """What a person is told of a table and of each column."""
    yield many(found.rows, "row was read", "rows were read")
    lost = [fault for fault in found.lost if fault.reason != LONE]
    if lost:
        yield many(len(lost), "row is left out:", "rows are left out:")
        yield from (f"  line {fault.line}: {fault.reason}" for fault in lost[:_SHOWN])
    yield from (f"check line {fault.line}: it {fault.reason}" for fault in found.lost if fault.reason == LONE)
    for setting in ("sheet", "array", "encoding"):
        if setting in found.settings:
            yield f"{setting} {found.settings[setting]}: {_WHY[setting]}"
    if (header := found.settings.get("header")) is not None:
        yield f"the names of the columns stand in row {header}" if header else "no row has the names of the columns"
    yield from (_line(column, found) for column in found.columns)
    if found.key[1] == SHOWINGS:
        yield f"key: {found.key[0]} - check: {SHOWINGS}"
    if not found.language:
        yield f'language: neither names nor texts of columns tell it; "{USUAL_LANGUAGE}" is written: check it'
    if _has_times(found):
        unsaid = "fill in that of the times; without it those that state none are not understood"
        yield f"timezone: {found.timezone or unsaid}"


def _has_times(found: Proposal) -> bool:
    return any(START in column.fields for column in found.columns)


def _by_field(found: Proposal) -> dict[str, list[tuple[Found, Options | list[Options]]]]:
    """Field → the columns that state it, by their numbers: `Star 10` stands behind `Star 2`."""
    fields: dict[str, list[tuple[Found, Options | list[Options]]]] = {}
    for column in sorted(found.columns, key=lambda one: number_of(one.column)):
        for field, options in column.fields.items():
            fields.setdefault(field, []).append((column, options))
    order = [field for column in found.columns for field in column.fields]
    return {field: fields[field] for field in dict.fromkeys(order)}


def _mapped(column: str, options: Options | list[Options]) -> list[str | Options]:
    if isinstance(options, list):
        return [*options]
    if "template" in options:
        return [options]
    return [{"column": column, **options} if options else column]


def _whole(mapped: str | Options) -> Options:
    return {"column": mapped} if isinstance(mapped, str) else mapped


def _line(column: Found, found: Proposal) -> str:
    """What a person is told of a column."""
    filled = f"{column.column} ({column.filled} of {found.rows} filled)"
    if column.column == found.key[0] and not column.fields:
        return f"{filled}: key, as in {', '.join(column.examples)} - check: {found.key[1]}"
    if not column.fields:
        shown = f"; it has {', '.join(column.examples)}" if column.examples else ""
        return f"{filled}: {column.question or 'no field found'}; left out{shown}"
    options = (f"{field}{_more(more)}" for field, more in column.fields.items())
    asked = f" - check: {column.question}" if column.question else ""
    examples = f", as in {', '.join(column.examples)}" if column.examples else ""
    return f"{filled}: {'; '.join(options)}{examples}{asked}"


def _more(options: Options | list[Options]) -> str:
    several = options if isinstance(options, list) else [options]
    return "".join(f", {option} {toml.written(value)}" for one in several for option, value in one.items())
