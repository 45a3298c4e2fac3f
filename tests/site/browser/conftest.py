"""The example's site as people see it: from a plain file server, in a folder of a host, in a real browser."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, Response, Route, sync_playwright

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-sync"
FOLDER = "some/where"
PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" width="1600" height="900"/>'


@dataclass
class Visit:
    """A tab, and what went wrong in it."""

    page: Page
    wrong: list[str] = field(default_factory=list)

    def heard(self, message: ConsoleMessage) -> None:
        """The browser says something."""
        if message.type in ("error", "warning"):
            self.wrong.append(f"{message.type}: {message.text}")

    def answered(self, response: Response) -> None:
        """The server says something."""
        if response.status >= 400:
            self.wrong.append(f"{response.status}: {response.url}")

    def failed(self, request: Request) -> None:
        """A request came to nothing; one that ends because the page is left is nobody's fault."""
        if request.failure != "net::ERR_ABORTED":
            self.wrong.append(f"failed: {request.url}: {request.failure}")


Open = Callable[..., Page]
"""Opens a tab with the options of a browser context; whatever goes wrong in it fails the test."""


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def address(example: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the site."""
    host = tmp_path_factory.mktemp("host")
    (host / FOLDER).parent.mkdir()
    (host / FOLDER).symlink_to(example.resolve())
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=host))
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/{FOLDER}/"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium."""
    if not CHROMIUM.exists():
        pytest.skip(f"there is no {CHROMIUM}")
    with sync_playwright() as playwright:
        flags = [*FLAGS.split(), "--disable-component-update"]
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=flags)
        yield browser
        browser.close()


@pytest.fixture
def open_tab(browser: Browser, address: str) -> Iterator[Open]:
    """Opens tabs at the site. Pictures of others are not fetched, but there."""
    visits: list[Visit] = []

    def others(route: Route) -> None:
        if route.request.resource_type == "image":
            route.fulfill(content_type="image/svg+xml", body=PICTURE)
        else:
            route.abort()

    def opened(**options: Any) -> Page:
        context = browser.new_context(base_url=address, **options)
        context.set_default_timeout(20_000)
        context.route(lambda url: not url.startswith(address), others)
        visit = Visit(context.new_page())
        visit.page.on("console", visit.heard)
        visit.page.on("response", visit.answered)
        visit.page.on("pageerror", lambda error: visit.wrong.append(f"thrown: {error}"))
        visit.page.on("requestfailed", visit.failed)
        visits.append(visit)
        return visit.page

    yield opened
    for visit in visits:
        visit.page.context.close()
    assert [wrong for visit in visits for wrong in visit.wrong] == []
