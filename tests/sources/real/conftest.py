"""Real tables, read by the mappings that stand ready for them."""

import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from kg.model.record import Fault, Record
from kg.sources import read
from kg.sources.catalogue import files, load

MAPPINGS = Path(__file__).parents[3] / "data" / "mappings"


class Came(NamedTuple):
    """What came out: records in the order of the source, files and rows that could not be read."""

    records: list[Record]
    unread: list[Fault]

    def filled(self, field: str) -> int:
        """How many records have the field."""
        return sum(bool(getattr(record, field)) for record in self.records)

    def faults(self) -> Counter[tuple[str, str]]:
        """Field and reason, without what is special to the value → how often."""
        return Counter((f.field, f.reason.partition(":")[0]) for record in self.records for f in record.faults)


@pytest.fixture(scope="session")
def mapped(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Came]:
    """Read files by a ready mapping, as a user would: both copied into a new folder."""

    def run(mapping: str, *paths: Path) -> Came:
        if missing := [path.name for path in paths if not path.is_file()]:
            pytest.skip(f"not here: {', '.join(missing)}")
        folder = tmp_path_factory.mktemp(mapping)
        shutil.copyfile(MAPPINGS / f"{mapping}.toml", folder / "catalogue.toml")
        for path in paths:
            shutil.copyfile(path, folder / path.name)
        catalogue = load(folder)
        items = [item for source, path in files(catalogue) for item in read(path, source, folder)]
        return Came([i for i in items if isinstance(i, Record)], [i for i in items if isinstance(i, Fault)])

    return run
