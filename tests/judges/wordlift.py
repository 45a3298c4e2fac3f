"""Prints what the shapes of the SDK find in graphs: a path and N-Triples as a JSON string, with a tab between, a line.

It runs in an environment of its own, which has another pySHACL than ours.
"""

import json
import sys

from rdflib import Graph
from wordlift_sdk.validation import PreparedShaclValidator
from wordlift_sdk.validation.shacl import ValidationResult, extract_validation_issues

SHAPES = ["google-breadcrumb", "google-carousel", "google-dataset", "google-event", "google-movie", "google-video"]

validator = PreparedShaclValidator.from_shape_specs([f"{name}.ttl" for name in SHAPES])
for line in sys.stdin:
    path, _, text = line.partition("\t")
    graph = Graph().parse(data=json.loads(text), format="nt")
    judged = validator.validate_graph(graph)
    prepared = validator.prepared_shapes
    result = ValidationResult(
        conforms=judged.conforms,
        report_text=judged.report_text,
        report_graph=judged.report_graph,
        data_graph=judged.data_graph,
        shape_source_map=prepared.shape_source_map,
        warning_count=judged.warning_count,
        shapes_graph=prepared.shapes_graph,
    )
    issues = [
        f"{issue.level} {issue.rule_set}: {issue.result_path}: {issue.message}"
        for issue in extract_validation_issues(result)
    ]
    print(json.dumps({"path": path, "issues": issues}))
