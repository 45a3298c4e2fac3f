"""Fetching pages: whole or not at all, within a time, and from nowhere that the person did not mean."""

import gzip
import socket
import ssl
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from socketserver import StreamRequestHandler, ThreadingTCPServer
from typing import Any

import pytest

from kg.audit import request
from kg.audit.fetch import Fetcher
from kg.audit.public import is_public
from kg.audit.robots import Rules
from kg.system.errors import ReelgraphError

Said = bytes | Callable[["Host", Any], None]
PAGE = b"<p>A page"
CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"


class Host(ThreadingTCPServer):
    """A host on loopback that answers paths with bytes as they are, and knows what it was asked for."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, answers: dict[str, Said]) -> None:
        """What it says, by path."""
        self.answers = {"/robots.txt": _ok(b"User-agent: *\nDisallow: /private/\n"), **answers}
        self.asked: list[str] = []
        self.heads: list[str] = []
        self.ended = threading.Event()
        super().__init__(("127.0.0.1", 0), _Handler)

    @property
    def port(self) -> int:
        """Its port."""
        return int(self.server_address[1])

    def at(self, path: str, host: str = "127.0.0.1") -> str:
        """The address of a path."""
        return f"http://{host}:{self.port}{path}"


class _Handler(StreamRequestHandler):
    server: Host

    def handle(self) -> None:
        """Answer one request."""
        self.server.asked.append(self.rfile.readline(9999).decode().split(" ")[1])
        while line := self.rfile.readline(9999).strip():
            self.server.heads.append(line.decode())
        answer = self.server.answers.get(self.server.asked[-1], b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")
        with suppress(OSError):  # who asked may have gone
            answer(self.server, self.wfile) if callable(answer) else self.wfile.write(answer)


def _ok(body: bytes, head: bytes = b"") -> bytes:
    return b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n%s\r\n%s" % (len(body), head, body)


def _to(location: str, status: int = 302) -> bytes:
    return f"HTTP/1.1 {status} Found\r\nLocation: {location}\r\nContent-Length: 0\r\n\r\n".encode()


def _slowly(*parts: bytes) -> Callable[[Host, Any], None]:
    """One part after the other, and the last one again and again, ten a second."""

    def say(host: Host, out: Any) -> None:
        left = list(parts)
        while not host.ended.wait(0.1):
            out.write(left.pop(0) if len(left) > 1 else left[0])

    return say


Start = Callable[..., Host]


@pytest.fixture
def start() -> Iterator[Start]:
    """Starts hosts, which end with the test."""
    hosts: list[tuple[Host, threading.Thread]] = []

    def begin(**answers: Said) -> Host:
        host = Host({f"/{path}": answer for path, answer in answers.items()})
        thread = threading.Thread(target=host.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        hosts.append((host, thread))
        return host

    yield begin
    for host, thread in hosts:
        host.ended.set()
        host.shutdown()
        host.server_close()
        thread.join(5)


def _get(name: str, *named: str) -> bytes:
    return Fetcher(named or [name], lambda seconds: None).get(name)


WHOLE = [
    ("with its length", _ok(PAGE)),
    ("until the end", b"HTTP/1.0 200 OK\r\n\r\n" + PAGE),
    ("in chunks", CHUNKED + b"9\r\n" + PAGE + b"\r\n0\r\n\r\n"),
    ("packed", _ok(gzip.compress(PAGE), b"Content-Encoding: gzip\r\n")),
    ("behind another word", b"HTTP/1.1 100 Continue\r\n\r\n" + _ok(PAGE)),
]


@pytest.mark.parametrize("said", [case[1] for case in WHOLE], ids=[case[0] for case in WHOLE])
def test_a_whole_answer(said: bytes, start: Start) -> None:
    """Its bytes come, however they are sent."""
    assert _get(start(page=said).at("/page")) == PAGE


NO_END = "the answer is incomplete: its chunks are cut off or broken"
BROKEN = [
    (b"HTTP/1.1 200 OK\r\nContent-Length: 2000\r\n\r\n" + PAGE, "the answer ends after 9 of 2,000 bytes"),
    (CHUNKED + b"99\r\n" + PAGE, NO_END),
    (CHUNKED + b"9\r\n" + PAGE + b"\r\n", NO_END),
    (CHUNKED + b"9;" + b"x" * 10_000_000, "the headers of the answer are too long"),
    (CHUNKED + b"zz\r\n" + PAGE, NO_END),
    (CHUNKED + b"-5\r\n" + PAGE, "the answer breaks the rules of HTTP"),
    (_ok(gzip.compress(PAGE)[:-3], b"Content-Encoding: gzip\r\n"), "compressed, but cut off: its end is missing"),
    (_ok(PAGE, b"Content-Encoding: gzip\r\n"), "is declared as compressed with gzip, but is not"),
    (_ok(b"\x1f\x8b" + PAGE, b"Content-Encoding: X-GZIP\r\n"), "is declared as compressed with x-gzip, but is not"),
    (_ok(gzip.compress(PAGE), b"Content-Encoding: zstd\r\n"), "is declared as compressed with zstd, but is not"),
    (_ok(PAGE, b"Content-Encoding: br\r\n"), "is compressed as br, which was not requested"),
    (_ok(gzip.compress(bytes(40_000_000)), b"Content-Encoding: gzip\r\n"), "larger than 20000000 bytes"),
    (_ok(bytes(20_000_001)), "larger than 20 MB"),
    (_ok(b"%PDF-1.4", b"Content-Type: Application/PDF\r\n"), "is not HTML, but application/pdf"),
    (_ok(b"{}", b"Content-Type: application/ld+json; charset=utf-8\r\n"), "is not HTML, but application/ld+json"),
    (b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 9999, "the headers of the answer are too long"),
    (b"HTTP/1.1 200 OK\r\nX: " + b"y" * 99_999, "the headers of the answer are too long"),
    (b"SSH-2.0-OpenSSH_9.2\r\n", "the answer is not HTTP"),
    (PAGE, "the answer is not HTTP"),
    (b"", "the host closed the connection without an answer"),
    (b"HTTP/1.1 abc\r\n\r\n", "the answer is not HTTP"),
    (
        b"HTTP/1.1 302 Found\r\nLocation: http://\xed\xa0\x80/\r\n\r\n",
        "redirects to http://í \\x80/, which is not the address of a page",
    ),
    (b"HTTP/1.1 410 Gone\r\nContent-Length: 0\r\n\r\n", "HTTP 410 Gone"),
    (b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\n", "HTTP 302 Found"),
]


@pytest.mark.parametrize(("said", "why"), BROKEN, ids=[f"{number} {case[1]}" for number, case in enumerate(BROKEN)])
def test_an_answer_that_is_not_whole(said: bytes, why: str, start: Start) -> None:
    """Is never taken for a page; what is wrong is said in plain words."""
    host = start(page=said)
    with pytest.raises(ReelgraphError) as error:
        _get(host.at("/page"))
    assert str(error.value) == why


@pytest.mark.parametrize(
    "said", ["text/html;charset=utf-8", "application/xhtml+xml", "text/plain", "application/x-gzip", ""]
)
def test_what_may_be_a_page(said: str, start: Start) -> None:
    """Or a sitemap, by its media type; one that hosts give to files that they do not know."""
    assert _get(start(page=_ok(PAGE, f"Content-Type: {said}\r\n".encode())).at("/page")) == PAGE


def test_why_a_step_cannot_be_taken(start: Start) -> None:
    """Where it leads to, and the cause."""
    host = start(a=_to("/b"), b=_to("http://127.0.0.1:1/c"), d=_to("/e"), e=b"")
    private = "not fetched: the address 127.0.0.1 is not public; to fetch it, give an address of that host as a PAGE"
    for path, why in (
        ("/a", f"redirects to http://127.0.0.1:1/c: {private}"),
        ("/d", f"redirects to {host.at('/e')}: the host closed the connection without an answer"),
    ):
        with pytest.raises(ReelgraphError) as error:
            _get(host.at(path))
        assert str(error.value) == why


HEAD = b"HTTP/1.1 200 OK\r\n"
SLOW = [
    ("its body", _slowly(HEAD + b"\r\n", b"x")),
    ("its body, with a length", _slowly(HEAD + b"Content-Length: 99999\r\n\r\n", b"x")),
    ("its body, in chunks", _slowly(HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n")),
    ("its head", _slowly(HEAD, b"X: y\r\n")),
    ("one line of its head", _slowly(HEAD + b"X: ", b"y")),
    ("words before the answer", _slowly(b"HTTP/1.1 100 Continue\r\n\r\n")),
    ("nothing at all", lambda host, out: host.ended.wait(20) and None),
]


@pytest.mark.parametrize("said", [case[1] for case in SLOW], ids=[case[0] for case in SLOW])
@pytest.mark.parametrize("path", ["page", "robots.txt"])
@pytest.mark.slow
def test_an_answer_that_does_not_end(path: str, said: Said, start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    """The time is for the whole of it, however steadily it comes, and no thread is left waiting."""
    monkeypatch.setattr(request, "SECONDS", 0.5)
    host, begun, before = start(**{path: said}), time.monotonic(), threading.active_count()
    with pytest.raises(ReelgraphError, match="no complete answer"):
        _get(host.at("/page"))
    assert time.monotonic() - begun < 5
    host.ended.set()
    deadline = time.monotonic() + 5
    while threading.active_count() > before and time.monotonic() < deadline:
        time.sleep(0.01)
    assert threading.active_count() <= before


def test_tls_that_does_not_begin(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    """The time counts from the first byte."""
    monkeypatch.setattr(request, "SECONDS", 0.5)
    host = start()
    host.RequestHandlerClass = _Silent
    with pytest.raises(ReelgraphError, match=r"no complete answer|cannot be read"):
        _get(host.at("/page").replace("http:", "https:"))


class _Silent(StreamRequestHandler):
    server: Host

    def handle(self) -> None:
        """Say a byte of TLS now and then."""
        with suppress(OSError):
            while not self.server.ended.wait(0.1):
                self.wfile.write(b"\x16")


def test_tls_is_by_the_name_of_the_host(start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A certificate counts if somebody trusted has signed it, and for the name that was asked for alone."""
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"]
    command += ["-addext", "subjectAltName=DNS:localhost", "-keyout", str(key), "-out", str(certificate)]
    subprocess.run(command, check=True, capture_output=True, timeout=60)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    host = start(page=_ok(PAGE))
    host.socket = context.wrap_socket(host.socket, server_side=True, do_handshake_on_connect=False)
    name = host.at("/page", "localhost").replace("http:", "https:")
    with pytest.raises(ReelgraphError, match="self-signed certificate"):
        _get(name)
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    assert _get(name) == PAGE
    with pytest.raises(ReelgraphError, match=r"127\.0\.0\.1"):
        _get(name.replace("localhost", "127.0.0.1"))


