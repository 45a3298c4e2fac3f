"""The vocabularies that the gate speaks, and the terms of SHACL that it knows."""

SH = "http://www.w3.org/ns/shacl#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
XSD = "http://www.w3.org/2001/XMLSchema#"
SCHEMA = "http://schema.org/"
RG = "https://w3id.org/reelgraph/ontology#"

# Constraint component → the parameter that calls for it, and what it demands in words; {} is the parameter's value.
COMPONENTS = {
    "Class": ("class", "must be a {}"),
    "Datatype": ("datatype", "must be of the datatype {}"),
    "NodeKind": ("nodeKind", "must be {}"),
    "MinCount": ("minCount", "needs at least {} value{s}"),
    "MaxCount": ("maxCount", "has at most {} value{s}"),
    "MinExclusive": ("minExclusive", "must be greater than {}"),
    "MinInclusive": ("minInclusive", "must be {} or more"),
    "MaxExclusive": ("maxExclusive", "must be less than {}"),
    "MaxInclusive": ("maxInclusive", "must be {} or less"),
    "MinLength": ("minLength", "must have at least {} character{s}"),
    "MaxLength": ("maxLength", "must have at most {} character{s}"),
    "Pattern": ("pattern", "must match {}"),
    "LanguageIn": ("languageIn", "must be in one of the languages {}"),
    "UniqueLang": ("uniqueLang", "has at most one value a language"),
    "Equals": ("equals", "must have the same values as {}"),
    "Disjoint": ("disjoint", "must share no value with {}"),
    "LessThan": ("lessThan", "must be less than the value of {}"),
    "LessThanOrEquals": ("lessThanOrEquals", "must not be greater than the value of {}"),
    "Not": ("not", "must not be a value that {}"),
    "And": ("and", "must satisfy all of {}"),
    "Or": ("or", "must satisfy one of {}"),
    "Xone": ("xone", "must satisfy exactly one of {}"),
    "Node": ("node", "must be as {} demands"),
    "QualifiedMinCount": ("qualifiedMinCount", "needs at least {} value{s} of the kind that the shape qualifies"),
    "QualifiedMaxCount": ("qualifiedMaxCount", "has at most {} value{s} of the kind that the shape qualifies"),
    "Closed": ("closed", "is no property of such a thing"),
    "HasValue": ("hasValue", "must have the value {}"),
    "In": ("in", "must be one of {}"),
    "SPARQL": ("sparql", "must satisfy {}"),
}

TARGETS = frozenset(["targetClass", "targetNode", "targetSubjectsOf", "targetObjectsOf"])

# SHACL Core, sections 2 to 4 of the recommendation, by what a term is for.
STRUCTURE = frozenset(["NodeShape", "PropertyShape", "property", "path", "deactivated", "severity", "message"])
SEVERITIES = frozenset(["Violation", "Warning", "Info"])
NODE_KINDS = frozenset(["IRI", "BlankNode", "Literal", "BlankNodeOrIRI", "BlankNodeOrLiteral", "IRIOrLiteral"])
PRESENTATION = frozenset(["name", "description", "order", "group", "defaultValue", "PropertyGroup"])
PATHS = frozenset(["alternativePath", "inversePath", "zeroOrMorePath", "oneOrMorePath", "zeroOrOnePath"])
CONSTRAINTS = frozenset(parameter for parameter, _ in COMPONENTS.values()) | frozenset(
    ["flags", "ignoredProperties", "qualifiedValueShape", "qualifiedValueShapesDisjoint"]
)
SPARQL = frozenset(["SPARQLConstraint", "select", "prefixes", "declare", "prefix", "namespace"])

KNOWN = TARGETS | STRUCTURE | SEVERITIES | NODE_KINDS | PRESENTATION | PATHS | CONSTRAINTS | SPARQL
