"""Templates. Every page is a template, its frame, and what it shows; the template decides how that looks."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from kg.profile import Profile
from kg.site import forms
from kg.site.frame import Frame
from kg.site.view import linkable
from kg.site.words import worded

# What a page may load: nothing of others but pictures, and of ours what stands in files. The search runs WebAssembly.
POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' http: https:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'"
)


def render(template: str, frame: Frame, **shown: Any) -> str:
    """The HTML of a page: `template` by its name, `frame` where it stands, `shown` what the template asks for."""
    return _template(template).render(frame=frame, words=frame.words, policy=POLICY, **shown)


def label(frame: Frame, labels: dict[str, str]) -> str:
    """A label in the language of a page."""
    return worded(labels, frame.language)


def kind(frame: Frame, profile: Profile, folder: str) -> str:
    """What the things of a folder are called, one of them."""
    return label(frame, profile.by_folder[folder].labels)


@cache
def _template(name: str) -> Template:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"linkable": linkable, "day": forms.day, "number": forms.number, "worded": worded}
    return environment.get_template(f"{name}.html")
