"""Addresses of things that are part of others now: pages, data and hosts lead on."""

import http.client
import json
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote, unquote

import pyoxigraph as ox
import pytest

import kg
from kg.pipeline.build import build
from kg.release import redirects
from kg.release.redirects import Redirect

BASE = "https://films.example/the%20films/"
CATALOGUE = f"""
name = "Films"
base = "{BASE}"
publisher = "Films"
licence = "https://creativecommons.org/publicdomain/zero/1.0/"
languages = ["en", "nl"]

[[sources]]
name = "own"
path = "films.jsonl"
reader = "native"
licence = "https://creativecommons.org/publicdomain/zero/1.0/"
"""
KIN = {"title": "Kin", "year": 2000, "directors": [{"name": "Ann Lee"}], "source": {"key": "a"}}
KINSHIP = {"title": "Kinship", "year": 2001, "cast": [{"name": "J. Q. Roe"}], "source": {"key": "b"}}
ROE = {"title": "Kinship", "year": 2001, "cast": [{"name": "Jo Quinn Roe"}], "source": {"key": "c"}}
ANSWER = "subject_id,predicate_id,object_id,author_id\nfilm:record:own/a,skos:exactMatch,film:record:own/b,ann\n"

OLD, NEW = "film/kinship-2001/", "film/kin-2000/"
MOVED = {OLD: NEW, "person/j-q-roe/": "person/jo-quinn-roe/"}
FORMS = {"index.nt": "ntriples", "index.ttl": "turtle", "index.jsonld": "jsonld"}
NGINX, APACHE = Path("/usr/sbin/nginx"), Path("/usr/sbin/apache2")


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two releases: an answer makes two films one, and a record that comes later says who J. Q. Roe is."""
    folder = tmp_path_factory.mktemp("redirects")
    (folder / "catalogue").mkdir()
    (folder / "catalogue/catalogue.toml").write_text(CATALOGUE, "utf-8")
    _build(folder, "2026-01-01", KIN, KINSHIP)
    (folder / "catalogue/matches.csv").write_text(ANSWER, "utf-8")
    _build(folder, "2026-02-02", KIN, KINSHIP, ROE)
    return folder / "out"


def _build(folder: Path, date: str, *films: object) -> tuple[str, ...]:
    (folder / "catalogue/films.jsonl").write_text("".join(json.dumps(film) + "\n" for film in films), "utf-8")
    return build(folder / "catalogue", folder / "out", date=date).losses


def test_a_page_leads_on_in_every_language(out: Path) -> None:
    """At once, by a relative link, and search engines are told the new address."""
    for old, new in MOVED.items():
        for language in ("", "nl/"):
            html = (out / "current" / language / old / "index.html").read_text("utf-8")
            assert f'content="0; url=../../{new}"' in html
            assert f'<link rel="canonical" href="{BASE}{language}{new}">' in html
            assert (out / "current" / language / new / "index.html").is_file()


@pytest.mark.parametrize("name", FORMS)
def test_the_data_says_what_has_taken_its_place(name: str, out: Path) -> None:
    """All forms are one graph: by a term of Dublin Core, with the name of the new thing."""
    read = {
        form: getattr(ox.RdfFormat, form.upper().replace("NTRIPLES", "N_TRIPLES").replace("JSONLD", "JSON_LD"))
        for form in FORMS.values()
    }
    graph = {str(quad.triple) for quad in ox.parse(path=out / "current" / OLD / name, format=read[FORMS[name]])}
    replaced = f"<{BASE}{OLD}#this> <http://purl.org/dc/terms/isReplacedBy> <{BASE}{NEW}#this>"
    assert replaced in graph
    assert any(line.startswith(f"<{BASE}{NEW}#this> <http://schema.org/name>") for line in graph)
    assert all(line.split()[0] in {f"<{BASE}{OLD}#this>", f"<{BASE}{NEW}#this>"} for line in graph)


def test_what_has_moved_is_in_no_dump_and_no_sitemap(out: Path) -> None:
    """The published graph has the new thing alone; crawlers are sent to it."""
    for folder in ("dump", "search", "evidence", "feed"):
        for path in (out / "current" / folder).rglob("*"):
            assert not path.is_file() or b"kinship-2001" not in path.read_bytes(), path
    assert "kinship-2001" not in (out / "current/sitemap/1.xml").read_text("utf-8")


def test_a_later_build_keeps_them(out: Path, tmp_path: Path) -> None:
    """They come from the ledger, so they are there as long as it is; a thing that is back has its page again."""
    shutil.copytree(out.parent, tmp_path / "all", symlinks=True)
    assert _build(tmp_path / "all", "2026-03-03", KIN, KINSHIP, ROE) == ()
    assert "url=../../film/kin-2000/" in (tmp_path / "all/out/current" / OLD / "index.html").read_text("utf-8")
    different = ANSWER.replace("skos:exactMatch", "owl:differentFrom")
    (tmp_path / "all/catalogue/matches.csv").write_text(different, "utf-8")
    _build(tmp_path / "all", "2026-04-04", KIN, KINSHIP, ROE)
    assert "<h1>" in (page := (tmp_path / "all/out/current" / OLD / "index.html").read_text("utf-8"))
    assert 'http-equiv="refresh"' not in page
    assert OLD not in (tmp_path / "all/out/current/_redirects").read_text("utf-8")


def test_an_address_leads_on_when_what_it_was_is_in_no_source(out: Path, tmp_path: Path) -> None:
    """The records of the old names are gone, and so is the answer: in every later release, by the ledger alone."""
    shutil.copytree(out.parent, tmp_path / "all", symlinks=True)
    (tmp_path / "all/catalogue/matches.csv").unlink()
    for date in ("2026-03-03", "2026-04-04"):
        assert "person/j-q-roe/" not in _build(tmp_path / "all", date, KIN, ROE)
        moved = {redirect.old: redirect.new for redirect in redirects.read(tmp_path / "all/out/current")}
        assert moved[f"{BASE}person/j-q-roe/#this"] == f"{BASE}person/jo-quinn-roe/#this"
        assert (tmp_path / "all/out/current/person/j-q-roe/index.ttl").is_file()


def test_our_own_redirects_are_no_findings(out: Path) -> None:
    """An audit of the release finds nothing on the pages of what has moved."""
    page = out / "current" / OLD / "index.html"
    found = kg.open(out).audit(str(page))
    assert found.pages == 1 and not found.findings


def test_static_hosts_are_told(out: Path) -> None:
    """A line for everything below the old address, in each language."""
    lines = (out / "current/_redirects").read_text("utf-8").splitlines()
    assert f"/the%20films/nl/{OLD}* /the%20films/nl/{NEW}:splat 301" in lines
    assert len(lines) == 2 * len(MOVED)


@contextmanager
def _served(command: list[str], port: int) -> Iterator[http.client.HTTPConnection]:
    """A server in the foreground, asked as soon as it answers."""
    server = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    try:
        for _ in range(100):
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
                break
            except OSError:
                assert server.poll() is None, server.communicate()[0].decode()
                time.sleep(0.05)
        yield http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    finally:
        server.terminate()
        server.wait(10)


def _free() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


ROOTS = [
    "/",
    "/the%20films/",
    "/é/",
    "/%C3%A9/",
    "/a%22b/",
    "/$1/$uri/",
    "/a%5Cb%5C%5C/",
    "/a'b;c+d*/",
    "/x.y/~z/%25/",
    "/%24uri/%22/",
]


@pytest.fixture(params=ROOTS)
def served(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Path, str]:
    """A folder with the configuration of hosts, what they serve in `www`, and the path of the base in it."""
    base = f"https://films.example{request.param}"
    moved = [Redirect(f"{base}{old}#this", f"{base}{new}#this") for old, new in sorted(MOVED.items())]
    redirects.write(tmp_path, base, moved, ("en", "nl"))
    www = tmp_path / "www" / unquote(request.param).strip("/")
    for folder in ("", "nl/"):
        for new in MOVED.values():
            (www / folder / new).mkdir(parents=True)
            for name in ("index.html", *FORMS):
                (www / folder / new / name).write_text(name)
    return tmp_path, quote(request.param, safe="/%$';+*~.")


def _check(connection: http.client.HTTPConnection, root: str) -> None:
    """Page and data of the old addresses are those of the new ones; what is beside them is not led away."""
    for old, new in MOVED.items():
        for folder in ("", "nl/"):
            for name in ("", *FORMS):
                status, where, _ = _got(connection, f"{root}{folder}{old}{name}")
                assert (status, unquote(where)) == (301, unquote(f"{root}{folder}{new}{name}"))
                assert where.isascii()
                assert _got(connection, where) == (200, "", (name or "index.html").encode())
        assert _got(connection, f"{root}{old[:-1]}-2/")[0] == 404


def _got(connection: http.client.HTTPConnection, path: str) -> tuple[int, str, bytes]:
    connection.request("GET", path)
    answer = connection.getresponse()
    body = answer.read()
    where = (answer.getheader("Location") or "").partition("://")[2].partition("/")
    return answer.status, f"/{where[2]}" if where[1] else "", body


@pytest.mark.slow
@pytest.mark.skipif(not NGINX.exists(), reason="nginx is not there")
def test_nginx_redirects(served: tuple[Path, str]) -> None:
    """With the file included in a server."""
    folder, root = served
    port = _free()
    (folder / "nginx.conf").write_text(
        f"""daemon off; pid {folder}/pid; error_log {folder}/error.log; user root;
        events {{}}
        http {{
            access_log off; client_body_temp_path {folder}/a; proxy_temp_path {folder}/b; fastcgi_temp_path {folder}/c;
            uwsgi_temp_path {folder}/d; scgi_temp_path {folder}/e;
            server {{ listen 127.0.0.1:{port}; root {folder}/www; include {folder}/redirects/nginx.conf; }}
        }}"""
    )
    with _served([str(NGINX), "-p", str(folder), "-c", str(folder / "nginx.conf")], port) as connection:
        _check(connection, root)


@pytest.mark.slow
@pytest.mark.skipif(not APACHE.exists(), reason="Apache is not there")
def test_apache_redirects(served: tuple[Path, str]) -> None:
    """With the file included."""
    folder, root = served
    port, modules = _free(), ("mpm_event", "authz_core", "alias", "dir")
    loaded = "".join(f"LoadModule {name}_module /usr/lib/apache2/modules/mod_{name}.so\n" for name in modules)
    (folder / "apache.conf").write_text(
        f"{loaded}ServerRoot {folder}\nServerName localhost\nListen 127.0.0.1:{port}\nPidFile {folder}/pid\n"
        f"ErrorLog {folder}/error.log\nDefaultRuntimeDir {folder}\nMutex sem\nDocumentRoot {folder}/www\n"
        f"DirectoryIndex index.html\nInclude {folder}/redirects/apache.conf\n"
    )
    with _served([str(APACHE), "-X", "-f", str(folder / "apache.conf")], port) as connection:
        _check(connection, root)
