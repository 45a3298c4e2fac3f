"""Templates. Every page is a template, its frame, and what it shows; the template decides how that looks."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, Template
from markupsafe import Markup

from kg.report.html import environment
from kg.site import forms
from kg.site.fitting import cut
from kg.site.frame import Frame, Site
from kg.site.head import Head
from kg.site.marked import embedded
from kg.site.view import linkable
from kg.site.words import worded, words

# What a page may load: nothing of others but pictures, and of ours what stands in files. The search runs WebAssembly.
POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' http: https:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'"
)

_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render(template: str, frame: Frame, head: Head, **shown: Any) -> str:
    """The HTML of a page: `template` by its name, `frame` where it stands, `shown` what the template asks for."""
    current = f"{frame.path.partition('/')[0]}/"
    top = _sections(frame.site, frame.language, frame.home, current)
    end = _end(frame.site, frame.language, frame.home, frame.root)
    own = {"canonical": head.canonical or frame.address, "markup": embedded(frame, head)}
    return _template(f"{template}.html").render(
        frame=frame,
        words=frame.words,
        translations=frame.languages(),
        head=head,
        policy=POLICY,
        top=top,
        end=end,
        **own,
        **shown,
    )


def picture(template: str, **shown: Any) -> bytes:
    """The SVG of a picture: `template` by its name in `templates/charts/`, `shown` what it asks for."""
    svg = _template(f"charts/{template}.svg").render(**shown)
    return _NOT_IN_XML.sub("\ufffd", svg).encode()


@lru_cache
def _sections(site: Site, language: str, home: str, current: str) -> Markup:
    """The way to all sections, which is the same on thousands of pages; `current` is the path of the page itself."""
    shown = {"words": words(language), "language": language, "home": home, "current": current}
    return Markup(_template("sections.html").render(sections=site.sections, programme=site.programme, **shown))


@lru_cache
def _end(site: Site, language: str, home: str, root: str) -> Markup:
    """Who publishes the site, since when, and under which licence: the same on thousands of pages."""
    shown = {"site": site, "words": words(language), "language": language, "home": home, "root": root}
    return Markup(_template("end.html").render(**shown))


def _template(name: str) -> Template:
    return _templates().get_template(name)


@cache
def _templates() -> Environment:
    """All templates: what one of them extends is compiled once."""
    templates = environment(Path(__file__).parent / "templates")
    templates.filters |= {
        "cut": cut,
        "linkable": linkable,
        "day": forms.day,
        "number": forms.number,
        "size": forms.size,
        "worded": worded,
    }
    return templates
