"""The words of the site, of which a catalogue may bring those of another language."""

from kg.manual.markdown import code, prose, table
from kg.site.words import words as spoken


def words() -> str:
    """Markdown: a table with a row for each word, in English."""
    rows = ((code(word), prose(text)) for word, text in spoken("en").items())
    return "".join(f"{line}\n" for line in table(("word", "in English"), rows))