def test_a_redirect_is_followed(start: Start) -> None:
    """Relative ones too, as long as each step may be taken."""
    host = start(a=_to("b", 301), b=_to("/c?d=1#e", 308), **{"c?d=1": _ok(PAGE)})
    assert _get(host.at("/a")) == PAGE
    assert host.asked == ["/robots.txt", "/a", "/b", "/c?d=1"]


def test_robots_txt_of_each_host_is_asked(start: Start) -> None:
    """A redirect to another host is judged by that host's rules, and one to a private path by its own."""
    there = start(**{"private/page": _ok(PAGE), "page": _ok(PAGE)})
    here = start(a=_to(there.at("/private/page")), b=_to(there.at("/page")), c=_to("/private/x"))
    with pytest.raises(ReelgraphError, match=r"robots\.txt"):
        _get(here.at("/a"), here.at("/"), there.at("/"))
    assert there.asked == ["/robots.txt"]
    assert _get(here.at("/b"), here.at("/"), there.at("/")) == PAGE
    with pytest.raises(ReelgraphError, match=r"robots\.txt"):
        _get(here.at("/c"))
    assert "/private/x" not in here.asked


def test_a_host_that_does_not_give_its_rules_is_not_asked(start: Start) -> None:
    """A fault of the host allows nothing, and a host without rules all (RFC 9309, 2.3.1.3 and 2.3.1.4)."""
    broken = b"HTTP/1.1 503 Unavailable\r\nContent-Length: 0\r\n\r\n"
    host = start(page=_ok(PAGE), **{"robots.txt": broken})
    with pytest.raises(ReelgraphError, match=r"robots\.txt cannot be read.*503"):
        _get(host.at("/page"))
    assert host.asked == ["/robots.txt"]
    none = start(page=_ok(PAGE), **{"robots.txt": b"HTTP/1.1 403 No\r\nContent-Length: 0\r\n\r\n"})
    assert _get(none.at("/page")) == PAGE


