"""One HTML page that needs nothing else, and loads nothing."""

from base64 import b64encode
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from kg.report.report import Report
from kg.system.terminal import lines

_TEMPLATES = Path(__file__).parent / "templates"


def written(report: Report) -> str:
    """The page of a report: what it comes to, then a heading for each part, with its tables."""
    page: str = _template().render(report=report)
    return page


@cache
def _template() -> Any:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from markupsafe import Markup

    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_told,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    style = (_TEMPLATES / "report.css").read_text("utf-8")
    digest = b64encode(sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'"
    # A style sheet is no text of HTML: nothing in it is escaped.
    return environment.get_template("report.html", globals={"style": Markup(style), "policy": policy})


def _told(value: Any) -> Any:
    """What others say is seen as it is: nothing in it turns or hides the text around it."""
    return lines(value) if type(value) is str else value
