"""Raw text → final lexical form: canonical XSD, NFC text, standard codes.

Every function takes a string, returns the value in its final form, and raises `kg.system.errors.NotUnderstood` when the
string has no place in the graph. Each is idempotent. None of them guesses.
"""

from kg.model.values.agent import company_name, person_name
from kg.model.values.country import country, country_names, every_name, spelt_names
from kg.model.values.day import date
from kg.model.values.event import availability, currency, event_status, price
from kg.model.values.genre import genre
from kg.model.values.iri import iri
from kg.model.values.language import language
from kg.model.values.number import boolean, decimal, integer, pixels
from kg.model.values.rating import certificate, count
from kg.model.values.text import name, paragraphs, text
from kg.model.values.time import date_time, duration, year

__all__ = [
    "availability",
    "boolean",
    "certificate",
    "company_name",
    "count",
    "country",
    "country_names",
    "currency",
    "date",
    "date_time",
    "decimal",
    "duration",
    "event_status",
    "every_name",
    "genre",
    "integer",
    "iri",
    "language",
    "name",
    "paragraphs",
    "person_name",
    "pixels",
    "price",
    "spelt_names",
    "text",
    "year",
]
