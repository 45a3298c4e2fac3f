"""`kg embed` as it is called."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg.audit.fetch import Fetcher
from kg.audit.pages import sources
from kg.cli import main
from kg.embed.files import pages
from kg.model.formats import HTML

KIN = '<head><link rel="canonical" href="https://festival.example/en/kin"></head>\n<body>\n'
OTHER = '<head><link rel="canonical" href="https://festival.example/en/other"></head>'


def _embed(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["embed", *map(str, arguments)])


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A folder with a page of a film and a page of none."""
    folder = tmp_path / "site"
    (folder / "en").mkdir(parents=True)
    (folder / "en" / "kin.HTML").write_text(KIN)
    (folder / "other.htm").write_text(OTHER)
    (folder / "kin.txt").write_text(KIN)
    return folder


def test_a_folder(release: Path, site: Path) -> None:
    """All pages below it are done; one without a film is told, and the others go on."""
    done = _embed(release, site)
    assert done.stdout == f"{site}/en/kin.HTML: kin-2020: embedded\n"
    assert done.stderr == (
        f"{site}/other.htm: no film has the page https://festival.example/en/other; name its film in a --table\n"
    )
    assert done.exit_code == 1
    assert "data-reelgraph" in (site / "en" / "kin.HTML").read_text()
    assert (site / "other.htm").read_text() == OTHER
    assert (site / "kin.txt").read_text() == KIN
    before = (site / "en" / "kin.HTML").stat()
    again = _embed(release, site / "en" / "kin.HTML", site / "en")
    assert (again.stdout, again.exit_code) == (f"{site}/en/kin.HTML: kin-2020: unchanged\n", 0)
    assert (site / "en" / "kin.HTML").stat() == before