def test_a_redirect_that_has_no_end(start: Start) -> None:
    """Is left after five steps."""
    host = start(a=_to("/a"))
    with pytest.raises(ReelgraphError, match="more than 5 times"):
        _get(host.at("/a"))
    assert host.asked.count("/a") == 6


PRIVATE = ["127.0.0.1", "localhost", "127.1", "2130706433", "0x7f000001", "[::ffff:127.0.0.1]", "0.0.0.0", "LOCALHOST."]


@pytest.mark.parametrize("host", PRIVATE)
def test_a_redirect_to_a_private_address_is_not_followed(host: str, start: Start) -> None:
    """However it is written; the host there hears nothing."""
    there = start(page=_ok(PAGE))
    here = start(a=_to(there.at("/page", host)))
    with pytest.raises(ReelgraphError, match=r"is not public|cannot be read"):
        _get(here.at("/a"))
    assert there.asked == []


def test_a_robots_txt_leads_to_no_private_address(start: Start) -> None:
    """It is fetched by the rules of pages."""
    there = start(page=_ok(PAGE))
    here = start(page=_ok(PAGE), **{"robots.txt": _to(there.at("/page"))})
    with pytest.raises(ReelgraphError, match="is not public"):
        _get(here.at("/page"))
    assert there.asked == []


