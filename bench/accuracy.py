"""Precision and recall of the readers of film pages, per field and source: docs/accuracy.md.

Usage: python bench/accuracy.py ../shared
"""

import hashlib
import json
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from kg.model.record import Record
from kg.sources import guess, read

PAGE = Path(__file__).parents[1] / "docs" / "accuracy.md"
_CORPUS = Path(__file__).parents[1] / "tests" / "sources" / "pages" / "corpus"
_HEAD = """\
# How right the readers of film pages are

Made by `python bench/accuracy.py ../shared` from pages of festivals and what a person read off them.

A value is a title, a year, one person of a list, one country, and so on. *Stated* counts the values that a page
states; *read* those that the reader gives for fields that were judged, also where nothing is stated; *right* those
that are both. **Precision** is right / read: how much of what is read is so. **Recall** is right / stated: how much of
what is stated is read. What the person did not look for, and what the end of a page hides, is not judged.
"""
_UNTOLD = """
The values that are not read are those whose label is lost on the page so that nothing tells to which field they belong;
they are left out rather than guessed. Of the faults that a person expects, {found} of {expected} are reported.
"""


def accuracy(shared: Path) -> str:
    """The page, in Markdown."""
    expected = json.loads((shared / "data" / "expected.json").read_text("utf-8"))
    counts: dict[tuple[str, str], Counter[str]] = {}
    faults: Counter[str] = Counter()
    for name, page in expected.items():
        source = "seed" if name.startswith("SEED") else name.partition("/")[0]
        record = _record(next((shared / "seed").glob("*.txt")) if source == "seed" else shared / "data" / name)
        for field in (*page["stated"], *page["not_stated"]):
            stated, found = (set(_values(of.get(field))) for of in (page["stated"], record))
            counted = {"stated": len(stated), "read": len(found), "right": len(stated & found)}
            counts.setdefault((field, source), Counter()).update(counted)
        reported = {(fault["field"], fault["raw"]) for fault in record.get("faults", [])}
        faults["expected"] += len(page.get("faults", []))
        faults["found"] += sum((fault["field"], fault["raw"]) in reported for fault in page.get("faults", []))
    told = _HEAD + "\n" + "\n".join(_table(counts)) + "\n" + _UNTOLD.format_map(faults)
    folders = {name: shared / "cases" / name for name in ("pages", "html")}
    found = {name: cases(folder) for name, folder in folders.items() if folder.exists()} | {"corpus": corpus()}
    return told + "".join(_told(name, counts) for name, counts in found.items())


def corpus() -> dict[tuple[str, str], Counter[str]]:
    """What `cases` counts, on pages that were made up for tests, in several folders."""
    counts: dict[tuple[str, str], Counter[str]] = {}
    for folder in sorted(_CORPUS.iterdir()):
        for key, count in cases(folder).items():
            counts.setdefault(key, Counter()).update(count)
    return counts


def cases(folder: Path) -> dict[tuple[str, str], Counter[str]]:
    """Field and language → how many values are stated, read and right, on pages of other sites that no layout fits.

    Of a folder called `pages` those whose name's SHA-256 is divisible by three are set aside: nobody looks at them.
    """
    expected = json.loads((folder / "expected.json").read_text("utf-8"))
    counts: dict[tuple[str, str], Counter[str]] = {}
    for file, page in expected.items():
        if folder.name == "pages" and int(hashlib.sha256(file.encode()).hexdigest(), 16) % 3 == 0:
            continue
        records = [one for one in read(folder / file, guess(folder / file), folder) if isinstance(one, Record)]
        record = msgspec.json.decode(msgspec.json.encode(records[0])) if len(records) == 1 else {}
        for field in (*page["stated"], *page.get("not_stated", ())):
            stated, found = (_compared(field, of.get(field)) for of in (page["stated"], record))
            counted = {"stated": len(stated), "read": len(found), "right": len(stated & found)}
            counts.setdefault((field, page.get("lang", "")), Counter()).update(counted)
    return counts


