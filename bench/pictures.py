"""The pictures of the README: `python bench/pictures.py OUT`, for a release of the example catalogue in OUT."""

import sys
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from playwright.sync_api import sync_playwright

_FOLDER = Path(__file__).parents[1] / "docs" / "pictures"
_CHROMIUM = "/usr/bin/chromium"
_FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-sync"]
# Name, page, width, height, colours.
_PICTURES = (
    ("films", "film/", 1280, 800, "light"),
    ("film", "film/all-of-us-strangers-2023/", 1280, 800, "dark"),
    ("overview", "overview/", 1280, 800, "light"),
)


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


def main(release: Path) -> None:
    """Serve the release for as long as it takes to look at it."""
    _FOLDER.mkdir(exist_ok=True)
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(release)))
    Thread(target=server.serve_forever, daemon=True).start()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=_CHROMIUM, args=_FLAGS)
        for name, path, width, height, colours in _PICTURES:
            context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=colours)
            page = context.new_page()
            page.goto(f"http://127.0.0.1:{server.server_address[1]}/{path}")
            page.wait_for_load_state("networkidle")
            page.screenshot(path=_FOLDER / f"{name}.png")
            context.close()
        browser.close()
    server.shutdown()


if __name__ == "__main__":
    main(Path(sys.argv[1]) / "current")