ELSEWHERE = [
    "ftp://127.0.0.1/x",
    "file:///etc/passwd",
    "data:text/html,x",
    "javascript:1",
    "http://[x",
    "http://",
    "//",
]
ELSEWHERE += ["http://a:b@127.0.0.1/", "http://127.0.0.1:99999/", "http://\x00/", "http://" + "a" * 64 + ".example/"]


@pytest.mark.parametrize("location", ELSEWHERE)
def test_a_redirect_to_what_is_no_page(location: str, start: Start) -> None:
    """Only to http and https, and to what is an address at all."""
    host = start(a=_to(location))
    with pytest.raises(ReelgraphError):
        _get(host.at("/a"))


@pytest.mark.parametrize("name", [*ELSEWHERE, "http://", "https:///x", "http://[::1", "http://a b/", "http://%/"])
def test_a_name_that_is_no_address(name: str) -> None:
    """Is a line, with nothing asked of anybody."""
    with pytest.raises(ReelgraphError):
        Fetcher([], lambda seconds: None).get(name)


def test_a_name_is_looked_up_once(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was judged is what is connected to; a second answer of the name's host would be another one."""
    host, asked, real = start(page=_ok(PAGE)), [], socket.getaddrinfo

    def look_up(name: str, *rest: Any, **more: Any) -> Any:
        asked.append(name)
        return real("127.0.0.1" if name == "films.example" else name, *rest, **more)

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    name = host.at("/page", "films.example")
    with pytest.raises(ReelgraphError, match="is not public"):
        Fetcher([], lambda seconds: None).get(name)
    assert host.asked == []
    asked.clear()
    assert _get(name) == PAGE
    assert asked == ["films.example"] * 2, "once for robots.txt, once for the page"
    assert f"Host: films.example:{host.port}" in host.heads


def test_a_look_up_that_does_not_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """The time is for it too."""
    ended = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: ended.wait(30))
    monkeypatch.setattr(request, "SECONDS", 0.2)
    begun = time.monotonic()
    with pytest.raises(ReelgraphError, match="no complete answer"):
        _get("http://films.example/page")
    assert time.monotonic() - begun < 5
    ended.set()


def test_a_host_is_asked_slowly(start: Start) -> None:
    """A pause of a second between pages, or what the host wants, at most half a minute."""
    host, slept = start(a=_to("/b"), b=_ok(PAGE)), list[float]()
    Fetcher([host.at("/")], slept.append).get(host.at("/a"))
    assert len(slept) == 1 and 0.5 < slept[0] <= 1
    host.answers["/robots.txt"] = _ok(b"User-agent: *\nCrawl-delay: 99\n")
    Fetcher([host.at("/")], slept.append).get(host.at("/a"))
    assert 29 < slept[1] <= 30
    host.answers["/robots.txt"] = _ok(b"User-agent: *\nCrawl-delay: %s\n" % (b"9" * 400))
    Fetcher([host.at("/")], slept.append).get(host.at("/a"))
    assert 29 < slept[2] <= 30