def test_a_dry_run_prints_what_patch_takes(release: Path, site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`--dry-run` writes nothing; its diff makes the same bytes, with whatever ends of lines."""
    pages = {
        "a.html": KIN,
        "b.html": KIN.strip() + "\n" * 9 + "x",
        "c.html": KIN.replace("\n", "\r\n"),
        "d.html": "\n" * 9 + KIN.replace("<head>", "<head>\n"),
        "e.html": KIN.removesuffix("\n<body>\n"),
    }
    for name, text in pages.items():
        (site / "en" / name).write_bytes(text.encode())
    shutil.copytree(site / "en", site / "en2")
    monkeypatch.chdir(site)
    dry = _embed(release, "en", "--dry-run")
    assert dry.exit_code == 0 and dry.stdout.count("\n@@ ") == 6
    for name, text in pages.items():
        assert (site / "en" / name).read_bytes() == text.encode()
    assert _embed(release, "en").exit_code == 0
    patch = shutil.which("patch")
    if patch:
        subprocess.run([patch, "--binary", "-s", "-p1", "-d", "en2"], input=dry.stdout_bytes, check=True)
        assert all((site / "en2" / name).read_bytes() == (site / "en" / name).read_bytes() for name in pages)
    assert _embed(release, "en", "--dry-run").stdout == ""


def test_a_table_goes_before_the_address(release: Path, site: Path) -> None:
    """A page is of the film that a row names by its path or its address; a film that is not there is told."""
    table = site / "films.csv"
    table.write_text("page,film\nother.htm,salt-2021\nhttps://festival.example/en/kin,Kin\n")
    done = _embed(release, site, "--table", table)
    assert done.stdout == f"{site}/other.htm: salt-2021: embedded\n"
    missing = f"the release has no film Kin, which {table}:3 names; did you mean kin-2020?"
    told, note = done.stderr.splitlines()
    assert told == f"{site}/en/kin.HTML: {missing}" and "the url in the markup is https://films.example.org/" in note
    assert done.exit_code == 1


def test_what_a_table_leaves_open(release: Path, site: Path) -> None:
    """A row without a page is a note; two films for one page are told by their lines, as is a page without a row."""
    table = site / "films.csv"
    table.write_text("page,film\nen/kin.HTML,kin-2020\nen/kin.HTML,salt-2021\nen/kim.html,kin-2020\n")
    done = _embed(release, site, "--table", table)
    assert done.stderr.splitlines() == [
        f"{site}/en/kin.HTML: is the page of several films: kin-2020, salt-2021; keep one of {table}:2, {table}:3",
        f"{site}/other.htm: no film has the page https://festival.example/en/other; add a row for it to {table}",
        f"kg: {table}:4: none of the pages is en/kim.html; correct the row, or name that page too",
    ]
    table.write_text("page,film\n" + "gone.html,kin-2020\n" * 9)
    done = _embed(release, site / "en", "--table", table)
    assert (done.exit_code, done.stderr.count("\n")) == (0, 6)
    assert done.stderr.endswith(f"kg: {table}: 4 more rows without a page\n")


def test_markup_of_another_address(release: Path, site: Path) -> None:
    """Where a table puts the markup into a page of another address than its url, a note says so; not of its own."""
    table = site / "films.csv"
    table.write_text("page,film\nother.htm,kin-2020\nen/kin.HTML,kin-2020\n")
    done = _embed(release, site, "--table", table)
    (said,) = done.stderr.splitlines()
    assert "the url in the markup is https://festival.example/en/kin, not https://festival.example/en/other" in said
    assert said.startswith(f"kg: {site}/other.htm: ") and done.exit_code == 0
    (site / "other.htm").write_text("<head></head>")
    assert _embed(release, site, "--table", table).stderr == ""


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        (KIN.replace("</head>", '<link rel=canonical href="https://films.example.org/film/salt-2021/"></head>'),
         "is the page of several films: kin-2020, salt-2021; name its film in a --table"),
        ('<head><link rel="canonical" href="/film/kin"></head>',
         "its canonical address /film/kin is not absolute: make it one with https://; name its film in a --table"),
        ("<head></head>", "has no canonical address, in a link or og:url; name its film in a --table"),
        ("", "has no tag, so it is not HTML"),
        (KIN + "<script type='application/ld+json'>{'Movie'", "cannot be compared"),
    ],
)  # fmt: skip
def test_a_page_that_is_told(release: Path, site: Path, page: str, reason: str) -> None:
    """A page of several films or none, and one that cannot be edited, is one line on stderr and exit code 1."""
    path = site / "en" / "kin.HTML"
    path.write_text(page)
    done = _embed(release, path)
    assert reason in done.stderr and done.stderr.count("\n") == 1
    assert done.exit_code == 1


def test_conflicts_are_told_and_the_block_is_put_in(release: Path, site: Path) -> None:
    """Other markup is kept, and what it says otherwise is a line with its place."""
    path = site / "en" / "kin.HTML"
    other = '<p itemscope itemtype="https://schema.org/Movie"><b itemprop="name">Kin</b><i itemprop="director">Bob</i>'
    path.write_text(KIN + other)
    done = _embed(release, path)
    assert (done.stderr, done.exit_code) == (f"{path}:3: director: Bob / Ann\n", 1)
    assert path.read_text().endswith(other) and "data-reelgraph" in path.read_text()


@pytest.mark.parametrize("suffix", HTML)
def test_pages_of_a_folder(release: Path, tmp_path: Path, suffix: str) -> None:
    """In a folder, what `kg audit` takes for a page is one for `kg embed` too."""
    page = tmp_path / "folder" / f"kin{suffix}"
    page.parent.mkdir()
    page.write_text(KIN)
    assert [source.name for source in sources([str(page.parent)], Fetcher())] == [page.as_posix()]
    assert list(pages([page.parent])) == [page]


def test_links_are_not_followed_out_of_a_folder(release: Path, site: Path, tmp_path: Path) -> None:
    """A link in a folder is no page of it; a page that is named by a link is edited where it is, and the link stays."""
    outside = tmp_path / "outside.html"
    outside.write_text(KIN)
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "in.html").write_text(KIN)
    (site / "en" / "link.html").symlink_to(outside)
    (site / "en" / "folder").symlink_to(tmp_path / "folder")
    assert _embed(release, site / "en").stdout == f"{site}/en/kin.HTML: kin-2020: embedded\n"
    assert outside.read_text() == (tmp_path / "folder" / "in.html").read_text() == KIN
    assert _embed(release, site / "en" / "link.html").exit_code == 0
    assert (site / "en" / "link.html").is_symlink() and "data-reelgraph" in outside.read_text()


def test_writing_is_atomic(release: Path, site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The mode is kept, and a write that fails leaves the old page and nothing else."""
    path = site / "en" / "kin.HTML"
    path.chmod(0o640)

    def fail(_: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr(os, "fsync", fail)
        done = _embed(release, path)
    assert (done.stderr, done.exit_code) == (f"{path}: cannot be written: No space left on device\n", 1)
    assert path.read_text() == KIN
    assert _embed(release, path).exit_code == 0
    assert path.stat().st_mode & 0o777 == 0o640
    assert [page.name for page in (site / "en").iterdir()] == ["kin.HTML"]


def test_what_is_no_file(release: Path, site: Path) -> None:
    """A pipe is not waited for, and what is not there is told."""
    os.mkfifo(site / "pipe.html")
    assert f"{site}/pipe.html: cannot be read: is a pipe, not a file\n" in _embed(release, site).stderr
    done = _embed(release, site / "nowhere\n.html", site / "en")
    assert done.stderr == f"{site}/nowhere\\n.html: cannot be read: No such file or directory\n"
    assert done.exit_code == 1


def test_nothing_done(release: Path, site: Path, tmp_path: Path) -> None:
    """Without a release, a page or the table, the exit code is 2, and one line says why."""
    (tmp_path / "empty").mkdir()
    for arguments, reason in {
        (tmp_path / "empty", site): "not a release",
        (release, tmp_path / "empty"): "no page found",
        (release, site, "--table", tmp_path / "none.csv"): "No such file",
        (release, site / "nowhere.html"): "nowhere.html: cannot be read, or not there",
    }.items():
        done = _embed(*arguments)
        assert done.exit_code == 2 and reason in done.stderr and done.stderr.count("\n") == 1