def _compared(field: str, value: Any) -> set[str]:
    """The values of a field as they are compared: without case, languages without their region."""
    values = value if isinstance(value, list) else [] if value is None else [value]
    said = (one.get("name") or one.get("title") if isinstance(one, dict) else one for one in values)
    plain = {" ".join(unicodedata.normalize("NFC", str(one)).casefold().split()) for one in said}
    return {one.partition("-")[0] for one in plain} if field == "languages" else plain


def _told(name: str, counts: dict[tuple[str, str], Counter[str]]) -> str:
    """The figures of pages of other sites by field, and by language."""
    languages = sorted({language for _, language in counts if language})
    rows = [f"| {_TITLES[name]} | stated | precision | recall |", "|---|---|---|---|"]
    for field in (field for field in Record.__struct_fields__ if any(field == of for of, _ in counts)):
        rows.append(f"| `{field}` | {_cells(count for (of, _), count in counts.items() if of == field)} |")
    for language in languages:
        rows.append(
            f"| pages in `{language}` | {_cells(count for (_, of), count in counts.items() if of == language)} |"
        )
    return "\n" + _CASES[name] + "\n" + "\n".join([*rows, f"| **all** | {_cells(counts.values())} |"]) + "\n"


_TITLES = {"pages": "52 pages of as many sites", "html": "13 saved HTML pages", "corpus": "366 pages that are made up"}
_CASES = {
    "pages": """## Pages of no layout

Pages of other sites, in twelve languages, laid out again from what they state; a third of them, which nobody looks at,
is not in this table.
""",
    "html": """## HTML pages

Saved pages of cinemas and data banks, some with markup; what only their markup states counts as stated.
""",
    "corpus": """## Pages that are made up

Pages in the manner of cinemas, clubs, festivals and archives, in `tests/sources/pages/corpus`, written without a look
at how they are read; facts on them may be invented. What was read wrongly was looked at then, so pages never seen are
read less well.
""",
}


def _record(path: Path) -> dict[str, Any]:
    (record,) = read(path, guess(path), path.parent)
    assert isinstance(record, Record)
    found: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(record))
    return found


def _values(value: Any) -> Iterator[str]:
    """Each value of a field as text that two can be compared by."""
    if isinstance(value, dict):
        pairs = ((label, person) for label, people in value.items() for person in people)
        yield from (f"{label}: {person['name'] if isinstance(person, dict) else person}" for label, person in pairs)
    elif isinstance(value, list):
        yield from (json.dumps(one, sort_keys=True, ensure_ascii=False) for one in value)
    elif value is not None:
        yield str(value)


def _table(counts: dict[tuple[str, str], Counter[str]]) -> Iterator[str]:
    sources = sorted({source for _, source in counts})
    yield "| field | " + " | ".join(f"{source}: stated | precision | recall" for source in sources) + " |"
    yield "|---|" + "---|---|---|" * len(sources)
    order = [field for field in Record.__struct_fields__ if any(field == of for of, _ in counts)]
    for field in order:
        yield (
            f"| `{field}` | "
            + " | ".join(_cells([counts.get((field, source), Counter())]) for source in sources)
            + " |"
        )
    totals = ([count for (_, of), count in counts.items() if of == source] for source in sources)
    yield "| **all** | " + " | ".join(map(_cells, totals)) + " |"


def _cells(counts: Iterable[Counter[str]]) -> str:
    total: Counter[str] = sum(counts, Counter())
    if not total["stated"] and not total["read"]:
        return " | | "
    precision = f"{total['right'] / total['read']:.2f}" if total["read"] else ""
    recall = f"{total['right'] / total['stated']:.2f}" if total["stated"] else ""
    return f"{total['stated']} | {precision} | {recall}"


if __name__ == "__main__":
    PAGE.write_text(accuracy(Path(sys.argv[1])), "utf-8")
    print(PAGE)
