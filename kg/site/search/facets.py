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
class Table:
    """The pages of a language, by `url`, each with the numbers of its values by facet; and of each value its number.

    Values are numbered in the order of the pages.
    """

    pages: list[tuple[str, dict[str, tuple[int, ...]]]] = field(default_factory=list)
    values: dict[str, dict[str, int]] = field(default_factory=dict)

    def add(self, url: str, facets: Mapping[str, tuple[str, ...]]) -> None:
        """Add a page."""
        row = {}
        for name, values in facets.items():
            numbers = self.values.setdefault(name, {})
            row[name] = tuple(numbers.setdefault(value, len(numbers)) for value in values)
        self.pages.append((url, row))

    def packed(self, files: Mapping[str, bytes]) -> bytes:
        """The table as gzipped JSON; `files` are those of the index, whose fragments name a page as results do."""
        fragments = {path: content for path, content in files.items() if path.endswith(".pf_fragment")}
        names = {_url(content): path.split("/")[-1].split(".")[0] for path, content in fragments.items()}
        table = {
            "pages": [names[url] for url, _ in self.pages],
            "facets": {
                name: {"values": list(numbers), "rows": [row.get(name, ()) for _, row in self.pages]}
                for name, numbers in sorted(self.values.items())
            },
        }
        return gzip.compress(msgspec.json.encode(table), mtime=0)


def _url(fragment: bytes) -> str:
    return str(msgspec.json.decode(gzip.decompress(fragment).removeprefix(_MAGIC))["url"])
