"""A release made by hand: two films, and an episode."""

import json
from pathlib import Path
from typing import Any

import pytest

BASE = "https://films.example.org/"


def _markup(path: str, **said: Any) -> str:
    node = {"@id": f"{BASE}{path}/#this", "@type": "Movie", "url": {"@id": f"{BASE}{path}/"}, **said}
    return json.dumps({"@context": "https://schema.org", "@graph": [node]}, ensure_ascii=False)


@pytest.fixture
def release(tmp_path: Path) -> Path:
    """OUT with the films kin-2020, whose page is https://festival.example/en/kin, and salt-2021, and an episode."""
    folder = tmp_path / "out"
    (folder / "markup" / "episode").mkdir(parents=True)
    (folder / "manifest.json").write_text(json.dumps({"base": BASE, "languages": ["en", "nl"], "files": []}))
    films = {
        "kin-2020": _markup(
            "film/kin-2020",
            name="Kin",
            dateCreated="2020",
            duration="PT1H45M",
            director={"@id": f"{BASE}person/ann/#this", "@type": "Person", "name": "Ann"},
            actor=[{"@id": f"{BASE}person/zoe/#this", "@type": "Person", "name": "Zoë"}],
            url={"@id": "https://festival.example/en/kin"},
        ),
        "salt-2021": _markup("film/salt-2021", name="Salt </script><!--<script> \u2028\u200f🎬"),
        "episode/pilot-2022": _markup("episode/pilot-2022", name="Pilot", **{"@type": "TVEpisode"}),
    }
    for name, text in films.items():
        (folder / "markup" / f"{name}.json").write_text(text, "utf-8")
    return folder
