"""A new catalogue: ready to build, or with the mapping of a table proposed for a person to edit."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kg.sources import drafts
from kg.sources.catalogue import FILE
from kg.sources.draft import Draft
from kg.system import files, resources
from kg.system.errors import ReelgraphError, trouble
from kg.system.toml.writing import written

_NEW = Path(__file__).with_name("new.toml")
"""What a new catalogue says of itself, with places in braces for what is known of it."""


def init(folder: Path, *given: Path) -> Iterator[str]:
    """Make the catalogue; gives lines that say what was made and, of a table, what became of each column.

    `given`: what it is made of: tables, pages, RDF, XML, folders of such files, or releases.
    """
    if (folder.exists() and not folder.is_dir()) or any(parent.is_file() for parent in folder.parents):
        raise ReelgraphError(f"{folder}: not a folder, or its parent folder does not exist; give a new folder")
    if folder.exists() and any(path.name not in resources.KINDS for path in folder.iterdir()):
        raise ReelgraphError(f"{folder}: is not empty; give a new folder")
    for one in given:
        if files.name(Path(one.name)) != one.name:
            raise ReelgraphError(f"{files.name(Path(one.name))}: the file's name is not UTF-8; rename it")
    draft = drafts.of(given) if given else drafts.example()
    folder.mkdir(parents=True, exist_ok=True)
    try:
        draft.copy(folder)
        (folder / FILE).write_text(_written(draft), "utf-8")
    except OSError as error:
        draft.remove(folder)
        (folder / FILE).unlink(missing_ok=True)
        raise ReelgraphError(trouble(error, folder)) from None
    yield from draft.told
    yield f"{folder / FILE} was made; {_next(folder, draft)}"


def _written(draft: Draft) -> str:
    """`catalogue.toml`."""
    name, publisher = draft.name or "My films", draft.publisher or "Me"
    head = _NEW.read_text("utf-8").format(
        name=written(name), publisher=written(publisher), languages=written(draft.languages), base=_base(draft)
    )
    return "\n".join((head, *(f"[[sources]]\n{source.text()}" for source in draft.sources)))


def _base(draft: Draft) -> str:
    """A comment with the base of a release: to state things under the addresses of others is for a person to decide."""
    if not draft.base:
        return ""
    return f"\n# The release has the base {written(draft.base)}. If it is your own, take it: all addresses stay."


def _next(folder: Path, draft: Draft) -> str:
    if draft.asks:
        return f"{draft.asks}, then run: kg build {folder} --out {folder}-out"
    return f"check it, edit it, then run: kg build {folder} --out {folder}-out"