PUBLIC = ["93.184.216.34", "2606:4700::1111", "64:ff9b::5db8:d822", "2002:5db8:d822::1", "::ffff:93.184.216.34"]
NOT_PUBLIC = [
    *("127.0.0.1", "127.9.9.9", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0"),
    *("224.0.0.1", "240.0.0.1", "255.255.255.255", "192.0.2.1", "::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1"),
    *("ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "2001:db8::1", "fec0::1"),
]


@pytest.mark.parametrize("address", PUBLIC)
def test_a_public_address(address: str) -> None:
    """One of the internet at large."""
    assert is_public(address)


@pytest.mark.parametrize("address", NOT_PUBLIC)
def test_an_address_that_is_not_public(address: str) -> None:
    """Of this machine, this network, or nobody; and what leads to such a one."""
    assert not is_public(address)


RULES = [
    ("Disallow: /*?print=", "/film/?print=1", False),
    ("Disallow: /*?print=", "/film/", True),
    ("Disallow: /*.html$", "/a/b.html", False),
    ("Disallow: /*.html$", "/a/b.html?c", True),
    ("Disallow: /$", "/", False),
    ("Disallow: /$", "/film/", True),
    ("Disallow: /*/private/*/x", "/a/private/b/x/y", False),
    ("Disallow: /\nAllow: /film/", "/film/a", True),
    ("Allow: /film/\nDisallow: /", "/person/a", False),
    ("Allow: /film/\nDisallow: /film/old", "/film/old-one", False),
    ("Disallow: /film\nAllow: /film", "/film", True),
    ("Disallow: /caf%C3%A9", "/café", False),
    ("Disallow: /café", "/caf%c3%a9", False),
    ("Disallow:", "/a", True),
    ("Disallow: /\n\nUser-agent: ReelGraph\nDisallow: /b", "/a", True),
    ("Disallow: /\n\nUser-agent: reelgraph/2.0 # us\nDisallow: /b", "/b", False),
    ("Disallow: /a\n\nUser-agent: reelgraph-images\nUser-agent: graph\nUser-agent: 0\nDisallow: /b", "/b", True),
    ("Disallow: /a\n\nUser-agent: one\nUser-agent: reelgraph\nUser-agent: two\nDisallow: /b", "/b", False),
    ("User-agent: one\nDisallow: /a", "/a", False),
    ("Disallow: /a\n\nuser agent: one\nDisallow: /b", "/b", True),
    ("Disallow: /a\n\nUser-agent: *one\nDisallow: /b", "/b", True),
]


@pytest.mark.parametrize(("said", "path", "allowed"), RULES)
def test_rules(said: str, path: str, allowed: bool) -> None:
    """By RFC 9309: wildcards count, the longest rule wins, the group of our name stands for all others."""
    assert (
        Rules("reelgraph/0.1.0", f"\ufeffUser-agent: *\n{said}\n".encode()).allow(f"http://h.example{path}") == allowed
    )


NUMBERS = range(20_000)
HOSTILE = [
    "".join(f"User-agent: a{n}\n" for n in NUMBERS) + "".join(f"Disallow: /{n}\n" for n in NUMBERS),
    "".join(f"user\tAgent *a{n}\n" for n in NUMBERS) + "".join(f"Disallow: /{n}\n" for n in NUMBERS),
    "User-agent: a\nUser-agent: *\n" + "".join(f"Disallow: /*a*{n}$\n" for n in NUMBERS),
    "User-agent: *\nDisallow: /" + "*a" * 250_000,
    "User-agent: *\nDisallow: /" + "%41" * 160_000,
    "User-agent: *\nDisallow: " + "$" * 500_000,
    "user-agent" + " " * 500_000,
    "crawl-delay" * 50_000,
    "User-agent: *\nRequest-rate: " + "9" * 500_000,
]


@pytest.mark.parametrize("said", HOSTILE, ids=[said[:12] for said in HOSTILE])
def test_rules_take_no_time(said: str) -> None:
    """Half a megabyte of whatever it is, and a long address to be judged by it."""
    begun = time.process_time()
    Rules("reelgraph", said.encode()).allow("http://h.example/" + "a" * 2000)
    assert time.process_time() - begun < 3


@pytest.mark.parametrize(
    ("said", "seconds"), [("0.5", 0.5), ("9" * 400, 999_999_999), ("nan", 0), ("inf", 0), ("-5", 0), ("1e999", 0)]
)
def test_a_delay_is_a_number_of_seconds(said: str, seconds: float) -> None:
    """Of however many digits; what is none is not heard."""
    assert Rules("reelgraph", f"User-agent: *\nCrawl-delay: {said}\n".encode()).pause() == seconds


ODD_RULES = [
    (b"User-agent: *\nDisallow: //[x\nDisallow: /private/\n", "/private/a", False),
    ("User-agent: *\nCrawl-delay: ²\nDisallow: /private/\n".encode(), "/private/a", False),
    (b"\xff\xfe\x00", "/a", True),
    (b"User-agent: *\nDisallow: " + b"/" * 600_000, "/a", True),
]


@pytest.mark.parametrize(("said", "path", "allowed"), ODD_RULES)
def test_rules_that_nobody_understands(said: bytes, path: str, allowed: bool) -> None:
    """One such line takes no other away."""
    assert Rules("reelgraph", said).allow(f"http://h.example{path}") == allowed
