"""What is wrong with what a catalogue brings: a line for each mistake, with its file and, if known, the line."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from pathlib import Path

from kg.model import values
from kg.model.profile import profile
from kg.pipeline import own_queries, own_shapes
from kg.rdf.statements import FORMATS
from kg.site.words import nearness, words
from kg.sources import lexicon
from kg.sources.catalogue import FILE, Catalogue
from kg.sources.catalogue import load as load_catalogue
from kg.sources.fields import fields
from kg.sources.pages import labelled
from kg.system import resources, toml
from kg.system.errors import NotUnderstood, ReelgraphError
from kg.system.files import Unreadable, name, whole
from kg.system.spelling import hinted, near
from kg.system.toml.forms import Mistake
from kg.system.toml.places import Key

_LARGEST = 1 << 20
"""In bytes, of a file."""

_MEANT = {*FORMATS, *resources.KINDS.values(), ".sparql"}
_PLACE = re.compile(r"\{\w*+\}")
_ALIKE = 0.75
_SAME = 2
"""Of `nearness`: the same primary language."""


def load(folder: Path) -> tuple[Catalogue, resources.Brought]:
    """The catalogue in a folder, and what it brings. Raises ReelgraphError where something is wrong with them."""
    brought = found(folder)
    with resources.using(brought):
        catalogue = load_catalogue(folder)
        _raised(_unspoken(catalogue.languages))
    return catalogue, brought


def found(folder: Path) -> resources.Brought:
    """What a catalogue in a folder brings, without a mistake. Raises ReelgraphError with the first, and their number.

    Shapes are checked first: what a field is follows from them.
    """
    brought = resources.found(folder)
    _raised(_overlooked(folder, {file.path for file in brought}))
    with resources.using(brought):
        _raised(own_shapes.mistakes(resources.own("shapes")))
        _raised(mistake for kind, of in _CHECKS.items() for mistake in of(resources.own(kind)))
    return brought


def _raised(mistakes: Iterable[str]) -> None:
    if told := [*mistakes]:
        raise toml.Mistakes(told)


def _overlooked(folder: Path, read: Collection[Path]) -> Iterator[str]:
    """Files that look like what a catalogue brings, and would not be read for their folder's name or their own."""
    for beside in sorted(folder.glob("*")):
        if beside.name in resources.KINDS and beside.is_dir():
            suffix = resources.KINDS[beside.name]
            for path in sorted(beside.glob("*")):
                if _is_meant(path, suffix) and path.is_file() and path not in read:
                    yield f"{name(path)}: is not read; only files that end in {suffix} are read in {beside.name}/"
            continue
        meant = near(beside.name, resources.KINDS, _ALIKE) if beside.is_dir() else []
        # A folder of sources may be called so, too.
        if meant and any(beside.glob(f"*{resources.KINDS[meant[0]]}")):
            yield f"{name(beside)}: this folder is not read; did you mean {meant[0]}?"


def _is_meant(path: Path, suffix: str) -> bool:
    """Whether a file may be meant to be read where those with a suffix are: by its own, or one much like it."""
    own = path.suffix.lower()
    if path.stem.isupper():
        return False  # README.txt
    return own in _MEANT or (own == ".txt" and suffix == ".toml") or bool(near(own, [suffix], _ALIKE))


def _unspoken(languages: Sequence[str]) -> Iterator[str]:
    """Files of words in a language that the site does not have."""
    for path in resources.own("words"):
        if path.name != resources.LABELS and all(nearness(path.stem, language) > _SAME for language in languages):
            yield f"{name(path)}: {path.stem} is not among the languages in {FILE}; add it there"


def _layouts(paths: list[Path]) -> Iterator[str]:
    return (mistake for path in paths for mistake in _mistakes(path, _layout))


def _layout(path: Path) -> None:
    toml.load(path, path.read_text("utf-8"), labelled.LabelledLayout, _of_layout)


