"""Which pages are audited: what cannot be read is a finding, and keeps none of the others away."""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from kg.audit import auditing as command
from kg.audit import pages as audit_pages
from kg.audit.fetch import Fetcher
from kg.audit.page import read as read_page
from kg.audit.pages import sources
from kg.cli import main
from kg.system.errors import ReelgraphError

HEAD = '<{} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
BAD = [
    "http://[x",
    "ftp://127.0.0.1/a.html",
    "nowhere.html",
    "",
    "http://",
    "javascript:1",
    "http://127.0.0.1:1/a.html",
]


def _sitemap(*addresses: str) -> bytes:
    locs = "".join(f"<url><loc>{address}</loc></url>" for address in addresses)
    return f"{HEAD.format('urlset')}{locs}</urlset>".encode()


def _index(*addresses: str) -> bytes:
    locs = "".join(f"<sitemap><loc>{address}</loc></sitemap>" for address in addresses)
    return f"{HEAD.format('sitemapindex')}{locs}</sitemapindex>".encode()


class _Hosts(Fetcher):
    """Answers from a table, and counts."""

    def __init__(self, said: dict[str, bytes]) -> None:
        super().__init__()
        self.said, self.asked = said, list[str]()

    def get(self, name: str, largest: int = 0) -> bytes:
        """What the table says."""
        self.asked.append(name)
        if name not in self.said:
            raise ReelgraphError(f"{name}: gone")
        return self.said[name]


def _audit(out: Path, *arguments: str | Path) -> list[dict[str, Any]]:
    result = CliRunner().invoke(main, ["audit", str(out), *map(str, arguments), "--format", "json"])
    assert result.exit_code == 1, result.output
    findings: list[dict[str, Any]] = json.loads(result.stdout)["findings"]
    return findings


@pytest.mark.parametrize("name", BAD)
def test_a_name_that_is_no_page_keeps_no_other_away(name: str, example: Path, tmp_path: Path) -> None:
    """Given beside a page, or listed in a sitemap: it is named, and the page is audited."""
    page, sitemap = tmp_path / "page.html", tmp_path / "sitemap.xml"
    page.write_text("<p>No markup")
    sitemap.write_bytes(_sitemap(name))
    for given in (name, sitemap):
        found = _audit(example, given, page)
        assert [each["rule"] for each in found if each["path"] == page.as_posix()] == ["unmarked"]
        assert [each["rule"] for each in found if each["path"] != page.as_posix()] == ["unread"]


def test_why_a_page_cannot_be_read(example: Path, tmp_path: Path) -> None:
    """The name of the page is not said again, and the cause is not cut away."""
    names = ["http://127.0.0.1:1/a.html", (tmp_path / "nowhere.html").as_posix(), "./nowhere.xml"]
    found = {each["path"]: each["page"] for each in _audit(example, *names)}
    assert list(found) == [names[1], names[0], "nowhere.xml"]
    assert found[names[0]].endswith("robots.txt cannot be read: Connection refused")
    assert not any(path in why for path, why in found.items())
    told = CliRunner().invoke(main, ["audit", str(example), *names]).stdout
    assert all(why in " ".join(told.split()) for why in found.values())


SITEMAPS = [
    ("no XML", b"<urlset"),
    ("another root", b"<feed/>"),
    ("nothing", b""),
    ("an unknown encoding", b'<?xml version="1.0" encoding="nonsense"?><urlset/>'),
    ("entities", b'<!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>' + _sitemap("&b;")),
    ("a pack that is cut off", gzip.compress(_sitemap("http://127.0.0.1/"))[:-4]),
    ("a pack that is a bomb", gzip.compress(bytes(60_000_000))),
    ("deep", b"<a>" * 9999),
]


@pytest.mark.parametrize("data", [case[1] for case in SITEMAPS], ids=[case[0] for case in SITEMAPS])
def test_a_sitemap_that_is_none(data: bytes, example: Path, tmp_path: Path) -> None:
    """Alone it is one line and exit code 2; beside a page, a finding."""
    sitemap, page = tmp_path / "sitemap.xml", tmp_path / "page.html"
    sitemap.write_bytes(data)
    result = CliRunner().invoke(main, ["audit", str(example), str(sitemap)])
    assert result.exit_code == 2 or "unread" in result.stdout
    assert not result.exception or isinstance(result.exception, SystemExit)
    page.write_text("<p>No markup")
    assert {"unmarked", "unread"} == {each["rule"] for each in _audit(example, sitemap, page)}


