"""Raw text → final lexical form: canonical XSD, NFC text, standard codes.

Every function takes a string, returns the value in its final form, and raises `kg.errors.NotUnderstood` when the
string has no place in the graph. Each is idempotent. None of them guesses.
"""

from kg.values.country import country, country_names
from kg.values.day import date
from kg.values.event import availability, currency, event_status
from kg.values.iri import iri
from kg.values.language import language
from kg.values.number import boolean, decimal, integer
from kg.values.text import name, paragraphs, text
from kg.values.time import date_time, duration, year

__all__ = [
    "availability",
    "boolean",
    "country",
    "country_names",
    "currency",
    "date",
    "date_time",
    "decimal",
    "duration",
    "event_status",
    "integer",
    "iri",
    "language",
    "name",
    "paragraphs",
    "text",
    "year",
]