def _of_layout(read: labelled.LabelledLayout) -> Iterator[Mistake]:
    import regex  # it takes a while to load

    if not read.look:
        yield Mistake(("look",), "is missing: a list of regular expressions that a page of this layout must match")
    for key, expressions in (("look", read.look), ("head", read.head)):
        for number, expression in enumerate(expressions):
            try:
                groups = re.compile(expression).groupindex
                regex.compile(expression)
            except (re.error, regex.error) as error:
                yield Mistake((key, number), f"not a regular expression: {error}")
                continue
            named = groups if key == "head" else ()
            yield from (Mistake((key, number), _no_field(field)) for field in named if _no_field(field))
    yield from (
        Mistake(("labels", label), _no_field(field)) for label, field in read.labels.items() if _no_field(field)
    )


def _no_field(name: str) -> str:
    """Why a field of a record cannot be of this name; "" where it can."""
    if name in fields():
        return ""
    return hinted(f"a record has no field {name!r}", name, fields())


def _words(paths: list[Path]) -> Iterator[str]:
    return (mistake for path in paths for mistake in _mistakes(path, _spoken))


def _spoken(path: Path) -> None:
    """Labels of film pages, or words of the site in the language that the file is called after."""
    text = path.read_text("utf-8")
    if path.name == resources.LABELS:
        toml.load(path, text, lexicon.Labels, _of_labels)
    else:
        values.language(path.stem)
        toml.load(path, text, dict[str, str], _of_words)


def _of_labels(read: lexicon.Labels) -> Iterator[Mistake]:
    yield from (Mistake(("fields", field), _no_field(field)) for field in read.fields if _no_field(field))
    meant: dict[str, str] = {}
    for key, label, target in _labels(read):
        if meant.setdefault(lexicon.fold(label), target) != target:
            yield Mistake(key, f"{label} is given for {meant[lexicon.fold(label)]} and {target}; keep one")


def _labels(read: lexicon.Labels) -> Iterator[tuple[Key, str, str]]:
    """Each label: its key in the file, how it is written, and what it means: a field, or other work."""
    for field, labels in read.fields.items():
        yield from ((("fields", field, number), label, field) for number, label in enumerate(labels))
    for role, labels in read.others.items():
        yield from ((("others", role, number), label, lexicon.OTHER_CREDITS) for number, label in enumerate(labels))


def notes() -> Iterator[str]:
    """What may be a mistake in what the catalogue brings: labels of one kind of work that Reelgraph has for another."""
    credited = {field.name for field in profile().by_kind["film"].fields if field.credited}
    for path in resources.own("words"):
        if path.name != resources.LABELS:
            continue
        for key, label, target in _labels(lexicon.labels(path)):
            ours = resources.within((), lexicon.meaning, label)
            if target in credited and credited.intersection(ours) and target not in ours:
                known = " and ".join(ours)
                yield f"{toml.place(path, key)}: {label} is otherwise a label of {known}; here it means {target}"


def _of_words(read: dict[str, str]) -> Iterator[Mistake]:
    known = words("en")
    for word, text in read.items():
        if word not in known:
            yield Mistake((word,), hinted("not a word of the site", word, known))
            continue
        for place in sorted(set(_PLACE.findall(text)) - set(places := _PLACE.findall(known[word]))):
            used = f"only {', '.join(places)} is" if places else "nothing is"
            yield Mistake((word,), f"{place} is shown as it is; {used} replaced in this word")


def _queries(paths: list[Path]) -> Iterator[str]:
    return (mistake for path in paths for mistake in _mistakes(path, own_queries.query))


def _imports(paths: list[Path]) -> Iterator[str]:
    return (mistake for path in paths for mistake in _mistakes(path, own_queries.construct))


def _mistakes(path: Path, read: Callable[[Path], object]) -> Iterator[str]:
    """What a reader says of a file."""
    try:
        whole(path, _LARGEST).decode("utf-8")
        read(path)
    except UnicodeDecodeError:
        yield f"{name(path)}: is not UTF-8 text"
    except toml.Mistakes as error:
        yield from error.lines
    except (Unreadable, NotUnderstood, ReelgraphError) as error:
        said = str(error).partition("\n")[0]
        yield said if said.startswith(name(path)) else f"{name(path)}: {said}"


_CHECKS: dict[str, Callable[[list[Path]], Iterator[str]]] = {
    "layouts": _layouts,
    "words": _words,
    "queries": _queries,
    "imports": _imports,
}
