"""What of a document is shown on a day."""

import pyoxigraph as ox
import pytest

from kg.model.prefixes import SCHEMA, XSD
from kg.model.profile import Profile
from kg.release.documents import Document, Thing, Value
from kg.release.selection import Selection

FILM, SCREENING = "http://x/film/a/#this", "http://x/film/a/#screenings-1"


@pytest.mark.parametrize(
    ("date", "shown"),
    [("", True), ("2026-11-30", True), ("2026-12-01", True), ("2026-12-02", False), ("2027-01-01", False)],
)
def test_a_screening_is_shown_until_its_day_is_over(date: str, shown: bool, plan: Profile) -> None:
    """On the day itself it is shown, and the day after it is not."""

    def literal(text: str, datatype: str) -> ox.Literal:
        return ox.Literal(text, datatype=ox.NamedNode(XSD + datatype))

    said: dict[str, tuple[Value, ...]] = {
        SCHEMA + "name": (literal("A", "string"),),
        SCHEMA + "startDate": (literal("2026-12-01T20:00:00+01:00", "dateTime"),),
        SCHEMA + "endDate": (literal("2026-12-01T22:00:00+01:00", "dateTime"),),
        SCHEMA + "location": (ox.NamedNode("http://x/film/a/#venue-1"),),
        SCHEMA + "workPresented": (ox.NamedNode(FILM),),
    }
    screening = Thing(SCREENING, (SCHEMA + "ScreeningEvent",), said)
    selection = Selection(Document("http://x/film/a/", {SCREENING: screening}), {}, plan, date)
    assert (selection.thing(SCREENING) is not None) == shown
