"""The ways through the site that the shapes lay out: they lead somewhere, and two never lead to one place."""

import pytest

from kg.model.profile import Field, Kind, profile
from kg.site.ways import documented, facets, linking, pairs

PLAN = profile()
FOLDERS = {shape.folder for shape in documented(PLAN)}
# What else stands beside the folders of things.
SITE = {"assets", "download", "dump", "evidence", "identities", "manifest", "manual", "ontology", "overview", "queries"}
SITE |= {"report", "search", "shapes"}


@pytest.mark.parametrize("field", facets(PLAN).values(), ids=lambda field: field.name)
def test_a_facet_leads_to_its_lists(field: Field) -> None:
    """The values of a link have their pages in the folder of their shape; others have a folder of their own."""
    if field.kind is Kind.LINK:
        assert field.facet == PLAN.by_class[field.target].folder
    else:
        assert field.facet not in FOLDERS | SITE


def test_folders_of_things_are_free() -> None:
    """No shape puts its things where something else stands."""
    assert FOLDERS.isdisjoint(SITE)


def test_lists_of_one_thing_stand_apart() -> None:
    """The fields that link to a class have names of their own, since the lists are called after them."""
    names = [(field.target, field.name) for field in linking(PLAN)]
    assert len(names) == len(set(names))


def test_a_pair_is_of_one_shape() -> None:
    """Only fields that one thing can state are shown together."""
    fields = linking(PLAN)
    for one, other in pairs(PLAN):
        assert any(fields[one] in shape.fields and fields[other] in shape.fields for shape in documented(PLAN))


def test_pictures_stand_apart() -> None:
    """The overview names its pictures after facets and fields, and one of them coverage."""
    names = [*facets(PLAN), *(linking(PLAN)[one].name for one, _ in pairs(PLAN)), "coverage"]
    assert len(names) == len(set(names))