def test_a_schema_map_lists_no_pages() -> None:
    """The index of a site may list it beside the sitemaps; what it lists is data."""
    data = "<url contentType='structuredData/schema.org'><loc>https://h.example/film-1.jsonl</loc></url>"
    hosts = _Hosts(
        {
            "https://h.example/sitemap.xml": _index("https://h.example/schemamap.xml", "https://h.example/1.xml"),
            "https://h.example/schemamap.xml": f"{HEAD.format('urlset')}{data}</urlset>".encode(),
            "https://h.example/1.xml": _sitemap("https://h.example/a"),
        }
    )
    assert [source.name for source in sources(["https://h.example/sitemap.xml"], hosts)] == ["https://h.example/a"]


def test_a_packed_sitemap() -> None:
    """`.xml.gz` is one too, here and there."""
    hosts = _Hosts({"https://h.example/sitemap.xml.gz?v=1": _sitemap("https://h.example/a")})
    assert [source.name for source in sources(hosts.said, hosts)] == ["https://h.example/a"]


def test_a_packed_sitemap_in_a_file(tmp_path: Path) -> None:
    """It is unpacked on the way."""
    (tmp_path / "sitemap.xml.gz").write_bytes(gzip.compress(_sitemap("https://h.example/a")))
    found = sources([str(tmp_path / "sitemap.xml.gz")], _Hosts({}))
    assert [source.name for source in found] == ["https://h.example/a"]


def test_sitemaps_that_list_each_other_are_read_once() -> None:
    """A sitemap that cannot be read is named; the others of its index are read."""
    there = "https://h.example/"
    names = [f"{there}{name}.xml" for name in ("index", "other", "gone", "pages")]
    index = _index(*names, names[0], names[1])
    hosts = _Hosts({names[0]: index, names[1]: index, names[3]: _sitemap(f"{there}a", f"{there}a", "")})
    found = list(sources([names[0]], hosts))
    assert hosts.asked == names
    assert [(source.name, source.is_none) for source in found] == [(names[2], True), (f"{there}a", False), ("", False)]


def test_sitemaps_inside_each_other_have_an_end() -> None:
    """A host that makes a new one for each question is left after the third."""

    class Endless(_Hosts):
        def get(self, name: str, largest: int = 0) -> bytes:
            self.asked.append(name)
            return _index(f"https://h.example/{len(self.asked)}.xml")

    hosts = Endless({})
    (last,) = sources(["https://h.example/sitemap.xml"], hosts)
    assert last.is_none and len(hosts.asked) <= 5


def test_sitemaps_of_more_pages_than_one_may_have(monkeypatch: pytest.MonkeyPatch) -> None:
    """The first of them are audited, and that there are more is told; no further sitemap is asked for."""
    monkeypatch.setattr(audit_pages, "MOST", 5)
    there = "https://h.example/"
    names = [f"{there}{name}.xml" for name in ("index", "one", "two", "three")]
    one, two = (_sitemap(*(f"{there}{name}{n}" for n in range(2))) for name in "ab")
    hosts = _Hosts({names[0]: _index(*names[1:]), names[1]: one, names[2]: two, names[3]: two})
    found = list(sources([names[0]], hosts))
    assert [source.name for source in found if not source.is_none] == [f"{there}{name}" for name in ("a0", "a1", "b0")]
    assert hosts.asked == names[:3] and any(source.is_none for source in found)


def test_an_address_of_great_length() -> None:
    """Is told in a line that is shorter, and not asked for."""
    (source,) = sources(
        ["https://h.example/sitemap.xml"],
        _Hosts({"https://h.example/sitemap.xml": _sitemap("https://h.example/" + "a" * 10**6)}),
    )
    assert len(source.name) < 3000
    with pytest.raises(ReelgraphError, match="longer than 2048 characters") as error:
        Fetcher().get(source.name)
    assert len(str(error.value)) < 500


def test_an_address_in_capitals_is_one() -> None:
    """The scheme of an address is written as one likes."""
    (source,) = sources(["HTTPS://H.EXAMPLE/a"], _Hosts({}))
    assert not source.is_none


def test_a_path_that_the_system_does_not_take() -> None:
    """Is a name that is no page."""
    found = list(sources(["x" * 5000, "a\0b"], _Hosts({})))
    assert [source.is_none for source in found] == [True, True]


def test_a_fault_of_ours_in_one_page_keeps_no_other_away(
    example: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever a page does to what judges it."""

    def broken(name: str, data: bytes) -> Any:
        if "bad" in name:
            raise ZeroDivisionError("by nothing")
        return read_page(name, data)

    monkeypatch.setattr(command, "read", broken)
    for name in ("bad", "good"):
        (tmp_path / f"{name}.html").write_text("<p>No markup")
    bad, good = _audit(example, tmp_path)
    assert (bad["rule"], good["rule"]) == ("unread", "unmarked") and "ZeroDivisionError" in bad["page"]
