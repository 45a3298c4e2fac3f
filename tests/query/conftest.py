"""A release on disk, made of the graphs beside this file."""

import json
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pyoxigraph as ox
import pytest

HERE = Path(__file__).parent


@pytest.fixture(scope="session")
def released(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of releases whose only one holds `published.ttl` as dump and `evidence.trig` as evidence."""
    out = tmp_path_factory.mktemp("out")
    release = out / "current"
    files = [
        ("published.ttl", ox.RdfFormat.N_TRIPLES, "dump/0.nt", "application/n-triples", "dump"),
        ("evidence.trig", ox.RdfFormat.N_QUADS, "evidence/0.nq", "application/n-quads", "evidence"),
    ]
    for source, syntax, path, _, _ in files:
        (release / path).parent.mkdir(parents=True)
        ox.serialize(ox.parse(path=HERE / source), release / path, syntax)
    for name, role in (("ontology", "ontology"), ("shapes", "shapes")):
        shutil.copytree(HERE.parents[1] / name, release / name)
        files += [("", ox.RdfFormat.TURTLE, path.relative_to(release).as_posix(), "text/turtle", role)
                  for path in sorted((release / name).rglob("*.ttl"))]  # fmt: skip
    listed = [_listed(release, path, media_type, role) for _, _, path, media_type, role in files]
    (release / "manifest.json").write_text(json.dumps({"base": "https://example.org/", "files": listed}))
    return out


def _listed(release: Path, path: str, media_type: str, role: str) -> dict[str, object]:
    data = (release / path).read_bytes()
    digest = sha256(data).hexdigest()
    return {"path": path, "mediaType": media_type, "bytes": len(data), "sha256": digest, "role": role}


@pytest.fixture(scope="session")
def endpoint(released: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of an Oxigraph server that holds the same graphs as the release."""
    store, program = tmp_path_factory.mktemp("store"), Path(sys.executable).with_name("oxigraph")
    release = released / "current"
    files = [release / "dump/0.nt", release / "evidence/0.nq"]
    subprocess.run(
        [program, "load", "--location", store, "--file", *files], check=True, timeout=60, capture_output=True
    )
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command: list[str | Path] = [program, "serve-read-only", "--location", store, "--bind", f"127.0.0.1:{port}"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            _wait_for(port, server)
            yield f"http://127.0.0.1:{port}/query"
        finally:
            server.kill()


def _wait_for(port: int, server: subprocess.Popen[bytes]) -> None:
    for _ in range(200):
        assert server.poll() is None, "the server ended"
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.1)
    raise AssertionError("the server does not answer")
