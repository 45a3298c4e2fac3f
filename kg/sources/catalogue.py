"""A catalogue: a folder with `catalogue.toml`, which says what it is and where its records stand."""

from collections.abc import Iterable, Sequence
from fnmatch import fnmatchcase
from functools import partial
from itertools import groupby
from operator import itemgetter
from pathlib import Path, PurePosixPath

import msgspec

from kg.model.profile import profile
from kg.model.record import Fault
from kg.sources.complaints import complaints
from kg.sources.config import CatalogueFile, SourceConfig
from kg.sources.decoding import decode
from kg.system import charset, toml
from kg.system.errors import ReelgraphError
from kg.system.files import Unreadable, name, real, whole

FILE = "catalogue.toml"

MATCHES = "matches.csv"
"""What a person has answered of who is who; whatever a source is called, this is none."""

LARGEST = 1 << 18
"""In bytes. Large catalogues have a tenth of it."""


class Catalogue(CatalogueFile, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A catalogue and the folder that it stands in."""

    root: Path


def load(path: Path) -> Catalogue:
    """The catalogue in the folder `path`; what is wrong with it is a ReelgraphError naming file, line and key."""
    file = path / FILE
    try:
        text = decode(charset.utf_8(whole(file, LARGEST)))
    except Unreadable as error:
        if path.is_file():
            do = "give its folder" if path.name == FILE else "make a catalogue of it with `kg init FOLDER --from FILE`"
            raise ReelgraphError(f"{name(path)}: is a file, not the folder of a catalogue; {do}") from None
        hint = "" if file.exists() else "; give a folder that has it"
        raise ReelgraphError(f"{name(file)}: {error}{hint}") from None
    if isinstance(text, Fault):
        raise ReelgraphError(f"{name(file)}:{text.line}: {text.reason}")
    read = toml.load(file, text, CatalogueFile, complaints)
    return Catalogue(**msgspec.structs.asdict(read), root=path)


def together(paths: Iterable[Path]) -> list[tuple[Path, ...]]:
    """Files of RDF, those together that are one graph: the dump of a release, in which a film's people stand apart.

    Such files stand in one folder, and one of them is called after the films in it (film, series, episode): it leads.
    """
    leading = {shape.folder for shape in profile().by_kind.values()}
    folders: dict[Path, list[Path]] = {}
    for path in paths:
        folders.setdefault(path.parent, []).append(path)
    found: list[tuple[Path, ...]] = []
    for several in folders.values():
        first = [path for path in several if path.name.partition(".")[0] in leading]
        found += [(*first, *(path for path in several if path not in first))] if first else zip(several, strict=True)
    return found


def reaches(catalogue: Catalogue, out: Path) -> bool:
    """Whether the path of a source, with `*` and `**`, would also match files of releases in `out`."""
    root, folder = real(catalogue.root), real(out)
    if not folder.is_relative_to(root):
        return False
    parts = (*folder.relative_to(root).parts, "current")
    return any(_leads_into(PurePosixPath(source.path).parts, parts) for source in catalogue.sources)


def _leads_into(pattern: Sequence[str], folder: Sequence[str]) -> bool:
    """Whether a pattern goes on below a folder; `**` stands for any number of folders, also for none.

    A pattern has few of these (`complaints`).
    """
    if not pattern or not folder:
        return bool(pattern)
    if pattern[0] == "**":
        return _leads_into(pattern[1:], folder) or _leads_into(pattern, folder[1:])
    return fnmatchcase(folder[0], pattern[0]) and _leads_into(pattern[1:], folder[1:])


def inputs(catalogue: Catalogue) -> list[tuple[SourceConfig, tuple[Path, ...]]]:
    """Each source with each of its files, as `files` has them; those that are read as one stand together."""
    found: list[tuple[SourceConfig, tuple[Path, ...]]] = []
    for source, pairs in groupby(files(catalogue), key=itemgetter(0)):
        paths = [path for _, path in pairs]
        apart = zip(paths, strict=True)
        found += [(source, several) for several in (together(paths) if source.reader == "rdf" else apart)]
    return found


def files(catalogue: Catalogue) -> list[tuple[SourceConfig, Path]]:
    """Each source with each of its files, by source name and path: not by the order in `catalogue.toml`."""
    found = []
    for number, source in sorted(enumerate(catalogue.sources), key=lambda numbered: numbered[1].name):
        where = partial(toml.place, catalogue.root / FILE, ("sources", number, "path"))
        try:
            named = [path for path in catalogue.root.glob(source.path) if path.exists()]
        except (ValueError, IndexError):
            named = []  # not a pattern at all
        except OSError as error:
            raise ReelgraphError(f"{where()}: {error.strerror}") from None
        # What is neither a file nor a folder is there, too: its reader says what it is.
        paths = [path for path in named if not path.is_dir() and path != catalogue.root / MATCHES]
        if not paths:
            instead = f", only a folder; name the files in it, such as {source.path}/*" if named else ""
            raise ReelgraphError(f"{where()}: no file matches {source.path!r}{instead}")
        if any(not real(path).is_relative_to(real(catalogue.root)) for path in paths):
            raise ReelgraphError(f"{where()}: {source.path!r} is outside the catalogue")
        found += [(source, path) for path in sorted(paths, key=lambda path: path.as_posix())]
    return found
