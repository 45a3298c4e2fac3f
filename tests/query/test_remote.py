"""Endpoints that misbehave: each is one clear line."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest

from kg.query import remote
from kg.query.answering import answer
from kg.system.errors import ReelgraphError

JSON = "application/sparql-results+json"
TURTLE = "text/turtle"
SELECT = "SELECT * { ?s ?p ?o }"
CONSTRUCT = "CONSTRUCT WHERE { ?s ?p ?o }"


def asked(*arguments: Any) -> str:
    """The answer as text."""
    return b"".join(answer(*arguments)).decode()


@contextmanager
def _serving(status: int, media_type: str, body: bytes) -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(status)
            self.send_header("Content-Type", media_type)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/sparql"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.mark.parametrize(
    ("status", "media_type", "body", "form", "complaint"),
    [
        (500, "text/plain", b"out of memory", "SELECT", "the endpoint refused the query"),
        (400, "text/plain", b"error at 1:1\nexpected SELECT", "SELECT", "error at 1:1"),
        (404, "text/html", b"<h1>not here</h1>", "SELECT", "the endpoint refused the query"),
        (401, "text/plain", b"", "SELECT", "the endpoint refused the query"),
        (503, "text/plain", b"", "SELECT", "the endpoint refused the query with HTTP status 503"),
        (200, "text/html", b"<!doctype html>", "SELECT", "did not answer with SPARQL results"),
        (200, JSON, b"", "SELECT", "did not answer with SPARQL results"),
        (200, JSON, b'{"error": "time out"}', "SELECT", "did not answer with SPARQL results"),
        (200, JSON, b'{"head":{"vars":["s"]},"results":{"bindings":[{"s":', "SELECT", "did not answer with"),
        (200, JSON, b"\xff\xfe\x00", "SELECT", "did not answer with SPARQL results"),
        (200, TURTLE, b"<http://a.example/> <http://b", "CONSTRUCT", "did not answer with SPARQL results"),
        (200, JSON, b'{"head":{},"boolean":true}', "CONSTRUCT", "did not answer with SPARQL results"),
        (200, JSON, b'{"head":{},"boolean":true}', "SELECT", "did not answer with SPARQL results"),
        (200, JSON, b'{"head":{"vars":[]},"results":{"bindings":[]}}', "ASK", "did not answer with SPARQL results"),
    ],
)
def test_bad_answer(status: int, media_type: str, body: bytes, form: str, complaint: str) -> None:
    """A refusal, and an answer that is none, is told in one line; nothing is shown in part."""
    with _serving(status, media_type, body) as address, pytest.raises(ReelgraphError) as raised:
        remote.ask(address, CONSTRUCT if form == "CONSTRUCT" else SELECT, form, 60)
    assert complaint in str(raised.value) and "\n" not in str(raised.value)


@pytest.mark.parametrize(
    ("address", "complaint"),
    [
        ("http://127.0.0.1:1/query", "cannot be reached: "),
        ("http://nowhere.invalid/query", "cannot be reached: "),
        ("http://[/query", "not an endpoint: "),
        ("file:///etc/passwd", "must begin with http:// or https://"),
        ("localhost:7878", "must begin with http:// or https://"),
        ("http://", "not an endpoint: "),
        ("http://127.0.0.1:99999/", "cannot be reached: "),
        ("http://127.0.0.1:1/a b", "not an endpoint: "),
    ],
)
def test_no_endpoint(address: str, complaint: str) -> None:
    """An address that nobody answers at, and one that is none, is told."""
    with pytest.raises(ReelgraphError) as raised:
        remote.ask(address, SELECT, "SELECT", 60)
    assert complaint in str(raised.value)


@pytest.mark.parametrize("slowly", [False, True], ids=["silent", "a byte a second"])
@pytest.mark.slow
def test_slow_endpoint(slowly: bool) -> None:
    """An endpoint that never answers is given up, and one that answers without end too: the time is for the whole."""

    def serve() -> None:
        with suppress(OSError):
            while taken := server.accept()[0]:
                while slowly:
                    taken.sendall(b"HTTP/1.0 200 OK\r\nX: " if not sent else b"x")
                    sent.append(taken)
                    time.sleep(0.2)
                sent.append(taken)

    sent: list[socket.socket] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        before = time.monotonic()
        with pytest.raises(ReelgraphError, match=r"cannot be reached: timed out|takes longer than 2 s") as raised:
            asked(SELECT, None, f"http://127.0.0.1:{server.getsockname()[1]}/", (), None, 2)
        assert time.monotonic() - before < 10
        assert not slowly or "takes longer than 2 s" in str(raised.value)
        server.shutdown(socket.SHUT_RDWR)
    thread.join(10)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("ASK { ?s <http://schema.org/name> 'Salt' }", "yes\n"),
        ("DESCRIBE <https://example.org/work/anonymous/#this>", '"An old song"'),
        ("CONSTRUCT { ?s ?p ?o } { ?s ?p ?o . FILTER(?o = 'Salt') }", "schema:name"),
        ("PREFIX e: <http://e.example/> # SELECT\nASK { e:a e:b e:c }", "no\n"),
    ],
)
def test_forms(query: str, expected: str, endpoint: str, tmp_path: Path) -> None:
    """Every form of query is answered over an endpoint as it is here."""
    file = tmp_path / "q.rq"
    file.write_text(query)
    assert expected in asked(str(file), None, endpoint, (), None)


def test_refused_by_the_endpoint(endpoint: str, tmp_path: Path) -> None:
    """What the endpoint says of a bad query is passed on."""
    file = tmp_path / "q.rq"
    file.write_text("SELECT * { ?s ?p }")
    with pytest.raises(ReelgraphError, match=r"refused the query: .*error at 1:"):
        asked(str(file), None, endpoint, (), None)


def test_a_variable_that_nothing_binds_is_told(endpoint: str) -> None:
    """As it is here, whatever the endpoint answers."""
    notes: list[str] = []
    list(answer("SELECT ?titel { ?s ?p ?title } LIMIT 1", None, endpoint, (), None, 60, notes.append))
    assert notes == [f"{endpoint}: ?titel is selected but never bound; did you mean ?title?"]


def test_the_endpoint_is_named_once() -> None:
    """By whoever asks, as a file with a query is."""
    with pytest.raises(ReelgraphError) as raised:
        list(answer("ASK { ?s ?p ?o }", None, "http://[x", (), None))
    assert str(raised.value).count("http://[x") == 1
