"""One HTML page that needs nothing else, and loads nothing."""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.report.report import Report
from kg.system.terminal import lines

if TYPE_CHECKING:
    from jinja2 import Environment, Template

_TEMPLATES = Path(__file__).parent / "templates"


def written(report: Report) -> str:
    """The page of a report: what it comes to, then a heading for each part, with its tables."""
    return _template().render(report=report)


def environment(folder: Path, **options: Any) -> Environment:
    """How templates in a folder are read: all text is escaped, and a name that is not known is an error."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
        **options,
    )


@cache
def _template() -> Template:
    from markupsafe import Markup

    style = (_TEMPLATES / "report.css").read_text("utf-8")
    digest = b64encode(sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'"
    # A style sheet is no text of HTML: nothing in it is escaped.
    told = environment(_TEMPLATES, finalize=_told, keep_trailing_newline=True)
    return told.get_template("report.html", globals={"style": Markup(style), "policy": policy})


def _told(value: Any) -> Any:
    """What others say is seen as it is: nothing in it turns or hides the text around it."""
    return lines(value) if type(value) is str else value
