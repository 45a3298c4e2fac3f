"""The facets of the pages of a language, as a table of columns that `assets/finder.js` narrows and counts by.

Not pagefind's own filters: it counts in quadratic time (minutes for 100,000 pages) and writes them in an order that
changes from run to run.
"""

import gzip
from collections.abc import Mapping
from dataclasses import dataclass, field

import msgspec

_MAGIC = b"pagefind_dcd"


@dataclass(slots=True)
class Column:
    """A facet: its values (value → number, in the order of the pages), and of each page the numbers of its values."""

    values: dict[str, int] = field(default_factory=dict)
    rows: list[tuple[int, ...]] = field(default_factory=list)


@dataclass(slots=True)
class Table:
    """The pages of a language, by `url`, and their facets."""

    urls: list[str] = field(default_factory=list)
    columns: dict[str, Column] = field(default_factory=dict)

    def add(self, url: str, facets: Mapping[str, tuple[str, ...]]) -> None:
        """Add a page; what it says of no facet is an empty row."""
        for name in facets.keys() - self.columns.keys():
            self.columns[name] = Column(rows=[()] * len(self.urls))
        for name, column in self.columns.items():
            numbers = column.values
            column.rows.append(tuple(numbers.setdefault(value, len(numbers)) for value in facets.get(name, ())))
        self.urls.append(url)

    def packed(self, files: Mapping[str, bytes]) -> bytes:
        """The table as gzipped JSON; `files` are those of the index, whose fragments name a page as results do."""
        fragments = {path: content for path, content in files.items() if path.endswith(".pf_fragment")}
        names = {_url(content): path.split("/")[-1].split(".")[0] for path, content in fragments.items()}
        columns = sorted(self.columns.items())
        table = {
            "pages": [names[url] for url in self.urls],
            "facets": {name: {"values": list(column.values), "rows": column.rows} for name, column in columns},
        }
        return gzip.compress(msgspec.json.encode(table), mtime=0)


def _url(fragment: bytes) -> str:
    return str(msgspec.json.decode(gzip.decompress(fragment).removeprefix(_MAGIC))["url"])
