"""A catalogue: a folder with `catalogue.toml`, which says what it is and where its records stand."""

from pathlib import Path

import msgspec
import msgspec.toml

from kg.sources.complaints import complaints
from kg.sources.config import CatalogueFile, SourceConfig
from kg.system.errors import ReelgraphError

FILE = "catalogue.toml"


class Catalogue(CatalogueFile, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A catalogue and the folder that it stands in."""

    root: Path


def load(path: Path) -> Catalogue:
    """The catalogue in the folder `path`; what is wrong with it is a ReelgraphError naming file and field."""
    file = path / FILE
    try:
        read = msgspec.toml.decode(file.read_bytes(), type=CatalogueFile)
    except OSError as error:
        raise ReelgraphError(f"{file}: cannot be read ({error.strerror}); name a folder that holds it") from None
    except RecursionError:
        raise ReelgraphError(f"{file}: brackets too deep inside each other") from None
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise ReelgraphError(f"{file}: {str(error).splitlines()[0]}") from None
    for field, complaint in complaints(read):
        raise ReelgraphError(f"{file}: {field}: {complaint}")
    return Catalogue(**msgspec.structs.asdict(read), root=path)


def files(catalogue: Catalogue) -> list[tuple[SourceConfig, Path]]:
    """Each source with each of its files, by source name and path: not by the order in `catalogue.toml`."""
    found = []
    for source in sorted(catalogue.sources, key=lambda source: source.name):
        try:
            paths = [path for path in catalogue.root.glob(source.path) if path.is_file()]
        except (ValueError, IndexError):
            paths = []  # not a pattern at all
        where = f"{catalogue.root / FILE}: sources.{source.name}.path"
        if not paths:
            raise ReelgraphError(f"{where}: no file matches {source.path!r}")
        if any(not path.resolve().is_relative_to(catalogue.root.resolve()) for path in paths):
            raise ReelgraphError(f"{where}: {source.path!r} leads out of the catalogue")
        found += [(source, path) for path in sorted(paths, key=lambda path: path.as_posix())]
    return found
